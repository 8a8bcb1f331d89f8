// The calendar that ships with the petition rules, as it was known on each day on which a notice was published, against
// a day-by-day count that reads the file by itself.
#include <fstream>
#include <sstream>

#include "engine/model/build.h"
#include "tests/calendar/naive.h"

namespace recourse::model {
namespace {

namespace chrono = std::chrono;
using calendar::Calendar;
using calendar::Day;
using calendar::Period;
using calendar::Unit;
using calendar::test::NaiveCalendar;
using calendar::test::NaiveNotice;
using chrono::sys_days;

std::string shipped_text() {
  std::ifstream stream(RECOURSE_SOURCE_DIR "/rules/petition-2022/calendar.yaml");
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

sys_days date_in(const std::string& line) {
  int year = 0, month = 0, number = 0;
  const std::size_t digit = line.find_first_of("0123456789");
  const bool found = digit != std::string::npos &&
                     std::sscanf(line.c_str() + digit, "%d-%d-%d", &year, &month, &number) == 3;
  EXPECT_TRUE(found) << line;
  return chrono::year{year} / month / number;
}

std::vector<NaiveNotice> notices_of(const std::string& text) {
  std::vector<NaiveNotice> notices;
  std::set<sys_days>* days = nullptr;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("  - id:")) {
      notices.emplace_back();
    } else if (line.starts_with("    year: ")) {
      notices.back().year = std::stoi(line.substr(10));
    } else if (line.starts_with("    published: ")) {
      notices.back().published = date_in(line);
    } else if (line.starts_with("    off:")) {
      days = &notices.back().off;
    } else if (line.starts_with("    worked:")) {
      days = &notices.back().worked;
    } else if (line.starts_with("      ")) {
      days->insert(date_in(line));
    }
  }
  std::sort(notices.begin(), notices.end(),
            [](const NaiveNotice& one, const NaiveNotice& other) { return one.published < other.published; });
  return notices;
}

Day number_of(sys_days date) {
  return static_cast<Day>(date.time_since_epoch().count());
}

// The periods of the petition rules, and those of other laws that count longest in working days.
constexpr auto kPeriods = std::to_array<Period>({{15, Unit::day},
                                                 {30, Unit::day},
                                                 {60, Unit::day},
                                                 {90, Unit::day},
                                                 {3, Unit::working_day},
                                                 {5, Unit::working_day},
                                                 {20, Unit::working_day},
                                                 {3, Unit::month},
                                                 {1, Unit::year}});

void expect_same_dates(const Calendar& calendar, const NaiveCalendar& naive, sys_days first, sys_days last) {
  for (sys_days date = first; date <= last; date += chrono::days{1}) {
    calendar::Clock clock;
    clock.anchor = calendar.last_minute(number_of(date));
    for (const Period period : kPeriods) {
      clock.period = period;
      const NaiveCalendar::Answer expected = naive.due(date, period);
      const calendar::Due due = calendar.due(clock);
      const auto asked = [&] {
        return calendar::format_day(number_of(date)) + " + " + std::to_string(period.amount) + " unit " +
               std::to_string(static_cast<int>(period.unit));
      };
      ASSERT_EQ(calendar::format_day(due.day), calendar::format_day(number_of(expected.day))) << asked();
      ASSERT_EQ(due.provisional, expected.provisional) << asked();
    }
  }
}

// A year before a notice its days are mere weekends; two years later its own year is long past.
TEST(ShippedCalendar, GivesTheDatesThatWereKnownOnEachDayOfPublication) {
  const std::string text = shipped_text();
  const std::vector<NaiveNotice> notices = notices_of(text);
  base::DiagnosticList wrong;
  const auto data =
      read_calendar(std::make_shared<const SourceText>(SourceText{"calendar.yaml", text}), wrong);
  ASSERT_TRUE(data);
  ASSERT_FALSE(notices.empty());
  for (std::size_t known = 1; known <= notices.size(); ++known) {
    const sys_days published = notices[known - 1].published;
    const NaiveCalendar naive({notices.begin(), notices.begin() + static_cast<std::ptrdiff_t>(known)});
    const auto calendar = Calendar::build(*data, number_of(published));
    ASSERT_TRUE(calendar);
    SCOPED_TRACE("known on " + calendar::format_day(number_of(published)));
    expect_same_dates(*calendar, naive, published - chrono::days{366}, published + chrono::days{2 * 366});
    if (HasFatalFailure()) return;
  }
  const auto calendar = Calendar::build(*data);
  ASSERT_TRUE(calendar);
  expect_same_dates(*calendar, NaiveCalendar(notices), chrono::year{2018} / 12 / 1,
                    chrono::year{2026} / 12 / 31);
}

}  // namespace
}  // namespace recourse::model
