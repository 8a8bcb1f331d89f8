// Words that are no keywords but have a meaning of their own in one position: types, built-in functions, members of
// records. The tree holds the English word whatever was written.
#pragma once

#include <string_view>
#include <vector>

namespace recourse::language {

enum class Position : unsigned char { type, call, member, name };

/// The English word for `word` in this position; `word` itself when it is not built in.
std::string_view canonical(std::string_view word, Position position);

/// The Chinese word for an English one in this position; `word` itself when it is not built in.
std::string_view in_chinese(std::string_view word, Position position);

/// All of them in Chinese, but for those that are keywords too.
std::vector<std::string_view> chinese_words();

}  // namespace recourse::language
