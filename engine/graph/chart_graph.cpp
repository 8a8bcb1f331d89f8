#include "engine/graph/chart_graph.h"

namespace recourse::graph {
namespace {

using model::Clause;
using model::Model;
using model::StageId;

ChartEdge::Cause cause_of(const Clause& clause) {
  if (clause.kind == Clause::Kind::after) {
    return ChartEdge::Cause::timer;
  }
  return clause.trigger == Clause::Trigger::act ? ChartEdge::Cause::act : ChartEdge::Cause::event;
}

/// Where a move from `current` to `target` ends: what already surrounds the current stage is only returned
/// to; a branch that is named itself begins anew.
StageId destination(const Model& model, StageId current, StageId target) {
  const bool returns = target != current && surrounds(model, target, current) && !model[current].final &&
                       model[model[target].region].root != target;
  return returns ? target : settled(model, target);
}

bool holds_region(const Model& model, model::RegionId outer, model::RegionId region) {
  while (region != outer && model[region].parallel.known()) {
    region = model[model[region].parallel].region;
  }
  return region == outer;
}

/// The stage itself, or the parallel stage of the region in one of whose branches it stands.
StageId in_region(const Model& model, StageId stage, model::RegionId region) {
  while (model[stage].region != region) {
    stage = model[model[stage].region].parallel;
  }
  return stage;
}

/// Writes what moves lead to.
class Situations {
public:
  Situations(const Model& model, const ChartGraph& chart, SituationGraph& result)
      : model_(model), chart_(chart), result_(result), stages_of_(model.regions.size()) {
    for (std::size_t index = 0; index < model.stages.size(); ++index) {
      stages_of_[model.stages[index].region.index()].push_back(StageId{static_cast<std::int32_t>(index)});
    }
  }

  void make() {
    for (std::size_t index = 0; index < model_.stages.size(); ++index) {
      const StageId current{static_cast<std::int32_t>(index)};
      for (StageId stage = current; stage.known(); stage = around(stage)) {
        move_from(current, stage);
      }
      if (model_[current].parallel) {
        for (const StageId branch : model_[current].children) {
          add(current, settled(model_, branch), {});
        }
      }
    }
  }

private:
  /// The stage around another in a configuration of its region.
  [[nodiscard]] StageId around(StageId stage) const {
    const bool stands_alone = model_[stage].final || model_[model_[stage].region].root == stage;
    return stands_alone ? StageId{} : model_[stage].parent;
  }

  void move_from(StageId current, StageId stage) {
    for (const auto& edge : boost::make_iterator_range(boost::out_edges(stage.index(), chart_.graph))) {
      const StageId target{static_cast<std::int32_t>(boost::target(edge, chart_.graph))};
      const model::ClauseId clause = chart_.graph[edge].clause;
      if (holds_region(model_, model_[current].region, model_[target].region)) {
        move(current, current, target, clause);
        continue;
      }
      // Out of a branch: the region moves in which the branches stand.
      model::RegionId region = model_[current].region;
      while (!holds_region(model_, region, model_[target].region)) {
        region = model_[model_[region].parallel].region;
      }
      move(current, in_region(model_, current, region), target, clause);
    }
  }

  /// A move in the region of the current stage, or in a branch that runs in it, `from` whence the clause is heard.
  void move(StageId from, StageId current, StageId target, model::ClauseId clause) {
    const StageId goal = in_region(model_, target, model_[current].region);
    if (goal == target) {
      add(from, destination(model_, current, target), clause);
      return;
    }
    if (goal != current) {
      add(from, goal, clause);
      add(from, settled(model_, target), clause);
      return;
    }
    for (const StageId branch : model_[current].children) {
      if (surrounds(model_, branch, target)) {
        for (const StageId stage : stages_of_[model_[branch].region.index()]) {
          move(stage, stage, target, clause);
        }
      }
    }
  }

  void add(StageId from, StageId to, model::ClauseId clause) {
    boost::add_edge(from.index(), to.index(), SituationEdge{clause}, result_);
  }

  const Model& model_;
  const ChartGraph& chart_;
  SituationGraph& result_;
  std::vector<std::vector<StageId>> stages_of_;  // by region
};

}  // namespace

ChartGraph build_chart_graph(const Model& model) {
  ChartGraph chart{Graph(model.stages.size())};
  for (std::size_t index = 0; index < model.stages.size(); ++index) {
    chart.graph[index] = {StageId{static_cast<std::int32_t>(index)}, !model.stages[index].parent.known()};
  }
  for (std::size_t index = 0; index < model.clauses.size(); ++index) {
    const Clause& clause = model.clauses[index];
    const model::ClauseId id{static_cast<std::int32_t>(index)};
    if (clause.then.target.known()) {
      boost::add_edge(clause.stage.index(), clause.then.target.index(), {id, cause_of(clause)}, chart.graph);
    }
    if (clause.has_else && clause.otherwise.target.known()) {
      const bool duty = clause.kind == Clause::Kind::must;
      boost::add_edge(clause.stage.index(), clause.otherwise.target.index(),
                      {id, duty ? ChartEdge::Cause::lapse : ChartEdge::Cause::window}, chart.graph);
    }
  }
  return chart;
}

SituationGraph situations(const Model& model, const ChartGraph& chart) {
  SituationGraph result(model.stages.size());
  Situations(model, chart, result).make();
  return result;
}

StageId settled(const Model& model, StageId stage) {
  while (!model[stage].final && model[stage].start.known()) {
    stage = model[stage].start;
  }
  return stage;
}

bool surrounds(const Model& model, StageId outer, StageId inner) {
  while (inner.known() && inner != outer) {
    inner = model[inner].parent;
  }
  return inner.known();
}

}  // namespace recourse::graph
