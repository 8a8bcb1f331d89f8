// Which characters make a token: the PEGTL grammar of lex.cpp. Full-width marks and digits mean the same as ASCII.
#pragma once

#include <tao/pegtl.hpp>

namespace recourse::language::lexical {

using namespace tao::pegtl;  // NOLINT: a grammar is unreadable without

// Characters.
struct blank : sor<one<' ', '\t', '\r'>, utf8::one<U'\u3000', U'\u00A0', U'\uFEFF'>> {};
struct new_line : one<'\n'> {};
struct symbol : utf8::ranges<0xD7, 0xD7, 0xF7, 0xF7, 0x2000, 0x214F, 0x2190, 0x2BFF, 0x2E00, 0x2E7F, 0x3000,
                             0x3004, 0x3008, 0x3020, 0x3030, 0x303F, 0xE000, 0xF8FF, 0xFE10, 0xFE6F, 0xFF00,
                             0xFF0F, 0xFF1A, 0xFF20, 0xFF3B, 0xFF40, 0xFF5B, 0xFFFF, 0x1F000, 0x1FAFF> {};
struct word_character
    : sor<ranges<'a', 'z', 'A', 'Z', '0', '9', '_'>, seq<not_at<symbol>, utf8::range<0xC0, 0x10FFFF>>> {};
struct digit_character : sor<digit, utf8::range<U'０', U'９'>> {};
struct numeral : utf8::one<U'〇', U'零', U'一', U'二', U'两', U'三', U'四', U'五', U'六', U'七', U'八', U'九',
                           U'十', U'百', U'千', U'万'> {};
struct word_end : not_at<word_character> {};

// Numbers with a unit.
struct digits : plus<digit_character> {};
struct numerals : plus<numeral> {};
struct chinese_unit
    : sor<utf8::string<U'个', U'工', U'作', U'日'>, utf8::string<U'工', U'作', U'日'>,
          utf8::string<U'个', U'月'>, utf8::string<U'个', U'小', U'时'>, utf8::string<U'小', U'时'>,
          utf8::string<U'分', U'钟'>, utf8::one<U'日', U'天', U'年'>> {};
struct english_unit
    : seq<sor<seq<string<'w', 'o', 'r', 'k', 'i', 'n', 'g'>, plus<blank>, string<'d', 'a', 'y'>>,
              string<'d', 'a', 'y'>, string<'m', 'o', 'n', 't', 'h'>, string<'y', 'e', 'a', 'r'>,
              string<'h', 'o', 'u', 'r'>, string<'m', 'i', 'n', 'u', 't', 'e'>>,
          opt<one<'s'>>, word_end> {};
// After a Chinese number the unit must end the word, or 一日游 would be a period; these may follow all the same.
struct particle : sor<utf8::string<U'之', U'日', U'起'>, utf8::string<U'以', U'内'>,
                      utf8::one<U'内', U'前', U'起', U'的', U'止'>> {};
struct unit_end : sor<word_end, at<particle>> {};

struct day_of_month : sor<rep_min_max<1, 2, digit_character>, numerals> {};
struct chinese_date : seq<sor<rep<4, digit_character>, rep<4, numeral>>, utf8::one<U'年'>, day_of_month,
                          utf8::one<U'月'>, day_of_month, utf8::one<U'日'>> {};
struct date : sor<seq<rep<4, digit_character>, one<'-'>, rep_min_max<1, 2, digit>, one<'-'>,
                      rep_min_max<1, 2, digit>, not_at<digit>>,
                  seq<rep<4, digit_character>, one<'/'>, rep_min_max<1, 2, digit>, one<'/'>,
                      rep_min_max<1, 2, digit>, not_at<digit>>,
                  chinese_date> {};
struct time : seq<rep_min_max<1, 2, digit_character>, sor<one<':'>, utf8::one<U'：'>>,
                  rep<2, digit_character>, word_end> {};
struct chinese_same_day
    : sor<utf8::string<U'当', U'日'>, utf8::string<U'当', U'天'>, utf8::string<U'同', U'日'>> {};
struct same_day
    : seq<sor<seq<string<'s', 'a', 'm', 'e'>, plus<blank>, string<'d', 'a', 'y'>>, chinese_same_day>,
          unit_end> {};
struct period : sor<seq<digits, star<blank>, sor<chinese_unit, english_unit>>,
                    seq<numerals, star<blank>, chinese_unit, unit_end>, same_day> {};
struct count : sor<seq<digits, utf8::one<U'次'>>, seq<numerals, utf8::one<U'次'>, unit_end>> {};
struct number : digits {};
/// 近十二期有四期
struct period_count : sor<digits, numerals> {};
struct recurrence
    : seq<utf8::one<U'近'>, period_count, utf8::string<U'期', U'有'>, period_count, utf8::one<U'期'>> {};

// 第三十四条第二款第六项: three tokens.
template <char32_t Unit>
struct ordinal
    : seq<utf8::one<U'第'>, sor<digits, numerals>, utf8::one<Unit>, sor<word_end, at<utf8::one<U'第'>>>> {};
struct article : ordinal<U'条'> {};
struct paragraph : ordinal<U'款'> {};
struct item : ordinal<U'项'> {};

// Texts, titles, names in quotes; none goes over a line's end.
template <char32_t Open, char32_t Close>
struct quoted : seq<utf8::one<Open>, star<utf8::not_one<Close, U'\n'>>, utf8::one<Close>> {};
struct text : sor<quoted<U'"', U'"'>, quoted<U'“', U'”'>, quoted<U'＂', U'＂'>> {};
struct title : quoted<U'《', U'》'> {};
struct quoted_name : quoted<U'「', U'」'> {};
struct rest_of_line : star<not_one<'\n'>> {};
struct unclosed : seq<utf8::one<U'"', U'“', U'＂', U'《', U'「'>, rest_of_line> {};
struct strange_quote : utf8::one<U'\'', U'‘', U'’', U'«', U'»', U'„', U'”', U'″', U'『', U'』'> {};
struct strangely_quoted : seq<strange_quote, star<not_at<sor<strange_quote, utf8::one<U'“'>>>, not_one<'\n'>>,
                              sor<strange_quote, utf8::one<U'“'>>> {};

struct word : plus<word_character> {};
struct mark : sor<string<'-', '>'>, string<'!', '='>, string<'<', '='>, string<'>', '='>, string<'=', '='>,
                  string<'.', '.'>,
                  one<'(', ')', '{', '}', ',', ':', ';', '.', '?', '/', '=', '<', '>', '+', '-', '*', '|'>,
                  utf8::one<U'（', U'）', U'｛', U'｝', U'，', U'、', U'：', U'；', U'。', U'？', U'／',
                            U'＝', U'≠', U'＜', U'＞', U'≤', U'≥', U'＋', U'－', U'−', U'×', U'→', U'｜'>> {};
struct comment : seq<sor<one<'#'>, utf8::one<U'＃'>>, rest_of_line> {};
struct unknown : utf8::any {};

struct element : sor<new_line, blank, date, time, period, count, recurrence, number, article, paragraph, item,
                     word, mark, comment, text, title, quoted_name, unclosed, strangely_quoted, unknown> {};
struct file : seq<star<element>, eof> {};

/// What `ordinal_at` looks for.
struct ordinal_of_articles : sor<article, paragraph, item> {};
/// What `times_at` looks for: 一次 whatever follows.
struct times : seq<numerals, utf8::one<U'次'>> {};
/// What `literal_at` looks for.
struct literal
    : sor<chinese_date, count, recurrence, chinese_same_day, seq<sor<digits, numerals>, chinese_unit>> {};

}  // namespace recourse::language::lexical
