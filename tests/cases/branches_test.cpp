// Cases in branches that run side by side: where they are, who is responsible, their state as text.
#include <gmock/gmock.h>

#include "tests/cases/petitions.h"

namespace recourse::cases {
namespace {

using testing::ElementsAre;

constexpr const char* kBranches = R"(
    handler may split -> both
    parallel stage both {
      branch paper {
        start stage reading {
          handler must note within 5 days from split exactly as noting -> has_read else { notify handler "note it" }
        }
        final stage has_read
      }
      branch visit {
        owner city
        start stage going {
          city must see within 9 days from split exactly as seeing -> seen else { notify city "see it" }
        }
        final stage seen
      }
      on done(both) -> handling
    }
)";

const Actor kTown = office("town");
const Actor kCity = office("city");

Case split(const Policy& policy) {
  Case subject = received(policy);
  apply(subject, act("split", "2026-03-03 10:00", kTown));
  return subject;
}

TEST(Branches, StagesAndOwnersAreThoseOfAllThatRun) {
  const Policy policy = petitions(kBranches);
  EXPECT_THAT(received(policy).stages(), ElementsAre("open"));
  Case subject = split(policy);
  EXPECT_THAT(subject.stages(), ElementsAre("both", "reading", "going"));
  EXPECT_THAT(subject.responsible(at("2026-03-03")), ElementsAre("town", "city"));
  EXPECT_TRUE(subject.in_stage("paper"));
  EXPECT_EQ(subject.next_due(), at("2026-03-08 23:59"));
  apply(subject, act("see", "2026-03-04 10:00", kCity));
  EXPECT_THAT(subject.stages(), ElementsAre("both", "reading", "seen"));
  EXPECT_THAT(subject.responsible(at("2026-03-04")), ElementsAre("town"));
  EXPECT_FALSE(subject.ended());
  EXPECT_EQ(subject.overdue(), 0);
  apply(subject, act("note", "2026-03-09 10:00", kTown));  // a day late
  EXPECT_THAT(subject.stages(), ElementsAre("handling"));
}

TEST(Branches, ACaseEndsWithItsProcessWhateverRan) {
  Case subject = split(petitions(kBranches));
  apply(subject, act("withdraw", "2026-03-04 10:00", party("petitioner")));
  EXPECT_TRUE(subject.ended());
  EXPECT_EQ(subject.next_due(), std::nullopt);
}

TEST(Branches, ThePolicyTellsWhichStagesHoldBranches) {
  const Policy policy = petitions(kBranches);
  for (const Policy::Stage& stage : policy.stages()) {
    EXPECT_EQ(stage.parallel, stage.name == "both") << stage.name;
    EXPECT_EQ(stage.region, "road") << stage.name;
  }
}

TEST(Branches, AStateIsReadBackWithAllBranchesOrNone) {
  const Policy policy = petitions(kBranches);
  Case subject = split(policy);
  const std::string snapshot = subject.snapshot();
  const auto restored = Case::restore(policy, snapshot);
  ASSERT_TRUE(restored);
  EXPECT_EQ(restored->snapshot(), snapshot);
  EXPECT_EQ(restored->stages(), subject.stages());
  for (const std::string line : {"r\troad.paper\treading\n", "r\troad.visit\tgoing\n"}) {
    const std::size_t place = snapshot.find(line);
    ASSERT_NE(place, std::string::npos) << snapshot;
    EXPECT_FALSE(Case::restore(policy, std::string(snapshot).erase(place, line.size())));
  }
  std::string elsewhere = snapshot;
  elsewhere.replace(elsewhere.find("r\troad\tboth"), 11, "r\troad\topen");
  EXPECT_FALSE(Case::restore(policy, elsewhere));
}

}  // namespace
}  // namespace recourse::cases
