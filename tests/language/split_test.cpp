// Runs of Chinese without spaces: where they part, and where they stay whole.
#include "engine/language/split.h"

#include <gtest/gtest.h>

#include "engine/language/parse.h"

namespace recourse::language {
namespace {

struct Row {
  const char* name;
  const char* run;
  std::vector<const char*> readings;  // one, or two
  const char* declared = "";          // 行为 …, a declaration that gives names
  RunPlace place{};
};

DeclaredNames names_of(const std::string& declarations) {
  base::DiagnosticList ignored;
  DeclaredNames names;
  names.add(parse(std::make_shared<const SourceText>(SourceText{"names", declarations}), ignored));
  return names;
}

class EachRun : public ::testing::TestWithParam<Row> {};

TEST_P(EachRun, is_read_so) {
  const Row& row = GetParam();
  std::vector<std::string> readings;
  for (const Pieces& pieces : split_run(row.run, row.place, names_of(row.declared))) {
    readings.push_back(spaced(row.run, pieces));
  }
  EXPECT_EQ(readings, std::vector<std::string>(row.readings.begin(), row.readings.end()));
}

constexpr RunPlace kStart{"", "", true, false, false};
constexpr RunPlace kEffects{"", "", true, false, true};
const std::string kLong = [] {
  std::string text;
  for (int i = 0; i < 60; ++i) {
    text += "应当";
  }
  return text;
}();

INSTANTIATE_TEST_SUITE_P(
    Rows, EachRun,
    ::testing::Values(
        Row{"clause",
            "承办单位应当自收到转送之日起在15日内受理",
            {"承办单位 应当 自 收到转送 之日起 在 15日 内 受理"}},
        Row{"undeclared_acts", "应当受理或不予受理", {"应当 受理 或 不予受理"}},
        Row{"subject_of_one_character", "局应当受理", {"局 应当 受理"}},
        Row{"latin_names", "handler应当reply", {"handler 应当 reply"}},
        Row{"numbers_in_latin_names", "act15应当reply_2", {"act15 应当 reply_2"}},
        Row{"number_without_unit", "在15内", {"在 15 内"}}, Row{"times", "可以听证一次", {"可以 听证 一次"}},
        Row{"times_in_a_name", "可以一次性补偿", {"可以 一次性补偿"}},
        Row{"article", "依据第二十三条第三款", {"依据 第二十三条 第三款"}},
        Row{"keyword_within_a_longer_one", "总计不超过90日", {"总计不超过 90日"}},
        Row{"name_that_begins_with_a_keyword", "应当自行纠正", {"应当 自行纠正"}},
        Row{"name_that_ends_with_a_keyword", "应当说明理由", {"应当 说明理由"}},
        Row{"name_with_a_keyword", "应当自由裁量", {"应当 自由裁量"}},
        Row{"name_with_a_keyword_that_opens", "现在应当受理", {"现在 应当 受理"}},
        Row{"name_of_a_bureau", "为民服务中心应当答复", {"为民服务中心 应当 答复"}},
        Row{"name_with_a_mark_of_limits", "法定代表人应当到场", {"法定代表人 应当 到场"}},
        Row{"mark_of_a_limit", "法定以下称期限", {"法定 以下称 期限"}},
        Row{"declared_before_undeclared", "应当完成或整改", {"应当 完成或整改"}, "行为 完成或整改"},
        Row{"declared_name_in_another",
            "转送单位应当转送",
            {"转送单位 应当 转送"},
            "行为 转送；行为 转送单位"},
        Row{"and_at_the_end_of_a_line", "紧急且", {"紧急 且"}, "行为 紧急", {"", "\n", true, false, false}},
        Row{"and_before_blanks_at_the_end",
            "紧急且",
            {"紧急 且"},
            "行为 紧急",
            {"", " \r\n", true, false, false}},
        Row{"or_at_the_end_of_a_phrase", "甲或", {"甲或"}, "", {"", "，", true, false, false}},
        Row{"not_more_than", "人数不超过5", {"人数 不超过 5"}, "行为 人数"},
        Row{"more_than", "人数超过5且紧急", {"人数 超过 5 且 紧急"}, "行为 人数"},
        Row{"names_do_not_touch", "应当受理告知", {"应当 受理告知"}, "行为 受理"},
        Row{"by", "受理由镇政府", {"受理 由 镇政府"}, "行为 受理"},
        Row{"stage_behind_its_name", "转入办理环节", {"转入 办理 环节"}, "行为 办理"},
        Row{"two_readings", "转入办理环节", {"转入 办理 环节", "转入 办理环节"}, "行为 办理；行为 办理环节"},
        Row{"built_in_word", "未经各上级", {"未经 各上级"}, "", {"", "（局）批准", true, false, false}},
        Row{"declaration", "环节已转送依据第二条", {"环节 已转送 依据 第二条"}, "", kStart},
        Row{"effect_in_braces", "承办单位设为不明", {"承办单位 设为 不明"}, "", kEffects},
        Row{"effect_word_elsewhere", "应当告知局", {"应当 告知局"}},
        Row{"event", "一经逾期", {"一经 逾期"}, "", {"", "（告知期限），", true, false, false}},
        Row{"event_word_elsewhere", "应当完成整改", {"应当 完成整改"}},
        Row{"comparison_with_no", "紧急等于否", {"紧急 等于 否"}},
        Row{"comparison_before_and", "紧急不等于是且加急", {"紧急 不等于 是 且 加急"}},
        Row{"stage_that_begins_with_a_keyword", "转入已完成整改", {"转入 已完成整改"}},
        Row{"stage_that_begins_with_or", "转入或有事项", {"转入 或有事项"}},
        Row{"stage_declared_so", "环节已逾期未办", {"环节 已逾期未办"}, "", kStart},
        Row{"start_stage", "起始环节已登记", {"起始 环节 已登记"}, "", kStart},
        Row{"within_stage", "在办理环节或登记", {"在 办理 环节 或 登记"}},
        Row{"closed_once", "应当在15日内内部通报", {"应当 在 15日 内 内部通报"}},
        Row{"each_in_a_name", "应当各方会商", {"应当 各方会商"}},
        Row{"first_in_a_name", "应当首次约谈", {"应当 首次约谈"}},
        Row{"first", "一经首次受理", {"一经 首次 受理"}},
        Row{"same_day_in_a_name", "应当当日办结", {"应当 当日办结"}},
        Row{"same_day", "应当在当日内办结", {"应当 在 当日 内 办结"}},
        Row{"cites_in_a_name", "应当出具依据", {"应当 出具依据"}},
        Row{"bureau_that_begins_with_from",
            "自然资源局应当自受理之日起答复",
            {"自然资源局 应当 自 受理 之日起 答复"}},
        Row{"bureau_that_begins_with_in", "在建办应当在10日内答复", {"在建办 应当 在 10日 内 答复"}},
        Row{"bureau_that_begins_with_not", "非遗中心应当答复", {"非遗中心 应当 答复"}},
        Row{"soft_keyword_as_a_name",
            "应当在10日内进入",
            {"应当 在 10日 内 进入"},
            "行为 进入",
            {"", "（暂定）", true, false, false}},
        Row{"name_behind_a_declaration", "行为依据不足", {"行为 依据不足"}, "", kStart},
        Row{"no_keyword", "有权处理机关", {"有权处理机关"}}, Row{"too_long", kLong.c_str(), {kLong.c_str()}}),
    [](const auto& row) { return row.param.name; });

TEST(Words, that_may_be_more_than_a_name) {
  for (const char* const word :
       {"局应当受理", "受理或不予受理", "自收到", "15日内", "handler由town", "测试环节"}) {
    EXPECT_TRUE(may_be_split(word)) << word;
  }
  for (const char* const word :
       {"受理", "不予受理", "handler", "maybe", "may", "在", "理由充分", "登记单位"}) {
    EXPECT_FALSE(may_be_split(word)) << word;
  }
}

}  // namespace
}  // namespace recourse::language
