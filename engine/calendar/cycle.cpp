#include "engine/calendar/cycle.h"

#include "engine/calendar/calendar.h"

namespace recourse::calendar {
namespace {

constexpr Day kDaysOfWeek = 7;
constexpr Day kThursdayOfWeek = 3;

/// Monday is 0; 1970-01-01 was a Thursday.
Day weekday(Day day) {
  return ((day + kThursdayOfWeek) % kDaysOfWeek + kDaysOfWeek) % kDaysOfWeek;
}

/// Of a cycle of whole months; of a day or a week: 0.
unsigned months_of(Cycle cycle) {
  switch (cycle) {
    case Cycle::month:
      return 1;
    case Cycle::quarter:
      return 3;
    case Cycle::half_year:
      return 6;
    case Cycle::year:
      return 12;
    default:
      return 0;
  }
}

/// By how many whole months the date's stretch begins before its month.
CivilDate first_month(CivilDate date, unsigned months) {
  date.month -= (date.month - 1) % months;
  date.day = 1;
  return date;
}

}  // namespace

Day first_of(Cycle cycle, Day day) {
  const unsigned months = months_of(cycle);
  if (months > 0) {
    return day_from_civil(first_month(civil_from_day(day), months));
  }
  return cycle == Cycle::week ? day - weekday(day) : day;
}

Day last_of(Cycle cycle, Day day) {
  const unsigned months = months_of(cycle);
  if (months > 0) {
    CivilDate next = first_month(civil_from_day(day), months);
    next.month += months;
    next.year += next.month > 12 ? 1 : 0;
    next.month -= next.month > 12 ? 12 : 0;
    return day_from_civil(next) - 1;
  }
  return cycle == Cycle::week ? day - weekday(day) + kDaysOfWeek - 1 : day;
}

std::string format_cycle(Cycle cycle, Day day) {
  const unsigned months = months_of(cycle);
  if (months > 0) {
    const std::string first = format_day(first_of(cycle, day));
    const unsigned number = (civil_from_day(day).month - 1) / months + 1;
    switch (cycle) {
      case Cycle::month:
        return first.substr(0, 7);
      case Cycle::quarter:
        return first.substr(0, 4) + "-Q" + std::to_string(number);
      case Cycle::half_year:
        return first.substr(0, 4) + "-H" + std::to_string(number);
      default:
        return first.substr(0, 4);
    }
  }
  if (cycle == Cycle::day) {
    return format_day(day);
  }
  // A week belongs to the year of its Thursday.
  const Day thursday = first_of(cycle, day) + kThursdayOfWeek;
  const int year = civil_from_day(thursday).year;
  const std::string week = std::to_string((thursday - day_from_civil({year, 1, 1})) / kDaysOfWeek + 1);
  return std::to_string(year) + (week.size() < 2 ? "-W0" : "-W") + week;
}

std::optional<Day> parse_cycle(Cycle cycle, std::string_view text) {
  if (cycle == Cycle::day) {
    return parse_day(text);
  }
  // From the year on, stretch by stretch: one of them is written so, or none.
  const auto first = parse_day(std::string(text.substr(0, 4)) + "-01-01");
  constexpr Day kLongestYear = 366 + kDaysOfWeek;
  for (Day day = first.value_or(0); first && day < *first + kLongestYear; day = last_of(cycle, day) + 1) {
    if (format_cycle(cycle, day) == text) {
      return first_of(cycle, day);
    }
  }
  return std::nullopt;
}

}  // namespace recourse::calendar
