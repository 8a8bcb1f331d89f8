// Zones from the time zone database.
// Door: Zone. Must not know working days.
#include "engine/calendar/zone.h"

#include <cctz/time_zone.h>

#include <algorithm>
#include <limits>

#include "engine/calendar/calendar.h"

namespace recourse::calendar {
namespace {

// A wall clock is never further from UTC than this; used to find the first shift worth looking at.
constexpr std::int64_t kWidestOffset = 26 * 60;
using Seconds = cctz::time_point<cctz::seconds>;

std::int64_t minutes_since_epoch(Seconds instant) {
  return std::chrono::floor<std::chrono::minutes>(instant).time_since_epoch().count();
}

Seconds start_of(CivilDate date) {
  return Seconds(std::chrono::hours(24 * std::int64_t{day_from_civil(date)}));
}

/// The library would also take paths, and "localtime" for that of the machine.
bool is_of_the_database(const std::string& name) {
  return !name.empty() && name.front() != '/' && name != "localtime" &&
         name.find("..") == std::string::npos && name.find(':') == std::string::npos &&
         !name.starts_with("Fixed/");
}

}  // namespace

std::optional<Zone> Zone::load(const std::string& name) {
  cctz::time_zone found;
  if (!is_of_the_database(name) || !cctz::load_time_zone(name, &found)) {
    return std::nullopt;
  }
  const Seconds end = start_of({2100, 1, 3});
  Zone zone;
  const auto add = [&](Seconds at) {
    const std::int32_t offset = found.lookup(at).offset / 60;
    // A change of name or of legal standing alone is no shift.
    if (zone.transitions_.empty() || zone.transitions_.back().offset != offset) {
      zone.transitions_.push_back({minutes_since_epoch(at), offset});
    }
  };
  Seconds at = start_of({1989, 12, 30});
  add(at);
  cctz::time_zone::civil_transition shift;
  while (found.next_transition(at, &shift)) {
    at = found.lookup(shift.to).trans;
    if (at >= end) {
      break;
    }
    add(at);
  }
  const Transition& last = zone.transitions_.back();
  const bool never_shifts = zone.transitions_.size() == 1;
  zone.steady_from_ = never_shifts ? std::numeric_limits<Minute>::min() : static_cast<Minute>(last.from);
  zone.steady_offset_ = last.offset;
  return zone;
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
