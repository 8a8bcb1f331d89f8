// The grammar of rule files, in PEGTL, over tokens: one rule a struct, named for what it means. Both languages share
// it; where their word order differs, a rule has both orders. What a rule says when it fails stands in grammar.cpp.
#pragma once

#include <tao/pegtl.hpp>
#include <tao/pegtl/contrib/analyze_traits.hpp>

#include "engine/language/kind.h"
#include "engine/language/tree.h"

namespace recourse::language::grammar {

using namespace tao::pegtl;  // NOLINT: a grammar is unreadable without

/// One token of one of these kinds.
template <Kind... kinds>
struct token {
  using rule_t = token;
  using subs_t = type_list<>;
  template <typename Input>
  static bool match(Input& in) {
    if (in.empty()) {
      return false;
    }
    const auto kind = static_cast<Kind>(in.peek_uint8());
    if (!((kind == kinds) || ...)) {
      return false;
    }
    in.bump_in_this_line(1);
    return true;
  }
};

/// One token of the kinds from `first` to `last`.
template <Kind first, Kind last>
struct token_between {
  using rule_t = token_between;
  using subs_t = type_list<>;
  template <typename Input>
  static bool match(Input& in) {
    if (in.empty() || in.peek_uint8() < static_cast<std::uint8_t>(first) ||
        in.peek_uint8() > static_cast<std::uint8_t>(last)) {
      return false;
    }
    in.bump_in_this_line(1);
    return true;
  }
};

/// The rule makes a node.
template <Node kind>
struct marked {
  static constexpr Node node = kind;
};

/// One of the parts of a block: `Part` up to one of the kinds `Stops` or the end of the block. When it fails, that is
/// reported and the next part is read. Matched in grammar.cpp.
template <typename Part, Kind... Stops>
struct recovering {
  using rule_t = recovering;
  using subs_t = type_list<Part>;
  template <apply_mode A, rewind_mode M, template <typename...> class Action,
            template <typename...> class Control, typename Input, typename State>
  static bool match(Input& in, State& state) {
    return state.template read_part<Part, A, Action, Control>(in, {Stops...});
  }
};

/// The head of a declaration, up to one of `Stops`: when it fails, what stands in its braces is read all the same.
template <typename Head, Kind... Stops>
struct recovering_head {
  using rule_t = recovering_head;
  using subs_t = type_list<Head>;
  template <apply_mode A, rewind_mode M, template <typename...> class Action,
            template <typename...> class Control, typename Input, typename State>
  static bool match(Input& in, State& state) {
    state.template read_head<Head, A, Action, Control>(in, {Stops...});
    return true;
  }
};

// --- words, names, values

struct end : token<Kind::end> {};
struct comma : token<Kind::comma> {};
struct open_paren : token<Kind::open_paren> {};
struct close_paren : token<Kind::close_paren> {};
struct open_brace : token<Kind::open_brace> {};
struct close_brace : token<Kind::close_brace> {};
struct colon : token<Kind::colon> {};
struct equals : token<Kind::equal> {};
struct separator : sor<end, comma> {};

struct name_token
    : sor<token<Kind::word, Kind::quoted_name>, token_between<Kind::first_soft, Kind::last_soft>> {};
struct name : name_token, marked<Node::name> {};
struct any_name : sor<name_token, token_between<kFirstKeyword, Kind::not_allowed>>, marked<Node::name> {};
struct text : token<Kind::text>, marked<Node::text> {};
struct title : token<Kind::title>, marked<Node::title> {};
struct number : token<Kind::number>, marked<Node::number> {};
struct decimal : seq<token<Kind::number>, token<Kind::dot>, token<Kind::number>>, marked<Node::number> {};
struct signed_number : seq<opt<token<Kind::minus>>, token<Kind::number>>, marked<Node::number> {};
struct date : token<Kind::date>, marked<Node::date> {};
struct time : token<Kind::time>, marked<Node::time> {};
struct period : token<Kind::period>, marked<Node::period> {};
struct truth : token<Kind::yes, Kind::no>, marked<Node::truth> {};
struct unknown : token<Kind::unknown>, marked<Node::unknown> {};
struct label : text {};

// --- expressions

struct expression;
struct who;

// `statutory` and its like stand in parentheses in Chinese: 受理（法定） is no call.
struct limit_word : token<Kind::statutory, Kind::assumed, Kind::exactly> {};
struct open_call : seq<open_paren, not_at<limit_word>> {};
struct call : seq<name, open_call, opt<list_must<expression, comma>>, must<close_paren>>,
              marked<Node::call> {};
struct group : if_must<open_paren, expression, close_paren>, marked<Node::group> {};
struct set_values : list_must<expression, comma> {};
struct set : if_must<token<Kind::open_set>, set_values, token<Kind::close_set>>, marked<Node::set> {};
struct stage_name : name {};
struct in_stage : sor<if_must<token<Kind::in, Kind::not_in>, stage_name>,
                      seq<token<Kind::at_or_within>, name, token<Kind::stage>>>,
                  marked<Node::in_stage> {};
struct act_name : name {};
struct first : if_must<token<Kind::first>, act_name>, marked<Node::first> {};
struct primary
    : sor<call, name, decimal, number, period, text, date, truth, unknown, group, set, in_stage, first> {};

struct member_name : any_name {};
struct member : if_must<token<Kind::dot>, member_name>, marked<Node::member> {};
struct postfix_test : token<Kind::is_known, Kind::is_unknown, Kind::is_overdue, Kind::is_not_overdue,
                            Kind::is_done, Kind::is_not_done, Kind::overdue, Kind::done, Kind::unknown>,
                      marked<Node::test> {};
struct prefix : token<Kind::logical_not, Kind::minus, Kind::each_of, Kind::any_of>, marked<Node::prefix> {};
struct excluded : token<Kind::excluded>, marked<Node::excluded> {};

/// late in 4 of last 12, 迟延 近十二期有四期
struct recurrence : sor<seq<token<Kind::in>, token<Kind::number>, token<Kind::of_last>, token<Kind::number>>,
                        token<Kind::recurrence>>,
                    marked<Node::recurrence> {};

struct term : seq<primary, star<member>, star<sor<postfix_test, recurrence>>> {};
struct operand : sor<seq<plus<prefix>, must<term>>, term> {};
struct operation
    : token<Kind::logical_or, Kind::logical_and, Kind::equal, Kind::becomes, Kind::not_equal, Kind::less,
            Kind::less_equal, Kind::up_to, Kind::greater, Kind::greater_equal, Kind::in, Kind::not_in,
            Kind::plus, Kind::minus, Kind::times_sign, Kind::otherwise, Kind::except>,
      marked<Node::operation> {};
struct expression : seq<operand, star<operation, must<operand>, opt<excluded>>>, marked<Node::expression> {};

// A period, a date, an anchor: no comparisons, so that the phrase after it is not swallowed.
struct amount_operand : seq<primary, star<member>> {};
struct amount_operation : token<Kind::plus, Kind::minus, Kind::times_sign>, marked<Node::operation> {};
struct amount : seq<amount_operand, star<amount_operation, must<amount_operand>>>,
                marked<Node::expression> {};

// Somebody.
struct who_prefix : token<Kind::each_of, Kind::any_of>, marked<Node::prefix> {};
struct who_operand : seq<star<who_prefix>, primary, star<member>> {};
struct who_operation : token<Kind::otherwise, Kind::except>, marked<Node::operation> {};
struct who : seq<who_operand, star<who_operation, must<who_operand>, opt<excluded>>>,
             marked<Node::expression> {};

// --- types, acts, citations

struct type_name
    : sor<seq<token<Kind::yes>, token<Kind::slash>, token<Kind::no>>, name_token, token<Kind::case_type>>,
      marked<Node::type_name> {};
struct set_of : token<Kind::set_of>, marked<Node::set_of> {};
struct optional_mark : token<Kind::question>, marked<Node::optional> {};
struct range : token<Kind::range, Kind::until>, marked<Node::range> {};
struct bounds : seq<open_call, opt<signed_number>, opt<range>, opt<signed_number>, must<close_paren>>,
                marked<Node::bounds> {};
struct type : seq<opt<set_of>, type_name, star<sor<bounds, optional_mark>>>, marked<Node::type> {};

struct parameter_name : name {};
struct act_parameter : seq<parameter_name, opt<label>, must<colon>, must<type>>, marked<Node::field> {};
struct act_parameters : seq<open_call, opt<list_must<act_parameter, comma>>, must<close_paren>> {};
struct approval : seq<token<Kind::approve>, open_paren, name, close_paren>, marked<Node::approval> {};
struct any_act : token<Kind::any>, marked<Node::any_act> {};
struct act : sor<any_act, approval, seq<name, opt<act_parameters>>>, marked<Node::act> {};
struct certain_act : sor<approval, seq<name, opt<act_parameters>>>, marked<Node::act> {};
struct acts : list_must<act, token<Kind::logical_or>>, marked<Node::acts> {};

struct article
    : sor<seq<token<Kind::article>, opt<token<Kind::paragraph>>, opt<token<Kind::item>>>,
          seq<token<Kind::number>, star<token<Kind::dot>, token<Kind::number>>>, token<Kind::text>>,
      marked<Node::article> {};
struct articles : seq<article, star<opt<comma>, article>>, marked<Node::articles> {};
struct cited : sor<seq<sor<name, title>, opt<articles>>, articles> {};
struct cites : if_must<token<Kind::cites>, cited>, marked<Node::cites> {};

// --- phrases

struct inside : token<Kind::inside> {};
struct anchor : amount {};
struct deadline : amount {};
struct within : sor<if_must<token<Kind::within>, amount>, if_must<token<Kind::at_or_within>, amount, inside>>,
                marked<Node::within> {};
struct until : seq<token<Kind::until>, must<deadline>, opt<token<Kind::before>>>, marked<Node::until> {};
struct from : seq<token<Kind::from>, must<anchor>, opt<token<Kind::since>>>, marked<Node::from> {};

struct times : sor<token<Kind::once>, token<Kind::count>, seq<token<Kind::number>, token<Kind::times>>>,
               marked<Node::times> {};
struct by : if_must<token<Kind::by>, who>, marked<Node::by> {};
struct bound_at_most : if_must<token<Kind::to_at_most>, amount>, marked<Node::bound_at_most> {};
struct bound_up_to : seq<opt<token<Kind::by>>, token<Kind::up_to>, must<amount>>,
                     marked<Node::bound_up_to> {};
struct bound_by : sor<if_must<token<Kind::by>, amount>, amount>, marked<Node::bound_by> {};
struct bound : sor<bound_at_most, bound_up_to, bound_by> {};
struct through : seq<token<Kind::through>, must<certain_act>, opt<by>>, marked<Node::through> {};
struct extension : seq<opt<times>, opt<comma>, must<bound>, opt<seq<opt<comma>, through>>> {};
struct approval_word : token<Kind::approve> {};
struct extendable_word : token<Kind::extendable> {};
struct approver : seq<who>, marked<Node::by> {};
struct extendable
    : sor<seq<extendable_word, must<extension>>, seq<token<Kind::upon>, must<approver>, must<approval_word>,
                                                     opt<comma>, must<extendable_word>, must<extension>>>,
      marked<Node::extendable> {};
struct aim : seq<token<Kind::aim>, sor<if_must<token<Kind::at_or_within>, amount, inside>,
                                       seq<opt<token<Kind::within>>, must<amount>>>>,
             marked<Node::aim> {};
struct limit_mark : limit_word, marked<Node::limit_mark> {};
struct limit_marks : seq<open_paren, at<limit_word>, list_must<limit_mark, comma>, must<close_paren>> {};

struct condition_end : token<Kind::condition_end> {};
struct when : sor<seq<token<Kind::when>, must<expression>, opt<condition_end>>,
                  if_must<token<Kind::condition>, expression, condition_end>>,
              marked<Node::when> {};
struct clause_name : name {};
struct as : seq<token<Kind::as>, must<clause_name>, opt<label>>, marked<Node::as> {};
struct target : name {};
struct stage_particle : token<Kind::stage> {};
struct effects;
struct then : seq<token<Kind::arrow>, must<target>, opt<stage_particle>>, marked<Node::then> {};
struct consequence : sor<seq<then, opt<seq<opt<comma>, effects>>>, effects> {};
struct otherwise : seq<token<Kind::otherwise_then>, opt<comma>, must<consequence>>,
                   marked<Node::otherwise> {};
/// What stands behind `unless` alone is an approval, which is one keyword with it.
struct approval_after_unless : failure {};
struct unless : sor<seq<token<Kind::unless_approved>, must<who>, opt<approval_word>>,
                    seq<token<Kind::unless>, must<approval_after_unless>>>,
                marked<Node::unless> {};
struct overrides : if_must<token<Kind::overrides>, clause_name>, marked<Node::overrides> {};

struct phrase : sor<within, until, from, extendable, aim, limit_mark, limit_marks, when, as, then, otherwise,
                    unless, overrides, times, by, cites, effects> {};
/// Phrases in any order, with or without commas; in a clause of an act the act is one of them (Chinese has it last).
struct act_phrase : sor<phrase, acts> {};
struct phrases : star<sor<seq<comma, must<phrase>>, phrase>> {};
struct act_phrases : star<sor<seq<comma, must<act_phrase>>, act_phrase>> {};

// --- effects

struct field_name : name {};
struct effect_value : expression {};
struct once_mark : token<Kind::once>, marked<Node::times> {};
struct added : amount {};
struct to_word : token<Kind::to> {};
struct from_word : token<Kind::from> {};
struct becomes : token<Kind::equal, Kind::becomes> {};
struct argument : seq<name, must<colon>, must<expression>>, marked<Node::argument> {};
struct arguments : seq<open_call, opt<list_must<argument, comma>>, must<close_paren>> {};
struct to_case : token<Kind::to> {};
struct sent_act : seq<name>, marked<Node::act> {};
struct infix_verb : token<Kind::set, Kind::add, Kind::remove> {};
struct prefix_effect
    : sor<seq<sor<seq<token<Kind::set>, opt<once_mark>>, token<Kind::set_once>>,
              must<field_name, becomes, effect_value>>,
          if_must<token<Kind::add>, added, to_word, field_name>,
          if_must<token<Kind::remove>, added, from_word, field_name>,
          seq<token<Kind::notify>, must<who>, opt<sor<colon, token<Kind::of>>>, opt<expression>>,
          seq<token<Kind::charge>, must<who>, opt<token<Kind::with>>, must<effect_value>>,
          seq<token<Kind::open>, not_at<infix_verb>, must<sent_act>, opt<arguments>>,
          seq<token<Kind::submit>, not_at<infix_verb>, must<sent_act>, opt<arguments>,
              must<to_case, effect_value>>> {};
struct infix_effect : seq<name, infix_verb, must<effect_value>> {};
struct effect : sor<prefix_effect, infix_effect>, marked<Node::effect> {};
struct effect_end : close_brace {};
struct effects
    : seq<open_brace, star<sor<separator, recovering<effect, Kind::end, Kind::comma>>>, must<effect_end>>,
      marked<Node::effects> {};

// --- clauses

struct clause;
template <Kind... kinds>
struct head : token<kinds...>, marked<Node::head> {};

struct block : seq<open_brace, star<sor<end, recovering<clause, Kind::end>>>, must<close_brace>>,
               marked<Node::block> {};
// What may stand before the subject: 自…之日起, …的, 未经…批准.
struct leading : sor<when, unless, from> {};

struct owner_clause : seq<head<Kind::owner>, opt<colon>, must<who>, phrases> {};
struct event : seq<token<Kind::overdue, Kind::done, Kind::entered>, open_paren, name, close_paren>,
               marked<Node::trigger> {};
struct first_mark : token<Kind::first>, marked<Node::first_mark> {};
struct trigger : sor<event, seq<opt<first_mark>, acts>> {};
struct on_part : seq<head<Kind::on>, must<trigger>, opt<condition_end>, phrases> {};
struct opens_clause : seq<head<Kind::opens_on>, must<acts>, opt<condition_end>, phrases> {};
struct after_clause : seq<head<Kind::after>, must<amount>, phrases> {};
struct all : token<Kind::all>, marked<Node::all> {};
struct clause_names : sor<all, list<clause_name, comma>> {};
struct while_word : token<Kind::while_> {};
struct pause_clause : seq<head<Kind::pause>, must<clause_names, while_word, expression>, phrases> {};
struct not_counted : head<Kind::not_counted_in> {};
struct during_part : seq<token<Kind::during>, must<not_counted>, must<clause_names>, phrases> {};
struct at_clause
    : sor<seq<head<Kind::at>, must<stage_name>, opt<comma>, must<block>>,
          seq<head<Kind::at_or_within>, name, token<Kind::stage>, opt<comma>, at<open_brace>, must<block>>> {
};
struct act_part : seq<head<Kind::must, Kind::may, Kind::must_not>, act_phrases> {};
struct head_part : sor<act_part, on_part, during_part> {};
struct subject_clause : seq<expression, opt<comma>, must<head_part>> {};
struct clause_core : sor<owner_clause, opens_clause, after_clause, pause_clause, at_clause, act_part, on_part,
                         subject_clause> {};
struct led_clause : sor<block, clause_core> {};
struct clause : sor<seq<leading, opt<comma>, star<leading, opt<comma>>, must<led_clause>>, clause_core>,
                marked<Node::clause> {};

// --- stages, processes, rules

struct party : seq<token<Kind::party>, not_at<sor<open_paren, token<Kind::dot>>>>, marked<Node::party> {};
struct role_value : sor<party, who> {};
struct role : seq<token<Kind::role>, must<name>, opt<label>, must<equals, role_value>, opt<label>>,
              marked<Node::role> {};
struct act_declaration : seq<token<Kind::act>, must<certain_act>, star<opt<comma>, sor<label, cites>>>,
                         marked<Node::act_declaration> {};

struct stage;
struct branch;
struct body_item : sor<stage, branch, role, act_declaration, clause> {};
struct body : seq<open_brace, star<sor<end, recovering<body_item, Kind::end>>>, must<close_brace>>,
              marked<Node::body> {};
struct stage_mark : token<Kind::start, Kind::final, Kind::parallel>, marked<Node::stage_mark> {};
struct stage_head : seq<must<stage_name>, star<opt<comma>, sor<label, cites>>> {};
struct stage : seq<star<stage_mark>, token<Kind::stage>,
                   recovering_head<stage_head, Kind::open_brace, Kind::end>, opt<body>>,
               marked<Node::stage> {};
// A `branch` may also be somebody who must or may.
struct branch : seq<token<Kind::branch>, at<sor<name_token, open_brace>>,
                    recovering_head<stage_head, Kind::open_brace, Kind::end>, opt<body>>,
                marked<Node::branch> {};

struct case_name : name {};
struct for_case : if_must<token<Kind::for_case>, case_name>, marked<Node::for_case> {};
struct office_period
    : seq<token<Kind::for_case>,
          token<Kind::office_each_day, Kind::office_each_week, Kind::office_each_month,
                Kind::office_each_quarter, Kind::office_each_half_year, Kind::office_each_year>>,
      marked<Node::office_period> {};
struct chart_name : name {};
struct chart_head
    : seq<must<chart_name>, star<opt<comma>, sor<label, office_period, for_case, cites, when>>> {};
struct chart : seq<token<Kind::process, Kind::rule>, recovering_head<chart_head, Kind::open_brace, Kind::end>,
                   must<body>>,
               marked<Node::chart> {};

// --- the other declarations

struct title_text : text {};
struct version : if_must<token<Kind::version>, title_text>, marked<Node::version> {};
struct in_force
    : sor<if_must<token<Kind::in_force>, date>,
          seq<token<Kind::from>, must<date>, opt<token<Kind::since>>, must<token<Kind::in_force>>>>,
      marked<Node::in_force> {};
struct policy : seq<token<Kind::policy>, must<title_text>, star<opt<comma>, sor<version, in_force>>>,
                marked<Node::policy> {};
struct file_name : text {};
struct file_reference : if_must<token<Kind::use, Kind::calendar, Kind::offices>, file_name>,
                        marked<Node::file_reference> {};
struct source_title : sor<text, title> {};
struct source : if_must<token<Kind::source>, name, source_title>, marked<Node::source> {};

struct choice_value : seq<name, opt<label>>, marked<Node::choice_value> {};
struct choice
    : seq<token<Kind::choice>, must<name>, opt<label>, must<open_brace>,
          star<sor<separator, recovering<choice_value, Kind::end, Kind::comma>>>, must<close_brace>>,
      marked<Node::choice> {};
struct parameter_value : expression {};
struct parameter : seq<token<Kind::parameter>, must<name>, opt<label>, must<equals, parameter_value>,
                       star<opt<comma>, sor<limit_mark, limit_marks, label, cites>>>,
                   marked<Node::parameter> {};

struct derived : seq<name, opt<label>, equals, must<expression>, opt<label>>, marked<Node::derived> {};
struct field : seq<name, opt<label>, must<colon>, must<type>, opt<if_must<equals, expression>>, opt<label>>,
               marked<Node::field> {};
struct confirmed_word : token<Kind::confirmed> {};
struct confirmed_by
    : sor<if_must<token<Kind::confirmed_by>, who>, if_must<token<Kind::by>, who, confirmed_word>>,
      marked<Node::by> {};
struct same_matter : seq<token<Kind::same_matter>, opt<colon>, list<name, comma>, token<Kind::agree>,
                         opt<comma>, must<confirmed_by>, opt<opt<comma>, cites>>,
                     marked<Node::same_matter> {};
struct case_item : sor<derived, field> {};
// It has commas of its own, which other fields end with.
struct agreement : at<token<Kind::same_matter>, opt<colon>, list<name_token, comma>, token<Kind::agree>> {};
struct case_items
    : sor<seq<agreement, recovering<same_matter, Kind::end>>, recovering<case_item, Kind::end, Kind::comma>> {
};
struct case_type : seq<token<Kind::case_type>, must<name>, opt<label>, must<open_brace>,
                       star<sor<separator, case_items>>, must<close_brace>>,
                   marked<Node::case_type> {};

// --- decision tables

struct bar : token<Kind::bar> {};
// `-` alone; before a number it is its sign.
struct any_value
    : seq<token<Kind::minus, Kind::any, Kind::any_value>, at<token<Kind::bar, Kind::end, Kind::close_brace>>>,
      marked<Node::any_value> {};
struct otherwise_row : token<Kind::otherwise>, marked<Node::otherwise> {};
struct sign : token<Kind::minus>, marked<Node::prefix> {};
struct cell_value : seq<opt<sign>, primary, star<member>>, marked<Node::expression> {};
struct cell_operator : token<Kind::equal, Kind::not_equal, Kind::less, Kind::less_equal, Kind::up_to,
                             Kind::greater, Kind::greater_equal>,
                       marked<Node::operation> {};
struct membership : token<Kind::in, Kind::not_in>, marked<Node::operation> {};
struct known_test : token<Kind::is_known, Kind::is_unknown>, marked<Node::test> {};
struct cell_range : token<Kind::range, Kind::until>, marked<Node::range> {};
struct cell_test : sor<known_test, if_must<cell_operator, cell_value>, if_must<membership, set>,
                       seq<cell_value, opt<if_must<cell_range, cell_value>>>>,
                   marked<Node::cell_test> {};
struct cell_or : sor<comma, token<Kind::logical_or>> {};
struct cell : sor<any_value, otherwise_row, list_must<cell_test, cell_or>>, marked<Node::cell> {};
struct row_end : token<Kind::end, Kind::close_brace> {};
struct row : seq<opt<bar>, must<cell>, star<seq<bar, not_at<row_end>, must<cell>>>, opt<bar>>,
             marked<Node::row> {};
struct rows : seq<open_brace, star<sor<end, recovering<row, Kind::end>>>, must<close_brace>>,
              marked<Node::rows> {};
struct table_input : seq<parameter_name, opt<label>, opt<if_must<colon, type>>>, marked<Node::field> {};
struct table_inputs : seq<open_paren, list_must<table_input, comma>, must<close_paren>> {};
struct gives : if_must<token<Kind::gives>, type>, marked<Node::gives> {};
struct hit : sor<token<Kind::unique, Kind::first, Kind::first_row>,
                 seq<token<Kind::collect>, opt<token<Kind::sum, Kind::least, Kind::greatest>>>>,
             marked<Node::hit> {};
struct rows_from : if_must<token<Kind::from, Kind::rows_from>, file_name>, marked<Node::rows_from> {};
struct table_name : name {};
struct table_head : seq<must<table_name>, opt<label>, must<table_inputs>,
                        star<opt<comma>, sor<gives, hit, rows_from, cites, label>>> {};
struct table : seq<token<Kind::table>, recovering_head<table_head, Kind::open_brace, Kind::end>, opt<rows>>,
               marked<Node::table> {};
/// The rows of a table that is a file of its own.
struct rows_alone : star<sor<end, recovering<row, Kind::end>>> {};

// --- migrations

/// A name of the old policy, which is not known here: it may stand in quotes, and behind the name of its process or rule.
struct old_name : sor<token<Kind::text>, seq<name_token, opt<token<Kind::dot>, name_token>>>,
                  marked<Node::old_name> {};
struct old_names : list_must<old_name, comma> {};
struct others : seq<token<Kind::others>, at<token<Kind::arrow, Kind::stay>>>, marked<Node::others> {};
struct stays : seq<token<Kind::stay>, at<sor<end, close_brace>>>, marked<Node::stay> {};
struct same_stage : token<Kind::same_stage>, marked<Node::same_stage> {};
struct new_stage : sor<same_stage, seq<name, opt<stage_particle>>> {};
struct goes_over : seq<token<Kind::arrow>, must<new_stage>, opt<seq<opt<comma>, effects>>>,
                   marked<Node::then> {};
struct where_to : sor<stays, goes_over> {};
struct leaving : sor<others, old_names> {};
struct moved_stages : seq<leaving, where_to>, marked<Node::moved_stages> {};
/// Tried last, since a stage may be called what begins an effect: open, set.
struct misled_stages : seq<leaving, must<where_to>>, marked<Node::moved_stages> {};
struct moved_field : seq<token<Kind::old_field>, old_name, token<Kind::arrow>, must<field_name>>,
                     marked<Node::moved_field> {};
struct dropped : seq<token<Kind::drop>, old_names>, marked<Node::dropped> {};
struct migration_item : sor<moved_field, dropped, moved_stages, effect, misled_stages> {};
struct from_policy : seq<token<Kind::from>, must<title_text>, must<version>> {};
struct migration : seq<token<Kind::migrate>, must<from_policy>, opt<opt<comma>, for_case>, must<open_brace>,
                       star<sor<end, recovering<migration_item, Kind::end>>>, must<close_brace>>,
                   marked<Node::migration> {};

// --- tests

struct step_act : sor<approval, name>, marked<Node::act> {};
struct refused_by : sor<name, articles> {};
struct refused : seq<token<Kind::refused>, opt<seq<token<Kind::by, Kind::cites>, must<cited>>>>,
                 marked<Node::refused> {};
struct act_step : seq<date, opt<time>, opt<step_act, opt<arguments>, star<opt<comma>, sor<refused, by>>>> {};
struct negated : token<Kind::logical_not>, marked<Node::negated> {};
template <Kind... kinds>
struct expected_kind : token<kinds...>, marked<Node::expected_kind> {};
struct stage_names : list_must<stage_name, comma> {};
struct expected
    : sor<seq<expected_kind<Kind::stage>, must<stage_names>>,
          seq<expected_kind<Kind::due, Kind::aim>, name, must<date>, opt<time>, opt<by>>,
          seq<expected_kind<Kind::notify>, must<approver>, opt<sor<colon, token<Kind::of>>>, opt<expression>>,
          seq<expected_kind<Kind::overdue, Kind::done>, name, opt<by>>,
          seq<expected_kind<Kind::owed>, name, must<by>>,
          seq<expected_kind<Kind::allowed, Kind::not_allowed>, step_act, opt<arguments>, must<by>>,
          expression> {};
struct expectation : seq<token<Kind::expect>, opt<negated>, must<expected>>, marked<Node::expectation> {};
struct step : sor<expectation, act_step>, marked<Node::step> {};
struct case_order : token<Kind::number>, marked<Node::case_order> {};
struct steps : seq<open_brace, star<sor<end, recovering<step, Kind::end>>>, must<close_brace>> {};
struct other_case : seq<token<Kind::case_type>, must<name>, opt<case_order>, must<steps>>,
                    marked<Node::other_case> {};
struct test_item : sor<other_case, step> {};
struct test : seq<token<Kind::test>, must<title_text>, opt<opt<comma>, for_case>, must<open_brace>,
                  star<sor<end, recovering<test_item, Kind::end>>>, must<close_brace>>,
              marked<Node::test_block> {};

// --- a file

struct declaration : sor<policy, file_reference, source, choice, parameter, case_type, act_declaration, role,
                         chart, table, migration, test> {};
struct file : star<sor<end, recovering<declaration, Kind::end>>> {};

}  // namespace recourse::language::grammar

// What pegtl::analyze needs to know of the rules that are our own.
namespace tao::pegtl {
template <typename Name, recourse::language::Kind... kinds>
struct analyze_traits<Name, recourse::language::grammar::token<kinds...>> : analyze_any_traits<> {};
template <typename Name, recourse::language::Kind first, recourse::language::Kind last>
struct analyze_traits<Name, recourse::language::grammar::token_between<first, last>> : analyze_any_traits<> {
};
template <typename Name, typename Part, recourse::language::Kind... stops>
struct analyze_traits<Name, recourse::language::grammar::recovering<Part, stops...>>
    : analyze_seq_traits<Part> {};
template <typename Name, typename Head, recourse::language::Kind... stops>
struct analyze_traits<Name, recourse::language::grammar::recovering_head<Head, stops...>>
    : analyze_opt_traits<Head> {};
}  // namespace tao::pegtl
