// Clocks: instances of duties, windows and timers in their slots. They start, get a date, pause, are
// extended, end. Each function changes one slot and notes a fault when a date is out of range
// (docs/decisions.md 7–16, 36–39).
#pragma once

#include "engine/machine/run.h"

namespace recourse::machine {

/// Whether the slot holds an instance of this clock that is active; a slot that is shared is another's while
/// the clock's stage is not in the configuration.
[[nodiscard]] bool runs(const Run& run, Index clock);

/// Slots alone: a fresh instance without anchor; a right used once more, done when used up; a clock with the sum of its
/// extensions.
[[nodiscard]] Slot fresh(const Clock& clock);
[[nodiscard]] Slot used(const Clock& clock, Slot slot);
[[nodiscard]] Slot extended(Reading& reading, const Clock& clock, Slot slot, std::int64_t extensions);

/// A fresh instance; dated when its anchor is there. Whatever the slot held is gone.
void start(Run& run, const Instance& instance);
/// The instance ends without being done. Of a pinned clock the marks stay to be read.
void discharge(Run& run, const Instance& instance);
/// The instance ends done: a duty done, a right used up, a timer fired.
void finish(Run& run, const Instance& instance);
/// The due instant passed: a duty is overdue, a timer or the `else` of a window fires.
void lapse(Run& run, const Instance& instance);
/// The clock's anchor occurs now: dates an undated instance, starts afresh after a done one, leaves a running
/// one alone.
void occur(Run& run, const Instance& instance);
/// One more acceptance of a right; used up, it is done.
void use(Run& run, Index clock);
void extend(Run& run, const Grant& grant);

/// A watched clock after a step: its field anchor, and a limit that follows the facts.
void follow(Run& run, const Instance& instance);
/// Pauses or resumes as the look has it.
void pause_or_resume(Run& run, const Instance& instance, bool pauses);
/// Dates the timers anew that are dated from the due instants that moved in this step.
void follow_moved(Run& run);

/// Counts a clock that runs by a calendar that is another than before (recount() in apply.h).
void count_by_calendar(Run& run, const Instance& instance);

/// An instance that ran under another policy goes on under this clause: its uses count here, and it is dated by the limit that is
/// here, from the anchor that it has (take_over() in apply.h).
void take_over_clock(Run& run, const Instance& instance);
/// What came with another policy is not due before the end of this day.
void spare_until_tonight(Run& run, const Instance& instance);

/// What is due at the instant: dated, running, not paused, not provisional, and meant to fire.
[[nodiscard]] inline bool is_due(const Slot& slot, Minute instant) {
  constexpr unsigned kFires = Slot::active | Slot::dated | Slot::fires;
  constexpr unsigned kBars = Slot::paused_now | Slot::lapsed | Slot::done | Slot::provisional;
  return (slot.marks & (kFires | kBars)) == kFires && slot.due <= instant;
}

/// Ends an entry: writes from when on the case may be acted on and what is due next. Gives the latter: the earliest instant at
/// which something fires, no earlier than now; kUnknownTime when nothing does.
inline Minute settle(const Machine& machine, CaseView state, Minute not_before, Minute now) {
  constexpr Minute kNever = std::numeric_limits<Minute>::max();
  std::byte* const record = state.record;
  Minute earliest = kNever;
  const std::uint32_t end = machine.slots_offset + machine.slot_count * std::uint32_t{sizeof(Slot)};
  for (std::uint32_t offset = machine.slots_offset; offset != end; offset += std::uint32_t{sizeof(Slot)}) {
    const Slot slot = load_slot(record, offset);
    earliest = is_due(slot, earliest) ? slot.due : earliest;
  }
  if (machine.member_lists > 0) {
    for (const std::vector<Member>& members : state.outside->members) {
      for (const Member& member : members) {
        earliest = is_due(member.slot, earliest) ? member.slot.due : earliest;
      }
    }
  }
  const Minute next = earliest == kNever ? calendar::kUnknownTime : std::max(earliest, now);
  set_times(record, not_before, next);
  return next;
}

}  // namespace recourse::machine
