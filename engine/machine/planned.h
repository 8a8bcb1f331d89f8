// How much a plan may hold, so that what an act does fits into arrays on the stack.
#pragma once

#include <cstddef>

namespace recourse::machine {

inline constexpr std::size_t kMostPlanned = 8;  // effects of a clause; clocks that a move begins

}  // namespace recourse::machine
