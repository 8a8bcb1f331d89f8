// run_tests(): the `test` blocks of a policy, driven through apply() and advance().
#include <algorithm>
#include <set>

#include "engine/base/message.h"
#include "engine/base/messages/analysis.h"
#include "engine/cases/body.h"
#include "engine/cases/outcome.h"
#include "engine/cases/translate.h"
#include "engine/machine/inspect.h"
#include "engine/machine/record.h"
#include "recourse/test.h"

namespace recourse {
namespace {

using model::TestStep;

using Failure = std::optional<Diagnostic>;

/// One case of a test, and what its expectations ask of it.
class Scenario {
public:
  /// `outcome` is room that all cases of a test may share.
  Scenario(const Policy& policy, std::string number, machine::Outcome& outcome)
      : body_(policy),
        model_(body_.internals().model),
        machine_(body_.internals().machine),
        number_(std::move(number)),
        outcome_(outcome) {
    machine::clear(machine_, body_.view());
    outcome_.tracing = true;
  }

  [[nodiscard]] const Policy& policy() const { return body_.policy; }
  [[nodiscard]] const std::string& number() const { return number_; }
  [[nodiscard]] calendar::Minute next_due() const { return machine::next_due(body_.bytes()); }

  /// What is told and asked from then on is of the step at `now`.
  void begin_step(calendar::Minute now) {
    now_ = now;
    told_.clear();
  }

  /// Fires what is due before `until`; gives what it sends to other cases.
  Failure fire(const TestStep& step, calendar::Minute until, std::vector<Sent>& sent) {
    const auto entry = [&](const machine::Outcome& outcome) { remember(outcome, sent); };
    if (machine::advance(machine_, body_.surroundings(), body_.view(), until, outcome_, entry)) {
      return std::nullopt;
    }
    Outcome named = cases::name_outcome(body_, outcome_);
    if (named.act.empty()) named.act = calendar::format_day(model_.calendar->day_of(step.time));
    return failed_because(step, messages::test_fault, named);
  }

  /// Applies the act of a step, which may be expected to be refused; gives what it sends to other cases.
  Failure act(const TestStep& step, std::vector<Sent>& sent) {
    apply(step, step.time, body_, outcome_);
    remember(outcome_, sent);
    for (Sent& each : sent) each.act.effective = cases::to_instant(step.time);
    Outcome named = cases::name_outcome(body_, outcome_);
    named.act = model_[step.act].name;
    if (named.reason == "not-open")
      named.open_in = cases::stages_that_open(model_, static_cast<machine::Index>(step.act.index()));
    const bool accepted = outcome_.verdict == machine::Verdict::accepted;
    if (accepted) {
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

  [[nodiscard]] Diagnostic not_refused(const TestStep& step) const {
    return failed(step, messages::test_not_refused, {shown(model_[step.act])});
  }

  /// Takes an act that another case sends; gives why it does not.
  Failure take(const TestStep& step, const Act& act, std::vector<Sent>& sent) {
    cases::TranslatedAct translated;
    if (auto status = cases::translate(model_, machine_, act, translated); !status) return status.error();
    machine::apply(machine_, body_.surroundings(), body_.view(), translated.act, outcome_);
    if (outcome_.verdict == machine::Verdict::accepted) {
      remember(outcome_, sent);
      for (Sent& each : sent) each.act.effective = act.effective;
      return std::nullopt;
    }
    Outcome named = cases::name_outcome(body_, outcome_);
    named.act = act.name;
    Diagnostic diagnostic = failed_because(step, messages::test_refused_elsewhere, named);
    diagnostic.arguments = {model_.case_label.empty() ? model_.case_name : model_.case_label, act.name};
    return diagnostic;
  }

  Failure expectation(const TestStep& step, const machine::Program& condition) const {
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
        const bool holds = machine::condition(machine_, body_.surroundings(), body_.view(), now_, condition);
        return plain(step, holds, terms::test_holds, text_of(model_[step.condition].span));
      }
    }
    return std::nullopt;
  }

private:
  void apply(const TestStep& step, calendar::Minute time, Case::Body& body, machine::Outcome& outcome) const {
    machine::Act act;
    act.act = static_cast<machine::Index>(step.act.index());
    act.time = time;
    act.actor = actor(step.actor);
    act.arguments = step.arguments;
    const std::vector<std::string_view> texts(step.texts.begin(), step.texts.end());
    act.texts = texts;
    machine::apply(machine_, body.surroundings(), body.view(), act, outcome);
  }

  [[nodiscard]] Diagnostic failed(const TestStep& step, MessageCode code,
                                  std::vector<Argument> arguments) const {
    return {code, step.span, std::move(arguments), provisional_dates()};
  }

  /// What would have lapsed, were its date certain: nothing else says why it did not.
  [[nodiscard]] std::vector<RelatedPlace> provisional_dates() const {
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

  /// What the machine said stands beside the failure, as a note.
  [[nodiscard]] Diagnostic failed_because(const TestStep& step, MessageCode code,
                                          const Outcome& outcome) const {
    Diagnostic reason = refusal(body_.policy, outcome);
    return {code, step.span, {}, {{reason.code, {}, std::move(reason.arguments)}}};
  }

  [[nodiscard]] std::string when(calendar::Minute time, bool has_minute) const {
    const calendar::Calendar& calendar = *model_.calendar;
    return has_minute ? calendar::format_minute(calendar, time) : calendar::format_day(calendar.day_of(time));
  }

  /// An instance: of a clause, or of one of the members that each owe it.
  using Whose = std::pair<machine::Index, std::int64_t>;

  // The slot of a duty may serve another one once its stage is left; what was done is told by the trace.
  void remember(const machine::Outcome& outcome, std::vector<Sent>& sent) {
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

  bool uses_up(const machine::TraceItem& item) {
    if (item.kind != machine::TraceItem::Kind::permitted) return false;
    const machine::Clause& clause = machine_.clauses[item.index];
    if (clause.kind != machine::Clause::Kind::may || clause.clock == machine::kNone) return false;
    return ++uses_[item.index] == machine_.clocks[clause.clock].times;
  }

  /// `refused by NAME` names a clause that refused, or what it cites: an article, with or without its source.
  [[nodiscard]] bool refused_as_expected(const TestStep& step) const {
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

  [[nodiscard]] machine::Actor actor(const model::TestActor& given) const {
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

  /// The office that a role, or a field, stands for now.
  [[nodiscard]] offices::OfficeIndex office_of(model::WhoId who) const {
    std::vector<offices::OfficeIndex> found;
    machine::resolve(machine_, body_.surroundings(), body_.view(), now_,
                     static_cast<machine::Index>(who.index()), found);
    return found.empty() ? offices::kNoOffice : found.front();
  }

  [[nodiscard]] static bool names_somebody(const TestStep& step) {
    return step.actor.office != offices::kNoOffice || step.actor.party.known() || step.actor.who.known();
  }

  /// Whether the step means this member: the office that it names stands for it, or it names none.
  [[nodiscard]] bool means(const TestStep& step, std::int64_t member) const {
    const calendar::Day today = model_.calendar->day_of(now_);
    return !names_somebody(step) || model_.offices.current(static_cast<offices::OfficeIndex>(member),
                                                           today) == actor(step.actor).office;
  }

  [[nodiscard]] std::vector<machine::Member> members(const TestStep& step) const {
    const auto all = machine::members_of(machine_, body_.view(), machine_.clauses[step.duty.index()].clock);
    std::vector<machine::Member> meant(all.begin(), all.end());
    std::erase_if(meant, [&](const machine::Member& member) { return !means(step, member.office); });
    return meant;
  }

  [[nodiscard]] bool is_of_members(const TestStep& step) const {
    return model::is_of_members(model_, model_[step.duty]);
  }

  /// Whether that is so of the duty; of one of members it is overdue when one of them is, and done when all are.
  [[nodiscard]] bool is_among(const TestStep& step, const std::set<Whose>& all) const {
    const auto index = static_cast<machine::Index>(step.duty.index());
    if (!is_of_members(step) || (&all == &done_ && !names_somebody(step))) {
      return all.contains({index, base::kUnknown});
    }
    return std::any_of(all.begin(), all.end(), [&](const Whose& whose) {
      return whose.first == index && whose.second != base::kUnknown && means(step, whose.second);
    });
  }

  [[nodiscard]] machine::Slot slot(const TestStep& step) const {
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

  static std::string text_of(const SourceSpan& span) {
    return span.source ? span.source->text.substr(span.begin, span.end - span.begin) : "";
  }

  Failure plain(const TestStep& step, bool found, TermCode what, const std::string& name) const {
    if (found != step.negated) return std::nullopt;
    return failed(step, step.negated ? messages::test_unexpected : messages::test_missing,
                  {name, what, current_stages()});
  }

  /// Staff read the label of a stage, act or duty where it has one.
  template <typename Named>
  static const std::string& shown(const Named& named) {
    return named.label.empty() ? named.name : named.label;
  }

  [[nodiscard]] std::string current_stages() const {
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

  Failure stage(const TestStep& step) const {
    const bool there =
        machine::in_stage(machine_, body_.bytes(), static_cast<machine::Index>(step.stage.index()));
    if (there != step.negated) return std::nullopt;
    return failed(step, step.negated ? messages::test_stage_unexpected : messages::test_stage,
                  {shown(model_[step.stage]), current_stages()});
  }

  Failure due(const TestStep& step) const {
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

  /// A test that gives a day only does not ask for the minute.
  [[nodiscard]] bool is_same(const TestStep& step, calendar::Minute found) const {
    const calendar::Calendar& calendar = *model_.calendar;
    return step.due_has_minute ? found == step.due : calendar.day_of(found) == calendar.day_of(step.due);
  }

  Failure aim(const TestStep& step) const {
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

  /// Of the step before the expectation, with what lapsed on the way to it.
  Failure told(const TestStep& step) const {
    const std::string receiver = graph::who_text(model_, step.receiver);
    const bool found = std::any_of(told_.begin(), told_.end(), [&](const Notice& notice) {
      return notice.receiver == receiver && (step.texts.empty() || notice.text == step.texts.front());
    });
    return plain(step, found, terms::test_told,
                 step.texts.empty() ? receiver : receiver + ": " + step.texts.front());
  }

  Failure owed(const TestStep& step) const {
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

  /// It would be accepted now; without its arguments, nothing that does not depend on them is against it.
  [[nodiscard]] bool allowed(const TestStep& step) const {
    const calendar::Minute now = std::max(now_, machine::not_before(body_.bytes()));
    if (step.whole_act) {
      Case::Body trial = body_;
      machine::Outcome outcome;
      apply(step, now, trial, outcome);
      return outcome.verdict == machine::Verdict::accepted;
    }
    const machine::Actor who = actor(step.actor);
    bool offered = false;
    for (std::size_t i = 0; i < machine_.clauses.size(); ++i) {
      const auto index = static_cast<machine::Index>(i);
      const auto kind = machine_.clauses[i].kind;
      const bool listens = kind == machine::Clause::Kind::on || kind == machine::Clause::Kind::completion;
      if (listens || !names(index, step.act)) continue;
      if (kind == machine::Clause::Kind::must_not) {
        if (machine::forbids_actor(machine_, body_.surroundings(), body_.view(), now, index, who))
          return false;
      } else {
        offered =
            offered || machine::permits_actor(machine_, body_.surroundings(), body_.view(), now, index, who);
      }
    }
    return offered;
  }

  [[nodiscard]] bool names(machine::Index index, model::ActId act) const {
    const machine::Clause& clause = machine_.clauses[index];
    const cases::NamedClause named = cases::named_clause(body_.internals(), index);
    if (clause.kind == machine::Clause::Kind::extension) return named.clause->limit->extension->act == act;
    if (clause.kind == machine::Clause::Kind::approval) return named.clause->approval == act;
    return named.clause->any_act ||
           std::find(named.clause->acts.begin(), named.clause->acts.end(), act) != named.clause->acts.end();
  }

  Case::Body body_;
  const model::Model& model_;
  const machine::Machine& machine_;
  std::string number_;
  machine::Outcome& outcome_;
  calendar::Minute now_ = 0;
  std::set<Whose> done_, overdue_;
  std::map<machine::Index, unsigned> uses_;  // of rights
  std::vector<Notice> told_;                 // since the last step began
};

/// All cases of a test: the one that it is about, and those that come into being by what it sends.
class Play {
public:
  explicit Play(const Policy& policy) { cases_.push_back(std::make_unique<Scenario>(policy, "1", outcome_)); }

  TestResult run(const model::Test& test, const std::vector<machine::Program>& conditions) {
    TestResult result{test.name, test.span, 0, {}};
    for (std::size_t i = 0; i < test.steps.size(); ++i) {
      const TestStep& step = test.steps[i];
      ++result.steps;
      auto failure = step.in_case < 0 ? take(*cases_.front(), step, conditions[i]) : visit(step);
      if (!failure) continue;
      result.failures.push_back({step.span, std::move(*failure)});
      // What follows a step that went wrong would only repeat it.
      if (step.kind != TestStep::Kind::expect) break;
    }
    return result;
  }

private:
  using Cases = std::vector<std::unique_ptr<Scenario>>;

  /// A step in a case that another one has opened.
  Failure visit(const TestStep& step) {
    const Policy::CaseType& type =
        cases_.front()->policy().case_types()[static_cast<std::size_t>(step.in_case)];
    std::int64_t number = 0;
    for (const auto& one : cases_) {
      if (one != cases_.front() && one->policy().case_name() == type.name && ++number == step.which) {
        const graph::PolicyInternals& internals = graph::internals(one->policy());
        const auto visit = static_cast<std::size_t>(step.visit);
        return take(*one, internals.model.visits[visit], internals.test_conditions.back()[visit]);
      }
    }
    return Diagnostic{messages::test_no_such_case,
                      step.span,
                      {type.label.empty() ? type.name : type.label, step.which, number},
                      {}};
  }

  Failure take(Scenario& scenario, const TestStep& step, const machine::Program& condition) {
    if (step.kind == TestStep::Kind::expect) return scenario.expectation(step, condition);
    for (const auto& one : cases_) one->begin_step(step.time);
    // A step of the clock alone lets its own minute pass; an act is in time in the minute of a due date.
    const bool clock = step.kind == TestStep::Kind::clock;
    auto failure = pass(step, step.time + (clock ? 1 : 0));
    return failure || clock ? failure : act(scenario, step);
  }

  /// An act with what follows from it in other cases, or nothing of it.
  Failure act(Scenario& scenario, const TestStep& step) {
    Cases before;
    if (scenario.policy().case_types().size() > 1) {
      for (const auto& one : cases_) before.push_back(std::make_unique<Scenario>(*one));
    }
    std::vector<Sent> sent;
    if (auto failure = scenario.act(step, sent)) return failure;
    if (sent.empty()) return std::nullopt;
    auto failure = deliver(scenario, step, std::move(sent));
    if (failure && step.refused) {
      cases_ = std::move(before);
      return std::nullopt;
    }
    return step.refused ? scenario.not_refused(step) : failure;
  }

  /// Lets time pass in all cases, in its order.
  Failure pass(const TestStep& step, calendar::Minute until) {
    while (Scenario* next = earliest(until)) {
      if (auto failure = fire(*next, step, next->next_due() + 1)) return failure;
    }
    return std::nullopt;
  }

  Scenario* earliest(calendar::Minute until) {
    Scenario* next = nullptr;
    for (const auto& one : cases_) {
      const calendar::Minute due = one->next_due();
      if (due != calendar::kUnknownTime && due < until && (next == nullptr || due < next->next_due())) {
        next = one.get();
      }
    }
    return next;
  }

  Failure fire(Scenario& scenario, const TestStep& step, calendar::Minute until) {
    std::vector<Sent> sent;
    auto failure = scenario.fire(step, until, sent);
    return failure ? failure : deliver(scenario, step, std::move(sent));
  }

  /// To the cases in the order in which they were opened, what opens cases last.
  Failure deliver(const Scenario& from, const TestStep& step, std::vector<Sent> sent) {
    const auto order = [this](const Sent& each) {
      return std::tuple(each.to.empty() ? cases_.size() : place_of(each.to), each.case_type + each.act.name,
                        each.clause);
    };
    std::stable_sort(sent.begin(), sent.end(),
                     [&](const Sent& one, const Sent& other) { return order(one) < order(other); });
    for (Sent& each : sent) {
      each.act.actor.person = from.number();
      for (const std::string& parameter : each.own) each.act.arguments[parameter] = Value{from.number()};
      const std::size_t place = each.to.empty() ? open(from, each.case_type) : place_of(each.to);
      if (place == cases_.size()) {
        return Diagnostic{messages::test_case_unknown, step.span, {each.act.name, each.to}, {}};
      }
      Scenario& to = *cases_[place];
      if (auto failure = fire(to, step, cases::to_minute(each.act.effective))) return failure;
      std::vector<Sent> further;
      if (auto failure = to.take(step, each.act, further)) return failure;
      if (auto failure = deliver(to, step, std::move(further))) return failure;
    }
    return std::nullopt;
  }

  std::size_t open(const Scenario& from, const std::string& case_type) {
    const std::string number = from.number() + "/" + std::to_string(cases_.size());
    cases_.push_back(std::make_unique<Scenario>(*from.policy().of(case_type), number, outcome_));
    return cases_.size() - 1;
  }

  [[nodiscard]] std::size_t place_of(const std::string& number) const {
    const auto found =
        std::find_if(cases_.begin(), cases_.end(), [&](const auto& one) { return one->number() == number; });
    return static_cast<std::size_t>(found - cases_.begin());
  }

  machine::Outcome outcome_;
  Cases cases_;  // in the order in which they were opened
};

}  // namespace

std::vector<TestResult> run_tests(const Policy& policy) {
  std::vector<TestResult> results;
  for (const Policy& type : graph::policies_of_types(policy)) {
    const graph::PolicyInternals& internals = graph::internals(type);
    for (std::size_t i = 0; i < internals.model.tests.size(); ++i) {
      results.push_back(Play(type).run(internals.model.tests[i], internals.test_conditions[i]));
    }
  }
  return results;
}

}  // namespace recourse
