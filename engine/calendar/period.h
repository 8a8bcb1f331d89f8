// The units in which a law counts, and the days and minutes that the engine counts in.
#pragma once

#include <cstdint>
#include <limits>

namespace recourse::calendar {

/// Days since 1970-01-01 in the policy's own zone.
using Day = std::int32_t;
/// Whole minutes since 1970-01-01T00:00Z.
using Minute = std::int32_t;

inline constexpr std::int32_t kUnknownTime = std::numeric_limits<std::int32_t>::min();
inline constexpr std::int32_t kMinutesOfDay = 1440;

enum class Unit : std::uint8_t { minute, hour, day, working_day, month, year };

struct Period {
  std::int32_t amount = 0;
  Unit unit = Unit::day;
  friend bool operator==(const Period&, const Period&) = default;
};

}  // namespace recourse::calendar
