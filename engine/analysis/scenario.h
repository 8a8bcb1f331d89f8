// One case of a test, played through apply() and advance(), and what the test's expectations ask of it.
#pragma once

#include <set>

#include "engine/analysis/coverage.h"
#include "engine/base/message.h"
#include "engine/base/messages/analysis.h"
#include "engine/cases/body.h"
#include "engine/cases/office_period.h"
#include "engine/machine/inspect.h"
#include "engine/machine/record.h"

namespace recourse::analysis {

using model::TestStep;

using Failure = std::optional<Diagnostic>;

class Scenario {
public:
  /// `outcome` is room that all cases of a test may share; `reached` gets what took part in this one, if it is given.
  Scenario(const Policy& policy, std::string number, machine::Outcome& outcome, Reached* reached)
      : body_(policy),
        model_(body_.internals().model),
        machine_(body_.internals().machine),
        number_(std::move(number)),
        outcome_(outcome),
        reached_(reached) {
    machine::clear(machine_, body_.view());
    outcome_.tracing = true;
  }

  [[nodiscard]] const Policy& policy() const { return body_.policy; }
  [[nodiscard]] const std::string& number() const { return number_; }
  [[nodiscard]] calendar::Minute next_due() const { return machine::next_due(body_.bytes()); }
  /// Of a case of an office and a period, once it has begun.
  [[nodiscard]] bool is_of_period() const {
    return cases::has_periods(body_.policy) && machine::begun(machine_, body_.bytes());
  }
  [[nodiscard]] std::string office() const { return cases::office_of(body_); }
  [[nodiscard]] cases::OfficePeriod next_period() const {
    return cases::period_of(body_.policy, cases::period_of(body_).last + 1);
  }
  /// Such a case has the number that a docket gives it.
  void number_by_period() {
    if (is_of_period()) number_ = cases::period_number(body_.policy, office(), cases::period_of(body_).first);
  }

  /// What is told and asked from then on is of the step at `now`.
  void begin_step(calendar::Minute now) {
    now_ = now;
    told_.clear();
  }

  /// Fires what is due before `until`; gives what it sends to other cases.
  Failure fire(const TestStep& step, calendar::Minute until, std::vector<Sent>& sent);

  /// Applies the act of a step, which may be expected to be refused; gives what it sends to other cases.
  Failure act(const TestStep& step, std::vector<Sent>& sent);

  [[nodiscard]] Diagnostic not_refused(const TestStep& step) const {
    return failed(step, messages::test_not_refused, {shown(model_[step.act])});
  }

  /// Takes an act that another case sends; gives why it does not.
  Failure take(const TestStep& step, const Act& act, std::vector<Sent>& sent);

  Failure expectation(const TestStep& step, const machine::Program& condition) const;

private:
  void apply(const TestStep& step, calendar::Minute time, Case::Body& body, machine::Outcome& outcome) const;

  [[nodiscard]] Diagnostic failed(const TestStep& step, MessageCode code,
                                  std::vector<Argument> arguments) const {
    return {code, step.span, std::move(arguments), provisional_dates()};
  }

  /// What would have lapsed, were its date certain: nothing else says why it did not.
  [[nodiscard]] std::vector<RelatedPlace> provisional_dates() const;

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
  void remember(const machine::Outcome& outcome, std::vector<Sent>& sent);

  void note(const machine::Outcome& outcome) const {
    if (reached_ != nullptr) analysis::note(body_, outcome, *reached_);
  }

  bool uses_up(const machine::TraceItem& item);

  /// `refused by NAME` names a clause that refused, or what it cites: an article, with or without its source.
  [[nodiscard]] bool refused_as_expected(const TestStep& step) const;

  [[nodiscard]] machine::Actor actor(const model::TestActor& given) const;

  /// The office that a role, or a field, stands for now.
  [[nodiscard]] offices::OfficeIndex office_of(model::WhoId who) const;

  [[nodiscard]] static bool names_somebody(const TestStep& step) {
    return step.actor.office != offices::kNoOffice || step.actor.party.known() || step.actor.who.known();
  }

  /// Whether the step means this member: the office that it names stands for it, or it names none.
  [[nodiscard]] bool means(const TestStep& step, std::int64_t member) const;

  [[nodiscard]] std::vector<machine::Member> members(const TestStep& step) const;

  [[nodiscard]] bool is_of_members(const TestStep& step) const {
    return model::is_of_members(model_, model_[step.duty]);
  }

  /// Whether that is so of the duty; of one of members it is overdue when one of them is, and done when all are.
  [[nodiscard]] bool is_among(const TestStep& step, const std::set<Whose>& all) const;

  [[nodiscard]] machine::Slot slot(const TestStep& step) const;

  static std::string text_of(const SourceSpan& span) {
    return span.source ? span.source->text.substr(span.begin, span.end - span.begin) : "";
  }

  Failure plain(const TestStep& step, bool found, TermCode what, const std::string& name) const;

  /// Staff read the label of a stage, act or duty where it has one.
  template <typename Named>
  static const std::string& shown(const Named& named) {
    return named.label.empty() ? named.name : named.label;
  }

  [[nodiscard]] std::string current_stages() const;

  Failure stage(const TestStep& step) const;

  Failure due(const TestStep& step) const;

  /// A test that gives a day only does not ask for the minute.
  [[nodiscard]] bool is_same(const TestStep& step, calendar::Minute found) const {
    const calendar::Calendar& calendar = *model_.calendar;
    return step.due_has_minute ? found == step.due : calendar.day_of(found) == calendar.day_of(step.due);
  }

  Failure aim(const TestStep& step) const;

  /// Of the step before the expectation, with what lapsed on the way to it.
  Failure told(const TestStep& step) const;

  Failure owed(const TestStep& step) const;

  /// It would be accepted now; without its arguments, nothing that does not depend on them is against it.
  [[nodiscard]] bool allowed(const TestStep& step) const;

  [[nodiscard]] bool names(machine::Index index, model::ActId act) const;

  Case::Body body_;
  const model::Model& model_;
  const machine::Machine& machine_;
  std::string number_;
  machine::Outcome& outcome_;
  Reached* reached_;
  calendar::Minute now_ = 0;
  std::set<Whose> done_, overdue_;
  std::map<machine::Index, unsigned> uses_;  // of rights
  std::vector<Notice> told_;                 // since the last step began
};

}  // namespace recourse::analysis
