// The goldens of tests/golden/analysis: `tests` are test blocks of the policy below, `expect result` which of them pass, `expect coverage` what they reach, `expect en` and
// `expect zh` what a failed test shows.
#define ROOM_CATALOGUE "engine/base/messages/analysis.def"
#include "engine/base/messages/analysis.h"
#include "recourse/test.h"
#include "tests/support/golden_messages.h"

namespace recourse {
namespace {

constexpr const char* kRules = R"(policy "Petitions" version "1" in force 2026-01-01
calendar "calendar.yaml"
offices "offices.yaml"
use "tests.rules"
source L "Petitions Act"
case petition { handler "承办单位": office?; people: number(1..1000) = 1; asked = ask_facts.count }
role petitioner "信访人" = party
act withdraw "撤回"
process road for petition cites L 1 {
  opens on receive(people: number(1..1000)) when actor is known { set handler = actor; set people = people }
  petitioner may withdraw -> closed
  start stage registered "已登记" {
    owner handler
    handler must accept within 15 days from receive exactly cites L 2 as accepting "受理时限" -> handling
      else { notify handler "accept it" }
    must not accept when people > 500 unless approved by superior(handler) cites L 5, 6
    handler may leap(near: yes/no, far: yes/no)
    on leap when near = yes -> handling
    on leap when far = yes -> closed
  }
  stage handling {
    owner handler
    handler must reply within 48 hours from accept cites L 8.2 as replying -> closed else { notify handler "reply" }
    handler must report within 30 days from accept exactly aim 10 working days as reporting else { set people = people + 999 }
    handler must file within 20 working days from accept as filing "归档" else { notify handler "file" }
    handler may ask_facts once -> facts
    pause replying while in facts
    stage facts { petitioner may tell_facts -> handling }
  }
  final stage closed "办结"
}
)";

constexpr const char* kOffices = R"(levels: [city, town]
offices:
  - {id: city, name: 市政府, level: city}
  - {id: town, name: 镇政府, level: town, superior: city}
)";

std::vector<TestResult> run(const testing::GoldenFile& golden, Coverage* coverage = nullptr) {
  std::map<std::string, std::string> files{
      {"p.rules", kRules},
      {"tests.rules", std::string(golden.section("tests"))},
      {"offices.yaml", kOffices},
      {"calendar.yaml", "calendar: days\nzone: UTC\ncomputed: [{from: 1990, to: 2090}]\n"}};
  for (const testing::GoldenSection& section : golden.sections) {
    if (section.title.ends_with(".csv")) files.emplace(section.title, section.body);
  }
  const auto loader = memory_loader(std::move(files));
  const LoadedPolicy loaded = load_policy(*loader, "p.rules");
  for (const Diagnostic& diagnostic : loaded.diagnostics) {
    if (severity(diagnostic.code) == Severity::error)
      ADD_FAILURE() << golden.path << "\n" << render(diagnostic, Language::english);
  }
  return loaded.policy ? run_tests(*loaded.policy, coverage) : std::vector<TestResult>();
}

std::vector<Diagnostic> failures(const testing::GoldenFile& golden) {
  std::vector<Diagnostic> found;
  const auto results = run(golden);
  for (const TestResult& result : results) {
    for (const TestFailure& failure : result.failures) found.push_back(failure.diagnostic);
  }
  return found;
}

/// A line for each item: whether it was reached, where it stands, what it is in both languages.
std::string coverage_of(const testing::GoldenFile& golden) {
  Coverage coverage;
  run(golden, &coverage);
  std::string text;
  for (const CoverageItem& item : coverage.items) {
    const LineColumn place = position(*item.span.source, item.span.begin);
    text += (item.reached ? "+ " : "- ") + item.span.source->name + ":" + std::to_string(place.line) + ":" +
            std::to_string(place.column) + " " + std::string(kind_name(item.kind)) + " " + item.name.english +
            " · " + item.name.chinese + "\n";
  }
  const Coverage::Count count = coverage.count();
  return text + std::to_string(count.reached) + " of " + std::to_string(count.all) + "\n";
}

std::string make(const testing::GoldenFile& golden, std::string_view what) {
  if (what == "coverage") return coverage_of(golden);
  if (const auto messages = testing::messages_shown(failures(golden), what)) return *messages;
  std::string text;
  const auto results = run(golden);
  for (const TestResult& result : results) {
    text += result.name + ": " + std::to_string(result.steps) + " steps, " +
            std::to_string(result.failures.size()) + " failed\n";
  }
  return text;
}

class Golden : public ::testing::TestWithParam<std::filesystem::path> {};

TEST_P(Golden, IsAsExpected) {
  testing::check_golden(GetParam(), make);
}

INSTANTIATE_TEST_SUITE_P(Analysis, Golden, ::testing::ValuesIn(testing::goldens_of_room("analysis")),
                         [](const auto& golden) { return testing::golden_name(golden.param); });

TEST(Goldens, GoodTestsPass) {
  for (const auto& path : testing::golden_files(testing::golden_folder("analysis") / "good")) {
    const testing::GoldenFile golden = testing::read_golden(path);
    EXPECT_FALSE(run(golden).empty()) << path;
    for (const Diagnostic& failure : failures(golden))
      ADD_FAILURE() << path << render(failure, Language::english);
  }
}

TEST(Goldens, BadTestsShowTheirFailuresInBothLanguages) {
  testing::expect_messages_in_both_languages("analysis");
}

TEST(Goldens, ProvokeEveryMessageOfTheRoom) {
  testing::expect_every_message_provoked("analysis", failures);
}

TEST(Goldens, ProvokeNoMessageInTheSameWayTwice) {
  testing::expect_no_message_provoked_twice("analysis", failures);
}

}  // namespace
}  // namespace recourse
