// The machine's outcomes under the policy's names.
#pragma once

#include "engine/cases/body.h"

namespace recourse::cases {

/// Names clauses, stages, fields and offices; `body` is the case after the outcome.
Outcome name_outcome(const Case::Body& body, const machine::Outcome& outcome);

/// The stages in which some clause permits the act, by name. For a refusal that tells where it would be open.
std::vector<std::string> stages_that_open(const model::Model& model, machine::Index act);

/// policy_fault: of what happens by itself, as time passes.
Diagnostic fault_diagnostic(const Policy& policy, const Outcome& fault);

/// A field's value; texts and sets from outside the record.
Value field_value(const Case::Body& body, std::size_t field);

/// Name and citations of a clause of the machine: those of the model, or the model clause behind an extension
/// or an approval.
struct NamedClause {
  const model::Clause* clause;
  std::string name;  // "handling_limit", "extend(handling_limit)", "approve(pass_on)"
};
NamedClause named_clause(const graph::PolicyInternals& policy, machine::Index clause);

}  // namespace recourse::cases
