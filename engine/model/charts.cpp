// Charts become regions, their stages a tree each; and the look-ups by name that several passes share.
#include <algorithm>

#include "engine/base/messages/model.h"
#include "engine/base/text.h"
#include "engine/model/building.h"

namespace recourse::model {
namespace {

class ChartDeclaration {
public:
  explicit ChartDeclaration(Building& building) : building_(building), model_(building.model) {}

  void declare(const language::Chart& syntax) {
    if (!syntax.case_type.text.empty() && syntax.case_type.text != model_.case_name &&
        building_.names[NameKind::case_type].find(syntax.case_type.text) == nullptr &&
        !model_.case_name.empty()) {
      building_.names.report_unknown({NameKind::case_type}, syntax.case_type.text, syntax.case_type.span);
    }
    Chart chart;
    chart.process = syntax.process;
    chart.name = syntax.name.text;
    chart.label = syntax.label.value_or("");
    chart.citations = resolve_citation(building_, syntax.cites);
    chart.span = syntax.span;
    building_.names.declare(NameKind::chart, chart.name, static_cast<std::int32_t>(model_.charts.size()),
                            syntax.name.span, chart.label);
    if (syntax.process || !syntax.stages.empty()) {
      chart.region = add_region(chart);
      const StageId root = model_[chart.region].root;
      add_children(syntax.stages, root, chart.citations);
      check_start(syntax, root);
    }
    model_.charts.push_back(std::move(chart));
  }

private:
  RegionId add_region(const Chart& chart) {
    const RegionId region{static_cast<std::int32_t>(model_.regions.size())};
    Stage root;
    root.name = chart.name;
    root.label = chart.label;
    root.region = region;
    root.citations = chart.citations;
    root.span = chart.span;
    model_.regions.push_back({chart.name, {static_cast<std::int32_t>(model_.stages.size())}, {}});
    model_.stages.push_back(std::move(root));
    building_.names.stages(region);
    return region;
  }

  void add_children(const std::vector<language::Stage>& syntax, StageId parent,
                    const std::vector<Citation>& around) {
    for (const language::Stage& child : syntax) {
      add(child, parent, around);
    }
  }

  void add(const language::Stage& syntax, StageId parent, const std::vector<Citation>& around) {
    const StageId id{static_cast<std::int32_t>(model_.stages.size())};
    Stage stage;
    stage.name = syntax.name.text;
    stage.label = syntax.label.value_or("");
    stage.region =
        syntax.branch && model_[parent].parallel ? add_branch(syntax, parent, id) : model_[parent].region;
    stage.parent = parent;
    stage.final = syntax.final;
    stage.parallel = syntax.parallel;
    stage.citations = resolve_citation(building_, syntax.cites, around);
    expect_article(building_, syntax.cites);
    stage.span = syntax.span;
    const std::vector<Citation> own = stage.citations.empty() ? around : stage.citations;
    declare_name(stage, id, syntax.name.span);
    check_final(syntax);
    check_parallel(syntax, parent);
    model_.stages.push_back(std::move(stage));
    Stage& above = model_.stages[parent.index()];
    above.children.push_back(id);
    if (syntax.start && above.start.known()) {
      building_.report(messages::start_twice, syntax.head, syntax.name.text, model_[above.start].name)
          .related.push_back({messages::declared_here, model_[above.start].span, {model_[above.start].name}});
    } else if (syntax.start) {
      above.start = id;
    }
    add_children(syntax.children, id, own);
  }

  /// A branch is a region of its own, with its own root, under the names of its chart.
  RegionId add_branch(const language::Stage& syntax, StageId parallel, StageId root) {
    const RegionId around = model_[parallel].region;
    const RegionId region{static_cast<std::int32_t>(model_.regions.size())};
    model_.regions.push_back(
        {model_[model_.outermost(around)].name + "." + syntax.name.text, root, parallel});
    building_.names.share_stages(region, around);
    return region;
  }

  void declare_name(const Stage& stage, StageId id, const SourceSpan& span) {
    NameTable& table = building_.names.stages(stage.region);
    if (const Declared* first = table.add(stage.name, id.value, span)) {
      building_.names.note_double(NameKind::stage);
      building_.report(messages::name_twice, span, stage.name)
          .related.push_back({messages::first_given_here, first->span, {stage.name}});
    }
    table.add_label(stage.label, id.value, span);
  }

  void check_final(const language::Stage& syntax) {
    if (!syntax.final) {
      return;
    }
    if (!syntax.clauses.empty()) {
      building_.report(messages::final_with_clauses, syntax.clauses.front().head, syntax.name.text);
    }
    if (!syntax.children.empty()) {
      building_.report(messages::final_with_stages, syntax.children.front().head, syntax.name.text);
    }
  }

  /// What stands side by side, and that each branch begins somewhere. A final stage holds none, which is told.
  void check_parallel(const language::Stage& syntax, StageId parent) {
    const Stage& around = model_[parent];
    if (syntax.branch && !around.parallel) {
      building_.report(messages::branch_outside, syntax.head, syntax.name.text);
    } else if (!syntax.branch && around.parallel) {
      building_.report(messages::stage_beside_branches, syntax.head, syntax.name.text, around.name);
    }
    const auto starts = [](const language::Stage& child) { return child.start; };
    if (syntax.branch && std::none_of(syntax.children.begin(), syntax.children.end(), starts)) {
      building_.report(messages::branch_without_start, syntax.head, syntax.name.text);
    }
    const auto branches = std::count_if(syntax.children.begin(), syntax.children.end(),
                                        [](const language::Stage& child) { return child.branch; });
    if (syntax.parallel && !syntax.final && branches < 2) {
      building_.report(messages::branches_missing, syntax.head, syntax.name.text,
                       static_cast<std::int64_t>(branches));
    }
  }

  void check_start(const language::Chart& syntax, StageId root) {
    if (syntax.process && !model_[root].start.known() && !syntax.stages.empty()) {
      building_.report(messages::start_missing, syntax.name.span, syntax.name.text,
                       syntax.stages.front().name.text);
    } else if (syntax.process && syntax.stages.empty()) {
      building_.report(messages::stages_missing, syntax.name.span, syntax.name.text);
    }
  }

  Building& building_;
  Model& model_;
};

bool is_title(const language::Name& source) {
  const std::string text = source_text(source.span);
  return text.starts_with("《") || text.starts_with("\"") || text.starts_with("“");
}

}  // namespace

void declare_charts(Building& building) {
  ChartDeclaration declaration(building);
  const language::Chart* process = nullptr;
  for (const language::File& file : building.files.rules) {
    for (const language::Chart& chart : file.charts) {
      if (chart.process && process != nullptr) {
        building.report(messages::process_twice, chart.name.span, chart.name.text)
            .related.push_back({messages::first_given_here, process->name.span, {process->name.text}});
      } else if (chart.process) {
        process = &chart;
        declaration.declare(chart);
      }
    }
  }
  if (process == nullptr && !building.files.rules.empty()) {
    building.report(messages::process_missing, place_of_policy(building));
  }
  for (const language::File& file : building.files.rules) {
    for (const language::Chart& chart : file.charts) {
      if (!chart.process) {
        declaration.declare(chart);
      }
    }
  }
}

std::vector<Citation> resolve_citation(Building& building, const std::optional<language::Citation>& citation,
                                       const std::vector<Citation>& around) {
  if (!citation) {
    return {};
  }
  Citation resolved;
  for (const language::Name& article : citation->articles) {
    resolved.articles.push_back(article.text);
  }
  const language::Name& source = citation->source;
  if (source.text.empty()) {
    if (around.empty()) {
      building.report(messages::citation_without_document, citation->span, example_document(building));
      return {Citation{}};
    }
    resolved.source = around.front().source;
  } else if (const Declared* alias = building.names[NameKind::source].find(source.text)) {
    resolved.source = building.source_titles[static_cast<std::size_t>(alias->index)];
  } else if (is_title(source)) {
    resolved.source = source.text;
  } else {
    building.names.report_unknown({NameKind::source}, source.text, source.span);
    return {Citation{}};
  }
  return {std::move(resolved)};
}

Argument example_document(const Building& building) {
  const auto& documents = building.names[NameKind::source].names();
  return documents.empty() ? Argument(terms::word_document) : Argument(documents.front());
}

void expect_article(Building& building, const std::optional<language::Citation>& citation) {
  if (citation && citation->articles.empty() && !citation->source.text.empty()) {
    building.report(messages::citation_without_article, citation->span, citation->source.text);
  }
}

StageId find_stage(Building& building, const language::Name& name, RegionId region) {
  const Names::StageSearch found = building.names.find_stage(name.text, region);
  if (found.ambiguous) {
    building.report(messages::stage_ambiguous, name.span, name.text);
    return {};
  }
  if (!found.stage.known()) {
    building.names.report_unknown({NameKind::stage}, name.text, name.span);
  }
  return found.stage;
}

ClauseId find_duty(Building& building, const std::string& name, const SourceSpan& span) {
  const Declared* found = building.names[NameKind::duty].find(name);
  if (found == nullptr) {
    building.names.report_unknown({NameKind::duty}, name, span);
    return {};
  }
  const Clause& clause = building.model.clauses[static_cast<std::size_t>(found->index)];
  if (clause.kind != Clause::Kind::must && clause.kind != Clause::Kind::may &&
      clause.kind != Clause::Kind::after) {
    building.report(messages::duty_expected, span, name);
    return {};
  }
  const language::Clause& syntax = *building.placed[static_cast<std::size_t>(found->index)].syntax;
  if (clause.kind == Clause::Kind::may && !syntax.limit && !syntax.times) {
    building.report(messages::right_without_clock, span, name)
        .related.push_back({messages::declared_here, found->span, {name}});
    return {};
  }
  return {found->index};
}

Argument type_argument(const Building& building, const ValueType& type) {
  switch (type.type) {
    case Type::truth:
      return terms::type_truth;
    case Type::number:
      return type.scale > 0 ? terms::type_decimal : terms::type_number;
    case Type::text: {
      if (type.case_type < 0) {
        return terms::type_text;
      }
      const CaseType& meant = building.model.case_types[static_cast<std::size_t>(type.case_type)];
      return meant.label.empty() ? meant.name : meant.name + "（" + meant.label + "）";
    }
    case Type::date:
      return terms::type_date;
    case Type::duration:
      return terms::type_duration;
    case Type::office:
      return terms::type_office;
    case Type::person:
      return terms::type_person;
    case Type::choice: {
      const Choice& choice = building.model[type.choice];
      return choice.label.empty() ? choice.name : choice.name + "（" + choice.label + "）";
    }
    case Type::office_set:
    case Type::choice_set:
      return terms::type_set;
  }
  return terms::type_truth;
}

std::string source_text(const SourceSpan& span) {
  constexpr std::size_t kColumns = 60;
  if (span.source == nullptr || span.begin >= span.end || span.end > span.source->text.size()) {
    return "";
  }
  return base::printable(std::string_view(span.source->text).substr(span.begin, span.end - span.begin),
                         kColumns);
}

}  // namespace recourse::model
