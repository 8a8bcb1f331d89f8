// Whether a clause offers an act to an actor now, and whether one forbids it. Reads the state before the act;
// changes nothing.
#pragma once

#include "engine/machine/reading.h"

namespace recourse::machine {

/// Refusal::none when the clause (must, may, extension, approval, opens on) offers its act; else the first of
/// activity and actor, window, uses, guard, length of extension that fails.
[[nodiscard]] Refusal refusal_of(Reading& reading, Index clause);

/// The same without actor, guard and arguments: whether it is open to somebody.
[[nodiscard]] bool is_open(Reading& reading, Index clause);

/// Whether a clause that stands in the configuration is active: of one with an instance as of the last look.
[[nodiscard]] bool is_active(Reading& reading, Index clause);

/// Whether a `must not` that stands in the configuration refuses the act at hand.
[[nodiscard]] bool forbids(Reading& reading, Index clause);

/// Whether an `on` that stands in the configuration hears the act or event at hand.
[[nodiscard]] bool hears(Reading& reading, Index clause);

/// Which of two reasons is told: the one that came nearest to offering.
[[nodiscard]] Refusal stronger(Refusal one, Refusal other);

}  // namespace recourse::machine
