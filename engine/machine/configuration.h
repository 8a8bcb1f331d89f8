// Moves: which stages are left and entered (docs/decisions.md 2–5, 35). Writes the current stage of each
// region and nothing else of the record.
#pragma once

#include "engine/machine/run.h"

namespace recourse::machine {

/// Where a move leads: to `stage` as the innermost one; `around` is the innermost stage that is neither left nor entered, kNone
/// when the configuration is built anew.
struct Path {
  Index stage = kNone;
  Index around = kNone;
};
[[nodiscard]] Path path(const Machine& machine, Index current, Index target);

/// The innermost stage once the target and its start children are entered.
[[nodiscard]] Index innermost(const Machine& machine, Index target);

/// Carries out a move of one region; adds the stages left (innermost first) and entered (outermost first).
void move(Run& run, const Move& move);

/// Every region enters its root and start stages.
void enter_all(Run& run);

}  // namespace recourse::machine
