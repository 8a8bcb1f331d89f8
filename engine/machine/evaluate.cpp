// The evaluator. Door: evaluate(). Must not change anything.
#include "engine/machine/evaluate.h"

#include <algorithm>
#include <array>
#include <bit>

#include "engine/calendar/cycle.h"

namespace recourse::machine {
namespace {

using base::kUnknown;
using base::Type;

std::int64_t checked(Reading& reading, bool overflows, std::int64_t value) {
  // The least value means unknown; it is no result.
  if (overflows || value == kUnknown) {
    reading.fail(Fault::overflow);
    return kUnknown;
  }
  return value;
}

std::int64_t checked_date(Reading& reading, std::int64_t day) {
  if (day < calendar::Calendar::kFirstDay || day > calendar::Calendar::kLastDay) {
    reading.fail(Fault::date_range);
    return kUnknown;
  }
  return day;
}

std::int64_t difference(Reading& reading, std::int64_t left, std::int64_t right) {
  std::int64_t result = 0;
  const bool overflows = __builtin_sub_overflow(left, right, &result);
  return checked(reading, overflows, result);
}

std::int64_t product(Reading& reading, std::int64_t left, std::int64_t right) {
  std::int64_t result = 0;
  const bool overflows = __builtin_mul_overflow(left, right, &result);
  return checked(reading, overflows, result);
}

std::int64_t arithmetic(Reading& reading, Instruction instruction, std::int64_t left, std::int64_t right) {
  if (left == kUnknown || right == kUnknown) {
    return kUnknown;
  }
  const auto compute = instruction.operation == Operation::add        ? &detail::sum
                       : instruction.operation == Operation::subtract ? &difference
                                                                      : &product;
  const std::int64_t result = compute(reading, left, right);
  return instruction.type == Type::date && result != kUnknown ? checked_date(reading, result) : result;
}

std::int64_t negated(Instruction instruction, std::int64_t value) {
  if (value == kUnknown) {
    return kUnknown;
  }
  // The unit of a duration stands in the low bits and has no sign.
  return instruction.type == Type::duration ? -(value >> 3) * 8 + (value & 7) : -value;
}

/// The office that stands for it, as a value.
std::int64_t standing_office(const Reading& reading, std::int64_t office) {
  const auto standing = current_office(reading, office);
  return standing == offices::kNoOffice ? kUnknown : standing;
}

/// Offices are compared by what stands for them, durations by their length.
void make_comparable(const Reading& reading, Type type, std::int64_t& value) {
  if (type == Type::office) {
    value = standing_office(reading, value);
  } else if (type == Type::duration && value != kUnknown) {
    value = length_of(period_of(value));
  }
}

bool compare(const Reading& reading, Instruction instruction, std::int64_t left, std::int64_t right) {
  if (instruction.type == Type::office || instruction.type == Type::duration) {
    make_comparable(reading, instruction.type, left);
    make_comparable(reading, instruction.type, right);
  }
  return detail::stand_so(orders_of(instruction.operation), left, right);
}

std::int64_t both(std::int64_t left, std::int64_t right) {
  if (left == 0 || right == 0) {
    return 0;
  }
  return left == kUnknown || right == kUnknown ? kUnknown : 1;
}

std::int64_t either(std::int64_t left, std::int64_t right) {
  if (left > 0 || right > 0) {
    return 1;
  }
  return left == kUnknown || right == kUnknown ? kUnknown : 0;
}

std::int64_t opposite(std::int64_t value) {
  return value == kUnknown ? kUnknown : static_cast<std::int64_t>(value == 0);
}

std::int64_t add_duration(Reading& reading, std::int64_t day, std::int64_t duration) {
  if (day == kUnknown || duration == kUnknown) {
    return kUnknown;
  }
  const calendar::Day reached =
      reading.calendar.shift(static_cast<calendar::Day>(checked_date(reading, day)), period_of(duration));
  return checked_date(reading, reached);
}

bool argument_is_known(const Reading& reading, Index index) {
  const std::int64_t text = detail::simple_value(reading, {Operation::argument, Type::text, index});
  return text >= 0 && text < static_cast<std::int64_t>(reading.act->texts.size()) &&
         !reading.act->texts[static_cast<std::size_t>(text)].empty();
}

bool outside_is_known(const Reading& reading, const FieldSlot& field) {
  const Outside& outside = *reading.state.outside;
  const bool is_set = field.type == Type::office_set || field.type == Type::choice_set;
  return is_set ? !outside.sets[field.index].empty() : !outside.texts[field.index].empty();
}

std::int64_t actor_office(const Reading& reading) {
  return reading.actor != nullptr && reading.actor->kind == Actor::Kind::office &&
                 is_office(reading, reading.actor->office)
             ? reading.actor->office
             : kUnknown;
}

std::int64_t duty_due(const Reading& reading, Index clock) {
  const Slot slot = machine::slot(reading.machine, reading.state.record, clock);
  const bool readable = (slot.marks & (Slot::dated | Slot::paused_now)) == Slot::dated;
  return readable ? reading.calendar.day_of(slot.due) : kUnknown;
}

bool set_contains(const Reading& reading, const FieldSlot& field, std::int64_t value) {
  if (value == kUnknown) {
    return false;
  }
  const auto& members = reading.state.outside->sets[field.index];
  return std::any_of(members.begin(), members.end(), [&](std::int64_t member) {
    return field.type == Type::office_set ? same_office(reading, member, value) : member == value;
  });
}

std::int64_t superior(const Reading& reading, std::int64_t office) {
  if (!is_office(reading, office)) {
    return kUnknown;
  }
  const auto above = reading.offices.superior(static_cast<offices::OfficeIndex>(office), reading.today);
  return above == offices::kNoOffice ? kUnknown : above;
}

std::int64_t level(const Reading& reading, std::int64_t office) {
  const auto standing = current_office(reading, office);
  return standing == offices::kNoOffice ? kUnknown
                                        : reading.offices.offices()[static_cast<std::size_t>(standing)].level;
}

std::int64_t cycle_day(Index index, std::int64_t day) {
  const auto cycle = static_cast<calendar::Cycle>(index / 2);
  const auto of = static_cast<calendar::Day>(day);
  return day == kUnknown ? kUnknown : index % 2 == 0 ? first_of(cycle, of) : last_of(cycle, of);
}

/// One bit a period, the newest the lowest; as many as a number holds without its sign.
std::int64_t remembered(std::int64_t bits, std::int64_t now) {
  constexpr std::int64_t kAllButOldest = std::numeric_limits<std::int64_t>::max() >> 1;
  return bits == kUnknown ? kUnknown : ((bits & kAllButOldest) << 1) | (now > 0 ? 1 : 0);
}

std::int64_t recurrences(Index last, std::int64_t bits) {
  return bits == kUnknown
             ? kUnknown
             : std::popcount(static_cast<std::uint64_t>(bits) & ((std::uint64_t{1} << last) - 1));
}

bool stands_below(const Reading& reading, Operation operation, std::int64_t left, std::int64_t right) {
  if (!is_office(reading, left) || !is_office(reading, right)) {
    return false;
  }
  const auto first = static_cast<offices::OfficeIndex>(left);
  const auto second = static_cast<offices::OfficeIndex>(right);
  return operation == Operation::under ? reading.offices.under(first, second, reading.today)
                                       : reading.offices.in_superiors(first, second, reading.today);
}

bool competent(const Reading& reading, const std::int64_t* operands, Index pairs) {
  for (std::size_t i = 0; i <= 2 * std::size_t{pairs}; ++i) {
    if (operands[i] == kUnknown) {
      return false;
    }
  }
  return is_office(reading, operands[0]) &&
         reading.offices.competent(static_cast<offices::OfficeIndex>(operands[0]), operands + 1, pairs,
                                   reading.today);
}

/// The values that need no operand.
std::int64_t leaf(const Reading& reading, Instruction instruction) {
  const Machine& machine = reading.machine;
  const std::byte* record = reading.state.record;
  switch (instruction.operation) {
    case Operation::actor_office:
      return actor_office(reading);
    case Operation::it:
      return reading.it;
    case Operation::in_stage:
      return in_stage(machine, record, instruction.index) ? 1 : 0;
    case Operation::duty_overdue:
      return (marks(machine, record, instruction.index) & (Slot::lapsed | Slot::done)) == Slot::lapsed ? 1
                                                                                                       : 0;
    case Operation::duty_done:
      return (marks(machine, record, instruction.index) & Slot::done) != 0 ? 1 : 0;
    case Operation::duty_due:
      return duty_due(reading, instruction.index);
    case Operation::is_known_field:
      return outside_is_known(reading, machine.fields[instruction.index]) ? 1 : 0;
    case Operation::is_known_argument:
      return argument_is_known(reading, instruction.index) ? 1 : 0;
    case Operation::input:
      return reading.inputs[instruction.index];
    default:
      return detail::simple_value(reading, instruction);
  }
}

/// Asks the rows once more by themselves: their answer does not tell whose it is.
void note_rows(Reading& reading, Index index) {
  const Table& table = reading.machine.tables[index];
  for (const TableRow& row : table.rows) {
    if (row.gives.count == 0 || detail::evaluate_on_stack(reading, row.gives) > 0) {
      reading.note({Evidence::Kind::row, index, row.number});
      if (!table.takes_all) {
        return;
      }
    }
  }
}

/// Inputs are in their order. Cells name constants only, so that no table asks another.
std::int64_t table_answer(Reading& reading, Index table, const std::int64_t* inputs) {
  reading.inputs = inputs;
  const std::int64_t answer = detail::evaluate_on_stack(reading, reading.machine.tables[table].answer);
  if (reading.evidence != nullptr) {
    note_rows(reading, table);
  }
  reading.inputs = nullptr;
  return answer;
}

std::int64_t unary(Reading& reading, Instruction instruction, std::int64_t value) {
  switch (instruction.operation) {
    case Operation::set_contains:
      return set_contains(reading, reading.machine.fields[instruction.index], value) ? 1 : 0;
    case Operation::is_known:
      return value != kUnknown ? 1 : 0;
    case Operation::logical_not:
      return opposite(value);
    case Operation::negate:
      return negated(instruction, value);
    case Operation::superior:
      return superior(reading, value);
    case Operation::cycle_day:
      return cycle_day(instruction.index, value);
    case Operation::recurrences:
      return recurrences(instruction.index, value);
    default:
      return level(reading, value);
  }
}

}  // namespace

std::uint8_t orders_of(Operation operation) {
  using detail::kEqual, detail::kGreater, detail::kLess;
  switch (operation) {
    case Operation::equal:
      return kEqual;
    case Operation::not_equal:
      return kLess | kGreater;
    case Operation::less:
      return kLess;
    case Operation::less_equal:
      return kLess | kEqual;
    case Operation::greater:
      return kGreater;
    case Operation::greater_equal:
      return kGreater | kEqual;
    default:
      return 0;
  }
}

std::int64_t length_of(Period period) {
  constexpr std::int64_t kDay = calendar::kMinutesOfDay;
  constexpr std::array<std::int64_t, 8> kLengths{1, 60, kDay, kDay, 30 * kDay, 365 * kDay, kDay, kDay};
  return period.amount * kLengths[static_cast<std::size_t>(period.unit) & 7U];
}

std::int64_t detail::combine(Reading& reading, Instruction instruction, std::int64_t left,
                             std::int64_t right) {
  if (orders_of(instruction.operation) != 0) {
    return compare(reading, instruction, left, right) ? 1 : 0;
  }
  switch (instruction.operation) {
    case Operation::otherwise:
      return left != kUnknown ? left : right;
    case Operation::logical_and:
      return both(left, right);
    case Operation::logical_or:
      return either(left, right);
    case Operation::add:
    case Operation::subtract:
    case Operation::multiply:
      return arithmetic(reading, instruction, left, right);
    case Operation::add_duration:
      return add_duration(reading, left, right);
    case Operation::remember:
      return remembered(left, right);
    case Operation::table:
      return table_answer(reading, instruction.index, std::array{left, right}.data());
    default:
      return stands_below(reading, instruction.operation, left, right) ? 1 : 0;
  }
}

std::int64_t detail::evaluate_on_stack(Reading& reading, Program program) {
  // Below the first value stands the result of a program without instructions.
  std::array<std::int64_t, kStackDepth + 1> stack;
  stack[0] = kUnknown;
  std::int64_t* top = stack.data();
  const Instruction* at = reading.machine.instructions.data() + program.first;
  for (const Instruction* end = at + program.count; at != end; ++at) {
    switch (at->operation) {
      case Operation::constant:
      case Operation::field:
      case Operation::argument:
      case Operation::record:
      case Operation::today:
      case Operation::actor_office:
      case Operation::it:
      case Operation::in_stage:
      case Operation::duty_overdue:
      case Operation::duty_done:
      case Operation::duty_due:
      case Operation::is_known_field:
      case Operation::is_known_argument:
      case Operation::input:
        *++top = leaf(reading, *at);
        break;
      case Operation::set_contains:
      case Operation::is_known:
      case Operation::logical_not:
      case Operation::negate:
      case Operation::superior:
      case Operation::level:
      case Operation::cycle_day:
      case Operation::recurrences:
        *top = unary(reading, *at, *top);
        break;
      case Operation::table:
        top -= reading.machine.tables[at->index].inputs - 1;
        *top = table_answer(reading, at->index, top);
        break;
      case Operation::choose:
        top -= 2;
        *top = top[1] > 0 ? top[2] : top[0];
        break;
      case Operation::competent:
        top -= 2 * std::size_t{at->index};
        *top = competent(reading, top, at->index) ? 1 : 0;
        break;
      default:
        --top;
        *top = combine(reading, *at, *top, top[1]);
    }
  }
  return *top;
}

}  // namespace recourse::machine
