// The goldens of tests/golden/graph: `expect machine` is the tables, `expect dot` and `expect mermaid` (with en or zh) the drawings,
// `expect en` and `expect zh` what check says of the structure. Messages of other rooms are left out, so that their wording is not asserted twice.
#include "tests/support/golden.h"

#include <gmock/gmock.h>

#include <set>

#include "engine/base/message.h"
#include "engine/graph/drawing.h"
#include "engine/graph/lower.h"
#include "engine/graph/policy_internal.h"

namespace recourse::graph {
namespace {

namespace fs = std::filesystem;

const fs::path kFolder = fs::path(RECOURSE_SOURCE_DIR) / "tests/golden/graph";

// The messages of the room, in the order of its catalogue.
constexpr MessageCode kCodes[] = {
#define MESSAGE(code, severity, en, en_advice, zh, zh_advice) MessageCode::code,
#define TERM(code, en, zh)
#include "engine/base/messages/graph.def"
#undef MESSAGE
#undef TERM
};

bool is_ours(MessageCode code) {
  return std::find(std::begin(kCodes), std::end(kCodes), code) != std::end(kCodes);
}

LoadedPolicy load(const testing::GoldenFile& golden) {
  std::map<std::string, std::string> files{{"input.rules", std::string(golden.section("input"))}};
  if (const std::string_view offices = golden.section("offices.yaml"); !offices.empty()) {
    files.emplace("offices.yaml", offices);
  }
  const auto loader = memory_loader(std::move(files));
  return load_policy(*loader, "input.rules");
}

std::string errors(const LoadedPolicy& loaded) {
  std::string text;
  for (const Diagnostic& diagnostic : loaded.diagnostics) {
    if (severity(diagnostic.code) == Severity::error) {
      text += render(diagnostic, Language::english);
    }
  }
  return text;
}

std::string make(const testing::GoldenFile& golden, std::string_view what) {
  const LoadedPolicy loaded = load(golden);
  if (what == "en" || what == "zh") {
    std::string text;
    for (const Diagnostic& diagnostic : loaded.diagnostics) {
      if (is_ours(diagnostic.code) || severity(diagnostic.code) == Severity::error) {
        text += render(diagnostic, what == "zh" ? Language::chinese : Language::english);
      }
    }
    return text;
  }
  if (!loaded.policy) {
    return errors(loaded);
  }
  const PolicyInternals& policy = internals(*loaded.policy);
  const Language language = what.ends_with("zh") ? Language::chinese : Language::english;
  if (what == "machine") {
    return dump(policy.machine, policy.model);
  }
  return what.starts_with("dot") ? to_dot(drawing_of(policy, language))
                                 : to_mermaid(drawing_of(policy, language));
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

INSTANTIATE_TEST_SUITE_P(Graph, Golden, ::testing::ValuesIn(all_goldens()),
                         [](const auto& golden) { return testing::golden_name(golden.param); });

TEST(Goldens, GoodFilesGiveNoMessageOfTheRoom) {
  for (const fs::path& path : testing::golden_files(kFolder / "good")) {
    const LoadedPolicy loaded = load(testing::read_golden(path));
    EXPECT_TRUE(loaded.policy.has_value()) << path << errors(loaded);
    for (const Diagnostic& diagnostic : loaded.diagnostics) {
      EXPECT_FALSE(is_ours(diagnostic.code)) << path << render(diagnostic, Language::english);
    }
  }
}

TEST(Goldens, BadFilesProvokeEveryMessageOfTheRoomInBothLanguages) {
  // More than 65,000 stages are no golden: Lowering.APolicyBeyondTheTablesIsRefused.
  std::set<MessageCode> provoked{MessageCode::policy_too_large};
  for (const fs::path& path : testing::golden_files(kFolder / "bad")) {
    const testing::GoldenFile file = testing::read_golden(path);
    EXPECT_NE(file.section("expect en"), "") << path;
    EXPECT_NE(file.section("expect zh"), "") << path;
    const LoadedPolicy loaded = load(file);
    for (const Diagnostic& diagnostic : loaded.diagnostics) {
      provoked.insert(diagnostic.code);
      for (const RelatedPlace& related : diagnostic.related) {
        provoked.insert(related.code);
      }
    }
  }
  for (const MessageCode code : kCodes) {
    EXPECT_TRUE(provoked.contains(code)) << code_name(code);
  }
}

}  // namespace
}  // namespace recourse::graph
