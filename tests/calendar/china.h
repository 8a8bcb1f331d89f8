// Calendars for the tests: China's from the shared notices (one JSON file a year), and small ones made by
// hand.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "engine/calendar/calendar.h"

namespace recourse::calendar::test {

inline constexpr int kFirstNotice = 2007;
inline constexpr int kLastNotice = 2026;

inline Day day(std::string_view text) {
  const auto found = parse_day(text);
  EXPECT_TRUE(found.has_value()) << text;
  return found.value_or(kUnknownTime);
}

/// What the files say, as they say it: by year, then by date.
struct PublishedYear {
  int year;
  std::map<std::string, std::pair<bool, std::string>> days;  // off, holiday
};

/// Empty when the shared data is not there.
inline const std::vector<PublishedYear>& published_years() {
  static const std::vector<PublishedYear> years = [] {
    std::vector<PublishedYear> read;
    for (int year = kFirstNotice; year <= kLastNotice; ++year) {
      std::ifstream file(std::filesystem::path(RECOURSE_SHARED_DIR) / "data/calendars" /
                         (std::to_string(year) + ".json"));
      if (!file) {
        return std::vector<PublishedYear>{};
      }
      PublishedYear published{year, {}};
      const nlohmann::json content = nlohmann::json::parse(file);
      for (const auto& entry : content.at("days")) {
        published.days[entry.at("date")] = {entry.at("isOffDay").get<bool>(), entry.at("name")};
      }
      read.push_back(std::move(published));
    }
    return read;
  }();
  return years;
}

inline CalendarData china_data() {
  CalendarData data;
  data.name = "china";
  data.zone = "Asia/Shanghai";
  for (const PublishedYear& published : published_years()) {
    Notice notice;
    notice.id = "notice " + std::to_string(published.year);
    notice.year = published.year;
    for (const auto& [date, says] : published.days) {
      notice.days.push_back({day(date), says.first, says.second});
    }
    data.notices.push_back(std::move(notice));
  }
  return data;
}

/// Saturdays and Sundays off, all years computed.
inline CalendarData plain_data(std::string zone = "UTC") {
  CalendarData data;
  data.name = "plain";
  data.zone = std::move(zone);
  data.computed = {{1990, 2099}};
  return data;
}

/// Notices for 2025 and 2026, none for 2027; 2000 to 2024 are computed.
inline CalendarData noticed_data() {
  CalendarData data = plain_data("Asia/Shanghai");
  data.computed = {{2000, 2024}};
  data.notices = {{"for 2025", "", day("2024-11-12"), 2025, {}},
                  {"for 2026", "", day("2025-11-04"), 2026, {}}};
  return data;
}

inline Calendar built(CalendarData data, std::optional<Day> known_on = std::nullopt) {
  return *Calendar::build(std::move(data), known_on);
}

/// A clock that starts at noon of a day in the calendar's zone.
inline Clock clock_from(const Calendar& calendar, std::string_view date, Period period) {
  Clock clock;
  clock.anchor = calendar.instant(day(date), 12 * 60);
  clock.period = period;
  return clock;
}

inline std::string due_day(const Calendar& calendar, const Clock& clock) {
  const Due due = calendar.due(clock);
  return due.representable ? format_day(due.day) + (due.provisional ? " provisional" : "") : "outside";
}

}  // namespace recourse::calendar::test
