// Petitions that were open on the day on which the regulations of 2022 took the place of those of 2005.
#include <nlohmann/json.hpp>

#include "recourse/docket.h"
#include "tests/cli/support.h"

namespace recourse::tests {
namespace {

using testing::HasSubstr;

Policy shipped(const std::string& name) {
  const auto loader = disk_loader(kSource + "/rules");
  return load_policy(*loader, name).policy.value();
}

class MigrateTest : public testing::Test {
protected:
  MigrateTest() : policy_(shipped("petition-2005")), docket_(Docket::open(path()).value()) {
    EXPECT_TRUE(docket_.use(policy_));
  }

  [[nodiscard]] std::string path() const { return folder_ / "d.sqlite"; }

  void act(const std::string& number, const std::string& day, const std::string& name,
           const std::string& office, std::map<std::string, Value> arguments = {}) {
    Act given{name, std::move(arguments), {}, parse_instant(policy_, day + " 10:00").value()};
    given.actor.office = office;
    if (office.empty()) given.actor = {Actor::Kind::party, "petitioner", {}, {}, {}};
    const auto submission = docket_.submit(number, given, "", parse_instant(policy_, "2022-05-01").value());
    ASSERT_TRUE(submission) << message(submission.error(), Language::english);
    ASSERT_EQ(submission->state, Submission::State::recorded) << name << " " << submission->outcome.reason;
  }

  void receive(const std::string& number, const std::string& day,
               const std::string& office = "district_petition") {
    act(number, day, "receive", office,
        {{"form", {std::string("letter")}},
         {"topic", {std::string("demolition")}},
         {"place", {std::string("xinghua")}},
         {"people", {std::int64_t{1}}},
         {"representatives", {std::int64_t{0}}},
         {"reachable", {true}}});
  }

  void pass_on(const std::string& number, const std::string& received, const std::string& passed_on) {
    receive(number, received);
    act(number, passed_on, "pass_on", "district_petition", {{"to", {std::string("housing_bureau")}}});
  }

  void answer(const std::string& number, const std::string& replied, const std::string& served) {
    pass_on(number, "2022-03-01", "2022-03-02");
    act(number, "2022-03-03", "take_delivery", "housing_bureau");
    act(number, "2022-03-10", "accept", "housing_bureau");
    act(number, "2022-04-01", "hear_petitioner", "housing_bureau", {{"record", {std::string("heard")}}});
    act(number, replied, "reply", "housing_bureau", {{"opinion", {std::string("explained")}}});
    act(number, served, "serve", "housing_bureau");
  }

  /// Petitions in several stages of the road of 2005.
  void fill() {
    receive("registered", "2022-04-25");
    receive("submitted", "2022-04-20");
    act("submitted", "2022-04-25", "submit", "district_petition", {{"advice", {std::string("decide")}}});
    receive("by a bureau", "2022-04-22", "housing_bureau");
    pass_on("delivered", "2022-04-20", "2022-04-21");
    act("delivered", "2022-04-25", "take_delivery", "housing_bureau");
    pass_on("handled", "2022-03-01", "2022-03-02");
    act("handled", "2022-03-03", "take_delivery", "housing_bureau");
    act("handled", "2022-03-10", "accept", "housing_bureau");
    answer("answered", "2022-04-20", "2022-04-21");
    // Its opinion is served within 30 days of the request, in 2005 and in 2022.
    answer("reviewed", "2022-04-02", "2022-04-03");
    act("reviewed", "2022-04-12", "request_review", "", {{"to", {std::string("district_government")}}});
    act("reviewed", "2022-04-25", "review", "district_government", {{"result", {std::string("upheld")}}});
  }

  Ran migrate(const std::string& more) const {
    return run("migrate rules/petition-2022 --docket " + path() + " --at '2022-05-01 08:00' " + more);
  }

  Folder folder_;
  Policy policy_;
  Docket docket_;
};

TEST_F(MigrateTest, PetitionsOf2005GoOverStageByStage) {
  fill();
  const std::string expected = R"(registered：已登记 -> 已登记
submitted：报请本级政府 -> 已登记
  政府决定期限：终止
  登记处理：新起算，到期日 2022-05-10
by a bureau：已登记 -> 已登记
delivered：已收到 -> 已收到
  异议期限：新起算，到期日 2022-05-05
handled：办理 -> 办理
answered：已答复 -> 已答复
reviewed：已复查 -> 已复查
可衔接 7 件，仍按旧版 0 件，无法衔接 0 件。
)";
  const Ran trial = migrate("--dry-run --lang zh");
  EXPECT_EQ(trial.output, expected);
  EXPECT_EQ(docket_.older_cases(shipped("petition-2022")).value().at(0).cases, 7);
  EXPECT_EQ(migrate("--lang zh").exit, 0);
  EXPECT_TRUE(docket_.older_cases(shipped("petition-2022")).value().empty());
  EXPECT_TRUE(docket_.replay(nullptr).value().differences.empty());
  const Ran paper = run("case --docket " + path() + " handled --as-of 2022-05-02");
  EXPECT_THAT(paper.output, HasSubstr("another version"));
}

TEST_F(MigrateTest, RunTellsOfCasesThatAreStillUnderAnOlderVersion) {
  receive("registered", "2022-04-25");
  const Ran ran = run("run rules/petition-2022 --docket " + path() + " --until 2022-05-01");
  EXPECT_THAT(ran.output, HasSubstr("1 running cases of \"信访条例\" version 2005.1 are still under it"));
  EXPECT_THAT(run("run rules/traffic-fines --docket " + path() + " --until 2022-05-01 --lang zh").output,
              HasSubstr("未写“新旧衔接”：“信访条例”版本 2005.1 的 1 件在办事项仍按旧版。"));
}

TEST_F(MigrateTest, NotBeforeThePolicyIsInForce) {
  receive("registered", "2022-04-25");
  const Ran ran = run("migrate rules/petition-2022 --docket " + path() + " --at 2022-04-30");
  EXPECT_EQ(ran.exit, 1);
  EXPECT_THAT(ran.output, HasSubstr("in force from 2022-05-01"));
}

}  // namespace
}  // namespace recourse::tests
