// The rows of a decision table: which column is which input, which values a cell names, the answers.
#include <algorithm>
#include <set>

#include "engine/base/messages/model.h"
#include "engine/model/expressions.h"
#include "engine/model/tables.h"
#include "engine/model/value_set.h"

namespace recourse::model {
namespace {

using Syntax = language::TableRow;
using Operator = language::Expression::Operator;

constexpr std::size_t kMostRows = 1'000;

class Rows {
public:
  Rows(Building& building, const language::Table& syntax, Table& table)
      : building_(building), syntax_(syntax), table_(table) {}

  void resolve() {
    columns_.resize(table_.inputs.size() + 1);
    for (std::size_t column = 0; column < columns_.size(); ++column) {
      columns_[column] = column;
    }
    std::size_t first = 0;
    if (!syntax_.rows.empty() && (syntax_.file || is_header(syntax_.rows.front()))) {
      first = 1;
      if (!read_header(syntax_.rows.front())) {
        return;
      }
    }
    if (syntax_.rows.size() == first) {
      building_.report(messages::table_without_rows, syntax_.span, table_.name);
      return;
    }
    if (syntax_.rows.size() > kMostRows) {
      building_.report(messages::table_too_long, syntax_.rows[kMostRows].span,
                       static_cast<std::int64_t>(kMostRows));
      return;
    }
    for (std::size_t row = first; row < syntax_.rows.size(); ++row) {
      resolve(syntax_.rows[row]);
    }
    check_sums();
  }

private:
  /// That no sum of some of the answers is too large.
  void check_sums() {
    std::int64_t most = 0, least = 0;
    bool is_too_large = false;
    for (const Table::Row& row : table_.rows) {
      std::int64_t& sum = row.answer < 0 ? least : most;
      is_too_large = is_too_large || __builtin_add_overflow(sum, row.answer, &sum) || sum == base::kUnknown;
    }
    if (table_.hit == Table::Hit::sum && is_too_large) {
      building_.report(messages::result_too_large, table_.span);
    }
  }

  [[nodiscard]] std::size_t answer_column() const { return table_.inputs.size(); }

  /// The bare word that a cell is; empty when it says more.
  static std::string_view word(const Syntax::Cell& cell) {
    const bool is_word = cell.tests.size() == 1 && cell.tests.front().kind == Syntax::Test::Kind::value &&
                         cell.tests.front().values.front().kind == language::Expression::Kind::name;
    return is_word ? std::string_view(cell.tests.front().values.front().text) : std::string_view();
  }

  /// The input of this name or label; as many as there are inputs when there is none.
  [[nodiscard]] std::size_t input_of(std::string_view name) const {
    const auto& inputs = table_.inputs;
    auto found = std::find_if(inputs.begin(), inputs.end(),
                              [name](const Table::Input& input) { return input.name == name; });
    if (found == inputs.end()) {
      found = std::find_if(inputs.begin(), inputs.end(), [name](const Table::Input& input) {
        return !name.empty() && input.label == name;
      });
    }
    return static_cast<std::size_t>(found - inputs.begin());
  }

  /// A first row of nothing but the names of all inputs and one more.
  [[nodiscard]] bool is_header(const Syntax& row) const {
    std::set<std::size_t> named;
    for (const Syntax::Cell& cell : row.cells) {
      if (word(cell).empty()) {
        return false;
      }
      named.insert(input_of(word(cell)));
    }
    return row.cells.size() == columns_.size() && named.size() == columns_.size();
  }

  bool read_header(const Syntax& row) {
    if (!is_header(row)) {
      building_.report(messages::table_header, row.span, input_names(table_));
      return false;
    }
    for (std::size_t column = 0; column < columns_.size(); ++column) {
      columns_[column] = input_of(word(row.cells[column]));
    }
    return true;
  }

  void resolve(const Syntax& row) {
    const auto is_otherwise = [](const Syntax::Cell& cell) {
      return cell.kind == Syntax::Cell::Kind::otherwise;
    };
    if (std::any_of(row.cells.begin(), row.cells.end(), is_otherwise)) {
      otherwise(row);
      return;
    }
    if (row.cells.size() != columns_.size()) {
      building_.report(messages::table_row_width, row.span, static_cast<std::int64_t>(row.cells.size()),
                       static_cast<std::int64_t>(columns_.size()), input_names(table_));
      return;
    }
    Table::Row made;
    made.span = row.span;
    made.cells.resize(table_.inputs.size());
    for (std::size_t column = 0; column < columns_.size(); ++column) {
      if (columns_[column] == answer_column()) {
        made.answer = answer(row.cells[column]);
      } else {
        made.cells[columns_[column]] = cell(row.cells[column], table_.inputs[columns_[column]]);
      }
    }
    table_.rows.push_back(std::move(made));
  }

  /// `otherwise | 30 days`, or the word in the column of each input.
  void otherwise(const Syntax& row) {
    const Syntax::Cell* given = nullptr;
    bool good = row.cells.size() == 2 || row.cells.size() == columns_.size();
    for (std::size_t column = 0; column < row.cells.size(); ++column) {
      const bool is_answer =
          row.cells.size() == columns_.size() ? columns_[column] == answer_column() : column == 1;
      given = is_answer ? &row.cells[column] : given;
      good = good && (is_answer || row.cells[column].kind == Syntax::Cell::Kind::otherwise);
    }
    if (!good || given == nullptr) {
      building_.report(messages::table_otherwise_mixed, row.span);
      return;
    }
    if (otherwise_ != nullptr) {
      building_.report(messages::table_otherwise_twice, row.span)
          .related.push_back({messages::table_row_here, otherwise_->span, {}});
      return;
    }
    otherwise_ = &row;
    table_.otherwise = answer(*given);
    table_.otherwise_span = row.span;
  }

  std::int64_t answer(const Syntax::Cell& cell) {
    const bool is_one = cell.kind == Syntax::Cell::Kind::tests && cell.tests.size() == 1;
    if (is_one && cell.tests.front().kind == Syntax::Test::Kind::value) {
      return constant(cell.tests.front().values.front(), table_.answer).value_or(base::kUnknown);
    }
    if (!is_one || cell.tests.front().kind != Syntax::Test::Kind::unknown) {
      building_.report(messages::table_answer_cell, cell.span, source_text(cell.span));
    } else if (!table_.answer.optional) {
      building_.report(messages::unknown_not_allowed, cell.span);
    }
    return base::kUnknown;
  }

  std::optional<std::int64_t> constant(const language::Expression& syntax, ValueType type) {
    type.optional = false;
    return Resolver(building_, Scope{}).constant(syntax, type);
  }

  ValueSet cell(const Syntax::Cell& cell, const Table::Input& input) {
    ValueSet all = all_values(building_.model, input.type);
    if (cell.kind == Syntax::Cell::Kind::any) {
      return all;
    }
    ValueSet values;
    for (const Syntax::Test& test : cell.tests) {
      const auto named = this->test(test, input.type, all);
      if (!named) {
        return {};
      }
      const ValueSet possible = intersection(all, *named);
      if (is_empty(possible)) {
        building_.report(messages::table_cell_empty, test.span, source_text(test.span), input.name);
        return {};
      }
      values = together(values, possible);
    }
    return values;
  }

  /// The values that one alternative names; nothing when it is wrong, which has been reported.
  std::optional<ValueSet> test(const Syntax::Test& test, const ValueType& type, const ValueSet& all) {
    using Kind = Syntax::Test::Kind;
    if (test.kind == Kind::unknown && !type.optional) {
      building_.report(messages::unknown_not_allowed, test.span);
      return std::nullopt;
    }
    if (test.kind == Kind::unknown) {
      return ValueSet{{}, true};
    }
    std::vector<std::int64_t> values;
    for (const language::Expression& value : test.values) {
      const auto found = constant(value, type);
      if (!found) {
        return std::nullopt;
      }
      values.push_back(*found);
    }
    const bool orders =
        test.kind == Kind::range ||
        (test.kind == Kind::comparison && test.op != Operator::equal && test.op != Operator::not_equal);
    if (orders && type.type != Type::number && type.type != Type::date) {
      building_.report(messages::not_ordered, test.span, type_argument(building_, type));
      return std::nullopt;
    }
    ValueSet known{all.known, false};
    switch (test.kind) {
      case Kind::known:
        return known;
      case Kind::range:
        return value_set({{values[0], values[1]}});
      case Kind::comparison:
        return compared(test.op, values.front(), known);
      case Kind::not_in:
        return rest(known, members(values));
      default:
        return members(values);
    }
  }

  static ValueSet members(const std::vector<std::int64_t>& values) {
    std::vector<Interval> intervals;
    for (const std::int64_t value : values) {
      intervals.push_back({value, value});
    }
    return value_set(std::move(intervals));
  }

  static ValueSet compared(Operator op, std::int64_t value, const ValueSet& known) {
    constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
    ValueSet up_to = value_set({{base::kUnknown + 1, value}}), from = value_set({{value, kMost}});
    switch (op) {
      case Operator::less:
        return rest(known, from);
      case Operator::less_equal:
        return up_to;
      case Operator::greater:
        return rest(known, up_to);
      case Operator::greater_equal:
        return from;
      case Operator::not_equal:
        return rest(known, value_set({{value, value}}));
      default:
        return value_set({{value, value}});
    }
  }

  Building& building_;
  const language::Table& syntax_;
  Table& table_;
  std::vector<std::size_t> columns_;  // the input of each, or one more for the answer
  const Syntax* otherwise_ = nullptr;
};

}  // namespace

void resolve_rows(Building& building, const language::Table& syntax, Table& table) {
  Rows(building, syntax, table).resolve();
}

}  // namespace recourse::model
