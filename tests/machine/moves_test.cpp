// Configurations and moves (docs/decisions.md 1–5, 35).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/machine/builder.h"

namespace recourse::machine::testing {
namespace {

// root ─ a (start) ─ a1 (start), a2
//      ├ b ─ b1 (start) ─ b11 (start); b2
//      └ end (final)
struct Tree {
  Builder builder;
  Index open = builder.act();
  Index root = builder.region();
  Index a = builder.stage(root, true), a1 = builder.stage(a, true), a2 = builder.stage(a);
  Index b = builder.stage(root), b1 = builder.stage(b, true), b11 = builder.stage(b1, true),
        b2 = builder.stage(b);
  Index end = builder.stage(root, false, true);
  std::vector<Index> to;  // by stage: the act that moves there from anywhere

  Tree() {
    builder.clause({.kind = Clause::Kind::opens_on, .acts = {open}});
    for (Index stage = 0; stage <= end; ++stage) {
      to.push_back(builder.act());
      for (const Index at : {root, end}) {
        builder.clause(
            {.kind = Clause::Kind::may, .stage = at, .acts = {to[stage]}, .then = {.target = stage}});
      }
    }
  }
};

std::vector<Index> of_kind(const Outcome& outcome, TraceItem::Kind kind) {
  std::vector<Index> found;
  for (const TraceItem& item : outcome.trace) {
    if (item.kind == kind) {
      found.push_back(item.index);
    }
  }
  return found;
}

TEST(Moves, begin_in_the_start_stages_of_every_region) {
  Tree tree;
  const Index second = tree.builder.region();
  const Index child = tree.builder.stage(second, true);
  const Index alone = tree.builder.region();
  Runner runner(tree.builder.build());
  EXPECT_FALSE(begun(runner.machine, runner.record()));
  EXPECT_EQ(runner.stage(), kNone);
  EXPECT_EQ(runner.act("2026-03-02", tree.to[tree.b]), Verdict::refused);
  EXPECT_EQ(runner.outcome.refusal, Refusal::not_open);
  ASSERT_EQ(runner.act("2026-03-02", tree.open), Verdict::accepted);
  EXPECT_EQ(runner.stage(0), tree.a1);
  EXPECT_EQ(runner.stage(1), child);
  EXPECT_EQ(runner.stage(2), alone);
  EXPECT_EQ(runner.act("2026-03-02", tree.open), Verdict::refused);
  EXPECT_EQ(runner.outcome.refusal, Refusal::already_open);
}

struct MoveRow {
  const char* name;
  std::vector<Index Tree::*> moves;  // the last one is looked at
  Index Tree::*current;
  std::vector<Index Tree::*> left, entered;
};

class EachMove : public ::testing::TestWithParam<MoveRow> {};

TEST_P(EachMove, leaves_and_enters) {
  const MoveRow& row = GetParam();
  Tree tree;
  Runner runner(tree.builder.build());
  ASSERT_EQ(runner.act("2026-03-02", tree.open), Verdict::accepted);
  runner.outcome.tracing = true;
  for (const auto target : row.moves) {
    ASSERT_EQ(runner.act("2026-03-02", tree.to[tree.*target]), Verdict::accepted);
  }
  const auto stages = [&](const std::vector<Index Tree::*>& members) {
    std::vector<Index> result;
    for (const auto member : members) {
      result.push_back(tree.*member);
    }
    return result;
  };
  EXPECT_EQ(runner.stage(), tree.*row.current);
  EXPECT_EQ(of_kind(runner.outcome, TraceItem::Kind::left), stages(row.left));
  EXPECT_EQ(of_kind(runner.outcome, TraceItem::Kind::entered), stages(row.entered));
}

using T = Tree;
INSTANTIATE_TEST_SUITE_P(
    Rows, EachMove,
    ::testing::Values(
        MoveRow{"sibling", {&T::a2}, &T::a2, {&T::a1}, {&T::a2}},
        MoveRow{"itself", {&T::a1}, &T::a1, {&T::a1}, {&T::a1}},
        MoveRow{"surrounding stage enters no start child", {&T::a}, &T::a, {&T::a1}, {}},
        MoveRow{"itself with start children", {&T::a, &T::a}, &T::a1, {&T::a}, {&T::a, &T::a1}},
        MoveRow{"inwards leaves nothing", {&T::a, &T::a2}, &T::a2, {}, {&T::a2}},
        MoveRow{"start children all the way", {&T::b}, &T::b11, {&T::a1, &T::a}, {&T::b, &T::b1, &T::b11}},
        MoveRow{"the root surrounds", {&T::root}, &T::root, {&T::a1, &T::a}, {}},
        MoveRow{"a final stage stands alone", {&T::end}, &T::end, {&T::a1, &T::a, &T::root}, {&T::end}},
        MoveRow{"out of a final stage", {&T::end, &T::b2}, &T::b2, {&T::end}, {&T::root, &T::b, &T::b2}},
        MoveRow{"out of a final stage to the root",
                {&T::end, &T::root},
                &T::a1,
                {&T::end},
                {&T::root, &T::a, &T::a1}},
        MoveRow{"a final stage anew", {&T::end, &T::end}, &T::end, {&T::end}, {&T::end}}),
    [](const auto& row) {
      std::string name = row.param.name;
      std::replace(name.begin(), name.end(), ' ', '_');
      return name;
    });

TEST(Moves, only_the_final_stage_is_in_the_configuration) {
  Tree tree;
  Runner runner(tree.builder.build());
  runner.act("2026-03-02", tree.open);
  EXPECT_TRUE(runner.in(tree.root));
  runner.act("2026-03-02", tree.to[tree.end]);
  EXPECT_TRUE(runner.in(tree.end));
  EXPECT_FALSE(runner.in(tree.root));
}

TEST(Moves, innermost_clause_wins) {
  Tree tree;
  const Index act = tree.builder.act();
  tree.builder.clause(
      {.kind = Clause::Kind::may, .stage = tree.root, .acts = {act}, .then = {.target = tree.b}});
  tree.builder.clause(
      {.kind = Clause::Kind::on, .stage = tree.a1, .acts = {act}, .then = {.target = tree.a2}});
  tree.builder.clause(
      {.kind = Clause::Kind::on, .stage = tree.a, .acts = {act}, .then = {.target = tree.end}});
  Runner runner(tree.builder.build());
  runner.act("2026-03-02", tree.open);
  ASSERT_EQ(runner.act("2026-03-02", act), Verdict::accepted);
  EXPECT_EQ(runner.stage(), tree.a2);
}

TEST(Moves, two_targets_of_one_depth_are_a_fault_unless_a_deeper_one_wins) {
  for (const bool deeper : {false, true}) {
    Tree tree;
    const Index act = tree.builder.act();
    const Index first = tree.builder.clause(
        {.kind = Clause::Kind::may, .stage = tree.a, .acts = {act}, .then = {.target = tree.b}});
    const Index second = tree.builder.clause(
        {.kind = Clause::Kind::on, .stage = tree.a, .acts = {act}, .then = {.target = tree.end}});
    if (deeper) {
      tree.builder.clause(
          {.kind = Clause::Kind::on, .stage = tree.a1, .acts = {act}, .then = {.target = tree.a2}});
    }
    Runner runner(tree.builder.build());
    runner.act("2026-03-02", tree.open);
    const std::vector<std::byte> before(runner.record(), runner.record() + runner.machine.record_size);
    if (deeper) {
      EXPECT_EQ(runner.act("2026-03-02", act), Verdict::accepted);
      EXPECT_EQ(runner.stage(), tree.a2);
      continue;
    }
    EXPECT_EQ(runner.act("2026-03-02", act), Verdict::fault);
    EXPECT_EQ(runner.outcome.fault, Fault::two_moves);
    EXPECT_THAT(runner.outcome.clauses, ::testing::UnorderedElementsAre(first, second));
    EXPECT_EQ(before, std::vector<std::byte>(runner.record(), runner.record() + runner.machine.record_size));
  }
}

TEST(Moves, regions_move_apart) {
  Tree tree;
  const Index act = tree.builder.act();
  const Index other = tree.builder.region();
  const Index x = tree.builder.stage(other, true), y = tree.builder.stage(other);
  tree.builder.clause(
      {.kind = Clause::Kind::may, .stage = tree.root, .acts = {act}, .then = {.target = tree.b2}});
  tree.builder.clause({.kind = Clause::Kind::on, .stage = x, .acts = {act}, .then = {.target = y}});
  Runner runner(tree.builder.build());
  runner.act("2026-03-02", tree.open);
  ASSERT_EQ(runner.act("2026-03-02", act), Verdict::accepted);
  EXPECT_EQ(runner.stage(0), tree.b2);
  EXPECT_EQ(runner.stage(1), y);
}

}  // namespace
}  // namespace recourse::machine::testing
