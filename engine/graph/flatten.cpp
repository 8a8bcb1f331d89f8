// Postfix order by an explicit stack: a chain of ten thousand `or` must not use ten thousand frames.
#include "engine/graph/flatten.h"

#include <algorithm>

#include "engine/base/message.h"
#include "engine/base/messages/graph.h"

namespace recourse::graph {

using machine::Index;
using machine::Instruction;
using machine::Program;

Diagnostic FlatteningFailure::diagnostic() const {
  return {
      kind == Kind::too_deep ? messages::expression_too_deep : messages::expression_too_long, span, {}, {}};
}

Flattener::Flattener(const model::Model& model, machine::Machine& machine)
    : model_(model), machine_(machine) {
  for (std::size_t index = 0; index < machine.constants.size(); ++index) {
    constants_.emplace(machine.constants[index], static_cast<Index>(index));
  }
}

Index Flattener::constant(std::int64_t value) {
  const auto [place, is_new] = constants_.try_emplace(value, static_cast<Index>(machine_.constants.size()));
  if (is_new) {
    machine_.constants.push_back(value);
  }
  return place->second;
}

/// Whether it asks for a remembered text (ACT.by, ACT.PARAMETER), which lies outside the record like a field of such a type.
bool Flattener::asks_remembered_text(const model::Expression& expression) const {
  if (expression.operation != base::Operation::is_known) {
    return false;
  }
  const model::Expression& asked = model_[expression.operands.front()];
  return asked.operation == base::Operation::record &&
         (asked.type.type == base::Type::text || asked.type.type == base::Type::person);
}

Instruction Flattener::instruction(const model::Expression& expression) {
  using base::Operation;
  if (asks_remembered_text(expression)) {
    Instruction asks = instruction(model_[expression.operands.front()]);
    asks.operation = Operation::is_known_field;
    return asks;
  }
  Instruction result;
  result.operation = expression.operation;
  const bool compares =
      expression.operation >= Operation::equal && expression.operation <= Operation::greater_equal;
  result.type = compares ? model_[expression.operands.front()].type.type : expression.type.type;
  switch (expression.operation) {
    case Operation::constant:
      result.index = constant(expression.constant);
      break;
    case Operation::record:
      result.index = static_cast<Index>(model_.fields.size() + static_cast<std::size_t>(expression.index));
      break;
    case Operation::duty_overdue:
    case Operation::duty_done:
    case Operation::duty_due:
      result.index = machine_.clauses[static_cast<std::size_t>(expression.index)].clock;
      break;
    default:
      result.index = static_cast<Index>(std::max(expression.index, 0));
  }
  return result;
}

Program Flattener::program(model::ExpressionId root) {
  if (!root.known() || failure_) {
    return {};
  }
  if (const auto known = programs_.find(root); known != programs_.end()) {
    return known->second;
  }
  struct Open {
    const model::Expression* expression;
    std::size_t next_operand;
  };
  Program program{static_cast<std::uint32_t>(machine_.instructions.size()), 0};
  std::vector<Open> open{{&model_[root], 0}};
  std::size_t depth = 0;
  while (!open.empty()) {
    Open& top = open.back();
    const std::size_t operands = asks_remembered_text(*top.expression) ? 0 : top.expression->operands.size();
    if (top.next_operand < operands) {
      open.push_back({&model_[top.expression->operands[top.next_operand++]], 0});
      continue;
    }
    machine_.instructions.push_back(instruction(*top.expression));
    depth = depth + 1 - operands;
    open.pop_back();
    if (depth > machine::kStackDepth) {
      failure_ = {FlatteningFailure::Kind::too_deep, model_[root].span};
      return {};
    }
    if (++program.count > kLongestProgram) {
      failure_ = {FlatteningFailure::Kind::too_long, model_[root].span};
      return {};
    }
  }
  programs_.emplace(root, program);
  return program;
}

}  // namespace recourse::graph
