// A running case under another calendar or directory of the same policy.
#include "engine/base/message.h"
#include "engine/base/messages/cases.h"
#include "engine/cases/body.h"
#include "engine/cases/outcome.h"
#include "engine/machine/inspect.h"

namespace recourse {
namespace {

/// An office that the case names and the directory lacks; its id.
std::optional<std::string> missing_office(const Case::Body& body, const offices::Directory& directory) {
  const graph::PolicyInternals& policy = body.internals();
  const auto lacks = [&](std::int64_t value) -> std::optional<std::string> {
    if (value < 0) return std::nullopt;
    const std::string& id = policy.model.offices.offices()[static_cast<std::size_t>(value)].id;
    return directory.find(id) == offices::kNoOffice ? std::optional(id) : std::nullopt;
  };
  for (std::size_t i = 0; i < policy.machine.fields.size(); ++i) {
    const machine::FieldSlot& slot = policy.machine.fields[i];
    if (slot.type == base::Type::office) {
      const std::int64_t value = machine::field(policy.machine, body.view(), static_cast<machine::Index>(i));
      if (auto id = lacks(value)) return id;
    } else if (slot.type == base::Type::office_set) {
      for (const std::int64_t value : body.outside.sets[slot.index]) {
        if (auto id = lacks(value)) return id;
      }
    }
  }
  return std::nullopt;
}

}  // namespace

Result<Outcome> Case::adopt(const Policy& policy, Instant at) {
  if (policy.digest() != body_->policy.digest()) {
    return Diagnostic{messages::adopted_meaning_differs, {}, {}, {}};
  }
  if (const auto id = missing_office(*body_, graph::internals(policy).model.offices)) {
    return Diagnostic{messages::adopted_office_missing, {}, {*id}, {}};
  }
  auto moved = restore(policy, snapshot());
  if (!moved) return moved.error();
  machine::Outcome outcome;
  outcome.tracing = true;
  Body& body = *moved->body_;
  const calendar::Minute now = cases::to_minute(at);
  outcome.begin(now, machine::next_due(body.bytes()));
  if (!begun()) {
    *this = std::move(*moved);
    return cases::name_outcome(*body_, outcome);
  }
  const bool is_behind = outcome.next_due != calendar::kUnknownTime && now > outcome.next_due;
  // After an entry of the clock the next minute is the earliest of an act, but this is none.
  if (is_behind || now + 1 < machine::not_before(body.bytes())) {
    outcome.verdict = is_behind ? machine::Verdict::behind : machine::Verdict::late;
    return cases::name_outcome(body, outcome);
  }
  const bool good =
      machine::recount(body.internals().machine, body.surroundings(), body.view(), now, outcome);
  const Outcome named = cases::name_outcome(body, outcome);
  if (!good) return cases::fault_diagnostic(policy, named);
  *this = std::move(*moved);
  return named;
}

}  // namespace recourse
