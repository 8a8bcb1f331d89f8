// What hears what, stage by stage: the rows that apply() walks. Door: make_rows(), called by lower() when
// clauses, clocks and programs stand in the machine.
#pragma once

#include "engine/machine/machine.h"
#include "engine/model/model.h"

namespace recourse::graph {

/// Fills `rows`, `clause_list`, `clock_list`, `bit_list` and `openings`, the ranges of stages, clocks and
/// kinds of act that point into them, and numbers the triggers of events that somebody listens to. Cost:
/// linear in the model, and for `must not any` in the acts.
void make_rows(const model::Model& model, machine::Machine& machine);

}  // namespace recourse::graph
