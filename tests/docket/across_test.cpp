// Cases that open others and submit to them: one transaction, one story, and a log from which each case is folded alone.
#include "tests/docket/across.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/docket/temporary.h"

namespace recourse::docket {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class Across : public ::testing::Test {
protected:
  Across() {
    EXPECT_TRUE(docket_.use(petitions_and_faults()));
    expect_recorded("1", petition("2026-03-02 10:00"));
  }

  Result<Submission> submit(const std::string& number, const Act& act, const std::string& key = "") {
    return docket_.submit(number, act, key, at("2026-06-01 09:00"));
  }

  Submission expect_recorded(const std::string& number, const Act& act, const std::string& key = "") {
    auto submission = submit(number, act, key);
    if (!submission) {
      ADD_FAILURE() << render(submission.error(), Language::english);
      return {};
    }
    EXPECT_EQ(submission->state, Submission::State::recorded) << submission->outcome.reason;
    return *submission;
  }

  std::vector<std::string> stages(const std::string& number) {
    const auto found = docket_.find(number).value();
    return found ? found->stages() : std::vector<std::string>{"no case"};
  }

  std::vector<std::string> case_numbers() {
    std::vector<std::string> numbers;
    const auto cases = docket_.cases();
    for (const CaseSummary& summary : cases.value()) {
      numbers.push_back(summary.case_type + " " + summary.number);
    }
    return numbers;
  }

  void expect_replay() { EXPECT_THAT(docket_.replay(nullptr).value().differences, IsEmpty()); }

  TemporaryFolder folder_;
  Docket docket_ = Docket::open(folder_ / "a.docket").value();
};

TEST_F(Across, AnActOpensACaseThatKnowsWhereItComesFrom) {
  const Submission submission = expect_recorded("1", blame("2026-03-03 10:00", "town"));
  ASSERT_EQ(submission.reached.size(), 1U);
  EXPECT_EQ(submission.reached[0].case_number, "1/2");
  EXPECT_EQ(submission.reached[0].case_type, "fault");
  EXPECT_EQ(submission.reached[0].from, "1");
  EXPECT_EQ(submission.reached[0].cause, 2);
  EXPECT_THAT(stages("1/2"), ElementsAre("alleged"));
  EXPECT_THAT(case_numbers(), ElementsAre(" 1", "fault 1/2"));
  const auto fault = docket_.find("1/2").value();
  EXPECT_EQ(fault->field("origin").value().held, Value{std::string("1")}.held);
  EXPECT_EQ(fault->field("why").value().held, Value{std::string("blamed")}.held);
  const Entry entry = docket_.entries("1/2").value().front();
  EXPECT_EQ(entry.act.name, "fault.charge");
  EXPECT_EQ(entry.act.actor.kind, Actor::Kind::other_case);
  EXPECT_EQ(entry.act.actor.person, "1");
  EXPECT_THAT(entry.context, HasSubstr(R"("from":{"case":"1","entry":2})"));
  expect_replay();
}

TEST_F(Across, SeveralCasesOfOneEntryAreNumbered) {
  expect_recorded("1", blame("2026-03-03 10:00", "town", true));
  EXPECT_THAT(case_numbers(), ElementsAre(" 1", "fault 1/2", "fault 1/2.2"));
  expect_replay();
}

TEST_F(Across, WhatACaseFindsArrivesWhereItCameFrom) {
  expect_recorded("1", blame("2026-03-03 10:00", "town"));
  const Submission submission = expect_recorded("1/2", find_fault("2026-03-04 10:00"));
  ASSERT_EQ(submission.reached.size(), 1U);
  EXPECT_EQ(submission.reached[0].case_number, "1");
  EXPECT_EQ(submission.reached[0].number, 3);
  EXPECT_THAT(stages("1/2"), ElementsAre("upheld"));
  EXPECT_EQ(docket_.entries("1").value().back().act.name, "note");
  expect_replay();
}

TEST_F(Across, OneRefusalUndoesAll) {
  expect_recorded("1", blame("2026-03-03 10:00", "town"));
  expect_recorded("1", blame("2026-03-03 11:00", "city"));
  expect_recorded("1/2", find_fault("2026-03-04 10:00"));
  const auto entries = docket_.entry_count().value();
  const auto refused =
      submit("1/3", find_fault("2026-03-05 10:00")).value();  // a second note is one too many
  EXPECT_EQ(refused.state, Submission::State::refused);
  EXPECT_EQ(refused.outcome.reason, "other-case-refused");
  ASSERT_EQ(refused.reached.size(), 1U);
  EXPECT_EQ(refused.reached[0].outcome.reason, "used-up");
  EXPECT_THAT(message(refusal(petitions_and_faults(), refused), Language::english),
              HasSubstr("what entry 2 of the case \"1/3\" sends is refused by the case \"1\""));
  EXPECT_EQ(docket_.entry_count().value(), entries);
  EXPECT_THAT(stages("1/3"), ElementsAre("alleged"));
  expect_replay();
}

TEST_F(Across, ASecondSendingOfAKeyOpensNothingMore) {
  expect_recorded("1", blame("2026-03-03 10:00", "town"), "k");
  EXPECT_EQ(submit("1", blame("2026-03-03 10:00", "town"), "k")->state, Submission::State::repeated);
  EXPECT_THAT(case_numbers(), ElementsAre(" 1", "fault 1/2"));
}

TEST_F(Across, WhatLapsesOpensCasesThatLapseInTheirTurn) {
  EXPECT_TRUE(docket_.advance(at("2026-03-14 00:00"), at("2026-06-01 09:00")));
  EXPECT_THAT(stages("1/2"), ElementsAre("alleged"));
  // Five days from the day after the lapse.
  EXPECT_EQ(format_instant(petitions_and_faults(), *docket_.find("1/2").value()->next_due()),
            "2026-03-18 23:59");
  EXPECT_TRUE(docket_.advance(at("2026-04-30 00:00"), at("2026-06-01 09:00")));
  EXPECT_THAT(stages("1/2"), ElementsAre("dropped"));
  expect_replay();
}

TEST_F(Across, OneStepOfTimeReachesWhatItOpens) {
  EXPECT_TRUE(docket_.advance(at("2026-04-30 00:00"), at("2026-06-01 09:00")));
  EXPECT_THAT(stages("1/2"), ElementsAre("dropped"));
  expect_replay();
}

TEST_F(Across, AnActThatComesAfterALapseFindsTheCaseThatItOpened) {
  expect_recorded("1", blame("2026-03-20 10:00", "city"));
  EXPECT_THAT(case_numbers(), ElementsAre(" 1", "fault 1/2", "fault 1/3"));
  expect_replay();
}

TEST_F(Across, ALateActSendsAtItsTime) {
  expect_recorded("1", blame("2026-03-08 10:00", "city"));
  const Submission late = expect_recorded("1", blame("2026-03-05 10:00", "town"));
  ASSERT_EQ(late.reached.size(), 1U);
  EXPECT_EQ(docket_.entries(late.reached[0].case_number).value().front().effective, at("2026-03-05 10:00"));
  expect_replay();
}

TEST_F(Across, ACorrectionThatSendsTheSameChangesNothingElsewhere) {
  expect_recorded("1", blame("2026-03-03 10:00", "town"));
  Act again = blame("2026-03-03 10:00", "town");
  again.actor.person = "Li";
  const auto same = docket_.correct("1", 2, again, "", at("2026-06-01 09:00"));
  ASSERT_TRUE(same);
  EXPECT_EQ(same->state, Submission::State::recorded);
  EXPECT_THAT(same->reached, IsEmpty());
  EXPECT_THAT(case_numbers(), ElementsAre(" 1", "fault 1/2"));
  expect_replay();
}

TEST_F(Across, ACaseOfASecondTypeMayBeginByItself) {
  // As the log has it: by the case type and the act.
  Act charge{
      "fault.charge", {{"accused", Value{std::string("town")}}, {"why", Value{std::string("seen")}}}, {}, {}};
  charge.actor = {Actor::Kind::office, {}, "city", {}, {}};
  charge.effective = at("2026-03-03 10:00");
  const auto refused = submit("2", charge).value();  // but these only by petitions
  EXPECT_EQ(refused.state, Submission::State::refused);
  EXPECT_EQ(refused.outcome.reason, "not-open");
}

TEST_F(Across, CasesThatAgreeMayBeTheSameMatter) {
  expect_recorded("2", petition("2026-03-03 10:00"));
  expect_recorded("1", blame("2026-03-03 10:00", "town"));
  EXPECT_THAT(docket_.same_matter("2").value(), ElementsAre("1"));
  EXPECT_THAT(docket_.same_matter("1/2").value(), IsEmpty());
  EXPECT_THAT(docket_.same_matter("7").value(), IsEmpty());
  Act confirm{"confirm_twin",
              {{"of", Value{std::string("1")}}},
              {Actor::Kind::office, {}, "city", {}, {}},
              at("2026-03-04 10:00")};
  expect_recorded("2", confirm);
  EXPECT_EQ(docket_.find("2").value()->field("twin").value().held, Value{std::string("1")}.held);
  confirm.actor.office = "town";
  EXPECT_EQ(submit("2", confirm)->outcome.reason, "not-open");
}

TEST_F(Across, StatesOfBothTypesAreReadAgain) {
  expect_recorded("1", blame("2026-03-03 10:00", "town"));
  const Policy policy = petitions_and_faults();
  for (const char* number : {"1", "1/2"}) {
    const std::string state = docket_.find(number).value()->snapshot();
    const auto read = Case::restore(policy, state);
    ASSERT_TRUE(read) << number;
    EXPECT_EQ(read->snapshot(), state);
  }
  EXPECT_EQ(policy.of("过错")->case_name(), "fault");
  EXPECT_FALSE(policy.of("remark"));
}

}  // namespace
}  // namespace recourse::docket
