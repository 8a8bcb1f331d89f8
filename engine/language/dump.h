// The syntax tree as text, for people and tests.
#pragma once

#include <string>

#include "engine/language/syntax.h"

namespace recourse::language {

/// Indented, one declaration, stage, clause or effect a line, the same for both spellings of the keywords. Operators
/// are bracketed as they bind. Cost: linear.
std::string dump(const File& file);

/// One expression as dump() shows it.
std::string dump(const Expression& expression);

}  // namespace recourse::language
