#include "engine/docket/office_periods.h"

#include <algorithm>

#include "engine/cases/outcome.h"
#include "engine/docket/append.h"
#include "engine/docket/recording.h"

namespace recourse::docket {
namespace {

/// The period behind that of the case which began last; nothing when none has begun. A number may look like one and be another's.
std::optional<cases::OfficePeriod> behind_last(Docket::Store& store, const Policy& type) {
  auto number = store.rows.last_number(type.case_name() + "/");
  for (; number; number = store.rows.last_number(type.case_name() + "/", *number)) {
    const auto found = cases::parse_period_number(type, *number);
    const auto live = found ? store.live(*number) : std::nullopt;
    if (live && live->state.policy().case_name() == type.case_name()) {
      return cases::period_of(type, found->period.last + 1);
    }
  }
  return std::nullopt;
}

cases::OfficePeriod first(Docket::Store& store, const Policy& type, Instant until) {
  const auto known = store.rows.advanced_until();
  const auto reached = known ? known : store.rows.last_entry();
  return cases::period_of(type, reached ? instant(*reached) : until);
}

/// False when there is none: the policy does not mean that office.
Result<bool> begin_period(Docket::Store& store, const Policy& type, const std::string& office,
                          const cases::OfficePeriod& period, Instant recorded) {
  const std::string number = cases::period_number(type, office, period.first);
  const std::vector<std::string> offices = cases::offices_in(type, period);
  const bool in_force = std::find(offices.begin(), offices.end(), office) != offices.end();
  if (!in_force || store.rows.find_case(number)) {
    return false;
  }
  Given given;
  given.act = cases::beginning(type, office, period);
  given.recorded = recorded;
  Transaction alone(store.rows.connection());
  Settlement settlement(store, recorded, {});
  auto submission = record(settlement, number, given);
  if (!submission) {
    return submission.error();
  }
  if (submission->outcome.verdict == Verdict::fault) {
    return cases::fault_diagnostic(type, submission->outcome);
  }
  if (submission->state != Submission::State::recorded) {
    return false;
  }
  if (auto settled = settlement.settle(number, *submission); !settled) {
    return settled.error();
  }
  if (submission->state != Submission::State::recorded) {
    return refusal(type, *submission);
  }
  alone.commit();
  return true;
}

/// Of the types of the policy in use.
std::optional<std::pair<Policy, cases::PeriodNumber>> find_number(Docket::Store& store,
                                                                  const std::string& number) {
  const auto bundle = store.rows.bundle_in_use();
  if (!bundle) {
    return std::nullopt;
  }
  const Policy policy = store.policy(*bundle);
  for (const Policy::CaseType& each : policy.case_types()) {
    const Policy type = *policy.of(each.name);
    auto found = cases::has_periods(type) ? cases::parse_period_number(type, number) : std::nullopt;
    if (found) {
      return std::pair(type, std::move(*found));
    }
  }
  return std::nullopt;
}

}  // namespace

void OfficePeriods::look_up(Docket::Store& store, Instant until) {
  waiting_.clear();
  bundle_ = store.rows.bundle_in_use();
  if (!bundle_) {
    return;
  }
  const Policy policy = store.policy(*bundle_);
  for (const Policy::CaseType& each : policy.case_types()) {
    const Policy type = *policy.of(each.name);
    if (cases::has_periods(type)) {
      const auto behind = behind_last(store, type);
      const cases::OfficePeriod period = behind ? *behind : first(store, type, until);
      const cases::OfficePeriod earliest = cases::first_period(type);
      waiting_.push_back({type, period.begins < earliest.begins ? earliest : period});
    }
  }
}

std::optional<Instant> OfficePeriods::next(Docket::Store& store, Instant until) {
  if (!bundle_ || bundle_ != store.rows.bundle_in_use()) {
    look_up(store, until);
  }
  std::optional<Instant> earliest;
  for (const Waiting& each : waiting_) {
    if (each.period.begins <= until && (!earliest || each.period.begins < *earliest)) {
      earliest = each.period.begins;
    }
  }
  return earliest;
}

std::int64_t OfficePeriods::begin(Docket::Store& store, Instant at, Instant recorded) {
  std::int64_t entries = 0;
  for (Waiting& each : waiting_) {
    if (each.period.begins != at) {
      continue;
    }
    for (const std::string& office : cases::offices_in(each.type, each.period)) {
      const std::string before = cases::period_number(each.type, office, each.period.first - 1);
      if (store.rows.find_case(before)) {
        const auto advanced = advance_case(store, before, at, recorded);
        advanced ? static_cast<void>(entries += advanced->entries) : keep(advanced.error());
      }
      const auto begun = begin_period(store, each.type, office, each.period, recorded);
      begun ? static_cast<void>(entries += *begun ? 1 : 0) : keep(begun.error());
    }
    each.period = cases::period_of(each.type, each.period.last + 1);
  }
  return entries;
}

Result<bool> begin_numbered(Docket::Store& store, const std::string& number, Instant at, Instant recorded) {
  const auto found = store.rows.find_case(number) ? std::nullopt : find_number(store, number);
  if (!found) {
    return false;
  }
  const auto& [type, meant] = *found;
  const bool has_begun = meant.period.begins <= at && meant.period.begins >= cases::first_period(type).begins;
  return has_begun ? begin_period(store, type, meant.office, meant.period, recorded) : Result<bool>(false);
}

bool is_of_period(Docket::Store& store, const std::string& number) {
  return find_number(store, number).has_value();
}

}  // namespace recourse::docket
