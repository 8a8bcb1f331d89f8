// Clauses and pauses as text.
#include <algorithm>

#include "engine/model/print.h"

namespace recourse::model {
namespace {

std::string print_acts(const Model& model, const Clause& clause) {
  if (clause.any_act) {
    return "any";
  }
  std::vector<std::string> names;
  for (const ActId act : clause.acts) {
    names.push_back(print_name(model[act].name));
  }
  std::sort(names.begin(), names.end());  // alternatives have no order
  std::string text;
  for (const std::string& name : names) {
    text += (text.empty() ? "" : " or ") + name;
  }
  return text;
}

std::string print_trigger(const Model& model, const Clause& clause) {
  switch (clause.trigger) {
    case Clause::Trigger::act:
      return print_acts(model, clause);
    case Clause::Trigger::overdue:
      return "overdue(" + print_name(model[clause.duty].name) + ")";
    case Clause::Trigger::done:
      return "done(" + print_name(model[clause.duty].name) + ")";
    case Clause::Trigger::entered:
      return "entered(" + print_stage(model, clause.entered) + ")";
    case Clause::Trigger::ended:
      return "done(" + print_stage(model, clause.entered) + ")";
  }
  return "";
}

std::string print_head(const Model& model, const Clause& clause) {
  switch (clause.kind) {
    case Clause::Kind::must:
      return print_who(model, clause.who) + " must " + print_acts(model, clause);
    case Clause::Kind::may: {
      const std::string times = clause.times == 0 ? "" : " " + std::to_string(clause.times) + " times";
      return print_who(model, clause.who) + " may " + print_acts(model, clause) + times;
    }
    case Clause::Kind::must_not:
      return print_who(model, clause.who) + " must not " + print_acts(model, clause);
    case Clause::Kind::on:
    case Clause::Kind::opens_on: {
      const std::string head = clause.kind == Clause::Kind::on ? "on " : "opens on ";
      const std::string by = clause.who.known() ? " by " + print_who(model, clause.who) : "";
      return head + print_trigger(model, clause) + by;
    }
    case Clause::Kind::after:
      return "after";
  }
  return "";
}

/// Of the earliest or latest of several the order does not matter: they were sorted by their texts.
std::string print_parts(const Model& model, const Anchor& anchor) {
  std::string text;
  for (const Anchor& part : anchor.parts) {
    text += (text.empty() ? "" : ", ") + print_anchor(model, part);
  }
  return "(" + text + ")";
}

std::string print_from(const Model& model, const Anchor& anchor) {
  const std::string text = print_anchor(model, anchor);
  return text.empty() ? text : " from " + text;
}

std::string print_extension(const Model& model, const Extension& extension) {
  std::string text = " extendable " + std::to_string(extension.times) + " times ";
  switch (extension.bound) {
    case Extension::Bound::by:
      text += "by ";
      break;
    case Extension::Bound::by_up_to:
      text += "by up to ";
      break;
    case Extension::Bound::to_at_most:
      text += "to at most ";
      break;
  }
  return text + print_period(extension.period) + " through " + print_name(model[extension.act].name) +
         " by " + print_who(model, extension.by);
}

std::string print_limit(const Model& model, const Limit& limit) {
  std::string text;
  if (limit.period.known()) {
    text += " within " + print_expression(model, limit.period);
  }
  if (limit.until.known()) {
    text += " until " + print_expression(model, limit.until);
  }
  text += print_from(model, limit.anchor);
  text += limit.extension ? print_extension(model, *limit.extension) : "";
  text += limit.aim ? " aim " + print_period(*limit.aim) : "";
  text += limit.statutory ? " statutory" : "";
  text += limit.assumed ? " assumed" : "";
  text += limit.exactly ? " exactly" : "";
  return text;
}

std::string print_effect(const Model& model, const Effect& effect) {
  switch (effect.kind) {
    case Effect::Kind::set:
      return "set " + print_name(model[effect.field].name) + " = " + print_expression(model, effect.value);
    case Effect::Kind::set_once:
      return "set once " + print_name(model[effect.field].name) + " = " +
             print_expression(model, effect.value);
    case Effect::Kind::add:
      return "add " + print_expression(model, effect.value) + " to " + print_name(model[effect.field].name);
    case Effect::Kind::remove:
      return "remove " + print_expression(model, effect.value) + " from " +
             print_name(model[effect.field].name);
    case Effect::Kind::notify:
      return "notify " + print_who(model, effect.receiver) + " " + print_name(effect.text);
    case Effect::Kind::send:
      return print_sent(model, *effect.sent);
  }
  return "";
}

}  // namespace

std::string print_sent(const Model& model, const Sent& sent) {
  std::string text = sent.to_next ? "tell " : sent.to.known() ? "submit " : "open ";
  text += print_name(model.case_types[static_cast<std::size_t>(sent.case_type)].name) + "." +
          print_name(sent.act_name) + "(";
  for (const Sent::Argument& argument : sent.arguments) {
    using What = Sent::Argument::What;
    if (argument.what == What::unknown) {
      continue;
    }
    text += (text.ends_with('(') ? "" : ", ") + print_name(argument.name) + ": ";
    text += argument.what == What::value       ? print_expression(model, argument.value)
            : argument.what == What::this_case ? "this case"
                                               : print_name(argument.text);
  }
  return text + ")" + (sent.to.known() ? " to " + print_expression(model, sent.to) : "");
}

std::string print_consequence(const Model& model, const Consequence& consequence) {
  std::string text = consequence.target.known() ? " -> " + print_stage(model, consequence.target) : "";
  std::vector<std::string> effects;
  for (const Effect& effect : consequence.effects) {
    effects.push_back(print_effect(model, effect));
  }
  std::sort(effects.begin(), effects.end());  // effects of a step happen at once
  if (!effects.empty()) {
    text += " {";
    for (const std::string& effect : effects) {
      text += (text.ends_with('{') ? "" : "; ") + effect;
    }
    text += "}";
  }
  return text;
}

std::string print_anchor(const Model& model, const Anchor& anchor) {
  switch (anchor.kind) {
    case Anchor::Kind::activation:
      return "";
    case Anchor::Kind::act:
      return "act " + print_name(model[anchor.act].name);
    case Anchor::Kind::stage:
      return "stage " + print_stage(model, anchor.stage);
    case Anchor::Kind::field:
      return "field " + print_name(model[anchor.field].name);
    case Anchor::Kind::before_due:
      return print_name(model[anchor.duty].name) + ".due - " + print_period(anchor.before);
    case Anchor::Kind::later:
      return print_parts(model, anchor) + " + " + print_expression(model, anchor.after);
    case Anchor::Kind::earliest:
      return "earliest" + print_parts(model, anchor);
    case Anchor::Kind::latest:
      return "latest" + print_parts(model, anchor);
  }
  return "";
}

std::string print_clause(const Model& model, const Clause& clause, bool with_name) {
  std::string text = print_head(model, clause);
  text += clause.limit ? print_limit(model, *clause.limit) : "";
  if (clause.condition.known()) {
    text += " while " + print_expression(model, clause.condition);
  }
  if (clause.guard.known()) {
    text += " when " + print_expression(model, clause.guard);
  }
  if (clause.approved_by.known()) {
    text += " unless approved by " + print_who(model, clause.approved_by);
  }
  if (with_name) {
    text += " as " + print_name(clause.name);
  }
  text += print_consequence(model, clause.then);
  if (clause.has_else) {
    text += " else" + print_consequence(model, clause.otherwise);
  }
  return text + print_citations(clause.citations);
}

std::string print_pause(const Model& model, const Pause& pause) {
  std::vector<std::string> names;
  for (const ClauseId clause : pause.clauses) {
    names.push_back(print_name(model[clause].name));
  }
  std::sort(names.begin(), names.end());
  std::string text = "pause";
  for (const std::string& name : names) {
    text += " " + name;
  }
  return text + " while " + print_expression(model, pause.condition) + print_citations(pause.citations);
}

}  // namespace recourse::model
