// Late acts and corrections by which a case would have sent something else: what it sent follows, in the other cases and theirs.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/messages/docket.h"
#include "engine/docket/sqlite.h"
#include "tests/docket/matters.h"
#include "tests/docket/temporary.h"

namespace recourse::docket {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using State = Submission::State;

class AcrossRefold : public ::testing::Test {
protected:
  AcrossRefold() {
    EXPECT_TRUE(docket_.use(matters()));
    recorded("1", act_of("receive", "citizen", "2026-03-02 10:00", {{"to", text("town")}}));
  }

  static Submission expect_recorded(const Result<Submission>& submission) {
    if (!submission) {
      ADD_FAILURE() << message(submission.error(), Language::english);
      return {};
    }
    EXPECT_EQ(submission->state, State::recorded)
        << message(refusal(matters(), *submission), Language::english);
    return *submission;
  }

  Submission recorded(const std::string& number, const Act& act, const std::vector<std::int64_t>& names = {},
                      const std::vector<EntryName>& elsewhere = {}) {
    return expect_recorded(docket_.submit(number, act, "", now_, names, elsewhere));
  }
  Submission corrected(const std::string& number, std::int64_t entry, const std::optional<Act>& act,
                       const std::vector<EntryName>& elsewhere = {}) {
    return expect_recorded(docket_.correct(number, entry, act, "", now_, {}, elsewhere));
  }

  Act order(const std::string& time, const char* whom = "town") {
    return act_of("order", "town", time, {{"whom", text(whom)}});
  }
  Act raise(const std::string& time) { return act_of("raise", "town", time); }
  Act advise(const std::string& time, const char* which) {
    return act_of("advise", "town", time, {{"which", text(which)}});
  }
  Act report(const std::string& time) { return act_of("report", "town", time); }

  std::vector<std::string> stages(const std::string& number) {
    const auto cases = docket_.cases().value();
    for (const CaseSummary& summary : cases) {
      if (summary.number == number) {
        return summary.withdrawn ? std::vector<std::string>{"withdrawn"} : summary.stages;
      }
    }
    return {"no case"};
  }
  std::int64_t field(const std::string& number, const char* name) {
    return std::get<std::int64_t>(docket_.find(number).value()->field(name).value().held);
  }
  std::vector<std::string> case_numbers() {
    std::vector<std::string> numbers;
    const auto cases = docket_.cases().value();
    for (const CaseSummary& summary : cases) {
      numbers.push_back(summary.case_type + " " + summary.number + (summary.withdrawn ? " withdrawn" : ""));
    }
    return numbers;
  }
  /// "1/2 3: mark 2026-03-05 10:00"
  static std::vector<std::string> words(const std::vector<Reached>& reached) {
    std::vector<std::string> lines;
    for (const Reached& one : reached) {
      lines.push_back(one.case_number + " " + std::to_string(one.number) + ": " +
                      (one.outcome.act.empty() ? "-" : one.outcome.act) + " " +
                      format_instant(matters(), one.outcome.time));
    }
    return lines;
  }

  void expect_replay() { EXPECT_THAT(docket_.replay(nullptr).value().differences, IsEmpty()); }

  Instant now_ = at("2026-12-01 09:00");
  Docket docket_ = Docket::open(":memory:").value();
};

TEST_F(AcrossRefold, WithOtherArgumentsTheCaseThatWasOpenedBeginsOtherwise) {
  recorded("1", order("2026-03-04 10:00"));
  const Submission late = recorded("1", raise("2026-03-03 10:00"));
  EXPECT_THAT(words(late.reached), ElementsAre("1/2 2: start 2026-03-04 10:00"));
  ASSERT_EQ(late.given.size(), 1U);
  EXPECT_EQ(late.given[0].kind, Effect::Kind::sending);
  EXPECT_EQ(late.given[0].entry, 2);
  EXPECT_EQ(late.given[0].sent.to, "1/2");
  EXPECT_EQ(field("1/2", "weight"), 1);
  EXPECT_THAT(case_numbers(), ElementsAre(" 1", "task 1/2"));
  const Entry change = docket_.entries("1/2").value().back();
  EXPECT_EQ(change.kind, Entry::Kind::correction);
  EXPECT_EQ(change.corrects, 1);
  EXPECT_THAT(change.context, testing::HasSubstr(R"("from":{"case":"1","entry":3})"));
  expect_replay();
}

TEST_F(AcrossRefold, SeveralArgumentsOfSeveralSendings) {
  recorded("1", order("2026-03-04 10:00"));
  recorded("1", advise("2026-03-05 10:00", "1/2"));
  recorded("1", order("2026-03-06 10:00", "city"));
  recorded("1", advise("2026-03-06 11:00", "1/2"));
  EXPECT_EQ(field("1/2", "marks"), 2);
  const Submission late = recorded("1", raise("2026-03-03 10:00"));
  EXPECT_THAT(words(late.reached),
              ElementsAre("1/2 4: start 2026-03-04 10:00", "1/2 5: mark 2026-03-05 10:00",
                          "1/2 6: mark 2026-03-06 11:00", "1/4 2: start 2026-03-06 10:00"));
  EXPECT_EQ(field("1/2", "marks"), 4);
  EXPECT_EQ(field("1/2", "weight"), 1);
  EXPECT_EQ(field("1/4", "weight"), 1);
  expect_replay();
}

TEST_F(AcrossRefold, WhatFollowsGoesOnThroughTheCases) {
  recorded("1", order("2026-03-04 10:00"));
  recorded("1", raise("2026-03-04 11:00"));
  recorded("1", advise("2026-03-05 10:00", "1/2"));
  recorded("1/2", report("2026-03-06 10:00"));
  EXPECT_EQ(field("1", "heard"), 2);
  // Ranks: 1 when it was ordered, 2 when it was advised; the report tells of one mark more.
  const Submission one = recorded("1", raise("2026-03-03 10:00"));
  EXPECT_THAT(words(one.reached), ElementsAre("1/2 4: start 2026-03-04 10:00", "1/2 5: mark 2026-03-05 10:00",
                                              "1 7: tell 2026-03-06 10:00"));
  EXPECT_EQ(field("1", "heard"), 3);
  EXPECT_THAT(case_numbers(), ElementsAre(" 1", "task 1/2"));
  // And now the task is heavy, so that its report opens an audit.
  const Submission two = recorded("1", raise("2026-03-03 11:00"));
  EXPECT_EQ(field("1", "heard"), 4);
  EXPECT_EQ(two.reached.back().case_type, "audit");
  EXPECT_EQ(two.reached.back().outcome.time, at("2026-03-06 10:00"));
  EXPECT_THAT(stages(two.reached.back().case_number), ElementsAre("open"));
  expect_replay();
}

TEST_F(AcrossRefold, ACaseThatIsOpenedNoLongerIsWithdrawnAndMayComeBack) {
  recorded("1", order("2026-03-04 10:00"));
  const Submission gone = corrected("1", 2, std::nullopt);
  EXPECT_THAT(words(gone.withdrawn.empty() ? std::vector<Reached>{} : gone.reached),
              ElementsAre("1/2 2: - 2026-03-04 10:00"));
  EXPECT_THAT(case_numbers(), ElementsAre(" 1", "task 1/2 withdrawn"));
  EXPECT_THAT(docket_.withdrawn_by("1/2").value(), (EntryName{"1", 3}));
  EXPECT_EQ(docket_.withdrawn_by("1").value(), std::nullopt);
  const auto refused = docket_.submit("1/2", report("2026-03-05 10:00"), "", now_);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, messages::case_withdrawn);
  const auto sent = docket_.submit("1", advise("2026-03-05 10:00", "1/2"), "", now_);
  ASSERT_FALSE(sent);
  EXPECT_EQ(sent.error().code, messages::case_withdrawn);
  // Nothing happens to it: neither by the clock nor by another calendar.
  ASSERT_TRUE(docket_.advance(at("2026-03-11"), now_));
  EXPECT_EQ(docket_.adopt(matters(2080), now_).value(), 1);
  EXPECT_EQ(docket_.entries("1/2").value().size(), 2U);
  expect_replay();
  corrected("1", 3, order("2026-03-04 12:00", "city"));
  // What has lapsed in it by then.
  EXPECT_THAT(case_numbers(), ElementsAre(" 1", "task 1/2", "audit 1/2/3"));
  EXPECT_THAT(stages("1/2"), ElementsAre("working"));
  EXPECT_EQ(docket_.find("1/2").value()->field("doer").value().held, text("city").held);
  EXPECT_EQ(docket_.withdrawn_by("1/2").value(), std::nullopt);
  expect_replay();
}

TEST_F(AcrossRefold, ActsOfOthersInACaseThatWouldBeWithdrawnMustBeNamed) {
  recorded("1", order("2026-03-04 10:00"));
  recorded("1/2", act_of("stop", "town", "2026-03-05 10:00"));
  const auto refused = docket_.correct("1", 2, std::nullopt, "", now_);
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->state, State::refused);
  EXPECT_EQ(refused->outcome.reason, "other-case-refused");
  ASSERT_EQ(refused->reached.back().without_effect.size(), 1U);
  EXPECT_EQ(refused->reached.back().without_effect[0].number, 2);
  EXPECT_EQ(refusal(matters(), *refused).code, messages::other_case_loses_effect);
  EXPECT_THAT(stages("1/2"), ElementsAre("stopped"));
  EXPECT_EQ(docket_.correct("1", 2, std::nullopt, "", now_, {}, {{"1/2", 2}, {"1/2", 1}}).error().code,
            messages::entry_keeps_effect);
  EXPECT_EQ(docket_.correct("1", 2, std::nullopt, "", now_, {}, {{"1/2", 2}, {"1/2", 7}}).error().code,
            messages::entry_unknown);
  EXPECT_EQ(docket_.correct("1", 2, std::nullopt, "", now_, {}, {{"1/2", 2}, {"5", 1}}).error().code,
            messages::entry_unknown);
  corrected("1", 2, std::nullopt, {{"1/2", 2}});
  EXPECT_THAT(stages("1/2"), ElementsAre("withdrawn"));
  const History history = docket_.history("1/2", at("2026-12-01")).value().value();
  EXPECT_THAT(history.steps, IsEmpty());
  ASSERT_EQ(history.set_aside.size(), 2U);
  EXPECT_EQ(history.set_aside[1].by, 3);
  expect_replay();
  // It comes back with what was done in it.
  corrected("1", 3, order("2026-03-04 10:00"));
  EXPECT_THAT(stages("1/2"), ElementsAre("stopped"));
  expect_replay();
}

TEST_F(AcrossRefold, ARefusalAtTheEndOfTheChainUndoesAll) {
  recorded("1", raise("2026-03-03 10:00"));
  recorded("1", raise("2026-03-03 11:00"));
  recorded("1", order("2026-03-04 10:00"));
  recorded("1/4", report("2026-03-05 10:00"));
  EXPECT_THAT(case_numbers(), ElementsAre(" 1", "task 1/4", "audit 1/4/2"));
  recorded("1/4/2", act_of("rate", "city", "2026-03-06 10:00", {{"points", number(7)}}));
  EXPECT_EQ(field("1/4", "points"), 7);
  const auto entries = docket_.entry_count().value();
  // With one rank less the task is not heavy, and there is nothing to audit.
  const auto refused = docket_.correct("1", 3, std::nullopt, "", now_);
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->state, State::refused);
  EXPECT_EQ(refused->reached.back().case_number, "1/4/2");
  EXPECT_EQ(refused->reached.back().from, "1/4");
  EXPECT_EQ(docket_.entry_count().value(), entries);
  EXPECT_EQ(field("1", "rank"), 2);
  EXPECT_EQ(field("1/4", "weight"), 2);
  EXPECT_EQ(field("1/4", "points"), 7);
  expect_replay();
  corrected("1", 3, std::nullopt, {{"1/4/2", 2}});
  EXPECT_EQ(field("1/4", "weight"), 1);
  EXPECT_EQ(field("1/4", "points"), 0);
  EXPECT_THAT(stages("1/4/2"), ElementsAre("withdrawn"));
  expect_replay();
}

TEST_F(AcrossRefold, WhatALapseOpenedMovesWithTheLapse) {
  ASSERT_TRUE(docket_.advance(at("2026-03-20"), now_));
  EXPECT_THAT(case_numbers(), ElementsAre(" 1", "task 1/2", "audit 1/2/2"));
  EXPECT_EQ(docket_.entries("1/2").value().front().effective, at("2026-03-13 00:00"));
  recorded("1", act_of("prolong", "city", "2026-03-05 10:00", {{"length", text("3 days")}}));
  EXPECT_THAT(case_numbers(), ElementsAre(" 1", "task 1/2", "audit 1/2/2 withdrawn"));
  EXPECT_EQ(docket_.cases().value()[1].opened, at("2026-03-16 00:00"));
  ASSERT_TRUE(docket_.advance(at("2026-03-30"), now_));
  EXPECT_THAT(case_numbers(), ElementsAre(" 1", "task 1/2", "audit 1/2/2 withdrawn", "audit 1/2/4"));
  expect_replay();
  // An answer in time leaves nothing of it.
  recorded("1", act_of("answer", "town", "2026-03-06 10:00"));
  EXPECT_THAT(case_numbers(),
              ElementsAre(" 1", "task 1/2 withdrawn", "audit 1/2/2 withdrawn", "audit 1/2/4 withdrawn"));
  expect_replay();
}

TEST_F(AcrossRefold, WhatGoesToAnotherCaseIsWithdrawnFromTheFirst) {
  recorded("1", order("2026-03-04 10:00"));
  recorded("1", order("2026-03-04 11:00"));
  recorded("1", advise("2026-03-05 10:00", "1/2"));
  corrected("1", 4, advise("2026-03-05 10:00", "1/3"));
  EXPECT_EQ(field("1/2", "marks"), 0);
  EXPECT_EQ(field("1/3", "marks"), 1);
  corrected("1", 5, advise("2026-03-05 10:00", "1/2"));
  EXPECT_EQ(field("1/2", "marks"), 1);
  EXPECT_EQ(field("1/3", "marks"), 0);
  // It stands again where it stood, and nothing was erased.
  EXPECT_EQ(docket_.entries("1/2").value().back().corrects, 3);
  EXPECT_EQ(docket_.entries("1/2").value().size(), 4U);
  expect_replay();
}

TEST_F(AcrossRefold, WhatAnotherCaseSentIsNotCorrectedHere) {
  recorded("1", order("2026-03-04 10:00"));
  EXPECT_EQ(docket_.correct("1/2", 1, std::nullopt, "", now_).error().code, messages::entry_of_other_case);
}

TEST_F(AcrossRefold, SentOnceMoreWithOtherNamesItIsAnotherEntry) {
  recorded("1", order("2026-03-04 10:00"));
  recorded("1/2", act_of("stop", "town", "2026-03-05 10:00"));
  const auto withdraw = [&](const std::vector<EntryName>& names) {
    return docket_.correct("1", 2, std::nullopt, "k", now_, {}, names);
  };
  EXPECT_EQ(withdraw({{"1/2", 2}})->state, State::recorded);
  EXPECT_EQ(withdraw({{"1/2", 2}})->state, State::repeated);
  EXPECT_EQ(withdraw({}).error().code, messages::key_reused);
  EXPECT_EQ(docket_.find_key("k").value(), (EntryName{"1", 3}));
}

TEST(AcrossReplay, TellsWhatWasSentAndDoesNotStandThere) {
  const TemporaryFolder folder;
  const std::string path = folder / "a.docket";
  {
    Docket docket = Docket::open(path).value();
    ASSERT_TRUE(docket.use(matters()));
    const Instant now = at("2026-12-01 09:00");
    ASSERT_TRUE(docket.submit("1", act_of("receive", "citizen", "2026-03-02 10:00", {{"to", text("town")}}),
                              "", now));
    ASSERT_TRUE(
        docket.submit("1", act_of("order", "town", "2026-03-03 10:00", {{"whom", text("town")}}), "", now));
  }
  const auto told = [&](const std::string& sql) {
    Connection(path).execute(("DROP TRIGGER IF EXISTS entries_never_change;" + sql).c_str());
    return Docket::open(path).value().replay(nullptr).value().differences;
  };
  EXPECT_THAT(told("UPDATE entries SET arguments = replace(arguments, 'town', 'city') WHERE number = 1"),
              testing::Contains("1 2: sent 1/2"));
  EXPECT_THAT(told("UPDATE entries SET context = replace(context, '2', '1') WHERE actor LIKE '%case%'"),
              testing::IsSupersetOf({"1 2: sent 1/2", "1/2: from 1 1"}));
}

}  // namespace
}  // namespace recourse::docket
