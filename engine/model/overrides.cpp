#include "engine/model/overrides.h"

#include <algorithm>
#include <map>

#include "engine/base/messages/model.h"
#include "engine/model/expressions.h"
#include "engine/model/statutory.h"

namespace recourse::model {
namespace {

constexpr int kDeepest = 100;

class Overriding {
public:
  explicit Overriding(Building& building) : building_(building), model_(building.model) {}

  void apply() {
    for (const auto& [above, name] : building_.overrides) {
      const Declared* below = building_.names[NameKind::duty].find(name->text);
      if (below == nullptr) {
        building_.names.report_unknown({NameKind::duty}, name->text, name->span);
        continue;
      }
      const language::Clause* syntax = building_.placed[static_cast<std::size_t>(below->index)].syntax;
      for (const Placed& placed : building_.placed) {
        if (placed.syntax == syntax) {  // a prohibition of several acts stands once for each
          above_[placed.id].emplace_back(above, name);
          check_statutory(building_, above, placed.id, name->span);
        }
      }
    }
    for (const auto& [below, unused] : above_) {
      settle(below);
    }
  }

private:
  /// Those above a clause are settled before it, since their activity is part of its condition.
  void settle(ClauseId below, int depth = 0) {
    const auto found = above_.find(below);
    if (found == above_.end() || progress_[below] == Progress::resolved) {
      return;
    }
    progress_[below] = Progress::open;
    for (const auto& [above, name] : found->second) {
      if (progress_[above] == Progress::open) {
        building_.report(messages::overrides_ring, name->span, name->text);
        continue;
      }
      if (depth > kDeepest) {
        building_.report(messages::expression_too_large, name->span);
        return;
      }
      settle(above, depth + 1);
      Clause& clause = model_.clauses[below.index()];
      clause.condition = conjunction(building_, clause.condition, inactive(above));
    }
    progress_[below] = Progress::resolved;
  }

  ExpressionId inactive(ClauseId id) {
    const Clause& clause = model_[id];
    Expression in_stage;
    in_stage.operation = Operation::in_stage;
    in_stage.index = clause.stage.value;
    in_stage.span = clause.head;
    const ExpressionId active = conjunction(building_, add_expression(building_, in_stage), clause.condition);
    Expression negation;
    negation.operation = Operation::logical_not;
    negation.operands = {active};
    negation.span = clause.head;
    return add_expression(building_, negation);
  }

  Building& building_;
  Model& model_;
  std::map<ClauseId, std::vector<std::pair<ClauseId, const language::Name*>>> above_;
  std::map<ClauseId, Progress> progress_;
};

}  // namespace

void apply_overrides(Building& building) {
  Overriding(building).apply();
}

}  // namespace recourse::model
