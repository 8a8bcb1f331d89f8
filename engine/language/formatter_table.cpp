// Decision tables.
#include <algorithm>

#include "engine/base/text.h"
#include "engine/language/formatter.h"

namespace recourse::language {

void Formatter::table(Item& item, At node) const {
  Words head = words().word(spelt(Kind::table)).append(declared(node));
  label(head, node);
  head.append(in_brackets(
      node, [this](At part) { return kind(part) == Node::field; }, [this](At part) { return field(part); }));
  if (const auto answer = child(node, Node::gives)) {
    head.word(spelt(Kind::gives)).append(type(*child(*answer, Node::type)));
  }
  if (const auto hit = child(node, Node::hit)) {
    const Kind how = token(*hit).kind;
    head.word(spelt(chinese() && how == Kind::first        ? Kind::first_row
                    : !chinese() && how == Kind::first_row ? Kind::first
                                                           : how));
    if (entries_[*hit].end - entries_[*hit].begin > 1) {
      head.word(spelt(last_token(*hit).kind));
    }
  }
  if (const auto file = child(node, Node::rows_from)) {
    head.word(spelt(chinese() ? Kind::rows_from : Kind::from)).append(quoted(*child(*file, Node::text)));
  }
  add(item, std::move(head));
  if (const auto cited = child(node, Node::cites)) {
    add(item, cites(*cited));
  }
  if (const auto braces = child(node, Node::rows)) {
    item.phrases.back().block = std::make_unique<Block>();
    rows(item, *braces);
  }
}

/// A column is as wide as its widest cell; a row of fewer cells has its answer under the others.
void Formatter::rows(Item& item, At node) const {
  Block& block = *item.phrases.back().block;
  block.open = token(node).begin;
  block.close = last_token(node).begin;
  std::vector<std::vector<std::string>> table;
  each(node, [&](At row) {
    block.items.push_back(this->item(row));
    std::vector<std::string>& cells = table.emplace_back();
    each(row, [&](At part) { cells.push_back(cell(part).text()); });
  });
  std::size_t columns = 0;
  for (const auto& row : table) {
    columns = std::max(columns, row.size());
  }
  const std::string bar = chinese() ? " ｜ " : " | ";
  std::vector<std::size_t> widths(columns, 0);
  for (const auto& row : table) {
    for (std::size_t column = 0; row.size() == columns && column + 1 < columns; ++column) {
      widths[column] = std::max(widths[column], base::display_width(row[column]));
    }
  }
  for (std::size_t number = 0; number < table.size(); ++number) {
    const std::vector<std::string>& row = table[number];
    std::string line;
    std::size_t before_answer = 0;
    for (std::size_t column = 0; column + 1 < columns; ++column) {
      before_answer += widths[column] + (column == 0 ? 0 : base::display_width(bar));
    }
    for (std::size_t column = 0; column < row.size(); ++column) {
      line += column == 0 ? "" : bar;
      line += row[column];
      const bool is_before_answer = column + 2 == row.size();
      if (row.size() == columns && column + 1 < row.size()) {
        line =
            base::padded(line, base::display_width(line) - base::display_width(row[column]) + widths[column]);
      } else if (is_before_answer) {
        line = base::padded(line, before_answer);
      }
    }
    add(block.items[number], words().word(line));
  }
}

Words Formatter::cell(At node) const {
  if (child(node, Node::any_value)) {
    return words().word(chinese() ? "任意" : "-");
  }
  if (child(node, Node::otherwise)) {
    return words().word(spelt(Kind::otherwise));
  }
  Words result = words();
  each(node, [&](At part) {
    if (!result.empty()) {
      list_comma(result);
    }
    result.append(cell_test(part));
  });
  return result;
}

Words Formatter::cell_test(At node) const {
  Words result = words();
  each(node, [&](At part) {
    switch (kind(part)) {
      case Node::test:
        result.word(spelt(token(part).kind));
        break;
      case Node::operation:
        operation(result, part);
        break;
      case Node::range:
        result.mark("..");
        break;
      case Node::set:
        result.append(value_set(part));
        break;
      default:
        result.append(expression(part));
    }
  });
  return result;
}

}  // namespace recourse::language
