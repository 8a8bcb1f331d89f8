// Doors: place_of_run(), opens_effects().
#include "engine/language/place_of_run.h"

#include <algorithm>
#include <array>

namespace recourse::language {
namespace {

/// Where a clause ends, in text that is not yet read.
constexpr std::array<std::string_view, 10> kEnds = {"\n", ";", "；", "。", "{", "｛", "}", "｝", "#", "＃"};
constexpr std::size_t kLongestEnd = 3;
constexpr std::size_t kFarthest = 600;  // bytes that are looked at on either side

/// Most bytes begin no end.
constexpr bool may_begin_end(char byte) {
  return byte == '\n' || byte == ';' || byte == '{' || byte == '}' || byte == '#' || byte == '\xEF' ||
         byte == '\xE3';
}

/// The end of a clause that stands at a place; none when none does.
std::string_view end_at(std::string_view text, std::size_t at) {
  if (!may_begin_end(text[at])) {
    return {};
  }
  const std::string_view rest = text.substr(at, kLongestEnd);
  const auto* const found = std::find_if(kEnds.begin(), kEnds.end(),
                                         [rest](std::string_view end) { return rest.starts_with(end); });
  return found == kEnds.end() ? std::string_view() : *found;
}

/// Whether a line that ends like this goes on in the next one.
bool goes_on(std::string_view line) {
  constexpr std::array<std::string_view, 5> kOpen = {",", "，", "、", "(", "（"};
  while (!line.empty() && (line.back() == ' ' || line.back() == '\t' || line.back() == '\r')) {
    line.remove_suffix(1);
  }
  return std::any_of(kOpen.begin(), kOpen.end(),
                     [line](std::string_view sign) { return line.ends_with(sign); });
}

/// The end of the last end of a clause in a text; 0 without one.
std::size_t after_last_end(std::string_view text) {
  for (std::size_t at = text.size(); at-- > 0;) {
    const std::string_view end = end_at(text, at);
    if (!end.empty() && !(end == "\n" && goes_on(text.substr(0, at)))) {
      return at + end.size();
    }
  }
  return 0;
}

std::size_t first_end(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && end_at(text, at).empty()) {
    ++at;
  }
  return at;
}

bool ends_clause(Kind kind) {
  return kind == Kind::end || kind == Kind::open_brace || kind == Kind::close_brace;
}

bool is_operand(Kind kind) {
  return (kind >= Kind::word && kind <= Kind::item) || kind == Kind::close_paren || is_soft(kind);
}

bool is_membership(Kind kind) {
  return kind == Kind::in || kind == Kind::not_in;
}

bool reacts(Kind kind) {
  return kind == Kind::must || kind == Kind::may || kind == Kind::on || kind == Kind::opens_on ||
         kind == Kind::after || kind == Kind::otherwise_then || kind == Kind::arrow;
}

/// Phrases, which do not begin a clause at the start of a line.
bool is_phrase(Kind kind) {
  return kind == Kind::arrow || kind == Kind::when || (kind >= Kind::within && kind <= Kind::becomes);
}

/// Whether the brace at this place closes the values of a set; sets hold no braces.
bool closes_set(const Tokens& tokens, std::size_t at) {
  while (at > 0 && tokens[at].kind != Kind::open_brace && !(tokens[at].line_start)) {
    --at;
  }
  return at > 0 && tokens[at].kind == Kind::open_brace && is_membership(tokens[at - 1].kind);
}

}  // namespace

std::string without_quoted(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kQuotes = {
      {{"\"", "\""}, {"“", "”"}, {"＂", "＂"}, {"《", "》"}, {"「", "」"}, {"#", "\n"}, {"＃", "\n"}}};
  std::string result(text);
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view rest = text.substr(at);
    const auto* const quote = std::find_if(kQuotes.begin(), kQuotes.end(), [rest](const auto& quotes) {
      return rest.starts_with(quotes.first);
    });
    if (quote == kQuotes.end()) {
      ++at;
      continue;
    }
    at += quote->first.size();
    const std::size_t line = std::min(text.find('\n', at), text.size());
    const std::size_t close = std::min(text.find(quote->second, at), line);
    std::fill(result.begin() + static_cast<std::ptrdiff_t>(at),
              result.begin() + static_cast<std::ptrdiff_t>(close), ' ');
    at = close < line ? close + quote->second.size() : line;
  }
  return result;
}

RunPlace place_of_run(std::string_view text, std::uint32_t begin, std::uint32_t end, const Tokens& tokens) {
  RunPlace place;
  const std::string_view before =
      text.substr(begin > kFarthest ? begin - kFarthest : 0, std::min<std::size_t>(begin, kFarthest));
  place.before = before.substr(after_last_end(before));
  const std::string_view after = text.substr(end, kFarthest);
  place.after = after.substr(0, first_end(after) + kLongestEnd);
  const std::string_view blank = " \t\r";
  place.begins_clause = place.before.find_first_not_of(blank) == std::string_view::npos;
  place.after_operand = !place.begins_clause && !tokens.empty() && is_operand(tokens.back().kind);
  return place;
}

bool opens_set(const Tokens& tokens) {
  return !tokens.empty() && is_membership(tokens.back().kind);
}

namespace {

/// Whether the head of a declaration stands before the brace; `goes_on` may begin a line in it.
bool heads_brace(const Tokens& tokens, Kind head, Kind goes_on) {
  for (std::size_t at = tokens.size(); at-- > 0 && !ends_clause(tokens[at].kind);) {
    if (tokens[at].kind == head) {
      return true;
    }
    if (tokens[at].line_start && tokens[at].kind != goes_on) {
      return false;
    }
  }
  return false;
}

}  // namespace

bool opens_rows(const Tokens& tokens) {
  return heads_brace(tokens, Kind::table, Kind::gives);
}

bool opens_migration(const Tokens& tokens) {
  return heads_brace(tokens, Kind::migrate, Kind::version);
}

bool opens_effects(const Tokens& tokens) {
  bool in_set = false;
  int parens = 0;
  for (std::size_t at = tokens.size(); at-- > 0;) {
    const Token& token = tokens[at];
    if (in_set) {
      in_set = token.kind != Kind::open_brace;
    } else if (token.kind == Kind::close_brace && closes_set(tokens, at)) {
      in_set = true;
    } else if (ends_clause(token.kind)) {
      return false;
    } else if (reacts(token.kind)) {
      return true;
    }
    parens += token.kind == Kind::close_paren ? 1 : token.kind == Kind::open_paren ? -1 : 0;
    const bool continues = parens > 0 || (at > 0 && tokens[at - 1].kind == Kind::comma);
    if (token.line_start && !continues && !is_phrase(token.kind)) {
      return false;
    }
  }
  return false;
}

}  // namespace recourse::language
