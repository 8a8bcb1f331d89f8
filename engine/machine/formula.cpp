// Which programs are formulas. Door: formula_of().
#include "engine/machine/formula.h"

namespace recourse::machine {
namespace {

using Operand = Formula::Operand;
using Shape = Formula::Shape;

std::optional<Operand> operand_of(const Machine& machine, const Instruction& instruction) {
  Operand operand;
  switch (instruction.operation) {
    case Operation::constant:
      operand.constant = machine.constants[instruction.index];
      return operand;
    case Operation::today:
      operand.kind = Operand::Kind::today;
      return operand;
    case Operation::argument:
      operand.kind = Operand::Kind::argument;
      operand.place = instruction.index;
      return operand;
    case Operation::field:
    case Operation::record: {
      const FieldSlot& field = machine.fields[instruction.index];
      operand.kind = Operand::Kind::field;
      operand.place = place_of(field);
      operand.shift = static_cast<std::uint8_t>(shift_of(field));
      return field.width == 0 ? std::nullopt : std::optional(operand);
    }
    default:
      return std::nullopt;
  }
}

/// Offices are compared by what stands for them, durations by their length, and a date must be one of the calendar.
Shape shape_of(const Instruction& instruction) {
  if (orders_of(instruction.operation) != 0) {
    const bool is_plain = instruction.type != Type::office && instruction.type != Type::duration;
    return is_plain ? Shape::comparison : Shape::program;
  }
  return instruction.operation == Operation::add && instruction.type != Type::date ? Shape::sum
                                                                                   : Shape::program;
}

}  // namespace

Formula formula_of(const Machine& machine, Program program) {
  Formula formula;
  formula.program = program;
  formula.shape = program.count == 0 ? Shape::absent : Shape::program;
  if (program.count != 1 && program.count != 3) {
    return formula;
  }
  const Instruction* const at = machine.instructions.data() + program.first;
  const auto left = operand_of(machine, at[0]);
  const auto right = program.count == 3 ? operand_of(machine, at[1]) : Operand{};
  if (!left || !right) {
    return formula;
  }
  formula.left = *left;
  formula.right = *right;
  formula.shape = program.count == 1 ? Shape::value : shape_of(at[2]);
  if (left->kind == Operand::Kind::field && right->kind == Operand::Kind::constant) {
    formula.shape = formula.shape == Shape::comparison ? Shape::field_comparison
                    : formula.shape == Shape::sum      ? Shape::field_sum
                                                       : formula.shape;
  }
  formula.orders = program.count == 1 ? std::uint8_t{0} : orders_of(at[2].operation);
  return formula;
}

}  // namespace recourse::machine
