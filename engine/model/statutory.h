// A period of the law may be made shorter by a rule laid over it, never longer.
#pragma once

#include "engine/model/building.h"

namespace recourse::model {

/// Reports a duty that stands in the place of another (`overrides`) and gives more time than that, whose limit is statutory:
/// unextended or extended as often as can be. Told where it is certain on every calendar; periods that run from different things, read
/// facts or end on a date are not compared. `where`: the place of the name that is overridden, for one that gives no limit.
void check_statutory(Building& building, ClauseId above, ClauseId below, const SourceSpan& where);

}  // namespace recourse::model
