// The public face of a calendar: dates and periods as text in, due dates with receipts out. Door:
// WorkingCalendar. Must not know where calendars are read from (load_calendar is the room model's).
#include <algorithm>

#include "engine/base/message.h"
#include "engine/base/messages/calendar.h"
#include "engine/calendar/wording.h"
#include "recourse/calendar.h"

namespace recourse {
namespace {

using calendar::Calendar;
using calendar::Clock;
using calendar::Day;
using calendar::Minute;

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first == std::string_view::npos ? std::string_view()
                                         : text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

// A date, or a date and a time after a space or T; the day alone when no time was written.
struct DateAndTime {
  Day day;
  std::optional<std::int32_t> minute_of_day;
};

std::optional<DateAndTime> parse_date_and_time(std::string_view text) {
  if (const auto day = calendar::parse_day(text)) {
    return DateAndTime{*day, std::nullopt};
  }
  const std::string_view phrase = trimmed(text);
  const std::size_t separator = phrase.find_last_of(" T");
  if (separator == std::string_view::npos) {
    return std::nullopt;
  }
  const auto day = calendar::parse_day(phrase.substr(0, separator));
  const auto minute = calendar::parse_time_of_day(phrase.substr(separator + 1));
  return day && minute ? std::optional(DateAndTime{*day, minute}) : std::nullopt;
}

Minute instant_of(const Calendar& table, const DateAndTime& anchor) {
  return anchor.minute_of_day ? table.instant(anchor.day, *anchor.minute_of_day)
                              : table.last_minute(anchor.day);
}

Diagnostic outside(std::string_view date, std::string_view period) {
  const auto year = [](Day day) { return std::to_string(calendar::civil_from_day(day).year); };
  return Diagnostic{messages::date_outside_calendar,
                    {},
                    {trimmed(date), trimmed(period), year(Calendar::kFirstDay), year(Calendar::kLastDay)},
                    {}};
}

// A cell of a line and where it begins in it.
struct Cell {
  std::string_view text;
  std::size_t begin;
};

Cell unquoted(Cell cell) {
  const std::string_view text = trimmed(cell.text);
  if (text.empty()) {
    return cell;
  }
  const auto begin = cell.begin + static_cast<std::size_t>(text.data() - cell.text.data());
  const bool quoted = text.size() > 1 && text.front() == '"' && text.back() == '"';
  return quoted ? Cell{text.substr(1, text.size() - 2), begin + 1} : Cell{text, begin};
}

// The two cells of a row. People type a full-width comma too, if the row has no other.
struct Row {
  Cell date, period;
};

std::optional<Row> split(std::string_view row) {
  std::string_view comma = ",";
  if (row.find(comma) == std::string_view::npos) {
    comma = "，";
  }
  const std::size_t at = row.find(comma);
  if (at == std::string_view::npos || row.find(comma, at + comma.size()) != std::string_view::npos) {
    return std::nullopt;
  }
  return Row{{row.substr(0, at), 0}, {row.substr(at + comma.size()), at + comma.size()}};
}

// The part of a place that a cell takes; the whole of it when the cell is not known to lie inside.
SourceSpan narrowed(const SourceSpan& where, const Cell& cell) {
  const std::size_t begin = where.begin + cell.begin;
  const std::size_t end = begin + cell.text.size();
  if (!where.source || end > where.end) {
    return where;
  }
  return {where.source, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

}  // namespace

WorkingCalendar::WorkingCalendar(std::shared_ptr<const Calendar> table) : table_(std::move(table)) {}

const std::string& WorkingCalendar::name() const {
  return table_->data().name;
}

const std::string& WorkingCalendar::zone() const {
  return table_->data().zone;
}

Result<DueDate> WorkingCalendar::due(std::string_view date, std::string_view period) const {
  const auto anchor = parse_date_and_time(date);
  if (!anchor) {
    return Diagnostic{messages::not_a_date, {}, {trimmed(date)}, {}};
  }
  const auto length = calendar::parse_period(period);
  if (!length) {
    return Diagnostic{messages::not_a_period, {}, {trimmed(period)}, {}};
  }
  Clock clock;
  clock.anchor = instant_of(*table_, *anchor);
  clock.period = *length;
  const auto found = clock.anchor == calendar::kUnknownTime ? calendar::Due{} : table_->due(clock);
  if (found.instant == calendar::kUnknownTime) {
    return outside(date, period);
  }
  return DueDate{calendar::format_day(found.day), calendar::format_time(*table_, found.instant),
                 calendar::counts_minutes(length->unit), found.provisional,
                 calendar::to_public(*table_, table_->receipt(clock))};
}

Result<std::string> WorkingCalendar::answer_line(std::string_view line, const SourceSpan& where) const {
  const std::string_view row = line.substr(0, line.find_last_not_of("\r\n") + 1);
  const auto cells = split(row);
  if (!cells) {
    return Diagnostic{messages::not_date_and_period, where, {}, {}};
  }
  const Cell date = unquoted(cells->date);
  const Cell period = unquoted(cells->period);
  const auto found = due(date.text, period.text);
  if (!found) {
    Diagnostic error = found.error();
    error.span = error.code == messages::not_a_date     ? narrowed(where, date)
                 : error.code == messages::not_a_period ? narrowed(where, period)
                                                        : where;
    return error;
  }
  std::string answer;
  answer.append(cells->date.text).append(",").append(cells->period.text).append(",").append(found->day);
  answer += found->counts_minutes ? " " + found->time : "";
  answer += found->provisional ? ",provisional" : "";
  return answer;
}

}  // namespace recourse
