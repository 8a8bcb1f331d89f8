// Real logs through policies: the figures that docs/replay.md shows.
#include "tests/cli/support.h"

namespace recourse::tests {
namespace {

using testing::HasSubstr;

TEST(Replay, TrafficFinesAreTheSameFromCsvAndXes) {
  const std::string logs = kShared + "/data/logs/";
  if (!std::filesystem::exists(logs)) GTEST_SKIP() << "shared data is not here";
  const std::string map = " --map rules/traffic-fines/log.map.yaml";
  const Ran csv = run("replay rules/traffic-fines " + logs + "roadtraffic100traces.csv" + map);
  const Ran xes = run("replay rules/traffic-fines " + logs + "roadtraffic100traces.xes" + map);
  EXPECT_EQ(csv.exit, 0) << csv.output;
  EXPECT_EQ(csv.output, xes.output);
  EXPECT_THAT(csv.output, HasSubstr("100 cases, 390 events: 389 accepted, 1 refused"));
  EXPECT_THAT(csv.output, HasSubstr("45  notice_limit (Codice della Strada 201)"));
}

TEST(Replay, PermitReceipts) {
  const std::string log = kShared + "/data/logs/receipt.csv";
  if (!std::filesystem::exists(log)) GTEST_SKIP() << "shared data is not here";
  const Ran ran = run("replay rules/permit-receipt " + log + " --map rules/permit-receipt/log.map.yaml");
  EXPECT_EQ(ran.exit, 0) << ran.output;
  EXPECT_THAT(ran.output, HasSubstr("1434 cases, 8577 events"));
  EXPECT_THAT(ran.output, HasSubstr("confirmation_deadline"));
}

TEST(Replay, BrokenXmlIsToldWithItsLine) {
  const Folder folder;
  write_file(folder / "broken.xes", "<?xml version='1.0'?>\n<log><trace>\n<event></trace></log>\n");
  write_file(folder / "bomb.xes", "<!DOCTYPE log [<!ENTITY a \"b\">]>\n<log/>\n");
  const std::string map = " --map rules/traffic-fines/log.map.yaml";
  const Ran broken = run("replay rules/traffic-fines " + folder / "broken.xes" + map);
  EXPECT_EQ(broken.exit, 1);
  EXPECT_THAT(broken.output, HasSubstr("line 3"));
  const Ran bomb = run("replay rules/traffic-fines " + folder / "bomb.xes" + map);
  EXPECT_EQ(bomb.exit, 1);
  EXPECT_THAT(bomb.output, HasSubstr("DOCTYPE"));
}

TEST(Replay, AMapIsCheckedAgainstThePolicy) {
  const Folder folder;
  write_file(folder / "map.yaml",
             "case: c\ntime: t\nact: a\nactor: {office: =police}\nacts: {Pay: payy}\narguments: {amont: "
             "x}\nfoo: 1\n");
  write_file(folder / "log.csv", "c,t,a\n");
  const Ran ran = run("replay rules/traffic-fines " + folder / "log.csv" + " --map " + folder / "map.yaml");
  EXPECT_EQ(ran.exit, 1);
  EXPECT_THAT(ran.output, HasSubstr("Did you mean \"pay\""));
  EXPECT_THAT(ran.output, HasSubstr("amont"));
  EXPECT_THAT(ran.output, HasSubstr("foo"));
}

}  // namespace
}  // namespace recourse::tests
