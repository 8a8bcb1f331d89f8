// `recourse run` and `recourse case` where something is in the way: files of one name, a full disk, a docket that is not there or
// stands further on.
#include <nlohmann/json.hpp>

#include "recourse/docket.h"
#include "tests/cli/support.h"

namespace recourse::tests {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::string kHeader = "信访编号,登记日期,登记单位,信访形式,问题类别,发生地,人数,姓名住址清楚\n";
const std::string kMap = " --map examples/half-year/intake.map.yaml";

std::string row(const std::string& number, const std::string& day, const std::string& office = "区信访局") {
  return number + "," + day + "," + office + ",来信,其他,沙岭镇,1,是\n";
}

/// A folder with a docket to be, and `run` into it.
class RunTest : public testing::Test {
protected:
  std::string write(const std::string& name, const std::string& text) const {
    std::filesystem::create_directories(std::filesystem::path(folder_ / name).parent_path());
    write_file(folder_ / name, text);
    return folder_ / name;
  }
  [[nodiscard]] Ran run_into_docket(const std::string& logs,
                                    const std::string& more = " --until 2026-03-05") const {
    return run("run rules/petition-2022 " + logs + " --docket " + docket() + more);
  }
  [[nodiscard]] std::string docket() const { return folder_ / "d.sqlite"; }
  [[nodiscard]] nlohmann::json json_of(const Ran& ran) const {
    return nlohmann::json::parse(ran.output.substr(ran.output.find("{\n")));
  }

  Folder folder_;
};

TEST_F(RunTest, LogsOfOneNameKeepTheirRejectedRowsApart) {
  const std::string x = write("x/log.csv", kHeader + row("A", "2026-02-30"));
  const std::string y = write("y/log.csv", kHeader + row("B", "2026-02-31"));
  const Ran ran = run_into_docket(x + " " + y + kMap + kMap);
  EXPECT_EQ(ran.exit, 1);
  EXPECT_THAT(read_file(folder_ / "log.rejected.csv"), HasSubstr("A,2026-02-30"));
  EXPECT_THAT(read_file(folder_ / "log-2.rejected.csv"), HasSubstr("B,2026-02-31"));
  EXPECT_THAT(ran.output, HasSubstr("kept in " + folder_ / "log-2.rejected.csv"));
}

TEST_F(RunTest, NoFileThatIsReadIsOverwritten) {
  const std::string good = kHeader + row("C", "2026-03-02");
  const std::string in = write("in.csv", kHeader + row("A", "2026-02-30"));
  const std::string rejected = write("in.rejected.csv", good);
  std::filesystem::create_symlink(folder_.path(), folder_ / "link");
  const Ran ran = run_into_docket(in + " " + folder_ / "link/in.rejected.csv" + kMap + kMap);
  EXPECT_EQ(read_file(rejected), good);
  EXPECT_THAT(ran.output, HasSubstr("1 rows, 1 recorded"));
  EXPECT_THAT(read_file(folder_ / "in-2.rejected.csv"), HasSubstr("A,2026-02-30"));
}

TEST_F(RunTest, RejectedRowsAreMendedAndImportedWithTheSameMap) {
  const std::string log = write("in.csv", kHeader + row("A", "2026-03-02") + row("B", "2026-02-30"));
  EXPECT_EQ(run_into_docket(log + kMap).exit, 1);
  std::string table = read_file(folder_ / "in.rejected.csv");
  table.replace(table.find("2026-02-30"), 10, "2026-03-03");
  const std::string mended = write("mended.csv", table);
  const Ran ran = run_into_docket(mended + kMap);
  EXPECT_EQ(ran.exit, 0) << ran.output;
  EXPECT_THAT(ran.output, HasSubstr("1 rows, 1 recorded"));
}

TEST_F(RunTest, RejectedRowsThatCannotBeKeptAreToldOf) {
  const std::string log = write("in.csv", kHeader + row("A", "2026-02-30") + row("B", "2026-03-02"));
  write("in.rejected.csv/something", "");
  Ran ran = run_into_docket(log + kMap);
  EXPECT_EQ(ran.exit, 1);
  EXPECT_THAT(ran.output, HasSubstr("cannot be kept in " + folder_ / "in.rejected.csv"));
  ran = run("--lang zh run rules/petition-2022 " + log + kMap + " --docket " + docket());
  EXPECT_THAT(ran.output, HasSubstr("退回的行无法保存到"));
  auto docket = Docket::open_existing(this->docket());
  ASSERT_TRUE(docket);
  EXPECT_EQ(docket->entry_count().value(), 0);
}

TEST_F(RunTest, RunningCasesGoOnWithANewCalendar) {
  const std::string log = write("in.csv", kHeader + row("A", "2026-03-02"));
  ASSERT_EQ(run_into_docket(log + kMap).exit, 0);
  const std::string policy = folder_ / "later";
  std::filesystem::copy(kSource + "/rules/petition-2022", policy, std::filesystem::copy_options::recursive);
  std::ofstream(policy + "/calendar.yaml", std::ios::app)
      << "  - {id: later, year: 2026, worked: {2026-03-07: later}}\n";
  const std::string again = "run " + policy + " --docket " + docket() + " --until 2026-03-20";
  EXPECT_THAT(run(again).output, HasSubstr("1 running cases go on with another calendar"));
  EXPECT_THAT(run("--lang zh " + again).output, Not(HasSubstr("新的日历")));
  EXPECT_EQ(run("replay --docket " + docket()).exit, 0);
}

TEST_F(RunTest, AFullDiskIsNotSaidToKeepRejectedRows) {
  std::string rows = kHeader;
  for (int i = 0; i < 20'000; ++i) rows += row(std::to_string(i), "2026-02-30");
  const std::string log = write("in.csv", rows);
  // No file may grow beyond a megabyte, as if the disk held no more.
  const Ran ran = run_program("sh -c 'trap \"\" XFSZ; ulimit -f 1024; exec " RECOURSE_COMMAND
                              " run rules/petition-2022 " +
                              log + kMap + " --docket " + docket() + "'");
  EXPECT_EQ(ran.exit, 1);
  EXPECT_THAT(ran.output, HasSubstr("could not be written to " + folder_ / "in.rejected.csv"));
  EXPECT_THAT(ran.output, Not(HasSubstr("are kept in")));
}

TEST_F(RunTest, ADamagedEndTellsWhatWentIn) {
  const std::string log =
      write("in.csv", kHeader + row("A", "2026-03-02") + row("B", "2026-02-30") + "\"C,2026-03-02\n");
  const Ran ran = run_into_docket(log + kMap);
  EXPECT_EQ(ran.exit, 1);
  EXPECT_THAT(ran.output, HasSubstr("never ends"));
  EXPECT_THAT(ran.output, HasSubstr("2 rows, 1 recorded, 0 repeated, 1 rejected"));
  EXPECT_THAT(ran.output, HasSubstr("kept in " + folder_ / "in.rejected.csv"));
  const auto json = json_of(run_into_docket(log + kMap, " --json"));
  EXPECT_EQ(json["imports"][0]["repeated"], 1);
  EXPECT_THAT(json["imports"][0]["stopped"], HasSubstr("never ends"));
}

TEST_F(RunTest, JsonHasTheCountsOfEachLog) {
  const std::string log = write("in.csv", kHeader + row("A", "2026-03-02") + row("B", "2026-02-30"));
  const auto json = json_of(run_into_docket(log + kMap, " --until 2026-03-05 --json"));
  EXPECT_EQ(json["as_of"], "2026-03-05 23:59");
  EXPECT_EQ(json["cases"], 1);
  const auto& import = json["imports"].at(0);
  EXPECT_EQ(import["log"], log);
  EXPECT_EQ(import["encoding"], "UTF-8");
  EXPECT_EQ(import["rows"], 2);
  EXPECT_EQ(import["recorded"], 1);
  EXPECT_EQ(import["rejected"], 1);
  EXPECT_EQ(import["rejected_rows"], folder_ / "in.rejected.csv");
}

TEST_F(RunTest, ADocketDoesNotGoBackInTime) {
  const std::string log = write("in.csv", kHeader + row("A", "2026-03-02"));
  EXPECT_EQ(run_into_docket(log + kMap, " --until 2026-06-30").exit, 0);
  const Ran back = run_into_docket("", " --until 2026-03-05");
  EXPECT_EQ(back.exit, 1);
  EXPECT_THAT(back.output, HasSubstr("stands at 2026-06-30 23:59 already"));
  EXPECT_THAT(back.output, HasSubstr("as of 2026-06-30 23:59"));
  EXPECT_THAT(back.output, Not(HasSubstr("as of 2026-03-05")));
  EXPECT_EQ(run_into_docket("", " --until 2026-06-30").exit, 0);
}

TEST_F(RunTest, ActsAfterTheDayOfTheTableAreToldOf) {
  const std::string log = write("in.csv", kHeader + row("A", "2026-03-02") + row("B", "2026-04-02"));
  const Ran ran = run_into_docket(log + kMap);
  EXPECT_EQ(ran.exit, 0);
  EXPECT_THAT(ran.output, HasSubstr("up to 2026-04-02 23:59"));
}

TEST_F(RunTest, ADocketThatIsNotThereIsNotMade) {
  for (const std::string verb : {"replay", "case 1"}) {
    const Ran english = run(verb + " --docket " + docket());
    EXPECT_EQ(english.exit, 1) << verb;
    EXPECT_THAT(english.output, HasSubstr("There is no docket")) << verb;
    EXPECT_THAT(run("--lang zh " + verb + " --docket " + docket()).output, HasSubstr("没有案卷库")) << verb;
  }
  EXPECT_FALSE(std::filesystem::exists(docket()));
}

TEST(Output, ThatCannotBeWrittenIsNoSuccess) {
  const std::string date = "date --calendar rules/petition-2022 2026-09-28 \"5 working days\"";
  EXPECT_EQ(run(date).exit, 0);
  EXPECT_EQ(run(date + " > /dev/full").exit, 1);
  EXPECT_EQ(run("--help > /dev/full").exit, 1);
}

}  // namespace
}  // namespace recourse::tests
