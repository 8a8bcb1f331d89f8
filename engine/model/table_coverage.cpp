// Whether the rows of a decision table contradict one another, leave a gap or are never reached; each is told with an example.
// All inputs count in whole numbers, so that this is settled and not only tried.
#include <algorithm>
#include <set>

#include "engine/base/messages/model.h"
#include "engine/model/print.h"
#include "engine/model/tables.h"
#include "engine/model/value_set.h"

namespace recourse::model {
namespace {

using Box = std::vector<ValueSet>;  // by input
using Point = std::vector<std::int64_t>;

constexpr std::size_t kMostLooks = 4'000'000;  // at a row: a fraction of a second

/// Looks in a box for a point that lies in none of some others, column by column: values that the same rows name are one to it.
class Gap {
public:
  Gap(const Box& within, std::vector<const Box*> taken)
      : within_(within), taken_(std::move(taken)), settled_(taken_.size(), 0) {
    for (std::size_t row = 0; row < taken_.size(); ++row) {
      for (std::size_t column = 0; column < within.size(); ++column) {
        const bool takes_all = is_empty(rest(within[column], (*taken_[row])[column]));
        settled_[row] = takes_all ? settled_[row] : column + 1;
      }
    }
  }

  std::optional<Point> find() {
    std::vector<std::size_t> all(taken_.size());
    for (std::size_t row = 0; row < all.size(); ++row) {
      all[row] = row;
    }
    return search(0, all) ? std::optional(point_) : std::nullopt;
  }
  /// Whether the search was given up.
  [[nodiscard]] bool is_exhausted() const { return looks_ >= kMostLooks; }

private:
  bool search(std::size_t column, const std::vector<std::size_t>& rows) {
    if (rows.empty()) {
      for (; column < within_.size(); ++column) {
        point_.push_back(example(within_[column]));
      }
      return true;
    }
    const bool is_taken =
        std::any_of(rows.begin(), rows.end(), [&](std::size_t row) { return settled_[row] <= column; });
    if (is_taken || is_exhausted() || !closed_.emplace(column, rows).second) {
      return false;
    }
    for (const ValueSet& piece : pieces(column, rows)) {
      looks_ += rows.size();
      std::vector<std::size_t> left;
      point_.push_back(example(piece));
      std::copy_if(rows.begin(), rows.end(), std::back_inserter(left),
                   [&](std::size_t row) { return contains((*taken_[row])[column], point_.back()); });
      if (search(column + 1, left)) {
        return true;
      }
      point_.pop_back();
    }
    return false;
  }

  /// The values of a column, parted where a row begins or ends.
  [[nodiscard]] std::vector<ValueSet> pieces(std::size_t column, const std::vector<std::size_t>& rows) const {
    std::set<std::int64_t> begins;
    for (const std::size_t row : rows) {
      for (const Interval& interval : (*taken_[row])[column].known) {
        begins.insert(interval.least);
        if (interval.most < std::numeric_limits<std::int64_t>::max()) {
          begins.insert(interval.most + 1);
        }
      }
    }
    std::vector<ValueSet> pieces;
    for (Interval whole : within_[column].known) {
      for (auto begin = begins.upper_bound(whole.least); begin != begins.end() && *begin <= whole.most;
           ++begin) {
        pieces.push_back({{{whole.least, *begin - 1}}, false});
        whole.least = *begin;
      }
      pieces.push_back({{whole}, false});
    }
    if (within_[column].unknown) {
      pieces.push_back({{}, true});
    }
    return pieces;
  }

  const Box& within_;
  std::vector<const Box*> taken_;
  std::vector<std::size_t> settled_;  // by row: from this column on it takes all
  std::set<std::pair<std::size_t, std::vector<std::size_t>>> closed_;  // where nothing was found
  std::size_t looks_ = 0;
  Point point_;
};

class Coverage {
public:
  Coverage(Building& building, const Table& table) : building_(building), table_(table) {
    for (const Table::Input& input : table.inputs) {
      all_.push_back(all_values(building.model, input.type));
    }
  }

  void check() {
    if (table_.hit == Table::Hit::unique) {
      overlaps();
    } else if (table_.hit == Table::Hit::first) {
      unreached();
    }
    const bool may_be_none = table_.otherwise || table_.answer.optional ||
                             table_.hit == Table::Hit::collect || table_.hit == Table::Hit::sum;
    if (!may_be_none) {
      gap();
    }
  }

private:
  void overlaps() {
    const auto& rows = table_.rows;
    for (std::size_t later = 1; later < rows.size(); ++later) {
      for (std::size_t earlier = 0; earlier < later; ++earlier) {
        if (const auto point = common(rows[earlier].cells, rows[later].cells)) {
          building_.report(messages::table_rows_overlap, rows[later].span, in_words(*point))
              .related.push_back({messages::table_row_here, rows[earlier].span, {}});
          break;  // one report a row
        }
      }
    }
  }

  static std::optional<Point> common(const Box& one, const Box& other) {
    for (std::size_t column = 0; column < one.size(); ++column) {
      if (!meet(one[column], other[column])) {
        return std::nullopt;
      }
    }
    Point point;
    for (std::size_t column = 0; column < one.size(); ++column) {
      point.push_back(example(intersection(one[column], other[column])));
    }
    return point;
  }

  void unreached() {
    std::vector<const Box*> above;
    for (const Table::Row& row : table_.rows) {
      Gap search(row.cells, above);
      if (!search.find() && !search.is_exhausted()) {
        building_.report(messages::table_row_unreached, row.span);
      }
      above.push_back(&row.cells);
    }
  }

  void gap() {
    std::vector<const Box*> rows;
    for (const Table::Row& row : table_.rows) {
      rows.push_back(&row.cells);
    }
    Gap search(all_, std::move(rows));
    if (const auto point = search.find()) {
      report_gap(*point);
    } else if (search.is_exhausted()) {
      building_.report(messages::table_not_settled, table_.span, table_.name);
    }
  }

  /// At the last of the rows beside it, which is probably the one that was meant to include it.
  void report_gap(const Point& point) {
    Diagnostic& diagnostic = building_.report(messages::table_gap, table_.span, in_words(point));
    for (const Table::Row& row : table_.rows) {
      if (!is_beside(row, point)) {
        continue;
      }
      if (diagnostic.span.begin != table_.span.begin) {
        diagnostic.related.push_back({messages::table_row_beside, diagnostic.span, {}});
      }
      diagnostic.span = row.span;
    }
  }

  /// Whether the row would apply if one value were greater or less by one.
  static bool is_beside(const Table::Row& row, const Point& point) {
    std::size_t near = 0;
    for (std::size_t column = 0; column < point.size(); ++column) {
      const ValueSet& cell = row.cells[column];
      if (contains(cell, point[column])) {
        continue;
      }
      const bool is_near = point[column] != base::kUnknown &&
                           (contains(cell, point[column] - 1) || contains(cell, point[column] + 1));
      near += is_near ? 1 : point.size() + 1;
    }
    return near == 1;
  }

  /// topic = land, people = 5 · 类别＝土地，人数＝5
  [[nodiscard]] Bilingual in_words(const Point& point) const {
    Bilingual text;
    for (std::size_t column = 0; column < point.size(); ++column) {
      const Table::Input& input = table_.inputs[column];
      const auto one = [&](Language language) {
        return shown_name(input.name, input.label, language) +
               (language == Language::chinese ? "＝" : " = ") +
               shown_value(building_.model, input.type, point[column], language);
      };
      text.english += (column == 0 ? "" : ", ") + one(Language::english);
      text.chinese += (column == 0 ? "" : "，") + one(Language::chinese);
    }
    return text;
  }

  Building& building_;
  const Table& table_;
  Box all_;
};

}  // namespace

void check_coverage(Building& building, const Table& table) {
  Coverage(building, table).check();
}

}  // namespace recourse::model
