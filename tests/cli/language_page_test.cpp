// docs/language.md: its blocks, put together, are a policy that checks without a word and whose tests pass.
#include "recourse/test.h"
#include "tests/cli/support.h"

namespace recourse::tests {
namespace {

/// The office that the page adds to the directory below, where it speaks of successors.
std::string ended_office(const std::string& page) {
  const std::size_t begin = page.find("  - {id: works");
  return page.substr(begin, page.find("```", begin) - begin);
}

TEST(LanguagePage, ItsBlocksAreAPolicyThatChecksAndPassesItsTests) {
  const std::string page = read_file(kSource + "/docs/language.md");
  const auto loader = memory_loader({
      {"page.md", page},
      {"calendar.yaml",
       "calendar: weekends\nzone: Europe/Berlin\ncomputed: [{from: 1990, to: 2099}]\nnotices: []\n"},
      {"offices.yaml",
       "levels: [company, unit]\n"
       "offices:\n"
       "  - {id: board, name: Board, level: company, posts: [{post: head, holder: B. Oard}]}\n"
       "  - {id: desk, name: Desk, level: unit, superior: board, posts: [{post: head, holder: D. Esk}]}\n"
       "  - {id: repairs, name: Repairs, level: unit, superior: board, posts: [{post: head, holder: R. "
       "Epair}]}\n" +
           ended_office(page)},
  });
  const LoadedPolicy loaded = load_policy(*loader, "page.md");
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
