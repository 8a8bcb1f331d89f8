// What a reader calls a clause that has no name of its own: by what it hears or waits for.
#pragma once

#include "engine/graph/wording.h"

namespace recourse::graph {

/// "overdue(handling limit)" of a clause that hears an event, "30 days from serve" of one that waits, else what Wording::clause() says.
std::string clause_name(const model::Model& model, model::ClauseId id, const Wording& wording);

}  // namespace recourse::graph
