// `recourse new`: a policy to begin from, in both languages, which nothing is wrong with.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/support.h"

namespace recourse::tests {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

const std::vector<std::string> kFiles{"README.md", "calendar.yaml", "offices.yaml", "policy.rules",
                                      "tests.rules"};

std::string quoted(const std::string& path) {
  return "'" + path + "'";
}

struct Begun {
  std::string name, options, title, keyword;
};

class NewPolicy : public testing::TestWithParam<Begun> {};

TEST_P(NewPolicy, ChecksPassesItsTestsIsInFormAndDraws) {
  const Folder folder;
  const Begun& begun = GetParam();
  const std::string policy = quoted(folder / begun.name);
  const Ran made = run("new " + policy + " " + begun.options);
  ASSERT_EQ(made.exit, 0) << made.output;
  for (const std::string& file : kFiles) EXPECT_THAT(made.output, HasSubstr(begun.name + "/" + file + "\n"));
  const std::string rules = read_file(folder / begun.name + "/policy.rules");
  EXPECT_THAT(rules, AllOf(HasSubstr(begun.title), HasSubstr(begun.keyword), Not(HasSubstr("@NAME@"))));
  EXPECT_THAT(read_file(folder / begun.name + "/README.md"), Not(HasSubstr("@NAME@")));

  EXPECT_THAT(run("check --json " + policy).output, HasSubstr("\"diagnostics\": []"));
  EXPECT_THAT(run("--lang en fmt --check " + policy).output, HasSubstr("Files in form: 2."));
  const Ran tested = run("test --coverage=100 " + policy);
  EXPECT_EQ(tested.exit, 0) << tested.output;
  EXPECT_THAT(tested.output, HasSubstr("6 passed, 0 failed"));
  const Ran drawn = run("graph " + policy + " -o " + folder / "drawn.svg");
  EXPECT_EQ(drawn.exit, 0) << drawn.output;
  EXPECT_THAT(read_file(folder / "drawn.svg"), HasSubstr("</svg>"));
}

INSTANTIATE_TEST_SUITE_P(
    Languages, NewPolicy,
    testing::Values(Begun{"complaints", "", "policy \"complaints\" version", "must accept"},
                    Begun{"我的办法", "--lang zh", "政策“我的办法”版本", "受理单位应当在受理时限内"},
                    Begun{"complaints 2026", "--keywords zh", "政策“complaints 2026”版本", "不得受理"},
                    Begun{"投诉", "--lang zh --keywords en", "policy \"投诉\" version", "must accept"}),
    [](const testing::TestParamInfo<Begun>& each) { return "Policy" + std::to_string(each.index); });

TEST(NewPolicyFolder, IsNamedAfterItselfWhereverItIsCalledFrom) {
  const Folder folder;
  std::filesystem::create_directories(folder / "complaints");
  EXPECT_EQ(run_program("sh -c \"cd " + folder / "complaints" + " && '" RECOURSE_COMMAND "' new .\"").exit,
            0);
  EXPECT_THAT(read_file(folder / "complaints/policy.rules"), HasSubstr("policy \"complaints\""));
  EXPECT_EQ(run("new " + folder / "deep/appeals/").exit, 0);
  EXPECT_THAT(read_file(folder / "deep/appeals/policy.rules"), HasSubstr("policy \"appeals\""));
}

TEST(NewPolicyFolder, IsNotWrittenOverWhatIsThere) {
  const Folder folder;
  std::filesystem::create_directories(folder / "mine");
  write_file(folder / "mine/policy.rules", "my work\n");
  write_file(folder / "file", "a file\n");
  for (const std::string there : {"mine", "file"}) {
    const Ran english = run("--lang en new " + folder / there);
    EXPECT_EQ(english.exit, 1);
    EXPECT_EQ(english.output,
              folder / there +
                  " is there already and is left as it is. Choose a folder that is not there or "
                  "is empty.\n");
    EXPECT_EQ(run("--lang zh new " + folder / there).output,
              folder / there + " 已经存在，没有改动。请另选一个不存在的或者空的文件夹。\n");
  }
  EXPECT_EQ(read_file(folder / "mine/policy.rules"), "my work\n");
  EXPECT_FALSE(std::filesystem::exists(folder / "mine/README.md"));
  EXPECT_EQ(read_file(folder / "file"), "a file\n");
  EXPECT_THAT(run("--lang en new " + folder / "file/below").output, HasSubstr("Cannot make the folder"));
  EXPECT_THAT(run("--lang zh new " + folder / "file/below").output, HasSubstr("无法建立文件夹"));
}

TEST(NewPolicyFolder, HasANameThatCanBeATitle) {
  const Folder folder;
  struct Name {
    std::string name, keywords;
  };
  for (const auto& [name, keywords] : std::vector<Name>{
           {"a\"b", "en"}, {"“引号”", "zh"}, {"two\nlines", "en"}, {"two\nlines", "zh"}, {"\xff", "en"}}) {
    const std::string arguments = " new --keywords " + keywords + " " + quoted(folder / name);
    const Ran english = run("--lang en" + arguments);
    EXPECT_EQ(english.exit, 1) << name;
    EXPECT_THAT(english.output, HasSubstr("cannot be one. Choose a name")) << name;
    EXPECT_THAT(run("--lang zh" + arguments).output, HasSubstr("不能用作名称。请改用")) << name;
    EXPECT_FALSE(std::filesystem::exists(folder / name)) << name;
  }
}

TEST(NewPolicyFolder, WhatWasWrittenIsToldWhenTheRestCannotBe) {
  const Folder folder;
  // A file may have 3 KB: policy.rules does not fit.
  const std::string limited =
      "bash -c \"trap '' XFSZ; ulimit -f 3; exec '" RECOURSE_COMMAND "' --lang en new " + folder / "p" + "\"";
  const Ran ran = run_program(limited);
  EXPECT_EQ(ran.exit, 1) << ran.output;
  EXPECT_THAT(ran.output,
              AllOf(HasSubstr("Cannot write " + folder / "p/policy.rules"),
                    HasSubstr("Written before that: " + folder / "p/README.md"), Not(HasSubstr("Next:"))));
}

TEST(NewPolicyFolder, IsListedForPrograms) {
  const Folder folder;
  EXPECT_EQ(run("--json new " + folder / "p").output,
            "{\n  \"folder\": \"" + folder / "p" + "\",\n  \"files\": [\n    \"" + folder / "p/README.md" +
                "\",\n    \"" + folder / "p/calendar.yaml" + "\",\n    \"" + folder / "p/offices.yaml" +
                "\",\n    \"" + folder / "p/policy.rules" + "\",\n    \"" + folder / "p/tests.rules" +
                "\"\n  ]\n}\n");
}

}  // namespace
}  // namespace recourse::tests
