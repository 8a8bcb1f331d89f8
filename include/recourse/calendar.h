// Working calendars and due dates: what `recourse date` prints, and how every due date of a case explains
// itself. A date is given and taken as text, so that a host needs no date library of ours.
#pragma once

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "recourse/source.h"

namespace recourse {

namespace calendar {
class Calendar;
}  // namespace calendar

/// One step of how a due date was counted, in the order of counting; enough to recount it by hand.
struct ReceiptLine {
  enum class Kind : std::uint8_t {
    anchor,    // the day from which it counts, itself not counted; with `time` when minutes are counted
    counted,   // amount and unit of the period; the day that they reach
    skipped,   // a day off that was not counted or was rolled over: name of the holiday (empty: weekend),
               // notice
    made_up,   // a weekend day that counts because it is worked: name of the holiday that it makes up for,
               // notice
    extended,  // amount and unit of the extension; the day that they reach
    paused,    // amount and unit of the time in which the clock stood still; the day that they reach
    month_clipped,  // the month has no such day number: its last day
    rolled,         // the next working day
    not_before,     // the day on which a pause ended, before which nothing is due
    provisional,  // the first day that counted and may still change; amount: the year whose notice is awaited
    no_notice,    // the same, of a year that the calendar passes over: it holds notices of later years
    due           // the due day, and `time`: the last minute that is in time
  };
  Kind kind = Kind::anchor;
  std::string day;          // "2026-10-12"
  std::string time;         // "14:30" in the calendar's zone; empty where only days matter
  std::int32_t amount = 0;  // of `unit`
  std::string unit;  // "minute", "hour", "day", "working-day", "month", "year"; empty without an amount
  std::string name;
  std::string notice;  // the notice's id, e.g. its document number
};

/// The stable name of a kind, as `--json` shows it: "month-clipped".
std::string_view kind_name(ReceiptLine::Kind kind);

/// A receipt in sentences, one a line, without line breaks; days off in a row share a line. Cost: linear.
std::vector<std::string> describe(const std::vector<ReceiptLine>& receipt, Language language);

/// A due date and how it came about.
struct DueDate {
  std::string day;   // "2026-10-12"
  std::string time;  // "23:59" or the minute of a period in hours or minutes: the last minute in time
  bool counts_minutes = false;  // a period in hours or minutes: `time` matters
  /// A notice that is not published yet, or that the calendar does not hold, may move it; the receipt says
  /// which.
  bool provisional = false;
  std::vector<ReceiptLine> receipt;
};

/// The working days of one calendar. A value that shares one immutable table: cheap to copy, safe to read
/// from several threads.
class WorkingCalendar {
public:
  /// For the rooms of the engine; a host calls load_calendar().
  explicit WorkingCalendar(std::shared_ptr<const calendar::Calendar> table);

  [[nodiscard]] const std::string& name() const;
  /// The IANA name of the zone in which days begin and end.
  [[nodiscard]] const std::string& zone() const;

  /// When a period that starts at a date is over. `date`: "2026-09-28", "2026/9/28" or "2026年9月28日", and
  /// for periods in hours or minutes also "2026-09-28 14:30" (a date alone stands for 23:59 of it, as
  /// everywhere). `period`: "5 working days", "1 month", "24 hours", "same day", 5个工作日, 十五日, 当日. The
  /// last day is rolled to a working day, except of hours and minutes. Errors, without a place: not_a_date,
  /// not_a_period, date_outside_calendar (a date outside the years 1990 to 2099). Cost: microseconds; linear
  /// in the days of a period of working days.
  [[nodiscard]] Result<DueDate> due(std::string_view date, std::string_view period) const;

  /// One line `DATE,PERIOD` of a batch answered as `DATE,PERIOD,DUE`: the line as it stands (without its line
  /// break) and the due date, with the time for periods in hours or minutes. A provisional date has
  /// `,provisional` after it. Cells may stand in double quotes; a full-width comma in place of the comma is
  /// taken for one, and written as one. `where` is the place of the line in its
  /// source, given back in the error (narrowed to the cell). Errors: those of due(), and not_date_and_period.
  /// A pure function: lines may be answered in any order and on any thread.
  [[nodiscard]] Result<std::string> answer_line(std::string_view line, const SourceSpan& where = {}) const;

  /// The table, for the rooms of the engine.
  [[nodiscard]] const std::shared_ptr<const calendar::Calendar>& table() const { return table_; }

private:
  std::shared_ptr<const calendar::Calendar> table_;
};

/// A file of such lines, read as a stream: `answer` gets each answer in turn (without a line break), `wrong` what is wrong with a
/// line, with its place in `name`. Empty lines, a byte order mark and a heading (date,period or 日期,期限) are passed over. Errors:
/// those of answer_line(); utf_16 and forbidden_character of a line; not_utf8, with which reading ends; file_not_found when `input`
/// cannot be read. Cost: that of the lines; memory for one of them.
void answer_batch(const WorkingCalendar& calendar, std::istream& input, const std::string& name,
                  const std::function<void(std::string_view)>& answer,
                  const std::function<void(const Diagnostic&)>& wrong);

/// Reads a calendar: `path` is a YAML file or a folder that holds `calendar.yaml`. Errors: those of the
/// loader and of the file's contents, the first of them with its place.
Result<WorkingCalendar> load_calendar(SourceLoader& loader, std::string_view path);

}  // namespace recourse
