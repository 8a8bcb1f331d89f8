#include "engine/language/balance.h"

#include <vector>

namespace recourse::language {

std::uint32_t indentation_of(const Token& token, std::string_view text) {
  const auto line = text.rfind('\n', token.begin);
  return token.begin - (line == std::string_view::npos ? 0 : static_cast<std::uint32_t>(line) + 1);
}

Balance weigh(const Tokens& raw, std::string_view text) {
  struct Open {
    std::size_t line;
    std::uint32_t indentation;
  };
  std::vector<Open> open;
  std::size_t line = 0;
  std::uint32_t indentation = 0;
  std::optional<std::size_t> suspect;  // closes at the end of a line what was opened on another one
  bool settled = false;                // a later line shows that the suspect was wrong
  Balance result;
  for (std::size_t at = 0; at < raw.size(); ++at) {
    const Token& token = raw[at];
    if (token.line_start) {
      ++line;
      indentation = indentation_of(token, text);
    }
    if (token.kind == Kind::open_brace) {
      open.push_back({line, indentation});
    } else if (token.kind == Kind::close_brace) {
      if (open.empty()) {
        result.misplaced = suspect.value_or(at);
        return result;
      }
      const bool elsewhere = !token.line_start && open.back().line != line;
      settled = settled || (token.line_start && indentation > open.back().indentation && suspect);
      suspect = elsewhere && !settled ? std::optional(at) : suspect;
      open.pop_back();
    }
  }
  result.closes_too_few = !open.empty();
  return result;
}

}  // namespace recourse::language
