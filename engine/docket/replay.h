// Folds one case anew from its entries: to see whether the log agrees with itself, or what another policy
// would have made of it.
#pragma once

#include "engine/docket/body.h"

namespace recourse::docket {

/// What a fold came to; differences as Docket::Replay describes them.
struct Fold {
  std::int64_t overdue = 0, lapsed = 0;
  std::vector<std::string> differences;
};

/// Under the case's own bundle. Everything must be as it is stored: the chain, every clock entry, effects,
/// states, the case's row.
Fold verify(Docket::Store& store, const CaseRow& row);

/// As if `policy` had been in force: the acts that were recorded, at their times, and the clock up to
/// `until`.
Fold suppose(Docket::Store& store, const CaseRow& row, const Policy& policy, Instant until);

}  // namespace recourse::docket
