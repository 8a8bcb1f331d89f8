// `recourse test`: runs the test blocks of a policy.
#include "recourse/test.h"

#include <fmt/format.h>

#include <iostream>

#include "engine/cli/json.h"
#include "engine/cli/session.h"

namespace recourse::cli {
namespace {

struct Count {
  std::size_t steps = 0, passed = 0, failed = 0;
};

Count count(const std::vector<TestResult>& results) {
  Count count;
  for (const TestResult& result : results) {
    count.steps += static_cast<std::size_t>(result.steps);
    ++(result.failures.empty() ? count.passed : count.failed);
  }
  return count;
}

Json to_json(const Policy& policy, const std::vector<TestResult>& results, const Count& count,
             Language language) {
  Json tests = Json::array();
  for (const TestResult& result : results) {
    std::vector<Diagnostic> failures;
    for (const TestFailure& failure : result.failures) failures.push_back(failure.diagnostic);
    tests.push_back({{"name", result.name},
                     {"steps", result.steps},
                     {"passed", failures.empty()},
                     {"diagnostics", diagnostics_json(failures, language)}});
  }
  return {{"policy", policy.title()}, {"version", policy.version()}, {"steps", count.steps},
          {"passed", count.passed},   {"failed", count.failed},      {"tests", tests}};
}

void tell(const Session& session, const TestResult& result) {
  std::cout << (result.failures.empty() ? session.text("  ok  ", "通过  ") : session.text("FAIL  ", "失败  "))
            << result.name << "\n";
  for (const TestFailure& failure : result.failures)
    std::cout << render(failure.diagnostic, session.language);
}

void test(Session& session, const std::string& path) {
  const auto policy = session.load(path);
  if (!policy) return;
  const std::vector<TestResult> results = run_tests(*policy);
  const Count counted = count(results);
  if (counted.failed > 0) session.exit = kInputWrong;
  if (session.json) {
    std::cout << document(to_json(*policy, results, counted, session.language));
    return;
  }
  for (const TestResult& result : results) tell(session, result);
  std::cout << fmt::format(fmt::runtime(session.text("{} tests, {} steps: {} passed, {} failed\n",
                                                     "{} 个测试，{} 步：{} 个通过，{} 个失败\n")),
                           results.size(), counted.steps, counted.passed, counted.failed);
}

}  // namespace

void add_test(CLI::App& app, Session& session) {
  CLI::App* verb = add_verb(app, session, "test", "Run the test blocks of a policy", "运行政策中的测试",
                            "recourse test rules/petition-2022");
  static std::string path;
  verb->add_option("policy", path, session.text("A policy's folder or file", "政策文件夹或文件"))->required();
  verb->callback([&session] { test(session, path); });
}

}  // namespace recourse::cli
