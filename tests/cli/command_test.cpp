// The command's verbs as a user calls them: exit codes, help, both languages, JSON.
#include <nlohmann/json.hpp>

#include "tests/cli/support.h"

namespace recourse::tests {
namespace {

using testing::HasSubstr;

TEST(Command, EveryVerbHasHelpWithAnExampleInBothLanguages) {
  for (const std::string verb : {"new", "check", "test", "graph", "doc", "fmt", "date", "run", "case",
                                 "explain", "replay", "migrate", "completion", "help"}) {
    const Ran english = run(verb + " --help");
    EXPECT_EQ(english.exit, 0) << verb;
    EXPECT_THAT(english.output, HasSubstr("Example:\n  recourse " + verb)) << verb;
    const Ran chinese = run("--lang zh " + verb + " --help");
    EXPECT_EQ(chinese.exit, 0) << verb;
    EXPECT_THAT(chinese.output, HasSubstr("示例：\n  recourse " + verb)) << verb;
  }
}

TEST(Command, HelpIsAPageInItsLanguage) {
  EXPECT_EQ(run("--lang zh case --help").output,
            "查看一件事项：办理过程、应办的事、可以做的事\n"
            "用法：recourse case [选项] 编号\n"
            "\n"
            "参数：\n"
            "  编号                        事项编号（必填）\n"
            "\n"
            "选项：\n"
            "  -h,--help                   显示此帮助\n"
            "  --docket 文件               案卷库：登记事项的文件（SQLite）（默认 docket.sqlite）\n"
            "  --as-of 日期                截至该日，如 2026-06-30（默认：现在）\n"
            "  --format html|json|text     输出格式（默认 text）\n"
            "  -o,--output 文件            写入此文件，不显示在屏幕上\n"
            "\n"
            "通用选项：\n"
            "  --lang en|zh                消息语言（默认随系统）\n"
            "  --json                      以 JSON 输出，供程序读取\n"
            "\n"
            "示例：\n"
            "  recourse case 2026-0042 --docket out/half-year.sqlite --as-of 2026-06-30 --format html -o "
            "booklet.html\n");
  const std::string english = run("--lang en run --help").output;
  EXPECT_THAT(english, HasSubstr("Usage: recourse run [OPTIONS] policy [logs...]\n"));
  EXPECT_THAT(
      english,
      HasSubstr("  --docket FILE               The docket: the file that holds the cases (SQLite) (default: "
                "docket.sqlite)\n"));
  EXPECT_THAT(english, HasSubstr("Options of every verb:\n  --lang en|zh                Language of messages "
                                 "(default: the system's)\n"));
  EXPECT_THAT(english, testing::Not(HasSubstr("[]")));
  EXPECT_THAT(run("--lang en --help").output,
              HasSubstr("\nVerbs:\n  new                         Write a policy to begin from"));
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
  const std::string verbs =
      "new, check, test, graph, doc, fmt, date, run, case, explain, replay, migrate, completion, help";
  const std::string verbs_zh =
      "new、check、test、graph、doc、fmt、date、run、case、explain、replay、migrate、completion、help";
  for (const WrongUse& wrong : std::vector<WrongUse>{
           {"", "Say what to do: " + verbs + ".", "请写明要做什么：" + verbs_zh + "。", ""},
           {"chekc x", "There is no verb \"chekc\". Did you mean \"check\"?",
            "没有命令“chekc”。是否指“check”？", ""},
           {"mend x", "There is no verb \"mend\". There are: " + verbs + ".",
            "没有命令“mend”。可用的有：" + verbs_zh + "。", ""},
           {"check", "policy is missing.", "缺少 政策。", " check"},
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

TEST(Command, ShippedPoliciesCheckAndPassTheirTestsWhichReachWhatTheySay) {
  int policies = 0;
  for (const auto& entry : std::filesystem::directory_iterator(kSource + "/rules")) {
    const std::string policy = "rules/" + entry.path().filename().string();
    const Ran checked = run("check " + policy);
    EXPECT_EQ(checked.exit, 0) << checked.output;
    EXPECT_THAT(checked.output, HasSubstr("errors: 0, warnings: 0")) << policy;
    const Ran in_form = run("fmt --check " + policy);
    EXPECT_EQ(in_form.exit, 0) << in_form.output;
    const Ran ran = run("test " + policy + " --coverage=95");
    EXPECT_EQ(ran.exit, 0) << ran.output;
    EXPECT_THAT(ran.output, HasSubstr(" 0 failed")) << policy;
    ++policies;
  }
  EXPECT_GT(policies, 0);
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

/// A duty that a test does, and one that none does; its limit runs out in none.
std::string half_tested(const Folder& folder) {
  write_file(folder / "p.rules", R"(policy "Parks" version "1" in force 2026-01-01
calendar "calendar.yaml"
offices "offices.yaml"
source L "Parks Act"
case bench "长椅" { place: text }
process mending for bench cites L 1 {
  opens on report by town
  start stage broken {
    owner town
    town must mend within 5 days as mending "修理期限" -> mended
      else { notify town "It is still broken." }
  }
  final stage mended
}
test "mended" {
  2026-03-02 report by town
  2026-03-03 mend by town
}
)");
  write_file(folder / "offices.yaml",
             "levels: [town]\noffices:\n  - {id: town, name: 镇政府, english: Town, level: town}\n");
  write_file(folder / "calendar.yaml", "calendar: days\nzone: UTC\ncomputed: [{from: 1990, to: 2090}]\n");
  return folder / "p.rules";
}

TEST(Command, CoverageTellsWhatNoTestReached) {
  const Folder folder;
  const std::string policy = half_tested(folder);
  const Ran english = run("test --lang en --coverage " + policy);
  EXPECT_EQ(english.exit, 0) << english.output;
  EXPECT_THAT(english.output, HasSubstr("  total               2       3    66.6\n"));
  EXPECT_THAT(english.output, HasSubstr("p.rules:11:7: limit mending — never ran out\n"));
  const Ran chinese = run("test --lang zh --coverage " + policy);
  EXPECT_THAT(chinese.output, HasSubstr("  合计           2       3    66.6\n"));
  EXPECT_THAT(chinese.output, HasSubstr("p.rules:11:7: 期限“修理期限”——没有届满过\n"));
  EXPECT_THAT(run("test " + policy).output, testing::Not(HasSubstr("66.6")));
}

TEST(Command, CoverageUnderTheLeastShareFails) {
  const Folder folder;
  const std::string policy = half_tested(folder);
  EXPECT_EQ(run("test --coverage=66 " + policy).exit, 0);
  const Ran english = run("test --lang en --coverage=67 " + policy);
  EXPECT_EQ(english.exit, 1);
  EXPECT_THAT(english.output, HasSubstr("The tests reach 2 of 3, less than the 67 % that are asked for."));
  EXPECT_THAT(run("test --lang zh --coverage=67 " + policy).output,
              HasSubstr("测试覆盖了 2 项，共 3 项，不足所要求的 67％。"));
  EXPECT_EQ(run("test --coverage=101 " + policy).exit, 2);
  EXPECT_EQ(run("test --coverage=most " + policy).exit, 2);
  EXPECT_THAT(run("test --lang en --help").output, HasSubstr("  --coverage[=NUMBER] "));
}

TEST(Command, CoverageIsDataAndAPageToo) {
  const Folder folder;
  const std::string policy = half_tested(folder);
  const auto json = nlohmann::json::parse(run("test --json --coverage " + policy).output)["coverage"];
  EXPECT_EQ(json["basis_points"], 6666);
  EXPECT_EQ(json["kinds"]["duty"]["reached"], 1);
  EXPECT_EQ(json["items"][2]["kind"], "lapse");
  EXPECT_EQ(json["items"][2]["name"]["zh"], "修理期限");
  EXPECT_EQ(json["items"][2]["line"], 11);
  EXPECT_EQ(json["items"][2]["reached"], false);
  EXPECT_FALSE(nlohmann::json::parse(run("test --json " + policy).output).contains("coverage"));
  EXPECT_EQ(run("test --lang en " + policy + " --html " + folder / "page.html").exit, 0);
  const std::string page = read_file(folder / "page.html");
  EXPECT_THAT(page, testing::StartsWith("<!doctype html>"));
  EXPECT_THAT(page, HasSubstr("limit mending — never ran out"));
  EXPECT_THAT(page, testing::Not(HasSubstr("http")));
  EXPECT_EQ(run("test " + policy + " --html " + folder / "none/page.html").exit, 1);
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
  EXPECT_THAT(batch.output, HasSubstr("/batch.csv:3:1: error: This line is not a date and a period."));
}

TEST(Command, ABatchIsAsSpreadsheetsWriteIt) {
  const Folder folder;
  const auto answer = [&](const std::string& text) {
    write_file(folder / "b.csv", text);
    return run("date --calendar rules/petition-2022 --batch " + folder / "b.csv");
  };
  EXPECT_EQ(answer("\xEF\xBB\xBF"
                   "2026-03-02,15日\r\n")
                .output,
            "2026-03-02,15日,2026-03-17\n");
  EXPECT_EQ(answer("\xEF\xBB\xBF"
                   "Date, Period\n2026-03-02,15日\n")
                .output,
            "2026-03-02,15日,2026-03-17\n");
  EXPECT_EQ(answer("日期，期限\n2026-03-02，15日\n").output, "2026-03-02,15日,2026-03-17\n");
  EXPECT_EQ(answer("2026-03-02,15日\nDATE,PERIOD\n").exit, 1) << "a heading stands first";
  const Ran foreign =
      answer("2026-03-02,15 days\n2026-09-28,5\xB8\xF6\xB9\xA4\xD7\xF7\xC8\xD5\n");  // GB18030
  EXPECT_EQ(foreign.exit, 1);
  EXPECT_THAT(foreign.output, HasSubstr("b.csv:2:13: error: The file is not valid UTF-8 from this byte on."));
}

TEST(Command, ABatchThatCannotBeAnsweredIsToldSo) {
  const Folder folder;
  const std::string date = "date --calendar rules/petition-2022 ";
  const Ran of_folder = run(date + "--batch " + folder.path());
  EXPECT_EQ(of_folder.exit, 1);
  EXPECT_THAT(of_folder.output, HasSubstr("cannot be opened"));
  EXPECT_EQ(run(date + "--batch " + folder / "absent").exit, 1);
  const Ran both = run(date + "2026-03-02 15日 --batch -");
  EXPECT_EQ(both.exit, 2);
  EXPECT_EQ(both.output, "Give a date and a period, or --batch FILE, not both.\n");
  EXPECT_EQ(run(date + "--json --batch -").exit, 2);
}

TEST(Command, GraphWritesNoPictureUnderAnotherName) {
  const Folder folder;
  const Ran ran = run("graph rules/traffic-fines -o " + folder / "fines.png");
  EXPECT_EQ(ran.exit, 2);
  EXPECT_THAT(ran.output, HasSubstr("a file that ends in .svg"));
  EXPECT_FALSE(std::filesystem::exists(folder / "fines.png"));
}

TEST(Command, CheckWritesSarifForCodeHosts) {
  const Folder folder;
  write_file(folder / "broken.rules", "policy \"X\" version \"1\" in force 2026-01-01\nstagee s { }\n");
  const Ran ran = run("check --sarif " + folder / "broken.rules");
  EXPECT_EQ(ran.exit, 1);
  const auto results = nlohmann::json::parse(ran.output)["runs"][0]["results"];
  ASSERT_FALSE(results.empty());
  EXPECT_EQ(results[0]["locations"][0]["physicalLocation"]["region"]["startLine"], 2);
  const Ran right = run("check --sarif rules/petition-2022");
  EXPECT_EQ(right.exit, 0);
  EXPECT_TRUE(nlohmann::json::parse(right.output)["runs"][0]["results"].empty());
}

TEST(Command, JsonIsOneDocumentWhateverComes) {
  const Folder folder;
  write_file(folder / "broken.rules", "policy \"X\" version \"1\" in force 2026-01-01\nstagee s { }\n");
  const auto json = [](const std::string& arguments) { return nlohmann::json::parse(run(arguments).output); };
  const auto checked = json("check --json rules/petition-2022");
  EXPECT_EQ(checked["errors"], 0);
  EXPECT_GT(checked["clauses"], 10);
  EXPECT_EQ(checked["digest"].get<std::string>().size(), 64U);
  EXPECT_TRUE(checked["diagnostics"].is_array());
  const auto tested = json("test --json rules/petition-2022");
  EXPECT_EQ(tested["failed"], 0);
  EXPECT_EQ(tested["passed"], tested["tests"].size());
  EXPECT_EQ(tested["tests"][0]["passed"], true);
  EXPECT_FALSE(tested["tests"][0]["name"].get<std::string>().empty());
  const auto drawn = json("graph --json --format dot rules/petition-2022");
  EXPECT_EQ(drawn["format"], "dot");
  EXPECT_THAT(drawn["drawing"].get<std::string>(), HasSubstr("digraph"));
  for (const std::string& wrong :
       {"test --json " + folder / "broken.rules",
        std::string("date --json --calendar rules/petition-2022 soon 15日"),
        "case 1 --json --docket " + folder / "d.sqlite", "graph --json " + folder / "absent"}) {
    const Ran ran = run(wrong);
    EXPECT_EQ(ran.exit, 1) << wrong;
    EXPECT_EQ(nlohmann::json::parse(ran.output)["diagnostics"][0]["severity"], "error") << wrong;
  }
}

TEST(Command, CheckSpeaksBothLanguagesAndJson) {
  const Folder folder;
  write_file(folder / "broken.rules", "policy \"X\" version \"1\" in force 2026-01-01\nstagee s { }\n");
  const Ran english = run("check --lang en " + folder / "broken.rules");
  EXPECT_THAT(english.output, HasSubstr("broken.rules:2:1: error:"));
  const Ran chinese = run("check --lang zh " + folder / "broken.rules");
  EXPECT_THAT(chinese.output, HasSubstr("broken.rules:2:1: 错误"));
  const auto json =
      nlohmann::json::parse(run("check --json " + folder / "broken.rules").output)["diagnostics"];
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
