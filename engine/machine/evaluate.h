// Evaluates the programs of a machine: one pass over postfix instructions, checked arithmetic, unknown values
// as docs/decisions.md 22–25 have them.
#pragma once

#include "engine/machine/reading.h"

namespace recourse::machine {

namespace detail {

/// The instructions that most programs are made of: constant, field, argument, record, today.
[[nodiscard]] inline bool is_simple(Operation operation) {
  return operation <= Operation::today;
}

[[nodiscard]] inline std::int64_t argument(const Reading& reading, std::size_t number) {
  return reading.act != nullptr && number < reading.act->arguments.size() ? reading.act->arguments[number]
                                                                          : base::kUnknown;
}

[[nodiscard]] inline std::int64_t simple_value(const Reading& reading, Instruction instruction) {
  if (instruction.operation == Operation::constant) {
    return reading.machine.constants[instruction.index];
  }
  if (instruction.operation == Operation::today) {
    return reading.today;
  }
  if (instruction.operation == Operation::argument) {
    return argument(reading, instruction.index);
  }
  return load_field(reading.state.record, reading.machine.fields[instruction.index]);
}

inline constexpr std::uint8_t kLess = 1, kEqual = 2, kGreater = 4;

/// Whether two values stand in one of the orders; unknown ones stand in none.
[[nodiscard]] inline bool stand_so(std::uint8_t orders, std::int64_t left, std::int64_t right) {
  const std::uint8_t order = left < right ? kLess : (left == right ? kEqual : kGreater);
  return (orders & order) != 0 && left != base::kUnknown && right != base::kUnknown;
}

[[nodiscard]] inline std::int64_t sum(Reading& reading, std::int64_t left, std::int64_t right) {
  if (left == base::kUnknown || right == base::kUnknown) {
    return base::kUnknown;
  }
  std::int64_t result = 0;
  // The least value means unknown; it is no result.
  if (__builtin_add_overflow(left, right, &result) || result == base::kUnknown) {
    reading.fail(Fault::overflow);
    return base::kUnknown;
  }
  return result;
}

std::int64_t combine(Reading& reading, Instruction instruction, std::int64_t left, std::int64_t right);
std::int64_t evaluate_on_stack(Reading& reading, Program program);

}  // namespace detail

/// The value of a program, kUnknown when what it needs is, or when it is absent. A fault is noted in the
/// reading. Cost: linear in its instructions. What policies mostly say - a value, or two values compared or added -
/// needs no stack.
inline std::int64_t evaluate(Reading& reading, Program program) {
  const Instruction* const at = reading.machine.instructions.data() + program.first;
  if (program.count == 1 && detail::is_simple(at[0].operation)) {
    return detail::simple_value(reading, at[0]);
  }
  if (program.count == 3 && detail::is_simple(at[0].operation) && detail::is_simple(at[1].operation)) {
    return detail::combine(reading, at[2], detail::simple_value(reading, at[0]),
                           detail::simple_value(reading, at[1]));
  }
  return detail::evaluate_on_stack(reading, program);
}

/// In which orders of its operands a comparison holds, as bits of detail::kLess and so on; 0 for other operations.
[[nodiscard]] std::uint8_t orders_of(Operation operation);

/// Whether a condition holds; an absent one does, an unknown one does not.
[[nodiscard]] inline bool holds(Reading& reading, Program condition) {
  return condition.count == 0 || evaluate(reading, condition) > 0;
}

/// A duration value as a period, and back.
[[nodiscard]] inline Period period_of(std::int64_t duration) {
  return {static_cast<std::int32_t>(duration >> 3), static_cast<calendar::Unit>(duration & 7)};
}
[[nodiscard]] inline std::int64_t duration_of(Period period) {
  return std::int64_t{period.amount} * 8 + static_cast<std::int64_t>(period.unit);
}

/// How long a period is for comparing: a year is 365 days, a month 30, a day 24 hours; in minutes.
[[nodiscard]] std::int64_t length_of(Period period);

}  // namespace recourse::machine
