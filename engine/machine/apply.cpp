// One act: late or behind, permitted, not forbidden, then its step and those of its events. Door: apply().
#include "engine/machine/apply.h"

#include <algorithm>

#include "engine/machine/clocks.h"
#include "engine/machine/due.h"
#include "engine/machine/gather.h"
#include "engine/machine/permission.h"
#include "engine/machine/plan.h"
#include "engine/machine/step.h"

namespace recourse::machine {
namespace {

/// The row of a stage that hears the trigger; none when the stage does not. Stages hear few acts.
const Row* row_of(const Machine& machine, const Stage& stage, Index trigger) {
  const Row* const first = machine.rows.data() + stage.rows.first;
  const Row* const end = first + stage.rows.count;
  const Row* const found = std::find_if(first, end, [&](const Row& row) { return row.trigger >= trigger; });
  return found != end && found->trigger == trigger ? found : nullptr;
}

void find_rows(Run& run) {
  for_each_stage(run.machine, run.state.record, [&](Index stage) {
    if (const Row* row = row_of(run.machine, run.machine.stages[stage], run.act->act)) {
      run.scratch.rows.push_back(row);
    }
  });
}

/// Calls `visit(clause)` for each clause that could permit the act now.
template <typename Visit>
void for_each_permission(Run& run, bool opens, Visit&& visit) {
  const auto visit_range = [&](Range range) {
    const Index* const first = run.machine.clause_list.data() + range.first;
    std::for_each(first, first + range.count, visit);
  };
  if (opens) {
    visit_range(run.machine.openings[run.act->act]);
  }
  for (const Row* row : run.scratch.rows) {
    visit_range(row->permissions);
  }
}

void refuse(Run& run, Refusal refusal) {
  run.outcome.verdict = Verdict::refused;
  run.outcome.refusal = refusal;
}

/// Why nothing offers the act: the reason that came nearest, and whose it is.
void tell_refusal(Run& run, bool opens) {
  Refusal strongest = Refusal::not_open;
  for_each_permission(run, opens, [&](Index clause) {
    const Refusal refusal = refusal_of(run, clause);
    if (stronger(strongest, refusal) != strongest) {
      strongest = refusal;
      run.outcome.clauses.clear();
    }
    if (refusal == strongest && refusal != Refusal::not_open) {
      run.outcome.clauses.push_back(clause);
    }
  });
  const bool is_opening = run.machine.openings[run.act->act].count > 0;
  if (strongest == Refusal::not_open && is_opening && !opens) {
    strongest = Refusal::already_open;
  }
  refuse(run, strongest);
}

bool find_permissions(Run& run, bool opens) {
  for_each_permission(run, opens, [&](Index clause) {
    const Refusal refusal = refusal_of(run, clause);
    if (refusal == Refusal::none) {
      run.scratch.matched.push_back(clause);
    } else if (refusal == Refusal::guard) {
      run.note({Evidence::Kind::held_back, clause});
    }
  });
  if (run.scratch.matched.empty() && run.fault == Fault::none) {
    tell_refusal(run, opens);
  }
  return !run.scratch.matched.empty();
}

bool is_forbidden(Run& run) {
  auto& clauses = run.outcome.clauses;
  for (const Row* row : run.scratch.rows) {
    const Index* const first = run.machine.clause_list.data() + row->prohibitions.first;
    std::copy_if(first, first + row->prohibitions.count, std::back_inserter(clauses),
                 [&](Index clause) { return forbids(run, clause); });
  }
  if (clauses.empty()) {
    return false;
  }
  std::sort(clauses.begin(), clauses.end());
  for (const Index clause : clauses) {
    run.trace(TraceItem::Kind::forbade, clause);
  }
  refuse(run, Refusal::forbidden);
  return true;
}

/// The prohibitions that an approval has lifted for the act.
void note_approvals(Run& run) {
  for (const Row* row : run.scratch.rows) {
    const Index* const first = run.machine.clause_list.data() + row->prohibitions.first;
    std::for_each(first, first + row->prohibitions.count, [&run](Index clause) {
      if (is_lifted(run, clause)) {
        run.note({Evidence::Kind::approved, clause});
      }
    });
  }
}

void gather_permission(Run& run, Index index) {
  const Clause& clause = run.machine.clauses[index];
  run.trace(TraceItem::Kind::permitted, index);
  if (clause.kind == Clause::Kind::extension) {
    const Clock& clock = run.machine.clocks[clause.clock];
    for_each_extension(run, clause, [&](std::int64_t member, const Slot& slot) {
      if (const auto extended = extended_once_more(run, clock, slot)) {
        run.scratch.extra().grants.push_back({{clause.clock, member}, *extended});
      }
    });
  }
  gather(run, index, clause.then);
}

void gather_act(Run& run) {
  gather_records(run, run.machine.acts[run.act->act]);
  for (const Index clause : run.scratch.matched) {
    gather_permission(run, clause);
  }
  for (const Row* row : run.scratch.rows) {
    const Index* const first = run.machine.clause_list.data() + row->listeners.first;
    for (const Index* clause = first; clause != first + row->listeners.count; ++clause) {
      if (hears(run, *clause)) {
        run.trace(TraceItem::Kind::listened, *clause);
        gather(run, *clause, run.machine.clauses[*clause].then);
      }
    }
  }
  settle_moves(run);
}

void carry_out(Run& run, bool opens) {
  run.keep();
  perform(run, opens);
  run_events(run);
  if (run.fault == Fault::none) {
    conclude(run, run.now);
  }
}

/// The act step by step, whatever may follow from it.
void walk(Run& run) {
  const bool opens = !begun(run.machine, run.state.record);
  if (!opens) {
    find_rows(run);
  }
  if (!find_permissions(run, opens) || is_forbidden(run) || run.fault != Fault::none) {
    return;
  }
  if (run.evidence != nullptr) {
    note_approvals(run);
  }
  gather_act(run);
  if (run.fault == Fault::none) {
    carry_out(run, opens);
  }
}

/// Not inlined, so that an act that has a plan makes no room for this.
[[gnu::noinline]] void walk(const Reading& reading, const Surroundings& surroundings, Outcome& outcome) {
  Run run(reading.machine, surroundings, reading.state, reading.now, outcome);
  run.actor = reading.actor;
  run.act = reading.act;
  walk(run);
  if (run.fault != Fault::none) {
    tell_fault(run);
  }
}

/// Whether the act comes neither before the last entry nor after something that is due.
bool is_in_time(const Act& act, const std::byte* record, Outcome& outcome) {
  const Minute due = outcome.next_due;
  if (act.time < not_before(record)) {
    outcome.verdict = Verdict::late;
  } else if (due != calendar::kUnknownTime && act.time > due) {
    outcome.verdict = Verdict::behind;
  }
  return outcome.verdict == Verdict::accepted;
}

}  // namespace

void apply(const Machine& machine, const Surroundings& surroundings, CaseView state, const Act& act,
           Outcome& outcome) {
  outcome.begin(act.time, next_due(state.record));
  if (!is_in_time(act, state.record, outcome)) {
    return;
  }
  Reading reading(machine, surroundings, state, act.time);
  reading.actor = &act.actor;
  reading.act = &act;
  const bool is_known = act.act < machine.acts.size();
  if (is_known && !calendar::Calendar::in_table(reading.today)) {
    outcome.verdict = Verdict::fault;
    outcome.fault = Fault::date_range;
  } else if (!is_known || acts_for_nobody(reading, act.actor)) {
    outcome.verdict = Verdict::refused;
    outcome.refusal = Refusal::not_open;
  } else if (!outcome.tracing && follow_plan(reading)) {
    outcome.next_due = settle(machine, state, act.time, act.time);
  } else {
    // No plan, or somebody wants to hear of every part of a step.
    walk(reading, surroundings, outcome);
  }
}

}  // namespace recourse::machine
