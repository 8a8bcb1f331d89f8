// Duties that each member of a set owes: what is told of each, their state as text, and another directory.
#include <gmock/gmock.h>

#include "recourse/test.h"
#include "tests/cases/petitions.h"

namespace recourse::cases {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* kRules = R"(
policy "Opinions" version "1" in force 2026-01-01
source L "Opinions Act"
calendar "calendar.yaml"
offices "offices.yaml"
case matter { asked: set of office }
role citizen = party
role all_asked "all asked" = each of asked
process road for matter cites L 1 {
  opens on ask(one: office, other: office) by citizen { add one to asked; add other to asked }
  start stage open {
    lead may invite(one: office) { add one to asked }
    lead may excuse(one: office) { remove one from asked }
    all_asked must advise within 10 days from ask extendable once by 5 days through prolong by lead aim 5 days as advising "advice"
      -> closed { notify lead "advised" } else { notify it "hurry"; notify all_asked "late" }
    on overdue(advising) { notify lead "somebody is late" }
    after 30 days -> closed
  }
  final stage closed
}
)";
constexpr const char* kOffices = R"(levels: [town]
offices:
  - {id: lead, name: Lead, level: town}
  - {id: roads, name: Roads, level: town}
  - {id: parks, name: Parks, level: town}
  - {id: water, name: Water, level: town}
)";
/// In another order, and the parks are the roads' affair from 10 March on.
constexpr const char* kMerged = R"(levels: [town]
offices:
  - {id: water, name: Water, level: town}
  - {id: parks, name: Parks, level: town, to: 2026-03-09, successors: [{office: roads, from: 2026-03-10}]}
  - {id: roads, name: Roads, level: town}
  - {id: lead, name: Lead, level: town}
)";

Policy opinions(const std::string& offices = kOffices) {
  const auto loader =
      memory_loader({{"a/road.rules", kRules},
                     {"a/calendar.yaml", "calendar: c\nzone: UTC\nnotices:\n  - {id: N, year: 2026}\n"},
                     {"a/offices.yaml", offices}});
  LoadedPolicy loaded = load_policy(*loader, "a");
  for (const Diagnostic& diagnostic : loaded.diagnostics) {
    EXPECT_NE(severity(diagnostic.code), Severity::error) << render(diagnostic, Language::english);
  }
  return loaded.policy.value();
}

Case asked(const Policy& policy) {
  Case subject(policy);
  apply(subject, act("ask", "2026-03-02 10:00", party("citizen"),
                     {{"one", {std::string("roads")}}, {"other", {std::string("parks")}}}));
  return subject;
}

/// "advising of roads due 2026-03-12 23:59"
std::vector<std::string> owed(const Case& subject, const std::string& time) {
  std::vector<std::string> told;
  for (const Case::Commitment& commitment : subject.commitments(at(time))) {
    if (commitment.kind != Case::Commitment::Kind::duty) continue;
    std::string offices;
    for (const std::string& office : commitment.offices) offices += (offices.empty() ? "" : ",") + office;
    told.push_back(commitment.clause + " of " + offices + " due " +
                   format_instant(subject.policy(), *commitment.due) +
                   (commitment.overdue ? " overdue" : ""));
  }
  return told;
}

std::vector<std::string> notices(const std::vector<Outcome>& outcomes) {
  std::vector<std::string> told;
  for (const Outcome& outcome : outcomes) {
    for (const Notice& notice : outcome.notices) {
      std::string offices;
      for (const std::string& office : notice.offices) offices += " " + office;
      told.push_back(notice.text + " to" + offices);
    }
  }
  return told;
}

TEST(EachOf, IsOwedOnceAMember) {
  const Policy policy = opinions();
  Case subject = asked(policy);
  EXPECT_THAT(owed(subject, "2026-03-02 10:00"), ElementsAre("advising of roads due 2026-03-12 23:59",
                                                             "advising of parks due 2026-03-12 23:59"));
  apply(subject, act("invite", "2026-03-04 10:00", office("lead"), {{"one", {std::string("water")}}}));
  apply(subject, act("advise", "2026-03-05 10:00", office("parks")));
  const auto commitments = subject.commitments(at("2026-03-05 10:00"));
  EXPECT_THAT(owed(subject, "2026-03-05 10:00"), ElementsAre("advising of roads due 2026-03-12 23:59",
                                                             "advising of water due 2026-03-16 23:59"));
  EXPECT_EQ(commitments.front().aim, at("2026-03-09 23:59"));  // of the roads: Saturday the 7th, rolled
  EXPECT_EQ(commitments.front().who, "all asked");
  EXPECT_THAT(commitments.front().receipt, testing::Not(IsEmpty()));
  EXPECT_EQ(subject.next_due(), at("2026-03-12 23:59"));
  EXPECT_THAT(owed(asked(policy), "2026-03-02 10:00").size(), 2);
}

TEST(EachOf, LapsesOnceAMember) {
  const Policy policy = opinions();
  Case subject = asked(policy);
  const auto outcomes = subject.advance(at("2026-03-13 10:00"));
  ASSERT_TRUE(outcomes);
  EXPECT_THAT(notices(*outcomes),
              testing::UnorderedElementsAre("hurry to roads", "hurry to parks", "late to roads parks",
                                            "late to roads parks", "somebody is late to lead",
                                            "somebody is late to lead"));
  EXPECT_EQ(subject.overdue(), 2);
  std::vector<std::string> late;
  for (const Event& event : outcomes->front().events) {
    if (event.kind == Event::Kind::lapsed) late.push_back(std::get<std::string>(event.value.held));
  }
  EXPECT_THAT(late, ElementsAre("roads", "parks"));
  EXPECT_EQ(outcomes->front().clauses.size(), 1);
  apply(subject, act("excuse", "2026-03-14 10:00", office("lead"), {{"one", {std::string("parks")}}}));
  EXPECT_EQ(subject.overdue(), 1);
  EXPECT_FALSE(subject.ended());
  apply(subject, act("advise", "2026-03-15 10:00", office("roads")));
  EXPECT_TRUE(subject.ended());
  EXPECT_EQ(subject.overdue(), 0);
}

TEST(EachOf, AStateIsReadBackAtEveryStep) {
  const Policy policy = opinions();
  Case subject = asked(policy);
  const std::vector<Act> road{
      act("invite", "2026-03-04 10:00", office("lead"), {{"one", {std::string("water")}}}),
      act("advise", "2026-03-05 10:00", office("parks")),
      act("prolong", "2026-03-06 10:00", office("lead")),
      act("excuse", "2026-03-07 10:00", office("lead"), {{"one", {std::string("parks")}}}),
      act("invite", "2026-03-08 10:00", office("lead"), {{"one", {std::string("parks")}}}),
      act("advise", "2026-03-20 10:00", office("roads")),
      act("advise", "2026-03-20 11:00", office("water")),
      act("advise", "2026-03-20 12:00", office("parks"))};
  for (const Act& step : road) {
    const std::string snapshot = subject.snapshot();
    const auto restored = Case::restore(policy, snapshot);
    ASSERT_TRUE(restored) << snapshot;
    EXPECT_EQ(restored->overdue(), subject.overdue());
    Case again = *restored;
    apply(again, step);
    apply(subject, step);
    EXPECT_EQ(again.snapshot(), subject.snapshot()) << "after " << step.name;
  }
  EXPECT_TRUE(subject.ended());
}

TEST(EachOf, ADamagedStateIsRefused) {
  const Policy policy = opinions();
  const std::string snapshot = asked(policy).snapshot();
  const std::size_t place = snapshot.find("m\troad.advising\troads\t");
  ASSERT_NE(place, std::string::npos) << snapshot;
  const std::string line = snapshot.substr(place, snapshot.find('\n', place) - place + 1);
  std::string changed = snapshot;
  EXPECT_FALSE(Case::restore(policy, changed.insert(place, line)));  // twice
  changed = snapshot;
  EXPECT_FALSE(Case::restore(policy, changed.replace(place + 16, 5, "nobod")));
  changed = snapshot;
  EXPECT_FALSE(
      Case::restore(policy, changed.replace(changed.find("m\troad.advising"), 15, "m\troad.opinions")));
}

TEST(EachOf, GoesOnWithAnotherDirectory) {
  Case subject = asked(opinions());
  const auto adopted = subject.adopt(opinions(kMerged), at("2026-03-10 09:00"));
  ASSERT_TRUE(adopted);
  ASSERT_EQ(adopted->verdict, Verdict::accepted);
  EXPECT_THAT(owed(subject, "2026-03-10 09:00"), ElementsAre("advising of roads due 2026-03-12 23:59",
                                                             "advising of roads due 2026-03-12 23:59"));
  EXPECT_THAT(subject.snapshot(), HasSubstr("m\troad.advising\tparks\t"));
  apply(subject, act("advise", "2026-03-11 10:00", office("roads")));  // for both
  EXPECT_TRUE(subject.ended());
}

}  // namespace
}  // namespace recourse::cases
