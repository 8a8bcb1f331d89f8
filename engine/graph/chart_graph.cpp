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
/// to.
StageId destination(const Model& model, StageId current, StageId target) {
  const bool returns = target != current && surrounds(model, target, current) && !model[current].final;
  return returns ? target : settled(model, target);
}

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
  for (std::size_t index = 0; index < model.stages.size(); ++index) {
    const StageId current{static_cast<std::int32_t>(index)};
    for (StageId stage = current; stage.known();
         stage = model[stage].final ? StageId{} : model[stage].parent) {
      for (const auto& edge : boost::make_iterator_range(boost::out_edges(stage.index(), chart.graph))) {
        const StageId target{static_cast<std::int32_t>(boost::target(edge, chart.graph))};
        boost::add_edge(index, destination(model, current, target).index(), edge, result);
      }
    }
  }
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
