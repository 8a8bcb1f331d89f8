// Configurations. Doors: move, enter_all.
#include "engine/machine/configuration.h"

#include <algorithm>

namespace recourse::machine {
namespace {

/// The innermost stage that surrounds both or is one of them.
Index common(const Machine& machine, Index one, Index other) {
  while (one != other) {
    const bool first_is_deeper = machine.stages[one].depth >= machine.stages[other].depth;
    Index& deeper = first_is_deeper ? one : other;
    deeper = machine.stages[deeper].parent;
  }
  return one;
}

/// Leaves from the current stage up to, not including, `last`; kNone leaves the whole configuration.
void leave(Run& run, Index current, Index last) {
  for (Index stage = current; stage != last && stage != kNone; stage = surrounding(run.machine, stage)) {
    run.scratch.left.push_back(stage);
    run.trace(TraceItem::Kind::left, stage);
  }
}

/// Enters from below `last` down to the stage; a final stage stands alone.
void enter(Run& run, Index stage, Index last) {
  auto& entered = run.scratch.entered;
  const auto first = static_cast<std::ptrdiff_t>(entered.size());
  set_stage(run.state.record, run.machine.stages[stage].region, stage);
  for (; stage != last && stage != kNone; stage = surrounding(run.machine, stage)) {
    entered.push_back(stage);
  }
  std::reverse(entered.begin() + first, entered.end());
  for (auto at = entered.begin() + first; at != entered.end(); ++at) {
    run.trace(TraceItem::Kind::entered, *at);
  }
}

}  // namespace

Index innermost(const Machine& machine, Index target) {
  while (!machine.stages[target].final && machine.stages[target].start != kNone) {
    target = machine.stages[target].start;
  }
  return target;
}

Path path(const Machine& machine, Index current, Index target) {
  if (machine.stages[current].final) {
    return {innermost(machine, target), kNone};
  }
  const Index shared = common(machine, current, target);
  if (shared == target && current != target) {
    return {target, target};
  }
  const Index stage = innermost(machine, target);
  if (machine.stages[stage].final) {
    return {stage, kNone};
  }
  return {stage, shared == target ? machine.stages[target].parent : shared};
}

void move(Run& run, const Move& move) {
  const Index current = current_stage(run.machine, run.state.record, move.region);
  const Path way = path(run.machine, current, move.target);
  leave(run, current, way.around);
  enter(run, way.stage, way.around);
}

void enter_all(Run& run) {
  for (const Index root : run.machine.region_roots) {
    enter(run, innermost(run.machine, root), kNone);
  }
}

}  // namespace recourse::machine
