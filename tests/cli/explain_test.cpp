// `recourse explain` on a case of the shipped petition rules.
#include <nlohmann/json.hpp>

#include "recourse/docket.h"
#include "tests/cli/support.h"

namespace recourse::tests {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

/// A petition of 2026-03-02 that was passed on, taken over and accepted.
class ExplainTest : public testing::Test {
protected:
  ExplainTest() {
    const auto loader = disk_loader(kSource);
    policy_ = load_policy(*loader, kSource + "/rules/petition-2022").policy;
    auto docket = Docket::open(folder_ / "d.sqlite");
    EXPECT_TRUE(docket && docket->use(*policy_));
    const Actor bureau{Actor::Kind::office, {}, "区信访局", {}, {}};
    submit(*docket, "receive",
           {{"form", {"来信"}},
            {"topic", {"其他"}},
            {"place", {"沙岭镇"}},
            {"people", {"3"}},
            {"reachable", {"是"}}},
           bureau, "2026-03-02");
  }

  void submit(Docket& docket, const std::string& act, const std::map<std::string, std::string>& arguments,
              const Actor& actor, const std::string& day) const {
    Act given{act, {}, actor, parse_instant(*policy_, day).value()};
    for (const auto& [name, value] : arguments) given.arguments[name] = {value};
    const auto submitted = docket.submit("P-1", given, "", given.effective);
    ASSERT_TRUE(submitted) << message(submitted.error(), Language::english);
    ASSERT_EQ(submitted->state, Submission::State::recorded) << submitted->outcome.reason;
  }

  [[nodiscard]] Ran explain(const std::string& what) const {
    return run("explain P-1 --docket " + folder_ / "d.sqlite" + " " + what);
  }

  Folder folder_;
  std::optional<Policy> policy_;
};

TEST_F(ExplainTest, TellsWhatAnEntryDid) {
  const Ran ran = explain("receive --as-of 2026-03-05");
  EXPECT_EQ(ran.exit, 0);
  EXPECT_THAT(ran.output, HasSubstr("Begins the case: receive  [信访工作条例 art. 22, 23.1]\n"));
  EXPECT_THAT(ran.output, HasSubstr("registration — District Petition Office: new (2026-03-17)\n"));
  EXPECT_THAT(explain("--lang zh --as-of 2026-03-05").output,
              StartsWith("事项 P-1，2026-03-02：第 1 条，登记："));
  EXPECT_EQ(nlohmann::json::parse(explain("登记 --json --as-of 2026-03-05").output)["entry"], 1);
}

TEST_F(ExplainTest, TellsHowADateWasCounted) {
  const Ran ran = explain("--date registration --as-of 2026-03-05");
  EXPECT_EQ(ran.exit, 0);
  EXPECT_THAT(ran.output, HasSubstr("Counting 15 days reaches 2026-03-17"));
  const auto json = nlohmann::json::parse(explain("--date 登记处理 --json --as-of 2026-03-05").output);
  EXPECT_EQ(json["dates"][0]["due"], "2026-03-17 23:59");
  EXPECT_EQ(json["dates"][0]["sources"][0]["entry"], 1);
  EXPECT_EQ(explain("--date nothing --as-of 2026-03-05").exit, 1);
}

TEST_F(ExplainTest, TellsWhyAnActIsNotOpenAndWhatWouldOpenIt) {
  const Ran ran = explain("--why-not 'accept' --by 信访人 --at 2026-03-05");
  EXPECT_EQ(ran.exit, 0);
  EXPECT_THAT(ran.output, HasSubstr("accept is not open now to this actor"));
  const Ran forbidden = explain("--why-not '转送（去向：沙岭镇政府）' --at 2026-03-05 --lang zh");
  EXPECT_EQ(forbidden.exit, 0) << forbidden.output;
  const auto json = nlohmann::json::parse(
      explain("--why-not 'pass_on(to: 区信访局)' --by 区信访局 --at 2026-03-05 --json").output);
  EXPECT_EQ(json["reason"], "forbidden");
  EXPECT_EQ(json["ways"][0]["change"], "argument");
  EXPECT_EQ(json["ways"][0]["name"], "to");
}

TEST_F(ExplainTest, IsToldHowItIsUsed) {
  const Ran both = explain("1 --date registration");
  EXPECT_EQ(both.exit, 2);
  EXPECT_THAT(both.output, HasSubstr("only one of them"));
  EXPECT_THAT(explain("1 --by 区信访局 --lang zh").output, HasSubstr("须与 --why-not 一并使用"));
  EXPECT_EQ(explain("--why-not 'pass_on(to' --at 2026-03-05").exit, 1);
  EXPECT_EQ(explain("--why-not accept --by Mars --at 2026-03-05").exit, 1);
}

}  // namespace
}  // namespace recourse::tests
