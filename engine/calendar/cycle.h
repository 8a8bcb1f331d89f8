// Stretches of days that follow one another without a gap: months, quarters. What a policy asks of an office again and again it
// asks once in each.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/calendar/period.h"

namespace recourse::calendar {

/// A week begins on Monday; quarters and half years begin with January.
enum class Cycle : std::uint8_t { day, week, month, quarter, half_year, year };

/// The first day of the stretch in which a day lies, and its last. Cost: constant.
[[nodiscard]] Day first_of(Cycle cycle, Day day);
[[nodiscard]] Day last_of(Cycle cycle, Day day);

/// The stretch in which a day lies, as it is written in the number of a case: 2026-03-05, 2026-W10 (ISO 8601), 2026-03, 2026-Q1,
/// 2026-H1, 2026. Of one cycle the earlier text is that of the earlier stretch.
[[nodiscard]] std::string format_cycle(Cycle cycle, Day day);
/// The first day of the stretch that is so written; nothing when it is none of the cycle.
[[nodiscard]] std::optional<Day> parse_cycle(Cycle cycle, std::string_view text);

}  // namespace recourse::calendar
