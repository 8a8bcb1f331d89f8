// Due instants. Must not write to the record.
#include "engine/machine/due.h"

#include "engine/machine/anchor.h"
#include "engine/machine/evaluate.h"

namespace recourse::machine {
namespace {

using Bound = Clock::Extension::Bound;
using calendar::Day;
using calendar::kUnknownTime;
using calendar::Unit;

void undate(Slot& slot) {
  slot.due = 0;
  slot.marks &= static_cast<std::uint16_t>(~(Slot::dated | Slot::provisional));
}

/// Where counting begins and how far it goes: the anchor and the period, or the date of `until` and nothing.
bool count_limit(Reading& reading, const Clock& clock, const Slot& slot, calendar::Clock& result) {
  if (clock.constant_period) {
    result.anchor = slot.anchor;
    result.period = clock.period;
    return true;
  }
  if (clock.until.count > 0) {
    const std::int64_t day = evaluate(reading, clock.until);
    result.anchor =
        day == base::kUnknown ? kUnknownTime : reading.calendar.last_minute(static_cast<Day>(day));
    return result.anchor != kUnknownTime;
  }
  const std::int64_t duration = evaluate(reading, clock.period_program);
  result.anchor = slot.anchor;
  result.period = period_of(duration);
  return duration != base::kUnknown;
}

bool count(Reading& reading, const Clock& clock, const Slot& slot, calendar::Clock& result) {
  if (slot.anchor == kUnknownTime || !count_limit(reading, clock, slot, result)) {
    return false;
  }
  result.extension = period_of(slot.extended);
  result.paused = slot.paused;
  result.exact = clock.exactly;
  if (slot.not_before != 0) {
    result.not_before = reading.calendar.day_of(slot.anchor) + slot.not_before - 1;
  }
  return true;
}

/// A day or part of a day counts as a day.
std::int64_t in_days(Period period) {
  const std::int64_t length = length_of(period);
  return (length + calendar::kMinutesOfDay - 1) / calendar::kMinutesOfDay;
}

std::int64_t sum(std::int64_t before, Period more) {
  const Period known = period_of(before);
  if (known.amount == 0 || known.unit == more.unit) {
    return duration_of({known.amount + more.amount, more.unit});
  }
  return duration_of({static_cast<std::int32_t>(in_days(known) + in_days(more)), Unit::day});
}

/// What is missing from the period to the longest that it may become.
Period missing(const Reading& reading, const calendar::Clock& clock, Period most) {
  if (clock.period.unit == most.unit) {
    return {most.amount - clock.period.amount, most.unit};
  }
  const auto day = [&](Period period) {
    return reading.calendar.due({clock.anchor, period, {0, Unit::day}, 0, kUnknownTime, true}).day;
  };
  return {day(most) - day(clock.period), Unit::day};
}

/// Whether period and extensions end no later than the longest period does, both counted from the anchor.
bool within(const Reading& reading, const calendar::Clock& clock, std::int64_t extended, Period most) {
  const auto longest = reading.calendar.due({clock.anchor, most, {0, Unit::day}, 0, kUnknownTime, true});
  const auto asked =
      reading.calendar.due({clock.anchor, clock.period, period_of(extended), 0, kUnknownTime, true});
  return longest.representable && asked.representable && asked.instant <= longest.instant;
}

std::optional<Period> asked_for(const Reading& reading, const Clock::Extension& extension) {
  const Act* act = reading.act;
  if (act == nullptr || extension.argument >= act->arguments.size()) {
    return std::nullopt;
  }
  const std::int64_t value = act->arguments[extension.argument];
  const Period period = period_of(value);
  // What no slot can hold is too long whatever the bound.
  const bool sensible = value != base::kUnknown && value >= 0 && value <= 0xFFFF;
  return sensible ? std::optional(period) : std::nullopt;
}

}  // namespace

std::optional<calendar::Clock> counted(Reading& reading, const Clock& clock, const Slot& slot) {
  calendar::Clock result;
  return count(reading, clock, slot, result) ? std::optional(result) : std::nullopt;
}

void set_due(Reading& reading, const Clock& clock, Slot& slot) {
  calendar::Clock counting;
  if (!count(reading, clock, slot, counting)) {
    undate(slot);
    return;
  }
  const calendar::Due due = reading.calendar.due(counting);
  if (!due.representable) {
    reading.fail(Fault::date_range);
  }
  const bool anchor_is_provisional =
      clock.anchor == Clock::Anchor::composed && composed_anchor(reading, clock).provisional;
  date(slot, due.instant, due.provisional || anchor_is_provisional);
}

void set_due_before(Reading& reading, const Clock& clock, Slot& slot) {
  const Slot duty = machine::slot(reading.machine, reading.state.record, clock.anchor_index);
  constexpr unsigned kCounts = Slot::active | Slot::dated;
  if ((duty.marks & (kCounts | Slot::paused_now | Slot::done)) != kCounts) {
    slot.anchor = kUnknownTime;
    undate(slot);
    return;
  }
  const Period before = clock.before;
  Day day = kUnknownTime;
  if (before.unit == Unit::minute || before.unit == Unit::hour) {
    const std::int64_t instant = duty.due - length_of(before);
    day = instant > kUnknownTime ? reading.calendar.day_of(static_cast<Minute>(instant)) : kUnknownTime;
  } else {
    day = reading.calendar.shift(reading.calendar.day_of(duty.due), {-before.amount, before.unit});
  }
  const Minute due = day == kUnknownTime ? kUnknownTime : reading.calendar.last_minute(day);
  if (due == kUnknownTime) {
    reading.fail(Fault::date_range);
  }
  slot.anchor = duty.anchor;
  date(slot, due, (duty.marks & Slot::provisional) != 0);
}

std::optional<std::int64_t> extended_once_more(Reading& reading, const Clock& clock, const Slot& slot) {
  const Clock::Extension& extension = clock.extension;
  if (extension.bound == Bound::by) {
    return sum(slot.extended, extension.period);
  }
  const std::optional<Period> asked = asked_for(reading, extension);
  if (extension.bound == Bound::by_up_to) {
    const bool allowed = asked && length_of(*asked) <= length_of(extension.period);
    return allowed ? std::optional(sum(slot.extended, *asked)) : std::nullopt;
  }
  const auto counting = counted(reading, clock, slot);
  if (!counting || (extension.argument != kNone && !asked)) {
    return std::nullopt;
  }
  const Period more = asked ? *asked : missing(reading, *counting, extension.period);
  if (more.amount < 0) {
    return std::nullopt;
  }
  const std::int64_t extended = sum(slot.extended, more);
  return within(reading, *counting, extended, extension.period) ? std::optional(extended) : std::nullopt;
}

}  // namespace recourse::machine
