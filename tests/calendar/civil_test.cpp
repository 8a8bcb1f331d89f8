// Reading and writing dates, times, numbers and periods.
#include <chrono>

#include "china.h"
#include "engine/calendar/numeral.h"

namespace recourse::calendar {
namespace {

TEST(CivilDate, EveryDayOfTheTableAndFarBeyondAgreesWithTheStandardLibrary) {
  namespace chrono = std::chrono;
  const auto check = [](Day number) {
    const chrono::year_month_day expected{chrono::sys_days{chrono::days{number}}};
    const CivilDate date = civil_from_day(number);
    ASSERT_EQ(date.year, static_cast<int>(expected.year()));
    ASSERT_EQ(date.month, static_cast<unsigned>(expected.month()));
    ASSERT_EQ(date.day, static_cast<unsigned>(expected.day()));
    ASSERT_EQ(day_from_civil(date), number);
  };
  for (Day number = Calendar::kFirstDay - 1000; number <= Calendar::kLastDay + 1000; ++number) {
    check(number);
  }
  for (Day number = -12'000'000; number < 11'000'000; number += 997) {
    check(number);
  }
}

TEST(CivilDate, TheTableBeginsIn1990AndEndsWith2099) {
  EXPECT_EQ(format_day(Calendar::kFirstDay), "1990-01-01");
  EXPECT_EQ(format_day(Calendar::kLastDay), "2099-12-31");
}

TEST(CivilDate, ImpossibleOrUnrepresentableDatesAreUnknown) {
  constexpr int kMost = std::numeric_limits<int>::max();
  constexpr int kLeast = std::numeric_limits<int>::min();
  for (const CivilDate date : {CivilDate{2026, 2, 29},
                               {2026, 4, 31},
                               {2026, 0, 1},
                               {2026, 13, 1},
                               {2026, 1, 0},
                               {2026, 1, 32},
                               {1900, 2, 29},
                               {kMost, 12, 31},
                               {kLeast, 1, 1},
                               {2026, 4294967295U, 1},
                               {2026, 1, 4294967295U}}) {
    EXPECT_EQ(day_from_civil(date), kUnknownTime) << date.year << "-" << date.month << "-" << date.day;
  }
  EXPECT_NE(day_from_civil({2000, 2, 29}), kUnknownTime);
}

TEST(CivilDate, EveryNumberIsSomeDate) {
  for (const Day number : {kUnknownTime + 1, -1, 0, std::numeric_limits<Day>::max()}) {
    EXPECT_EQ(day_from_civil(civil_from_day(number)), number);
  }
  EXPECT_EQ(format_day(kUnknownTime), "");
}

struct Reading {
  std::string_view text;
  std::string_view expected;  // empty: refused
};

TEST(ParseDay, TakesTheSpellingsOfFormsAndPapers) {
  for (const Reading& reading : std::to_array<Reading>({
           {"2026-03-05", "2026-03-05"},
           {"2026-3-5", "2026-03-05"},
           {"2026/3/5", "2026-03-05"},
           {"2026年3月5日", "2026-03-05"},
           {"2026年03月05号", "2026-03-05"},
           {"２０２６年３月５日", "2026-03-05"},
           {"２０２６－０３－０５", "2026-03-05"},
           {"２０２６／３／５", "2026-03-05"},
           {"二〇二六年三月五日", "2026-03-05"},
           {"二〇二六年十二月三十一日", "2026-12-31"},
           {"  2026-03-05\r\n", "2026-03-05"},
           {"\u30002026-03-05\u3000", "2026-03-05"},
           {"2024-02-29", "2024-02-29"},
           {"2025-02-29", ""},
           {"2026-02-30", ""},
           {"2026-13-01", ""},
           {"2026-00-10", ""},
           {"2026-1-0", ""},
           {"26-3-5", ""},
           {"12026-3-5", ""},
           {"2026-003-05", ""},
           {"2026-03/05", ""},
           {"2026-03", ""},
           {"2026年3月5", ""},
           {"2026年3月5日 ", "2026-03-05"},
           {"2026年3月5日下午", ""},
           {"二〇二六-三-五", ""},
           {"2026--05", ""},
           {"-2026-03-05", ""},
           {"2026-+3-05", ""},
           {"2026-03-05x", ""},
           {"yesterday", ""},
           {"\xff\xfe", ""},
           {"年月日", ""},
           {"", ""},
       })) {
    const auto found = parse_day(reading.text);
    EXPECT_EQ(found ? format_day(*found) : "", reading.expected) << "'" << reading.text << "'";
  }
}

TEST(ParseTimeOfDay, TakesHoursAndMinutes) {
  EXPECT_EQ(parse_time_of_day("14:30"), 14 * 60 + 30);
  EXPECT_EQ(parse_time_of_day("9:05"), 9 * 60 + 5);
  EXPECT_EQ(parse_time_of_day("１４：３０"), 14 * 60 + 30);
  EXPECT_EQ(parse_time_of_day("00:00"), 0);
  for (const std::string_view text : {"24:00", "12:60", "12:5", "12", ":30", "1:2:3", "-1:30", "", "ab:cd"}) {
    EXPECT_FALSE(parse_time_of_day(text)) << text;
  }
}

struct Numeral {
  std::string_view text;
  std::int32_t expected;  // -1: refused
};

TEST(ParseNumber, ReadsBothScriptsAndRefusesWhatCanBeReadInTwoWays) {
  for (const Numeral& numeral : std::to_array<Numeral>({
           {"15", 15},
           {"０", -1 /* full width is folded before */},
           {"007", 7},
           {"999999999", 999'999'999},
           {"1000000000", -1},
           {"十", 10},
           {"十五", 15},
           {"二十", 20},
           {"二十一", 21},
           {"两", 2},
           {"一百", 100},
           {"一百二十", 120},
           {"一百零五", 105},
           {"两百五十", 250},
           {"一千零五", 1005},
           {"一千零五十", 1050},
           {"三千六百五十", 3650},
           {"一万二千", 12'000},
           {"二〇二六", 2026},
           {"三〇", 30},
           {"零", 0},
           {"一百五", -1},
           {"一千五百", 1500},
           {"一百零", -1},
           {"百", -1},
           {"十十", -1},
           {"十百", -1},
           {"百十", -1},
           {"五五十", -1},
           {"零十", -1},
           {"15十", -1},
           {"十a", -1},
           {"", -1},
           {"-5", -1},
           {"1.5", -1},
           {"十\xe4", -1},
       })) {
    EXPECT_EQ(parse_number(numeral.text).value_or(-1), numeral.expected) << numeral.text;
  }
}

struct PeriodReading {
  std::string_view text;
  std::optional<Period> expected;
};

TEST(ParsePeriod, TakesBothLanguages) {
  for (const PeriodReading& reading : std::to_array<PeriodReading>({
           {"15 days", Period{15, Unit::day}},
           {"1 day", Period{1, Unit::day}},
           {"5 working days", Period{5, Unit::working_day}},
           {"1 working day", Period{1, Unit::working_day}},
           {"5  Working\tDays ", Period{5, Unit::working_day}},
           {"1 month", Period{1, Unit::month}},
           {"6 months", Period{6, Unit::month}},
           {"2 years", Period{2, Unit::year}},
           {"24 hours", Period{24, Unit::hour}},
           {"90 minutes", Period{90, Unit::minute}},
           {"same day", Period{0, Unit::day}},
           {"0 days", Period{0, Unit::day}},
           {"15日", Period{15, Unit::day}},
           {"１５日", Period{15, Unit::day}},
           {"15天", Period{15, Unit::day}},
           {"十五日", Period{15, Unit::day}},
           {"二十日", Period{20, Unit::day}},
           {"一百二十日", Period{120, Unit::day}},
           {"5个工作日", Period{5, Unit::working_day}},
           {"五个工作日", Period{5, Unit::working_day}},
           {"10工作日", Period{10, Unit::working_day}},
           {"1个月", Period{1, Unit::month}},
           {"两个月", Period{2, Unit::month}},
           {"一年", Period{1, Unit::year}},
           {"24小时", Period{24, Unit::hour}},
           {"二十四个小时", Period{24, Unit::hour}},
           {"30分钟", Period{30, Unit::minute}},
           {"当日", Period{0, Unit::day}},
           {"当天", Period{0, Unit::day}},
           {"3月", std::nullopt},
           {"days", std::nullopt},
           {"15", std::nullopt},
           {"-5 days", std::nullopt},
           {"1.5 days", std::nullopt},
           {"99999999999 days", std::nullopt},
           {"5 weeks", std::nullopt},
           {"五五日", Period{55, Unit::day}},
           {"5个日", std::nullopt},
           {"five days", std::nullopt},
           {"日", std::nullopt},
           {"\xff日", std::nullopt},
           {"", std::nullopt},
       })) {
    EXPECT_EQ(parse_period(reading.text), reading.expected) << reading.text;
  }
}

}  // namespace
}  // namespace recourse::calendar
