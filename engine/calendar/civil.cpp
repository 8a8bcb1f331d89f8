// Civil dates: counting days, reading and writing dates and times. Door: the functions at the end of
// calendar.h. Must not know working days.
#include <array>

#include "engine/calendar/calendar.h"
#include "engine/calendar/numeral.h"

namespace recourse::calendar {
namespace {

// Years are counted from March, so that the leap day is a year's last; 400 such years repeat exactly.
constexpr std::int64_t kDaysOfCycle = 146097;
constexpr std::int64_t kYearsOfCycle = 400;
constexpr std::int64_t kDaysOfCentury = 36524;
constexpr std::int64_t kDaysOfFourYears = 1461;
constexpr std::int64_t kDaysOfYear = 365;
constexpr std::int64_t kEpoch = 719468;  // 1970-01-01, counted from 0000-03-01
constexpr unsigned kMonthsOfYear = 12;
constexpr std::array<std::int64_t, kMonthsOfYear> kDaysBeforeMonth = {0,   31,  61,  92,  122, 153,
                                                                      184, 214, 245, 275, 306, 337};

constexpr std::int64_t floor_divide(std::int64_t number, std::int64_t by) {
  return number / by - (number % by < 0 ? 1 : 0);
}

// Month of the year that begins in March, from 0.
constexpr std::size_t march_month(unsigned month) {
  return (month + kMonthsOfYear - 3) % kMonthsOfYear;
}

std::string padded(std::int64_t number, std::size_t digits) {
  std::string text = std::to_string(number);
  return text.size() < digits ? std::string(digits - text.size(), '0') + text : text;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first == std::string_view::npos ? std::string_view()
                                         : text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

// The parts of a date between its three separators; the last separator may be empty.
struct Separators {
  std::string_view after_year;
  std::string_view after_month;
  std::string_view after_day;
};

constexpr auto kSeparators =
    std::to_array<Separators>({{"-", "-", ""}, {"/", "/", ""}, {"年", "月", "日"}, {"年", "月", "号"}});

std::optional<std::string_view> take_until(std::string_view& text, std::string_view separator) {
  const std::size_t end = separator.empty() ? text.size() : text.find(separator);
  if (end == std::string_view::npos) {
    return std::nullopt;
  }
  const std::string_view part = text.substr(0, end);
  text.remove_prefix(end + separator.size());
  return part;
}

bool all_ascii_digits(std::string_view text) {
  return text.find_first_not_of("0123456789") == std::string_view::npos;
}

// A year has four digits in either script; months and days have at most two, and only 年月日 take Chinese
// numerals.
std::optional<Day> day_from_parts(std::string_view year, std::string_view month, std::string_view day,
                                  bool chinese) {
  const bool ascii = all_ascii_digits(year) && all_ascii_digits(month) && all_ascii_digits(day);
  const bool ascii_fits = year.size() == 4 && month.size() <= 2 && day.size() <= 2;
  if (ascii ? !ascii_fits : !chinese) {
    return std::nullopt;
  }
  const auto year_number = parse_number(year);
  const auto month_number = parse_number(month);
  const auto day_number = parse_number(day);
  if (!year_number || !month_number || !day_number || *year_number < 1000 || *year_number > 9999) {
    return std::nullopt;
  }
  const Day found = day_from_civil(
      {*year_number, static_cast<unsigned>(*month_number), static_cast<unsigned>(*day_number)});
  return found == kUnknownTime ? std::nullopt : std::optional(found);
}

}  // namespace

unsigned days_of_month(int year, unsigned month) {
  constexpr std::array<unsigned, kMonthsOfYear> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return month < 1 || month > kMonthsOfYear ? 0 : kDays[month - 1] + (month == 2 && leap ? 1 : 0);
}

Day day_from_civil(CivilDate date) {
  if (date.day < 1 || date.day > days_of_month(date.year, date.month)) {
    return kUnknownTime;
  }
  const std::int64_t year = static_cast<std::int64_t>(date.year) - (date.month < 3 ? 1 : 0);
  const std::int64_t cycle = floor_divide(year, kYearsOfCycle);
  const std::int64_t year_of_cycle = year - cycle * kYearsOfCycle;
  const std::int64_t days = cycle * kDaysOfCycle + year_of_cycle * kDaysOfYear + year_of_cycle / 4 -
                            year_of_cycle / 100 + kDaysBeforeMonth[march_month(date.month)] + date.day - 1 -
                            kEpoch;
  const bool fits = days > kUnknownTime && days <= std::numeric_limits<Day>::max();
  return fits ? static_cast<Day>(days) : kUnknownTime;
}

CivilDate civil_from_day(Day day) {
  const std::int64_t days = static_cast<std::int64_t>(day) + kEpoch;
  const std::int64_t cycle = floor_divide(days, kDaysOfCycle);
  const std::int64_t day_of_cycle = days - cycle * kDaysOfCycle;
  const std::int64_t leap_days_taken = day_of_cycle / (kDaysOfFourYears - 1) - day_of_cycle / kDaysOfCentury +
                                       day_of_cycle / (kDaysOfCycle - 1);
  const std::int64_t year_of_cycle = (day_of_cycle - leap_days_taken) / kDaysOfYear;
  const std::int64_t day_of_year =
      day_of_cycle - (year_of_cycle * kDaysOfYear + year_of_cycle / 4 - year_of_cycle / 100);
  // No month is longer than 31 days: the guess is the month or the one before it.
  auto month_from_march = static_cast<unsigned>(day_of_year / 31);
  if (month_from_march + 1 < kMonthsOfYear && kDaysBeforeMonth[month_from_march + 1] <= day_of_year) {
    ++month_from_march;
  }
  const unsigned month = (month_from_march + 2) % kMonthsOfYear + 1;
  const std::int64_t year = cycle * kYearsOfCycle + year_of_cycle + (month < 3 ? 1 : 0);
  return {static_cast<int>(year), month,
          static_cast<unsigned>(day_of_year - kDaysBeforeMonth[month_from_march] + 1)};
}

std::optional<Day> parse_day(std::string_view text) {
  const std::string folded = half_width(text);
  for (const Separators& separators : kSeparators) {
    std::string_view rest = trimmed(folded);
    const auto year = take_until(rest, separators.after_year);
    const auto month = year ? take_until(rest, separators.after_month) : std::nullopt;
    const auto day = month ? take_until(rest, separators.after_day) : std::nullopt;
    if (day && rest.empty()) {
      return day_from_parts(*year, *month, *day, separators.after_year == "年");
    }
  }
  return std::nullopt;
}

std::optional<std::int32_t> parse_time_of_day(std::string_view text) {
  constexpr int kMinutesOfHour = 60;
  const std::string folded = half_width(text);
  std::string_view minute = trimmed(folded);
  const auto hour = take_until(minute, ":");
  if (!hour || hour->empty() || hour->size() > 2 || minute.size() != 2 || !all_ascii_digits(*hour) ||
      !all_ascii_digits(minute)) {
    return std::nullopt;
  }
  const std::int32_t hours = *parse_number(*hour);
  const std::int32_t minutes = *parse_number(minute);
  return hours < 24 && minutes < kMinutesOfHour ? std::optional(hours * kMinutesOfHour + minutes)
                                                : std::nullopt;
}

std::string format_day(Day day) {
  if (day == kUnknownTime) {
    return {};
  }
  const CivilDate date = civil_from_day(day);
  return padded(date.year, 4) + "-" + padded(date.month, 2) + "-" + padded(date.day, 2);
}

std::string format_minute(const Calendar& calendar, Minute instant) {
  if (instant == kUnknownTime) {
    return {};
  }
  const std::int32_t minute = calendar.minute_of_day(instant);
  return format_day(calendar.day_of(instant)) + " " + padded(minute / 60, 2) + ":" + padded(minute % 60, 2);
}

}  // namespace recourse::calendar
