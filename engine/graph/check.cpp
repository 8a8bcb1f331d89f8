// Stages and moves: what is reached, what can end, where nothing presses, and which moves contradict one
// another. Duties and acts are in check_duties.cpp.
#include "engine/graph/check.h"

#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/reverse_graph.hpp>
#include <boost/graph/strong_components.hpp>
#include <map>

#include "engine/base/messages/graph.h"
#include "engine/graph/check_conditions.h"
#include "engine/graph/check_duties.h"
#include "engine/graph/check_owners.h"
#include "engine/graph/wording.h"

namespace recourse::graph {
namespace {

using model::Clause;
using model::ClauseId;
using model::Model;
using model::StageId;

StageId stage_at(std::size_t index) {
  return StageId{static_cast<std::int32_t>(index)};
}

/// Marks what can be walked to from the starts.
template <typename AnyGraph>
std::vector<bool> walked(const AnyGraph& graph, const std::vector<std::size_t>& starts) {
  std::vector<boost::default_color_type> colors(boost::num_vertices(graph), boost::white_color);
  const auto color_map =
      boost::make_iterator_property_map(colors.begin(), boost::get(boost::vertex_index, graph));
  for (const std::size_t start : starts) {
    if (colors[start] == boost::white_color) {
      boost::queue<std::size_t> queue;
      boost::breadth_first_visit(graph, start, queue, boost::bfs_visitor<>(), color_map);
    }
  }
  std::vector<bool> marks(colors.size());
  std::transform(colors.begin(), colors.end(), marks.begin(),
                 [](auto color) { return color != boost::white_color; });
  return marks;
}

class StageCheck {
public:
  StageCheck(const Model& model, const ChartGraph& chart, base::DiagnosticList& diagnostics)
      : model_(model),
        chart_(chart),
        situations_(situations(model, chart)),
        diagnostics_(diagnostics),
        wording_(model, written_language(model)) {}

  void check() {
    find_current();
    never_reached();
    cannot_end();
    for (const model::Chart& chart : model_.charts) {
      if (chart.process && chart.region.known() && !has_final(chart.region)) {
        diagnostics_.add(messages::no_final_stage, chart.span,
                         {shown_name(chart.name, chart.label, wording_.language())});
      }
    }
    limbo();
    contradictions();
    contradictions_beside();
    never_all_ended();
  }

private:
  [[nodiscard]] bool has_final(model::RegionId region) const {
    return std::any_of(model_.stages.begin(), model_.stages.end(),
                       [region](const model::Stage& stage) { return stage.region == region && stage.final; });
  }

  /// Stages that can be the innermost one of a case.
  void find_current() {
    std::vector<std::size_t> starts;
    for (const model::Region& region : model_.regions) {
      if (!region.parallel.known()) {  // branches begin with their stage
        starts.push_back(settled(model_, region.root).index());
      }
    }
    current_ = walked(situations_, starts);
  }

  void never_reached() {
    std::vector<bool> reached(model_.stages.size());
    for (const model::Region& region : model_.regions) {
      reached[region.root.index()] = !region.parallel.known();
    }
    for (std::size_t index = 0; index < reached.size(); ++index) {
      for (StageId stage = stage_at(index); current_[index] && stage.known();
           stage = model_[stage].final ? StageId{} : model_[stage].parent) {
        reached[stage.index()] = true;
      }
    }
    for (std::size_t index = 0; index < reached.size(); ++index) {
      // What lies inside a stage that is not reached needs no message of its own.
      const model::Stage& stage = model_.stages[index];
      if (!reached[index] && (!stage.parent.known() || reached[stage.parent.index()] || stage.final)) {
        diagnostics_.add(messages::stage_never_reached, stage.span, {wording_.stage(stage_at(index))});
      }
    }
  }

  /// How stages come to an end: moves out of a branch are moves of the stage in which it stands, and where that stage can be left
  /// before its branches have ended, they end with it.
  [[nodiscard]] SituationGraph ways_to_end() const {
    SituationGraph ways(model_.stages.size());
    std::vector<bool> is_left(model_.stages.size());
    for (const auto& edge : boost::make_iterator_range(boost::edges(situations_))) {
      const ClauseId clause = situations_[edge].clause;
      if (!clause.known()) {
        continue;  // a branch that begins does not end what it stands in
      }
      StageId from = stage_at(boost::source(edge, situations_));
      const StageId to = stage_at(boost::target(edge, situations_));
      const auto moves = [&](StageId stage) {
        return surrounds(model_, model_[model_[stage].region].root, to);
      };
      while (!moves(from)) {
        from = model_[model_[from].region].parallel;
      }
      boost::add_edge(from.index(), to.index(), situations_[edge], ways);
      const bool waits = model_[clause].trigger == Clause::Trigger::ended && model_[clause].entered == from;
      is_left[from.index()] = is_left[from.index()] || !waits;
    }
    for (std::size_t index = 0; index < model_.stages.size(); ++index) {
      const StageId parallel = model_[model_.stages[index].region].parallel;
      if (parallel.known() && is_left[parallel.index()]) {
        boost::add_edge(index, parallel.index(), SituationEdge{}, ways);
      }
    }
    return ways;
  }

  void cannot_end() {
    const SituationGraph ways = ways_to_end();
    std::vector<std::size_t> finals;
    for (std::size_t index = 0; index < model_.stages.size(); ++index) {
      if (model_.stages[index].final) {
        finals.push_back(index);
      }
    }
    const std::vector<bool> can_end = walked(boost::make_reverse_graph(ways), finals);
    std::vector<std::size_t> component(model_.stages.size());
    const std::size_t components = boost::strong_components(
        ways, boost::make_iterator_property_map(component.begin(), boost::get(boost::vertex_index, ways)));
    // Stages that only lead to a dead end are not named, only the dead end: once, by its first stage.
    std::vector<bool> told(components);
    for (const auto& edge : boost::make_iterator_range(boost::edges(ways))) {
      const std::size_t from = component[boost::source(edge, ways)];
      told[from] = told[from] || component[boost::target(edge, ways)] != from;
    }
    for (std::size_t index = 0; index < model_.stages.size(); ++index) {
      if (current_[index] && !can_end[index] && has_final(model_.stages[index].region) &&
          !told[component[index]]) {
        told[component[index]] = true;
        diagnostics_.add(messages::stage_cannot_end, model_.stages[index].span,
                         {wording_.stage(stage_at(index))});
      }
    }
  }

  static bool presses(const Clause& clause) {
    return clause.limit && (clause.kind == Clause::Kind::must || clause.kind == Clause::Kind::after ||
                            (clause.kind == Clause::Kind::may && clause.has_else));
  }

  /// The process may rest only where an office owes something by a date, or a timer runs.
  void limbo() {
    const std::vector<bool> resting = resting_stages(true), resting_alone = resting_stages(false);
    for (std::size_t index = 0; index < model_.stages.size(); ++index) {
      if (resting[index]) {
        diagnostics_.add(messages::stage_in_limbo, model_.stages[index].span,
                         {wording_.stage(stage_at(index))});
      } else if (resting_alone[index]) {
        diagnostics_.add(messages::stage_in_limbo_while_empty, model_.stages[index].span,
                         {wording_.stage(stage_at(index))});
      }
    }
  }

  /// Stages of the process in which nothing presses; duties of each member of a set press while somebody is in it, `with_members`.
  [[nodiscard]] std::vector<bool> resting_stages(bool with_members) const {
    std::vector<bool> pressing(model_.stages.size()), resting(model_.stages.size());
    for (const Clause& clause : model_.clauses) {
      if (!presses(clause) || (!with_members && model::is_of_members(model_, clause))) {
        continue;
      }
      pressing[clause.stage.index()] = true;
      const bool in_case_region = model_[model_[clause.stage].region].root == clause.stage &&
                                  clause.chart >= 0 &&
                                  !model_.charts[static_cast<std::size_t>(clause.chart)].region.known();
      if (in_case_region && !clause.condition.known()) {
        return resting;
      }
    }
    for (std::size_t index = 0; index < model_.stages.size(); ++index) {
      const model::Stage& stage = model_.stages[index];
      const bool waits = stage.parallel && !is_left_over(stage_at(index));
      resting[index] = current_[index] && !stage.final && !waits &&
                       in_process(model_.outermost(stage.region)) && may_rest(stage_at(index), pressing);
    }
    return resting;
  }

  /// All branches of the stage may have ended, and nothing follows from it; while one runs, its own stages tell.
  [[nodiscard]] bool is_left_over(StageId parallel) const {
    const auto& branches = model_[parallel].children;
    return std::all_of(branches.begin(), branches.end(),
                       [this](StageId branch) { return has_final(model_[branch].region); }) &&
           std::none_of(model_.clauses.begin(), model_.clauses.end(), [parallel](const Clause& clause) {
             return clause.trigger == Clause::Trigger::ended && clause.entered == parallel &&
                    clause.then.target.known();
           });
  }

  /// Nothing presses around the stage, nor in what runs beside it, which may have ended by then.
  [[nodiscard]] bool may_rest(StageId stage, const std::vector<bool>& pressing) const {
    for (; stage.known(); stage = model_[stage].parent) {
      if (pressing[stage.index()]) {
        return false;
      }
      const StageId parallel = model_[model_[stage].region].parallel;
      if (model_[stage].parent != parallel || !parallel.known()) {
        continue;
      }
      const auto& branches = model_[parallel].children;
      if (!std::all_of(branches.begin(), branches.end(), [&](StageId branch) {
            return branch == stage || branch_may_rest(branch, pressing);
          })) {
        return false;
      }
    }
    return true;
  }

  [[nodiscard]] bool branch_may_rest(StageId branch, const std::vector<bool>& pressing) const {
    for (std::size_t index = 0; index < model_.stages.size(); ++index) {
      StageId stage = stage_at(index);
      if (!current_[index] || model_[stage].region != model_[branch].region) {
        continue;
      }
      bool rests = !model_[stage].parallel ||
                   std::all_of(model_[stage].children.begin(), model_[stage].children.end(),
                               [&](StageId inner) { return branch_may_rest(inner, pressing); });
      const bool ended = model_[stage].final;
      for (; !ended && rests && stage != model_[branch].parent; stage = model_[stage].parent) {
        rests = !pressing[stage.index()];
      }
      if (rests) {
        return true;
      }
    }
    return false;
  }

  [[nodiscard]] bool in_process(model::RegionId region) const {
    return std::any_of(model_.charts.begin(), model_.charts.end(), [region](const model::Chart& chart) {
      return chart.process && chart.region == region;
    });
  }

  /// What moves by itself, whatever the case holds.
  [[nodiscard]] bool certain(const Clause& clause) const {
    return !clause.condition.known() && !clause.guard.known();
  }

  /// Two moves of one stage on one act that nothing keeps apart.
  void contradictions() {
    std::map<std::pair<StageId, std::string>, std::vector<ClauseId>> heard;
    for (const auto& edge : boost::make_iterator_range(boost::edges(chart_.graph))) {
      const ChartEdge& move = chart_.graph[edge];
      const Clause& clause = model_[move.clause];
      if (!certain(clause)) {
        continue;
      }
      if (follows_event(move)) {
        compare(heard[{clause.stage, event_name(move.clause)}], move.clause, event_name(move.clause));
        continue;
      }
      for (std::size_t act = 0; act < clause.acts.size() && move.cause == ChartEdge::Cause::act; ++act) {
        compare(heard[{clause.stage, "act " + model_[clause.acts[act]].name}], move.clause,
                wording_.act(clause.acts[act]));
      }
    }
  }

  /// Moves in branches that begin side by side, one of which leaves them all, on one act.
  void contradictions_beside() {
    std::map<std::string, std::vector<std::pair<ClauseId, std::string>>> heard;
    for (const auto& edge : boost::make_iterator_range(boost::edges(chart_.graph))) {
      const ChartEdge& move = chart_.graph[edge];
      const Clause& clause = model_[move.clause];
      if (!certain(clause) || model_[clause.stage].region == model_.outermost(model_[clause.stage].region)) {
        continue;
      }
      if (follows_event(move)) {
        heard[event_name(move.clause)].emplace_back(move.clause, event_name(move.clause));
        continue;
      }
      for (std::size_t act = 0; act < clause.acts.size() && move.cause == ChartEdge::Cause::act; ++act) {
        heard["act " + model_[clause.acts[act]].name].emplace_back(move.clause,
                                                                   wording_.act(clause.acts[act]));
      }
    }
    for (const auto& [key, moves] : heard) {
      for (std::size_t later = 1; later < moves.size(); ++later) {
        for (std::size_t earlier = 0; earlier < later; ++earlier) {
          compare_beside(moves[earlier].first, moves[later].first, moves[later].second);
        }
      }
    }
  }

  /// The branch around the stage in which the other one does not stand, but beside which it does; none: they do not stand side by side.
  [[nodiscard]] StageId branch_apart(StageId stage, StageId other) const {
    for (; model_[stage].parent.known(); stage = model_[stage].parent) {
      const StageId parent = model_[stage].parent;
      if (surrounds(model_, parent, other)) {
        return model_[parent].parallel && parent != other ? stage : StageId{};
      }
    }
    return {};
  }

  [[nodiscard]] bool is_entered_with(StageId branch, StageId stage) const {
    return surrounds(model_, stage, settled(model_, branch)) || stage == branch;
  }

  void compare_beside(ClauseId id, ClauseId other_id, const std::string& trigger) {
    const Clause& clause = model_[id];
    const Clause& other = model_[other_id];
    const StageId branch = branch_apart(clause.stage, other.stage);
    const StageId other_branch = branch_apart(other.stage, clause.stage);
    if (!branch.known() || !other_branch.known() || !is_entered_with(branch, clause.stage) ||
        !is_entered_with(other_branch, other.stage)) {
      return;
    }
    const bool leaves =
        !surrounds(model_, branch, clause.then.target) || !surrounds(model_, other_branch, other.then.target);
    const bool same_actor = !clause.who.known() || !other.who.known() || clause.who == other.who;
    if (!leaves || !same_actor || clause.then.target == other.then.target) {
      return;
    }
    Diagnostic& diagnostic =
        diagnostics_.add(messages::moves_contradict_beside, other.span,
                         {trigger, wording_.stage(model_[branch].parent), wording_.stage(branch),
                          wording_.stage(clause.then.target), wording_.stage(other_branch),
                          wording_.stage(other.then.target)});
    diagnostic.related.push_back({messages::other_move_here, clause.span, {}});
  }

  /// `done(S)` waits for branches of which one never ends.
  void never_all_ended() {
    for (const Clause& clause : model_.clauses) {
      if (clause.trigger != Clause::Trigger::ended) {
        continue;
      }
      for (const StageId branch : model_[clause.entered].children) {
        if (!has_final(model_[branch].region)) {
          diagnostics_.add(messages::branch_never_ends, clause.span,
                           {wording_.stage(clause.entered), wording_.stage(branch)});
          break;
        }
      }
    }
  }

  /// A duty of each member of a set moves the case when it is done.
  [[nodiscard]] bool follows_event(const ChartEdge& move) const {
    const bool moves_when_done =
        move.cause == ChartEdge::Cause::act && model::is_of_members(model_, model_[move.clause]);
    return move.cause == ChartEdge::Cause::event || moves_when_done;
  }

  [[nodiscard]] std::string event_name(ClauseId id) const {
    const Clause& clause = model_[id];
    if (clause.kind == Clause::Kind::must) {
      return wording_.words(terms::graph_event_done, {wording_.clause(id)});
    }
    switch (clause.trigger) {
      case Clause::Trigger::overdue:
        return wording_.words(terms::graph_event_overdue, {wording_.clause(clause.duty)});
      case Clause::Trigger::done:
        return wording_.words(terms::graph_event_done, {wording_.clause(clause.duty)});
      case Clause::Trigger::ended:
        return wording_.words(terms::graph_event_done, {wording_.stage(clause.entered)});
      default:
        return wording_.words(terms::graph_event_entered, {wording_.stage(clause.entered)});
    }
  }

  void compare(std::vector<ClauseId>& others, ClauseId id, const std::string& trigger) {
    const Clause& clause = model_[id];
    for (const ClauseId other_id : others) {
      const Clause& other = model_[other_id];
      const bool same_actor = !clause.who.known() || !other.who.known() || clause.who == other.who;
      if (!same_actor || other.then.target == clause.then.target ||
          model_[other.then.target].region != model_[clause.then.target].region) {
        continue;
      }
      Diagnostic& diagnostic =
          diagnostics_.add(messages::moves_contradict, clause.span,
                           {trigger, wording_.stage(clause.stage), wording_.stage(other.then.target),
                            wording_.stage(clause.then.target)});
      diagnostic.related.push_back({messages::other_move_here, other.span, {}});
      return;
    }
    others.push_back(id);
  }

  const Model& model_;
  const ChartGraph& chart_;
  const SituationGraph situations_;
  base::DiagnosticList& diagnostics_;
  const Wording wording_;
  std::vector<bool> current_;
};

}  // namespace

void check(const Model& model, const ChartGraph& chart, base::DiagnosticList& diagnostics) {
  StageCheck(model, chart, diagnostics).check();
  check_duties(model, diagnostics);
  check_conditions(model, diagnostics);
  check_owners(model, chart, diagnostics);
}

}  // namespace recourse::graph
