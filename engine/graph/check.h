// Structure: what is wrong with a policy whatever its dates and guards are. Proofs are the room `analysis`.
#pragma once

#include "engine/base/message.h"
#include "engine/graph/chart_graph.h"
#include "engine/model/model.h"

namespace recourse::graph {

/// Appends what stands in docs/language.md under "What check says": stages never reached or without a way to
/// the end, duties without owner, date or consequence, stages in which nothing presses, acts that nobody may
/// do, moves that contradict one another. Guards are taken as open, so that everything said is certain, but
/// for warnings about offices at the top. Cost: stages times moves.
void check(const model::Model& model, const ChartGraph& chart, base::DiagnosticList& diagnostics);

}  // namespace recourse::graph
