// Running cases that go over from an older policy to a newer one.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "engine/base/message.h"
#include "engine/base/messages/cases.h"
#include "engine/base/messages/docket.h"
#include "recourse/docket.h"
#include "tests/docket/complaints.h"

namespace recourse::docket {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* kCalendar = "calendar: c\nzone: UTC\ncomputed: [{from: 2020, to: 2030}]\n";
constexpr const char* kOffices =
    "levels: [town]\noffices:\n  - {id: town, name: Town, level: town}\n  - {id: board, name: Board, level: "
    "town}\n";

constexpr const char* kOld = R"(
policy "Answers" version "1" in force 2026-01-01
source L "Answers Act"
calendar "calendar.yaml"
offices "offices.yaml"
case request { handler: office?, remark: text, helper: office? }
role citizen = party
process road for request cites L 1 {
  opens on ask(remark: text) when actor is known { set handler = actor; set remark = remark }
  start stage open {
    owner handler
    handler must answer within 20 days from ask extendable once by 10 days through extend by handler as answering -> answered
      else { notify citizen "late" }
    handler may consult(helper: office) once { set helper = helper }
    handler may inquire -> inquiring
    pause answering while in inquiring
    stage inquiring { handler must inform within 30 days -> open else -> open }
  }
  stage answered {
    owner handler
    citizen may object within 30 days from answer as objecting -> heard else -> closed
  }
  stage heard { handler must close_it within 5 days -> closed else -> closed }
  final stage closed
}
rule watch for request cites L 2 {
  start stage calm { on overdue(answering) -> watched }
  stage watched { owner handler; handler must explain within 10 days as explaining -> calm else -> calm }
}
)";

constexpr const char* kNew = R"(
policy "Answers" version "2" in force 2026-06-01
source L "Answers Act"
calendar "calendar.yaml"
offices "offices.yaml"
case request { handler: office?, remark: text, adviser: office?, kind: Kind }
choice Kind { plain, hard }
role citizen = party
process road for request cites L 1 {
  opens on ask(remark: text) when actor is known { set handler = actor; set remark = remark; set kind = plain }
  start stage open {
    owner handler
    handler must answer within 15 days from ask extendable once by 10 days through extend by handler as answering -> answered
      else { notify citizen "late" }
    handler must acknowledge within 3 days from ask as acknowledging else { notify citizen "late" }
    handler may consult(helper: office) 2 times { set adviser = helper }
    pause answering while in checking
    stage checking { handler must inform within 30 days -> open else -> open }
    must not extend when consult.count = 0
  }
  stage answered {
    owner handler
    citizen may object within 60 days from answer as objecting -> closed else -> closed
  }
  final stage closed
}
rule watch for request cites L 2 {
  start stage calm { on overdue(answering) -> watched }
  stage watched { owner handler; handler must explain within 10 days as explaining -> calm else -> calm }
}
rule visits for request cites L 3 {
  start stage unvisited { handler may visit -> visited }
  final stage visited
}
)";

constexpr const char* kBlock = R"(
migrate from "Answers" version "1" {
  open, answered -> same stage
  inquiring -> checking { set once adviser = handler }
  heard stays
  field helper -> adviser
  set kind = hard
}
)";

Policy policy(const std::string& rules) {
  const auto loader =
      memory_loader({{"a/road.rules", rules}, {"a/calendar.yaml", kCalendar}, {"a/offices.yaml", kOffices}});
  LoadedPolicy loaded = load_policy(*loader, "a");
  for (const Diagnostic& diagnostic : loaded.diagnostics) {
    EXPECT_NE(severity(diagnostic.code), Severity::error) << render(diagnostic, Language::english);
  }
  return loaded.policy.value();
}

const Policy& older() {
  static const Policy loaded = policy(kOld);
  return loaded;
}
const Policy& newer() {
  static const Policy loaded = policy(std::string(kNew) + kBlock);
  return loaded;
}
Policy with(const std::string& block) {
  return policy(kNew + block);
}

Act by_town(const std::string& name, const std::string& time, std::map<std::string, Value> arguments = {}) {
  return {name, std::move(arguments), {Actor::Kind::office, {}, "town", {}, {}}, at(time)};
}
Act ask(const std::string& time) {
  return by_town("ask", time, {{"remark", {std::string("why")}}});
}

Instant recorded() {
  return at("2026-12-01 09:00");
}

void submit(Docket& docket, const std::string& number, const Act& act) {
  const auto submission = docket.submit(number, act, "", recorded());
  ASSERT_TRUE(submission) << message(submission.error(), Language::english);
  ASSERT_EQ(submission->state, Submission::State::recorded) << submission->outcome.reason;
}

/// "answering 2026-06-21 overdue", of what is dated.
std::vector<std::string> dates(Docket& docket, const std::string& number, const std::string& time) {
  const Case found = docket.find(number).value().value();
  std::vector<std::string> all;
  for (const Case::Commitment& one : found.commitments(at(time))) {
    if (one.due) {
      all.push_back(one.clause + " " + format_instant(found.policy(), *one.due).substr(0, 10) +
                    (one.overdue ? " overdue" : ""));
    } else if (one.paused) {
      all.push_back(one.clause + " paused");
    }
  }
  return all;
}

Docket with_older() {
  Docket docket = Docket::open(":memory:").value();
  EXPECT_TRUE(docket.use(older()));
  return docket;
}

MigrationCount migrate(Docket& docket, const std::string& time, std::vector<MigratedCase>* told = nullptr,
                       const Policy& to = newer()) {
  const auto count = docket.migrate(to, at(time), recorded(), [told](const MigratedCase& one) {
    if (told != nullptr) {
      told->push_back(one);
    }
  });
  EXPECT_TRUE(count) << message(count.error(), Language::english);
  return count.value();
}

void expect_replay(Docket& docket) {
  EXPECT_THAT(docket.replay(nullptr).value().differences, IsEmpty());
}

TEST(Migration, AStageGoesOverWithItsFieldsAndTheNewLimitFromTheOldAnchor) {
  Docket docket = with_older();
  submit(docket, "a", ask("2026-06-01 10:00"));
  submit(docket, "a", by_town("consult", "2026-06-02 10:00", {{"helper", {std::string("board")}}}));
  EXPECT_THAT(dates(docket, "a", "2026-06-03 10:00"),
              ElementsAre("answering 2026-06-22"));  // the 21st is a Sunday
  std::vector<MigratedCase> told;
  EXPECT_EQ(migrate(docket, "2026-06-03 10:00", &told).moved, 1);
  EXPECT_THAT(dates(docket, "a", "2026-06-03 10:00"),
              ElementsAre("acknowledging 2026-06-04", "answering 2026-06-16"));
  const Case moved = docket.find("a").value().value();
  EXPECT_EQ(moved.policy().version(), "2");
  EXPECT_EQ(moved.field("adviser").value(), Value{std::string("board")});
  EXPECT_EQ(moved.field("kind").value(), Value{std::string("hard")});
  EXPECT_EQ(moved.field("remark").value(), Value{std::string("why")});
  ASSERT_EQ(told.size(), 1U);
  EXPECT_THAT(told[0].begun, ElementsAre("visits"));
  // What was consulted before counts: an extension is open, and one consultation is left.
  submit(docket, "a", by_town("extend", "2026-06-04 10:00"));
  submit(docket, "a", by_town("consult", "2026-06-05 10:00", {{"helper", {std::string("board")}}}));
  EXPECT_EQ(docket
                .submit("a", by_town("consult", "2026-06-05 10:00", {{"helper", {std::string("board")}}}), "",
                        recorded())
                ->outcome.reason,
            "used-up");
  expect_replay(docket);
}

TEST(Migration, NoDateThatItBringsIsBeforeTheEndOfTheDay) {
  Docket docket = with_older();
  submit(docket, "a", ask("2026-06-01 10:00"));
  migrate(docket, "2026-06-18 10:00");
  // 15 days would have been over on the 16th, 3 days on the 4th.
  EXPECT_THAT(dates(docket, "a", "2026-06-18 10:00"),
              ElementsAre("answering 2026-06-18", "acknowledging 2026-06-18"));
  ASSERT_TRUE(docket.advance(at("2026-06-19"), recorded()));
  EXPECT_EQ(docket.find("a").value()->stages(), (std::vector<std::string>{"open", "watched", "unvisited"}));
  expect_replay(docket);
}

TEST(Migration, PausesGoOnWhatLapsedStaysAndExtensionsCount) {
  Docket docket = with_older();
  submit(docket, "paused", ask("2026-06-01 10:00"));
  submit(docket, "paused", by_town("inquire", "2026-06-03 10:00"));
  submit(docket, "late", ask("2026-06-01 10:00"));
  submit(docket, "extended", ask("2026-06-08 10:00"));
  submit(docket, "extended", by_town("extend", "2026-06-09 10:00"));
  ASSERT_TRUE(docket.advance(at("2026-06-24"), recorded()));
  migrate(docket, "2026-06-24 10:00");
  EXPECT_THAT(dates(docket, "paused", "2026-06-24 10:00"),
              ElementsAre("acknowledging 2026-06-24", "checking.inform 2026-07-24", "answering paused"));
  EXPECT_EQ(docket.find("paused").value()->field("adviser").value(), Value{std::string("town")});
  EXPECT_THAT(
      dates(docket, "late", "2026-06-24 10:00"),
      ElementsAre("answering 2026-06-22 overdue", "acknowledging 2026-06-24", "explaining 2026-07-02"));
  EXPECT_THAT(dates(docket, "extended", "2026-06-24 10:00"),
              ElementsAre("acknowledging 2026-06-24", "answering 2026-07-03"));
  submit(docket, "paused", by_town("inform", "2026-06-25 10:00"));
  EXPECT_THAT(dates(docket, "paused", "2026-06-25 10:00"),
              ElementsAre("acknowledging 2026-06-24 overdue", "answering 2026-07-08"));
  expect_replay(docket);
}

TEST(Migration, WhatStaysGoesOnUnderTheOlderPolicy) {
  Docket docket = with_older();
  submit(docket, "a", ask("2026-06-01 10:00"));
  submit(docket, "a", by_town("answer", "2026-06-02 10:00"));
  submit(docket, "a", {"object", {}, {Actor::Kind::party, "citizen", {}, {}, {}}, at("2026-06-03 10:00")});
  std::vector<MigratedCase> told;
  const MigrationCount count = migrate(docket, "2026-06-04 10:00", &told);
  EXPECT_EQ(count.moved, 0);
  EXPECT_EQ(count.stayed, 1);
  EXPECT_EQ(told.at(0).state, MigratedCase::State::stays);
  EXPECT_EQ(docket.find("a").value()->policy().version(), "1");
  submit(docket, "a", by_town("close_it", "2026-06-05 10:00"));
  submit(docket, "b", ask("2026-06-05 10:00"));
  EXPECT_EQ(docket.find("b").value()->policy().version(), "2");
  expect_replay(docket);
}

TEST(Migration, ATrialWritesNothing) {
  Docket docket = with_older();
  submit(docket, "a", ask("2026-06-01 10:00"));
  const std::int64_t entries = docket.entry_count().value();
  std::vector<MigratedCase> told;
  const auto count = docket.try_migration(newer(), at("2026-06-18 10:00"),
                                          [&told](const MigratedCase& one) { told.push_back(one); });
  ASSERT_TRUE(count);
  EXPECT_EQ(count->moved, 1);
  EXPECT_EQ(docket.entry_count().value(), entries);
  EXPECT_EQ(docket.find("a").value()->policy().version(), "1");
  ASSERT_EQ(told.size(), 1U);
  std::vector<std::string> dues;
  for (const MigratedCase::Due& due : told[0].dues) {
    dues.push_back(due.clause + (due.before ? " " + format_instant(older(), *due.before).substr(0, 10) : "") +
                   " ->" + (due.after ? " " + format_instant(older(), *due.after).substr(0, 10) : ""));
  }
  EXPECT_THAT(dues, ElementsAre("acknowledging -> 2026-06-18", "answering 2026-06-22 -> 2026-06-18"));
}

TEST(Migration, ALateActOfTheOlderPolicyIsFoldedUnderIt) {
  Docket docket = with_older();
  submit(docket, "a", ask("2026-06-01 10:00"));
  migrate(docket, "2026-06-05 10:00");
  submit(docket, "a", by_town("inquire", "2026-06-02 10:00"));  // which the newer one does not know
  EXPECT_EQ(docket.find("a").value()->stages(), (std::vector<std::string>{"checking", "calm", "unvisited"}));
  submit(docket, "a", by_town("inform", "2026-06-08 10:00"));
  EXPECT_EQ(docket.find("a").value()->stages(), (std::vector<std::string>{"open", "calm", "unvisited"}));
  expect_replay(docket);
}

TEST(Migration, ALateActMayLeaveTheCaseBehind) {
  Docket docket = with_older();
  submit(docket, "a", ask("2026-06-01 10:00"));
  submit(docket, "a", by_town("answer", "2026-06-02 10:00"));
  migrate(docket, "2026-06-05 10:00");
  submit(docket, "a", {"object", {}, {Actor::Kind::party, "citizen", {}, {}, {}}, at("2026-06-03 10:00")});
  EXPECT_EQ(docket.find("a").value()->policy().version(), "1");
  EXPECT_EQ(docket.find("a").value()->stages(), (std::vector<std::string>{"heard", "calm"}));
  expect_replay(docket);
}

TEST(Migration, OlderCasesAreCounted) {
  Docket docket = with_older();
  submit(docket, "a", ask("2026-06-01 10:00"));
  const auto unsaid = docket.older_cases(with("")).value();
  ASSERT_EQ(unsaid.size(), 1U);
  EXPECT_EQ(unsaid[0].version, "1");
  EXPECT_EQ(unsaid[0].cases, 1);
  EXPECT_FALSE(unsaid[0].said);
  EXPECT_TRUE(docket.older_cases(newer()).value().at(0).said);
  migrate(docket, "2026-06-05 10:00");
  EXPECT_THAT(docket.older_cases(newer()).value(), IsEmpty());
}

TEST(Migration, NothingIsLostSilently) {
  Docket docket = with_older();
  submit(docket, "a", ask("2026-06-01 10:00"));
  const Policy forgets =
      with("migrate from \"Answers\" version \"1\" { others -> same stage; set kind = plain }");
  const auto count = docket.migrate(forgets, at("2026-06-05 10:00"), recorded());
  ASSERT_FALSE(count);
  EXPECT_EQ(count.error().code, messages::migration_fields_lost);
  EXPECT_EQ(docket.find("a").value()->policy().version(), "1");
  EXPECT_EQ(docket.older_cases(newer()).value().at(0).cases, 1);
}

/// Acts of before and after the change in a random order, recorded after it, come to the case that they make in their own order.
class AnyOrderAcrossMigration : public testing::TestWithParam<unsigned> {};

TEST_P(AnyOrderAcrossMigration, ComesToTheSameCase) {
  std::mt19937 random(GetParam());
  const auto below = [&](std::size_t limit) {
    return static_cast<std::size_t>(std::uniform_int_distribution<std::size_t>(0, limit - 1)(random));
  };
  const Instant change = at("2026-06-20 12:00");
  const auto random_act = [&](Instant time) {
    static constexpr std::array kBefore{"consult", "inquire", "inform", "extend",
                                        "inquire", "inform",  "explain"};
    static constexpr std::array kAfter{"consult",     "visit",  "inform", "extend",
                                       "acknowledge", "answer", "explain"};
    Act act = by_town(time < change ? kBefore.at(below(kBefore.size())) : kAfter.at(below(kAfter.size())),
                      "2026-06-01");
    if (act.name == "consult") act.arguments["helper"] = {std::string(below(2) == 0 ? "town" : "board")};
    act.effective = time;
    return act;
  };
  Docket in_order = with_older();
  Docket shuffled = with_older();
  std::vector<Act> acts;
  for (Docket* docket : {&in_order, &shuffled}) submit(*docket, "a", ask("2026-06-01 10:00"));
  bool changed = false;
  for (Instant now = at("2026-06-01 10:00"); acts.size() < 12 && now < at("2026-09-01");) {
    now += std::chrono::minutes(1 + below(5 * 24 * 60));
    if (!changed && now >= change) {
      changed = true;
      migrate(in_order, "2026-06-20 12:00");
    }
    const Act act = random_act(now);
    if (in_order.submit("a", act, "", recorded())->state == Submission::State::recorded) acts.push_back(act);
  }
  if (!changed) migrate(in_order, "2026-06-20 12:00");
  migrate(shuffled, "2026-06-20 12:00");
  std::shuffle(acts.begin(), acts.end(), random);
  std::size_t rounds = 0;
  for (std::vector<Act> left = acts; !left.empty() && rounds < 50; ++rounds) {
    std::vector<Act> again;
    for (const Act& act : left) {
      auto submission = shuffled.submit("a", act, "", recorded());
      ASSERT_TRUE(submission) << message(submission.error(), Language::english);
      std::vector<std::int64_t> named;
      for (const LaterAct& later : submission->without_effect) named.push_back(later.number);
      if (!named.empty()) submission = shuffled.submit("a", act, "", recorded(), named);
      ASSERT_TRUE(submission) << message(submission.error(), Language::english);
      if (submission->state == Submission::State::refused) again.push_back(act);
    }
    left = std::move(again);
  }
  ASSERT_LT(rounds, 50U);
  for (Docket* docket : {&in_order, &shuffled}) ASSERT_TRUE(docket->advance(at("2026-11-01"), recorded()));
  EXPECT_EQ(shuffled.find("a").value()->snapshot(), in_order.find("a").value()->snapshot());
  EXPECT_EQ(shuffled.find("a").value()->policy().version(), "2");
  EXPECT_EQ(shuffled.cases().value().front().lapsed, in_order.cases().value().front().lapsed);
  expect_replay(shuffled);
  expect_replay(in_order);
}

INSTANTIATE_TEST_SUITE_P(Seeds, AnyOrderAcrossMigration, testing::Range(1U, 61U));

}  // namespace
}  // namespace recourse::docket
