// How long it takes to check a policy (performance.md), from its text in memory to its machine.
#include <benchmark/benchmark.h>

#include "recourse/policy.h"
#include "tests/bench/large_policy.h"

namespace recourse::bench {
namespace {

void check(benchmark::State& state, Spelling spelling) {
  const auto files = large_policy(static_cast<int>(state.range(0)), spelling);
  for (auto _ : state) {
    const auto loader = memory_loader(files);
    LoadedPolicy loaded = load_policy(*loader, "large");
    if (!loaded.policy || !loaded.diagnostics.empty()) {
      state.SkipWithError(loaded.diagnostics.empty()
                              ? "the policy has errors"
                              : message(loaded.diagnostics.front(), Language::english).c_str());
    }
    benchmark::DoNotOptimize(loaded);
  }
  state.SetComplexityN(state.range(0));
}

void english(benchmark::State& state) {
  check(state, Spelling::english);
}
void chinese(benchmark::State& state) {
  check(state, Spelling::chinese);
}
void chinese_without_spaces(benchmark::State& state) {
  check(state, Spelling::chinese_without_spaces);
}

constexpr int kLeast = 100,
              kMost = 100'000;  // lines; one file holds a million words, a policy 65,000 acts and events
#define LINES \
  Unit(benchmark::kMillisecond)->Arg(kLeast)->Arg(1'000)->Arg(10'000)->Arg(kMost)->Complexity(benchmark::oN)
BENCHMARK(english)->LINES;
BENCHMARK(chinese)->LINES;
BENCHMARK(chinese_without_spaces)->LINES;

}  // namespace
}  // namespace recourse::bench
