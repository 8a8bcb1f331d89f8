// Every date of 2010 to 2026 and many periods, against a count that goes day by day and knows only the
// notices' own text.
#include <chrono>

#include "china.h"

namespace recourse::calendar {
namespace {

namespace chrono = std::chrono;
using chrono::sys_days;

// A second opinion in other terms: the standard library's dates, one day at a time, no table.
class NaiveCalendar {
public:
  NaiveCalendar() {
    for (const test::PublishedYear& published : test::published_years()) {
      years_.insert(published.year);
      for (const auto& [date, says] : published.days) {
        int year = 0;
        unsigned month = 0, number = 0;
        std::sscanf(date.c_str(), "%d-%u-%u", &year, &month, &number);
        off_[chrono::year{year} / static_cast<int>(month) / static_cast<int>(number)] = says.first;
      }
    }
  }

  [[nodiscard]] bool working(sys_days day) const {
    const auto named = off_.find(day);
    const unsigned weekday = chrono::weekday{day}.iso_encoding();
    return named == off_.end() ? weekday < 6 : !named->second;
  }

  [[nodiscard]] bool waits(sys_days day) const {
    const chrono::year_month_day date{day};
    const int year = static_cast<int>(date.year());
    const bool last_week = date.month() == chrono::December && date.day() >= chrono::day{25};
    return !years_.contains(year) || (last_week && !years_.contains(year + 1));
  }

  struct Answer {
    sys_days day;
    bool provisional;
  };

  [[nodiscard]] Answer due(sys_days anchor, Period period) const {
    Answer answer{anchor, false};
    if (period.unit == Unit::working_day) {
      for (std::int32_t left = period.amount; left > 0;) {
        answer.day += chrono::days{1};
        answer.provisional |= waits(answer.day);
        left -= working(answer.day) ? 1 : 0;
      }
    } else if (period.unit == Unit::month) {
      const chrono::year_month_day from{anchor};
      const auto month = chrono::year_month{from.year(), from.month()} + chrono::months{period.amount};
      const chrono::year_month_day same{month.year(), month.month(), from.day()};
      answer.day = same.ok() ? sys_days{same} : sys_days{month.year() / month.month() / chrono::last};
    } else {
      answer.day += chrono::days{period.amount};
    }
    answer.provisional |= waits(answer.day);
    while (!working(answer.day)) {
      answer.day += chrono::days{1};
      answer.provisional |= waits(answer.day);
    }
    return answer;
  }

private:
  std::set<int> years_;
  std::map<sys_days, bool> off_;
};

Day number_of(sys_days date) {
  return static_cast<Day>(date.time_since_epoch().count());
}

constexpr auto kPeriods = std::to_array<Period>({{15, Unit::day},
                                                 {30, Unit::day},
                                                 {60, Unit::day},
                                                 {90, Unit::day},
                                                 {0, Unit::day},
                                                 {3, Unit::working_day},
                                                 {5, Unit::working_day},
                                                 {10, Unit::working_day},
                                                 {1, Unit::month},
                                                 {6, Unit::month}});

TEST(DueDate, AgreesWithADayByDayCountOnEveryDateOf2010To2026) {
  if (test::published_years().empty()) {
    GTEST_SKIP() << "no shared notices";
  }
  const NaiveCalendar naive;
  const Calendar calendar = test::built(test::china_data());
  int compared = 0, provisional = 0;
  for (sys_days date = chrono::year{2010} / 1 / 1; date <= sys_days{chrono::year{2026} / 12 / 31};
       date += chrono::days{1}) {
    const Day anchor = number_of(date);
    for (const Period period : kPeriods) {
      Clock clock;
      clock.anchor = calendar.instant(anchor, (anchor * 37) % kMinutesOfDay);  // any time of the day
      clock.period = period;
      const NaiveCalendar::Answer expected = naive.due(date, period);
      const Due due = calendar.due(clock);
      ASSERT_EQ(format_day(due.day), format_day(number_of(expected.day)))
          << format_day(anchor) << " + " << period.amount << " unit " << static_cast<int>(period.unit);
      ASSERT_EQ(due.provisional, expected.provisional) << format_day(anchor) << " + " << period.amount;
      ASSERT_EQ(due.instant, due.day * kMinutesOfDay + kMinutesOfDay - 1 - 8 * 60);
      ++compared;
      provisional += due.provisional ? 1 : 0;
    }
  }
  EXPECT_EQ(compared, 6209 * 10);
  EXPECT_GT(provisional, 0);
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
  const NaiveCalendar naive;
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
