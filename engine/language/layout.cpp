#include "engine/language/layout.h"

#include <algorithm>

#include "engine/base/messages/language.h"
#include "engine/language/balance.h"
#include "engine/language/keywords.h"

namespace recourse::language {
namespace {

constexpr std::size_t kLongestCondition = 200;  // tokens that are looked at to tell a block from effects

bool is_operator(Kind kind) {
  switch (kind) {
    case Kind::equal:
    case Kind::not_equal:
    case Kind::less:
    case Kind::less_equal:
    case Kind::greater:
    case Kind::greater_equal:
    case Kind::up_to:
    case Kind::plus:
    case Kind::minus:
    case Kind::times_sign:
    case Kind::logical_or:
    case Kind::logical_and:
    case Kind::logical_not:
    case Kind::in:
    case Kind::not_in:
    case Kind::otherwise:
    case Kind::except:
      return true;
    default:
      return false;
  }
}

bool begins_line_of_its_own(Kind kind) {
  return !is_operator(kind) && kind != Kind::arrow && kind != Kind::comma;
}

bool holds_values(Kind before) {
  return (is_operator(before) && before != Kind::plus && before != Kind::minus) || before == Kind::each_of ||
         before == Kind::any_of || before == Kind::becomes || before == Kind::open_paren;
}

// Declarations that stand outside everything: one at the left edge inside braces means that a brace is missing.
bool is_outermost(Kind kind) {
  return kind >= Kind::policy && kind <= Kind::test && kind != Kind::version && kind != Kind::in_force &&
         kind != Kind::act && kind != Kind::role;
}

bool opens_block(Kind kind) {
  return kind == Kind::stage || kind == Kind::branch || kind == Kind::process || kind == Kind::rule ||
         kind == Kind::case_type || kind == Kind::choice || kind == Kind::table || kind == Kind::migrate ||
         kind == Kind::test;
}

// What can never stand among effects: the closing brace is missing before it.
bool never_in_effects(Kind kind) {
  switch (kind) {
    case Kind::arrow:
    case Kind::otherwise_then:
    case Kind::within:
    case Kind::extendable:
    case Kind::aim:
    case Kind::as:
    case Kind::overrides:
      return true;
    default:
      return false;
  }
}

// What can never stand in parentheses: the closing one is missing before it.
bool never_in_parens(Kind kind) {
  return never_in_effects(kind) || kind == Kind::process || kind == Kind::rule || kind == Kind::cites ||
         kind == Kind::unless_approved || (kind >= Kind::owner && kind <= Kind::after);
}

bool is_mark_word(Kind kind) {
  return kind == Kind::statutory || kind == Kind::assumed || kind == Kind::exactly;
}

bool is_effect_verb(Kind kind) {
  return kind >= Kind::set && kind <= Kind::submit && kind != Kind::to;
}

class Layout {
public:
  Layout(const Tokens& raw, Reporter& reporter, Text what)
      : raw_(raw), reporter_(reporter), balance_(weigh(raw, reporter.source()->text)) {
    outside_.rows = what == Text::rows;
    out_.reserve(raw.size() + raw.size() / 4);
  }

  Tokens run() {
    for (at_ = 0; at_ < raw_.size(); ++at_) {
      const Token& token = raw_[at_];
      if (token.line_start) {
        begin_line(token);
      }
      place(token);
    }
    close_at_end();
    return with_conditions();
  }

private:
  struct Bracket {
    Token token;
    std::size_t segment;  // in out_: where the phrase that is being read began
    bool head_in_segment = false;
    std::uint32_t indentation;  // of the line on which it opened
    bool goes_on = false;       // its content begins on the same line
    bool effects = false;       // it is a brace and its content begins with an effect
    bool rows = false;          // it is a brace around the rows of a table: each line is one
  };

  [[nodiscard]] Kind previous() const { return out_.empty() ? Kind::end : out_.back().kind; }
  [[nodiscard]] Kind next() const { return at_ + 1 < raw_.size() ? raw_[at_ + 1].kind : Kind::end; }
  [[nodiscard]] bool in_block() const { return open_.empty() || open_.back().token.kind == Kind::open_brace; }

  void push(Token token) { out_.push_back(token); }

  // A token that is not in the text: just after the last one.
  void push_virtual(Kind kind) {
    const std::uint32_t place = out_.empty() ? 0 : out_.back().end;
    out_.push_back({kind, false, place, place});
  }

  Bracket& current() { return open_.empty() ? outside_ : open_.back(); }

  void begin_segment() {
    current().segment = out_.size();
    current().head_in_segment = false;
  }

  void end_clause(const Token* written) {
    if (written != nullptr) {
      push({Kind::end, false, written->begin, written->end});
    } else {
      push_virtual(Kind::end);
    }
    begin_segment();
  }

  void begin_line(const Token& token) {
    indentation_ = indentation_of(token, reporter_.source()->text);
    const bool declares = is_outermost(token.kind) && at_ + 1 < raw_.size() &&
                          (is_name(raw_[at_ + 1].kind) || raw_[at_ + 1].kind == Kind::text) &&
                          indentation_ == 0;
    if (declares && !open_.empty()) {
      close_all(&token);
    }
    if (leaves_effects(token)) {
      close_last(&token, true);
    }
    if (out_.empty() || !in_block() || !breaks(token)) {
      return;
    }
    if (header_ && indentation_ > header_indentation_ && token.kind != Kind::close_brace) {
      reporter_.add(messages::brace_not_opened, out_.back().end, out_.back().end, {reporter_.text(*header_)},
                    {{messages::this_block, reporter_.span(*header_), {}}});
      balance_.misplaced.reset();  // this explains the `}` that was too many
      push_virtual(Kind::open_brace);
      open_.push_back({*header_, out_.size(), false, header_indentation_});
      open_.back().token.kind = Kind::open_brace;
      open_.back().rows = header_->kind == Kind::table;
    } else {
      end_clause(nullptr);
    }
    header_.reset();
  }

  // `{ set x = 1` and on the next line a head that is set in no deeper, in a file that lacks a `}`: it is missing there.
  [[nodiscard]] bool leaves_effects(const Token& token) const {
    const bool head = (token.kind >= Kind::owner && token.kind <= Kind::after) || token.kind == Kind::stage;
    return balance_.closes_too_few && head && !open_.empty() && open_.back().token.kind == Kind::open_brace &&
           open_.back().goes_on && indentation_ <= open_.back().indentation;
  }

  // Whether the break before `token` ends the clause.
  [[nodiscard]] bool breaks(const Token& token) const {
    if (open_.empty() ? outside_.rows : open_.back().rows) {
      return previous() != Kind::comma;
    }
    if (!begins_line_of_its_own(previous())) {
      return false;
    }
    switch (token.kind) {
      case Kind::open_brace:
      case Kind::arrow:
        return false;
      case Kind::open_paren:
        return at_ + 1 >= raw_.size() || !is_mark_word(raw_[at_ + 1].kind);
      case Kind::when:
        return begins_block();
      default:
        break;
    }
    if (is_operator(token.kind) && token.kind != Kind::logical_not) {
      return false;
    }
    const Keyword* const keyword = is_keyword(token.kind) ? find_keyword(reporter_.text(token)) : nullptr;
    return keyword == nullptr || !keyword->never_begins;
  }

  // `when G { … }` on a line of its own is a block when its braces hold clauses; with effects it belongs to the clause
  // before. Without this, the block after any clause would need a `;`.
  [[nodiscard]] bool begins_block() const {
    std::size_t place = at_ + 1;
    const std::size_t limit = std::min(raw_.size(), at_ + kLongestCondition);
    std::size_t sets = 0;
    for (; place < limit; ++place) {
      const Kind kind = raw_[place].kind;
      if (kind == Kind::open_brace && !holds_values(raw_[place - 1].kind)) {
        break;
      }
      sets += kind == Kind::open_brace ? 1 : 0;
      if (kind == Kind::end || (kind == Kind::close_brace && sets-- == 0)) {
        return false;
      }
      const Keyword* const keyword =
          raw_[place].line_start ? find_keyword(reporter_.text(raw_[place])) : nullptr;
      if (raw_[place].line_start && begins_line_of_its_own(raw_[place - 1].kind) &&
          (keyword == nullptr || !keyword->never_begins) && !is_operator(kind)) {
        return false;
      }
    }
    if (place + 2 >= raw_.size() || place == limit || raw_[place + 1].kind == Kind::close_brace) {
      return false;
    }
    return !begins_effect(place + 1);
  }

  [[nodiscard]] bool begins_effect(std::size_t place) const {
    const Kind second = place + 1 < raw_.size() ? raw_[place + 1].kind : Kind::end;
    const bool chinese_effect = second == Kind::set || second == Kind::add || second == Kind::remove;
    return place < raw_.size() && (is_effect_verb(raw_[place].kind) || chinese_effect);
  }

  void place(const Token& token) {
    if (!in_block() && (never_in_parens(token.kind) || token.kind == Kind::end)) {
      close_parens(&token);
    }
    if (balance_.closes_too_few && never_in_effects(token.kind) && !open_.empty() && open_.back().effects) {
      close_last(&token, true);
    }
    switch (token.kind) {
      case Kind::end:
        end_clause(&token);
        header_.reset();
        return;
      case Kind::open_paren:
      case Kind::open_brace:
        open(token);
        return;
      case Kind::close_paren:
        close_paren(token);
        return;
      case Kind::close_brace:
        close_brace(token);
        return;
      case Kind::comma:
        push(token);
        begin_segment();
        return;
      case Kind::condition_end:
        if (in_block()) {
          mark_condition();
        }
        push(token);
        return;
      default:
        note_heads(token);
        push(token);
        return;
    }
  }

  void note_heads(const Token& token) {
    const Kind before = previous();
    const bool begins = before == Kind::end || before == Kind::open_brace || before == Kind::close_brace ||
                        before == Kind::start || before == Kind::final || before == Kind::parallel;
    // With a `}` too many, any clause may be the block whose `{` is missing.
    // A `branch` may also be somebody who must or may.
    const bool is_block = opens_block(token.kind) && (token.kind != Kind::branch || is_name(next()));
    if (in_block() && begins && !header_ && (is_block || balance_.misplaced)) {
      header_ = token;
      header_indentation_ = indentation_;
    }
    if (token.kind >= Kind::owner && token.kind <= Kind::at) {
      current().head_in_segment = true;
    }
  }

  void open(const Token& token) {
    Token opened = token;
    const bool rows = header_ && header_->kind == Kind::table;
    if (token.kind == Kind::open_brace) {
      const bool listed = previous() == Kind::comma || previous() == Kind::colon;
      const bool values = holds_values(previous()) || (!in_block() && listed);
      if (values) {
        opened.kind = Kind::open_set;
      } else if (!in_block()) {
        close_parens(&token);
      }
      header_.reset();
    }
    push(opened);
    const bool goes_on = at_ + 1 < raw_.size() && !raw_[at_ + 1].line_start;
    const bool effects = opened.kind == Kind::open_brace && begins_effect(at_ + 1);
    open_.push_back({opened, out_.size(), false, indentation_, goes_on, effects,
                     rows && opened.kind == Kind::open_brace});
  }

  void close_paren(const Token& token) {
    if (open_.empty() || open_.back().token.kind != Kind::open_paren) {
      reporter_.add(messages::stray_closing, token, {reporter_.text(token)});
      return;
    }
    open_.pop_back();
    push(token);
  }

  void close_brace(const Token& token) {
    for (bool report = true; !open_.empty() && open_.back().token.kind == Kind::open_paren; report = false) {
      close_last(&token, report);
    }
    if (open_.empty() || balance_.misplaced == at_) {
      reporter_.add(messages::stray_closing, token, {reporter_.text(token)});
      return;
    }
    const Bracket& opening = open_.back();
    if (token.line_start && indentation_ < opening.indentation && !suspect_) {
      suspect_ = opening.token;
    }
    Token closing = token;
    closing.kind = opening.token.kind == Kind::open_set ? Kind::close_set : Kind::close_brace;
    const bool block = closing.kind == Kind::close_brace;
    open_.pop_back();
    push(closing);
    header_.reset();
    if (block) {
      begin_segment();
    }
  }

  // Closes the innermost bracket where `before` stands (nullptr: at the end of the file).
  void close_last(const Token* before, bool report) {
    const Token opening = open_.back().token;
    const bool paren = opening.kind == Kind::open_paren;
    const Kind closing = paren                            ? Kind::close_paren
                         : opening.kind == Kind::open_set ? Kind::close_set
                                                          : Kind::close_brace;
    if (report) {
      report_open(opening, before);
    }
    open_.pop_back();
    push_virtual(closing);
  }

  void report_open(const Token& opening, const Token* before) {
    const auto end = static_cast<std::uint32_t>(reporter_.source()->text.size());
    const bool paren = opening.kind == Kind::open_paren;
    const Token place = before != nullptr ? *before : Token{Kind::end, false, end, end};
    reporter_.add(paren ? messages::paren_not_closed : messages::brace_not_closed, place, {},
                  {{messages::opened_here, reporter_.span(suspect_ && !paren ? *suspect_ : opening), {}}});
  }

  // One report for all that are open: the innermost.
  void close_parens(const Token* before) {
    for (bool report = true; !in_block(); report = false) {
      close_last(before, report);
    }
  }

  // The rest of a file whose braces do not match is closed with one report.
  void close_all(const Token* before) {
    close_parens(before);
    for (bool report = true; !open_.empty(); report = false) {
      close_last(before, report);
    }
    suspect_.reset();
    begin_segment();
  }

  void close_at_end() {
    if (!open_.empty()) {
      close_all(nullptr);
    }
    push_virtual(Kind::end);
  }

  // A condition before 的 began where its phrase did, unless that phrase is itself one with a head: 一经受理的，
  void mark_condition() {
    const std::size_t segment = current().segment;
    if (segment < out_.size() && !current().head_in_segment &&
        (conditions_.empty() || conditions_.back() < segment)) {
      conditions_.push_back(segment);
    }
  }

  Tokens with_conditions() {
    Tokens result;
    result.reserve(out_.size() + conditions_.size());
    std::size_t next = 0;
    for (std::size_t place = 0; place < out_.size(); ++place) {
      if (next < conditions_.size() && conditions_[next] == place) {
        result.push_back({Kind::condition, false, out_[place].begin, out_[place].begin});
        ++next;
      }
      result.push_back(out_[place]);
    }
    return result;
  }

  const Tokens& raw_;
  Reporter& reporter_;
  Balance balance_;
  std::size_t at_ = 0;
  std::uint32_t indentation_ = 0;
  Tokens out_;
  std::vector<Bracket> open_;
  Bracket outside_{};
  std::vector<std::size_t> conditions_;
  std::optional<Token> header_;  // stage, process … whose `{` has not come yet
  std::uint32_t header_indentation_ = 0;
  std::optional<Token> suspect_;  // the brace whose closing one is probably missing
};

}  // namespace

Tokens lay_out(const Tokens& raw, Reporter& reporter, Text what) {
  return Layout(raw, reporter, what).run();
}

}  // namespace recourse::language
