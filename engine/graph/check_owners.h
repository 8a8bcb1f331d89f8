// The part of check() that follows a field along the roads of the process: who owes must be known when it is owed.
#pragma once

#include "engine/base/message.h"
#include "engine/graph/chart_graph.h"

namespace recourse::graph {

/// Duties of the process whose owner is a field that nothing sets on some road to them, or that a clause sets to unknown there. A
/// clause that may set the field counts as setting it, so that what is told is certain. Cost: fields that owe, times the moves, up to a bound.
void check_owners(const model::Model& model, const ChartGraph& chart, base::DiagnosticList& diagnostics);

}  // namespace recourse::graph
