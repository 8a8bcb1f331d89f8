// Periods that run over a change of the clocks, on every date of 2010 to 2026, against the two rules of summer time written
// out here: the zones' data is not asked.
#include <chrono>

#include "china.h"

namespace recourse::calendar {
namespace {

namespace chrono = std::chrono;
using chrono::minutes;
using chrono::sys_days;
using Instant = chrono::sys_time<minutes>;
using Local = chrono::local_time<minutes>;

// A zone that puts its clocks forward by an hour once a year and back again.
struct SummerTime {
  std::string_view zone;
  minutes winter_offset;
  Instant (*begins)(chrono::year), (*ends)(chrono::year);

  [[nodiscard]] minutes offset(Instant at) const {
    const chrono::year year = chrono::year_month_day{chrono::floor<chrono::days>(at)}.year();
    return winter_offset + (begins(year) <= at && at < ends(year) ? chrono::hours{1} : chrono::hours{0});
  }

  [[nodiscard]] Local local(Instant at) const { return Local{(at + offset(at)).time_since_epoch()}; }

  /// The first instant at which the clocks show this: the one in summer time of an hour that comes twice, and the change itself
  /// for an hour that is left out.
  [[nodiscard]] Instant first_at(Local wall) const {
    const Instant in_winter{wall.time_since_epoch() - winter_offset};
    const Instant in_summer = in_winter - chrono::hours{1};
    if (local(in_summer) == wall) {
      return in_summer;
    }
    return local(in_winter) == wall
               ? in_winter
               : begins(chrono::year_month_day{chrono::floor<chrono::days>(in_winter)}.year());
  }
};

void PrintTo(const SummerTime& summer, std::ostream* stream) {
  *stream << summer.zone;
}

const SummerTime kNewYork{"America/New_York", -chrono::hours{5},
                          [](chrono::year year) -> Instant {
                            return sys_days{year / chrono::March / chrono::Sunday[2]} + chrono::hours{2 + 5};
                          },
                          [](chrono::year year) -> Instant {
                            return sys_days{year / chrono::November / chrono::Sunday[1]} +
                                   chrono::hours{2 + 4};
                          }};
const SummerTime kLondon{
    "Europe/London", chrono::hours{0},
    [](chrono::year year) -> Instant {
      return sys_days{year / chrono::March / chrono::Sunday[chrono::last]} + chrono::hours{1};
    },
    [](chrono::year year) -> Instant {
      return sys_days{year / chrono::October / chrono::Sunday[chrono::last]} + chrono::hours{1};
    }};

Minute number_of(Instant at) {
  return static_cast<Minute>(at.time_since_epoch().count());
}

Instant end_of(const SummerTime& zone, chrono::local_days day) {
  return zone.first_at(day + chrono::days{1}) - minutes{1};
}

chrono::local_days rolled(chrono::local_days day) {
  while (chrono::weekday{day}.iso_encoding() > 5) {
    day += chrono::days{1};
  }
  return day;
}

class SummerTimes : public ::testing::TestWithParam<SummerTime> {};

TEST_P(SummerTimes, HoursArePassedOnTheClockAndDaysEndAtMidnight) {
  const SummerTime& zone = GetParam();
  const Calendar calendar = test::built(test::plain_data(std::string(zone.zone)));
  for (sys_days date = chrono::year{2010} / 1 / 1; date <= sys_days{chrono::year{2026} / 12 / 31};
       date += chrono::days{1}) {
    const chrono::local_days day{date.time_since_epoch()};
    const auto number = static_cast<Day>(date.time_since_epoch().count());
    for (const int time : {30, 90, 150, 12 * 60, 23 * 60 + 59}) {
      const Instant anchor = zone.first_at(day + minutes{time});
      Clock clock;
      clock.anchor = calendar.instant(number, time);
      ASSERT_EQ(clock.anchor, number_of(anchor)) << format_day(number) << " " << time;
      for (const int hours : {1, 24, 72}) {
        clock.period = {hours, Unit::hour};
        const Instant expected = anchor + chrono::hours{hours};
        const Due due = calendar.due(clock);
        ASSERT_EQ(due.instant, number_of(expected)) << format_day(number) << " " << time << " + " << hours;
        const Local wall = zone.local(expected);
        ASSERT_EQ(due.day, chrono::floor<chrono::days>(wall).time_since_epoch().count())
            << format_day(number);
        ASSERT_EQ(calendar.minute_of_day(due.instant), (wall - chrono::floor<chrono::days>(wall)).count());
      }
      for (const int days : {0, 1, 15, 30}) {
        for (const bool exact : {true, false}) {
          clock.period = {days, Unit::day};
          clock.exact = exact;
          const chrono::local_days reached = day + chrono::days{days};
          const Instant expected = end_of(zone, exact ? reached : rolled(reached));
          ASSERT_EQ(calendar.due(clock).instant, number_of(expected))
              << format_day(number) << " + " << days << (exact ? " exactly" : "");
        }
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Zones, SummerTimes, ::testing::Values(kNewYork, kLondon),
                         [](const auto& zone) { return zone.index == 0 ? "NewYork" : "London"; });

}  // namespace
}  // namespace recourse::calendar
