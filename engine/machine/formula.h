// Formulas: programs that need no stack, with what they read where it lies. The same values as evaluate.h has, in fewer steps.
#pragma once

#include "engine/machine/evaluate.h"

namespace recourse::machine {

/// The formula of a program; one that is longer, or needs the directory or the calendar, is kept as it is.
[[nodiscard]] Formula formula_of(const Machine& machine, Program program);

namespace detail {

[[nodiscard]] inline std::int64_t value_of(const Reading& reading, const Formula::Operand& operand) {
  switch (operand.kind) {
    case Formula::Operand::Kind::constant:
      return operand.constant;
    case Formula::Operand::Kind::field:
      return load_shifted(reading.state.record, operand.place, operand.shift);
    case Formula::Operand::Kind::today:
      return reading.today;
    default:
      return argument(reading, operand.place);
  }
}

}  // namespace detail

[[nodiscard]] inline std::int64_t evaluate(Reading& reading, const Formula& formula) {
  const auto field = [&] {
    return load_shifted(reading.state.record, formula.left.place, formula.left.shift);
  };
  switch (formula.shape) {
    case Formula::Shape::field_comparison:
      return detail::stand_so(formula.orders, field(), formula.right.constant) ? 1 : 0;
    case Formula::Shape::field_sum:
      return detail::sum(reading, field(), formula.right.constant);
    case Formula::Shape::value:
      return detail::value_of(reading, formula.left);
    case Formula::Shape::comparison:
      return detail::stand_so(formula.orders, detail::value_of(reading, formula.left),
                              detail::value_of(reading, formula.right))
                 ? 1
                 : 0;
    case Formula::Shape::sum:
      return detail::sum(reading, detail::value_of(reading, formula.left),
                         detail::value_of(reading, formula.right));
    default:
      return evaluate(reading, formula.program);
  }
}

[[nodiscard]] inline bool holds(Reading& reading, const Formula& condition) {
  return condition.shape == Formula::Shape::absent || evaluate(reading, condition) > 0;
}

}  // namespace recourse::machine
