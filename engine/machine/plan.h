// Plans: acts whose consequences can be told beforehand from the stage that a case is in. Most acts of a policy are such: one
// clause permits them, a few listen, nothing forbids, nothing watches. apply() carries them out without looking for
// anything else; what it does is what the steps (step.h) would do, only known in advance.
#pragma once

#include "engine/machine/reading.h"

namespace recourse::machine {

/// Makes the plans of a machine whose other tables are complete; those it had are dropped. A machine without plans does
/// the same, slower. Cost: for each stage its rows and those around it.
void make_plans(Machine& machine);

/// Carries out the act of the reading, whose actor acts for an office in force or for none (acts_for_nobody() has been asked), if a
/// plan tells what follows: true, the case is changed. False: there is no plan, or
/// something is not as it expects (a refusal, a fault, two reactions); then nothing was changed.
[[nodiscard]] bool follow_plan(Reading& reading);

}  // namespace recourse::machine
