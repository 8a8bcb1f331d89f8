// Whether a clause offers an act to an actor now, and whether one forbids it. Reads the state before the act;
// changes nothing.
#pragma once

#include "engine/machine/members.h"

namespace recourse::machine {

/// Refusal::none when the clause (must, may, extension, approval, opens on) offers its act; else the first of
/// activity and actor, window, uses, guard, length of extension that fails.
[[nodiscard]] Refusal refusal_of(Reading& reading, Index clause);

/// The same without actor, guard and arguments: whether it is open to somebody.
[[nodiscard]] bool is_open(Reading& reading, Index clause);

/// Whether the actor is whom the clause names; of a duty of members, one that still owes it.
[[nodiscard]] bool is_for_actor(Reading& reading, Index clause);

/// Whether an instance of the clock may be extended by the clause: dated, not overdue, done or passed, with extensions left.
[[nodiscard]] bool extension_is_open(const Reading& reading, const Clause& clause, const Slot& slot);

/// Calls `visit(member, slot)` for each instance that the extension is open for.
template <typename Visit>
void for_each_extension(const Reading& reading, const Clause& clause, Visit&& visit) {
  const Machine& machine = reading.machine;
  if (!has_members(machine, clause.clock)) {
    const Slot held = slot(machine, reading.state.record, clause.clock);
    if (extension_is_open(reading, clause, held)) {
      visit(base::kUnknown, held);
    }
    return;
  }
  for (const Member& member : members(machine, reading.state, clause.clock)) {
    if (extension_is_open(reading, clause, member.slot)) {
      visit(member.office, member.slot);
    }
  }
}

/// Whether a clause that stands in the configuration is active: of one with an instance as of the last look.
[[nodiscard]] bool is_active(Reading& reading, Index clause);

/// Whether a `must not` that stands in the configuration refuses the act at hand.
[[nodiscard]] bool forbids(Reading& reading, Index clause);

/// Whether it would, had the act not been approved.
[[nodiscard]] bool is_lifted(Reading& reading, Index clause);

/// Whether an `on` that stands in the configuration hears the act or event at hand.
[[nodiscard]] bool hears(Reading& reading, Index clause);

/// Which of two reasons is told: the one that came nearest to offering.
[[nodiscard]] Refusal stronger(Refusal one, Refusal other);

}  // namespace recourse::machine
