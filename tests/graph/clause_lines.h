// Which lines of a rule file belong to the clause, the declaration or the step of a test that holds a place. What others stand
// in (a stage, a block of conditions) has the lines of its head and the one on which it ends, not those of what it holds.
#pragma once

#include <cstdint>
#include <set>
#include <vector>

#include "engine/language/syntax.h"

namespace recourse::graph {

using Lines = std::set<std::uint32_t>;

class ClauseLines {
public:
  explicit ClauseLines(const language::File& file);

  /// The lines of the innermost clause that holds this byte; none outside all clauses.
  [[nodiscard]] Lines at(std::uint32_t byte) const;

private:
  struct Unit {
    std::uint32_t begin, head_end, end;
  };

  void add(const SourceSpan& span);
  template <typename... Held>
  void add_around(const SourceSpan& span, const Held&... held);
  void add(const language::Clause& clause);
  void add(const language::Stage& stage);
  void add(const language::Test& test);
  void add(const language::CaseType& case_type);
  template <typename Item>
  void add_all(const std::vector<Item>& items);

  std::shared_ptr<const SourceText> source_;
  std::vector<Unit> units_;
};

}  // namespace recourse::graph
