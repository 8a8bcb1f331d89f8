// Test blocks: steps with dates, and what is expected after them.
#include "engine/calendar/calendar.h"
#include "engine/calendar/numeral.h"
#include "engine/language/builder.h"

namespace recourse::language {
namespace {

TestStep::Expectation expected_kind(Kind word) {
  switch (word) {
    case Kind::stage:
      return TestStep::Expectation::stage;
    case Kind::due:
      return TestStep::Expectation::due;
    case Kind::aim:
      return TestStep::Expectation::aim;
    case Kind::notify:
      return TestStep::Expectation::told;
    case Kind::overdue:
      return TestStep::Expectation::overdue;
    case Kind::owed:
      return TestStep::Expectation::owed;
    case Kind::done:
      return TestStep::Expectation::done;
    default:
      return TestStep::Expectation::allowed;
  }
}

}  // namespace

void Builder::test(At node) {
  Test made;
  made.name = label_of(node).value_or("");
  made.span = span(node);
  if (const auto of = child(node, Node::for_case)) {
    made.case_type = name_of(*of);
  }
  each(node, [&](At part) {
    if (kind(part) == Node::step) {
      made.steps.push_back(step(part));
    } else if (kind(part) == Node::other_case) {
      other_case(part, made);
    }
  });
  file_.tests.push_back(std::move(made));
}

// case TYPE [N] { steps }
void Builder::other_case(At node, Test& test) {
  const auto order = child(node, Node::case_order);
  each(node, [&](At part) {
    if (kind(part) == Node::step) {
      TestStep& made = test.steps.emplace_back(step(part));
      made.in_case = name_of(node);
      made.which = order ? calendar::parse_number(reporter_.text(token(*order))).value_or(0) : 1;
    }
  });
}

TestStep Builder::step(At node) {
  TestStep made;
  made.span = span(node);
  if (const auto expected = child(node, Node::expectation)) {
    made.kind = TestStep::Kind::expect;
    expectation(*expected, made);
  } else {
    act_step(node, made);
  }
  return made;
}

void Builder::act_step(At node, TestStep& step) {
  step.kind = TestStep::Kind::clock;
  each(node, [&](At part) {
    switch (kind(part)) {
      case Node::date:
        step.day = calendar::parse_day(spelling(part)).value_or(0);
        break;
      case Node::time:
        step.minute_of_day = calendar::parse_time_of_day(calendar::half_width(spelling(part)));
        break;
      case Node::act:
        step.kind = TestStep::Kind::act;
        step.act = act(part);
        break;
      case Node::argument:
        step.arguments.push_back({name_of(part), expression_of(part)});
        break;
      case Node::by:
        step.by = expression_of(part);
        break;
      case Node::refused: {
        step.refused = true;
        const auto articles = child(part, Node::articles);
        const auto source = child(part, Node::name) ? child(part, Node::name) : child(part, Node::title);
        if (source || articles) {
          Name refused_by{source ? name(*source).text : "", span(part)};
          if (articles) {
            refused_by.text += (source ? " " : "") + article(*articles + 1);
          }
          step.refused_by = std::move(refused_by);
        }
        break;
      }
      default:
        break;
    }
  });
}

void Builder::expectation(At node, TestStep& step) {
  step.expectation = TestStep::Expectation::condition;
  each(node, [&](At part) {
    switch (kind(part)) {
      case Node::negated:
        step.negated = true;
        break;
      case Node::expected_kind:
        step.expectation = expected_kind(token(part).kind);
        step.negated = step.negated != (token(part).kind == Kind::not_allowed);
        break;
      case Node::name:
        step.names.push_back(name(part));
        break;
      case Node::date:
        step.due = calendar::parse_day(spelling(part)).value_or(0);
        break;
      case Node::time:
        step.due_minute = calendar::parse_time_of_day(calendar::half_width(spelling(part)));
        break;
      case Node::act:
        step.act = act(part);
        break;
      case Node::argument:
        step.arguments.push_back({name_of(part), expression_of(part)});
        break;
      case Node::by:
        step.by = expression_of(part);
        break;
      default:
        step.condition = expression(part);
        break;
    }
  });
}

}  // namespace recourse::language
