// Why an act was not accepted, in the policy's own words.
#include <algorithm>

#include "engine/base/message.h"
#include "engine/base/messages/cases.h"
#include "engine/cases/outcome.h"
#include "engine/graph/wording.h"

namespace recourse {
namespace {

/// "acceptance (Petitions Act art. 34)": a clause as a reader finds it: by the name that the policy gives it, and where it has none by its
/// article; extend(accepting) by the duty that is to be extended.
std::string shown_clause(const graph::Wording& wording, const model::Model& model, std::string name) {
  constexpr std::string_view kExtension = "extend(";
  if (name.starts_with(kExtension) && name.ends_with(')'))
    name = name.substr(kExtension.size(), name.size() - kExtension.size() - 1);
  const auto clause = std::find_if(model.clauses.begin(), model.clauses.end(),
                                   [&](const model::Clause& each) { return each.name == name; });
  if (clause == model.clauses.end()) return name;
  const std::string basis = graph::citation_text(clause->citations, wording.language());
  const model::ClauseId id{static_cast<std::int32_t>(clause - model.clauses.begin())};
  if (clause->named)
    return wording.clause(id) + (basis.empty() ? "" : wording.words(terms::in_brackets, {basis}));
  return basis.empty() ? wording.words(terms::clause_about, {wording.clause(id)}) : basis;
}

Bilingual shown_clause(const Policy& policy, const std::string& name) {
  const model::Model& model = graph::internals(policy).model;
  return {shown_clause(graph::Wording(model, Language::english), model, name),
          shown_clause(graph::Wording(model, Language::chinese), model, name)};
}

std::vector<std::string> clauses_concerned(const Outcome& outcome) {
  std::vector<std::string> names;  // once each: what never comes to rest goes through the same ones
  const auto add = [&names](const std::string& name) {
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  };
  for (const ClauseReference& clause : outcome.clauses) add(clause.name);
  // Of a sum that fails it is not known in which clause it stands; those that took part are where to look.
  for (std::size_t i = 0; outcome.clauses.empty() && i < outcome.events.size(); ++i) {
    const Event& event = outcome.events[i];
    if (event.kind == Event::Kind::permitted || event.kind == Event::Kind::listened) add(event.name);
  }
  return names;
}

Argument clauses_text(const Policy& policy, const Outcome& outcome) {
  std::vector<Argument::Item> items;
  for (const std::string& name : clauses_concerned(outcome)) {
    const Argument::Item shown = shown_clause(policy, name);
    if (std::find(items.begin(), items.end(), shown) == items.end()) items.push_back(shown);
  }
  if (items.empty()) items.emplace_back(std::string("-"));
  return {items};
}

Argument stages_text(const Policy& policy, const Outcome& outcome) {
  std::vector<Argument::Item> items;
  for (const std::string& name : outcome.open_in) {
    const Policy::Stage* stage = policy.stage(name);
    items.emplace_back(cases::both({name, stage == nullptr ? std::string_view() : stage->label}));
  }
  return {items};
}

Bilingual shown_act(const Policy& policy, const Outcome& outcome) {
  const model::Model& model = graph::internals(policy).model;
  for (std::size_t i = 0; i < model.acts.size(); ++i) {
    if (model.acts[i].name != outcome.act) continue;
    const model::ActId act{static_cast<std::int32_t>(i)};
    return {graph::Wording(model, Language::english).act(act),
            graph::Wording(model, Language::chinese).act(act)};
  }
  return {outcome.act, outcome.act};
}

MessageCode fault_code(const std::string& reason) {
  if (reason == "two-moves") return messages::fault_two_moves;
  if (reason == "two-values") return messages::fault_two_values;
  if (reason == "overflow") return messages::fault_overflow;
  if (reason == "date-range") return messages::fault_date_range;
  return messages::fault_endless;
}

TermCode fault_term(const std::string& reason) {
  if (reason == "two-moves") return terms::fault_is_two_moves;
  if (reason == "two-values") return terms::fault_is_two_values;
  if (reason == "overflow") return terms::fault_is_overflow;
  if (reason == "date-range") return terms::fault_is_date_range;
  return terms::fault_is_endless;
}

/// Where the clauses stand that have to be mended.
Diagnostic with_places(Diagnostic fault, const Policy& policy, const Outcome& outcome) {
  for (const std::string& name : clauses_concerned(outcome)) {
    for (const model::Clause& clause : graph::internals(policy).model.clauses) {
      if (clause.name == name) fault.related.push_back({messages::clause_concerned, clause.span, {}});
    }
  }
  return fault;
}

}  // namespace

Diagnostic cases::fault_diagnostic(const Policy& policy, const Outcome& fault) {
  return with_places(
      {messages::policy_fault,
       {},
       {fault_term(fault.reason), clauses_text(policy, fault), format_instant(policy, fault.time)},
       {}},
      policy, fault);
}

Diagnostic refusal(const Policy& policy, const Outcome& outcome) {
  const Bilingual act = shown_act(policy, outcome);
  const auto with = [&](MessageCode code, std::vector<Argument> arguments) {
    return Diagnostic{code, {}, std::move(arguments), {}};
  };
  switch (outcome.verdict) {
    case Verdict::late:
      return with(messages::act_late, {act, format_instant(policy, outcome.time)});
    case Verdict::behind:
      return with(messages::act_behind, {act});
    case Verdict::fault:
      return with_places(with(fault_code(outcome.reason), {act, clauses_text(policy, outcome)}), policy,
                         outcome);
    case Verdict::accepted:
    case Verdict::refused:
      break;
  }
  if (outcome.reason == "forbidden")
    return with(messages::refused_forbidden, {act, clauses_text(policy, outcome)});
  if (outcome.reason == "window-closed")
    return with(messages::refused_window_closed, {act, clauses_text(policy, outcome)});
  if (outcome.reason == "used-up")
    return with(messages::refused_used_up, {act, clauses_text(policy, outcome)});
  if (outcome.reason == "guard") return with(messages::refused_guard, {act, clauses_text(policy, outcome)});
  if (outcome.reason == "extension-too-long")
    return with(messages::refused_extension, {act, clauses_text(policy, outcome)});
  if (outcome.reason == "already-open") return with(messages::refused_already_open, {act});
  if (outcome.open_in.empty()) return with(messages::refused_not_open, {act});
  return with(messages::refused_not_open_here, {act, stages_text(policy, outcome)});
}

}  // namespace recourse
