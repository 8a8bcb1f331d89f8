// Carrying out a plan: everything is computed first and written when nothing can go wrong any more, so that nothing has to be
// put back. Door: follow_plan(). Must not do anything that the steps (step.cpp) would not.
#include "engine/machine/planned.h"

#include <array>

#include "engine/machine/clocks.h"
#include "engine/machine/due.h"
#include "engine/machine/evaluate.h"
#include "engine/machine/permission.h"
#include "engine/machine/plan.h"

namespace recourse::machine {
namespace {

/// What is going to be written.
struct Draft {
  const Way* way = nullptr;                       // none: no clause reacts
  std::array<std::int64_t, kMostPlanned> values;  // by effect of the way's clause
  std::array<Slot, kMostPlanned> started;         // by clock that the way begins
};

const Plan* find(const Reading& reading, Range plans) {
  const Plan* const first = reading.machine.plans.data() + plans.first;
  for (const Plan* plan = first; plan != first + plans.count; ++plan) {
    if (plan->act == reading.act->act) {
      return plan;
    }
  }
  return nullptr;
}

const Plan* plan_of(const Reading& reading) {
  const Machine& machine = reading.machine;
  const Plan* found = nullptr;
  for (Index region = 0; region < machine.region_roots.size() && found == nullptr; ++region) {
    const Index stage = current_stage(machine, reading.state.record, region);
    found = find(reading, stage == kNone ? machine.opening_plans : machine.stages[stage].plans);
  }
  return found;
}

/// The one clause that reacts; false when there are two.
bool find_way(Reading& reading, const Plan& plan, Draft& draft) {
  const Way* const first = reading.machine.ways.data() + plan.ways.first;
  for (const Way* way = first; way != first + plan.ways.count; ++way) {
    if (way->clause != plan.permission && !hears(reading, way->clause)) {
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
  const Range& effects = reading.machine.clauses[draft.way->clause].then.effects;
  for (std::uint32_t number = 0; number < effects.count; ++number) {
    const Effect& effect = reading.machine.effects[effects.first + number];
    const FieldSlot& field = reading.machine.fields[effect.field];
    std::int64_t value = base::kUnknown;
    if (effect.kind == Effect::Kind::set_once) {
      value = load_field(reading.state.record, field);
    }
    if (value == base::kUnknown) {
      value = evaluate(reading, effect.value);
    }
    if (value != base::kUnknown && (value < field.least || value > field.most)) {
      return false;
    }
    draft.values[number] = value;
  }
  return true;
}

void draft_started(Reading& reading, Draft& draft) {
  const Range& started = draft.way->started;
  for (std::uint32_t number = 0; number < started.count; ++number) {
    const Clock& clock = reading.machine.clocks[reading.machine.clock_list[started.first + number]];
    Slot& slot = draft.started[number];
    slot = fresh(clock);
    slot.anchor = reading.now;
    set_due(reading, clock, slot);
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
  const Range& effects = machine.clauses[way.clause].then.effects;
  for (std::uint32_t number = 0; number < effects.count; ++number) {
    store_field(record, machine.fields[machine.effects[effects.first + number].field], draft.values[number]);
  }
  if (way.stage == kNone) {
    return;
  }
  set_stage(record, machine.stages[way.stage].region, way.stage);
  const Index* const clocks = machine.clock_list.data();
  for (std::uint32_t number = 0; number < way.ended.count; ++number) {
    set_slot(machine, record, clocks[way.ended.first + number], Slot{});
  }
  for (std::uint32_t number = 0; number < way.started.count; ++number) {
    set_slot(machine, record, clocks[way.started.first + number], draft.started[number]);
  }
}

}  // namespace

bool follow_plan(Reading& reading) {
  const Plan* const plan = plan_of(reading);
  if (plan == nullptr || refusal_of(reading, plan->permission) != Refusal::none) {
    return false;
  }
  Draft draft;
  if (!find_way(reading, *plan, draft)) {
    return false;
  }
  const Clause& permission = reading.machine.clauses[plan->permission];
  Slot served{};
  if (permission.clock != kNone) {
    served = serve(reading, permission);
  }
  if (draft.way != nullptr) {
    if (!draft_effects(reading, draft)) {
      return false;
    }
    draft_started(reading, draft);
  }
  if (reading.fault != Fault::none) {
    return false;
  }
  if (permission.clock != kNone) {
    set_slot(reading.machine, reading.state.record, permission.clock, served);
  }
  if (draft.way != nullptr) {
    write_way(reading, draft);
  }
  return true;
}

}  // namespace recourse::machine
