// Random decision tables, in the file and from CSV.
#pragma once

#include <map>
#include <string>

#include "tests/reference/policy_vocabulary.h"

namespace recourse::reference {

/// Decides which tables the policy has, before the first expression asks one.
std::vector<TableSpec> plan_tables(Random& random);

class TableWriter {
public:
  TableWriter(const Vocabulary& vocabulary, Random& random, Speaker& speaker, ExpressionWriter& expressions)
      : vocabulary_(vocabulary), random_(random), speaker_(speaker), expressions_(expressions) {}

  /// All declarations; the rows of some are put into files of their own.
  std::string declarations(std::map<std::string, std::string>& files);

private:
  using Row = std::vector<std::string>;

  std::string declaration(const TableSpec& table, std::map<std::string, std::string>& files);
  std::string input(const Variable& input) const;
  std::string type(const Variable& variable) const;
  std::vector<Row> rows(const TableSpec& table);
  Row row(const TableSpec& table, std::size_t from);
  std::string cell(const Variable& input);
  std::string comparison();
  std::string number_cell(const Variable& input);
  std::string choice_cell(const Variable& input);
  std::string date_cell(const Variable& input);
  std::string answer(const TableSpec& table);
  std::string header(const TableSpec& table) const;

  const Vocabulary& vocabulary_;
  Random& random_;
  Speaker& speaker_;
  ExpressionWriter& expressions_;
};

}  // namespace recourse::reference
