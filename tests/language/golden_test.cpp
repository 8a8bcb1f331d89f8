// The goldens of tests/golden/language: `expect dump` is the syntax tree, `expect en` and `expect zh` the messages
// (`expect en last`: only the last one). `=== repeat N` adds its lines N times to the input, without line breaks.
#include "tests/support/golden.h"

#include <set>

#include "engine/base/catalogue.h"
#include "engine/language/dump.h"
#include "engine/language/parse.h"

namespace recourse::language {
namespace {

namespace fs = std::filesystem;

const fs::path kFolder = fs::path(RECOURSE_SOURCE_DIR) / "tests/golden/language";

std::shared_ptr<const SourceText> source(std::string_view text) {
  return std::make_shared<const SourceText>(SourceText{"input", std::string(text)});
}

std::string input(const testing::GoldenFile& golden) {
  std::string text(golden.section("input"));
  for (const testing::GoldenSection& section : golden.sections) {
    if (section.title.starts_with("repeat ")) {
      const std::string_view part = std::string_view(section.body).substr(0, section.body.size() - 1);
      for (int times = std::stoi(section.title.substr(7)); times > 0; --times) {
        text += part;
      }
    }
  }
  return text;
}

std::string make(const testing::GoldenFile& golden, std::string_view what) {
  base::DiagnosticList diagnostics;
  const File file = parse(source(input(golden)), diagnostics);
  if (what == "dump") {
    return dump(file);
  }
  diagnostics.sort();
  const auto language = what.starts_with("zh") ? recourse::Language::chinese : recourse::Language::english;
  if (what.ends_with(" last")) {
    return diagnostics.items().empty() ? "" : render(diagnostics.items().back(), language);
  }
  std::string result;
  for (const Diagnostic& diagnostic : diagnostics.items()) {
    result += render(diagnostic, language);
  }
  return result;
}

class Golden : public ::testing::TestWithParam<fs::path> {};

TEST_P(Golden, IsAsExpected) {
  testing::check_golden(GetParam(), make);
}

std::vector<fs::path> all_goldens() {
  std::vector<fs::path> files = testing::golden_files(kFolder / "good");
  for (const fs::path& path : testing::golden_files(kFolder / "bad")) {
    files.push_back(path);
  }
  return files;
}

INSTANTIATE_TEST_SUITE_P(Language, Golden, ::testing::ValuesIn(all_goldens()),
                         [](const auto& one) { return testing::golden_name(one.param); });

TEST(Goldens, GoodFilesHaveNoErrors) {
  for (const fs::path& path : testing::golden_files(kFolder / "good")) {
    base::DiagnosticList diagnostics;
    parse(source(input(testing::read_golden(path))), diagnostics);
    EXPECT_TRUE(diagnostics.items().empty()) << path;
  }
}

TEST(Goldens, BadFilesShowTheirErrorsInBothLanguages) {
  for (const fs::path& path : testing::golden_files(kFolder / "bad")) {
    const testing::GoldenFile file = testing::read_golden(path);
    EXPECT_TRUE(!file.section("expect en").empty() || !file.section("expect en last").empty()) << path;
    EXPECT_TRUE(!file.section("expect zh").empty() || !file.section("expect zh last").empty()) << path;
  }
}

void note_codes(const std::vector<Diagnostic>& diagnostics, std::set<MessageCode>& codes) {
  for (const Diagnostic& diagnostic : diagnostics) {
    codes.insert(diagnostic.code);
    for (const RelatedPlace& related : diagnostic.related) {
      codes.insert(related.code);
    }
  }
}

// The messages of the room, in the order of its catalogue.
constexpr MessageCode kCodes[] = {
#define MESSAGE(code, severity, en, en_advice, zh, zh_advice) MessageCode::code,
#define TERM(code, en, zh)
#include "engine/base/messages/language.def"
#undef MESSAGE
#undef TERM
};

TEST(Goldens, ProvokeEveryMessageOfTheRoom) {
  std::set<MessageCode> provoked;
  for (const fs::path& path : testing::golden_files(kFolder / "bad")) {
    base::DiagnosticList diagnostics;
    parse(source(input(testing::read_golden(path))), diagnostics);
    note_codes(diagnostics.items(), provoked);
  }
  for (const MessageCode code : kCodes) {
    EXPECT_TRUE(provoked.contains(code))
        << code_name(code) << " is provoked by no file of golden/language/bad";
  }
}

}  // namespace
}  // namespace recourse::language
