// The parts of a model as text, by names and not by indices: what the canonical form, the dump and the resolver's facts are made
// of. Two parts that mean the same print the same.
#pragma once

#include <string>

#include "engine/model/model.h"

namespace recourse::model {

std::string print_name(const std::string& name);  // in quotes unless it is a plain word
std::string print_type(const Model& model, const ValueType& type);
std::string print_value(const Model& model, const ValueType& type, std::int64_t value);
std::string print_expression(const Model& model, ExpressionId id);
std::string print_who(const Model& model, WhoId id);
std::string print_stage(const Model& model, StageId id);             // qualified by its region
std::string print_anchor(const Model& model, const Anchor& anchor);  // empty: from when the clause is active
std::string print_clause(const Model& model, const Clause& clause, bool with_name);
std::string print_pause(const Model& model, const Pause& pause);
std::string print_citations(const std::vector<Citation>& citations);
std::string print_period(calendar::Period period);
calendar::Period period_of(std::int64_t duration);
std::int64_t duration_of(calendar::Period period);

}  // namespace recourse::model
