// Which files of a folder are brought into form, and that all of it is read as before.
#include "recourse/format.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/language/dump.h"
#include "engine/model/files.h"

namespace recourse::model {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

using Texts = std::map<std::string, std::string>;

std::vector<std::string> paths(const FormattedPolicy& formatted) {
  std::vector<std::string> result;
  for (const FormattedFile& file : formatted.files) {
    result.push_back(file.path);
  }
  return result;
}

std::string meaning(const Texts& texts) {
  base::DiagnosticList found;
  std::string result;
  for (const language::File& file : load_files(*memory_loader(texts), "", found).rules) {
    result += language::dump(file);
  }
  return found.has_errors() ? "errors" : result;
}

/// Names with keywords and numbers in them, by which a text without spaces would be split once nothing else declares them.
TEST(FormatFolder, IsReadAsBeforeWhateverItsNamesAre) {
  for (const std::string text : {
           "流程 p 适用 c ｛\n  起始 环节 环节甲 ｛ h 应当 d，转入 环节甲 ｝\n｝\n",
           "process p for c { h must d as 第1组 }",
           "process p for c { start stage 首次答复 { on a -> 首次答复 } }",
           "process p for c { start stage 转入整改 { on a -> 转入整改 } }",
           "act 乙不得受理(t: text)\nprocess p for c { h may 乙不得受理 }",
           "act 来信0\nprocess p for c { h may 来信0 }",
       }) {
    const std::string said = meaning({{"a.rules", text}});
    ASSERT_NE(said, "errors") << text;
    const FormattedPolicy formatted =
        format_policy(*memory_loader({{"a.rules", text}}), "", Language::chinese);
    ASSERT_EQ(formatted.files.size() + formatted.diagnostics.size(), 1U) << text;
    for (const FormattedFile& file : formatted.files) {
      EXPECT_EQ(meaning({{file.path, file.after}}), said) << file.after;
    }
  }
}

TEST(FormatFolder, LeavesFilesThatLieElsewhere) {
  const Texts texts{{"p/a.rules", "use \"../q/b.rules\"\nact   a\n"}, {"q/b.rules", "act   b\n"}};
  const auto loader = memory_loader(texts);
  EXPECT_THAT(paths(format_policy(*loader, "p", {})), ElementsAre("p/a.rules"));
  EXPECT_THAT(paths(format_policy(*loader, "p/", {})), ElementsAre("p/a.rules"));
  EXPECT_THAT(paths(format_policy(*loader, "./p/a.rules", {})), ElementsAre("p/a.rules"));
  EXPECT_THAT(paths(format_policy(*loader, "q", {})), ElementsAre("q/b.rules"));
}

TEST(FormatFolder, LeavesFilesWithErrors) {
  const auto loader = memory_loader({{"a.rules", "act   a\nuse \"nope.rules\"\n"}, {"b.rules", "act   b\n"}});
  const FormattedPolicy formatted = format_policy(*loader, "", {});
  EXPECT_THAT(paths(formatted), ElementsAre("b.rules"));
  ASSERT_EQ(formatted.diagnostics.size(), 1U);
  EXPECT_THAT(render(formatted.diagnostics.front(), Language::english), HasSubstr("nope.rules"));
}

}  // namespace
}  // namespace recourse::model
