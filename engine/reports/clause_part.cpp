#include "engine/reports/clause_part.h"

#include <algorithm>

#include "engine/base/messages/reports.h"
#include "engine/reports/words.h"

namespace recourse::reports {
namespace {

/// Both, when there are both: that under which it is active, and that at the act.
std::string condition_text(const CaseWords& words, const model::Clause& clause, model::ExpressionId guard,
                           model::ActId act) {
  const std::string condition = words.wording().expression(clause.condition, act);
  const std::string at_act = words.wording().expression(guard, act);
  if (condition.empty() || at_act.empty()) return words.shown(condition + at_act);
  return words.shown(words.words(terms::explain_both_conditions, {condition, at_act}));
}

}  // namespace

model::ActId act_named(const model::Model& model, const std::string& name) {
  const auto found = std::find_if(model.acts.begin(), model.acts.end(),
                                  [&](const model::Act& act) { return act.name == name; });
  return found == model.acts.end() ? model::ActId{}
                                   : model::ActId{static_cast<std::int32_t>(found - model.acts.begin())};
}

const model::Clause* clause_named(const model::Model& model, const std::string& name) {
  const std::string inner = CaseWords::inner_name(name);
  const auto found =
      std::find_if(model.clauses.begin(), model.clauses.end(), [&](const model::Clause& clause) {
        const bool approves = clause.approval.known() && model[clause.approval].name == name;
        return clause.name == name || approves || (name.starts_with("extend(") && clause.name == inner);
      });
  return found == model.clauses.end() ? nullptr : &*found;
}

ClausePart clause_part(const Policy& policy, cases::Facts& facts, const std::string& name,
                       ClausePart::How how, const Case& of, Instant now, const Act* act) {
  ClausePart part{how, name, both_clause(policy, name), {}, {}, {}};
  const model::Model& model = graph::internals(policy).model;
  const model::Clause* const clause = clause_named(model, name);
  if (clause == nullptr) return part;
  part.basis = {graph::citation_text(clause->citations, Language::english),
                graph::citation_text(clause->citations, Language::chinese)};
  // An extension or approval asks no more than that the clause stands; nor does what the clock does.
  const bool asks_at_act =
      act != nullptr && how != ClausePart::How::extension && how != ClausePart::How::approval;
  const model::ExpressionId guard = asks_at_act ? clause->guard : model::ExpressionId{};
  const model::ActId at = act == nullptr ? model::ActId{} : act_named(model, act->name);
  part.condition = {condition_text(CaseWords(policy, Language::english), *clause, guard, at),
                    condition_text(CaseWords(policy, Language::chinese), *clause, guard, at)};
  part.read = facts.read(of, now, clause->condition, act);
  for (ReadValue& value : facts.read(of, now, guard, act)) {
    if (std::find(part.read.begin(), part.read.end(), value) == part.read.end())
      part.read.push_back(std::move(value));
  }
  return part;
}

}  // namespace recourse::reports
