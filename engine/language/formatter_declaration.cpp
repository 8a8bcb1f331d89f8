// Declarations: what a policy is made of, its processes and their stages.
#include "engine/calendar/calendar.h"
#include "engine/language/formatter.h"

namespace recourse::language {

using Shape = Block::Shape;

std::vector<Item> Formatter::items() {
  std::vector<Item> made;
  for (At node = 0; node < entries_.size(); node = next(node)) {
    made.push_back(declaration(node));
  }
  return made;
}

Item Formatter::declaration(At node) const {
  Item result = item(node);
  switch (kind(node)) {
    case Node::policy:
      policy(result, node);
      break;
    case Node::file_reference:
      add(result, words().word(spelt(token(node).kind)).append(quoted(*child(node, Node::text))));
      break;
    case Node::source: {
      const auto title = child(node, Node::title);
      const At named = title ? *title : *child(node, Node::text);
      Words line = words().word(spelt(Kind::source)).append(declared(node));
      add(result, line.append(source_title(named)));
      break;
    }
    case Node::choice:
      choice(result, node);
      break;
    case Node::parameter:
      parameter(result, node);
      break;
    case Node::case_type:
      case_type(result, node);
      break;
    case Node::act_declaration:
      act_declaration(result, node);
      break;
    case Node::role:
      role(result, node);
      break;
    case Node::chart:
      chart(result, node);
      break;
    case Node::table:
      table(result, node);
      break;
    case Node::migration:
      migration(result, node);
      break;
    case Node::test_block:
      test(result, node);
      break;
    case Node::branch:
    case Node::stage:
      stage(result, node);
      break;
    default:
      result = clause(node);
  }
  return result;
}

/// 《…》 in Chinese, "…" in English.
Words Formatter::source_title(At node) const {
  const std::string_view written = text(token(node));
  const std::size_t mark = written.front() == '"' ? 1 : 3;
  const std::string content(written.substr(mark, written.size() - 2 * mark));
  if (chinese()) {
    return content.find("》") == std::string::npos ? words().word("《" + content + "》") : quoted(node);
  }
  return words().word(content.find('"') == std::string::npos ? "\"" + content + "\"" : "《" + content + "》");
}

void Formatter::policy(Item& item, At node) const {
  Words line = words().word(spelt(Kind::policy));
  label(line, node);
  if (const auto version = child(node, Node::version)) {
    line.word(spelt(Kind::version)).append(quoted(*child(*version, Node::text)));
  }
  if (const auto force = child(node, Node::in_force)) {
    const Words day = primary(*child(*force, Node::date));
    if (chinese()) {
      line.word(spelt(Kind::from)).append(day).word("起").word(spelt(Kind::in_force));
    } else {
      line.word(spelt(Kind::in_force)).append(day);
    }
  }
  add(item, std::move(line));
}

void Formatter::choice(Item& item, At node) const {
  Words head = words().word(spelt(Kind::choice)).append(declared(node));
  label(head, node);
  add(item, std::move(head));
  const auto is_value = [this](At part) { return kind(part) == Node::choice_value; };
  item.phrases.back().block = own_block(node, Shape::filled, is_value, [this](At part) {
    Item value = this->item(part);
    Words words = name_of(part);
    label(words, part);
    add(value, std::move(words));
    return value;
  });
  item.phrases.back().block->separator = chinese() ? "、" : ", ";
}

void Formatter::parameter(Item& item, At node) const {
  Words head = words().word(spelt(Kind::parameter)).append(declared(node));
  label(head, node);
  equals(head);
  head.append(expression_of(node));
  std::vector<At> assumed;
  each(node, [&](At part) {
    if (kind(part) == Node::limit_mark) {
      assumed.push_back(part);
    }
  });
  add(item, head.append(marks(assumed)));
  if (const auto cited = child(node, Node::cites)) {
    add(item, cites(*cited));
  }
}

void Formatter::case_type(Item& item, At node) const {
  Words head = words().word(spelt(Kind::case_type)).append(declared(node));
  label(head, node);
  add(item, std::move(head));
  const auto is_item = [this](At part) {
    return kind(part) == Node::field || kind(part) == Node::derived || kind(part) == Node::same_matter;
  };
  item.phrases.back().block =
      own_block(node, Shape::lines, is_item, [this](At part) { return case_item(part); });
}

Item Formatter::case_item(At node) const {
  Item result = item(node);
  if (kind(node) == Node::same_matter) {
    same_matter(result, node);
  } else {
    add(result, field(node));
  }
  return result;
}

void Formatter::same_matter(Item& item, At node) const {
  Words agreed = words().word(spelt(Kind::same_matter));
  if (chinese()) {
    agreed.mark("：");
  }
  add(item, agreed.append(list(names_in(node))).word(spelt(Kind::agree)));
  const Words who = expression_of(*child(node, Node::by));
  add(item, chinese() ? words().word(spelt(Kind::by)).append(who).word(spelt(Kind::confirmed))
                      : words().word(spelt(Kind::confirmed_by)).append(who));
  if (const auto cited = child(node, Node::cites)) {
    add(item, cites(*cited));
  }
}

void Formatter::act_declaration(Item& item, At node) const {
  Words head = words().word(spelt(Kind::act)).append(act(*child(node, Node::act)));
  label(head, node);
  add(item, std::move(head));
  if (const auto cited = child(node, Node::cites)) {
    add(item, cites(*cited));
  }
}

void Formatter::role(Item& item, At node) const {
  Words line = words().word(spelt(Kind::role)).append(declared(node));
  label(line, node);
  equals(line);
  add(item, line.append(child(node, Node::party) ? words().word(spelt(Kind::party)) : expression_of(node)));
}

void Formatter::chart(Item& item, At node) const {
  Words head = words().word(spelt(token(node).kind)).append(declared(node));
  label(head, node);
  if (const auto of = child(node, Node::for_case)) {
    head.word(spelt(Kind::for_case)).append(declared(*of));
  }
  if (const auto each_period = child(node, Node::office_period)) {
    head.word(spelt(Kind::for_case)).word(spelt(last_token(*each_period).kind));
  }
  add(item, std::move(head));
  if (const auto when = child(node, Node::when)) {
    add(item, chinese() ? condition(*when) : words().word(spelt(Kind::when)).append(expression_of(*when)));
  }
  if (const auto cited = child(node, Node::cites)) {
    add(item, cites(*cited));
  }
  if (const auto body = child(node, Node::body)) {
    item.phrases.back().block = own_block(
        *body, Shape::lines, [](At) { return true; }, [this](At part) { return declaration(part); });
  }
}

/// Branches too.
void Formatter::stage(Item& item, At node) const {
  Words head = words();
  const bool is_branch = token(node).kind == Kind::branch;
  for (const Kind mark : {Kind::start, Kind::final, Kind::parallel}) {
    each(node, [&](At part) {
      if (kind(part) == Node::stage_mark && token(part).kind == mark) {
        head.word(spelt(mark));
      }
    });
  }
  head.word(spelt(is_branch ? Kind::branch : Kind::stage)).append(declared(node));
  label(head, node);
  add(item, std::move(head));
  if (const auto cited = child(node, Node::cites)) {
    add(item, cites(*cited));
  }
  if (const auto body = child(node, Node::body)) {
    item.phrases.back().block = own_block(
        *body, Shape::lines, [](At) { return true; }, [this](At part) { return declaration(part); });
  }
}

}  // namespace recourse::language
