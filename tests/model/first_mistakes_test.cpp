// A mistake is told where it was made, and not again wherever something rests on it.
#include "engine/model/build.h"
#include "recourse/source.h"

namespace recourse::model {
namespace {

constexpr std::string_view kRules = R"(policy "P" version "1" in force 2026-01-01
calendar "calendar.yaml"
offices "offices.yaml"
source R "Regulations"
case petition { handler: office? }
role petitioner = party
process spine for petition cites R 1 {
  opens on receive by petitioner
  start stage registered {
    owner town
    town must answer within 15 days from receive as answering -> closed else -> closed
  }
  final stage closed
}
rule watch for petition cites R 2 {
  start stage quiet { on entered(closed) -> ended }
  final stage ended
}
test "answered" {
  2026-01-05 receive by petitioner
  expect due answering 2026-01-20
  2026-01-06 answer by town
  expect stage closed
}
)";

struct Mistake {
  std::string name, written, mistaken, code;
};

std::string replaced(std::string text, const std::string& written, const std::string& mistaken) {
  const std::size_t at = text.find(written);
  return at == std::string::npos ? text : text.replace(at, written.size(), mistaken);
}

class FirstMistakes : public ::testing::TestWithParam<Mistake> {};

TEST_P(FirstMistakes, AreToldAlone) {
  const Mistake& mistake = GetParam();
  const auto wrong = [&](std::string_view text) {
    return replaced(std::string(text), mistake.written, mistake.mistaken);
  };
  const auto loader = memory_loader({
      {"p.rules", wrong(kRules)},
      {"calendar.yaml", "calendar: c\nzone: Asia/Shanghai\ncomputed: [{from: 1990, to: 2099}]\n"},
      {"offices.yaml", wrong("levels: [district]\noffices:\n  - {id: town, name: Town, level: district}\n")},
  });
  base::DiagnosticList diagnostics;
  const auto model = build_model(*loader, "", diagnostics);
  std::vector<std::string> errors;
  for (const Diagnostic& diagnostic : diagnostics.items()) {
    if (severity(diagnostic.code) == Severity::error) errors.emplace_back(code_name(diagnostic.code));
  }
  EXPECT_EQ(errors, mistake.code.empty() ? std::vector<std::string>() : std::vector{mistake.code});
  EXPECT_EQ(model.has_value(), mistake.code.empty());
}

INSTANTIATE_TEST_SUITE_P(
    Policy, FirstMistakes,
    ::testing::Values(Mistake{"None", "", "", ""},
                      Mistake{"Keyword", "must answer", "mst answer", "keyword-misspelt"},
                      Mistake{"StageOfAnEvent", "entered(closed)", "entered(closd)", "unknown-name-similar"},
                      Mistake{"Office", "level: district}", "level: distrct}", "unknown-name-similar"},
                      Mistake{"OfficeInATest", "answer by town", "answer by twon", "unknown-name-similar"},
                      Mistake{"NoOffices", "offices \"offices.yaml\"\n", "", "offices-missing"},
                      Mistake{"OfficeTwice", "offices:\n",
                              "offices:\n  - {id: city, name: City, level: district}\n  - {id: city, name: "
                              "C, level: district}\n",
                              "name-twice"},
                      Mistake{"StageTwice", "final stage ended", "final stage quiet", "name-twice"},
                      Mistake{"TypeOfAField", "handler: office?", "handler: ofice_of", "unknown-type"},
                      Mistake{"ActOfAMove", "start stage quiet {",
                              "start stage quiet { on anwser -> closed; ", "unknown-name-similar"}),
    [](const auto& each) { return each.param.name; });

TEST(ManyMistakes, AreToldUpToANumberThatSomebodyReads) {
  std::string rules(kRules);
  rules += "rule more for petition cites R 3 {\n";
  for (int i = 0; i < 150; ++i) {
    rules += "  on ansver" + std::to_string(i) + " -> closed\n";
  }
  rules += "}\n";
  const auto loader = memory_loader({
      {"p.rules", rules},
      {"calendar.yaml", "calendar: c\nzone: Asia/Shanghai\ncomputed: [{from: 1990, to: 2099}]\n"},
      {"offices.yaml", "levels: [district]\noffices:\n  - {id: town, name: Town, level: district}\n"},
  });
  base::DiagnosticList diagnostics;
  build_model(*loader, "", diagnostics);
  ASSERT_EQ(diagnostics.items().size(), 101U);
  EXPECT_EQ(code_name(diagnostics.items()[99].code), "unknown-name-listed");
  EXPECT_EQ(code_name(diagnostics.items()[100].code), "too-many-errors");
}

}  // namespace
}  // namespace recourse::model
