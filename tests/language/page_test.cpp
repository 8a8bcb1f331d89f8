// The tables of docs/language.md: both spellings of each row are read and give one tree.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "engine/language/dump.h"
#include "engine/language/format.h"
#include "engine/language/parse.h"

namespace recourse::language {
namespace {

struct Row {
  bool declaration = false;
  std::string english;
  std::string chinese;
};

// The codes of a line `| `…` | `…` |`; nothing when it is no such row.
std::optional<Row> row(const std::string& line, bool declaration) {
  constexpr std::string_view kBetween = "` | `";
  const auto middle = line.find(kBetween);
  if (!line.starts_with("| `") || !line.ends_with("` |") || middle == std::string::npos) {
    return std::nullopt;
  }
  const std::size_t second = middle + kBetween.size();
  return Row{declaration, line.substr(3, middle - 3), line.substr(second, line.size() - second - 3)};
}

std::vector<Row> rows() {
  std::ifstream page(std::string(RECOURSE_SOURCE_DIR) + "/docs/language.md");
  std::vector<Row> result;
  std::string heading;
  for (std::string line; std::getline(page, line);) {
    heading = line.starts_with("#") ? line : heading;
    if (const auto found = row(line, heading == "### Declarations")) {
      result.push_back(*found);
    }
  }
  return result;
}

std::string tree(const std::string& text) {
  base::DiagnosticList diagnostics;
  const File file = parse(std::make_shared<const SourceText>(SourceText{"page", text}), diagnostics);
  for (const Diagnostic& diagnostic : diagnostics.items()) {
    ADD_FAILURE() << render(diagnostic, recourse::Language::english);
  }
  return dump(file);
}

TEST(LanguagePage, ShowsTheSameInBothSpellings) {
  const std::vector<Row> all = rows();
  ASSERT_GT(all.size(), 50U);
  for (const Row& one : all) {
    const std::string before = one.declaration ? "" : "process p for c { ";
    const std::string after = one.declaration ? "" : " }";
    const std::string english = tree(before + one.english + after);
    EXPECT_EQ(english, tree(before + one.chinese + after)) << one.english;
    EXPECT_NE(english, one.declaration ? "" : "process p for c\n") << one.english;
  }
}

std::string written(const std::string& text, KeywordLanguage language) {
  const auto result = formatted(std::make_shared<const SourceText>(SourceText{"page", text}), {}, language);
  EXPECT_TRUE(result) << text;
  return result.value_or("");
}

TEST(LanguagePage, HoldsNothingThatTheFormatterCannotWriteInBothSpellings) {
  for (const Row& one : rows()) {
    const std::string before = one.declaration ? "" : "process p for c { ";
    const std::string after = one.declaration ? "" : " }";
    const std::string english = written(before + one.english + after, KeywordLanguage::english);
    const std::string chinese = written(before + one.chinese + after, KeywordLanguage::chinese);
    EXPECT_EQ(written(english, KeywordLanguage::chinese), chinese);
    EXPECT_EQ(written(chinese, KeywordLanguage::english), english);
  }
}

}  // namespace
}  // namespace recourse::language
