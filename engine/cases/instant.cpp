// Instants as people write them, read in the policy's zone.
#include <charconv>

#include "engine/base/message.h"
#include "engine/base/messages/cases.h"
#include "engine/cases/translate.h"
#include "engine/graph/policy_internal.h"

namespace recourse {
namespace {

std::optional<std::int32_t> number(std::string_view text) {
  std::int32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return value;
}

// Two digits: "12:3" may have been 12:03 or the start of 12:30.
std::optional<std::int32_t> two_digits(std::string_view text) {
  return text.size() >= 2 ? number(text.substr(0, 2)) : std::nullopt;
}

struct TimeOfDay {
  std::int64_t milliseconds = 0;
  std::optional<std::int32_t> offset_minutes;  // east of UTC; absent: local time
};

std::optional<std::int32_t> parse_offset(std::string_view text) {
  if (text == "Z") return 0;
  if (text.size() < 3 || (text[0] != '+' && text[0] != '-')) return std::nullopt;
  const auto hours = number(text.substr(1, 2));
  const std::string_view rest = text.substr(3);
  const auto minutes =
      rest.empty() ? std::optional<std::int32_t>(0) : number(rest.substr(rest[0] == ':' ? 1 : 0));
  if (!hours || !minutes || *hours > 15 || *minutes > 59 || *minutes < 0) return std::nullopt;
  const std::int32_t total = *hours * 60 + *minutes;
  return text[0] == '-' ? -total : total;
}

// HH:MM[:SS[.fff…]][Z|±HH[:MM]]
std::optional<TimeOfDay> parse_time(std::string_view text) {
  TimeOfDay time;
  const std::size_t zone = text.find_first_of("Z+-");
  if (zone != std::string_view::npos) {
    time.offset_minutes = parse_offset(text.substr(zone));
    if (!time.offset_minutes) return std::nullopt;
    text = text.substr(0, zone);
  }
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon > 2) return std::nullopt;
  const auto hour = number(text.substr(0, colon));
  const auto minute = two_digits(text.substr(colon + 1));
  if (!hour || !minute || *hour < 0 || *hour > 23 || *minute < 0 || *minute > 59) return std::nullopt;
  time.milliseconds = (std::int64_t{*hour} * 60 + *minute) * 60000;
  std::string_view rest = text.substr(std::min(text.size(), colon + 3));
  if (rest.empty()) return time;
  const auto second = two_digits(rest.substr(1));
  if (rest[0] != ':' || !second || *second < 0 || *second > 60) return std::nullopt;
  time.milliseconds += std::min(*second, 59) * 1000;
  rest = rest.substr(std::min<std::size_t>(rest.size(), 3));
  if (rest.empty()) return time;
  const std::string_view fraction = rest.substr(1);
  if (rest[0] != '.' || !number(fraction.substr(0, 3))) return std::nullopt;
  std::string digits(fraction.substr(0, 3));
  digits.append(3 - digits.size(), '0');
  time.milliseconds += *number(digits);
  return time;
}

}  // namespace

Result<Instant> parse_instant(const Policy& policy, std::string_view text, std::optional<Instant> recorded) {
  const calendar::Calendar& calendar = *graph::internals(policy).model.calendar;
  const Diagnostic bad{messages::bad_time, {}, {std::string(text)}, {}};
  const std::size_t split = text.find_first_of(" T");
  const auto day = calendar::parse_day(text.substr(0, split));
  if (!day || *day < calendar::Calendar::kFirstDay || *day > calendar::Calendar::kLastDay) return bad;
  if (split == std::string_view::npos) {
    const Instant end = cases::to_instant(calendar.last_minute(*day));
    return recorded && *recorded < end ? *recorded : end;
  }
  const auto time = parse_time(text.substr(split + 1));
  if (!time) return bad;
  if (time->offset_minutes) {
    const auto midnight = Instant(std::chrono::days(*day));
    return midnight + std::chrono::milliseconds(time->milliseconds) -
           std::chrono::minutes(*time->offset_minutes);
  }
  const auto minute = static_cast<std::int32_t>(time->milliseconds / 60000);
  return cases::to_instant(calendar.instant(*day, minute)) +
         std::chrono::milliseconds(time->milliseconds % 60000);
}

std::string format_instant(const Policy& policy, Instant instant) {
  return calendar::format_minute(*graph::internals(policy).model.calendar, cases::to_minute(instant));
}

}  // namespace recourse
