// Why an act was not accepted, in the policy's own words.
#include "engine/base/message.h"
#include "engine/cases/outcome.h"

namespace recourse {
namespace {

// "首办责任 (信访工作条例 23.3)": a clause as a reader finds it.
Argument clauses_text(const Outcome& outcome) {
  std::vector<Argument::Item> items;
  for (const ClauseReference& clause : outcome.clauses) {
    items.emplace_back(clause.citation.empty() ? clause.name : clause.name + " (" + clause.citation + ")");
  }
  if (items.empty()) items.emplace_back(std::string("-"));
  return {items};
}

Argument stages_text(const Outcome& outcome) {
  std::vector<Argument::Item> items(outcome.open_in.begin(), outcome.open_in.end());
  return {items};
}

std::string shown_act(const Policy& policy, const Outcome& outcome) {
  for (const model::Act& act : graph::internals(policy).model.acts) {
    if (act.name == outcome.act && !act.label.empty()) return act.label;
  }
  return outcome.act;
}

MessageCode fault_code(const std::string& reason) {
  if (reason == "two-moves") return MessageCode::fault_two_moves;
  if (reason == "two-values") return MessageCode::fault_two_values;
  if (reason == "overflow") return MessageCode::fault_overflow;
  if (reason == "date-range") return MessageCode::fault_date_range;
  return MessageCode::fault_endless;
}

}  // namespace

Diagnostic refusal(const Policy& policy, const Outcome& outcome) {
  const std::string act = shown_act(policy, outcome);
  const auto with = [&](MessageCode code, std::vector<Argument> arguments) {
    return Diagnostic{code, {}, std::move(arguments), {}};
  };
  switch (outcome.verdict) {
    case Verdict::late:
      return with(MessageCode::act_late, {act, format_instant(policy, outcome.time)});
    case Verdict::behind:
      return with(MessageCode::act_behind, {act});
    case Verdict::fault:
      return with(fault_code(outcome.reason), {act, clauses_text(outcome)});
    case Verdict::accepted:
    case Verdict::refused:
      break;
  }
  if (outcome.reason == "forbidden")
    return with(MessageCode::refused_forbidden, {act, clauses_text(outcome)});
  if (outcome.reason == "window-closed")
    return with(MessageCode::refused_window_closed, {act, clauses_text(outcome)});
  if (outcome.reason == "used-up") return with(MessageCode::refused_used_up, {act, clauses_text(outcome)});
  if (outcome.reason == "guard") return with(MessageCode::refused_guard, {act, clauses_text(outcome)});
  if (outcome.reason == "extension-too-long")
    return with(MessageCode::refused_extension, {act, clauses_text(outcome)});
  if (outcome.reason == "already-open") return with(MessageCode::refused_already_open, {act});
  if (outcome.open_in.empty()) return with(MessageCode::refused_not_open, {act});
  return with(MessageCode::refused_not_open_here, {act, stages_text(outcome)});
}

}  // namespace recourse
