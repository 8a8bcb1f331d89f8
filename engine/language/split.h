// Chinese without spaces: a run of characters as keywords, names and numbers with a unit, so that two names never touch.
#pragma once

#include <string_view>
#include <vector>

#include "engine/language/names_declared.h"
#include "engine/language/token.h"

namespace recourse::language {

/// What stands around a run: some keywords stand only where another one opens or closes what they do.
struct RunPlace {
  std::string_view before, after;  // of the same line and clause; `after` with the sign that ends it
  bool begins_clause = false;
  bool after_operand = false;  // a name, a number or a closing bracket stands right before it
  bool in_effects = false;     // where effects may stand: within the braces of a clause, or of a migration
  bool in_migration = false;   // within its braces
};

/// A run split; places count from its begin.
using Pieces = Tokens;

/// The ways to split the run that leave the fewest characters to names that nobody declared: one, or two when it can be read in two
/// ways. One piece when nothing speaks for splitting it. Cost: square of its length; runs over kLongestRun bytes are one piece.
std::vector<Pieces> split_run(std::string_view run, const RunPlace& place, const DeclaredNames& names);
inline constexpr std::size_t kLongestRun = 300;

/// Whether a word may be more than a name: a number with a unit begins it, or a keyword stands in it, one of a single character at
/// an end of it or of its Chinese part. Cost: linear.
bool may_be_split(std::string_view word);

/// The run with a space between its pieces.
std::string spaced(std::string_view run, const Pieces& pieces);

}  // namespace recourse::language
