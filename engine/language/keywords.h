// Which words are keywords: one table for each language, over one set of kinds. A table says how a keyword is spelt
// and whether the word may begin a clause; it knows no grammar.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "engine/language/kind.h"

namespace recourse::language {

struct Keyword {
  std::string_view spelling;  // several words are joined by one space
  Kind kind;
  bool never_begins = false;  // a clause goes on after a line break when this word comes next
};

std::span<const Keyword> keywords_en();
std::span<const Keyword> keywords_zh();

/// The keyword of this spelling in either language. Cost: a look-up.
const Keyword* find_keyword(std::string_view spelling);

/// Bytes of the longest keyword that begins with the first character of the text; 0 when none does. Cost: a look-up.
std::size_t longest_keyword(std::string_view text);

}  // namespace recourse::language
