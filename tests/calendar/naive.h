// A second opinion on due dates: the standard library's dates, one day at a time, and nothing of the engine but the
// names of units.
#pragma once

#include <chrono>
#include <map>
#include <set>
#include <vector>

#include "engine/calendar/period.h"

namespace recourse::calendar::test {

struct NaiveNotice {
  int year;
  std::chrono::sys_days published;
  std::set<std::chrono::sys_days> off, worked;
};

class NaiveCalendar {
public:
  /// Notices in the order of publication.
  explicit NaiveCalendar(const std::vector<NaiveNotice>& notices) {
    namespace chrono = std::chrono;
    std::set<int> years;
    for (const NaiveNotice& notice : notices) {
      years.insert(notice.year);
    }
    for (chrono::sys_days day = chrono::year{2006} / 1 / 1; day < chrono::year{2032} / 1 / 1;
         day += chrono::days{1}) {
      const chrono::year_month_day date{day};
      const int year = static_cast<int>(date.year());
      const bool last_week = date.month() == chrono::December && date.day() >= chrono::day{25};
      days_[day] = {chrono::weekday{day}.iso_encoding() < 6,
                    !years.contains(year) || (last_week && !years.contains(year + 1))};
    }
    for (const NaiveNotice& notice : notices) {
      for (const chrono::sys_days day : notice.off) {
        days_.at(day).works = false;
      }
      for (const chrono::sys_days day : notice.worked) {
        days_.at(day).works = true;
      }
    }
  }

  [[nodiscard]] bool working(std::chrono::sys_days day) const { return days_.at(day).works; }

  struct Answer {
    std::chrono::sys_days day;
    bool provisional;
  };

  [[nodiscard]] Answer due(std::chrono::sys_days anchor, Period period, bool exact = false) const {
    Answer answer{anchor, false};
    if (period.unit == Unit::working_day) {
      for (std::int32_t left = period.amount; left > 0;) {
        answer.day += std::chrono::days{1};
        answer.provisional |= waits(answer.day);
        left -= working(answer.day) ? 1 : 0;
      }
    } else if (period.unit == Unit::month) {
      answer.day = months_later(anchor, std::chrono::months{period.amount});
    } else if (period.unit == Unit::year) {
      answer.day = months_later(anchor, std::chrono::years{period.amount});
    } else {
      answer.day += std::chrono::days{period.amount};
    }
    if (exact) {
      return answer;
    }
    answer.provisional |= waits(answer.day);
    while (!working(answer.day)) {
      answer.day += std::chrono::days{1};
      answer.provisional |= waits(answer.day);
    }
    return answer;
  }

private:
  struct Naive {
    bool works, waits;
  };

  [[nodiscard]] bool waits(std::chrono::sys_days day) const { return days_.at(day).waits; }

  static std::chrono::sys_days months_later(std::chrono::sys_days anchor, std::chrono::months count) {
    const std::chrono::year_month_day same = std::chrono::year_month_day{anchor} + count;
    return same.ok() ? std::chrono::sys_days{same}
                     : std::chrono::sys_days{same.year() / same.month() / std::chrono::last};
  }

  std::map<std::chrono::sys_days, Naive> days_;
};

}  // namespace recourse::calendar::test
