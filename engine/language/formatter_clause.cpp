// Clauses, their phrases and effects: which order each language has.
#include <map>

#include "engine/language/formatter.h"

namespace recourse::language {

using Shape = Block::Shape;

/// What a clause holds, wherever it stands in it.
struct Formatter::Parts {
  Kind head = Kind::end;             // end: of a block `when … { … }`, which has none
  std::optional<At> subject, value;  // somebody; the period of a timer, the condition of a pause
  std::vector<At> names, marks;      // what is paused, or the stage; statutory, assumed, exactly
  std::map<Node, At> phrases;

  [[nodiscard]] std::optional<At> operator[](Node wanted) const {
    const auto found = phrases.find(wanted);
    return found == phrases.end() ? std::nullopt : std::optional(found->second);
  }
  [[nodiscard]] bool listens() const { return head == Kind::on || head == Kind::opens_on; }
};

Formatter::Parts Formatter::parts_of(At node) const {
  Parts parts;
  const auto head = child(node, Node::head);
  parts.head = head ? token(*head).kind : Kind::end;
  const bool has_value =
      parts.head == Kind::pause || parts.head == Kind::not_counted_in || parts.head == Kind::after;
  each(node, [&](At part) {
    switch (kind(part)) {
      case Node::expression:
        (has_value ? parts.value : parts.subject) = part;
        break;
      case Node::by:
        parts.subject = child(part, Node::expression);
        break;
      case Node::name:
        parts.names.push_back(part);
        break;
      case Node::limit_mark:
        parts.marks.push_back(part);
        break;
      default:
        parts.phrases[kind(part)] = part;
    }
  });
  return parts;
}

Item Formatter::item(At node) const {
  return {token(node).begin, last_token(node).end, {}};
}

Item Formatter::clause(At node) const {
  Item result = item(node);
  const Parts parts = parts_of(node);
  chinese() ? chinese_clause(result, parts) : english_clause(result, parts);
  tail(result, parts);
  return result;
}

Words Formatter::english_core(const Parts& parts) const {
  Words core = words();
  if (parts.subject && !parts.listens() && parts.head != Kind::owner) {
    core.append(expression(*parts.subject));
  }
  switch (parts.head) {
    case Kind::end:
      return core.word(spelt(Kind::when)).append(expression_of(*parts[Node::when]));
    case Kind::at:
    case Kind::at_or_within:
      return core.word(spelt(Kind::at)).append(list(parts.names));
    case Kind::pause:
    case Kind::not_counted_in:
      core.word(spelt(Kind::pause))
          .append(parts[Node::all] ? words().word(spelt(Kind::all)) : list(parts.names));
      return core.word(spelt(Kind::while_)).append(expression(*parts.value));
    case Kind::owner:
      return core.word(spelt(Kind::owner)).append(expression(*parts.subject));
    case Kind::after:
      return core.word(spelt(Kind::after)).append(expression(*parts.value));
    default:
      core.word(spelt(parts.head)).append(trigger(parts));
  }
  return parts[Node::times] ? core.append(times(*parts[Node::times])) : core;
}

void Formatter::english_clause(Item& item, const Parts& parts) const {
  add(item, english_core(parts));
  if (parts.head == Kind::end || parts[Node::block]) {
    return;
  }
  if (parts.subject && parts.listens()) {
    add(item, words().word(spelt(Kind::by)).append(expression(*parts.subject)));
  }
  if (const auto part = parts[Node::within]) {
    add(item, within(*part));
  }
  if (const auto part = parts[Node::until]) {
    add(item, until(*part));
  }
  if (const auto part = parts[Node::from]) {
    add(item, from(*part));
  }
  if (const auto part = parts[Node::extendable]) {
    extendable(item, *part);
  }
  add(item, marks(parts.marks));
  if (const auto part = parts[Node::aim]) {
    add(item, aim(*part));
  }
  if (const auto part = parts[Node::when]) {
    // At the start of a line it would begin a block, where braces follow in the clause or the next.
    add(item, words().word(spelt(Kind::when)).append(expression_of(*part)), false);
  }
  if (const auto part = parts[Node::unless]) {
    add(item, words().word(spelt(Kind::unless_approved)).append(expression_of(*part)));
  }
}

/// What stands before the subject: conditions and approvals.
void Formatter::chinese_lead(Item& item, const Parts& parts) const {
  if (parts[Node::when] && !parts.listens()) {
    add(item, condition(*parts[Node::when]));
  }
  if (const auto part = parts[Node::unless]) {
    add(item,
        words().word(spelt(Kind::unless_approved)).append(expression_of(*part)).word(spelt(Kind::approve)));
  }
}

Words Formatter::chinese_owed(const Parts& parts) const {
  Words core = words();
  if (parts.subject) {
    core.append(expression(*parts.subject));
  }
  core.word(spelt(parts.head));
  if (const auto part = parts[Node::from]) {
    core.append(from(*part));
  }
  if (const auto part = parts[Node::within]) {
    core.append(within(*part));
  }
  if (const auto part = parts[Node::until]) {
    core.append(until(*part));
  }
  core.append(trigger(parts));
  if (const auto part = parts[Node::times]) {
    core.append(times(*part));
  }
  return core.append(marks(parts.marks));
}

Words Formatter::chinese_core(const Parts& parts) const {
  Words core = words();
  switch (parts.head) {
    case Kind::end:
      return core;
    case Kind::at:
    case Kind::at_or_within:
      return core.word(spelt(Kind::at_or_within)).append(list(parts.names)).word(spelt(Kind::stage));
    case Kind::pause:
    case Kind::not_counted_in:
      core.append(expression(*parts.value)).word(spelt(Kind::during)).word(spelt(Kind::not_counted_in));
      return core.append(parts[Node::all] ? words().word(spelt(Kind::all)) : list(parts.names));
    case Kind::owner: {
      core.word(spelt(Kind::owner)).mark("：");
      return core.append(expression(*parts.subject));
    }
    case Kind::after:
      if (const auto part = parts[Node::from]) {
        core.append(from(*part));
      }
      return core.word(spelt(Kind::after)).append(expression(*parts.value)).append(marks(parts.marks));
    case Kind::on:
      if (parts.subject) {
        core.append(expression(*parts.subject));
      }
      return core.word(spelt(Kind::on)).append(trigger(parts));
    case Kind::opens_on:
      core.word(spelt(Kind::opens_on)).append(trigger(parts));
      return parts.subject ? core.word(spelt(Kind::by)).append(expression(*parts.subject)) : core;
    default:
      return chinese_owed(parts);
  }
}

void Formatter::chinese_clause(Item& item, const Parts& parts) const {
  chinese_lead(item, parts);
  add(item, chinese_core(parts));
  if (parts[Node::when] && parts.listens()) {
    add(item, condition(*parts[Node::when]));
  }
  if (const auto part = parts[Node::extendable]) {
    extendable(item, *part);
  }
  if (const auto part = parts[Node::aim]) {
    add(item, aim(*part));
  }
}

/// What stands at the end in both languages.
void Formatter::tail(Item& item, const Parts& parts) const {
  if (const auto part = parts[Node::as]) {
    add(item, as(*part));
  }
  if (const auto part = parts[Node::overrides]) {
    add(item, words().word(spelt(Kind::overrides)).append(name_of(*part)));
  }
  if (const auto part = parts[Node::cites]) {
    add(item, cites(*part));
  }
  const bool listens = chinese() && (parts.head == Kind::on || parts.head == Kind::after);
  consequence(item, parts[Node::then], parts[Node::effects], words(), listens);
  if (const auto part = parts[Node::otherwise]) {
    const bool lapses = parts.head == Kind::must;
    consequence(item, child(*part, Node::then), child(*part, Node::effects),
                words().word(chinese() ? (lapses ? "逾期则" : "期满则") : "else"), true);
    item.phrases.back().begins_line = true;
  }
  if (const auto part = parts[Node::block]) {
    const bool follows_comma = chinese() && parts.head == Kind::end;
    item.phrases.push_back({words(), follows_comma, block(*part, Shape::inline_if_single), false});
  }
}

/// -> STAGE { effects }; `lead`: the word before.
void Formatter::consequence(Item& item, std::optional<At> then, std::optional<At> effects, Words lead,
                            bool listens) const {
  if (!then && !effects) {
    return;
  }
  const bool led = !lead.empty();
  if (then) {
    lead.append(move(*then));
  }
  Phrase phrase{std::move(lead), true, nullptr, false};
  if (effects) {
    phrase.block = block(*effects, Shape::inline_if_short);
  }
  phrase.is_separate = led || then.has_value() || listens;  // 一经受理，｛…｝; 可以受理｛…｝
  item.phrases.push_back(std::move(phrase));
}

Words Formatter::trigger(const Parts& parts) const {
  Words result = words();
  if (const auto part = parts[Node::first_mark]) {
    result.word(spelt(Kind::first));
  }
  if (const auto part = parts[Node::trigger]) {
    result.word(spelt(token(*part).kind));
    open_call(result);
    result.append(name_of(*part));
    close_call(result);
    return result;
  }
  return parts[Node::acts] ? result.append(acts(*parts[Node::acts])) : result;
}

Words Formatter::within(At node) const {
  if (!chinese()) {
    return words().word(spelt(Kind::within)).append(expression_of(node));
  }
  return words().word(spelt(Kind::at_or_within)).append(expression_of(node)).word(spelt(Kind::inside));
}

Words Formatter::until(At node) const {
  Words result = words().word(spelt(Kind::until)).append(expression_of(node));
  return chinese() ? result.word(spelt(Kind::before)) : result;
}

Words Formatter::from(At node) const {
  Words result = words().word(spelt(Kind::from)).append(expression_of(node));
  return chinese() ? result.word(spelt(Kind::since)) : result;
}

Words Formatter::aim(At node) const {
  if (!chinese()) {
    return words().word(spelt(Kind::aim)).append(expression_of(node));
  }
  return words()
      .word(spelt(Kind::aim))
      .word(spelt(Kind::at_or_within))
      .append(expression_of(node))
      .word(spelt(Kind::inside));
}

/// … 的
Words Formatter::condition(At when) const {
  return expression_of(when).word(spelt(Kind::condition_end));
}

Words Formatter::marks(const std::vector<At>& marks) const {
  Words result = words();
  for (const Kind mark : {Kind::statutory, Kind::assumed, Kind::exactly}) {
    for (const At each : marks) {
      if (token(each).kind == mark) {
        if (chinese()) {
          result.mark(result.empty() ? "（" : "、");
        }
        result.word(spelt(mark));
      }
    }
  }
  return chinese() && !result.empty() ? result.mark("）") : result;
}

void Formatter::extendable(Item& item, At node) const {
  Words bound = words();
  std::optional<At> by = child(node, Node::by);
  Words first = words();
  Words through = words();
  each(node, [&](At part) {
    switch (kind(part)) {
      case Node::bound_at_most:
        bound.word(spelt(Kind::to_at_most)).append(expression_of(part));
        break;
      case Node::bound_up_to:
        bound.word(chinese() ? "" : "by").word(spelt(Kind::up_to)).append(expression_of(part));
        break;
      case Node::bound_by:
        bound.word(chinese() ? "" : "by").append(expression_of(part));
        break;
      case Node::through:
        through.word(spelt(Kind::through)).append(act(*child(part, Node::act)));
        by = by ? by : child(part, Node::by);
        break;
      default:
        break;
    }
  });
  if (chinese() && by) {
    first.word(spelt(Kind::upon)).append(expression_of(*by)).word(spelt(Kind::approve));
  }
  first.word(spelt(Kind::extendable));
  if (const auto often = child(node, Node::times)) {
    first.append(times(*often));
  }
  if (!chinese()) {
    add(item, first.append(bound));
    if (by) {
      through.word(spelt(Kind::by)).append(expression_of(*by));
    }
  } else {
    add(item, std::move(first));
    add(item, std::move(bound));
  }
  add(item, std::move(through));
}

Words Formatter::as(At node) const {
  Words result = words().word(spelt(Kind::as)).append(name_of(node));
  label(result, node);
  return result;
}

Words Formatter::move(At then) const {
  return words().word(chinese() ? spelt(Kind::arrow) : "->").append(name_of(then));
}

std::unique_ptr<Block> Formatter::block(At node, Shape shape) const {
  auto made = std::make_unique<Block>();
  made->shape = shape;
  made->open = token(node).begin;
  made->close = last_token(node).begin;
  made->separator = chinese() ? "；" : "; ";
  each(node,
       [&](At part) { made->items.push_back(kind(part) == Node::effect ? effect(part) : clause(part)); });
  return made;
}

Item Formatter::effect(At node) const {
  Item result = item(node);
  add(result, effect_words(node));
  return result;
}

Words Formatter::set_words(At node, Kind verb) const {
  const Words field = name_of(node);
  const Words value = expression_of(node);
  Words result = words();
  if (chinese()) {
    if (verb == Kind::set_once) {
      return result.word(spelt(verb)).append(field).word(spelt(Kind::becomes)).append(value);
    }
    return result.append(field).word(spelt(verb)).append(value);
  }
  switch (verb) {
    case Kind::add:
      return result.word("add").append(value).word("to").append(field);
    case Kind::remove:
      return result.word("remove").append(value).word("from").append(field);
    default:
      result.word("set").word(verb == Kind::set_once ? "once" : "").append(field);
      return result.word("=").append(value);
  }
}

Words Formatter::effect_words(At node) const {
  const Kind verb = token(node).kind;
  Words result = words();
  if (const auto sent = child(node, Node::act)) {
    result.word(spelt(verb)).append(name_of(*sent)).append(arguments(node));
    if (const auto to = child(node, Node::expression)) {
      result.word(spelt(Kind::to)).append(expression(*to));
    }
    return result;
  }
  if (verb == Kind::notify || verb == Kind::charge) {
    std::vector<At> values;
    each(node, [&](At part) {
      if (kind(part) == Node::expression) {
        values.push_back(part);
      }
    });
    result.word(spelt(verb)).append(expression(values.front()));
    if (values.size() < 2) {
      return result;
    }
    if (verb == Kind::charge) {
      chinese() ? result.apart(expression(values[1]).text())
                : result.word("with").append(expression(values[1]));
      return result;
    }
    if (kind(values[1] + 1) != Node::text || chinese()) {
      colon(result);
    }
    return result.append(expression(values[1]));
  }
  const Kind second = tokens_[entries_[node].begin + 1].kind;
  const bool is_infix =
      verb != Kind::set && verb != Kind::set_once && verb != Kind::add && verb != Kind::remove;
  if (is_infix) {
    return set_words(node, second);
  }
  return set_words(node, verb == Kind::set && child(node, Node::times) ? Kind::set_once : verb);
}

}  // namespace recourse::language
