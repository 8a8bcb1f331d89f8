#include "engine/graph/clause_name.h"

#include "engine/base/messages/graph.h"

namespace recourse::graph {
namespace {

using model::Clause;

std::string heard(const Clause& clause, model::ClauseId id, const Wording& wording) {
  switch (clause.trigger) {
    case Clause::Trigger::overdue:
      return wording.words(terms::graph_event_overdue, {wording.clause(clause.duty)});
    case Clause::Trigger::done:
      return wording.words(terms::graph_event_done, {wording.clause(clause.duty)});
    case Clause::Trigger::entered:
      return wording.words(terms::graph_event_entered, {wording.stage(clause.entered)});
    case Clause::Trigger::ended:
      return wording.words(terms::graph_event_done, {wording.stage(clause.entered)});
    case Clause::Trigger::act:
      break;
  }
  return wording.clause(id);
}

std::string waited(const Clause& clause, model::ClauseId id, const Wording& wording) {
  if (clause.named) return wording.clause(id);
  const std::string limit = wording.limit(clause);
  std::string anchor = clause.limit ? wording.anchor(clause.limit->anchor) : "";
  if (clause.limit && clause.limit->anchor.kind == model::Anchor::Kind::before_due) return anchor;
  return anchor.empty() ? limit : wording.words(terms::graph_since, {anchor, limit});
}

}  // namespace

std::string clause_name(const model::Model& model, model::ClauseId id, const Wording& wording) {
  const Clause& clause = model[id];
  if (clause.any_act) return wording.words(terms::graph_any_act);
  if (clause.kind == Clause::Kind::on) return heard(clause, id, wording);
  if (clause.kind == Clause::Kind::after) return waited(clause, id, wording);
  return wording.clause(id);
}

}  // namespace recourse::graph
