// What the case of the next period is told. Door: tell_next(). Must not change the case.
#pragma once

#include "engine/machine/run.h"

namespace recourse::machine {

/// Once the period has ended, what an entry changed of what the next one is told; noted among what is sent. A fault is noted in the run.
void tell_next(Run& run);

}  // namespace recourse::machine
