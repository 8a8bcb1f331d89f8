// Every message and term is worded in both languages, with the same placeholders; arguments go in safely.
#include "engine/base/catalogue.h"

#include <set>

#include "engine/base/messages/base.h"

namespace recourse {
namespace {

using base::fill;
using testing::IsEmpty;
using testing::Not;

std::set<char> placeholders(std::string_view text) {
  std::set<char> found;
  for (std::size_t i = 0; i + 2 < text.size(); ++i) {
    if (text[i] == '{' && text[i + 2] == '}' && text[i + 1] >= '0' && text[i + 1] <= '9') {
      found.insert(text[i + 1]);
    }
  }
  return found;
}

TEST(Catalogue, EveryMessageIsWordedInBothLanguages) {
  for (const MessageCode code : base::all_messages()) {
    const base::Wording english = base::wording(code, Language::english);
    const base::Wording chinese = base::wording(code, Language::chinese);
    SCOPED_TRACE(code_name(code));
    EXPECT_THAT(english.sentence, Not(IsEmpty()));
    EXPECT_THAT(chinese.sentence, Not(IsEmpty()));
    EXPECT_EQ(english.advice.empty(), chinese.advice.empty());
    EXPECT_EQ(placeholders(english.sentence), placeholders(chinese.sentence));
    EXPECT_EQ(placeholders(english.advice), placeholders(chinese.advice));
  }
}

TEST(Catalogue, EveryTermIsWordedInBothLanguages) {
  for (const TermCode term : base::all_terms()) {
    EXPECT_THAT(base::word(term, Language::english), Not(IsEmpty())) << static_cast<std::uint16_t>(term);
    EXPECT_THAT(base::word(term, Language::chinese), Not(IsEmpty())) << static_cast<std::uint16_t>(term);
  }
}

TEST(Catalogue, CodesHaveStableDashedNamesThatDiffer) {
  EXPECT_EQ(code_name(messages::file_not_found), "file-not-found");
  std::set<std::string_view> names;
  for (const MessageCode code : base::all_messages()) {
    const std::string_view name = code_name(code);
    EXPECT_TRUE(names.insert(name).second) << name;
    EXPECT_EQ(name.find('_'), std::string_view::npos) << name;
  }
}

TEST(Catalogue, SeverityStandsInTheCatalogue) {
  EXPECT_EQ(severity(messages::not_utf8), Severity::error);
  EXPECT_TRUE(has_errors({Diagnostic{messages::not_utf8, {}, {}, {}}}));
  EXPECT_FALSE(has_errors({}));
}

TEST(Catalogue, AlternativesAreJoinedAsTheLanguageDoes) {
  const Argument one(std::vector<Argument::Item>{std::string("a")});
  const Argument two(std::vector<Argument::Item>{std::string("a"), std::string("b")});
  const Argument three(std::vector<Argument::Item>{std::string("a"), std::string("b"), terms::word_note});
  EXPECT_EQ(fill("{0}.", {one}, Language::english), "a.");
  EXPECT_EQ(fill("{0}.", {two}, Language::english), "a or b.");
  EXPECT_EQ(fill("{0}.", {three}, Language::english), "a, b or note.");
  EXPECT_EQ(fill("{0}。", {two}, Language::chinese), "a或b。");
  EXPECT_EQ(fill("{0}。", {three}, Language::chinese), "a、b或参见。");
}

TEST(Catalogue, ANameInBothLanguagesIsShownInTheReaders) {
  const Bilingual name{"people", "人数"};
  EXPECT_EQ(fill("{0}.", {name}, Language::english), "people.");
  EXPECT_EQ(fill("{0}。", {name}, Language::chinese), "人数。");
}

TEST(Catalogue, PlaceholdersAreFilledInAnyOrderAndOthersStay) {
  EXPECT_EQ(fill("{1} before {0}, {1}", {"x", "y"}, Language::english), "y before x, y");
  EXPECT_EQ(fill("{2} { {} {x} {0", {"x"}, Language::english), "{2} { {} {x} {0");
  EXPECT_EQ(fill("{0}", {"{1}", "y"}, Language::english), "{1}") << "an argument is no pattern";
  EXPECT_EQ(fill("{0}", {std::int64_t{-5}}, Language::english), "-5");
}

TEST(Catalogue, ArgumentsCannotDisturbTheTerminal) {
  EXPECT_EQ(fill("{0}", {"a\nb\x1b[31m"}, Language::english), "a b\uFFFD[31m");
  EXPECT_EQ(fill("{0}", {"\xff"}, Language::english), "\uFFFD");
  EXPECT_EQ(fill("{0}", {std::string(5000, 'x')}, Language::english).size(), 1000U);
}

}  // namespace
}  // namespace recourse
