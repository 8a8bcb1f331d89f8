// Values that refer to one another: parameters of the policy and derived fields, resolved when first asked for.
#pragma once

#include "engine/model/building.h"

namespace recourse::model {

/// Gives the parameter its type and value; reports one that leads back to itself.
void resolve_parameter(Building& building, std::size_t index);
/// Gives the derived field its expression and type; reports one that leads back to itself.
void derive(Building& building, std::size_t index);

}  // namespace recourse::model
