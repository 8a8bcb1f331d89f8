// Where an expression asks a decision table: period(topic, people), or of a table that collects: VALUE in papers(topic).
#include <algorithm>

#include "engine/base/messages/model.h"
#include "engine/model/expressions.h"
#include "engine/model/print.h"

namespace recourse::model {
namespace {

using Syntax = language::Expression;

/// Whether no value of the one type lies outside the bounds of the other.
bool lies_within(const ValueType& inner, const ValueType& outer) {
  const bool from = !outer.least || (inner.least && *inner.least >= *outer.least);
  const bool to = !outer.most || (inner.most && *inner.most <= *outer.most);
  return from && to;
}

}  // namespace

TableId Resolver::table_of(const Syntax& syntax) const {
  const Declared* found =
      syntax.kind == Syntax::Kind::call ? building_.names[NameKind::table].find(syntax.text) : nullptr;
  return found != nullptr ? TableId{found->index} : TableId{};
}

Typed Resolver::resolve_table(const Syntax& syntax, TableId id) {
  const Table& table = model_[id];
  if (building_.tables[id.index()].faulty) {
    return {};
  }
  if (table.hit == Table::Hit::collect) {
    building_.report(messages::table_gives_several, syntax.span, table.name);
    return {};
  }
  std::vector<ExpressionId> operands = table_inputs(syntax, table);
  if (operands.empty()) {
    return {};
  }
  ValueType type = table.answer;
  if (table.hit == Table::Hit::sum) {
    type.least = type.most = std::nullopt;
  }
  return make(Operation::table, type, std::move(operands), syntax.span, id.value);
}

/// The inputs of a call; none when one of them is wrong, which has been reported.
std::vector<ExpressionId> Resolver::table_inputs(const Syntax& syntax, const Table& table) {
  if (syntax.operands.size() != table.inputs.size()) {
    building_.report(messages::wrong_number_of_values, syntax.span, syntax.text,
                     static_cast<std::int64_t>(table.inputs.size()),
                     static_cast<std::int64_t>(syntax.operands.size()));
    return {};
  }
  std::vector<ExpressionId> operands;
  for (std::size_t i = 0; i < table.inputs.size(); ++i) {
    const Table::Input input = table.inputs[i];
    const Typed value = resolve_as(syntax.operands[i], input.type);
    if (!value.ok()) {
      return {};
    }
    const bool is_constant = model_[value.id].operation == Operation::constant;  // its range was looked at
    if (!is_constant && !lies_within(value.type, input.type)) {
      building_
          .report(messages::table_input_range, syntax.operands[i].span, source_text(syntax.operands[i].span),
                  table.name, input.name, print_type(model_, input.type))
          .related.push_back({messages::declared_here, input.span, {input.name}});
      return {};
    }
    operands.push_back(value.id);
  }
  return operands;
}

Typed Resolver::resolve_in_table(const Syntax& syntax, TableId id) {
  const Syntax& call = syntax.operands[1];
  const Table& table = model_[id];
  if (building_.tables[id.index()].faulty) {
    return {};
  }
  if (table.hit != Table::Hit::collect) {
    building_.report(messages::table_gives_one, call.span, table.name);
    return {};
  }
  std::vector<ExpressionId> operands = table_inputs(call, table);
  ValueType member = table.answer;
  member.least = member.most = std::nullopt;
  const Typed value = resolve_as(syntax.operands[0], member);
  if (operands.empty() || !value.ok()) {
    return {};
  }
  operands.push_back(value.id);
  return truth_node(Operation::table, std::move(operands), syntax.span, id.value);
}

}  // namespace recourse::model
