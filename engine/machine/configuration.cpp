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

/// The stage itself, or the parallel stage of the region in one of whose branches it stands.
Index in_region(const Machine& machine, Index stage, Index region) {
  while (machine.stages[stage].region != region) {
    stage = machine.region_around[machine.stages[stage].region];
  }
  return stage;
}

template <typename Visit>
void for_each_branch(const Machine& machine, Index stage, Visit&& visit) {
  const Range& branches = machine.stages[stage].branches;
  for (std::uint32_t number = 0; number < branches.count; ++number) {
    visit(machine.branch_list[branches.first + number]);
  }
}

/// Leaves from the current stage up to, not including, `last`; kNone leaves the whole configuration.
void leave(Run& run, Index current, Index last) {
  for (Index stage = current; stage != last && stage != kNone; stage = surrounding(run.machine, stage)) {
    for_each_branch(run.machine, stage, [&run](Index branch) {
      leave(run, current_stage(run.machine, run.state.record, branch), kNone);
      set_stage(run.state.record, branch, kNone);
    });
    run.scratch.left.push_back(stage);
    run.trace(TraceItem::Kind::left, stage);
  }
}

/// Enters from below `last` down to the stage, a final stage stands alone; then its branches, the one in which `target`
/// stands there, others at their start.
void enter(Run& run, Index innermost_stage, Index last, Index target) {
  auto& entered = run.scratch.entered;
  const auto first = static_cast<std::ptrdiff_t>(entered.size());
  set_stage(run.state.record, run.machine.stages[innermost_stage].region, innermost_stage);
  for (Index stage = innermost_stage; stage != last && stage != kNone;
       stage = surrounding(run.machine, stage)) {
    entered.push_back(stage);
  }
  std::reverse(entered.begin() + first, entered.end());
  for (auto at = entered.begin() + first; at != entered.end(); ++at) {
    run.trace(TraceItem::Kind::entered, *at);
  }
  for_each_branch(run.machine, innermost_stage, [&](Index branch) {
    const Index root = run.machine.region_roots[branch];
    const Index goal = surrounds(run.machine, root, target) ? in_region(run.machine, target, branch) : root;
    enter(run, innermost(run.machine, goal), kNone, target);
  });
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
  // A branch that is named itself begins anew.
  const Stage& named = machine.stages[target];
  const bool is_branch = named.parent == kNone && machine.region_around[named.region] != kNone;
  if (shared == target && current != target && !is_branch) {
    return {target, target};
  }
  const Index stage = innermost(machine, target);
  if (machine.stages[stage].final) {
    return {stage, kNone};
  }
  return {stage, shared == target ? machine.stages[target].parent : shared};
}

Index surrounding_in_chart(const Machine& machine, Index stage) {
  const Stage& inner = machine.stages[stage];
  return inner.parent != kNone ? inner.parent : machine.region_around[inner.region];
}

bool surrounds(const Machine& machine, Index outer, Index inner) {
  while (inner != kNone && inner != outer) {
    inner = surrounding_in_chart(machine, inner);
  }
  return inner == outer;
}

Index moved_region(const Machine& machine, const std::byte* record, Index target) {
  Index region = machine.stages[target].region;
  while (machine.region_around[region] != kNone && current_stage(machine, record, region) == kNone) {
    region = machine.stages[machine.region_around[region]].region;
  }
  return region;
}

void move(Run& run, const Move& move) {
  const Index current = current_stage(run.machine, run.state.record, move.region);
  const Path way = path(run.machine, current, in_region(run.machine, move.target, move.region));
  leave(run, current, way.around);
  enter(run, way.stage, way.around, move.target);
}

void enter_all(Run& run) {
  const Machine& machine = run.machine;
  for (std::size_t region = 0; region < machine.region_roots.size(); ++region) {
    if (machine.region_around[region] == kNone) {
      enter(run, innermost(machine, machine.region_roots[region]), kNone, kNone);
    }
  }
}

}  // namespace recourse::machine
