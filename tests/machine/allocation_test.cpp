// An accepted act allocates nothing once its Outcome has its room, by plan and by steps (performance.md).
#include <gtest/gtest.h>

#include <cstdlib>
#include <new>

#include "tests/machine/builder.h"

namespace {
std::size_t allocations = 0;
}

// Not inlined, or GCC takes the pairs for mismatched.
[[gnu::noinline]] void* operator new(std::size_t size) {
  ++allocations;
  if (void* const memory = std::malloc(size == 0 ? 1 : size)) {
    return memory;
  }
  throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* memory) noexcept {
  std::free(memory);
}
[[gnu::noinline]] void operator delete(void* memory, std::size_t /*size*/) noexcept {
  std::free(memory);
}

namespace recourse::machine::testing {
namespace {

using Kind = Clause::Kind;

TEST(Allocation, an_accepted_act_and_a_lapse_need_none) {
  for (const bool plans : {true, false}) {
    Builder builder;
    const Index open = builder.act(), work = builder.act(), extend = builder.act();
    const Index root = builder.region();
    const Index first = builder.stage(root, true), second = builder.stage(root);
    const Index field = builder.field(Type::number, 4, 0);
    builder.clause({.kind = Kind::opens_on, .acts = {open}});
    LimitRow limit = within(days(5));
    limit.extension = {1, Clock::Extension::Bound::by, days(3), extend};
    const ReactionRow change{.target = second,
                             .effects = {{.field = field, .value = leaf(Operation::today)}}};
    builder.clause({.kind = Kind::must, .stage = first, .acts = {work}, .limit = limit, .then = change});
    const Index duty = builder.clause({.kind = Kind::must,
                                       .stage = second,
                                       .acts = {work},
                                       .limit = within(days(5)),
                                       .otherwise = ReactionRow{.target = first}});
    builder.clause({.kind = Kind::on, .stage = root, .on_overdue = duty});
    Machine machine = builder.build();
    machine.plans = plans ? std::move(machine.plans) : Plans{};
    Runner runner(std::move(machine));
    const std::vector<std::pair<Index, const char*>> acts{
        {open, "2026-01-01"}, {extend, "2026-01-02"}, {work, "2026-01-03"}};
    for (const bool counted : {false, true}) {
      clear(runner.machine, runner.view());
      for (const auto& [index, time] : acts) {
        const Act act{index, runner.minute(time), {}, {}, {}};
        const std::size_t before = allocations;
        apply(runner.machine, runner.surroundings(), runner.view(), act, runner.outcome);
        EXPECT_EQ(runner.outcome.verdict, Verdict::accepted);
        EXPECT_TRUE(!counted || allocations == before) << "act " << index;
      }
      const Minute until = runner.minute("2026-02-01");
      const std::size_t before = allocations;
      EXPECT_TRUE(fire_next(runner.machine, runner.surroundings(), runner.view(), until, runner.outcome));
      EXPECT_TRUE(!counted || allocations == before) << "the lapse";
      EXPECT_EQ(runner.stage(), first);
    }
  }
}

}  // namespace
}  // namespace recourse::machine::testing
