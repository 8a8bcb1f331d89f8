// What rules read in a case, asked of the machine: the values of conditions and guards, which pauses hold.
#pragma once

#include <vector>

#include "engine/cases/body.h"
#include "engine/graph/flatten.h"

namespace recourse::cases {

/// The pauses of a clause that hold now, in the order of the policy.
std::vector<const model::Pause*> pauses_that_hold(const Case& of, model::ClauseId clause, Instant now);

/// The values of parts of a policy's conditions, by the machine's own evaluator. Making one copies the machine's tables, for parts that
/// have no program of their own.
class Facts {
public:
  explicit Facts(const Policy& policy);
  Facts(const Facts&) = delete;
  Facts& operator=(const Facts&) = delete;

  /// What a condition asks, each thing once, and what it was in a case of this policy. `act`: whose arguments and actor it reads; none
  /// for what the clock does.
  std::vector<ReadValue> read(const Case& of, Instant now, model::ExpressionId condition, const Act* act);

  /// What an expression comes to then, if the act is done: as the machine holds it, kUnknown when it is not known. Of texts nothing.
  std::int64_t number(const Case& of, Instant now, model::ExpressionId expression, const Act& act);

private:
  Policy policy_;
  machine::Machine machine_;
  graph::Flattener flattener_;
};

}  // namespace recourse::cases
