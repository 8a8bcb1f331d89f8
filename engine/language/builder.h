// The tree of matched rules → the syntax tree. Internal to the room; parse.cpp is the only caller. It reports what the
// grammar lets through because the order of phrases is free: missing acts, doubles, phrases of another clause.
#pragma once

#include "engine/language/parse.h"
#include "engine/language/token.h"
#include "engine/language/tree_walk.h"

namespace recourse::language {

/// An expression with more parts than this is refused, so that later passes may recurse over it.
inline constexpr std::size_t kMostParts = 1'000;

/// The operator that a token means.
Expression::Operator comparison_of(Kind token);

class Builder : TreeWalk {
public:
  Builder(const Tree& tree, const Tokens& tokens, Reporter& reporter)
      : TreeWalk(tree, tokens), left_out_(tree.left_out()), reporter_(reporter) {}

  /// Moves everything into a File. Once.
  File build();
  /// The rows of a table that is a text of its own.
  std::vector<TableRow> build_rows();

private:
  // Places.
  [[nodiscard]] SourceSpan span(At node) const {
    return reporter_.span(token(node).begin, last_token(node).end);
  }
  [[nodiscard]] std::string_view spelling(At node) const { return reporter_.text(token(node)); }
  void report(MessageCode code, At node, std::vector<Argument> arguments = {},
              std::vector<RelatedPlace> related = {}) {
    reporter_.add(code, token(node).begin, last_token(node).end, std::move(arguments), std::move(related));
  }

  // build_value.cpp: names, texts, numbers, types, expressions.
  [[nodiscard]] Name name(At node) const;
  [[nodiscard]] Name name_of(At parent) const;  // its first name; empty when there is none
  [[nodiscard]] std::string text(At node) const;
  [[nodiscard]] std::string_view without_quotes(const Token& token) const;
  [[nodiscard]] std::optional<std::string> label_of(At parent) const;
  [[nodiscard]] std::int64_t number(At node) const;
  void decimal(At node, Expression& result);
  Declaration declaration(At node);
  void read_type(At node, Declaration& declaration);
  void read_bounds(At node, Declaration& declaration);
  [[nodiscard]] std::string article(At node) const;
  [[nodiscard]] Citation citation(At node) const;
  [[nodiscard]] std::optional<Citation> citation_of(At parent) const;
  Expression expression(At node);
  Expression expression_of(At parent);
  struct Chain;  // the parts of one expression, read by precedence
  Expression climb(Chain& chain, int binding);
  [[nodiscard]] std::pair<Expression, Expression> recurrence(At node) const;
  Expression first_operand(Chain& chain);
  Expression primary(At node);
  Expression named(At node);
  Expression call(At node);

  // build_clause.cpp
  Clause clause(At node);
  void phrase(At node, Clause& clause);
  void limit_phrase(At node, Clause& clause);
  void check_phrases(At node, const Clause& clause);
  void report_second_act(At clause, At first, At second);
  void check_acts(At node, const Clause& clause);
  void check_any_act(At node, const Clause& clause);
  Limit& limit(Clause& clause, At node);
  Expression period_of(At node);
  Extension extension(At node);
  ActUse act(At node);
  std::vector<ActUse> acts(At node);
  Consequence consequence(At node);
  std::vector<Effect> effects(At node);
  Effect effect(At node);
  Effect sent_effect(At node);
  [[nodiscard]] std::uint32_t times(At node) const;

  // build_declaration.cpp
  void declare(At node);
  void policy(At node);
  void file_reference(At node);
  void choice(At node);
  void parameter(At node);
  void case_type(At node);
  SameMatter same_matter(At node);
  void act_declaration(At node);
  void role(At node);
  void chart(At node);
  OfficePeriod office_period(At node, std::optional<At> when);
  [[nodiscard]] bool is_stage(At node) const;
  void add_stage(At node, std::vector<Stage>& stages);
  Stage stage(At node);

  // build_table.cpp
  void table(At node);
  void hit(At node, Table& table);
  TableRow row(At node);
  TableRow::Cell cell(At node);
  TableRow::Test cell_test(At node);

  // build_migration.cpp
  void migration(At node);
  [[nodiscard]] Name old_name(At node) const;
  [[nodiscard]] std::vector<Name> old_names(At parent) const;
  Migration::Stages moved_stages(At node);

  // build_test.cpp
  void test(At node);
  void other_case(At node, Test& test);
  TestStep step(At node);
  void act_step(At node, TestStep& step);
  void expectation(At node, TestStep& step);

  const std::vector<std::pair<std::size_t, std::size_t>>& left_out_;
  Reporter& reporter_;
  File file_;
  std::size_t expression_depth_ = 0;
};

}  // namespace recourse::language
