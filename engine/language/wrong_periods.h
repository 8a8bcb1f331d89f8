// What people write for a period, or for its beginning, that is none here: ten days, 2 weeks, 10 days of ACT, 在一周内.
#pragma once

#include "engine/language/token.h"

namespace recourse::language {

/// Reports the first such mistake in the tokens [begin, end) and says whether there is one. `end` may lie behind the last.
bool report_wrong_period(const Tokens& tokens, std::size_t begin, std::size_t end, Reporter& reporter);

}  // namespace recourse::language
