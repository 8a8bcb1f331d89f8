#include "engine/model/expressions.h"

#include <algorithm>

#include "engine/base/messages/model.h"
#include "engine/calendar/numeral.h"
#include "engine/model/print.h"
#include "engine/model/who.h"
#include "engine/model/words.h"

namespace recourse::model {
namespace {

using Syntax = language::Expression;
using Kind = Syntax::Kind;

constexpr int kDeepest = 200;
constexpr std::uint32_t kLargestExpression = 20'000;

std::string happened_key(const std::string& act) {
  return "happened " + act;
}

/// "1..1000" or "≥ 1", as it stands in a sentence of either language; bounds of decimals are whole numbers where they are declared.
std::string range_text(const ValueType& type) {
  std::int64_t factor = 1;
  for (std::int32_t i = 0; i < type.scale; ++i) {
    factor *= 10;
  }
  const auto bound = [&](std::int64_t value) { return std::to_string(value / factor); };
  if (type.least && type.most) {
    return bound(*type.least) + ".." + bound(*type.most);
  }
  return type.least ? "≥ " + bound(*type.least) : "≤ " + bound(type.most.value_or(0));
}

/// Whether `comparison` with a count's constant, being as `truth` says, means that the count is one or more.
bool means_some(Operation comparison, std::int64_t constant, bool truth) {
  switch (comparison) {
    case Operation::greater:
      return truth && constant >= 0;
    case Operation::greater_equal:
      return truth && constant >= 1;
    case Operation::equal:
      return truth ? constant >= 1 : constant == 0;
    case Operation::not_equal:
      return truth ? constant == 0 : constant >= 1;
    case Operation::less:
      return !truth && constant >= 1;
    case Operation::less_equal:
      return !truth && constant >= 0;
    default:
      return false;
  }
}

}  // namespace

ExpressionId add_expression(Building& building, Expression expression) {
  std::uint64_t size = 1;
  for (const ExpressionId operand : expression.operands) {
    size += building.expression_sizes[operand.index()];
  }
  building.expression_sizes.push_back(
      static_cast<std::uint32_t>(std::min<std::uint64_t>(size, UINT32_MAX / 2)));
  building.model.expressions.push_back(std::move(expression));
  return {static_cast<std::int32_t>(building.model.expressions.size()) - 1};
}

ExpressionId conjunction(Building& building, ExpressionId left, ExpressionId right) {
  if (!left.known() || !right.known()) {
    return left.known() ? left : right;
  }
  Expression both;
  both.operation = Operation::logical_and;
  both.operands = {left, right};
  both.span = building.model[right].span;
  return add_expression(building, std::move(both));
}

RecordId remember(Building& building, ActId act, Record::What what, std::int32_t parameter) {
  const std::string key = std::to_string(act.value) + "." + std::to_string(static_cast<int>(what)) + "." +
                          std::to_string(parameter);
  const auto [place, is_new] =
      building.record_keys.emplace(key, static_cast<std::int32_t>(building.model.records.size()));
  if (is_new) {
    building.model.records.push_back({act, what, parameter});
  }
  return {place->second};
}

Typed Resolver::make(Operation operation, ValueType type, std::vector<ExpressionId> operands,
                     const SourceSpan& span, std::int32_t index, std::int64_t constant) {
  Expression expression;
  expression.operation = operation;
  expression.type = type;
  expression.index = index;
  expression.constant = constant;
  expression.operands = std::move(operands);
  expression.span = span;
  const ExpressionId id = add_expression(building_, std::move(expression));
  if (building_.expression_sizes[id.index()] > kLargestExpression) {
    building_.report(messages::expression_too_large, span);
    return {};
  }
  return {id, type};
}

Typed Resolver::truth_node(Operation operation, std::vector<ExpressionId> operands, const SourceSpan& span,
                           std::int32_t index) {
  return make(operation, ValueType{}, std::move(operands), span, index);
}

Typed Resolver::constant_node(ValueType type, std::int64_t value, const SourceSpan& span) {
  return make(Operation::constant, type, {}, span, -1, value);
}

Typed Resolver::resolve(const Syntax& syntax, const ValueType* expected) {
  if (depth_ >= kDeepest) {
    building_.report(messages::expression_too_large, syntax.span);
    return {};
  }
  ++depth_;
  Typed result = resolve_by_kind(syntax, expected);
  --depth_;
  if (result.ok() && result.type.optional && is_known_here(result)) {
    result.type.optional = false;
  }
  return result;
}

Typed Resolver::resolve_by_kind(const Syntax& syntax, const ValueType* expected) {
  Typed result;
  switch (syntax.kind) {
    case Kind::name:
      result = resolve_name(syntax, expected);
      break;
    case Kind::number:
      result = resolve_number(syntax, expected);
      break;
    case Kind::date:
      result = constant_node(plain(Type::date), syntax.number, syntax.span);
      break;
    case Kind::duration:
      result = constant_node(plain(Type::duration), duration_of(syntax.period), syntax.span);
      break;
    case Kind::truth:
      result = constant_node(plain(Type::truth), syntax.number, syntax.span);
      break;
    case Kind::unknown:
      if (expected != nullptr) {
        result = constant_node(*expected, base::kUnknown, syntax.span);
        result.type.optional = true;
      } else {
        building_.report(messages::unknown_compared, syntax.span);
      }
      break;
    case Kind::text:
      if (expected == nullptr || !reports_quotes(syntax, *expected)) {
        building_.report(messages::text_not_usable, syntax.span);
      }
      break;
    case Kind::call:
      result = resolve_call(syntax);
      break;
    case Kind::member:
      result = resolve_member(syntax);
      break;
    case Kind::negation:
      if (const ExpressionId operand = condition(syntax.operands[0]); operand.known()) {
        result = truth_node(Operation::logical_not, {operand}, syntax.span);
      }
      break;
    case Kind::minus:
      result = resolve_minus(syntax, expected);
      break;
    case Kind::binary:
      result = resolve_binary(syntax);
      break;
    case Kind::is_known:
    case Kind::is_unknown:
      result = resolve_is_known(syntax);
      break;
    case Kind::is_overdue:
    case Kind::is_done:
      result =
          resolve_duty(syntax, syntax.kind == Kind::is_done ? Operation::duty_done : Operation::duty_overdue);
      break;
    case Kind::recurrence:
      result = resolve_recurrence(syntax);
      break;
    case Kind::first:
      if (const ActId act = find_act(building_, syntax.text, syntax.span); act.known()) {
        result = happened(act, syntax.span, false);
      }
      break;
    case Kind::in_stage:
      result = resolve_stage(syntax);
      break;
    case Kind::otherwise:
      result = resolve_otherwise(syntax, expected);
      break;
    case Kind::set:
    case Kind::each_of:
    case Kind::any_of:
    case Kind::except:
      building_.report(syntax.kind == Kind::except ? messages::except_not_available : messages::set_misplaced,
                       syntax.span);
      break;
  }
  return result;
}

bool Resolver::same_kind(const ValueType& one, const ValueType& other) const {
  return one.type == other.type && (one.type != Type::choice || one.choice == other.choice);
}

bool Resolver::reports_quotes(const Syntax& text, const ValueType& expected) {
  const auto is_value = [&] {
    switch (expected.type) {
      case Type::truth:
        return text.text == "yes" || text.text == "no" || text.text == "是" || text.text == "否";
      case Type::number:
        return calendar::parse_number(text.text).has_value();
      case Type::office:
        return model_.offices.find(text.text) != offices::kNoOffice;
      case Type::choice: {
        const auto& values = building_.names.values(text.text);
        return std::any_of(values.begin(), values.end(),
                           [&](const Names::Value& value) { return value.choice == expected.choice; });
      }
      default:
        return false;
    }
  };
  if (!is_value()) {
    return false;
  }
  building_.report(messages::quoted_value, text.span, text.text, type_argument(building_, expected));
  return true;
}

void Resolver::report_mismatch(const Syntax& syntax, const ValueType& found, const ValueType& expected) {
  const Declared* parameter =
      syntax.kind == Kind::name ? building_.names[NameKind::parameter].find(syntax.text) : nullptr;
  if (parameter != nullptr && expected.type == Type::duration && found.type == Type::number) {
    PendingParameter& pending = building_.parameters[static_cast<std::size_t>(parameter->index)];
    if (!pending.lacks_unit) {
      pending.lacks_unit = true;
      building_
          .report(messages::parameter_without_unit, pending.syntax->value.span, syntax.text,
                  source_text(pending.syntax->value.span))
          .related.push_back({messages::used_as_period, syntax.span, {}});
    }
    return;
  }
  Diagnostic& mismatch =
      building_.report(messages::type_mismatch, syntax.span, source_text(syntax.span),
                       type_argument(building_, found), type_argument(building_, expected));
  if (parameter != nullptr) {
    mismatch.related.push_back({messages::declared_here, parameter->span, {syntax.text}});
  }
}

Typed Resolver::resolve_as(const Syntax& syntax, const ValueType& expected) {
  if (expected.faulty) {
    return {};
  }
  if (syntax.kind == Kind::unknown && !expected.optional && expected.type != Type::text &&
      expected.type != Type::person) {
    building_.report(messages::unknown_not_allowed, syntax.span);
    return {};
  }
  const bool needs_text = expected.type == Type::text || expected.type == Type::person;
  if (syntax.kind == Kind::text && !needs_text && reports_quotes(syntax, expected)) {
    return {};
  }
  if (syntax.kind == Kind::text && !needs_text) {
    building_.report(messages::type_mismatch, syntax.span, syntax.text, terms::type_text,
                     type_argument(building_, expected));
    return {};
  }
  Typed value = resolve(syntax, &expected);
  if (!value.ok()) {
    return {};
  }
  if (!same_kind(value.type, expected)) {
    report_mismatch(syntax, value.type, expected);
    return {};
  }
  if (value.type.type == Type::number && value.type.scale != expected.scale) {
    if (value.type.scale > expected.scale) {
      building_.report(messages::decimals_lost, syntax.span, source_text(syntax.span));
      return {};
    }
    value = scaled(value, expected.scale);
  }
  const Expression& node = model_[value.id];
  if (node.operation == Operation::constant && node.constant != base::kUnknown &&
      ((expected.least && node.constant < *expected.least) ||
       (expected.most && node.constant > *expected.most))) {
    building_.report(messages::out_of_range, syntax.span, source_text(syntax.span), range_text(expected));
    return {};
  }
  if (!expected.optional && !needs_text && !known(value, syntax)) {
    return {};
  }
  return value;
}

ExpressionId Resolver::condition(const Syntax& syntax) {
  const Typed value = resolve(syntax);
  return value.ok() && is_truth(value, syntax) && known(value, syntax) ? value.id : ExpressionId{};
}

std::optional<std::int64_t> Resolver::constant(const Syntax& syntax, const ValueType& expected) {
  ValueType accepted = expected;  // what may be unknown is no constant either, which says more
  accepted.optional = expected.optional || syntax.kind != Kind::unknown;
  const Typed value = resolve_as(syntax, accepted);
  if (!value.ok()) {
    return std::nullopt;
  }
  const Expression& node = model_[value.id];
  if (node.operation != Operation::constant) {
    building_.report(messages::not_constant, syntax.span, source_text(syntax.span));
    return std::nullopt;
  }
  return node.constant;
}

Typed Resolver::office(const Syntax& syntax) {
  const ValueType wanted = plain(Type::office);
  const Typed value = resolve(syntax, syntax.kind == Kind::name ? &wanted : nullptr);
  if (value.ok() && value.type.type != Type::office) {
    building_.report(messages::type_mismatch, syntax.span, source_text(syntax.span),
                     type_argument(building_, value.type), type_argument(building_, plain(Type::office)));
    return {};
  }
  return value;
}

bool Resolver::known(const Typed& value, const Syntax& syntax) {
  if (!value.type.optional || scope_.tolerant) {
    return true;
  }
  building_.report(messages::untested, syntax.span, source_text(syntax.span));
  return false;
}

bool Resolver::is_truth(const Typed& value, const Syntax& syntax) {
  if (value.type.type == Type::truth) {
    return true;
  }
  building_.report(messages::type_mismatch, syntax.span, source_text(syntax.span),
                   type_argument(building_, value.type), type_argument(building_, plain(Type::truth)));
  return false;
}

bool Resolver::is_known_here(const Typed& value) const {
  if (known_.empty()) {
    return false;
  }
  const Expression& node = model_[value.id];
  if (node.operation == Operation::record) {
    // An act that has happened has a date, and every parameter that is not optional.
    const Record& record = model_.records[static_cast<std::size_t>(node.index)];
    const bool given =
        record.what == Record::What::day ||
        (record.what == Record::What::parameter &&
         !model_[record.act].parameters[static_cast<std::size_t>(record.parameter)].type.optional);
    const std::string key = happened_key(model_[record.act].name);
    if (given && std::find(known_.begin(), known_.end(), key) != known_.end()) {
      return true;
    }
  }
  return std::find(known_.begin(), known_.end(), print_expression(model_, value.id)) != known_.end();
}

void Resolver::facts_of(ExpressionId id, bool truth, Facts& facts) const {
  if (!id.known()) {
    return;
  }
  const Expression& node = model_[id];
  const auto index = static_cast<std::size_t>(std::max(node.index, 0));
  switch (node.operation) {
    case Operation::logical_not:
      facts_of(node.operands[0], !truth, facts);
      return;
    case Operation::logical_and:
    case Operation::logical_or:
      if (truth == (node.operation == Operation::logical_and)) {
        facts_of(node.operands[0], truth, facts);
        facts_of(node.operands[1], truth, facts);
      }
      return;
    case Operation::is_known:
      if (truth) {
        facts.push_back(print_expression(model_, node.operands[0]));
        const Expression& operand = model_[node.operands[0]];
        if (operand.operation == Operation::record) {
          const Record& record = model_.records[static_cast<std::size_t>(operand.index)];
          facts.push_back(happened_key(model_[record.act].name));
        }
      }
      return;
    case Operation::is_known_field:
    case Operation::is_known_argument:
      if (truth) {
        facts.push_back(node.operation == Operation::is_known_field ? print_name(model_.fields[index].name)
                                                                    : "argument " + std::to_string(index));
      }
      return;
    default:
      break;
  }
  if (node.operands.size() == 2) {
    const Expression& count = model_[node.operands[0]];
    const Expression& constant = model_[node.operands[1]];
    if (count.operation == Operation::record && constant.operation == Operation::constant) {
      const Record& record = model_.records[static_cast<std::size_t>(count.index)];
      if (record.what == Record::What::count && means_some(node.operation, constant.constant, truth)) {
        facts.push_back(happened_key(model_[record.act].name));
      }
    }
  }
}

}  // namespace recourse::model
