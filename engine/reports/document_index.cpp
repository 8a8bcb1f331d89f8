#include "engine/reports/document_index.h"

#include <algorithm>
#include <array>

#include "engine/base/catalogue.h"
#include "engine/base/messages/graph.h"
#include "engine/base/messages/model.h"
#include "engine/base/messages/reports.h"
#include "engine/calendar/numeral.h"
#include "engine/model/value_set.h"
#include "engine/reports/words.h"

namespace recourse::reports {
namespace {

using base::Operation;
using model::Clause;
using model::ClauseId;
using model::ExpressionId;
using model::Model;

/// A parameter stands in the model as its value; where it was named tells that it was this one.
bool names(const Model& model, ExpressionId id, const model::Parameter& parameter) {
  if (!id.known()) return false;
  const model::Expression& expression = model[id];
  const SourceSpan& span = expression.span;
  if (expression.operation == Operation::constant && span.source != nullptr) {
    const std::string_view text =
        std::string_view(span.source->text).substr(span.begin, span.end - span.begin);
    return text == parameter.name || (!parameter.label.empty() && text == parameter.label);
  }
  return std::any_of(expression.operands.begin(), expression.operands.end(),
                     [&](ExpressionId operand) { return names(model, operand, parameter); });
}

bool names(const Model& model, const Clause& clause, const model::Parameter& parameter) {
  std::vector<ExpressionId> asked = {clause.condition, clause.guard};
  if (clause.limit) {
    asked.push_back(clause.limit->period);
    asked.push_back(clause.limit->until);
    model::for_each_part(clause.limit->anchor,
                         [&asked](const model::Anchor& anchor) { asked.push_back(anchor.after); });
  }
  for (const model::Consequence* consequence : {&clause.then, &clause.otherwise}) {
    for (const model::Effect& effect : consequence->effects) asked.push_back(effect.value);
  }
  return std::any_of(asked.begin(), asked.end(),
                     [&](ExpressionId each) { return names(model, each, parameter); });
}

/// "35.2" stands behind "35" and before "100"; what is no number stands by its letters, behind numbers.
bool comes_before(const std::string& left, const std::string& right) {
  const auto parts = [](const std::string& text) {
    std::vector<std::pair<long, std::string>> list;
    for (std::size_t begin = 0; begin <= text.size();) {
      const std::size_t end = std::min(text.find('.', begin), text.size());
      const std::string part = text.substr(begin, end - begin);
      const auto number = calendar::parse_number(part);
      list.emplace_back(number ? *number : 1'000'000'000L, part);
      begin = end + 1;
    }
    return list;
  };
  return parts(left) < parts(right);
}

std::string cell_text(const DocumentWords& words, const model::ValueType& type, const model::ValueSet& set) {
  const Model& model = words.model();
  const model::ValueSet all = model::all_values(model, type);
  if (set == all) return words.words(terms::document_any_value);
  std::vector<std::string> parts;
  const auto value = [&](std::int64_t each) { return spaced(words.wording().value(type, each)); };
  for (const model::Interval& interval : set.known) {
    const bool is_first = interval.least == all.known.front().least;
    const bool is_last = interval.most == all.known.back().most;
    if (type.type == base::Type::choice || type.type == base::Type::truth) {
      for (std::int64_t each = interval.least; each <= interval.most; ++each) parts.push_back(value(each));
    } else if (interval.least == interval.most) {
      parts.push_back(value(interval.least));
    } else if (is_first) {
      parts.push_back(words.words(terms::document_up_to, {value(interval.most)}));
    } else if (is_last) {
      parts.push_back(words.words(terms::document_at_least, {value(interval.least)}));
    } else {
      parts.push_back(words.words(terms::document_between, {value(interval.least), value(interval.most)}));
    }
  }
  if (set.unknown) parts.push_back(value(base::kUnknown));
  return joined(parts, terms::word_between_items, words.language());
}

DocumentTable table_of(const DocumentWords& words, const model::Table& table) {
  static constexpr auto kHits = std::to_array<TermCode>(
      {terms::document_hit_unique, terms::document_hit_first, terms::document_hit_collect,
       terms::document_hit_sum, terms::document_hit_least, terms::document_hit_greatest});
  DocumentTable shown;
  shown.id = "table-" + table.name;
  std::replace(shown.id.begin(), shown.id.end(), ' ', '_');
  shown.name = words.name(table.name, table.label);
  shown.declared = table.name;
  shown.answer = words.type(table.answer);
  shown.hit = words.words(kHits.at(static_cast<std::size_t>(table.hit)));
  shown.basis = words.basis(table.citations);
  for (const model::Table::Input& input : table.inputs)
    shown.inputs.push_back(words.name(input.name, input.label));
  const auto answer = [&](std::int64_t value) { return spaced(words.wording().value(table.answer, value)); };
  for (const model::Table::Row& row : table.rows) {
    std::vector<std::string> cells;
    for (std::size_t column = 0; column < row.cells.size(); ++column)
      cells.push_back(cell_text(words, table.inputs[column].type, row.cells[column]));
    cells.push_back(answer(row.answer));
    shown.rows.push_back(std::move(cells));
  }
  if (table.otherwise) shown.otherwise = answer(*table.otherwise);
  return shown;
}

void add_once(Lines& lines, const Line& line) {
  const bool known = std::any_of(lines.begin(), lines.end(), [&line](const Line& each) {
    return each.text == line.text && each.link == line.link;
  });
  if (!known) lines.push_back(line);
}

}  // namespace

void IndexMaker::add(const DocumentWords& words) {
  add_parameters(words);
  add_tables(words);
  add_assumed(words);
  add_articles(words);
}

void IndexMaker::add_parameters(const DocumentWords& words) {
  const Model& model = words.model();
  const ClauseWriter writer(words);
  for (const model::Parameter& parameter : model.parameters) {
    auto shown =
        std::find_if(document_.parameters.begin(), document_.parameters.end(),
                     [&](const DocumentParameter& known) { return known.declared == parameter.name; });
    if (shown == document_.parameters.end()) {
      std::string id = "parameter-" + parameter.name;
      std::replace(id.begin(), id.end(), ' ', '_');
      document_.parameters.push_back({id,
                                      words.name(parameter.name, parameter.label),
                                      parameter.name,
                                      words.type(parameter.type),
                                      spaced(words.wording().value(parameter.type, parameter.value)),
                                      parameter.assumed,
                                      words.basis(parameter.citations),
                                      {}});
      shown = document_.parameters.end() - 1;
    }
    for (std::size_t index = 0; index < model.clauses.size(); ++index) {
      if (names(model, model.clauses[index], parameter))
        add_once(shown->used, writer.reference(ClauseId{static_cast<std::int32_t>(index)}));
    }
  }
}

void IndexMaker::add_tables(const DocumentWords& words) {
  for (const model::Table& table : words.model().tables) {
    const bool known =
        std::any_of(document_.tables.begin(), document_.tables.end(),
                    [&table](const DocumentTable& each) { return each.declared == table.name; });
    if (!known) document_.tables.push_back(table_of(words, table));
  }
}

void IndexMaker::add_assumed(const DocumentWords& words) {
  const Model& model = words.model();
  const ClauseWriter writer(words);
  for (std::size_t index = 0; index < model.clauses.size(); ++index) {
    const Clause& clause = model.clauses[index];
    if (clause.limit && clause.limit->assumed)
      add_once(assumed_limits_, writer.reference(ClauseId{static_cast<std::int32_t>(index)}));
  }
}

void IndexMaker::rests(const DocumentWords& words, const std::vector<model::Citation>& citations,
                       const Line& what) {
  for (const model::Citation& citation : citations) {
    std::vector<std::string> articles = citation.articles;
    if (articles.empty()) articles.emplace_back();
    for (const std::string& article : articles) {
      const model::Citation one{
          citation.source, article.empty() ? std::vector<std::string>{} : std::vector<std::string>{article}};
      DocumentArticle& known = articles_[citation.source][article];
      known.id = words.basis({one}).front().link;
      const bool chinese = words.language() == Language::chinese;
      known.text = article.empty() ? words.words(terms::document_whole_source)
                   : chinese       ? calendar::chinese_article(article)
                                   : words.words(terms::document_article, {article});
      add_once(known.rests, what);
    }
  }
}

void IndexMaker::add_articles(const DocumentWords& words) {
  const Model& model = words.model();
  const ClauseWriter writer(words);
  for (std::size_t index = 0; index < model.charts.size(); ++index) {
    const model::Chart& chart = model.charts[index];
    const TermCode kind = chart.process ? terms::document_process_named : terms::document_rule_named;
    rests(words, chart.citations,
          {words.words(kind, {words.name(chart.name, chart.label)}),
           words.chart_place(static_cast<std::int32_t>(index)),
           {}});
  }
  for (std::size_t index = 0; index < model.stages.size(); ++index) {
    const model::StageId stage{static_cast<std::int32_t>(index)};
    if (!model[stage].parent.known()) continue;
    rests(words, model[stage].citations,
          {words.words(terms::document_stage_named, {words.stage(stage)}), words.stage_place(stage), {}});
  }
  for (std::size_t index = 0; index < model.clauses.size(); ++index)
    rests(words, model.clauses[index].citations,
          writer.reference(ClauseId{static_cast<std::int32_t>(index)}));
  for (const model::Pause& pause : model.pauses) {
    for (const ClauseId paused : pause.clauses)
      rests(
          words, pause.citations,
          {words.words(terms::document_pause_named, {words.clause(paused)}), words.clause_place(paused), {}});
  }
  for (std::size_t index = 0; index < model.acts.size(); ++index) {
    const model::ActId act{static_cast<std::int32_t>(index)};
    rests(words, model[act].citations,
          {words.words(terms::document_act_named, {words.act(act)}), words.act_place(act), {}});
  }
  for (const DocumentTable& table : document_.tables) {
    const auto found =
        std::find_if(model.tables.begin(), model.tables.end(),
                     [&table](const model::Table& each) { return each.name == table.declared; });
    if (found != model.tables.end())
      rests(words, found->citations, {words.words(terms::document_table_named, {table.name}), table.id, {}});
  }
  for (const model::Parameter& parameter : model.parameters) {
    const auto shown =
        std::find_if(document_.parameters.begin(), document_.parameters.end(),
                     [&](const DocumentParameter& each) { return each.declared == parameter.name; });
    rests(words, parameter.citations,
          {words.words(terms::document_parameter_named, {shown->name}), shown->id, {}});
  }
}

void IndexMaker::finish(const Places& places) {
  for (const DocumentParameter& parameter : document_.parameters) {
    if (parameter.assumed)
      document_.assumed.push_back({base::fill(base::word(terms::document_named, document_.language),
                                              {parameter.name, parameter.value}, document_.language),
                                   parameter.id, parameter.used});
  }
  for (Line& line : assumed_limits_) document_.assumed.push_back(std::move(line));
  for (const std::string& title : places.sources()) {
    DocumentSource source{title, {}};
    std::vector<std::string> numbers;
    for (const auto& [article, unused] : articles_[title]) numbers.push_back(article);
    std::sort(numbers.begin(), numbers.end(), comes_before);
    for (const std::string& article : numbers)
      source.articles.push_back(std::move(articles_[title][article]));
    document_.sources.push_back(std::move(source));
  }
}

}  // namespace recourse::reports
