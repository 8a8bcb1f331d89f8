// Zones from the time zone database, with the yearly shifts continued to 2099.
// Door: Zone. Must not know working days.
#include "engine/calendar/zone.h"

#include <date/tz.h>

#include <algorithm>
#include <array>

#include "engine/calendar/calendar.h"

namespace recourse::calendar {
namespace {

// A wall clock is never further from UTC than this; used to find the first shift worth looking at.
constexpr std::int64_t kWidestOffset = 26 * 60;
// In the ten years to 2037 each date falls on each day of the week, so that "the first Sunday on or after the
// 8th" can be told from the dates on which it fell.
constexpr int kYearsThatShowRule = 10;
constexpr std::int64_t kDaysOfWeek = 7;

std::int64_t minutes_since_epoch(date::sys_seconds instant) {
  return std::chrono::floor<std::chrono::minutes>(instant).time_since_epoch().count();
}

int year_of(std::int64_t local) {
  return civil_from_day(static_cast<Day>(local / kMinutesOfDay)).year;
}

// Days from 1 March to the date, in its own year; so a leap day moves nothing after February.
std::int64_t day_after_march(std::int64_t local) {
  return local / kMinutesOfDay - day_from_civil({year_of(local), 3, 1});
}

std::int64_t weekday(std::int64_t day) {
  return (day + 3) % kDaysOfWeek;
}

// One shift that happens every year: on the first `weekday` on or after a day of the year, at a wall time of
// the offset before it.
struct YearlyShift {
  std::int64_t weekday;
  std::int64_t earliest;  // days after 1 March
  std::int64_t minute_of_day;
  std::int32_t offset_before;
  std::int32_t offset_after;

  [[nodiscard]] std::int64_t in_year(int year) const {
    const std::int64_t first = day_from_civil({year, 3, 1}) + earliest;
    const std::int64_t wait = (weekday - calendar::weekday(first) + kDaysOfWeek) % kDaysOfWeek;
    return (first + wait) * kMinutesOfDay + minute_of_day - offset_before;
  }
};

}  // namespace

std::optional<Zone> Zone::load(const std::string& name) {
  try {
    const date::time_zone* const found = date::locate_zone(name);
    const date::sys_seconds end = date::sys_days{date::year{2100} / 1 / 3};
    Zone zone;
    for (date::sys_seconds at = date::sys_days{date::year{1989} / 12 / 30}; at < end;) {
      const date::sys_info period = found->get_info(at);
      const auto offset = std::chrono::floor<std::chrono::minutes>(period.offset).count();
      // A change of name or of legal standing alone is no shift.
      if (zone.transitions_.empty() || zone.transitions_.back().offset != offset) {
        zone.transitions_.push_back({minutes_since_epoch(at), static_cast<std::int32_t>(offset)});
      }
      at = std::max(period.end, at + std::chrono::seconds{1});
    }
    zone.continue_yearly_rule();
    const Transition& last = zone.transitions_.back();
    const bool never_shifts = zone.transitions_.size() == 1;
    zone.steady_from_ = never_shifts ? std::numeric_limits<Minute>::min() : static_cast<Minute>(last.from);
    zone.steady_offset_ = last.offset;
    return zone;
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

// The library reads the database only as far as its files spell out shifts, to 2037; a zone that shifts twice
// a year by the same rule until then goes on doing so.
void Zone::continue_yearly_rule() {
  constexpr std::size_t kShifts = 2;
  constexpr std::size_t kSeen = kShifts * kYearsThatShowRule;
  constexpr int kLastYearSpelledOut = 2037;
  if (transitions_.size() <= kSeen ||
      year_of(transitions_.back().from + transitions_.back().offset) != kLastYearSpelledOut) {
    return;
  }
  std::array<std::optional<YearlyShift>, kShifts> rule;
  const std::size_t begin = transitions_.size() - kSeen;
  for (std::size_t i = begin; i < transitions_.size(); ++i) {
    const std::int32_t before = transitions_[i - 1].offset;
    const std::int64_t local = transitions_[i].from + before;
    const std::int64_t day = local / kMinutesOfDay;
    const YearlyShift seen{weekday(day), day_after_march(local), local % kMinutesOfDay, before,
                           transitions_[i].offset};
    auto& shift = rule[(i - begin) % kShifts];
    const int year = kLastYearSpelledOut - kYearsThatShowRule + 1 + static_cast<int>((i - begin) / kShifts);
    if (year_of(local) != year ||
        (shift && (shift->weekday != seen.weekday || shift->minute_of_day != seen.minute_of_day ||
                   shift->offset_before != before || shift->offset_after != seen.offset_after))) {
      return;
    }
    const std::int64_t earliest = shift ? std::min(shift->earliest, seen.earliest) : seen.earliest;
    shift = seen;
    shift->earliest = earliest;
  }
  for (int year = kLastYearSpelledOut + 1; year <= civil_from_day(Calendar::kLastDay).year; ++year) {
    for (const auto& shift : rule) {
      transitions_.push_back({shift->in_year(year), shift->offset_after});
    }
  }
}

std::size_t Zone::segment_at(std::int64_t instant) const {
  const auto after =
      std::upper_bound(transitions_.begin(), transitions_.end(), instant,
                       [](std::int64_t at, const Transition& shift) { return at < shift.from; });
  return after == transitions_.begin() ? 0 : static_cast<std::size_t>(after - transitions_.begin()) - 1;
}

std::int64_t Zone::search_last_before(std::int64_t local) const {
  std::size_t segment = segment_at(local + kWidestOffset);
  while (segment > 0 && transitions_[segment].from + transitions_[segment].offset >= local) {
    --segment;
  }
  const std::int64_t instant = local - 1 - transitions_[segment].offset;
  return segment + 1 == transitions_.size() ? instant : std::min(instant, transitions_[segment + 1].from - 1);
}

std::int64_t Zone::first_at(std::int64_t local) const {
  std::size_t segment = segment_at(local - kWidestOffset);
  while (segment + 1 < transitions_.size() &&
         transitions_[segment + 1].from - 1 + transitions_[segment].offset < local) {
    ++segment;
  }
  const std::int64_t instant = local - transitions_[segment].offset;
  return segment == 0 ? instant : std::max(instant, transitions_[segment].from);
}

}  // namespace recourse::calendar
