// A machine does the same with its plans and without them, byte for byte, on random acts of random actors.
#include "engine/machine/plan.h"

#include <gtest/gtest.h>

#include <random>

#include "tests/machine/builder.h"

namespace recourse::machine::testing {
namespace {

using Kind = Clause::Kind;

/// Stages in two levels, with duties, rights, extensions, windows, guards and effects of many shapes, by a role, by an office and
/// by whatever office a field holds. `watched`: with a clause
/// whose condition is looked at, which leaves fewer plans.
struct Policy {
  Builder builder;
  std::vector<Index> acts;
  explicit Policy(std::uint64_t seed, bool watched) {
    std::mt19937_64 random(seed);
    const auto below = [&](std::size_t count) { return static_cast<Index>(random() % count); };
    for (int number = 0; number < 8; ++number) {
      acts.push_back(builder.act({Type::number, Type::duration}));
    }
    const Index root = builder.region();
    std::vector<Index> stages{root};
    for (int number = 0; number < 5; ++number) {
      stages.push_back(builder.stage(number < 3 ? root : stages[1], number == 0 || number == 3));
    }
    stages.push_back(builder.stage(root, false, true));
    std::vector<Index> fields;
    for (const std::uint8_t width : {std::uint8_t{1}, std::uint8_t{2}, std::uint8_t{4}, std::uint8_t{8}}) {
      fields.push_back(builder.field(Type::number, width, number_of(random)));
    }
    const Index ranged = builder.ranged_field(-5, 60, 0);
    fields.push_back(ranged);
    const Index role = builder.who({.kind = Who::Kind::party, .role = 1});
    const Index office = builder.who({.kind = Who::Kind::office}, constant(0));
    const Index holder = builder.field(Type::office, 2);
    const Index held = builder.who({.kind = Who::Kind::office}, field_value(holder));
    const std::vector<Index> whos{kNone, kNone, role, office, held, held};
    const EffectRow take{.field = holder, .value = leaf(Operation::actor_office)};
    builder.clause({.kind = Kind::opens_on, .acts = {acts[0]}, .then = {.effects = {take}}});
    const auto guard = [&] {
      return below(2) == 0
                 ? Expression{}
                 : apply_to(below(2) == 0 ? Operation::less : Operation::not_equal,
                            {field_value(fields[below(fields.size())]),
                             below(3) == 0 ? leaf(Operation::argument, 0) : constant(number_of(random))});
    };
    const auto reaction = [&] {
      ReactionRow row;
      row.target = below(2) == 0 ? kNone : stages[below(stages.size())];
      for (std::size_t count = below(3); count > 0; --count) {
        const std::array values{
            apply_to(Operation::add, {field_value(fields[below(fields.size())]), constant(7)}),
            leaf(Operation::argument, 0), constant(number_of(random)), leaf(Operation::today)};
        const Expression& value = values[below(values.size())];
        row.effects.push_back({.kind = below(4) == 0 ? Effect::Kind::set_once : Effect::Kind::set,
                               .field = fields[below(fields.size())],
                               .value = value});
      }
      if (below(4) == 0) {
        row.effects.push_back(take);
      }
      return row;
    };
    for (int number = 0; number < 24; ++number) {
      ClauseRow row;
      row.kind =
          std::array{Kind::must, Kind::may, Kind::on, Kind::must, Kind::may, Kind::on, Kind::after}[below(7)];
      row.stage = stages[below(stages.size())];
      row.acts = {acts[below(acts.size())]};
      row.who = whos[below(whos.size())];
      row.then = reaction();
      if (row.kind == Kind::may || row.kind == Kind::on) {
        row.guard = guard();
      }
      if (row.kind == Kind::may) {
        row.times = static_cast<std::uint8_t>(below(3));
      }
      if (row.kind == Kind::after || (row.kind != Kind::on && below(3) > 0)) {
        row.limit = within(days(1 + below(40)));
        row.limit->exactly = below(2) == 0;
        if (row.kind == Kind::must && below(2) == 0) {
          row.limit->extension = {
              1, Clock::Extension::Bound::by_up_to, days(30), acts[below(acts.size())], role, 1};
        }
        if (row.kind != Kind::after && below(3) == 0) {
          row.otherwise = reaction();
        }
      }
      builder.clause(row);
    }
    if (watched) {
      builder.clause({.kind = Kind::must,
                      .stage = stages[2],
                      .acts = {acts[7]},
                      .condition = apply_to(Operation::less, {field_value(ranged), constant(20)}),
                      .limit = within(days(9))});
    }
  }

  static std::int64_t number_of(std::mt19937_64& random) { return static_cast<std::int64_t>(random() % 100); }
};

struct Count {
  int accepted = 0;
  std::size_t planned = 0;
};

/// Office 1 ends in spring, and office 2 takes over.
offices::Directory offices_with_a_successor() {
  std::vector<offices::Office> offices(3);
  offices[1].valid.to = *calendar::parse_day("2026-03-31");
  offices[1].successors = {{2, offices[1].valid.to + 1}};
  return offices::Directory(std::move(offices));
}

void compare(std::uint64_t seed, bool watched, Count& count) {
  Policy policy(seed, watched);
  Runner planned(policy.builder.build(), offices_with_a_successor());
  Machine bare = planned.machine;
  count.planned += bare.plans.all.size();
  bare.plans = {};
  Runner stepped(std::move(bare), planned.directory);
  std::mt19937_64 random(seed + 1);
  Minute time = planned.minute("2026-01-05 09:00");
  for (int number = 0; number < 200; ++number) {
    time += static_cast<Minute>(random() % (3 * 1440));
    const std::vector<std::int64_t> arguments{
        Policy::number_of(random), duration(static_cast<std::int32_t>(random() % 40), calendar::Unit::day)};
    const Actor actor =
        random() % 3 == 0 ? party(1) : officer(static_cast<offices::OfficeIndex>(random() % 3));
    const Act act{number == 0 ? policy.acts[0] : policy.acts[random() % policy.acts.size()],
                  time,
                  actor,
                  arguments,
                  {}};
    for (Runner* runner : {&planned, &stepped}) {
      advance(runner->machine, runner->surroundings(), runner->view(), time, runner->outcome,
              [](const Outcome&) {});
      apply(runner->machine, runner->surroundings(), runner->view(), act, runner->outcome);
    }
    ASSERT_EQ(planned.outcome.verdict, stepped.outcome.verdict) << seed << ", act " << number;
    ASSERT_EQ(planned.outcome.refusal, stepped.outcome.refusal) << seed << ", act " << number;
    ASSERT_EQ(planned.outcome.fault, stepped.outcome.fault) << seed << ", act " << number;
    ASSERT_EQ(planned.outcome.next_due, stepped.outcome.next_due) << seed << ", act " << number;
    ASSERT_EQ(planned.outcome.clauses, stepped.outcome.clauses) << seed << ", act " << number;
    ASSERT_EQ(std::memcmp(planned.record(), stepped.record(), planned.machine.record_size), 0)
        << seed << ", act " << number;
    count.accepted += planned.outcome.verdict == Verdict::accepted ? 1 : 0;
  }
}

TEST(Plans, do_what_the_steps_would_do) {
  for (const bool watched : {false, true}) {
    Count count;
    for (std::uint64_t seed = 0; seed < 120; ++seed) {
      compare(seed, watched, count);
      if (HasFatalFailure()) {
        return;
      }
    }
    // The comparison would mean nothing if hardly an act were accepted or planned.
    EXPECT_GT(count.accepted, 500);
    EXPECT_GT(count.planned, 500);
  }
}

}  // namespace
}  // namespace recourse::machine::testing
