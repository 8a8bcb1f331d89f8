// Runs the grammar over the kinds of the tokens: what each rule expects, recovery, the tree.
#include "engine/language/grammar.h"

#include <tao/pegtl/contrib/limit_depth.hpp>

#include "engine/base/messages/language.h"
#include "engine/language/mistakes.h"
#include "engine/language/recognise.h"

namespace recourse::language {
namespace {

namespace pegtl = tao::pegtl;
using Input = pegtl::memory_input<pegtl::tracking_mode::lazy>;

// What is said to be expected when a rule fails that must match.
template <typename Rule>
constexpr TermCode expected = terms::none;

#define EXPECT(rule, term) \
  template <>              \
  constexpr TermCode expected<grammar::rule> = terms::term

EXPECT(name, a_name);
EXPECT(chart_name, a_name);
EXPECT(member_name, a_name);
EXPECT(case_name, a_name);
EXPECT(stage_name, a_stage);
EXPECT(stage_names, a_stage);
EXPECT(target, a_stage);
EXPECT(clause_name, a_clause_name);
EXPECT(clause_names, a_clause_name);
EXPECT(field_name, a_field);
EXPECT(act_name, an_act);
EXPECT(act, an_act);
EXPECT(certain_act, an_act);
EXPECT(acts, an_act);
EXPECT(trigger, a_trigger);
EXPECT(expression, a_value);
EXPECT(set_values, a_value);
EXPECT(term, a_value);
EXPECT(operand, a_value);
EXPECT(effect_value, a_value);
EXPECT(parameter_value, a_value);
EXPECT(added, a_value);
EXPECT(amount, a_period);
EXPECT(amount_operand, a_period);
EXPECT(anchor, an_anchor);
EXPECT(deadline, a_date);
EXPECT(date, a_date);
EXPECT(who, somebody);
EXPECT(who_operand, somebody);
EXPECT(approver, somebody);
EXPECT(role_value, somebody);
EXPECT(title_text, a_text);
EXPECT(file_name, a_text);
EXPECT(source_title, a_text);
EXPECT(type, a_type);
EXPECT(act_parameter, a_name);
EXPECT(argument, a_name);
EXPECT(cited, a_citation);
EXPECT(bound, a_bound);
EXPECT(extension, a_bound);
EXPECT(consequence, a_consequence);
EXPECT(head_part, a_head);
EXPECT(led_clause, a_clause);
EXPECT(clause, a_clause);
EXPECT(body_item, a_clause);
EXPECT(phrase, a_phrase);
EXPECT(act_phrase, an_act_phrase);
EXPECT(effect, an_effect);
EXPECT(limit_mark, a_phrase);
EXPECT(declaration, a_declaration);
EXPECT(choice_value, a_choice_value);
EXPECT(case_item, a_case_item);
EXPECT(same_matter, a_case_item);
EXPECT(step, a_step);
EXPECT(test_item, a_step);
EXPECT(steps, a_block);
EXPECT(sent_act, an_act);
EXPECT(to_case, word_to_case);
EXPECT(confirmed_by, word_confirmed_by);
EXPECT(confirmed_word, word_confirmed);
EXPECT(expected, an_expectation);
EXPECT(table_name, a_name);
EXPECT(table_inputs, table_inputs);
EXPECT(table_input, table_inputs);
EXPECT(table_head, table_inputs);
EXPECT(cell, a_cell);
EXPECT(row, a_cell);
EXPECT(cell_test, a_cell);
EXPECT(cell_value, a_cell);
EXPECT(old_name, a_name);
EXPECT(new_stage, a_stage);
EXPECT(where_to, where_it_goes);
EXPECT(migration_item, a_migration_item);
EXPECT(from_policy, an_old_version);
EXPECT(version, an_old_version);
EXPECT(set, a_list);
EXPECT(by, word_by);
EXPECT(body, a_block);
EXPECT(block, a_block);
EXPECT(open_brace, a_block);
EXPECT(close_brace, closing_brace);
EXPECT(effect_end, closing_brace);
EXPECT(close_paren, closing_paren);
EXPECT(token<Kind::close_set>, closing_brace);
EXPECT(colon, a_colon);
EXPECT(equals, an_equals_sign);
EXPECT(becomes, an_equals_sign);
EXPECT(inside, word_inside);
EXPECT(condition_end, word_condition_end);
EXPECT(approval_word, word_approval);
EXPECT(extendable_word, word_extendable);
EXPECT(while_word, word_while);
EXPECT(not_counted, word_not_counted);
EXPECT(to_word, word_to);
EXPECT(from_word, word_from);
EXPECT(token<Kind::in_force>, word_in_force);
EXPECT(approval_after_unless, a_phrase);
#undef EXPECT

// What is expected behind a part that is complete.
template <typename Part>
constexpr TermCode expected_behind = terms::the_end;
template <>
constexpr TermCode expected_behind<grammar::clause> = terms::a_phrase;
template <>
constexpr TermCode expected_behind<grammar::body_item> = terms::a_phrase;
template <>
constexpr TermCode expected_behind<grammar::row> = terms::a_bar;
template <>
constexpr TermCode expected_behind<grammar::table_head> = terms::a_table_phrase;
template <>
constexpr TermCode expected_behind<grammar::stage_head> = terms::a_block;
template <>
constexpr TermCode expected_behind<grammar::chart_head> = terms::a_block;

using Stops = std::initializer_list<Kind>;

class Reading {
public:
  Reading(const Tokens& tokens, Reporter& reporter) : tokens_(tokens), reporter_(reporter) {
    kinds_.reserve(tokens.size());
    for (const Token& token : tokens) {
      kinds_.push_back(static_cast<char>(token.kind));
    }
  }

  [[nodiscard]] const std::string& kinds() const { return kinds_; }
  [[nodiscard]] Tree& tree() { return tree_; }
  [[nodiscard]] std::size_t place(const Input& in) const {
    return static_cast<std::size_t>(in.current() - kinds_.data());
  }

  // The door of grammar::recovering.
  template <typename Part, pegtl::apply_mode A, template <typename...> class Action,
            template <typename...> class Control>
  bool read_part(Input& in, Stops stops) {
    const std::size_t begin = place(in);
    if (begin == kinds_.size() || kind(begin) == Kind::close_brace || reporter_.full()) {
      return false;
    }
    if (!attempt<Part, A, Action, Control>(in, stops)) {
      skip(in, stops);
      if (place(in) == begin) {
        in.bump_in_this_line(1);
      }
      tree_.leave_out(begin, place(in));
    }
    return true;
  }

  // The door of grammar::recovering_head.
  template <typename Head, pegtl::apply_mode A, template <typename...> class Action,
            template <typename...> class Control>
  void read_head(Input& in, Stops stops) {
    const std::size_t begin = place(in);
    if (!attempt<Head, A, Action, Control>(in, stops)) {
      skip(in, stops);
      tree_.leave_out(begin, place(in));
    }
  }

private:
  [[nodiscard]] Kind kind(std::size_t token) const { return tokens_[token].kind; }

  [[nodiscard]] bool ends(std::size_t token, Stops stops) const {
    return token == kinds_.size() || kind(token) == Kind::close_brace ||
           std::find(stops.begin(), stops.end(), kind(token)) != stops.end() ||
           (token > 0 && kind(token - 1) == Kind::close_brace);
  }

  // Leaves the input and the tree as they were when the part fails.
  template <typename Part, pegtl::apply_mode A, template <typename...> class Action,
            template <typename...> class Control>
  bool attempt(Input& in, Stops stops) {
    const std::size_t begin = place(in);
    const Tree::Mark mark = tree_.mark();
    auto rewind = in.template mark<pegtl::rewind_mode::required>();
    try {
      if (!Control<Part>::template match<A, pegtl::rewind_mode::dontcare, Action, Control>(in, *this)) {
        throw Failure{expected<Part>, begin};
      }
      if (!ends(place(in), stops)) {
        throw Failure{expected_behind<Part>, place(in)};
      }
      return rewind(true);
    } catch (const Failure& failure) {
      report_mistake(failure, begin, tokens_, reporter_);
    } catch (const pegtl::parse_error& error) {  // limit_depth, the only one that throws it
      const std::size_t deepest = std::min(error.positions().front().byte, tokens_.size() - 1);
      reporter_.add(messages::nesting_too_deep, tokens_[deepest], {static_cast<std::int64_t>(kDeepest)});
    }
    tree_.reset(mark);
    return false;
  }

  // To the stop that ends the part, over the blocks in it.
  void skip(Input& in, Stops stops) const {
    std::size_t depth = 0;
    for (std::size_t token = place(in); token < kinds_.size(); ++token) {
      const Kind here = kind(token);
      const bool stop = std::find(stops.begin(), stops.end(), here) != stops.end();
      if (depth == 0 && (stop || here == Kind::close_brace)) {
        return;
      }
      depth += here == Kind::open_brace ? 1 : 0;
      depth -= here == Kind::close_brace ? 1 : 0;
      in.bump_in_this_line(1);
    }
  }

  const Tokens& tokens_;
  Reporter& reporter_;
  std::string kinds_;
  Tree tree_;
};

template <typename Rule>
struct control : pegtl::normal<Rule> {
  static constexpr bool marks = requires { Rule::node; };

  static void start(const Input& in, Reading& reading) {
    if constexpr (marks) {
      reading.tree().open(Rule::node, reading.place(in));
    }
  }
  static void success(const Input& in, Reading& reading) {
    if constexpr (marks) {
      reading.tree().close(reading.place(in));
    }
  }
  static void failure(const Input& /*in*/, Reading& reading) {
    if constexpr (marks) {
      reading.tree().drop();
    }
  }
  [[noreturn]] static void raise(const Input& in, Reading& reading) {
    static_assert(expected<Rule> != terms::none, "say above what is expected");
    throw Failure{expected<Rule>, reading.place(in)};
  }
};

template <typename Rule>
struct action : pegtl::nothing<Rule> {};
template <>
struct action<grammar::expression> : pegtl::limit_depth<kDeepest> {};
template <>
struct action<grammar::body> : pegtl::limit_depth<kDeepest> {};
template <>
struct action<grammar::block> : pegtl::limit_depth<kDeepest> {};

}  // namespace

Tree recognise(const Tokens& tokens, Reporter& reporter, Text what) {
  Reading reading(tokens, reporter);
  Input in(reading.kinds().data(), reading.kinds().data() + reading.kinds().size(), "");
  // Never false: a file is parts that recover.
  if (what == Text::rows) {
    static_cast<void>(pegtl::parse<grammar::rows_alone, action, control>(in, reading));
  } else {
    static_cast<void>(pegtl::parse<grammar::file, action, control>(in, reading));
  }
  return std::move(reading.tree());
}

}  // namespace recourse::language
