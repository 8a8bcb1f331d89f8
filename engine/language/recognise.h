// Tokens → which rule of the grammar matched where. The door of grammar.h, the only heavy unit.
#pragma once

#include "engine/language/token.h"
#include "engine/language/tree.h"

namespace recourse::language {

/// Brackets and blocks deeper than this are refused.
inline constexpr std::size_t kDeepest = 100;

/// Matches the whole file; parts that fail are reported and left out. Cost: linear; stack: bounded by kDeepest.
Tree recognise(const Tokens& tokens, Reporter& reporter, Text what = Text::file);

}  // namespace recourse::language
