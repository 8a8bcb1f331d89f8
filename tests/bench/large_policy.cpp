#include "tests/bench/large_policy.h"

#include <algorithm>

namespace recourse::bench {
namespace {

constexpr int kLinesOfStage = 26;

constexpr const char* kEnglishHead = R"(policy "Large" version "1" in force 2026-01-01
source L "Law"
calendar "calendar.yaml"
offices "offices.yaml"
case matter { handler: office = town; people: number(1..1000) = 1; urgent: yes/no = no }
role citizen = party
role boss = superior(handler) otherwise city
process main for matter cites L 1 {
  opens on open by citizen
  start stage beginning { handler must begin within 5 days from open -> s0 else -> s0 }
)";
constexpr const char* kEnglishStage = R"(  stage s@ "Stage @" cites L 1@ {
    owner handler
    # What is owed here, and what follows.
    handler must accept_@ or decline_@(reason: text)
      within 15 days from s@
      extendable once by up to 30 days through extend_@(length: duration) by head(handler)
      as accepting_@
      else { notify boss "late @" }
    on accept_@ -> ^
    on decline_@ when people < 5 -> done
    on decline_@ when people >= 5 -> ^

    citizen may withdraw once -> done
    handler may ask_@ 3 times -> wait_@
    handler must not decline_@ when urgent = yes unless approved by boss cites L 1@.2
    after 10 working days from s@ { notify handler "reminder @" }
    pause accepting_@ while in wait_@ cites L 1@.3
    when people > 5 and urgent = no {
      handler must report_@ within 5 working days from s@
        as reporting_@ else { notify boss "no report @" }
    }
    stage wait_@ "Waiting @" {
      citizen may tell_@(facts: text) within 10 days from ask_@ -> s@ { set people = people + 1 }
        else -> s@
    }
  }
)";
constexpr const char* kEnglishEnd = "  final stage done\n}\n";

constexpr const char* kChineseHead = R"(政策 “大” 版本 “1” 自 2026年1月1日 起 施行
文件 法《大法》
日历 “calendar.yaml”
机构名录 “offices.yaml”
事项 信访 ｛承办机关：单位 ＝ town；人数：数字（1..1000） ＝ 1；紧急：是否 ＝ 否｝
角色 信访人 ＝ 当事人
角色 上级机关 ＝ 上级（承办机关） 否则为 city
流程 主流程 适用 信访 依据 法 第一条 ｛
  始于 提出 由 信访人
  起始 环节 开端 ｛承办机关 应当 自 提出 之日起 在5日内 着手，转入 环甲节，逾期则 转入 环甲节｝
)";
// ~ stands for the space that may be left out.
constexpr const char* kChineseStage = R"(  环节 环@节 依据 法 第二条 ｛
    责任单位：承办机关
    # 应当做什么
    承办机关~应当~受理@~或~驳回@（理由：文本），
      自~环@节~之日起~在15日内，
      经~负责人（承办机关）~批准~可延长~一次，不超过~30日，通过~延长@（长度：期限），
      以下称~受理期限@，
      逾期则｛告知~上级机关~“逾期”｝
    一经~受理@，转入~^
    一经~驳回@，如果~人数＜5，转入~完结
    一经~驳回@，如果~人数≥5，转入~^

    信访人~可以~撤回~一次，转入~完结
    承办机关~可以~询问@~三次，转入~等待@
    紧急＝是的，未经~上级机关~批准，承办机关~不得~驳回@，依据~法~第二条第二款
    自~环@节~之日起~满~10个工作日｛告知~承办机关~“提醒”｝
    在~等待@~环节~期间不计入~受理期限@，依据~法~第二条第三款
    人数＞5~且~紧急＝否的，｛
      承办机关~应当~自~环@节~之日起~在5个工作日内~报告@，
        以下称~报告期限@，逾期则｛告知~上级机关~“未报告”｝
    ｝
    环节 等待@ ｛
      信访人~可以~自~询问@~之日起~在10日内~补充@（事实：文本），转入~环@节｛人数~设为~人数＋1｝，
        期满则~转入~环@节
    ｝
  ｝
)";
constexpr const char* kChineseEnd = "  结束 环节 完结\n｝\n";

std::string name_of(int stage, Spelling spelling) {
  std::string digits = std::to_string(stage);
  if (spelling == Spelling::english) {
    return digits;
  }
  constexpr const char* kNames[] = {"甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"};
  std::string name;
  for (const char digit : digits) {
    name += kNames[digit - '0'];
  }
  return name;
}

std::string filled(const std::string& pattern, const std::string& name, const std::string& next,
                   const std::string& space) {
  std::string text;
  for (const char letter : pattern) {
    text += letter == '@' ? name : letter == '^' ? next : letter == '~' ? space : std::string(1, letter);
  }
  return text;
}

}  // namespace

std::map<std::string, std::string> large_policy(int lines, Spelling spelling) {
  const bool is_english = spelling == Spelling::english;
  const int stages = std::max(1, lines / kLinesOfStage);
  const std::string space = spelling == Spelling::chinese_without_spaces ? "" : " ";
  std::string text = is_english ? kEnglishHead : kChineseHead;
  for (int stage = 0; stage < stages; ++stage) {
    const std::string following = name_of(stage + 1, spelling);
    const std::string next = stage + 1 == stages ? (is_english ? "done" : "完结")
                             : is_english        ? "s" + following
                                                 : "环" + following + "节";
    text += filled(is_english ? kEnglishStage : kChineseStage, name_of(stage, spelling), next, space);
  }
  text += is_english ? kEnglishEnd : kChineseEnd;
  return {{"large/rules.rules", text},
          {"large/calendar.yaml", "calendar: c\nzone: Asia/Shanghai\ncomputed: [{from: 2000, to: 2099}]\n"},
          {"large/offices.yaml",
           "levels: [city, town]\noffices:\n"
           "  - {id: city, name: City, level: city, posts: [{post: head, holder: A}]}\n"
           "  - {id: town, name: Town, level: town, superior: city, posts: [{post: head, holder: B}]}\n"}};
}

}  // namespace recourse::bench
