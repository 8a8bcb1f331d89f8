// Whether the braces of a file match, and if not, which one is probably wrong: judged by how lines are set in.
#pragma once

#include <optional>

#include "engine/language/token.h"

namespace recourse::language {

struct Balance {
  bool closes_too_few = false;           // a `}` is missing somewhere
  std::optional<std::size_t> misplaced;  // the `}` whose `{` is missing, when there are too many
};

/// The number of blanks before the first token of the line on which `token` stands.
std::uint32_t indentation_of(const Token& token, std::string_view text);

/// Cost: linear.
Balance weigh(const Tokens& raw, std::string_view text);

}  // namespace recourse::language
