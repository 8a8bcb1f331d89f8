// The life of a clause's clock: when it is dated, due, paused, extended (decisions 7-9, 11, 15, 16).
#pragma once

#include "tests/reference/evaluation.h"

namespace recourse::reference {

/// Decision 7: musts, timers, and rights with a window or a count have an instance.
bool has_instance(const model::Clause& clause);

/// The minute in which the next thing fires for this clause; none when nothing will. A date that was past when it arose
/// counts as the minute of what dated it (decision 36).
std::optional<Minute> fires_at(const model::Model& model, const State& state, ClauseId clause);

/// Of a state, which may be changed.
Instance& instance_at(State& state, const InstanceId& id);

/// The instances that fire at the minute that fires_at gives, or before.
std::set<InstanceId> firing_instances(const model::Model& model, const State& state, ClauseId clause,
                                      Minute instant);

/// Whether the window of a right has passed at `time` (decision 11).
bool window_passed(const Instance& instance, Minute time);

/// Decisions 10, 37: whether a new occurrence of its anchor would start the clock afresh.
bool is_done(const model::Clause& clause, const Instance& instance);

/// After a step: dates what is undated and can be dated, begins and ends pauses (`snapshot` is what their conditions
/// read), follows limits that depend on fields. For timers dated from a duty's due, call it after their duties.
/// `fresh`: the instance started in this step. `moment` reads the same `state`.
void refresh(const Moment& moment, const Moment& snapshot, State& state, const InstanceId& id, bool fresh,
             const std::set<FieldId>& became_known);

/// All clauses, those whose dates a limit asks for before its own.
std::vector<ClauseId> order_of_dates(const model::Model& model);

/// Decision 52: fixes what of a composed anchor occurred; of fields those that became known in this step. Of an instance that is
/// new (no parts yet) fields count as they are. When the anchor is; none while it is not there.
std::optional<Minute> fix_parts(const Moment& moment, const model::Anchor& anchor, const ClauseState& clause,
                                Instance& instance, const std::set<FieldId>& became_known);

/// Decision 54: counts the clause's clock by a calendar that is another than before.
void count_by_calendar(const Moment& moment, State& state, const InstanceId& id);

/// Decision 15: an extension counts at once, also when the same act does the duty.
void extend(const Moment& moment, State& state, const InstanceId& id, Period by);

/// Decision 15. How an act would extend the instances of a clause: none when it is none of its extensions now.
struct Extending {
  bool too_long = false;
  Period by;
};
std::map<InstanceId, Extending> extending(const Moment& moment, ClauseId clause, const Act& act);

}  // namespace recourse::reference
