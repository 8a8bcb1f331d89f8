// Questions about a case. Doors: inspect.h. Changes nothing.
#include "engine/machine/inspect.h"

#include <algorithm>

#include "engine/machine/due.h"
#include "engine/machine/evaluate.h"
#include "engine/machine/permission.h"
#include "engine/machine/who.h"

namespace recourse::machine {
namespace {

bool are_paused_alike(calendar::Unit one, calendar::Unit other) {
  using calendar::Unit;
  return calendar::counts_minutes(one) == calendar::counts_minutes(other) &&
         (one == Unit::working_day) == (other == Unit::working_day);
}

bool guard_reads_arguments(const Machine& machine, Index clause) {
  const Program& guard = machine.clauses[clause].guard;
  const auto first = machine.instructions.begin() + guard.first;
  return std::any_of(first, first + guard.count, [](const Instruction& instruction) {
    return instruction.operation == Operation::argument ||
           instruction.operation == Operation::is_known_argument;
  });
}

bool stands(const Machine& machine, CaseView state, Index clause) {
  const Clause& row = machine.clauses[clause];
  return row.stage != kNone && row.kind != Clause::Kind::opens_on &&
         in_stage(machine, state.record, row.stage);
}

}  // namespace

std::int64_t field(const Machine& machine, CaseView state, Index field) {
  const FieldSlot& slot = machine.fields[field];
  if (slot.width != 0) {
    return load_field(state.record, slot);
  }
  if (slot.type == Type::office_set || slot.type == Type::choice_set) {
    return static_cast<std::int64_t>(state.outside->sets[slot.index].size());
  }
  return state.outside->texts[slot.index].empty() ? base::kUnknown : 0;
}

bool condition(const Machine& machine, const Surroundings& surroundings, CaseView state, Minute now,
               Program program, std::vector<Evidence>* evidence) {
  Reading reading(machine, surroundings, state, now);
  reading.evidence = evidence;
  return holds(reading, program);
}

void active_clauses(const Machine& machine, const Surroundings& surroundings, CaseView state, Minute now,
                    std::vector<Index>& clauses) {
  Reading reading(machine, surroundings, state, now);
  clauses.clear();
  for (std::size_t number = 0; number < machine.clauses.size(); ++number) {
    const auto clause = static_cast<Index>(number);
    if (stands(machine, state, clause) && is_active(reading, clause)) {
      clauses.push_back(clause);
    }
  }
}

bool permits(const Machine& machine, const Surroundings& surroundings, CaseView state, Minute now,
             Index clause) {
  Reading reading(machine, surroundings, state, now);
  if (machine.clauses[clause].kind == Clause::Kind::opens_on) {
    return !begun(machine, state.record);
  }
  return stands(machine, state, clause) && is_open(reading, clause);
}

bool permits_actor(const Machine& machine, const Surroundings& surroundings, CaseView state, Minute now,
                   Index clause, const Actor& actor) {
  Reading reading(machine, surroundings, state, now);
  reading.actor = &actor;
  return permits(machine, surroundings, state, now, clause) && !acts_for_nobody(reading, actor) &&
         is_for_actor(reading, clause) &&
         (guard_reads_arguments(machine, clause) || holds(reading, machine.clauses[clause].guard));
}

bool forbids_actor(const Machine& machine, const Surroundings& surroundings, CaseView state, Minute now,
                   Index clause, const Actor& actor) {
  Reading reading(machine, surroundings, state, now);
  reading.actor = &actor;
  return stands(machine, state, clause) && !acts_for_nobody(reading, actor) &&
         !guard_reads_arguments(machine, clause) && forbids(reading, clause);
}

bool matches(const Machine& machine, const Surroundings& surroundings, CaseView state, Minute now, Index who,
             const Actor& actor) {
  Reading reading(machine, surroundings, state, now);
  reading.actor = &actor;
  return !acts_for_nobody(reading, actor) && names_actor(reading, who);
}

void resolve(const Machine& machine, const Surroundings& surroundings, CaseView state, Minute now, Index who,
             std::vector<offices::OfficeIndex>& offices, std::int64_t it) {
  Reading reading(machine, surroundings, state, now);
  reading.it = it;
  resolve_offices(reading, who, offices);
}

std::span<const Member> members_of(const Machine& machine, CaseView state, Index clock) {
  return has_members(machine, clock) ? std::span(members(machine, state, clock)) : std::span<const Member>();
}

std::optional<calendar::Clock> running_clock(const Machine& machine, const Surroundings& surroundings,
                                             CaseView state, Minute now, Index clock, const Slot& held) {
  constexpr unsigned kRuns = Slot::active | Slot::dated;
  const Clock& row = machine.clocks[clock];
  const bool is_its_own = row.pinned || in_stage(machine, state.record, machine.clauses[row.clause].stage);
  if (!is_its_own || (held.marks & kRuns) != kRuns || row.anchor == Clock::Anchor::before_due) {
    return std::nullopt;
  }
  Reading reading(machine, surroundings, state, now);
  return counted(reading, row, held);
}

std::optional<calendar::Unit> unit_of(const Machine& machine, const Surroundings& surroundings,
                                      CaseView state, Minute now, Index clock, const Slot& slot) {
  Reading reading(machine, surroundings, state, now);
  const auto counting = counted(reading, machine.clocks[clock], slot);
  return counting ? std::optional(counting->period.unit) : std::nullopt;
}

std::optional<calendar::Due> aimed_at(const Machine& machine, const Surroundings& surroundings,
                                      CaseView state, Minute now, Index clock, const Slot& held, Period aim) {
  auto running = running_clock(machine, surroundings, state, now, clock, held);
  if (!running || (held.marks & Slot::paused_now) != 0) {
    return std::nullopt;
  }
  // Pauses are known in the unit of the limit only.
  if (held.paused != 0 && !are_paused_alike(running->period.unit, aim.unit)) {
    return std::nullopt;
  }
  running->anchor = held.anchor;  // not the date of `until`
  running->period = aim;
  running->extension = {};
  calendar::Due due = surroundings.calendar->due(*running);
  due.provisional = due.provisional || (held.marks & Slot::provisional) != 0;
  return due.representable ? std::optional(due) : std::nullopt;
}

}  // namespace recourse::machine
