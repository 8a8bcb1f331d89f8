// Help as the command shows it, its manual, what shells complete, and how it is installed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/cli/support.h"

namespace recourse::tests {
namespace {

using testing::AllOf;
using testing::HasSubstr;

nlohmann::json verbs() {
  return nlohmann::json::parse(run("--json help").output)["verbs"];
}

TEST(Help, IsShownByTheVerbAndByTheOption) {
  EXPECT_EQ(run("help").output, run("--help").output);
  for (const auto& verb : verbs()) {
    const std::string name = verb["name"];
    EXPECT_EQ(run("help " + name).output, run(name + " --help").output);
    EXPECT_EQ(run("--lang zh help " + name).output, run("--lang zh " + name + " --help").output);
  }
  const Ran unknown = run("--lang en help mend");
  EXPECT_EQ(unknown.exit, 2);
  EXPECT_THAT(unknown.output, HasSubstr("verb: not mend, but one of new|check|"));
  EXPECT_THAT(run("--lang zh help mend").output, HasSubstr("命令：没有 mend；可选 new|check|"));
}

/// What the examples name: the shipped rules, and the half year with its maps.
void lay_out(const Folder& folder) {
  std::filesystem::copy(kSource + "/rules", folder / "rules", std::filesystem::copy_options::recursive);
  std::filesystem::create_directory(folder / "out");
  ASSERT_EQ(
      run_program("'" RECOURSE_GENERATOR "' '" + folder.path() + "' > '" + folder / "generated" + "'").exit,
      0);
  for (const std::string map : {"intake.map.yaml", "acts.map.yaml"})
    std::filesystem::copy(kSource + "/examples/half-year/" + map, folder / map);
  std::filesystem::copy(kShared + "/data/logs/roadtraffic100traces.xes", folder / "fines.xes");
}

TEST(Help, ExamplesDoWhatTheySay) {
  const Folder folder;
  lay_out(folder);
  for (const auto& verb : verbs()) {
    const std::string example = verb["example"];
    write_file(folder / "example.sh", "recourse() { '" RECOURSE_COMMAND "' \"$@\"; }\n" + example + "\n");
    const Ran ran = run_program("bash -c \"cd '" + folder.path() + "' && . ./example.sh\"");
    EXPECT_EQ(ran.exit, 0) << example << "\n" << ran.output;
  }
}

TEST(Manual, SaysWhatTheHelpSays) {
  for (const std::string language : {"en", "zh"}) {
    const bool english = language == "en";
    for (const auto& verb : verbs()) {
      const std::string name = verb["name"];
      const std::string page = run("--lang " + language + " help --man " + name).output;
      for (const std::string& title :
           english ? std::vector<std::string>{"NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXIT STATUS",
                                              "EXAMPLES", "SEE ALSO"}
                   : std::vector<std::string>{"名称", "概述", "描述", "选项", "退出状态", "示例", "参见"})
        EXPECT_THAT(page, HasSubstr(".SH " + title + "\n")) << name;
    }
  }
  EXPECT_THAT(
      run("--lang en help --man graph").output,
      AllOf(HasSubstr(".TH RECOURSE\\-GRAPH 1 "), HasSubstr("\n\\fB\\-\\-format dot|mermaid|svg\\fR\n")));
}

TEST(Manual, HasNoWarnings) {
  const Folder folder;
  std::vector<std::string> names{""};
  for (const auto& verb : verbs()) names.push_back(verb["name"]);
  for (const std::string language : {"en", "zh"}) {
    for (const std::string& name : names) {
      write_file(folder / "page.1", run("--lang " + language + " help --man " + name).output);
      const Ran ran = run_program("mandoc -Tlint -Kutf-8 -W warning '" + folder / "page.1" + "'");
      EXPECT_EQ(ran.exit, 0) << name;
      EXPECT_EQ(ran.output, "") << name;
    }
  }
}

/// The words that bash offers where the last of `words` is typed.
std::string completed(const Folder& folder, const std::string& words) {
  write_file(folder / "complete.sh", "source <('" RECOURSE_COMMAND "' completion bash)\ncd '" +
                                         folder / "files" + "'\nCOMP_WORDS=(" + words +
                                         ")\nCOMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n_recourse\n"
                                         "printf '%s|' \"${COMPREPLY[@]}\"\n");
  return run_program("bash '" + folder / "complete.sh" + "'").output;
}

TEST(Completion, OffersVerbsOptionsValuesAndFilesInBash) {
  const Folder folder;
  std::filesystem::create_directories(folder / "files/规则 一");
  for (const std::string file : {"a.rules", "b.md", "日志.csv"}) write_file(folder / "files/" + file, "");
  struct Typed {
    std::string words, offered;
  };
  for (const Typed& typed : std::vector<Typed>{
           {"recourse gr", "graph|"},
           {"recourse --lang zh ne", "new|"},
           {"recourse --js", "--json|"},
           {"recourse graph --f", "--format|"},
           {"recourse check --l", "--lang|"},
           {"recourse graph --format ''", "dot|mermaid|svg|"},
           {"recourse graph --format = s", "svg|"},
           {"recourse check --lang =", "en|zh|"},
           {"recourse check ''", "规则 一|a.rules|b.md|"},
           {"recourse test --coverage = 95 a", "a.rules|"},
           {"recourse --json fmt --check b", "b.md|"},
           {"recourse run a.rules 日", "日志.csv|"},
           {"recourse run a.rules --map 日", "日志.csv|"},
           {"recourse new 规", "规则 一|"},
           {"recourse case 12 --as-of ''", "|"},
           {"recourse case ''", "|"},
           {"recourse help exp", "explain|"},
           {"recourse completion ''", "bash|zsh|"},
           {"recourse mend ''", "|"},
       })
    EXPECT_EQ(completed(folder, typed.words), typed.offered) << typed.words;
}

/// What zsh shows when Tab is pressed behind what was typed, on a terminal of its own.
std::string shown_by_zsh(const Folder& folder, const std::string& typed) {
  write_file(folder / "complete.zsh",
             R"(zmodload zsh/zpty
zpty shell 'TERM=dumb COLUMNS=200 zsh -f -i'
say() { zpty -w shell "$1"; }
say 'RPROMPT=; fpath=()" +
                 folder.path() +
                 R"( $fpath); autoload -Uz compinit; compinit -u -D; setopt no_beep; PROMPT=rea""dy'
zpty -r -m shell seen '*ready*'
zpty -w -n shell $')" +
                 typed + R"(\t\x15print do""ne\n'
zpty -r -m shell seen '*done*'
print -r -- $seen
zpty -d shell
)");
  return run_program("timeout 60 zsh -f '" + folder / "complete.zsh" + "'").output;
}

TEST(Completion, OffersVerbsAndOptionsInZsh) {
  const Folder folder;
  write_file(folder / "_recourse", run("--lang en completion zsh").output);
  EXPECT_EQ(run_program("zsh -n '" + folder / "_recourse" + "'").output, "");
  EXPECT_THAT(shown_by_zsh(folder, "recourse comp"), HasSubstr("recourse completion "));
  EXPECT_THAT(shown_by_zsh(folder, "recourse graph --form"), HasSubstr("recourse graph --format="));
  EXPECT_THAT(shown_by_zsh(folder, "recourse completion z"), HasSubstr("recourse completion zsh "));
  EXPECT_EQ(run("completion fish").exit, 2);
}

TEST(Installed, HasTheCommandItsManualCompletionsRulesAndLicence) {
  const Folder folder;
  const Ran ran =
      run_program("cmake --install '" RECOURSE_BUILD_DIR "' --prefix '" + folder / "prefix" + "'");
  ASSERT_EQ(ran.exit, 0) << ran.output;
  const std::string share = folder / "prefix/share/";
  for (const auto& verb : verbs()) {
    const std::string page = "recourse-" + verb["name"].get<std::string>() + ".1";
    EXPECT_THAT(read_file(share + "man/man1/" + page), HasSubstr(".SH NAME\n"));
    EXPECT_THAT(read_file(share + "man/zh_CN/man1/" + page), HasSubstr(".SH 名称\n"));
  }
  EXPECT_THAT(read_file(share + "man/man1/recourse.1"), HasSubstr("recourse\\-check"));
  EXPECT_EQ(read_file(share + "bash-completion/completions/recourse"), run("completion bash").output);
  EXPECT_EQ(read_file(share + "zsh/site-functions/_recourse"), run("--lang en completion zsh").output);
  EXPECT_EQ(read_file(share + "doc/recourse/LICENSE"), read_file(kSource + "/LICENSE"));
  const Ran checked = run_program("'" + folder / "prefix/bin/recourse" + "' check '" + share +
                                  "recourse/rules/petition-2022'");
  EXPECT_EQ(checked.exit, 0) << checked.output;
}

}  // namespace
}  // namespace recourse::tests
