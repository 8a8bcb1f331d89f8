// What expressions, actors and stages mean (decisions 1, 22-29), by recursion over the model's trees.
#pragma once

#include "tests/reference/case_state.h"

namespace recourse::reference {

/// What an expression is read against. In clock entries nobody acts; only the step of the act itself has arguments.
struct Moment {
  const model::Model& model;
  const State& state;
  Minute now = 0;
  const Actor* actor = nullptr;
  const Act* act = nullptr;
  std::int64_t it =
      base::kUnknown;  // decision 61: the member whose instance lapsed, in what follows from that

  [[nodiscard]] const calendar::Calendar& calendar() const { return *model.calendar; }
  [[nodiscard]] Day today() const { return calendar().day_of(now); }
};

/// The value, kUnknown when not known. Throws FaultFound (decision 22).
std::int64_t evaluate(const Moment& moment, model::ExpressionId expression);
/// Whether it holds; an absent expression does (decision 6).
bool holds(const Moment& moment, model::ExpressionId condition);
/// The office that stands for an office today (decision 27); kUnknown stays unknown, and when none does.
std::int64_t current_office(const Moment& moment, std::int64_t office);
/// What a duty has come to, also after it ended (decision 26); of one of members all of them together (decision 61).
struct DutyView {
  bool overdue = false, done = false, provisional = false;
  std::optional<Minute> due;
};
DutyView duty_view(const Moment& moment, ClauseId clause);
/// Decision 61: the offices of the set, but the one that is not meant.
std::set<std::int64_t> members_now(const Moment& moment, const model::Clause& clause);
/// Decision 61: the members that still owe the duty and for which this actor's office stands.
std::set<std::int64_t> owing_members(const Moment& moment, ClauseId clause, const Actor& actor);
/// Whether the actor is the one that `who` names; absent: anybody is (decision 28).
bool matches(const Moment& moment, WhoId who, const Actor& actor);
/// Whether the office that the actor gives is not in force today (decision 28).
bool acts_for_nobody(const Moment& moment, const Actor& actor);

/// Of its region: root first, the stage itself last.
std::vector<StageId> path_from_root(const model::Model& model, StageId stage);
/// Whether the one is the other or stands around it in its chart.
bool surrounds(const model::Model& model, StageId outer, StageId inner);
/// The stages that a region in this current stage is in (decision 2).
std::vector<StageId> chain(const model::Model& model, StageId current);
bool in_configuration(const model::Model& model, const State& state, StageId stage);

/// A duration value as a period, and back.
Period period_of(std::int64_t duration);
/// In nominal minutes: a month is 30 days, a year 365 (decisions 15, 24).
std::int64_t nominal(Period period);
/// Days of the calendar: months clip to the month's last day (standard, 6.4). Outside it the fault date_range.
std::int64_t add_period(const Moment& moment, Day day, Period period);

}  // namespace recourse::reference
