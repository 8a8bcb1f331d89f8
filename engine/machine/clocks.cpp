// The life of an instance: start, anchor, pause, end. Due instants are computed in due.cpp.
#include "engine/machine/clocks.h"

#include <algorithm>

#include "engine/machine/anchor.h"
#include "engine/machine/due.h"

namespace recourse::machine {
namespace {

using Anchor = Clock::Anchor;
using calendar::Day;
using calendar::kUnknownTime;

/// Slots count pauses and extensions in sixteen bits.
constexpr std::int64_t kMostCounted = 0xFFFF;

template <typename Each>
bool contains(const std::vector<Each>& list, const Each& each) {
  return std::find(list.begin(), list.end(), each) != list.end();
}

void mark(Slot& slot, unsigned marks) {
  slot.marks = static_cast<std::uint16_t>(slot.marks | marks);
}
void unmark(Slot& slot, unsigned marks) {
  slot.marks = static_cast<std::uint16_t>(slot.marks & ~marks);
}

bool is_of_member(const Instance& instance) {
  return instance.member != base::kUnknown;
}

const Clock& clock_of(const Run& run, const Instance& instance) {
  return run.machine.clocks[instance.clock];
}

const Member& member_of(const Run& run, const Instance& instance) {
  return *find_member(run.state.outside->members[clock_of(run, instance).members], instance.member);
}

Slot read(const Run& run, const Instance& instance) {
  return is_of_member(instance) ? member_of(run, instance).slot
                                : slot(run.machine, run.state.record, instance.clock);
}

/// Writes the slot; timers that hang on its due instant are looked at when the step is through. Those of a duty of members hang on
/// their sum.
void write(Run& run, const Instance& instance, const Slot& slot) {
  if (is_of_member(instance)) {
    auto& members = run.change_outside().members[clock_of(run, instance).members];
    find_member(members, instance.member)->slot = slot;
    return;
  }
  set_slot(run.machine, run.state.record, instance.clock, slot);
  if (clock_of(run, instance).dependents.count > 0) {
    run.scratch.extra().moved.push_back(instance.clock);
  }
}

void tell(Run& run, TraceItem::Kind kind, const Instance& instance, Minute due = kUnknownTime) {
  run.trace(kind, clock_of(run, instance).clause, due, instance.member);
}

/// The clause has ended: only what occurs from now on (or occurred in this very entry) can anchor its next
/// instance.
void forget_anchor(Run& run, const Clock& clock) {
  if (clock.anchor == Anchor::composed) {
    forget_parts(run, clock);
  } else if (clock.occurred_bit != kNone && !contains(run.scratch.occurred, clock.occurred_bit)) {
    change_bit(run.machine, run.state.record, clock.occurred_bit, false);
  }
}

void set_anchor(Run& run, const Instance& instance, Slot& slot, Minute anchor) {
  slot.anchor = anchor;
  if (clock_of(run, instance).turn > run.turn) {
    run.scratch.extra().waiting.push_back(instance);
    return;
  }
  set_due(run, clock_of(run, instance), slot);
  if ((slot.marks & Slot::dated) != 0) {
    tell(run, TraceItem::Kind::dated, instance, slot.due);
  }
}

/// A member that joined has the full period from then on, if the anchor was before.
Minute since_joining(const Run& run, const Instance& instance, Minute anchor) {
  return is_of_member(instance) && anchor != kUnknownTime ? std::max(anchor, member_of(run, instance).joined)
                                                          : anchor;
}

/// When the anchor of a fresh instance occurred; kUnknownTime when it is still to come.
Minute anchor_of(Run& run, const Clock& clock) {
  if (clock.until.count > 0) {
    return run.now;
  }
  switch (clock.anchor) {
    case Anchor::activation:
      return run.now;
    case Anchor::act:
    case Anchor::stage:
      return bit(run.machine, run.state.record, clock.occurred_bit)
                 ? static_cast<Minute>(load_field(run.state.record, run.machine.fields[clock.instant_field]))
                 : kUnknownTime;
    case Anchor::field:
      return end_of_day(run, clock.anchor_index);
    case Anchor::composed:
      begin_parts(run, clock);
      return composed_anchor(run, clock).at;
    case Anchor::before_due:
      break;
  }
  return kUnknownTime;
}

/// A window that has passed is closed for good: it cannot be paused any more.
bool can_pause(const Run& run, const Clock& clock, const Slot& slot) {
  if ((slot.marks & (Slot::dated | Slot::lapsed | Slot::done)) != Slot::dated) {
    return false;
  }
  const bool closes = (slot.marks & Slot::provisional) == 0;
  return run.machine.clauses[clock.clause].kind != Clause::Kind::may || !closes || run.now <= slot.due;
}

/// The due instant must not come before the end of today.
void hold_until_tonight(Run& run, Slot& slot) {
  const std::int64_t nth_day = std::int64_t{run.today} - run.calendar.day_of(slot.anchor) + 1;
  if (nth_day > kMostCounted) {
    run.fail(Fault::date_range);
    return;
  }
  slot.not_before = static_cast<std::uint16_t>(std::max(nth_day, std::int64_t{slot.not_before}));
}

void resume(Run& run, const Instance& instance, Slot& slot) {
  const Clock& clock = clock_of(run, instance);
  const auto counting = counted(run, clock, slot);
  const calendar::Unit unit = counting ? counting->period.unit : calendar::Unit::day;
  const Minute began = std::max(slot.due, slot.anchor);  // what does not run yet cannot stand still
  const std::int64_t paused = slot.paused + std::int64_t{run.calendar.paused_between(began, run.now, unit)};
  if (paused > kMostCounted) {
    run.fail(Fault::date_range);
    return;
  }
  slot.paused = static_cast<std::uint16_t>(paused);
  unmark(slot, Slot::paused_now);
  set_due(run, clock, slot);
  // Minutes are over already only if the limit or the anchor changed meanwhile.
  const bool is_over = (slot.marks & Slot::dated) != 0 && slot.due < run.now;
  if (!calendar::counts_minutes(unit) || is_over) {
    hold_until_tonight(run, slot);
    set_due(run, clock, slot);
  }
  tell(run, TraceItem::Kind::resumed, instance, slot.due);
}

/// A fresh instance with its anchor, if that is there. Whatever the slot held is gone.
void begin(Run& run, const Instance& instance, Minute anchor) {
  const Clock& clock = clock_of(run, instance);
  Slot slot = fresh(clock);
  tell(run, TraceItem::Kind::started, instance);
  if (clock.anchor == Anchor::before_due) {
    set_due_before(run, clock, slot);
  } else if (anchor != kUnknownTime) {
    set_anchor(run, instance, slot, since_joining(run, instance, anchor));
  }
  write(run, instance, slot);
  if (clock.dependents.count > 0 && !is_of_member(instance)) {
    run.scratch.extra().started.push_back(instance.clock);
  }
}

/// Computes the due instant of a clock that runs anew, and when it changed, not before the end of this day.
void count_anew(Run& run, const Instance& instance, const Slot& before, Slot slot) {
  const Clock& clock = clock_of(run, instance);
  set_due(run, clock, slot);
  const bool changed = slot.due != before.due || slot.marks != before.marks;
  if (changed && (slot.marks & Slot::dated) != 0) {
    hold_until_tonight(run, slot);
    set_due(run, clock, slot);
    tell(run, TraceItem::Kind::dated, instance, slot.due);
  }
  if (changed || slot.anchor != before.anchor) {
    write(run, instance, slot);
  }
}

/// The same from the anchor that it has, if it runs at all.
void count_again(Run& run, const Instance& instance, const Slot& slot) {
  constexpr unsigned kBars = Slot::lapsed | Slot::done | Slot::paused_now;
  if (slot.anchor != kUnknownTime && (slot.marks & kBars) == 0) {
    count_anew(run, instance, slot, slot);
  }
}

/// A limit that reads facts.
void follow_limit(Run& run, const Instance& instance, const Slot& slot) {
  if (!clock_of(run, instance).constant_period) {
    count_again(run, instance, slot);
  }
}

/// The slot with another anchor; days that were counted from the old one are counted from it.
Slot moved(Run& run, Slot slot, Minute anchor) {
  if (slot.not_before != 0) {
    const std::int64_t nth_day =
        std::int64_t{slot.not_before} + run.calendar.day_of(slot.anchor) - run.calendar.day_of(anchor);
    if (nth_day > kMostCounted) {
      run.fail(Fault::date_range);
    }
    slot.not_before = static_cast<std::uint16_t>(std::clamp(nth_day, std::int64_t{0}, kMostCounted));
  }
  slot.anchor = anchor;
  return slot;
}

/// The anchor of a clock that runs is another now.
void move_anchor(Run& run, const Instance& instance, const Slot& before, Minute anchor) {
  const Slot slot = moved(run, before, anchor);
  if ((slot.marks & Slot::paused_now) != 0) {
    write(run, instance, slot);
  } else {
    count_anew(run, instance, before, slot);
  }
}

void follow_field(Run& run, const Instance& instance, Slot slot) {
  const Clock& clock = clock_of(run, instance);
  if ((slot.marks & Slot::done) != 0 && became_known(run, clock.anchor_index)) {
    start(run, instance);
    return;
  }
  const bool is_open = slot.anchor == kUnknownTime && (slot.marks & Slot::done) == 0;
  if (const Minute anchor = is_open ? end_of_day(run, clock.anchor_index) : kUnknownTime;
      anchor != kUnknownTime) {
    set_anchor(run, instance, slot, since_joining(run, instance, anchor));
    write(run, instance, slot);
  } else {
    follow_limit(run, instance, slot);
  }
}

void follow_parts(Run& run, const Instance& instance, Slot slot) {
  const Clock& clock = clock_of(run, instance);
  const bool is_done = (slot.marks & Slot::done) != 0;
  if (!is_done && (slot.marks & Slot::lapsed) != 0) {
    return;
  }
  fix_parts(run, clock);
  const Minute anchor = composed_anchor(run, clock).at;
  if (is_done) {
    if (anchor != kUnknownTime) {
      begin(run, instance, anchor);
    }
    return;
  }
  // An anchor that was known stays; what came may still make the date provisional.
  if (anchor == kUnknownTime || anchor == slot.anchor) {
    count_again(run, instance, slot);
  } else if (slot.anchor == kUnknownTime) {
    set_anchor(run, instance, slot, anchor);
    write(run, instance, slot);
  } else {
    move_anchor(run, instance, slot, anchor);
  }
}

/// The turn of the limit has come: the first date of an instance that has its anchor since this step.
void date_in_turn(Run& run, const Instance& instance, Slot slot) {
  const Clock& clock = clock_of(run, instance);
  const Minute anchor = clock.anchor == Anchor::composed ? composed_anchor(run, clock).at : slot.anchor;
  slot.anchor = anchor;
  if (anchor != kUnknownTime) {
    set_anchor(run, instance, slot, anchor);
  }
  write(run, instance, slot);
}

}  // namespace

bool runs(const Run& run, Index clock) {
  const Clock& row = run.machine.clocks[clock];
  return (marks(run.machine, run.state.record, clock) & Slot::active) != 0 &&
         (row.pinned || in_stage(run.machine, run.state.record, run.machine.clauses[row.clause].stage));
}

Slot fresh(const Clock& clock) {
  Slot slot{};
  slot.anchor = kUnknownTime;
  slot.marks = static_cast<std::uint16_t>(Slot::active | (clock.fires ? Slot::fires : 0));
  return slot;
}

Slot used(const Clock& clock, Slot slot) {
  const unsigned times = std::min(uses(slot) + 1, Slot::kCountMask);
  // Its `else` is for the case that no act of it was accepted.
  unmark(slot, Slot::kCountMask << Slot::kUsesShift | Slot::fires);
  mark(slot, times << Slot::kUsesShift);
  if (clock.times > 0 && times >= clock.times) {
    mark(slot, Slot::done);
  }
  return slot;
}

Slot extended(Reading& reading, const Clock& clock, Slot slot, std::int64_t extensions) {
  if (extensions > kMostCounted) {
    reading.fail(Fault::date_range);
    return slot;
  }
  slot.extended = static_cast<std::uint16_t>(extensions);
  slot.marks = static_cast<std::uint16_t>(slot.marks + (1U << Slot::kExtensionsShift));
  if ((slot.marks & Slot::paused_now) == 0) {
    set_due(reading, clock, slot);
  }
  return slot;
}

void start(Run& run, const Instance& instance) {
  begin(run, instance, anchor_of(run, clock_of(run, instance)));
}

void discharge(Run& run, const Instance& instance) {
  const Clock& clock = clock_of(run, instance);
  Slot slot = read(run, instance);
  if ((slot.marks & Slot::active) == 0) {
    return;
  }
  if ((slot.marks & Slot::done) == 0) {
    tell(run, TraceItem::Kind::discharged, instance);
  }
  unmark(slot, Slot::active | Slot::fires);
  write(run, instance, clock.pinned ? slot : Slot{});
  forget_anchor(run, clock);
}

void finish(Run& run, const Instance& instance) {
  Slot slot = read(run, instance);
  mark(slot, Slot::done);
  write(run, instance, slot);
  if (!is_of_member(instance)) {  // others may join and begin with it
    forget_anchor(run, clock_of(run, instance));
  }
}

void lapse(Run& run, const Instance& instance) {
  const Clock& clock = clock_of(run, instance);
  Slot slot = read(run, instance);
  mark(slot, Slot::lapsed);
  write(run, instance, slot);
  const bool is_duty = run.machine.clauses[clock.clause].kind == Clause::Kind::must;
  tell(run, is_duty ? TraceItem::Kind::lapsed : TraceItem::Kind::fired, instance, slot.due);
  if (!is_duty) {
    finish(run, instance);
  }
}

void occur(Run& run, const Instance& instance) {
  if (!runs(run, instance.clock)) {
    return;
  }
  Slot slot = read(run, instance);
  if ((slot.marks & Slot::done) != 0) {
    start(run, instance);
  } else if (slot.anchor == kUnknownTime) {
    set_anchor(run, instance, slot, run.now);
    write(run, instance, slot);
  }
}

void use(Run& run, Index index) {
  const Slot slot = used(run.machine.clocks[index], read(run, {index}));
  set_slot(run.machine, run.state.record, index, slot);
  if ((slot.marks & Slot::done) != 0) {
    finish(run, {index});
  }
}

void extend(Run& run, const Grant& grant) {
  const Clock& clock = clock_of(run, grant.instance);
  const Slot slot = extended(run, clock, read(run, grant.instance), grant.extended);
  tell(run, TraceItem::Kind::extended, grant.instance, slot.due);
  write(run, grant.instance, slot);
}

void follow(Run& run, const Instance& instance) {
  if (!runs(run, instance.clock)) {
    return;
  }
  const Clock& clock = clock_of(run, instance);
  const Slot slot = read(run, instance);
  if (clock.turn > 0 && contains(run.scratch.extras().waiting, instance)) {
    date_in_turn(run, instance, slot);
  } else if (clock.anchor == Anchor::field && clock.until.count == 0) {
    follow_field(run, instance, slot);
  } else if (clock.anchor == Anchor::composed) {
    follow_parts(run, instance, slot);
  } else {
    follow_limit(run, instance, slot);
  }
}

void pause_or_resume(Run& run, const Instance& instance, bool pauses) {
  const Clock& clock = clock_of(run, instance);
  if (clock.anchor == Anchor::before_due || !runs(run, instance.clock)) {
    return;
  }
  Slot slot = read(run, instance);
  const bool paused = (slot.marks & Slot::paused_now) != 0;
  if (paused && !pauses && (slot.marks & Slot::done) == 0) {
    resume(run, instance, slot);
    write(run, instance, slot);
  } else if (!paused && pauses && can_pause(run, clock, slot)) {
    mark(slot, Slot::paused_now);
    slot.due = run.now;
    tell(run, TraceItem::Kind::paused, instance);
    write(run, instance, slot);
  }
}

void count_by_calendar(Run& run, const Instance& instance) {
  const Clock& clock = clock_of(run, instance);
  if (clock.anchor == Anchor::before_due || !runs(run, instance.clock)) {
    return;
  }
  if (clock.dependents.count > 0) {  // working days are counted back from it
    run.scratch.extra().moved.push_back(instance.clock);
  }
  const Slot before = read(run, instance);
  constexpr unsigned kBars = Slot::lapsed | Slot::done | Slot::paused_now;
  const bool is_provisional = (before.marks & Slot::provisional) != 0;
  const bool has_passed =
      run.machine.clauses[clock.clause].kind == Clause::Kind::may && !is_provisional && before.due < run.now;
  if ((before.marks & (kBars | Slot::dated)) != Slot::dated) {
    return;
  }
  const Minute composed = clock.anchor == Anchor::composed ? composed_anchor(run, clock).at : kUnknownTime;
  const Minute anchor = composed == kUnknownTime ? before.anchor : composed;
  if (!is_provisional && !has_passed) {
    move_anchor(run, instance, before, anchor);
    return;
  }
  Slot slot = moved(run, before, anchor);
  set_due(run, clock, slot);
  tell(run, TraceItem::Kind::dated, instance, slot.due);
  write(run, instance, slot);
}

void take_over_clock(Run& run, const Instance& instance) {
  const Clock& clock = clock_of(run, instance);
  if (!runs(run, instance.clock)) {
    return;
  }
  Slot slot = read(run, instance);
  const bool is_right = run.machine.clauses[clock.clause].kind == Clause::Kind::may;
  unmark(slot, Slot::fires);
  if (clock.fires && (!is_right || uses(slot) == 0)) {
    mark(slot, Slot::fires);
  }
  if (is_right && (slot.marks & Slot::lapsed) == 0) {
    unmark(slot, Slot::done);
    if (clock.times > 0 && uses(slot) >= clock.times) {
      mark(slot, Slot::done);
    }
  }
  write(run, instance, slot);
  constexpr unsigned kEnded = Slot::done | Slot::lapsed;
  if (clock.anchor == Anchor::before_due || (slot.marks & kEnded) != 0) {
    return;
  }
  const bool is_composed = clock.anchor == Anchor::composed;
  if (is_composed) {
    complete_parts(run, clock);
  }
  if (slot.anchor == kUnknownTime) {
    const Minute anchor =
        is_composed ? composed_anchor(run, clock).at : since_joining(run, instance, anchor_of(run, clock));
    if (anchor != kUnknownTime) {
      set_anchor(run, instance, slot, anchor);
      write(run, instance, slot);
      spare_until_tonight(run, instance);
    }
  } else if ((slot.marks & (Slot::dated | Slot::paused_now)) == 0) {
    count_anew(run, instance, slot, slot);
  } else {
    count_by_calendar(run, instance);
  }
}

void spare_until_tonight(Run& run, const Instance& instance) {
  const Clock& clock = clock_of(run, instance);
  Slot slot = read(run, instance);
  constexpr unsigned kBars = Slot::lapsed | Slot::done | Slot::paused_now;
  const bool is_dated = runs(run, instance.clock) && (slot.marks & (kBars | Slot::dated)) == Slot::dated;
  if (is_dated && clock.anchor != Anchor::before_due && slot.due < run.calendar.last_minute(run.today)) {
    hold_until_tonight(run, slot);
    set_due(run, clock, slot);
    tell(run, TraceItem::Kind::dated, instance, slot.due);
    write(run, instance, slot);
  }
}

void follow_moved(Run& run) {
  const std::vector<Index>& all = run.scratch.extras().moved;
  // By number: a timer that starts anew may be added.
  const std::size_t count = all.size();
  for (std::size_t number = 0; number < count; ++number) {
    const Index moved = all[number];
    const Range& dependents = run.machine.clocks[moved].dependents;
    for (std::uint32_t at = dependents.first; at < dependents.first + dependents.count; ++at) {
      const Index timer = run.machine.clock_list[at];
      if (!runs(run, timer)) {
        continue;
      }
      Slot slot = read(run, {timer});
      if ((slot.marks & Slot::done) == 0) {
        set_due_before(run, run.machine.clocks[timer], slot);
        set_slot(run.machine, run.state.record, timer, slot);
      } else if (contains(run.scratch.extras().started, moved)) {
        start(run, {timer});
      }
    }
  }
}

}  // namespace recourse::machine
