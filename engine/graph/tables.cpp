// A table is a fold over its rows: what is answered so far, the condition of the row, its answer, `choose`. So the stack stays shallow
// however many rows there are, and nothing of it is said twice.
#include "engine/graph/tables.h"

#include <algorithm>
#include <map>
#include <ranges>

#include "engine/model/value_set.h"

namespace recourse::graph {
namespace {

using base::Operation;
using base::Type;
using machine::Index;
using model::Table;

class TableLowering {
public:
  TableLowering(const model::Model& model, machine::Machine& machine) : model_(model), machine_(machine) {
    for (std::size_t index = 0; index < machine.constants.size(); ++index) {
      constants_.emplace(machine.constants[index], static_cast<Index>(index));
    }
  }

  void lower(const Table& table) {
    const std::uint32_t first = here();
    const bool collects = table.hit == Table::Hit::collect;
    const Index inputs = static_cast<Index>(table.inputs.size() + (collects ? 1 : 0));
    if (collects) {
      among(table);
    } else if (table.hit == Table::Hit::sum) {
      sum(table);
    } else {
      choose(table, in_order(table));
    }
    const bool takes_all = collects || table.hit == Table::Hit::sum;
    machine_.tables.push_back({inputs, since(first), std::move(rows_), takes_all});
    rows_.clear();
  }

private:
  [[nodiscard]] std::uint32_t here() const {
    return static_cast<std::uint32_t>(machine_.instructions.size());
  }
  [[nodiscard]] machine::Program since(std::uint32_t first) const { return {first, here() - first}; }

  /// What has been written since `first` says whether the row gives its answer.
  void gives(const Table& table, const Table::Row& row, std::uint32_t first) {
    rows_.push_back({static_cast<std::uint32_t>(&row - table.rows.data()), since(first)});
  }

  void otherwise(const Table& table, machine::Program gives) {
    rows_.push_back({static_cast<std::uint32_t>(table.rows.size()), gives});
  }

  void push(Operation operation, Type type = Type::truth, Index index = 0) {
    machine_.instructions.push_back({operation, type, index});
  }

  void constant(std::int64_t value, Type type) {
    const auto [place, is_new] = constants_.try_emplace(value, static_cast<Index>(machine_.constants.size()));
    if (is_new) {
      machine_.constants.push_back(value);
    }
    push(Operation::constant, type, place->second);
  }

  void compare(Operation operation, Index input, Type type, std::int64_t value) {
    push(Operation::input, type, input);
    constant(value, type);
    push(operation, type);
  }

  /// The rows so that the first of those that apply gives the answer.
  static std::vector<const Table::Row*> in_order(const Table& table) {
    std::vector<const Table::Row*> rows;
    for (const Table::Row& row : table.rows) {
      rows.push_back(&row);
    }
    const auto sort = [&rows](auto before) {
      std::stable_sort(rows.begin(), rows.end(), [before](const Table::Row* one, const Table::Row* other) {
        return before(one->answer, other->answer);
      });
    };
    if (table.hit == Table::Hit::least) {
      sort(std::less<>());
    } else if (table.hit == Table::Hit::greatest) {
      sort(std::greater<>());
    }
    return rows;
  }

  void choose(const Table& table, const std::vector<const Table::Row*>& rows) {
    constant(table.otherwise.value_or(base::kUnknown), table.answer.type);
    if (table.otherwise) {
      otherwise(table, {});
    }
    for (const Table::Row* row : rows | std::views::reverse) {
      const std::uint32_t first = here();
      applies(table, *row);
      gives(table, *row, first);
      constant(row->answer, table.answer.type);
      push(Operation::choose, table.answer.type);
    }
    std::reverse(rows_.begin(), rows_.end());
  }

  void sum(const Table& table) {
    constant(0, table.answer.type);
    for (const Table::Row& row : table.rows) {
      constant(0, table.answer.type);
      const std::uint32_t first = here();
      applies(table, row);
      gives(table, row, first);
      constant(row.answer, table.answer.type);
      push(Operation::choose, table.answer.type);
      push(Operation::add, table.answer.type);
    }
    if (table.otherwise) {
      const std::uint32_t first = here();
      none_applies(table);
      otherwise(table, since(first));
      constant(*table.otherwise, table.answer.type);
      push(Operation::choose, table.answer.type);
    }
  }

  /// Whether the last input is the answer of a row that applies.
  void among(const Table& table) {
    const auto value = static_cast<Index>(table.inputs.size());
    constant(0, Type::truth);
    for (const Table::Row& row : table.rows) {
      const std::uint32_t first = here();
      applies(table, row);
      compare(Operation::equal, value, table.answer.type, row.answer);
      push(Operation::logical_and);
      gives(table, row, first);
      push(Operation::logical_or);
    }
    if (table.otherwise) {
      const std::uint32_t first = here();
      none_applies(table);
      compare(Operation::equal, value, table.answer.type, *table.otherwise);
      push(Operation::logical_and);
      otherwise(table, since(first));
      push(Operation::logical_or);
    }
  }

  void none_applies(const Table& table) {
    constant(0, Type::truth);
    for (const Table::Row& row : table.rows) {
      applies(table, row);
      push(Operation::logical_or);
    }
    push(Operation::logical_not);
  }

  /// Whether each input lies in its cell.
  void applies(const Table& table, const Table::Row& row) {
    bool is_first = true;
    for (std::size_t column = 0; column < row.cells.size(); ++column) {
      const model::ValueSet all = model::all_values(model_, table.inputs[column].type);
      if (row.cells[column] == all) {
        continue;
      }
      lies_in(static_cast<Index>(column), table.inputs[column].type, row.cells[column], all);
      if (!is_first) {
        push(Operation::logical_and);
      }
      is_first = false;
    }
    if (is_first) {
      constant(1, Type::truth);
    }
  }

  /// Unknown is in no interval: comparisons with it do not hold.
  void lies_in(Index input, const model::ValueType& type, const model::ValueSet& cell,
               const model::ValueSet& all) {
    bool is_first = true;
    const auto join = [&] {
      if (!is_first) {
        push(Operation::logical_or);
      }
      is_first = false;
    };
    for (const model::Interval& interval : cell.known) {
      lies_between(input, type.type, interval, all);
      join();
    }
    if (cell.unknown) {
      push(Operation::input, type.type, input);
      push(Operation::is_known, type.type);
      push(Operation::logical_not);
      join();
    }
  }

  void lies_between(Index input, Type type, const model::Interval& interval, const model::ValueSet& all) {
    if (interval.least == interval.most) {
      compare(Operation::equal, input, type, interval.least);
      return;
    }
    const bool has_least = interval.least > all.known.front().least;
    const bool has_most = interval.most < all.known.back().most;
    if (has_least || !has_most) {
      compare(Operation::greater_equal, input, type, interval.least);
    }
    if (has_most) {
      compare(Operation::less_equal, input, type, interval.most);
    }
    if (has_least && has_most) {
      push(Operation::logical_and);
    }
  }

  const model::Model& model_;
  machine::Machine& machine_;
  std::map<std::int64_t, Index> constants_;
  std::vector<machine::TableRow> rows_;  // of the table under way
};

}  // namespace

void lower_tables(const model::Model& model, machine::Machine& machine) {
  TableLowering lowering(model, machine);
  for (const Table& table : model.tables) {
    lowering.lower(table);
  }
}

}  // namespace recourse::graph
