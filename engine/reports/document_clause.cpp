#include "engine/reports/document_clause.h"

#include <algorithm>
#include <array>

#include "engine/base/messages/graph.h"
#include "engine/base/messages/reports.h"
#include "engine/graph/surrounds.h"
#include "engine/reports/words.h"

namespace recourse::reports {
namespace {

using model::Clause;
using model::ClauseId;

std::string_view kind_name(Clause::Kind kind) {
  static constexpr auto kNames =
      std::to_array<std::string_view>({"must", "may", "must_not", "on", "opens_on", "after"});
  return kNames.at(static_cast<std::size_t>(kind));
}

model::ActId first_act(const Clause& clause) {
  return clause.acts.empty() ? model::ActId{} : clause.acts.front();
}

void add(std::vector<Fact>& facts, const char* key, TermCode heading, Lines lines) {
  if (!lines.empty()) facts.push_back({key, heading, std::move(lines)});
}

void append(Lines& lines, Lines more) {
  for (Line& line : more) lines.push_back(std::move(line));
}

}  // namespace

std::string ClauseWriter::limit(const Clause& clause) const {
  return spaced(words_.wording().limit(clause));
}

std::string ClauseWriter::from(const Clause& clause) const {
  if (!clause.limit || clause.limit->until.known()) return {};
  const model::Anchor& anchor = clause.limit->anchor;
  switch (anchor.kind) {
    case model::Anchor::Kind::activation: {
      const bool by_stage = model_[clause.stage].parent.known() && !clause.condition.known();
      return by_stage ? words_.words(terms::document_from_entering, {words_.stage(clause.stage)})
                      : words_.words(terms::document_from_applying);
    }
    case model::Anchor::Kind::stage:
      return words_.words(terms::document_from_entering, {words_.stage(anchor.stage)});
    case model::Anchor::Kind::act:
      return words_.words(terms::document_from_act, {words_.act(anchor.act)});
    default:
      return words_.words(terms::document_from, {spaced(words_.wording().anchor(anchor))});
  }
}

std::string ClauseWriter::event(const Clause& clause) const {
  switch (clause.trigger) {
    case Clause::Trigger::act:
      return words_.words(clause.who.known() ? terms::document_on_act_by : terms::document_on_act,
                          {words_.acts(clause.acts), words_.who(clause.who)});
    case Clause::Trigger::overdue:
      return words_.words(terms::document_on_overdue, {words_.clause(clause.duty)});
    case Clause::Trigger::done:
      return words_.words(terms::document_on_done, {words_.clause(clause.duty)});
    case Clause::Trigger::entered:
      return words_.words(terms::document_on_entered, {words_.stage(clause.entered)});
    case Clause::Trigger::ended:
      break;
  }
  return words_.words(terms::document_on_ended, {words_.stage(clause.entered)});
}

std::string ClauseWriter::forbidden(const Clause& clause) const {
  return clause.any_act ? words_.words(terms::document_any_act) : words_.acts(clause.acts);
}

std::string ClauseWriter::approver(const Clause& clause) const {
  return clause.approved_by.known() ? words_.who(clause.approved_by) : std::string();
}

std::string ClauseWriter::prohibition(const Clause& clause) const {
  return words_.words(clause.approved_by.known() ? terms::document_must_not_unless : terms::document_must_not,
                      {forbidden(clause), approver(clause)});
}

std::string ClauseWriter::sentence(const Clause& clause) const {
  const std::string acts = words_.acts(clause.acts);
  switch (clause.kind) {
    case Clause::Kind::must_not:
      return prohibition(clause);
    case Clause::Kind::on:
      return event(clause);
    case Clause::Kind::opens_on:
      return words_.words(clause.who.known() ? terms::document_opens_by : terms::document_opens,
                          {acts, words_.who(clause.who)});
    case Clause::Kind::after: {
      const bool before = clause.limit->anchor.kind == model::Anchor::Kind::before_due;
      return before ? spaced(words_.wording().anchor(clause.limit->anchor))
                    : words_.words(terms::document_after, {limit(clause), from(clause)});
    }
    case Clause::Kind::must:
    case Clause::Kind::may:
      break;
  }
  const bool must = clause.kind == Clause::Kind::must;
  const std::string when = limit(clause), since = from(clause);
  std::string text;
  if (when.empty()) {
    text = words_.words(must ? terms::document_must : terms::document_may, {acts});
  } else if (since.empty()) {
    text = words_.words(must ? terms::document_must_by : terms::document_may_by, {acts, when});
  } else {
    text = words_.words(must ? terms::document_must_within : terms::document_may_within, {acts, when, since});
  }
  if (clause.times == 0) return text;
  return clause.times == 1 ? words_.words(terms::document_once, {text})
                           : words_.words(terms::document_times, {text, std::to_string(clause.times)});
}

std::string ClauseWriter::who(const Clause& clause) const {
  return clause.who.known() ? words_.who(clause.who) : words_.words(terms::document_everybody);
}

Line ClauseWriter::reference(ClauseId id) const {
  const Clause& clause = model_[id];
  std::string said = sentence(clause);
  if (clause.kind == Clause::Kind::must_not && !clause.who.known()) {
    said = words_.words(
        clause.approved_by.known() ? terms::document_nobody_may_unless : terms::document_nobody_may,
        {forbidden(clause), approver(clause)});
  } else if (clause.kind == Clause::Kind::must || clause.kind == Clause::Kind::may ||
             clause.kind == Clause::Kind::must_not) {
    said = words_.words(terms::document_who_does, {who(clause), said});
  }
  if (clause.named) said = words_.words(terms::document_with, {said, words_.clause(id)});
  return {said, words_.clause_place(id), {}};
}

std::string ClauseWriter::sent_argument(const model::Sent::Argument& argument, model::ActId act) const {
  switch (argument.what) {
    case model::Sent::Argument::What::value:
      return words_.expression(argument.value, act);
    case model::Sent::Argument::What::text:
      return argument.value.known() ? words_.expression(argument.value, act) : argument.text;
    case model::Sent::Argument::What::this_case:
      return words_.words(terms::document_this_case);
    case model::Sent::Argument::What::unknown:
      break;
  }
  return {};
}

std::string ClauseWriter::sent(const model::Sent& sent, model::ActId act) const {
  const model::CaseType& type = model_.case_types[static_cast<std::size_t>(sent.case_type)];
  const model::Act& there = words_.model_of(sent.case_type)[sent.act];
  std::vector<std::string> given;
  for (std::size_t index = 0; index < sent.arguments.size(); ++index) {
    const model::ActParameter& parameter = there.parameters[index];
    const std::string value = sent_argument(sent.arguments[index], act);
    if (!value.empty())
      given.push_back(
          words_.words(terms::document_named, {words_.name(parameter.name, parameter.label), value}));
  }
  const std::string list = joined(given, terms::document_comma, words_.language());
  const std::string name = words_.name(there.name, there.label);
  const bool opens = !sent.to.known() && !sent.to_next;
  return words_.words(opens ? terms::document_opened : terms::document_submitted,
                      {list.empty() ? name : words_.words(terms::document_with, {name, list}),
                       words_.name(type.name, type.label)});
}

std::string ClauseWriter::effect(const model::Effect& effect, model::ActId act) const {
  if (effect.kind == model::Effect::Kind::notify)
    return words_.words(terms::document_told, {words_.who(effect.receiver), effect.text});
  if (effect.kind == model::Effect::Kind::send) return sent(*effect.sent, act);
  const std::string field = spaced(words_.wording().field(effect.field)),
                    value = words_.expression(effect.value, act);
  // An argument often goes by the name of the field that keeps it.
  if (effect.kind == model::Effect::Kind::set && field == value)
    return words_.words(terms::document_set_as_stated, {field});
  static constexpr auto kTerms = std::to_array<TermCode>(
      {terms::document_set, terms::document_set_once, terms::document_add, terms::document_remove});
  return words_.words(kTerms.at(static_cast<std::size_t>(effect.kind)), {field, value});
}

Lines ClauseWriter::consequence(const model::Consequence& consequence, model::ActId act) const {
  Lines lines;
  if (consequence.target.known())
    lines.push_back({words_.words(terms::document_to_stage, {words_.stage(consequence.target)}),
                     words_.stage_place(consequence.target),
                     {}});
  for (const model::Effect& each : consequence.effects) lines.push_back({effect(each, act), {}, {}});
  return lines;
}

/// Whether the consequence can follow where the clause stands: in one region only there, around it or inside it.
bool ClauseWriter::hears(const Clause& listener, const Clause& clause) const {
  const bool same_region =
      model_.outermost(model_[listener.stage].region) == model_.outermost(model_[clause.stage].region);
  return !same_region || graph::surrounds(model_, listener.stage, clause.stage) ||
         graph::surrounds(model_, clause.stage, listener.stage);
}

/// What a clause that listens brings about, in one line that leads to it.
Line ClauseWriter::listener(ClauseId id) const {
  const Clause& clause = model_[id];
  std::vector<std::string> follows;
  for (const Line& line : consequence(clause.then, first_act(clause))) follows.push_back(line.text);
  Line line{joined(follows, terms::document_semicolon, words_.language()), words_.clause_place(id), {}};
  Lines asked = when(clause);
  if (asked.size() == 1 && asked[0].under.empty()) {
    line.text = words_.words(terms::document_in_case, {line.text, asked[0].text});
  } else if (!asked.empty()) {
    line.under.push_back({words_.words(terms::document_in_certain_cases), {}, std::move(asked)});
  }
  return line;
}

/// What else follows from the act where the clause stands: where the case goes first.
Lines ClauseWriter::listeners(const Clause& clause, model::ActId act) const {
  Lines moves, others;
  for (std::size_t index = 0; index < model_.clauses.size(); ++index) {
    const ClauseId id{static_cast<std::int32_t>(index)};
    const Clause& heard = model_[id];
    const bool hears_act = heard.kind == Clause::Kind::on && heard.trigger == Clause::Trigger::act &&
                           std::find(heard.acts.begin(), heard.acts.end(), act) != heard.acts.end();
    if (hears_act && hears(heard, clause))
      (heard.then.target.known() ? moves : others).push_back(listener(id));
  }
  append(moves, std::move(others));
  return moves;
}

Lines ClauseWriter::when(const Clause& clause) const {
  Lines lines = words_.condition(clause.condition, first_act(clause));
  Lines at_act = words_.condition(clause.guard, first_act(clause));
  if (lines.empty() || at_act.empty()) return lines.empty() ? at_act : lines;
  // What must hold for the clause and what at the act stand in one list, so that nobody reads them as alternatives.
  append(lines, std::move(at_act));
  return {{words_.words(terms::document_all_of), {}, std::move(lines)}};
}

Lines ClauseWriter::given(const Clause& clause) const {
  Lines lines;
  for (const model::ActId act : clause.acts) {
    Lines given = words_.given(model_[act]);
    if (given.empty()) continue;
    if (clause.acts.size() == 1) return given;
    lines.push_back({words_.act(act), words_.act_place(act), std::move(given)});
  }
  return lines;
}

Lines ClauseWriter::extension(const model::Limit& limit) const {
  if (!limit.extension) return {};
  const model::Extension& extension = *limit.extension;
  static constexpr auto kBounds = std::to_array<TermCode>(
      {terms::document_extension_by, terms::document_extension_up_to, terms::document_extension_to});
  const std::string bound = words_.words(kBounds.at(static_cast<std::size_t>(extension.bound)),
                                         {words_.wording().period(extension.period)});
  const std::string often =
      extension.times == 1 ? words_.words(terms::document_extension_once)
                           : words_.words(terms::document_extension_times, {std::to_string(extension.times)});
  return {{words_.words(
               terms::document_extension,
               {often, bound, words_.act(extension.act),
                extension.by.known() ? words_.who(extension.by) : words_.words(terms::document_everybody)}),
           {},
           words_.given(model_[extension.act])}};
}

Lines ClauseWriter::pauses(ClauseId id) const {
  Lines lines;
  for (const model::Pause& pause : model_.pauses) {
    if (std::find(pause.clauses.begin(), pause.clauses.end(), id) == pause.clauses.end()) continue;
    Lines condition = words_.condition(pause.condition, {});
    if (condition.empty()) condition.push_back(words_.stage_line(pause.stage));
    for (const Line& basis : words_.basis(pause.citations)) condition.back().under.push_back(basis);
    append(lines, std::move(condition));
  }
  return lines;
}

Lines ClauseWriter::then(ClauseId id) const {
  const Clause& clause = model_[id];
  Lines lines = consequence(clause.then, first_act(clause));
  if (clause.kind != Clause::Kind::must && clause.kind != Clause::Kind::may) return lines;
  for (const model::ActId act : clause.acts) {
    Lines follows = listeners(clause, act);
    if (follows.empty()) continue;
    if (clause.acts.size() == 1) {
      append(lines, std::move(follows));
    } else {
      lines.push_back({words_.act(act), words_.act_place(act), std::move(follows)});
    }
  }
  for (std::size_t index = 0; index < model_.clauses.size(); ++index) {
    const ClauseId other{static_cast<std::int32_t>(index)};
    const Clause& heard = model_[other];
    if (heard.kind == Clause::Kind::on && heard.trigger == Clause::Trigger::done && heard.duty == id)
      lines.push_back(listener(other));
  }
  return lines;
}

Lines ClauseWriter::otherwise(ClauseId id) const {
  Lines lines = consequence(model_[id].otherwise, {});
  for (std::size_t index = 0; index < model_.clauses.size(); ++index) {
    const ClauseId other{static_cast<std::int32_t>(index)};
    const Clause& heard = model_[other];
    if (heard.kind == Clause::Kind::on && heard.trigger == Clause::Trigger::overdue && heard.duty == id)
      lines.push_back(listener(other));
  }
  return lines;
}

Lines ClauseWriter::where(const Clause& clause) const {
  Lines lines;
  const bool in_stage = model_[clause.stage].parent.known();
  if (in_stage) lines.push_back(words_.stage_line(clause.stage));
  if (clause.chart < 0) return lines;
  const model::Chart& chart = model_.charts[static_cast<std::size_t>(clause.chart)];
  const bool of_rule = chart.region != model_.outermost(model_[clause.stage].region);
  if (!in_stage || of_rule)
    lines.push_back({words_.words(chart.process ? terms::document_process_named : terms::document_rule_named,
                                  {words_.name(chart.name, chart.label)}),
                     words_.chart_place(clause.chart),
                     {}});
  return lines;
}

Provision ClauseWriter::provision(ClauseId id) const {
  const Clause& clause = model_[id];
  Provision said;
  said.id = words_.clause_place(id);
  said.name = clause.name;
  said.kind = kind_name(clause.kind);
  if (clause.named) said.label = words_.clause(id);
  said.sentence = sentence(clause);
  if (clause.who.known()) said.who = words_.who(clause.who);
  add(said.facts, "when", terms::document_when, when(clause));
  const bool asks_for_it = clause.kind == Clause::Kind::must || clause.kind == Clause::Kind::may ||
                           clause.kind == Clause::Kind::opens_on;
  if (asks_for_it) add(said.facts, "given", terms::document_given, given(clause));
  if (clause.limit) {
    said.statutory = clause.limit->statutory;
    said.assumed = clause.limit->assumed;
    said.service = clause.limit->aim.has_value();
    add(said.facts, "extension", terms::document_extendable, extension(*clause.limit));
    if (clause.limit->aim)
      add(said.facts, "aim", terms::document_aim,
          {{words_.words(terms::prose_within, {words_.wording().period(*clause.limit->aim)}), {}, {}}});
    if (clause.limit->exactly)
      add(said.facts, "exactly", terms::document_last_day, {{words_.words(terms::document_exactly), {}, {}}});
  }
  add(said.facts, "pauses", terms::document_pauses, pauses(id));
  add(said.facts, "then", terms::document_then, then(id));
  add(said.facts, "else", clause.kind == Clause::Kind::may ? terms::document_unused : terms::document_else,
      otherwise(id));
  add(said.facts, "where", terms::document_where, where(clause));
  add(said.facts, "basis", terms::document_basis, words_.basis(clause.citations));
  if (clause.span.source != nullptr) {
    said.rule = clause.span.source->text.substr(clause.span.begin, clause.span.end - clause.span.begin);
    const std::string& name = clause.span.source->name;
    said.file = name.substr(name.rfind('/') +
                            1);  // a page that is published says nothing of the machine it was made on
    said.line = position(*clause.span.source, clause.span.begin).line;
  }
  return said;
}

}  // namespace recourse::reports
