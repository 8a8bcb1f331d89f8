#include "engine/analysis/scenario.h"

#include <algorithm>

#include "engine/cases/outcome.h"
#include "engine/cases/translate.h"
#include "recourse/case.h"

namespace recourse::analysis {

Failure Scenario::fire(const TestStep& step, calendar::Minute until, std::vector<Sent>& sent) {
  const auto entry = [&](const machine::Outcome& outcome) { remember(outcome, sent); };
  if (machine::advance(machine_, body_.surroundings(), body_.view(), until, outcome_, entry)) {
    return std::nullopt;
  }
  Outcome named = cases::name_outcome(body_, outcome_);
  if (named.act.empty()) named.act = calendar::format_day(model_.calendar->day_of(step.time));
  return failed_because(step, messages::test_fault, named);
}

Failure Scenario::act(const TestStep& step, std::vector<Sent>& sent) {
  apply(step, step.time, body_, outcome_);
  remember(outcome_, sent);
  for (Sent& each : sent) each.act.effective = cases::to_instant(step.time);
  Outcome named = cases::name_outcome(body_, outcome_);
  named.act = model_[step.act].name;
  if (named.reason == "not-open")
    named.open_in = cases::stages_that_open(model_, static_cast<machine::Index>(step.act.index()));
  const bool accepted = outcome_.verdict == machine::Verdict::accepted;
  if (accepted) {
    number_by_period();
    // What it sends may still be refused.
    if (!step.refused || !sent.empty()) return std::nullopt;
    return not_refused(step);
  }
  if (!step.refused) {
    Diagnostic diagnostic = refusal(body_.policy, named);
    diagnostic.span = step.span;
    return diagnostic;
  }
  if (outcome_.verdict == machine::Verdict::refused && refused_as_expected(step)) return std::nullopt;
  if (outcome_.verdict == machine::Verdict::fault) return failed_because(step, messages::test_fault, named);
  Diagnostic diagnostic = failed_because(step, messages::test_refused_otherwise, named);
  diagnostic.arguments = {step.refused_by};
  return diagnostic;
}

Failure Scenario::take(const TestStep& step, const Act& act, std::vector<Sent>& sent) {
  cases::TranslatedAct translated;
  if (auto status = cases::translate(model_, machine_, act, translated); !status) return status.error();
  machine::apply(machine_, body_.surroundings(), body_.view(), translated.act, outcome_);
  if (outcome_.verdict == machine::Verdict::accepted) {
    remember(outcome_, sent);
    number_by_period();
    for (Sent& each : sent) each.act.effective = act.effective;
    return std::nullopt;
  }
  note(outcome_);
  Outcome named = cases::name_outcome(body_, outcome_);
  named.act = act.name;
  Diagnostic diagnostic = failed_because(step, messages::test_refused_elsewhere, named);
  diagnostic.arguments = {model_.case_label.empty() ? model_.case_name : model_.case_label, act.name};
  return diagnostic;
}

Failure Scenario::expectation(const TestStep& step, const machine::Program& condition) const {
  switch (step.expectation) {
    case TestStep::Expectation::stage:
      return stage(step);
    case TestStep::Expectation::due:
      return due(step);
    case TestStep::Expectation::aim:
      return aim(step);
    case TestStep::Expectation::overdue:
      return plain(step, is_among(step, overdue_), terms::test_overdue, shown(model_[step.duty]));
    case TestStep::Expectation::done:
      return plain(step, is_among(step, done_), terms::test_done, shown(model_[step.duty]));
    case TestStep::Expectation::owed:
      return owed(step);
    case TestStep::Expectation::allowed:
      return plain(step, allowed(step), terms::test_allowed, shown(model_[step.act]));
    case TestStep::Expectation::told:
      return told(step);
    case TestStep::Expectation::condition: {
      std::vector<machine::Evidence> evidence;
      const bool holds =
          machine::condition(machine_, body_.surroundings(), body_.view(), now_, condition, &evidence);
      if (reached_ != nullptr) analysis::note(evidence, *reached_);
      return plain(step, holds, terms::test_holds, text_of(model_[step.condition].span));
    }
  }
  return std::nullopt;
}

void Scenario::apply(const TestStep& step, calendar::Minute time, Case::Body& body,
                     machine::Outcome& outcome) const {
  machine::Act act;
  act.act = static_cast<machine::Index>(step.act.index());
  act.time = time;
  act.actor = actor(step.actor);
  act.arguments = step.arguments;
  const std::vector<std::string_view> texts(step.texts.begin(), step.texts.end());
  act.texts = texts;
  machine::apply(machine_, body.surroundings(), body.view(), act, outcome);
}

std::vector<RelatedPlace> Scenario::provisional_dates() const {
  std::vector<RelatedPlace> notes;
  for (const machine::Clock& clock : machine_.clocks) {
    if (!machine::in_stage(machine_, body_.bytes(), machine_.clauses[clock.clause].stage)) continue;
    const machine::Slot slot = machine::load_slot(body_.bytes(), clock.slot_offset);
    constexpr unsigned kWaits = machine::Slot::active | machine::Slot::dated | machine::Slot::provisional;
    constexpr unsigned kOver = machine::Slot::done | machine::Slot::paused_now;
    if ((slot.marks & (kWaits | kOver)) == kWaits && slot.due < now_) {
      notes.push_back(
          {messages::test_provisional, {}, {shown(model_.clauses[clock.clause]), when(slot.due, false)}});
    }
  }
  return notes;
}

void Scenario::remember(const machine::Outcome& outcome, std::vector<Sent>& sent) {
  note(outcome);
  if (!outcome.notices.empty() || !outcome.sent.empty()) {
    Outcome named = cases::name_outcome(body_, outcome);
    told_.insert(told_.end(), named.notices.begin(), named.notices.end());
    sent.insert(sent.end(), named.sent.begin(), named.sent.end());
  }
  for (const machine::TraceItem& item : outcome.trace) {
    using Kind = machine::TraceItem::Kind;
    const Whose whose{item.index, item.value};
    if (item.kind == Kind::done || item.kind == Kind::fired || uses_up(item)) done_.insert(whose);
    if (item.kind == Kind::lapsed) overdue_.insert(whose);
    if (item.kind == Kind::started) {
      uses_.erase(item.index);
      done_.erase({item.index, base::kUnknown});  // of members: not all have done it any more
      done_.erase(whose);
    }
    const bool left = item.kind == Kind::discharged && item.value != base::kUnknown;
    if (item.kind == Kind::started || item.kind == Kind::done || left) overdue_.erase(whose);
  }
}

bool Scenario::uses_up(const machine::TraceItem& item) {
  if (item.kind != machine::TraceItem::Kind::permitted) return false;
  const machine::Clause& clause = machine_.clauses[item.index];
  if (clause.kind != machine::Clause::Kind::may || clause.clock == machine::kNone) return false;
  return ++uses_[item.index] == machine_.clocks[clause.clock].times;
}

bool Scenario::refused_as_expected(const TestStep& step) const {
  const std::string& expected = step.refused_by;
  const auto cited = [&](const model::Citation& citation) {
    return citation.source == expected ||
           std::any_of(citation.articles.begin(), citation.articles.end(), [&](const std::string& article) {
             return article == expected || citation.source + " " + article == expected;
           });
  };
  return expected.empty() ||
         std::any_of(outcome_.clauses.begin(), outcome_.clauses.end(), [&](machine::Index index) {
           const cases::NamedClause named = cases::named_clause(body_.internals(), index);
           const model::Clause& clause = *named.clause;
           return named.name == expected || clause.label == expected ||
                  std::any_of(clause.citations.begin(), clause.citations.end(), cited);
         });
}

machine::Actor Scenario::actor(const model::TestActor& given) const {
  machine::Actor actor;
  if (given.party.known()) {
    actor.kind = machine::Actor::Kind::party;
    actor.role = static_cast<machine::Index>(given.party.index());
    return actor;
  }
  actor.office = given.who.known() ? office_of(given.who) : given.office;
  const std::string& name = given.who.known() ? model_[given.who].post : given.post;
  const auto post = std::find(machine_.posts.begin(), machine_.posts.end(), name);
  if (post != machine_.posts.end()) actor.post = static_cast<machine::Index>(post - machine_.posts.begin());
  return actor;
}

offices::OfficeIndex Scenario::office_of(model::WhoId who) const {
  std::vector<offices::OfficeIndex> found;
  machine::resolve(machine_, body_.surroundings(), body_.view(), now_,
                   static_cast<machine::Index>(who.index()), found);
  return found.empty() ? offices::kNoOffice : found.front();
}

bool Scenario::means(const TestStep& step, std::int64_t member) const {
  const calendar::Day today = model_.calendar->day_of(now_);
  return !names_somebody(step) ||
         model_.offices.current(static_cast<offices::OfficeIndex>(member), today) == actor(step.actor).office;
}

std::vector<machine::Member> Scenario::members(const TestStep& step) const {
  const auto all = machine::members_of(machine_, body_.view(), machine_.clauses[step.duty.index()].clock);
  std::vector<machine::Member> meant(all.begin(), all.end());
  std::erase_if(meant, [&](const machine::Member& member) { return !means(step, member.office); });
  return meant;
}

bool Scenario::is_among(const TestStep& step, const std::set<Whose>& all) const {
  const auto index = static_cast<machine::Index>(step.duty.index());
  if (!is_of_members(step) || (&all == &done_ && !names_somebody(step))) {
    return all.contains({index, base::kUnknown});
  }
  return std::any_of(all.begin(), all.end(), [&](const Whose& whose) {
    return whose.first == index && whose.second != base::kUnknown && means(step, whose.second);
  });
}

machine::Slot Scenario::slot(const TestStep& step) const {
  const machine::Clause& clause = machine_.clauses[step.duty.index()];
  if (clause.clock == machine::kNone) return {};
  // The slot of a stage that has been left may be another clause's by now.
  if (!machine_.clocks[clause.clock].pinned && !machine::in_stage(machine_, body_.bytes(), clause.stage))
    return {};
  if (!names_somebody(step) || !is_of_members(step))
    return machine::slot(machine_, body_.bytes(), clause.clock);
  const std::vector<machine::Member> meant = members(step);
  return meant.empty() ? machine::Slot{} : meant.front().slot;
}

Failure Scenario::plain(const TestStep& step, bool found, TermCode what, const std::string& name) const {
  if (found != step.negated) return std::nullopt;
  return failed(step, step.negated ? messages::test_unexpected : messages::test_missing,
                {name, what, current_stages()});
}

std::string Scenario::current_stages() const {
  std::string names;
  for (std::size_t i = 0; i < model_.regions.size(); ++i) {
    if (model_[model_.regions[i].root].children.empty()) continue;
    const machine::Index current =
        machine::current_stage(machine_, body_.bytes(), static_cast<machine::Index>(i));
    if (current == machine::kNone) continue;
    names += (names.empty() ? "" : ", ") + shown(model_.stages[current]);
  }
  return names.empty() ? "-" : names;
}

Failure Scenario::stage(const TestStep& step) const {
  const bool there =
      machine::in_stage(machine_, body_.bytes(), static_cast<machine::Index>(step.stage.index()));
  if (there != step.negated) return std::nullopt;
  return failed(step, step.negated ? messages::test_stage_unexpected : messages::test_stage,
                {shown(model_[step.stage]), current_stages()});
}

Failure Scenario::due(const TestStep& step) const {
  const machine::Slot marks = slot(step);
  const std::string& name = shown(model_[step.duty]);
  if ((marks.marks & machine::Slot::dated) == 0 || (marks.marks & machine::Slot::paused_now) != 0) {
    if (step.negated) return std::nullopt;  // what has no date is not due on this one
    return failed(step, messages::test_no_due, {name, current_stages()});
  }
  if (is_same(step, marks.due) != step.negated) return std::nullopt;
  const std::string found = when(marks.due, step.due_has_minute);
  if (step.negated) return failed(step, messages::test_due_unexpected, {name, found, current_stages()});
  return failed(step, messages::test_due, {name, when(step.due, step.due_has_minute), found});
}

Failure Scenario::aim(const TestStep& step) const {
  const std::string& name = shown(model_[step.duty]);
  const std::optional<model::Limit>& limit = model_[step.duty].limit;
  std::optional<calendar::Due> aimed;
  if (limit && limit->aim)
    aimed = machine::aimed_at(machine_, body_.surroundings(), body_.view(), now_,
                              machine_.clauses[step.duty.index()].clock, slot(step), *limit->aim);
  if (aimed && is_same(step, aimed->instant) != step.negated) return std::nullopt;
  if (!aimed && step.negated) return std::nullopt;
  if (!aimed) return failed(step, messages::test_no_aim, {name, current_stages()});
  if (step.negated)
    return failed(step, messages::test_unexpected, {name, terms::test_aimed, current_stages()});
  return failed(step, messages::test_aim,
                {name, when(step.due, step.due_has_minute), when(aimed->instant, step.due_has_minute)});
}

Failure Scenario::told(const TestStep& step) const {
  const std::string receiver = graph::who_text(model_, step.receiver);
  const bool found = std::any_of(told_.begin(), told_.end(), [&](const Notice& notice) {
    return notice.receiver == receiver && (step.texts.empty() || notice.text == step.texts.front());
  });
  return plain(step, found, terms::test_told,
               step.texts.empty() ? receiver : receiver + ": " + step.texts.front());
}

Failure Scenario::owed(const TestStep& step) const {
  const machine::Slot marks = slot(step);
  bool owes = (marks.marks & machine::Slot::active) != 0 && (marks.marks & machine::Slot::done) == 0;
  if (is_of_members(step)) {
    const std::vector<machine::Member> meant = members(step);
    owes = std::any_of(meant.begin(), meant.end(), [](const machine::Member& member) {
      return (member.slot.marks & (machine::Slot::active | machine::Slot::done)) == machine::Slot::active;
    });
  } else if (owes && names_somebody(step)) {
    owes = machine::matches(machine_, body_.surroundings(), body_.view(), now_,
                            machine_.clauses[step.duty.index()].who, actor(step.actor));
  }
  return plain(step, owes, terms::test_owed, shown(model_[step.duty]));
}

bool Scenario::allowed(const TestStep& step) const {
  const calendar::Minute now = std::max(now_, machine::not_before(body_.bytes()));
  if (step.whole_act) {
    Case::Body trial = body_;
    machine::Outcome outcome;
    outcome.tracing = true;
    apply(step, now, trial, outcome);
    const bool accepted = outcome.verdict == machine::Verdict::accepted;
    if (!accepted) note(outcome);  // it was asked only: what it would have done has not been
    return accepted;
  }
  const machine::Actor who = actor(step.actor);
  bool offered = false;
  for (std::size_t i = 0; i < machine_.clauses.size(); ++i) {
    const auto index = static_cast<machine::Index>(i);
    const auto kind = machine_.clauses[i].kind;
    const bool listens = kind == machine::Clause::Kind::on || kind == machine::Clause::Kind::completion;
    if (listens || !names(index, step.act)) continue;
    if (kind == machine::Clause::Kind::must_not) {
      if (machine::forbids_actor(machine_, body_.surroundings(), body_.view(), now, index, who)) {
        if (reached_ != nullptr) reached_->insert({CoverageItem::Kind::prohibition, i});
        return false;
      }
    } else {
      offered =
          offered || machine::permits_actor(machine_, body_.surroundings(), body_.view(), now, index, who);
    }
  }
  return offered;
}

bool Scenario::names(machine::Index index, model::ActId act) const {
  const machine::Clause& clause = machine_.clauses[index];
  const cases::NamedClause named = cases::named_clause(body_.internals(), index);
  if (clause.kind == machine::Clause::Kind::extension) return named.clause->limit->extension->act == act;
  if (clause.kind == machine::Clause::Kind::approval) return named.clause->approval == act;
  return named.clause->any_act ||
         std::find(named.clause->acts.begin(), named.clause->acts.end(), act) != named.clause->acts.end();
}

}  // namespace recourse::analysis
