// UTF-8, characters that no source may hold, normal form, width on a terminal.
#include "engine/base/text.h"

#include "engine/base/messages/base.h"

namespace recourse::base {
namespace {

using testing::Optional;

TEST(Text, FindsTheFirstByteThatIsNotUtf8) {
  const std::string plain(100, 'x');
  struct Row {
    std::string text;
    std::optional<std::size_t> bad;
  };
  const Row rows[] = {
      {"", std::nullopt},      {plain + "办理\n\t\u0301😀", std::nullopt}, {"\xff", 0}, {plain + "\x80", 100},
      {"ab\xe5\x8a", 2},        // cut short
      {"\xc0\xaf", 0},          // overlong
      {"\xed\xa0\x80", 0},      // surrogate
      {"\xf4\x90\x80\x80", 0},  // beyond U+10FFFF
      {"办\xb0\xec", 3},        // GB18030
  };
  for (const Row& row : rows) {
    EXPECT_EQ(first_invalid_byte(row.text), row.bad) << row.text;
  }
}

TEST(Text, ForbidsWhatCannotBeSeen) {
  const std::string forbidden[] = {std::string(1, '\0'),
                                   "\x01",
                                   "\x1b",
                                   "\x7f",
                                   "\u0085",
                                   "\u200B",
                                   "\u200F",
                                   "\u202A",
                                   "\u202E",
                                   "\u2066",
                                   "\u2069",
                                   "\uFEFF"};
  for (const std::string& character : forbidden) {
    for (const std::string& before : {std::string("办"), std::string(9, 'x')}) {
      const auto found = first_forbidden(before + character + "y");
      ASSERT_TRUE(found.has_value()) << character_name(first_cell(character).character);
      EXPECT_EQ(found->offset, before.size());
      EXPECT_EQ(found->size, character.size());
    }
  }
  for (const std::string allowed :
       {"a\tb\r\n", "\u3000（，：；“”｛｝《》）", "\u2010", "\u206A", "\u00A0", "\uFEFFx"}) {
    EXPECT_FALSE(first_forbidden(allowed).has_value()) << allowed;
  }
}

TEST(Text, EveryPlaceInAWordOfEightBytesIsLookedAt) {
  for (std::size_t at = 0; at < 24; ++at) {
    for (const char bad : {'\0', '\x1f', '\x7f'}) {
      std::string text(24, ' ');
      text[at] = bad;
      ASSERT_TRUE(first_forbidden(text).has_value());
      EXPECT_EQ(first_forbidden(text)->offset, at);
    }
    std::string text(24, '~');
    text[at] = '\x80';
    EXPECT_THAT(first_invalid_byte(text), Optional(at));
  }
}

TEST(Text, AReaderLearnsOfEachForbiddenCharacterButOfOneBadByte) {
  DiagnosticList list;
  EXPECT_TRUE(check_text(std::make_shared<SourceText>(SourceText{"a", "\uFEFF办理"}), list));
  EXPECT_TRUE(check_text(std::make_shared<SourceText>(SourceText{"a", "a\r\nb\r\r\nc\r"}), list));
  EXPECT_FALSE(check_text(std::make_shared<SourceText>(SourceText{"a", "\xff\u202E"}), list));
  ASSERT_EQ(list.items().size(), 1U);
  EXPECT_FALSE(check_text(std::make_shared<SourceText>(SourceText{"b", "x\u202Ey\u200B"}), list));
  ASSERT_EQ(list.items().size(), 3U);
  EXPECT_EQ(list.items()[2].code, messages::forbidden_character);
  EXPECT_EQ(list.items()[2].span.begin, 5U);
  EXPECT_EQ(list.items()[2].span.end, 8U);
  EXPECT_EQ(message(list.items()[2], Language::english).substr(0, 20), "The character U+200B");

  DiagnosticList many;
  EXPECT_FALSE(check_text(std::make_shared<SourceText>(SourceText{"c", std::string(1000, '\0')}), many));
  EXPECT_EQ(many.items().size(), 20U);
}

TEST(Text, NamesAreComparedInNormalFormC) {
  EXPECT_EQ(normalised("e\u0301"), "\u00E9");
  EXPECT_EQ(normalised("办理"), "办理");
  EXPECT_EQ(normalised("plain_name"), "plain_name");
  EXPECT_EQ(normalised("\u212B"), "\u00C5");
  EXPECT_EQ(normalised("\xff"), "\xff");
  EXPECT_EQ(normalised(""), "");
}

TEST(Text, WidthIsThatOfATerminal) {
  struct Row {
    std::string text;
    std::size_t width;
  };
  const Row rows[] = {{"", 0},        {"abc", 3}, {"办理", 4}, {"（）", 4},
                      {"e\u0301", 1}, {"😀", 2},   {"\xff", 1}, {"\x1b", 1}};
  for (const Row& row : rows) {
    EXPECT_EQ(display_width(row.text), row.width) << row.text;
  }
  EXPECT_EQ(padded("办理", 6), "办理  ");
  EXPECT_EQ(padded("办理", 3), "办理");
}

TEST(Text, PrintableTextStaysOnOneLineAndIsCut) {
  EXPECT_EQ(printable("a\tb\r\nc", 80), "a b  c");
  EXPECT_EQ(printable("abcdef", 6), "abcdef");
  EXPECT_EQ(printable("abcdefg", 6), "abc...");
  EXPECT_EQ(printable("办理期限内", 8), "办理...");
  EXPECT_EQ(printable("办理期限", 8), "办理期限");
}

}  // namespace
}  // namespace recourse::base
