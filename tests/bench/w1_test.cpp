// The machine and the switch by hand come to the same checksum, and a case fits a cache line.
#include "tests/bench/w1.h"

#include <gtest/gtest.h>

namespace recourse::bench {
namespace {

TEST(W1, ends_with_the_checksum_of_the_switch_in_64_bytes_a_case) {
  constexpr std::uint32_t kCases = 500;
  MachineRun machine(kCases);
  HandRun hand(kCases);
  EXPECT_LE(machine.bytes_of_case(), 64U);
  for (const Order order : {Order::by_case, Order::random}) {
    const std::vector<Step> steps = schedule(kCases, order);
    for (const std::size_t ahead : {std::size_t{0}, kAhead}) {
      machine.clear();
      hand.clear();
      const std::int64_t checksum = hand.run(steps, ahead);
      EXPECT_NE(checksum, 0);
      EXPECT_EQ(machine.run(steps, ahead), checksum);
    }
  }
}

}  // namespace
}  // namespace recourse::bench
