// Postfix order by an explicit stack: a chain of ten thousand `or` must not use ten thousand frames.
#include "engine/graph/flatten.h"

#include <algorithm>

#include "engine/base/message.h"

namespace recourse::graph {

using machine::Index;
using machine::Instruction;
using machine::Program;

Diagnostic FlatteningFailure::diagnostic() const {
  return {kind == Kind::too_deep ? MessageCode::expression_too_deep : MessageCode::expression_too_long,
          span,
          {},
          {}};
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

Instruction Flattener::instruction(const model::Expression& expression) {
  using base::Operation;
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
    if (top.next_operand < top.expression->operands.size()) {
      open.push_back({&model_[top.expression->operands[top.next_operand++]], 0});
      continue;
    }
    machine_.instructions.push_back(instruction(*top.expression));
    depth = depth + 1 - top.expression->operands.size();
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
