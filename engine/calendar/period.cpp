// Reads periods. Door: parse_period. Must not know dates.
#include <algorithm>
#include <array>

#include "engine/calendar/calendar.h"
#include "engine/calendar/numeral.h"

namespace recourse::calendar {
namespace {

struct UnitWord {
  std::string_view word;
  Unit unit;
};

// Longer words before those that they end in: "working day" before "day", 个工作日 before 日.
constexpr auto kUnitWords = std::to_array<UnitWord>({
    {"working days", Unit::working_day},
    {"working day", Unit::working_day},
    {"minutes", Unit::minute},
    {"minute", Unit::minute},
    {"hours", Unit::hour},
    {"hour", Unit::hour},
    {"days", Unit::day},
    {"day", Unit::day},
    {"months", Unit::month},
    {"month", Unit::month},
    {"years", Unit::year},
    {"year", Unit::year},
    {"个工作日", Unit::working_day},
    {"工作日", Unit::working_day},
    {"分钟", Unit::minute},
    {"个小时", Unit::hour},
    {"小时", Unit::hour},
    {"个月", Unit::month},
    {"年", Unit::year},
    {"日", Unit::day},
    {"天", Unit::day},
});

constexpr auto kSameDay = std::to_array<std::string_view>({"same day", "当日", "当天", "同日"});

// Lower case, runs of blanks as one space, none at the ends.
std::string folded(std::string_view text) {
  std::string result;
  for (const char byte : half_width(text)) {
    const bool blank = byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
    if (!blank) {
      result += byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
    } else if (!result.empty() && result.back() != ' ') {
      result += ' ';
    }
  }
  if (!result.empty() && result.back() == ' ') {
    result.pop_back();
  }
  return result;
}

}  // namespace

std::optional<Period> parse_period(std::string_view text) {
  const std::string phrase = folded(text);
  if (std::find(kSameDay.begin(), kSameDay.end(), phrase) != kSameDay.end()) {
    return Period{0, Unit::day};
  }
  for (const UnitWord& entry : kUnitWords) {
    std::string_view amount = phrase;
    if (amount.ends_with(entry.word)) {
      amount.remove_suffix(entry.word.size());
      if (amount.ends_with(' ')) {
        amount.remove_suffix(1);
      }
      const auto number = parse_number(amount);
      return number ? std::optional(Period{*number, entry.unit}) : std::nullopt;
    }
  }
  return std::nullopt;
}

}  // namespace recourse::calendar
