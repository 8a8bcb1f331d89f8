// What is owed, open and running in a case, by whom, until when, and how the date was counted.
#include "engine/calendar/wording.h"
#include "engine/cases/outcome.h"
#include "engine/machine/inspect.h"

namespace recourse {
namespace {

using Commitment = Case::Commitment;

struct Asked {
  const Case::Body& body;
  const graph::PolicyInternals& policy;
  machine::Surroundings surroundings;
  machine::CaseView view;
  calendar::Minute now;
};

model::WhoId who_of(const graph::PolicyInternals& policy, machine::Index index) {
  const machine::Index who = policy.machine.clauses[index].who;
  return who == machine::kNone ? model::WhoId{} : model::WhoId{static_cast<std::int32_t>(who)};
}

void add_who(const Asked& asked, machine::Index clause, Commitment& commitment) {
  const model::WhoId who = who_of(asked.policy, clause);
  if (!who.known()) return;
  commitment.who = graph::who_text(asked.policy.model, who);
  commitment.by_party = asked.policy.model[who].kind == model::Who::Kind::party;
  std::vector<offices::OfficeIndex> offices;
  machine::resolve(asked.policy.machine, asked.surroundings, asked.view, asked.now,
                   asked.policy.machine.clauses[clause].who, offices);
  for (const offices::OfficeIndex office : offices) {
    commitment.offices.push_back(asked.policy.model.offices.offices()[static_cast<std::size_t>(office)].id);
  }
}

/// `slot`: of the clock, or of a member.
void add_clock(const Asked& asked, machine::Index clock, const machine::Slot& slot, Commitment& commitment) {
  commitment.paused = (slot.marks & machine::Slot::paused_now) != 0;
  commitment.provisional = (slot.marks & machine::Slot::provisional) != 0;
  if ((slot.marks & machine::Slot::dated) == 0) return;
  commitment.since = cases::to_instant(slot.anchor);
  if (commitment.paused) return;
  commitment.due = cases::to_instant(slot.due);
  commitment.overdue = commitment.kind == Commitment::Kind::duty && (slot.marks & machine::Slot::lapsed) != 0;
  const auto running =
      machine::running_clock(asked.policy.machine, asked.surroundings, asked.view, asked.now, clock, slot);
  if (running) {
    commitment.receipt =
        calendar::to_public(*asked.surroundings.calendar, asked.surroundings.calendar->receipt(*running));
  }
}

/// What is only aimed at: nothing lapses by it.
void add_aim(const Asked& asked, machine::Index index, const machine::Slot& slot, const model::Clause& clause,
             Commitment& commitment) {
  if (!clause.limit || !clause.limit->aim) return;
  const auto aimed = machine::aimed_at(asked.policy.machine, asked.surroundings, asked.view, asked.now,
                                       asked.policy.machine.clauses[index].clock, slot, *clause.limit->aim);
  if (!aimed) return;
  commitment.aim = cases::to_instant(aimed->instant);
  commitment.aim_missed = aimed->instant < asked.now && !aimed->provisional;
}

void add_acts(const graph::PolicyInternals& policy, machine::Index index, Commitment& commitment) {
  const machine::Clause& clause = policy.machine.clauses[index];
  const cases::NamedClause named = cases::named_clause(policy, index);
  const auto add = [&](model::ActId act) {
    if (act.known()) commitment.acts.push_back(policy.model[act].name);
  };
  if (clause.kind == machine::Clause::Kind::extension) {
    add(named.clause->limit->extension->act);
  } else if (clause.kind == machine::Clause::Kind::approval) {
    add(named.clause->approval);
  } else {
    for (const model::ActId act : named.clause->acts) add(act);
  }
}

/// Whether a condition at the act can be told before somebody acts: it reads neither who acts nor with what.
bool is_known_before(const machine::Machine& machine, machine::Program guard) {
  const auto begin = machine.instructions.begin() + guard.first;
  return std::none_of(begin, begin + guard.count, [](const machine::Instruction& instruction) {
    return instruction.operation == base::Operation::argument ||
           instruction.operation == base::Operation::is_known_argument ||
           instruction.operation == base::Operation::actor_office;
  });
}

bool condition_fails(const Asked& asked, machine::Index index) {
  const machine::Machine& machine = asked.policy.machine;
  const machine::Program guard = machine.clauses[index].guard;
  return is_known_before(machine, guard) &&
         !machine::condition(machine, asked.surroundings, asked.view, asked.now, guard);
}

/// What a case does by what it sends, and nobody by hand.
bool is_for_cases(const graph::PolicyInternals& policy, machine::Index index) {
  const model::WhoId who = who_of(policy, index);
  return who.known() && policy.model[who].kind == model::Who::Kind::party &&
         policy.model[policy.model[who].role].other_case;
}

std::optional<Commitment::Kind> commitment_kind(const Asked& asked, machine::Index index) {
  const machine::Clause& clause = asked.policy.machine.clauses[index];
  if (is_for_cases(asked.policy, index)) return std::nullopt;
  const auto slot_marks = [&] {
    return clause.clock == machine::kNone
               ? std::uint16_t{0}
               : machine::slot(asked.policy.machine, asked.view.record, clause.clock).marks;
  };
  switch (clause.kind) {
    case machine::Clause::Kind::must:
      if ((slot_marks() & machine::Slot::done) != 0) return std::nullopt;
      return Commitment::Kind::duty;
    case machine::Clause::Kind::after:
      if ((slot_marks() & machine::Slot::lapsed) != 0) return std::nullopt;
      return Commitment::Kind::timer;
    case machine::Clause::Kind::may:
    case machine::Clause::Kind::extension:
    case machine::Clause::Kind::approval:
      if (!machine::permits(asked.policy.machine, asked.surroundings, asked.view, asked.now, index))
        return std::nullopt;
      return Commitment::Kind::right;
    case machine::Clause::Kind::must_not:
    case machine::Clause::Kind::on:
    case machine::Clause::Kind::opens_on:
    case machine::Clause::Kind::completion:
      break;
  }
  return std::nullopt;
}

Commitment commitment_of(const Asked& asked, machine::Index index, Commitment::Kind kind) {
  Commitment commitment;
  commitment.kind = kind;
  commitment.barred = kind == Commitment::Kind::right && condition_fails(asked, index);
  const cases::NamedClause named = cases::named_clause(asked.policy, index);
  commitment.clause = named.name;
  commitment.citation = cases::citation_text(named.clause->citations);
  add_acts(asked.policy, index, commitment);
  add_who(asked, index, commitment);
  return commitment;
}

void add_dates(const Asked& asked, machine::Index index, const machine::Slot& slot, Commitment& commitment) {
  add_clock(asked, asked.policy.machine.clauses[index].clock, slot, commitment);
  add_aim(asked, index, slot, *cases::named_clause(asked.policy, index).clause, commitment);
}

/// Of a duty that each member of a set owes: one a member that still does.
void add_members(const Asked& asked, machine::Index index, std::span<const machine::Member> members,
                 std::vector<Commitment>& commitments) {
  const offices::Directory& directory = asked.policy.model.offices;
  const calendar::Day today = asked.surroundings.calendar->day_of(asked.now);
  for (const machine::Member& member : members) {
    if ((member.slot.marks & machine::Slot::done) != 0) continue;
    Commitment commitment = commitment_of(asked, index, Commitment::Kind::duty);
    const auto standing = directory.current(static_cast<offices::OfficeIndex>(member.office), today);
    commitment.offices.clear();
    if (standing != offices::kNoOffice)
      commitment.offices.push_back(directory.offices()[static_cast<std::size_t>(standing)].id);
    add_dates(asked, index, member.slot, commitment);
    commitments.push_back(std::move(commitment));
  }
}

}  // namespace

std::vector<Case::Commitment> Case::commitments(Instant now) const {
  const Asked asked{*body_, body_->internals(), body_->surroundings(), std::as_const(*body_).view(),
                    cases::to_minute(now)};
  std::vector<machine::Index> active;
  machine::active_clauses(asked.policy.machine, asked.surroundings, asked.view, asked.now, active);
  std::vector<Commitment> commitments;
  for (const machine::Index index : active) {
    const machine::Machine& machine = asked.policy.machine;
    const machine::Clause& clause = machine.clauses[index];
    if (clause.kind == machine::Clause::Kind::must &&
        machine.clocks[clause.clock].members != machine::kNone) {
      add_members(asked, index, machine::members_of(machine, asked.view, clause.clock), commitments);
      continue;
    }
    const auto kind = commitment_kind(asked, index);
    if (!kind) continue;
    Commitment commitment = commitment_of(asked, index, *kind);
    if (clause.clock != machine::kNone && clause.kind != machine::Clause::Kind::extension)
      add_dates(asked, index, machine::slot(machine, asked.view.record, clause.clock), commitment);
    commitments.push_back(std::move(commitment));
  }
  std::stable_sort(commitments.begin(), commitments.end(), [](const Commitment& a, const Commitment& b) {
    const auto key = [](const Commitment& c) { return std::pair(c.kind, c.due.value_or(Instant::max())); };
    return key(a) < key(b);
  });
  return commitments;
}

}  // namespace recourse
