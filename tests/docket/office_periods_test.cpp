// Cases of an office and a period: they begin by themselves, know of the period before, and hear of what happens in other cases.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/messages/cases.h"
#include "engine/base/messages/docket.h"
#include "tests/docket/complaints.h"
#include "tests/docket/temporary.h"

namespace recourse::docket {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr const char* kRules = R"(policy "Petitions and months" version "1" in force 2026-01-15
calendar "calendar.yaml"
offices "offices.yaml"
source L "Petitions Act"
case petition { handler: office }
role citizen = party
process handling for petition cites L 1 {
  opens on receive(to: office) by citizen { set handler = to }
  start stage open {
    owner handler
    handler must answer within 10 days from receive exactly cites L 2 as answering -> done
    on overdue(answering) { submit count_late to months(handler) }
  }
  final stage done
}
case months { late: number = 0; some = late >= 1; chronic = some in 2 of last 3 }
process months for office each month when level(office) = 2 cites L 5 {
  start stage running {
    owner office
    petition may count_late
    on count_late { set late = late + 1 }
    office may forgive
    on forgive { set late = 0 }
    when chronic { office must rectify within 5 days exactly assumed as repair else -> failed }
    when some and previous.some { office may explain }
  }
  final stage failed
}
)";

constexpr const char* kOffices = R"(levels: [city, town]
offices:
  - {id: city, level: city}
  - {id: town, level: town, superior: city}
  - {id: old_town, level: town, superior: city, to: 2026-03-31}
  - {id: new_town, level: town, superior: city, from: 2026-03-10}
)";

Policy policy_of(const std::string& rules) {
  const auto loader = memory_loader({{"p.rules", rules},
                                     {"offices.yaml", kOffices},
                                     {"calendar.yaml",
                                      "calendar: c\nzone: Etc/UTC\nweekend: []\n"
                                      "computed: [{from: 2020, to: 2030}]\n"}});
  LoadedPolicy loaded = load_policy(*loader, "p.rules");
  for (const Diagnostic& diagnostic : loaded.diagnostics) {
    EXPECT_NE(severity(diagnostic.code), Severity::error) << render(diagnostic, Language::english);
  }
  return *loaded.policy;
}

Policy petitions_and_months() {
  return policy_of(kRules);
}

Act petition_to(const std::string& office, const std::string& time) {
  return {"receive", {{"to", Value{office}}}, {Actor::Kind::party, "citizen", {}, {}, {}}, at(time)};
}
Act by_office(const char* name, const std::string& office, const std::string& time) {
  return {name, {}, {Actor::Kind::office, {}, office, {}, {}}, at(time)};
}

class OfficePeriods : public ::testing::Test {
protected:
  OfficePeriods() { EXPECT_TRUE(docket_.use(petitions_and_months())); }

  void advance(const std::string& until) {
    auto entries = docket_.advance(at(until), at("2026-12-01 09:00"));
    EXPECT_TRUE(entries) << render(entries.error(), Language::english);
  }
  Result<Submission> submit(const std::string& number, const Act& act) {
    return docket_.submit(number, act, "", at("2026-12-01 09:00"));
  }
  void expect_recorded(const std::string& number, const Act& act) {
    auto submission = submit(number, act);
    ASSERT_TRUE(submission) << render(submission.error(), Language::english);
    EXPECT_EQ(submission->state, Submission::State::recorded) << submission->outcome.reason;
  }
  /// Of a field of a case that is there.
  Value field(const std::string& number, const char* name) {
    const auto found = docket_.find(number).value();
    EXPECT_TRUE(found) << number;
    return found ? found->field(name).value() : Value{};
  }
  bool is_there(const std::string& number) { return docket_.find(number).value().has_value(); }
  std::vector<std::string> numbers() {
    std::vector<std::string> all;
    const auto cases = docket_.cases();
    for (const CaseSummary& summary : cases.value()) {
      all.push_back(summary.number);
    }
    std::sort(all.begin(), all.end());
    return all;
  }
  void expect_replay() { EXPECT_THAT(docket_.replay(nullptr).value().differences, IsEmpty()); }

  TemporaryFolder folder_;
  Docket docket_ = Docket::open(folder_ / "a.docket").value();
};

TEST_F(OfficePeriods, BeginByThemselvesForOfficesInForceThatThePolicyMeans) {
  advance("2026-02-10 00:00");
  // January's had begun when the policy came into force.
  EXPECT_THAT(numbers(), ElementsAre("months/2026-02/old_town", "months/2026-02/town"));
  advance("2026-04-20 00:00");
  EXPECT_THAT(numbers(),
              ElementsAre("months/2026-02/old_town", "months/2026-02/town", "months/2026-03/old_town",
                          "months/2026-03/town", "months/2026-04/new_town", "months/2026-04/town"));
  EXPECT_EQ(field("months/2026-03/town", "first_day").held, Value{std::string("2026-03-01")}.held);
  EXPECT_EQ(field("months/2026-03/town", "last_day").held, Value{std::string("2026-03-31")}.held);
  EXPECT_EQ(field("months/2026-03/town", "office").held, Value{std::string("town")}.held);
  const Entry begins = docket_.entries("months/2026-03/town").value().front();
  EXPECT_EQ(begins.act.actor.kind, Actor::Kind::clock);
  EXPECT_EQ(format_instant(petitions_and_months(), begins.effective), "2026-03-01 00:00");
  advance("2026-04-20 00:00");
  EXPECT_EQ(numbers().size(), 6U) << "each begins once";
  expect_replay();
}

TEST_F(OfficePeriods, AnActLetsBeginWhatHasBegunByItsTime) {
  expect_recorded("1", petition_to("town", "2026-05-05 10:00"));
  EXPECT_THAT(numbers(), ElementsAre("1", "months/2026-05/new_town", "months/2026-05/town"));
  expect_recorded("2", petition_to("town", "2026-07-05 10:00"));
  EXPECT_TRUE(is_there("months/2026-06/town"));
  EXPECT_TRUE(is_there("months/2026-07/new_town"));
}

TEST_F(OfficePeriods, OfAnEarlierPeriodBeginsWhenItIsActedOn) {
  expect_recorded("1", petition_to("town", "2026-05-05 10:00"));
  EXPECT_FALSE(is_there("months/2026-03/town"));
  expect_recorded("months/2026-03/town", by_office("forgive", "town", "2026-05-06 10:00"));
  EXPECT_TRUE(is_there("months/2026-03/town"));
  // Not one to come, nor one that the policy does not mean: these are cases like any that nobody has opened.
  for (const char* number :
       {"months/2026-08/town", "months/2026-03/city", "months/2026-13/town", "months/2026-03/nowhere"}) {
    auto submission = submit(number, by_office("forgive", "town", "2026-05-06 10:00"));
    EXPECT_TRUE(!submission || submission->state == Submission::State::refused) << number;
    EXPECT_FALSE(is_there(number)) << number;
  }
}

TEST_F(OfficePeriods, OfNobodyWhoIsNotThereYetOrAnyMore) {
  std::string rules = kRules;
  const std::string guard = " when level(office) = 2";
  rules.erase(rules.find(guard), guard.size());
  ASSERT_TRUE(docket_.use(policy_of(rules)));
  expect_recorded("1", petition_to("old_town", "2026-03-05 10:00"));
  expect_recorded("2",
                  petition_to("new_town", "2026-03-11 10:00"));  // in force since the 10th: from April on
  advance("2026-06-10 00:00");
  EXPECT_EQ(field("months/2026-03/old_town", "late").held, Value{std::int64_t{1}}.held);
  EXPECT_FALSE(is_there("months/2026-04/old_town")) << "March tells it in vain";
  EXPECT_FALSE(is_there("months/2026-03/new_town"));
  EXPECT_TRUE(is_there("months/2026-04/new_town"));
  expect_replay();
}

TEST_F(OfficePeriods, NoneBeginsBeforeThePolicyThatSaysSo) {
  std::string later = kRules;
  later.replace(later.find("2026-01-15"), 10, "2026-06-15");
  const std::string plain = later.substr(0, later.find("case months"));
  advance("2026-02-10 00:00");
  std::string without = plain;
  without.erase(without.find("    on overdue"),
                without.find("}\n  }\n  final") - without.find("    on overdue") + 2);
  ASSERT_TRUE(docket_.use(policy_of(without)));
  advance("2026-07-20 00:00");
  ASSERT_TRUE(docket_.use(policy_of(later)));
  advance("2026-08-10 00:00");
  EXPECT_THAT(numbers(),
              ElementsAre("months/2026-02/old_town", "months/2026-02/town", "months/2026-07/new_town",
                          "months/2026-07/town", "months/2026-08/new_town", "months/2026-08/town"));
}

TEST_F(OfficePeriods, GoOnWhereADocketLeftOffWhateverElseHasSuchNumbers) {
  advance("2026-03-05 00:00");
  for (const char* number : {"months/2097-12/town", "months/2026-04/town", "months/1999-03/town"}) {
    auto submission = submit(number, petition_to("town", "2026-03-05 10:00"));
    ASSERT_FALSE(submission) << number;
    EXPECT_EQ(submission.error().code, messages::no_such_period);
  }
  for (const char* number : {"months/2099-12/town", "months/zz"}) {
    expect_recorded(number, petition_to("town", "2026-03-05 10:00"));
  }
  docket_ = Docket::open(folder_ / "a.docket").value();
  advance("2026-05-05 00:00");
  EXPECT_TRUE(is_there("months/2026-04/town"));
  EXPECT_TRUE(is_there("months/2026-05/town"));
}

TEST_F(OfficePeriods, AFaultAtTheBeginningIsTold) {
  std::string rules = kRules;
  const std::string guard = "level(office) = 2";
  rules.replace(rules.find(guard), guard.size(), "level(office) * 9000000000000 * 9000000000000 > 1");
  ASSERT_TRUE(docket_.use(policy_of(rules)));
  expect_recorded("1", petition_to("town", "2026-03-05 10:00"));
  const auto advanced = docket_.advance(at("2026-03-06 00:00"), at("2026-12-01 09:00"));
  ASSERT_FALSE(advanced);
  EXPECT_EQ(advanced.error().code, messages::policy_fault);
}

TEST_F(OfficePeriods, AnActOfAprilBeforeMarchHasPassedInOtherCases) {
  expect_recorded("1", petition_to("town", "2026-03-05 10:00"));
  expect_recorded("2",
                  petition_to("town", "2026-04-20 10:00"));  // April begins; the first has not lapsed yet
  advance("2026-04-21 00:00");
  EXPECT_EQ(field("months/2026-03/town", "late").held, Value{std::int64_t{1}}.held);
  EXPECT_EQ(field("months/2026-04/town", "previous.some").held, Value{true}.held);
  expect_replay();
}

TEST_F(OfficePeriods, ARefusedActLetsNothingBegin) {
  auto submission = submit("1", petition_to("town", "2026-05-05 10:00"));
  ASSERT_TRUE(submission);
  submission = submit("1", petition_to("town", "2026-07-05 10:00"));
  ASSERT_TRUE(submission);
  EXPECT_EQ(submission->state, Submission::State::refused);
  EXPECT_FALSE(is_there("months/2026-07/town"));
  advance("2026-07-06 00:00");
  EXPECT_TRUE(is_there("months/2026-07/town"));
}

TEST_F(OfficePeriods, NobodyBeginsThemByHand) {
  Act begins = by_office("months.begin_months", "town", "2026-03-01 00:00");
  begins.arguments["office"] = Value{std::string("town")};
  auto submission = submit("months/2026-03/town", begins);
  ASSERT_FALSE(submission);
  EXPECT_EQ(submission.error().code, messages::period_begins_itself);
  advance("2026-03-05 00:00");
  const auto corrected = docket_.correct("months/2026-03/town", 1, begins, "", at("2026-12-01 09:00"));
  ASSERT_FALSE(corrected);
  EXPECT_EQ(corrected.error().code, messages::period_begins_itself);
}

TEST_F(OfficePeriods, WhatLapsesInACaseIsCountedForTheOfficeAndItsMonth) {
  expect_recorded("1", petition_to("town", "2026-03-05 10:00"));
  expect_recorded(
      "2", petition_to("town", "2026-03-21 10:00"));  // due on the 31st: March's, though told a minute later
  expect_recorded("3",
                  petition_to("city", "2026-03-21 10:00"));  // the city has no such case: it goes nowhere
  advance("2026-05-10 00:00");
  EXPECT_EQ(field("months/2026-03/town", "late").held, Value{std::int64_t{2}}.held);
  EXPECT_EQ(field("months/2026-04/town", "late").held, Value{std::int64_t{0}}.held);
  EXPECT_EQ(field("months/2026-04/town", "previous.some").held, Value{true}.held);
  EXPECT_EQ(field("months/2026-05/town", "previous.some").held, Value{false}.held);
  EXPECT_EQ(field("months/2026-05/town", "periods.some").held, Value{std::int64_t{2}}.held);
  expect_replay();
}

TEST_F(OfficePeriods, TwoOfThreeMonthsObligeTheOffice) {
  expect_recorded("1", petition_to("town", "2026-03-05 10:00"));
  expect_recorded("2", petition_to("town", "2026-05-05 10:00"));
  advance("2026-05-16 12:00");
  EXPECT_THAT(docket_.find("months/2026-05/town").value()->stages(), ElementsAre("running"));
  advance("2026-06-01 00:00");
  EXPECT_TRUE(docket_.find("months/2026-05/town").value()->in_stage("failed"));
  expect_replay();
}

TEST_F(OfficePeriods, WhatChangesLaterIsToldOnFromMonthToMonth) {
  expect_recorded("1", petition_to("town", "2026-03-05 10:00"));
  advance("2026-05-10 00:00");
  EXPECT_EQ(field("months/2026-05/town", "periods.some").held, Value{std::int64_t{2}}.held);
  expect_recorded("months/2026-03/town", by_office("forgive", "town", "2026-05-11 10:00"));
  EXPECT_EQ(field("months/2026-04/town", "previous.some").held, Value{false}.held);
  EXPECT_EQ(field("months/2026-05/town", "periods.some").held, Value{std::int64_t{0}}.held);
  expect_replay();
}

TEST_F(OfficePeriods, ADocketInPartsComesToTheSameAsAtOnce) {
  const auto run = [&](Docket& docket, const std::vector<std::string>& days) {
    EXPECT_TRUE(docket.use(petitions_and_months()));
    EXPECT_TRUE(docket.submit("1", petition_to("town", "2026-03-05 10:00"), "", at("2026-12-01 09:00")));
    for (const std::string& day : days) {
      EXPECT_TRUE(docket.advance(at(day), at("2026-12-01 09:00")));
    }
  };
  Docket parts = Docket::open(":memory:").value();
  Docket whole = Docket::open(":memory:").value();
  run(parts,
      {"2026-03-16 00:00", "2026-03-31 23:59", "2026-04-01 00:00", "2026-05-31 23:59", "2026-07-02 00:00"});
  run(whole, {"2026-07-02 00:00"});
  for (const char* number : {"months/2026-03/town", "months/2026-04/town", "months/2026-07/town"}) {
    EXPECT_EQ(parts.find(number).value()->snapshot(), whole.find(number).value()->snapshot()) << number;
  }
}

TEST_F(OfficePeriods, ABatchThatIsUndoneLeavesNoneBehind) {
  {
    auto batch = docket_.begin();
    ASSERT_TRUE(batch);
    expect_recorded("1", petition_to("town", "2026-05-05 10:00"));
  }
  EXPECT_THAT(numbers(), IsEmpty());
  expect_recorded("1", petition_to("town", "2026-05-05 10:00"));
  EXPECT_TRUE(is_there("months/2026-05/town"));
}

}  // namespace
}  // namespace recourse::docket
