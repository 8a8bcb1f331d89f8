// run_tests(): the `test` blocks of a policy, each with all cases that it comes to.
#include <algorithm>

#include "engine/analysis/scenario.h"
#include "engine/base/messages/analysis.h"
#include "engine/cases/translate.h"
#include "recourse/test.h"

namespace recourse {
namespace {

using analysis::Failure;
using analysis::Reached;
using analysis::Scenario;
using analysis::undo;
using model::TestStep;

/// All cases of a test: the one that it is about, and those that come into being by what it sends.
class Play {
public:
  /// `reached`: by case type; empty if nobody asks.
  Play(const Policy& policy, std::vector<Reached>& reached) : reached_(reached) {
    cases_.push_back(scenario(policy, "1"));
  }

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

  [[nodiscard]] std::unique_ptr<Scenario> scenario(const Policy& policy, const std::string& number) {
    const auto type = static_cast<std::size_t>(graph::internals(policy).model.case_type);
    return std::make_unique<Scenario>(policy, number, outcome_, reached_.empty() ? nullptr : &reached_[type]);
  }

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
    const std::set<std::string> asked_before = asked_;
    const std::vector<Reached> reached_before = reached_;
    if (scenario.policy().case_types().size() > 1) {
      for (const auto& one : cases_) before.push_back(std::make_unique<Scenario>(*one));
    }
    std::vector<Sent> sent;
    if (auto failure = scenario.act(step, sent)) return failure;
    if (sent.empty()) return std::nullopt;
    auto failure = deliver(scenario, step, std::move(sent));
    if (failure && step.refused) {
      cases_ = std::move(before);
      asked_ = asked_before;
      for (std::size_t type = 0; type < reached_.size(); ++type) undo(reached_[type], reached_before[type]);
      return std::nullopt;
    }
    return step.refused ? scenario.not_refused(step) : failure;
  }

  /// Lets time pass in all cases, in its order; where one of an office ends its period, the next one begins.
  Failure pass(const TestStep& step, calendar::Minute until) {
    while (true) {
      Scenario* const next = earliest(until);
      Scenario* const ending = earliest_end(step.time);
      if (ending != nullptr &&
          (next == nullptr || cases::to_minute(ending->next_period().begins) <= next->next_due())) {
        followed_.insert(ending);
        if (auto failure = begin(step, ending->policy(), ending->office(), ending->next_period()))
          return failure;
      } else if (next == nullptr) {
        return std::nullopt;
      } else if (auto failure = fire(*next, step, next->next_due() + 1)) {
        return failure;
      }
    }
  }

  /// The case whose next period begins first, at `time` or before, and has not begun.
  [[nodiscard]] Scenario* earliest_end(calendar::Minute time) const {
    Scenario* earliest = nullptr;
    for (const auto& one : cases_) {
      if (followed_.contains(one.get()) || !one->is_of_period()) continue;
      const Instant begins = one->next_period().begins;
      if (cases::to_minute(begins) <= time &&
          (earliest == nullptr || begins < earliest->next_period().begins)) {
        earliest = one.get();
      }
    }
    return earliest;
  }

  /// Lets the case of an office and a period begin, if there is one: once, whether or not the policy means that office.
  Failure begin(const TestStep& step, const Policy& type, const std::string& office,
                const cases::OfficePeriod& period) {
    const std::string number = cases::period_number(type, office, period.first);
    const auto ids = cases::offices_in(type, period);
    const bool in_force = std::find(ids.begin(), ids.end(), office) != ids.end();
    if (!asked_.insert(number).second || !in_force) return std::nullopt;
    auto scenario = this->scenario(type, number);
    std::vector<Sent> sent;
    if (scenario->take(step, cases::beginning(type, office, period), sent)) return std::nullopt;
    cases_.push_back(std::move(scenario));
    return deliver(*cases_.back(), step, std::move(sent));
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
      if (!each.office.empty() && place_of(each.to) == cases_.size()) {
        const Policy type = *from.policy().of(each.case_type);
        const auto day = calendar::parse_day(each.first_day);
        if (auto failure = begin(step, type, each.office, cases::period_of(type, *day))) return failure;
        if (place_of(each.to) == cases_.size()) continue;  // the policy does not mean that office
      }
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
    cases_.push_back(scenario(*from.policy().of(case_type), number));
    return cases_.size() - 1;
  }

  [[nodiscard]] std::size_t place_of(const std::string& number) const {
    const auto found =
        std::find_if(cases_.begin(), cases_.end(), [&](const auto& one) { return one->number() == number; });
    return static_cast<std::size_t>(found - cases_.begin());
  }

  std::vector<Reached>& reached_;
  machine::Outcome outcome_;
  Cases cases_;  // in the order in which they were opened
  std::set<std::string>
      asked_;  // numbers of cases of an office and a period that have begun, or were refused
  std::set<const Scenario*> followed_;  // whose next period has begun, as far as there is one
};

}  // namespace

std::vector<TestResult> run_tests(const Policy& policy, Coverage* coverage) {
  std::vector<TestResult> results;
  const std::vector<Policy> types = graph::policies_of_types(policy);
  std::vector<Reached> reached(coverage != nullptr ? types.size() : 0);
  for (const Policy& type : types) {
    const graph::PolicyInternals& internals = graph::internals(type);
    for (std::size_t i = 0; i < internals.model.tests.size(); ++i) {
      results.push_back(Play(type, reached).run(internals.model.tests[i], internals.test_conditions[i]));
    }
  }
  if (coverage != nullptr) *coverage = analysis::coverage_of(types, reached);
  return results;
}

}  // namespace recourse
