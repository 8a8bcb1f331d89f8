// Operators in expressions: which types they take, and what is known to their right once their left is settled.
#include <algorithm>

#include "engine/base/messages/model.h"
#include "engine/model/expressions.h"
#include "engine/model/print.h"
#include "engine/model/words.h"

namespace recourse::model {
namespace {

using Syntax = language::Expression;
using Operator = Syntax::Operator;

constexpr std::size_t kLongestChain = 5'000;

Operation operation_of(Operator op) {
  switch (op) {
    case Operator::logical_or:
      return Operation::logical_or;
    case Operator::logical_and:
      return Operation::logical_and;
    case Operator::equal:
      return Operation::equal;
    case Operator::not_equal:
      return Operation::not_equal;
    case Operator::less:
      return Operation::less;
    case Operator::less_equal:
      return Operation::less_equal;
    case Operator::greater:
      return Operation::greater;
    case Operator::greater_equal:
      return Operation::greater_equal;
    case Operator::plus:
      return Operation::add;
    case Operator::minus:
      return Operation::subtract;
    case Operator::times:
      return Operation::multiply;
    case Operator::in:
    case Operator::none:
      break;
  }
  return Operation::constant;
}

/// a or b or c: the operands of one operator in a row, from left to right. Not by recursion: such chains are long.
std::vector<const Syntax*> chain(const Syntax& syntax) {
  std::vector<const Syntax*> operands;
  const Syntax* rest = &syntax;
  while (rest->kind == Syntax::Kind::binary && rest->op == syntax.op) {
    operands.push_back(&rest->operands[1]);
    rest = &rest->operands[0];
  }
  operands.push_back(rest);
  std::reverse(operands.begin(), operands.end());
  return operands;
}

bool overflows(Operation operation, std::int64_t left, std::int64_t right, std::int64_t& result) {
  switch (operation) {
    case Operation::add:
      return __builtin_add_overflow(left, right, &result);
    case Operation::subtract:
      return __builtin_sub_overflow(left, right, &result);
    default:
      return __builtin_mul_overflow(left, right, &result);
  }
}

bool is_set(const ValueType& type) {
  return type.type == Type::office_set || type.type == Type::choice_set;
}
bool is_text(const ValueType& type) {
  return type.type == Type::text || type.type == Type::person;
}

}  // namespace

Typed Resolver::resolve_binary(const Syntax& syntax) {
  switch (syntax.op) {
    case Operator::logical_or:
    case Operator::logical_and:
      return resolve_logical(syntax);
    case Operator::in:
      return resolve_in(syntax);
    case Operator::plus:
    case Operator::minus:
    case Operator::times:
      return resolve_arithmetic(syntax);
    default:
      return resolve_comparison(syntax);
  }
}

Typed Resolver::resolve_logical(const Syntax& syntax) {
  const std::vector<const Syntax*> operands = chain(syntax);
  if (operands.size() > kLongestChain) {
    building_.report(messages::expression_too_large, syntax.span);
    return {};
  }
  const std::size_t facts_before = known_.size();
  std::vector<ExpressionId> ids;
  bool good = true;
  for (const Syntax* operand : operands) {
    const ExpressionId id = condition(*operand);
    good = good && id.known();
    facts_of(id, syntax.op == Operator::logical_and, known_);
    ids.push_back(id);
  }
  known_.resize(facts_before);
  if (!good) {
    return {};
  }
  // As a balanced tree, so that nothing that walks it goes deep.
  while (ids.size() > 1) {
    std::vector<ExpressionId> pairs;
    for (std::size_t i = 0; i + 1 < ids.size(); i += 2) {
      const Typed pair = truth_node(operation_of(syntax.op), {ids[i], ids[i + 1]}, syntax.span);
      if (!pair.ok()) {
        return {};
      }
      pairs.push_back(pair.id);
    }
    if (ids.size() % 2 == 1) {
      pairs.push_back(ids.back());
    }
    ids = std::move(pairs);
  }
  return {ids.front(), plain(Type::truth)};
}

std::pair<Typed, Typed> Resolver::resolve_pair(const Syntax& left, const Syntax& right) {
  std::pair<Typed, Typed> pair;
  if (!stands_alone(left) && stands_alone(right)) {
    pair.second = resolve(right);
    if (pair.second.ok()) {
      pair.first = resolve(left, &pair.second.type);
    }
  } else {
    pair.first = resolve(left);
    if (pair.first.ok()) {
      pair.second = resolve(right, &pair.first.type);
    }
  }
  return pair;
}

Typed Resolver::resolve_comparison(const Syntax& syntax) {
  const Syntax& left_syntax = syntax.operands[0];
  const Syntax& right_syntax = syntax.operands[1];
  for (const Syntax& side : syntax.operands) {
    if (side.kind == Syntax::Kind::unknown) {
      building_.report(messages::unknown_compared, syntax.span);
      return {};
    }
  }
  auto [left, right] = resolve_pair(left_syntax, right_syntax);
  if (!left.ok() || !right.ok()) {
    return {};
  }
  if (is_text(left.type) || is_text(right.type)) {
    building_.report(messages::text_not_usable, syntax.span);
    return {};
  }
  if (is_set(left.type) || is_set(right.type)) {
    building_.report(messages::set_misplaced, syntax.span);
    return {};
  }
  if (!same_kind(left.type, right.type)) {
    building_.report(messages::not_comparable, syntax.span, source_text(left_syntax.span),
                     type_argument(building_, left.type), source_text(right_syntax.span),
                     type_argument(building_, right.type));
    return {};
  }
  if (!known(left, left_syntax) || !known(right, right_syntax)) {
    return {};
  }
  const bool is_equality = syntax.op == Operator::equal || syntax.op == Operator::not_equal;
  if (!is_equality && left.type.type != Type::number && left.type.type != Type::date) {
    building_.report(messages::not_ordered, syntax.span, type_argument(building_, left.type));
    return {};
  }
  align(left, right);
  return truth_node(operation_of(syntax.op), {left.id, right.id}, syntax.span);
}

Typed Resolver::resolve_in(const Syntax& syntax) {
  const Syntax& set = syntax.operands[1];
  if (set.kind == Syntax::Kind::set) {
    return resolve_in_list(syntax);
  }
  if (const TableId table = table_of(set); table.known()) {
    return resolve_in_table(syntax, table);
  }
  const bool is_chain = set.kind == Syntax::Kind::call && set.operands.size() == 1 &&
                        function_word(set.text) == Function::superiors;
  const Typed right = is_chain ? office(set.operands[0]) : resolve(set);
  if (!right.ok() || !known(right, is_chain ? set.operands[0] : set)) {
    return {};
  }
  if (right.type.type != Type::office && !is_set(right.type)) {
    building_.report(messages::not_a_set, set.span, source_text(set.span),
                     type_argument(building_, right.type));
    return {};
  }
  ValueType member = right.type;
  member.type = right.type.type == Type::choice_set ? Type::choice : Type::office;
  const Typed left = resolve(syntax.operands[0], &member);
  if (!left.ok() || !known(left, syntax.operands[0])) {
    return {};
  }
  if (!same_kind(left.type, member)) {
    building_.report(messages::type_mismatch, syntax.operands[0].span, source_text(syntax.operands[0].span),
                     type_argument(building_, left.type), type_argument(building_, member));
    return {};
  }
  if (right.type.type == Type::office) {
    // An office is in another's chain of superiors, or belongs to another.
    return truth_node(is_chain ? Operation::in_superiors : Operation::under, {left.id, right.id},
                      syntax.span);
  }
  return truth_node(Operation::set_contains, {left.id}, syntax.span, model_[right.id].index);
}

Typed Resolver::resolve_in_list(const Syntax& syntax) {
  const Syntax& set = syntax.operands[1];
  const Typed left = resolve(syntax.operands[0]);
  if (!left.ok() || !known(left, syntax.operands[0])) {
    return {};
  }
  if (is_text(left.type) || is_set(left.type)) {
    building_.report(messages::text_not_usable, syntax.span);
    return {};
  }
  ValueType member = left.type;
  member.optional = false;
  member.least = member.most = std::nullopt;
  std::vector<ExpressionId> equals;
  for (const Syntax& item : set.operands) {
    const Typed value = resolve_as(item, member);
    if (!value.ok()) {
      return {};
    }
    equals.push_back(truth_node(Operation::equal, {left.id, value.id}, item.span).id);
  }
  if (equals.empty()) {
    return constant_node(plain(Type::truth), 0, syntax.span);
  }
  Typed any{equals.front(), plain(Type::truth)};
  for (std::size_t i = 1; i < equals.size() && any.ok(); ++i) {
    any = truth_node(Operation::logical_or, {any.id, equals[i]}, syntax.span);
  }
  return any;
}

Typed Resolver::scaled(const Typed& value, std::int32_t scale) {
  std::int64_t factor = 1;
  for (std::int32_t i = value.type.scale; i < scale; ++i) {
    factor *= 10;
  }
  ValueType type = value.type;
  type.scale = scale;
  type.least = type.most = std::nullopt;
  const Expression& node = model_[value.id];
  const SourceSpan span = node.span;
  std::int64_t product = 0;
  if (node.operation != Operation::constant || node.constant == base::kUnknown) {
    const Typed constant = constant_node(plain(Type::number), factor, span);
    return make(Operation::multiply, type, {value.id, constant.id}, span);
  }
  if (overflows(Operation::multiply, node.constant, factor, product)) {
    building_.report(messages::result_too_large, span);
    return {};
  }
  return constant_node(type, product, span);
}

void Resolver::align(Typed& left, Typed& right) {
  if (left.type.scale < right.type.scale) {
    left = scaled(left, right.type.scale);
  } else if (right.type.scale < left.type.scale) {
    right = scaled(right, left.type.scale);
  }
}

Typed Resolver::resolve_arithmetic(const Syntax& syntax) {
  const Syntax& left_syntax = syntax.operands[0];
  const Syntax& right_syntax = syntax.operands[1];
  Typed left = resolve(left_syntax);
  Typed right = resolve(right_syntax);
  if (!left.ok() || !right.ok() || !known(left, left_syntax) || !known(right, right_syntax)) {
    return {};
  }
  if (left.type.type == Type::date && syntax.op != Operator::times) {
    return resolve_date_arithmetic(syntax, left, right);
  }
  for (const auto& [value, side] : {std::pair(&left, &left_syntax), std::pair(&right, &right_syntax)}) {
    if (value->type.type != Type::number) {
      building_.report(messages::type_mismatch, side->span, source_text(side->span),
                       type_argument(building_, value->type), type_argument(building_, plain(Type::number)));
      return {};
    }
  }
  ValueType type = plain(Type::number);
  if (syntax.op == Operator::times) {
    if (left.type.scale > 0 && right.type.scale > 0) {
      building_.report(messages::decimals_multiplied, syntax.span);
      return {};
    }
    type.scale = left.type.scale + right.type.scale;
  } else {
    align(left, right);
    type.scale = left.type.scale;
  }
  if (!left.ok() || !right.ok()) {
    return {};
  }
  const Operation operation = operation_of(syntax.op);
  const Expression& one = model_[left.id];
  const Expression& other = model_[right.id];
  if (one.operation == Operation::constant && other.operation == Operation::constant) {
    std::int64_t result = 0;
    if (overflows(operation, one.constant, other.constant, result) || result == base::kUnknown) {
      building_.report(messages::result_too_large, syntax.span);
      return {};
    }
    return constant_node(type, result, syntax.span);
  }
  return make(operation, type, {left.id, right.id}, syntax.span);
}

Typed Resolver::resolve_date_arithmetic(const Syntax& syntax, const Typed& left, const Typed& right) {
  if (right.type.type == Type::date && syntax.op == Operator::minus) {
    return make(Operation::subtract, plain(Type::number), {left.id, right.id}, syntax.span);
  }
  if (right.type.type != Type::duration) {
    const Syntax& side = syntax.operands[1];
    building_.report(messages::type_mismatch, side.span, source_text(side.span),
                     type_argument(building_, right.type), type_argument(building_, plain(Type::duration)));
    return {};
  }
  ExpressionId duration = right.id;
  if (syntax.op == Operator::minus) {
    const Expression& node = model_[right.id];
    if (node.operation != Operation::constant) {
      building_.report(messages::not_constant, syntax.operands[1].span, source_text(syntax.operands[1].span));
      return {};
    }
    calendar::Period period = period_of(node.constant);
    period.amount = -period.amount;
    duration = constant_node(plain(Type::duration), duration_of(period), syntax.span).id;
  }
  return make(Operation::add_duration, plain(Type::date), {left.id, duration}, syntax.span);
}

Typed Resolver::resolve_minus(const Syntax& syntax, const ValueType* expected) {
  if (syntax.operands[0].kind == Syntax::Kind::unknown) {
    building_.report(messages::unknown_compared, syntax.span);
    return {};
  }
  const Typed operand = resolve(syntax.operands[0], expected);
  if (!operand.ok() || !known(operand, syntax.operands[0])) {
    return {};
  }
  if (operand.type.type != Type::number) {
    building_.report(messages::type_mismatch, syntax.operands[0].span, source_text(syntax.operands[0].span),
                     type_argument(building_, operand.type), type_argument(building_, plain(Type::number)));
    return {};
  }
  ValueType type = operand.type;
  type.least = type.most = std::nullopt;
  const Expression& node = model_[operand.id];
  if (node.operation == Operation::constant) {
    return constant_node(type, -node.constant, syntax.span);
  }
  return make(Operation::negate, type, {operand.id}, syntax.span);
}

Typed Resolver::resolve_number(const Syntax& syntax, const ValueType* expected) {
  ValueType type = plain(Type::number);
  type.scale = syntax.scale;
  const Typed value = constant_node(type, syntax.number, syntax.span);
  if (expected == nullptr || expected->type != Type::number || expected->scale == syntax.scale) {
    return value;
  }
  if (expected->scale < syntax.scale) {
    building_.report(messages::decimals_lost, syntax.span, source_text(syntax.span));
    return {};
  }
  return scaled(value, expected->scale);
}

Typed Resolver::resolve_is_known(const Syntax& syntax) {
  const Syntax& operand = syntax.operands[0];
  const Typed value = resolve(operand);
  if (!value.ok()) {
    return {};
  }
  if (is_set(value.type)) {
    building_.report(messages::set_misplaced, syntax.span);
    return {};
  }
  const Expression& node = model_[value.id];
  Typed test;
  if (is_text(value.type) && node.operation == Operation::field) {
    test = truth_node(Operation::is_known_field, {}, syntax.span, node.index);
  } else if (is_text(value.type) && node.operation == Operation::argument) {
    test = truth_node(Operation::is_known_argument, {}, syntax.span, node.index);
  } else {
    test = truth_node(Operation::is_known, {value.id}, syntax.span);
  }
  if (test.ok() && syntax.kind == Syntax::Kind::is_unknown) {
    test = truth_node(Operation::logical_not, {test.id}, syntax.span);
  }
  return test;
}

Typed Resolver::resolve_otherwise(const Syntax& syntax, const ValueType* expected) {
  Typed left = resolve(syntax.operands[0], expected);
  if (!left.ok()) {
    return {};
  }
  Typed right = resolve(syntax.operands[1], &left.type);
  if (!right.ok()) {
    return {};
  }
  if (!same_kind(left.type, right.type) || is_text(left.type) || is_set(left.type)) {
    building_.report(messages::not_comparable, syntax.span, source_text(syntax.operands[0].span),
                     type_argument(building_, left.type), source_text(syntax.operands[1].span),
                     type_argument(building_, right.type));
    return {};
  }
  align(left, right);
  if (!left.ok() || !right.ok()) {
    return {};
  }
  ValueType type = right.type;
  type.least = type.most = std::nullopt;
  return make(Operation::otherwise, type, {left.id, right.id}, syntax.span);
}

}  // namespace recourse::model
