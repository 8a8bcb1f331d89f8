// Mistakes that policy staff make, each in a policy that is otherwise right, in both languages (tests/golden/staff): `right` are lines of
// policy_zh.rules or policy_en.rules, `wrong` is what stands in their place, and `expect` is all that check then says.
#include <gmock/gmock.h>

#include <array>

#include "recourse/policy.h"
#include "tests/support/golden.h"

namespace recourse {
namespace {

namespace fs = std::filesystem;

const fs::path& folder() {
  static const fs::path path = fs::path(RECOURSE_SOURCE_DIR) / "tests/golden/staff";
  return path;
}

std::string read(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

std::string policy_in(const std::string& language) {
  return read(folder() / ("policy_" + language + ".rules"));
}

std::vector<Diagnostic> check(std::string rules) {
  std::map<std::string, std::string> files{{"policy.rules", std::move(rules)}};
  for (const char* const name : {"offices.yaml", "calendar.yaml"}) files.emplace(name, read(folder() / name));
  const auto loader = memory_loader(std::move(files));
  return load_policy(*loader, "policy.rules").diagnostics;
}

std::string rendered(const std::vector<Diagnostic>& diagnostics, const std::string& language) {
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics)
    text += render(diagnostic, language == "zh" ? Language::chinese : Language::english);
  return text;
}

/// Whether the message, or a note of it, points into bytes [begin, end).
bool points_into(const Diagnostic& diagnostic, std::size_t begin, std::size_t end) {
  const auto inside = [&](const SourceSpan& span) { return span.begin >= begin && span.begin < end; };
  return inside(diagnostic.span) ||
         std::any_of(diagnostic.related.begin(), diagnostic.related.end(),
                     [&](const RelatedPlace& related) { return inside(related.span); });
}

class StaffMistakes : public ::testing::TestWithParam<fs::path> {};

TEST_P(StaffMistakes, AreToldInPlainWordsWhereTheyStand) {
  testing::check_golden(GetParam(), [](const testing::GoldenFile& golden, std::string_view language) {
    const std::string name(language);
    const std::string right(golden.section("right " + name)), wrong(golden.section("wrong " + name));
    std::string rules = policy_in(name);
    const std::size_t place = rules.find(right);
    EXPECT_NE(place, std::string::npos) << golden.path << " " << name;
    if (place == std::string::npos) return std::string();
    rules.replace(place, right.size(), wrong);
    const auto diagnostics = check(std::move(rules));
    EXPECT_EQ(diagnostics.size(), 1U) << golden.path << " " << name << ": one mistake, one message";
    EXPECT_TRUE(!diagnostics.empty() && points_into(diagnostics.front(), place, place + wrong.size()))
        << golden.path << " " << name;
    return rendered(diagnostics, name);
  });
}

INSTANTIATE_TEST_SUITE_P(All, StaffMistakes, ::testing::ValuesIn(testing::golden_files(folder())),
                         [](const auto& golden) { return testing::golden_name(golden.param); });

/// The rows of docs/messages.md, without the marks around their cells.
std::vector<std::array<std::string, 3>> rows_of_the_page() {
  std::vector<std::array<std::string, 3>> rows;
  std::istringstream page(read(fs::path(RECOURSE_SOURCE_DIR) / "docs/messages.md"));
  for (std::string line; std::getline(page, line);) {
    std::array<std::string, 3> cells;
    std::istringstream rest(line);
    std::string cell;
    std::getline(rest, cell, '|');
    for (std::string& one : cells) {
      std::getline(rest, one, '|');
      one = one.size() > 2 ? one.substr(1, one.size() - 2) : "";
    }
    if (fs::exists(folder() / (cells[0] + ".txt"))) rows.push_back(cells);
  }
  return rows;
}

TEST(StaffMistakesPage, SaysWhatIsTold) {
  const auto rows = rows_of_the_page();
  EXPECT_EQ(rows.size(), testing::golden_files(folder()).size());
  for (const auto& [mistake, english, chinese] : rows) {
    const auto golden = testing::read_golden(folder() / (mistake + ".txt"));
    EXPECT_THAT(golden.section("expect en"), ::testing::HasSubstr(": " + english + "\n")) << mistake;
    EXPECT_THAT(golden.section("expect zh"), ::testing::HasSubstr("：" + chinese + "\n")) << mistake;
  }
}

TEST(StaffMistakesPolicy, IsRightBeforeTheMistakes) {
  for (const std::string language : {"zh", "en"})
    EXPECT_EQ(rendered(check(policy_in(language)), language), "") << language;
}

}  // namespace
}  // namespace recourse
