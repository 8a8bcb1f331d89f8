#include "tests/graph/clause_lines.h"

#include <algorithm>

namespace recourse::graph {
namespace {

template <typename Item>
std::uint32_t earliest(std::uint32_t before, const std::vector<Item>& items) {
  for (const Item& item : items) {
    before = std::min(before, item.span.begin);
  }
  return before;
}

}  // namespace

ClauseLines::ClauseLines(const language::File& file) : source_(file.source) {
  if (file.header) {
    add(file.header->span);
  }
  add_all(file.uses);
  add_all(file.calendars);
  add_all(file.offices);
  add_all(file.sources);
  add_all(file.choices);
  add_all(file.parameters);
  add_all(file.acts);
  add_all(file.roles);
  for (const language::CaseType& case_type : file.cases) add(case_type);
  for (const language::Test& test : file.tests) add(test);
  for (const language::Chart& chart : file.charts) {
    add_around(chart.span, chart.clauses, chart.stages);
    for (const language::Clause& clause : chart.clauses) add(clause);
    for (const language::Stage& stage : chart.stages) add(stage);
  }
}

Lines ClauseLines::at(std::uint32_t byte) const {
  const Unit* innermost = nullptr;
  for (const Unit& unit : units_) {
    const bool holds = unit.begin <= byte && byte < unit.end;
    if (holds && (innermost == nullptr || unit.end - unit.begin <= innermost->end - innermost->begin)) {
      innermost = &unit;
    }
  }
  Lines lines;
  if (innermost != nullptr) {
    const std::uint32_t last = position(*source_, innermost->head_end).line;
    for (std::uint32_t line = position(*source_, innermost->begin).line; line <= last; ++line) {
      lines.insert(line);
    }
    lines.insert(position(*source_, innermost->end - 1).line);
  }
  return lines;
}

void ClauseLines::add(const SourceSpan& span) {
  units_.push_back({span.begin, span.end - 1, span.end});
}

template <typename... Held>
void ClauseLines::add_around(const SourceSpan& span, const Held&... held) {
  std::uint32_t first = span.end;
  ((first = earliest(first, held)), ...);
  const std::size_t head_end = source_->text.find_last_not_of(" \t\r\n", first - 1);
  units_.push_back({span.begin, static_cast<std::uint32_t>(head_end), span.end});
}

void ClauseLines::add(const language::Clause& clause) {
  add_around(clause.span, clause.children);
  for (const language::Clause& child : clause.children) add(child);
}

void ClauseLines::add(const language::Stage& stage) {
  add_around(stage.span, stage.clauses, stage.children);
  for (const language::Clause& clause : stage.clauses) add(clause);
  for (const language::Stage& child : stage.children) add(child);
}

void ClauseLines::add(const language::Test& test) {
  add_around(test.span, test.steps);
  add_all(test.steps);
}

void ClauseLines::add(const language::CaseType& case_type) {
  add_around(case_type.span, case_type.fields, case_type.derived);
  add_all(case_type.fields);
  add_all(case_type.derived);
}

template <typename Item>
void ClauseLines::add_all(const std::vector<Item>& items) {
  for (const Item& item : items) {
    add(item.span);
  }
}

}  // namespace recourse::graph
