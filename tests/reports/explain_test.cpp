// Explanations of the small docket's cases, held in tests/golden/reports/explained, and of what the docket's cases do not show.
#include "recourse/explain.h"

#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/reports/petitions.h"
#include "tests/support/golden.h"

namespace recourse::reports {
namespace {

/// "CASE ACT ACTOR DAY"; an actor "-" is none.
Result<WhyNot> why_not(Docket& docket, const std::vector<std::string>& words) {
  auto act = parse_act(petitions(), words[2]);
  if (!act) return act.error();
  const bool is_given = words[3] != "-";
  if (is_given) {
    const auto actor = parse_actor(petitions(), words[3]);
    if (!actor) return actor.error();
    act->actor = *actor;
  }
  act->effective = at(words[4]);
  return explain_why_not(docket, words[1], *act, is_given);
}

/// "date CASE CLAUSE DAY LANGUAGE", "entry CASE ENTRY DAY LANGUAGE", "why-not CASE ACT ACTOR DAY LANGUAGE"; "latest" is no entry; LANGUAGE may be "json".
std::string explained(const std::string& what) {
  Docket docket = filled();
  std::vector<std::string> words;
  std::istringstream stream(what);
  for (std::string word; stream >> word;) words.push_back(word);
  const Language language = words.back() == "zh" ? Language::chinese : Language::english;
  const auto shown = [&](const auto& result) {
    if (!result) return render(result.error(), language);
    return words.back() == "json" ? render_json(*result) : render_text(*result, language);
  };
  if (words[0] == "why-not") return shown(why_not(docket, words));
  if (words[0] == "entry")
    return shown(explain_entry(docket, words[1], words[2] == "latest" ? "" : words[2], at(words[3])));
  return shown(explain_date(docket, words[1], words[2], at(words[3])));
}

class Explained : public ::testing::TestWithParam<std::filesystem::path> {};

TEST_P(Explained, IsAsExpected) {
  recourse::testing::check_golden(
      GetParam(), [](const auto&, std::string_view what) { return explained(std::string(what)); });
}

INSTANTIATE_TEST_SUITE_P(Reports, Explained,
                         ::testing::ValuesIn(recourse::testing::golden_files(
                             std::filesystem::path(RECOURSE_SOURCE_DIR) / "tests/golden/reports/explained")),
                         [](const auto& golden) { return recourse::testing::golden_name(golden.param); });

constexpr const char* kRequests = R"(
policy "Requests" version "1" in force 2026-01-01
calendar "calendar.yaml"
offices "offices.yaml"
source L "Requests Act"
case request { people "人数": number(1..100) = 1; asked "征求意见单位": set of office }
role sender "申请人" = party
act ask(people: number(1..100)) "申请"
act hurry(days "天数": number(1..30)) "催办"
act comment "提出意见"
act complain "投诉"
act recall "撤销"
act pay(sum: number) "缴费"
process road for request cites L 1 {
  opens on ask by sender { set people = people; add town to asked; add village to asked }
  start stage waiting "等待" {
    owner town
    each of asked must comment within 5 working days from ask cites L 2 as commenting "征求意见" else { notify it "late" }
    sender may recall once when ask.date is known and today >= ask.date + 3 days and today <= ask.date + 4 days cites L 5
    sender may pay when sum > people + 100 cites L 6
    sender may hurry when people >= 5 and days < 10 within 3 days from ask exactly cites L 3 as hurrying "催办期限"
    after 10 days from ask as opening "开放" -> open
  }
  stage open "开放期" {
    owner town
    sender may complain within 20 days from open exactly cites L 4 as complaining "投诉期限" else -> closed
  }
  final stage closed "办结"
}
)";

constexpr const char* kRequestOffices = R"(
levels: [city, town]
offices:
  - {id: town, name: 镇政府, english: Town Office, level: town}
  - {id: village, name: 村委会, english: Village Committee, level: town}
)";

Policy requests() {
  static const Policy policy = [] {
    const auto loader = memory_loader(
        {{"p/road.rules", kRequests},
         {"p/offices.yaml", kRequestOffices},
         {"p/calendar.yaml", "calendar: days\nzone: UTC\ncomputed: [{from: 1990, to: 2099}]\n"}});
    const LoadedPolicy loaded = load_policy(*loader, "p");
    for (const Diagnostic& diagnostic : loaded.diagnostics) {
      if (severity(diagnostic.code) == Severity::error)
        ADD_FAILURE() << render(diagnostic, Language::english);
    }
    return loaded.policy.value();
  }();
  return policy;
}

/// One request of 2026-03-02 (a Monday) by this many people, with the acts that follow.
Docket asked(std::int64_t people, const std::vector<Act>& acts = {}) {
  Docket docket = Docket::open(":memory:").value();
  EXPECT_TRUE(docket.use(requests()));
  std::vector<Act> all{
      {"ask", {{"people", {people}}}, {Actor::Kind::party, "sender", {}, {}, {}}, at("2026-03-02")}};
  all.insert(all.end(), acts.begin(), acts.end());
  for (const Act& act : all) {
    const auto submitted = docket.submit("R", act, "", at("2026-06-01"));
    EXPECT_TRUE(submitted && submitted->state == Submission::State::recorded) << act.name;
  }
  return docket;
}

std::string refused(Docket docket, const std::string& act, const std::string& actor, const std::string& day) {
  auto tried = parse_act(requests(), act).value();
  tried.actor = parse_actor(requests(), actor).value();
  tried.effective = at(day);
  return render_text(explain_why_not(docket, "R", tried, true).value(), Language::english);
}

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(WhyNot, TellsWhenAnActWillBeOpen) {
  const std::string text = refused(asked(7), "complain", "sender", "2026-03-04");
  EXPECT_THAT(text, HasSubstr("at another time: from 2026-03-13 00:00 until 2026-04-01\n"));
  EXPECT_THAT(text, Not(HasSubstr("It was open")));
}

TEST(WhyNot, TellsUntilWhenAWindowWasOpen) {
  const std::string text = refused(asked(7), "hurry(days: 3)", "sender", "2026-03-08");
  EXPECT_THAT(text, HasSubstr("The period for hurry has passed: hurrying"));
  EXPECT_THAT(text, HasSubstr("It was open before\n  from 2026-03-02 until 2026-03-05\n"));
  EXPECT_THAT(text, HasSubstr("None of what was tried would do"));
}

TEST(WhyNot, FindsAWindowInTheMidstOfAStretch) {
  const std::string text = refused(asked(7), "recall", "sender", "2026-03-03");
  EXPECT_THAT(text, HasSubstr("at another time: from 2026-03-05 00:00 until 2026-03-06\n"));
}

TEST(WhyNot, TriesWhatAnArgumentIsComparedWith) {
  EXPECT_THAT(refused(asked(7), "pay(sum: 5)", "sender", "2026-03-03"),
              HasSubstr("with another sum: 108 (not 5)"));
}

TEST(WhyNot, SupposesAnArgumentByWhichTheActComesNearest) {
  EXPECT_THAT(refused(asked(7), "pay", "sender", "2026-03-03"),
              AllOf(HasSubstr("supposed here: sum: 108."), HasSubstr("It would be accepted.")));
}

TEST(WhyNot, FindsTheSmallestChangeOfAFieldOrAnArgument) {
  const std::string few = refused(asked(2), "hurry(days: 3)", "sender", "2026-03-04");
  EXPECT_THAT(few, HasSubstr("      people: 2\n      days: 3\n"));
  EXPECT_THAT(few, HasSubstr("if the case had another people: 5 (not 2)"));
  const std::string long_ago = refused(asked(7), "hurry(days: 20)", "sender", "2026-03-04");
  EXPECT_THAT(long_ago, HasSubstr("with another days: 9 (not 20)"));
  EXPECT_THAT(long_ago, Not(HasSubstr("another people")));
}

TEST(WhyNot, SaysSoWhenNoSingleChangeDoes) {
  const std::string text = refused(asked(2), "hurry(days: 20)", "sender", "2026-03-04");
  EXPECT_THAT(text, HasSubstr("None of what was tried would do"));
}

TEST(WhyNot, OffersNothingThatIsNotAccepted) {
  Docket docket = asked(2);
  auto tried = parse_act(requests(), "hurry（天数：3）").value();
  tried.effective = at("2026-03-04");
  const WhyNot why_not = explain_why_not(docket, "R", tried, false).value();
  EXPECT_EQ(why_not.act.actor.role, "sender");
  ASSERT_EQ(why_not.ways.size(), 1U);
  const Case state = docket.find("R").value().value();
  const Case supposed = state.supposing("people", why_not.ways[0].values[0], tried.effective).value();
  EXPECT_EQ(supposed.would(why_not.act)->verdict, Verdict::accepted);
}

TEST(ExplainedDates, TellEachMemberOfASet) {
  Docket docket = asked(1);
  const std::string both =
      render_text(explain_date(docket, "R", "commenting", at("2026-03-05")).value(), Language::english);
  EXPECT_THAT(both, HasSubstr("comment  — Town Office  (until 2026-03-09)"));
  EXPECT_THAT(both, HasSubstr("comment  — Village Committee  (until 2026-03-09)"));
  Docket one = asked(1, {{"comment", {}, {Actor::Kind::office, {}, "town", {}, {}}, at("2026-03-04")}});
  const std::string rest =
      render_text(explain_date(one, "R", "征求意见", at("2026-03-05")).value(), Language::english);
  EXPECT_THAT(rest, Not(HasSubstr("Town Office")));
}

TEST(ExplainedEntries, TellWhatALateActTookBack) {
  const Actor town{Actor::Kind::office, {}, "town", {}, {}};
  Docket docket = asked(1);
  ASSERT_TRUE(docket.advance(at("2026-03-12"), at("2026-03-12")));
  ASSERT_EQ(docket.submit("R", {"comment", {}, town, at("2026-03-05")}, "", at("2026-03-12"))->state,
            Submission::State::recorded);
  const std::string late =
      render_text(explain_entry(docket, "R", "comment", at("2026-03-12")).value(), Language::english);
  EXPECT_THAT(late, HasSubstr("recorded late, on 2026-03-12\n"));
  EXPECT_THAT(late, HasSubstr("  no longer holds: Town Office was told: late\n"));
}

TEST(ExplainedDates, TellThatTheirPeriodHasPassedOnlyWhenItHas) {
  Docket docket = asked(7);
  EXPECT_THAT(render_text(explain_date(docket, "R", "hurrying", at("2026-03-09")).value(), Language::english),
              HasSubstr("Its period has passed. Before that:"));
}

TEST(ExplainedDates, SayWhenARightWasUsedUp) {
  const Act recalled{"recall", {}, {Actor::Kind::party, "sender", {}, {}, {}}, at("2026-03-05")};
  Docket docket = asked(7, {recalled});
  const ExplainedDate date = explain_date(docket, "R", "recall", at("2026-03-06")).value();
  EXPECT_THAT(render_text(date, Language::english), HasSubstr("It was used on 2026-03-05 (entry "));
  EXPECT_THAT(render_text(date, Language::chinese), HasSubstr("已于2026-03-05行使（第 "));
}

TEST(ExplainedDates, OfAnActAreThoseBeforeIt) {
  Docket docket = asked(1);
  const auto date = explain_date(docket, "R", "complain", at("2026-06-01")).value();
  ASSERT_TRUE(date.end);
  EXPECT_EQ(date.end->kind, Event::Kind::fired);
  EXPECT_EQ(date.dates[0].commitment.due, at("2026-04-01"));
}

}  // namespace
}  // namespace recourse::reports
