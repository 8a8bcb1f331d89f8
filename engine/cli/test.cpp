// `recourse test`: runs the test blocks of a policy, and tells what they reach.
#include "recourse/test.h"

#include <fmt/format.h>

#include <iostream>

#include "engine/cli/json.h"
#include "engine/cli/session.h"
#include "recourse/report.h"

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

Json to_json(const Coverage::Count& count) {
  return {{"reached", count.reached}, {"all", count.all}, {"basis_points", count.basis_points()}};
}

Json to_json(const Coverage& coverage) {
  Json json = to_json(coverage.count());
  for (const CoverageItem::Kind kind : coverage_kinds()) {
    if (const Coverage::Count count = coverage.count(kind); count.all > 0)
      json["kinds"][std::string(kind_name(kind))] = to_json(count);
  }
  json["items"] = Json::array();
  for (const CoverageItem& item : coverage.items) {
    const LineColumn place = position(*item.span.source, item.span.begin);
    json["items"].push_back({{"kind", kind_name(item.kind)},
                             {"name", {{"en", item.name.english}, {"zh", item.name.chinese}}},
                             {"file", item.span.source->name},
                             {"line", place.line},
                             {"column", place.column},
                             {"begin", item.span.begin},
                             {"end", item.span.end},
                             {"reached", item.reached}});
  }
  return json;
}

struct Options {
  std::string policy, coverage, page;
  [[nodiscard]] bool asks_coverage() const { return !coverage.empty() || !page.empty(); }
  /// The least share that is to be reached, in per cent.
  [[nodiscard]] int least() const { return coverage.empty() ? 0 : std::stoi(coverage); }
};

/// What is under the least share is told where no document is spoilt by it.
void judge(Session& session, const Coverage::Count& count, int least) {
  if (count.reached * 100 >= count.all * least) return;
  session.exit = kInputWrong;
  std::cerr << fmt::format(
      fmt::runtime(session.text("The tests reach {} of {}, less than the {} % that are asked for. Write "
                                "tests for what is listed.\n",
                                "测试覆盖了 {} 项，共 {} 项，不足所要求的 {}％。请为所列内容编写测试。\n")),
      count.reached, count.all, least);
}

void test(Session& session, const Options& options) {
  const auto policy = session.load(options.policy);
  if (!policy) return;
  Coverage coverage;
  const std::vector<TestResult> results = run_tests(*policy, options.asks_coverage() ? &coverage : nullptr);
  const Count counted = count(results);
  if (counted.failed > 0) session.exit = kInputWrong;
  if (!options.page.empty()) session.write(options.page, render_html(coverage, *policy, session.language));
  if (session.json) {
    Json json = to_json(*policy, results, counted, session.language);
    if (options.asks_coverage()) json["coverage"] = to_json(coverage);
    std::cout << document(json);
  } else {
    for (const TestResult& result : results) tell(session, result);
    std::cout << fmt::format(fmt::runtime(session.text("{} tests, {} steps: {} passed, {} failed\n",
                                                       "{} 个测试，{} 步：{} 个通过，{} 个失败\n")),
                             results.size(), counted.steps, counted.passed, counted.failed);
    if (options.asks_coverage()) std::cout << "\n" << render_text(coverage, session.language);
  }
  if (options.asks_coverage()) judge(session, coverage.count(), options.least());
}

}  // namespace

void add_test(CLI::App& app, Session& session) {
  CLI::App* verb = add_verb(app, session, "test", "Run a policy's tests: does it do what they expect?",
                            "运行政策中的测试，看结果是否符合预期",
                            "recourse test rules/petition-2022 --coverage=95 --html coverage.html");
  static Options options;
  verb->add_option("policy", options.policy,
                   session.text("The policy's folder, or its main file (*.rules, *.md)",
                                "政策的文件夹，或其主文件（*.rules、*.md）"))
      ->type_name("POLICY")
      ->required();
  const auto is_share = [&session](const std::string& given) {
    const bool is_number =
        !given.empty() && given.size() <= 3 && given.find_first_not_of("0123456789") == std::string::npos;
    return is_number && std::stoi(given) <= 100
               ? std::string()
               : std::string(session.text("a share from 0 to 100 is expected, not ",
                                          "应为 0 至 100 的百分比，而不是 ")) +
                     given;
  };
  // The share stands behind `=`, so that a policy behind the option is none.
  verb->add_flag("--coverage{0}", options.coverage,
                 session.text("Show what no test reaches; with =95 fail if tests reach less than 95 %",
                              "列出测试没有覆盖到的内容；写 =95 则覆盖不足 95％ 时失败"))
      ->check(is_share);
  verb->add_option("--html", options.page,
                   session.text("Write the rules, with what tests reach, to this page",
                                "将标明测试覆盖情况的规则写入此网页"))
      ->type_name("FILE");
  verb->callback([&session] { test(session, options); });
}

}  // namespace recourse::cli
