// "Did you mean" in both scripts: near names are found, far ones are not.
#include "engine/base/text.h"

namespace recourse::base {
namespace {

TEST(Nearest, FindsWhatWasMeant) {
  const std::vector<std::string> known = {"accepting", "handling", "review",   "recheck",    "to",
                                          "受理",      "办理",     "办理期限", "答复意见书", "复查"};
  struct Row {
    std::string name;
    std::optional<std::string> expected;
  };
  const Row rows[] = {
      {"handlng", "handling"},    {"hanlding", "handling"}, {"Handling", "handling"}, {"reveiw", "review"},
      {"acceptign", "accepting"}, {"zebra", std::nullopt},  {"x", std::nullopt},      {"ot", "to"},
      {"办理期现", "办理期限"},   {"期限办理", "办理期限"}, {"意见书", "答复意见书"}, {"复核", "复查"},
      {"申请", std::nullopt},     {"", std::nullopt},       {"办里", "办理"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(nearest(row.name, known), row.expected) << row.name;
  }
}

TEST(Nearest, TakesTheFirstOfEquallyNearOnesAndAnyRange) {
  EXPECT_EQ(nearest("stage", std::vector<std::string_view>{"stagd", "stagf"}), "stagd");
  EXPECT_EQ(nearest("stage", std::vector<std::string>{}), std::nullopt);
}

TEST(Nearest, LongNamesAreNotCompared) {
  const std::string name(100'000, 'a');
  EXPECT_EQ(nearest(name, std::vector<std::string>{name}), std::nullopt);
}

}  // namespace
}  // namespace recourse::base
