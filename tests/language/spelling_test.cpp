// Both spellings of every phrase mean the same: each pair gives one tree. docs/language.md shows the same pairs.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "engine/language/dump.h"
#include "engine/language/keywords.h"
#include "engine/language/parse.h"

namespace recourse::language {
namespace {

struct Read {
  std::string tree;
  std::string errors;
};

Read read(const std::string& text) {
  base::DiagnosticList diagnostics;
  const auto source = std::make_shared<const SourceText>(SourceText{"input", text});
  const File file = parse(source, diagnostics);
  std::string errors;
  for (const Diagnostic& diagnostic : diagnostics.items()) {
    errors += render(diagnostic, recourse::Language::english);
  }
  return {dump(file), errors};
}

struct Pair {
  std::string english;
  std::string chinese;
};
void PrintTo(const Pair& pair, std::ostream* stream) {
  *stream << pair.english;
}

class Clauses : public ::testing::TestWithParam<Pair> {};

TEST_P(Clauses, MeanTheSameInBothSpellings) {
  const Read english = read("process p for c {\n" + GetParam().english + "\n}\n");
  const Read chinese = read("流程 p 适用 c ｛\n" + GetParam().chinese + "\n｝\n");
  EXPECT_EQ(english.errors, "");
  EXPECT_EQ(chinese.errors, "");
  EXPECT_EQ(english.tree, chinese.tree);
  EXPECT_NE(english.tree, "process p for c\n") << "nothing was read";
}

INSTANTIATE_TEST_SUITE_P(
    Heads, Clauses,
    ::testing::Values(
        Pair{"owner handler", "责任单位：handler"}, Pair{"handler must accept", "handler 应当 accept"},
        Pair{"handler must accept or decline", "handler 应当 accept 或 decline"},
        Pair{"petitioner may withdraw", "petitioner 可以 withdraw"},
        Pair{"handler may hear once", "handler 可以 hear 一次"},
        Pair{"handler may hear 3 times", "handler 可以 hear 三次"}, Pair{"must not pass_on", "不得 pass_on"},
        Pair{"handler must not any", "handler 不得 任何行为"},
        Pair{"must not pass_on by receiver", "receiver 不得 pass_on"}, Pair{"on accept", "一经 accept"},
        Pair{"on first accept by handler", "handler 一经 首次 accept"},
        Pair{"on accept or decline -> closed", "一经 accept 或 decline 的，转入 closed"},
        Pair{"on overdue(answering) -> closed", "一经 逾期（answering），转入 closed"},
        Pair{"on done(answering) -> closed", "一经 完成（answering），转入 closed"},
        Pair{"on entered(closed) { notify petitioner }", "一经 进入（closed），｛告知 petitioner｝"},
        Pair{"on approve(pass_on) { set x = yes }", "一经 批准（pass_on），｛x 设为 是｝"},
        Pair{"opens on receive(form: Form?) by petitioner", "始于 receive（form：Form？）由 petitioner"},
        Pair{"after 30 days -> closed", "满30日，转入 closed"},
        Pair{"after 5 working days from serve -> closed", "自 serve 之日起 满5个工作日，转入 closed"},
        Pair{"after 0 days from answering.due - 3 days { notify handler }",
             "自 answering.到期日 － 3日 起 满0日，｛告知 handler｝"},
        Pair{"pause answering while hearing cites R22 36.2",
             "hearing 期间不计入 answering，依据 R22 第三十六条第二款"},
        Pair{"pause answering, deciding while in hearing", "在 hearing 环节 期间 不计入 answering、deciding"},
        Pair{"pause all while hearing", "hearing 期间 不计入 全部"},
        Pair{"when grave { handler must report within 1 day }", "grave 的，｛handler 应当 在1日内 report｝"},
        Pair{"when grave { handler must report }", "如果 grave ｛handler 应当 report｝"},
        Pair{"at closed { handler must archive }", "在 closed 环节｛handler 应当 archive｝"}));

INSTANTIATE_TEST_SUITE_P(
    Phrases, Clauses,
    ::testing::Values(
        Pair{"handler must accept within 15 days from receive statutory",
             "handler 应当 自 receive 之日起 在15日内 accept（法定）"},
        Pair{"handler must accept within 15 days", "handler 应当 在十五日内 accept"},
        Pair{"handler must accept within same day", "handler 应当 在当日内 accept"},
        Pair{"handler must accept within 2 months", "handler 应当 在2个月内 accept"},
        Pair{"handler must accept within 24 hours assumed exactly",
             "handler 应当 在24小时内 accept（暂定、不顺延）"},
        Pair{"handler must accept within limit", "handler 应当 在 limit 内 accept"},
        Pair{"handler must accept until 2026-03-05", "handler 应当 至 2026年3月5日 前 accept"},
        Pair{"handler must accept within 20 working days from earliest(arrive, receive + 10 days)",
             "handler 应当 自 最早（arrive，receive ＋ 10日）之日起 在20个工作日内 accept"},
        Pair{"handler must decide within 60 days extendable once by up to 30 days through extend by "
             "head(handler)",
             "handler 应当 在60日内 decide，经 负责人（handler） 批准 可延长一次，不超过30日，通过 extend"},
        Pair{"handler must decide within 60 days extendable 2 times by 10 days through extend",
             "handler 应当 在60日内 decide，可 延长 两次 10日 通过 extend"},
        Pair{"handler must decide within 60 days extendable once to at most 90 days through extend by "
             "head(handler)",
             "handler 应当 在60日内 decide，可延长 一次，总计不超过90日，通过 extend 由 负责人（handler）"},
        Pair{"handler must decide within 60 days aim 30 days", "handler 应当 在60日内 decide，力争 在30日内"},
        Pair{"handler must decide within 60 days as deciding",
             "handler 应当 在60日内 decide，以下称 deciding"},
        Pair{"handler must decide as deciding \"办理\"", "handler 应当 decide，以下称 deciding “办理”"},
        Pair{"handler must decide within 60 days -> decided { set x = 1 }",
             "handler 应当 在60日内 decide，转入 decided 环节｛x 设为 1｝"},
        Pair{"handler must decide within 60 days else -> late { add handler to slow }",
             "handler 应当 在60日内 decide，逾期则 转入 late｛slow 增加 handler｝"},
        Pair{"petitioner may ask within 30 days else { notify handler of \"no question\" }",
             "petitioner 可以 在30日内 ask，期满则｛告知 handler：“no question”｝"},
        Pair{"handler must decide when grave", "handler 应当 decide，grave 的"},
        Pair{"handler must decide when grave", "grave 的，handler 应当 decide"},
        Pair{"handler must decide when grave", "如果 grave 的，handler 应当 decide"},
        Pair{"must not pass_on unless approved by superior(handler)",
             "未经 上级（handler） 批准，不得 pass_on"},
        Pair{"must not pass_on when handler is known unless approved by superior(handler)",
             "handler 已明确的，未经 上级（handler）批准，不得 pass_on"},
        Pair{"handler must decide overrides deciding", "handler 应当 decide，优先于 deciding"},
        Pair{"handler must decide cites R22 34, 35.2",
             "handler 应当 decide，依据 R22 第三十四条、第三十五条第二款"},
        Pair{"handler must decide cites 34", "handler 应当 decide，依据 第34条"},
        Pair{"handler must decide cites R22 31.1.6", "handler 应当 decide，依据 R22 第三十一条第六项"},
        Pair{"handler must decide cites R22 \"552(a)(6)\"", "handler 应当 decide，依据 R22 “552(a)(6)”"}));

INSTANTIATE_TEST_SUITE_P(
    Effects, Clauses,
    ::testing::Values(Pair{"on a { set x = unknown }", "一经 a｛x 设为 不明｝"},
                      Pair{"on a { set once x = actor.office }", "一经 a｛一次确定 x 为 行为单位｝"},
                      Pair{"on a { add town to offices_asked; remove town from offices_asked }",
                           "一经 a｛offices_asked 增加 town；offices_asked 去除 town｝"},
                      Pair{"on a { notify petitioner }", "一经 a｛告知 petitioner｝"},
                      Pair{"on a { charge office with grave }", "一经 a｛记责 office grave｝"}));

INSTANTIATE_TEST_SUITE_P(
    Expressions, Clauses,
    ::testing::Values(
        Pair{"on a when x = 1 and y != 2 or not z", "一经 a，x ＝ 1 且 y ≠ 2 或 非 z 的"},
        Pair{"on a when x < 1 and x <= 2 and x > 3 and x >= 4",
             "一经 a，x 小于 1 且 x 不多于 2 且 x 大于 3 且 x 不少于 4 的"},
        Pair{"on a when to in superiors(handler)", "一经 a，to 属于 各上级（handler）的"},
        Pair{"on a when result not in {granted, partly}", "一经 a，result 不属于 ｛granted、partly｝的"},
        Pair{"on a when in hearing", "一经 a，在 hearing 环节的"},
        Pair{"on a when first b", "一经 a，首次 b 的"},
        Pair{"on a when b.count = 0 and b.date + 3 days < today",
             "一经 a，b.次数 ＝ 0 且 b.日期 ＋ 3日 ＜ 今日 的"},
        Pair{"on a when x is known and y is unknown", "一经 a，x 已明确 且 y 不明 的"},
        Pair{"on a when answering is overdue and asking is not done",
             "一经 a，answering 已逾期 且 asking 未完成的"},
        Pair{"on a when overdue(answering)", "一经 a，逾期（answering）的"},
        Pair{"on a when (x otherwise 0) * 2 - 1 = -y", "一经 a，（x 否则为 0）× 2 － 1 ＝ －y 的"},
        Pair{"on a when competent(actor.office, place)", "一经 a，有权处理（行为单位，place）的"},
        Pair{"each of asked except handler must answer", "各 asked 但 handler 除外 应当 answer"},
        Pair{"any of asked must answer", "任一 asked 应当 answer"}));

class Declarations : public ::testing::TestWithParam<Pair> {};

TEST_P(Declarations, MeanTheSameInBothSpellings) {
  const Read english = read(GetParam().english);
  const Read chinese = read(GetParam().chinese);
  EXPECT_EQ(english.errors, "");
  EXPECT_EQ(chinese.errors, "");
  EXPECT_EQ(english.tree, chinese.tree);
  EXPECT_NE(english.tree, "") << "nothing was read";
}

INSTANTIATE_TEST_SUITE_P(
    Language, Declarations,
    ::testing::Values(
        Pair{"policy \"信访\" version \"1\" in force 2022-05-01", "政策 “信访” 版本 “1” 施行 2022年5月1日"},
        Pair{"policy \"信访\" version \"1\" in force 2022-05-01",
             "政策 “信访” 版本 “1” 自 2022年5月1日 起 施行"},
        Pair{"use \"a.rules\"\ncalendar \"c.yaml\"\noffices \"o.yaml\"",
             "引用 “a.rules”；日历 “c.yaml”；机构名录 “o.yaml”"},
        Pair{"source R22 \"信访工作条例\"", "文件 R22《信访工作条例》"},
        Pair{"choice Form \"形式\" { letter \"来信\", visit \"来访\"\n online }",
             "选项 Form “形式” ｛ letter “来信”、visit “来访”\n online ｝"},
        Pair{"parameter serve_limit \"送达\" = 3 working days assumed cites R22 35",
             "参数 serve_limit “送达” ＝ 3个工作日（暂定），依据 R22 第三十五条"},
        Pair{"case c \"事项\" { people \"人数\": number(1..)\n form: Form = letter, who: office?\n days: "
             "number(0..90) }",
             "事项 c “事项” ｛ people “人数”：数字（1..）\n form：Form ＝ letter，who：单位？\n "
             "days：数字（0 至 90） ｝"},
        Pair{"case c { grave: yes/no = no\n asked: set of office\n share: decimal(2)\n note: text \"备注\"\n "
             "large = people >= 5 \"集体\" }",
             "事项 c ｛ grave：是否 ＝ 否\n asked：多个 单位\n share：小数（2）\n note：文本 “备注”\n large "
             "＝ people ≥ 5 “集体” ｝"},
        Pair{"act review(result: Result) \"复查\" cites R22 35",
             "行为 review（result：Result）“复查”，依据 R22 第35条"},
        Pair{"role petitioner = party\nrole chief \"领导\" = head(handler) otherwise conference(handler)",
             "角色 petitioner ＝ 当事人\n角色 chief “领导” ＝ 负责人（handler） 否则为 联席会议（handler）"},
        Pair{"process p \"流程\" for c cites R22 { start stage a \"甲\" cites R22 34 { }\n final stage b; "
             "stage d }",
             "流程 p “流程” 适用 c 依据 R22 ｛ 起始 环节 a “甲” 依据 R22 第34条 ｛ ｝\n 结束 环节 b；环节 d "
             "｝"},
        Pair{"rule r for c { must not x }", "规则 r 适用 c ｛ 不得 x ｝"},
        Pair{"test \"t\" { 2026-03-02 10:30 receive(form: letter, people: 1) by petitioner }",
             "测试 “t” ｛ 2026年3月2日 10:30 receive（form：letter，people：1） 由 petitioner ｝"},
        Pair{"test \"t\" { 2026-03-05 accept by town_b refused by R22 23.3\n 2026-05-06 }",
             "测试 “t” ｛ 2026-03-05 accept 由 town_b 被拒绝 依据 R22 第二十三条第三款\n 2026-05-06 ｝"},
        Pair{"test \"t\" { expect stage handling\n expect due accepting 2026-03-19 10:00\n expect overdue "
             "limit\n"
             " expect owed limit by town_a\n expect done accepting\n expect not done accepting }",
             "测试 “t” ｛ 预期 环节 handling\n 预期 到期 accepting 2026年3月19日 10:00\n 预期 逾期 limit\n"
             " 预期 应办 limit 由 town_a\n 预期 完成 accepting\n 预期 非 完成 accepting ｝"},
        Pair{"test \"t\" { expect allowed request_review by petitioner\n expect not allowed accept by "
             "town_a\n expect people = 3 }",
             "测试 “t” ｛ 预期 可办 request_review 由 petitioner\n 预期 不可办 accept 由 town_a\n 预期 "
             "people ＝ 3 ｝"},
        Pair{"test \"t\" { 2026-03-05 approve(pass_on) by superior(town) }",
             "测试 “t” ｛ 2026-03-05 批准（pass_on） 由 上级（town） ｝"}));

TEST(Keywords, EachSpellingIsUnique) {
  std::set<std::string_view> seen;
  for (const auto table : {keywords_en(), keywords_zh()}) {
    for (const Keyword& keyword : table) {
      EXPECT_TRUE(seen.insert(keyword.spelling).second) << keyword.spelling;
      EXPECT_EQ(find_keyword(keyword.spelling), &keyword);
    }
  }
}

TEST(Keywords, BothLanguagesMixInOneFile) {
  const Read mixed = read("流程 p for c { 责任单位：handler\n handler must 受理 在15日内，以下称 x }");
  EXPECT_EQ(mixed.errors, "");
  EXPECT_EQ(mixed.tree,
            "process p for c\n  owner | by handler\n  must 受理 | by handler | within 15 days | as x\n");
}

}  // namespace
}  // namespace recourse::language
