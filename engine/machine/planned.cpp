// Carrying out a plan: everything is computed first and written when nothing can go wrong any more, so that nothing has to be
// put back. Door: follow_plan(). Must not do anything that the steps (step.cpp) would not.
#include "engine/machine/planned.h"

#include <array>

#include "engine/machine/clocks.h"
#include "engine/machine/due.h"
#include "engine/machine/formula.h"
#include "engine/machine/permission.h"
#include "engine/machine/plan.h"
#include "engine/machine/who.h"

namespace recourse::machine {
namespace {

/// What is going to be written.
struct Draft {
  const Way* way = nullptr;                       // none: no clause reacts
  std::array<std::int64_t, kMostPlanned> values;  // by effect of the way
  std::array<Slot, kMostPlanned> started;         // by clock that the way begins
};

const Plan* plan_of(const Reading& reading) {
  const Machine& machine = reading.machine;
  const std::vector<std::uint32_t>& table = machine.plans.table;
  const auto regions = static_cast<Index>(machine.region_roots.size());
  for (Index region = 0; region < regions; ++region) {
    const Index stage = current_stage(machine, reading.state.record, region);
    const std::size_t row = stage == kNone ? 0 : stage + std::size_t{1};
    const std::size_t place = row * machine.acts.size() + reading.act->act;
    if (place < table.size() && table[place] != Plans::kNoPlan) {
      return &machine.plans.all[table[place]];
    }
  }
  return nullptr;
}

/// Whether the actor is named. apply() has made sure that the office for which somebody acts is in force, so that it stands for
/// itself.
bool names_actor(Reading& reading, const PlannedWho& who) {
  const Actor& actor = *reading.actor;
  switch (who.kind) {
    case PlannedWho::Kind::anybody:
      return true;
    case PlannedWho::Kind::role:
      return actor.kind == Actor::Kind::party && actor.role == who.role;
    case PlannedWho::Kind::office:
      if (actor.kind == Actor::Kind::office && is_office(reading, actor.office) &&
          detail::value_of(reading, who.office) == actor.office) {
        return true;
      }
      break;
    case PlannedWho::Kind::other:
      break;
  }
  return machine::names_actor(reading, who.who);
}

/// A window that is still to pass, or is not dated.
bool stands(const Reading& reading, const Slot& slot) {
  constexpr unsigned kBars = Slot::paused_now | Slot::provisional;
  return (slot.marks & (Slot::dated | kBars)) != Slot::dated || reading.now <= slot.due;
}

bool is_permitted(Reading& reading, const Plan& plan) {
  const Slot slot = load_slot(reading.state.record, plan.slot_offset);
  const bool plainly = plan.is_plain && (slot.marks & plan.marks) == plan.wanted &&
                       (!plan.closes || stands(reading, slot)) && names_actor(reading, plan.who) &&
                       holds(reading, plan.guard);
  return plainly || refusal_of(reading, plan.permission) == Refusal::none;
}

bool reacts(Reading& reading, const Way& way) {
  return way.is_permission ||
         (holds(reading, way.condition) && names_actor(reading, way.who) && holds(reading, way.guard));
}

/// The one clause that reacts; false when there are two.
bool find_way(Reading& reading, const Plan& plan, Draft& draft) {
  const Way* const first = reading.machine.plans.ways.data() + plan.ways.first;
  for (const Way* way = first; way != first + plan.ways.count; ++way) {
    if (!reacts(reading, *way)) {
      continue;
    }
    if (draft.way != nullptr) {
      return false;
    }
    draft.way = way;
  }
  return true;
}

bool draft_effects(Reading& reading, Draft& draft) {
  const PlannedEffect* effect = reading.machine.plans.effects.data() + draft.way->effects.first;
  for (std::uint32_t number = 0; number < draft.way->effects.count; ++number, ++effect) {
    std::int64_t value = effect->once ? load_field(reading.state.record, effect->field) : base::kUnknown;
    if (value == base::kUnknown) {
      value = evaluate(reading, effect->value);
    }
    if (value != base::kUnknown && (value < effect->field.least || value > effect->field.most)) {
      return false;
    }
    draft.values[number] = value;
  }
  return true;
}

void draft_started(Reading& reading, Draft& draft) {
  const PlannedStart* start = reading.machine.plans.starts.data() + draft.way->started.first;
  for (std::uint32_t number = 0; number < draft.way->started.count; ++number, ++start) {
    Slot& slot = draft.started[number];
    slot = start->fresh;
    slot.anchor = reading.now;
    if (start->exact_days < 0) {
      set_due(reading, reading.machine.clocks[start->clock], slot);
      continue;
    }
    const calendar::Due due = reading.calendar.exact_due(reading.today, start->exact_days);
    if (!due.representable) {
      reading.fail(Fault::date_range);
    }
    date(slot, due.instant, false);
  }
}

/// What the act makes of the instance that permits it.
Slot serve(Reading& reading, const Clause& clause) {
  const Clock& clock = reading.machine.clocks[clause.clock];
  Slot slot = load_slot(reading.state.record, clock.slot_offset);
  if (clause.kind == Clause::Kind::may) {
    return used(clock, slot);
  }
  if (clause.kind == Clause::Kind::extension) {
    const auto sum = extended_once_more(reading, clock, slot);
    return sum ? extended(reading, clock, slot, *sum) : slot;
  }
  slot.marks = static_cast<std::uint16_t>(slot.marks | Slot::done);
  return slot;
}

void write_way(Reading& reading, const Draft& draft) {
  const Machine& machine = reading.machine;
  std::byte* const record = reading.state.record;
  const Way& way = *draft.way;
  const PlannedEffect* const effects = machine.plans.effects.data() + way.effects.first;
  for (std::uint32_t number = 0; number < way.effects.count; ++number) {
    store_field(record, effects[number].field, draft.values[number]);
  }
  if (way.stage == kNone) {
    return;
  }
  set_stage(record, way.region, way.stage);
  const std::uint32_t* const emptied = machine.plans.emptied.data() + way.emptied.first;
  for (std::uint32_t number = 0; number < way.emptied.count; ++number) {
    store_slot(record, emptied[number], Slot{});
  }
  const PlannedStart* const started = machine.plans.starts.data() + way.started.first;
  for (std::uint32_t number = 0; number < way.started.count; ++number) {
    store_slot(record, started[number].slot_offset, draft.started[number]);
  }
}

}  // namespace

bool follow_plan(Reading& reading) {
  const Plan* const plan = plan_of(reading);
  Draft draft;
  if (plan == nullptr || !is_permitted(reading, *plan) || !find_way(reading, *plan, draft)) {
    return false;
  }
  const bool serves = plan->serves && (draft.way == nullptr || !draft.way->ends_served);
  const Slot served = serves ? serve(reading, reading.machine.clauses[plan->permission]) : Slot{};
  if (draft.way != nullptr) {
    if (!draft_effects(reading, draft)) {
      return false;
    }
    draft_started(reading, draft);
  }
  if (reading.fault != Fault::none) {
    return false;
  }
  if (serves) {
    store_slot(reading.state.record, plan->slot_offset, served);
  }
  if (draft.way != nullptr) {
    write_way(reading, draft);
  }
  return true;
}

}  // namespace recourse::machine
