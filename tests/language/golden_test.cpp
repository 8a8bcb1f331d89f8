// The goldens of tests/golden/language: `expect dump` is the syntax tree, `expect en` and `expect zh` the messages
// (`expect en last`: only the last one). A `csv` section stands in the place of `input`: the rows of the table t(a, b). `=== repeat N` adds its lines N times to the input, without line breaks.
#define ROOM_CATALOGUE "engine/base/messages/language.def"
#include "tests/support/golden.h"

#include "engine/base/messages/language.h"
#include "engine/language/csv_rows.h"
#include "engine/language/dump.h"
#include "engine/language/parse.h"
#include "tests/support/golden_messages.h"

namespace recourse::language {
namespace {

namespace fs = std::filesystem;

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

File parse_golden(const testing::GoldenFile& golden, base::DiagnosticList& diagnostics) {
  std::vector<base::DiagnosticList> found(1);
  std::vector<File> files{
      parse(std::make_shared<const SourceText>(SourceText{"input", input(golden)}), found.front())};
  split_runs(files, found);
  for (const Diagnostic& item : found.front().items()) {
    diagnostics.add(item);
  }
  return std::move(files.front());
}

/// The rows of a CSV file, as those of a table.
File parse_csv(std::string_view text, base::DiagnosticList& diagnostics) {
  const auto source = std::make_shared<const SourceText>(SourceText{"t.csv", std::string(text)});
  File file;
  Table& table = file.tables.emplace_back();
  table.name.text = "t";
  table.rows = csv_rows(source, diagnostics, {});
  return file;
}

std::vector<Diagnostic> check(const testing::GoldenFile& golden) {
  base::DiagnosticList diagnostics;
  if (const std::string_view rows = golden.section("csv"); !rows.empty()) {
    parse_csv(rows, diagnostics);
  } else {
    parse_golden(golden, diagnostics);
  }
  diagnostics.sort();
  return diagnostics.items();
}

std::string make(const testing::GoldenFile& golden, std::string_view what) {
  if (what == "dump") {
    base::DiagnosticList ignored;
    const std::string_view rows = golden.section("csv");
    return dump(rows.empty() ? parse_golden(golden, ignored) : parse_csv(rows, ignored));
  }
  return testing::messages_shown(check(golden), what).value_or("there is no such section\n");
}

class Golden : public ::testing::TestWithParam<fs::path> {};

TEST_P(Golden, IsAsExpected) {
  testing::check_golden(GetParam(), make);
}

INSTANTIATE_TEST_SUITE_P(Language, Golden, ::testing::ValuesIn(testing::goldens_of_room("language")),
                         [](const auto& one) { return testing::golden_name(one.param); });

TEST(Goldens, GoodFilesHaveNoErrors) {
  for (const fs::path& path : testing::golden_files(testing::golden_folder("language") / "good")) {
    EXPECT_TRUE(check(testing::read_golden(path)).empty()) << path;
  }
}

TEST(Goldens, BadFilesShowTheirErrorsInBothLanguages) {
  testing::expect_messages_in_both_languages("language");
}

TEST(Goldens, ProvokeEveryMessageOfTheRoom) {
  testing::expect_every_message_provoked("language", check);
}

TEST(Goldens, ProvokeNoMessageInTheSameWayTwice) {
  testing::expect_no_message_provoked_twice("language", check);
}

}  // namespace
}  // namespace recourse::language
