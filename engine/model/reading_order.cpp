#include "engine/model/reading_order.h"

#include <algorithm>
#include <set>

namespace recourse::model {
namespace {

using base::Operation;

struct Reads {
  std::vector<std::size_t> dates;  // of which clauses
  bool states = false;             // whether some clause is done or overdue
};

Reads reads_of(const Model& model, const Clause& clause) {
  Reads reads;
  if (!clause.limit) {
    return reads;
  }
  std::vector<ExpressionId> open{clause.limit->period, clause.limit->until};
  for_each_part(clause.limit->anchor, [&open](const Anchor& part) { open.push_back(part.after); });
  std::set<ExpressionId> seen;
  while (!open.empty()) {
    const ExpressionId id = open.back();
    open.pop_back();
    if (!id.known() || !seen.insert(id).second) {
      continue;
    }
    const Expression& expression = model[id];
    if (expression.operation == Operation::duty_due) {
      reads.dates.push_back(static_cast<std::size_t>(expression.index));
    }
    reads.states = reads.states || expression.operation == Operation::duty_done ||
                   expression.operation == Operation::duty_overdue;
    open.insert(open.end(), expression.operands.begin(), expression.operands.end());
  }
  return reads;
}

/// Depth first, without recursion: a policy may chain as many as it likes.
class Ordering {
public:
  explicit Ordering(const Model& model) : progress_(model.clauses.size()) {
    order_.turns.resize(model.clauses.size());
    for (const Clause& clause : model.clauses) {
      reads_.push_back(reads_of(model, clause));
    }
  }

  ReadingOrder order() {
    for (std::size_t clause = 0; clause < reads_.size(); ++clause) {
      follow(clause);
    }
    return std::move(order_);
  }

private:
  enum class Progress : std::uint8_t { untouched, open, settled };

  void follow(std::size_t first) {
    std::vector<std::size_t> way;
    enter(first, way);
    while (!way.empty()) {
      const std::size_t clause = way.back();
      std::vector<std::size_t>& dates = reads_[clause].dates;
      if (dates.empty()) {
        progress_[clause] = Progress::settled;
        way.pop_back();
        if (!way.empty()) {
          put_behind(way.back(), clause);
        }
        continue;
      }
      const std::size_t read = dates.back();
      dates.pop_back();
      if (progress_[read] == Progress::open) {
        order_.in_circle.push_back(ClauseId{static_cast<std::int32_t>(read)});
      } else if (progress_[read] == Progress::settled) {
        put_behind(clause, read);
      } else {
        enter(read, way);
      }
    }
  }

  void enter(std::size_t clause, std::vector<std::size_t>& way) {
    if (progress_[clause] == Progress::untouched) {
      progress_[clause] = Progress::open;
      order_.turns[clause] = reads_[clause].states ? 1 : 0;
      way.push_back(clause);
    }
  }

  void put_behind(std::size_t clause, std::size_t read) {
    order_.turns[clause] = std::max(order_.turns[clause], order_.turns[read] + 1);
  }

  std::vector<Reads> reads_;
  std::vector<Progress> progress_;
  ReadingOrder order_;
};

}  // namespace

ReadingOrder reading_order(const Model& model) {
  return Ordering(model).order();
}

}  // namespace recourse::model
