// Due dates: anchor, period, extension, pause, roll. One walk serves both the date and its receipt, so that
// they cannot disagree. Door: Calendar::due (walked_due), receipt, shift, paused_between.
#include <algorithm>

#include "engine/calendar/calendar.h"

namespace recourse::calendar {
namespace {

constexpr std::int64_t kMinutesOfHour = 60;
constexpr std::int64_t kMonthsOfYear = 12;

constexpr bool counts_months(Unit unit) {
  return unit == Unit::month || unit == Unit::year;
}

std::int64_t minutes(Period period) {
  return period.amount * (period.unit == Unit::hour ? kMinutesOfHour : 1);
}

std::int64_t months(Period period) {
  return period.amount * (period.unit == Unit::year ? kMonthsOfYear : 1);
}

Day in_table(std::int64_t day) {
  return day >= Calendar::kFirstDay && day <= Calendar::kLastDay ? static_cast<Day>(day) : kUnknownTime;
}

Day add_months(Day day, std::int64_t count) {
  if (in_table(day) == kUnknownTime) {
    return kUnknownTime;
  }
  const CivilDate from = civil_from_day(day);
  const std::int64_t month_number = from.year * kMonthsOfYear + from.month - 1 + count;
  const std::int64_t year = month_number / kMonthsOfYear;
  if (month_number < 0 || year > civil_from_day(Calendar::kLastDay).year) {
    return kUnknownTime;
  }
  const auto month = static_cast<unsigned>(month_number % kMonthsOfYear) + 1;
  const unsigned day_number = std::min(from.day, days_of_month(static_cast<int>(year), month));
  return in_table(day_from_civil({static_cast<int>(year), month, day_number}));
}

/// What `due` writes down: nothing.
struct Silence {
  void note(ReceiptLine::Kind /*kind*/, Day /*day*/, Period /*period*/, Minute /*instant*/) {}
  void days_passed(Day /*first*/, Day /*last*/) {}
};

/// Writes a receipt's lines.
class Script {
public:
  explicit Script(const Calendar& calendar) : calendar_(calendar) {}

  void note(ReceiptLine::Kind kind, Day day, Period period, Minute instant) {
    lines_.push_back({kind, day, period.amount, period.unit, {}, {}, instant});
  }

  /// The days of [first, last] that notices or weekends took out or put in.
  void days_passed(Day first, Day last) {
    for (Day day = first; day <= last; ++day) {
      const auto named = calendar_.note(day);
      const bool works = calendar_.working(day);
      const bool made_up = works && named && !named->rule->off;
      if (works && !made_up) {
        continue;
      }
      note(made_up ? ReceiptLine::Kind::made_up : ReceiptLine::Kind::skipped, day, {}, kUnknownTime);
      if (named) {
        lines_.back().name = named->rule->name;
        lines_.back().notice = named->notice->id;
      }
    }
  }

  std::vector<ReceiptLine> take() { return std::move(lines_); }

private:
  const Calendar& calendar_;
  std::vector<ReceiptLine> lines_;
};

template <typename Writer>
class Count {
public:
  using Kind = ReceiptLine::Kind;

  Count(const Calendar& calendar, const Clock& clock, Writer& writer)
      : calendar_(calendar), clock_(clock), writer_(writer) {}

  Due run() {
    const Day anchor = calendar_.day_of(clock_.anchor);
    const bool sensible = clock_.period.amount >= 0 && clock_.extension.amount >= 0 && clock_.paused >= 0;
    if (!sensible || !Calendar::in_table(anchor)) {
      return unrepresentable();
    }
    return counts_minutes(clock_.period.unit) ? run_minutes() : run_days(anchor);
  }

private:
  static Due unrepresentable() {
    Due due;
    due.representable = false;
    return due;
  }

  void note(Kind kind, Day day, Period period = {}, Minute instant = kUnknownTime) {
    writer_.note(kind, day, period, instant);
  }

  Due run_days(Day anchor) {
    note(Kind::anchor, anchor);
    Day day = move(Kind::counted, anchor, clock_.period);
    if (clock_.extension.amount > 0) {
      day = counts_months(clock_.period.unit) && counts_months(clock_.extension.unit)
                ? move_months(Kind::extended, anchor, clock_.extension,
                              months(clock_.period) + months(clock_.extension))
                : move(Kind::extended, day, clock_.extension);
    }
    if (clock_.paused > 0) {
      const bool in_working_days = clock_.period.unit == Unit::working_day;
      day = move(Kind::paused, day, {clock_.paused, in_working_days ? Unit::working_day : Unit::day});
    }
    day = not_before(day);
    return finish(clock_.exact ? day : roll(day));
  }

  // The period moves the day, leaving a line that says whereto.
  Day move(Kind kind, Day from, Period period) {
    if (from == kUnknownTime) {
      return kUnknownTime;
    }
    if (counts_months(period.unit)) {
      return move_months(kind, from, period, months(period));
    }
    const Day day = calendar_.shift(from, period);
    if (day == kUnknownTime) {
      return kUnknownTime;
    }
    if (period.unit == Unit::working_day) {
      pass(from + 1, day);
    }
    note(kind, day, period);
    return day;
  }

  Day move_months(Kind kind, Day from, Period period, std::int64_t count) {
    const Day day = add_months(from, count);
    if (day == kUnknownTime) {
      return kUnknownTime;
    }
    if (civil_from_day(day).day != civil_from_day(from).day) {
      note(Kind::month_clipped, day);
    }
    note(kind, day, period);
    return day;
  }

  // Days whose work was asked for: they are written down, and what they lack makes the date provisional.
  void pass(Day first, Day last) {
    if (first <= last) {
      passed_ = last;
    }
    writer_.days_passed(first, last);
    if (!awaits_) {
      awaits_ = calendar_.first_provisional(first, last);
    }
  }

  Day not_before(Day day) {
    if (day == kUnknownTime || clock_.not_before == kUnknownTime || clock_.not_before <= day) {
      return day;
    }
    const Day ended = in_table(clock_.not_before);
    if (ended != kUnknownTime) {
      note(Kind::not_before, ended);
    }
    return ended;
  }

  Day roll(Day day) {
    const Day rolled = day == kUnknownTime ? kUnknownTime : calendar_.roll(day);
    if (rolled == kUnknownTime) {
      return kUnknownTime;
    }
    if (rolled != day) {
      pass(day, rolled);
      note(Kind::rolled, rolled);
    } else if (passed_ != day) {
      pass(day, day);  // a weekend day on which the date stands is worked: the receipt says so
    }
    return rolled;
  }

  Due finish(Day day) {
    return day == kUnknownTime ? unrepresentable() : finish(day, calendar_.last_minute(day));
  }

  Due finish(Day day, Minute instant) {
    if (awaits_) {
      const int year = calendar_.awaited_year(*awaits_);
      note(calendar_.lacks_notice(year) ? Kind::no_notice : Kind::provisional, *awaits_, {year, Unit::year});
    }
    note(Kind::due, day, {}, instant);
    return {instant, day, awaits_.has_value(), true};
  }

  Due run_minutes() {
    note(Kind::anchor, calendar_.day_of(clock_.anchor), {}, clock_.anchor);
    Minute at = move_minutes(Kind::counted, clock_.anchor, clock_.period);
    if (clock_.extension.amount > 0) {
      at = counts_minutes(clock_.extension.unit) ? move_minutes(Kind::extended, at, clock_.extension)
                                                 : move_wall_time(at);
    }
    if (clock_.paused > 0) {
      at = move_minutes(Kind::paused, at, {clock_.paused, Unit::minute});
    }
    if (at == kUnknownTime) {
      return unrepresentable();
    }
    const Day day = calendar_.day_of(at);
    const bool is_held = clock_.not_before != kUnknownTime && clock_.not_before >= day;
    return is_held ? finish(not_before(day - 1)) : finish(day, at);
  }

  Minute move_minutes(Kind kind, Minute from, Period period) {
    const std::int64_t at = std::int64_t{from} + minutes(period);
    if (from == kUnknownTime || at > calendar_.last_minute(Calendar::kLastDay)) {
      return kUnknownTime;
    }
    const auto reached = static_cast<Minute>(at);
    note(kind, calendar_.day_of(reached), period, reached);
    return reached;
  }

  // Days added to a clock of minutes: the same time of a later day.
  Minute move_wall_time(Minute from) {
    if (from == kUnknownTime) {
      return kUnknownTime;
    }
    const Day before = calendar_.day_of(from);
    const Day day = calendar_.shift(before, clock_.extension);
    if (day == kUnknownTime) {
      return kUnknownTime;
    }
    if (clock_.extension.unit == Unit::working_day) {
      pass(before + 1, day);
    }
    const Minute reached = calendar_.instant(day, calendar_.minute_of_day(from));
    note(Kind::extended, day, clock_.extension, reached);
    return reached;
  }

  const Calendar& calendar_;
  const Clock& clock_;
  Writer& writer_;
  std::optional<Day> awaits_;  // the first day that counted and waits for a notice
  Day passed_ = kUnknownTime;  // the last day whose work was asked for
};

}  // namespace

Due Calendar::walked_due(const Clock& clock) const {
  Silence silence;
  return Count<Silence>(*this, clock, silence).run();
}

std::vector<ReceiptLine> Calendar::receipt(const Clock& clock) const {
  Script script(*this);
  Count<Script>(*this, clock, script).run();
  return script.take();
}

Day Calendar::shift(Day day, Period period) const {
  if (!in_table(day)) {
    return kUnknownTime;
  }
  switch (period.unit) {
    case Unit::working_day:
      return add_working_days(day, period.amount);
    case Unit::month:
    case Unit::year:
      return add_months(day, months(period));
    case Unit::day:
      return calendar::in_table(std::int64_t{day} + period.amount);
    case Unit::minute:
    case Unit::hour:
      break;
  }
  const std::int64_t begun = minutes(period) + (period.amount > 0 ? kMinutesOfDay - 1 : 1 - kMinutesOfDay);
  return calendar::in_table(day + begun / kMinutesOfDay);
}

std::int32_t Calendar::paused_between(Minute began, Minute ended, Unit unit) const {
  if (began == kUnknownTime || ended <= began) {
    return 0;
  }
  if (counts_minutes(unit)) {
    const std::int64_t length = std::int64_t{ended} - began;
    return static_cast<std::int32_t>(
        std::min<std::int64_t>(length, std::numeric_limits<std::int32_t>::max()));
  }
  const Day first = day_of(began);
  const Day last = day_of(ended);
  return unit == Unit::working_day ? working_days_between(first, last) : last - first;
}

}  // namespace recourse::calendar
