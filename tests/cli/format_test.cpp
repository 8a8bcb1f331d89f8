// `recourse fmt`: rule files in one form.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/support.h"

namespace recourse::tests {
namespace {

using testing::HasSubstr;

class FormatCommand : public testing::Test {
protected:
  FormatCommand() {
    std::filesystem::copy(kSource + "/rules/traffic-fines", folder_ / "p");
    given_ = read_file(rules()) + "act   unused\n";
    write_file(rules(), given_);
  }

  [[nodiscard]] std::string policy() const { return folder_ / "p"; }
  [[nodiscard]] std::string rules() const { return folder_ / "p/fines.rules"; }

  Folder folder_;
  std::string given_;
};

TEST_F(FormatCommand, TellsWithCheckWhichFilesAreNotInFormAndChangesNothing) {
  const Ran ran = run("fmt --check " + policy());
  EXPECT_EQ(ran.exit, 1);
  EXPECT_THAT(ran.output,
              HasSubstr(rules() + "\n1 of 1 files are not in form; `recourse fmt` brings them into it.\n"));
  EXPECT_THAT(run("--lang zh fmt --check " + policy()).output,
              HasSubstr("1 个文件中有 1 个格式不一致；用 recourse fmt 可以调整。"));
  EXPECT_EQ(read_file(rules()), given_);
  EXPECT_THAT(run("fmt --json --check " + policy()).output,
              HasSubstr("\"not_in_form\": [\n    \"" + rules() + "\"\n  ]"));
}

TEST_F(FormatCommand, BringsFilesIntoFormOnce) {
  const Ran ran = run("fmt " + policy());
  EXPECT_EQ(ran.exit, 0) << ran.output;
  EXPECT_THAT(ran.output, HasSubstr("1 of 1 files were brought into form."));
  EXPECT_THAT(read_file(rules()), HasSubstr("\nact unused\n"));
  EXPECT_EQ(run("fmt --check " + policy()).exit, 0);
  EXPECT_THAT(run("fmt --check " + policy() + "/").output, HasSubstr("Files in form: 1."));
  EXPECT_FALSE(std::filesystem::exists(rules() + ".recourse-new"));
}

TEST_F(FormatCommand, WritesTheKeywordsOfTheOtherLanguage) {
  ASSERT_EQ(run("fmt " + policy()).exit, 0);
  const std::string in_form = read_file(rules());
  ASSERT_EQ(run("fmt --keywords zh " + rules()).exit, 0);
  EXPECT_THAT(read_file(rules()),
              HasSubstr("offender 可以自 notify_fine 之日起在60日内 appeal_to_judge（不顺延）"));
  ASSERT_EQ(run("fmt --keywords en " + rules()).exit, 0);
  EXPECT_EQ(read_file(rules()), in_form);
}

TEST_F(FormatCommand, LeavesAFileWithMistakesAndSaysWhere) {
  write_file(rules(), given_ + "process {\n");
  const Ran ran = run("fmt " + policy());
  EXPECT_EQ(ran.exit, 1);
  EXPECT_THAT(ran.output, HasSubstr("fines.rules:"));
  EXPECT_THAT(ran.output, HasSubstr("error:"));
  EXPECT_EQ(read_file(rules()), given_ + "process {\n");
}

}  // namespace
}  // namespace recourse::tests
