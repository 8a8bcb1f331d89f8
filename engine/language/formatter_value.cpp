// Names, values, types, acts and citations.
#include <fmt/format.h>

#include "engine/calendar/calendar.h"
#include "engine/calendar/numeral.h"
#include "engine/language/formatter.h"
#include "engine/language/keywords.h"

namespace recourse::language {
namespace {

/// Of several spellings the first in the table is the one that is written, but for these.
std::string_view preferred_chinese(Kind keyword) {
  switch (keyword) {
    case Kind::less_equal:
      return "不大于";
    case Kind::greater_equal:
      return "不小于";
    case Kind::all:
      return "全部";
    default:
      return {};
  }
}

std::string_view first_spelling(std::span<const Keyword> table, Kind keyword) {
  for (const Keyword& entry : table) {
    if (entry.kind == keyword) {
      return entry.spelling;
    }
  }
  return {};
}

/// What stands between quotation marks, each of which is one character.
std::string_view inside(std::string_view quoted) {
  const std::size_t lead = quoted.front() == '"' ? 1 : 3;
  return quoted.size() < 2 * lead ? std::string_view{} : quoted.substr(lead, quoted.size() - 2 * lead);
}

}  // namespace

std::string_view Formatter::spelt(Kind keyword) const {
  if (!chinese()) {
    return first_spelling(keywords_en(), keyword);
  }
  const std::string_view preferred = preferred_chinese(keyword);
  return preferred.empty() ? first_spelling(keywords_zh(), keyword) : preferred;
}

Words Formatter::name(At node) const {
  return words().word(text(token(node)));
}

/// A word that is built in has another spelling in the other language.
Words Formatter::name(At node, Position position) const {
  if (token(node).kind == Kind::quoted_name) {
    return name(node);
  }
  const std::string_view english = canonical(text(token(node)), position);
  return words().word(chinese() ? in_chinese(english, position) : english);
}

Words Formatter::name_of(At parent) const {
  const auto found = child(parent, Node::name);
  return found ? name(*found) : words();
}

Words Formatter::declared(At parent) const {
  return words().apart(name_of(parent).text());
}

Words Formatter::quoted(At node) const {
  const std::string_view written = text(token(node));
  const std::string_view content = inside(written);
  const bool is_title = token(node).kind == Kind::title;
  if (is_title || content.find(chinese() ? "”" : "\"") != std::string_view::npos) {
    return words().word(written);
  }
  return words().word(chinese() ? fmt::format("“{}”", content) : fmt::format("\"{}\"", content));
}

void Formatter::label(Words& words, At parent) const {
  if (const auto found = child(parent, Node::text)) {
    words.append(quoted(*found));
  }
}

std::vector<At> Formatter::names_in(At parent) const {
  std::vector<At> names;
  each(parent, [&](At part) {
    if (kind(part) == Node::name) {
      names.push_back(part);
    }
  });
  return names;
}

Words Formatter::list(const std::vector<At>& names) const {
  Words result = words();
  for (const At each : names) {
    if (!result.empty()) {
      list_comma(result);
      result.allow_break();
    }
    result.append(name(each));
  }
  return result;
}

Words Formatter::expression_of(At parent) const {
  const auto found = child(parent, Node::expression);
  return found ? expression(*found) : words();
}

Words Formatter::expression(At node) const {
  Words result = words();
  bool excludes = false;
  At before = node;
  each(node, [&](At part) {
    if (kind(part) == Node::operation) {
      if (excludes && chinese()) {
        result.word(spelt(Kind::excluded));
      }
      excludes = token(part).kind == Kind::except;
    }
    operand_part(result, part, before);
    before = part;
  });
  if (excludes && chinese()) {
    result.word(spelt(Kind::excluded));
  }
  return result;
}

void Formatter::operand_part(Words& result, At part, At before) const {
  switch (kind(part)) {
    case Node::operation:
      operation(result, part);
      break;
    case Node::prefix:
      if (token(part).kind == Kind::minus) {
        result.opening(chinese() ? "－" : "-");
      } else {
        result.word(spelt(token(part).kind));
      }
      break;
    case Node::member: {
      const std::string_view owner = text(last_token(before));
      const bool asks_previous = kind(before) == Node::name && canonical(owner, Position::name) == "previous";
      const bool is_of_actor = kind(before) == Node::name && canonical(owner, Position::name) == "actor";
      const At called = part + 1;
      const std::string_view member = canonical(text(token(called)), Position::member);
      if (chinese() && is_of_actor && member == "office") {
        break;  // 行为单位, which was written for the name
      }
      result.mark(".").append(asks_previous ? name(called) : name(called, Position::member));
      break;
    }
    case Node::test:
      result.word(spelt(token(part).kind == Kind::overdue   ? Kind::is_overdue
                        : token(part).kind == Kind::done    ? Kind::is_done
                        : token(part).kind == Kind::unknown ? Kind::is_unknown
                                                            : token(part).kind));
      break;
    case Node::recurrence:
      result.append(recurrence(part));
      break;
    case Node::excluded:
      break;
    case Node::name: {
      const bool is_office = text(token(part)) == "行为单位" && token(part).kind != Kind::quoted_name;
      const bool is_actor = canonical(text(token(part)), Position::name) == "actor" &&
                            next(part) < entries_.size() && kind(next(part)) == Node::member &&
                            entries_[next(part)].begin == entries_[part].end &&
                            canonical(text(token(next(part) + 1)), Position::member) == "office";
      if (chinese() && (is_office || is_actor)) {
        result.word("行为单位");
      } else if (is_office) {
        result.word("actor").mark(".").word("office");
      } else {
        result.append(name(part, Position::name));
      }
      break;
    }
    default:
      result.append(primary(part));
  }
}

void Formatter::operation(Words& result, At part) const {
  const Kind operation = token(part).kind;
  const auto sign = [&](std::string_view english, std::string_view full_width) {
    chinese() ? result.mark(full_width) : result.word(english);
  };
  switch (operation) {
    case Kind::equal:
    case Kind::becomes:
      return sign("=", "＝");
    case Kind::not_equal:
      return sign("!=", "≠");
    case Kind::plus:
      sign("+", "＋");
      break;
    case Kind::minus:
      sign("-", "－");
      break;
    case Kind::times_sign:
      sign("*", "×");
      break;
    case Kind::less:
      result.word(chinese() ? spelt(operation) : "<");
      return;
    case Kind::less_equal:
    case Kind::up_to:
      result.word(chinese() ? spelt(Kind::less_equal) : "<=");
      return;
    case Kind::greater:
      result.word(chinese() ? spelt(operation) : ">");
      return;
    case Kind::greater_equal:
      result.word(chinese() ? spelt(operation) : ">=");
      return;
    case Kind::logical_or:
    case Kind::logical_and:
      result.apart(spelt(operation)).allow_break();
      return;
    default:
      result.word(spelt(operation));
  }
  result.allow_break();
}

Words Formatter::primary(At node) const {
  Words result = words();
  switch (kind(node)) {
    case Node::call:
      return call(node);
    case Node::number:
      for (std::uint32_t at = entries_[node].begin; at < entries_[node].end; ++at) {
        result.mark(calendar::half_width(text(tokens_[at])));
      }
      return words().word(result.text());
    case Node::period:
      return period(text(token(node)));
    case Node::text:
      return quoted(node);
    case Node::date: {
      const std::string day = calendar::format_day(calendar::parse_day(text(token(node))).value_or(0));
      return words().literal(chinese() ? fmt::format("{}年{}月{}日", std::stoi(day.substr(0, 4)),
                                                     std::stoi(day.substr(5, 2)), std::stoi(day.substr(8, 2)))
                                       : day);
    }
    case Node::truth:
    case Node::unknown:
      return words().word(spelt(token(node).kind));
    case Node::group:
      chinese() ? result.mark("（") : result.opening("(");
      result.append(expression_of(node));
      chinese() ? result.mark("）") : result.closing(")");
      return result;
    case Node::set:
      return value_set(node);
    case Node::in_stage:
      if (token(node).kind == Kind::not_in) {
        result.word(chinese() ? spelt(Kind::logical_not) : spelt(Kind::not_in));
      }
      if (chinese()) {
        return result.word("在").append(name_of(node)).word(spelt(Kind::stage));
      }
      return result.word(token(node).kind == Kind::not_in ? "" : spelt(Kind::in)).append(name_of(node));
    case Node::first:
      return result.word(spelt(Kind::first)).append(name_of(node));
    default:
      return name(node, Position::name);
  }
}

Words Formatter::period(std::string_view written) const {
  const calendar::Period read = calendar::parse_period(written).value_or(calendar::Period{});
  if (read.amount == 0 && read.unit == calendar::Unit::day &&
      written.find_first_of("0零〇") == std::string_view::npos) {
    return words().literal(chinese() ? "当日" : "same day");
  }
  struct Names {
    std::string_view english, chinese;
  };
  static constexpr std::array<Names, 6> kUnits = {{{"minute", "分钟"},
                                                   {"hour", "小时"},
                                                   {"day", "日"},
                                                   {"working day", "个工作日"},
                                                   {"month", "个月"},
                                                   {"year", "年"}}};
  const Names& unit = kUnits[static_cast<std::size_t>(read.unit)];
  return words().literal(
      chinese() ? fmt::format("{}{}", read.amount, unit.chinese)
                : fmt::format("{} {}{}", read.amount, unit.english, read.amount == 1 ? "" : "s"));
}

Words Formatter::times(At node) const {
  std::string_view amount = text(token(node));
  if (token(node).kind == Kind::count) {
    amount.remove_suffix(std::string_view("次").size());
  }
  const std::int32_t count = token(node).kind == Kind::once ? 1 : calendar::parse_number(amount).value_or(0);
  if (!chinese()) {
    return words().word(count == 1 ? "once" : fmt::format("{} times", count));
  }
  const std::string number = count == 2                 ? "两"
                             : count > 0 && count <= 10 ? calendar::chinese_number(count)
                                                        : std::to_string(count);
  return words().literal(number + "次");
}

Words Formatter::recurrence(At node) const {
  std::string_view hits, periods;
  if (token(node).kind == Kind::recurrence) {
    const std::string_view written = text(token(node));
    const std::size_t middle = written.find("期有"), character = std::string_view("期").size();
    hits = written.substr(middle + 2 * character, written.size() - middle - 3 * character);
    periods = written.substr(character, middle - character);
  } else {
    hits = text(tokens_[entries_[node].begin + 1]);
    periods = text(tokens_[entries_[node].begin + 3]);
  }
  const std::int32_t hit = calendar::parse_number(hits).value_or(0),
                     of = calendar::parse_number(periods).value_or(0);
  return chinese() ? words().literal(fmt::format("近{}期有{}期", of, hit))
                   : words().word(fmt::format("in {} of last {}", hit, of));
}

Words Formatter::call(At node) const {
  const At called = node + 1;
  return name(called, Position::call)
      .append(in_brackets(
          node, [called](At part) { return part != called; }, [this](At part) { return expression(part); }));
}

Words Formatter::value_set(At node) const {
  Words result = words();
  chinese() ? result.mark("｛") : result.opening("{");
  bool first = true;
  each(node, [&](At part) {
    if (!std::exchange(first, false)) {
      list_comma(result);
      result.allow_break(true);
    }
    result.append(expression(part));
  });
  chinese() ? result.mark("｝") : result.closing("}");
  return result;
}

Words Formatter::type(At node) const {
  Words result = words();
  if (child(node, Node::set_of)) {
    result.word(spelt(Kind::set_of));
  }
  each(node, [&](At part) {
    if (kind(part) == Node::type_name) {
      const bool is_truth =
          token(part).kind == Kind::yes || canonical(text(token(part)), Position::type) == "yes_no";
      result.append(is_truth ? words().word(chinese() ? "是否" : "yes/no") : name(part, Position::type));
    } else if (kind(part) == Node::bounds) {
      result.append(bounds(part));
    }
  });
  if (child(node, Node::optional)) {
    chinese() ? result.mark("？") : result.closing("?");
  }
  return result;
}

Words Formatter::bounds(At node) const {
  std::string inside;
  each(node, [&](At part) {
    if (kind(part) == Node::range) {
      inside += "..";
      return;
    }
    for (std::uint32_t at = entries_[part].begin; at < entries_[part].end; ++at) {
      inside += tokens_[at].kind == Kind::minus ? "-" : calendar::half_width(text(tokens_[at]));
    }
  });
  Words result = words();
  open_call(result);
  result.mark(inside);
  close_call(result);
  return result;
}

/// people "人数": number(1..) = 1
Words Formatter::field(At node) const {
  Words result = name_of(node);
  label(result, node);
  if (const auto of = child(node, Node::type)) {
    colon(result);
    result.append(type(*of));
  }
  if (const auto initial = child(node, Node::expression)) {
    equals(result);
    result.append(expression(*initial));
  }
  return result;
}

Words Formatter::act(At node) const {
  if (child(node, Node::any_act)) {
    return words().word(spelt(Kind::any));
  }
  if (const auto approval = child(node, Node::approval)) {
    Words result = words().word(spelt(Kind::approve));
    open_call(result);
    result.append(name_of(*approval));
    close_call(result);
    return result;
  }
  Words result = name_of(node);
  if (entries_[node].end - entries_[node].begin > 1) {
    result.append(in_brackets(
        node, [this](At part) { return kind(part) == Node::field; },
        [this](At part) { return field(part); }));
  }
  return result;
}

Words Formatter::acts(At node) const {
  Words result = words();
  each(node, [&](At part) {
    if (!result.empty()) {
      result.word(spelt(Kind::logical_or)).allow_break();
    }
    result.append(act(part));
  });
  return result;
}

/// (people: 3, to: town)
Words Formatter::arguments(At parent) const {
  const std::size_t behind = entries_[*child(parent, Node::act)].end;
  if (behind >= tokens_.size() || tokens_[behind].kind != Kind::open_paren) {
    return words();
  }
  return in_brackets(
      parent, [this](At part) { return kind(part) == Node::argument; },
      [this](At part) {
        Words given = name_of(part);
        colon(given);
        return given.append(expression_of(part));
      });
}

Words Formatter::article(At node) const {
  if (token(node).kind == Kind::text) {
    return quoted(node);
  }
  const std::string number = article_number(tokens_, entries_[node].begin, entries_[node].end, source_);
  if (!chinese()) {
    return words().word(number);
  }
  const std::string words_of_law = calendar::chinese_article(number);
  return words().word(words_of_law.starts_with(' ') ? number : words_of_law);
}

Words Formatter::cited(At node) const {
  Words result = words();
  each(node, [&](At part) {
    if (kind(part) == Node::title) {
      result.word(text(token(part)));
    } else if (kind(part) == Node::name) {
      result.apart(text(token(part)));
    } else if (kind(part) == Node::articles) {
      bool first = true;
      each(part, [&](At one) {
        if (!std::exchange(first, false)) {
          list_comma(result);
          result.allow_break();
        }
        result.append(article(one));
      });
    }
  });
  return result;
}

Words Formatter::cites(At node) const {
  return words().word(spelt(Kind::cites)).append(cited(node));
}

}  // namespace recourse::language
