// The main job: a district's half year into a docket, and every figure again from the docket alone.
#include <set>

#include "recourse/exchange.h"
#include "recourse/report.h"
#include "tests/cli/support.h"

namespace recourse::tests {
namespace {

using testing::HasSubstr;

class HalfYear : public testing::Test {
protected:
  static void SetUpTestSuite() {
    folder = new Folder;
    imported = import_half_year(*folder);
  }
  static void TearDownTestSuite() {
    delete folder;
    folder = nullptr;
  }
  static Folder* folder;
  static Ran imported;
};
Folder* HalfYear::folder = nullptr;
Ran HalfYear::imported;

std::int64_t number_field(const Case& of, const char* name) {
  return std::get<std::int64_t>((*of.field(name)).held);
}
std::string text_field(const Case& of, const char* name) {
  return std::get<std::string>((*of.field(name)).held);
}

TEST_F(HalfYear, EveryRowGoesIn) {
  EXPECT_EQ(imported.exit, 0) << imported.output;
  EXPECT_THAT(imported.output, HasSubstr("(GB18030)"));
  EXPECT_THAT(imported.output, HasSubstr("0 rejected"));
  EXPECT_FALSE(std::filesystem::exists(*folder / "acts.rejected.csv"));
}

TEST_F(HalfYear, TheDocketHoldsThePublishedCounts) {
  auto docket = Docket::open(*folder / "docket.sqlite");
  ASSERT_TRUE(docket);
  auto cases = docket->cases();
  ASSERT_TRUE(cases);
  struct Count {
    std::int64_t cases = 0, persons = 0;
  };
  Count letters, visits, collective, city, province;
  for (const CaseSummary& summary : *cases) {
    if (!summary.case_type.empty()) continue;  // a charge
    auto found = docket->find(summary.number);
    ASSERT_TRUE(found && *found);
    const std::int64_t people = number_field(**found, "people");
    const std::string registrar = text_field(**found, "registrar");
    const auto count = [people](Count& into) {
      ++into.cases;
      into.persons += people;
    };
    if (registrar == "city_petition") {
      count(city);
    } else if (registrar == "province_petition") {
      count(province);
    } else if (text_field(**found, "form") == "letter") {
      count(letters);
    } else {
      count(visits);
      if (people >= 5) count(collective);
    }
  }
  EXPECT_EQ(letters.cases, 58);
  EXPECT_EQ(visits.persons, 1772);
  EXPECT_EQ(collective.cases, 120);
  EXPECT_EQ(collective.persons, 1391);
  EXPECT_EQ(city.cases, 17);
  EXPECT_EQ(city.persons, 248);
  EXPECT_EQ(province.cases, 6);
  EXPECT_EQ(province.persons, 94);
}

TEST_F(HalfYear, TheDocketHoldsTwoTownsAndNineStreets) {
  auto docket = Docket::open_existing(*folder / "docket.sqlite");
  ASSERT_TRUE(docket);
  auto cases = docket->cases();
  ASSERT_TRUE(cases);
  std::set<std::string> towns, streets;
  for (const CaseSummary& summary : *cases) {
    if (!summary.case_type.empty()) continue;  // a charge
    auto found = docket->find(summary.number);
    ASSERT_TRUE(found && *found);
    const std::string place = text_field(**found, "place");
    (place.ends_with("_town") ? towns : streets).insert(place);
  }
  EXPECT_EQ(towns.size(), 2U);
  EXPECT_EQ(streets.size(), 9U);
}

TEST_F(HalfYear, EveryStageOfTheRoadAndOfSupervisionHasItsCases) {
  auto docket = Docket::open(*folder / "docket.sqlite");
  ASSERT_TRUE(docket);
  auto cases = docket->cases();
  ASSERT_TRUE(cases);
  std::set<std::string> found;
  for (const CaseSummary& summary : *cases) found.insert(summary.stages.begin(), summary.stages.end());
  for (const char* stage : {"registered",
                            "in_delivery",
                            "delivered",
                            "objection",
                            "disputed",
                            "handling",
                            "hearing",
                            "answered",
                            "under_review",
                            "reviewed",
                            "under_reexamination",
                            "reexamination_hearing",
                            "closed",
                            "finalised",
                            "introduced",
                            "directed",
                            "not_accepted",
                            "watching",
                            "urging",
                            "answering",
                            "following",
                            "concluded"}) {
    EXPECT_TRUE(found.contains(stage)) << stage;
  }
}

TEST_F(HalfYear, ImportedAgainItChangesNothing) {
  const std::string before = run("replay --docket " + *folder / "docket.sqlite").output;
  const Ran again =
      run("run rules/petition-2022 " + *folder / "intake.csv" + " " + *folder / "acts.csv" +
          " --map examples/half-year/intake.map.yaml --map examples/half-year/acts.map.yaml --docket " +
          *folder / "docket.sqlite" + " --until 2026-06-30");
  EXPECT_EQ(again.exit, 0) << again.output;
  EXPECT_THAT(again.output, HasSubstr("0 recorded"));
  EXPECT_EQ(run("replay --docket " + *folder / "docket.sqlite").output, before);
}

TEST_F(HalfYear, FiguresAndBookletsComeFromTheDocketAlone) {
  const std::string docket = " --docket " + *folder / "docket.sqlite";
  const std::string booklet = run("case 2026-0184 --as-of 2026-06-30" + docket).output;
  // Something lapsed, something is owed by a date, and the petitioner may act until a date.
  EXPECT_THAT(booklet, HasSubstr("review limit became overdue (due 2026-06-12)"));
  EXPECT_THAT(booklet, HasSubstr("verify or urge again  — City Government  (until 2026-07-24)"));
  EXPECT_THAT(booklet, HasSubstr("request reexamination  — petitioner  (until 2026-07-29)"));
  std::filesystem::rename(*folder / "intake.csv", *folder / "intake.gone");
  std::filesystem::rename(*folder / "acts.csv", *folder / "acts.gone");
  const Ran figures = run("run rules/petition-2022 --until 2026-06-30" + docket);
  EXPECT_EQ(figures.exit, 0) << figures.output;
  // The table is what the import printed last.
  EXPECT_THAT(imported.output, HasSubstr(figures.output));
  EXPECT_EQ(run("case 2026-0184 --as-of 2026-06-30" + docket).output, booklet);
  const Ran replayed = run("replay" + docket);
  EXPECT_EQ(replayed.exit, 0) << replayed.output;
  EXPECT_THAT(replayed.output, HasSubstr("0 differences"));
  std::filesystem::rename(*folder / "intake.gone", *folder / "intake.csv");
  std::filesystem::rename(*folder / "acts.gone", *folder / "acts.csv");
}

std::int64_t overdue(const std::string& policy, const std::string& docket) {
  const auto loader = disk_loader(".");
  const LoadedPolicy loaded = load_policy(*loader, policy);
  auto opened = Docket::open(docket);
  EXPECT_TRUE(loaded.policy && opened);
  auto replay = opened->replay(&*loaded.policy);
  EXPECT_TRUE(replay);
  return replay ? replay->overdue : -1;
}

TEST_F(HalfYear, AShorterPeriodMakesMoreOfItOverdue) {
  const std::string shorter = *folder / "shorter";
  std::filesystem::copy(kSource + "/rules/petition-2022", shorter, std::filesystem::copy_options::recursive);
  const auto rewrite = [&shorter](const std::string& file, const std::string& period, const std::string& by) {
    std::string rules = read_file(shorter + "/" + file);
    ASSERT_NE(rules.find(period), std::string::npos);
    write_file(shorter + "/" + file, rules.replace(rules.find(period), period.size(), by));
  };
  rewrite("petition.md", "within 60 days from handling", "within 30 days from handling");
  rewrite("accusations.md", "accusation_limit＝60日", "accusation_limit＝30日");  // which may not be longer
  rewrite("kinds.md", "protection_limit＝60日", "protection_limit＝30日");
  const std::int64_t today = overdue(kSource + "/rules/petition-2022", *folder / "docket.sqlite");
  const std::int64_t draft = overdue(shorter, *folder / "docket.sqlite");
  EXPECT_GT(today, 0);
  EXPECT_GT(draft, today);
}

TEST_F(HalfYear, WrongRowsAreKeptWithTheirReasonAndTheOthersGoIn) {
  const Folder mine;
  write_file(mine / "intake.csv",
             "信访编号,登记日期,登记单位,信访形式,问题类别,发生地,人数,姓名住址清楚\n"
             "A-1,2026-03-02,区信访局,来信,其他,沙岭镇,1,是\n"
             "A-2,2026-02-30,区信访局,来信,其他,沙岭镇,1,是\n"
             "A-3,2026-03-02,火星信访局,来信,其他,沙岭镇,1,是\n"
             "A-4,2026-03-02,区信访局,来信,其他,沙岭镇,许多,是\n"
             "A-1,2026-03-02,区信访局,来信,其他,沙岭镇,1,是\n"
             "A-1,2026-03-05,区信访局,来信,其他,沙岭镇,2,是\n"
             "A-5,2026-03-02,区信访局,来信,其他,沙岭镇,3,否\n");
  const Ran ran =
      run("run rules/petition-2022 " + mine / "intake.csv" +
          " --map examples/half-year/intake.map.yaml --until 2026-03-05 --docket " + mine / "d.sqlite");
  EXPECT_EQ(ran.exit, 1);
  EXPECT_THAT(ran.output, HasSubstr("7 rows, 2 recorded, 0 repeated, 5 rejected"));
  const std::string rejected = read_file(mine / "intake.rejected.csv");
  for (const char* wanted :
       {"\r\n", "3,", "2026-02-30", "火星信访局", "许多", ",6,The same act", "7,", "has begun already"}) {
    EXPECT_THAT(rejected, HasSubstr(wanted));
  }
}

}  // namespace
}  // namespace recourse::tests
