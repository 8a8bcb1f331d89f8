// A notice that arrives, an office that has a successor: running cases go on with another calendar or directory.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/message.h"
#include "engine/base/messages/cases.h"
#include "engine/base/messages/docket.h"
#include "engine/docket/sqlite.h"
#include "recourse/docket.h"
#include "tests/docket/complaints.h"
#include "tests/docket/temporary.h"

namespace recourse::docket {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* kRules = R"(
policy "Answers" version "1" in force 2026-01-01
source L "Answers Act"
calendar "calendar.yaml"
offices "offices.yaml"
case request { handler: office? }
role citizen = party
process road for request cites L 1 {
  opens on ask when actor is known { set handler = actor }
  start stage open {
    owner handler
    handler must answer within 5 working days from ask as answering -> closed else { notify citizen "late" }
  }
  final stage closed
}
rule archive for request cites L 2 {
  at closed { handler must store within 5 working days from closed as storing else { notify handler "store it" } }
}
)";

constexpr const char* kOf2026 =
    "calendar: c\nzone: UTC\nnotices:\n  - {id: N26, year: 2026, published: 2025-11-01}\n";
constexpr const char* kOf2027 =
    "  - {id: N27, year: 2027, published: 2027-01-15, off: {2027-01-01: New Year, 2027-01-04: New Year}}\n";
constexpr const char* kTown = "levels: [town]\noffices:\n  - {id: town, name: Town, level: town";
constexpr const char* kOther = "  - {id: other, name: Other, level: town}\n";

Policy answers(const std::string& calendar, const std::string& offices = std::string(kTown) + "}\n",
               const std::string& rules = kRules) {
  const auto loader =
      memory_loader({{"a/road.rules", rules}, {"a/calendar.yaml", calendar}, {"a/offices.yaml", offices}});
  LoadedPolicy loaded = load_policy(*loader, "a");
  for (const Diagnostic& diagnostic : loaded.diagnostics) {
    EXPECT_NE(severity(diagnostic.code), Severity::error) << render(diagnostic, Language::english);
  }
  return loaded.policy.value();
}

Policy before() {
  return answers(kOf2026);
}
Policy after() {
  return answers(std::string(kOf2026) + kOf2027);
}

Act by_town(const std::string& name, const std::string& time) {
  return {name, {}, {Actor::Kind::office, {}, "town", {}, {}}, at(time)};
}

Instant recorded() {
  return at("2027-02-01 09:00");
}

void submit(Docket& docket, const std::string& number, const Act& act) {
  const auto submission = docket.submit(number, act, "", recorded());
  ASSERT_TRUE(submission) << message(submission.error(), Language::english);
  ASSERT_EQ(submission->state, Submission::State::recorded) << submission->outcome.reason;
}

std::string due_of(Docket& docket, const std::string& number) {
  const Case found = docket.find(number).value().value();
  const auto commitments = found.commitments(recorded());
  if (commitments.empty() || !commitments.front().due) {
    return "";
  }
  return format_instant(found.policy(), *commitments.front().due) +
         (commitments.front().provisional ? " provisional" : "") +
         (commitments.front().overdue ? " overdue" : "");
}

/// Three requests over the turn of the year: one open, one answered and not stored, one stored.
Docket filled() {
  Docket docket = Docket::open(":memory:").value();
  EXPECT_TRUE(docket.use(before()));
  submit(docket, "open", by_town("ask", "2026-12-28 10:00"));
  submit(docket, "answered", by_town("ask", "2026-12-28 10:00"));
  submit(docket, "answered", by_town("answer", "2026-12-30 10:00"));
  submit(docket, "stored", by_town("ask", "2026-12-01 10:00"));
  submit(docket, "stored", by_town("answer", "2026-12-02 10:00"));
  submit(docket, "stored", by_town("store", "2026-12-03 10:00"));
  EXPECT_TRUE(docket.advance(at("2027-01-20"), recorded()));
  return docket;
}

TEST(Adoption, ANoticeMakesProvisionalDatesCertainAndLetsThemLapse) {
  Docket docket = filled();
  EXPECT_EQ(due_of(docket, "open"), "2027-01-04 23:59 provisional");
  EXPECT_EQ(docket.cases().value().front().overdue, 0);
  EXPECT_EQ(docket.adopt(after(), recorded()).value(), 2);  // nothing happens to what is stored
  EXPECT_EQ(due_of(docket, "open"), "2027-01-06 23:59");
  EXPECT_EQ(due_of(docket, "answered"), "2027-01-08 23:59");
  EXPECT_EQ(docket.advance(at("2027-01-21"), recorded()).value(), 2);
  EXPECT_EQ(due_of(docket, "open"), "2027-01-06 23:59 overdue");
  EXPECT_EQ(docket.cases().value().front().overdue, 1);
}

TEST(Adoption, ALateActBeforeTheNoticeIsCountedByIt) {
  Docket docket = filled();
  ASSERT_TRUE(docket.adopt(after(), recorded()));
  ASSERT_TRUE(docket.advance(at("2027-01-21"), recorded()));  // the answer to "open" is overdue since the 6th
  submit(docket, "open", by_town("answer", "2026-12-30 10:00"));
  EXPECT_EQ(due_of(docket, "open"),
            "2027-01-08 23:59 overdue");  // what is to be stored then, by the newest notice
  EXPECT_EQ(docket.cases().value().front().lapsed, 1);
  EXPECT_THAT(docket.replay(nullptr).value().differences, IsEmpty());
}

TEST(Adoption, IsAnEntryOfItsOwnThatReplayAgreesWith) {
  Docket docket = filled();
  ASSERT_TRUE(docket.adopt(after(), recorded()));
  ASSERT_TRUE(docket.advance(at("2027-01-21"), recorded()));
  submit(docket, "open", by_town("answer", "2027-01-22 10:00"));
  const auto entries = docket.entries("open").value();
  std::vector<Entry::Kind> kinds;
  for (const Entry& entry : entries) {
    kinds.push_back(entry.kind);
  }
  EXPECT_THAT(kinds,
              ElementsAre(Entry::Kind::act, Entry::Kind::surroundings, Entry::Kind::clock, Entry::Kind::act));
  EXPECT_EQ(entries[0].calendar_digest, before().calendar_digest());
  EXPECT_EQ(entries[1].calendar_digest, after().calendar_digest());
  EXPECT_EQ(entries[1].effective, at("2027-01-20"));
  EXPECT_THAT(entries[1].effects, HasSubstr("answering"));
  EXPECT_EQ(docket.policy(entries[0]).value().calendar_digest(), before().calendar_digest());
  EXPECT_THAT(docket.replay(nullptr).value().differences, IsEmpty());
}

TEST(Adoption, HappensOnceAndOnlyUnderTheSameMeaning) {
  Docket docket = filled();
  EXPECT_EQ(docket.adopt(before(), recorded()).value(), 0);
  ASSERT_TRUE(docket.adopt(after(), recorded()));
  EXPECT_EQ(docket.adopt(after(), recorded()).value(), 0);
  std::string stricter = kRules;
  stricter.replace(stricter.find("within 5"), 8, "within 4");
  EXPECT_EQ(docket.adopt(answers(kOf2026, std::string(kTown) + "}\n", stricter), recorded()).value(), 0);
  EXPECT_THAT(docket.replay(nullptr).value().differences, IsEmpty());
}

TEST(Adoption, NewCasesGetTheNewCalendar) {
  Docket docket = filled();
  ASSERT_TRUE(docket.adopt(after(), recorded()));
  submit(docket, "new", by_town("ask", "2027-01-20 10:00"));
  EXPECT_EQ(due_of(docket, "new"), "2027-01-27 23:59");
}

TEST(Adoption, ASuccessorOwesWhatItsPredecessorOwed) {
  Docket docket = filled();
  const Policy merged =
      answers(kOf2026, std::string(kTown) +
                           ", to: 2026-12-31, successors: [{office: other, from: 2027-01-01}]}\n" + kOther);
  EXPECT_EQ(docket.adopt(merged, recorded()).value(), 2);
  EXPECT_THAT(docket.find("open").value()->responsible(recorded()), ElementsAre("other"));
  EXPECT_THAT(docket.replay(nullptr).value().differences, IsEmpty());
}

TEST(Adoption, ADirectoryThatLacksAnOfficeIsRefusedAndChangesNothing) {
  Docket docket = filled();
  const Policy lacking = answers(kOf2026, std::string("levels: [town]\noffices:\n") + kOther);
  EXPECT_EQ(docket.adopt(lacking, recorded()).error().code, messages::adopted_office_missing);
  EXPECT_EQ(docket.entries("open").value().size(), 1U);
  EXPECT_EQ(due_of(docket, "open"), "2027-01-04 23:59 provisional");
}

TEST(Adoption, WhatHasEndedNeedsNoOffice) {
  Docket docket = Docket::open(":memory:").value();
  ASSERT_TRUE(docket.use(before()));
  submit(docket, "stored", by_town("ask", "2026-12-01 10:00"));
  submit(docket, "stored", by_town("answer", "2026-12-02 10:00"));
  submit(docket, "stored", by_town("store", "2026-12-03 10:00"));
  const Policy lacking = answers(kOf2026, std::string("levels: [town]\noffices:\n") + kOther);
  EXPECT_EQ(docket.adopt(lacking, recorded()).value(), 0);
}

TEST(Adoption, ADamagedCaseDoesNotHoldUpTheOthers) {
  const TemporaryFolder folder;
  const std::string path = folder / "a.docket";
  {
    Docket docket = Docket::open(path).value();
    ASSERT_TRUE(docket.use(before()));
    submit(docket, "damaged", by_town("ask", "2026-12-28 10:00"));
    submit(docket, "whole", by_town("ask", "2026-12-28 10:00"));
  }
  Connection(path).execute("UPDATE cases SET snapshot = CAST('nonsense' AS BLOB) WHERE number = 'damaged'");
  Docket docket = Docket::open(path).value();
  EXPECT_EQ(docket.adopt(after(), recorded()).error().code, messages::docket_case_damaged);
  EXPECT_EQ(due_of(docket, "whole"), "2027-01-06 23:59");
}

TEST(Adoption, OfACaseIsNeitherLateNorBehind) {
  Case subject(before());
  ASSERT_EQ(subject.adopt(after(), at("2027-01-20"))->verdict, Verdict::accepted);  // it has not begun
  subject = Case(before());
  ASSERT_EQ(subject.apply(by_town("ask", "2026-12-01 10:00"))->verdict, Verdict::accepted);
  const std::string snapshot = subject.snapshot();
  EXPECT_EQ(subject.adopt(after(), at("2026-11-30 10:00"))->verdict, Verdict::late);
  EXPECT_EQ(subject.adopt(after(), at("2026-12-20 10:00"))->verdict, Verdict::behind);
  EXPECT_EQ(subject.snapshot(), snapshot);
  EXPECT_EQ(subject.adopt(after(), at("2026-12-03 10:00"))->verdict, Verdict::accepted);
}

}  // namespace
}  // namespace recourse::docket
