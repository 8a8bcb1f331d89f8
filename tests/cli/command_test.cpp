// The command's verbs as a user calls them: exit codes, help, both languages, JSON.
#include <nlohmann/json.hpp>

#include "tests/cli/support.h"

namespace recourse::tests {
namespace {

using testing::HasSubstr;

TEST(Command, EveryVerbHasHelpWithAnExampleInBothLanguages) {
  for (const std::string verb : {"check", "graph", "test", "run", "case", "date", "replay"}) {
    const Ran english = run(verb + " --help");
    EXPECT_EQ(english.exit, 0) << verb;
    EXPECT_THAT(english.output, HasSubstr("Example:\n  recourse " + verb)) << verb;
    const Ran chinese = run("--lang zh " + verb + " --help");
    EXPECT_EQ(chinese.exit, 0) << verb;
    EXPECT_THAT(chinese.output, HasSubstr("示例：\n  recourse " + verb)) << verb;
  }
}

TEST(Command, ExitCodesTellWhoseFaultItIs) {
  const Folder folder;
  write_file(folder / "broken.rules", "policy \"X\" version \"1\" in force 2026-01-01\nprocess p for q {\n");
  EXPECT_EQ(run("check rules/petition-2022").exit, 0);
  EXPECT_EQ(run("check " + folder / "broken.rules").exit, 1);
  EXPECT_EQ(run("check " + folder / "absent").exit, 1);
  EXPECT_EQ(run("").exit, 2);
  EXPECT_EQ(run("chekc rules/petition-2022").exit, 2);
  EXPECT_EQ(run("date --calendar rules/petition-2022").exit, 2);
  EXPECT_EQ(run("case 1 --docket " + folder / "none/d.sqlite").exit, 1);
}

TEST(Command, WrongUseIsToldInBothLanguages) {
  struct WrongUse {
    std::string arguments, english, chinese, see;
  };
  const std::string verbs = "check, graph, test, run, case, date, replay";
  const std::string verbs_zh = "check、graph、test、run、case、date、replay";
  for (const WrongUse& wrong : std::vector<WrongUse>{
           {"", "Say what to do: " + verbs + ".", "请写明要做什么：" + verbs_zh + "。", ""},
           {"chekc x", "There is no verb \"chekc\". Did you mean \"check\"?",
            "没有命令“chekc”。是否指“check”？", ""},
           {"mend x", "There is no verb \"mend\". There are: " + verbs + ".",
            "没有命令“mend”。可用的有：" + verbs_zh + "。", ""},
           {"check", "policy is missing.", "缺少 policy。", " check"},
           {"date 2026-03-05", "--calendar is missing.", "缺少 --calendar。", " date"},
           {"check a b", "b is not expected here.", "此处不应有 b。", " check"},
           {"graph p --format pgn", "--format: not pgn, but one of dot|mermaid|svg",
            "--format：没有 pgn；可选 dot|mermaid|svg", " graph"},
           {"case --docket", "--docket needs a value.", "--docket 需要填写一个值。", " case"},
       }) {
    const Ran english = run("--lang en " + wrong.arguments);
    EXPECT_EQ(english.exit, 2) << wrong.arguments;
    EXPECT_EQ(english.output, wrong.english + "\nSee `recourse" + wrong.see + " --help`.\n");
    const Ran chinese = run("--lang zh " + wrong.arguments);
    EXPECT_EQ(chinese.exit, 2) << wrong.arguments;
    EXPECT_EQ(chinese.output, wrong.chinese + "\n用法见 recourse" + wrong.see + " --help。\n");
  }
}

TEST(Command, ShippedPoliciesCheckAndPassTheirTests) {
  for (const std::string policy : {"petition-2022", "traffic-fines", "permit-receipt"}) {
    EXPECT_EQ(run("check rules/" + policy).exit, 0) << policy;
    const Ran ran = run("test rules/" + policy);
    EXPECT_EQ(ran.exit, 0) << ran.output;
    EXPECT_THAT(ran.output, HasSubstr(" 0 failed")) << policy;
  }
}

TEST(Command, AFailedTestShowsWhatWasFound) {
  const Folder folder;
  std::filesystem::copy(kSource + "/rules/petition-2022", folder / "p",
                        std::filesystem::copy_options::recursive);
  std::string tests = read_file(folder / "p/tests.rules");
  const std::string due = "expect due registration 2026-03-17";
  tests.replace(tests.find(due), due.size(), "expect due registration 2026-03-18");
  write_file(folder / "p/tests.rules", tests);
  const Ran ran = run("test " + folder / "p");
  EXPECT_EQ(ran.exit, 1);
  EXPECT_THAT(ran.output, HasSubstr("expected 2026-03-18, found 2026-03-17"));
  EXPECT_THAT(ran.output, HasSubstr("1 failed"));
}

TEST(Command, DatesExplainThemselves) {
  const Ran ran = run("date --calendar rules/petition-2022 2026-09-28 \"5 working days\"");
  EXPECT_EQ(ran.exit, 0);
  // 29 and 30 September, 8, 9 and (worked) 10 October.
  EXPECT_THAT(ran.output, testing::StartsWith("2026-10-10\n"));
  const Ran json = run("date --json --calendar rules/petition-2022 2026-09-28 \"5 working days\"");
  EXPECT_EQ(nlohmann::json::parse(json.output)["day"], "2026-10-10");
  const Folder folder;
  write_file(folder / "batch.csv", "2026-09-28,5 working days\n2026-03-02,15日\nnonsense\n");
  const Ran batch = run("date --calendar rules/petition-2022 --batch " + folder / "batch.csv");
  EXPECT_EQ(batch.exit, 1);
  EXPECT_THAT(batch.output, HasSubstr("2026-09-28,5 working days,2026-10-10\n2026-03-02,15日,2026-03-17\n"));
}

TEST(Command, CheckSpeaksBothLanguagesAndJson) {
  const Folder folder;
  write_file(folder / "broken.rules", "policy \"X\" version \"1\" in force 2026-01-01\nstagee s { }\n");
  const Ran english = run("check --lang en " + folder / "broken.rules");
  EXPECT_THAT(english.output, HasSubstr("broken.rules:2:1: error:"));
  const Ran chinese = run("check --lang zh " + folder / "broken.rules");
  EXPECT_THAT(chinese.output, HasSubstr("broken.rules:2:1: 错误"));
  const auto json = nlohmann::json::parse(run("check --json " + folder / "broken.rules").output);
  EXPECT_TRUE(std::any_of(json.begin(), json.end(), [](const auto& item) { return item["line"] == 2; }))
      << json;
}

TEST(Command, GraphDrawsInThreeFormats) {
  EXPECT_THAT(run("graph rules/petition-2022 --format svg --lang zh").output, HasSubstr("已转送"));
  EXPECT_THAT(run("graph rules/petition-2022 --format dot").output, HasSubstr("digraph"));
  EXPECT_THAT(run("graph rules/petition-2022 --format mermaid").output, testing::StartsWith("flowchart"));
}

}  // namespace
}  // namespace recourse::tests
