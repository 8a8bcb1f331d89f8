// Numbers as staff write them: 15, １５, 十五, 一百二十, 两, 二〇二六. Knows no units and no dates.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace recourse::calendar {

/// `text` with full-width letters, digits, punctuation and spaces (U+FF01 to U+FF5E, U+3000) as ASCII, other
/// bytes as they are. Cost: linear.
std::string half_width(std::string_view text);

/// A whole number from 0 to 999,999,999 in ASCII or Chinese digits, without signs or spaces; nothing when the
/// text is anything else or could be read in two ways (一百五). Cost: linear.
std::optional<std::int32_t> parse_number(std::string_view text);

/// 0 to 999 as articles are numbered: 二十三, 一百零五.
std::string chinese_number(int number);

/// "35.2" → 第三十五条第二款; anything else as it stands, behind a space.
std::string chinese_article(const std::string& article);

}  // namespace recourse::calendar
