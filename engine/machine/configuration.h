// Moves: which stages are left and entered (docs/decisions.md 2–5, 35, 59). Writes the current stage of each
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

/// The stage around a stage, also around a branch: kNone of a chart's root.
[[nodiscard]] Index surrounding_in_chart(const Machine& machine, Index stage);

/// Whether `outer` is `inner` or stands around it in its chart.
[[nodiscard]] bool surrounds(const Machine& machine, Index outer, Index inner);

/// The region that moves when a case moves to the target: the innermost one around it that runs.
[[nodiscard]] Index moved_region(const Machine& machine, const std::byte* record, Index target);

/// The innermost stage once the target and its start children are entered.
[[nodiscard]] Index innermost(const Machine& machine, Index target);

/// Carries out a move of one region, with the branches that stand in it; adds the stages left (innermost first) and entered (outermost first).
void move(Run& run, const Move& move);

/// Every region enters its root and start stages.
void enter_all(Run& run);

}  // namespace recourse::machine
