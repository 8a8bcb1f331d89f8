// What is shown of a case that nothing opens any more, and of the one that opened it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/reports/petitions.h"
#include "tests/support/matters_and_tasks.h"

namespace recourse::reports {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

Policy matters_and_tasks() {
  const auto loader = memory_loader(files_of_matters_and_tasks());
  LoadedPolicy loaded = load_policy(*loader, "m.rules");
  EXPECT_TRUE(loaded.policy) << render(loaded.diagnostics.front(), Language::english);
  return *loaded.policy;
}

/// A matter that ordered something in error, which was withdrawn.
Docket withdrawn() {
  Docket docket = Docket::open(":memory:").value();
  EXPECT_TRUE(docket.use(matters_and_tasks()));
  const Instant recorded = at("2026-04-20 12:00");
  const Value town{std::string("town")};
  const Actor office{Actor::Kind::office, {}, "town", {}, {}};
  EXPECT_TRUE(docket.submit(
      "1", {"receive", {{"to", town}}, {Actor::Kind::party, "citizen", {}, {}, {}}, at("2026-03-02 10:00")},
      "", recorded));
  EXPECT_TRUE(docket.submit("1", {"order", {{"to", town}}, office, at("2026-03-03 10:00")}, "", recorded));
  EXPECT_TRUE(docket.correct("1", 2, std::nullopt, "", recorded));
  return docket;
}

std::string shown(Docket& docket, const std::string& number, Language language = Language::english,
                  PaperFormat format = PaperFormat::text) {
  return booklet(docket, number, at("2026-04-20"), format, language).value();
}

TEST(Withdrawn, TheBookletTellsByWhat) {
  Docket docket = withdrawn();
  EXPECT_THAT(shown(docket, "1/2"),
              AllOf(HasSubstr("withdrawn: by entry 3 of the case 1 it is opened no longer"),
                    HasSubstr("Recorded, without effect"),
                    HasSubstr("(replaced or withdrawn by a correction of 2026-04-20 12:00)")));
  EXPECT_THAT(shown(docket, "1/2", Language::chinese),
              HasSubstr("已撤回：因事项 1 的第 3 条记录，不再由其立案"));
  EXPECT_THAT(shown(docket, "1/2", Language::english, PaperFormat::html), HasSubstr("withdrawn: by entry 3"));
  EXPECT_THAT(shown(docket, "1/2", Language::english, PaperFormat::json), HasSubstr("withdrawn: by entry 3"));
}

TEST(Withdrawn, TheOverviewHasItByItself) {
  Docket docket = withdrawn();
  const auto cases = overview(docket, at("2026-04-20"));
  ASSERT_TRUE(cases);
  EXPECT_THAT(render_text(*cases, matters_and_tasks(), Language::english), HasSubstr("(withdrawn)"));
  EXPECT_THAT(render_text(*cases, matters_and_tasks(), Language::chinese), HasSubstr("（已撤回）"));
  EXPECT_THAT(render_json(*cases), AllOf(HasSubstr("\"(withdrawn)\""), Not(HasSubstr("\"name\": \"task."))));
}

TEST(Withdrawn, TheCaseThatOpenedItTellsWhatNoLongerHolds) {
  Docket docket = withdrawn();
  const Value town{std::string("town")};
  const Actor office{Actor::Kind::office, {}, "town", {}, {}};
  ASSERT_TRUE(docket.correct("1", 3, Act{"order", {{"to", town}}, office, at("2026-03-04 10:00")}, "",
                             at("2026-04-20 12:00")));
  EXPECT_THAT(shown(docket, "1"), AllOf(HasSubstr("a case was opened: task"), Not(HasSubstr("no longer"))));
  ASSERT_EQ(
      docket.correct("1", 4, Act{"settle", {}, office, at("2026-03-04 10:00")}, "", at("2026-04-20 12:00"))
          ->state,
      Submission::State::recorded);
  EXPECT_THAT(shown(docket, "1"), HasSubstr("no longer holds: start was sent to task 1/2"));
}

}  // namespace
}  // namespace recourse::reports
