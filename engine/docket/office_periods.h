// Cases of an office and a period begin by themselves, as their periods do: here a docket lets them.
#pragma once

#include "engine/cases/office_period.h"
#include "recourse/docket.h"

namespace recourse::docket {

/// Which periods of the policy in use have not begun in a docket. Kept with it, since it is asked before every act; looked up anew when
/// another policy is in use.
class OfficePeriods {
public:
  /// The first minute of the earliest of them at or before `until`; nothing when all have begun. Of a docket in which none has begun
  /// yet, the first is that of the time up to which it was advanced, else of its last entry, else of `until`; and none before the policy
  /// is in force.
  std::optional<Instant> next(Docket::Store& store, Instant until);
  /// Lets begin what begins at that minute: of each office a case, when its case of the period before has come so far. Gives the number
  /// of entries. A case whose policy is at fault is passed over, and the fault kept. Inside a transaction.
  std::int64_t begin(Docket::Store& store, Instant at, Instant recorded);
  /// The first fault that is kept, once.
  std::optional<Diagnostic> take_fault() { return std::exchange(fault_, std::nullopt); }
  /// What was written is undone.
  void forget() { bundle_.reset(); }

private:
  struct Waiting {
    Policy type;
    cases::OfficePeriod period;  // the first that has not begun
  };
  void look_up(Docket::Store& store, Instant until);
  void keep(const Diagnostic& fault) { fault_ = fault_ ? fault_ : fault; }

  std::optional<std::int64_t> bundle_;  // for which `waiting_` is known
  std::vector<Waiting> waiting_;        // by case type for office and period
  std::optional<Diagnostic> fault_;
};

/// Lets the case of that number begin, if it is one of an office and a period: also one before the docket's first. False when it is none,
/// or there already, or the policy in use does not mean the office, or is not in force as it begins, or that is after `at`. Error:
/// policy_fault, other_case_refused.
Result<bool> begin_numbered(Docket::Store& store, const std::string& number, Instant at, Instant recorded);
/// Whether a number is that of a case of an office and a period under the policy in use.
bool is_of_period(Docket::Store& store, const std::string& number);

}  // namespace recourse::docket
