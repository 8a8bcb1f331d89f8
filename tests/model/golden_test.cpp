// The goldens of tests/golden/model: `expect en` and `expect zh` are the messages of one policy with mistakes. It is a folder of files:
// a section `=== NAME.rules` or `=== NAME.yaml` is the file of that name, `=== input` is input.rules, the whole policy, and
// `=== keywords zh` writes them with Chinese keywords instead,
// `=== repeat N NAME` adds its lines N times to that file, and `=== rule` is rule.rules, laid over the policy of golden/model/frame. The frame's calendar and offices stand beside all of them.
#define ROOM_CATALOGUE "engine/base/messages/model.def"
#include "tests/support/golden.h"

#include "engine/base/messages/model.h"
#include "engine/model/build.h"
#include "recourse/format.h"
#include "tests/support/golden_messages.h"

namespace recourse::model {
namespace {

namespace fs = std::filesystem;

std::string frame(const char* name) {
  std::ifstream stream(testing::golden_folder("model") / "frame" / name, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

/// The policy is not checked, but written with Chinese keywords.
constexpr std::string_view kInChinese = "keywords zh";

std::map<std::string, std::string> files_of(const testing::GoldenFile& golden) {
  std::map<std::string, std::string> files;
  for (const testing::GoldenSection& section : golden.sections) {
    if (section.title == "rule" && section.body.empty()) {
      files.emplace("frame.rules", frame("frame.rules"));
    } else if (section.title == "input" || section.title == "rule") {
      files[section.title + ".rules"] = section.body;
    } else if (section.title.starts_with("repeat ")) {
      std::size_t digits = 0;
      for (int times = std::stoi(section.title.substr(7), &digits); times > 0; --times) {
        files[section.title.substr(8 + digits)] += section.body;
      }
    } else if (!section.title.starts_with("expect ") && section.title != kInChinese) {
      files[section.title] = section.body;
    }
  }
  if (files.contains("rule.rules")) {
    files.emplace("frame.rules", frame("frame.rules"));
  }
  for (const char* const name : {"calendar.yaml", "offices.yaml"}) {
    files.emplace(name, frame(name));
  }
  return files;
}

std::vector<Diagnostic> check(const testing::GoldenFile& golden) {
  if (std::any_of(golden.sections.begin(), golden.sections.end(),
                  [](const testing::GoldenSection& section) { return section.title == kInChinese; })) {
    return format_policy(*memory_loader(files_of(golden)), "", Language::chinese).diagnostics;
  }
  base::DiagnosticList diagnostics;
  build_model(*memory_loader(files_of(golden)), "", diagnostics);
  diagnostics.sort();
  return diagnostics.items();
}

std::string make(const testing::GoldenFile& golden, std::string_view what) {
  return testing::messages_shown(check(golden), what).value_or("there is no such section\n");
}

class Golden : public ::testing::TestWithParam<fs::path> {};

TEST_P(Golden, IsAsExpected) {
  testing::check_golden(GetParam(), make);
}

INSTANTIATE_TEST_SUITE_P(Model, Golden, ::testing::ValuesIn(testing::goldens_of_room("model")),
                         [](const auto& golden) { return testing::golden_name(golden.param); });

TEST(Goldens, TheFrameHasNoMistake) {
  const testing::GoldenFile only_frame{{}, {}, {{"rule", ""}}};
  EXPECT_EQ(make(only_frame, "en"), "");
}

TEST(Goldens, BadFilesShowTheirErrorsInBothLanguages) {
  testing::expect_messages_in_both_languages("model");
}

TEST(Goldens, ProvokeEveryMessageOfTheRoom) {
  testing::expect_every_message_provoked("model", check);
}

TEST(Goldens, ProvokeNoMessageInTheSameWayTwice) {
  testing::expect_no_message_provoked_twice("model", check);
}

}  // namespace
}  // namespace recourse::model
