// Builds the table of days from notices and answers questions about days. Door: Calendar.
// Must not know clocks (due.cpp) or where notices are read from.
#include "engine/calendar/calendar.h"

#include <algorithm>
#include <map>
#include <numeric>

namespace recourse::calendar {
namespace {

constexpr int kDaysOfWeek = 7;
constexpr unsigned kDecember = 12;
constexpr unsigned kLateDecember = 25;  // seen since 2007: from 29 December on (the notice of 2019)
constexpr std::size_t kDaysOfTable = Calendar::kLastDay - Calendar::kFirstDay + 1;

bool is_known(const Notice& notice, std::optional<Day> known_on) {
  return !known_on || notice.published == kUnknownTime || notice.published <= *known_on;
}

bool is_settled(const CalendarData& data, int year, std::optional<Day> known_on) {
  const auto computes = [year](CalendarData::Years years) {
    return years.first <= year && year <= years.last;
  };
  const auto settles = [&](const Notice& notice) {
    return notice.year == year && is_known(notice, known_on);
  };
  return std::any_of(data.computed.begin(), data.computed.end(), computes) ||
         std::any_of(data.notices.begin(), data.notices.end(), settles);
}

bool is_late_december(CivilDate date) {
  return date.month == kDecember && date.day >= kLateDecember;
}

}  // namespace

std::optional<Calendar> Calendar::build(CalendarData data, std::optional<Day> known_on) {
  auto zone = Zone::load(data.zone);
  if (!zone) {
    return std::nullopt;
  }
  Calendar calendar(std::move(data), *std::move(zone));
  calendar.mark_weekends();
  calendar.mark_notices(known_on);
  calendar.mark_provisional(known_on);
  calendar.count_days();
  return calendar;
}

void Calendar::mark_weekends() {
  marks_.resize(kDaysOfTable);
  for (Day day = kFirstDay; day <= kLastDay; ++day) {
    const int weekday = (day + 3) % kDaysOfWeek;  // 0 Monday; 1970-01-01 was a Thursday
    marks_[index(day)] = ((data_.weekend >> weekday) & 1U) != 0 ? 0 : kWorking;
  }
}

// In the order of publication, so that the later one counts; those without a date come first, being always
// known.
void Calendar::mark_notices(std::optional<Day> known_on) {
  std::vector<std::size_t> order(data_.notices.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [this](std::size_t one, std::size_t other) {
    return data_.notices[one].published < data_.notices[other].published;
  });
  std::map<Day, NotePlace> last_word;
  for (const std::size_t notice : order) {
    const auto& rules = data_.notices[notice].days;
    for (std::size_t rule = 0; rule < rules.size() && is_known(data_.notices[notice], known_on); ++rule) {
      if (in_table(rules[rule].day)) {
        last_word.insert_or_assign(rules[rule].day, NotePlace{rules[rule].day, notice, rule});
      }
    }
  }
  for (const auto& [day, place] : last_word) {
    marks_[index(day)] = data_.notices[place.notice].days[place.rule].off ? 0 : kWorking;
    notes_.push_back(place);
  }
}

void Calendar::mark_provisional(std::optional<Day> known_on) {
  for (Day day = kFirstDay; day <= kLastDay;) {
    const int year = civil_from_day(day).year;
    const bool settled = is_settled(data_, year, known_on);
    // The days of a computed year are final whatever comes after it.
    const bool computed =
        std::any_of(data_.computed.begin(), data_.computed.end(),
                    [year](CalendarData::Years years) { return years.first <= year && year <= years.last; });
    const bool end_settled = computed || (settled && is_settled(data_, year + 1, known_on));
    const Day late_december = day_from_civil({year, kDecember, kLateDecember});
    for (const Day next_year = day_from_civil({year + 1, 1, 1}); day < next_year; ++day) {
      if (!(day < late_december ? settled : end_settled)) {
        marks_[index(day)] = static_cast<std::uint8_t>(marks_[index(day)] | kProvisional);
      }
    }
  }
}

void Calendar::count_days() {
  working_until_.reserve(kDaysOfTable);
  for (Day day = kFirstDay; day <= kLastDay; ++day) {
    if (working(day)) {
      working_days_.push_back(day);
    }
    working_until_.push_back(static_cast<std::int32_t>(working_days_.size()));
  }
  next_provisional_.resize(kDaysOfTable);
  Day next = kLastDay + 1;
  for (Day day = kLastDay; day >= kFirstDay; --day) {
    next = provisional(day) ? day : next;
    next_provisional_[index(day)] = next;
  }
}

std::optional<Day> Calendar::first_provisional(Day first, Day last) const {
  if (!in_table(first)) {
    return first <= last ? std::optional(first) : std::nullopt;
  }
  const Day found = next_provisional_[index(first)];
  return found <= last ? std::optional(found) : std::nullopt;
}

int Calendar::awaited_year(Day day) const {
  const CivilDate date = civil_from_day(day);
  // In late December both notices may be missing: then the year's own is named.
  const Day before_late_december = day_from_civil({date.year, kDecember, kLateDecember - 1});
  return is_late_december(date) && !provisional(before_late_december) ? date.year + 1 : date.year;
}

bool Calendar::lacks_notice(int year) const {
  const auto none_of_year = [year](const Notice& notice) { return notice.year != year; };
  return std::all_of(data_.notices.begin(), data_.notices.end(), none_of_year) &&
         std::any_of(data_.notices.begin(), data_.notices.end(),
                     [year](const Notice& notice) { return notice.year > year; });
}

Day Calendar::roll(Day day) const {
  if (!in_table(day)) {
    return kUnknownTime;
  }
  const auto working_before = static_cast<std::size_t>(working_until_[index(day)]);
  if (working(day)) {
    return day;
  }
  return working_before < working_days_.size() ? working_days_[working_before] : kUnknownTime;
}

Day Calendar::add_working_days(Day day, std::int32_t count) const {
  if (!in_table(day) || count == 0) {
    return in_table(day) ? day : kUnknownTime;
  }
  const std::int64_t until = working_until_[index(day)];
  const std::int64_t before = until - (working(day) ? 1 : 0);
  const std::int64_t position = count > 0 ? until + count - 1 : before + count;
  const bool exists = position >= 0 && position < static_cast<std::int64_t>(working_days_.size());
  return exists ? working_days_[static_cast<std::size_t>(position)] : kUnknownTime;
}

std::int32_t Calendar::working_days_between(Day from, Day to) const {
  const auto until = [this](Day day) {
    return day < kFirstDay ? 0 : working_until_[index(std::min(day, kLastDay))];
  };
  return from < to ? until(to) - until(from) : 0;
}

std::optional<Calendar::Note> Calendar::note(Day day) const {
  const auto found = std::lower_bound(notes_.begin(), notes_.end(), day,
                                      [](const NotePlace& place, Day wanted) { return place.day < wanted; });
  if (found == notes_.end() || found->day != day) {
    return std::nullopt;
  }
  const Notice& notice = data_.notices[found->notice];
  return Note{&notice, &notice.days[found->rule]};
}

Minute Calendar::instant(Day day, std::int32_t minute_of_day) const {
  if (!in_table(day) || minute_of_day < 0 || minute_of_day >= kMinutesOfDay) {
    return kUnknownTime;
  }
  return static_cast<Minute>(zone_.first_at(std::int64_t{day} * kMinutesOfDay + minute_of_day));
}

std::int32_t Calendar::minute_of_day(Minute instant) const {
  const auto minute = static_cast<std::int32_t>(zone_.local(instant) % kMinutesOfDay);
  return minute < 0 ? minute + kMinutesOfDay : minute;
}

}  // namespace recourse::calendar
