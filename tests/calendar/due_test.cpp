// Due dates: pauses, extensions, ends of months, exactness, hours, notices and the years without one,
// extremes.
#include "china.h"

namespace recourse::calendar {
namespace {

using test::built;
using test::china_data;
using test::clock_from;
using test::day;
using test::due_day;
using test::noticed_data;
using test::plain_data;

constexpr Period kNone{0, Unit::day};

// October 2026 as noticed: 1 to 7 October off, 20 September and 10 October worked.
CalendarData october_data() {
  CalendarData data = plain_data("Asia/Shanghai");
  Notice notice;
  notice.id = "notice 7";
  notice.year = 2026;
  for (int number = 1; number <= 7; ++number) {
    notice.days.push_back({day_from_civil({2026, 10, static_cast<unsigned>(number)}), true, "National Day"});
  }
  notice.days.push_back({day("2026-09-20"), false, "National Day"});
  notice.days.push_back({day("2026-10-10"), false, "National Day"});
  data.notices.push_back(notice);
  return data;
}

struct Count {
  std::string_view anchor;
  Period period;
  Period extension;
  std::int32_t paused;
  std::string_view not_before;  // empty: never paused
  bool exact;
  std::string_view expected;
};

void expect_counts(const Calendar& calendar, const std::vector<Count>& counts) {
  for (const Count& count : counts) {
    Clock clock = clock_from(calendar, count.anchor, count.period);
    clock.extension = count.extension;
    clock.paused = count.paused;
    clock.not_before = count.not_before.empty() ? kUnknownTime : day(count.not_before);
    clock.exact = count.exact;
    EXPECT_EQ(due_day(calendar, clock), count.expected)
        << count.anchor << " + " << count.period.amount << " of unit " << static_cast<int>(count.period.unit);
    const auto receipt = calendar.receipt(clock);
    const bool outside = count.expected == "outside";
    EXPECT_EQ(!receipt.empty() && receipt.back().kind == ReceiptLine::Kind::due, !outside) << count.anchor;
    if (!outside) {
      EXPECT_EQ(receipt.back().day, calendar.due(clock).day) << count.anchor;
      EXPECT_EQ(receipt.back().instant, calendar.due(clock).instant) << count.anchor;
    }
  }
}

TEST(DueDate, CountsWorkingDaysAroundHolidays) {
  expect_counts(built(october_data()),
                {
                    {"2026-09-28", {5, Unit::working_day}, kNone, 0, "", false, "2026-10-10"},
                    {"2026-09-28", {3, Unit::working_day}, kNone, 0, "", false, "2026-10-08"},
                    {"2026-09-18", {1, Unit::working_day}, kNone, 0, "", false, "2026-09-20"},
                    {"2026-10-03", {1, Unit::working_day}, kNone, 0, "", false, "2026-10-08"},
                    {"2026-10-03", {0, Unit::working_day}, kNone, 0, "", false, "2026-10-08"},
                    {"2026-10-10", {0, Unit::working_day}, kNone, 0, "", false, "2026-10-10"},
                });
}

TEST(DueDate, IsRolledOnceAndLast) {
  expect_counts(
      built(october_data()),
      {
          {"2026-09-16", {15, Unit::day}, kNone, 0, "", false, "2026-10-08"},
          {"2026-09-16", {15, Unit::day}, kNone, 0, "", true, "2026-10-01"},
          {"2026-09-25", {15, Unit::day}, kNone, 0, "", false, "2026-10-10"},  // a Saturday that is worked
          // 15 days end on a day off; with the extension it is counted on from there, not from 8 October.
          {"2026-09-16", {15, Unit::day}, {11, Unit::day}, 0, "", false, "2026-10-12"},
          {"2026-09-16", {15, Unit::day}, {10, Unit::day}, 0, "", false, "2026-10-12"},
          {"2026-10-03", kNone, kNone, 0, "", false, "2026-10-08"},  // same day, on a day off
          {"2026-10-03", kNone, kNone, 0, "", true, "2026-10-03"},
          {"2026-10-09", kNone, kNone, 0, "", false, "2026-10-09"},
      });
}

TEST(DueDate, AddsPausesInItsOwnUnit) {
  expect_counts(built(october_data()),
                {
                    {"2026-09-28", {5, Unit::working_day}, kNone, 2, "", false, "2026-10-13"},
                    {"2026-09-28", {5, Unit::day}, kNone, 2, "", false, "2026-10-08"},
                    {"2026-10-12", {1, Unit::month}, kNone, 3, "", false, "2026-11-16"},
                    // A pause over a weekend takes no working day, and yet nothing is due before it ended.
                    {"2026-10-15", {1, Unit::working_day}, kNone, 0, "2026-10-18", false, "2026-10-19"},
                    {"2026-10-15", {1, Unit::day}, kNone, 0, "2026-10-18", true, "2026-10-18"},
                    {"2026-10-15", {20, Unit::day}, kNone, 0, "2026-10-18", false, "2026-11-04"},
                });
}

TEST(DueDate, ExtensionsMayHaveAnotherUnit) {
  expect_counts(built(october_data()),
                {
                    {"2026-09-01", {60, Unit::day}, {30, Unit::day}, 0, "", false, "2026-11-30"},
                    {"2026-09-20", {10, Unit::day}, {5, Unit::working_day}, 0, "", false, "2026-10-13"},
                    {"2026-09-28", {5, Unit::working_day}, {2, Unit::day}, 0, "", false, "2026-10-12"},
                    {"2026-01-31", {1, Unit::month}, {1, Unit::month}, 0, "", true, "2026-03-31"},
                    {"2026-01-31", {1, Unit::month}, {3, Unit::day}, 0, "", true, "2026-03-03"},
                    {"2026-01-31", {1, Unit::year}, {1, Unit::month}, 0, "", true, "2027-02-28"},
                    {"2026-10-12", {1, Unit::day}, {24, Unit::hour}, 0, "", false, "2026-10-14"},
                    {"2026-10-12", {1, Unit::day}, {25, Unit::hour}, 0, "", false, "2026-10-15"},
                    {"2026-10-12", {1, Unit::day}, {1, Unit::minute}, 0, "", false, "2026-10-14"},
                });
}

TEST(DueDate, MonthsEndOnTheSameDayNumberOrTheMonthsLast) {
  expect_counts(built(plain_data()), {
                                         {"2026-01-31", {1, Unit::month}, kNone, 0, "", true, "2026-02-28"},
                                         {"2024-01-31", {1, Unit::month}, kNone, 0, "", true, "2024-02-29"},
                                         {"2024-02-29", {1, Unit::year}, kNone, 0, "", true, "2025-02-28"},
                                         {"2024-02-29", {4, Unit::year}, kNone, 0, "", true, "2028-02-29"},
                                         {"2026-03-31", {1, Unit::month}, kNone, 0, "", true, "2026-04-30"},
                                         {"2026-04-30", {1, Unit::month}, kNone, 0, "", true, "2026-05-30"},
                                         {"2026-12-31", {2, Unit::month}, kNone, 0, "", true, "2027-02-28"},
                                         {"2026-08-31", {6, Unit::month}, kNone, 0, "", true, "2027-02-28"},
                                         {"2026-12-01", {1, Unit::month}, kNone, 0, "", true, "2027-01-01"},
                                         {"2026-11-30", {13, Unit::month}, kNone, 0, "", true, "2027-12-30"},
                                         {"2026-01-31", {1, Unit::month}, kNone, 0, "", false, "2026-03-02"},
                                     });
}

struct MinuteCount {
  std::string_view zone, anchor, time;
  Period period, extension;
  std::int32_t paused;
  std::string_view expected;
};

TEST(DueDate, HoursCountFromTheMinuteAndAreNotRolled) {
  for (const MinuteCount& count : std::to_array<MinuteCount>({
           {"Asia/Shanghai",
            "2026-10-16",
            "14:30",
            {24, Unit::hour},
            kNone,
            0,
            "2026-10-17 14:30"},  // a Saturday
           {"Asia/Shanghai", "2026-10-16", "14:30", {90, Unit::minute}, kNone, 0, "2026-10-16 16:00"},
           {"Asia/Shanghai", "2026-10-16", "14:30", {0, Unit::hour}, kNone, 0, "2026-10-16 14:30"},
           {"Asia/Shanghai",
            "2026-10-16",
            "14:30",
            {2, Unit::hour},
            {30, Unit::minute},
            15,
            "2026-10-16 17:15"},
           {"Asia/Shanghai",
            "2026-10-16",
            "14:30",
            {2, Unit::hour},
            {1, Unit::working_day},
            0,
            "2026-10-19 16:30"},
           {"Asia/Shanghai", "2026-10-16", "14:30", {2, Unit::hour}, {1, Unit::month}, 0, "2026-11-16 16:30"},
           {"America/New_York", "2026-03-07", "14:30", {24, Unit::hour}, kNone, 0, "2026-03-08 15:30"},
           {"America/New_York",
            "2026-03-07",
            "14:30",
            {1, Unit::hour},
            {1, Unit::day},
            0,
            "2026-03-08 15:30"},
           {"Europe/Berlin", "2026-10-24", "14:30", {24, Unit::hour}, kNone, 0, "2026-10-25 13:30"},
       })) {
    const Calendar calendar = built(plain_data(std::string(count.zone)));
    Clock clock;
    clock.anchor = calendar.instant(day(count.anchor), *parse_time_of_day(count.time));
    clock.period = count.period;
    clock.extension = count.extension;
    clock.paused = count.paused;
    const Due due = calendar.due(clock);
    EXPECT_EQ(format_minute(calendar, due.instant), count.expected) << count.zone << " " << count.anchor;
    EXPECT_EQ(due.day, calendar.day_of(due.instant));
    EXPECT_EQ(calendar.receipt(clock).back().instant, due.instant);
  }
}

TEST(DueDate, HoursAreHeldUntilTheEndOfADayToo) {
  const Calendar calendar = built(plain_data("Asia/Shanghai"));
  Clock clock;
  clock.anchor = calendar.instant(day("2026-10-16"), 9 * 60);
  clock.period = {2, Unit::hour};
  for (const auto& [not_before, expected] :
       std::map<std::string, std::string>{{"2026-10-15", "2026-10-16 11:00"},
                                          {"2026-10-16", "2026-10-16 23:59"},
                                          {"2026-10-18", "2026-10-18 23:59"}}) {
    clock.not_before = day(not_before);
    EXPECT_EQ(format_minute(calendar, calendar.due(clock).instant), expected) << not_before;
  }
}

TEST(DueDate, DaysBeginAndEndInThePolicysZone) {
  // 2026-03-05 20:00 UTC is already the 6th in China and still the 5th in New York.
  const Minute anchor = day("2026-03-05") * kMinutesOfDay + 20 * 60;
  for (const auto& [zone, expected] :
       std::map<std::string, std::string>{{"Asia/Shanghai", "2026-03-09 23:59"},
                                          {"America/New_York", "2026-03-08 23:59"},
                                          {"UTC", "2026-03-08 23:59"}}) {
    const Calendar calendar = built(plain_data(zone));
    Clock clock;
    clock.anchor = anchor;
    clock.period = {3, Unit::day};
    clock.exact = true;
    EXPECT_EQ(format_minute(calendar, calendar.due(clock).instant), expected) << zone;
  }
}

TEST(Pause, IsMeasuredInTheClocksUnit) {
  const Calendar calendar = built(october_data());
  const auto at = [&](std::string_view date, std::int32_t minute) {
    return calendar.instant(day(date), minute);
  };
  const Minute began = at("2026-09-30", 600);
  const Minute ended = at("2026-10-10", 900);
  EXPECT_EQ(calendar.paused_between(began, ended, Unit::working_day), 3);
  EXPECT_EQ(calendar.paused_between(began, ended, Unit::day), 10);
  EXPECT_EQ(calendar.paused_between(began, ended, Unit::month), 10);
  EXPECT_EQ(calendar.paused_between(began, ended, Unit::hour), 10 * kMinutesOfDay + 300);
  EXPECT_EQ(calendar.paused_between(began, at("2026-09-30", 601), Unit::day), 0);
  EXPECT_EQ(calendar.paused_between(ended, began, Unit::day), 0);
  EXPECT_EQ(calendar.paused_between(ended, began, Unit::minute), 0);
  EXPECT_EQ(calendar.paused_between(kUnknownTime, ended, Unit::minute), 0);
}

TEST(Provisional, ADateIsWhenADayThatWasAskedForIs) {
  expect_counts(
      built(noticed_data()),
      {
          {"2026-12-01", {15, Unit::day}, kNone, 0, "", false, "2026-12-16"},
          {"2026-12-14", {15, Unit::day}, kNone, 0, "", false, "2026-12-29 provisional"},
          {"2026-12-20", {15, Unit::day}, kNone, 0, "", false, "2027-01-04 provisional"},
          {"2026-12-20", {15, Unit::day}, kNone, 0, "", true, "2027-01-04"},  // no notice could move it
          {"2026-12-17", {5, Unit::working_day}, kNone, 0, "", false, "2026-12-24"},
          {"2026-12-18", {5, Unit::working_day}, kNone, 0, "", false, "2026-12-25 provisional"},
          {"2026-12-29", {5, Unit::working_day}, kNone, 0, "", false, "2027-01-05 provisional"},
          {"2025-12-29", {5, Unit::working_day}, kNone, 0, "", false, "2026-01-05"},
          {"2026-12-01", {10, Unit::day}, {5, Unit::working_day}, 0, "", false, "2026-12-18"},
          {"2026-12-14", {10, Unit::day}, {5, Unit::working_day}, 0, "", true, "2026-12-31 provisional"},
          {"2026-12-10", {1, Unit::day}, kNone, 0, "2026-12-26", false, "2026-12-28 provisional"},
          {"2027-12-20", {20, Unit::day}, kNone, 0, "", false, "2028-01-10 provisional"},
          {"2026-12-20", {48, Unit::hour}, kNone, 0, "", false, "2026-12-22"},
          {"2026-12-31", {48, Unit::hour}, kNone, 0, "", false, "2027-01-02"},
      });
}

TEST(Receipt, NamesEveryDayThatDidNotCountAndWhy) {
  const Calendar calendar = built(october_data());
  const auto receipt = calendar.receipt(clock_from(calendar, "2026-09-28", {5, Unit::working_day}));
  std::vector<std::string> lines;
  using Kind = ReceiptLine::Kind;
  for (const ReceiptLine& line : receipt) {
    const std::string mark = line.kind == Kind::skipped   ? "-"
                             : line.kind == Kind::made_up ? "+"
                                                          : std::to_string(static_cast<int>(line.kind));
    lines.push_back(mark + " " + format_day(line.day) + " " + line.name + " " + line.notice);
  }
  const auto holiday = [](std::string_view date) {
    return "- " + std::string(date) + " National Day notice 7";
  };
  EXPECT_THAT(
      lines, testing::ElementsAre("0 2026-09-28  ", holiday("2026-10-01"), holiday("2026-10-02"),
                                  holiday("2026-10-03"), holiday("2026-10-04"), holiday("2026-10-05"),
                                  holiday("2026-10-06"), holiday("2026-10-07"),
                                  "+ 2026-10-10 National Day notice 7", "1 2026-10-10  ", "11 2026-10-10  "));
}

TEST(DueDate, WithoutAnyWorkingDayThereIsNone) {
  CalendarData data = plain_data();
  data.weekend = 0b1111111;
  const Calendar calendar = built(data);
  EXPECT_EQ(calendar.roll(day("2026-03-05")), kUnknownTime);
  expect_counts(calendar, {{"2026-03-05", {1, Unit::working_day}, kNone, 0, "", false, "outside"},
                           {"2026-03-05", {1, Unit::day}, kNone, 0, "", false, "outside"},
                           {"2026-03-05", {1, Unit::day}, kNone, 0, "", true, "2026-03-06"}});
}

TEST(DueDate, OtherWeekends) {
  CalendarData data = plain_data("Asia/Dubai");
  data.weekend = 0b0110000;  // Friday and Saturday
  expect_counts(built(data), {{"2026-03-04", {1, Unit::day}, kNone, 0, "", false, "2026-03-05"},
                              {"2026-03-05", {1, Unit::day}, kNone, 0, "", false, "2026-03-08"},
                              {"2026-03-05", {1, Unit::working_day}, kNone, 0, "", false, "2026-03-08"}});
}

TEST(DueDate, NegativeAmountsAndDatesOutsideTheTableHaveNone) {
  expect_counts(built(plain_data()), {{"2026-03-05", {-1, Unit::day}, kNone, 0, "", true, "outside"},
                                      {"2026-03-05", {-1, Unit::hour}, kNone, 0, "", true, "outside"},
                                      {"2026-03-05", {1, Unit::day}, {-1, Unit::day}, 0, "", true, "outside"},
                                      {"2026-03-05", {1, Unit::day}, kNone, -1, "", true, "outside"},
                                      {"2099-12-30", {1, Unit::day}, kNone, 0, "", true, "2099-12-31"},
                                      {"2099-12-31", {1, Unit::day}, kNone, 0, "", true, "outside"},
                                      {"2099-12-31", {1, Unit::hour}, kNone, 0, "", true, "2099-12-31"},
                                      {"2099-12-31", {12, Unit::hour}, kNone, 0, "", true, "outside"},
                                      {"2099-12-31", {1, Unit::working_day}, kNone, 0, "", true, "outside"},
                                      {"2099-12-01", {1, Unit::month}, kNone, 0, "", true, "outside"},
                                      {"2099-01-01", {1, Unit::year}, kNone, 0, "", true, "outside"},
                                      {"1990-01-01", {1, Unit::day}, kNone, 0, "", true, "1990-01-02"}});
}

TEST(DueDate, NoNumberOverflows) {
  constexpr std::int32_t kMost = std::numeric_limits<std::int32_t>::max();
  const std::vector<std::int32_t> numbers = {kUnknownTime, kUnknownTime + 1, -1440,     -1,   0, 1, 59, 47481,
                                             29'000'000,   68'373'000,       kMost - 1, kMost};
  constexpr auto kUnits =
      std::to_array<Unit>({Unit::minute, Unit::hour, Unit::day, Unit::working_day, Unit::month, Unit::year});
  for (const char* zone : {"Asia/Shanghai", "America/New_York"}) {
    const Calendar calendar = built(plain_data(zone));
    for (const std::int32_t anchor : numbers) {
      for (const std::int32_t amount : numbers) {
        for (const Unit unit : kUnits) {
          for (const std::int32_t paused : numbers) {
            for (const Unit extending : kUnits) {
              const Clock clock{anchor, {amount, unit}, {amount, extending}, paused, paused, paused % 2 == 0};
              const Due due = calendar.due(clock);
              ASSERT_EQ(due.representable, due.instant != kUnknownTime);
              ASSERT_EQ(due.representable, Calendar::in_table(due.day));
            }
          }
          const Due bare = calendar.due({anchor, {amount, unit}, kNone, 0, kUnknownTime, true});
          ASSERT_EQ(bare.representable, bare.instant != kUnknownTime);
          ASSERT_EQ(bare.representable, Calendar::in_table(bare.day));
          const Day moved = calendar.shift(anchor, {amount, unit});
          ASSERT_TRUE(moved == kUnknownTime || Calendar::in_table(moved));
          ASSERT_GE(calendar.paused_between(anchor, amount, unit), 0);
        }
        ASSERT_GE(calendar.working_days_between(anchor, amount), 0);
        const Day added = calendar.add_working_days(anchor, amount);
        ASSERT_TRUE(added == kUnknownTime || Calendar::in_table(added));
      }
    }
  }
}

TEST(Shift, GoesBackToo) {
  const Calendar calendar = built(october_data());
  for (const auto& [amount, unit, expected] : std::vector<std::tuple<std::int32_t, Unit, std::string>>{
           {-10, Unit::day, "2026-10-05"},
           {-1, Unit::working_day, "2026-10-14"},
           {-5, Unit::working_day, "2026-10-09"},
           {-1, Unit::month, "2026-09-15"},
           {-1, Unit::year, "2025-10-15"},
           {-24, Unit::hour, "2026-10-14"},
           {-25, Unit::hour, "2026-10-13"},
           {25, Unit::hour, "2026-10-17"},
           {0, Unit::hour, "2026-10-15"},
       }) {
    EXPECT_EQ(format_day(calendar.shift(day("2026-10-15"), {amount, unit})), expected);
  }
  EXPECT_EQ(format_day(calendar.shift(day("2026-03-31"), {-1, Unit::month})), "2026-02-28");
}

}  // namespace
}  // namespace recourse::calendar
