// The booklet of a case that went on with another calendar.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "recourse/report.h"

namespace recourse {
namespace {

using testing::HasSubstr;

constexpr const char* kRules = R"(
policy "Answers" version "1" in force 2026-01-01
source L "Answers Act"
calendar "calendar.yaml"
offices "offices.yaml"
case request "申请" { handler: office? }
role citizen = party
process road for request cites L 1 {
  opens on ask when actor is known { set handler = actor }
  start stage open {
    owner handler
    handler must answer within 5 working days from ask as answering "答复" -> closed else { notify citizen "late" }
  }
  final stage closed
}
)";

Policy answers(const std::string& notice) {
  const auto loader = memory_loader(
      {{"a/road.rules", kRules},
       {"a/calendar.yaml", "calendar: c\nzone: UTC\nnotices:\n  - {id: N26, year: 2026}\n" + notice},
       {"a/offices.yaml", "levels: [town]\noffices:\n  - {id: town, name: Town, level: town}\n"}});
  return load_policy(*loader, "a").policy.value();
}

TEST(AdoptedBooklet, TellsWhichDatesMoved) {
  const Policy before = answers("");
  const Policy after = answers("  - {id: N27, year: 2027, off: {2027-01-01: New Year}}\n");
  const Instant recorded = parse_instant(before, "2027-01-20").value();
  Docket docket = Docket::open(":memory:").value();
  ASSERT_TRUE(docket.use(before));
  const Actor town{Actor::Kind::office, {}, "town", {}, {}};
  ASSERT_TRUE(
      docket.submit("1", {"ask", {}, town, parse_instant(before, "2026-12-28").value()}, "", recorded));
  EXPECT_THAT(booklet(docket, "1", recorded, PaperFormat::text, Language::english).value(),
              HasSubstr("2027-01-04, provisional"));
  ASSERT_EQ(docket.adopt(after, recorded).value(), 1);
  const std::string english = booklet(docket, "1", recorded, PaperFormat::text, Language::english).value();
  EXPECT_THAT(english, HasSubstr("answering is due on 2027-01-05"));
  EXPECT_THAT(english, HasSubstr("2027-01-05, overdue"));
  EXPECT_THAT(booklet(docket, "1", recorded, PaperFormat::text, Language::chinese).value(),
              HasSubstr("答复的到期日为 2027-01-05"));
}

}  // namespace
}  // namespace recourse
