// Booklets of cases that are not of the policy's first type, or were not always under their policy.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "recourse/report.h"

namespace recourse {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kFiles =
    "source L \"Answers Act\"\noffices \"offices.yaml\"\nrole citizen \"申请人\" = party\n";

constexpr const char* kOld = R"(policy "Answers" version "1" in force 2026-01-01
case request { way: Way? }
act ask "申请"
act reply "答复"
choice Way { letter "来信", visit "来访" }
process road for request cites L 1 {
  opens on ask by citizen
  start stage open "待答复" {
    town must reply(way: Way) within 10 days from ask exactly cites L 2 as replying "答复期限" -> answered
      else { notify citizen "late" }
  }
  stage answered "已答复" { citizen may object within 60 days -> open else -> closed }
  final stage closed
}
)";

constexpr const char* kNew = R"(policy "Answers" version "2" in force 2026-03-01
act file "提交"
act complain "投诉"
act begin "立案复核"
act finish "办结"
case request "申请件" { kind: number(1..9)? }
process road for request cites L 11 {
  opens on file by citizen
  start stage pending "办理中" {
    town must decide within 20 days from file exactly cites L 12 as deciding "决定期限" -> decided
      else { notify citizen "late" }
  }
  stage decided "已决定" { citizen may complain within 60 days -> pending else -> closed; on complain { open review } }
  final stage closed
}
case review "复核件" { reason: text }
process reviewing for review cites L 13 {
  opens on begin(reason: text?) by request { set reason = reason }
  start stage looked_at "复核中" { town may finish -> reviewed }
  final stage reviewed
}
migrate from "Answers" version "1" for request { open -> pending; answered -> decided; drop way }
)";

Policy policy(const std::string& rules) {
  const auto loader =
      memory_loader({{"p.rules", rules + kFiles},
                     {"offices.yaml", "levels: [town]\noffices:\n  - {id: town, name: 镇, level: town}\n"}});
  auto loaded = load_policy(*loader, "p.rules");
  if (!loaded.policy) ADD_FAILURE() << render(loaded.diagnostics.front(), Language::english);
  return loaded.policy.value();
}

/// A request that is answered and goes over to the newer policy, under which a complaint opens a review.
class ToldUnder : public ::testing::Test {
protected:
  ToldUnder() {
    EXPECT_TRUE(docket_.use(old_));
    submit({"ask", {}, citizen_, at("2026-02-02 10:00")});
    submit({"reply", {{"way", Value{std::string("letter")}}}, town_, at("2026-02-20 10:00")});
    EXPECT_EQ(docket_.migrate(new_, at("2026-03-02 10:00"), recorded_, {})->moved, 1);
    submit({"complain", {}, citizen_, at("2026-03-03 10:00")});
  }

  Instant at(const std::string& time) { return parse_instant(old_, time).value(); }

  void submit(const Act& act) {
    const auto submission = docket_.submit("1", act, "", recorded_);
    ASSERT_TRUE(submission) << render(submission.error(), Language::english);
    ASSERT_EQ(submission->state, Submission::State::recorded) << submission->outcome.reason;
  }

  std::string told(const std::string& number, Language language) {
    return booklet(docket_, number, recorded_, PaperFormat::text, language).value();
  }

  Policy old_ = policy(kOld), new_ = policy(kNew);
  Instant recorded_ = at("2026-04-01 10:00");
  Actor citizen_{Actor::Kind::party, "citizen", {}, {}, {}}, town_{Actor::Kind::office, {}, "town", {}, {}};
  Docket docket_ = Docket::open(":memory:").value();
};

TEST_F(ToldUnder, WhatOpensACaseOfAnotherTypeHasItsLabel) {
  EXPECT_THAT(told("1/5", Language::chinese), AllOf(HasSubstr("立案复核"), Not(HasSubstr("review.begin"))));
  EXPECT_THAT(told("1/5", Language::english),
              AllOf(HasSubstr("  begin  — request"), Not(HasSubstr("review."))));
}

TEST_F(ToldUnder, EachActHasTheWordsOfItsOwnPolicy) {
  EXPECT_THAT(
      told("1", Language::chinese),
      AllOf(HasSubstr("申请  — 申请人"), HasSubstr("答复：来信  — 镇"), HasSubstr("Answers Act第二条"),
            HasSubstr("答复期限"), HasSubstr("已答复"), HasSubstr("投诉"), HasSubstr("办理中")));
}

}  // namespace
}  // namespace recourse
