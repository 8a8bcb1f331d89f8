// Turns indices into names, once, where they leave the engine.
#include "engine/cases/outcome.h"

#include "engine/base/message.h"
#include "engine/cases/office_period.h"
#include "engine/machine/inspect.h"

namespace recourse::cases {
namespace {

std::string_view reason_name(const machine::Outcome& outcome) {
  switch (outcome.verdict) {
    case machine::Verdict::accepted:
      return "";
    case machine::Verdict::late:
      return "late";
    case machine::Verdict::behind:
      return "behind";
    case machine::Verdict::refused:
      switch (outcome.refusal) {
        case machine::Refusal::none:
          return "";
        case machine::Refusal::not_open:
          return "not-open";
        case machine::Refusal::window_closed:
          return "window-closed";
        case machine::Refusal::used_up:
          return "used-up";
        case machine::Refusal::guard:
          return "guard";
        case machine::Refusal::forbidden:
          return "forbidden";
        case machine::Refusal::extension_too_long:
          return "extension-too-long";
        case machine::Refusal::already_open:
          return "already-open";
      }
      break;
    case machine::Verdict::fault:
      switch (outcome.fault) {
        case machine::Fault::none:
          return "";
        case machine::Fault::two_moves:
          return "two-moves";
        case machine::Fault::two_values:
          return "two-values";
        case machine::Fault::overflow:
          return "overflow";
        case machine::Fault::date_range:
          return "date-range";
        case machine::Fault::endless:
          return "endless";
      }
      break;
  }
  return "";
}

Event::Kind event_kind(machine::TraceItem::Kind kind) {
  using From = machine::TraceItem::Kind;
  switch (kind) {
    case From::permitted:
      return Event::Kind::permitted;
    case From::forbade:
      return Event::Kind::forbade;
    case From::listened:
      return Event::Kind::listened;
    case From::done:
      return Event::Kind::done;
    case From::started:
      return Event::Kind::started;
    case From::dated:
      return Event::Kind::dated;
    case From::discharged:
      return Event::Kind::discharged;
    case From::lapsed:
      return Event::Kind::lapsed;
    case From::fired:
      return Event::Kind::fired;
    case From::paused:
      return Event::Kind::paused;
    case From::resumed:
      return Event::Kind::resumed;
    case From::extended:
      return Event::Kind::extended;
    case From::left:
      return Event::Kind::left;
    case From::entered:
      return Event::Kind::entered;
    case From::set_field:
      return Event::Kind::set_field;
  }
  return Event::Kind::listened;
}

Event name_event(const Case::Body& body, const machine::TraceItem& item) {
  const graph::PolicyInternals& policy = body.internals();
  Event event{event_kind(item.kind), {}, {}, std::nullopt, {}, {}};
  switch (event.kind) {
    case Event::Kind::left:
    case Event::Kind::entered: {
      const model::Stage& stage = policy.model.stages[item.index];
      event.name = stage.name;
      event.region = policy.model[stage.region].name;
      event.citation = citation_text(stage.citations);
      break;
    }
    case Event::Kind::set_field:
      if (item.index < policy.model.fields.size()) {
        event.name = policy.model.fields[item.index].name;
        event.value = field_value(body, item.index);
      }
      break;
    default: {
      const NamedClause named = named_clause(policy, item.index);
      event.name = named.name;
      event.citation = citation_text(named.clause->citations);
      if (item.value != base::kUnknown) {
        event.value = {policy.model.offices.offices()[static_cast<std::size_t>(item.value)].id};
      }
    }
  }
  if (item.instant != calendar::kUnknownTime) event.due = to_instant(item.instant);
  return event;
}

Notice name_notice(const Case::Body& body, const machine::Outcome& outcome,
                   const machine::Outcome::Told& told) {
  const graph::PolicyInternals& policy = body.internals();
  Notice notice;
  notice.receiver = graph::who_text(policy.model, model::WhoId{static_cast<std::int32_t>(told.receiver)});
  std::vector<offices::OfficeIndex> offices;
  machine::resolve(policy.machine, body.surroundings(), body.view(), outcome.time, told.receiver, offices,
                   told.it);
  for (const offices::OfficeIndex office : offices) {
    notice.offices.push_back(policy.model.offices.offices()[static_cast<std::size_t>(office)].id);
  }
  notice.text = policy.notices[told.effect];
  notice.clause = named_clause(policy, told.clause).name;
  return notice;
}

/// To a case of an office and a period: whose, and when that begins.
void name_receiver(const Case::Body& body, const machine::Outcome& outcome,
                   const machine::Outcome::Sent& given, const graph::PolicyInternals& type, Sent& sent) {
  const graph::PolicyInternals& policy = body.internals();
  const bool to_next = policy.sent[given.effect]->to_next;
  if (!to_next && given.office == base::kUnknown) {
    return;
  }
  std::int64_t office = given.office;
  calendar::Day day = policy.model.calendar->day_of(outcome.time);
  if (to_next) {
    const auto field = [&](model::FieldId id) {
      return machine::field(policy.machine, body.view(), static_cast<machine::Index>(id.index()));
    };
    office = field(policy.model.office_period->office);
    day = static_cast<calendar::Day>(field(policy.model.office_period->last_day)) + 1;
  }
  const calendar::Cycle cycle = type.model.office_period->cycle;
  sent.office = policy.model.offices.offices()[static_cast<std::size_t>(office)].id;
  sent.first_day = calendar::format_day(first_of(cycle, day));
  sent.to = period_number(type.model, sent.office, day);
}

Sent name_sent(const Case::Body& body, const machine::Outcome& outcome, const machine::Outcome::Sent& given) {
  const graph::PolicyInternals& policy = body.internals();
  const model::Sent& meant = *policy.sent[given.effect];
  const graph::PolicyInternals& type = (*policy.types)[static_cast<std::size_t>(meant.case_type)];
  Sent sent;
  sent.clause = named_clause(policy, given.clause).name;
  sent.case_type = type.model.case_name;
  sent.to = given.to;
  name_receiver(body, outcome, given, type, sent);
  sent.act.name = meant.act_name;
  sent.act.actor = {Actor::Kind::other_case, policy.model.case_name, {}, {}, {}};
  sent.act.effective =
      to_instant(outcome.time + 1);  // of the clock: when the minute has passed; else what apply() says
  for (std::size_t i = 0; i < meant.arguments.size(); ++i) {
    const model::Sent::Argument& argument = meant.arguments[i];
    const model::ValueType& of = type.model[meant.act].parameters[i].type;
    const bool is_text = of.type == base::Type::text || of.type == base::Type::person;
    if (argument.what == model::Sent::Argument::What::this_case) {
      sent.own.push_back(argument.name);
    } else if (argument.what == model::Sent::Argument::What::text) {
      sent.act.arguments[argument.name] = Value{argument.text};
    } else if (given.values[i] != base::kUnknown) {
      sent.act.arguments[argument.name] = is_text
                                              ? Value{given.texts[static_cast<std::size_t>(given.values[i])]}
                                              : to_value(policy.model, of, given.values[i]);
    }
  }
  return sent;
}

}  // namespace

NamedClause named_clause(const graph::PolicyInternals& policy, machine::Index index) {
  if (index < policy.model.clauses.size()) {
    const model::Clause& clause = policy.model.clauses[index];
    return {&clause, clause.name};
  }
  const machine::Clause& synthesized = policy.machine.clauses[index];
  if (synthesized.kind == machine::Clause::Kind::completion) {
    const model::Clause& clause = policy.model.clauses[policy.machine.clocks[synthesized.clock].clause];
    return {&clause, clause.name};
  }
  if (synthesized.kind == machine::Clause::Kind::extension) {
    const model::Clause& clause = policy.model.clauses[policy.machine.clocks[synthesized.clock].clause];
    return {&clause, "extend(" + clause.name + ")"};
  }
  const model::Clause& clause = policy.model.clauses[synthesized.prohibition];
  return {&clause, clause.approval.known() ? policy.model[clause.approval].name : clause.name};
}

Value field_value(const Case::Body& body, std::size_t index) {
  const graph::PolicyInternals& policy = body.internals();
  const machine::FieldSlot& slot = policy.machine.fields[index];
  const model::ValueType& type = policy.model.fields[index].type;
  if (slot.width != 0) {
    return to_value(policy.model, type,
                    machine::field(policy.machine, body.view(), static_cast<machine::Index>(index)));
  }
  if (slot.type == machine::Type::text || slot.type == machine::Type::person) {
    const std::string& text = body.outside.texts[slot.index];
    return text.empty() ? Value{} : Value{text};
  }
  model::ValueType member = type;
  member.type = slot.type == machine::Type::office_set ? machine::Type::office : machine::Type::choice;
  std::vector<std::string> names;
  for (const std::int64_t value : body.outside.sets[slot.index]) {
    names.push_back(std::get<std::string>(to_value(policy.model, member, value).held));
  }
  std::sort(names.begin(), names.end());
  return {names};
}

std::vector<std::string> stages_that_open(const model::Model& model, machine::Index act) {
  std::vector<std::string> names;
  const model::ActId wanted{static_cast<std::int32_t>(act)};
  for (const model::Clause& clause : model.clauses) {
    const bool permits = clause.kind == model::Clause::Kind::must ||
                         clause.kind == model::Clause::Kind::may ||
                         clause.kind == model::Clause::Kind::opens_on;
    if (!permits || std::find(clause.acts.begin(), clause.acts.end(), wanted) == clause.acts.end()) continue;
    const std::string& stage = model[clause.stage].name;
    if (std::find(names.begin(), names.end(), stage) == names.end()) names.push_back(stage);
  }
  return names;
}

Outcome name_outcome(const Case::Body& body, const machine::Outcome& outcome) {
  const graph::PolicyInternals& policy = body.internals();
  Outcome named;
  named.verdict = static_cast<Verdict>(outcome.verdict);
  named.reason = reason_name(outcome);
  named.time = to_instant(outcome.time);
  for (const machine::Index clause : outcome.clauses) {
    const NamedClause reference = named_clause(policy, clause);
    named.clauses.push_back({reference.name, citation_text(reference.clause->citations)});
  }
  if (outcome.next_due != calendar::kUnknownTime) named.next_due = to_instant(outcome.next_due);
  for (const machine::Outcome::Told& told : outcome.notices)
    named.notices.push_back(name_notice(body, outcome, told));
  for (const machine::Outcome::Sent& sent : outcome.sent)
    named.sent.push_back(name_sent(body, outcome, sent));
  for (const machine::TraceItem& item : outcome.trace) named.events.push_back(name_event(body, item));
  return named;
}

}  // namespace recourse::cases
