// W1 by hand: what a programmer would write for this one policy.
#include <sys/mman.h>

#include <cstdlib>
#include <cstring>
#include <new>
#include <random>

#include "tests/bench/w1_values.h"

namespace recourse::bench {
namespace {

struct Case {
  Stage stage;
  std::int8_t category;
  std::int8_t steps;
  std::int8_t extensions;
  std::int16_t people;
  std::int32_t amount;
  std::int32_t last;
  std::int32_t due;
  std::int32_t not_before;
};
static_assert(sizeof(Case) <= 32);

constexpr std::size_t kStride = 32;
constexpr std::int32_t kZone = 480;
constexpr std::int32_t kDay = 1440;

std::int32_t day_of(std::int32_t time) {
  return (time + kZone) / kDay;
}
std::int32_t end_of(std::int32_t day) {
  return (day + 1) * kDay - kZone - 1;
}

bool go(Case& it, Stage stage, std::int32_t time, std::int32_t days) {
  const std::int32_t today = day_of(time);
  it.stage = stage;
  it.last = today;
  ++it.steps;
  it.due = days < 0 ? 0 : end_of(today + days);
  it.not_before = time;
  return true;
}

/// Whether the act is accepted. Not inlined: the machine is not either.
[[gnu::noinline]] bool apply(Case& it, std::uint32_t act, std::int32_t time,
                             const std::array<std::int64_t, 3>& values) {
  if (time < it.not_before || (it.due != 0 && time > it.due)) {
    return false;
  }
  switch (act) {
    case 0:
      it.category = static_cast<std::int8_t>(values[0]);
      it.people = static_cast<std::int16_t>(values[1]);
      it.amount = static_cast<std::int32_t>(values[2]);
      go(it, Stage::registered, time, 15);
      it.steps = 0;
      return true;
    case 1:
      if (it.stage != Stage::registered) {
        return false;
      }
      return it.people < 5 ? go(it, Stage::normal, time, 5) : go(it, Stage::collective, time, 3);
    case 2:
      if (it.stage == Stage::normal) {
        return it.amount >= 0 && go(it, Stage::handling, time, 60);
      }
      return it.stage == Stage::collective && it.people >= 5 && go(it, Stage::handling, time, 60);
    case 3:
      if (it.stage != Stage::handling || it.extensions > 0 || it.people < 1) {
        return false;
      }
      ++it.extensions;
      it.last = day_of(time);
      ++it.steps;
      it.due += 30 * kDay;
      it.not_before = time;
      return true;
    case 4:
      return it.stage == Stage::handling && it.amount <= 1'000'000 && go(it, Stage::answered, time, 30);
    case 5:
      return it.stage == Stage::answered && it.people >= 1 && go(it, Stage::reviewing, time, 30);
    case 6:
      return it.stage == Stage::reviewing && it.people <= 10'000 && go(it, Stage::reviewed, time, 30);
    case 7:
      return it.stage == Stage::reviewed && it.people >= 1 && go(it, Stage::reexamining, time, 10);
    case 8:
      return it.stage == Stage::reexamining && it.amount >= 0 && go(it, Stage::heard, time, 30);
    case 9:
      return it.stage == Stage::heard && (it.category != 1 || it.amount >= 0) &&
             go(it, Stage::finalised, time, 10);
    case 10:
      return it.stage == Stage::finalised && it.people >= 1 && go(it, Stage::closed, time, 30);
    default:
      return it.stage == Stage::closed && it.amount >= 0 && go(it, Stage::archived, time, -1);
  }
}

Case& at(const Pages& pages, std::uint32_t number) {
  return *std::launder(reinterpret_cast<Case*>(pages.data() + number * kStride));
}

}  // namespace

std::vector<Step> schedule(std::uint32_t cases, Order order) {
  std::vector<Step> steps;
  steps.reserve(std::size_t{cases} * kActs);
  for (std::uint32_t number = 0; number < cases; ++number) {
    for (int act = 0; act < kActs; ++act) {
      steps.push_back({number, static_cast<std::uint32_t>(act)});
    }
  }
  if (order == Order::random) {
    std::mt19937_64 random(42);
    for (std::size_t left = steps.size(); left > 1; --left) {
      std::swap(steps[left - 1], steps[random() % left]);
    }
    // Whatever case comes, it does its next act.
    std::vector<std::uint8_t> done(cases, 0);
    for (Step& step : steps) {
      step.act = done[step.number]++;
    }
  }
  return steps;
}

Pages::Pages(std::size_t bytes) {
  constexpr std::size_t kLargePage = std::size_t{2} << 20;
  const std::size_t size = (bytes + kLargePage - 1) / kLargePage * kLargePage;
  void* const memory = std::aligned_alloc(kLargePage, size);
  if (memory == nullptr) {
    throw std::bad_alloc();
  }
  madvise(memory, size, MADV_HUGEPAGE);
  bytes_.reset(static_cast<std::byte*>(memory));
}

void Pages::Free::operator()(std::byte* bytes) const {
  std::free(bytes);
}

HandRun::HandRun(std::uint32_t cases) : cases_(cases), pages_(cases * kStride) {}

void HandRun::clear() {
  for (std::uint32_t number = 0; number < cases_; ++number) {
    new (pages_.data() + number * kStride) Case{};
  }
}

std::int64_t HandRun::run(const std::vector<Step>& steps, std::size_t ahead) {
  std::array<std::int64_t, 3> values{};
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const Step step = steps[i];
    if (ahead > 0 && i + ahead < steps.size()) {
      __builtin_prefetch(&at(pages_, steps[i + ahead].number), 1);
    }
    Case& it = at(pages_, step.number);
    if (step.act == 0) {
      values = values_of(step.number);
    }
    if (!apply(it, step.act, time_of(step), values)) {
      return 0;
    }
    sum += it.due;
  }
  for (std::uint32_t number = 0; number < cases_; ++number) {
    const Case& it = at(pages_, number);
    sum += final_value(static_cast<std::int64_t>(it.stage), it.last, it.steps);
  }
  return sum;
}

}  // namespace recourse::bench
