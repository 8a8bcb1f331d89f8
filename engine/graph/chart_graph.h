// The state-machine graph: stages as vertices, moves as edges. What is checked, drawn and proved. This room
// and `analysis` are the only users of Boost.Graph; others pass a ChartGraph on.
#pragma once

#include <boost/graph/adjacency_list.hpp>

#include "engine/graph/surrounds.h"
#include "engine/model/model.h"

namespace recourse::graph {

/// The vertex of a stage has its index in the model; a root stands for its region.
struct ChartVertex {
  model::StageId stage;
  bool root = false;
};

/// A move: the clause that makes it stands in the source stage.
struct ChartEdge {
  enum class Cause : std::uint8_t {
    act,     // one of the clause's acts is accepted
    event,   // overdue(D), done(D), entered(S)
    lapse,   // the `else` of a duty
    window,  // the `else` of a right
    timer    // after D
  };
  model::ClauseId clause;
  Cause cause = Cause::act;
};

using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS, ChartVertex, ChartEdge>;

struct ChartGraph {
  Graph graph;
};

/// Cost: linear in stages and clauses. The order of edges is that of the clauses.
ChartGraph build_chart_graph(const model::Model& model);

/// The clause that makes the move; none: a branch begins with the stage in which it stands.
struct SituationEdge {
  model::ClauseId clause;
};

/// What a case does from each stage that can be the innermost of its region: vertices are the model's stages as current
/// ones, an edge leads to a stage that is current after a move of a clause that stands there or around
/// (docs/decisions.md 2-4, 59); from a stage of a branch also out of the branch. Guards are not looked at.
/// Cost: stages times the moves around them.
using SituationGraph =
    boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS, boost::no_property, SituationEdge>;
SituationGraph situations(const model::Model& model, const ChartGraph& chart);

/// The stage that is current once `stage` is entered: itself, or its start child's.
model::StageId settled(const model::Model& model, model::StageId stage);

}  // namespace recourse::graph
