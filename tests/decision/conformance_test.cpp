// The DMN conformance kit, level 2 (../shared/data/dmn-tck-cl2): each model whose logic is a decision table is said in the rule language,
// checked like any policy, and its test cases are run by the machine as `test` blocks.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <set>

#include "recourse/test.h"
#include "tests/decision/dmn.h"

namespace recourse::decision {
namespace {

namespace fs = std::filesystem;

std::string content(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

Conformance read_folder(const fs::path& folder) {
  std::string model;
  std::set<fs::path> tests;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".dmn") model = content(entry.path());
    if (entry.path().extension() == ".xml") tests.insert(entry.path());
  }
  std::vector<std::string> documents;
  for (const fs::path& path : tests) documents.push_back(content(path));
  return read_conformance(model, documents);
}

/// How many of the cases pass.
std::size_t run(const std::string& name, const Conformance& conformance) {
  const std::string policy = as_policy(name, conformance);
  const auto loader =
      memory_loader({{"p.rules", policy},
                     {"calendar.yaml", "calendar: days\nzone: UTC\ncomputed: [{from: 1990, to: 2090}]\n"}});
  const LoadedPolicy loaded = load_policy(*loader, "p.rules");
  for (const Diagnostic& diagnostic : loaded.diagnostics)
    if (severity(diagnostic.code) == Severity::error)
      ADD_FAILURE() << name << render(diagnostic, Language::english) << policy;
  if (!loaded.policy) return 0;
  std::size_t passed = 0;
  for (const TestResult& result : run_tests(*loaded.policy)) {
    EXPECT_GT(result.steps, 1U) << name << result.name;
    passed += result.failures.empty() ? 1 : 0;
    for (const TestFailure& failure : result.failures)
      ADD_FAILURE() << name << render(failure.diagnostic, Language::english) << policy;
  }
  return passed;
}

TEST(DmnConformance, TablesGiveTheExpectedAnswers) {
  const fs::path root = fs::path(RECOURSE_SHARED_DIR) / "data" / "dmn-tck-cl2";
  if (!fs::exists(root)) GTEST_SKIP() << root << " is not there";
  std::set<fs::path> folders;
  for (const auto& entry : fs::directory_iterator(root))
    if (entry.is_directory()) folders.insert(entry.path());
  std::size_t tables = 0, cases = 0, passed = 0, expressions = 0;
  std::set<std::string> pairs;
  for (const fs::path& folder : folders) {
    const std::string name = folder.filename().string();
    const Conformance conformance = read_folder(folder);
    if (!conformance.out_of_scope.empty()) {
      std::cout << name << ": out of scope, " << conformance.out_of_scope << "\n";
      if (conformance.table.name.empty())
        ++expressions;
      else
        pairs.insert(name.substr(0, 4));
      continue;
    }
    ++tables;
    cases += conformance.cases.size();
    passed += run(name, conformance);
  }
  std::cout << passed << " of " << cases << " cases of " << tables << " tables pass; " << pairs.size()
            << " tables give lists of pairs, " << expressions << " models have no table\n";
  // What docs/language.md says of them.
  EXPECT_EQ(tables, 14U);
  EXPECT_EQ(cases, 42U);
  EXPECT_EQ(passed, cases);
  EXPECT_EQ(pairs, (std::set<std::string>{"0109", "0110", "0119"}));
  EXPECT_EQ(expressions, 11U);
}

}  // namespace
}  // namespace recourse::decision
