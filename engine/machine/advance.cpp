// Entries that nobody acts in: one instant's lapses, or its timers; another calendar or directory; another policy. Doors: fire_next()
// (advance() in apply.h repeats it), recount(), take_over().
#include <algorithm>
#include <numeric>

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

std::vector<bool> running(const Run& run) {
  std::vector<bool> all;
  for (std::size_t clock = 0; clock < run.machine.clocks.size(); ++clock) {
    all.push_back(runs(run, static_cast<Index>(clock)));
  }
  return all;
}

/// Clocks whose limits ask for dates after those whose dates they are.
std::vector<Index> in_turn(const Run& run, std::vector<Index> clocks) {
  std::stable_sort(clocks.begin(), clocks.end(), [&run](Index one, Index other) {
    return run.machine.clocks[one].turn < run.machine.clocks[other].turn;
  });
  return clocks;
}

/// Instances of another policy: those whose clause stands go on, others end.
void carry_over(Run& run) {
  std::vector<Index> all(run.machine.clocks.size());
  std::iota(all.begin(), all.end(), Index{0});
  for (const Index clock : in_turn(run, std::move(all))) {
    run.turn = run.machine.clocks[clock].turn;
    if (!in_stage(run.machine, run.state.record,
                  run.machine.clauses[run.machine.clocks[clock].clause].stage)) {
      if (has_members(run.machine, clock)) {
        end_members(run, clock);
      } else if (runs(run, clock)) {
        discharge(run, {clock});
      }
    } else {
      for_each_instance(run, clock, [&run](const Instance& instance) { take_over_clock(run, instance); });
    }
    if (run.machine.clocks[clock].dependents.count > 0) {
      run.scratch.extra().moved.push_back(clock);
    }
  }
  run.turn = 0;
}

/// Instances that did not run before, and timers that hang on them.
void spare_new(Run& run, const std::vector<bool>& ran) {
  run.scratch.begin_step();
  for (std::size_t clock = 0; clock < ran.size(); ++clock) {
    if (!ran[clock]) {
      for_each_instance(run, static_cast<Index>(clock),
                        [&run](const Instance& instance) { spare_until_tonight(run, instance); });
    }
  }
  if (run.scratch.extras().used) {
    follow_moved(run);
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
  run.tells_next = false;
  run.keep();
  std::vector<Index> clocks;
  for_each_stage(machine, state.record, [&](Index index) {
    const Range& own = machine.stages[index].clocks;
    const auto first = machine.clock_list.begin() + own.first;
    clocks.insert(clocks.end(), first, first + own.count);
  });
  for (const Index clock : in_turn(run, std::move(clocks))) {
    for_each_instance(run, clock, [&run](const Instance& instance) { count_by_calendar(run, instance); });
  }
  carry_out(run, std::max(earliest, now));
  return run.fault == Fault::none;
}

bool take_over(const Machine& machine, const Surroundings& surroundings, CaseView state, Minute now,
               std::span<const Range> effects, Outcome& outcome) {
  const Minute earliest = not_before(state.record);
  Run run(machine, surroundings, state, now, outcome);
  run.tells_next = false;
  run.keep();
  for (const Range& range : effects) {
    gather(run, kNone, {kNone, range});
  }
  if (run.fault == Fault::none) {
    write_gathered(run);
    run.scratch.begin_step();
    carry_over(run);
    const std::vector<bool> ran = running(run);
    start_missing(run);
    perform(run);
    spare_new(run, ran);
  }
  if (run.fault == Fault::none) {
    conclude(run, std::max(earliest, now));
  } else {
    std::erase(outcome.clauses, kNone);  // of effects, which no clause has
    tell_fault(run);
  }
  return run.fault == Fault::none;
}

}  // namespace recourse::machine
