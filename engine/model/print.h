// The parts of a model as text, by names and not by indices: what the canonical form, the dump and the resolver's facts are made
// of. Two parts that mean the same print the same.
#pragma once

#include <string>

#include "engine/model/model.h"

namespace recourse::model {

/// Whether Chinese characters or signs stand in it.
bool has_chinese(std::string_view text);
/// The name by which a thing is shown: of label and name the one in the script of the language, else the label, else the name.
std::string shown_name(const std::string& name, const std::string& label, Language language);
/// A value as people of that language read it; offices and texts as print_value() has them.
std::string shown_value(const Model& model, const ValueType& type, std::int64_t value, Language language);

/// "《信访工作条例》第二十三条第三款"; "信访工作条例 art. 23.3"; several are joined. Empty when there is none.
std::string citation_text(const std::vector<Citation>& citations, Language language);

std::string print_name(const std::string& name);  // in quotes unless it is a plain word
std::string print_type(const Model& model, const ValueType& type);
std::string print_value(const Model& model, const ValueType& type, std::int64_t value);
std::string print_expression(const Model& model, ExpressionId id);
std::string print_decimal(std::int64_t value, std::int32_t scale);  // "98.83"
std::string print_value_set(const Model& model, const ValueType& type, const ValueSet& set);
std::string print_table(const Model& model, const Table& table);  // its head
/// The rows as a line each, in their order; where the order means nothing, so that it does not matter.
std::vector<std::string> print_rows(const Model& model, const Table& table);
std::string print_who(const Model& model, WhoId id);
std::string print_stage(const Model& model, StageId id);             // qualified by its region
std::string print_anchor(const Model& model, const Anchor& anchor);  // empty: from when the clause is active
std::string print_clause(const Model& model, const Clause& clause, bool with_name);
std::string print_sent(const Model& model, const Sent& sent);
std::string print_consequence(const Model& model,
                              const Consequence& consequence);  // empty, or with a blank before it
std::string print_pause(const Model& model, const Pause& pause);
std::string print_citations(const std::vector<Citation>& citations);
std::string print_period(calendar::Period period);
calendar::Period period_of(std::int64_t duration);
std::int64_t duration_of(calendar::Period period);

}  // namespace recourse::model
