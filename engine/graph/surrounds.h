// Stages around stages.
#pragma once

#include "engine/model/model.h"

namespace recourse::graph {

/// Whether `outer` is `inner` or stands around it.
bool surrounds(const model::Model& model, model::StageId outer, model::StageId inner);

}  // namespace recourse::graph
