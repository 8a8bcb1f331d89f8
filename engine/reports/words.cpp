#include "engine/reports/words.h"

#include <algorithm>

#include "engine/base/catalogue.h"
#include "engine/base/messages/reports.h"
#include "engine/calendar/wording.h"
#include "engine/graph/clause_name.h"

namespace recourse::reports {

std::string spaced(std::string name) {
  std::replace(name.begin(), name.end(), '_', ' ');
  return name;
}

CaseWords::CaseWords(const Policy& policy, Language language, Names names)
    : policy_(policy),
      model_(graph::internals(policy).model),
      wording_(model_, language),
      language_(language),
      names_(names) {}

std::string CaseWords::date_text(Instant instant) const {
  std::string text = format_instant(policy_, instant);
  if (text.ends_with(" 23:59")) text.resize(text.size() - 6);
  return text;
}

std::string CaseWords::shown(std::string name) const {
  return names_ == Names::as_declared ? name : spaced(std::move(name));
}

std::string CaseWords::shown_name(const std::string& name, const std::string& label) const {
  return shown(graph::shown_name(name, label, language_));
}

std::string CaseWords::words(TermCode term, const std::vector<Argument>& arguments) const {
  return base::fill(base::word(term, language_), arguments, language_);
}

std::string CaseWords::effect_text(const Effect& effect) const {
  switch (effect.kind) {
    case Effect::Kind::lapse:
      return words(terms::booklet_lapsed, {clause_text(effect.lapsed), date_text(effect.time)});
    case Effect::Kind::sending:
      return sent_text(effect.sent);
    case Effect::Kind::notice:
      break;
  }
  return words(terms::booklet_told, {receiver_text(effect.notice), effect.notice.text});
}

std::string CaseWords::case_type_text(const std::string& name) const {
  const auto& types = policy_.case_types();
  const auto type =
      std::find_if(types.begin(), types.end(), [&](const auto& known) { return known.name == name; });
  return type == types.end() ? shown(name) : shown_name(type->name, type->label);
}

std::string CaseWords::sent_text(const Sent& sent) const {
  const std::string type = case_type_text(sent.case_type);
  if (sent.to.empty()) return words(terms::booklet_opened, {type});
  const std::optional<Policy> other = policy_.of(sent.case_type);
  const Policy::Act* act = other ? other->act(sent.act.name) : nullptr;
  return words(terms::booklet_sent,
               {act == nullptr ? shown(sent.act.name) : shown_name(act->name, act->label), type, sent.to});
}

std::string CaseWords::inner_name(const std::string& name) {
  const std::size_t open = name.find('(');
  if (open == std::string::npos || !name.ends_with(')')) return name;
  return name.substr(open + 1, name.size() - open - 2);
}

std::optional<model::ClauseId> CaseWords::find_clause(const std::string& name) const {
  for (std::size_t i = 0; i < model_.clauses.size(); ++i) {
    const model::Clause& clause = model_.clauses[i];
    // An approval stands in the clause that forbids what it approves.
    const bool approves = clause.approval.known() && model_[clause.approval].name == name;
    if (clause.name == name || clause.name == inner_name(name) || approves)
      return model::ClauseId{static_cast<std::int32_t>(i)};
  }
  return std::nullopt;
}

std::string CaseWords::citation_of(const std::string& name) const {
  const auto clause = find_clause(name);
  return clause ? graph::citation_text(model_[*clause].citations, language_) : "";
}

std::string CaseWords::clause_text(const std::string& name) const {
  const auto clause = find_clause(name);
  return shown(clause ? graph::clause_name(model_, *clause, wording_) : name);
}

std::string CaseWords::office_text(const std::string& id) const {
  for (const Policy::Office& office : policy_.offices()) {
    if (office.id != id) continue;
    return language_ == Language::english && !office.name_english.empty() ? office.name_english : office.name;
  }
  return id;
}

std::string CaseWords::role_text(const std::string& name) const {
  for (const Policy::Role& role : policy_.roles()) {
    if (role.name == name || role.label == name) return shown_name(role.name, role.label);
  }
  return name;
}

std::string CaseWords::actor_text(const Actor& actor) const {
  if (actor.kind == Actor::Kind::party) return role_text(actor.role);
  if (actor.kind == Actor::Kind::other_case) return case_type_text(actor.role) + " " + actor.person;
  std::string text = office_text(actor.office);
  if (!actor.person.empty())
    text += language_ == Language::chinese ? "（" + actor.person + "）" : " (" + actor.person + ")";
  return text;
}

std::string CaseWords::receiver_text(const Notice& notice) const {
  if (notice.offices.empty()) return role_text(notice.receiver);
  std::string text;
  for (const std::string& office : notice.offices) text += (text.empty() ? "" : ", ") + office_text(office);
  return text;
}

std::string CaseWords::shown_act(const Policy::Act& act) const {
  const Policy::Act* approved = act.approval ? policy_.act(inner_name(act.name)) : nullptr;
  if (approved == nullptr) return shown_name(act.name, act.label);
  return words(terms::booklet_approve, {shown_name(approved->name, approved->label)});
}

std::string CaseWords::act_text(const Act& given_act) const {
  const Policy::Act* act = policy_.act(given_act.name);
  if (act == nullptr) return given_act.name;
  std::string text = shown_act(*act);
  std::string given;
  for (const Policy::Value& parameter : act->parameters) {
    const auto value = given_act.arguments.find(parameter.name);
    if (value == given_act.arguments.end()) continue;
    const std::string shown = value_text(parameter.type, value->second);
    if (shown.empty()) continue;
    given += given.empty() ? "" : (language_ == Language::chinese ? "，" : ", ");
    given += shown;
  }
  if (given.empty()) return text;
  return text + (language_ == Language::chinese ? "：" : ": ") + given;
}

std::string CaseWords::choice_text(const Policy::Type& type, const std::string& value) const {
  for (const Policy::Type::Choice& choice : type.values) {
    if (choice.name == value || choice.label == value) return shown_name(choice.name, choice.label);
  }
  if (type.name == "duration") {
    const auto period = calendar::parse_period(value);
    return period ? calendar::describe(*period, language_) : value;
  }
  return type.name == "office" || type.name == "set of office" ? office_by_any_name(value) : value;
}

std::string CaseWords::office_by_any_name(const std::string& name) const {
  const offices::OfficeIndex office = model_.offices.find(name);
  if (office == offices::kNoOffice) return name;
  return office_text(model_.offices.offices()[static_cast<std::size_t>(office)].id);
}

std::string CaseWords::value_text(const Policy::Type& type, const Value& value) const {
  if (const auto* text = std::get_if<std::string>(&value.held)) return choice_text(type, *text);
  if (const auto* number = std::get_if<std::int64_t>(&value.held)) {
    model::ValueType decimal;
    decimal.type = base::Type::number;
    decimal.scale = type.scale;
    return wording_.value(decimal, *number);
  }
  if (const auto* truth = std::get_if<bool>(&value.held)) {
    return std::string(base::word(*truth ? terms::booklet_yes : terms::booklet_no, language_));
  }
  std::string list;
  if (const auto* members = std::get_if<std::vector<std::string>>(&value.held)) {
    for (const std::string& member : *members) list += (list.empty() ? "" : ", ") + choice_text(type, member);
  }
  return list;
}

std::string CaseWords::field_text(const std::string& name) const {
  for (const Policy::Value& field : policy_.fields()) {
    if (field.name == name) return shown_name(field.name, field.label);
  }
  return shown(name);
}

std::string CaseWords::stage_text(const std::string& name) const {
  const Policy::Stage* stage = policy_.stage(name);
  return stage == nullptr ? name : shown_name(stage->name, stage->label);
}

std::string CaseWords::followed_text(const Event& event) const {
  const std::string due = event.due ? date_text(*event.due) : "";
  switch (event.kind) {
    case Event::Kind::entered: {
      const Policy::Stage* stage = policy_.stage(event.name);
      // A root is entered with its first stage; the case region has no stages to tell of.
      if (stage == nullptr || stage->root) return "";
      return words(terms::booklet_entered, {stage_text(event.name)});
    }
    case Event::Kind::lapsed:
      if (const auto* whose =
              std::get_if<std::string>(&event.value.held)) {  // one of several who each owe it
        return words(terms::booklet_lapsed_of, {clause_text(event.name), office_text(*whose), due});
      }
      return words(terms::booklet_lapsed, {clause_text(event.name), due});
    case Event::Kind::fired:
      return words(terms::booklet_fired, {clause_text(event.name), due});
    case Event::Kind::extended:
      return words(terms::booklet_extended, {clause_text(event.name), due});
    case Event::Kind::paused:
      return words(terms::booklet_paused_event, {clause_text(event.name)});
    case Event::Kind::resumed:
      return words(terms::booklet_resumed, {clause_text(event.name), due});
    default:
      return "";
  }
}

std::string CaseWords::any_of(std::vector<Argument::Item> items) const {
  return base::fill("{0}", {Argument(std::move(items))}, language_);
}

std::string CaseWords::what_text(const Case::Commitment& commitment) const {
  std::vector<Argument::Item> acts;
  for (const std::string& name : commitment.acts) {
    const Policy::Act* act = policy_.act(name);
    acts.emplace_back(act == nullptr ? name : shown_act(*act));
  }
  if (acts.empty()) return clause_text(commitment.clause);
  return any_of(std::move(acts));
}

std::string CaseWords::who_text(const Case::Commitment& commitment) const {
  if (commitment.offices.empty()) return role_text(commitment.who);
  std::string text;
  for (const std::string& office : commitment.offices)
    text += (text.empty() ? "" : ", ") + office_text(office);
  return text;
}

std::string CaseWords::until_text(const Case::Commitment& commitment) const {
  const auto with = [&](std::string text, TermCode remark, const std::vector<Argument>& arguments = {}) {
    return std::move(text) + (language_ == Language::chinese ? "，" : ", ") +
           base::fill(base::word(remark, language_), arguments, language_);
  };
  if (commitment.paused) return words(terms::booklet_paused);
  if (!commitment.due) {
    const auto clause = find_clause(commitment.clause);
    // The limit is the clause's own, not that of an extension or approval that belongs to it.
    const bool limited =
        clause && model_[*clause].name == commitment.clause && model_[*clause].limit.has_value();
    return words(limited ? terms::booklet_not_started : terms::booklet_no_limit);
  }
  std::string text = date_text(*commitment.due);
  if (commitment.overdue) text = with(std::move(text), terms::booklet_overdue);
  if (commitment.provisional) text = with(std::move(text), terms::booklet_provisional);
  if (commitment.aim) {
    const TermCode aim = commitment.aim_missed ? terms::booklet_aim_missed : terms::booklet_aim;
    text = with(std::move(text), aim, {date_text(*commitment.aim)});
  }
  return text;
}

std::string CaseWords::with_basis(const std::string& text,
                                  const std::vector<model::Citation>& citations) const {
  const std::string basis = graph::citation_text(citations, language_);
  return basis.empty() ? text : text + "  [" + basis + "]";
}

std::string CaseWords::entry_text(const EntryNamed& entry) const {
  const bool is_clock = entry.act.empty();
  if (is_clock && entry.number == 0) return words(terms::explain_clock_unnumbered);
  if (is_clock) return words(terms::explain_entry_of_clock, {entry.number});
  return words(terms::explain_entry_of_act,
               {entry.number, act_text({entry.act, entry.arguments, entry.actor, entry.time}),
                actor_text(entry.actor)});
}

Bilingual both_clause(const Policy& policy, const std::string& name) {
  return {CaseWords(policy, Language::english).clause_text(name),
          CaseWords(policy, Language::chinese).clause_text(name)};
}

}  // namespace recourse::reports
