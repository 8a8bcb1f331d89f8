// Weeks, months, quarters, half years and years, against the standard library.
#include "engine/calendar/cycle.h"

#include <gtest/gtest.h>

#include <chrono>

#include "engine/calendar/calendar.h"

namespace recourse::calendar {
namespace {

constexpr Cycle kCycles[] = {Cycle::day,     Cycle::week,      Cycle::month,
                             Cycle::quarter, Cycle::half_year, Cycle::year};

TEST(Cycle, StretchesFollowOneAnotherWithoutAGap) {
  for (const Cycle cycle : kCycles) {
    std::string before;
    for (Day first = first_of(cycle, Calendar::kFirstDay); first < Calendar::kLastDay;) {
      const Day last = last_of(cycle, first);
      ASSERT_LE(first, last);
      for (Day day = first; day <= last; ++day) {
        ASSERT_EQ(first_of(cycle, day), first);
        ASSERT_EQ(last_of(cycle, day), last);
        ASSERT_EQ(format_cycle(cycle, day), format_cycle(cycle, first));
      }
      ASSERT_LT(before, format_cycle(cycle, first)) << "later stretches have later texts";
      ASSERT_EQ(parse_cycle(cycle, format_cycle(cycle, first)), first);
      before = format_cycle(cycle, first);
      first = last + 1;
    }
  }
}

TEST(Cycle, WhatIsNotWrittenSoIsNone) {
  const struct {
    Cycle cycle;
    const char* text;
  } cases[] = {{Cycle::month, "2026-13"}, {Cycle::month, "2026-3"},   {Cycle::month, "march"},
               {Cycle::week, "2026-W54"}, {Cycle::quarter, "2026"},   {Cycle::half_year, "2026-H3"},
               {Cycle::year, "20260"},    {Cycle::day, "2026-02-30"}, {Cycle::year, ""}};
  for (const auto& each : cases) {
    EXPECT_EQ(parse_cycle(each.cycle, each.text), std::nullopt) << each.text;
  }
}

TEST(Cycle, BeginsWhereTheStandardLibrarySaysSo) {
  namespace chrono = std::chrono;
  for (Day day = Calendar::kFirstDay; day <= Calendar::kLastDay; ++day) {
    const chrono::sys_days at{chrono::days{day}};
    const chrono::year_month_day date{at};
    const auto starts = [&](unsigned months) {
      return date.day() == chrono::day{1} && (static_cast<unsigned>(date.month()) - 1) % months == 0;
    };
    ASSERT_EQ(first_of(Cycle::week, day) == day, chrono::weekday{at} == chrono::Monday);
    ASSERT_EQ(first_of(Cycle::month, day) == day, starts(1));
    ASSERT_EQ(first_of(Cycle::quarter, day) == day, starts(3));
    ASSERT_EQ(first_of(Cycle::half_year, day) == day, starts(6));
    ASSERT_EQ(first_of(Cycle::year, day) == day, starts(12));
  }
}

TEST(Cycle, IsWrittenAsPeopleWriteIt) {
  const struct {
    Cycle cycle;
    const char* day;
    const char* text;
  } cases[] = {
      {Cycle::day, "2026-03-05", "2026-03-05"},    {Cycle::week, "2026-03-05", "2026-W10"},
      {Cycle::week, "2027-01-01", "2026-W53"},     {Cycle::week, "2024-12-30", "2025-W01"},
      {Cycle::month, "2026-03-05", "2026-03"},     {Cycle::quarter, "2026-03-31", "2026-Q1"},
      {Cycle::quarter, "2026-10-01", "2026-Q4"},   {Cycle::half_year, "2026-06-30", "2026-H1"},
      {Cycle::half_year, "2026-07-01", "2026-H2"}, {Cycle::year, "2026-12-31", "2026"},
  };
  for (const auto& each : cases) {
    EXPECT_EQ(format_cycle(each.cycle, *parse_day(each.day)), each.text) << each.day;
  }
}

}  // namespace
}  // namespace recourse::calendar
