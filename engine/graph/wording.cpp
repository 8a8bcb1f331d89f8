// Expressions with as few brackets as their reading needs; the patterns of each language stand in
// messages/graph.def.
#include "engine/graph/wording.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "engine/base/catalogue.h"
#include "engine/base/messages/graph.h"
#include "engine/base/messages/model.h"
#include "engine/calendar/calendar.h"
#include "engine/calendar/numeral.h"
#include "engine/calendar/wording.h"
#include "engine/model/print.h"

namespace recourse::graph {
namespace {

using base::Operation;
using model::ExpressionId;
using model::has_chinese;
using model::Model;

/// How tightly an operation binds; operands that bind less stand in brackets.
int tightness(Operation operation) {
  switch (operation) {
    case Operation::otherwise:
      return 0;
    case Operation::logical_or:
      return 1;
    case Operation::logical_and:
      return 2;
    case Operation::logical_not:
      return 3;
    case Operation::equal:
    case Operation::not_equal:
    case Operation::less:
    case Operation::less_equal:
    case Operation::greater:
    case Operation::greater_equal:
    case Operation::in_superiors:
    case Operation::set_contains:
      return 4;
    case Operation::add:
    case Operation::subtract:
    case Operation::add_duration:
      return 5;
    case Operation::multiply:
      return 6;
    case Operation::negate:
      return 7;
    default:
      return 8;
  }
}

std::optional<TermCode> binary_pattern(Operation operation) {
  switch (operation) {
    case Operation::logical_and:
      return terms::graph_and;
    case Operation::logical_or:
      return terms::graph_or;
    case Operation::equal:
      return terms::graph_equal;
    case Operation::not_equal:
      return terms::graph_not_equal;
    case Operation::less:
      return terms::graph_less;
    case Operation::less_equal:
      return terms::graph_less_equal;
    case Operation::greater:
      return terms::graph_greater;
    case Operation::greater_equal:
      return terms::graph_greater_equal;
    case Operation::add:
    case Operation::add_duration:
      return terms::graph_plus;
    case Operation::subtract:
      return terms::graph_minus;
    case Operation::multiply:
      return terms::graph_times;
    case Operation::otherwise:
      return terms::graph_otherwise;
    case Operation::in_superiors:
      return terms::graph_in_superiors;
    case Operation::under:
      return terms::graph_under;
    default:
      return std::nullopt;
  }
}

/// What a document says where arrows have the short form; the same, where that can be read as it is.
TermCode in_prose(TermCode brief) {
  static const std::map<TermCode, TermCode> kProse = {
      {terms::graph_equal, terms::prose_equal},
      {terms::graph_not_equal, terms::prose_not_equal},
      {terms::graph_less_equal, terms::prose_less_equal},
      {terms::graph_greater_equal, terms::prose_greater_equal},
      {terms::graph_superior, terms::prose_superior},
      {terms::graph_in_superiors, terms::prose_in_superiors},
      {terms::graph_under, terms::prose_under},
      {terms::graph_level, terms::prose_level},
      {terms::graph_competent, terms::prose_competent},
      {terms::graph_contains, terms::prose_contains},
      {terms::graph_count_of, terms::prose_count_of},
      {terms::graph_date_of, terms::prose_date_of},
      {terms::graph_by_of, terms::prose_by_of},
      {terms::graph_office_of, terms::prose_office_of},
      {terms::graph_part_of, terms::prose_part_of},
      {terms::graph_due_of, terms::prose_due_of},
      {terms::graph_table, terms::prose_table},
      {terms::graph_actor, terms::prose_actor},
      {terms::graph_it, terms::prose_it},
      {terms::graph_in_stage, terms::prose_in_stage},
      {terms::graph_not_in_stage, terms::prose_not_in_stage},
      {terms::graph_otherwise, terms::prose_otherwise},
      {terms::graph_or_else_who, terms::prose_or_else_who},
      {terms::graph_first, terms::prose_first},
      {terms::graph_not_first, terms::prose_not_first},
      {terms::graph_not_yet, terms::prose_not_yet},
      {terms::graph_already, terms::prose_not_first},
      {terms::graph_approve, terms::prose_approve},
      {terms::graph_within, terms::prose_within},
      {terms::graph_within_same_day, terms::prose_within_same_day},
      {terms::graph_until, terms::prose_until},
      {terms::graph_later, terms::prose_later},
      {terms::graph_earliest, terms::prose_earliest},
      {terms::graph_latest, terms::prose_latest},
      {terms::graph_separator, terms::word_between_items},
  };
  const auto found = kProse.find(brief);
  return found == kProse.end() ? brief : found->second;
}

/// Words one expression.
class Printer {
public:
  Printer(const Model& model, const Wording& wording, model::ActId act)
      : model_(model), wording_(wording), act_(act) {}

  [[nodiscard]] std::string print(ExpressionId id) const {
    const model::Expression& expression = model_[id];
    if (expression.operation == Operation::greater_equal &&
        model_[expression.operands[0]].operation == Operation::recurrences) {
      return recurs(expression);
    }
    if (const auto pattern = binary_pattern(expression.operation)) {
      if (std::string text = first_act(expression); !text.empty()) {
        return text;
      }
      const int tight = expression.operation == Operation::under ? -1 : tightness(expression.operation);
      // A chain of the same operation needs no brackets on its left.
      return wording_.words(*pattern, {operand(expression, 0, tight), operand(expression, 1, tight + 1)});
    }
    switch (expression.operation) {
      case Operation::constant:
        return wording_.value(expression.type, expression.constant);
      case Operation::field:
      case Operation::is_known_field:
      case Operation::argument:
      case Operation::is_known_argument:
      case Operation::record:
        return leaf(expression);
      case Operation::today:
        return wording_.words(terms::graph_today);
      case Operation::cycle_day:
        return wording_.words(expression.index % 2 == 0 ? terms::graph_first_day : terms::graph_last_day);
      case Operation::actor_office:
        return wording_.words(terms::graph_actor);
      case Operation::it:
        return wording_.words(terms::graph_it);
      case Operation::in_stage:
      case Operation::duty_overdue:
      case Operation::duty_done:
      case Operation::is_known:
        return tested(expression, true);
      case Operation::duty_due:
        return wording_.words(terms::graph_due_of, {wording_.clause(model::ClauseId{expression.index})});
      case Operation::set_contains:
        return wording_.words(terms::graph_contains,
                              {wording_.field(model::FieldId{expression.index}), operand(expression, 0, 5)});
      case Operation::logical_not:
        return negation(expression);
      case Operation::negate:
        return wording_.words(terms::graph_negated, {operand(expression, 0, 7)});
      case Operation::superior:
        return wording_.words(terms::graph_superior, {operand(expression, 0, 0)});
      case Operation::level:
        return wording_.words(terms::graph_level, {operand(expression, 0, 0)});
      case Operation::competent:
        return competent(expression);
      case Operation::table:
        return table(expression);
      default:
        return {};
    }
  }

private:
  /// X in N of last M: the newest bits, of which X is one.
  [[nodiscard]] std::string recurs(const model::Expression& expression) const {
    const model::Expression& count = model_[expression.operands[0]];
    const model::Expression& periods = model_[count.operands[0]];
    return wording_.words(terms::graph_recurs, {print(periods.operands[1]),
                                                std::to_string(model_[expression.operands[1]].constant),
                                                std::to_string(count.index)});
  }

  [[nodiscard]] std::string operand(const model::Expression& expression, std::size_t index,
                                    int needed) const {
    const ExpressionId id = expression.operands[index];
    const std::string text = print(id);
    return tightness(model_[id].operation) < needed ? wording_.words(terms::graph_in_brackets, {text}) : text;
  }

  [[nodiscard]] std::string leaf(const model::Expression& expression) const {
    switch (expression.operation) {
      case Operation::is_known_field:
        return wording_.words(terms::graph_is_known, {wording_.field(model::FieldId{expression.index})});
      case Operation::argument:
        return argument(expression.index);
      case Operation::is_known_argument:
        return wording_.words(terms::graph_is_known, {argument(expression.index)});
      case Operation::record:
        return record(model_.records[static_cast<std::size_t>(expression.index)]);
      default:
        return wording_.field(model::FieldId{expression.index});
    }
  }

  [[nodiscard]] std::string argument(std::int32_t index) const {
    if (!act_.known() || static_cast<std::size_t>(index) >= model_[act_].parameters.size()) {
      return {};
    }
    const model::ActParameter& parameter = model_[act_].parameters[static_cast<std::size_t>(index)];
    return shown_name(parameter.name, parameter.label, wording_.language());
  }

  [[nodiscard]] std::string record(const model::Record& record) const {
    const std::string act = wording_.act(record.act);
    switch (record.what) {
      case model::Record::What::count:
        return wording_.words(terms::graph_count_of, {act});
      case model::Record::What::by:
        return wording_.words(terms::graph_by_of, {act});
      case model::Record::What::office:
        return wording_.words(terms::graph_office_of, {act});
      case model::Record::What::parameter: {
        const auto& parameter = model_[record.act].parameters[static_cast<std::size_t>(record.parameter)];
        return wording_.words(terms::graph_part_of,
                              {act, shown_name(parameter.name, parameter.label, wording_.language())});
      }
      case model::Record::What::day:
      case model::Record::What::instant:
        break;
    }
    return wording_.words(terms::graph_date_of, {act});
  }

  /// `first ACT` is written as a count that is nought.
  [[nodiscard]] std::string first_act(const model::Expression& expression) const {
    const bool equal = expression.operation == Operation::equal;
    const bool greater = expression.operation == Operation::greater;
    if ((!equal && !greater) || model_[expression.operands[0]].operation != Operation::record) {
      return {};
    }
    const auto& record = model_.records[static_cast<std::size_t>(model_[expression.operands[0]].index)];
    const model::Expression& right = model_[expression.operands[1]];
    if (record.what != model::Record::What::count || right.operation != Operation::constant ||
        right.constant != 0) {
      return {};
    }
    return counted(expression, equal);
  }

  /// Of the act at hand it is the first or another one; any other act has been done or not.
  [[nodiscard]] std::string counted(const model::Expression& comparison, bool never) const {
    const auto& record = model_.records[static_cast<std::size_t>(model_[comparison.operands[0]].index)];
    const bool at_hand = record.act == act_;
    const TermCode pattern = at_hand ? (never ? terms::graph_first : terms::graph_not_first)
                                     : (never ? terms::graph_not_yet : terms::graph_already);
    return wording_.words(pattern, {counted_act(comparison)});
  }

  /// Of a comparison with how often an act was done.
  [[nodiscard]] std::string counted_act(const model::Expression& comparison) const {
    const auto& record = model_.records[static_cast<std::size_t>(model_[comparison.operands[0]].index)];
    return wording_.act(record.act);
  }

  [[nodiscard]] std::string tested(const model::Expression& expression, bool truth) const {
    const auto choose = [truth](TermCode yes, TermCode no) { return truth ? yes : no; };
    switch (expression.operation) {
      case Operation::in_stage:
        return wording_.words(choose(terms::graph_in_stage, terms::graph_not_in_stage),
                              {wording_.stage(model::StageId{expression.index})});
      case Operation::duty_overdue:
        return wording_.words(choose(terms::graph_is_overdue, terms::graph_is_not_overdue),
                              {wording_.clause(model::ClauseId{expression.index})});
      case Operation::duty_done:
        return wording_.words(choose(terms::graph_is_done, terms::graph_is_not_done),
                              {wording_.clause(model::ClauseId{expression.index})});
      default:
        return wording_.words(choose(terms::graph_is_known, terms::graph_is_unknown),
                              {operand(expression, 0, 8)});
    }
  }

  [[nodiscard]] std::string negation(const model::Expression& expression) const {
    const model::Expression& inner = model_[expression.operands[0]];
    switch (inner.operation) {
      case Operation::in_stage:
      case Operation::duty_overdue:
      case Operation::duty_done:
      case Operation::is_known:
        return tested(inner, false);
      case Operation::is_known_field:
        return wording_.words(terms::graph_is_unknown, {wording_.field(model::FieldId{inner.index})});
      case Operation::is_known_argument:
        return wording_.words(terms::graph_is_unknown, {argument(inner.index)});
      default:
        if (std::string text = denied(inner); !text.empty()) {
          return text;
        }
        return wording_.words(terms::graph_not, {operand(expression, 0, 4)});
    }
  }

  /// What a document says instead of "not" before a phrase; empty where there is nothing better.
  [[nodiscard]] std::string denied(const model::Expression& inner) const {
    if (wording_.style() != Wording::Style::prose) {
      return {};
    }
    switch (inner.operation) {
      case Operation::equal:
        return first_act(inner).empty() ? std::string() : counted(inner, false);
      case Operation::competent:
        return competent(inner, terms::prose_not_competent);
      case Operation::under:
        return wording_.words(terms::prose_not_under, {operand(inner, 0, -1), operand(inner, 1, 0)});
      case Operation::in_superiors:
        return wording_.words(terms::prose_not_in_superiors, {operand(inner, 0, 4), operand(inner, 1, 5)});
      case Operation::set_contains:
        return wording_.words(terms::prose_not_contains,
                              {wording_.field(model::FieldId{inner.index}), operand(inner, 0, 5)});
      default:
        return {};
    }
  }

  /// The choices to which the values belong stand between them and are not shown.
  [[nodiscard]] std::string competent(const model::Expression& expression,
                                      TermCode pattern = terms::graph_competent) const {
    const std::string office = operand(expression, 0, 0);
    std::string values;
    for (std::size_t index = 2; index < expression.operands.size(); index += 2) {
      values += (values.empty() ? std::string() : wording_.words(terms::graph_separator)) +
                operand(expression, index, 0);
    }
    const std::string list =
        values.empty() ? office : office + wording_.words(terms::graph_separator) + values;
    return wording_.words(pattern, {list, office, values});
  }

  /// 答复期限（类别，人数）; of a table that collects: 材料 in 应交材料（类别）.
  [[nodiscard]] std::string table(const model::Expression& expression) const {
    const model::Table& asked = model_[model::TableId{expression.index}];
    std::string list;
    for (std::size_t index = 0; index < asked.inputs.size(); ++index) {
      list += (index == 0 ? std::string() : wording_.words(terms::graph_separator)) +
              operand(expression, index, 0);
    }
    const std::string name = shown_name(asked.name, asked.label, wording_.language());
    const std::string call = wording_.words(terms::graph_table, {name, list});
    return expression.operands.size() > asked.inputs.size()
               ? wording_.words(terms::graph_among, {operand(expression, asked.inputs.size(), 5), call})
               : call;
  }

  const Model& model_;
  const Wording& wording_;
  model::ActId act_;
};

}  // namespace

Language written_language(const Model& model) {
  const std::string& text =
      model.title.empty() && !model.charts.empty() ? model.charts.front().name : model.title;
  return has_chinese(text) ? Language::chinese : Language::english;
}

std::string Wording::words(TermCode pattern, std::vector<std::string> arguments) const {
  std::vector<Argument> filled;
  for (std::string& argument : arguments) {
    filled.emplace_back(std::move(argument));
  }
  const TermCode styled = style_ == Style::prose ? in_prose(pattern) : pattern;
  return base::fill(base::word(styled, language_), filled, language_);
}

std::string Wording::expression(ExpressionId expression, model::ActId act) const {
  return expression.known() ? Printer(model_, *this, act).print(expression) : std::string();
}

std::string Wording::act(model::ActId act) const {
  const model::Act& shown = model_[act];
  return shown.approves.known() ? words(terms::graph_approve, {this->act(shown.approves)})
                                : shown_name(shown.name, shown.label, language_);
}

std::string Wording::stage(model::StageId stage) const {
  return shown_name(model_[stage].name, model_[stage].label, language_);
}

std::string Wording::field(model::FieldId field) const {
  return shown_name(model_[field].name, model_[field].label, language_);
}

std::string Wording::clause(model::ClauseId clause) const {
  const model::Clause& named = model_[clause];
  if (named.named || named.acts.empty()) {
    return shown_name(named.name, named.label, language_);
  }
  std::vector<Argument::Item> alternatives;
  for (const model::ActId owed : named.acts) {
    alternatives.emplace_back(act(owed));
  }
  return base::fill("{0}", {Argument(std::move(alternatives))}, language_);
}

std::string Wording::who(model::WhoId id) const {
  if (!id.known()) {
    return words(terms::graph_anybody);
  }
  const model::Who& who = model_[id];
  return who.role.known() ? shown_name(model_[who.role].name, model_[who.role].label, language_) : who_is(id);
}

std::string Wording::who_is(model::WhoId id) const {
  const model::Who& who = model_[id];
  const std::string office = expression(who.office);
  std::string text = office;
  switch (who.kind) {
    case model::Who::Kind::post:
      text = who.post == "head" ? words(terms::graph_head_of, {office})
                                : words(terms::graph_post_of, {office, who.post});
      break;
    case model::Who::Kind::any_of:
      text = model_[who.office].type.type == base::Type::office_set
                 ? words(terms::graph_any_of, {office})
                 : words(terms::graph_any_superior_of, {office});
      break;
    case model::Who::Kind::each_of:
      text = who.except.known() ? words(terms::graph_each_of_except, {office, expression(who.except)})
                                : words(terms::graph_each_of, {office});
      break;
    case model::Who::Kind::party:
    case model::Who::Kind::office:
      break;
  }
  return who.otherwise.known() ? words(terms::graph_or_else_who, {text, this->who(who.otherwise)}) : text;
}

std::string Wording::limit(const model::Clause& clause) const {
  if (!clause.limit) {
    return {};
  }
  const model::Limit& limit = *clause.limit;
  if (limit.until.known()) {
    return words(terms::graph_until, {expression(limit.until)});
  }
  if (!limit.period.known()) {
    return {};
  }
  const model::Expression& period = model_[limit.period];
  const bool same_day = period.operation == Operation::constant && period.constant / 8 == 0;
  if (same_day) {
    return words(clause.kind == model::Clause::Kind::after ? terms::graph_at_once
                                                           : terms::graph_within_same_day);
  }
  const bool after = clause.kind == model::Clause::Kind::after;
  return words(after ? terms::graph_after : terms::graph_within, {expression(limit.period)});
}

std::string Wording::anchor(const model::Anchor& anchor) const {
  std::string parts;
  for (const model::Anchor& part : anchor.parts) {
    parts += (parts.empty() ? std::string() : words(terms::graph_separator)) + this->anchor(part);
  }
  switch (anchor.kind) {
    case model::Anchor::Kind::activation:
      break;
    case model::Anchor::Kind::act:
      return act(anchor.act);
    case model::Anchor::Kind::stage:
      return stage(anchor.stage);
    case model::Anchor::Kind::field:
      return field(anchor.field);
    case model::Anchor::Kind::before_due:
      return words(terms::graph_before_due, {clause(anchor.duty), period(anchor.before)});
    case model::Anchor::Kind::later:
      return words(terms::graph_later, {parts, expression(anchor.after)});
    case model::Anchor::Kind::earliest:
      return words(terms::graph_earliest, {parts});
    case model::Anchor::Kind::latest:
      return words(terms::graph_latest, {parts});
  }
  return {};
}

std::string Wording::period(model::Period period) const {
  return calendar::describe(period, language_);
}

std::string Wording::value(const model::ValueType& type, std::int64_t value) const {
  if (value == base::kUnknown) {
    return words(terms::graph_unknown);
  }
  switch (type.type) {
    case base::Type::truth:
      return words(value != 0 ? terms::graph_yes : terms::graph_no);
    case base::Type::date:
      return calendar::format_day(static_cast<calendar::Day>(value));
    case base::Type::duration:
      return calendar::describe(
          {static_cast<std::int32_t>(value / 8), static_cast<calendar::Unit>(value % 8)}, language_);
    case base::Type::office: {
      const auto& offices = model_.offices.offices();
      const auto index = static_cast<std::size_t>(value);
      return index < offices.size() ? shown_name(offices[index].name, offices[index].name_english, language_)
                                    : std::string();
    }
    case base::Type::choice: {
      if (!type.choice.known() || static_cast<std::size_t>(value) >= model_[type.choice].values.size()) {
        return std::to_string(value);
      }
      const model::ChoiceValue& chosen = model_[type.choice].values[static_cast<std::size_t>(value)];
      return shown_name(chosen.name, chosen.label, language_);
    }
    default:
      return model::print_decimal(value, type.scale);
  }
}

}  // namespace recourse::graph
