// When an instance is due: period or date, extensions and pauses of a slot, handed to the calendar.
#pragma once

#include "engine/machine/run.h"

namespace recourse::machine {

/// The slot's instance as the calendar counts it; nothing when its anchor or its limit is not known, or it
/// has none.
[[nodiscard]] std::optional<calendar::Clock> counted(Reading& reading, const Clock& clock, const Slot& slot);

/// Writes a due instant.
inline void date(Slot& slot, Minute due, bool provisional) {
  slot.due = due;
  slot.marks = static_cast<std::uint16_t>((slot.marks & ~Slot::provisional) | Slot::dated |
                                          (provisional ? Slot::provisional : 0));
}

/// Computes the due instant from the anchor anew: dated, or undated when the limit is not known. Out of range
/// is a fault.
void set_due(Reading& reading, const Clock& clock, Slot& slot);

/// The last minute of the day so long before the due date of the duty that it hangs on; undated when that has
/// none.
void set_due_before(Reading& reading, const Clock& clock, Slot& slot);

/// The sum of the slot's extensions (a duration) if one more is granted with the arguments of the act at
/// hand; nothing when that would be too long.
[[nodiscard]] std::optional<std::int64_t> extended_once_more(Reading& reading, const Clock& clock,
                                                             const Slot& slot);

}  // namespace recourse::machine
