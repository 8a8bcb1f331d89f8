// Drawings through Graphviz: well formed, complete, and every box holds its text.
#include "engine/graph/drawing.h"

#include <expat.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "engine/base/text.h"
#include "engine/exchange/svg.h"
#include "engine/graph/policy_internal.h"
#include "recourse/graph.h"

namespace recourse {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kRules = R"(
政策 “信访事项办理” 版本 “1” 施行 2026-01-01
事项 信访事项 ｛ 承办单位：单位？ ｝
角色 信访人 ＝ 当事人
流程 办理流程 适用 信访事项 ｛
  始于 登记 如果 行为单位 已明确 ｛ 承办单位 设为 行为单位 ｝
  起始 环节 已登记并等待承办单位作出书面告知 ｛
    责任单位：承办单位
    承办单位 应当 在3个工作日内 告知（暂定），逾期则 转入 办结
    承办单位 应当 在60日内 答复（暂定），转入 办结，逾期则 转入 办结
    承办单位 可以 举行听证，转入 听证
    环节 听证 “<&\"\\N>” ｛ 承办单位 应当 在30日内 听证终结（暂定），转入 已登记并等待承办单位作出书面告知，逾期则 转入 办结 ｝
  ｝
  结束 环节 办结
｝
)";

std::optional<Policy> policy() {
  const auto loader = memory_loader({{"input.rules", kRules}});
  LoadedPolicy loaded = load_policy(*loader, "input.rules");
  for (const Diagnostic& diagnostic : loaded.diagnostics) {
    if (severity(diagnostic.code) == Severity::error) {
      ADD_FAILURE() << render(diagnostic, Language::english);
    }
  }
  return loaded.policy;
}

bool well_formed(const std::string& xml) {
  XML_Parser parser = XML_ParserCreate(nullptr);
  const bool good = XML_Parse(parser, xml.data(), static_cast<int>(xml.size()), 1) == XML_STATUS_OK;
  XML_ParserFree(parser);
  return good;
}

struct Text {
  double x = 0, size = 0;
  bool starts = false;  // at x; else its middle is there
  std::string content;
};

/// A box of the SVG: the range of its outline and the texts in it.
struct Box {
  double left = 1e9, right = -1e9;
  std::vector<Text> texts;
};

class SvgReader {
public:
  static std::vector<Box> boxes(const std::string& svg) {
    SvgReader reader;
    XML_Parser parser = XML_ParserCreate(nullptr);
    XML_SetUserData(parser, &reader);
    XML_SetElementHandler(parser, &SvgReader::begin, &SvgReader::end);
    XML_SetCharacterDataHandler(parser, &SvgReader::characters);
    XML_Parse(parser, svg.data(), static_cast<int>(svg.size()), 1);
    XML_ParserFree(parser);
    return std::move(reader.boxes_);
  }

private:
  static std::string attribute(const char** attributes, std::string_view name) {
    for (; *attributes != nullptr; attributes += 2) {
      if (name == *attributes) {
        return attributes[1];
      }
    }
    return {};
  }

  static void begin(void* data, const char* element, const char** attributes) {
    auto& reader = *static_cast<SvgReader*>(data);
    const std::string_view name = element;
    ++reader.depth_;
    if (name == "g" && attribute(attributes, "class") == "node") {
      reader.boxes_.emplace_back();
      reader.inside_ = reader.depth_;
    } else if (reader.inside_ > 0 && (name == "path" || name == "polygon" || name == "polyline")) {
      reader.outline(attribute(attributes, name == "path" ? "d" : "points"));
    } else if (reader.inside_ > 0 && name == "text") {
      reader.boxes_.back().texts.push_back({std::stod(attribute(attributes, "x")),
                                            std::stod(attribute(attributes, "font-size")),
                                            attribute(attributes, "text-anchor") == "start",
                                            {}});
      reader.in_text_ = true;
    }
  }

  static void end(void* data, const char*) {
    auto& reader = *static_cast<SvgReader*>(data);
    reader.in_text_ = false;
    reader.inside_ = reader.depth_ == reader.inside_ ? 0 : reader.inside_;
    --reader.depth_;
  }

  static void characters(void* data, const char* text, int length) {
    auto& reader = *static_cast<SvgReader*>(data);
    if (reader.in_text_) {
      reader.boxes_.back().texts.back().content.append(text, static_cast<std::size_t>(length));
    }
  }

  /// Coordinates come in pairs "x,y".
  void outline(const std::string& numbers) {
    for (std::size_t comma = numbers.find(','); comma != std::string::npos;
         comma = numbers.find(',', comma + 1)) {
      const std::size_t start = numbers.find_last_not_of("-0123456789.", comma - 1) + 1;
      const double x = std::stod(numbers.substr(start, comma - start));
      boxes_.back().left = std::min(boxes_.back().left, x);
      boxes_.back().right = std::max(boxes_.back().right, x);
    }
  }

  std::vector<Box> boxes_;
  int depth_ = 0, inside_ = 0;
  bool in_text_ = false;
};

TEST(Svg, ChineseLabelsLieInsideTheirBoxes) {
  const auto subject = policy();
  ASSERT_TRUE(subject);
  const std::string svg = draw(*subject, DrawingFormat::svg, Language::chinese);
  std::size_t texts = 0;
  for (const Box& box : SvgReader::boxes(svg)) {
    for (const Text& text : box.texts) {
      const double width = static_cast<double>(base::display_width(text.content)) * text.size / 2;
      const double left = text.starts ? text.x : text.x - width / 2;
      EXPECT_GT(left, box.left) << text.content;
      EXPECT_LT(left + width, box.right) << text.content;
      ++texts;
    }
  }
  EXPECT_GE(texts, 4U);
}

TEST(Svg, ShowsStagesLanesPeriodsAndLapses) {
  const auto subject = policy();
  ASSERT_TRUE(subject);
  const std::string svg = draw(*subject, DrawingFormat::svg, Language::chinese);
  ASSERT_TRUE(well_formed(svg));
  for (const char* text : {"办结", "承办单位", "在60日内", "登记", "stroke-dasharray"}) {
    EXPECT_THAT(svg, HasSubstr(text));
  }
}

TEST(Svg, NamesAreTextAndNeverMarkup) {
  const auto subject = policy();
  ASSERT_TRUE(subject);
  const std::string svg = draw(*subject, DrawingFormat::svg, Language::chinese);
  EXPECT_TRUE(well_formed(svg));
  const std::string mermaid = draw(*subject, DrawingFormat::mermaid, Language::chinese);
  EXPECT_THAT(mermaid, Not(HasSubstr("<&")));
}

TEST(ByRegion, EveryBoxAndArrowStandsInOnePartInItsLane) {
  const auto loader = disk_loader(RECOURSE_SOURCE_DIR);
  const LoadedPolicy loaded = load_policy(*loader, "rules/petition-2022");
  const graph::Drawing whole = graph::drawing_of(graph::internals(loaded.policy.value()), Language::english);
  std::size_t nodes = 0, edges = 0, lanes = 0;
  for (const graph::Drawing& part : graph::by_region(whole)) {
    ASSERT_EQ(part.regions.size(), 1U);
    nodes += part.nodes.size();
    edges += part.edges.size();
    lanes += part.lanes.size();
    EXPECT_TRUE(well_formed(exchange::to_svg(graph::to_dot(part))));
  }
  EXPECT_GT(whole.regions.size(), 1U);
  EXPECT_EQ(nodes, whole.nodes.size());
  EXPECT_EQ(edges, whole.edges.size());
  EXPECT_EQ(lanes, whole.lanes.size());
}

TEST(Svg, SeveralThreadsMayDraw) {
  const auto subject = policy();
  ASSERT_TRUE(subject);
  const std::string alone = draw(*subject, DrawingFormat::svg, Language::english);
  std::vector<std::string> drawn(4);
  std::vector<std::thread> threads;
  for (std::string& result : drawn) {
    threads.emplace_back([&] { result = draw(*subject, DrawingFormat::svg, Language::english); });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  EXPECT_THAT(drawn, ::testing::Each(alone));
}

TEST(Svg, WhatIsNoDrawingGivesNothing) {
  EXPECT_EQ(exchange::to_svg("this is not dot"), "");
  EXPECT_EQ(exchange::to_svg(""), "");
}

}  // namespace
}  // namespace recourse
