// Model → machine: lays out the record, flattens expressions, and makes the rows that apply() walks.
#pragma once

#include "engine/machine/machine.h"
#include "engine/model/model.h"
#include "recourse/result.h"

namespace recourse::graph {

/// Never fails on a model that build_model() accepted, but for limits of size (65,000 stages or clauses; an
/// expression deeper than kStackDepth), which are diagnostics. Cost: linear in the model.
Result<machine::Machine> lower(const model::Model& model);

/// The programs of the conditions that `test` blocks expect, by test and step (absent where a step has none), then those of visits,
/// appended to the machine's pools. Cases carry nothing for them: what only a test reads of an ended duty may
/// be gone.
Result<std::vector<std::vector<machine::Program>>> lower_tests(const model::Model& model,
                                                               machine::Machine& machine);

/// The tables as text, one line an entry, for goldens and for the curious.
std::string dump(const machine::Machine& machine, const model::Model& model);

}  // namespace recourse::graph
