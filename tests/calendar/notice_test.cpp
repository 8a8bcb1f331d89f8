// Which notice counts for a day, which are known on a date, and what a missing one leaves provisional.
#include "china.h"

namespace recourse::calendar {
namespace {

using test::built;
using test::day;
using test::noticed_data;
using test::plain_data;

TEST(Notices, OfTwoForOneDayTheLaterPublishedCounts) {
  CalendarData data = plain_data();
  const Day wednesday = day("2019-05-01"), thursday = day("2019-05-02");
  Notice later{"2019-3", "", day("2019-03-22"), 2019, {{thursday, true, "Labour Day"}}};
  Notice first{
      "2018-15", "", day("2018-12-06"), 2019, {{wednesday, true, "Labour Day"}, {thursday, false, ""}}};
  data.notices = {later, first};  // the order in the file does not matter
  const Calendar now = built(data);
  EXPECT_FALSE(now.working(wednesday));
  EXPECT_FALSE(now.working(thursday));
  EXPECT_EQ(now.note(thursday)->notice->id, "2019-3");
  EXPECT_EQ(now.note(wednesday)->notice->id, "2018-15");
  EXPECT_FALSE(now.note(day("2019-05-03")));
  const Calendar before = built(data, day("2019-03-21"));
  EXPECT_FALSE(before.working(wednesday));
  EXPECT_TRUE(before.working(thursday));
  EXPECT_FALSE(built(data, day("2019-03-22")).working(thursday));
  EXPECT_TRUE(built(data, day("2018-12-05")).working(wednesday));
}

TEST(Notices, OneWithoutADateIsAlwaysKnownAndEarliest) {
  CalendarData data = plain_data();
  const Day wednesday = day("2019-05-01");
  data.notices = {{"dated", "", day("2000-01-01"), 2019, {{wednesday, false, ""}}},
                  {"undated", "", kUnknownTime, 2019, {{wednesday, true, "Labour Day"}}}};
  EXPECT_TRUE(built(data).working(wednesday));
  EXPECT_FALSE(built(data, day("1999-12-31")).working(wednesday));
}

TEST(Notices, DaysOutsideTheTableAreLeftOut) {
  CalendarData data = plain_data();
  data.notices = {{"far",
                   "",
                   kUnknownTime,
                   2100,
                   {{kUnknownTime, true, ""},
                    {Calendar::kLastDay + 1, true, ""},
                    {std::numeric_limits<Day>::max(), false, ""}}}};
  EXPECT_FALSE(built(data).note(Calendar::kLastDay + 1));
}

TEST(Provisional, YearsWithoutANoticeAndTheDecembersBeforeThem) {
  const Calendar calendar = built(noticed_data());
  for (const std::string_view date : {"1999-12-31", "2026-12-25", "2026-12-31", "2027-01-01", "2050-06-01"}) {
    EXPECT_TRUE(calendar.provisional(day(date))) << date;
  }
  for (const std::string_view date : {"2000-01-01", "2024-12-31", "2025-12-31", "2026-01-01", "2026-12-24"}) {
    EXPECT_FALSE(calendar.provisional(day(date))) << date;
  }
  EXPECT_EQ(calendar.awaited_year(day("2026-12-31")), 2027);
  EXPECT_EQ(calendar.awaited_year(day("2027-03-01")), 2027);
  EXPECT_EQ(calendar.awaited_year(day("2030-12-31")), 2030);
  const Calendar before_the_last = built(noticed_data(), day("2025-11-03"));
  EXPECT_TRUE(before_the_last.provisional(day("2026-06-01")));
  EXPECT_TRUE(before_the_last.provisional(day("2025-12-31")));
  EXPECT_FALSE(before_the_last.provisional(day("2025-12-24")));
}

}  // namespace
}  // namespace recourse::calendar
