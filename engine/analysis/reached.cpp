// What the machine tells of an entry, as marks. Doors: note(), undo().
#include "engine/analysis/coverage.h"
#include "engine/machine/inspect.h"

namespace recourse::analysis {
namespace {

using Kind = CoverageItem::Kind;

std::optional<Kind> permitted_kind(const machine::Clause& clause) {
  switch (clause.kind) {
    case machine::Clause::Kind::opens_on:
      return Kind::opening;
    case machine::Clause::Kind::may:
      return Kind::right;
    default:
      return std::
          nullopt;  // a duty counts when it is done, an extension when it is granted, an approval when it is used
  }
}

/// Of members all have done a duty when it is told without a member.
std::optional<Kind> kind_of(const machine::Machine& machine, const machine::TraceItem& item) {
  using Told = machine::TraceItem::Kind;
  const machine::Clause& clause = machine.clauses[item.index];
  switch (item.kind) {
    case Told::permitted:
      return permitted_kind(clause);
    case Told::forbade:
      return Kind::prohibition;
    case Told::listened:
      return Kind::listener;
    case Told::done:
      return item.value == base::kUnknown ? std::optional(Kind::duty) : std::nullopt;
    case Told::lapsed:
      return Kind::lapse;
    case Told::fired:
      return clause.kind == machine::Clause::Kind::after ? Kind::timer : Kind::lapse;
    case Told::extended:
      return Kind::extension;
    default:
      return std::nullopt;
  }
}

bool is_of_clause(const machine::TraceItem& item) {
  using Told = machine::TraceItem::Kind;
  return item.kind != Told::left && item.kind != Told::entered && item.kind != Told::set_field;
}

/// The pauses whose conditions are so while the clock stands still.
void note_pauses(const Case::Body& body, const machine::Clock& clock, calendar::Minute now,
                 Reached& reached) {
  const machine::Machine& machine = body.internals().machine;
  const machine::Slot slot = machine::load_slot(body.bytes(), clock.slot_offset);
  if ((slot.marks & machine::Slot::paused_now) == 0 ||
      !machine::in_stage(machine, body.bytes(), machine.clauses[clock.clause].stage))
    return;
  for (std::uint32_t i = 0; i < clock.pauses.count; ++i) {
    const machine::PauseCondition& pause = machine.pause_conditions[clock.pauses.first + i];
    if (machine::in_stage(machine, body.bytes(), pause.stage) &&
        machine::condition(machine, body.surroundings(), body.view(), now, pause.condition))
      reached.insert({Kind::pause, pause.pause});
  }
}

}  // namespace

void note(const std::vector<machine::Evidence>& evidence, Reached& reached) {
  for (const machine::Evidence& each : evidence) {
    switch (each.kind) {
      case machine::Evidence::Kind::row:
        reached.insert({Kind::row, each.index, each.row});
        break;
      case machine::Evidence::Kind::held_back:
        reached.insert({Kind::condition, each.index});
        break;
      case machine::Evidence::Kind::approved:
        reached.insert({Kind::approval, each.index});
    }
  }
}

void note(const Case::Body& body, const machine::Outcome& outcome, Reached& reached) {
  if (outcome.verdict == machine::Verdict::fault) return;  // nothing of it has been
  note(outcome.evidence, reached);
  const machine::Machine& machine = body.internals().machine;
  for (const machine::TraceItem& item : outcome.trace) {
    if (!is_of_clause(item)) continue;
    if (const auto kind = kind_of(machine, item)) reached.insert({*kind, item.index});
  }
  for (const machine::Clock& clock : machine.clocks) {
    if (clock.pauses.count > 0) note_pauses(body, clock, outcome.time, reached);
  }
}

void undo(Reached& reached, const Reached& before) {
  std::erase_if(reached, [&before](const Mark& mark) {
    return mark.kind != Kind::prohibition && mark.kind != Kind::condition && !before.contains(mark);
  });
}

}  // namespace recourse::analysis
