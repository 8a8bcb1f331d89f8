// Decision tables and their rows.
#include "engine/base/messages/language.h"
#include "engine/language/builder.h"

namespace recourse::language {

using Cell = TableRow::Cell;
using CellTest = TableRow::Test;

std::vector<TableRow> Builder::build_rows() {
  std::vector<TableRow> rows;
  for (At node = 0; node < entries_.size(); node = next(node)) {
    rows.push_back(row(node));
  }
  return rows;
}

void Builder::table(At node) {
  Table made;
  made.name = name_of(node);
  made.label = label_of(node);
  made.cites = citation_of(node);
  made.span = span(node);
  const bool named = child(node, Node::name).has_value();  // else its head failed, which was reported
  each(node, [&](At part) {
    switch (kind(part)) {
      case Node::field:
        made.inputs.push_back(declaration(part));
        break;
      case Node::gives: {
        Declaration answer;
        answer.span = span(part);
        read_type(*child(part, Node::type), answer);
        made.answer = std::move(answer);
        break;
      }
      case Node::hit:
        hit(part, made);
        break;
      case Node::rows_from:
        made.file = FileReference{label_of(part).value_or(""), span(part)};
        break;
      case Node::rows:
        made.braces = span(part);
        made.span.end = tokens_[entries_[part].begin - 1].end;
        each(part, [&](At inner) { made.rows.push_back(row(inner)); });
        break;
      default:
        break;
    }
  });
  if (named && !made.answer) {
    reporter_.add(messages::table_without_answer, token(node).begin, made.name.span.end, {made.name.text});
  }
  if (named) {
    file_.tables.push_back(std::move(made));
  }
}

void Builder::hit(At node, Table& table) {
  switch (last_token(node).kind) {
    case Kind::unique:
      table.hit = Table::Hit::unique;
      break;
    case Kind::collect:
      table.hit = Table::Hit::collect;
      break;
    case Kind::sum:
      table.hit = Table::Hit::sum;
      break;
    case Kind::least:
      table.hit = Table::Hit::least;
      break;
    case Kind::greatest:
      table.hit = Table::Hit::greatest;
      break;
    default:
      table.hit = Table::Hit::first;
  }
}

TableRow Builder::row(At node) {
  TableRow made;
  made.span = span(node);
  each(node, [&](At part) { made.cells.push_back(cell(part)); });
  return made;
}

Cell Builder::cell(At node) {
  Cell made;
  made.span = span(node);
  each(node, [&](At part) {
    switch (kind(part)) {
      case Node::any_value:
        made.kind = Cell::Kind::any;
        break;
      case Node::otherwise:
        made.kind = Cell::Kind::otherwise;
        break;
      default:
        made.tests.push_back(cell_test(part));
    }
  });
  return made;
}

CellTest Builder::cell_test(At node) {
  CellTest made;
  made.span = span(node);
  each(node, [&](At part) {
    switch (kind(part)) {
      case Node::test:
        made.kind = token(part).kind == Kind::is_known ? CellTest::Kind::known : CellTest::Kind::unknown;
        break;
      case Node::operation:
        made.op = comparison_of(token(part).kind);
        made.kind = token(part).kind == Kind::in       ? CellTest::Kind::in
                    : token(part).kind == Kind::not_in ? CellTest::Kind::not_in
                                                       : CellTest::Kind::comparison;
        break;
      case Node::range:
        made.kind = CellTest::Kind::range;
        break;
      case Node::set:
        each(part, [&](At value) { made.values.push_back(expression(value)); });
        break;
      default:
        made.values.push_back(expression(part));
    }
  });
  if (made.kind == CellTest::Kind::value && made.values.front().kind == Expression::Kind::unknown) {
    made.kind = CellTest::Kind::unknown;
    made.values.clear();
  }
  return made;
}

}  // namespace recourse::language
