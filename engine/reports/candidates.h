// What is worth trying in place of what was given: drawn from the clauses that are about an act and from the types.
#pragma once

#include <set>

#include "engine/cases/body.h"

namespace recourse::reports {

/// The clauses that let an act be done or forbid it, and what their conditions read.
class Concerned {
public:
  Concerned(const Policy& policy, const std::string& act);

  [[nodiscard]] const std::vector<const model::Clause*>& clauses() const { return clauses_; }
  /// Fields that their conditions read, and by which it is told who may do it.
  [[nodiscard]] const std::set<model::FieldId>& fields() const { return fields_; }
  /// Whether a condition asks which day it is, so that it may hold on days between two entries only.
  [[nodiscard]] bool reads_day() const { return reads_day_; }
  /// Takes what comparisons of these conditions come to in the case, for values() to be near.
  void compare_in(const Case& in, const Act& act);
  /// Fields that say who may, and are not known.
  [[nodiscard]] std::vector<model::FieldId> unknown_offices(const Case& in) const;
  /// Whom they name in the case at that time.
  [[nodiscard]] std::vector<Actor> actors(const Case& in, Instant now) const;
  /// Other values of a type: all of them, or those near the constants of these conditions. Nothing for sets.
  [[nodiscard]] std::vector<Value> values(const model::ValueType& type, Instant now) const;

  /// The same for an argument that was not given: never empty for numbers, dates and periods, and no day that has passed.
  [[nodiscard]] std::vector<Value> values_to_suppose(const model::ValueType& type, Instant now) const;

private:
  void read(model::ExpressionId expression);
  void read_who(model::WhoId who);
  void read_table(const model::Table& table);
  void add_actors(model::WhoId who, const Case& in, Instant now, std::vector<Actor>& actors) const;

  Policy policy_;
  const model::Model& model_;
  std::vector<const model::Clause*> clauses_;
  std::vector<model::WhoId> whos_;
  std::set<model::FieldId> fields_, who_fields_;
  std::vector<model::ExpressionId> compared_;
  bool reads_day_ = false;
  std::set<std::pair<base::Type, std::int64_t>> constants_;
};

/// Whom a clause names for an approval of what it forbids.
std::vector<Actor> actors_named(const Policy& policy, model::WhoId who, const Case& in, Instant now);

/// How far two values of one type are from another, for numbers, dates and periods; nothing of other types.
std::optional<std::int64_t> distance(const model::ValueType& type, const Value& one, const Value& other);

}  // namespace recourse::reports
