// docs/language.md: its blocks, put together, are a policy that checks without a word and whose tests pass.
#include "recourse/test.h"
#include "tests/cli/support.h"

namespace recourse::tests {
namespace {

std::string rules_of(const std::string& page) {
  std::stringstream lines(page);
  std::string line, rules;
  bool inside = false;
  while (std::getline(lines, line)) {
    if (line == "```") inside = false;
    if (inside) rules += line + "\n";
    if (line == "```rules") inside = true;
  }
  return rules;
}

TEST(LanguagePage, ItsBlocksAreAPolicyThatChecksAndPassesItsTests) {
  const std::string rules = rules_of(read_file(kSource + "/docs/language.md"));
  ASSERT_GT(rules.size(), 2000U);
  const auto loader = memory_loader({
      {"page.rules", rules},
      {"calendar.yaml",
       "calendar: weekends\nzone: Europe/Berlin\ncomputed: [{from: 1990, to: 2099}]\nnotices: []\n"},
      {"offices.yaml",
       "levels: [company, unit]\n"
       "offices:\n"
       "  - {id: board, name: Board, level: company, posts: [{post: head, holder: B. Oard}]}\n"
       "  - {id: desk, name: Desk, level: unit, superior: board, posts: [{post: head, holder: D. Esk}]}\n"
       "  - {id: repairs, name: Repairs, level: unit, superior: board, posts: [{post: head, holder: R. "
       "Epair}]}\n"},
  });
  const LoadedPolicy loaded = load_policy(*loader, "page.rules");
  for (const Diagnostic& diagnostic : loaded.diagnostics)
    ADD_FAILURE() << render(diagnostic, Language::english);
  ASSERT_TRUE(loaded.policy);
  const std::vector<TestResult> results = run_tests(*loaded.policy);
  ASSERT_FALSE(results.empty());
  for (const TestResult& result : results) {
    for (const TestFailure& failure : result.failures)
      ADD_FAILURE() << render(failure.diagnostic, Language::english);
  }
}

}  // namespace
}  // namespace recourse::tests
