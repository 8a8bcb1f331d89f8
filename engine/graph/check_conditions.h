// The part of check() that compares what clauses about one act ask: bounds between which a value falls through, and a condition that
// another clause makes void.
#pragma once

#include "engine/base/message.h"
#include "engine/model/model.h"

namespace recourse::graph {

/// Values of a number for which none of several clauses about one act applies, though smaller and larger ones have theirs; and acts that
/// one clause limits to a condition while another permits them always. Told only where it is certain; conditions that differ in anything
/// but the bounds of one number are not compared. Cost: linear in the conditions, and square in the clauses about one act.
void check_conditions(const model::Model& model, base::DiagnosticList& diagnostics);

}  // namespace recourse::graph
