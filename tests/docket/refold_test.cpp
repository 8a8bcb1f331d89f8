// Late acts and corrections: the case is what it would be had everything been recorded in its order.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "engine/base/message.h"
#include "engine/base/messages/docket.h"
#include "engine/docket/sqlite.h"
#include "tests/docket/complaints.h"
#include "tests/docket/temporary.h"

namespace recourse::docket {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using State = Submission::State;

constexpr const char* kConsulting = R"(
    handler may consult -> consulting
    pause replying while consulting cites L 2
    stage consulting {
      handler must conclude within 3 days exactly as concluding -> handling else { notify handler "conclude" }
    }
)";

/// Several offices are asked for their opinion, each for itself.
constexpr const char* kAsking = R"(
    handler may ask(whom: office) { add whom to asked }
    handler may excuse(whom: office) { remove whom from asked }
    each of asked must advise within 7 days from ask exactly as advising else { notify it "advise"; notify handler "no advice" }
    on done(advising) { notify handler "advised" }
)";

Instant recorded() {
  return at("2026-12-01 09:00");
}

Act by_town(const std::string& name, const std::string& time) {
  return {name, {}, {Actor::Kind::office, {}, "town", {}, {}}, at(time)};
}

Docket opened(const std::string& extra = "") {
  Docket docket = Docket::open(":memory:").value();
  EXPECT_TRUE(docket.use(complaints(30, extra)));
  return docket;
}

Submission record(Docket& docket, const Act& act) {
  auto submission = docket.submit("1", act, "", recorded());
  EXPECT_TRUE(submission) << message(submission.error(), Language::english);
  EXPECT_EQ(submission->state, State::recorded) << act.name << ": " << submission->outcome.reason;
  return std::move(*submission);
}

CaseSummary summary(Docket& docket) {
  return docket.cases().value().front();
}

/// "2026-03-17 23:59 accepting is overdue", "2 to handler: accept it"
std::vector<std::string> words(const std::vector<Effect>& effects) {
  static const Policy policy = complaints();
  std::vector<std::string> words;
  for (const Effect& effect : effects) {
    const std::string by =
        effect.entry == 0 ? format_instant(policy, effect.time) : std::to_string(effect.entry);
    words.push_back(by + (effect.kind == Effect::Kind::lapse
                              ? " " + effect.lapsed + " is overdue"
                              : " to " + effect.notice.receiver + ": " + effect.notice.text));
  }
  return words;
}

std::vector<std::string> history(Docket& docket) {
  const History history = docket.history("1", at("2026-04-01")).value().value();
  std::vector<std::string> lines;
  for (const History::Step& step : history.steps) {
    std::string line = format_instant(history.state.policy(), step.outcome.time) + " ";
    line += step.kind == Entry::Kind::clock ? "clock" : std::to_string(step.number) + " " + step.act.name;
    lines.push_back(line + (step.late ? " late" : "") +
                    (step.kind == Entry::Kind::correction ? " corrected" : ""));
  }
  return lines;
}

std::vector<std::string> set_aside(Docket& docket) {
  std::vector<std::string> lines;
  const History history = docket.history("1", at("2026-04-01")).value().value();
  for (const History::SetAside& aside : history.set_aside) {
    lines.push_back(std::to_string(aside.number) + " " + aside.act.name +
                    (aside.replaced ? " replaced by " : " without effect by ") + std::to_string(aside.by));
  }
  return lines;
}

void expect_replay_agrees(Docket& docket) {
  EXPECT_THAT(docket.replay(nullptr).value().differences, IsEmpty());
}

TEST(Refold, ALateActIsTakenInItsPlaceAndUndoesWhatLapsedForWantOfIt) {
  Docket docket = opened();
  record(docket, receive("2026-03-02 10:00"));
  ASSERT_TRUE(docket.advance(at("2026-03-25"), recorded()));
  EXPECT_EQ(summary(docket).overdue, 1);
  const Submission late = record(docket, accept("2026-03-10 10:00"));
  EXPECT_EQ(late.number, 3);
  EXPECT_THAT(words(late.withdrawn),
              ElementsAre("2026-03-17 23:59 accepting is overdue", "2026-03-17 23:59 to handler: accept it"));
  EXPECT_THAT(words(late.given),
              ElementsAre("2026-03-15 23:59 reporting is overdue", "2026-03-15 23:59 to handler: report"));
  EXPECT_THAT(summary(docket).stages, ElementsAre("handling"));
  EXPECT_EQ(summary(docket).overdue, 1);
  EXPECT_EQ(summary(docket).lapsed, 1);
  EXPECT_EQ(summary(docket).last, at("2026-03-25"));
  EXPECT_THAT(history(docket), ElementsAre("2026-03-02 10:00 1 receive", "2026-03-10 10:00 3 accept late",
                                           "2026-03-15 23:59 clock"));
  expect_replay_agrees(docket);
}

TEST(Refold, WhatIsRecordedStaysAsItWasRecorded) {
  Docket docket = opened();
  record(docket, receive("2026-03-02 10:00"));
  ASSERT_TRUE(docket.advance(at("2026-03-25"), recorded()));
  const auto before = docket.entries("1").value();
  record(docket, accept("2026-03-10 10:00"));
  const auto after = docket.entries("1").value();
  ASSERT_EQ(after.size(), before.size() + 1);
  for (std::size_t i = 0; i < before.size(); ++i) {
    EXPECT_EQ(after[i].hash, before[i].hash);
  }
  EXPECT_THAT(after.back().effects, testing::HasSubstr(R"("lapsed":"accepting")"));
}

TEST(Refold, ADateIsCorrected) {
  Docket docket = opened();
  record(docket, receive("2026-03-02 10:00"));
  record(docket, accept("2026-03-20 10:00"));  // 2 is the lapse
  record(docket, reply("2026-03-30 10:00"));   // 4 is a report that is owed
  const auto corrected = docket.correct("1", 3, accept("2026-03-10 10:00"), "", recorded());
  ASSERT_TRUE(corrected);
  EXPECT_EQ(corrected->number, 6);
  EXPECT_THAT(words(corrected->withdrawn),
              ElementsAre("2026-03-17 23:59 accepting is overdue", "2026-03-17 23:59 to handler: accept it",
                          "2026-03-25 23:59 reporting is overdue", "2026-03-25 23:59 to handler: report"));
  EXPECT_THAT(words(corrected->given),
              ElementsAre("2026-03-15 23:59 reporting is overdue", "2026-03-15 23:59 to handler: report"));
  EXPECT_THAT(history(docket),
              ElementsAre("2026-03-02 10:00 1 receive", "2026-03-10 10:00 6 accept corrected",
                          "2026-03-15 23:59 clock", "2026-03-30 10:00 5 reply"));
  EXPECT_THAT(set_aside(docket), ElementsAre("3 accept replaced by 6"));
  expect_replay_agrees(docket);
}

TEST(Refold, WhatWasDoneIsCorrected) {
  Docket docket = opened();
  record(docket, receive("2026-03-02 10:00", 3));
  record(docket, accept("2026-03-03 10:00"));
  record(docket, reply("2026-03-04 10:00", "upheld"));
  ASSERT_TRUE(docket.correct("1", 3, reply("2026-03-04 10:00", "dismissed"), "", recorded()));
  ASSERT_TRUE(docket.correct("1", 1, receive("2026-03-01 10:00", 5), "", recorded()));
  const Case state = docket.find("1").value().value();
  EXPECT_EQ(state.field("result").value(), Value{std::string("dismissed")});
  EXPECT_EQ(state.field("people").value(), Value{std::int64_t{5}});
  EXPECT_EQ(summary(docket).opened, at("2026-03-01 10:00"));
  expect_replay_agrees(docket);
}

TEST(Refold, WithdrawnAnActHasNeverHappened) {
  Docket docket = opened();
  record(docket, receive("2026-03-02 10:00"));
  record(docket, accept("2026-03-03 10:00"));
  record(docket, reply("2026-03-04 10:00"));
  ASSERT_TRUE(docket.correct("1", 3, std::nullopt, "", recorded()));
  EXPECT_THAT(summary(docket).stages, ElementsAre("handling"));
  EXPECT_FALSE(summary(docket).ended);
  EXPECT_EQ(summary(docket).next_due, at("2026-03-08 23:59"));
  record(docket, reply("2026-03-05 10:00", "dismissed"));
  EXPECT_THAT(set_aside(docket), ElementsAre("3 reply replaced by 4"));
  expect_replay_agrees(docket);
}

TEST(Refold, ACorrectionIsCorrectedByItsOwnNumber) {
  Docket docket = opened();
  record(docket, receive("2026-03-02 10:00"));
  record(docket, accept("2026-03-03 10:00"));
  ASSERT_EQ(docket.correct("1", 2, std::nullopt, "", recorded())->number, 3);
  ASSERT_EQ(docket.correct("1", 3, accept("2026-03-05 10:00"), "", recorded())->number, 4);
  EXPECT_THAT(history(docket), ElementsAre("2026-03-02 10:00 1 receive",
                                           "2026-03-05 10:00 4 accept corrected", "2026-03-10 23:59 clock"));
  EXPECT_THAT(set_aside(docket), ElementsAre("2 accept replaced by 3"));
  expect_replay_agrees(docket);
}

/// Received, accepted, answered; then it is found that the citizen had withdrawn before.
TEST(Refold, LaterActsAreLeftWithoutEffectOnlyWhenTheyAreNamed) {
  Docket docket = opened();
  record(docket, receive("2026-03-02 10:00"));
  record(docket, accept("2026-03-04 10:00"));
  record(docket, reply("2026-03-05 10:00"));
  const auto refused = docket.submit("1", withdraw("2026-03-03 10:00"), "", recorded());
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->state, State::refused);
  EXPECT_EQ(refused->outcome.reason, "later-refused");
  ASSERT_EQ(refused->without_effect.size(), 2U);
  EXPECT_EQ(refused->without_effect[0].number, 2);
  EXPECT_EQ(refused->without_effect[0].refusal.code, MessageCode{refusal(complaints(),
                                                                         [] {
                                                                           Outcome outcome;
                                                                           outcome.verdict = Verdict::refused;
                                                                           outcome.reason = "not-open";
                                                                           outcome.open_in = {"received"};
                                                                           return outcome;
                                                                         }())
                                                                     .code});
  EXPECT_EQ(docket.entry_count().value(), 3);
  const auto taken = docket.submit("1", withdraw("2026-03-03 10:00"), "w", recorded(), {3, 2});
  ASSERT_TRUE(taken);
  EXPECT_EQ(taken->state, State::recorded);
  EXPECT_EQ(taken->without_effect.size(), 2U);
  EXPECT_THAT(summary(docket).stages, ElementsAre("withdrawn"));
  EXPECT_THAT(set_aside(docket), ElementsAre("2 accept without effect by 4", "3 reply without effect by 4"));
  expect_replay_agrees(docket);
  // Once that is withdrawn too, they have their effect again.
  ASSERT_TRUE(docket.correct("1", 4, std::nullopt, "", recorded()));
  EXPECT_THAT(summary(docket).stages, ElementsAre("answered"));
  EXPECT_THAT(set_aside(docket), ElementsAre("4 withdraw replaced by 5"));
  expect_replay_agrees(docket);
}

TEST(Refold, SentOnceMoreIsARepetition) {
  Docket docket = opened();
  record(docket, receive("2026-03-02 10:00"));
  record(docket, accept("2026-03-04 10:00"));
  const auto correct = [&](const char* time, const std::vector<std::int64_t>& without_effect) {
    return docket.correct("1", 2, accept(time), "c", recorded(), without_effect);
  };
  EXPECT_EQ(correct("2026-03-05 10:00", {})->state, State::recorded);
  EXPECT_EQ(correct("2026-03-05 10:00", {})->state, State::repeated);
  EXPECT_EQ(correct("2026-03-06 10:00", {}).error().code, messages::key_reused);
  EXPECT_EQ(correct("2026-03-05 10:00", {1}).error().code, messages::key_reused);
  EXPECT_EQ(docket.submit("1", accept("2026-03-05 10:00"), "c", recorded()).error().code,
            messages::key_reused);
  EXPECT_EQ(docket.find_key("1", "c").value(), 3);
  EXPECT_EQ(docket.find_key("2", "c").value(), std::nullopt);
}

TEST(Refold, ARefusedCorrectionWritesNothingAndABatchGoesOn) {
  Docket docket = opened();
  auto batch = docket.begin().value();
  record(docket, receive("2026-03-02 10:00"));
  record(docket, accept("2026-03-03 10:00"));
  // Its own time lies ahead: what is due until then would be written before it.
  const auto refused = docket.correct("1", 2, reply("2026-05-03 10:00"), "", recorded());
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->state, State::refused);
  EXPECT_EQ(docket.entry_count().value(), 2);
  const auto corrected = docket.correct("1", 2, accept("2026-03-20 10:00"), "", recorded());
  ASSERT_TRUE(corrected);
  EXPECT_EQ(corrected->state, State::recorded);
  ASSERT_TRUE(batch.commit());
  EXPECT_EQ(summary(docket).lapsed, 1);
  expect_replay_agrees(docket);
}

TEST(Refold, ReplayTellsOfARefoldThatWasChanged) {
  const TemporaryFolder folder;
  {
    Docket docket = Docket::open(folder / "a.docket").value();
    ASSERT_TRUE(docket.use(complaints()));
    record(docket, receive("2026-03-02 10:00"));
    ASSERT_TRUE(docket.advance(at("2026-03-25"), recorded()));
    record(docket, accept("2026-03-10 10:00"));
  }
  const auto changed = [&](const std::string& sql) {
    Connection(folder / "a.docket").execute(("DROP TRIGGER IF EXISTS entries_never_change;" + sql).c_str());
    return Docket::open(folder / "a.docket").value();
  };
  Docket told =
      changed("UPDATE entries SET effects = replace(effects, 'accept it', 'accept') WHERE number = 3");
  EXPECT_THAT(told.replay(nullptr).value().differences, ElementsAre("1 3: hash", "1 3: effects"));
  Docket unread = changed("UPDATE entries SET context = '{' WHERE number = 3");
  EXPECT_THAT(unread.replay(nullptr).value().differences, testing::Contains("1 3: context"));
  const Policy policy = complaints();
  EXPECT_THAT(unread.replay(&policy).value().differences, ElementsAre("1: context"));
}

TEST(Refold, AnotherPolicyIsSupposedOnTheActsThatStand) {
  Docket docket = opened();
  record(docket, receive("2026-03-02 10:00"));
  record(docket, accept("2026-03-10 10:00"));
  record(docket, reply("2026-03-30 10:00"));
  ASSERT_TRUE(docket.correct("1", 3, accept("2026-03-05 10:00"), "", recorded()).error().code ==
              messages::entry_is_no_act);
  ASSERT_TRUE(docket.correct("1", 2, accept("2026-03-20 10:00"), "", recorded()));
  const Policy shorter = complaints(9);
  const auto replay = docket.replay(&shorter).value();
  EXPECT_EQ(replay.lapsed, 3);  // acceptance, report and reply
}

/// Acts in a random order, some withdrawn and given again, come to the case that they make in their own order.
class AnyOrder : public testing::TestWithParam<unsigned> {};

TEST_P(AnyOrder, ComesToTheSameCase) {
  std::mt19937 random(GetParam());
  const auto below = [&](std::size_t limit) {
    return static_cast<std::size_t>(std::uniform_int_distribution<std::size_t>(0, limit - 1)(random));
  };
  const std::string extra = std::string(kConsulting) + kAsking;
  Docket in_order = opened(extra);
  std::vector<Act> acts{receive("2026-03-02 10:00")};
  record(in_order, acts.front());
  Instant now = acts.front().effective;
  while (acts.size() < 16 && now < at("2026-08-01")) {
    now += std::chrono::minutes(1 + below(6 * 24 * 60));
    static constexpr std::array kNames{"accept", "consult", "conclude", "report", "consult", "conclude",
                                       "ask",    "excuse",  "advise",   "ask",    "advise"};
    Act act = by_town(below(15) == 0 ? "reply" : kNames.at(below(kNames.size())), "2026-03-02");
    if (act.name == "reply") act.arguments["result"] = {std::string("upheld")};
    const std::string whom = below(2) == 0 ? "town" : "city";
    if (act.name == "ask" || act.name == "excuse") act.arguments["whom"] = {whom};
    if (act.name == "advise") act.actor.office = whom;
    act.effective = now;
    if (in_order.submit("1", act, "", recorded())->state == State::recorded) acts.push_back(act);
  }
  ASSERT_TRUE(in_order.advance(at("2026-10-01"), recorded()));

  Docket shuffled = opened(extra);
  std::shuffle(acts.begin(), acts.end(), random);
  std::size_t rounds = 0, refused = 0;
  for (std::vector<Act> left = acts; !left.empty() && rounds < 50; ++rounds) {
    std::vector<Act> again;
    for (const Act& act : left) {
      auto submission = shuffled.submit("1", act, "", recorded());
      ASSERT_TRUE(submission) << message(submission.error(), Language::english);
      std::vector<std::int64_t> named;
      for (const LaterAct& later : submission->without_effect) named.push_back(later.number);
      if (!named.empty()) submission = shuffled.submit("1", act, "", recorded(), named);
      ASSERT_TRUE(submission) << message(submission.error(), Language::english);
      if (submission->state == State::refused) again.push_back(act);
      if (submission->state == State::refused) ++refused;
      if (below(5) == 0 && submission->state == State::recorded && submission->number > 1) {
        const auto withdrawn = shuffled.correct("1", submission->number, std::nullopt, "", recorded());
        if (withdrawn && withdrawn->state == State::recorded) again.push_back(act);
      }
      if (below(4) == 0) {
        ASSERT_TRUE(shuffled.advance(at("2026-03-02") + std::chrono::days(below(200)), recorded()));
      }
    }
    left = std::move(again);
  }
  ASSERT_LT(rounds, 50U);
  ASSERT_TRUE(shuffled.advance(at("2026-10-01"), recorded()));
  EXPECT_EQ(shuffled.find("1").value()->snapshot(), in_order.find("1").value()->snapshot());
  EXPECT_EQ(summary(shuffled).lapsed, summary(in_order).lapsed);
  EXPECT_EQ(summary(shuffled).responsible, summary(in_order).responsible);
  expect_replay_agrees(shuffled);
}

INSTANTIATE_TEST_SUITE_P(Seeds, AnyOrder, testing::Range(1U, 41U));

}  // namespace
}  // namespace recourse::docket
