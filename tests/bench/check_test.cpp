// The policies that check_bench.cpp measures are sound, and the two Chinese spellings are one policy.
#include <gtest/gtest.h>

#include "recourse/policy.h"
#include "tests/bench/large_policy.h"

namespace recourse::bench {
namespace {

Policy loaded(Spelling spelling) {
  const auto loader = memory_loader(large_policy(300, spelling));
  LoadedPolicy policy = load_policy(*loader, "large");
  for (const Diagnostic& diagnostic : policy.diagnostics) {
    ADD_FAILURE() << render(diagnostic, Language::english);
  }
  return policy.policy.value();
}

TEST(LargePolicy, ChecksWithoutAWord) {
  EXPECT_EQ(loaded(Spelling::english).stages().size(),
            25U);  // the root, 11 stages with one within each, the first and the last
}

TEST(LargePolicy, MeansTheSameWithoutSpaces) {
  EXPECT_EQ(loaded(Spelling::chinese).digest(), loaded(Spelling::chinese_without_spaces).digest());
}

}  // namespace
}  // namespace recourse::bench
