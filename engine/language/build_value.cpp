// Names, texts, numbers, types, citations and expressions.
#include <charconv>

#include "engine/base/messages/language.h"
#include "engine/base/text.h"
#include "engine/calendar/calendar.h"
#include "engine/calendar/numeral.h"
#include "engine/language/builder.h"
#include "engine/language/vocabulary.h"

namespace recourse::language {
namespace {

// Without the quotation marks around it, each of which is one character; the closing one may be missing.
std::string_view inside_quotes(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : 3;
  text.remove_prefix(std::min(size, text.size()));
  for (const std::string_view closing : {"\"", "”", "》", "」", "＂"}) {
    if (text.ends_with(closing)) {
      text.remove_suffix(closing.size());
      break;
    }
  }
  return text;
}

// How tightly operators bind, loosest first.
enum Binding { kOr = 1, kAnd, kNot, kComparison, kOtherwise, kExcept, kSum, kProduct, kSign };

struct Operation {
  int binding;
  Expression::Kind kind = Expression::Kind::binary;
  Expression::Operator op = Expression::Operator::none;
};

Operation operation(Kind token) {
  using Operator = Expression::Operator;
  const auto comparison = [](Operator op) { return Operation{kComparison, Expression::Kind::binary, op}; };
  switch (token) {
    case Kind::logical_or:
      return {kOr, Expression::Kind::binary, Operator::logical_or};
    case Kind::logical_and:
      return {kAnd, Expression::Kind::binary, Operator::logical_and};
    case Kind::equal:
    case Kind::becomes:
      return comparison(Operator::equal);
    case Kind::not_equal:
      return comparison(Operator::not_equal);
    case Kind::less:
      return comparison(Operator::less);
    case Kind::less_equal:
    case Kind::up_to:  // 不超过
      return comparison(Operator::less_equal);
    case Kind::greater:
      return comparison(Operator::greater);
    case Kind::greater_equal:
      return comparison(Operator::greater_equal);
    case Kind::in:
    case Kind::not_in:
      return comparison(Operator::in);
    case Kind::plus:
      return {kSum, Expression::Kind::binary, Operator::plus};
    case Kind::minus:
      return {kSum, Expression::Kind::binary, Operator::minus};
    case Kind::times_sign:
      return {kProduct, Expression::Kind::binary, Operator::times};
    case Kind::otherwise:
      return {kOtherwise, Expression::Kind::otherwise};
    default:
      return {kExcept, Expression::Kind::except};
  }
}

struct PrefixOperation {
  int operand;  // how tightly the operand must bind
  Expression::Kind kind;
};

PrefixOperation prefix_operation(Kind token) {
  switch (token) {
    case Kind::logical_not:
      return {kNot, Expression::Kind::negation};
    case Kind::minus:
      return {kSign, Expression::Kind::minus};
    case Kind::each_of:
      return {kExcept, Expression::Kind::each_of};
    default:
      return {kExcept, Expression::Kind::any_of};
  }
}

struct PostfixTest {
  Expression::Kind kind;
  bool negated = false;
};

PostfixTest postfix_test(Kind token) {
  switch (token) {
    case Kind::is_known:
      return {Expression::Kind::is_known};
    case Kind::is_unknown:
    case Kind::unknown:
      return {Expression::Kind::is_unknown};
    case Kind::is_overdue:
    case Kind::overdue:
      return {Expression::Kind::is_overdue};
    case Kind::is_not_overdue:
      return {Expression::Kind::is_overdue, true};
    case Kind::is_not_done:
      return {Expression::Kind::is_done, true};
    default:
      return {Expression::Kind::is_done};
  }
}

Expression around(Expression::Kind kind, Expression operand, SourceSpan span) {
  Expression result;
  result.kind = kind;
  result.span = std::move(span);
  result.operands.push_back(std::move(operand));
  return result;
}

Expression negated(Expression operand) {
  SourceSpan span = operand.span;
  return around(Expression::Kind::negation, std::move(operand), std::move(span));
}

}  // namespace

std::string article_number(const Tokens& tokens, std::uint32_t begin, std::uint32_t end,
                           std::string_view source) {
  std::string result;
  for (std::uint32_t place = begin; place < end; ++place) {
    const Token& part = tokens[place];
    std::string_view text = source.substr(part.begin, part.end - part.begin);
    switch (part.kind) {
      case Kind::dot:
        result += '.';
        break;
      case Kind::number:
        result += calendar::half_width(text);
        break;
      default: {  // 第…条, （…）: the number between other characters
        for (const std::string_view mark : {"第", "（", "("}) {
          if (text.starts_with(mark)) text.remove_prefix(mark.size());
        }
        for (const std::string_view mark : {"条", "款", "项", "）", ")"}) {
          if (text.ends_with(mark)) text.remove_suffix(mark.size());
        }
        const auto value = calendar::parse_number(text);
        // An article of one paragraph is cited by its items alone: 第三十五条第二项.
        const bool lacks_paragraph =
            part.kind == Kind::item && place > begin && tokens[place - 1].kind == Kind::article;
        result += lacks_paragraph ? ".1" : "";
        result += (result.empty() ? "" : ".") + (value ? std::to_string(*value) : std::string(text));
      }
    }
  }
  return result;
}

Expression::Operator comparison_of(Kind token) {
  return operation(token).op;
}

std::string_view Builder::without_quotes(const Token& token) const {
  const bool is_quoted =
      token.kind == Kind::quoted_name || token.kind == Kind::title || token.kind == Kind::text;
  return is_quoted ? inside_quotes(reporter_.text(token)) : reporter_.text(token);
}

Name Builder::name(At node) const {
  return {base::normalised(without_quotes(token(node))), span(node)};
}

Name Builder::name_of(At parent) const {
  const auto found = child(parent, Node::name);
  return found ? name(*found) : Name{{}, span(parent)};
}

std::string Builder::text(At node) const {
  return std::string(inside_quotes(spelling(node)));
}

std::optional<std::string> Builder::label_of(At parent) const {
  const auto found = child(parent, Node::text);
  return found ? std::optional(text(*found)) : std::nullopt;
}

std::int64_t Builder::number(At node) const {
  const std::string digits = calendar::half_width(reporter_.text(last_token(node)));
  std::int64_t value = 0;
  // Too long a number was reported by the lexer and counts as 0.
  std::from_chars(digits.data(), digits.data() + std::min<std::size_t>(digits.size(), 18), value);
  return token(node).kind == Kind::minus ? -value : value;
}

void Builder::decimal(At node, Expression& result) {
  constexpr std::size_t kMostPlaces = 9, kMostDigits = 18;
  if (entries_[node].end == entries_[node].begin + 1) {
    result.number = number(node);
    return;
  }
  std::string digits = calendar::half_width(reporter_.text(token(node)));
  const std::string places = calendar::half_width(reporter_.text(last_token(node)));
  digits += places;
  if (places.size() > kMostPlaces || digits.size() > kMostDigits) {
    report(messages::too_many_digits, node);
    return;
  }
  std::from_chars(digits.data(), digits.data() + digits.size(), result.number);
  result.scale = static_cast<std::int32_t>(places.size());
}

Declaration Builder::declaration(At node) {
  Declaration result;
  result.name = name_of(node);
  result.label = label_of(node);
  result.span = span(node);
  if (const auto type = child(node, Node::type)) {
    read_type(*type, result);
  }
  if (const auto initial = child(node, Node::expression)) {
    result.initial = expression(*initial);
  }
  return result;
}

void Builder::read_type(At node, Declaration& declaration) {
  each(node, [&](At part) {
    switch (kind(part)) {
      case Node::type_name: {
        const bool yes_no = token(part).kind == Kind::yes;
        declaration.type = yes_no ? Name{"yes_no", span(part)} : name(part);
        declaration.type.text = std::string(canonical(declaration.type.text, Position::type));
        break;
      }
      case Node::set_of:
        declaration.set_of = true;
        break;
      case Node::optional:
        declaration.optional = true;
        break;
      default:
        read_bounds(part, declaration);
        break;
    }
  });
}

// (0..90), (1..), (..5), and (2) for the places of a decimal.
void Builder::read_bounds(At node, Declaration& declaration) {
  bool range = false;
  std::optional<std::int64_t> low;
  std::optional<std::int64_t> high;
  each(node, [&](At part) {
    if (kind(part) == Node::range) {
      range = true;
    } else {
      (range ? high : low) = number(part);
    }
  });
  if (range && (low || high)) {
    declaration.least = low;
    declaration.most = high;
  } else if (!range && low && declaration.type.text == "decimal") {
    declaration.scale = *low;
  } else {
    report(messages::not_a_range, node);
  }
}

std::string Builder::article(At node) const {
  if (token(node).kind == Kind::text) {
    return text(node);
  }
  return article_number(tokens_, entries_[node].begin, entries_[node].end, reporter_.source()->text);
}

Citation Builder::citation(At node) const {
  Citation result;
  result.span = span(node);
  each(node, [&](At part) {
    if (kind(part) == Node::articles) {
      each(part, [&](At one) { result.articles.push_back({article(one), span(one)}); });
    } else {
      result.source = name(part);
    }
  });
  return result;
}

std::optional<Citation> Builder::citation_of(At parent) const {
  const auto found = child(parent, Node::cites);
  return found ? std::optional(citation(*found)) : std::nullopt;
}

// The children of an expression's node, in the order of the text.
struct Builder::Chain {
  At node;
  At end;
  [[nodiscard]] bool done() const { return node >= end; }
};

Expression Builder::expression_of(At parent) {
  const auto found = child(parent, Node::expression);
  return found ? expression(*found) : Expression{};
}

Expression Builder::expression(At node) {
  if (expression_depth_ == 0 && entries_[node].last - node > kMostParts) {
    report(messages::too_many_parts, node, {static_cast<std::int64_t>(kMostParts)});
    return {};
  }
  ++expression_depth_;
  Chain chain{node + 1, entries_[node].last};
  Expression result = climb(chain, kOr);
  --expression_depth_;
  return result;
}

// Precedence climbing: an operand and all operators behind it that bind at least as tightly as `binding`.
Expression Builder::climb(Chain& chain, int binding) {
  Expression left = first_operand(chain);
  while (!chain.done()) {
    const At part = chain.node;
    const bool test = kind(part) == Node::test;
    const bool recurs = kind(part) == Node::recurrence;
    const Operation found = test || recurs ? Operation{kComparison} : operation(token(part).kind);
    if (kind(part) == Node::excluded) {
      chain.node = next(part);
      continue;
    }
    if (found.binding < binding) {
      break;
    }
    chain.node = next(part);
    SourceSpan whole = left.span;
    whole.end = last_token(part).end;
    if (recurs) {
      left = around(Expression::Kind::recurrence, std::move(left), whole);
      const std::pair<Expression, Expression> counts = recurrence(part);
      left.operands.insert(left.operands.end(), {counts.first, counts.second});
      continue;
    }
    if (test) {
      const PostfixTest how = postfix_test(token(part).kind);
      left = around(how.kind, std::move(left), whole);
      left = how.negated ? negated(std::move(left)) : std::move(left);
      continue;
    }
    left = around(found.kind, std::move(left), whole);
    left.op = found.op;
    left.operands.push_back(climb(chain, found.binding + 1));
    left.span.end = left.operands.back().span.end;
    left = token(part).kind == Kind::not_in ? negated(std::move(left)) : std::move(left);
  }
  return left;
}

/// In how many periods, and of how many.
std::pair<Expression, Expression> Builder::recurrence(At node) const {
  std::vector<std::string_view> numbers;
  if (token(node).kind == Kind::recurrence) {  // 近十二期有四期
    constexpr std::size_t kCharacter = 3;
    const std::string_view text = spelling(node);
    const std::size_t middle = text.find("期有");
    numbers = {text.substr(middle + 2 * kCharacter, text.size() - middle - 3 * kCharacter),
               text.substr(kCharacter, middle - kCharacter)};
  } else {
    numbers = {reporter_.text(tokens_[entries_[node].begin + 1]),
               reporter_.text(tokens_[entries_[node].begin + 3])};
  }
  const auto number = [&](std::string_view digits) {
    Expression result;
    result.kind = Expression::Kind::number;
    result.number = calendar::parse_number(digits).value_or(0);
    result.span = span(node);
    return result;
  };
  return {number(numbers[0]), number(numbers[1])};
}

Expression Builder::first_operand(Chain& chain) {
  const At part = chain.node;
  chain.node = next(part);
  if (kind(part) == Node::prefix) {
    const PrefixOperation prefix = prefix_operation(token(part).kind);
    Expression operand = climb(chain, prefix.operand);
    SourceSpan whole = span(part);
    whole.end = operand.span.end;
    return around(prefix.kind, std::move(operand), whole);
  }
  Expression result = primary(part);
  while (!chain.done() && kind(chain.node) == Node::member) {
    SourceSpan whole = result.span;
    whole.end = last_token(chain.node).end;
    result = around(Expression::Kind::member, std::move(result), whole);
    // What is asked of the period before is a name of the policy's own.
    const bool asks_previous = result.operands.front().text == "previous";
    result.text = name_of(chain.node).text;
    result.text = asks_previous ? result.text : std::string(canonical(result.text, Position::member));
    chain.node = next(chain.node);
  }
  return result;
}

Expression Builder::primary(At node) {
  Expression result;
  result.span = span(node);
  switch (kind(node)) {
    case Node::name:
      return named(node);
    case Node::call:
      return call(node);
    case Node::group:
      return expression_of(node);
    case Node::number:
      result.kind = Expression::Kind::number;
      decimal(node, result);
      break;
    case Node::period:
      result.kind = Expression::Kind::duration;
      result.period = calendar::parse_period(spelling(node)).value_or(Period{});
      break;
    case Node::date:
      result.kind = Expression::Kind::date;
      result.number = calendar::parse_day(spelling(node)).value_or(0);
      break;
    case Node::text:
      result.kind = Expression::Kind::text;
      result.text = text(node);
      break;
    case Node::truth:
      result.kind = Expression::Kind::truth;
      result.number = token(node).kind == Kind::yes ? 1 : 0;
      break;
    case Node::unknown:
      result.kind = Expression::Kind::unknown;
      break;
    case Node::set:
      result.kind = Expression::Kind::set;
      each(node, [&](At value) { result.operands.push_back(expression(value)); });
      break;
    default:
      result.kind = kind(node) == Node::first ? Expression::Kind::first : Expression::Kind::in_stage;
      result.text = name_of(node).text;
      break;
  }
  return token(node).kind == Kind::not_in ? negated(std::move(result)) : result;
}

Expression Builder::named(At node) {
  Expression result;
  result.span = span(node);
  result.text = name(node).text;
  if (token(node).kind == Kind::quoted_name) {
    return result;
  }
  // 行为单位 alone is the office of whoever acts: actor.office.
  if (result.text == "行为单位") {
    Expression actor;
    actor.text = "actor";
    actor.span = result.span;
    result = around(Expression::Kind::member, std::move(actor), result.span);
    result.text = "office";
    return result;
  }
  result.text = std::string(canonical(result.text, Position::name));
  return result;
}

Expression Builder::call(At node) {
  Expression result;
  result.span = span(node);
  result.kind = Expression::Kind::call;
  const At called = node + 1;
  result.text = name(called).text;
  if (token(called).kind != Kind::quoted_name) {
    result.text = std::string(canonical(result.text, Position::call));
  }
  each(node, [&](At part) {
    if (part != called) {
      result.operands.push_back(expression(part));
    }
  });
  if (result.operands.size() == 1 && (result.text == "overdue" || result.text == "done")) {
    result.kind = result.text == "done" ? Expression::Kind::is_done : Expression::Kind::is_overdue;
    result.text.clear();
  }
  return result;
}

}  // namespace recourse::language
