// What a docket promises to its users, in memory and in a file.
#include "recourse/docket.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "engine/base/message.h"
#include "engine/base/messages/cases.h"
#include "engine/base/messages/docket.h"
#include "tests/docket/complaints.h"
#include "tests/docket/temporary.h"

namespace recourse::docket {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using State = Submission::State;

/// Runs every test in memory and in a file.
class DocketTest : public testing::TestWithParam<const char*> {
protected:
  [[nodiscard]] std::string path() const {
    return std::string(GetParam()) == "file" ? folder_ / "a.docket" : ":memory:";
  }
  Docket docket(const Policy& policy = complaints()) {
    Docket opened = Docket::open(path()).value();
    EXPECT_TRUE(opened.use(policy));
    return opened;
  }

private:
  TemporaryFolder folder_;
};

INSTANTIATE_TEST_SUITE_P(Places, DocketTest, testing::Values("memory", "file"),
                         [](const auto& tested) { return std::string(tested.param); });

Instant recorded() {
  return at("2026-12-01 09:00");
}

/// Submits an act that must be recorded, under a key made of case and time, and gives its number.
std::int64_t record(Docket& docket, const std::string& number, const Act& act) {
  const auto submission =
      docket.submit(number, act, number + format_instant(complaints(), act.effective), recorded());
  if (!submission) {
    ADD_FAILURE() << message(submission.error(), Language::english);
    return 0;
  }
  EXPECT_EQ(submission->state, State::recorded) << submission->outcome.reason;
  return submission->number;
}

/// "1 act receive 2026-03-02 10:00" for each entry of a case.
std::vector<std::string> log_of(Docket& docket, const std::string& number) {
  const char* kinds[] = {"act", "clock", "correction", "surroundings"};
  std::vector<std::string> lines;
  const auto entries = docket.entries(number).value();
  for (const Entry& entry : entries) {
    lines.push_back(std::to_string(entry.number) + " " + kinds[static_cast<int>(entry.kind)] + " " +
                    entry.act.name + (entry.act.name.empty() ? "" : " ") +
                    format_instant(complaints(), entry.effective));
  }
  return lines;
}

CaseSummary summary_of(Docket& docket, const std::string& number) {
  const auto cases = docket.cases().value();
  for (const CaseSummary& summary : cases) {
    if (summary.number == number) {
      return summary;
    }
  }
  ADD_FAILURE() << "no case " << number;
  return {};
}

TEST_P(DocketTest, RecordsAnActWithEverythingThatBelongsToIt) {
  Docket docket = this->docket();
  Act act = receive("2026-03-02 10:00", 7);
  act.arguments["subject"] = {std::string("噪音 \"at night\"")};
  act.actor.person = "王芳";
  const auto submission = docket.submit("信-1", act, "key 1", recorded()).value();
  EXPECT_EQ(submission.state, State::recorded);
  EXPECT_EQ(submission.number, 1);
  EXPECT_EQ(submission.outcome.next_due, at("2026-03-17 23:59"));

  const Entry entry = docket.entries("信-1").value().at(0);
  EXPECT_EQ(entry.case_number, "信-1");
  EXPECT_EQ(entry.number, 1);
  EXPECT_EQ(entry.kind, Entry::Kind::act);
  EXPECT_EQ(entry.key, "key 1");
  EXPECT_EQ(entry.act.name, "receive");
  EXPECT_EQ(entry.act.arguments, act.arguments);
  EXPECT_EQ(entry.act.actor.office, "town");
  EXPECT_EQ(entry.act.actor.person, "王芳");
  EXPECT_EQ(entry.effective, act.effective);
  EXPECT_EQ(entry.recorded, recorded());
  EXPECT_EQ(entry.policy_digest, complaints().digest());
  EXPECT_EQ(entry.offices_digest, complaints().offices_digest());
  EXPECT_EQ(entry.semantics_version, 1);
  EXPECT_THAT(entry.effects, HasSubstr(R"({"kind":"entered","name":"received"})"));
  EXPECT_EQ(entry.previous_hash, "");
  EXPECT_EQ(entry.hash.size(), 64U);
  EXPECT_EQ(entry.state_hash.size(), 64U);

  const CaseSummary summary = summary_of(docket, "信-1");
  EXPECT_THAT(summary.stages, ElementsAre("received"));
  EXPECT_THAT(summary.responsible, ElementsAre("town"));
  EXPECT_EQ(summary.next_due, at("2026-03-17 23:59"));
  EXPECT_EQ(summary.opened, act.effective);
  EXPECT_EQ(summary.entries, 1);
  EXPECT_FALSE(summary.ended);
}

TEST_P(DocketTest, EntriesOfACaseAreAChain) {
  Docket docket = this->docket();
  record(docket, "1", receive("2026-03-02"));
  record(docket, "1", accept("2026-03-05"));
  record(docket, "1", reply("2026-03-06"));
  const auto entries = docket.entries("1").value();
  ASSERT_EQ(entries.size(), 3U);
  EXPECT_EQ(entries[1].previous_hash, entries[0].hash);
  EXPECT_EQ(entries[2].previous_hash, entries[1].hash);
}

TEST_P(DocketTest, SameKeyWithSameContentDoesNothing) {
  Docket docket = this->docket();
  record(docket, "1", receive("2026-03-02"));
  record(docket, "1", accept("2026-03-03"));
  ASSERT_TRUE(docket.submit("1", reply("2026-03-04 11:00"), "reply", recorded()));
  Act in_other_words = reply("2026-03-04 11:00", "justified", "镇政府");
  for (const Act& act : {reply("2026-03-04 11:00"), in_other_words}) {
    const auto again = docket.submit("1", act, "reply", recorded() + std::chrono::hours(5)).value();
    EXPECT_EQ(again.state, State::repeated);
    EXPECT_EQ(again.number, 3);
    EXPECT_EQ(again.outcome.verdict, Verdict::accepted);
  }
  EXPECT_EQ(docket.entry_count().value(), 3);
}

TEST_P(DocketTest, SameDayIsTheSameContentWhenOnlyTheDayWasKnown) {
  Docket docket = this->docket();
  const Policy policy = complaints();
  const auto received_today = [&](const std::string& time) {
    Act act = receive("2026-03-02");
    act.effective = parse_instant(policy, "2026-03-02", at(time)).value();
    return docket.submit("1", act, "key", at(time)).value().state;
  };
  EXPECT_EQ(received_today("2026-03-02 10:00"), State::recorded);
  EXPECT_EQ(received_today("2026-03-02 15:00"), State::repeated);
  EXPECT_EQ(received_today("2026-03-09 15:00"), State::repeated);
}

TEST_P(DocketTest, SameKeyWithOtherContentIsAnError) {
  Docket docket = this->docket();
  record(docket, "1", receive("2026-03-02"));
  record(docket, "2", receive("2026-03-02"));
  record(docket, "1", accept("2026-03-03"));
  ASSERT_TRUE(docket.submit("1", reply("2026-03-04 11:00"), "reply", recorded()));
  Act other_person = reply("2026-03-04 11:00");
  other_person.actor.person = "somebody";
  const std::vector<std::pair<std::string, Act>> others = {{"1", accept("2026-03-04 11:00")},
                                                           {"1", reply("2026-03-04 11:01")},
                                                           {"1", reply("2026-03-04 11:00", "dismissed")},
                                                           {"1", other_person},
                                                           {"2", reply("2026-03-04 11:00")},
                                                           {"3", reply("2026-03-04 11:00")}};
  for (const auto& [number, act] : others) {
    const auto reused = docket.submit(number, act, "reply", recorded());
    ASSERT_FALSE(reused);
    EXPECT_EQ(reused.error().code, messages::key_reused);
    EXPECT_EQ(message(reused.error(), Language::english),
              "The key \"reply\" was given before, to entry 3 of the case \"1\", with other content.");
  }
  EXPECT_EQ(docket.entry_count().value(), 4);
}

TEST_P(DocketTest, ActsWithoutAKeyAreNoRepetitions) {
  Docket docket = this->docket(complaints(30, "handler may note"));
  record(docket, "1", receive("2026-03-02"));
  record(docket, "1", accept("2026-03-03"));
  Act note = accept("2026-03-04 10:00");
  note.name = "note";
  EXPECT_EQ(docket.submit("1", note, "", recorded()).value().number, 3);
  EXPECT_EQ(docket.submit("1", note, "", recorded()).value().number, 4);
}

struct Refused {
  std::string what;
  std::string number;
  Act act;
  Verdict verdict;
  std::string reason;
};

TEST_P(DocketTest, RefusedActsLeaveNothingBehind) {
  Docket docket = this->docket();
  record(docket, "1", receive("2026-03-02"));
  record(docket, "1", accept("2026-03-04 10:00"));
  const std::vector<Refused> table = {
      {"not open now", "1", withdraw("2026-03-05"), Verdict::refused, "not-open"},
      {"not by this office", "1", reply("2026-03-05", "upheld", "city"), Verdict::refused, "not-open"},
      {"before what it needs", "1", reply("2026-03-04 09:59"), Verdict::refused, "not-open"},
      {"not open after what lapses before it", "1", withdraw("2026-11-05"), Verdict::refused, "not-open"},
      {"a case that has not begun", "2", accept("2026-03-05"), Verdict::refused, "not-open"}};
  for (const Refused& row : table) {
    const auto submission = docket.submit(row.number, row.act, row.what, recorded());
    ASSERT_TRUE(submission) << row.what;
    EXPECT_EQ(submission->state, State::refused) << row.what;
    EXPECT_EQ(submission->outcome.verdict, row.verdict) << row.what;
    EXPECT_EQ(submission->outcome.reason, row.reason) << row.what;
  }
  EXPECT_THAT(log_of(docket, "1"),
              ElementsAre("1 act receive 2026-03-02 23:59", "2 act accept 2026-03-04 10:00"));
  EXPECT_EQ(docket.cases().value().size(), 1U);
  EXPECT_FALSE(docket.find("2").value());
  // Its key is free still.
  EXPECT_EQ(docket.submit("1", reply("2026-03-05"), "not open now", recorded()).value().state,
            State::recorded);
}

TEST_P(DocketTest, UnusableActsAreErrorsAndLeaveNothingBehind) {
  Docket docket = this->docket();
  record(docket, "1", receive("2026-03-02"));
  Act broken_text = receive("2026-03-02");
  broken_text.arguments["subject"] = {std::string("caf\xe9")};
  Act unknown_act = accept("2026-03-03");
  unknown_act.name = "acept";
  struct Unusable {
    std::string number;
    Act act;
    MessageCode code;
  };
  const std::vector<Unusable> table = {{"", receive("2026-03-02"), messages::case_number_empty},
                                       {"2", broken_text, messages::act_not_utf8},
                                       {"\xff", receive("2026-03-02"), messages::act_not_utf8},
                                       {"1", unknown_act, messages::unknown_act_given},
                                       {"1", accept("2026-03-03", "village"), messages::unknown_office_given},
                                       {"2", receive("2026-03-02", 5000), messages::value_out_of_range}};
  for (const Unusable& row : table) {
    const auto submission = docket.submit(row.number, row.act, "key", recorded());
    ASSERT_FALSE(submission);
    EXPECT_EQ(submission.error().code, row.code) << message(submission.error(), Language::english);
  }
  EXPECT_EQ(docket.entry_count().value(), 1);
}

TEST_P(DocketTest, WithoutAPolicyNoCaseIsOpened) {
  Docket docket = Docket::open(path()).value();
  const auto submission = docket.submit("1", receive("2026-03-02"), "key", recorded());
  ASSERT_FALSE(submission);
  EXPECT_EQ(submission.error().code, messages::docket_without_policy);
}

TEST_P(DocketTest, WhatLapsedBeforeAnActHasEntriesOfItsOwn) {
  Docket docket = this->docket();
  record(docket, "1", receive("2026-03-02"));
  record(docket, "1", accept("2026-03-20"));
  EXPECT_EQ(record(docket, "1", reply("2026-05-01")), 6);
  EXPECT_THAT(log_of(docket, "1"), ElementsAre("1 act receive 2026-03-02 23:59", "2 clock 2026-03-17 23:59",
                                               "3 act accept 2026-03-20 23:59", "4 clock 2026-03-25 23:59",
                                               "5 clock 2026-04-19 23:59", "6 act reply 2026-05-01 23:59"));
  const CaseSummary summary = summary_of(docket, "1");
  EXPECT_TRUE(summary.ended);
  EXPECT_EQ(summary.lapsed, 3);
  EXPECT_EQ(summary.overdue, 0);
  EXPECT_THAT(summary.responsible, ElementsAre("town"));  // who had it last
  EXPECT_EQ(summary.next_due, std::nullopt);
}

TEST_P(DocketTest, AdvanceFiresEachLapseOnceAtItsOwnTime) {
  Docket docket = this->docket();
  record(docket, "1", receive("2026-03-02"));
  record(docket, "2", receive("2026-03-03"));
  record(docket, "2", accept("2026-03-04"));
  record(docket, "ended", receive("2026-03-03"));
  record(docket, "ended", withdraw("2026-03-04"));
  EXPECT_EQ(docket.advance(at("2026-03-09 23:59"), recorded()).value(), 0);  // that minute is in time still
  EXPECT_EQ(docket.advance(at("2026-03-10 00:00"), recorded()).value(), 1);
  EXPECT_EQ(docket.advance(at("2026-04-10"), recorded()).value(), 2);
  EXPECT_EQ(docket.advance(at("2026-04-10"), recorded()).value(), 0);
  EXPECT_EQ(docket.advance(at("2026-03-10"), recorded()).value(), 0);
  EXPECT_THAT(log_of(docket, "1"), ElementsAre("1 act receive 2026-03-02 23:59", "2 clock 2026-03-17 23:59"));
  EXPECT_THAT(log_of(docket, "2"),
              ElementsAre("1 act receive 2026-03-03 23:59", "2 act accept 2026-03-04 23:59",
                          "3 clock 2026-03-09 23:59", "4 clock 2026-04-03 23:59"));
  EXPECT_EQ(summary_of(docket, "1").overdue, 1);
  EXPECT_EQ(summary_of(docket, "2").overdue, 2);
  EXPECT_EQ(summary_of(docket, "ended").overdue, 0);
  // A timer moves a case, and what lapsed stays in the count.
  EXPECT_EQ(docket.advance(at("2026-12-31"), recorded()).value(), 1);
  EXPECT_THAT(summary_of(docket, "2").stages, ElementsAre("given_up"));
  EXPECT_EQ(summary_of(docket, "2").lapsed, 2);
}

TEST_P(DocketTest, AdvanceGoesThroughMoreCasesThanATransactionHolds) {
  Docket docket = this->docket();
  {
    auto batch = docket.begin().value();
    for (int i = 0; i < 1234; ++i) {
      record(docket, std::to_string(i), receive("2026-03-02"));
    }
    ASSERT_TRUE(batch.commit());
  }
  EXPECT_EQ(docket.advance(at("2026-04-01"), recorded()).value(), 1234);
  EXPECT_EQ(docket.advance(at("2026-04-01"), recorded()).value(), 0);
}

TEST_P(DocketTest, AFaultyCaseDoesNotHoldUpTheOthers) {
  Docket docket = this->docket(
      complaints(30, "handler must file within 7 days as filing else { set people = people + 999 }"));
  for (const auto& [number, people] : std::map<std::string, int>{{"1", 1}, {"2", 500}, {"3", 1}}) {
    record(docket, number, receive("2026-03-02", people));
    record(docket, number, accept("2026-03-03"));
  }
  const auto advanced = docket.advance(at("2026-03-20"), recorded());
  ASSERT_FALSE(advanced);
  EXPECT_EQ(advanced.error().code, messages::policy_fault);
  EXPECT_EQ(summary_of(docket, "1").entries, 4);
  EXPECT_EQ(summary_of(docket, "2").entries, 2);
  EXPECT_EQ(summary_of(docket, "3").entries, 4);
}

TEST_P(DocketTest, ABatchIsThereWholeOrNotAtAll) {
  Docket docket = this->docket();
  record(docket, "before", receive("2026-03-02"));
  {
    auto batch = docket.begin().value();
    record(docket, "1", receive("2026-03-02"));
    record(docket, "before", accept("2026-03-03"));
    ASSERT_TRUE(docket.use(complaints(60)));
    record(docket, "2", receive("2026-03-02"));
  }
  EXPECT_EQ(docket.entry_count().value(), 1);
  EXPECT_EQ(summary_of(docket, "before").entries, 1);
  EXPECT_FALSE(docket.find("1").value());
  {
    auto batch = docket.begin().value();
    record(docket, "3", receive("2026-03-02"));
    record(docket, "before", accept("2026-03-04"));
    EXPECT_EQ(docket.submit("3", withdraw("2026-03-01"), "w", recorded()).value().state, State::refused);
    ASSERT_TRUE(batch.commit());
  }
  EXPECT_EQ(docket.entry_count().value(), 3);
  EXPECT_EQ(summary_of(docket, "3").policy_digest, complaints().digest());
  EXPECT_THAT(docket.replay(nullptr).value().differences, IsEmpty());
}

TEST_P(DocketTest, OneBatchAtATime) {
  Docket docket = this->docket();
  auto batch = docket.begin().value();
  const auto second = docket.begin();
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, messages::batch_already_begun);
  ASSERT_TRUE(batch.commit());
  EXPECT_TRUE(docket.begin());
}

TEST_P(DocketTest, ABatchIsCommittedOnce) {
  Docket docket = this->docket();
  auto batch = docket.begin().value();
  record(docket, "1", receive("2026-03-02"));
  ASSERT_TRUE(batch.commit());
  const auto again = batch.commit();
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, messages::batch_lost);
  EXPECT_EQ(docket.entry_count().value(), 1);
  // Another batch is none of its business.
  auto other = docket.begin().value();
  EXPECT_FALSE(batch.commit());
  record(docket, "2", receive("2026-03-02"));
  ASSERT_TRUE(other.commit());
  EXPECT_EQ(docket.entry_count().value(), 2);
}

TEST_P(DocketTest, KnowsHowFarTimeHasPassedInIt) {
  Docket docket = this->docket();
  EXPECT_EQ(docket.advanced_to().value(), std::nullopt);
  EXPECT_EQ(docket.last_entry().value(), std::nullopt);
  record(docket, "1", receive("2026-03-02 10:00"));
  record(docket, "2", receive("2026-03-01 10:00"));
  EXPECT_EQ(docket.advanced_to().value(), std::nullopt);
  EXPECT_EQ(docket.last_entry().value(), at("2026-03-02 10:00"));
  ASSERT_TRUE(docket.advance(at("2026-03-06 00:00"), recorded()));
  ASSERT_TRUE(docket.advance(at("2026-03-04 00:00"), recorded()));
  EXPECT_EQ(docket.advanced_to().value(), at("2026-03-05 23:59"));
}

TEST_P(DocketTest, CasesKeepThePolicyTheyWereOpenedUnder) {
  Docket docket = this->docket();
  record(docket, "old", receive("2026-03-02"));
  ASSERT_TRUE(docket.use(complaints(60)));
  record(docket, "new", receive("2026-03-02"));
  record(docket, "old", accept("2026-03-03"));
  record(docket, "new", accept("2026-03-03"));
  EXPECT_EQ(summary_of(docket, "old").policy_digest, complaints().digest());
  EXPECT_EQ(summary_of(docket, "new").policy_digest, complaints(60).digest());
  EXPECT_EQ(docket.policies().value().size(), 2U);
  ASSERT_TRUE(docket.advance(at("2026-04-20"), recorded()));
  EXPECT_EQ(summary_of(docket, "old").overdue, 2);
  EXPECT_EQ(summary_of(docket, "new").overdue, 1);
}

TEST(Docket, OpenedAgainEverythingIsThere) {
  const TemporaryFolder folder;
  {
    Docket docket = Docket::open(folder / "a.docket").value();
    ASSERT_TRUE(docket.use(complaints()));
    record(docket, "1", receive("2026-03-02"));
    record(docket, "1", accept("2026-03-03"));
    ASSERT_TRUE(docket.advance(at("2026-03-20"), recorded()));
  }
  Docket docket = Docket::open(folder / "a.docket").value();
  EXPECT_EQ(docket.submit("1", accept("2026-03-03"), "12026-03-03 23:59", recorded()).value().state,
            State::repeated);
  const auto found = docket.find("1").value();
  ASSERT_TRUE(found);
  EXPECT_TRUE(found->in_stage("handling"));
  EXPECT_EQ(found->overdue(), 1);
  EXPECT_EQ(found->policy().files(), complaints().files());
  record(docket, "1", reply("2026-03-21"));    // goes on,
  record(docket, "2", receive("2026-03-21"));  // and opens under the policy that was in use
  EXPECT_THAT(docket.replay(nullptr).value().differences, IsEmpty());
}

TEST(Docket, TwoThatHaveTheSameFileOpenSeeEachOther) {
  const TemporaryFolder folder;
  Docket one = Docket::open(folder / "a.docket").value();
  Docket other = Docket::open(folder / "a.docket").value();
  ASSERT_TRUE(one.use(complaints()));
  record(one, "1", receive("2026-03-02"));
  record(other, "1", accept("2026-03-03"));
  // The first has the case at hand as it was before.
  EXPECT_EQ(record(one, "1", reply("2026-03-04")), 3);
  EXPECT_TRUE(other.find("1").value()->ended());
  EXPECT_THAT(other.replay(nullptr).value().differences, IsEmpty());
}

TEST(Docket, OneThatMustBeThereIsNotMade) {
  const TemporaryFolder folder;
  const std::string path = folder / "a.docket";
  EXPECT_EQ(Docket::open_existing(path).error().code, messages::docket_absent);
  EXPECT_EQ(Docket::open_existing(":memory:").error().code, messages::docket_absent);
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
  std::ofstream(path).close();
  EXPECT_EQ(Docket::open_existing(path).error().code, messages::docket_foreign);
  EXPECT_EQ(std::filesystem::file_size(path), 0U);
}

TEST(Docket, OneThatMayOnlyBeReadIsLookedAt) {
  const TemporaryFolder folder;
  const std::string path = folder / "100% sure? #1.docket";
  {
    Docket docket = Docket::open(path).value();
    ASSERT_TRUE(docket.use(complaints()));
    record(docket, "1", receive("2026-03-02"));
  }
  const WithoutWriting denied(folder.path());
  auto docket = Docket::open_existing(path);
  ASSERT_TRUE(docket) << message(docket.error(), Language::english);
  EXPECT_EQ(docket->cases().value().size(), 1U);
  EXPECT_TRUE(docket->find("1").value());
  EXPECT_THAT(docket->replay(nullptr).value().differences, IsEmpty());
  EXPECT_EQ(docket->submit("1", accept("2026-03-03"), "", recorded()).error().code,
            messages::docket_read_only);
  EXPECT_EQ(docket->advance(at("2026-05-01"), recorded()).error().code, messages::docket_read_only);
}

TEST(Docket, ErrorsOfOpeningAreTold) {
  const TemporaryFolder folder;
  const auto docket = Docket::open(folder.path());
  ASSERT_FALSE(docket);
  EXPECT_EQ(docket.error().code, messages::docket_unopenable);
}

}  // namespace
}  // namespace recourse::docket
