// Instances, anchors, lapses, windows and timers (docs/decisions.md 7–14, 36–40).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/machine/builder.h"

namespace recourse::machine::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Kind = Clause::Kind;
using Anchor = Clock::Anchor;

// Acts that change nothing but what they occur as, and stages `first` (start), `second`, `last` (final) with
// acts to go there.
struct Simple {
  Builder builder;
  Index open = builder.act(), go = builder.act(), back = builder.act(), ping = builder.act(),
        work = builder.act();
  Index root = builder.region();
  Index first = builder.stage(root, true), second = builder.stage(root);

  Simple() {
    builder.clause({.kind = Kind::opens_on, .acts = {open}});
    may(root, go, second);
    may(root, back, first);
    may(root, ping);
    may(root, work);
  }
  Index may(Index stage, Index act, Index target = kNone) {
    return builder.clause({.kind = Kind::may, .stage = stage, .acts = {act}, .then = {.target = target}});
  }
  Index must(Index stage, std::optional<LimitRow> limit) {
    return builder.clause({.kind = Kind::must, .stage = stage, .acts = {work}, .limit = std::move(limit)});
  }
};

struct AnchorRow {
  const char* name;
  std::vector<std::pair<const char*, Index Simple::*>> acts;
  const char* due;  // of a duty of `second`, within 10 days from ping
};

class FromAct : public ::testing::TestWithParam<AnchorRow> {};

TEST_P(FromAct, counts_from_the_latest_occurrence_since_it_ended_else_the_next) {
  Simple simple;
  const Index duty = simple.must(simple.second, within(days(10), Anchor::act, simple.ping));
  Runner runner(simple.builder.build());
  runner.act("2026-01-01", simple.open);
  for (const auto& [time, act] : GetParam().acts) {
    ASSERT_EQ(runner.act(time, simple.*act), Verdict::accepted) << time;
  }
  EXPECT_EQ(runner.due(duty), GetParam().due);
}

using S = Simple;
INSTANTIATE_TEST_SUITE_P(
    Rows, FromAct,
    ::testing::Values(AnchorRow{"not_yet", {{"2026-01-02", &S::go}}, ""},
                      AnchorRow{
                          "next", {{"2026-01-02", &S::go}, {"2026-01-03", &S::ping}}, "2026-01-13 23:59"},
                      AnchorRow{"latest_before",
                                {{"2026-01-02", &S::ping}, {"2026-01-04", &S::ping}, {"2026-01-05", &S::go}},
                                "2026-01-14 23:59"},
                      AnchorRow{"later_ones_do_not_move",
                                {{"2026-01-02", &S::ping}, {"2026-01-03", &S::go}, {"2026-01-05", &S::ping}},
                                "2026-01-12 23:59"},
                      AnchorRow{"ended_forgets",
                                {{"2026-01-02", &S::ping},
                                 {"2026-01-03", &S::go},
                                 {"2026-01-04", &S::back},
                                 {"2026-01-05", &S::go}},
                                ""},
                      AnchorRow{"since_it_ended",
                                {{"2026-01-03", &S::go},
                                 {"2026-01-04", &S::back},
                                 {"2026-01-05", &S::ping},
                                 {"2026-01-06", &S::go}},
                                "2026-01-15 23:59"},
                      AnchorRow{"done_then_next",
                                {{"2026-01-02", &S::ping},
                                 {"2026-01-03", &S::go},
                                 {"2026-01-04", &S::work},
                                 {"2026-01-06", &S::ping}},
                                "2026-01-16 23:59"}),
    [](const auto& row) { return row.param.name; });

TEST(Clocks, the_act_that_ends_a_clause_anchors_its_next_instance) {
  Simple simple;
  const Index duty = simple.must(simple.second, within(days(10), Anchor::act, simple.back));
  Runner runner(simple.builder.build());
  runner.act("2026-01-01", simple.open);
  runner.act("2026-01-02", simple.go);
  runner.act("2026-01-03", simple.back);  // ends it, and is its anchor
  runner.act("2026-01-05", simple.go);
  EXPECT_EQ(runner.due(duty), "2026-01-13 23:59");
}

TEST(Clocks, a_duty_anchored_on_its_own_act_recurs) {
  Simple simple;
  const Index duty = simple.must(simple.root, within(days(10), Anchor::act, simple.work));
  Runner runner(simple.builder.build());
  runner.act("2026-01-01", simple.open);
  EXPECT_EQ(runner.due(duty), "");
  runner.act("2026-01-05", simple.work);
  EXPECT_EQ(runner.due(duty), "2026-01-15 23:59");
  EXPECT_FALSE(runner.marked(duty, Slot::done));
  runner.act("2026-01-08", simple.work);
  EXPECT_EQ(runner.due(duty), "2026-01-18 23:59");
}

TEST(Clocks, from_a_stage_and_fresh_instance_with_each_entry) {
  Simple simple;
  const Index duty = simple.must(simple.root, within(days(10), Anchor::stage, simple.second));
  const Index own = simple.must(simple.second, within(days(3)));
  Runner runner(simple.builder.build());
  runner.act("2026-01-01", simple.open);
  EXPECT_EQ(runner.due(duty), "");
  EXPECT_FALSE(runner.marked(own, Slot::active));
  runner.act("2026-01-02", simple.go);
  EXPECT_EQ(runner.due(duty), "2026-01-12 23:59");
  EXPECT_EQ(runner.due(own), "2026-01-05 23:59");
  runner.act("2026-01-03", simple.go);  // left and entered anew
  EXPECT_EQ(runner.due(duty), "2026-01-12 23:59");
  EXPECT_EQ(runner.due(own), "2026-01-06 23:59");
  runner.act("2026-01-04", simple.work);
  EXPECT_TRUE(runner.marked(own, Slot::done));
  runner.act("2026-01-05", simple.go);
  EXPECT_EQ(runner.due(duty), "2026-01-15 23:59");  // done, and a new occurrence
}

TEST(Clocks, from_a_field_when_it_becomes_known) {
  Simple simple;
  const Index field = simple.builder.field(Type::date, 4);
  const Index set = simple.builder.act({Type::date});
  simple.builder.clause({.kind = Kind::may,
                         .stage = simple.root,
                         .acts = {set},
                         .then = {.effects = {{.field = field, .value = leaf(Operation::argument, 0)}}}});
  const Index duty = simple.must(simple.root, within(days(10), Anchor::field, field));
  Runner runner(simple.builder.build());
  const auto day = [](const char* text) { return std::int64_t{*calendar::parse_day(text)}; };
  runner.act("2026-01-01", simple.open);
  EXPECT_EQ(runner.due(duty), "");
  runner.act("2026-01-02", set, {}, {day("2026-02-01")});
  EXPECT_EQ(runner.due(duty), "2026-02-11 23:59");
  runner.act("2026-01-03", set, {}, {day("2026-03-01")});
  EXPECT_EQ(runner.due(duty), "2026-02-11 23:59");  // later changes do not move it
  runner.act("2026-01-04", simple.work);
  runner.act("2026-01-05", set, {}, {day("2026-04-01")});
  EXPECT_TRUE(runner.marked(duty, Slot::done));
  runner.act("2026-01-06", set, {}, {base::kUnknown});
  runner.act("2026-01-07", set, {}, {day("2026-05-01")});
  EXPECT_EQ(runner.due(duty), "2026-05-11 23:59");
}

TEST(Clocks, a_limit_that_reads_a_field_follows_it_but_not_before_the_end_of_the_day) {
  Simple simple;
  const Index field = simple.builder.field(Type::duration, 8);
  const Index set = simple.builder.act({Type::duration});
  simple.builder.clause({.kind = Kind::may,
                         .stage = simple.root,
                         .acts = {set},
                         .then = {.effects = {{.field = field, .value = leaf(Operation::argument, 0)}}}});
  LimitRow limit;
  limit.period_value = field_value(field);
  const Index duty = simple.must(simple.root, limit);
  Runner runner(simple.builder.build());
  runner.act("2026-01-01", simple.open);
  EXPECT_EQ(runner.due(duty), "");
  runner.act("2026-01-02", set, {}, {duration(20, calendar::Unit::day)});
  EXPECT_EQ(runner.due(duty), "2026-01-21 23:59");
  runner.act("2026-01-10 09:00", set, {}, {duration(5, calendar::Unit::day)});
  EXPECT_EQ(runner.due(duty), "2026-01-10 23:59");
  runner.act("2026-01-10 10:00", set, {}, {duration(12, calendar::Unit::day)});
  EXPECT_EQ(runner.due(duty), "2026-01-13 23:59");
  runner.act("2026-01-10 11:00", set, {}, {base::kUnknown});
  EXPECT_EQ(runner.due(duty), "");
  EXPECT_EQ(runner.next(), "");
  // An overdue duty stays overdue.
  runner.act("2026-01-11", set, {}, {duration(12, calendar::Unit::day)});
  runner.act("2026-01-14", set, {}, {duration(30, calendar::Unit::day)});
  EXPECT_TRUE(runner.marked(duty, Slot::lapsed));
  EXPECT_EQ(runner.due(duty), "2026-01-13 23:59");
}

TEST(Clocks, until_a_date_rolls_unless_exactly) {
  for (const bool exactly : {true, false}) {
    Simple simple;
    const Index field =
        simple.builder.field(Type::date, 4, *calendar::parse_day("2026-03-07"));  // a Saturday
    LimitRow limit;
    limit.until = field_value(field);
    limit.exactly = exactly;
    const Index duty = simple.must(simple.root, limit);
    Runner runner(simple.builder.build());
    runner.act("2026-03-02", simple.open);
    EXPECT_EQ(runner.due(duty), exactly ? "2026-03-07 23:59" : "2026-03-09 23:59");
  }
}

TEST(Clocks, a_lapse_comes_after_the_acts_of_its_minute_and_raises_overdue_once) {
  Simple simple;
  const Index seen = simple.builder.field(Type::number, 2, 0);
  const Index duty = simple.must(simple.root, within(hours(2)));
  const EffectRow count{.field = seen, .value = apply_to(Operation::add, {field_value(seen), constant(1)})};
  simple.builder.clause(
      {.kind = Kind::on, .stage = simple.root, .then = {.effects = {count}}, .on_overdue = duty});
  Runner runner(simple.builder.build());
  runner.act("2026-01-01 10:00", simple.open);
  EXPECT_EQ(runner.next(), "2026-01-01 12:00");
  EXPECT_EQ(runner.act("2026-01-01 12:00", simple.ping), Verdict::accepted);  // in time still
  EXPECT_EQ(runner.act_only("2026-01-01 12:01", simple.ping), Verdict::behind);
  ASSERT_TRUE(runner.advance("2026-01-01 12:01"));
  EXPECT_THAT(runner.fired, ElementsAre(duty));
  EXPECT_THAT(runner.fired_at, ElementsAre("2026-01-01 12:00"));
  EXPECT_EQ(runner.act_only("2026-01-01 12:00", simple.ping), Verdict::late);
  EXPECT_EQ(runner.value(seen), 1);
  EXPECT_EQ(runner.next(), "");
  ASSERT_TRUE(runner.advance("2026-02-01"));
  EXPECT_THAT(runner.fired, IsEmpty());
  EXPECT_EQ(runner.act("2026-02-01", simple.work), Verdict::accepted);  // still owed
  EXPECT_TRUE(runner.marked(duty, Slot::done | Slot::lapsed));
}

TEST(Clocks, nothing_fires_at_until_itself) {
  Simple simple;
  simple.must(simple.root, within(hours(2)));
  Runner runner(simple.builder.build());
  runner.act("2026-01-01 10:00", simple.open);
  EXPECT_TRUE(runner.advance("2026-01-01 12:00"));
  EXPECT_THAT(runner.fired, IsEmpty());
}

TEST(Clocks, at_one_instant_all_lapses_come_first_then_timers) {
  Simple simple;
  const Index last = simple.builder.stage(simple.root, false, true);
  const Index duty = simple.builder.clause({.kind = Kind::must,
                                            .stage = simple.first,
                                            .acts = {simple.work},
                                            .limit = within(days(2)),
                                            .otherwise = ReactionRow{.target = simple.second}});
  const Index gone = simple.builder.clause(
      {.kind = Kind::after, .stage = simple.first, .limit = within(days(2)), .then = {.target = last}});
  const Index timer = simple.builder.clause({.kind = Kind::after,
                                             .stage = simple.root,
                                             .limit = within(days(2)),
                                             .then = {.target = simple.first}});
  Runner runner(simple.builder.build());
  runner.act("2026-01-01", simple.open);
  ASSERT_TRUE(runner.advance("2026-01-04"));
  // The lapse left `first` and its timer; what was still active then fired in a step of its own, and began
  // the duty anew.
  EXPECT_THAT(runner.fired, ElementsAre(duty, timer));
  EXPECT_FALSE(runner.marked(gone, Slot::lapsed));
  EXPECT_EQ(runner.stage(), simple.first);
  EXPECT_EQ(runner.due(duty), "2026-01-05 23:59");
}

TEST(Clocks, a_due_instant_already_past_fires_at_the_minute_of_what_dated_it) {
  Simple simple;
  const Index duty = simple.must(simple.second, within(days(1), Anchor::act, simple.ping));
  Runner runner(simple.builder.build());
  runner.act("2026-01-01", simple.open);
  runner.act("2026-01-02", simple.ping);
  runner.act("2026-01-20 10:00", simple.go);
  EXPECT_EQ(runner.due(duty), "2026-01-03 23:59");  // the slot keeps what the law says
  EXPECT_EQ(runner.next(), "2026-01-20 10:00");
  EXPECT_EQ(runner.act_only("2026-01-20 10:00", simple.ping), Verdict::accepted);
  ASSERT_TRUE(runner.advance("2026-01-21"));
  EXPECT_THAT(runner.fired_at, ElementsAre("2026-01-20 10:00"));
}

TEST(Clocks, a_window_without_else_fires_nothing_and_closes) {
  Simple simple;
  const Index act = simple.builder.act();
  const Index window = simple.builder.clause(
      {.kind = Kind::may, .stage = simple.root, .acts = {act}, .limit = within(days(5))});
  Runner runner(simple.builder.build());
  runner.act("2026-01-01", simple.open);
  EXPECT_EQ(runner.next(), "");
  EXPECT_EQ(runner.act("2026-01-06 23:59", act), Verdict::accepted);
  EXPECT_EQ(runner.act("2026-01-07 00:00", act), Verdict::refused);
  EXPECT_EQ(runner.outcome.refusal, Refusal::window_closed);
  EXPECT_THAT(runner.outcome.clauses, ElementsAre(window));
}

TEST(Clocks, an_undated_window_permits) {
  Simple simple;
  const Index act = simple.builder.act();
  simple.builder.clause({.kind = Kind::may,
                         .stage = simple.root,
                         .acts = {act},
                         .limit = within(days(5), Anchor::act, simple.ping)});
  Runner runner(simple.builder.build());
  runner.act("2026-01-01", simple.open);
  EXPECT_EQ(runner.act("2026-06-01", act), Verdict::accepted);
  runner.act("2026-06-02", simple.ping);
  EXPECT_EQ(runner.act("2026-06-08", act), Verdict::refused);
}

TEST(Clocks, the_else_of_a_window_fires_unless_its_act_was_accepted) {
  for (const bool used : {false, true}) {
    Simple simple;
    const Index act = simple.builder.act();
    const Index window = simple.builder.clause({.kind = Kind::may,
                                                .stage = simple.first,
                                                .acts = {act},
                                                .limit = within(days(5)),
                                                .otherwise = ReactionRow{.target = simple.second}});
    Runner runner(simple.builder.build());
    runner.act("2026-01-01", simple.open);
    if (used) {
      runner.act("2026-01-02", act);
      EXPECT_EQ(runner.next(), "");
    }
    ASSERT_TRUE(runner.advance("2026-02-01"));
    EXPECT_EQ(runner.fired, used ? std::vector<Index>{} : std::vector<Index>{window});
    EXPECT_EQ(runner.stage(), used ? simple.first : simple.second);
  }
}

TEST(Clocks, a_right_may_be_used_so_often_in_each_instance) {
  Simple simple;
  const Index act = simple.builder.act();
  const Index right =
      simple.builder.clause({.kind = Kind::may, .stage = simple.first, .acts = {act}, .times = 2});
  Runner runner(simple.builder.build());
  runner.act("2026-01-01", simple.open);
  EXPECT_EQ(runner.act("2026-01-02", act), Verdict::accepted);
  EXPECT_EQ(runner.act("2026-01-02", act), Verdict::accepted);
  EXPECT_EQ(runner.act("2026-01-02", act), Verdict::refused);
  EXPECT_EQ(runner.outcome.refusal, Refusal::used_up);
  EXPECT_THAT(runner.outcome.clauses, ElementsAre(right));
  runner.act("2026-01-03", simple.back);
  EXPECT_EQ(runner.act("2026-01-04", act), Verdict::accepted);
}

TEST(Clocks, conditions_make_and_end_instances) {
  Simple simple;
  const Index flag = simple.builder.field(Type::truth, 1, 0);
  const Index set = simple.builder.act({Type::truth});
  simple.builder.clause({.kind = Kind::may,
                         .stage = simple.root,
                         .acts = {set},
                         .then = {.effects = {{.field = flag, .value = leaf(Operation::argument, 0)}}}});
  const Index duty = simple.builder.clause({.kind = Kind::must,
                                            .stage = simple.root,
                                            .acts = {simple.work},
                                            .condition = equals(field_value(flag), constant(1)),
                                            .limit = within(days(10))});
  Runner runner(simple.builder.build());
  runner.act("2026-01-01", simple.open);
  EXPECT_FALSE(runner.marked(duty, Slot::active));
  runner.act("2026-01-02", set, {}, {1});
  EXPECT_EQ(runner.due(duty), "2026-01-12 23:59");
  runner.act("2026-01-03", set, {}, {1});
  EXPECT_EQ(runner.due(duty), "2026-01-12 23:59");
  runner.act("2026-01-04", set, {}, {0});
  EXPECT_FALSE(runner.marked(duty, Slot::active));
  EXPECT_EQ(runner.next(), "");
  runner.act("2026-01-05", set, {}, {1});
  EXPECT_EQ(runner.due(duty), "2026-01-15 23:59");
}

struct BeforeRow {
  const char* name;
  Period before;
  const char* due;
};
class BeforeDue : public ::testing::TestWithParam<BeforeRow> {};

TEST_P(BeforeDue, hangs_on_the_due_date_of_a_duty) {
  Simple simple;
  const Index duty = simple.must(simple.second, within(days(40)));
  LimitRow limit;
  limit.anchor = Anchor::before_due;
  limit.anchor_index = duty;
  limit.before = GetParam().before;
  const Index timer = simple.builder.clause({.kind = Kind::after, .stage = simple.root, .limit = limit});
  Runner runner(simple.builder.build());
  runner.act("2026-01-01", simple.open);
  EXPECT_EQ(runner.due(timer), "");
  runner.act("2026-03-02", simple.go);  // due on 2026-04-11, a Saturday
  EXPECT_EQ(runner.due(timer), GetParam().due);
  runner.act("2026-03-03", simple.work);
  EXPECT_EQ(runner.due(timer), "");
  runner.act("2026-03-04", simple.go);
  ASSERT_TRUE(runner.advance("2026-04-20"));
  EXPECT_THAT(runner.fired, ElementsAre(timer, duty));
  EXPECT_TRUE(runner.marked(timer, Slot::done));
  runner.act("2026-04-20", simple.go);  // a fresh instance of the duty is one of the timer
  EXPECT_FALSE(runner.marked(timer, Slot::done));
  EXPECT_NE(runner.due(timer), "");
}

INSTANTIATE_TEST_SUITE_P(
    Rows, BeforeDue,
    ::testing::Values(BeforeRow{"days", days(5), "2026-04-06 23:59"},
                      BeforeRow{"working_days", {3, calendar::Unit::working_day}, "2026-04-08 23:59"},
                      BeforeRow{"months", {1, calendar::Unit::month}, "2026-03-11 23:59"},
                      BeforeRow{"hours", hours(24), "2026-04-10 23:59"}),
    [](const auto& row) { return row.param.name; });

TEST(Clocks, a_discharged_duty_that_is_read_keeps_its_marks_until_it_begins_anew) {
  Simple simple;
  const Index duty = simple.must(simple.second, within(days(1)));
  const Index act = simple.builder.act();
  simple.builder.clause(
      {.kind = Kind::may, .stage = simple.root, .acts = {act}, .guard = leaf(Operation::duty_overdue, duty)});
  Runner runner(simple.builder.build());
  runner.act("2026-01-01", simple.open);
  runner.act("2026-01-02", simple.go);
  EXPECT_EQ(runner.act("2026-01-02", act), Verdict::refused);
  EXPECT_EQ(runner.outcome.refusal, Refusal::guard);
  runner.act("2026-01-05", simple.back);
  EXPECT_EQ(runner.act("2026-01-05", act), Verdict::accepted);
  runner.act("2026-01-06", simple.go);
  EXPECT_EQ(runner.act("2026-01-06", act), Verdict::refused);
}

}  // namespace
}  // namespace recourse::machine::testing
