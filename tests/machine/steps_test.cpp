// Effects, records, events, pauses, faults: what one step does (docs/decisions.md 16, 18–20, 22–26, 32, 40–43).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/machine/builder.h"

namespace recourse::machine::testing {
namespace {

using ::testing::ElementsAre;
using Kind = Clause::Kind;
using E = Effect::Kind;

struct Simple {
  Builder builder;
  Index open = builder.act(), work = builder.act();
  Index root = builder.region();
  Simple() { builder.clause({.kind = Kind::opens_on, .acts = {open}}); }
  Index may(Index act, ReactionRow then) {
    return builder.clause({.kind = Kind::may, .stage = root, .acts = {act}, .then = std::move(then)});
  }
  Index on(Index act, ReactionRow then) {
    return builder.clause({.kind = Kind::on, .stage = root, .acts = {act}, .then = std::move(then)});
  }
};

Expression plus(const Expression& one, std::int64_t more) {
  return apply_to(Operation::add, {one, constant(more)});
}

TEST(Effects, read_the_state_before_the_step) {
  Simple simple;
  const Index a = simple.builder.field(Type::number, 2, 1), b = simple.builder.field(Type::number, 4, 2);
  simple.may(simple.work,
             {.effects = {{.field = a, .value = field_value(b)}, {.field = b, .value = field_value(a)}}});
  Runner runner(simple.builder.build());
  runner.act("2026-01-01", simple.open);
  runner.act("2026-01-01", simple.work);
  EXPECT_EQ(runner.value(a), 2);
  EXPECT_EQ(runner.value(b), 1);
}

struct ConflictRow {
  const char* name;
  EffectRow first, second;  // of a number (field 0), a set (field 1), a text (field 2)
  Fault fault;
};
class EachPair : public ::testing::TestWithParam<ConflictRow> {};

TEST_P(EachPair, agrees_or_is_a_fault_that_changes_nothing) {
  const ConflictRow& row = GetParam();
  Simple simple;
  simple.builder.field(Type::number, 2, 1);
  simple.builder.field(Type::choice_set);
  simple.builder.field(Type::text);
  const Index act = simple.builder.act({Type::text, Type::text});
  const Index may = simple.may(act, {.effects = {row.first}});
  const Index on = simple.on(act, {.effects = {row.second}});
  Runner runner(simple.builder.build());
  runner.act("2026-01-01", simple.open);
  const std::vector<std::byte> before(runner.record(), runner.record() + runner.machine.record_size);
  const Outside outside = runner.outside;
  const Verdict verdict = runner.act("2026-01-01", act, {}, {0, 1}, {"one", "two"});
  EXPECT_EQ(runner.outcome.fault, row.fault);
  EXPECT_EQ(verdict == Verdict::fault, row.fault != Fault::none);
  if (row.fault != Fault::none) {
    EXPECT_THAT(runner.outcome.clauses, ElementsAre(may, on));
    EXPECT_EQ(before, std::vector<std::byte>(runner.record(), runner.record() + runner.machine.record_size));
    EXPECT_EQ(outside, runner.outside);
  }
}

EffectRow set(Index field, std::int64_t value, E kind = E::set) {
  return {.kind = kind, .field = field, .value = constant(value)};
}
EffectRow text(Index argument) {
  return {.kind = E::set_text, .field = 2, .argument = argument};
}

INSTANTIATE_TEST_SUITE_P(
    Rows, EachPair,
    ::testing::Values(
        ConflictRow{"equal_values_agree", set(0, 5), set(0, 5), Fault::none},
        ConflictRow{"different_values", set(0, 5), set(0, 6), Fault::two_values},
        ConflictRow{"once_on_a_known_field_does_nothing", set(0, 5), set(0, 6, E::set_once), Fault::none},
        ConflictRow{"added_twice_is_once", set(1, 3, E::add), set(1, 3, E::add), Fault::none},
        ConflictRow{"added_and_removed", set(1, 3, E::add), set(1, 3, E::remove), Fault::two_values},
        ConflictRow{"of_an_unknown_nothing", set(1, base::kUnknown, E::add),
                    set(1, base::kUnknown, E::remove), Fault::none},
        ConflictRow{"equal_texts", text(0), text(0), Fault::none},
        ConflictRow{"different_texts", text(0), text(1), Fault::two_values}),
    [](const auto& row) { return row.param.name; });

TEST(Effects, sets_and_texts_change_in_whole_acts) {
  Simple simple;
  const Index members = simple.builder.field(Type::choice_set), note = simple.builder.field(Type::text),
              copy = simple.builder.field(Type::text);
  const Index act = simple.builder.act({Type::text, Type::choice});
  simple.may(act, {.effects = {{.kind = E::add, .field = members, .value = leaf(Operation::argument, 1)},
                               {.kind = E::set_text_once, .field = note, .argument = 0},
                               {.kind = E::set_text, .field = copy, .source_field = note}}});
  const Index drop = simple.builder.act({Type::choice});
  simple.may(drop,
             {.effects = {{.kind = E::remove, .field = members, .value = leaf(Operation::argument, 0)}}});
  Runner runner(simple.builder.build());
  runner.act("2026-01-01", simple.open);
  runner.act("2026-01-01", act, {}, {0, 7}, {"hello"});
  EXPECT_EQ(runner.outside.texts[0], "hello");
  EXPECT_EQ(runner.value(copy), base::kUnknown);  // read before
  runner.act("2026-01-01", act, {}, {0, 3}, {"again"});
  EXPECT_EQ(runner.outside.texts[0], "hello");
  EXPECT_EQ(runner.outside.texts[1], "hello");
  EXPECT_THAT(runner.outside.sets[0], ElementsAre(3, 7));
  runner.act("2026-01-01", drop, {}, {7});
  EXPECT_THAT(runner.outside.sets[0], ElementsAre(3));
}

TEST(Effects, a_value_out_of_range_is_a_fault) {
  for (const auto& [value, fault] :
       {std::pair{90, Fault::none}, {91, Fault::overflow}, {-1, Fault::overflow}}) {
    Simple simple;
    const Index field = simple.builder.ranged_field(0, 90, 5);
    simple.may(simple.work, {.effects = {set(field, value)}});
    Runner runner(simple.builder.build());
    runner.act("2026-01-01", simple.open);
    runner.act("2026-01-01", simple.work);
    EXPECT_EQ(runner.outcome.fault, fault);
    EXPECT_EQ(runner.value(field), fault == Fault::none ? 90 : 5);
  }
}

TEST(Records, are_readable_as_of_the_step_after) {
  Simple simple;
  const Index count = simple.builder.remember(simple.work, Remembered::What::count);
  const Index day = simple.builder.remember(simple.work, Remembered::What::day);
  const Index office = simple.builder.remember(simple.work, Remembered::What::office);
  const Index by = simple.builder.remember(simple.work, Remembered::What::by);
  const Index first = simple.builder.field(Type::truth, 1, 0);
  simple.may(simple.work, {});
  simple.builder.clause({.kind = Kind::on,
                         .stage = simple.root,
                         .acts = {simple.work},
                         .guard = equals(field_value(count), constant(0)),
                         .then = {.effects = {set(first, 1)}}});
  Runner runner(simple.builder.build(), offices::Directory(std::vector<offices::Office>(2)));
  runner.act("2026-01-01", simple.open);
  Actor actor = officer(1);
  actor.person = "Li";
  runner.act("2026-01-02", simple.work, actor);
  EXPECT_EQ(runner.value(first), 1);
  EXPECT_EQ(runner.value(count), 1);
  EXPECT_EQ(runner.value(day), *calendar::parse_day("2026-01-02"));
  EXPECT_EQ(runner.value(office), 1);
  EXPECT_EQ(runner.outside.texts[0], "Li");
  EXPECT_EQ(runner.value(by), 0);
  runner.act("2026-01-03", simple.work, party(0));
  EXPECT_EQ(runner.value(count), 2);
  EXPECT_EQ(runner.value(office), base::kUnknown);
  EXPECT_EQ(runner.value(by), base::kUnknown);
}

TEST(Events, form_one_step_after_the_act_and_are_heard_where_the_case_then_stands) {
  Simple simple;
  const Index second = simple.builder.stage(simple.root), third = simple.builder.stage(simple.root);
  const Index seen = simple.builder.field(Type::number, 2, 0),
              later = simple.builder.field(Type::number, 2, 0);
  const Index duty = simple.builder.clause({.kind = Kind::must,
                                            .stage = simple.root,
                                            .acts = {simple.work},
                                            .limit = within(days(3)),
                                            .then = {.target = second, .effects = {set(seen, 1)}}});
  // Heard in `second`, which the act entered; it reads what the act set, and moves on.
  simple.builder.clause({.kind = Kind::on,
                         .stage = second,
                         .guard = equals(field_value(seen), constant(1)),
                         .then = {.target = third},
                         .on_done = duty});
  simple.builder.clause({.kind = Kind::on,
                         .stage = simple.root,
                         .then = {.effects = {{.field = later, .value = plus(field_value(later), 1)}}},
                         .on_entered = third});
  Runner runner(simple.builder.build());
  runner.act("2026-01-01", simple.open);
  ASSERT_EQ(runner.act("2026-01-01", simple.work), Verdict::accepted);
  EXPECT_EQ(runner.stage(), third);
  EXPECT_EQ(runner.value(later), 1);
}

TEST(Events, without_end_are_a_fault) {
  Simple simple;
  const Index x = simple.builder.stage(simple.root), y = simple.builder.stage(simple.root);
  simple.may(simple.work, {.target = x});
  simple.builder.clause({.kind = Kind::on, .stage = x, .then = {.target = y}, .on_entered = x});
  simple.builder.clause({.kind = Kind::on, .stage = y, .then = {.target = x}, .on_entered = y});
  Runner runner(simple.builder.build());
  runner.act("2026-01-01", simple.open);
  EXPECT_EQ(runner.act("2026-01-01", simple.work), Verdict::fault);
  EXPECT_EQ(runner.outcome.fault, Fault::endless);
  EXPECT_EQ(runner.stage(), simple.root);
}

TEST(Events, timers_without_end_at_one_instant_are_a_fault) {
  Simple simple;
  const Index x = simple.builder.stage(simple.root, true), y = simple.builder.stage(simple.root);
  for (const auto& [from, to] : {std::pair{x, y}, {y, x}}) {
    simple.builder.clause(
        {.kind = Kind::after, .stage = from, .limit = within(hours(0)), .then = {.target = to}});
  }
  Runner runner(simple.builder.build());
  runner.act("2026-01-01", simple.open);
  EXPECT_FALSE(runner.advance("2026-01-02"));
  EXPECT_EQ(runner.outcome.fault, Fault::endless);
}

TEST(Events, conditions_are_one_look_at_the_state_after_moves_and_effects) {
  // Two duties, each owed while the other is not overdue or done: neither sees the other begin.
  Simple simple;
  const Index flag = simple.builder.field(Type::truth, 1, 0);
  simple.may(simple.work, {.effects = {set(flag, 1)}});
  const Index act = simple.builder.act();
  const auto owed_while = [&](Index other) {
    return apply_to(Operation::logical_and, {equals(field_value(flag), constant(1)),
                                             negation(known(leaf(Operation::duty_due, other)))});
  };
  const Index first = 2, second = 3;  // of the clauses to come
  ASSERT_EQ(simple.builder.clause({.kind = Kind::must,
                                   .stage = simple.root,
                                   .acts = {act},
                                   .condition = owed_while(second),
                                   .limit = within(days(3))}),
            first);
  ASSERT_EQ(simple.builder.clause({.kind = Kind::must,
                                   .stage = simple.root,
                                   .acts = {act},
                                   .condition = owed_while(first),
                                   .limit = within(days(3))}),
            second);
  Runner runner(simple.builder.build());
  runner.act("2026-01-01", simple.open);
  runner.act("2026-01-01", simple.work);
  EXPECT_TRUE(runner.marked(first, Slot::active));
  EXPECT_TRUE(runner.marked(second, Slot::active));
}

struct PauseCase {
  const char* name;
  Period period;
  bool exactly;
  const char *begins, *ends;
  const char* due;
};
class EachPause : public ::testing::TestWithParam<PauseCase> {};

TEST_P(EachPause, adds_what_was_paused_in_the_clocks_own_unit) {
  const PauseCase& row = GetParam();
  Simple simple;
  const Index hearing = simple.builder.stage(simple.root);
  const Index begin = simple.builder.act(), end = simple.builder.act();
  simple.may(begin, {.target = hearing});
  simple.may(end, {.target = simple.root});
  LimitRow limit = within(row.period);
  limit.exactly = row.exactly;
  const Index duty = simple.builder.clause(
      {.kind = Kind::must, .stage = simple.root, .acts = {simple.work}, .limit = limit});
  simple.builder.pause({.clauses = {duty}, .stage = hearing});
  simple.builder.pause(
      {.clauses = {duty}, .stage = simple.root, .condition = leaf(Operation::in_stage, hearing)});
  Runner runner(simple.builder.build());
  runner.act("2026-03-02 09:00", simple.open);  // a Monday
  runner.act(row.begins, begin);
  EXPECT_TRUE(runner.marked(duty, Slot::paused_now));
  EXPECT_EQ(runner.next(), "");
  ASSERT_EQ(runner.act(row.ends, end), Verdict::accepted);
  EXPECT_FALSE(runner.marked(duty, Slot::paused_now));
  EXPECT_EQ(runner.due(duty), row.due);
}

constexpr calendar::Period kTwoWorkingDays{2, calendar::Unit::working_day};
INSTANTIATE_TEST_SUITE_P(
    Rows, EachPause,
    ::testing::Values(
        PauseCase{"days", days(10), true, "2026-03-04 10:00", "2026-03-09 10:00", "2026-03-17 23:59"},
        PauseCase{"hours", hours(48), true, "2026-03-02 10:00", "2026-03-05 10:30", "2026-03-07 09:30"},
        PauseCase{"working_days", kTwoWorkingDays, true, "2026-03-02 10:00", "2026-03-09 10:00",
                  "2026-03-11 23:59"},
        PauseCase{"rolled_once_last", days(2), false, "2026-03-03 10:00", "2026-03-06 10:00",
                  "2026-03-09 23:59"},
        PauseCase{"same_day", days(0), true, "2026-03-02 10:00", "2026-03-20 10:00", "2026-03-20 23:59"}),
    [](const auto& row) { return row.param.name; });

TEST(Pauses, a_done_clock_or_an_overdue_one_is_not_paused) {
  Simple simple;
  const Index flag = simple.builder.field(Type::truth, 1, 0);
  const Index change = simple.builder.act({Type::truth});
  simple.may(change, {.effects = {{.field = flag, .value = leaf(Operation::argument, 0)}}});
  const Index late = simple.builder.clause(
      {.kind = Kind::must, .stage = simple.root, .acts = {simple.work}, .limit = within(days(1))});
  const Index other = simple.builder.act();
  const Index done = simple.builder.clause(
      {.kind = Kind::must, .stage = simple.root, .acts = {other}, .limit = within(days(9))});
  simple.builder.pause(
      {.clauses = {late, done}, .stage = simple.root, .condition = equals(field_value(flag), constant(1))});
  Runner runner(simple.builder.build());
  runner.act("2026-01-01", simple.open);
  runner.act("2026-01-02", other);
  runner.act("2026-01-04", change, {}, {1});
  for (const Index clause : {late, done}) {
    EXPECT_FALSE(runner.marked(clause, Slot::paused_now));
  }
  EXPECT_EQ(runner.due(late), "2026-01-02 23:59");
}

TEST(Pauses, longer_than_a_slot_holds_are_a_fault) {
  Simple simple;
  const Index hearing = simple.builder.stage(simple.root);
  const Index begin = simple.builder.act(), end = simple.builder.act();
  simple.may(begin, {.target = hearing});
  simple.may(end, {.target = simple.root});
  const Index duty = simple.builder.clause(
      {.kind = Kind::must, .stage = simple.root, .acts = {simple.work}, .limit = within(hours(1))});
  simple.builder.pause({.clauses = {duty}, .stage = hearing});
  Runner runner(simple.builder.build());
  runner.act("2026-01-01 10:00", simple.open);
  runner.act("2026-01-01 10:00", begin);
  EXPECT_EQ(runner.act("2026-03-01 10:00", end), Verdict::fault);
  EXPECT_EQ(runner.outcome.fault, Fault::date_range);
  EXPECT_EQ(runner.stage(), hearing);
  EXPECT_TRUE(runner.marked(duty, Slot::paused_now));
}

TEST(Faults, a_date_after_2099_refuses_the_act) {
  Simple simple;
  const Index field = simple.builder.field(Type::date, 4);
  simple.may(simple.work, {.effects = {{.field = field,
                                        .value = apply_to(Operation::add_duration,
                                                          {leaf(Operation::today),
                                                           constant(duration(80, calendar::Unit::year))})}}});
  Runner runner(simple.builder.build());
  runner.act("2026-01-01", simple.open);
  EXPECT_EQ(runner.act("2026-01-01", simple.work), Verdict::fault);
  EXPECT_EQ(runner.outcome.fault, Fault::date_range);
  EXPECT_EQ(runner.value(field), base::kUnknown);
}

TEST(Faults, a_due_date_after_2099_puts_the_case_back) {
  Simple simple;
  const Index second = simple.builder.stage(simple.root);
  simple.may(simple.work, {.target = second});
  simple.builder.clause({.kind = Kind::must,
                         .stage = second,
                         .acts = {simple.open},
                         .limit = within({80, calendar::Unit::year})});
  Runner runner(simple.builder.build());
  runner.act("2026-01-01", simple.open);
  EXPECT_EQ(runner.act("2026-01-01", simple.work), Verdict::fault);
  EXPECT_EQ(runner.stage(), simple.root);
}

TEST(Faults, acts_outside_all_tables_are_answered) {
  Simple simple;
  simple.may(simple.work, {});
  Runner runner(simple.builder.build());
  runner.act("2026-01-01", simple.open);
  for (const Minute time : {std::numeric_limits<Minute>::min(), std::numeric_limits<Minute>::max()}) {
    const Act act{simple.work, time, {}, {}, {}};
    apply(runner.machine, runner.surroundings(), runner.view(), act, runner.outcome);
    EXPECT_NE(runner.outcome.verdict, Verdict::accepted);
  }
  EXPECT_EQ(runner.act("2026-01-01", 12345), Verdict::refused);
}

}  // namespace
}  // namespace recourse::machine::testing
