// Folds a case's log into its booklet: who did what when on what ground, what is owed and open, and why each
// date.
#include "engine/reports/booklet.h"

#include <algorithm>

#include "engine/base/catalogue.h"
#include "engine/base/messages/reports.h"
#include "engine/calendar/wording.h"
#include "engine/graph/policy_internal.h"
#include "engine/graph/wording.h"

namespace recourse {
namespace reports {
namespace {

class Maker {
public:
  Maker(const Policy& policy, PaperFormat format, Language language)
      : policy_(policy),
        model_(graph::internals(policy).model),
        wording_(model_, language),
        format_(format),
        language_(language) {}

  Booklet make(const std::string& number, const History& history, Instant as_of,
               const std::vector<std::string>& same_matter, const std::optional<EntryName>& withdrawn_by) {
    Booklet booklet;
    booklet.language = language_;
    booklet.number = number;
    booklet.as_of = date_text(as_of);
    booklet.policy =
        words(terms::booklet_policy, {policy_.title(), policy_.version(), policy_.digest().substr(0, 12)});
    booklet.kind = shown_name(policy_.case_name(), policy_.case_label());
    for (const History::Step& step : history.steps) {
      under(step.policy).add_step(step, booklet);
      for (const Effect& effect : step.withdrawn) {
        booklet.history.back().followed.push_back(
            under(policy_at(history, effect.time)).withdrawn_text(effect));
      }
    }
    for (const History::SetAside& aside : history.set_aside)
      under(aside.policy).add_set_aside(aside, booklet);
    if (withdrawn_by) {
      booklet.stages.push_back(
          words(terms::booklet_case_withdrawn, {withdrawn_by->case_number, withdrawn_by->number}));
      return booklet;
    }
    add_state(history.state, as_of, booklet);
    add_same_matter(history.state, same_matter, booklet);
    return booklet;
  }

  // Acts that were given a date only took effect at its last minute; the reader gave a date.
  [[nodiscard]] std::string date_text(Instant instant) const {
    std::string text = format_instant(policy_, instant);
    if (text.ends_with(" 23:59")) text.resize(text.size() - 6);
    return text;
  }

private:
  /// What happened is told in the words of the policy that the case was under then.
  [[nodiscard]] Maker under(const Policy& policy) const { return {policy, format_, language_}; }

  // Names are shown to people; programs get them as they are.
  [[nodiscard]] std::string shown(std::string name) const {
    return format_ == PaperFormat::json ? name : spaced(std::move(name));
  }
  [[nodiscard]] std::string shown_name(const std::string& name, const std::string& label) const {
    return shown(graph::shown_name(name, label, language_));
  }

  [[nodiscard]] std::string words(TermCode term, const std::vector<Argument>& arguments = {}) const {
    return base::fill(base::word(term, language_), arguments, language_);
  }

  void add_step(const History::Step& step, Booklet& booklet) {
    if (step.kind == Entry::Kind::surroundings || step.kind == Entry::Kind::migration)
      return add_exchange(step, booklet);
    Booklet::Step shown;
    shown.date = date_text(step.outcome.time);
    shown.clock = step.kind == Entry::Kind::clock;
    shown.act = shown.clock ? words(terms::booklet_clock) : act_text(step.act);
    if (!shown.clock) shown.actor = actor_text(step.act.actor);
    if (step.kind == Entry::Kind::correction)
      shown.remark = words(terms::booklet_corrected, {date_text(step.recorded)});
    if (step.late) shown.remark = words(terms::booklet_recorded_late, {date_text(step.recorded)});
    for (const Event& event : step.outcome.events) {
      if (event.kind == Event::Kind::permitted || event.kind == Event::Kind::lapsed ||
          event.kind == Event::Kind::fired) {
        add_basis(event.name, shown.basis);
      }
      const std::string followed = followed_text(event);
      if (!followed.empty()) shown.followed.push_back(followed);
    }
    for (const Notice& notice : step.outcome.notices) {
      shown.followed.push_back(words(terms::booklet_told, {receiver_text(notice), notice.text}));
    }
    for (const Sent& sent : step.outcome.sent) shown.followed.push_back(sent_text(sent));
    booklet.history.push_back(std::move(shown));
  }

  [[nodiscard]] static const Policy& policy_at(const History& history, Instant time) {
    const auto latest = std::find_if(history.steps.rbegin(), history.steps.rend(),
                                     [&](const auto& step) { return step.outcome.time <= time; });
    return latest == history.steps.rend() ? history.state.policy() : latest->policy;
  }

  [[nodiscard]] std::string withdrawn_text(const Effect& effect) const {
    return words(terms::booklet_withdrawn, {effect_text(effect)});
  }

  [[nodiscard]] std::string effect_text(const Effect& effect) const {
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

  /// Dates that moved by a notice are told, most often none did; that the case went over to another policy is told anyway.
  void add_exchange(const History::Step& exchange, Booklet& booklet) {
    const bool is_migration = exchange.kind == Entry::Kind::migration;
    Booklet::Step step;
    step.date = date_text(exchange.outcome.time);
    step.clock = true;
    step.act = words(is_migration ? terms::booklet_migration : terms::booklet_surroundings);
    for (const Event& event : exchange.outcome.events) {
      if (event.kind == Event::Kind::dated && event.due)
        step.followed.push_back(
            words(terms::booklet_dated, {clause_text(event.name), date_text(*event.due)}));
    }
    if (is_migration || !step.followed.empty()) booklet.history.push_back(std::move(step));
  }

  void add_set_aside(const History::SetAside& aside, Booklet& booklet) {
    Booklet::Step step;
    step.date = date_text(aside.act.effective);
    step.actor = actor_text(aside.act.actor);
    step.act = act_text(aside.act);
    step.remark = words(aside.replaced ? terms::booklet_replaced : terms::booklet_without_effect,
                        {date_text(aside.since)});
    booklet.set_aside.push_back(std::move(step));
  }

  [[nodiscard]] std::string case_type_text(const std::string& name) const {
    const auto& types = policy_.case_types();
    const auto type =
        std::find_if(types.begin(), types.end(), [&](const auto& known) { return known.name == name; });
    return type == types.end() ? shown(name) : shown_name(type->name, type->label);
  }

  [[nodiscard]] std::string sent_text(const Sent& sent) const {
    const std::string type = case_type_text(sent.case_type);
    if (sent.to.empty()) return words(terms::booklet_opened, {type});
    const std::optional<Policy> other = policy_.of(sent.case_type);
    const Policy::Act* act = other ? other->act(sent.act.name) : nullptr;
    return words(terms::booklet_sent,
                 {act == nullptr ? shown(sent.act.name) : shown_name(act->name, act->label), type, sent.to});
  }

  void add_basis(const std::string& clause_name, std::string& basis) {
    const std::string citation = citation_of(clause_name);
    if (citation.empty() || basis.find(citation) != std::string::npos) return;
    basis += (basis.empty() ? "" : "; ") + citation;
  }

  // Extensions and approvals are named after the clause they belong to: extend(NAME), approve(ACT).
  [[nodiscard]] static std::string inner_name(const std::string& name) {
    const std::size_t open = name.find('(');
    if (open == std::string::npos || !name.ends_with(')')) return name;
    return name.substr(open + 1, name.size() - open - 2);
  }

  [[nodiscard]] std::optional<model::ClauseId> find_clause(const std::string& name) const {
    for (std::size_t i = 0; i < model_.clauses.size(); ++i) {
      const model::Clause& clause = model_.clauses[i];
      // An approval stands in the clause that forbids what it approves.
      const bool approves = clause.approval.known() && model_[clause.approval].name == name;
      if (clause.name == name || clause.name == inner_name(name) || approves)
        return model::ClauseId{static_cast<std::int32_t>(i)};
    }
    return std::nullopt;
  }

  [[nodiscard]] std::string citation_of(const std::string& name) const {
    const auto clause = find_clause(name);
    return clause ? graph::citation_text(model_[*clause].citations, language_) : "";
  }

  [[nodiscard]] std::string clause_text(const std::string& name) const {
    const auto clause = find_clause(name);
    return shown(clause ? wording_.clause(*clause) : name);
  }

  [[nodiscard]] std::string office_text(const std::string& id) const {
    for (const Policy::Office& office : policy_.offices()) {
      if (office.id != id) continue;
      return language_ == Language::english && !office.name_english.empty() ? office.name_english
                                                                            : office.name;
    }
    return id;
  }

  [[nodiscard]] std::string role_text(const std::string& name) const {
    for (const Policy::Role& role : policy_.roles()) {
      if (role.name == name || role.label == name) return shown_name(role.name, role.label);
    }
    return name;
  }

  [[nodiscard]] std::string actor_text(const Actor& actor) const {
    if (actor.kind == Actor::Kind::party) return role_text(actor.role);
    if (actor.kind == Actor::Kind::other_case) return case_type_text(actor.role) + " " + actor.person;
    std::string text = office_text(actor.office);
    if (!actor.person.empty())
      text += language_ == Language::chinese ? "（" + actor.person + "）" : " (" + actor.person + ")";
    return text;
  }

  [[nodiscard]] std::string receiver_text(const Notice& notice) const {
    if (notice.offices.empty()) return role_text(notice.receiver);
    std::string text;
    for (const std::string& office : notice.offices) text += (text.empty() ? "" : ", ") + office_text(office);
    return text;
  }

  // approve(pass_on) is shown with the label of what it approves.
  [[nodiscard]] std::string shown_act(const Policy::Act& act) const {
    const Policy::Act* approved = act.approval ? policy_.act(inner_name(act.name)) : nullptr;
    if (approved == nullptr) return shown_name(act.name, act.label);
    return words(terms::booklet_approve, {shown_name(approved->name, approved->label)});
  }

  [[nodiscard]] std::string act_text(const Act& given_act) const {
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

  [[nodiscard]] std::string choice_text(const Policy::Type& type, const std::string& value) const {
    for (const Policy::Type::Choice& choice : type.values) {
      if (choice.name == value || choice.label == value) return shown_name(choice.name, choice.label);
    }
    if (type.name == "duration") {
      const auto period = calendar::parse_period(value);
      return period ? calendar::describe(*period, language_) : value;
    }
    return type.name == "office" || type.name == "set of office" ? office_by_any_name(value) : value;
  }

  [[nodiscard]] std::string office_by_any_name(const std::string& name) const {
    const offices::OfficeIndex office = model_.offices.find(name);
    if (office == offices::kNoOffice) return name;
    return office_text(model_.offices.offices()[static_cast<std::size_t>(office)].id);
  }

  [[nodiscard]] std::string value_text(const Policy::Type& type, const Value& value) const {
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
      for (const std::string& member : *members)
        list += (list.empty() ? "" : ", ") + choice_text(type, member);
    }
    return list;
  }

  [[nodiscard]] std::string stage_text(const std::string& name) const {
    const Policy::Stage* stage = policy_.stage(name);
    return stage == nullptr ? name : shown_name(stage->name, stage->label);
  }

  // What a reader of the booklet wants to know of an event; the rest is the engine's.
  [[nodiscard]] std::string followed_text(const Event& event) const {
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

  /// Other cases that may be about the same matter, until somebody has settled that one is.
  void add_same_matter(const Case& folded, const std::vector<std::string>& same, Booklet& booklet) {
    const auto twin = folded.field("twin");
    if (!twin || !std::holds_alternative<std::monostate>(twin->held)) return;
    std::string numbers;
    for (const std::string& number : same) numbers += (numbers.empty() ? "" : ", ") + number;
    if (!numbers.empty()) booklet.particulars.emplace_back(words(terms::booklet_same_matter), numbers);
  }

  void add_state(const Case& folded, Instant as_of, Booklet& booklet) {
    for (const std::string& stage : folded.stages()) booklet.stages.push_back(stage_text(stage));
    for (const std::string& office : folded.responsible(as_of))
      booklet.responsible.push_back(office_text(office));
    for (const Policy::Value& field : policy_.fields()) {
      auto value = folded.field(field.name);
      const std::string text = value ? value_text(field.type, *value) : "";
      if (!text.empty() && !model::is_bits_of_periods(field.name)) {
        booklet.particulars.emplace_back(shown_name(field.name, field.label), text);
      }
    }
    for (const Case::Commitment& commitment : folded.commitments(as_of)) add_commitment(commitment, booklet);
  }

  void add_commitment(const Case::Commitment& commitment, Booklet& booklet) {
    if (commitment.barred) return;
    Booklet::Item item;
    item.what = what_text(commitment);
    item.who = who_text(commitment);
    item.until = until_text(commitment);
    item.basis = citation_of(commitment.clause);
    item.dated = commitment.due.has_value() && !commitment.paused;
    item.overdue = commitment.overdue;
    item.why = describe(commitment.receipt, language_);
    switch (commitment.kind) {
      case Case::Commitment::Kind::duty:
        booklet.owed.push_back(std::move(item));
        break;
      case Case::Commitment::Kind::timer:
        booklet.timers.push_back(std::move(item));
        break;
      case Case::Commitment::Kind::right:
        (commitment.by_party ? booklet.yours : booklet.offices_may).push_back(std::move(item));
        break;
    }
  }

  [[nodiscard]] std::string what_text(const Case::Commitment& commitment) const {
    std::vector<Argument::Item> acts;
    for (const std::string& name : commitment.acts) {
      const Policy::Act* act = policy_.act(name);
      acts.emplace_back(act == nullptr ? name : shown_act(*act));
    }
    if (acts.empty()) return clause_text(commitment.clause);
    return base::fill("{0}", {Argument(acts)}, language_);
  }

  [[nodiscard]] std::string who_text(const Case::Commitment& commitment) const {
    if (commitment.offices.empty()) return role_text(commitment.who);
    std::string text;
    for (const std::string& office : commitment.offices)
      text += (text.empty() ? "" : ", ") + office_text(office);
    return text;
  }

  [[nodiscard]] std::string until_text(const Case::Commitment& commitment) const {
    const auto with = [&](std::string text, TermCode remark, const std::vector<Argument>& arguments = {}) {
      return std::move(text) + (language_ == Language::chinese ? "，" : ", ") +
             base::fill(base::word(remark, language_), arguments, language_);
    };
    if (commitment.paused) return words(terms::booklet_paused);
    if (!commitment.due) {
      const auto clause = find_clause(commitment.clause);
      const bool limited = clause && model_[*clause].limit.has_value();
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

  Policy policy_;
  const model::Model& model_;
  graph::Wording wording_;
  PaperFormat format_;
  Language language_;
};

/// When a case began that has not yet by the time that is asked for.
Result<Instant> begun_on(Docket& docket, const std::string& case_number) {
  const auto entries = docket.entries(case_number);
  if (!entries) return entries.error();
  Instant last{};
  for (const Entry& entry : *entries) last = std::max(last, entry.effective);
  const auto history = docket.history(case_number, last + std::chrono::minutes(1));
  if (!history) return history.error();
  return (*history)->steps.front().outcome.time;
}

}  // namespace

std::string spaced(std::string name) {
  std::replace(name.begin(), name.end(), '_', ' ');
  return name;
}

Result<Booklet> make_booklet(Docket& docket, const std::string& case_number, Instant as_of,
                             PaperFormat format, Language language) {
  auto found = docket.find(case_number);
  if (!found) return found.error();
  if (!*found) return Diagnostic{messages::case_not_found, {}, {case_number}, {}};
  Maker maker((*found)->policy(), format, language);
  auto history = docket.history(case_number, as_of + std::chrono::minutes(1));
  if (!history) return history.error();
  const auto withdrawn_by = docket.withdrawn_by(case_number);
  if (!withdrawn_by) return withdrawn_by.error();
  if ((*history)->steps.empty() && !*withdrawn_by) {
    const auto began = begun_on(docket, case_number);
    if (!began) return began.error();
    return Diagnostic{
        messages::case_not_begun, {}, {case_number, maker.date_text(as_of), maker.date_text(*began)}, {}};
  }
  const auto same = docket.same_matter(case_number);
  if (!same) return same.error();
  return maker.make(case_number, **history, as_of, *same, *withdrawn_by);
}

}  // namespace reports

Result<std::string> booklet(Docket& docket, const std::string& case_number, Instant as_of, PaperFormat format,
                            Language language) {
  auto made = reports::make_booklet(docket, case_number, as_of, format, language);
  if (!made) return made.error();
  switch (format) {
    case PaperFormat::html:
      return reports::to_html(*made);
    case PaperFormat::json:
      return reports::to_json(*made);
    case PaperFormat::text:
      break;
  }
  return reports::to_text(*made);
}

}  // namespace recourse
