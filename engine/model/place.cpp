// Walks the clauses of all charts and settles where each stands: its chart, its stage, the `when` blocks around it. Names given by
// `as` are declared here, so that every clause may speak of every other.
#include <algorithm>

#include "engine/base/messages/model.h"
#include "engine/model/building.h"

namespace recourse::model {
namespace {

using Syntax = language::Clause;

struct Place {
  std::int32_t chart = -1;
  StageId stage;  // none: outside all stages of a rule that has none
  std::int32_t block = -1;
  bool by_at = false;
  std::vector<Citation> around;  // that a clause without a citation of its own has
};

class Placing {
public:
  explicit Placing(Building& building) : building_(building), model_(building.model) {}

  void place(const language::Chart& syntax, std::int32_t chart) {
    const Chart& declared = model_.charts[static_cast<std::size_t>(chart)];
    Place place;
    place.chart = chart;
    place.around = declared.citations;
    place.stage = declared.region.known() ? model_[declared.region].root : StageId{};
    place_clauses(syntax.clauses, place);
    next_stage_ = place.stage.value + 1;
    place_stages(syntax.stages, place);
  }

private:
  /// Stages come in the order in which charts.cpp numbered them.
  void place_stages(const std::vector<language::Stage>& stages, const Place& around) {
    for (const language::Stage& syntax : stages) {
      Place place = around;
      place.stage = {next_stage_++};
      const Stage& stage = model_[place.stage];
      place.around = stage.citations.empty() ? around.around : stage.citations;
      if (!stage.final) {
        place_clauses(syntax.clauses, place);
      }
      place_stages(syntax.children, place);
    }
  }

  void place_clauses(const std::vector<Syntax>& clauses, const Place& place) {
    for (const Syntax& clause : clauses) {
      place_clause(clause, place);
    }
  }

  void place_clause(const Syntax& syntax, const Place& place) {
    switch (syntax.kind) {
      case Syntax::Kind::when:
        place_block(syntax, place);
        return;
      case Syntax::Kind::at:
        place_at(syntax, place);
        return;
      case Syntax::Kind::owner:
        if (place.block >= 0 || place.by_at || !place.stage.known()) {
          building_.report(messages::owner_misplaced, syntax.head);
          return;
        }
        building_.owners.push_back(at_place(syntax, place));
        return;
      case Syntax::Kind::pause:
        building_.pauses.push_back(at_place(syntax, place));
        return;
      case Syntax::Kind::opens_on:
        if (place.block >= 0 || place.by_at || !is_spine_root(place)) {
          building_.report(messages::opens_misplaced, syntax.head);
          building_.opening_misplaced = true;
          return;
        }
        add(syntax, place);
        return;
      case Syntax::Kind::must_not:
        if (syntax.unless_approved_by && syntax.acts.size() > 1) {
          for (std::size_t i = 0; i < syntax.acts.size(); ++i) {
            add(syntax, place, static_cast<std::int32_t>(i));
          }
          return;
        }
        add(syntax, place);
        return;
      default:
        add(syntax, place);
    }
  }

  bool is_spine_root(const Place& place) const {
    return model_.charts[static_cast<std::size_t>(place.chart)].process &&
           place.stage == model_.regions.front().root;
  }

  void place_block(const Syntax& syntax, const Place& place) {
    Place inside = place;
    if (syntax.when) {
      Block block;
      block.parent = place.block;
      block.condition = &*syntax.when;
      building_.blocks.push_back(std::move(block));
      inside.block = static_cast<std::int32_t>(building_.blocks.size()) - 1;
    }
    place_clauses(syntax.children, inside);
  }

  void place_at(const Syntax& syntax, const Place& place) {
    const bool in_stage = place.stage.known() && model_[place.stage].parent.known();
    if (in_stage || place.by_at || !syntax.at_stage) {
      building_.report(messages::at_misplaced, syntax.head);
      return;
    }
    if (model_.regions.empty() || !model_.charts.front().process) {
      return;  // there is no spine, which has been reported
    }
    const RegionId spine{0};
    const StageId stage = find_stage(building_, *syntax.at_stage, spine);
    if (!stage.known()) {
      return;
    }
    if (model_.outermost(model_[stage].region) != spine) {
      building_.report(messages::at_other_chart, syntax.at_stage->span, syntax.at_stage->text,
                       model_[model_.outermost(model_[stage].region)].name);
      return;
    }
    Place inside = place;
    inside.stage = stage;
    inside.by_at = true;
    place_clauses(syntax.children, inside);
  }

  /// The root of the case region, which is made when the first clause needs it.
  StageId case_root(const SourceSpan& span) {
    if (!case_root_.known()) {
      const RegionId region{static_cast<std::int32_t>(model_.regions.size())};
      case_root_ = {static_cast<std::int32_t>(model_.stages.size())};
      // A stored state tells regions by their names, and a process may be called as its cases are.
      const bool is_taken = std::any_of(model_.charts.begin(), model_.charts.end(),
                                        [&](const Chart& chart) { return chart.name == model_.case_name; });
      const std::string name = is_taken ? "case " + model_.case_name : model_.case_name;
      model_.regions.push_back({name, case_root_, {}});
      Stage root;
      root.name = name;
      root.label = model_.case_label;
      root.region = region;
      root.span = span;
      model_.stages.push_back(std::move(root));
      building_.names.stages(region);
    }
    return case_root_;
  }

  Placed at_place(const Syntax& syntax, const Place& place) {
    Placed placed;
    placed.syntax = &syntax;
    placed.chart = place.chart;
    placed.stage = place.stage.known() ? place.stage : case_root(syntax.span);
    placed.block = place.block;
    placed.by_at = place.by_at;
    placed.citations = resolve_citation(building_, syntax.cites, place.around);
    expect_article(building_, syntax.cites);
    if (placed.citations.empty() && syntax.kind != Syntax::Kind::pause) {
      placed.citations = place.around;
    }
    return placed;
  }

  void add(const Syntax& syntax, const Place& place, std::int32_t only_act = -1) {
    Placed placed = at_place(syntax, place);
    placed.id = {static_cast<std::int32_t>(model_.clauses.size())};
    placed.only_act = only_act;
    Clause clause;
    clause.kind = kind_of(syntax.kind);
    clause.chart = place.chart;
    clause.stage = placed.stage;
    clause.citations = placed.citations;
    clause.span = syntax.span;
    clause.head = syntax.head;
    if (syntax.as) {
      clause.name = syntax.as->text;
      clause.label = syntax.as_label.value_or("");
      clause.named = true;
      if (only_act <= 0) {
        building_.names.declare(NameKind::duty, clause.name, placed.id.value, syntax.as->span, clause.label);
      }
    }
    if (syntax.overrides) {
      building_.overrides.emplace_back(placed.id, &*syntax.overrides);
    }
    model_.clauses.push_back(std::move(clause));
    building_.placed.push_back(std::move(placed));
  }

  static Clause::Kind kind_of(Syntax::Kind kind) {
    switch (kind) {
      case Syntax::Kind::may:
        return Clause::Kind::may;
      case Syntax::Kind::must_not:
        return Clause::Kind::must_not;
      case Syntax::Kind::on:
        return Clause::Kind::on;
      case Syntax::Kind::opens_on:
        return Clause::Kind::opens_on;
      case Syntax::Kind::after:
        return Clause::Kind::after;
      default:
        return Clause::Kind::must;
    }
  }

  Building& building_;
  Model& model_;
  std::int32_t next_stage_ = 0;
  StageId case_root_;
};

}  // namespace

void place_clauses(Building& building) {
  Placing placing(building);
  for (const language::File& file : building.files.rules) {
    for (const language::Chart& chart : file.charts) {
      const Declared* declared = building.names[NameKind::chart].find_by_name(chart.name.text);
      // A second process, or a chart whose name is taken, has been reported and has no stages.
      if (declared == nullptr || declared->span.begin != chart.name.span.begin ||
          declared->span.source != chart.name.span.source) {
        continue;
      }
      placing.place(chart, declared->index);
    }
  }
}

}  // namespace recourse::model
