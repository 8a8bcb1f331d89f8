// The tree of matched rules → the items of a layout, in the words and the order of one language. Internal to the room; format.cpp
// is the only caller.
#pragma once

#include "engine/language/format_layout.h"
#include "engine/language/token.h"
#include "engine/language/tree_walk.h"
#include "engine/language/vocabulary.h"

namespace recourse::language {

class Formatter : TreeWalk {
public:
  Formatter(const Tree& tree, const Tokens& tokens, std::string_view source, Writing writing)
      : TreeWalk(tree, tokens), source_(source), writing_(writing) {}

  /// The declarations of the file, in their order.
  std::vector<Item> items();

private:
  [[nodiscard]] std::string_view text(const Token& token) const {
    return source_.substr(token.begin, token.end - token.begin);
  }

  // Words of the language.
  [[nodiscard]] bool chinese() const { return writing_ != Writing::english; }
  [[nodiscard]] Words words() const { return Words(writing_); }
  /// The keyword as the language spells it.
  [[nodiscard]] std::string_view spelt(Kind keyword) const;
  void comma(Words& words) const { chinese() ? words.mark("，") : words.closing(","); }
  void list_comma(Words& words) const { chinese() ? words.mark("、") : words.closing(","); }
  void open_call(Words& words) const { words.mark(chinese() ? "（" : "("); }
  void close_call(Words& words) const { chinese() ? words.mark("）") : words.closing(")"); }
  void colon(Words& words) const { chinese() ? words.mark("：") : words.closing(":"); }
  void equals(Words& words) const { chinese() ? words.mark("＝") : words.word("="); }

  // formatter_value.cpp
  /// (…, …): what `make` makes of the children that are wanted.
  template <typename Wanted, typename Make>
  [[nodiscard]] Words in_brackets(At parent, const Wanted& wanted, const Make& make) const {
    Words result = words();
    open_call(result);
    bool first = true;
    each(parent, [&](At part) {
      if (!wanted(part)) {
        return;
      }
      if (!std::exchange(first, false)) {
        comma(result);
        result.allow_break(true);
      }
      result.append(make(part));
    });
    close_call(result);
    return result;
  }
  [[nodiscard]] Words name(At node) const;
  [[nodiscard]] Words name(At node, Position position) const;
  [[nodiscard]] Words name_of(At parent) const;
  /// The same, of what is declared: it stands apart in Chinese, too.
  [[nodiscard]] Words declared(At parent) const;
  [[nodiscard]] Words quoted(At node) const;
  void label(Words& words, At parent) const;
  [[nodiscard]] Words list(const std::vector<At>& names) const;
  [[nodiscard]] std::vector<At> names_in(At parent) const;
  [[nodiscard]] Words expression(At node) const;
  [[nodiscard]] Words expression_of(At parent) const;
  void operand_part(Words& words, At part, At before) const;
  void operation(Words& words, At part) const;
  [[nodiscard]] Words primary(At node) const;
  [[nodiscard]] Words period(std::string_view text) const;
  [[nodiscard]] Words times(At node) const;
  [[nodiscard]] Words recurrence(At node) const;
  [[nodiscard]] Words call(At node) const;
  [[nodiscard]] Words value_set(At node) const;
  [[nodiscard]] Words type(At node) const;
  [[nodiscard]] Words bounds(At node) const;
  [[nodiscard]] Words field(At node) const;
  [[nodiscard]] Words act(At node) const;
  [[nodiscard]] Words acts(At node) const;
  [[nodiscard]] Words arguments(At parent) const;
  [[nodiscard]] Words article(At node) const;
  /// The source and its articles, without the word `cites`.
  [[nodiscard]] Words cited(At node) const;
  [[nodiscard]] Words cites(At node) const;

  // formatter_clause.cpp
  struct Parts;  // of a clause, by what they are
  [[nodiscard]] Item item(At node) const;
  [[nodiscard]] Item clause(At node) const;
  [[nodiscard]] Parts parts_of(At clause) const;
  void english_clause(Item& item, const Parts& parts) const;
  void chinese_clause(Item& item, const Parts& parts) const;
  void chinese_lead(Item& item, const Parts& parts) const;
  [[nodiscard]] Words chinese_owed(const Parts& parts) const;
  [[nodiscard]] Words chinese_core(const Parts& parts) const;
  [[nodiscard]] Words english_core(const Parts& parts) const;
  void tail(Item& item, const Parts& parts) const;
  [[nodiscard]] Words trigger(const Parts& parts) const;
  [[nodiscard]] Words within(At node) const;
  [[nodiscard]] Words until(At node) const;
  [[nodiscard]] Words from(At node) const;
  [[nodiscard]] Words aim(At node) const;
  [[nodiscard]] Words condition(At when) const;
  [[nodiscard]] Words marks(const std::vector<At>& marks) const;
  void extendable(Item& item, At node) const;
  [[nodiscard]] Words as(At node) const;
  [[nodiscard]] Words move(At then) const;
  void consequence(Item& item, std::optional<At> then, std::optional<At> effects, Words lead,
                   bool listens) const;
  [[nodiscard]] std::unique_ptr<Block> block(At node, Block::Shape shape) const;
  [[nodiscard]] Item effect(At node) const;
  [[nodiscard]] Words effect_words(At node) const;
  [[nodiscard]] Words set_words(At node, Kind verb) const;

  // formatter_declaration.cpp
  [[nodiscard]] Item declaration(At node) const;
  void policy(Item& item, At node) const;
  [[nodiscard]] Words source_title(At node) const;
  void choice(Item& item, At node) const;
  void parameter(Item& item, At node) const;
  void case_type(Item& item, At node) const;
  [[nodiscard]] Item case_item(At node) const;
  void same_matter(Item& item, At node) const;
  void chart(Item& item, At node) const;
  void stage(Item& item, At node) const;
  void role(Item& item, At node) const;
  void act_declaration(Item& item, At node) const;
  /// The braces around the children of a node that are items, which the node's own tokens hold.
  template <typename Wanted, typename Make>
  [[nodiscard]] std::unique_ptr<Block> own_block(At node, Block::Shape shape, const Wanted& wanted,
                                                 const Make& make) const {
    auto made = std::make_unique<Block>();
    made->shape = shape;
    for (std::uint32_t at = entries_[node].begin; at < entries_[node].end; ++at) {
      if (tokens_[at].kind == Kind::open_brace) {
        made->open = tokens_[at].begin;
        break;
      }
    }
    made->close = last_token(node).begin;
    each(node, [&](At part) {
      if (wanted(part)) {
        made->items.push_back(make(part));
      }
    });
    return made;
  }

  // formatter_table.cpp
  void table(Item& item, At node) const;
  void rows(Item& item, At node) const;
  [[nodiscard]] Words cell(At node) const;
  [[nodiscard]] Words cell_test(At node) const;

  // formatter_steps.cpp: migrations and tests
  void migration(Item& item, At node) const;
  [[nodiscard]] Item migration_item(At node) const;
  [[nodiscard]] Words old_names(At parent) const;
  void test(Item& item, At node) const;
  [[nodiscard]] Item test_item(At node) const;
  [[nodiscard]] Words act_step(At node) const;
  [[nodiscard]] Words expectation(At node) const;
  [[nodiscard]] Words told(At node) const;
  [[nodiscard]] Words by(At node) const;

  static void add(Item& item, Words words, bool is_separate = true) {
    if (!words.empty()) {
      item.phrases.push_back({std::move(words), is_separate, nullptr, false});
    }
  }

  std::string_view source_;
  Writing writing_;
};

}  // namespace recourse::language
