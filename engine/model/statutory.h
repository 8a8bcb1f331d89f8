// A period of the law may be made shorter by a rule laid over it, never longer.
#pragma once

#include "engine/model/building.h"

namespace recourse::model {

/// Reports a clause that stands in the place of another (`overrides`) whose limit is statutory, and does not lay the same duty or give the
/// same right; of a duty one that gives more time, unextended or extended as often as can be, of a right one that gives less; and, as a
/// warning, periods that cannot be compared on every calendar: they run from different things, read facts, end on a date, count
/// otherwise. `where`: the place of the name that is overridden.
void check_statutory(Building& building, ClauseId above, ClauseId below, const SourceSpan& where);

}  // namespace recourse::model
