#include "engine/language/mistakes.h"

#include <algorithm>

#include "engine/base/messages/language.h"
#include "engine/base/text.h"
#include "engine/language/keywords.h"
#include "engine/language/wrong_periods.h"

namespace recourse::language {
namespace {

constexpr std::size_t kMostShown = 40;  // columns of the text that was found

bool heads_clause(Kind kind) {
  return kind >= Kind::owner && kind <= Kind::at;
}
bool heads_act(Kind kind) {
  return kind == Kind::must || kind == Kind::may || kind == Kind::must_not || kind == Kind::on;
}
bool declares(Kind kind) {
  return kind >= Kind::policy && kind <= Kind::test && kind != Kind::version && kind != Kind::in_force;
}
bool is_effect_verb(Kind kind) {
  return kind == Kind::set || kind == Kind::set_once || kind == Kind::add || kind == Kind::remove ||
         kind == Kind::notify || kind == Kind::charge || kind == Kind::open || kind == Kind::submit;
}

// Whether a keyword may stand where `expected` is: the candidates for "did you mean".
bool may_stand(Kind keyword, TermCode expected) {
  const bool phrase = (keyword >= Kind::within && keyword <= Kind::overrides) || keyword == Kind::when ||
                      keyword == Kind::cites || keyword == Kind::arrow || keyword == Kind::while_;
  switch (expected) {
    case terms::a_declaration:
      return declares(keyword);
    case terms::a_clause:  // must and may need somebody before them
      return (heads_clause(keyword) && keyword != Kind::must && keyword != Kind::may) ||
             keyword == Kind::stage || keyword == Kind::start || keyword == Kind::final ||
             keyword == Kind::parallel || keyword == Kind::branch || keyword == Kind::role ||
             keyword == Kind::act;
    case terms::a_head:
      return heads_act(keyword) || keyword == Kind::during;
    case terms::a_phrase:
    case terms::an_act_phrase:
    case terms::a_bound:
      return phrase;
    case terms::an_effect:
      return is_effect_verb(keyword);
    case terms::a_step:
      return keyword == Kind::expect;
    case terms::a_table_phrase:
      return (keyword >= Kind::gives && keyword <= Kind::collect) || keyword == Kind::rows_from ||
             keyword == Kind::from || keyword == Kind::cites;
    case terms::the_end:
    case terms::a_block:
      return phrase || keyword == Kind::for_case || keyword == Kind::version || keyword == Kind::in_force ||
             keyword == Kind::refused;
    case terms::word_while:
      return keyword == Kind::while_;
    case terms::word_to:
    case terms::word_to_case:
      return keyword == Kind::to;
    case terms::word_in_force:
      return keyword == Kind::in_force;
    case terms::word_extendable:
      return keyword == Kind::extendable;
    case terms::word_not_counted:
      return keyword == Kind::not_counted_in;
    default:
      return false;
  }
}

// What people write who think of laws, or of other languages, and the keyword that says it here.
constexpr std::pair<std::string_view, std::string_view> kOtherWords[] = {
    {"if", "when"},         {"where", "when"},     {"provided", "when"}, {"then", "->"},
    {"goto", "->"},         {"shall", "must"},     {"should", "must"},   {"can", "may"},
    {"cannot", "must not"}, {"若", "如果"},        {"必须", "应当"},     {"须", "应当"},
    {"能", "可以"},         {"有权", "可以"},      {"禁止", "不得"},     {"不能", "不得"},
    {"进入", "转入"},       {"期满后", "期满则"},  {"否则", "逾期则"},   {"需要", "应当"},
    {"twice", "2 times"},   {"thrice", "3 times"},
};

std::optional<std::string> keyword_for(std::string_view word) {
  for (const auto& [other, keyword] : kOtherWords) {
    if (word == other) {
      return std::string(keyword);
    }
  }
  return std::nullopt;
}

bool wants_name(TermCode expected) {
  return expected == terms::a_name || expected == terms::a_stage || expected == terms::a_clause_name ||
         expected == terms::a_field || expected == terms::an_act || expected == terms::a_trigger ||
         expected == terms::a_choice_value || expected == terms::a_case_item;
}

// One failure and what stands around it. Each question reports and says whether it did.
class Mistake {
public:
  Mistake(const Failure& failure, std::size_t begin, const Tokens& tokens, Reporter& reporter)
      : expected_(failure.expected), begin_(begin), tokens_(tokens), reporter_(reporter) {
    at_ = std::min(failure.token, tokens.size() - 1);
    if (tokens[at_].kind == Kind::condition && at_ + 1 < tokens.size()) {
      ++at_;  // the mark of a condition is not in the text
    }
    const bool phrase = expected_ == terms::a_phrase || expected_ == terms::an_act_phrase;
    if (phrase && (before() == Kind::must || before() == Kind::may || before() == Kind::must_not)) {
      expected_ = terms::an_act;
    }
  }

  void report() {
    if (reporter_.touches(tokens_[begin_].begin, found().end + 1)) {
      return;
    }
    const bool told = not_available() || words_for_arrow() || wrong_period() || period_alone() ||
                      other_word() || otherwise_for_else() || name_with_condition_end() || wrong_place() ||
                      effect_for_clause() || effect_without_braces() || may_not() || unless() || fraction() ||
                      act_after_or() || keyword_as_name() || argument_without_name() || article() ||
                      misspelt();
    if (!told) {
      plainly();
    }
  }

private:
  [[nodiscard]] const Token& found() const { return tokens_[at_]; }
  [[nodiscard]] Kind kind(std::size_t token) const {
    return token < tokens_.size() ? tokens_[token].kind : Kind::end;
  }
  [[nodiscard]] Kind before() const { return at_ > begin_ ? kind(at_ - 1) : Kind::end; }
  [[nodiscard]] std::string_view text(std::size_t token) const { return reporter_.text(tokens_[token]); }

  bool tell(MessageCode code, std::size_t token, std::vector<Argument> arguments) {
    reporter_.add(code, tokens_[token], std::move(arguments));
    return true;
  }

  bool not_available() {
    const bool begins = kind(begin_) == Kind::later && at_ <= begin_ + 1;
    if (!begins && kind(at_) != Kind::later) {
      return false;
    }
    const std::size_t word = begins ? begin_ : at_;
    return tell(messages::not_available, word, {text(word)});
  }

  // -> go to closed; -> stage closed.
  bool words_for_arrow() {
    std::size_t arrow = at_;
    while (arrow > begin_ && at_ - arrow < 3 && kind(arrow) != Kind::arrow) {
      --arrow;
    }
    std::size_t name = arrow + 1;
    const auto is_needless = [this](std::size_t token) {
      return kind(token) == Kind::to || kind(token) == Kind::stage || text(token) == "go" ||
             text(token) == "the";
    };
    while (name < tokens_.size() && is_needless(name)) {
      ++name;
    }
    if (kind(arrow) != Kind::arrow || name == arrow + 1 || name < at_ || !is_name(kind(name))) {
      return false;
    }
    reporter_.add(
        messages::words_for_arrow, tokens_[arrow + 1].begin, tokens_[name - 1].end,
        {text(arrow), reporter_.text({Kind::word, false, tokens_[arrow + 1].begin, tokens_[name - 1].end}),
         text(name)});
    return true;
  }

  // within 10 business days.
  bool wrong_period() {
    constexpr std::size_t kUnitWords = 3;
    return report_wrong_period(tokens_, begin_, at_ + kUnitWords, reporter_);
  }

  // 应当 10日内 受理; must report in 10 days; but whitin 10 days is a word misspelt.
  bool period_alone() {
    std::size_t alone = kind(at_) == Kind::in ? at_ + 1 : at_;
    if (expected_ == terms::a_head && at_ == begin_ + 1 && kind(begin_) == Kind::period) {
      alone = begin_;
    }
    const bool phrase = expected_ == terms::a_phrase || expected_ == terms::an_act_phrase ||
                        expected_ == terms::an_act || expected_ == terms::a_head;
    if (!phrase || kind(alone) != Kind::period) {
      return false;
    }
    if (!misspelt()) {
      reporter_.add(messages::period_without_word, tokens_[std::min(at_, alone)].begin, tokens_[alone].end,
                    {text(alone)});
    }
    return true;
  }

  // shall accept; if n > 3; 必须 受理: where the parse fails is one or more words further on.
  bool other_word() {
    for (std::size_t token = at_ + 1; token-- > begin_;) {
      if (const auto meant = kind(token) == Kind::word ? keyword_for(text(token)) : std::nullopt) {
        const TermCode expected = token == begin_ ? terms::a_clause : expected_;
        return tell(messages::keyword_misspelt, token, {text(token), *meant, expected});
      }
    }
    return other_head();
  }

  // 承办单位必须 自…起, where it was taken for the end of a name; 急件的，承办单位不能转送, where it stands behind the condition.
  bool other_head() {
    const bool condition_first = kind(at_) == Kind::condition_end || kind(at_ + 1) == Kind::condition_end;
    if (expected_ != terms::a_head && !condition_first) {
      return false;
    }
    std::size_t last = at_;
    while (condition_first && last + 1 < tokens_.size() && kind(last) != Kind::end &&
           kind(last) != Kind::open_brace && kind(last) != Kind::close_brace) {
      ++last;
    }
    for (std::size_t token = begin_; token <= last; ++token) {
      const std::string_view word = kind(token) == Kind::word ? text(token) : std::string_view();
      for (const auto& [other, keyword] : kOtherWords) {
        const bool is_chinese = static_cast<unsigned char>(other.front()) >= 0x80;
        const std::size_t place = is_chinese ? word.find(other) : std::string_view::npos;
        const bool at_end = place != std::string_view::npos && place + other.size() == word.size();
        constexpr std::size_t kTwoCharacters = 6;  // one may be part of any name: 能源局
        if (place == std::string_view::npos || (!at_end && other.size() < kTwoCharacters) ||
            !heads_act(find_keyword(keyword)->kind)) {
          continue;
        }
        const auto begin = static_cast<std::uint32_t>(tokens_[token].begin + place);
        reporter_.add(messages::keyword_misspelt, begin, begin + static_cast<std::uint32_t>(other.size()),
                      {other, keyword, terms::a_head});
        return true;
      }
    }
    return false;
  }

  // may appeal within 30 days otherwise -> closed: of a value it is "otherwise", of a time that is over "else".
  bool otherwise_for_else() {
    const bool chinese = text(at_) != "otherwise";
    return kind(at_) == Kind::otherwise &&
           tell(messages::keyword_misspelt, at_, {text(at_), chinese ? "逾期则" : "else", expected_});
  }

  // 目的：文本 — 的 was split off from a name.
  bool name_with_condition_end() {
    const bool in_effect = expected_ == terms::an_effect;  // 告知承办单位的上级: it may stand at its end
    for (std::size_t token = in_effect ? at_ + 1 : std::max<std::size_t>(begin_, 1);
         token < tokens_.size() && (in_effect ? kind(token) != Kind::end : token <= at_ + 1); ++token) {
      const bool glued = kind(token) == Kind::condition_end &&
                         tokens_[token - 1].end == tokens_[token].begin && is_name(kind(token - 1));
      if (glued && (in_effect || !heads_clause(kind(begin_)))) {
        const std::size_t next = token + 1;
        const bool goes_on =
            next < tokens_.size() && tokens_[next].begin == tokens_[token].end && is_name(kind(next));
        const std::string name = std::string(text(token - 1)) + std::string(text(token)) +
                                 std::string(goes_on ? text(next) : std::string_view());
        return tell(messages::name_with_condition_end, token, {name});
      }
    }
    return false;
  }

  bool wrong_place() {
    const bool in_body = expected_ == terms::a_clause || expected_ == terms::a_head;
    if (in_body && at_ == begin_ && declares(kind(at_))) {
      return tell(messages::outermost_inside, at_, {text(at_)});
    }
    if (expected_ != terms::a_declaration) {
      return false;
    }
    for (std::size_t token = at_; token <= at_ + 1; ++token) {
      const Kind head = kind(token);
      if (heads_clause(head) || head == Kind::stage || (token > at_ && head == Kind::during)) {
        return tell(messages::clause_outside, token, {text(token)});
      }
    }
    return false;
  }

  bool effect_for_clause() {
    if (expected_ == terms::a_head && at_ == begin_ + 1) {
      if (is_effect_verb(kind(begin_))) {
        return tell(messages::effect_as_clause, begin_, {text(begin_)});
      }
      if (is_effect_verb(kind(at_))) {
        return tell(messages::effect_as_clause, at_, {text(at_)});
      }
    }
    if (expected_ == terms::an_effect) {
      for (std::size_t token = at_; token <= at_ + 1; ++token) {
        if (heads_clause(kind(token))) {
          return tell(messages::clause_as_effect, token, {text(token)});
        }
      }
    }
    return false;
  }

  // else notify petitioner "…".
  bool effect_without_braces() {
    const Kind next = kind(at_ + 1);
    const bool infix = next == Kind::set || next == Kind::add || next == Kind::remove;
    return expected_ == terms::a_consequence && (is_effect_verb(kind(at_)) || infix) &&
           tell(messages::effect_without_braces, at_, {text(at_)});
  }

  // must report or within 3 days.
  bool act_after_or() {
    const Kind here = kind(at_);
    const bool goes_on = here == Kind::comma || here == Kind::end || here == Kind::open_brace ||
                         (!is_soft(here) && may_stand(here, terms::a_phrase));
    return expected_ == terms::an_act && before() == Kind::logical_or && goes_on &&
           tell(messages::act_missing_behind, at_ - 1, {text(at_ - 1)});
  }

  // receive(letter, 1) in a step of a test.
  bool argument_without_name() {
    if (kind(begin_) != Kind::date) {
      return false;
    }
    const bool behind =
        expected_ == terms::a_colon && (kind(at_) == Kind::comma || kind(at_) == Kind::close_paren);
    const bool opens = before() == Kind::open_paren || before() == Kind::comma;
    const bool value = (expected_ == terms::closing_paren || expected_ == terms::a_name) && opens &&
                       kind(at_) != Kind::close_paren;
    return (behind && tell(messages::argument_without_name, at_ - 1, {text(at_ - 1)})) ||
           (value && tell(messages::argument_without_name, at_, {text(at_)}));
  }

  // the handler must …
  bool article() {
    const std::string_view word = before() == Kind::word ? text(at_ - 1) : std::string_view();
    return (word == "the" || word == "a" || word == "an") && is_name(kind(at_)) &&
           tell(messages::needless_article, at_ - 1, {word, text(at_)});
  }

  bool may_not() {
    return kind(at_) == Kind::logical_not && before() == Kind::may && tell(messages::may_not, at_, {});
  }

  bool unless() {
    return before() == Kind::unless && tell(messages::unless_without_approval, at_ - 1, {text(at_ - 1)});
  }

  bool fraction() {
    const Kind number = kind(at_);
    if (at_ < begin_ + 2 || before() != Kind::dot || kind(at_ - 2) != Kind::number ||
        (number != Kind::number && number != Kind::period)) {
      return false;
    }
    const std::uint32_t begin = tokens_[at_ - 2].begin;
    const Token whole{Kind::number, false, begin, found().end};
    reporter_.add(messages::fraction, whole, {reporter_.text(whole)});
    return true;
  }

  bool keyword_as_name() {
    const Kind here = kind(at_);
    if (!is_keyword(here) || is_soft(here)) {
      return false;
    }
    if (!wants_name(expected_)) {
      return false;
    }
    // 信访人可以可以通融: the name goes on behind the keyword.
    std::size_t last = at_;
    while (last + 1 < tokens_.size() && tokens_[last + 1].begin == tokens_[last].end &&
           (kind(last + 1) == Kind::word || is_keyword(kind(last + 1)))) {
      ++last;
    }
    if (last == at_) {
      return tell(messages::keyword_as_name, at_, {text(at_), expected_});
    }
    const Token whole{Kind::word, false, found().begin, tokens_[last].end};
    reporter_.add(messages::keyword_in_name, whole, {reporter_.text(whole), text(at_), expected_});
    return true;
  }

  bool misspelt() {
    if (resembles(at_, expected_)) {
      return true;
    }
    const bool taken_for_name = expected_ == terms::a_head || expected_ == terms::a_phrase ||
                                expected_ == terms::an_act_phrase || expected_ == terms::a_bound;
    if (at_ <= begin_ || !taken_for_name) {
      return false;
    }
    // What stands before was taken for a name: `ownr handler`, `accept whitin 15 days`.
    const TermCode there = expected_ == terms::a_head && at_ == begin_ + 1 ? terms::a_clause : expected_;
    return resembles(at_ - 1, there);
  }

  bool resembles(std::size_t token, TermCode expected) {
    if (kind(token) != Kind::word) {
      return false;
    }
    const auto meant = misspelt_keyword(text(token), expected);
    return meant && tell(messages::keyword_misspelt, token, {text(token), *meant, expected});
  }

  [[nodiscard]] bool has_head() const {
    return std::any_of(tokens_.begin() + static_cast<std::ptrdiff_t>(begin_),
                       tokens_.begin() + static_cast<std::ptrdiff_t>(at_),
                       [](const Token& token) { return heads_clause(token.kind) || declares(token.kind); });
  }

  void plainly() {
    const bool ends =
        found().begin == found().end || kind(at_) == Kind::end || kind(at_) == Kind::close_brace;
    if (ends) {
      reporter_.add(messages::expected_before_end, found(), {expected_});
    } else if (expected_ == terms::the_end) {
      reporter_.add(messages::too_much_here, found(), {base::printable(text(at_), kMostShown)});
    } else {
      reporter_.add(messages::expected_here, found(), {expected_, base::printable(text(at_), kMostShown)});
    }
  }

  TermCode expected_;
  std::size_t begin_;
  const Tokens& tokens_;
  Reporter& reporter_;
  std::size_t at_ = 0;
};

}  // namespace

void report_mistake(const Failure& failure, std::size_t begin, const Tokens& tokens, Reporter& reporter) {
  Mistake(failure, begin, tokens, reporter).report();
}

std::optional<std::string> misspelt_keyword(std::string_view word, TermCode expected) {
  constexpr std::size_t kShortest = 3;  // bytes: b resembles "by" by chance
  if (auto meant = keyword_for(word); meant || word.size() < kShortest) {
    return meant;
  }
  base::NearestName search(word);
  for (const std::span<const Keyword> table : {keywords_en(), keywords_zh()}) {
    for (const Keyword& keyword : table) {
      // Of a short word a letter may be missing: mst; one too many is chance: ask is not "as".
      const bool by_chance = word.size() == kShortest && keyword.spelling.size() < kShortest;
      if (!by_chance && may_stand(keyword.kind, expected)) {
        search.offer(keyword.spelling);
      }
    }
  }
  return search.best();
}

}  // namespace recourse::language
