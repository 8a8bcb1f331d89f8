#include "engine/graph/reading.h"

namespace recourse::graph {

std::vector<model::ExpressionId> read_roots(const model::Model& model) {
  std::vector<model::ExpressionId> roots;
  const auto reach = [&roots](model::ExpressionId id) {
    if (id.known()) {
      roots.push_back(id);
    }
  };
  for (const model::Clause& clause : model.clauses) {
    reach(clause.condition);
    reach(clause.guard);
    if (clause.limit) {
      reach(clause.limit->period);
      reach(clause.limit->until);
      model::for_each_part(clause.limit->anchor, [&](const model::Anchor& part) { reach(part.after); });
    }
    for (const model::Consequence* consequence : {&clause.then, &clause.otherwise}) {
      for (const model::Effect& effect : consequence->effects) {
        reach(effect.value);
        for (const model::Sent::Argument& argument :
             effect.sent ? effect.sent->arguments : std::vector<model::Sent::Argument>{}) {
          reach(argument.value);
        }
        reach(effect.sent ? effect.sent->to : model::ExpressionId{});
      }
    }
  }
  if (model.office_period && model.office_period->told) {
    for (const model::Sent::Argument& argument : model.office_period->told->arguments) {
      reach(argument.value);
    }
  }
  for (const model::Pause& pause : model.pauses) {
    reach(pause.condition);
  }
  for (const model::Who& who : model.whos) {
    reach(who.office);
  }
  return roots;
}

}  // namespace recourse::graph
