// Permissions and prohibitions (docs/decisions.md 10, 11, 15, 17, 21, 40, 41).
#include "engine/machine/permission.h"

#include "engine/machine/due.h"
#include "engine/machine/evaluate.h"
#include "engine/machine/who.h"

namespace recourse::machine {
namespace {

Slot slot_of(const Reading& reading, const Clause& clause) {
  return slot(reading.machine, reading.state.record, clause.clock);
}

unsigned marks_of(const Reading& reading, const Clause& clause) {
  return marks(reading.machine, reading.state.record, clause.clock);
}

bool window_has_passed(const Reading& reading, const Slot& slot) {
  constexpr unsigned kBars = Slot::paused_now | Slot::provisional;
  const bool runs = (slot.marks & (Slot::dated | kBars)) == Slot::dated;
  return (slot.marks & Slot::lapsed) != 0 || (runs && reading.now > slot.due);
}

/// A right with a limit or a count, by its instance.
Refusal refusal_of_right(const Reading& reading, const Clause& clause, const Slot& slot) {
  if (window_has_passed(reading, slot)) {
    return Refusal::window_closed;
  }
  const unsigned times = reading.machine.clocks[clause.clock].times;
  return times > 0 && uses(slot) >= times ? Refusal::used_up : Refusal::none;
}

bool is_for_members(const Reading& reading, const Clause& clause) {
  return clause.kind == Clause::Kind::must && has_members(reading.machine, clause.clock);
}

/// Whether the clause is active and its instance, if it has one, neither done nor, for an extension or
/// approval, given.
bool stands_open(Reading& reading, const Clause& clause) {
  switch (clause.kind) {
    case Clause::Kind::must:
      return is_for_members(reading, clause)
                 ? is_owed_by_any(members(reading.machine, reading.state, clause.clock))
                 : (marks_of(reading, clause) & (Slot::active | Slot::done)) == Slot::active;
    case Clause::Kind::extension: {
      bool is_open = false;
      for_each_extension(reading, clause, [&](std::int64_t, const Slot&) { is_open = true; });
      return is_open;
    }
    case Clause::Kind::approval:
      return holds(reading, clause.condition) &&
             !bit(reading.machine, reading.state.record, clause.approval_bit);
    default:
      return clause.clock == kNone ? holds(reading, clause.condition)
                                   : (marks_of(reading, clause) & Slot::active) != 0;
  }
}

Refusal limit_of(const Reading& reading, const Clause& clause) {
  return clause.kind == Clause::Kind::may && clause.clock != kNone
             ? refusal_of_right(reading, clause, slot_of(reading, clause))
             : Refusal::none;
}

/// Of several instances some may be extended so far and others not.
bool is_too_long(Reading& reading, const Clause& clause) {
  bool fits = clause.kind != Clause::Kind::extension;
  if (!fits) {
    for_each_extension(reading, clause, [&](std::int64_t, const Slot& slot) {
      fits = extended_once_more(reading, reading.machine.clocks[clause.clock], slot).has_value() || fits;
    });
  }
  return !fits;
}

bool is_approved(const Reading& reading, Index prohibition) {
  const Index approval = reading.machine.clauses[prohibition].approval_bit;
  return approval != kNone && bit(reading.machine, reading.state.record, approval);
}

int strength(Refusal refusal) {
  switch (refusal) {
    case Refusal::guard:
      return 4;
    case Refusal::extension_too_long:
      return 3;
    case Refusal::used_up:
      return 2;
    case Refusal::window_closed:
      return 1;
    default:
      return 0;
  }
}

}  // namespace

/// A window that has passed is closed for good; a duty that is overdue bears the mark.
bool extension_is_open(const Reading& reading, const Clause& clause, const Slot& slot) {
  const Index extended = reading.machine.clocks[clause.clock].clause;
  if (reading.machine.clauses[extended].kind == Clause::Kind::may && window_has_passed(reading, slot)) {
    return false;
  }
  constexpr unsigned kOpen = Slot::active | Slot::dated;
  return (slot.marks & (kOpen | Slot::lapsed | Slot::done)) == kOpen &&
         extensions(slot) < reading.machine.clocks[clause.clock].extension.times;
}

bool is_for_actor(Reading& reading, Index index) {
  const Clause& clause = reading.machine.clauses[index];
  if (!is_for_members(reading, clause)) {
    return names_actor(reading, clause.who);
  }
  const Actor& actor = *reading.actor;
  const std::vector<Member>& all = members(reading.machine, reading.state, clause.clock);
  return actor.kind == Actor::Kind::office && actor.office != offices::kNoOffice &&
         std::any_of(all.begin(), all.end(), [&](const Member& member) {
           return is_owed(member.slot) && current_office(reading, member.office) == actor.office;
         });
}

Refusal refusal_of(Reading& reading, Index index) {
  const Clause& clause = reading.machine.clauses[index];
  if (!stands_open(reading, clause) || !is_for_actor(reading, index)) {
    return Refusal::not_open;
  }
  if (const Refusal refusal = limit_of(reading, clause); refusal != Refusal::none) {
    return refusal;
  }
  if (!holds(reading, clause.guard)) {
    return Refusal::guard;
  }
  return is_too_long(reading, clause) ? Refusal::extension_too_long : Refusal::none;
}

bool is_open(Reading& reading, Index index) {
  const Clause& clause = reading.machine.clauses[index];
  return stands_open(reading, clause) && limit_of(reading, clause) == Refusal::none;
}

bool is_active(Reading& reading, Index index) {
  const Clause& clause = reading.machine.clauses[index];
  return clause.clock == kNone ? holds(reading, clause.condition)
                               : (marks_of(reading, clause) & Slot::active) != 0;
}

bool forbids(Reading& reading, Index index) {
  return !is_approved(reading, index) && hears(reading, index);
}

bool is_lifted(Reading& reading, Index index) {
  return is_approved(reading, index) && hears(reading, index);
}

bool hears(Reading& reading, Index index) {
  const Clause& clause = reading.machine.clauses[index];
  return holds(reading, clause.condition) && names_actor(reading, clause.who) && holds(reading, clause.guard);
}

Refusal stronger(Refusal one, Refusal other) {
  return strength(one) >= strength(other) ? one : other;
}

}  // namespace recourse::machine
