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

const std::string kFines =
    "case: c\ntime: t\nact: a\nactor: {office: =police}\nacts: {Create: {act: create, arguments: {amount: "
    "m}}}\n";

TEST(Replay, RowsThatCannotBeReadAreCountedAndNoSuccess) {
  const Folder folder;
  write_file(folder / "map.yaml", kFines);
  write_file(folder / "log.csv", "c,t,a,m\n1,2026-02-30,Create,10\n2,2026-03-02,Other,10\n");
  const std::string line =
      "replay rules/traffic-fines " + folder / "log.csv" + " --map " + folder / "map.yaml";
  const Ran ran = run(line);
  EXPECT_EQ(ran.exit, 1) << ran.output;
  EXPECT_THAT(ran.output, HasSubstr("2 unreadable"));
  const Ran json = run(line + " --json");
  EXPECT_EQ(json.exit, 1);
  for (const char* count : {"\"unreadable\": 2", "\"ignored\": 0", "\"ended\": 0"})
    EXPECT_THAT(json.output, HasSubstr(count));
}

TEST(Replay, WhatIsForALogDoesNotGoWithADocket) {
  struct Wrong {
    std::string more, named;
  };
  for (const Wrong& wrong : {Wrong{"--until 2026-03-01", "--until"}, Wrong{"--each", "--each"},
                             Wrong{"--map rules/traffic-fines/log.map.yaml", "--map"},
                             Wrong{"rules/traffic-fines log.csv", "LOG"}}) {
    const Ran ran = run("replay --docket none.sqlite " + wrong.more);
    EXPECT_EQ(ran.exit, 2) << ran.output;
    EXPECT_EQ(ran.output, wrong.named + " is for a log and does not go with --docket.\n");
    EXPECT_THAT(run("--lang zh replay --docket none.sqlite " + wrong.more).output,
                HasSubstr("不能与 --docket 同用"));
  }
}

TEST(Replay, TheExampleOfTheHelpNamesAMapThatIsThere) {
  const std::string help = run("replay --help").output;
  const std::size_t map = help.find("--map rules/") + 6;
  ASSERT_NE(map, std::string::npos + 6);
  EXPECT_TRUE(std::filesystem::exists(kSource + "/" + help.substr(map, help.find_first_of(" \n", map) - map)))
      << help;
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
