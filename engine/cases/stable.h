// An act in the names that stay: for the log, and to tell whether two acts have the same content.
#pragma once

#include "recourse/case.h"

namespace recourse::cases {

/// The act with labels replaced by names, offices by their ids and values in their one spelling; what is
/// unknown is left out. Errors: those of translate().
Result<Act> stable(const Policy& policy, const Act& act);

}  // namespace recourse::cases
