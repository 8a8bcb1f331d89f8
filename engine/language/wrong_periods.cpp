#include "engine/language/wrong_periods.h"

#include <algorithm>
#include <array>
#include <optional>

#include "engine/base/messages/language.h"
#include "engine/calendar/numeral.h"

namespace recourse::language {
namespace {

// A unit that is not counted in here, and what it is in one that is.
struct Unit {
  std::string_view word;
  std::int64_t factor;
  std::string_view meant;
};
constexpr auto kEnglishUnits = std::to_array<Unit>({
    {"week", 7, "days"},
    {"weeks", 7, "days"},
    {"fortnight", 14, "days"},
    {"fortnights", 14, "days"},
    {"workday", 1, "working days"},
    {"workdays", 1, "working days"},
    {"weekday", 1, "working days"},
    {"weekdays", 1, "working days"},
    {"quarter", 3, "months"},
    {"quarters", 3, "months"},
    {"decade", 10, "years"},
    {"decades", 10, "years"},
    {"yr", 1, "years"},
    {"yrs", 1, "years"},
    {"hr", 1, "hours"},
    {"hrs", 1, "hours"},
    {"min", 1, "minutes"},
    {"mins", 1, "minutes"},
});
// Words before "day" or "days".
constexpr auto kKindsOfDay = std::to_array<Unit>({
    {"working", 1, "working days"},
    {"business", 1, "working days"},
    {"work", 1, "working days"},
    {"office", 1, "working days"},
    {"court", 1, "working days"},
    {"banking", 1, "working days"},
    {"calendar", 1, "days"},
    {"natural", 1, "days"},
    {"consecutive", 1, "days"},
    {"full", 1, "days"},
});
constexpr auto kKnownUnits = std::to_array<std::string_view>(
    {"day", "days", "month", "months", "year", "years", "hour", "hours", "minute", "minutes"});

// The longer ending first.
constexpr auto kChineseUnits = std::to_array<Unit>({
    {"个工作天", 1, "个工作日"},
    {"工作天", 1, "个工作日"},
    {"个上班日", 1, "个工作日"},
    {"上班日", 1, "个工作日"},
    {"个自然日", 1, "日"},
    {"自然日", 1, "日"},
    {"个星期", 7, "日"},
    {"星期", 7, "日"},
    {"个礼拜", 7, "日"},
    {"礼拜", 7, "日"},
    {"周", 7, "日"},
    {"旬", 10, "日"},
    {"个季度", 3, "个月"},
    {"季度", 3, "个月"},
});
constexpr auto kHalves = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"半个月", "15日"},
    {"一个半月", "45日"},
    {"半年", "6个月"},
    {"一年半", "18个月"},
    {"半天", "12小时"},
    {"半日", "12小时"},
});

constexpr auto kNumbers = std::to_array<std::pair<std::string_view, std::int64_t>>({
    {"a", 1},       {"an", 1},      {"one", 1},       {"two", 2},      {"three", 3},   {"four", 4},
    {"five", 5},    {"six", 6},     {"seven", 7},     {"eight", 8},    {"nine", 9},    {"ten", 10},
    {"eleven", 11}, {"twelve", 12}, {"fourteen", 14}, {"fifteen", 15}, {"twenty", 20}, {"thirty", 30},
    {"forty", 40},  {"sixty", 60},  {"ninety", 90},
});

std::optional<std::int64_t> number_named(std::string_view word) {
  const auto* const found =
      std::find_if(kNumbers.begin(), kNumbers.end(), [&](const auto& entry) { return entry.first == word; });
  return found == kNumbers.end() ? std::optional<std::int64_t>() : std::optional(found->second);
}

bool strip_suffix(std::string_view& text, std::initializer_list<std::string_view> suffixes) {
  for (const std::string_view suffix : suffixes) {
    if (text.ends_with(suffix)) {
      text.remove_suffix(suffix.size());
      return true;
    }
  }
  return false;
}

// 在一周内, 半个月: what to write instead.
std::optional<std::string> chinese_meant(std::string_view text) {
  constexpr std::string_view kWithin = "在";
  const bool opened = text.starts_with(kWithin);
  text.remove_prefix(opened ? kWithin.size() : 0);
  const bool closed = strip_suffix(text, {"之内", "以内", "内"});
  const auto wrapped = [&](const std::string& period) {
    return std::string(opened || closed ? kWithin : "") + period + (opened || closed ? "内" : "");
  };
  for (const auto& [half, meant] : kHalves) {
    if (text == half) {
      return wrapped(std::string(meant));
    }
  }
  for (const Unit& unit : kChineseUnits) {
    if (!text.ends_with(unit.word)) {
      continue;
    }
    const auto amount = calendar::parse_number(text.substr(0, text.size() - unit.word.size()));
    return amount ? std::optional(wrapped(std::to_string(*amount * unit.factor) + std::string(unit.meant)))
                  : std::nullopt;
  }
  return std::nullopt;
}

class Search {
public:
  Search(const Tokens& tokens, std::size_t begin, std::size_t end, Reporter& reporter)
      : tokens_(tokens), begin_(begin), end_(std::min(end, tokens.size())), reporter_(reporter) {}

  bool run() {
    for (std::size_t token = begin_; token < end_; ++token) {
      if (chinese(token) || counted(token) || spelt_out(token) || begins_otherwise(token) ||
          since_missing(token)) {
        return true;
      }
    }
    return false;
  }

private:
  [[nodiscard]] Kind kind(std::size_t token) const {
    return token < tokens_.size() ? tokens_[token].kind : Kind::end;
  }
  [[nodiscard]] std::string_view text(std::size_t token) const {
    return token < tokens_.size() ? reporter_.text(tokens_[token]) : std::string_view();
  }
  bool tell(MessageCode code, std::size_t first, std::size_t last, std::vector<Argument> arguments) {
    reporter_.add(code, tokens_[first].begin, tokens_[last].end, std::move(arguments));
    return true;
  }
  [[nodiscard]] std::string shown(std::size_t first, std::size_t last) const {
    return std::string(reporter_.text({Kind::word, false, tokens_[first].begin, tokens_[last].end}));
  }

  // 一周; 10个自然日, of which the number is a token of its own.
  bool chinese(std::size_t token) {
    const bool number = kind(token) == Kind::number && kind(token + 1) == Kind::word;
    if (!number && kind(token) != Kind::word) {
      return false;
    }
    const std::size_t last = number ? token + 1 : token;
    const auto meant =
        chinese_meant(number ? std::string(text(token)) + std::string(text(last)) : std::string(text(token)));
    return meant && tell(messages::unknown_unit, token, last, {shown(token, last), *meant});
  }

  struct Found {
    std::size_t last;     // its last token
    std::int64_t factor;  // 1 for a unit that is known
    std::string meant;
    bool known = false;
  };
  [[nodiscard]] std::optional<Found> unit(std::size_t token) const {
    const std::string_view word = text(token);
    for (const Unit& unit : kEnglishUnits) {
      if (unit.word == word) {
        return Found{token, unit.factor, std::string(unit.meant)};
      }
    }
    if (std::find(kKnownUnits.begin(), kKnownUnits.end(), word) != kKnownUnits.end()) {
      return Found{token, 1, std::string(word), true};
    }
    const std::size_t day = kind(token + 1) == Kind::minus ? token + 2 : token + 1;  // working-days
    for (const Unit& unit : kKindsOfDay) {
      if (unit.word == word && (text(day) == "day" || text(day) == "days")) {
        return Found{day, unit.factor, std::string(unit.meant), word == "working" && day == token + 1};
      }
    }
    return std::nullopt;
  }

  static std::string written(std::int64_t amount, const Found& unit) {
    return std::to_string(amount * unit.factor) + " " + unit.meant;
  }

  // 2 weeks, 10 business days.
  bool counted(std::size_t token) {
    const auto amount =
        kind(token) == Kind::number ? calendar::parse_number(text(token)) : std::optional<std::int32_t>();
    const auto found = amount ? unit(token + 1) : std::nullopt;
    return found && tell(messages::unknown_unit, token, found->last,
                         {shown(token, found->last), written(*amount, *found)});
  }

  // ten days; ten (10) days; ten (10 days).
  bool spelt_out(std::size_t token) {
    const auto amount = kind(token) == Kind::word ? number_named(text(token)) : std::nullopt;
    if (!amount) {
      return false;
    }
    if (kind(token + 1) == Kind::open_paren && kind(token + 2) == Kind::period) {
      return tell(messages::number_in_words, token, token, {text(token), text(token + 2)});
    }
    const bool repeated = kind(token + 1) == Kind::open_paren && kind(token + 2) == Kind::number &&
                          kind(token + 3) == Kind::close_paren;
    const auto found = unit(token + (repeated ? 4 : 1));
    return found && tell(messages::number_in_words, token, token, {text(token), written(*amount, *found)});
  }

  // 10 days of pass_on.
  bool begins_otherwise(std::size_t token) {
    constexpr auto kWords = std::to_array<std::string_view>({"of", "after", "since", "following", "upon"});
    const bool after_period = token > begin_ && kind(token - 1) == Kind::period;
    return after_period && is_name(kind(token + 1)) &&
           std::find(kWords.begin(), kWords.end(), text(token)) != kWords.end() &&
           tell(messages::start_without_from, token, token, {text(token), text(token + 1)});
  }

  // 自 转送 之日 在10日内.
  bool since_missing(std::size_t token) {
    return token > begin_ && kind(token) == Kind::word && text(token) == "之日" &&
           tell(messages::since_missing, token, token, {text(token - 1)});
  }

  const Tokens& tokens_;
  std::size_t begin_, end_;
  Reporter& reporter_;
};

}  // namespace

bool report_wrong_period(const Tokens& tokens, std::size_t begin, std::size_t end, Reporter& reporter) {
  return Search(tokens, begin, end, reporter).run();
}

}  // namespace recourse::language
