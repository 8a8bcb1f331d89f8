// Nothing typed can crash the parser or keep it busy.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <random>

#include "engine/base/messages/base.h"
#include "engine/base/messages/language.h"
#include "engine/language/dump.h"
#include "engine/language/keywords.h"
#include "engine/language/parse.h"

namespace recourse::language {
namespace {

using std::chrono::seconds;
using std::chrono::steady_clock;

std::string repeated(std::string_view part, std::size_t times) {
  std::string result;
  result.reserve(part.size() * times);
  while (times-- > 0) {
    result += part;
  }
  return result;
}

std::vector<Diagnostic> errors(std::string text) {
  std::vector<base::DiagnosticList> found(1);
  std::vector<File> files{
      parse(std::make_shared<const SourceText>(SourceText{"input", std::move(text)}), found.front())};
  split_runs(files, found);
  return found.front().items();
}

bool mentions(const std::vector<Diagnostic>& diagnostics, MessageCode code) {
  return std::any_of(diagnostics.begin(), diagnostics.end(),
                     [code](const Diagnostic& one) { return one.code == code; });
}

struct Bomb {
  std::string name;
  std::string before;
  std::string part;
  std::size_t times;
};
void PrintTo(const Bomb& bomb, std::ostream* stream) {
  *stream << bomb.name;
}

class Bombs : public ::testing::TestWithParam<Bomb> {};

// The limit is a hundred times what the slowest takes under sanitizers: quadratic cost would exceed it.
TEST_P(Bombs, AreRefusedQuickly) {
  const Bomb& bomb = GetParam();
  const auto begin = steady_clock::now();
  const auto diagnostics = errors(bomb.before + repeated(bomb.part, bomb.times));
  EXPECT_FALSE(diagnostics.empty());
  EXPECT_LE(diagnostics.size(), 101U);
  EXPECT_LT(steady_clock::now() - begin, seconds(60));
}

const std::string kGuard = "process p for c {\non a when ";

INSTANTIATE_TEST_SUITE_P(
    Language, Bombs,
    ::testing::Values(Bomb{"parens", kGuard, "(", 20'000}, Bomb{"closing", kGuard, ")", 20'000},
                      Bomb{"braces", "", "{", 20'000}, Bomb{"sets", kGuard, "= {", 20'000},
                      Bomb{"calls", kGuard, "f(", 20'000}, Bomb{"nots", kGuard, "not ", 20'000},
                      Bomb{"minuses", kGuard, "-", 20'000}, Bomb{"sums", kGuard, "a+", 200'000},
                      Bomb{"members", kGuard + "a", ".a", 200'000},
                      Bomb{"stages", "process p for c {\n", "stage a {", 20'000},
                      Bomb{"whens", "process p for c {\n", "when a {", 20'000},
                      Bomb{"when lines", "process p for c {\n", "when a\n", 100'000},
                      Bomb{"conditions", "流程 p 适用 c ｛", "甲 的，", 100'000},
                      Bomb{"commas", "流程 p 适用 c ｛ 甲 应当 乙", "，", 100'000},
                      Bomb{"quotes", "", "\"", 100'001}, Bomb{"open quotes", "", "“", 100'000},
                      Bomb{"long run of keywords", "", "之日起", 100'000},
                      Bomb{"clauses without spaces", "流程 p 适用 c ｛",
                           "局应当自收到之日起在15日内受理或不予受理，逾期则转入丙环节；", 4'000},
                      Bomb{"runs on one line", "流程 p 适用 c ｛", "局应当受理，", 10'000},
                      Bomb{"long runs", "流程 p 适用 c ｛", repeated("由局或自", 24) + " ", 2'000},
                      Bomb{"numerals", "", "十", 100'000}, Bomb{"words", "", "a ", 600'000},
                      Bomb{"declarations", "", "process ", 100'000},
                      Bomb{"arrows", "process p for c {\n", "->", 100'000}));

TEST(Robustness, FiftyMegabytesAreReadOrRefusedQuickly) {
  constexpr std::size_t kSize = 50'000'000;
  const auto begin = steady_clock::now();
  EXPECT_TRUE(errors(std::string(kSize, ' ')).empty());
  EXPECT_TRUE(errors("# " + std::string(kSize, 'x')).empty());
  EXPECT_TRUE(mentions(errors(repeated("process p for c { }\n", kSize / 20)), messages::file_too_long));
  EXPECT_TRUE(mentions(errors("\"" + std::string(kSize, 'x')), messages::text_not_closed));
  EXPECT_LT(steady_clock::now() - begin, seconds(120));
}

TEST(Robustness, TextsThatAreNoTextAreRefused) {
  EXPECT_TRUE(mentions(errors("role a = \xFF\xFE party"), messages::not_utf8));
  EXPECT_TRUE(mentions(errors(std::string("role a\0 = party", 15)), messages::forbidden_character));
  EXPECT_TRUE(mentions(errors("role a = party # \xE2\x80\xAE"), messages::forbidden_character));
  EXPECT_TRUE(errors("\xEF\xBB\xBFrole a = party\r\n").empty()) << "a byte order mark and CRLF are harmless";
  EXPECT_TRUE(errors("").empty());
}

// Cutting a correct file anywhere, or leaving out any byte, may give errors but never a crash.
TEST(Robustness, EveryPrefixOfAFileIsSurvived) {
  const std::string whole =
      "政策 “p” 版本 “1” 施行 2026年3月1日\n流程 甲 适用 乙 依据《丙》第三条第二款 ｛\n 环节 丁 “x” ｛ "
      "责任单位：戊\n"
      " 戊 应当 自 己 之日起 在15日内 庚 或 辛（法定），经 负责人（戊） 批准 可延长一次，不超过30日，通过 "
      "延期，以下称 壬，"
      "（a ＋ 1）＞ 2 的，转入 丁｛癸 设为 是；告知 子：“x”｝，逾期则 转入 丁\n pause x, y while in z cites "
      "R22 36.2 ｝ ｝\n"
      "test \"t\" { 2026-03-02 10:30 a(b: {c, d}) by e refused by \"x\"\n expect not due a 2026-03-02 }\n";
  for (std::size_t size = 0; size <= whole.size(); ++size) {
    errors(whole.substr(0, size));
    errors(whole.substr(0, size) + whole.substr(std::min(size + 1, whole.size())));
  }
  EXPECT_TRUE(errors(whole).empty());
}

// Any order of keywords, marks and names: every token of the language is met behind every other.
TEST(Robustness, WordsInAnyOrderAreSurvived) {
  std::vector<std::string> words = {"a",          "「b」", "\"c\"",  "《d》", "5",  "3 days", "两次",
                                    "2026-03-02", "10:30", "第三条", "\n",    "；", "(",      ")",
                                    "{",          "}",     "，",     "：",    ".",  "..",     "?",
                                    "/",          "=",     "+",      "-",     "->"};
  for (const auto table : {keywords_en(), keywords_zh()}) {
    for (const Keyword& keyword : table) {
      words.emplace_back(keyword.spelling);
    }
  }
  std::mt19937 random(20260302);
  std::uniform_int_distribution<std::size_t> any(0, words.size() - 1);
  for (int round = 0; round < 3'000; ++round) {
    std::string text = round % 3 == 0   ? ""
                       : round % 3 == 1 ? "process p for c {"
                                        : "process p for c { on a {";
    const char* const between = round % 2 == 0 ? " " : "";
    for (int count = 0; count < 40; ++count) {
      text += between + words[any(random)];
    }
    std::vector<base::DiagnosticList> found(1);
    const auto source = std::make_shared<const SourceText>(SourceText{"input", text});
    std::vector<File> files{parse(source, found.front())};
    split_runs(files, found);
    dump(files.front());
    for (const Diagnostic& diagnostic : found.front().items()) {
      ASSERT_LE(diagnostic.span.begin, diagnostic.span.end) << text;
      ASSERT_LE(diagnostic.span.end, text.size()) << text;
      ASSERT_THAT(message(diagnostic, recourse::Language::chinese),
                  ::testing::Not(::testing::HasSubstr("{0}")))
          << text;
    }
  }
}

TEST(Robustness, ErrorsInOneClauseDoNotHideTheNext) {
  base::DiagnosticList diagnostics;
  const auto source = std::make_shared<const SourceText>(SourceText{
      "input",
      "process p for c {\n  a must\n  b must d\n  stage 5 { e must f; g must }\n  stage h { i must j }\n}\n"
      "rule { k must l }\nrole m = party\n"});
  const File file = parse(source, diagnostics);
  // `a must`, the stage 5, `g must` inside it, the rule without a name.
  EXPECT_EQ(diagnostics.items().size(), 4U);
  ASSERT_EQ(file.charts.size(), 1U);
  EXPECT_EQ(file.charts[0].stages.size(), 1U);
  EXPECT_EQ(file.roles.size(), 1U);
}

}  // namespace
}  // namespace recourse::language
