// A log in which a row changes what one case has sent to another, in which others have acted since.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/message.h"
#include "tests/exchange/complaints.h"

namespace recourse::exchange {
namespace {

using testing::ElementsAre;

constexpr const char* kRules = R"(policy "Matters" version "1" in force 2026-01-01
calendar "calendar.yaml"
offices "offices.yaml"
source L "Act"
case matter { handler: office }
case task { doer: office; origin: matter? }
role citizen = party
process handling for matter cites L 1 {
  opens on receive(to: office) by citizen { set handler = to }
  start stage open {
    owner handler
    handler may order(to: office)
    on order { open task(doer: to, origin: matter) }
    handler may settle -> settled
  }
  final stage settled
}
process doing for task cites L 3 {
  opens on start(doer: office, origin: matter?) by matter { set doer = doer; set origin = origin }
  start stage working { owner doer; doer must finish within 5 days exactly cites L 4 -> finished }
  final stage finished
}
)";

constexpr const char* kMap = R"(
case: case
time: time
act: act
key: key
corrects: corrects
without_effect: unless
actor: {office: office, role: role}
arguments: {to: to}
)";

TEST(ImportAcross, ARowNamesRowsOfOtherCasesThatMayLoseTheirEffect) {
  const auto loader =
      memory_loader({{"m.rules", kRules},
                     {"map.yaml", kMap},
                     {"offices.yaml", "levels: [town]\noffices:\n  - {id: town, level: town}\n"},
                     {"calendar.yaml", "calendar: days\nzone: UTC\ncomputed: [{from: 1990, to: 2090}]\n"}});
  const Policy policy = load_policy(*loader, "m.rules").policy.value();
  std::vector<Diagnostic> diagnostics;
  const auto map = LogMap::load(policy, *loader, "map.yaml", diagnostics);
  ASSERT_TRUE(map) << render(diagnostics.front(), Language::english);
  Docket docket = Docket::open(":memory:").value();
  ASSERT_TRUE(docket.use(policy));
  std::istringstream log(
      "case,time,act,office,role,to,key,corrects,unless\n"
      "1,2026-03-02,receive,,citizen,town,a,,\n"
      "1,2026-03-03,order,town,,town,b,,\n"
      "1/2,2026-03-04,finish,town,,,c,,\n"
      "1,,,,,,d,b,\n"                         // the task would be withdrawn, which is finished
      "1,,,,,,d,b,z\n"                        // no such row
      "1,,,,,,d,b,c\n"                        // and it may
      "1/2,2026-03-05,finish,town,,,e,,\n");  // nothing more happens there
  std::vector<std::string> rejected;
  const auto report = import_log(docket, policy, *map, log, LogFormat::csv, "log.csv", at("2026-12-01 09:00"),
                                 [&](const Rejection& rejection) {
                                   rejected.push_back(std::to_string(rejection.line) + " " +
                                                      std::string(code_name(rejection.reason.code)));
                                 });
  ASSERT_TRUE(report) << message(report.error(), Language::english);
  EXPECT_THAT(rejected, ElementsAre("5 other-case-loses-effect", "6 row-unknown", "8 case-withdrawn"));
  EXPECT_TRUE(docket.cases().value().back().withdrawn);
}

}  // namespace
}  // namespace recourse::exchange
