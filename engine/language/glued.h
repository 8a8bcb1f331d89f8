// Chinese without spaces, where a keyword was read as part of a name: 承办单位应当受理.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/language/kind.h"

namespace recourse::language {

struct Glued {
  std::string_view keyword;  // the first in the run
  Kind kind;
  std::string spaced;  // the run with a space around each keyword and number
};

/// Nothing when no keyword of two or more characters stands in the run beside something else. Cost: linear.
std::optional<Glued> unglue(std::string_view run);

}  // namespace recourse::language
