// What the grammar hands to the builder: which rule matched which tokens, as one flat list in preorder. Knows neither
// PEGTL nor the syntax tree.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace recourse::language {

enum class Node : std::uint8_t {
  // names and values
  name,
  text,
  title,
  number,
  count,
  period,
  date,
  time,
  truth,
  unknown,
  // expressions: a chain of operands and operators, in the order of the text
  expression,
  call,
  group,
  set,
  in_stage,
  first,
  member,
  prefix,
  test,
  recurrence,
  operation,
  excluded,
  // acts and types
  act,
  acts,
  approval,
  any_act,
  field,
  derived,
  type,
  type_name,
  set_of,
  optional,
  bounds,
  range,
  // citations
  cites,
  articles,
  article,
  // clauses and their phrases
  clause,
  head,
  block,
  trigger,
  first_mark,
  all,
  within,
  until,
  from,
  extendable,
  bound_by,
  bound_up_to,
  bound_at_most,
  through,
  by,
  aim,
  limit_mark,
  when,
  as,
  then,
  otherwise,
  unless,
  overrides,
  times,
  effects,
  effect,
  stage_particle,
  // declarations
  stage,
  stage_mark,
  branch,
  body,
  chart,
  for_case,
  office_period,
  role,
  party,
  act_declaration,
  policy,
  version,
  in_force,
  file_reference,
  source,
  choice,
  choice_value,
  parameter,
  case_type,
  table,
  gives,
  hit,
  rows_from,
  rows,
  row,
  cell,
  cell_test,
  any_value,
  // migrations
  migration,
  old_name,
  others,
  same_stage,
  stay,
  moved_stages,
  moved_field,
  dropped,
  // tests
  test_block,
  same_matter,
  other_case,
  case_order,
  step,
  argument,
  refused,
  expectation,
  expected_kind,
  negated
};

class Tree {
public:
  struct Entry {
    Node kind;
    std::uint32_t begin = 0;  // tokens
    std::uint32_t end = 0;
    std::uint32_t last = 0;  // one past the entry's last descendant
  };

  void open(Node kind, std::size_t token) {
    forget(token);
    open_.push_back(static_cast<std::uint32_t>(entries_.size()));
    entries_.push_back({kind, static_cast<std::uint32_t>(token), 0, 0});
  }
  void close(std::size_t token) {
    forget(token);
    Entry& entry = entries_[open_.back()];
    entry.end = static_cast<std::uint32_t>(token);
    entry.last = static_cast<std::uint32_t>(entries_.size());
    open_.pop_back();
  }
  void drop() {
    entries_.resize(open_.back());
    open_.pop_back();
  }

  /// A state to which a failed attempt returns.
  struct Mark {
    std::size_t entries;
    std::size_t open;
  };
  [[nodiscard]] Mark mark() const { return {entries_.size(), open_.size()}; }
  void reset(Mark mark) {
    entries_.resize(mark.entries);
    open_.resize(mark.open);
  }

  /// Tokens of a part that could not be read.
  void leave_out(std::size_t begin, std::size_t end) { left_out_.emplace_back(begin, end); }

  [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }
  [[nodiscard]] const std::vector<std::pair<std::size_t, std::size_t>>& left_out() const { return left_out_; }

private:
  // What an abandoned alternative left: entries at or behind the place to which the grammar has gone back.
  void forget(std::size_t token) {
    const std::size_t inside = open_.empty() ? 0 : open_.back() + 1;
    while (entries_.size() > inside && entries_.back().begin >= token) {
      entries_.pop_back();
    }
  }

  std::vector<Entry> entries_;
  std::vector<std::uint32_t> open_;
  std::vector<std::pair<std::size_t, std::size_t>> left_out_;
};

}  // namespace recourse::language
