// Expressions: what names in them mean, of which type each part is, and that what may be unknown is tested before it is used.
// expressions.cpp has names and the door, operators.cpp and functions.cpp the rest. Knows no clauses.
#pragma once

#include "engine/model/building.h"

namespace recourse::model {

/// What an expression may speak of where it stands.
struct Scope {
  RegionId region;            // whose stages are meant first
  std::vector<ActId> acts;    // whose parameters it may read: those that all of them have
  bool is_condition = false;  // may not read parameters at all
  bool tolerant = false;      // of tests: what may be unknown needs no test
  enum class Actor : std::uint8_t { nobody, perhaps_office, office };
  Actor actor = Actor::nobody;
  bool has_it = false;  // follows from the lapse of a duty of members: whose it was
};

/// An expression with its type; without id when it was wrong, which has been reported.
struct Typed {
  ExpressionId id;
  ValueType type;
  [[nodiscard]] bool ok() const { return id.known(); }
};

class Resolver {
public:
  Resolver(Building& building, Scope scope, Facts known = {})
      : building_(building), model_(building.model), scope_(std::move(scope)), known_(std::move(known)) {}

  /// Any value; may be unknown. `expected` gives bare words their choice and numbers their decimals.
  Typed resolve(const language::Expression& syntax, const ValueType* expected = nullptr);
  /// A value of this type that is known, or may be unknown where the type says so.
  Typed resolve_as(const language::Expression& syntax, const ValueType& expected);
  /// Yes or no.
  ExpressionId condition(const language::Expression& syntax);
  /// A constant, folded.
  std::optional<std::int64_t> constant(const language::Expression& syntax, const ValueType& expected);
  /// An office that may be unknown.
  Typed office(const language::Expression& syntax);

  /// What holds once `expression` is true (or is false): appended to `facts`.
  void facts_of(ExpressionId expression, bool truth, Facts& facts) const;

private:
  Typed resolve_by_kind(const language::Expression& syntax, const ValueType* expected);
  Typed resolve_name(const language::Expression& syntax, const ValueType* expected);
  Typed resolve_argument(std::string_view name, const language::Expression& syntax);
  Typed resolve_value_word(const language::Expression& syntax, const ValueType* expected);
  Typed resolve_derived(std::size_t index, const language::Expression& syntax);
  Typed resolve_role(std::size_t index, const language::Expression& syntax);
  Typed resolve_constant_word(const language::Expression& syntax);
  Typed resolve_number(const language::Expression& syntax, const ValueType* expected);
  /// Whether a bare word needs no expected type to be understood.
  bool stands_alone(const language::Expression& syntax) const;

  Typed resolve_binary(const language::Expression& syntax);
  Typed resolve_logical(const language::Expression& syntax);
  Typed resolve_comparison(const language::Expression& syntax);
  Typed resolve_in(const language::Expression& syntax);
  Typed resolve_in_list(const language::Expression& syntax);
  Typed resolve_arithmetic(const language::Expression& syntax);
  Typed resolve_date_arithmetic(const language::Expression& syntax, const Typed& left, const Typed& right);
  Typed resolve_minus(const language::Expression& syntax, const ValueType* expected);
  Typed resolve_is_known(const language::Expression& syntax);
  Typed resolve_otherwise(const language::Expression& syntax, const ValueType* expected);
  std::pair<Typed, Typed> resolve_pair(const language::Expression& left, const language::Expression& right);

  Typed resolve_call(const language::Expression& syntax);
  void report_unknown_function(const language::Expression& syntax);
  TableId table_of(const language::Expression& syntax) const;
  Typed resolve_table(const language::Expression& syntax, TableId id);
  Typed resolve_in_table(const language::Expression& syntax, TableId id);
  std::vector<ExpressionId> table_inputs(const language::Expression& syntax, const Table& table);
  Typed resolve_competent(const language::Expression& syntax);
  Typed resolve_member(const language::Expression& syntax);
  Typed resolve_previous(const language::Expression& syntax);
  Typed resolve_recurrence(const language::Expression& syntax);
  Typed resolve_record(const language::Expression& syntax, ActId act);
  Typed resolve_duty(const language::Expression& syntax, Operation operation);
  Typed resolve_stage(const language::Expression& syntax);
  Typed happened(ActId act, const SourceSpan& span, bool truth);

  Typed make(Operation operation, ValueType type, std::vector<ExpressionId> operands, const SourceSpan& span,
             std::int32_t index = -1, std::int64_t constant = 0);
  Typed truth_node(Operation operation, std::vector<ExpressionId> operands, const SourceSpan& span,
                   std::int32_t index = -1);
  Typed constant_node(ValueType type, std::int64_t value, const SourceSpan& span);
  Typed record(ActId act, Record::What what, std::int32_t parameter, ValueType type, const SourceSpan& span);
  /// Brings two decimals to one scale.
  void align(Typed& left, Typed& right);
  Typed scaled(const Typed& value, std::int32_t scale);
  /// Reports "no" for no, "letter" for a value of the choice: a text that would be a value without its quotes.
  bool reports_quotes(const language::Expression& text, const ValueType& expected);
  void report_mismatch(const language::Expression& syntax, const ValueType& found, const ValueType& expected);
  /// Reports what may be unknown here and was not tested.
  bool known(const Typed& value, const language::Expression& syntax);
  bool is_truth(const Typed& value, const language::Expression& syntax);
  bool is_known_here(const Typed& value) const;
  bool same_kind(const ValueType& one, const ValueType& other) const;

  Building& building_;
  Model& model_;
  Scope scope_;
  Facts known_;
  int depth_ = 0;
};

/// AND of two conditions, each of which may be absent.
ExpressionId conjunction(Building& building, ExpressionId left, ExpressionId right);
/// Adds a node to the model's expressions, keeping count of its size.
ExpressionId add_expression(Building& building, Expression expression);
/// What is remembered of an act, once for each.
RecordId remember(Building& building, ActId act, Record::What what, std::int32_t parameter = 0);

}  // namespace recourse::model
