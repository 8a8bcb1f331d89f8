// Entries that nobody acts in: one instant's lapses, or its timers; another calendar or directory. Doors: fire_next() (advance() in
// apply.h repeats it), recount().
#include <algorithm>

#include "engine/machine/apply.h"
#include "engine/machine/clocks.h"
#include "engine/machine/gather.h"
#include "engine/machine/members.h"
#include "engine/machine/step.h"

namespace recourse::machine {
namespace {

void find_due_members(Run& run, Index clock) {
  for (const Member& member : members(run.machine, run.state, clock)) {
    if (is_due(member.slot, run.now)) {
      run.scratch.extra().fired.push_back({clock, member.office});
    }
  }
}

/// The clocks of the configuration that are due: duties when `duties`, else windows and timers.
void find_due(Run& run, bool duties) {
  const Machine& machine = run.machine;
  for_each_stage(machine, run.state.record, [&](Index index) {
    const Range& clocks = machine.stages[index].clocks;
    for (std::uint32_t at = clocks.first; at < clocks.first + clocks.count; ++at) {
      const Index clock = machine.clock_list[at];
      const bool is_duty = machine.clauses[machine.clocks[clock].clause].kind == Clause::Kind::must;
      if (is_duty != duties) {
        continue;
      }
      if (has_members(machine, clock)) {
        find_due_members(run, clock);
      } else if (is_due(slot(machine, run.state.record, clock), run.now)) {
        run.scratch.extra().fired.push_back({clock});
      }
    }
  });
}

void gather_fired(Run& run) {
  auto& fired = run.scratch.extra().fired;
  std::sort(fired.begin(), fired.end());
  for (const Instance& instance : fired) {
    const Index index = run.machine.clocks[instance.clock].clause;
    const Clause& clause = run.machine.clauses[index];
    auto& clauses = run.outcome.clauses;
    if (clauses.empty() || clauses.back() != index) {  // several members may lapse at once
      clauses.push_back(index);
    }
    run.it = instance.member;
    gather(run, index, clause.kind == Clause::Kind::after ? clause.then : clause.otherwise);
  }
  run.it = base::kUnknown;
  settle_moves(run);
}

void carry_out(Run& run, Minute not_before) {
  perform(run);
  run_events(run);
  if (run.fault == Fault::none) {
    conclude(run, not_before);
  } else {
    tell_fault(run);
  }
}

}  // namespace

bool fire_next(const Machine& machine, const Surroundings& surroundings, CaseView state, Minute until,
               Outcome& outcome) {
  const Minute instant = next_due(state.record);
  if (instant == calendar::kUnknownTime || instant >= until) {
    return false;
  }
  Run run(machine, surroundings, state, instant, outcome);
  find_due(run, true);
  if (run.scratch.extras().fired.empty()) {
    find_due(run, false);
  }
  gather_fired(run);
  if (run.fault == Fault::none) {
    run.keep();
    carry_out(run, run.now + 1);
  } else {
    tell_fault(run);
  }
  return run.fault == Fault::none;
}

bool recount(const Machine& machine, const Surroundings& surroundings, CaseView state, Minute now,
             Outcome& outcome) {
  const Minute earliest = not_before(state.record);
  Run run(machine, surroundings, state, now, outcome);
  run.keep();
  for_each_stage(machine, state.record, [&](Index index) {
    const Range& clocks = machine.stages[index].clocks;
    for (std::uint32_t at = clocks.first; at < clocks.first + clocks.count; ++at) {
      for_each_instance(run, machine.clock_list[at],
                        [&run](const Instance& instance) { count_by_calendar(run, instance); });
    }
  });
  carry_out(run, std::max(earliest, now));
  return run.fault == Fault::none;
}

}  // namespace recourse::machine
