// Sets of the values of one type, as the cells of decision tables name them. All types of inputs count their values in whole numbers,
// so that a set is a list of intervals. Knows no tables.
#pragma once

#include "engine/model/model.h"

namespace recourse::model {

/// All values of the type, and "unknown" if it is optional.
ValueSet all_values(const Model& model, const ValueType& type);
/// Values in any order, also overlapping ones.
ValueSet value_set(std::vector<Interval> intervals, bool unknown = false);
ValueSet intersection(const ValueSet& one, const ValueSet& other);
ValueSet together(const ValueSet& one, const ValueSet& other);
/// What of `all` is not in the set.
ValueSet rest(const ValueSet& all, const ValueSet& set);
bool is_empty(const ValueSet& set);
/// Whether some value is in both.
bool meet(const ValueSet& one, const ValueSet& other);
bool contains(const ValueSet& set, std::int64_t value);  // kUnknown: whether "unknown" is among them
/// Some value of a set that is not empty: a plain one if there is one.
std::int64_t example(const ValueSet& set);

}  // namespace recourse::model
