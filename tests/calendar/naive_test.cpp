// Every date of 2010 to 2026 and many periods, against a count that goes day by day and knows only the
// notices' own text.
#include "naive.h"

#include <chrono>

#include "china.h"

namespace recourse::calendar {
namespace {

namespace chrono = std::chrono;
using chrono::sys_days;

sys_days written(const std::string& date) {
  int year = 0, month = 0, number = 0;
  EXPECT_EQ(std::sscanf(date.c_str(), "%d-%d-%d", &year, &month, &number), 3) << date;
  return chrono::year{year} / month / number;
}

test::NaiveCalendar naive_china() {
  std::vector<test::NaiveNotice> notices;
  for (const test::PublishedYear& published : test::published_years()) {
    test::NaiveNotice& notice = notices.emplace_back();
    notice.year = published.year;
    for (const auto& [date, says] : published.days) {
      (says.first ? notice.off : notice.worked).insert(written(date));
    }
  }
  return test::NaiveCalendar(notices);
}

Day number_of(sys_days date) {
  return static_cast<Day>(date.time_since_epoch().count());
}

// The periods of the law (15, 30, 60 and 90 days, 5 working days), of the rules that ship, and of other laws.
constexpr auto kPeriods = std::to_array<Period>({{0, Unit::day},
                                                 {15, Unit::day},
                                                 {30, Unit::day},
                                                 {60, Unit::day},
                                                 {90, Unit::day},
                                                 {3, Unit::working_day},
                                                 {5, Unit::working_day},
                                                 {10, Unit::working_day},
                                                 {15, Unit::working_day},
                                                 {20, Unit::working_day},
                                                 {1, Unit::month},
                                                 {3, Unit::month},
                                                 {6, Unit::month},
                                                 {1, Unit::year}});

TEST(DueDate, AgreesWithADayByDayCountOnEveryDateOf2010To2026) {
  if (test::published_years().empty()) {
    GTEST_SKIP() << "no shared notices";
  }
  const test::NaiveCalendar naive = naive_china();
  const Calendar calendar = test::built(test::china_data());
  int provisional = 0, rolled = 0;
  for (sys_days date = chrono::year{2010} / 1 / 1; date <= sys_days{chrono::year{2026} / 12 / 31};
       date += chrono::days{1}) {
    const Day anchor = number_of(date);
    for (const Period period : kPeriods) {
      Clock clock;
      clock.anchor = calendar.instant(anchor, (anchor * 37) % kMinutesOfDay);  // any time of the day
      clock.period = period;
      for (const bool exact : {true, false}) {
        clock.exact = exact;
        const test::NaiveCalendar::Answer expected = naive.due(date, period, exact);
        const Due due = calendar.due(clock);
        const auto asked = [&] {
          return format_day(anchor) + (exact ? " exactly" : "") + " + " + std::to_string(period.amount) +
                 " unit " + std::to_string(static_cast<int>(period.unit));
        };
        ASSERT_EQ(format_day(due.day), format_day(number_of(expected.day))) << asked();
        ASSERT_EQ(due.provisional, expected.provisional) << asked();
        ASSERT_EQ(due.instant, due.day * kMinutesOfDay + kMinutesOfDay - 1 - 8 * 60) << asked();
        provisional += due.provisional ? 1 : 0;
        rolled += exact || expected.day == naive.due(date, period, true).day ? 0 : 1;
      }
    }
  }
  EXPECT_GT(provisional, 0);
  EXPECT_GT(rolled, 0);
}

// The receipt alone is enough: whoever crosses off its days off and counts the others arrives at its date.
TEST(Receipt, CanBeRecountedByHand) {
  if (test::published_years().empty()) {
    GTEST_SKIP() << "no shared notices";
  }
  using Kind = ReceiptLine::Kind;
  const Calendar calendar = test::built(test::china_data());
  for (Day anchor = test::day("2015-01-01"); anchor <= test::day("2026-12-31"); ++anchor) {
    const Period period{10, Unit::working_day};
    Clock clock;
    clock.anchor = calendar.last_minute(anchor);
    clock.period = period;
    std::set<Day> crossed_off;
    Day reached = kUnknownTime, due = kUnknownTime;
    for (const ReceiptLine& line : calendar.receipt(clock)) {
      if (line.kind == Kind::skipped) {
        crossed_off.insert(line.day);
      } else if (line.kind == Kind::counted) {
        reached = line.day;
      } else if (line.kind == Kind::due) {
        due = line.day;
      }
    }
    const auto days_off = static_cast<Day>(crossed_off.size());
    ASSERT_EQ(anchor + period.amount + days_off, reached) << format_day(anchor);
    ASSERT_EQ(reached, due);
    ASSERT_EQ(due, calendar.due(clock).day);
  }
}

TEST(WorkingDays, AddingAndCountingAreInverse) {
  if (test::published_years().empty()) {
    GTEST_SKIP() << "no shared notices";
  }
  const test::NaiveCalendar naive = naive_china();
  const Calendar calendar = test::built(test::china_data());
  for (Day from = test::day("2007-01-01"); from <= test::day("2026-12-31"); ++from) {
    const sys_days date{chrono::days{from}};
    ASSERT_EQ(calendar.working(from), naive.working(date)) << format_day(from);
    ASSERT_EQ(calendar.working_days_between(from - 1, from), naive.working(date) ? 1 : 0);
    for (const std::int32_t count : {1, 7, 250}) {
      const Day later = calendar.add_working_days(from, count);
      ASSERT_TRUE(calendar.working(later));
      ASSERT_EQ(calendar.working_days_between(from, later), count);
      ASSERT_EQ(calendar.add_working_days(later, -count),
                calendar.working(from) ? from : calendar.add_working_days(from, -1));
    }
    ASSERT_TRUE(calendar.working(calendar.roll(from)));
    ASSERT_EQ(calendar.working_days_between(from - 1, calendar.roll(from)), 1);
  }
}

}  // namespace
}  // namespace recourse::calendar
