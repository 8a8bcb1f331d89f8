// The actions of the lexical grammar: each appends one token, or reports what cannot be one.
#include "engine/language/lex.h"

#include <array>

#include "engine/base/messages/language.h"
#include "engine/base/text.h"
#include "engine/calendar/calendar.h"
#include "engine/calendar/numeral.h"
#include "engine/language/keywords.h"
#include "engine/language/lexical_grammar.h"
#include "engine/language/place_of_run.h"

namespace recourse::language {
namespace {

constexpr std::size_t kMostDigits = 18;

struct Mark {
  std::string_view spelling;
  Kind kind;
};
constexpr std::array kMarks = {
    Mark{"->", Kind::arrow},         Mark{"→", Kind::arrow},         Mark{"!=", Kind::not_equal},
    Mark{"≠", Kind::not_equal},      Mark{"<=", Kind::less_equal},   Mark{"≤", Kind::less_equal},
    Mark{">=", Kind::greater_equal}, Mark{"≥", Kind::greater_equal}, Mark{"==", Kind::equal},
    Mark{"=", Kind::equal},          Mark{"＝", Kind::equal},        Mark{"..", Kind::range},
    Mark{"(", Kind::open_paren},     Mark{"（", Kind::open_paren},   Mark{")", Kind::close_paren},
    Mark{"）", Kind::close_paren},   Mark{"{", Kind::open_brace},    Mark{"｛", Kind::open_brace},
    Mark{"}", Kind::close_brace},    Mark{"｝", Kind::close_brace},  Mark{",", Kind::comma},
    Mark{"，", Kind::comma},         Mark{"、", Kind::comma},        Mark{":", Kind::colon},
    Mark{"：", Kind::colon},         Mark{";", Kind::end},           Mark{"；", Kind::end},
    Mark{"。", Kind::end},           Mark{".", Kind::dot},           Mark{"?", Kind::question},
    Mark{"？", Kind::question},      Mark{"/", Kind::slash},         Mark{"／", Kind::slash},
    Mark{"<", Kind::less},           Mark{"＜", Kind::less},         Mark{">", Kind::greater},
    Mark{"＞", Kind::greater},       Mark{"+", Kind::plus},          Mark{"＋", Kind::plus},
    Mark{"-", Kind::minus},          Mark{"－", Kind::minus},        Mark{"−", Kind::minus},
    Mark{"*", Kind::times_sign},     Mark{"×", Kind::times_sign},    Mark{"|", Kind::bar},
    Mark{"｜", Kind::bar},
};

struct State {
  Reporter& reporter;
  const DeclaredNames& names;
  Tokens tokens;
  bool line_start = true;
  bool unsplit = false;
  enum class Braces : std::uint8_t { clauses, effects, set, rows, migration };
  std::vector<Braces> braces;  // that are open
  bool after_set = false;      // the last token closes a set
  bool rows_alone = false;     // the text is the rows of a table
  std::string unquoted;        // the text as runs are split by it; empty when none is

  [[nodiscard]] bool in_rows() const {
    return rows_alone || std::find(braces.begin(), braces.end(), Braces::rows) != braces.end();
  }
  [[nodiscard]] bool begins_cell() const {
    return line_start || tokens.empty() || tokens.back().kind == Kind::bar ||
           tokens.back().kind == Kind::comma || tokens.back().kind == Kind::logical_or;
  }

  template <typename Input>
  Token token(Kind kind, const Input& in) const {
    const auto* const text = reporter.source()->text.data();
    const auto begin = static_cast<std::uint32_t>(in.begin() - text);
    return {kind, line_start, begin, begin + static_cast<std::uint32_t>(in.size())};
  }
  void push(const Token& made) {
    after_set = false;
    if (made.kind == Kind::open_brace) {
      braces.push_back(opens_set(tokens)         ? Braces::set
                       : opens_rows(tokens)      ? Braces::rows
                       : opens_migration(tokens) ? Braces::migration
                       : opens_effects(tokens)   ? Braces::effects
                                                 : Braces::clauses);
    } else if (made.kind == Kind::close_brace && !braces.empty()) {
      after_set = braces.back() == Braces::set;
      braces.pop_back();
    }
    tokens.push_back(made);
    line_start = false;
  }
};

bool is_literal(Kind kind) {
  return kind == Kind::period || kind == Kind::count || kind == Kind::date;
}

// "must not", 可 延长: words of one line that are one keyword together; the longest that the last tokens make.
void join_words(State& state) {
  Tokens& tokens = state.tokens;
  const std::string_view source = state.reporter.source()->text;
  std::string spelling;
  std::size_t joined = 0;
  const Keyword* keyword = nullptr;
  for (std::size_t words = 1; words <= 4 && words <= tokens.size(); ++words) {
    const Token& token = tokens[tokens.size() - words];
    spelling.insert(0, words == 1 ? "" : " ");
    spelling.insert(0, state.reporter.text(token));
    if (words > 1) {
      if (const Keyword* const found = find_keyword(spelling)) {
        keyword = found;
        joined = words;
      }
    }
    const bool spaced =
        token.begin > 0 && (source[token.begin - 1] == ' ' || source[token.begin - 1] == '\t');
    if (token.line_start || !spaced) {
      break;
    }
  }
  if (keyword != nullptr) {
    const std::uint32_t end = tokens.back().end;
    tokens.resize(tokens.size() - joined + 1);
    tokens.back().kind = keyword->kind;
    tokens.back().end = end;
  }
}

bool starts_with_colon(std::string_view after) {
  return after.starts_with(':') || after.starts_with("：");
}

bool stands_apart(std::string_view text, std::uint32_t begin, std::uint32_t end) {
  const std::string_view blanks = " \t";
  return begin > 0 && blanks.find(text[begin - 1]) != std::string_view::npos &&
         (end == text.size() || (text[end] & 0x80) == 0 || text.substr(end).starts_with("，") ||
          text.substr(end).starts_with("（") || text.substr(end).starts_with("；"));
}

/// Whether a word would part at 或 or 且 alone, into names that nobody declares: it may as well be one name. Latin letters part from
/// Chinese by themselves.
bool only_joins(std::string_view part, const Pieces& pieces, const DeclaredNames& names) {
  const auto is_plain = [](std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; });
  };
  return pieces.size() > 1 && std::all_of(pieces.begin(), pieces.end(), [&](const Token& piece) {
           return piece.kind == Kind::logical_or || piece.kind == Kind::logical_and ||
                  (piece.kind == Kind::word && !is_plain(part.substr(piece.begin, piece.end - piece.begin)) &&
                   !names.contains(part.substr(piece.begin, piece.end - piece.begin)));
         });
}

/// A part of a run that holds no 的, split by the names that are declared.
void push_part(State& state, std::uint32_t begin, std::uint32_t end) {
  const std::string_view text = state.reporter.source()->text;
  const std::string_view part = text.substr(begin, end - begin);
  if (const Keyword* const keyword = find_keyword(part)) {
    state.tokens.push_back({keyword->kind, false, begin, end});
    return;
  }
  const bool is_plain = std::all_of(part.begin(), part.end(), [](char c) { return (c & 0x80) == 0; });
  if (is_plain || state.names.contains(part)) {
    state.tokens.push_back({Kind::word, false, begin, end});
    return;
  }
  RunPlace place = place_of_run(state.unquoted, begin, end, state.tokens);
  if (state.in_rows()) {
    // A cell may begin with a comparison: its operand is the input.
    place.begins_clause = false;
    place.after_operand = place.after_operand || state.begins_cell();
  }
  place.in_migration = !state.braces.empty() && state.braces.back() == State::Braces::migration;
  place.in_effects =
      place.in_migration || (!state.braces.empty() && state.braces.back() == State::Braces::effects);
  if (state.after_set && !state.line_start) {
    place.begins_clause = false;
    place.after_operand = true;
  }
  state.after_set = false;
  // people：数字 declares a field, whatever the name begins with.
  if (place.begins_clause && !place.in_effects && starts_with_colon(place.after)) {
    state.tokens.push_back({Kind::word, false, begin, end});
    return;
  }
  std::vector<Pieces> splits = split_run(part, place, state.names);
  if (stands_apart(text, begin, end) && only_joins(part, splits.front(), state.names)) {
    // As one name first: its parts must not count as declared in the next round.
    splits.insert(splits.begin(), {{Kind::word, false, 0, end - begin}});
  }
  if (splits.size() > 1) {
    state.reporter.add(messages::two_readings, begin, end,
                       {part, spaced(part, splits.front()), spaced(part, splits.back())});
  }
  for (Token piece : splits.front()) {
    piece.begin += begin;
    piece.end += begin;
    state.tokens.push_back(piece);
  }
}

void push_parts(State& state, const Token& token, std::string_view run) {
  constexpr std::string_view kConditionEnd = "的";
  std::size_t at = 0;
  while (at < run.size()) {
    const std::size_t end = std::min(run.find(kConditionEnd, at), run.size());
    const auto place = token.begin + static_cast<std::uint32_t>(at);
    if (end > at) {
      push_part(state, place, token.begin + static_cast<std::uint32_t>(end));
      at = end;
    } else {
      at += kConditionEnd.size();
      state.tokens.push_back(
          {Kind::condition_end, false, place, token.begin + static_cast<std::uint32_t>(at)});
    }
  }
}

void check_day(State& state, const Token& token) {
  const std::string_view text = state.reporter.text(token);
  if (token.kind == Kind::date && !calendar::parse_day(text)) {
    state.reporter.add(messages::impossible_date, token, {text});
  }
}

void push_word(State& state, Token token, std::string_view run) {
  const bool after_literal =
      !state.tokens.empty() && is_literal(state.tokens.back().kind) && state.tokens.back().end == token.begin;
  const std::size_t before = state.tokens.size();
  if (state.names.empty()) {
    segment(run, token.begin, after_literal, state.tokens);
    state.unsplit = state.unsplit ||
                    std::any_of(state.tokens.begin() + static_cast<std::ptrdiff_t>(before),
                                state.tokens.end(), [&](const Token& piece) {
                                  return piece.kind == Kind::word && may_be_split(state.reporter.text(piece));
                                });
  } else {
    push_parts(state, token, run);
  }
  for (std::size_t piece = before; piece < state.tokens.size(); ++piece) {
    check_day(state, state.tokens[piece]);
  }
  state.tokens[before].line_start = token.line_start;
  state.line_start = false;
  if (state.tokens.size() == before + 1) {
    join_words(state);
  }
}

std::string_view closing(std::string_view text) {
  if (text.starts_with("“")) return "”";
  if (text.starts_with("《")) return "》";
  if (text.starts_with("「")) return "」";
  return text.starts_with("＂") ? "＂" : "\"";
}

// Rules without an action of their own: blanks and comments.
template <typename Rule>
struct action {};

template <>
struct action<lexical::new_line> {
  template <typename Input>
  static void apply(const Input& /*in*/, State& state) {
    state.line_start = true;
  }
};

template <Kind kind>
struct push_token {
  template <typename Input>
  static void apply(const Input& in, State& state) {
    state.push(state.token(kind, in));
  }
};
template <>
struct action<lexical::article> : push_token<Kind::article> {};
template <>
struct action<lexical::paragraph> : push_token<Kind::paragraph> {};
template <>
struct action<lexical::item> : push_token<Kind::item> {};
template <>
struct action<lexical::text> : push_token<Kind::text> {};
template <>
struct action<lexical::title> : push_token<Kind::title> {};

template <>
struct action<lexical::recurrence> : push_token<Kind::recurrence> {};

template <>
struct action<lexical::number> {
  template <typename Input>
  static void apply(const Input& in, State& state) {
    const Token made = state.token(Kind::number, in);
    if (calendar::half_width(in.string_view()).size() > kMostDigits) {
      state.reporter.add(messages::too_many_digits, made);
    }
    state.push(made);
  }
};

template <>
struct action<lexical::date> {
  template <typename Input>
  static void apply(const Input& in, State& state) {
    const Token made = state.token(Kind::date, in);
    check_day(state, made);
    state.push(made);
  }
};

template <>
struct action<lexical::time> {
  template <typename Input>
  static void apply(const Input& in, State& state) {
    const Token made = state.token(Kind::time, in);
    if (!calendar::parse_time_of_day(calendar::half_width(in.string_view()))) {
      state.reporter.add(messages::impossible_time, made, {in.string_view()});
    }
    state.push(made);
  }
};

template <>
struct action<lexical::period> {
  template <typename Input>
  static void apply(const Input& in, State& state) {
    const Token made = state.token(Kind::period, in);
    if (!calendar::parse_period(in.string_view())) {
      state.reporter.add(messages::too_many_digits, made);
    }
    state.push(made);
  }
};

template <>
struct action<lexical::count> {
  template <typename Input>
  static void apply(const Input& in, State& state) {
    const Token made = state.token(Kind::count, in);
    std::string_view amount = in.string_view();
    amount.remove_suffix(std::string_view("次").size());
    if (!calendar::parse_number(amount)) {
      state.reporter.add(messages::too_many_digits, made);
    }
    state.push(made);
  }
};

template <>
struct action<lexical::quoted_name> {
  template <typename Input>
  static void apply(const Input& in, State& state) {
    const Token made = state.token(Kind::quoted_name, in);
    if (in.string_view() == "「」") {
      state.reporter.add(messages::empty_name, made);
    }
    state.push(made);
  }
};

template <>
struct action<lexical::word> {
  template <typename Input>
  static void apply(const Input& in, State& state) {
    push_word(state, state.token(Kind::word, in), in.string_view());
  }
};

template <>
struct action<lexical::mark> {
  template <typename Input>
  static void apply(const Input& in, State& state) {
    for (const Mark& mark : kMarks) {
      if (mark.spelling == in.string_view()) {
        const Token made = state.token(mark.kind, in);
        if (mark.spelling == "==") {
          state.reporter.add(messages::double_equals, made);
        }
        state.push(made);
        return;
      }
    }
  }
};

template <>
struct action<lexical::unclosed> {
  template <typename Input>
  static void apply(const Input& in, State& state) {
    const std::string_view text = in.string_view();
    Token made = state.token(text.starts_with("「")   ? Kind::quoted_name
                             : text.starts_with("《") ? Kind::title
                                                      : Kind::text,
                             in);
    state.reporter.add(messages::text_not_closed, made, {closing(text)});
    state.push(made);
  }
};

template <>
struct action<lexical::strangely_quoted> {
  template <typename Input>
  static void apply(const Input& in, State& state) {
    const Token made = state.token(Kind::text, in);
    state.reporter.add(messages::wrong_quotes, made, {in.string_view()});
    state.push(made);
  }
};

template <>
struct action<lexical::unknown> {
  template <typename Input>
  static void apply(const Input& in, State& state) {
    state.reporter.add(messages::unexpected_character, state.token(Kind::word, in), {in.string_view()});
  }
};

template <>
struct action<lexical::element> {
  template <typename Input>
  static bool apply(const Input& in, State& state) {
    if (state.tokens.size() > kMostTokens) {
      const Token last = state.token(Kind::word, in);
      state.reporter.add(messages::file_too_long, last, {static_cast<std::int64_t>(kMostTokens)});
      return false;
    }
    return !state.reporter.full();
  }
};

/// What a rule matches at the start of a run; empty when it does not.
template <typename Rule>
std::string_view read(std::string_view run) {
  tao::pegtl::memory_input<tao::pegtl::tracking_mode::lazy> in(run.data(), run.data() + run.size(), "");
  return tao::pegtl::parse<Rule>(in) ? run.substr(0, static_cast<std::size_t>(in.current() - run.data()))
                                     : std::string_view();
}

/// 第三十五条（二） and 第三十五条第（二）项 cite an item as 第三十五条第二项 does: what stands behind the article is one token.
Tokens with_items(Tokens tokens, const Reporter& reporter) {
  std::size_t kept = 0;
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    tokens[kept++] = tokens[at];
    if (tokens[at].kind != Kind::article && tokens[at].kind != Kind::paragraph) {
      continue;
    }
    const auto is = [&](std::size_t place, std::string_view text) {
      return place < tokens.size() && tokens[place].begin == tokens[place - 1].end &&
             reporter.text(tokens[place]) == text;
    };
    const auto is_kind = [&](std::size_t place, Kind kind) {
      return place < tokens.size() && tokens[place].begin == tokens[place - 1].end &&
             tokens[place].kind == kind;
    };
    const bool in_words = is(at + 1, "第");
    const std::size_t open = at + 1 + std::size_t{in_words};
    const std::size_t last = open + 2 + std::size_t{in_words};
    if (is_kind(open, Kind::open_paren) && is_kind(open + 2, Kind::close_paren) &&
        (!in_words || is(last, "项")) && calendar::parse_number(reporter.text(tokens[open + 1]))) {
      tokens[kept++] = {Kind::item, tokens[at + 1].line_start, tokens[at + 1].begin, tokens[last].end};
      at = last;
    }
  }
  tokens.resize(kept);
  return tokens;
}

}  // namespace

Lexed lex(Reporter& reporter, const DeclaredNames& names, Text what) {
  State state{reporter, names, {}, true, false, {}, false, what == Text::rows, {}};
  const std::string& text = reporter.source()->text;
  if (!names.empty()) {
    state.unquoted = without_quoted(text);
  }
  const std::size_t mark = base::byte_order_mark(text);
  tao::pegtl::memory_input<tao::pegtl::tracking_mode::lazy> in(text.data() + mark, text.data() + text.size(),
                                                               "");
  // False when an action stopped it, which has reported why.
  static_cast<void>(tao::pegtl::parse<lexical::file, action>(in, state));
  return {with_items(std::move(state.tokens), reporter), state.unsplit};
}

std::optional<Literal> times_at(std::string_view run) {
  const std::string_view text = read<lexical::times>(run);
  return text.empty() ? std::nullopt : std::optional(Literal{Kind::count, text.size()});
}

std::optional<Literal> ordinal_at(std::string_view run) {
  const std::string_view text = read<lexical::ordinal_of_articles>(run);
  const Kind kind = text.ends_with("条")   ? Kind::article
                    : text.ends_with("款") ? Kind::paragraph
                                           : Kind::item;
  return text.empty() ? std::nullopt : std::optional(Literal{kind, text.size()});
}

std::optional<Literal> literal_at(std::string_view run) {
  const std::string_view text = read<lexical::literal>(run);
  if (text.empty()) {
    return std::nullopt;
  }
  const Kind kind = text.starts_with("近")         ? Kind::recurrence
                    : text.ends_with("次")         ? Kind::count
                    : calendar::parse_period(text) ? Kind::period
                                                   : Kind::date;
  return Literal{kind, text.size()};
}

}  // namespace recourse::language
