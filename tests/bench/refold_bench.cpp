// What a late act costs by the acts of its case: each is folded twice, before and after.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <iostream>

#include "recourse/docket.h"

namespace recourse {
namespace {

constexpr const char* kRules = R"(
policy "Calls" version "1" in force 2026-01-01
source L "Calls Act"
offices "offices.yaml"
case complaint { handler: office? }
role citizen = party
process road for complaint cites L 1 {
  opens on receive when actor is known { set handler = actor }
  start stage open {
    owner handler
    handler must answer within 300 days as answering -> closed
    citizen may call
    on call -> called
    stage called { handler must call_back within 3 days from called as calling else { notify handler "call back" }
                   on call_back -> open }
  }
  final stage closed
}
)";

Policy calls() {
  const auto loader = memory_loader(
      {{"p/road.rules", kRules},
       {"p/offices.yaml", "levels: [town]\noffices:\n  - {id: town, name: Town, level: town}\n"}});
  LoadedPolicy loaded = load_policy(*loader, "p");
  for (const Diagnostic& diagnostic : loaded.diagnostics) std::cerr << render(diagnostic, Language::english);
  return loaded.policy.value();
}

void must_be_recorded(const Result<Submission>& submission) {
  if (submission && submission->state == Submission::State::recorded) return;
  std::cerr << "not recorded\n";
  std::exit(1);
}

void ALateAct(benchmark::State& state) {
  const Policy policy = calls();
  Docket docket = Docket::open(":memory:").value();
  if (!docket.use(policy)) std::exit(1);
  const Instant recorded = parse_instant(policy, "2026-12-01 09:00").value();
  Instant now = parse_instant(policy, "2026-01-05 09:00").value();
  const Actor town{Actor::Kind::office, {}, "town", {}, {}};
  const Actor citizen{Actor::Kind::party, "citizen", {}, {}, {}};
  must_be_recorded(docket.submit("1", {"receive", {}, town, now}, "", recorded));
  for (std::int64_t i = 1; i < state.range(0); i += 2) {
    now += std::chrono::hours(1);
    must_be_recorded(docket.submit("1", {"call", {}, citizen, now}, "", recorded));
    now += std::chrono::minutes(5);
    must_be_recorded(docket.submit("1", {"call_back", {}, town, now}, "", recorded));
  }
  // Corrected to and fro: the number of acts that stand stays as it is.
  std::int64_t last = docket.entries("1").value().size();
  for (auto _ : state) {
    auto corrected = docket.correct("1", last, Act{"call_back", {}, town, now}, "", recorded);
    must_be_recorded(corrected);
    last = corrected->number;
  }
  state.counters["acts"] = static_cast<double>(state.range(0));
}
BENCHMARK(ALateAct)->Arg(11)->Arg(101)->Arg(1001)->Iterations(50)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace recourse
