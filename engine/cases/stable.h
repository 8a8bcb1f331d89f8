// An act in the names that stay: for the log, and to tell whether two acts have the same content.
#pragma once

#include "recourse/case.h"

namespace recourse::cases {

/// The policy as it speaks of the cases that an act begins: of the first type that opens on an act of this name or label, or of the type
/// before the point (fault.charge); as it is given when there is none.
Policy opened_by(const Policy& policy, std::string_view act);

/// The case type that a stored state names; empty: the first of its policy.
std::string type_in(std::string_view snapshot);

/// The fields that agree in cases of one matter, as a stored state of the case has them, a line each; nothing when one is unknown.
std::vector<std::string> matter_of(const Case& state);

/// The act with labels replaced by names, offices by their ids and values in their one spelling; what is
/// unknown is left out. Where it begins a case of another type than the first, its name has that type (fault.charge). Errors: those of translate().
Result<Act> stable(const Policy& policy, const Act& act);

}  // namespace recourse::cases
