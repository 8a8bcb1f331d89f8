// Every scenario on both engines.
#include "tests/reference/scenario.h"

#include <gtest/gtest.h>

#include "tests/reference/differential.h"
#include "tests/reference/scenario_table.h"

namespace recourse::reference {
namespace {

// 2026-03-02 is a Monday; 6 April and 1 to 5 May are holidays, Saturday 9 May is worked, 2027 has no notice yet.
const char* const kCalendar = R"(calendar: scenarios
zone: Asia/Shanghai
computed: [{from: 2000, to: 2025}]
notices:
  - id: N1
    year: 2026
    off: {2026-04-06: Qingming, 2026-05-01: May Day, 2026-05-02: May Day, 2026-05-03: May Day, 2026-05-04: May Day, 2026-05-05: May Day}
    worked: {2026-05-09: May Day}
)";

const char* const kOffices = R"(levels: [city, district, town]
offices:
  - {id: city, name: City, level: city, posts: [{post: head, holder: Li, to: 2026-03-20}, {post: head, holder: Wang, from: 2026-04-10}]}
  - {id: district, name: District, level: district, superior: city}
  - {id: town, name: Town, level: town, superior: district, competences: [{Result: [good]}]}
  - {id: other, name: Other, level: town, superior: district}
  - {id: old, name: Old, level: town, superior: district, to: 2026-03-31, successors: [{office: town, from: 2026-04-01}]}
  - {id: later, name: Later, level: town, superior: district, from: 2026-06-01}
  - {id: gone, name: Gone, level: town, superior: district, to: 2026-03-31}
)";

const char* const kDeclarations = R"(policy "Scenario" version "1" in force 2026-01-01
calendar "calendar.yaml"
offices "offices.yaml"
choice Result { good, bad }
case matter {
  n: number(0..100) = 0
  m: number = 0
  free: number?
  result: Result?
  heard: date?
  span: duration = 10 days
  handler: office = town
  helper: office?
  reason: text?
  members: set of office
}
role citizen = party
role lawyer = party
role leader = head(handler)
role boss = superior(handler) otherwise city
)";

enum class EngineKind { reference, machine };

using Parameter = std::tuple<Scenario, EngineKind>;

std::string test_name(const testing::TestParamInfo<Parameter>& info) {
  const auto& [scenario, kind] = info.param;
  std::string name;
  for (char each : scenario.name) name += std::isalnum(static_cast<unsigned char>(each)) ? each : '_';
  return name + (kind == EngineKind::reference ? "_reference" : "_machine");
}

class Scenarios : public testing::TestWithParam<Parameter> {};

TEST_P(Scenarios, GoesAsDecided) {
  const auto& [scenario, kind] = GetParam();
  LoadedPolicy policy = load_policy({{"policy.rules", kDeclarations + scenario.rules},
                                     {"calendar.yaml", kCalendar},
                                     {"offices.yaml", kOffices}});
  ASSERT_TRUE(policy.model) << policy.errors;
  ReferenceEngine reference(*policy.model);
  std::unique_ptr<Engine> machine = kind == EngineKind::machine ? machine_engine(*policy.model) : nullptr;
  ASSERT_TRUE(kind == EngineKind::reference || machine);
  EXPECT_EQ(run_scenario(*policy.model, scenario.steps, machine ? *machine : reference), "");
}

INSTANTIATE_TEST_SUITE_P(Acts, Scenarios,
                         testing::Combine(testing::ValuesIn(scenarios_of_acts()),
                                          testing::Values(EngineKind::reference, EngineKind::machine)),
                         test_name);
INSTANTIATE_TEST_SUITE_P(Branches, Scenarios,
                         testing::Combine(testing::ValuesIn(scenarios_of_branches()),
                                          testing::Values(EngineKind::reference, EngineKind::machine)),
                         test_name);
INSTANTIATE_TEST_SUITE_P(Offices, Scenarios,
                         testing::Combine(testing::ValuesIn(scenarios_of_offices()),
                                          testing::Values(EngineKind::reference, EngineKind::machine)),
                         test_name);
INSTANTIATE_TEST_SUITE_P(Time, Scenarios,
                         testing::Combine(testing::ValuesIn(scenarios_of_time()),
                                          testing::Values(EngineKind::reference, EngineKind::machine)),
                         test_name);
INSTANTIATE_TEST_SUITE_P(ChangedDates, Scenarios,
                         testing::Combine(testing::ValuesIn(scenarios_of_changed_dates()),
                                          testing::Values(EngineKind::reference, EngineKind::machine)),
                         test_name);
INSTANTIATE_TEST_SUITE_P(Anchors, Scenarios,
                         testing::Combine(testing::ValuesIn(scenarios_of_anchors()),
                                          testing::Values(EngineKind::reference, EngineKind::machine)),
                         test_name);
INSTANTIATE_TEST_SUITE_P(Members, Scenarios,
                         testing::Combine(testing::ValuesIn(scenarios_of_members()),
                                          testing::Values(EngineKind::reference, EngineKind::machine)),
                         test_name);
INSTANTIATE_TEST_SUITE_P(Periods, Scenarios,
                         testing::Combine(testing::ValuesIn(scenarios_of_periods()),
                                          testing::Values(EngineKind::reference, EngineKind::machine)),
                         test_name);

}  // namespace
}  // namespace recourse::reference
