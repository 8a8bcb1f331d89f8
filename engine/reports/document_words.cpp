#include "engine/reports/document_words.h"

#include <algorithm>

#include "engine/base/catalogue.h"
#include "engine/base/messages/graph.h"
#include "engine/base/messages/model.h"
#include "engine/base/messages/reports.h"
#include "engine/calendar/numeral.h"
#include "engine/reports/words.h"
#include "recourse/text.h"

namespace recourse::reports {
namespace {

using base::Operation;
using base::Type;

constexpr std::size_t kShort = 44;  // columns: up to here a condition of several parts stays one line

TermCode type_term(const model::ValueType& type) {
  switch (type.type) {
    case Type::truth:
      return terms::type_truth;
    case Type::number:
      return type.scale > 0 ? terms::type_decimal : terms::type_number;
    case Type::date:
      return terms::type_date;
    case Type::duration:
      return terms::type_duration;
    case Type::office:
      return terms::type_office;
    case Type::person:
      return terms::type_person;
    case Type::office_set:
      return terms::document_type_offices;
    default:
      return terms::type_text;
  }
}

/// A chain of the same operation, flat and in its order.
void flatten(const model::Model& model, model::ExpressionId id, Operation operation,
             std::vector<model::ExpressionId>& parts) {
  const model::Expression& expression = model[id];
  if (expression.operation != operation) {
    parts.push_back(id);
    return;
  }
  for (const model::ExpressionId operand : expression.operands) flatten(model, operand, operation, parts);
}

}  // namespace

std::string Places::article(const std::string& source, const std::string& article) {
  auto found = std::find(sources_.begin(), sources_.end(), source);
  if (found == sources_.end()) found = sources_.insert(sources_.end(), source);
  std::string place = "article-" + std::to_string(found - sources_.begin() + 1);
  if (!article.empty()) place += "-" + article;
  std::replace(place.begin(), place.end(), ' ', '_');
  return place;
}

DocumentWords::DocumentWords(const graph::PolicyInternals& policy, Language language, std::string prefix,
                             Places& places)
    : policy_(policy),
      model_(policy.model),
      wording_(policy.model, language, graph::Wording::Style::prose),
      prefix_(std::move(prefix)),
      places_(places) {}

const model::Model& DocumentWords::model_of(std::int32_t case_type) const {
  return policy_.types == nullptr ? model_ : policy_.types->at(static_cast<std::size_t>(case_type)).model;
}

std::string DocumentWords::words(TermCode term, const std::vector<Argument>& arguments) const {
  return base::fill(base::word(term, language()), arguments, language());
}

std::string DocumentWords::name(const std::string& name, const std::string& label) const {
  return spaced(model::shown_name(name, label, language()));
}

std::string DocumentWords::who(model::WhoId who) const {
  return spaced(wording_.who(who));
}

std::string DocumentWords::act(model::ActId act) const {
  return spaced(wording_.act(act));
}

std::string DocumentWords::acts(const std::vector<model::ActId>& acts) const {
  std::vector<Argument::Item> items;
  for (const model::ActId each : acts) items.emplace_back(act(each));
  return base::fill("{0}", {Argument(std::move(items))}, language());
}

std::string DocumentWords::stage(model::StageId stage) const {
  return spaced(wording_.stage(stage));
}

std::string DocumentWords::clause(model::ClauseId clause) const {
  return spaced(wording_.clause(clause));
}

std::string DocumentWords::expression(model::ExpressionId expression, model::ActId act) const {
  return spaced(wording_.expression(expression, act));
}

std::string DocumentWords::type(const model::ValueType& type) const {
  std::string text;
  if (type.choice.known()) {
    std::vector<Argument::Item> values;
    for (const model::ChoiceValue& value : model_[type.choice].values)
      values.emplace_back(name(value.name, value.label));
    const std::string listed = base::fill("{0}", {Argument(std::move(values))}, language());
    text = type.type == Type::choice_set ? words(terms::document_type_several, {listed}) : listed;
  } else if (type.case_type >= 0) {
    const model::CaseType& referred = model_.case_types[static_cast<std::size_t>(type.case_type)];
    text = words(terms::document_type_case, {name(referred.name, referred.label)});
  } else {
    text = words(type_term(type));
    if (type.least && type.most)
      text = words(terms::document_type_range, {text, model::print_decimal(*type.least, type.scale),
                                                model::print_decimal(*type.most, type.scale)});
  }
  return type.optional ? words(terms::document_type_optional, {text}) : text;
}

Lines DocumentWords::given(const model::Act& act) const {
  Lines lines;
  for (const model::ActParameter& parameter : act.parameters)
    lines.push_back(
        {words(terms::document_named, {name(parameter.name, parameter.label), type(parameter.type)}),
         {},
         {}});
  return lines;
}

Lines DocumentWords::condition(model::ExpressionId condition, model::ActId act) const {
  if (!condition.known()) return {};
  const std::string whole = expression(condition, act);
  const Operation operation = model_[condition].operation;
  if (operation == Operation::logical_not && display_width(whole) > kShort) {
    const model::ExpressionId denied = model_[condition].operands[0];
    const Operation inner = model_[denied].operation;
    if (inner == Operation::logical_and || inner == Operation::logical_or)
      return {{words(terms::document_none_of), {}, this->condition(denied, act)}};
  }
  const bool several = operation == Operation::logical_and || operation == Operation::logical_or;
  if (!several || display_width(whole) <= kShort) return {{whole, {}, {}}};
  std::vector<model::ExpressionId> parts;
  flatten(model_, condition, operation, parts);
  Line list{
      words(operation == Operation::logical_and ? terms::document_all_of : terms::document_one_of), {}, {}};
  for (const model::ExpressionId part : parts) {
    for (Line& line : this->condition(part, act)) list.under.push_back(std::move(line));
  }
  return {list};
}

Lines DocumentWords::basis(const std::vector<model::Citation>& citations) const {
  Lines lines;
  for (const model::Citation& citation : citations) {
    if (citation.articles.empty())
      lines.push_back(
          {graph::citation_text({citation}, language()), places_.article(citation.source, {}), {}});
    bool is_first = true;
    for (const std::string& article : citation.articles) {
      const bool chinese = language() == Language::chinese;
      lines.push_back({is_first  ? graph::citation_text({{citation.source, {article}}}, language())
                       : chinese ? calendar::chinese_article(article)
                                 : article,
                       places_.article(citation.source, article),
                       {}});
      is_first = false;
    }
  }
  return lines;
}

std::string DocumentWords::place(std::string_view kind, const std::string& name) const {
  std::string text = prefix_ + std::string(kind) + "-" + name;
  std::replace(text.begin(), text.end(), ' ', '_');
  return text;
}

std::string DocumentWords::clause_place(model::ClauseId clause) const {
  return place("clause", model_[clause].name);
}

std::string DocumentWords::stage_place(model::StageId stage) const {
  const model::Stage& placed = model_[stage];
  if (!placed.parent.known()) return {};
  return place("stage", model_[model_[model_.outermost(placed.region)].root].name + "." + placed.name);
}

std::string DocumentWords::act_place(model::ActId act) const {
  return place("act", model_[act].name);
}

std::string DocumentWords::chart_place(std::int32_t chart) const {
  return place("chart", model_.charts[static_cast<std::size_t>(chart)].name);
}

std::string DocumentWords::party_place(const std::string& name) const {
  return place("party", name);
}

Line DocumentWords::stage_line(model::StageId stage) const {
  return {this->stage(stage), stage_place(stage), {}};
}

std::string joined(const std::vector<std::string>& texts, TermCode separator, Language language) {
  std::string text;
  for (const std::string& each : texts)
    text += (text.empty() ? std::string() : std::string(base::word(separator, language))) + each;
  return text;
}

}  // namespace recourse::reports
