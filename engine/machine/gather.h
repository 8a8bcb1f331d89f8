// What a step is going to do: the moves and effects of the clauses that match, read from the state before the
// step. Writes only into the scratch room; contradictions are faults (docs/decisions.md 4, 18, 42).
#pragma once

#include "engine/machine/run.h"

namespace recourse::machine {

/// Adds the move and the effects of a clause's reaction.
void gather(Run& run, Index clause, const Reaction& reaction);

/// Leaves of the moves those that win; two that contradict each other are a fault. Call when all are gathered.
void settle_moves(Run& run);

/// What the accepted act leaves behind for rules that read it.
void gather_records(Run& run, const ActKind& kind);

/// Writes what was gathered into fields, texts and sets.
void write_gathered(Run& run);

}  // namespace recourse::machine
