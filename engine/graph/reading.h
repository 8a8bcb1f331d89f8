// Which expressions the clauses of a policy read, and what they are; what only its tests ask for does not count.
#pragma once

#include <vector>

#include "engine/model/model.h"

namespace recourse::graph {

/// Everything that conditions, guards, limits, effects, pauses and roles start from.
std::vector<model::ExpressionId> read_roots(const model::Model& model);

/// Calls `visit(expression)` once for every node that clauses read. Cost: linear in the expressions.
template <typename Visitor>
void for_each_read(const model::Model& model, Visitor&& visit) {
  std::vector<model::ExpressionId> open = read_roots(model);
  std::vector<bool> seen(model.expressions.size());
  while (!open.empty()) {
    const model::ExpressionId id = open.back();
    open.pop_back();
    if (seen[id.index()]) {
      continue;
    }
    seen[id.index()] = true;
    visit(model[id]);
    open.insert(open.end(), model[id].operands.begin(), model[id].operands.end());
  }
}

/// Whether the expression is the word "unknown".
[[nodiscard]] inline bool is_unknown(const model::Model& model, model::ExpressionId id) {
  return model[id].operation == base::Operation::constant && model[id].constant == base::kUnknown;
}

}  // namespace recourse::graph
