// How a case stands: what is owed, by whom and until when; what may be done; what is forbidden.
#include <gmock/gmock.h>

#include <stdexcept>

#include "tests/cases/petitions.h"

namespace recourse::cases {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const Actor kTown = office("town");
const Actor kPetitioner = party("petitioner");

/// "duty accepting: accept by handler (town) until 2026-03-17 23:59 Petitions Act 2", as the commitments come.
std::vector<std::string> standing(const Case& subject, const std::string& time, Case::Commitment::Kind kind) {
  std::vector<std::string> lines;
  for (const Case::Commitment& commitment : subject.commitments(at(time))) {
    if (commitment.kind != kind || commitment.barred) continue;
    std::string line = commitment.clause + ":";
    for (const std::string& name : commitment.acts) line += " " + name;
    if (!commitment.who.empty()) line += " by " + commitment.who;
    for (const std::string& id : commitment.offices) line += " (" + id + ")";
    if (commitment.due) line += " until " + format_instant(subject.policy(), *commitment.due);
    line += std::string(commitment.overdue ? " overdue" : "") + (commitment.paused ? " paused" : "");
    lines.push_back(line + (commitment.citation.empty() ? "" : " " + commitment.citation));
  }
  return lines;
}

constexpr auto kDuty = Case::Commitment::Kind::duty;
constexpr auto kRight = Case::Commitment::Kind::right;
constexpr auto kTimer = Case::Commitment::Kind::timer;

TEST(Standing, BeforeItBeginsACaseOwesNothing) {
  const Case subject(petitions());
  EXPECT_FALSE(subject.begun());
  EXPECT_FALSE(subject.ended());
  EXPECT_EQ(subject.next_due(), std::nullopt);
  EXPECT_EQ(subject.overdue(), 0);
  EXPECT_THAT(subject.responsible(at("2026-03-02")), IsEmpty());
  EXPECT_THAT(standing(subject, "2026-03-02", kDuty), IsEmpty());
}

TEST(Standing, WhatIsOwedIsToldWithWhomAndUntilWhen) {
  Case subject = received(petitions());
  EXPECT_THAT(subject.stages(), ElementsAre("open"));
  EXPECT_THAT(subject.responsible(at("2026-03-03")), ElementsAre("town"));
  EXPECT_THAT(standing(subject, "2026-03-03", kDuty),
              ElementsAre("accepting: accept by handler (town) until 2026-03-17 23:59 Petitions Act 2"));
  EXPECT_EQ(subject.next_due(), at("2026-03-17 23:59"));
  apply(subject, act("accept", "2026-03-03", kTown));
  EXPECT_THAT(standing(subject, "2026-03-03", kDuty),
              ElementsAre("replying: reply by handler (town) until 2026-04-02 23:59 Petitions Act 8"));
  EXPECT_THAT(standing(subject, "2026-03-03", kTimer),
              ElementsAre(/* 2 May is a Saturday */ "giving_up: until 2026-05-04 23:59 Petitions Act 7"));
}

TEST(Standing, WhatLapsedIsOverdueUntilItIsDone) {
  Case subject = received(petitions());
  std::vector<std::string> lapsed;
  const auto entries = subject.advance(at("2026-03-18")).value();
  for (const Outcome& entry : entries) {
    for (const Event& event : entry.events) {
      if (event.kind == Event::Kind::lapsed) lapsed.push_back(event.name);
    }
    for (const Notice& notice : entry.notices) lapsed.push_back(notice.receiver + ": " + notice.text);
  }
  EXPECT_THAT(lapsed, ElementsAre("accepting", "handler: accept it"));
  EXPECT_EQ(subject.overdue(), 1);
  EXPECT_THAT(
      standing(subject, "2026-03-18", kDuty),
      ElementsAre("accepting: accept by handler (town) until 2026-03-17 23:59 overdue Petitions Act 2"));
  apply(subject, act("accept", "2026-03-19", kTown));
  EXPECT_EQ(subject.overdue(), 0);
}

TEST(Standing, WhatTheHostThrowsLeavesTheCaseAsItWas) {
  Case subject = received(petitions());
  const std::string before = subject.snapshot();
  const auto thrown = [](const Case&, const Outcome&) { throw std::runtime_error("the host's"); };
  EXPECT_THROW(static_cast<void>(subject.advance(at("2026-03-18"), thrown)), std::runtime_error);
  EXPECT_EQ(subject.snapshot(), before);
  EXPECT_EQ(subject.advance(at("2026-03-18"))->size(), 1U);
}

TEST(Standing, AnExtendedDutyIsOwedLaterAndAPausedOneHasNoDate) {
  Case subject = received(petitions());
  apply(subject, act("extend", "2026-03-03", office("town", "head"), {{"length", {std::string("5 days")}}}));
  EXPECT_THAT(standing(subject, "2026-03-03", kDuty),
              ElementsAre("accepting: accept by handler (town) until 2026-03-22 23:59 Petitions Act 2"));
  apply(subject, act("accept", "2026-03-03", kTown));
  apply(subject, act("ask_facts", "2026-03-10", kTown));
  EXPECT_THAT(standing(subject, "2026-03-12", kDuty),
              ElementsAre("replying: reply by handler (town) paused Petitions Act 8"));
  EXPECT_TRUE(subject.in_stage("facts"));
  EXPECT_TRUE(subject.in_stage("handling"));
  apply(subject, act("tell_facts", "2026-03-15", kPetitioner));
  EXPECT_THAT(standing(subject, "2026-03-15", kDuty),
              ElementsAre("replying: reply by handler (town) until 2026-04-07 23:59 Petitions Act 8"));
}

TEST(Standing, RightsAreThoseThatAreOpenNow) {
  Case subject = received(petitions());
  const auto acts_of = [&](const std::string& time) {
    std::vector<std::string> acts;
    for (const Case::Commitment& commitment : subject.commitments(at(time))) {
      if (commitment.kind != kRight || !commitment.by_party) continue;
      acts.insert(acts.end(), commitment.acts.begin(), commitment.acts.end());
    }
    std::sort(acts.begin(), acts.end());
    return acts;
  };
  EXPECT_THAT(acts_of("2026-03-03"), ElementsAre("ask", "object", "shout", "spin", "withdraw"));
  apply(subject, act("object", "2026-03-03", kPetitioner));
  EXPECT_THAT(acts_of("2026-03-03"), ElementsAre("ask", "shout", "spin", "withdraw"));
  apply(subject, act("withdraw", "2026-03-04", kPetitioner));
  EXPECT_TRUE(subject.ended());
  EXPECT_THAT(acts_of("2026-03-04"), IsEmpty());
  EXPECT_EQ(subject.next_due(), std::nullopt);
}

TEST(Standing, WouldTellsWhatApplyWouldAndChangesNothing) {
  Case subject(petitions());
  std::map<std::string, Value> arguments = all_arguments();
  arguments["people"] = {std::int64_t{501}};
  apply(subject, act("receive", "2026-03-02 10:00", kTown, arguments));
  const Act shout = act("shout", "2026-03-03", kPetitioner);
  const std::string before = subject.snapshot();
  const Outcome forbidden = subject.would(shout).value();
  EXPECT_EQ(forbidden.verdict, Verdict::refused);
  EXPECT_EQ(forbidden.reason, "forbidden");
  ASSERT_EQ(forbidden.clauses.size(), 1U);
  EXPECT_EQ(forbidden.clauses[0].citation, "Petitions Act 6");
  EXPECT_EQ(subject.would(act("accept", "2026-03-03", kTown))->verdict, Verdict::accepted);
  EXPECT_EQ(subject.snapshot(), before);
  // What is forbidden unless approved is allowed once, when it is approved.
  apply(subject, act("approve(shout)", "2026-03-03", office("city")));
  EXPECT_EQ(subject.would(shout)->verdict, Verdict::accepted);
  apply(subject, shout);
  EXPECT_EQ(subject.would(shout)->reason, "forbidden");
}

TEST(Standing, AFaultLeavesTheCaseAsItWas) {
  const Policy policy = petitions(
      "handler must note within 3 days exactly as noting else { notify handler \"note it\" };"
      "handler must file within 7 days exactly as filing else { set people = people + 999 }");
  Case subject = received(policy);
  const std::string before = subject.snapshot();
  std::vector<std::string> told;
  const auto advanced = subject.advance(at("2026-03-20"), [&](const Case&, const Outcome& entry) {
    told.push_back(format_instant(policy, entry.time));
  });
  EXPECT_FALSE(advanced);
  EXPECT_EQ(subject.snapshot(), before);
  EXPECT_THAT(told, ElementsAre("2026-03-05 23:59"));  // what came before the fault was told, and is undone
}

TEST(Standing, ARightWhoseConditionDoesNotHoldIsNotOffered) {
  Case subject = received(petitions("petitioner may hurry when people > 5"));
  const auto offers = [&subject] {
    const auto rights = standing(subject, "2026-03-03", kRight);
    return std::count_if(rights.begin(), rights.end(),
                         [](const std::string& line) { return line.find(": hurry") != std::string::npos; });
  };
  EXPECT_EQ(offers(), 1);
  apply(subject,
        act("clash", "2026-03-03", kTown, {{"one", {std::int64_t{3}}}, {"other", {std::int64_t{3}}}}));
  EXPECT_EQ(offers(), 0);
}

}  // namespace
}  // namespace recourse::cases
