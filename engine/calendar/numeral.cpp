// Reads ASCII and Chinese numerals. Door: half_width, parse_number. Must not know units or dates.
#include "engine/calendar/numeral.h"

#include <algorithm>
#include <array>

namespace recourse::calendar {
namespace {

constexpr std::size_t kBytesOfCharacter = 3;  // every Chinese numeral takes three bytes in UTF-8
constexpr std::size_t kMostDigits = 9;

struct Numeral {
  std::string_view character;
  std::int32_t value;
};

constexpr auto kDigits = std::to_array<Numeral>({{"〇", 0},
                                                 {"零", 0},
                                                 {"一", 1},
                                                 {"二", 2},
                                                 {"两", 2},
                                                 {"三", 3},
                                                 {"四", 4},
                                                 {"五", 5},
                                                 {"六", 6},
                                                 {"七", 7},
                                                 {"八", 8},
                                                 {"九", 9}});
constexpr auto kRanks = std::to_array<Numeral>({{"十", 10}, {"百", 100}, {"千", 1000}, {"万", 10000}});

template <std::size_t Size>
std::optional<std::int32_t> find(const std::array<Numeral, Size>& table, std::string_view character) {
  for (const Numeral& numeral : table) {
    if (numeral.character == character) {
      return numeral.value;
    }
  }
  return std::nullopt;
}

// 二〇二六 or 2026: digit by digit.
std::optional<std::int32_t> parse_digits(std::string_view text) {
  std::int32_t number = 0;
  std::size_t digits = 0;
  while (!text.empty()) {
    const bool ascii = text.front() >= '0' && text.front() <= '9';
    const auto digit = ascii ? std::optional<std::int32_t>(text.front() - '0')
                             : find(kDigits, text.substr(0, kBytesOfCharacter));
    if (!digit || ++digits > kMostDigits) {
      return std::nullopt;
    }
    number = number * 10 + *digit;
    text.remove_prefix(ascii ? 1 : kBytesOfCharacter);
  }
  return digits == 0 ? std::nullopt : std::optional(number);
}

// 一百二十, 一千零五, 十五: a digit before each rank, ranks falling; a skipped rank must be said as 零.
class RankedNumber {
public:
  bool take(std::string_view character) {
    if (const auto digit = find(kDigits, character)) {
      return *digit == 0 ? take_zero() : take_digit(*digit);
    }
    const auto rank = find(kRanks, character);
    return rank && take_rank(*rank);
  }

  [[nodiscard]] std::optional<std::int32_t> value() const {
    const bool said_plainly = digit_ == 0 || last_rank_ == 10 || zero_;
    const bool ends_in_zero = zero_ && digit_ == 0;
    return said_plainly && !ends_in_zero ? std::optional(total_ + digit_) : std::nullopt;
  }

private:
  bool take_zero() {
    const bool fits = digit_ == 0 && !zero_ && last_rank_ > 10;
    zero_ = true;
    return fits && total_ > 0;
  }

  bool take_digit(std::int32_t digit) {
    const bool fits = digit_ == 0;
    digit_ = digit;
    return fits;
  }

  bool take_rank(std::int32_t rank) {
    const bool bare_ten = digit_ == 0 && rank == 10 && (total_ == 0 || zero_);
    if (rank >= last_rank_ || (digit_ == 0 && !bare_ten) || (zero_ && rank * 10 == last_rank_)) {
      return false;
    }
    total_ += (bare_ten ? 1 : digit_) * rank;
    last_rank_ = rank;
    digit_ = 0;
    zero_ = false;
    return true;
  }

  std::int32_t total_ = 0;
  std::int32_t digit_ = 0;
  std::int32_t last_rank_ = 100000;
  bool zero_ = false;
};

std::optional<std::int32_t> parse_ranked(std::string_view text) {
  RankedNumber number;
  for (; !text.empty(); text.remove_prefix(kBytesOfCharacter)) {
    if (text.size() < kBytesOfCharacter || !number.take(text.substr(0, kBytesOfCharacter))) {
      return std::nullopt;
    }
  }
  return number.value();
}

}  // namespace

std::string half_width(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view character = text.substr(i, kBytesOfCharacter);
    if (character == "\u3000") {
      result += ' ';
      i += 2;
    } else if (character >= "\uFF01" && character <= "\uFF5E" && character.size() == kBytesOfCharacter) {
      // U+FF01 is EF BC 81 and stands for '!'; the last two bytes carry six bits each.
      const int high = (static_cast<unsigned char>(character[1]) & 0x3F) << 6;
      const int low = static_cast<unsigned char>(character[2]) & 0x3F;
      result += static_cast<char>((high | low) - 0xF01 + '!');
      i += 2;
    } else {
      result += text[i];
    }
  }
  return result;
}

std::optional<std::int32_t> parse_number(std::string_view text) {
  const auto number = parse_digits(text);
  return number || text.empty() ? number : parse_ranked(text);
}

std::string chinese_number(int number) {
  static constexpr std::array<std::string_view, 10> kDigits = {"零", "一", "二", "三", "四",
                                                               "五", "六", "七", "八", "九"};
  const auto digit = [](int value) { return std::string(kDigits[static_cast<std::size_t>(value)]); };
  if (number < 10) {
    return digit(number);
  }
  if (number < 100) {
    return (number < 20 ? "" : digit(number / 10)) + "十" + (number % 10 == 0 ? "" : digit(number % 10));
  }
  std::string text = digit(number / 100) + "百";
  const int rest = number % 100;
  if (rest > 0) {
    text +=
        rest < 10 ? "零" + digit(rest) : digit(rest / 10) + "十" + (rest % 10 == 0 ? "" : digit(rest % 10));
  }
  return text;
}

std::string chinese_article(const std::string& article) {
  static constexpr std::array<std::string_view, 3> kParts = {"条", "款", "项"};
  std::string text;
  std::size_t begin = 0;
  for (std::size_t part = 0; begin <= article.size(); ++part) {
    const std::size_t end = std::min(article.find('.', begin), article.size());
    const std::string digits = article.substr(begin, end - begin);
    const bool number =
        !digits.empty() && digits.size() <= 3 &&
        std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!number || part >= kParts.size()) {
      return " " + article;
    }
    text += "第" + chinese_number(std::stoi(digits)) + std::string(kParts[part]);
    begin = end + 1;
  }
  return text;
}

}  // namespace recourse::calendar
