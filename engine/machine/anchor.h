// Anchors that are composed: earliest(…), latest(…), X + D. Each occurrence in them is fixed by itself, at its latest time since
// the clause last ended, else at its next; the anchor is made of what is fixed (docs/decisions.md 52).
#pragma once

#include "engine/machine/run.h"

namespace recourse::machine {

struct Anchored {
  Minute at = calendar::kUnknownTime;
  bool provisional = false;  // it rests on a year without notice
};

/// The anchor made of the occurrences that are fixed. The earliest is that of those that are known, the latest is known when all
/// are. X + D is the last minute of the day on which D ends, which is not rolled, or a minute when D counts hours.
[[nodiscard]] Anchored composed_anchor(Reading& reading, const Clock& clock);

/// The last minute of the day that a date field holds; kUnknownTime while it is not known. Out of range is a fault.
[[nodiscard]] Minute end_of_day(Reading& reading, Index field);

/// For an instance of a clause that becomes active: each occurrence as it was last, those of before the clause ended apart; dates as
/// they are known.
void begin_parts(Run& run, const Clock& clock);
/// Occurrences that are not fixed yet and are there now; dates when they become known in this step.
void fix_parts(Run& run, const Clock& clock);
/// For an instance that came from another policy: what is not fixed as it was last.
void complete_parts(Run& run, const Clock& clock);
/// The clause has ended or its instance is done: what occurred before this entry is of the past, and nothing is fixed.
void forget_parts(Run& run, const Clock& clock);

/// Whether the field was given a value in this step, and had none.
[[nodiscard]] bool became_known(const Run& run, Index field);

}  // namespace recourse::machine
