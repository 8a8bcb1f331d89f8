// A log in which a row changes what one case has sent to another, in which others have acted since.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/message.h"
#include "tests/exchange/complaints.h"
#include "tests/support/matters_and_tasks.h"

namespace recourse::exchange {
namespace {

using testing::ElementsAre;

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
  auto files = files_of_matters_and_tasks();
  files["map.yaml"] = kMap;
  const auto loader = memory_loader(files);
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
