// Zones: local days, ends of days and wall times, through shifts of the clock.
#include "china.h"

namespace recourse::calendar {
namespace {

using test::built;
using test::day;
using test::plain_data;

// Minutes since the epoch of a time in UTC.
Minute utc(std::string_view date, std::string_view time) {
  return day(date) * kMinutesOfDay + *parse_time_of_day(time);
}

struct WallTime {
  std::string_view zone, date, time, utc_date, utc_time;
};

TEST(Zone, WallTimesMeanTheseInstants) {
  for (const WallTime& wall : std::to_array<WallTime>({
           {"Asia/Shanghai", "2026-03-05", "14:30", "2026-03-05", "06:30"},
           {"Asia/Shanghai", "1990-07-01", "12:00", "1990-07-01", "03:00"},  // summer time until 1991
           {"Asia/Shanghai", "1991-09-14", "12:00", "1991-09-14", "03:00"},
           {"Asia/Shanghai", "1991-09-16", "12:00", "1991-09-16", "04:00"},
           {"America/New_York", "2026-01-15", "12:00", "2026-01-15", "17:00"},
           {"America/New_York", "2026-07-15", "12:00", "2026-07-15", "16:00"},
           {"America/New_York", "2026-03-08", "02:30", "2026-03-08",
            "07:00"},  // in the gap: the first after it
           {"America/New_York", "2026-11-01", "01:30", "2026-11-01", "05:30"},  // twice: the first
           {"America/New_York", "2075-01-15", "12:00", "2075-01-15",
            "17:00"},  // beyond what the database spells out
           {"America/New_York", "2075-07-15", "12:00", "2075-07-15", "16:00"},
           {"America/New_York", "2099-12-31", "23:59", "2100-01-01", "04:59"},
           {"Europe/Berlin", "2026-03-29", "02:30", "2026-03-29", "01:00"},
           {"Europe/Berlin", "2026-10-25", "02:30", "2026-10-25", "00:30"},
           {"Europe/Berlin", "2060-03-27", "12:00", "2060-03-27", "11:00"},  // the last Sunday is the 28th
           {"Europe/Berlin", "2060-03-28", "12:00", "2060-03-28", "10:00"},
           {"Europe/Berlin", "2060-10-31", "12:00", "2060-10-31", "11:00"},
           {"Europe/Berlin", "2060-10-30", "12:00", "2060-10-30", "10:00"},
           {"Asia/Kathmandu", "2026-03-05", "00:00", "2026-03-04", "18:15"},
           {"Pacific/Kiritimati", "2026-03-05", "00:00", "2026-03-04", "10:00"},
           {"UTC", "2026-03-05", "00:00", "2026-03-05", "00:00"},
       })) {
    const Calendar calendar = built(plain_data(std::string(wall.zone)));
    const Minute instant = calendar.instant(day(wall.date), *parse_time_of_day(wall.time));
    EXPECT_EQ(instant, utc(wall.utc_date, wall.utc_time))
        << wall.zone << " " << wall.date << " " << wall.time;
  }
}

struct EndOfDay {
  std::string_view zone, date, utc_date, utc_time;
};

TEST(Zone, DaysEndAtTheirLastMinute) {
  for (const EndOfDay& end : std::to_array<EndOfDay>({
           {"Asia/Shanghai", "2026-03-05", "2026-03-05", "15:59"},
           {"America/New_York", "2026-03-07", "2026-03-08", "04:59"},
           {"America/New_York", "2026-03-08", "2026-03-09", "03:59"},
           {"America/New_York", "2026-11-01", "2026-11-02", "04:59"},
           {"Europe/Berlin", "2026-10-25", "2026-10-25", "22:59"},
           {"America/Sao_Paulo", "2018-11-03", "2018-11-04", "02:59"},  // 00:00 jumped to 01:00
           {"America/Sao_Paulo", "2018-02-17", "2018-02-18",
            "02:59"},  // 00:00 went back to 23:00: the second 23:59
           {"America/Havana", "2024-11-02", "2024-11-03", "03:59"},  // 01:00 went back to 00:00
           {"Pacific/Apia", "2011-12-29", "2011-12-30", "09:59"},
           {"Pacific/Apia", "2011-12-30", "2011-12-30", "09:59"},  // a day that was left out
           {"Pacific/Apia", "2011-12-31", "2011-12-31", "09:59"},
       })) {
    const Calendar calendar = built(plain_data(std::string(end.zone)));
    EXPECT_EQ(calendar.last_minute(day(end.date)), utc(end.utc_date, end.utc_time))
        << end.zone << " " << end.date;
  }
}

TEST(Zone, EveryDayEndsWhereTheNextBegins) {
  for (const char* zone : {"UTC", "Asia/Shanghai", "America/New_York", "Europe/Berlin", "America/Sao_Paulo",
                           "America/St_Johns", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Casablanca"}) {
    const Calendar calendar = built(plain_data(zone));
    Minute before = calendar.last_minute(Calendar::kFirstDay);
    for (Day number = Calendar::kFirstDay + 1; number <= Calendar::kLastDay; ++number) {
      const Minute last = calendar.last_minute(number);
      ASSERT_GE(last, before) << zone << " " << format_day(number);
      ASSERT_LE(calendar.day_of(last), number) << zone << " " << format_day(number);
      ASSERT_GT(calendar.day_of(last + 1), number) << zone << " " << format_day(number);
      before = last;
    }
  }
}

// The database spells out shifts to 2037 at most, and then the rule.
TEST(Zone, SummerTimeOf2037GoesOnToTheEndOfTheTable) {
  for (const char* zone : {"America/New_York", "America/Havana", "Europe/Berlin", "America/Santiago",
                           "Australia/Lord_Howe", "Asia/Shanghai"}) {
    const Calendar calendar = built(plain_data(zone));
    const auto change_in_summer = [&](int year) {
      const Day january = day_from_civil({year, 1, 15});
      const Day july = day_from_civil({year, 7, 15});
      return calendar.instant(july, 720) - calendar.instant(january, 720) - (july - january) * kMinutesOfDay;
    };
    for (int year = 2038; year <= 2099; ++year) {
      EXPECT_EQ(change_in_summer(year), change_in_summer(2037)) << zone << " " << year;
    }
  }
}

TEST(Zone, WallTimesComeBack) {
  const Calendar calendar = built(plain_data("Europe/Berlin"));
  for (Day number = Calendar::kFirstDay; number <= Calendar::kLastDay; number += 3) {
    const Minute noon = calendar.instant(number, 12 * 60);
    ASSERT_EQ(calendar.day_of(noon), number);
    ASSERT_EQ(calendar.minute_of_day(noon), 12 * 60);
  }
}

TEST(Zone, AnUnknownZoneGivesNoCalendar) {
  for (const char* zone : {"Asia/Peking", "", "../../etc/passwd", "/etc/passwd", "/usr/share/zoneinfo/UTC",
                           "localtime", "libc:UTC", "Fixed/UTC+01:00:00", "zone.tab"}) {
    EXPECT_FALSE(Calendar::build(plain_data(zone))) << zone;
  }
}

TEST(Zone, EveryNumberIsAnInstant) {
  for (const char* zone : {"Asia/Shanghai", "America/New_York", "Pacific/Kiritimati"}) {
    const Calendar calendar = built(plain_data(zone));
    for (const Minute instant : {kUnknownTime, kUnknownTime + 1, -1, 0, std::numeric_limits<Minute>::max()}) {
      const std::int64_t rebuilt =
          std::int64_t{calendar.day_of(instant)} * kMinutesOfDay + calendar.minute_of_day(instant);
      EXPECT_NEAR(static_cast<double>(rebuilt), static_cast<double>(instant), 15 * 60);
    }
    for (const Day outside : {kUnknownTime, Calendar::kFirstDay - 1, Calendar::kLastDay + 1}) {
      EXPECT_EQ(calendar.last_minute(outside), kUnknownTime);
      EXPECT_EQ(calendar.instant(outside, 0), kUnknownTime);
    }
    EXPECT_EQ(calendar.instant(Calendar::kFirstDay, kMinutesOfDay), kUnknownTime);
    EXPECT_EQ(calendar.instant(Calendar::kFirstDay, -1), kUnknownTime);
  }
}

}  // namespace
}  // namespace recourse::calendar
