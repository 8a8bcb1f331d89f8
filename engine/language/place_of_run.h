// What stands around a run of Chinese, as far as it tells keywords from parts of names.
#pragma once

#include "engine/language/split.h"

namespace recourse::language {

/// The text with blanks for what stands in quotes and in comments; each byte keeps its place.
std::string without_quoted(std::string_view text);

/// The place of [begin, end) in a text of which `tokens` have been read, but for what the braces tell. Cost: linear in its line and clause.
RunPlace place_of_run(std::string_view text, std::uint32_t begin, std::uint32_t end, const Tokens& tokens);

/// Whether a brace that opens behind these tokens holds the values of a set.
bool opens_set(const Tokens& tokens);

/// Whether a brace that opens behind these tokens holds the rows of a table.
bool opens_rows(const Tokens& tokens);

/// Whether a brace that opens behind these tokens says which cases go over from an older policy.
bool opens_migration(const Tokens& tokens);

/// Whether a brace that opens behind these tokens holds the effects of a clause, and not clauses. Cost: linear in the clause.
bool opens_effects(const Tokens& tokens);

}  // namespace recourse::language
