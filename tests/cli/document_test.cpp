// `recourse doc` as a user calls it.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "tests/cli/support.h"

namespace recourse::tests {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

TEST(DocumentVerb, WritesThePageToAFileInEitherLanguage) {
  const Folder folder;
  const std::string page = folder / "petition.html";
  EXPECT_EQ(run("doc rules/petition-2022 --lang en -o " + page).output, "");
  EXPECT_THAT(read_file(page), StartsWith("<!doctype html>\n<html lang=\"en\">"));
  EXPECT_THAT(read_file(page), HasSubstr("must reply within 60 days from entering “handling”"));
  EXPECT_EQ(run("doc rules/petition-2022 --lang zh -o " + page).exit, 0);
  EXPECT_THAT(read_file(page), HasSubstr("应当自进入“办理”之日起60日内答复"));
}

TEST(DocumentVerb, GivesTheSameToPrograms) {
  const Ran ran = run("doc rules/petition-2022 --json --lang en");
  EXPECT_EQ(ran.exit, 0);
  const auto json = nlohmann::json::parse(ran.output);
  EXPECT_EQ(json["version"], "2022.1");
  EXPECT_EQ(json["in_force"], "2022-05-01");
  EXPECT_EQ(json["case_types"][0]["case_type"], "petition");
  EXPECT_THAT(ran.output, Not(HasSubstr("<svg")));
}

TEST(DocumentVerb, SaysWhatIsWrongAndWritesNothing) {
  const Folder folder;
  write_file(folder / "broken.rules", "policy \"X\" version \"1\" in force 2026-01-01\nprocess p for q {\n");
  const Ran broken = run("doc " + folder / "broken.rules" + " -o " + folder / "page.html");
  EXPECT_EQ(broken.exit, 1);
  EXPECT_THAT(broken.output, HasSubstr("error"));
  EXPECT_FALSE(std::filesystem::exists(folder / "page.html"));
  EXPECT_EQ(run("doc rules/petition-2022 -o " + folder / "none/page.html").exit, 1);
  EXPECT_EQ(run("doc").exit, 2);
}

}  // namespace
}  // namespace recourse::tests
