// Who may act, what is refused and why, approvals, extensions (docs/decisions.md 10, 15, 17, 21, 28, 34, 41, 44).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/machine/builder.h"

namespace recourse::machine::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Kind = Clause::Kind;
using Bound = Clock::Extension::Bound;

struct Simple {
  Builder builder;
  Index open = builder.act(), work = builder.act();
  Index root = builder.region();
  Simple() { builder.clause({.kind = Kind::opens_on, .acts = {open}}); }
};

TEST(Permission, the_reason_that_came_nearest_is_told) {
  Simple simple;
  const Index role = simple.builder.who({.kind = Who::Kind::party, .role = 1});
  const auto never = constant(0);
  struct Row {
    ClauseRow clause;
    Refusal refusal;
  };
  const std::vector<Row> weakest_first{
      {{.kind = Kind::may, .condition = never}, Refusal::not_open},
      {{.kind = Kind::may, .who = role}, Refusal::not_open},
      {{.kind = Kind::may, .limit = within(hours(1))}, Refusal::window_closed},
      {{.kind = Kind::may, .times = 1}, Refusal::used_up},
      {{.kind = Kind::may, .guard = never}, Refusal::guard},
  };
  for (std::size_t count = 0; count <= weakest_first.size(); ++count) {
    Simple each;
    each.builder.who({.kind = Who::Kind::party, .role = 1});
    const Index use = each.builder.act();
    Refusal expected = Refusal::not_open;
    for (std::size_t i = 0; i < count; ++i) {
      ClauseRow row = weakest_first[i].clause;
      row.stage = each.root;
      row.acts = {each.work};
      if (row.times > 0) {
        row.acts.push_back(use);
      }
      each.builder.clause(row);
      expected = weakest_first[i].refusal;
    }
    Runner runner(each.builder.build());
    runner.act("2026-01-01 10:00", each.open);
    runner.act("2026-01-01 10:00", use);
    EXPECT_EQ(runner.act("2026-01-02", each.work), Verdict::refused) << count;
    EXPECT_EQ(runner.outcome.refusal, expected) << count;
  }
}

std::vector<std::pair<Evidence::Kind, Index>> told(const Outcome& outcome) {
  std::vector<std::pair<Evidence::Kind, Index>> all;
  for (const Evidence& each : outcome.evidence) all.emplace_back(each.kind, each.index);
  return all;
}

TEST(Permission, who_traces_hears_of_guards_that_held_back_and_of_approvals_that_were_needed) {
  for (const bool traces : {true, false}) {
    Simple simple;
    const Index approve = simple.builder.act();
    const Index held = simple.builder.clause(
        {.kind = Kind::may, .stage = simple.root, .acts = {simple.work}, .guard = constant(0)});
    simple.builder.clause({.kind = Kind::may, .stage = simple.root, .acts = {simple.work}});
    const Index forbids = simple.builder.clause(
        {.kind = Kind::must_not, .stage = simple.root, .acts = {simple.work}, .approval = approve});
    Runner runner(simple.builder.build());
    runner.outcome.tracing = traces;
    runner.act("2026-01-01", simple.open);
    const std::pair held_back{Evidence::Kind::held_back, held}, approved{Evidence::Kind::approved, forbids};
    EXPECT_EQ(runner.act("2026-01-01", simple.work), Verdict::refused);
    EXPECT_EQ(told(runner.outcome).size(), traces ? 1U : 0U);
    EXPECT_EQ(runner.act("2026-01-01", approve), Verdict::accepted);
    EXPECT_THAT(told(runner.outcome), IsEmpty());
    EXPECT_EQ(runner.act("2026-01-01", simple.work), Verdict::accepted);
    if (traces) {
      EXPECT_THAT(told(runner.outcome), ElementsAre(held_back, approved));
    } else {
      EXPECT_THAT(told(runner.outcome), IsEmpty());
    }
  }
}

TEST(Permission, a_done_duty_does_not_permit) {
  Simple simple;
  simple.builder.clause(
      {.kind = Kind::must, .stage = simple.root, .acts = {simple.work}, .limit = within(days(1))});
  Runner runner(simple.builder.build());
  runner.act("2026-01-01", simple.open);
  EXPECT_EQ(runner.act("2026-01-01", simple.work), Verdict::accepted);
  EXPECT_EQ(runner.act("2026-01-01", simple.work), Verdict::refused);
  EXPECT_EQ(runner.outcome.refusal, Refusal::not_open);
  EXPECT_EQ(runner.next(), "");
}

TEST(Permission, one_act_does_every_duty_that_it_and_the_actor_match) {
  Simple simple;
  const Index other = simple.builder.who({.kind = Who::Kind::party, .role = 7});
  std::vector<Index> duties;
  for (const Index who : {kNone, kNone, other}) {
    duties.push_back(simple.builder.clause({.kind = Kind::must,
                                            .stage = simple.root,
                                            .acts = {simple.work},
                                            .who = who,
                                            .limit = within(days(1))}));
  }
  Runner runner(simple.builder.build());
  runner.act("2026-01-01", simple.open);
  runner.act("2026-01-01", simple.work, party(3));
  EXPECT_TRUE(runner.marked(duties[0], Slot::done));
  EXPECT_TRUE(runner.marked(duties[1], Slot::done));
  EXPECT_FALSE(runner.marked(duties[2], Slot::done));
}

TEST(Permission, every_prohibition_refuses_and_an_outsider_hears_of_none) {
  Simple simple;
  const Index role = simple.builder.who({.kind = Who::Kind::party, .role = 1});
  simple.builder.clause({.kind = Kind::may, .stage = simple.root, .acts = {simple.work}, .who = role});
  const Index first =
      simple.builder.clause({.kind = Kind::must_not, .stage = simple.root, .acts = {simple.work}});
  const Index second =
      simple.builder.clause({.kind = Kind::must_not, .stage = simple.root, .acts = {simple.work}});
  simple.builder.clause(
      {.kind = Kind::must_not, .stage = simple.root, .acts = {simple.work}, .guard = constant(0)});
  Runner runner(simple.builder.build());
  runner.act("2026-01-01", simple.open);
  EXPECT_EQ(runner.act("2026-01-01", simple.work, party(2)), Verdict::refused);
  EXPECT_EQ(runner.outcome.refusal, Refusal::not_open);
  EXPECT_THAT(runner.outcome.clauses, IsEmpty());
  EXPECT_EQ(runner.act("2026-01-01", simple.work, party(1)), Verdict::refused);
  EXPECT_EQ(runner.outcome.refusal, Refusal::forbidden);
  EXPECT_THAT(runner.outcome.clauses, ElementsAre(first, second));
}

TEST(Permission, an_approval_lifts_for_one_act_and_is_dropped_with_the_clause) {
  Simple simple;
  const Index flag = simple.builder.field(Type::truth, 1, 1);
  const Index set = simple.builder.act({Type::truth});
  const Index approve = simple.builder.act();
  const Index chief = simple.builder.who({.kind = Who::Kind::party, .role = 1});
  simple.builder.clause({.kind = Kind::may, .stage = simple.root, .acts = {simple.work}});
  simple.builder.clause({.kind = Kind::may,
                         .stage = simple.root,
                         .acts = {set},
                         .then = {.effects = {{.field = flag, .value = leaf(Operation::argument, 0)}}}});
  simple.builder.clause({.kind = Kind::must_not,
                         .stage = simple.root,
                         .acts = {simple.work},
                         .condition = equals(field_value(flag), constant(1)),
                         .approval = approve,
                         .approved_by = chief});
  Runner runner(simple.builder.build());
  runner.act("2026-01-01", simple.open);
  EXPECT_EQ(runner.act("2026-01-01", simple.work), Verdict::refused);
  EXPECT_EQ(runner.act("2026-01-01", approve, party(2)), Verdict::refused);
  EXPECT_EQ(runner.act("2026-01-01", approve, party(1)), Verdict::accepted);
  EXPECT_EQ(runner.act("2026-01-01", approve, party(1)), Verdict::refused);  // given already
  EXPECT_EQ(runner.outcome.refusal, Refusal::not_open);
  EXPECT_EQ(runner.act("2026-01-01", simple.work), Verdict::accepted);
  EXPECT_EQ(runner.act("2026-01-01", simple.work), Verdict::refused);  // used up
  runner.act("2026-01-02", approve, party(1));
  runner.act("2026-01-02", set, {}, {0});
  EXPECT_EQ(runner.act("2026-01-02", simple.work), Verdict::accepted);
  runner.act("2026-01-02", set, {}, {1});
  EXPECT_EQ(runner.act("2026-01-02", simple.work), Verdict::refused);  // dropped
}

struct ExtensionCase {
  const char* name;
  ExtensionRow extension;
  std::vector<std::int64_t> asked;  // arguments of the acts, one after another
  std::vector<bool> accepted;
  const char* due;
  Refusal refusal;  // of the last
};
class EachExtension : public ::testing::TestWithParam<ExtensionCase> {};

TEST_P(EachExtension, moves_the_due_date_within_its_bound) {
  const ExtensionCase& row = GetParam();
  Simple simple;
  const Index extend = simple.builder.act({Type::duration});
  LimitRow limit = within(days(30));
  limit.extension = row.extension;
  limit.extension.act = extend;
  const Index duty = simple.builder.clause(
      {.kind = Kind::must, .stage = simple.root, .acts = {simple.work}, .limit = limit});
  Runner runner(simple.builder.build());
  runner.act("2026-01-01", simple.open);
  for (std::size_t i = 0; i < row.asked.size(); ++i) {
    EXPECT_EQ(runner.act("2026-01-10", extend, {}, {row.asked[i]}) == Verdict::accepted, row.accepted[i])
        << i;
  }
  EXPECT_EQ(runner.due(duty), row.due);
  EXPECT_EQ(runner.outcome.refusal, row.refusal);
}

constexpr auto kDay = calendar::Unit::day;
INSTANTIATE_TEST_SUITE_P(
    Rows, EachExtension,
    ::testing::Values(
        ExtensionCase{
            "by", {1, Bound::by, days(10)}, {0, 0}, {true, false}, "2026-02-10 23:59", Refusal::not_open},
        ExtensionCase{
            "twice", {2, Bound::by, days(10)}, {0, 0}, {true, true}, "2026-02-20 23:59", Refusal::none},
        ExtensionCase{"up_to",
                      {1, Bound::by_up_to, days(10), kNone, kNone, 0},
                      {duration(7, kDay)},
                      {true},
                      "2026-02-07 23:59",
                      Refusal::none},
        ExtensionCase{"up_to_exceeded",
                      {1, Bound::by_up_to, days(10), kNone, kNone, 0},
                      {duration(11, kDay)},
                      {false},
                      "2026-01-31 23:59",
                      Refusal::extension_too_long},
        ExtensionCase{"up_to_another_unit",
                      {1, Bound::by_up_to, days(10), kNone, kNone, 0},
                      {duration(1, calendar::Unit::month)},
                      {false},
                      "2026-01-31 23:59",
                      Refusal::extension_too_long},
        ExtensionCase{"unknown",
                      {1, Bound::by_up_to, days(10), kNone, kNone, 0},
                      {base::kUnknown},
                      {false},
                      "2026-01-31 23:59",
                      Refusal::extension_too_long},
        ExtensionCase{"to_at_most",
                      {2, Bound::to_at_most, days(40), kNone, kNone, 0},
                      {duration(7, kDay), duration(4, kDay)},
                      {true, false},
                      "2026-02-07 23:59",
                      Refusal::extension_too_long},
        ExtensionCase{"to_at_most_what_is_missing",
                      {1, Bound::to_at_most, {2, calendar::Unit::month}},
                      {0},
                      {true},
                      "2026-03-01 23:59",
                      Refusal::none},
        ExtensionCase{"two_units",
                      {2, Bound::by_up_to, {1, calendar::Unit::month}, kNone, kNone, 0},
                      {duration(5, kDay), duration(24, calendar::Unit::hour)},
                      {true, true},
                      "2026-02-06 23:59",
                      Refusal::none}),
    [](const auto& row) { return row.param.name; });

TEST(Permission, an_overdue_duty_is_not_extended) {
  Simple simple;
  const Index extend = simple.builder.act();
  LimitRow limit = within(days(1));
  limit.extension = {1, Bound::by, days(10), extend};
  simple.builder.clause({.kind = Kind::must, .stage = simple.root, .acts = {simple.work}, .limit = limit});
  Runner runner(simple.builder.build());
  runner.act("2026-01-01", simple.open);
  EXPECT_EQ(runner.act("2026-01-03", extend), Verdict::refused);
  EXPECT_EQ(runner.outcome.refusal, Refusal::not_open);
}

// Offices: 0 city, 1 district below it, without a head since February, 2 town below that, 3 what took over from the town then.
offices::Directory offices_of_a_city() {
  std::vector<offices::Office> list(4);
  const auto day = [](const char* text) { return *calendar::parse_day(text); };
  for (const auto& [office, superior] : {std::pair{1, 0}, {2, 1}, {3, 1}}) {
    list[static_cast<std::size_t>(office)].superiors = {{superior, {}}};
  }
  for (std::size_t i = 0; i < list.size(); ++i) {
    list[i].id = "office" + std::to_string(i);
    list[i].level = i < 3 ? static_cast<std::int32_t>(i + 1) : 3;
  }
  list[1].posts = {{"head", "Li", {calendar::kUnknownTime, day("2026-01-31")}}};
  list[2].valid.to = day("2026-01-31");
  list[3].valid.from = day("2026-02-01");
  list[2].successors = {{3, day("2026-02-01")}};
  return offices::Directory(std::move(list));
}

struct WhoCase {
  const char* name;
  Who who;
  std::int64_t field;  // the office that the Who reads
  const char* time;
  Actor actor;
  bool matches;
};
class EachWho : public ::testing::TestWithParam<WhoCase> {};

TEST_P(EachWho, names_its_actors) {
  const WhoCase& row = GetParam();
  Simple simple;
  const Index field = simple.builder.field(Type::office, 4, row.field);
  const Index set = simple.builder.field(Type::office_set);
  simple.builder.post("head");
  Who given = row.who;
  given.field = set;
  const Index fallback = simple.builder.who({.kind = Who::Kind::party, .role = 5});
  given.otherwise = given.otherwise == 0 ? fallback : kNone;
  const Index who = simple.builder.who(given, field_value(field));
  Runner runner(simple.builder.build(), offices_of_a_city());
  if (row.field != base::kUnknown) {
    runner.outside.sets[0] = {row.field};
  }
  EXPECT_EQ(
      matches(runner.machine, runner.surroundings(), runner.view(), runner.minute(row.time), who, row.actor),
      row.matches);
}

using W = Who::Kind;
INSTANTIATE_TEST_SUITE_P(
    Rows, EachWho,
    ::testing::Values(
        WhoCase{"the_office", {W::office}, 2, "2026-01-05", officer(2), true},
        WhoCase{"another_office", {W::office}, 2, "2026-01-05", officer(1), false},
        WhoCase{"a_party_is_no_office", {W::office}, 2, "2026-01-05", party(2), false},
        WhoCase{"its_successor", {W::office}, 2, "2026-02-05", officer(3), true},
        WhoCase{"not_before", {W::office}, 2, "2026-01-05", officer(3), false},
        WhoCase{"nobody_acts_for_it_any_more", {W::office}, 2, "2026-02-05", officer(2), false},
        WhoCase{"nobody_acts_for_it_yet", {W::office}, 3, "2026-01-05", officer(3), false},
        WhoCase{"unknown_office", {W::office}, base::kUnknown, "2026-01-05", officer(2), false},
        WhoCase{"no_such_office", {W::office}, 99, "2026-01-05", officer(99), false},
        WhoCase{"otherwise",
                {W::office, kNone, kNone, {}, kNone, 0},
                base::kUnknown,
                "2026-01-05",
                party(5),
                true},
        WhoCase{
            "otherwise_only_then", {W::office, kNone, kNone, {}, kNone, 0}, 2, "2026-01-05", party(5), false},
        WhoCase{"the_post", {W::post, kNone, 0}, 2, "2026-01-05", officer(2, 0), true},
        WhoCase{"another_post", {W::post, kNone, 0}, 2, "2026-01-05", officer(2), false},
        WhoCase{"a_post_that_is_held", {W::post, kNone, 0}, 1, "2026-01-05", officer(1, 0), true},
        WhoCase{"a_vacant_post", {W::post, kNone, 0}, 1, "2026-02-05", officer(1, 0), false},
        WhoCase{
            "otherwise_of_a_vacant_post", {W::post, kNone, 0, {}, kNone, 0}, 1, "2026-02-05", party(5), true},
        WhoCase{"a_member", {W::any_of_field}, 2, "2026-01-05", officer(2), true},
        WhoCase{"a_member_that_took_over", {W::any_of_field}, 2, "2026-02-05", officer(3), true},
        WhoCase{"no_member", {W::any_of_field}, 2, "2026-01-05", officer(1), false},
        WhoCase{"above", {W::any_of_superiors}, 2, "2026-02-05", officer(0), true},
        WhoCase{"not_above_itself", {W::any_of_superiors}, 2, "2026-02-05", officer(3), false},
        WhoCase{"the_role", {W::party, 4}, 0, "2026-01-05", party(4), true},
        WhoCase{"another_role", {W::party, 4}, 0, "2026-01-05", party(3), false}),
    [](const auto& row) { return row.param.name; });

TEST(Permission, offices_are_resolved_through_their_successors) {
  Simple simple;
  const Index field = simple.builder.field(Type::office, 4, 2);
  const Index office = simple.builder.who({.kind = Who::Kind::office}, field_value(field));
  const Index above = simple.builder.who({.kind = Who::Kind::any_of_superiors}, field_value(field));
  simple.builder.post("head");
  const Index head = simple.builder.who({.kind = Who::Kind::post, .post = 0}, constant(1));
  Runner runner(simple.builder.build(), offices_of_a_city());
  std::vector<offices::OfficeIndex> found;
  resolve(runner.machine, runner.surroundings(), runner.view(), runner.minute("2026-01-31"), head, found);
  EXPECT_THAT(found, ElementsAre(1));
  resolve(runner.machine, runner.surroundings(), runner.view(), runner.minute("2026-02-01"), head, found);
  EXPECT_THAT(found, ElementsAre()) << "nobody holds it";
  resolve(runner.machine, runner.surroundings(), runner.view(), runner.minute("2026-02-05"), office, found);
  EXPECT_THAT(found, ElementsAre(3));
  resolve(runner.machine, runner.surroundings(), runner.view(), runner.minute("2026-02-05"), above, found);
  EXPECT_THAT(found, ElementsAre(1, 0));
}

TEST(Permission, what_is_open_and_active_can_be_asked) {
  Simple simple;
  const Index may = simple.builder.clause({.kind = Kind::may,
                                           .stage = simple.root,
                                           .acts = {simple.work},
                                           .guard = constant(0),
                                           .limit = within(days(1))});
  const Index never = simple.builder.clause(
      {.kind = Kind::may, .stage = simple.root, .acts = {simple.work}, .condition = constant(0)});
  Runner runner(simple.builder.build());
  const auto permits_on = [&](const char* time, Index clause) {
    return permits(runner.machine, runner.surroundings(), runner.view(), runner.minute(time), clause);
  };
  EXPECT_FALSE(permits_on("2026-01-01", may));
  runner.act("2026-01-01", simple.open);
  EXPECT_TRUE(permits_on("2026-01-02", may));
  EXPECT_FALSE(permits_on("2026-01-03", may));
  EXPECT_FALSE(permits_on("2026-01-02", never));
  std::vector<Index> active;
  active_clauses(runner.machine, runner.surroundings(), runner.view(), runner.minute("2026-01-02"), active);
  EXPECT_THAT(active, ElementsAre(may));
}

}  // namespace
}  // namespace recourse::machine::testing
