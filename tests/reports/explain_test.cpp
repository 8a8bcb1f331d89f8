// Explanations of the small docket's cases, held in tests/golden/reports/explained, and of what the docket's cases do not show.
#include <nlohmann/json.hpp>
#include <sstream>

#include "recourse/explain.h"
#include "tests/reports/petitions.h"
#include "tests/support/golden.h"

namespace recourse::reports {
namespace {

/// "date CASE CLAUSE DAY LANGUAGE", "entry CASE ENTRY DAY LANGUAGE"; "latest" is no entry; LANGUAGE may be "json".
std::string explained(const std::string& what) {
  Docket docket = filled();
  std::vector<std::string> words;
  std::istringstream stream(what);
  for (std::string word; stream >> word;) words.push_back(word);
  const Language language = words.back() == "zh" ? Language::chinese : Language::english;
  const auto shown = [&](const auto& result) {
    if (!result) return render(result.error(), language);
    return words.back() == "json" ? render_json(*result) : render_text(*result, language);
  };
  if (words[0] == "entry")
    return shown(explain_entry(docket, words[1], words[2] == "latest" ? "" : words[2], at(words[3])));
  return shown(explain_date(docket, words[1], words[2], at(words[3])));
}

class Explained : public ::testing::TestWithParam<std::filesystem::path> {};

TEST_P(Explained, IsAsExpected) {
  recourse::testing::check_golden(
      GetParam(), [](const auto&, std::string_view what) { return explained(std::string(what)); });
}

INSTANTIATE_TEST_SUITE_P(Reports, Explained,
                         ::testing::ValuesIn(recourse::testing::golden_files(
                             std::filesystem::path(RECOURSE_SOURCE_DIR) / "tests/golden/reports/explained")),
                         [](const auto& golden) { return recourse::testing::golden_name(golden.param); });

}  // namespace
}  // namespace recourse::reports
