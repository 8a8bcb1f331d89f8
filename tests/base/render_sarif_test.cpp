// What code hosts and editors are given: SARIF 2.1.0. That a log of this shape is valid was tried against OASIS' schema.
#include <nlohmann/json.hpp>

#include "engine/base/message.h"
#include "engine/base/messages/base.h"
#include "engine/base/messages/model.h"

namespace recourse {
namespace {

using Json = nlohmann::json;

SourceSpan span(const std::shared_ptr<const SourceText>& source, std::string_view marked) {
  const auto begin = static_cast<std::uint32_t>(source->text.find(marked));
  return {source, begin, begin + static_cast<std::uint32_t>(marked.size())};
}

Json run_of(const std::vector<Diagnostic>& diagnostics, Language language = Language::english) {
  const Json log = Json::parse(render_sarif(diagnostics, language));
  EXPECT_EQ(log["version"], "2.1.0");
  EXPECT_EQ(log["runs"].size(), 1U);
  return log["runs"][0];
}

TEST(Sarif, SaysWhatIsWrongWhereAndWhatToDo) {
  const auto source =
      std::make_shared<SourceText>(SourceText{"规则/a b.rules", "\xEF\xBB\xBF# 说明\n办理 x 处理\n"});
  Diagnostic twice{messages::name_twice, span(source, "处理"), {"处理"}, {}};
  twice.related.push_back({messages::first_given_here, span(source, "办理"), {"处理"}});
  const Json result = run_of({twice}, Language::chinese)["results"][0];
  EXPECT_EQ(result["ruleId"], "name-twice");
  EXPECT_EQ(result["level"], "error");
  EXPECT_EQ(result["message"]["text"], "“处理”重复定义。\n请将其中一处改名或删去。");
  const Json place = result["locations"][0]["physicalLocation"];
  EXPECT_EQ(place["artifactLocation"]["uri"], "%E8%A7%84%E5%88%99/a%20b.rules");
  EXPECT_EQ(place["region"], (Json{{"startLine", 2}, {"startColumn", 6}, {"endLine", 2}, {"endColumn", 8}}));
  const Json note = result["relatedLocations"][0];
  EXPECT_EQ(note["message"]["text"], "“处理”首次出现在此处。");
  EXPECT_EQ(note["physicalLocation"]["region"]["startColumn"], 1);
}

TEST(Sarif, NamesEachKindOfMessageOnce) {
  const auto source = std::make_shared<SourceText>(SourceText{"a", "abc"});
  const Json run = run_of({{messages::name_twice, span(source, "a"), {"a"}, {}},
                           {messages::calendar_missing, span(source, "b"), {}, {}},
                           {messages::name_twice, span(source, "c"), {"c"}, {}}});
  const Json rules = run["tool"]["driver"]["rules"];
  ASSERT_EQ(rules.size(), 2U);
  EXPECT_EQ(rules[0]["shortDescription"]["text"], "\"…\" is declared twice.");
  EXPECT_EQ(rules[1]["defaultConfiguration"]["level"], "warning");
  EXPECT_EQ(run["results"][2]["ruleIndex"], 0);
  EXPECT_EQ(run["columnKind"], "unicodeCodePoints");
}

TEST(Sarif, OfWhatStandsInNoFileHasNoPlace) {
  const Json run = run_of({{messages::not_utf8, {}, {}, {}}});
  EXPECT_EQ(run["results"][0]["locations"], Json::array());
  EXPECT_EQ(run_of({})["results"], Json::array());
}

TEST(Sarif, CountsColumnsOfTheFirstLineBehindAByteOrderMark) {
  const auto source = std::make_shared<SourceText>(SourceText{"a",
                                                              "\xEF\xBB\xBF"
                                                              "é办x"});
  const Json run = run_of({{messages::name_twice, span(source, "x"), {"x"}, {}}});
  EXPECT_EQ(run["results"][0]["locations"][0]["physicalLocation"]["region"]["startColumn"], 3);
}

}  // namespace
}  // namespace recourse
