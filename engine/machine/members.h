// Duties that each member of a set owes for itself (docs/decisions.md 61). Each member has an instance outside the record, which
// lives as that of any other duty does (clocks.h). The slot in the record is their sum: what conditions, timers and hosts read of the
// duty as a whole. Of such a clock these are called in the place of clocks.h.
#pragma once

#include "engine/machine/clocks.h"

namespace recourse::machine {

/// Whether the clock has an instance for each member.
[[nodiscard]] inline bool has_members(const Machine& machine, Index clock) {
  return machine.clocks[clock].members != kNone;
}

[[nodiscard]] inline const std::vector<Member>& members(const Machine& machine, CaseView state, Index clock) {
  return state.outside->members[machine.clocks[clock].members];
}

/// Whether the instance is owed: neither done nor ended.
[[nodiscard]] inline bool is_owed(const Slot& slot) {
  return (slot.marks & (Slot::active | Slot::done)) == Slot::active;
}

[[nodiscard]] inline bool is_owed_by_any(const std::vector<Member>& members) {
  return std::any_of(members.begin(), members.end(),
                     [](const Member& member) { return is_owed(member.slot); });
}

/// The clause becomes active: a fresh instance for each office of the set but the one that is not meant.
void begin_members(Run& run, Index clock, std::int64_t except);
/// If nobody owes the duty any more, it is done if somebody has done it.
void end_round(Run& run, Index clock);
/// It ceases to be active. What the duty came to stays to be read.
void end_members(Run& run, Index clock);
/// Instances of those who left end, those who came begin; the duty is done when nobody owes it any more and somebody has done it.
void join_and_leave(Run& run, Index clock, std::int64_t except);
/// The run's actor has done it: for all members for which its office stands.
void serve_members(Run& run, Index clock);

/// Writes into the record what the instances come to.
void sum_up(Run& run, Index clock);
/// The same after instances may have begun: of a duty that nobody owed a new round does, with timers that are dated from it.
void sum_up_started(Run& run, Index clock);

/// Calls `change(instance)` for the clock's instance, or for each of its members, and sums up.
template <typename Change>
void for_each_instance(Run& run, Index clock, Change&& change) {
  if (!has_members(run.machine, clock)) {
    change(Instance{clock});
    return;
  }
  if (!runs(run, clock)) {
    return;  // what it came to stays
  }
  const std::vector<Member>& all = members(run.machine, run.state, clock);
  for (const Member& member : all) {
    change(Instance{clock, member.office});
  }
  sum_up_started(run, clock);
}

}  // namespace recourse::machine
