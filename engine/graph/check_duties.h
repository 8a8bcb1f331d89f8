// The part of check() that looks at acts and duties one by one.
#pragma once

#include "engine/base/message.h"
#include "engine/model/model.h"

namespace recourse::graph {

/// Acts that nobody may do; duties without date, consequence or owner. Cost: linear in the model.
void check_duties(const model::Model& model, base::DiagnosticList& diagnostics);

}  // namespace recourse::graph
