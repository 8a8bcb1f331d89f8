// Words for periods and receipts. Door: describe, kind_name, to_public. Must not count anything.
#include "engine/calendar/wording.h"

#include <array>

#include "engine/base/catalogue.h"
#include "engine/base/messages/calendar.h"

namespace recourse {
namespace {

using base::fill;
using base::word;
using Kind = ReceiptLine::Kind;

constexpr auto kKindNames = std::to_array<std::string_view>(
    {"anchor", "counted", "skipped", "made-up", "extended", "paused", "month-clipped", "rolled", "not-before",
     "provisional", "no-notice", "due"});

struct UnitWords {
  std::string_view name;
  TermCode one;
  TermCode several;
};

// By Unit.
constexpr auto kUnits = std::to_array<UnitWords>({
    {"minute", terms::calendar_one_minute, terms::calendar_minutes},
    {"hour", terms::calendar_one_hour, terms::calendar_hours},
    {"day", terms::calendar_one_day, terms::calendar_days},
    {"working-day", terms::calendar_one_working_day, terms::calendar_working_days},
    {"month", terms::calendar_one_month, terms::calendar_months},
    {"year", terms::calendar_one_year, terms::calendar_years},
});

constexpr auto kWeekdays = std::to_array<TermCode>(
    {terms::calendar_monday, terms::calendar_tuesday, terms::calendar_wednesday, terms::calendar_thursday,
     terms::calendar_friday, terms::calendar_saturday, terms::calendar_sunday});

std::string amount_words(std::int32_t amount, std::string_view unit, Language language) {
  for (const UnitWords& words : kUnits) {
    if (words.name == unit) {
      return fill(word(amount == 1 ? words.one : words.several, language), {std::int64_t{amount}}, language);
    }
  }
  return {};
}

// "2026-10-12 (Monday)", with the time when there is one.
std::string day_words(const std::string& day, const std::string& time, Language language) {
  const auto number = calendar::parse_day(day);
  if (!number) {
    return day;
  }
  constexpr calendar::Day kDaysOfWeek = 7;
  const calendar::Day weekday = ((*number + 3) % kDaysOfWeek + kDaysOfWeek) % kDaysOfWeek;
  const TermCode name = kWeekdays.at(static_cast<std::size_t>(weekday));
  return time.empty() ? fill(word(terms::calendar_day_with_weekday, language), {day, name}, language)
                      : fill(word(terms::calendar_day_with_time, language), {day, time, name}, language);
}

// Lines that say the same of days in a row.
bool continues(const ReceiptLine& before, const ReceiptLine& line) {
  const auto first = calendar::parse_day(before.day);
  const auto next = calendar::parse_day(line.day);
  return (line.kind == Kind::skipped || line.kind == Kind::made_up) && before.kind == line.kind &&
         before.name == line.name && before.notice == line.notice && first && next && *first + 1 == *next;
}

std::string days_words(const ReceiptLine& first, const ReceiptLine& last, Language language) {
  const std::string from = day_words(first.day, {}, language);
  return first.day == last.day ? from
                               : fill(word(terms::calendar_first_to_last, language),
                                      {from, day_words(last.day, {}, language)}, language);
}

TermCode pattern(const ReceiptLine& line) {
  switch (line.kind) {
    case Kind::anchor:
      return line.time.empty() ? terms::calendar_receipt_anchor_day : terms::calendar_receipt_anchor_minute;
    case Kind::counted:
      return line.amount == 0 ? terms::calendar_receipt_counted_same_day : terms::calendar_receipt_counted;
    case Kind::skipped:
      return line.name.empty() ? terms::calendar_receipt_weekend : terms::calendar_receipt_holiday;
    case Kind::made_up:
      return terms::calendar_receipt_made_up;
    case Kind::extended:
      return terms::calendar_receipt_extended;
    case Kind::paused:
      return terms::calendar_receipt_paused;
    case Kind::month_clipped:
      return terms::calendar_receipt_month_clipped;
    case Kind::rolled:
      return terms::calendar_receipt_rolled;
    case Kind::not_before:
      return terms::calendar_receipt_not_before;
    case Kind::provisional:
      return terms::calendar_receipt_provisional;
    case Kind::no_notice:
      return terms::calendar_receipt_no_notice;
    case Kind::due:
      break;
  }
  return line.time.empty() ? terms::calendar_receipt_due : terms::calendar_receipt_due_minute;
}

// The words of a line, or of the days in a row from `first` to `last`.
std::string line_words(const ReceiptLine& first, const ReceiptLine& last, Language language) {
  const std::string days =
      first.time.empty() ? days_words(first, last, language) : day_words(first.day, first.time, language);
  std::vector<Argument> arguments;
  switch (first.kind) {
    case Kind::counted:
      arguments = {first.amount == 0 ? days : amount_words(first.amount, first.unit, language), days};
      break;
    case Kind::extended:
    case Kind::paused:
      arguments = {amount_words(first.amount, first.unit, language), days};
      break;
    case Kind::provisional:
    case Kind::no_notice:
      arguments = {days, std::int64_t{first.amount}};
      break;
    default:
      arguments = {days, first.name, first.notice};
  }
  return fill(word(pattern(first), language), arguments, language);
}

}  // namespace

std::string_view kind_name(ReceiptLine::Kind kind) {
  return kKindNames.at(static_cast<std::size_t>(kind));
}

std::vector<std::string> describe(const std::vector<ReceiptLine>& receipt, Language language) {
  std::vector<std::string> sentences;
  for (std::size_t first = 0; first < receipt.size();) {
    std::size_t last = first;
    while (last + 1 < receipt.size() && continues(receipt[last], receipt[last + 1])) {
      ++last;
    }
    sentences.push_back(line_words(receipt[first], receipt[last], language));
    first = last + 1;
  }
  return sentences;
}

namespace calendar {

std::string describe(Period period, Language language) {
  const bool same_day = period.amount == 0 && period.unit == Unit::day;
  return same_day ? std::string(word(terms::calendar_same_day, language))
                  : amount_words(period.amount, unit_name(period.unit), language);
}

std::string_view unit_name(Unit unit) {
  return kUnits.at(static_cast<std::size_t>(unit)).name;
}

std::string format_time(const Calendar& calendar, Minute instant) {
  constexpr std::size_t kTime = sizeof("14:30") - 1;
  const std::string text = format_minute(calendar, instant);
  return text.size() < kTime ? text : text.substr(text.size() - kTime);
}

std::vector<recourse::ReceiptLine> to_public(const Calendar& calendar,
                                             const std::vector<ReceiptLine>& receipt) {
  const bool minutes = !receipt.empty() && receipt.front().instant != kUnknownTime;
  std::vector<recourse::ReceiptLine> lines;
  for (const ReceiptLine& line : receipt) {
    recourse::ReceiptLine shown;
    shown.kind = static_cast<recourse::ReceiptLine::Kind>(line.kind);
    shown.day = format_day(line.day);
    shown.time =
        minutes && line.instant != kUnknownTime ? format_time(calendar, line.instant) : std::string();
    shown.amount = line.amount;
    const bool measures = line.kind == ReceiptLine::Kind::counted ||
                          line.kind == ReceiptLine::Kind::extended || line.kind == ReceiptLine::Kind::paused;
    shown.unit = measures ? std::string(unit_name(line.unit)) : std::string();
    shown.name = line.name;
    shown.notice = line.notice;
    lines.push_back(std::move(shown));
  }
  return lines;
}

}  // namespace calendar
}  // namespace recourse
