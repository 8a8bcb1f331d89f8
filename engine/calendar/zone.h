// The offset of an IANA zone from UTC at every minute of the table: which local day an instant lies in, and
// when a local day or wall time is. The only user of the cctz library; it knows nothing of working days.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/calendar/period.h"

namespace recourse::calendar {

/// Immutable; may be read from several threads. Every int32 may be asked for: before 1990 the first offset of
/// 1990 counts, after 2099 the last. A question costs a comparison where the zone no longer shifts, else a
/// binary search among its shifts (about 220 for a zone with summer time).
class Zone {
public:
  /// Nothing when the time zone database has no such name. Cost: reads the zone's file.
  static std::optional<Zone> load(const std::string& name);

  /// Minutes east of UTC at an instant.
  [[nodiscard]] std::int32_t offset(Minute instant) const {
    return instant >= steady_from_ ? steady_offset_ : transitions_[segment_at(instant)].offset;
  }
  /// Minutes since 1970-01-01 00:00 on the wall clock.
  [[nodiscard]] std::int64_t local(Minute instant) const {
    return static_cast<std::int64_t>(instant) + offset(instant);
  }

  /// The last instant whose wall clock is before `local` (minutes since 1970-01-01 00:00 there).
  [[nodiscard]] std::int64_t last_before(std::int64_t local) const {
    const std::int64_t steady = local - 1 - steady_offset_;
    return steady >= steady_from_ ? steady : search_last_before(local);
  }
  /// The first instant whose wall clock is `local` or later: in a gap the first after it, of two the first.
  [[nodiscard]] std::int64_t first_at(std::int64_t local) const;

private:
  struct Transition {
    std::int64_t from;
    std::int32_t offset;
  };

  [[nodiscard]] std::size_t segment_at(std::int64_t instant) const;
  [[nodiscard]] std::int64_t search_last_before(std::int64_t local) const;

  std::vector<Transition>
      transitions_;         // ascending, never empty; the first counts for all time before it too
  Minute steady_from_ = 0;  // from here on the offset never changes
  std::int32_t steady_offset_ = 0;
};

}  // namespace recourse::calendar
