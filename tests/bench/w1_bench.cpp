// W1 over a million live cases: case by case and in random order, by the machine and by hand. `ahead` takes the acts from a queue and
// asks memory for the records of those that come next; without it each act waits for its record.
#include <benchmark/benchmark.h>

#include "tests/bench/w1.h"

namespace recourse::bench {
namespace {

constexpr std::uint32_t kCases = 1'000'000;

const std::vector<Step>& steps_of(Order order) {
  static const std::vector<Step> by_case = schedule(kCases, Order::by_case);
  static const std::vector<Step> random = schedule(kCases, Order::random);
  return order == Order::by_case ? by_case : random;
}

template <typename Run>
void w1(benchmark::State& state, Order order, std::size_t ahead) {
  static Run run(kCases);
  const std::vector<Step>& steps = steps_of(order);
  std::int64_t checksum = 0;
  for (auto _ : state) {
    state.PauseTiming();
    run.clear();
    state.ResumeTiming();
    checksum = run.run(steps, ahead);
    if (checksum == 0) {
      state.SkipWithError("an act was not accepted");
      return;
    }
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(steps.size()));
  state.SetLabel("checksum " + std::to_string(checksum));
}

void hand(benchmark::State& state, Order order, std::size_t ahead) {
  w1<HandRun>(state, order, ahead);
}
void machine(benchmark::State& state, Order order, std::size_t ahead) {
  w1<MachineRun>(state, order, ahead);
}

void settings(benchmark::internal::Benchmark* benchmark) {
  benchmark->Unit(benchmark::kMillisecond)->Iterations(3);
}

BENCHMARK_CAPTURE(hand, by_case, Order::by_case, 0)->Apply(settings);
BENCHMARK_CAPTURE(hand, random, Order::random, 0)->Apply(settings);
BENCHMARK_CAPTURE(hand, random_ahead, Order::random, kAhead)->Apply(settings);
BENCHMARK_CAPTURE(machine, by_case, Order::by_case, 0)->Apply(settings);
BENCHMARK_CAPTURE(machine, random, Order::random, 0)->Apply(settings);
BENCHMARK_CAPTURE(machine, random_ahead, Order::random, kAhead)->Apply(settings);

}  // namespace
}  // namespace recourse::bench
