// The goldens of tests/golden/graph: `expect machine` is the tables, `expect dot` and `expect mermaid` (with en or zh) the drawings,
// `expect en` and `expect zh` what check says of the structure. Messages of other rooms are left out, so that their wording is not asserted twice.
#define ROOM_CATALOGUE "engine/base/messages/graph.def"
#include "tests/support/golden.h"

#include "engine/base/messages/graph.h"
#include "engine/graph/drawing.h"
#include "engine/graph/lower.h"
#include "engine/graph/policy_internal.h"
#include "tests/support/golden_messages.h"

namespace recourse::graph {
namespace {

namespace fs = std::filesystem;

LoadedPolicy load(const testing::GoldenFile& golden) {
  std::map<std::string, std::string> files{{"input.rules", std::string(golden.section("input"))}};
  if (const std::string_view offices = golden.section("offices.yaml"); !offices.empty()) {
    files.emplace("offices.yaml", offices);
  }
  const auto loader = memory_loader(std::move(files));
  return load_policy(*loader, "input.rules");
}

bool is_error(const Diagnostic& diagnostic) {
  return severity(diagnostic.code) == Severity::error;
}

std::string errors(const LoadedPolicy& loaded) {
  std::string text;
  for (const Diagnostic& diagnostic : loaded.diagnostics) {
    text += is_error(diagnostic) ? render(diagnostic, Language::english) : "";
  }
  return text;
}

std::string make(const testing::GoldenFile& golden, std::string_view what) {
  const LoadedPolicy loaded = load(golden);
  std::vector<Diagnostic> shown;
  std::copy_if(loaded.diagnostics.begin(), loaded.diagnostics.end(), std::back_inserter(shown),
               [](const Diagnostic& diagnostic) {
                 return testing::is_of_the_room(diagnostic.code) || is_error(diagnostic);
               });
  if (auto messages = testing::messages_shown(shown, what)) {
    return *std::move(messages);
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

INSTANTIATE_TEST_SUITE_P(Graph, Golden, ::testing::ValuesIn(testing::goldens_of_room("graph")),
                         [](const auto& golden) { return testing::golden_name(golden.param); });

TEST(Goldens, GoodFilesGiveNoMessageOfTheRoom) {
  for (const fs::path& path : testing::golden_files(testing::golden_folder("graph") / "good")) {
    const LoadedPolicy loaded = load(testing::read_golden(path));
    EXPECT_TRUE(loaded.policy.has_value()) << path << errors(loaded);
    for (const Diagnostic& diagnostic : loaded.diagnostics) {
      EXPECT_FALSE(testing::is_of_the_room(diagnostic.code)) << path << render(diagnostic, Language::english);
    }
  }
}

TEST(Goldens, BadFilesShowTheirErrorsInBothLanguages) {
  testing::expect_messages_in_both_languages("graph");
}

TEST(Goldens, ProvokeEveryMessageOfTheRoom) {
  // More than 65,000 stages are no golden: Lowering.APolicyBeyondTheTablesIsRefused.
  testing::expect_every_message_provoked(
      "graph", [](const testing::GoldenFile& golden) { return load(golden).diagnostics; },
      {messages::policy_too_large});
}

TEST(Goldens, ProvokeNoMessageInTheSameWayTwice) {
  testing::expect_no_message_provoked_twice(
      "graph", [](const testing::GoldenFile& golden) { return load(golden).diagnostics; });
}

}  // namespace
}  // namespace recourse::graph
