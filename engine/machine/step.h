// One step: what was gathered is carried out, in the order of docs/decisions.md 20, and the steps of events
// that follow.
#pragma once

#include "engine/machine/run.h"

namespace recourse::machine {

/// Carries out the step that stands in the scratch room: values, ends of instances, moves, fresh instances,
/// pauses. `opens`: the case begins with it. Events are left for run_events(). Check run.fault afterwards.
void perform(Run& run, bool opens = false);

/// Steps of events until none is left. More than kMostSteps of them are the fault `endless`.
void run_events(Run& run);
inline constexpr int kMostSteps = 1000;

/// Writes when the case may next be acted on and what is due next, and keeps what the run did.
void conclude(Run& run, Minute not_before);

/// Of the clauses that stand and have no condition, those that do not run begin.
void start_missing(Run& run);

/// Tells the outcome of the fault that the run met; the case goes back to what it was.
void tell_fault(Run& run);

}  // namespace recourse::machine
