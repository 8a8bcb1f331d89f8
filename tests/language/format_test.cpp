// Rules brought into form: what stays, what moves, and how long lines break.
#include "engine/language/format.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/language/parse.h"

namespace recourse::language {
namespace {

std::optional<std::string> written(const std::string& text, std::optional<KeywordLanguage> language = {},
                                   const std::string& name = "p.rules") {
  const auto source = std::make_shared<const SourceText>(SourceText{name, text});
  std::vector<base::DiagnosticList> found(1);
  std::vector<File> files{parse(source, found.front())};
  split_runs(files, found);
  DeclaredNames names;
  names.add(files.front());
  return formatted(source, names, language);
}

struct Example {
  std::string name, given, english, chinese;
};

class Format : public testing::TestWithParam<Example> {};

TEST_P(Format, WritesBothLanguages) {
  const Example& example = GetParam();
  EXPECT_EQ(written(example.given, KeywordLanguage::english), example.english);
  EXPECT_EQ(written(example.given, KeywordLanguage::chinese), example.chinese);
  EXPECT_EQ(written(example.chinese, KeywordLanguage::english), example.english);
  EXPECT_EQ(written(example.english, KeywordLanguage::chinese), example.chinese);
}

const Example kExamples[] = {
    {"comments stay above, behind and within",
     R"(# The policy.

policy "p"   version "1" in force 2026-01-01   # of the city


# Whose it is.
role desk = party
process p for c {  # begins here

  # Two ways.
  on a -> b   # one
  on c {
    # told
    notify desk    # them
  }
  # nothing else
}
# The end.)",
     R"(# The policy.

policy "p" version "1" in force 2026-01-01  # of the city

# Whose it is.
role desk = party
process p for c {
  # begins here

  # Two ways.
  on a -> b  # one
  on c {
    # told
    notify desk  # them
  }
  # nothing else
}
# The end.
)",
     R"(# The policy.

政策“p”版本“1”自2026年1月1日起施行  # of the city

# Whose it is.
角色 desk＝当事人
流程 p 适用 c｛
  # begins here

  # Two ways.
  一经 a，转入 b  # one
  一经 c，｛
    # told
    告知 desk  # them
  ｝
  # nothing else
｝
# The end.
)"},
    {"a comment in the middle of a clause is put above it",
     "process p for c {\n  desk must answer   # by hand\n    within 5 days -> b\n}\n",
     "process p for c {\n  # by hand\n  desk must answer within 5 days -> b\n}\n",
     "流程 p 适用 c｛\n  # by hand\n  desk 应当在5日内 answer，转入 b\n｝\n"},
    {"phrases stand in the order of the language",
     "process p for c { stage s { desk must else { notify desk } as d -> b within 5 working days from a "
     "statutory answer } }",
     R"(process p for c {
  stage s {
    desk must answer within 5 working days from a statutory as d -> b else { notify desk }
  }
}
)",
     R"(流程 p 适用 c｛
  环节 s｛
    desk 应当自 a 之日起在5个工作日内 answer（法定），以下称 d，转入 b，逾期则｛告知 desk｝
  ｝
｝
)"},
    {"long lines break before phrases and between acts",
     R"(process p for c { registrar must pass_on(to "去向": office) or assign(to "去向": office, report_by "反馈期限": date) or direct(to: office) or accept within 15 days from registered statutory as registration else { notify registrar_superior "15日内未作处理，请督促" } })",
     R"(process p for c {
  registrar must pass_on(to "去向": office) or assign(to "去向": office, report_by "反馈期限": date) or
    direct(to: office) or accept within 15 days from registered statutory as registration
    else { notify registrar_superior "15日内未作处理，请督促" }
}
)",
     R"(流程 p 适用 c｛
  registrar 应当自 registered 之日起在15日内 pass_on（to “去向”：单位）或
    assign（to “去向”：单位，report_by “反馈期限”：日期）或 direct（to：单位）或 accept（法定），以下称 registration，
    逾期则｛告知 registrar_superior：“15日内未作处理，请督促”｝
｝
)"},
    {"columns of tables stand below one another",
     "table t(channel, n: number(0..9)) gives duration first {\nchannel|n|time\nvisit, letter|-|5 days\nin "
     "{online}|> 3|1 month\notherwise|same day }",
     R"(table t(channel, n: number(0..9)) gives duration first {
  channel       | n   | time
  visit, letter | -   | 5 days
  in {online}   | > 3 | 1 month
  otherwise           | same day
}
)",
     R"(决策表 t（channel，n：数字（0..9））得出期限首条｛
  channel        ｜ n      ｜ time
  visit、letter  ｜ 任意   ｜ 5日
  属于｛online｝ ｜ 大于 3 ｜ 1个月
  否则为                   ｜ 当日
｝
)"},
};

INSTANTIATE_TEST_SUITE_P(Examples, Format, testing::ValuesIn(kExamples), [](const auto& of) {
  std::string name;
  for (const char each : of.param.name) {
    name += std::isalnum(static_cast<unsigned char>(each)) != 0 ? each : '_';
  }
  return name;
});

TEST(Formatting, KeepsTheLanguageOfMostKeywords) {
  EXPECT_EQ(written("行为  a\nact b\n行为 c"), "行为 a\n行为 b\n行为 c\n");
  EXPECT_EQ(written("act  a\nact b\n行为 c"), "act a\nact b\nact c\n");
}

TEST(Formatting, LeavesWhatADocumentSaysOutsideItsRules) {
  const std::string document =
      "# Title\n\nWords   stay.\n\n```rules\nprocess p for c {\n on a->b\n```\n\n* More:\n\n  ```rules\n    "
      "on c -> d\n  }\n  ```\n\nEnd";
  const std::string expected =
      "# Title\n\nWords   stay.\n\n```rules\nprocess p for c {\n  on a -> b\n```\n\n* More:\n\n  ```rules\n  "
      "  on c -> d\n  }\n  ```\n\nEnd";
  EXPECT_EQ(written(document, {}, "p.md"), expected);
  EXPECT_EQ(written(expected, {}, "p.md"), expected);
}

TEST(Formatting, KeepsBlocksOfQuotationsAndLists) {
  const std::string quotation = "> ```rules\n> act   a\n>\n> # comment\n> ```\n";
  EXPECT_EQ(written(quotation, {}, "p.md"), "> ```rules\n> act a\n>\n> # comment\n> ```\n");
  EXPECT_EQ(written("- ```rules\n  act   a\n  ```\n", {}, "p.md"), "- ```rules\n  act a\n  ```\n");
}

TEST(Formatting, KeepsTheEndsOfLines) {
  EXPECT_EQ(written("\xEF\xBB\xBF"
                    "act   a  # one\r\n\r\nact b"),
            "\xEF\xBB\xBF"
            "act a  # one\r\n\r\nact b\r\n");
}

TEST(Formatting, AddsNoBracketsToActsWithoutArguments) {
  const std::string steps =
      "test \"t\" {\n  2026-03-02 decide by head(x)\n  expect allowed decide by head(x)\n  2026-03-03 ask() "
      "by x\n}\n";
  EXPECT_EQ(written(steps), steps);
}

TEST(Formatting, BreaksLongSumsBehindOperators) {
  const std::string sum = "parameter total = " + std::string(60, 'a') + " + " + std::string(60, 'b') + "\n";
  EXPECT_EQ(written(sum),
            "parameter total = " + std::string(60, 'a') + " +\n  " + std::string(60, 'b') + "\n");
}

TEST(Formatting, DoesNotTouchWhatItCannotRead) {
  EXPECT_EQ(written("process p for {"), std::nullopt);
  EXPECT_EQ(written("act \xFF"), std::nullopt);
}

/// `not in s = yes` asks whether the negation is true; 非 在 s 环节 ＝ 是 would negate the comparison.
TEST(Formatting, DoesNotWriteWhatWouldBeReadOtherwise) {
  const std::string text = "process p for c { on a when not in s = yes -> b }";
  EXPECT_EQ(written(text, KeywordLanguage::chinese), std::nullopt);
  EXPECT_EQ(written(text), "process p for c {\n  on a when not in s = yes -> b\n}\n");
}

}  // namespace
}  // namespace recourse::language
