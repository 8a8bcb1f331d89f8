// The machine agrees with the reference interpreter on random policies and random acts. By default what CI has time for;
// RECOURSE_DIFFERENTIAL_ACTS and RECOURSE_DIFFERENTIAL_SEED ask for more, or for others.
#include "tests/reference/differential.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>

#include "tests/reference/policy_generator.h"

namespace recourse::reference {
namespace {

constexpr int kCasesOfPolicy = 12;
constexpr int kHappeningsOfCase = 50;

std::uint64_t from_environment(const char* name, std::uint64_t otherwise) {
  const char* given = std::getenv(name);
  return given ? std::strtoull(given, nullptr, 10) : otherwise;
}

struct Tally {
  std::uint64_t acts = 0, advances = 0, notices = 0, policies = 0, rejected = 0, cases = 0;
  std::map<Verdict, std::uint64_t> verdicts;
};

/// One case, made up as it goes along by the reference interpreter.
std::vector<Happening> happenings_of_case(const model::Model& model, Random& random, Tally& tally) {
  ReferenceEngine reference(model);
  ActGenerator generator(reference.interpreter(), random);
  std::vector<Happening> happenings;
  std::vector<std::shared_ptr<const model::Model>> models;
  for (int count = 0; count < kHappeningsOfCase; ++count) {
    happenings.push_back(generator.next(reference.state()));
    if (const Act* act = std::get_if<Act>(&happenings.back())) {
      ++tally.acts;
      ++tally.verdicts[reference.apply(*act).verdict];
    } else if (const Arrival* arrival = std::get_if<Arrival>(&happenings.back())) {
      ++tally.notices;
      models.push_back(after(reference.interpreter().model(), *arrival));
      if (reference.recount(*models.back(), arrival->time) != Fault::none) break;
    } else {
      ++tally.advances;
      if (reference.advance(std::get<Minute>(happenings.back())).fault != Fault::none) break;
    }
  }
  return happenings;
}

TEST(Differential, MachineAgreesWithReferenceOnRandomPoliciesAndActs) {
  const std::uint64_t acts = from_environment("RECOURSE_DIFFERENTIAL_ACTS", 200'000);
  const std::uint64_t first = from_environment("RECOURSE_DIFFERENTIAL_SEED", 1);
  Tally tally;
  for (std::uint64_t seed = first; tally.acts < acts; ++seed) {
    Language language = seed % 2 == 0 ? Language::chinese : Language::english;
    auto files = generate_policy(seed, language);
    LoadedPolicy policy = load_policy(files);
    ++tally.policies;
    if (!policy.model) {
      ++tally.rejected;
      ASSERT_LT(tally.rejected, 20 + tally.policies / 5)
          << "too many random policies are rejected: " << policy.errors;
      continue;
    }
    Random random(seed);
    for (int count = 0; count < kCasesOfPolicy && tally.acts < acts; ++count) {
      ++tally.cases;
      std::vector<Happening> happenings = happenings_of_case(*policy.model, random, tally);
      if (!compare(*policy.model, happenings).same)
        FAIL() << "seed " << seed << " (RECOURSE_DIFFERENTIAL_SEED), made small:\n"
               << shrink(files, happenings);
    }
  }
  std::cout << "compared " << tally.acts << " acts (" << tally.verdicts[Verdict::accepted] << " accepted, "
            << tally.verdicts[Verdict::refused] << " refused, " << tally.verdicts[Verdict::late] << " late, "
            << tally.verdicts[Verdict::behind] << " behind, " << tally.verdicts[Verdict::fault]
            << " faults), " << tally.advances << " advances and " << tally.notices << " notices in "
            << tally.cases << " cases of " << tally.policies - tally.rejected << " policies; "
            << tally.rejected << " random policies rejected\n";
  EXPECT_GT(tally.verdicts[Verdict::accepted], tally.acts / 4);
}

}  // namespace
}  // namespace recourse::reference
