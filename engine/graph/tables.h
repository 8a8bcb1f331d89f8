// Decision tables → programs over their inputs, in the form that all expressions have.
#pragma once

#include "engine/machine/machine.h"
#include "engine/model/model.h"

namespace recourse::graph {

/// Puts the tables into the machine, before any program that asks them. Cost: linear in their cells.
void lower_tables(const model::Model& model, machine::Machine& machine);

}  // namespace recourse::graph
