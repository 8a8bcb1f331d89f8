// Settles what depends on lines and brackets, before the grammar: where clauses end (docs/standard/1-text.md,
// 1.6), which braces hold values, where a condition before 的 begins; and balances brackets, so that an error
// in one block never leaks into the next.
#pragma once

#include "engine/language/token.h"

namespace recourse::language {

/// The tokens that the grammar reads: `end` tokens where clauses end, `condition` tokens before conditions, every
/// bracket closed. Reports missing and stray brackets. Cost: linear.
Tokens lay_out(const Tokens& raw, Reporter& reporter, Text what = Text::file);

}  // namespace recourse::language
