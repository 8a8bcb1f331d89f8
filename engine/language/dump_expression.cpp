// Prints expressions, bracketed as they bind.
#include <fmt/format.h>

#include "engine/calendar/calendar.h"
#include "engine/language/dump.h"

namespace recourse::language {
namespace {

std::string period(const Period& period) {
  constexpr std::string_view kUnits[] = {"minutes", "hours", "days", "working days", "months", "years"};
  return fmt::format("{} {}", period.amount, kUnits[static_cast<std::size_t>(period.unit)]);
}

std::string list(const std::vector<Expression>& operands) {
  std::string result;
  for (const Expression& operand : operands) {
    result += (result.empty() ? "" : ", ") + dump(operand);
  }
  return result;
}

std::string binary(const Expression& expression) {
  constexpr std::string_view kSigns[] = {
      "?", "or", "and", "=", "!=", "<", "<=", ">", ">=", "in", "+", "-", "*"};
  return fmt::format("({} {} {})", dump(expression.operands[0]),
                     kSigns[static_cast<std::size_t>(expression.op)], dump(expression.operands[1]));
}

std::string number(const Expression& expression) {
  std::string digits = fmt::format("{:0{}}", expression.number, expression.scale + 1);
  if (expression.scale > 0) {
    digits.insert(digits.size() - static_cast<std::size_t>(expression.scale), ".");
  }
  return digits;
}

}  // namespace

std::string dump(const Expression& expression) {
  using Kind = Expression::Kind;
  const auto operand = [&] { return dump(expression.operands.front()); };
  switch (expression.kind) {
    case Kind::name:
      return expression.text;
    case Kind::number:
      return number(expression);
    case Kind::text:
      return fmt::format("\"{}\"", expression.text);
    case Kind::date:
      return calendar::format_day(static_cast<calendar::Day>(expression.number));
    case Kind::duration:
      return period(expression.period);
    case Kind::truth:
      return expression.number == 1 ? "yes" : "no";
    case Kind::unknown:
      return "unknown";
    case Kind::call:
      return fmt::format("{}({})", expression.text, list(expression.operands));
    case Kind::member:
      return fmt::format("{}.{}", operand(), expression.text);
    case Kind::negation:
      return fmt::format("(not {})", operand());
    case Kind::minus:
      return fmt::format("(- {})", operand());
    case Kind::binary:
      return binary(expression);
    case Kind::is_known:
      return fmt::format("({} is known)", operand());
    case Kind::is_unknown:
      return fmt::format("({} is unknown)", operand());
    case Kind::is_overdue:
      return fmt::format("({} is overdue)", operand());
    case Kind::is_done:
      return fmt::format("({} is done)", operand());
    case Kind::recurrence:
      return fmt::format("({} in {} of last {})", operand(), dump(expression.operands[1]),
                         dump(expression.operands[2]));
    case Kind::first:
      return fmt::format("(first {})", expression.text);
    case Kind::in_stage:
      return fmt::format("(in {})", expression.text);
    case Kind::set:
      return fmt::format("{{{}}}", list(expression.operands));
    case Kind::otherwise:
      return fmt::format("({} otherwise {})", operand(), dump(expression.operands[1]));
    case Kind::each_of:
      return fmt::format("(each of {})", operand());
    case Kind::any_of:
      return fmt::format("(any of {})", operand());
    case Kind::except:
      return fmt::format("({} except {})", operand(), dump(expression.operands[1]));
  }
  return {};
}

}  // namespace recourse::language
