// Which parts of a Markdown document are rules, and where they stand in it.
#include "engine/language/literate.h"

#include <gtest/gtest.h>

namespace recourse::language {
namespace {

struct Row {
  const char* name;
  const char* document;
  const char* rules;  // with its blanks at the ends of lines left out
};

/// Without the blanks at the ends of lines.
std::string trimmed(const std::string& text) {
  std::string result;
  for (const char c : text) {
    while ((c == '\n' || c == '\r') && !result.empty() && result.back() == ' ') {
      result.pop_back();
    }
    result += c;
  }
  result.erase(result.find_last_not_of(' ') + 1);
  return result;
}

class EachDocument : public ::testing::TestWithParam<Row> {};

TEST_P(EachDocument, gives_its_rules_at_their_places) {
  const auto document = std::make_shared<const SourceText>(SourceText{"a.md", GetParam().document, 7});
  const auto rules = rules_of(document);
  EXPECT_EQ(trimmed(rules->text), GetParam().rules);
  ASSERT_EQ(rules->text.size(), document->text.size());
  EXPECT_EQ(rules->name, "a.md");
  EXPECT_EQ(rules->first_line, 7U);
  for (std::size_t i = 0; i < rules->text.size(); ++i) {
    EXPECT_TRUE(rules->text[i] == ' ' || rules->text[i] == document->text[i]) << i;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Rows, EachDocument,
    ::testing::Values(Row{"empty", "", ""}, Row{"prose", "owner desk\n", "\n"},
                      Row{"block", "a\n```rules\nowner 局\n```\nb\n", "\n\nowner 局\n\n\n"},
                      Row{"chinese_name", "```规则\n责任单位：局\n```\n", "\n责任单位：局\n\n"},
                      Row{"with_title", "```rules title=\"x\"\na\n```\n", "\na\n\n"},
                      Row{"with_space", "``` rules\na\n```\n", "\na\n\n"},
                      Row{"tildes", "~~~rules\na ``` b\n~~~\n", "\na ``` b\n\n"},
                      Row{"longer_fence", "````rules\n```\na\n````\n", "\n```\na\n\n"},
                      Row{"other_language", "```text\na\n```\n```rules\nb\n```\n", "\n\n\n\nb\n\n"},
                      Row{"rules_of_another_kind", "```rulesets\na\n```\n", "\n\n\n"},
                      Row{"no_language", "```\na\n```\n", "\n\n\n"},
                      Row{"indented_code", "a\n\n    rules\n", "\n\n\n"},
                      Row{"inline_code", "`rules` and ``` a\n", "\n"},
                      Row{"two_blocks", "```rules\na {\n```\ntext\n```rules\n}\n```\n", "\na {\n\n\n\n}\n\n"},
                      Row{"in_a_list", "- x\n\n  ```rules\n  a\n\n    b\n  ```\n", "\n\n\n  a\n\n    b\n\n"},
                      Row{"in_a_quotation", "> ```rules\n> a\n> ```\n", "\n  a\n\n"},
                      Row{"never_closed", "```rules\na\nb", "\na\nb"},
                      Row{"carriage_returns", "x\r\n```rules\r\na\r\nb\r\n```\r\n", "\r\n\r\na\r\nb\r\n\r\n"},
                      Row{"byte_order_mark", "\xEF\xBB\xBF```rules\na\n```\n", "\na\n\n"},
                      Row{"capitals", "```Rules\na\n```\n", "\na\n\n"},
                      Row{"as_a_class", "```{.rules}\na\n```\n", "\na\n\n"},
                      Row{"tabs", "```rules\n\ta\tb\n```\n", "\n a\tb\n\n"},
                      Row{"comment_in_html", "<!--\n```rules\na\n```\n-->\n", "\n\n\n\n\n"}),
    [](const auto& row) { return row.param.name; });

TEST(Documents, that_are_not_utf_8_are_given_back) {
  const auto document = std::make_shared<const SourceText>(SourceText{"a.md", "```rules\n\xD6\xD0\n```\n"});
  EXPECT_EQ(rules_of(document), document);
}

}  // namespace
}  // namespace recourse::language
