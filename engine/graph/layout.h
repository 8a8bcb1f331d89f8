// Where everything that a case carries lies in its record. Door: lay_out(), called by lower() once stages,
// clauses and clocks stand in the machine. Knows bytes and widths; programs and rows are not its matter.
#pragma once

#include "engine/machine/machine.h"
#include "engine/model/model.h"

namespace recourse::graph {

/// Gives every field, record of an act, instant, slot and bit its place: fills `fields`, `remembered` and the
/// places in stages, clauses, clocks and kinds of act, and the sizes. Cost: linear in the model.
void lay_out(const model::Model& model, machine::Machine& machine);

}  // namespace recourse::graph
