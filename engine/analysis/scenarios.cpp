// run_tests(): the `test` blocks of a policy, driven through apply() and advance().
#include <algorithm>
#include <set>

#include "engine/base/message.h"
#include "engine/base/messages/analysis.h"
#include "engine/cases/body.h"
#include "engine/cases/outcome.h"
#include "engine/graph/flatten.h"
#include "engine/machine/inspect.h"
#include "engine/machine/record.h"
#include "recourse/test.h"

namespace recourse {
namespace {

using model::TestStep;

class Scenario {
public:
  // `machine` is the policy's with the conditions of its tests flattened into it, in the order of
  // `conditions`.
  Scenario(const Policy& policy, const machine::Machine& machine, const model::Test& test)
      : body_(policy), model_(body_.internals().model), machine_(machine), test_(test) {
    machine::clear(machine_, body_.view());
    outcome_.tracing = true;
  }

  TestResult run(const std::map<model::ExpressionId, machine::Program>& conditions) {
    TestResult result{test_.name, test_.span, 0, {}};
    for (const TestStep& step : test_.steps) {
      ++result.steps;
      auto failure = step.kind == TestStep::Kind::expect ? expectation(step, conditions) : event(step);
      if (!failure) continue;
      result.failures.push_back({step.span, std::move(*failure)});
      // What follows a step that went wrong would only repeat it.
      if (step.kind != TestStep::Kind::expect) break;
    }
    return result;
  }

private:
  using Failure = std::optional<Diagnostic>;

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

  Failure event(const TestStep& step) {
    // A step of the clock alone lets its own minute pass; an act is in time in the minute of a due date.
    const bool clock = step.kind == TestStep::Kind::clock;
    now_ = step.time;
    told_.clear();
    if (!machine::advance(machine_, body_.surroundings(), body_.view(), step.time + (clock ? 1 : 0), outcome_,
                          [this](const machine::Outcome& entry) { remember(entry); })) {
      Outcome named = cases::name_outcome(body_, outcome_);
      if (named.act.empty()) named.act = calendar::format_day(model_.calendar->day_of(step.time));
      return failed_because(step, messages::test_fault, named);
    }
    return clock ? std::nullopt : act(step);
  }

  // The slot of a duty may serve another one once its stage is left; what was done is told by the trace.
  void remember(const machine::Outcome& outcome) {
    if (!outcome.notices.empty()) {
      const std::vector<Notice> notices = cases::name_outcome(body_, outcome).notices;
      told_.insert(told_.end(), notices.begin(), notices.end());
    }
    for (const machine::TraceItem& item : outcome.trace) {
      using Kind = machine::TraceItem::Kind;
      if (item.kind == Kind::done) done_.insert(item.index);
      if (item.kind == Kind::lapsed) overdue_.insert(item.index);
      if (item.kind == Kind::started) done_.erase(item.index);
      if (item.kind == Kind::started || item.kind == Kind::done) overdue_.erase(item.index);
    }
  }

  Failure act(const TestStep& step) {
    machine::Act act;
    act.act = static_cast<machine::Index>(step.act.index());
    act.time = step.time;
    act.actor = actor(step.actor);
    act.arguments = step.arguments;
    const std::vector<std::string_view> texts(step.texts.begin(), step.texts.end());
    act.texts = texts;
    machine::apply(machine_, body_.surroundings(), body_.view(), act, outcome_);
    remember(outcome_);
    Outcome named = cases::name_outcome(body_, outcome_);
    named.act = model_[step.act].name;
    if (named.reason == "not-open") named.open_in = cases::stages_that_open(model_, act.act);
    const bool accepted = outcome_.verdict == machine::Verdict::accepted;
    if (accepted) {
      if (!step.refused) return std::nullopt;
      return failed(step, messages::test_not_refused, {shown(model_[step.act])});
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

  [[nodiscard]] machine::Slot slot(const TestStep& step) const {
    const machine::Clause& clause = machine_.clauses[step.duty.index()];
    if (clause.clock == machine::kNone) return {};
    // The slot of a stage that has been left may be another clause's by now.
    if (!machine_.clocks[clause.clock].pinned && !machine::in_stage(machine_, body_.bytes(), clause.stage))
      return {};
    return machine::slot(machine_, body_.bytes(), clause.clock);
  }

  Failure expectation(const TestStep& step,
                      const std::map<model::ExpressionId, machine::Program>& conditions) {
    switch (step.expectation) {
      case TestStep::Expectation::stage:
        return stage(step);
      case TestStep::Expectation::due:
        return due(step);
      case TestStep::Expectation::aim:
        return aim(step);
      case TestStep::Expectation::overdue:
        return plain(step, overdue_.contains(static_cast<machine::Index>(step.duty.index())),
                     terms::test_overdue, shown(model_[step.duty]));
      case TestStep::Expectation::done:
        return plain(step, done_.contains(static_cast<machine::Index>(step.duty.index())), terms::test_done,
                     shown(model_[step.duty]));
      case TestStep::Expectation::owed:
        return owed(step);
      case TestStep::Expectation::allowed:
        return plain(step, allowed(step), terms::test_allowed, shown(model_[step.act]));
      case TestStep::Expectation::told:
        return told(step);
      case TestStep::Expectation::condition: {
        const bool holds = machine::condition(machine_, body_.surroundings(), body_.view(), now_,
                                              conditions.at(step.condition));
        return plain(step, holds, terms::test_holds, text_of(model_[step.condition].span));
      }
    }
    return std::nullopt;
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
                                machine_.clauses[step.duty.index()].clock, *limit->aim);
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
    const bool by_anyone =
        step.actor.office == offices::kNoOffice && !step.actor.party.known() && !step.actor.who.known();
    if (owes && !by_anyone) {
      owes = machine::matches(machine_, body_.surroundings(), body_.view(), now_,
                              machine_.clauses[step.duty.index()].who, actor(step.actor));
    }
    return plain(step, owes, terms::test_owed, shown(model_[step.duty]));
  }

  // Offered to the actor, and forbidden by nothing that does not depend on the act's particulars.
  [[nodiscard]] bool allowed(const TestStep& step) const {
    const machine::Actor who = actor(step.actor);
    std::vector<machine::Index> active;
    machine::active_clauses(machine_, body_.surroundings(), body_.view(), now_, active);
    bool offered = false;
    for (const machine::Index index : active) {
      const machine::Clause& clause = machine_.clauses[index];
      if (!names(index, step.act)) continue;
      if (clause.kind == machine::Clause::Kind::must_not) {
        const bool approved = clause.approval_bit != machine::kNone &&
                              machine::bit(machine_, body_.bytes(), clause.approval_bit);
        if (clause.guard.count == 0 && !approved) return false;
      } else if (machine::permits(machine_, body_.surroundings(), body_.view(), now_, index)) {
        offered =
            offered || machine::matches(machine_, body_.surroundings(), body_.view(), now_, clause.who, who);
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
  const model::Test& test_;
  machine::Outcome outcome_;
  calendar::Minute now_ = 0;
  std::set<machine::Index> done_, overdue_;
  std::vector<Notice> told_;  // since the last step began
};

}  // namespace

std::vector<TestResult> run_tests(const Policy& policy) {
  const graph::PolicyInternals& internals = graph::internals(policy);
  machine::Machine machine = internals.machine;
  graph::Flattener flattener(internals.model, machine);
  std::map<model::ExpressionId, machine::Program> conditions;
  for (const model::Test& test : internals.model.tests) {
    for (const TestStep& step : test.steps) {
      if (step.condition.known()) conditions[step.condition] = flattener.program(step.condition);
    }
  }
  std::vector<TestResult> results;
  for (const model::Test& test : internals.model.tests) {
    results.push_back(Scenario(policy, machine, test).run(conditions));
  }
  return results;
}

}  // namespace recourse
