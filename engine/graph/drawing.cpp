// Boxes and arrows from the state-machine graph. An arrow says what staff would say: the act, who does it by when, in which case. Arrows
// between the same two boxes are drawn as one.
#include "engine/graph/drawing.h"

#include <algorithm>
#include <map>

#include "engine/base/messages/graph.h"
#include "engine/base/text.h"
#include "engine/graph/chart_graph.h"
#include "engine/graph/policy_internal.h"
#include "engine/graph/wording.h"

namespace recourse::graph {
namespace {

using model::Clause;
using model::ClauseId;
using model::Model;
using model::StageId;

constexpr std::size_t kColumns = 34;

bool is_one_of(std::string_view characters, std::string_view character) {
  return !character.empty() && characters.find(character) != std::string_view::npos;
}

/// Breaks a text into lines of at most kColumns: at spaces, and between Chinese characters but where a sign belongs to its neighbour.
std::vector<std::string> wrapped(std::string_view text) {
  std::vector<std::string> lines;
  std::string line, word;
  std::size_t width = 0, word_width = 0;
  const auto flush = [&] {
    if (width > 0 && width + word_width > kColumns) {
      lines.push_back(std::move(line));
      line.clear();
      width = 0;
      word.erase(0, word.find_first_not_of(' '));
      word_width = base::display_width(word);
    }
    line += word;
    width += word_width;
    word.clear();
    word_width = 0;
  };
  std::string_view before;
  while (!text.empty()) {
    const base::Cell cell = base::first_cell(text);
    const std::string_view character = text.substr(0, cell.size);
    const bool may_break = cell.width == 2 && !is_one_of("，、）：；。”》］＝≠＜＞≤≥", character) &&
                           !is_one_of("（“《［＝≠＜＞≤≥", before);
    if (character == " " || may_break) {
      flush();
    }
    word += character;
    word_width += cell.width;
    before = character;
    text.remove_prefix(cell.size);
  }
  flush();
  if (!line.empty()) {
    lines.push_back(std::move(line));
  }
  return lines;
}

class Drawer {
public:
  Drawer(const PolicyInternals& policy, Language language)
      : model_(policy.model), chart_(policy.chart->graph), wording_(policy.model, language) {}

  Drawing draw() {
    drawing_.title = model_.title;
    regions();
    stages();
    moves();
    starts();
    for (auto& [between, arrow] : arrows_) {
      write_captions(arrow);
      drawing_.edges.push_back(std::move(arrow.edge));
    }
    for (StageId stage : shown_) {
      details(stage);
    }
    return std::move(drawing_);
  }

private:
  /// Underlines stand for spaces in names.
  [[nodiscard]] static std::vector<std::string> lines_of(std::string text) {
    std::replace(text.begin(), text.end(), '_', ' ');
    return wrapped(text);
  }

  /// Regions without stages (the case region) are not drawn.
  [[nodiscard]] bool drawn(model::RegionId region) const {
    return !model_[model_[region].root].children.empty();
  }

  void regions() {
    region_of_.assign(model_.regions.size(), Drawing::kNone);
    for (std::size_t index = 0; index < model_.regions.size(); ++index) {
      const StageId root = model_.regions[index].root;
      if (!model_[root].children.empty() && !model_.regions[index].parallel.known()) {
        region_of_[index] = static_cast<int>(drawing_.regions.size());
        drawing_.regions.push_back({spaced(wording_.stage(root))});
      }
    }
  }

  [[nodiscard]] static std::string spaced(std::string text) {
    std::replace(text.begin(), text.end(), '_', ' ');
    return text;
  }

  void stages() {
    node_of_.assign(model_.stages.size(), Drawing::kNone);
    for (std::size_t index = 0; index < model_.stages.size(); ++index) {
      const StageId stage{static_cast<std::int32_t>(index)};
      if (!model_[stage].parent.known() && drawn(model_[stage].region)) {
        if (boost::out_degree(index, chart_) > 0) {
          add_node(stage, Drawing::Node::Kind::anywhere);
        }
        children(stage);
      }
    }
  }

  void children(StageId parent) {
    for (const StageId child : model_[parent].children) {
      add_node(child, model_[child].final       ? Drawing::Node::Kind::final_stage
                      : model_[parent].parallel ? Drawing::Node::Kind::branch
                                                : Drawing::Node::Kind::stage);
      shown_.push_back(child);
      children(child);
    }
  }

  void add_node(StageId id, Drawing::Node::Kind kind) {
    const model::Stage& stage = model_[id];
    Drawing::Node node;
    node.kind = kind;
    node.region = region_of_[model_.outermost(stage.region).index()];
    if (kind == Drawing::Node::Kind::anywhere) {
      node.title = {wording_.words(terms::graph_any_stage)};
    } else {
      node.title = lines_of(wording_.stage(id));
      node.tooltip = citation_text(stage.citations, wording_.language());
      node.has_children = !stage.children.empty();
      const bool outermost = !model_[stage.parent].parent.known();
      node.parent = outermost ? Drawing::kNone : node_of_[stage.parent.index()];
      node.lane = outermost && !stage.final ? lane(node.region, stage.owner) : Drawing::kNone;
    }
    node_of_[id.index()] = static_cast<int>(drawing_.nodes.size());
    drawing_.nodes.push_back(std::move(node));
  }

  int lane(int region, model::WhoId owner) {
    if (!owner.known()) {
      return Drawing::kNone;
    }
    const std::string text = spaced(wording_.who(owner));
    const auto found = std::find_if(
        drawing_.lanes.begin(), drawing_.lanes.end(),
        [&](const Drawing::Lane& known) { return known.region == region && known.owner == text; });
    if (found != drawing_.lanes.end()) {
      return static_cast<int>(found - drawing_.lanes.begin());
    }
    drawing_.lanes.push_back({text, region});
    return static_cast<int>(drawing_.lanes.size() - 1);
  }

  void moves() {
    for (const auto& move : boost::make_iterator_range(boost::edges(chart_))) {
      const ChartEdge& edge = chart_[move];
      const Clause& clause = model_[edge.clause];
      const auto source = node_of_[boost::source(move, chart_)];
      const auto target = node_of_[boost::target(move, chart_)];
      if (source == Drawing::kNone || target == Drawing::kNone) {
        continue;
      }
      add_edge(source, target, style_of(edge.cause), caption(edge, clause),
               citation_text(clause.citations, wording_.language()));
    }
  }

  static Drawing::Edge::Style style_of(ChartEdge::Cause cause) {
    switch (cause) {
      case ChartEdge::Cause::act:
        return Drawing::Edge::Style::act;
      case ChartEdge::Cause::event:
        return Drawing::Edge::Style::event;
      case ChartEdge::Cause::lapse:
      case ChartEdge::Cause::window:
        return Drawing::Edge::Style::lapse;
      case ChartEdge::Cause::timer:
        break;
    }
    return Drawing::Edge::Style::timer;
  }

  /// What is written on an arrow: what happens, and what belongs to it. Acts of which the same is said share it.
  struct Caption {
    std::string what;
    std::vector<std::string> rest;
  };
  struct Arrow {
    Drawing::Edge edge;
    std::vector<Caption> captions;
  };

  void add_edge(int from, int to, Drawing::Edge::Style style, std::vector<std::string> parts,
                const std::string& tooltip) {
    Arrow& arrow = arrows_[{{from, to}, style}];
    arrow.edge.style = style;
    arrow.edge.from = from;
    arrow.edge.to = to;
    if (!tooltip.empty() && arrow.edge.tooltip.find(tooltip) == std::string::npos) {
      arrow.edge.tooltip += (arrow.edge.tooltip.empty() ? "" : "; ") + tooltip;
    }
    if (parts.empty()) {
      return;
    }
    Caption caption{std::move(parts.front()), {}};
    caption.rest.assign(parts.begin() + 1, parts.end());
    const auto same = std::find_if(
        arrow.captions.begin(), arrow.captions.end(),
        [&caption](const Caption& known) { return !caption.rest.empty() && known.rest == caption.rest; });
    if (same == arrow.captions.end()) {
      arrow.captions.push_back(std::move(caption));
    } else {
      same->what = wording_.words(terms::graph_or, {same->what, caption.what});
    }
  }

  static void write_captions(Arrow& arrow) {
    const auto write = [&arrow](const std::string& text) {
      const std::vector<std::string> lines = lines_of(text);
      arrow.edge.lines.insert(arrow.edge.lines.end(), lines.begin(), lines.end());
    };
    for (const Caption& caption : arrow.captions) {
      write(caption.what);
      std::for_each(caption.rest.begin(), caption.rest.end(), write);
    }
  }

  /// What happens; who does it by when; in which case; by which rule.
  [[nodiscard]] std::vector<std::string> caption(const ChartEdge& edge, const Clause& clause) const {
    std::vector<std::string> parts;
    switch (edge.cause) {
      case ChartEdge::Cause::act:
        parts.push_back(acts(clause.acts));
        parts.push_back(who_and_when(clause));
        break;
      case ChartEdge::Cause::event:
        parts.push_back(event(clause));
        break;
      case ChartEdge::Cause::lapse:
      case ChartEdge::Cause::window:
        parts.push_back(wording_.words(
            edge.cause == ChartEdge::Cause::lapse ? terms::graph_lapsed : terms::graph_not_done_in_time,
            {acts(clause.acts), wording_.limit(clause)}));
        break;
      case ChartEdge::Cause::timer:
        parts.push_back(timer(clause));
    }
    parts.push_back(guard(edge, clause));
    if (clause.chart >= 0) {
      const model::Chart& chart = model_.charts[static_cast<std::size_t>(clause.chart)];
      if (chart.region != model_.outermost(model_[clause.stage].region)) {
        parts.push_back(
            wording_.words(terms::graph_by_rule, {shown_name(chart.name, chart.label, wording_.language())}));
      }
    }
    std::erase_if(parts, [](const std::string& part) { return part.empty(); });
    return parts;
  }

  [[nodiscard]] std::string acts(const std::vector<model::ActId>& acts) const {
    std::string text;
    for (const model::ActId act : acts) {
      text = text.empty() ? wording_.act(act) : wording_.words(terms::graph_or, {text, wording_.act(act)});
    }
    return text;
  }

  /// The clause that lets somebody do an act of `clause` where it stands or around it: the clause itself, if it is one.
  [[nodiscard]] const Clause* permission(const Clause& clause) const {
    if (clause.kind != Clause::Kind::on) {
      return &clause;
    }
    const Clause* found = nullptr;
    for (const Clause& other : model_.clauses) {
      const bool permits = other.kind == Clause::Kind::must || other.kind == Clause::Kind::may;
      const bool shares = std::any_of(other.acts.begin(), other.acts.end(), [&clause](model::ActId act) {
        return std::find(clause.acts.begin(), clause.acts.end(), act) != clause.acts.end();
      });
      if (permits && shares && surrounds(model_, other.stage, clause.stage)) {
        if (found != nullptr) {
          return nullptr;  // two ways: no single period could be shown
        }
        found = &other;
      }
    }
    return found;
  }

  [[nodiscard]] std::string who_and_when(const Clause& clause) const {
    const Clause* allowed = permission(clause);
    const Clause& says = allowed == nullptr ? clause : *allowed;
    const model::WhoId who = clause.who.known() ? clause.who : says.who;
    const bool by_owner = who == model_[clause.stage].owner;
    const std::string when = says.kind == Clause::Kind::on ? std::string() : wording_.limit(says);
    const std::string by = who.known() && !by_owner ? wording_.who(who) : std::string();
    return by.empty() || when.empty() ? by + when : wording_.words(terms::graph_who_when, {by, when});
  }

  [[nodiscard]] std::string event(const Clause& clause) const {
    switch (clause.trigger) {
      case Clause::Trigger::overdue:
        return wording_.words(terms::graph_is_overdue, {wording_.clause(clause.duty)});
      case Clause::Trigger::done:
        return wording_.words(terms::graph_is_done, {wording_.clause(clause.duty)});
      case Clause::Trigger::ended:
        return wording_.words(terms::graph_is_done, {wording_.stage(clause.entered)});
      default:
        return wording_.words(terms::graph_enters, {wording_.stage(clause.entered)});
    }
  }

  [[nodiscard]] std::string timer(const Clause& clause) const {
    const model::Anchor& anchor = clause.limit->anchor;
    if (anchor.kind == model::Anchor::Kind::activation) {
      return wording_.limit(clause);
    }
    const std::string from = wording_.anchor(anchor);
    return anchor.kind == model::Anchor::Kind::before_due
               ? from
               : wording_.words(terms::graph_since, {from, wording_.limit(clause)});
  }

  /// Lapses and timers ask nothing at the act but the condition of their clause.
  [[nodiscard]] std::string guard(const ChartEdge& edge, const Clause& clause) const {
    const bool at_act = edge.cause == ChartEdge::Cause::act || edge.cause == ChartEdge::Cause::event;
    const model::ActId act = clause.acts.empty() ? model::ActId{} : clause.acts.front();
    const std::string condition = wording_.expression(clause.condition, act);
    const std::string asked = at_act ? wording_.expression(clause.guard, act) : std::string();
    if (condition.empty() && asked.empty()) {
      return {};
    }
    const bool both = !condition.empty() && !asked.empty();
    return wording_.words(terms::graph_in_case,
                          {both ? wording_.words(terms::graph_and, {condition, asked}) : condition + asked});
  }

  /// Where a case begins, and where each rule does.
  void starts() {
    for (std::size_t index = 0; index < model_.regions.size(); ++index) {
      const StageId root = model_.regions[index].root;
      if (region_of_[index] == Drawing::kNone || !model_[root].start.known()) {
        continue;
      }
      Drawing::Node mark;
      mark.kind = Drawing::Node::Kind::start;
      mark.region = region_of_[index];
      drawing_.nodes.push_back(mark);
      const int from = static_cast<int>(drawing_.nodes.size() - 1);
      add_edge(from, node_of_[model_[root].start.index()], Drawing::Edge::Style::begins, opening(root), {});
    }
    for (const StageId stage : shown_) {
      if (model_[stage].start.known()) {
        add_edge(node_of_[stage.index()], node_of_[model_[stage].start.index()], Drawing::Edge::Style::begins,
                 {}, {});
      }
      for (const StageId child : model_[stage].children) {
        if (model_[stage].parallel) {
          add_edge(node_of_[stage.index()], node_of_[child.index()], Drawing::Edge::Style::begins, {}, {});
        }
      }
    }
  }

  [[nodiscard]] std::vector<std::string> opening(StageId root) const {
    std::vector<std::string> parts;
    for (const Clause& clause : model_.clauses) {
      if (clause.kind == Clause::Kind::opens_on && clause.stage == root) {
        parts.push_back(acts(clause.acts));
        if (clause.who.known()) {
          parts.push_back(wording_.who(clause.who));
        }
      }
    }
    return parts;
  }

  /// Who answers for a stage that lies inside another's lane; duties by a date whose acts no arrow from here shows.
  void details(StageId id) {
    Drawing::Node& node = drawing_.nodes[static_cast<std::size_t>(node_of_[id.index()])];
    if (model_[id].parallel) {
      node.details = lines_of(wording_.words(terms::graph_side_by_side, {}));
    }
    const model::WhoId around = model_[model_[id].parent].owner;
    if (node.parent != Drawing::kNone && model_[id].owner.known() && model_[id].owner != around) {
      for (const std::string& line :
           lines_of(wording_.words(terms::graph_answered_by, {wording_.who(model_[id].owner)}))) {
        node.details.push_back(line);
      }
    }
    for (const Clause& clause : model_.clauses) {
      if (clause.kind != Clause::Kind::must || clause.stage != id || !clause.limit ||
          shown_by_arrow(clause)) {
        continue;
      }
      const std::string owed = wording_.words(terms::graph_owes, {acts(clause.acts), wording_.limit(clause)});
      const std::string by =
          clause.who.known() && clause.who != model_[id].owner ? wording_.who(clause.who) : std::string();
      for (const std::string& line :
           lines_of(by.empty() ? owed : wording_.words(terms::graph_who_when, {by, owed}))) {
        node.details.push_back(line);
      }
    }
  }

  [[nodiscard]] bool shown_by_arrow(const Clause& duty) const {
    if (duty.then.target.known()) {
      return true;
    }
    return std::any_of(model_.clauses.begin(), model_.clauses.end(), [&](const Clause& clause) {
      return clause.kind == Clause::Kind::on && clause.then.target.known() && clause.stage == duty.stage &&
             permission(clause) == &duty;
    });
  }

  const Model& model_;
  const Graph& chart_;
  const Wording wording_;
  Drawing drawing_;
  std::vector<int> region_of_, node_of_;
  std::vector<StageId> shown_;
  std::map<std::pair<std::pair<int, int>, Drawing::Edge::Style>, Arrow> arrows_;
};

}  // namespace

Drawing drawing_of(const PolicyInternals& policy, Language language) {
  return Drawer(policy, language).draw();
}

}  // namespace recourse::graph
