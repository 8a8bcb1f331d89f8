// The booklet of a case of which something was recorded late or corrected.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/reports/petitions.h"

namespace recourse::reports {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

std::string shown(Docket& docket, const std::string& number, PaperFormat format = PaperFormat::text,
                  Language language = Language::english) {
  return booklet(docket, number, at("2026-04-20"), format, language).value();
}

TEST(CorrectedBooklet, TellsWhatWasRecordedLateAndWhatNoLongerLapsed) {
  Docket docket = filled();
  EXPECT_THAT(shown(docket, "overdue"), HasSubstr("became overdue"));
  const Actor town{Actor::Kind::office, {}, "town", {}, {}};
  ASSERT_EQ(
      docket.submit("overdue", {"accept", {}, town, at("2026-03-05 10:00")}, "", at("2026-04-20 12:00"))
          ->state,
      Submission::State::recorded);
  EXPECT_THAT(shown(docket, "overdue"),
              AllOf(HasSubstr("2026-03-05 10:00  accept  — Town Office  [Petitions Act art. 2]  (recorded "
                              "late, on 2026-04-20 12:00)"),
                    HasSubstr("→ no longer holds: accepting became overdue (due 2026-03-17)"),
                    Not(HasSubstr("→ accepting became overdue"))));
}

TEST(CorrectedBooklet, ShowsWhatWasReplacedAsideFromTheHistory) {
  Docket docket = filled();
  const auto correct = [&](std::int64_t number, const std::optional<Act>& act) {
    return docket.correct("closed", number, act, "", at("2026-04-20 12:00"))->state;
  };
  const Actor town{Actor::Kind::office, {}, "town", {}, {}};
  EXPECT_EQ(correct(2, Act{"accept", {}, town, at("2026-03-04 10:00")}), Submission::State::recorded);
  EXPECT_EQ(correct(3, std::nullopt), Submission::State::recorded);
  const std::string text = shown(docket, "closed");
  EXPECT_THAT(text, AllOf(HasSubstr("(corrected on 2026-04-20 12:00)"), HasSubstr("Recorded, without effect"),
                          HasSubstr("(replaced or withdrawn by a correction of 2026-04-20 12:00)")));
  EXPECT_THAT(shown(docket, "closed", PaperFormat::text, Language::chinese),
              AllOf(HasSubstr("2026-04-20 12:00更正"), HasSubstr("已记录但不具效力")));
  EXPECT_THAT(shown(docket, "closed", PaperFormat::html), HasSubstr("<h2>Recorded, without effect</h2>"));
  EXPECT_THAT(shown(docket, "closed", PaperFormat::json), HasSubstr("\"set_aside\": ["));
}

}  // namespace
}  // namespace recourse::reports
