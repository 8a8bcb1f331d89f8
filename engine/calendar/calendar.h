// Working days, zones and due dates (docs/standard/3-case.md, 6). A Calendar is an immutable table made from
// CalendarData; it knows nothing of policies or files. Every question is O(1) or O(log transitions).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/calendar/period.h"
#include "engine/calendar/zone.h"

namespace recourse::calendar {

/// A published decision on which days are off and which weekend days are worked.
struct Notice {
  std::string id;  // e.g. the document number, shown in receipts
  std::string title;
  Day published = kUnknownTime;  // kUnknownTime: always known
  int year = 0;                  // the year it settles; dates outside that year may be named too
  struct DayRule {
    Day day;
    bool off;          // false: a make-up working day
    std::string name;  // the holiday
  };
  std::vector<DayRule> days;
};

struct CalendarData {
  std::string name;
  std::string zone;                  // IANA name
  std::uint8_t weekend = 0b1100000;  // bit 0 Monday … bit 6 Sunday
  std::vector<Notice> notices;
  struct Years {
    int first;
    int last;
  };
  std::vector<Years> computed;  // years that need no notice: weekends (and rules) alone are final
};

/// What a due date is computed from. `paused` is in the clock's own unit: working days, minutes (for minute
/// and hour periods), else calendar days.
struct Clock {
  Minute anchor = 0;
  Period period;
  Period extension{0, Unit::day};  // amount 0: none
  std::int32_t paused = 0;
  Day not_before = kUnknownTime;  // due no earlier than its end: a pause ended, or the limit changed
  bool exact = false;             // `exactly`: not rolled
};

struct Due {
  Minute instant = kUnknownTime;  // the last minute in time
  Day day = kUnknownTime;         // the day of it in the zone
  bool provisional = false;       // a day that counted lies in a year without a notice
  bool representable = true;      // false: outside the table (years 1990 to 2099)
};

/// One step of how a date was counted; a receipt is a list of these, worded by the catalogue of whoever shows
/// it.
struct ReceiptLine {
  enum class Kind : std::uint8_t {
    anchor,         // day: the anchor day, not counted; instant: of a clock of minutes, from which it counts
    counted,        // amount, unit, day: reached after counting the period; instant: of a clock of minutes
    skipped,        // day, name, notice: a day that was not counted or rolled over (holiday, weekend)
    made_up,        // day, name, notice: a weekend day that counted because it is worked
    extended,       // amount, unit, day
    paused,         // amount, unit, day
    month_clipped,  // day: the month has no such day number
    rolled,         // day: moved from a day off to the next working day
    not_before,     // day: due no earlier than its end
    provisional,    // day: the first that counted and waits for a notice; amount: the year of that notice
    no_notice,      // the same, of a year for which no notice is to be expected any more: lacks_notice()
    due             // day, instant
  };
  Kind kind;
  Day day = kUnknownTime;
  std::int32_t amount = 0;
  Unit unit = Unit::day;
  std::string name;    // holiday's name; empty for a plain weekend
  std::string notice;  // id of the notice
  Minute instant = kUnknownTime;
};

/// Immutable: may be read from several threads. Days outside the table (1990 to 2099) are never working days
/// and have no successors: a question about them is answered with kUnknownTime. No input overflows.
class Calendar {
public:
  /// Builds the table from what was published on or before `known_on` (all notices when absent). Of two
  /// notices for one day the later published counts. An unknown zone gives no calendar. Cost: about 40,000
  /// days.
  static std::optional<Calendar> build(CalendarData data, std::optional<Day> known_on = std::nullopt);

  [[nodiscard]] bool working(Day day) const { return in_table(day) && (marks_[index(day)] & kWorking) != 0; }
  /// Whether a notice that is not there yet may still change the day: its year has neither a notice nor is
  /// computed by rule; or it is one of the last seven days of a December whose next year has neither, for the
  /// notice of a year arranges New Year's days off and the weekends worked for them from the December before.
  [[nodiscard]] bool provisional(Day day) const {
    return !in_table(day) || (marks_[index(day)] & kProvisional) != 0;
  }
  /// The first provisional day in [first, last], if any.
  [[nodiscard]] std::optional<Day> first_provisional(Day first, Day last) const;
  /// The year whose notice a provisional day waits for: its own, or the next one in late December.
  [[nodiscard]] int awaited_year(Day day) const;
  /// Whether the calendar simply holds no notice of the year: there are notices of later years.
  [[nodiscard]] bool lacks_notice(int year) const;
  /// The day itself when it is a working day, else the next one.
  [[nodiscard]] Day roll(Day day) const;
  /// The day that is `count` working days after `day`; 0 is the day itself; a negative count goes back.
  [[nodiscard]] Day add_working_days(Day day, std::int32_t count) const;
  /// Working days in (from, to]; 0 when `to` is not after `from`. Days outside the table do not count.
  [[nodiscard]] std::int32_t working_days_between(Day from, Day to) const;
  /// `day` and a period, not rolled; a negative amount goes back. A month ends on the same day number or the
  /// month's last day. Hours and minutes count as days, a day begun as a whole one.
  [[nodiscard]] Day shift(Day day, Period period) const;

  /// What a notice says of a day; nothing when none names it. Pointers live as long as the calendar.
  struct Note {
    const Notice* notice;
    const Notice::DayRule* rule;
  };
  [[nodiscard]] std::optional<Note> note(Day day) const;

  /// The local day of an instant; the instant at which a local day ends (its last minute, 23:59 but for
  /// shifts of the zone); the instant of a local wall time (in a gap: the first instant after it; twice: the
  /// first). Any instant has a day, also outside the table; a day outside the table has no instants.
  [[nodiscard]] Day day_of(Minute instant) const {
    const std::int64_t local = zone_.local(instant);
    return static_cast<Day>(local / kMinutesOfDay - (local % kMinutesOfDay < 0 ? 1 : 0));
  }
  [[nodiscard]] Minute last_minute(Day day) const {
    return in_table(day) ? static_cast<Minute>(zone_.last_before((std::int64_t{day} + 1) * kMinutesOfDay))
                         : kUnknownTime;
  }
  [[nodiscard]] Minute instant(Day day, std::int32_t minute_of_day) const;
  /// Minutes after local midnight.
  [[nodiscard]] std::int32_t minute_of_day(Minute instant) const;

  /// The due date of a clock. A clock of minutes or hours is due at a minute and not rolled; any other at the
  /// end of a day, rolled unless `exact`. An extension in months or years is added to a period in months or
  /// years before counting; days added to a clock of minutes keep its wall time; hours added to a clock of
  /// days count as days, a day begun as a whole one. A negative amount is not representable. Provisional when
  /// a day whose work was asked for is (working days counted, days rolled over, the day of the due date):
  /// what is exact in calendar days never is. Cost: some nanoseconds for exact days, some tens for anything
  /// else.
  [[nodiscard]] Due due(const Clock& clock) const {
    // A bare number of exact days is what machines ask for most; it needs none of the steps of the walk.
    const bool bare = clock.exact && clock.period.unit == Unit::day && clock.period.amount >= 0 &&
                      clock.extension.amount == 0 && clock.paused == 0 && clock.not_before == kUnknownTime;
    return bare ? exact_due(day_of(clock.anchor), clock.period.amount) : walked_due(clock);
  }
  /// The same for so many exact days (0 or more) from a day on and nothing else.
  [[nodiscard]] Due exact_due(Day anchor, std::int32_t days) const {
    const std::int64_t day = std::int64_t{anchor} + days;
    if (!in_table(anchor) || day > kLastDay) {
      return {kUnknownTime, kUnknownTime, false, false};
    }
    return {last_minute(static_cast<Day>(day)), static_cast<Day>(day), false, true};
  }
  /// How `due` came about, in the order of counting; without a line `due` when it is not representable. Cost:
  /// linear in the days passed when working days are counted.
  [[nodiscard]] std::vector<ReceiptLine> receipt(const Clock& clock) const;
  /// Length of a pause in the clock's unit: began and ended at these instants. 0 when it did not end after it
  /// began.
  [[nodiscard]] std::int32_t paused_between(Minute began, Minute ended, Unit unit) const;

  [[nodiscard]] const CalendarData& data() const { return data_; }

  static constexpr Day kFirstDay = 7305;  // 1990-01-01
  static constexpr Day kLastDay = 47481;  // 2099-12-31

  [[nodiscard]] static constexpr bool in_table(Day day) { return day >= kFirstDay && day <= kLastDay; }

private:
  static constexpr std::uint8_t kWorking = 1;
  static constexpr std::uint8_t kProvisional = 2;

  struct NotePlace {
    Day day;
    std::size_t notice;
    std::size_t rule;
  };

  Calendar(CalendarData data, Zone zone) : data_(std::move(data)), zone_(std::move(zone)) {}
  static constexpr std::size_t index(Day day) { return static_cast<std::size_t>(day - kFirstDay); }
  [[nodiscard]] Due walked_due(const Clock& clock) const;
  void mark_weekends();
  void mark_notices(std::optional<Day> known_on);
  void mark_provisional(std::optional<Day> known_on);
  void count_days();

  CalendarData data_;
  Zone zone_;
  std::vector<std::uint8_t> marks_;          // by index: kWorking, kProvisional
  std::vector<std::int32_t> working_until_;  // by index: working days in [kFirstDay, day]
  std::vector<Day> working_days_;            // the k-th working day
  std::vector<Day> next_provisional_;  // by index: the first provisional day from here on, or kLastDay + 1
  std::vector<NotePlace> notes_;       // ascending by day: which notice counts for it
};

/// Whether a clock of this unit counts minutes from an instant, rather than days.
constexpr bool counts_minutes(Unit unit) {
  return unit == Unit::minute || unit == Unit::hour;
}

/// Civil dates. `parse_day` takes 2026-03-05, 2026/3/5, 2026年3月5日 and 二〇二六年三月五日, in half or full
/// width; impossible dates give nothing. An impossible or unrepresentable CivilDate is kUnknownTime.
struct CivilDate {
  int year;
  unsigned month;
  unsigned day;
};
Day day_from_civil(CivilDate date);
/// 28 to 31; 0 for a month that does not exist.
unsigned days_of_month(int year, unsigned month);
CivilDate civil_from_day(Day day);
std::optional<Day> parse_day(std::string_view text);
/// Minutes after midnight of 14:30 or 9:05; nothing else is a time.
std::optional<std::int32_t> parse_time_of_day(std::string_view text);
std::string format_day(Day day);  // 2026-03-05; empty when unknown
std::string format_minute(const Calendar& calendar,
                          Minute instant);  // 2026-03-05 14:30, in the zone; empty when unknown
/// "15 days", "5 working days", "1 month", "24 hours", "same day", 15日, 5个工作日, 十五日, 1个月, 24小时,
/// 当日. Amounts to 999,999,999, in ASCII, full-width or Chinese digits; no sign.
std::optional<Period> parse_period(std::string_view text);

}  // namespace recourse::calendar
