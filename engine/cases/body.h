// What a Case holds: its policy and the machine's record in memory of its own.
#pragma once

#include <vector>

#include "engine/cases/translate.h"
#include "engine/graph/policy_internal.h"

namespace recourse {

struct Case::Body {
  explicit Body(const Policy& of) : policy(of), record((internals().machine.record_size + 7) / 8) {
    outside.texts.resize(internals().machine.texts);
    outside.sets.resize(internals().machine.sets);
    outside.members.resize(internals().machine.member_lists);
  }

  [[nodiscard]] const graph::PolicyInternals& internals() const { return graph::internals(policy); }
  [[nodiscard]] machine::Surroundings surroundings() const {
    return {&*internals().model.calendar, &internals().model.offices};
  }
  [[nodiscard]] machine::CaseView view() { return {reinterpret_cast<std::byte*>(record.data()), &outside}; }
  // The questions of inspect.h take a view and change nothing.
  [[nodiscard]] machine::CaseView view() const { return const_cast<Body*>(this)->view(); }  // NOLINT
  [[nodiscard]] const std::byte* bytes() const { return reinterpret_cast<const std::byte*>(record.data()); }

  Policy policy;
  std::vector<std::uint64_t> record;
  machine::Outside outside;
};

}  // namespace recourse
