// Steps. Doors: perform, run_events, conclude. Must not know how an entry began.
#include "engine/machine/step.h"

#include <algorithm>

#include "engine/machine/clocks.h"
#include "engine/machine/configuration.h"
#include "engine/machine/evaluate.h"
#include "engine/machine/gather.h"
#include "engine/machine/members.h"
#include "engine/machine/next_period.h"
#include "engine/machine/permission.h"

namespace recourse::machine {
namespace {

template <typename Visit>
void for_each(const std::vector<Index>& list, Range range, Visit&& visit) {
  const Index* const first = list.data() + range.first;
  for (const Index* at = first; at != first + range.count; ++at) {
    visit(*at);
  }
}

bool is_duty(const Machine& machine, Index clock) {
  return machine.clauses[machine.clocks[clock].clause].kind == Clause::Kind::must;
}

void finish_duty(Run& run, Index clock) {
  if (has_members(run.machine, clock)) {
    serve_members(run, clock);  // done when the look shows that nobody owes it any more
    return;
  }
  finish(run, {clock});
  run.trace(TraceItem::Kind::done, run.machine.clocks[clock].clause);
  run.raise({run.machine.clocks[clock].done_trigger});
}

/// What the accepted act does to the instances of the clauses that permitted it.
void serve(Run& run, Index index) {
  const Clause& clause = run.machine.clauses[index];
  switch (clause.kind) {
    case Clause::Kind::must:
      finish_duty(run, clause.clock);
      break;
    case Clause::Kind::may:
      if (clause.clock != kNone) {
        use(run, clause.clock);
      }
      break;
    case Clause::Kind::approval:
      set_bit(run.machine, run.state.record, clause.approval_bit);
      break;
    default:
      break;
  }
}

void use_up_approvals(Run& run) {
  for (const Row* row : run.scratch.rows) {
    for_each(run.machine.clause_list, row->prohibitions, [&](Index prohibition) {
      if (const Index bit = run.machine.clauses[prohibition].approval_bit; bit != kNone) {
        change_bit(run.machine, run.state.record, bit, false);
      }
    });
  }
}

void extend_and_lapse(Run& run) {
  const auto sum_up_members = [&run](const Instance& instance) {
    if (has_members(run.machine, instance.clock)) {
      sum_up(run, instance.clock);
    }
  };
  for (const Grant& grant : run.scratch.extras().grants) {
    extend(run, grant);
    sum_up_members(grant.instance);
  }
  for (const Instance& instance : run.scratch.extras().fired) {
    lapse(run, instance);
    sum_up_members(instance);
    if (is_duty(run.machine, instance.clock)) {
      run.raise({run.machine.clocks[instance.clock].overdue_trigger, instance.member});
    }
  }
}

bool pauses(Run& run, const Clock& clock) {
  const PauseCondition* const first = run.machine.pause_conditions.data() + clock.pauses.first;
  return std::any_of(first, first + clock.pauses.count, [&](const PauseCondition& pause) {
    return in_stage(run.machine, run.state.record, pause.stage) && holds(run, pause.condition);
  });
}

void look_at(Run& run, const Stage& stage) {
  const Machine& machine = run.machine;
  for_each(machine.clock_list, stage.watched, [&](Index clock) {
    const Clock& row = machine.clocks[clock];
    const Clause& clause = machine.clauses[row.clause];
    const bool active = holds(run, clause.condition);
    const bool excepts = active && row.members != kNone && machine.whos[clause.who].except.count > 0;
    const std::int64_t except = excepts ? evaluate(run, machine.whos[clause.who].except) : base::kUnknown;
    run.scratch.extra().looks.push_back({clock, active, active && pauses(run, row), except});
  });
  for_each(machine.clause_list, stage.approvals, [&](Index prohibition) {
    const Clause& clause = machine.clauses[prohibition];
    if (!holds(run, clause.condition)) {
      run.scratch.extra().dropped.push_back(clause.approval_bit);
    }
  });
}

/// One look at all conditions, before anything follows from it, so that no order of clauses matters.
void look(Run& run) {
  run.scratch.watching = false;
  for_each_stage(run.machine, run.state.record, [&](Index index) {
    const Stage& stage = run.machine.stages[index];
    if (stage.watched.count + stage.approvals.count > 0) {
      run.scratch.watching = true;
      look_at(run, stage);
    }
  });
}

/// Conditions see that a duty of members in a stage that is left is done.
void end_rounds(Run& run, Index index) {
  for_each(run.machine.clock_list, run.machine.stages[index].clocks, [&run](Index clock) {
    if (has_members(run.machine, clock) && runs(run, clock)) {
      end_round(run, clock);
    }
  });
}

void leave(Run& run, Index index) {
  const Machine& machine = run.machine;
  const Stage& stage = machine.stages[index];
  for_each(machine.clock_list, stage.clocks, [&](Index clock) {
    has_members(machine, clock) ? end_members(run, clock) : discharge(run, {clock});
  });
  for_each(machine.clause_list, stage.approvals, [&](Index prohibition) {
    run.scratch.extra().dropped.push_back(machine.clauses[prohibition].approval_bit);
  });
}

void note_occurrence(Run& run, Range bits) {
  for_each(run.machine.bit_list, bits, [&](Index bit) {
    set_bit(run.machine, run.state.record, bit);
    run.scratch.occurred.push_back(bit);
  });
}

void note_entry(Run& run, Index index) {
  const Stage& stage = run.machine.stages[index];
  if (stage.instant_field != kNone) {
    store_field(run.state.record, run.machine.fields[stage.instant_field], run.now);
  }
  note_occurrence(run, stage.occurred_bits);
  run.raise({stage.entered_trigger});
}

/// A branch has ended: that they all have is one event, however many of them end in the step.
void note_end(Run& run, Index index) {
  const Machine& machine = run.machine;
  const Index around = machine.region_around[machine.stages[index].region];
  if (!machine.stages[index].final || around == kNone) {
    return;
  }
  const Stage& parallel = machine.stages[around];
  const Index* const first = machine.branch_list.data() + parallel.branches.first;
  const bool all = std::all_of(first, first + parallel.branches.count, [&](Index branch) {
    return machine.stages[current_stage(machine, run.state.record, branch)].final;
  });
  const auto& events = run.scratch.events;
  const Event ended{parallel.ended_trigger};
  if (all && std::find(events.begin(), events.end(), ended) == events.end()) {
    run.raise(ended);
  }
}

void start_unconditional(Run& run, Index index) {
  for_each(run.machine.clock_list, run.machine.stages[index].clocks, [&](Index clock) {
    const Clock& row = run.machine.clocks[clock];
    if (row.members == kNone && run.machine.clauses[row.clause].condition.count == 0) {
      start(run, {clock});
    }
  });
}

void heed_members(Run& run, const Look& seen) {
  if (!seen.active) {
    end_members(run, seen.clock);
  } else if (runs(run, seen.clock)) {
    join_and_leave(run, seen.clock, seen.except);
  } else {
    begin_members(run, seen.clock, seen.except);
  }
}

/// The anchor of the clock occurs now.
void occur(Run& run, Index clock) {
  for_each_instance(run, clock, [&run](const Instance& instance) { occur(run, instance); });
}

/// What the look made of approvals and conditions.
void heed_conditions(Run& run) {
  for (const Index bit : run.scratch.extras().dropped) {
    change_bit(run.machine, run.state.record, bit, false);
  }
  for (const Look& seen : run.scratch.extras().looks) {
    if (has_members(run.machine, seen.clock)) {
      heed_members(run, seen);
    } else if (seen.active != runs(run, seen.clock)) {
      seen.active ? start(run, {seen.clock}) : discharge(run, {seen.clock});
    }
  }
}

/// Instances begin and end: by stages, by conditions, by anchors.
void renew(Run& run) {
  const Outcome::Scratch& scratch = run.scratch;
  for (const Index stage : scratch.left) {
    leave(run, stage);
  }
  for (const Index stage : scratch.entered) {
    note_entry(run, stage);
    note_end(run, stage);
  }
  for (const Index stage : scratch.entered) {
    start_unconditional(run, stage);
  }
  if (scratch.extras().used) {
    heed_conditions(run);
  }
  for (const Row* row : scratch.rows) {
    for_each(run.machine.clock_list, row->anchored, [&](Index clock) { occur(run, clock); });
  }
  for (const Index stage : scratch.entered) {
    for_each(run.machine.clock_list, run.machine.stages[stage].anchored,
             [&](Index clock) { occur(run, clock); });
  }
}

/// Instances that run follow the facts.
void adjust(Run& run) {
  const auto turn_of = [&run](const Look& seen) { return run.machine.clocks[seen.clock].turn; };
  std::vector<Look>& looks = run.scratch.extra().looks;
  const auto is_earlier = [&](const Look& one, const Look& other) { return turn_of(one) < turn_of(other); };
  if (!std::is_sorted(looks.begin(), looks.end(), is_earlier)) {
    std::stable_sort(looks.begin(), looks.end(), is_earlier);
  }
  for (auto next = looks.begin(); next != looks.end();) {
    run.turn = turn_of(*next);
    const auto first = next;
    next = std::find_if(first, looks.end(), [&](const Look& seen) { return turn_of(seen) != run.turn; });
    for (auto seen = first; seen != next; ++seen) {
      for_each_instance(run, seen->clock, [&run](const Instance& instance) { follow(run, instance); });
    }
    for (auto seen = first; seen != next; ++seen) {
      for_each_instance(run, seen->clock,
                        [&](const Instance& instance) { pause_or_resume(run, instance, seen->pauses); });
    }
  }
  run.turn = 0;
  follow_moved(run);
}

void hear(Run& run, Index index, Index trigger) {
  const Machine& machine = run.machine;
  const Stage& stage = machine.stages[index];
  const Row* const first = machine.rows.data() + stage.rows.first;
  for (const Row* row = first; row != first + stage.rows.count; ++row) {
    if (row->trigger != trigger) {
      continue;
    }
    for_each(machine.clause_list, row->listeners, [&](Index clause) {
      if (hears(run, clause)) {
        run.trace(TraceItem::Kind::listened, clause);
        gather(run, clause, machine.clauses[clause].then);
      }
    });
  }
}

}  // namespace

void perform(Run& run, bool opens) {
  write_gathered(run);
  if (run.act != nullptr) {
    note_occurrence(run, run.machine.acts[run.act->act].occurred_bits);
  }
  for (const Index clause : run.scratch.matched) {
    serve(run, clause);
  }
  use_up_approvals(run);
  if (run.scratch.extras().used) {
    extend_and_lapse(run);
  }
  if (opens) {
    enter_all(run);
  }
  for (const Move& gathered : run.scratch.moves) {
    move(run, gathered);
  }
  for (const Index stage : run.scratch.left) {
    end_rounds(run, stage);
  }
  look(run);
  renew(run);
  if (run.scratch.extras().used) {
    adjust(run);
  }
}

void run_events(Run& run) {
  Outcome::Scratch& scratch = run.scratch;
  run.act = nullptr;
  for (int steps = 0; scratch.eventful && run.fault == Fault::none; ++steps) {
    // Events that nobody hears are a step too, but one that only looks at conditions.
    if (scratch.events.empty() && !scratch.watching) {
      return;
    }
    if (steps == kMostSteps) {
      run.fail(Fault::endless);
      return;
    }
    scratch.begin_step();
    scratch.heard = scratch.events;  // both keep their room
    scratch.events.clear();
    for (const Event& event : scratch.heard) {
      run.it = event.it;
      for_each_stage(run.machine, run.state.record, [&](Index stage) { hear(run, stage, event.trigger); });
    }
    run.it = base::kUnknown;
    settle_moves(run);
    if (run.fault == Fault::none) {
      perform(run);
    }
  }
}

void start_missing(Run& run) {
  for_each_stage(run.machine, run.state.record, [&](Index stage) {
    for_each(run.machine.clock_list, run.machine.stages[stage].clocks, [&](Index clock) {
      const bool is_plain = run.machine.clauses[run.machine.clocks[clock].clause].condition.count == 0;
      if (is_plain && !has_members(run.machine, clock) && !runs(run, clock)) {
        start(run, {clock});
      }
    });
  });
}

void conclude(Run& run, Minute not_before) {
  run.outcome.next_due = settle(run.machine, run.state, not_before, run.now);
  if (run.tells_next && run.machine.told_next.last_day != kNone) {
    tell_next(run);
  }
  if (run.fault != Fault::none) {
    tell_fault(run);
    return;
  }
  run.commit();
}

void tell_fault(Run& run) {
  run.outcome.verdict = Verdict::fault;
  run.outcome.fault = run.fault;
  run.outcome.notices.clear();
  run.outcome.sent.clear();
}

}  // namespace recourse::machine
