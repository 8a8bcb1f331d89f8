// The rows of a table in a CSV file are part of the policy: a docket keeps them, and goes on without the file.
#include <gtest/gtest.h>

#include "recourse/docket.h"
#include "tests/docket/temporary.h"

namespace recourse::docket {
namespace {

constexpr const char* kRules = R"(policy "Fees" version "1" in force 2026-01-01
source L "Fees Act"
case matter { people: number(1..1000) = 1 }
role citizen = party
table days(people) gives duration from "tables/days.csv"
process road for matter cites L 1 {
  opens on ask(people: number(1..1000)) by citizen { set people = people }
  start stage asked {
    citizen may tell within days(people) from ask exactly as telling -> told else -> silent
  }
  final stage told
  final stage silent
}
)";

LoadedPolicy fees(const char* rows) {
  const auto loader = memory_loader({{"fees/road.rules", kRules}, {"fees/tables/days.csv", rows}});
  return load_policy(*loader, "fees");
}

Act ask(const Policy& policy, std::int64_t people) {
  return {"ask",
          {{"people", {people}}},
          {Actor::Kind::party, "citizen", {}, {}, {}},
          parse_instant(policy, "2026-03-02 10:00").value()};
}

TEST(TableFromCsv, IsKeptWithTheDocket) {
  const TemporaryFolder folder;
  const Policy policy = fees("people,days\n<= 10,5 days\n> 10,20 days\n").policy.value();
  EXPECT_EQ(policy.files().at("fees/tables/days.csv"), "people,days\n<= 10,5 days\n> 10,20 days\n");
  const Instant recorded = parse_instant(policy, "2026-12-01 09:00").value();
  {
    Docket docket = Docket::open(folder / "a.docket").value();
    ASSERT_TRUE(docket.use(policy));
    ASSERT_TRUE(docket.submit("1", ask(policy, 7), "1", recorded));
    ASSERT_TRUE(docket.submit("2", ask(policy, 11), "2", recorded));
    ASSERT_TRUE(docket.advance(parse_instant(policy, "2026-03-10").value(), recorded));
  }
  Docket docket = Docket::open(folder / "a.docket").value();
  ASSERT_TRUE(docket.advance(parse_instant(policy, "2026-03-15").value(), recorded));
  EXPECT_TRUE(docket.find("1").value()->in_stage("silent"));
  EXPECT_TRUE(docket.find("2").value()->in_stage("asked"));
  EXPECT_EQ(docket.find("2").value()->policy().files(), policy.files());
  EXPECT_TRUE(docket.replay(nullptr).value().differences.empty());
}

TEST(TableFromCsv, CountsForTheDigest) {
  const std::string digest = fees("people,days\n<= 10,5 days\n> 10,20 days\n").policy->digest();
  EXPECT_EQ(fees("days;people\n20 days;11..1000\n5 days;1..10\n").policy->digest(), digest);
  EXPECT_NE(fees("people,days\n<= 10,5 days\n> 10,21 days\n").policy->digest(), digest);
}

}  // namespace
}  // namespace recourse::docket
