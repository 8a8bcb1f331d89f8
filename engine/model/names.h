// The names that a policy declares, one table for each kind, and what to tell when one is not found: what was
// probably meant and where that stands. Knows nothing of expressions or clauses.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/base/message.h"
#include "engine/model/model.h"

namespace recourse::model {

enum class NameKind : std::uint8_t {
  choice,
  value,
  parameter,
  field,
  derived,
  role,
  office,
  act,
  stage,
  duty,
  chart,
  case_type,
  source,
  table,
  argument,
  function,
  type,
  level,
  member,
  count_
};

/// "an act", 行为.
TermCode term(NameKind kind);

struct Declared {
  std::int32_t index = -1;
  SourceSpan span;
};

/// The names of one kind.
class NameTable {
public:
  /// The first declaration stands: gives the one that is there already, or null after adding.
  const Declared* add(std::string_view name, std::int32_t index, const SourceSpan& span);
  /// A label is another name as long as only one thing of the kind carries it.
  void add_label(std::string_view label, std::int32_t index, const SourceSpan& span);
  /// By name, else by label.
  [[nodiscard]] const Declared* find(std::string_view name) const;
  [[nodiscard]] const Declared* find_by_name(std::string_view name) const;
  /// The first of several things that carry this label, which therefore means none of them; null when there is no such label.
  [[nodiscard]] const Declared* find_shared_label(std::string_view label) const;
  /// In the order of their declaration.
  [[nodiscard]] const std::vector<std::string_view>& names() const { return names_; }

private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view name) const { return std::hash<std::string_view>()(name); }
  };
  using Table = std::unordered_map<std::string, Declared, Hash, std::equal_to<>>;
  Table table_, labels_;                 // an index of -1: several things carry the label
  std::vector<std::string_view> names_;  // point into the keys of the tables, which stay where they are
};

class Names {
public:
  explicit Names(base::DiagnosticList& diagnostics) : diagnostics_(&diagnostics) {}

  [[nodiscard]] NameTable& operator[](NameKind kind) { return tables_[static_cast<std::size_t>(kind)]; }
  [[nodiscard]] const NameTable& operator[](NameKind kind) const {
    return tables_[static_cast<std::size_t>(kind)];
  }

  /// Adds a name; reports one that is declared already, also as another kind where the kinds stand in the same places:
  /// fields, derived fields, parameters and roles.
  void declare(NameKind kind, std::string_view name, std::int32_t index, const SourceSpan& span,
               std::string_view label = {});

  /// Something of this kind is declared twice, which has been reported: one of the two is probably what is missed elsewhere.
  void note_double(NameKind kind) { doubled_[static_cast<std::size_t>(kind)] = true; }
  /// The policy names no file of offices: names that could be offices are reported once, for all of them.
  void expect_no_offices() { offices_missing_ = true; }

  /// Stages have a table for each region, branches the one of their chart.
  NameTable& stages(RegionId region);
  void share_stages(RegionId branch, RegionId with);
  struct StageSearch {
    StageId stage;
    bool ambiguous = false;
  };
  /// The stage of this name in the region, else the one that any other region has.
  [[nodiscard]] StageSearch find_stage(std::string_view name, RegionId region) const;

  /// Values of all choices that have this name.
  struct Value {
    ChoiceId choice;
    std::int32_t index = 0;
    SourceSpan span;
  };
  void add_value(std::string_view name, std::string_view label, const Value& value);
  /// By name, else by label.
  [[nodiscard]] const std::vector<Value>& values(std::string_view name) const;

  /// Reports that `name` is none of the `wanted` kinds: whether it is something else, which similar name was probably meant,
  /// and where that stands. `near` are more candidates, without a place; `needed` says in the message what was wanted, else
  /// the first of the kinds.
  void report_unknown(const std::vector<NameKind>& wanted, std::string_view name, const SourceSpan& span,
                      const std::vector<std::string_view>& near = {},
                      std::optional<TermCode> needed = std::nullopt);

private:
  [[nodiscard]] const Declared* find(NameKind kind, std::string_view name) const;
  [[nodiscard]] std::optional<std::string> similar(const std::vector<NameKind>& wanted, std::string_view name,
                                                   const std::vector<std::string_view>& near);
  /// What could stand there, when it is few: by names, without labels.
  [[nodiscard]] std::vector<Argument::Item> choices(const std::vector<NameKind>& wanted) const;
  [[nodiscard]] std::optional<NameKind> other_kind(std::string_view name) const;
  [[nodiscard]] std::vector<std::string_view> candidates(NameKind kind) const;

  base::DiagnosticList* diagnostics_;
  std::array<NameTable, static_cast<std::size_t>(NameKind::count_)> tables_;
  std::deque<NameTable> stages_;       // a deque, since tables are not moved
  std::vector<std::size_t> table_of_;  // by region: in stages_
  std::unordered_map<std::string, std::vector<Value>> values_, value_labels_;
  std::array<bool, static_cast<std::size_t>(NameKind::count_)> doubled_{};
  bool offices_missing_ = false, offices_missed_ = false;
  int suggestions_left_ = 200;  // a broken file may have thousands of unknown names
};

}  // namespace recourse::model
