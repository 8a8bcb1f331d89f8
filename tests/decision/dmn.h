// Decision models of the DMN conformance kit (level 2), as far as their logic is one decision table, and its test cases; and the same
// said in the rule language, with a `test` block for each case. Only for tests: the project neither reads nor writes DMN.
#pragma once

#include <string>
#include <vector>

#include "tests/decision/xml.h"

namespace recourse::decision {

struct Input {
  std::string name;                 // of the input data
  std::string type;                 // number, string, boolean
  std::vector<std::string> values;  // of a string: all that occur
};
struct Output {
  std::string name;  // empty when it is the only one
  std::vector<std::string> values, priorities;
  std::string otherwise;  // as FEEL
  bool is_number = false;
  int decimals = 0;
};
struct Rule {
  std::vector<std::string> inputs, outputs;  // as FEEL
};
struct DecisionTable {
  std::string name, hit, aggregation;
  std::vector<Input> inputs;
  std::vector<Output> outputs;
  std::vector<Rule> rules;
};
struct TestCase {
  std::string id;
  std::vector<std::string> inputs;                 // by input of the table
  std::vector<std::vector<std::string>> expected;  // by output; several when a list is expected
};
struct Conformance {
  DecisionTable table;
  std::vector<TestCase> cases;
  std::string out_of_scope;  // why; empty when the table can be said
};

/// Reads a model and the documents with its test cases.
Conformance read_conformance(const std::string& model, const std::vector<std::string>& tests);

/// The policy that says the same; its tests are the cases.
std::string as_policy(const std::string& title, const Conformance& conformance);

}  // namespace recourse::decision
