// Limits that ask for the dates of other clauses, and in which order these are settled.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/model/model.h"

namespace recourse::model {

struct ReadingOrder {
  /// By clause: when its date is settled at a look. 0: its limit asks nothing of other clauses; else after all whose dates it asks for.
  std::vector<std::uint32_t> turns;
  /// One of each ring of limits that ask for one another's dates.
  std::vector<ClauseId> in_circle;
};

/// O(clauses + expressions of limits).
[[nodiscard]] ReadingOrder reading_order(const Model& model);

}  // namespace recourse::model
