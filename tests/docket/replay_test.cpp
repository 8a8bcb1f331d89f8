// Folding anew: a docket agrees with itself, whatever is changed in it is found, and another policy gives other figures.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/message.h"
#include "engine/base/messages/docket.h"
#include "engine/docket/envelope.h"
#include "recourse/docket.h"
#include "tests/docket/complaints.h"
#include "tests/docket/temporary.h"

namespace recourse::docket {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Instant recorded() {
  return at("2026-12-01 09:00");
}

void submit(Docket& docket, const std::string& number, const Act& act) {
  const auto submission = docket.submit(number, act, "", recorded());
  ASSERT_TRUE(submission) << message(submission.error(), Language::english);
  ASSERT_EQ(submission->state, Submission::State::recorded) << submission->outcome.reason;
}

/// Case 1: received, accepted, reply lapsed, replied. Case 2: received, acceptance lapsed.
void fill(Docket& docket, const Policy& policy = complaints()) {
  ASSERT_TRUE(docket.use(policy));
  submit(docket, "1", receive("2026-03-02", 7));
  submit(docket, "1", accept("2026-03-05"));
  submit(docket, "2", receive("2026-03-10"));
  ASSERT_TRUE(docket.advance(at("2026-04-10"), recorded()));
  submit(docket, "1", reply("2026-04-12"));
}

TEST(Replay, AgreesWithWhatWasRecorded) {
  Docket docket = Docket::open(":memory:").value();
  fill(docket);
  std::vector<std::int64_t> progress;
  const auto replay = docket.replay(nullptr, [&](std::int64_t done, std::int64_t all) {
    EXPECT_EQ(all, 2);
    progress.push_back(done);
  });
  ASSERT_TRUE(replay);
  EXPECT_THAT(replay->differences, IsEmpty());
  EXPECT_EQ(replay->cases, 2);
  EXPECT_EQ(replay->entries, 7);
  EXPECT_EQ(replay->lapsed, 3);
  EXPECT_EQ(replay->overdue, 1);
  EXPECT_THAT(progress, ElementsAre(1, 2));
}

TEST(Replay, OfAnEmptyDocketIsEmpty) {
  Docket docket = Docket::open(":memory:").value();
  const auto replay = docket.replay(nullptr).value();
  EXPECT_EQ(replay.cases, 0);
  EXPECT_THAT(replay.differences, IsEmpty());
}

struct Tampering {
  std::string name;
  std::string sql;
  std::string found;  // one of the differences
};

void PrintTo(const Tampering& row, std::ostream* output) {
  *output << row.sql;
}

class Tampered : public testing::TestWithParam<Tampering> {};

TEST_P(Tampered, IsFound) {
  const TemporaryFolder folder;
  const std::string path = folder / "a.docket";
  {
    Docket docket = Docket::open(path).value();
    fill(docket);
  }
  Connection(path).execute(
      ("DROP TRIGGER entries_never_change; DROP TRIGGER entries_never_go; " + GetParam().sql).c_str());
  Docket docket = Docket::open(path).value();
  const auto replay = docket.replay(nullptr);
  ASSERT_TRUE(replay) << message(replay.error(), Language::english);
  EXPECT_THAT(replay->differences, Contains(GetParam().found));
}

#define OF_CASE_1(number) " WHERE case_id = 1 AND number = " #number
INSTANTIATE_TEST_SUITE_P(
    Replay, Tampered,
    testing::Values(
        Tampering{"Argument", "UPDATE entries SET arguments = '{\"people\":8}'" OF_CASE_1(1), "1 1: hash"},
        Tampering{"UnreadableArgument", "UPDATE entries SET arguments = 'people'" OF_CASE_1(1),
                  "1 1: arguments"},
        Tampering{"Actor",
                  "UPDATE entries SET actor = '{\"kind\":\"office\",\"office\":\"city\"}'" OF_CASE_1(2),
                  "1 2: hash"},
        Tampering{"TimeOfAnAct", "UPDATE entries SET effective = effective - 60000" OF_CASE_1(2),
                  "1 2: hash"},
        Tampering{"TimeOfALapse", "UPDATE entries SET effective = effective + 86400000" OF_CASE_1(3),
                  "1 3: surplus"},
        Tampering{"TimeOfRecording", "UPDATE entries SET recorded = 0" OF_CASE_1(1), "1 1: hash"},
        Tampering{"Key", "UPDATE entries SET key = 'another'" OF_CASE_1(1), "1 1: hash"},
        Tampering{"Effects", "UPDATE entries SET effects = '{}'" OF_CASE_1(2), "1 2: effects"},
        Tampering{"StateHash", "UPDATE entries SET state_hash = hash" OF_CASE_1(2), "1 2: state_hash"},
        Tampering{"Hash", "UPDATE entries SET hash = state_hash" OF_CASE_1(2), "1 3: previous_hash"},
        Tampering{"ActErased", "DELETE FROM entries" OF_CASE_1(2), "1 3: number"},
        Tampering{"LapseErased", "DELETE FROM entries" OF_CASE_1(3), "1: missing 2026-03-10 23:59"},
        Tampering{"LastActErased", "DELETE FROM entries" OF_CASE_1(5), "1: entries"},
        Tampering{"LastActErasedAndCountMended",
                  "DELETE FROM entries" OF_CASE_1(5) "; UPDATE cases SET entries = 4 WHERE id = 1",
                  "1: hash"},
        Tampering{"EntryOfAnotherCase",
                  "UPDATE entries SET number = 6, case_id = 1 WHERE case_id = 2 AND number = 2",
                  "1 6: previous_hash"},
        Tampering{"Snapshot", "UPDATE cases SET snapshot = CAST('' AS BLOB) WHERE id = 1", "1: snapshot"},
        Tampering{"DueList", "UPDATE cases SET next_due = 12345 WHERE id = 2", "2: next_due"},
        Tampering{"Overdue", "UPDATE cases SET overdue = 0 WHERE id = 2", "2: overdue"},
        Tampering{"Lapsed", "UPDATE cases SET lapsed = 0 WHERE id = 2", "2: lapsed"},
        Tampering{"Stages", "UPDATE cases SET stages = '[\"withdrawn\"]' WHERE id = 2", "2: stages"},
        Tampering{"Responsible", "UPDATE cases SET responsible = '[]' WHERE id = 2", "2: responsible"},
        Tampering{"Ended", "UPDATE cases SET ended = 1 WHERE id = 2", "2: ended"},
        Tampering{"Rules", "UPDATE documents SET text = CAST(replace(text, '30 days', '90 days') AS BLOB)",
                  "2: bundle"}),
    [](const auto& tested) { return tested.param.name; });

TEST(Replay, RecomputedHashesDoNotHideAnotherState) {
  const TemporaryFolder folder;
  const std::string path = folder / "a.docket";
  {
    Docket docket = Docket::open(path).value();
    fill(docket);
  }
  {
    Store store(path);
    EntryRow last = store.entries(1).back();
    last.arguments = R"({"result":"dismissed"})";
    const std::string hash = entry_hash(last, "1", store.digests(last.bundle));
    store.connection().execute(("DROP TRIGGER entries_never_change; UPDATE entries SET arguments = '" +
                                last.arguments + "', hash = '" + hash +
                                "' WHERE case_id = 1 AND number = 5; UPDATE cases SET hash = '" + hash +
                                "' WHERE id = 1")
                                   .c_str());
  }
  Docket docket = Docket::open(path).value();
  EXPECT_THAT(docket.replay(nullptr).value().differences, Contains("1 5: state_hash"));
}

TEST(Replay, DamagedRowsAreErrorsToReaders) {
  const TemporaryFolder folder;
  const std::string path = folder / "a.docket";
  {
    Docket docket = Docket::open(path).value();
    fill(docket);
  }
  Connection(path).execute(
      "DROP TRIGGER entries_never_change; UPDATE entries SET actor = '[]' WHERE case_id = 1 AND number = 2;"
      "UPDATE cases SET snapshot = CAST('nonsense' AS BLOB), stages = '' WHERE id = 2");
  Docket docket = Docket::open(path).value();
  EXPECT_EQ(docket.entries("1").error().code, messages::docket_entry_damaged);
  EXPECT_EQ(docket.find("2").error().code, messages::docket_case_damaged);
  EXPECT_EQ(docket.cases().error().code, messages::docket_case_damaged);
}

TEST(Replay, AnotherPeriodGivesOtherFigures) {
  Docket docket = Docket::open(":memory:").value();
  fill(docket, complaints(60));
  struct Expected {
    int days;
    std::int64_t overdue, lapsed;
  };
  // Case 1 was accepted on 5 March, answered on 12 April; case 2 was never accepted.
  for (const Expected& row : {Expected{60, 1, 2}, Expected{30, 1, 3}, Expected{5, 1, 3}}) {
    const Policy policy = complaints(row.days);
    const auto replay = docket.replay(&policy).value();
    EXPECT_THAT(replay.differences, IsEmpty()) << row.days;
    EXPECT_EQ(replay.overdue, row.overdue) << row.days;
    EXPECT_EQ(replay.lapsed, row.lapsed) << row.days;
  }
  EXPECT_THAT(docket.replay(nullptr).value().differences, IsEmpty());  // nothing was written
}

TEST(Replay, TimeThatPassedWithoutEntriesCounts) {
  Docket docket = Docket::open(":memory:").value();
  ASSERT_TRUE(docket.use(complaints(90)));
  submit(docket, "1", receive("2026-03-02"));
  submit(docket, "1", accept("2026-03-03"));
  ASSERT_TRUE(docket.advance(at("2026-04-20"), recorded()));
  const Policy shorter = complaints(30);
  const auto replay = docket.replay(&shorter).value();
  EXPECT_EQ(replay.overdue, 2);
  EXPECT_EQ(docket.cases().value().at(0).overdue, 1);
}

TEST(Replay, WhatAnotherPolicyRefusesIsListed) {
  Docket docket = Docket::open(":memory:").value();
  fill(docket);
  const Policy stricter = complaints(30, "must not reply when people > 5");
  const auto replay = docket.replay(&stricter).value();
  EXPECT_THAT(replay.differences,
              ElementsAre("1 5: refused reply: forbidden handling.not reply (Complaints Act 1)"));
  EXPECT_EQ(replay.overdue, 3);  // of case 1 both, since the reply does not count
}

}  // namespace
}  // namespace recourse::docket
