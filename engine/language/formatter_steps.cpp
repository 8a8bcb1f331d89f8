// Tests and migrations.
#include "engine/calendar/calendar.h"
#include "engine/calendar/numeral.h"
#include "engine/language/formatter.h"

namespace recourse::language {
namespace {

std::string iso(std::string_view day) {
  return calendar::format_day(calendar::parse_day(day).value_or(0));
}

}  // namespace

using Shape = Block::Shape;

void Formatter::migration(Item& item, At node) const {
  Words head = words().word(spelt(Kind::migrate)).word(spelt(Kind::from));
  label(head, node);
  head.word(spelt(Kind::version)).append(quoted(*child(*child(node, Node::version), Node::text)));
  if (const auto of = child(node, Node::for_case)) {
    head.word(spelt(Kind::for_case)).append(declared(*of));
  }
  add(item, std::move(head));
  const auto is_item = [this](At part) {
    return kind(part) == Node::moved_stages || kind(part) == Node::moved_field ||
           kind(part) == Node::dropped || kind(part) == Node::effect;
  };
  item.phrases.back().block =
      own_block(node, Shape::lines, is_item, [this](At part) { return migration_item(part); });
}

Words Formatter::old_names(At parent) const {
  Words result = words();
  each(parent, [&](At part) {
    if (kind(part) != Node::old_name) {
      return;
    }
    if (!result.empty()) {
      list_comma(result);
      result.allow_break();
    }
    if (token(part).kind == Kind::text) {
      result.append(quoted(part));
      return;
    }
    result.word(text(token(part)));
    if (entries_[part].end - entries_[part].begin > 1) {
      result.mark(".").word(text(last_token(part)));
    }
  });
  return result;
}

Item Formatter::migration_item(At node) const {
  Item result = item(node);
  switch (kind(node)) {
    case Node::effect:
      return effect(node);
    case Node::dropped:
      add(result, words().word(spelt(Kind::drop)).append(old_names(node)));
      return result;
    case Node::moved_field:
      add(result, words()
                      .word(spelt(Kind::old_field))
                      .append(old_names(node))
                      .word(chinese() ? spelt(Kind::arrow) : "->")
                      .append(name_of(node)));
      return result;
    default:
      break;
  }
  Words line = child(node, Node::others) ? words().word(spelt(Kind::others)) : old_names(node);
  if (child(node, Node::stay)) {
    add(result, line.word(chinese() ? spelt(Kind::stay) : "stays"));
    return result;
  }
  const At then = *child(node, Node::then);
  line.word(chinese() ? spelt(Kind::arrow) : "->");
  add(result,
      line.append(child(then, Node::same_stage) ? words().word(spelt(Kind::same_stage)) : name_of(then)));
  if (const auto effects = child(then, Node::effects)) {
    result.phrases.back().block = block(*effects, Shape::inline_if_short);
  }
  return result;
}

void Formatter::test(Item& item, At node) const {
  Words head = words().word(spelt(token(node).kind));
  if (kind(node) == Node::other_case) {
    head.append(declared(node));
    if (const auto order = child(node, Node::case_order)) {
      head.word(calendar::half_width(text(token(*order))));
    }
  } else {
    label(head, node);
  }
  if (const auto of = child(node, Node::for_case)) {
    head.word(spelt(Kind::for_case)).append(declared(*of));
  }
  add(item, std::move(head));
  const auto is_item = [this](At part) { return kind(part) == Node::step || kind(part) == Node::other_case; };
  item.phrases.back().block =
      own_block(node, Shape::lines, is_item, [this](At part) { return test_item(part); });
}

/// The words of tests keep their spaces.
Item Formatter::test_item(At node) const {
  Item result = item(node);
  if (kind(node) == Node::other_case) {
    test(result, node);
    return result;
  }
  const auto expected = child(node, Node::expectation);
  add(result, expected ? expectation(*expected) : act_step(node));
  return result;
}

Words Formatter::by(At node) const {
  return words().apart(spelt(Kind::by)).append(expression_of(node));
}

Words Formatter::act_step(At node) const {
  Words line = words().word(iso(text(token(*child(node, Node::date)))));
  if (const auto time = child(node, Node::time)) {
    line.word(calendar::half_width(text(token(*time))));
  }
  if (const auto done = child(node, Node::act)) {
    line.append(act(*done)).append(arguments(node));
  }
  if (const auto actor = child(node, Node::by)) {
    line.append(by(*actor));
  }
  if (const auto refused = child(node, Node::refused)) {
    line.apart(spelt(Kind::refused));
    if (child(*refused, Node::name) || child(*refused, Node::title) || child(*refused, Node::articles)) {
      line.apart(spelt(chinese() ? Kind::cites : Kind::by)).append(cited(*refused));
    }
  }
  return line;
}

/// Who was told what.
Words Formatter::told(At node) const {
  Words result = expression_of(*child(node, Node::by));
  if (const auto text = child(node, Node::expression)) {
    if (chinese()) {
      colon(result);
    }
    result.append(expression(*text));
  }
  return result;
}

Words Formatter::expectation(At node) const {
  Words line = words().apart(spelt(Kind::expect));
  const auto what = child(node, Node::expected_kind);
  Kind expected = what ? token(*what).kind : Kind::end;
  const bool is_negated = child(node, Node::negated).has_value();
  if (expected == Kind::allowed || expected == Kind::not_allowed) {  // 非 可办 is 不可办
    expected = (expected == Kind::allowed) == is_negated ? Kind::not_allowed : Kind::allowed;
  } else if (is_negated) {
    line.apart(spelt(Kind::logical_not));
  }
  if (!what) {
    return line.append(expression_of(node));
  }
  line.apart(spelt(expected));
  if (expected == Kind::notify) {
    return line.append(told(node));
  }
  if (const auto asked = child(node, Node::act)) {
    line.append(act(*asked)).append(arguments(node));
  } else {
    line.append(list(names_in(node)));
  }
  if (const auto day = child(node, Node::date)) {
    line.apart(iso(text(token(*day))));
  }
  if (const auto time = child(node, Node::time)) {
    line.word(calendar::half_width(text(token(*time))));
  }
  if (const auto actor = child(node, Node::by)) {
    line.append(by(*actor));
  }
  return line;
}

}  // namespace recourse::language
