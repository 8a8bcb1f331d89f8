// `recourse test`: runs the test blocks of a policy.
#include "recourse/test.h"

#include <fmt/format.h>

#include <iostream>

#include "engine/cli/session.h"

namespace recourse::cli {
namespace {

std::vector<Diagnostic> diagnostics_of(const std::vector<TestResult>& results) {
  std::vector<Diagnostic> diagnostics;
  for (const TestResult& result : results) {
    for (const TestFailure& failure : result.failures) diagnostics.push_back(failure.diagnostic);
  }
  return diagnostics;
}

void test(Session& session, const std::string& path) {
  const auto policy = session.load(path);
  if (!policy) return;
  const std::vector<TestResult> results = run_tests(*policy);
  const std::vector<Diagnostic> failures = diagnostics_of(results);
  if (!failures.empty()) session.exit = kInputWrong;
  if (session.json) {
    std::cout << render_json(failures, session.language) << "\n";
    return;
  }
  std::size_t failed = 0, steps = 0;
  for (const TestResult& result : results) {
    failed += result.failures.empty() ? 0 : 1;
    steps += static_cast<std::size_t>(result.steps);
    std::cout << (result.failures.empty() ? session.text("  ok  ", "通过  ")
                                          : session.text("FAIL  ", "失败  "))
              << result.name << "\n";
    for (const TestFailure& failure : result.failures)
      std::cout << render(failure.diagnostic, session.language);
  }
  std::cout << fmt::format(fmt::runtime(session.text("{} tests, {} steps: {} passed, {} failed\n",
                                                     "{} 个测试，{} 步：{} 个通过，{} 个失败\n")),
                           results.size(), steps, results.size() - failed, failed);
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
