// Text → tokens. Knows characters and keywords, not which order they may stand in.
#pragma once

#include <optional>
#include <string_view>

#include "engine/language/names_declared.h"
#include "engine/language/token.h"

namespace recourse::language {

/// Files with more tokens than this are refused: some hundred times the longest policy.
inline constexpr std::size_t kMostTokens = 1'000'000;

/// The tokens of a text that is UTF-8 without forbidden characters; line breaks are marks on tokens. Reports texts
/// that are not closed, strange characters, impossible dates. With `names`, runs of Chinese without spaces are split by them;
/// a run that can be read in two ways is reported. Cost: linear.
struct Lexed {
  Tokens tokens;
  bool unsplit = false;  // some run holds keywords and was left whole, for want of names
};
Lexed lex(Reporter& reporter, const DeclaredNames& names, Text what = Text::file);

/// A number with a unit at the start of a run of characters: 15日, 三十日, 两次, 2026年3月1日.
struct Literal {
  Kind kind;
  std::size_t size;
};
std::optional<Literal> literal_at(std::string_view run);
/// 两次 at the start of a run, whatever follows: 一次性 too.
std::optional<Literal> times_at(std::string_view run);
/// 第三十四条, 第二款, 第六项 at the start of a run.
std::optional<Literal> ordinal_at(std::string_view run);

/// Splits a run of characters without spaces where that is certain: 已明确的, 在15日内, 可延长一次. A run that could be
/// a name is one. `after_literal`: the run follows a number with a unit directly. Appends the pieces, whose places
/// count from `begin`. Cost: linear but for the length of the longest keyword.
void segment(std::string_view run, std::uint32_t begin, bool after_literal, Tokens& pieces);

}  // namespace recourse::language
