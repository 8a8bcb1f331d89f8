// `overrides NAME`: the clause of that name is inactive while this one is active. Written into its condition, so that nothing after
// the model knows of it.
#pragma once

#include "engine/model/building.h"

namespace recourse::model {

/// Reports names of no clause, and clauses that override one another in a ring.
void apply_overrides(Building& building);

}  // namespace recourse::model
