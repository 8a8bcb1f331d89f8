// What staff see of a diagnostic: place, line, caret, advice; and what a program sees of it.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <random>

#include "engine/base/excerpt.h"
#include "engine/base/message.h"
#include "engine/base/messages/base.h"
#include "engine/base/messages/model.h"
#include "engine/base/text.h"

namespace recourse {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

std::shared_ptr<const SourceText> source(std::string text) {
  return std::make_shared<SourceText>(SourceText{"rules/a.rules", std::move(text)});
}

/// The span of `marked` in `text`.
SourceSpan span(const std::string& text, const std::string& marked) {
  const auto begin = static_cast<std::uint32_t>(text.find(marked));
  return {source(text), begin, begin + static_cast<std::uint32_t>(marked.size())};
}

Diagnostic diagnostic(SourceSpan place) {
  return {messages::not_utf8, std::move(place), {}, {}};
}

TEST(Position, CountsLinesAndColumnsAsTheyAreSeen) {
  struct Row {
    std::string text;
    std::uint32_t byte, line, column;
  };
  const Row rows[] = {
      {"", 0, 1, 1},          {"abc", 2, 1, 3},    {"abc", 99, 1, 4},
      {"a\nb", 2, 2, 1},      {"a\nb", 1, 1, 2},   {"a\r\nbc", 4, 2, 2},
      {"办理x", 6, 1, 5},     {"办理x", 4, 1, 3},  // inside a character: where it begins
      {"e\u0301x", 3, 1, 2},                       // a combining accent has no width
      {"\tx", 1, 1, 9},       {"abc\tx", 4, 1, 9}, {"\xEF\xBB\xBFx", 3, 1, 1},  // byte order mark
      {"\xff\xfex", 2, 1, 3}, {"a\n", 2, 2, 1},
  };
  for (const Row& row : rows) {
    const LineColumn found = position(*source(row.text), row.byte);
    EXPECT_EQ(found.line, row.line) << row.text << " at " << row.byte;
    EXPECT_EQ(found.column, row.column) << row.text << " at " << row.byte;
  }
}

TEST(Position, OfAPartOfAFileCountsFromWhereItBegins) {
  const SourceText part{"b.csv", "a\nb", 7};
  EXPECT_EQ(position(part, 0).line, 7U);
  EXPECT_EQ(position(part, 2).line, 8U);
  EXPECT_EQ(position(part, 2).column, 1U);
}

TEST(Render, ShowsPlaceSentenceCaretAndAdviceInBothLanguages) {
  const Diagnostic found{
      messages::forbidden_character, span("at handling {\n  责任 手续 x\n}", "手续"), {"U+202E"}, {}};
  EXPECT_EQ(
      render(found, Language::english),
      "rules/a.rules:2:8: error: The character U+202E is not allowed here: it is invisible or changes the "
      "direction of text.\n"
      "      责任 手续 x\n"
      "           ^~~~\n"
      "  advice: Delete it.\n");
  EXPECT_EQ(render(found, Language::chinese),
            "rules/a.rules:2:8: 错误：此处不允许使用字符 U+202E：它不可见，或会改变文字方向。\n"
            "      责任 手续 x\n"
            "           ^~~~\n"
            "  建议：请删除该字符。\n");
}

TEST(Render, ShowsRelatedPlaces) {
  Diagnostic found = diagnostic(span("one\ntwo\n", "two"));
  found.related.push_back({messages::file_not_found, span("one\ntwo\n", "one"), {"b.rules"}});
  EXPECT_THAT(
      render(found, Language::english),
      HasSubstr("rules/a.rules:1:1: note: The file \"b.rules\" cannot be opened.\n    one\n    ^~~\n"));
  EXPECT_THAT(render(found, Language::chinese),
              HasSubstr("rules/a.rules:1:1: 参见：无法打开文件“b.rules”。\n"));
}

TEST(Render, ADiagnosticWithoutASourceHasNoPlace) {
  EXPECT_EQ(render({messages::file_not_found, {}, {"b.rules"}, {}}, Language::english),
            "error: The file \"b.rules\" cannot be opened.\n"
            "  advice: Check the path and that you may read it.\n");
}

TEST(Excerpt, AlignsTheCaret) {
  struct Row {
    std::string text, marked, expected;
  };
  const Row rows[] = {
      {"办理 ab\n", "ab", "    办理 ab\n         ^~\n"},
      {"\tab\n", "ab", "            ab\n            ^~\n"},
      {"ab\tc\n", "c", "    ab      c\n            ^\n"},
      {"ab cd\r\nef\r\n", "cd", "    ab cd\n       ^~\n"},
      {"ab\r\nef\r\n", "ef", "    ef\n    ^~\n"},
      {"ab cd\nef gh\n", "cd\nef", "    ab cd\n       ^~\n"},  // to the end of the first line
      {"ab\n", "", "    ab\n    ^\n"},
      {"a\u202Eb\n", "b", "    a\uFFFDb\n      ^\n"},  // made visible
      {"a\xff b\n", "b", "    a\uFFFD b\n       ^\n"},
      {"e\u0301 b\n", "b", "    e\u0301 b\n      ^\n"},
      {"\xEF\xBB\xBF"
       "ab\n",
       "ab", "    ab\n    ^~\n"},
      {"ab\ncd", "\ncd", "    ab\n      ^\n"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(base::excerpt(base::shown_span(span(row.text, row.marked))), row.expected) << row.text;
  }
}

TEST(Excerpt, TheEndOfAFileIsShownAfterWhatStandsLast) {
  for (const std::string text : {"case {", "case {\n", "case {\r\n\n \t\n"}) {
    const auto end = static_cast<std::uint32_t>(text.size());
    const std::string shown = render(diagnostic({source(text), end, end}), Language::english);
    EXPECT_THAT(shown, StartsWith("rules/a.rules:1:7: error:"));
    EXPECT_THAT(shown, HasSubstr("\n    case {\n          ^\n"));
  }
  EXPECT_THAT(render(diagnostic({source("\n\n"), 2, 2}), Language::english), Not(HasSubstr("^")));
  EXPECT_THAT(render(diagnostic({source(""), 0, 0}), Language::english),
              StartsWith("rules/a.rules:1:1: error:"));
  EXPECT_THAT(render(diagnostic({source("ab"), 7, 3}), Language::english), HasSubstr("\n    ab\n      ^\n"));
}

TEST(Excerpt, ALongLineIsCutAroundTheSpan) {
  const std::string text = std::string(3000, 'x') + " 期限 " + std::string(3000, 'y');
  const std::string shown = base::excerpt(span(text, "期限"));
  const std::size_t line_end = shown.find('\n');
  EXPECT_LT(line_end, 130U);
  EXPECT_THAT(shown, StartsWith("    ...xxx"));
  EXPECT_THAT(shown, HasSubstr("yyy...\n"));
  EXPECT_THAT(shown.substr(line_end), HasSubstr("^~~~\n"));
  const std::string before_caret = shown.substr(line_end + 1, shown.find('^', line_end) - line_end - 1);
  EXPECT_EQ(before_caret.size(), shown.find("期限")) << "all before the span is ASCII, so bytes are columns";
}

TEST(Excerpt, ALongSpanIsMarkedOnlyAsFarAsTheLineIsShown) {
  const std::string text = "ab " + std::string(2000, 'x');
  const std::string shown = base::excerpt({source(text), 3, 2003});
  const std::size_t line_end = shown.find('\n');
  EXPECT_EQ(shown.size() - line_end - 2, line_end - 3) << shown;  // the mark ends where "..." begins
}

TEST(Excerpt, AWideCharacterThatTheWindowCutsKeepsTheCaretAligned) {
  std::string text;
  for (int i = 0; i < 300; ++i) {
    text += "期";
  }
  for (std::uint32_t shift = 0; shift < 2; ++shift) {
    const std::string padded = std::string(shift, 'a') + text;
    const std::string shown = base::excerpt({source(padded), 300 + shift, 303 + shift});
    const std::string line = shown.substr(0, shown.find('\n'));
    const LineColumn end = position({"", line}, static_cast<std::uint32_t>(line.size()));
    EXPECT_EQ(shown.find('^') - shown.find('\n') - 1, 4U + 40U) << shown;
    EXPECT_LE(end.column, 4U + 100U + 3U + 1U) << shown;
  }
}

TEST(Excerpt, AnyBytesAndAnySpanAreShownOnTwoAlignedLines) {
  std::mt19937 random(20220501);
  const std::string_view pieces[] = {"a",    "\t",       "\n",     "\r\n",         "办", "\u0301",
                                     "\xff", "\xe5\x8a", "\u202E", "\xEF\xBB\xBF", " ",  "😀"};
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (std::size_t i = random() % 300; i > 0; --i) {
      text += pieces[random() % std::size(pieces)];
    }
    const auto any_byte = [&] { return static_cast<std::uint32_t>(random() % (text.size() + 3)); };
    const SourceSpan place = base::shown_span({source(text), any_byte(), any_byte()});
    const std::string shown = base::excerpt(place);
    if (shown.empty()) {
      continue;
    }
    ASSERT_EQ(std::count(shown.begin(), shown.end(), '\n'), 2) << shown;
    ASSERT_EQ(base::first_invalid_byte(shown), std::nullopt);
    const std::size_t caret = shown.rfind('^') - shown.find('\n') - 1;
    const LineColumn at = position(*place.source, place.begin);
    ASSERT_TRUE(caret == 4 + at.column - 1 || (at.column > 40 && caret == 4 + 40)) << shown;
  }
}

TEST(RenderJson, GivesEverythingThatIsShown) {
  Diagnostic found = diagnostic(span("one\n办理 two\n", "two"));
  found.related.push_back({messages::not_utf8, span("one\n办理 two\n", "one"), {}});
  const auto list = nlohmann::json::parse(
      render_json({found, {messages::file_not_found, {}, {"\xff"}, {}}}, Language::english));
  ASSERT_EQ(list.size(), 2U);
  EXPECT_EQ(list[0]["severity"], "error");
  EXPECT_EQ(list[0]["code"], "not-utf8");
  EXPECT_EQ(list[0]["file"], "rules/a.rules");
  EXPECT_EQ(list[0]["line"], 2);
  EXPECT_EQ(list[0]["column"], 6);
  EXPECT_EQ(list[0]["end_column"], 9);
  EXPECT_EQ(list[0]["begin"], 11);
  EXPECT_EQ(list[0]["end"], 14);
  EXPECT_EQ(list[0]["advice"], advice(found, Language::english));
  EXPECT_EQ(list[0]["related"][0]["line"], 1);
  EXPECT_TRUE(list[1]["file"].is_null());
  EXPECT_EQ(list[1]["message"], "The file \"\uFFFD\" cannot be opened.");
  EXPECT_EQ(nlohmann::json::parse(render_json({}, Language::chinese)).size(), 0U);
}

TEST(Position, OfManyPlacesOfOneSourceTakesNoLongerThanItsLength) {
  constexpr std::uint32_t kLines = 200'000;
  std::string text;
  for (std::uint32_t line = 0; line < kLines; ++line) {
    text += "\xE5\x8A\x9E x\n";
  }
  const auto large = source(std::move(text));
  for (std::uint32_t line = 0; line < kLines; ++line) {  // 120 GB to read if each began at the start
    const LineColumn at = position(*large, line * 6 + 4);
    ASSERT_EQ(at.line, line + 1);
    ASSERT_EQ(at.column, 4U);
  }
}

TEST(DiagnosticList, KeepsTheFirstErrorsOfAllFilesAndSaysThatThereAreMore) {
  const auto first = std::make_shared<SourceText>(SourceText{"a", "abcdef"});
  const auto second = std::make_shared<SourceText>(SourceText{"b", "abcdef"});
  const auto filled = [&] {
    base::DiagnosticList list;
    list.add(messages::not_utf8, {second, 1, 2});
    list.add(messages::calendar_missing, {second, 0, 1});  // a warning
    list.add(messages::not_utf8, {first, 0, 1});
    return list;
  };
  base::DiagnosticList all = filled();
  all.limit(2);
  ASSERT_EQ(all.items().size(), 3U);
  EXPECT_EQ(all.items().back().code, messages::not_utf8);
  base::DiagnosticList cut = filled();
  cut.limit(1);
  ASSERT_EQ(cut.items().size(), 3U);
  EXPECT_EQ(cut.items()[0].span.source, first);
  EXPECT_EQ(cut.items()[1].code, messages::calendar_missing);
  EXPECT_EQ(cut.items()[2].code, messages::too_many_errors);
  EXPECT_EQ(cut.items()[2].span.source, second);
}

TEST(DiagnosticList, SortsByFileAndPlaceAndDropsDoubles) {
  const auto first = std::make_shared<SourceText>(SourceText{"a", "abc"});
  const auto read_again = std::make_shared<SourceText>(SourceText{"a", "abc"});
  const auto second = std::make_shared<SourceText>(SourceText{"b", "abc"});
  base::DiagnosticList list;
  list.add(messages::not_utf8, {second, 0, 1});
  list.add(messages::forbidden_character, {first, 2, 3}, {"U+202E"});
  list.add(messages::forbidden_character, {first, 1, 2}, {"U+202E"});
  list.add(messages::forbidden_character, {read_again, 1, 2}, {"U+202D"});
  list.add(messages::forbidden_character, {read_again, 1, 2}, {"U+202E"});
  list.sort();
  ASSERT_EQ(list.items().size(), 4U);
  EXPECT_EQ(list.items()[0].span.begin, 1U);
  EXPECT_EQ(list.items()[1].span.begin, 1U);
  EXPECT_EQ(list.items()[2].span.begin, 2U);
  EXPECT_EQ(list.items()[3].span.source, second);
  EXPECT_TRUE(list.has_errors());
}

}  // namespace
}  // namespace recourse
