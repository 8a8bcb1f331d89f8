// What the tests of a policy made take part, and what there is to take part. The machine tells it (trace, evidence, refusals); nothing
// is decided here.
#pragma once

#include <set>
#include <vector>

#include "engine/cases/body.h"
#include "engine/machine/apply.h"
#include "recourse/test.h"

namespace recourse::analysis {

/// One item of a model: a clause, pause or table, with the kind under which it counts; of a table the row.
struct Mark {
  CoverageItem::Kind kind = CoverageItem::Kind::duty;
  std::size_t index = 0;
  std::uint32_t row = 0;
  friend auto operator<=>(const Mark&, const Mark&) = default;
};

/// Of one case type.
using Reached = std::set<Mark>;

/// What an outcome tells, taken from a case as it is after it. Of one that was not accepted its refusals and the rows that were asked.
void note(const Case::Body& body, const machine::Outcome& outcome, Reached& reached);
void note(const std::vector<machine::Evidence>& evidence, Reached& reached);

/// Drops what was reached since `before` by an act that was undone: that it was refused, and why, stays.
void undo(Reached& reached, const Reached& before);

/// By case type, as `types` are.
Coverage coverage_of(const std::vector<Policy>& types, const std::vector<Reached>& reached);

}  // namespace recourse::analysis
