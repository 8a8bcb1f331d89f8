// Names of clauses. `as` gives one; else it is "STAGE.ACT", a word before the act saying which kind of clause it is where
// that is no duty or right ("STAGE.on ACT"). Clauses that would share a name are numbered "#2", "#3" in the order of what they say
// (their canonical text) and not of where they stand, so that moving clauses or files about changes no name.
#include <algorithm>
#include <map>

#include "engine/model/building.h"
#include "engine/model/print.h"

namespace recourse::model {
namespace {

std::string kind_word(const Clause& clause) {
  switch (clause.kind) {
    case Clause::Kind::must_not:
      return "not ";
    case Clause::Kind::on:
      return "on ";
    case Clause::Kind::opens_on:
      return "open ";
    case Clause::Kind::after:
      return "after";
    default:
      return "";
  }
}

std::string trigger_word(const Model& model, const Clause& clause) {
  switch (clause.trigger) {
    case Clause::Trigger::act:
      break;
    case Clause::Trigger::overdue:
      return "overdue(" + model[clause.duty].name + ")";
    case Clause::Trigger::done:
      return "done(" + model[clause.duty].name + ")";
    case Clause::Trigger::entered:
      return "entered(" + model[clause.entered].name + ")";
    case Clause::Trigger::ended:
      return "done(" + model[clause.entered].name + ")";
  }
  if (clause.any_act) {
    return "any";
  }
  std::string first;
  for (const ActId act : clause.acts) {
    const std::string& name = model[act].name;
    first = first.empty() || name < first ? name : first;
  }
  return first;
}

}  // namespace

void name_clauses(Building& building) {
  Model& model = building.model;
  std::map<std::string, std::vector<ClauseId>> groups;
  for (const Placed& placed : building.placed) {
    Clause& clause = model.clauses[placed.id.index()];
    if (!clause.named) {
      clause.name = model[clause.stage].name + "." + kind_word(clause) + trigger_word(model, clause);
    } else if (placed.only_act >= 0) {
      clause.name += "." + trigger_word(model, clause);
    }
    groups[clause.name].push_back(placed.id);
  }
  for (auto& [name, clauses] : groups) {
    if (clauses.size() < 2) {
      continue;
    }
    std::map<ClauseId, std::string> texts;
    for (const ClauseId id : clauses) {
      texts[id] = print_stage(model, model[id].stage) + " " + print_clause(model, model[id], false);
    }
    std::stable_sort(clauses.begin(), clauses.end(),
                     [&](ClauseId one, ClauseId other) { return texts[one] < texts[other]; });
    for (std::size_t i = 1; i < clauses.size(); ++i) {
      model.clauses[clauses[i].index()].name = name + "#" + std::to_string(i + 1);
    }
  }
}

}  // namespace recourse::model
