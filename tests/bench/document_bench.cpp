// How long the document of a policy takes (performance.md): the page of the shipped policy, and the words alone of large ones.
#include <benchmark/benchmark.h>

#include "recourse/document.h"
#include "tests/bench/large_policy.h"

namespace recourse::bench {
namespace {

void page_of_petition_2022(benchmark::State& state) {
  const auto loader = disk_loader(RECOURSE_SOURCE_DIR);
  const LoadedPolicy loaded = load_policy(*loader, "rules/petition-2022");
  for (auto _ : state) {
    benchmark::DoNotOptimize(document(loaded.policy.value(), DocumentFormat::html, Language::chinese));
  }
}

void words_of_large_policies(benchmark::State& state) {
  const auto loader = memory_loader(large_policy(static_cast<int>(state.range(0)), Spelling::english));
  const LoadedPolicy loaded = load_policy(*loader, "large");
  for (auto _ : state) {
    benchmark::DoNotOptimize(document(loaded.policy.value(), DocumentFormat::json, Language::english));
  }
}

BENCHMARK(page_of_petition_2022)->Unit(benchmark::kMillisecond);
BENCHMARK(words_of_large_policies)->Unit(benchmark::kMillisecond)->Arg(100)->Arg(1'000)->Arg(10'000);

}  // namespace
}  // namespace recourse::bench
