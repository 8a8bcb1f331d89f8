// Where clauses end: a table of line breaks. Two clauses are read, or one that goes on.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/language/parse.h"

namespace recourse::language {
namespace {

struct Break {
  std::string text;
  std::size_t clauses;
};
void PrintTo(const Break& one, std::ostream* stream) {
  *stream << one.text;
}

class LineBreaks : public ::testing::TestWithParam<Break> {};

TEST_P(LineBreaks, EndAClauseOrNot) {
  base::DiagnosticList diagnostics;
  const auto source = std::make_shared<const SourceText>(
      SourceText{"input", "process p for c {\n" + GetParam().text + "\n}"});
  const File file = parse(source, diagnostics);
  for (const Diagnostic& diagnostic : diagnostics.items()) {
    ADD_FAILURE() << render(diagnostic, recourse::Language::english);
  }
  ASSERT_EQ(file.charts.size(), 1U);
  EXPECT_EQ(file.charts[0].clauses.size(), GetParam().clauses);
}

INSTANTIATE_TEST_SUITE_P(Ends, LineBreaks,
                         ::testing::Values(Break{"a must b\nc must d", 2}, Break{"a must b; c must d", 2},
                                           Break{"a must b；c must d", 2}, Break{"a 应当 b。c 应当 d", 2},
                                           Break{"a must b;;\n\n;c must d;", 2},
                                           Break{"a must b # a comment ends with the line\nc must d", 2},
                                           Break{"on b { set x = 1 }\nc must d", 2},
                                           Break{"a must b\n; c must d", 2}));

INSTANTIATE_TEST_SUITE_P(
    GoOn, LineBreaks,
    ::testing::Values(Break{"a must b\nwithin 3 days\nfrom d\nstatutory\nas e\n-> f\nelse -> g", 1},
                      Break{"a must b within 3 days extendable once\nby 3 days\nthrough e\nby f", 1},
                      Break{"a must b ->\nc", 1}, Break{"a must b or\nc", 1}, Break{"a must b\nor c", 1},
                      Break{"a may b(c: date,\n d: office\n)", 1}, Break{"on b when x =\n 1", 1},
                      Break{"一经 b，x 不超过\n 1 的", 1}, Break{"on b when x\n= 1\nand y", 1},
                      Break{"on b\n{ set x = 1 }", 1}, Break{"on b -> c\n{\nset x = 1\nset y = 2\n}", 1},
                      Break{"on b when x in {c,\nd\n}", 1}, Break{"a 应当 b，\n自 c 之日起 在3日内", 1},
                      Break{"a 应当 b\n（法定）\n以下称 c\n转入 d\n逾期则 转入 e", 1},
                      Break{"grave 的，\na 应当 b", 1}, Break{"不得 a，\n未经 b 批准", 1},
                      Break{"must not a\nunless approved by b\ncites R22 28", 1}));

INSTANTIATE_TEST_SUITE_P(
    When, LineBreaks,
    ::testing::Values(Break{"a must b\nwhen grave", 1}, Break{"a must b\nwhen grave { set x = 1 }", 1},
                      Break{"a must b\nwhen grave {\n  notify c\n}", 1},
                      Break{"a must b\nwhen grave { c must d }", 2},
                      Break{"a must b\nwhen x in {c, d} and\n grave {\n  c must d\n}", 2},
                      Break{"a must b\n如果 grave ｛x 设为 1｝", 1},
                      Break{"a must b\n如果 grave ｛c 应当 d｝", 2},
                      Break{"a must b\nwhen grave\nc must d\nwhen grave { e must f }", 3}));

}  // namespace
}  // namespace recourse::language
