// A case as if one field held another value.
#include "engine/base/message.h"
#include "engine/base/messages/cases.h"
#include "engine/cases/body.h"
#include "engine/cases/outcome.h"
#include "engine/machine/record.h"

namespace recourse {
namespace {

/// Into the record, or where texts lie.
Status put(Case::Body& body, std::size_t index, const Value& value) {
  const graph::PolicyInternals& policy = body.internals();
  const model::Field& field = policy.model.fields[index];
  const machine::FieldSlot& slot = policy.machine.fields[index];
  const auto* const text = std::get_if<std::string>(&value.held);
  const bool is_text = field.type.type == base::Type::text || field.type.type == base::Type::person;
  if (is_text) {
    body.outside.texts[slot.index] = text == nullptr ? std::string() : *text;
    return Nothing{};
  }
  std::int64_t stored = base::kUnknown;
  if (!std::holds_alternative<std::monostate>(value.held)) {
    const auto given = cases::to_integer(policy.model, field.type, {field.name, field.label}, value);
    if (!given) return given.error();
    stored = *given;
  }
  machine::set_field(policy.machine, body.view().record, static_cast<machine::Index>(index), stored);
  return Nothing{};
}

}  // namespace

Result<Case> Case::supposing(std::string_view name, const Value& value, Instant at) const {
  Case supposed(*this);
  Body& body = *supposed.body_;
  const model::Model& model = body.internals().model;
  for (std::size_t i = 0; i < model.fields.size(); ++i) {
    if (model.fields[i].name != name && model.fields[i].label != name) continue;
    if (auto status = put(body, i, value); !status) return status.error();
    if (!begun()) return supposed;
    machine::Outcome outcome;
    outcome.tracing = true;
    const bool good = machine::recount(body.internals().machine, body.surroundings(), body.view(),
                                       cases::to_minute(at), outcome);
    if (!good) return cases::fault_diagnostic(body.policy, cases::name_outcome(body, outcome));
    return supposed;
  }
  return Diagnostic{messages::unknown_field_asked, {}, {std::string(name)}, {}};
}

}  // namespace recourse
