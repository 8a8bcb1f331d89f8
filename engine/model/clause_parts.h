// The parts of a clause that have files of their own: its limit, and what follows from it.
#pragma once

#include "engine/model/building.h"
#include "engine/model/expressions.h"

namespace recourse::model {

/// `known` holds wherever the clause is active. Reports limits that nothing can count, and statutory ones that do not say from
/// when. (limits.cpp)
std::optional<Limit> resolve_limit(Building& building, const Placed& placed, const Facts& known);

/// Moves and effects. `scope` says what their values may read. Reports moves of another chart's stages. (effects.cpp)
Consequence resolve_consequence(Building& building, const Placed& placed, const language::Consequence& syntax,
                                const Scope& scope, const Facts& known);

/// What goes to another case, or opens one. (sent.cpp)
std::optional<Effect> resolve_sent(Building& building, const language::Effect& syntax, const Scope& scope,
                                   const Facts& known);

/// Whether a right or duty can be extended and through which act; the act is found by its name. (limits.cpp)
bool has_count_in_range(Building& building, std::uint32_t times, const SourceSpan& span);

}  // namespace recourse::model
