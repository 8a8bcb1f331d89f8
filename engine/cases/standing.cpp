// How a case stands, for lists of cases: who is responsible for it and how much is overdue.
#include <set>

#include "engine/cases/body.h"
#include "engine/machine/inspect.h"

namespace recourse {
namespace {

bool is_overdue(const machine::Slot& slot) {
  using Mark = machine::Slot::Mark;
  return (slot.marks & (Mark::active | Mark::done | Mark::lapsed)) == (Mark::active | Mark::lapsed);
}

}  // namespace

std::vector<std::string> Case::responsible(Instant now) const {
  std::vector<std::string> ids;
  if (!begun()) {
    return ids;
  }
  const graph::PolicyInternals& policy = body_->internals();
  std::set<offices::OfficeIndex> told;
  for (std::size_t i = 0; i < policy.model.regions.size(); ++i) {
    const model::RegionId region{static_cast<std::int32_t>(i)};
    const machine::Index stage =
        machine::current_stage(policy.machine, body_->bytes(), static_cast<machine::Index>(i));
    // For a branch that has ended nobody is responsible any more.
    if (policy.model.outermost(region).index() != 0 || stage == machine::kNone ||
        (i > 0 && policy.machine.stages[stage].final) || !policy.model.stages[stage].owner.known()) {
      continue;
    }
    std::vector<offices::OfficeIndex> offices;
    machine::resolve(policy.machine, body_->surroundings(), std::as_const(*body_).view(),
                     cases::to_minute(now),
                     static_cast<machine::Index>(policy.model.stages[stage].owner.value), offices);
    for (const offices::OfficeIndex office : offices) {
      if (told.insert(office).second) {
        ids.push_back(policy.model.offices.offices()[static_cast<std::size_t>(office)].id);
      }
    }
  }
  return ids;
}

int Case::overdue() const {
  const machine::Machine& machine = body_->internals().machine;
  int overdue = 0;
  for (std::size_t i = 0; i < machine.clocks.size(); ++i) {
    const machine::Clause& clause = machine.clauses[machine.clocks[i].clause];
    // Slots are shared between stages: a slot is this clause's only while its stage stands.
    if (clause.kind != machine::Clause::Kind::must ||
        !machine::in_stage(machine, body_->bytes(), clause.stage)) {
      continue;
    }
    const auto clock = static_cast<machine::Index>(i);
    if (machine.clocks[i].members == machine::kNone) {
      overdue += int{is_overdue(machine::slot(machine, body_->bytes(), clock))};
      continue;
    }
    for (const machine::Member& member :
         machine::members_of(machine, std::as_const(*body_).view(), clock)) {  // each for itself
      overdue += int{is_overdue(member.slot)};
    }
  }
  return overdue;
}

}  // namespace recourse
