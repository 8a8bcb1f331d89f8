// Reads a text, writes it anew, reads that again and compares. Door: formatted().
#include "engine/language/format.h"

#include <algorithm>

#include "engine/base/text.h"
#include "engine/language/builder.h"
#include "engine/language/dump.h"
#include "engine/language/formatter.h"
#include "engine/language/layout.h"
#include "engine/language/lex.h"
#include "engine/language/literate.h"
#include "engine/language/parse.h"
#include "engine/language/recognise.h"

namespace recourse::language {
namespace {

using Places = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

/// Comments between the tokens; their blanks at the end apart.
Places comments_of(std::string_view text, const Tokens& tokens) {
  Places comments;
  std::size_t at = 0;
  const auto look = [&](std::size_t end) {
    while (at < end) {
      const std::string_view gap = text.substr(at, end - at);
      const std::size_t found = std::min(gap.find('#'), gap.find("＃"));
      if (found == std::string_view::npos) {
        return;
      }
      const std::size_t begin = at + found;
      const std::size_t line_end = std::min(text.find('\n', begin), text.size());
      const std::size_t last = text.find_last_not_of(" \t\r", line_end - 1);
      comments.emplace_back(static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(last + 1));
      at = line_end;
    }
  };
  for (const Token& token : tokens) {
    look(token.begin);
    at = std::max<std::size_t>(at, token.end);
  }
  look(text.size());
  return comments;
}

std::vector<std::string_view> texts_of(std::string_view text, const Places& comments) {
  std::vector<std::string_view> texts;
  for (const auto& [begin, end] : comments) {
    texts.push_back(text.substr(begin, end - begin));
  }
  return texts;
}

/// The language of most keywords.
bool is_chinese(std::string_view text, const Tokens& tokens) {
  std::ptrdiff_t chinese = 0;
  for (const Token& token : tokens) {
    if (token.kind >= kFirstKeyword && !is_soft(token.kind) && token.end > token.begin) {
      chinese += static_cast<unsigned char>(text[token.begin]) < 0x80 ? -1 : 1;
    }
  }
  return chinese > 0;
}

struct Read {
  Tokens tokens;
  Tree tree;
  std::string meaning;  // what the rules say, whatever their form; empty when they cannot be read
};

Read read(const std::shared_ptr<const SourceText>& source, const DeclaredNames& names) {
  base::DiagnosticList found;
  Reporter reporter(source, found);
  const Lexed raw = lex(reporter, names);
  Read result;
  if (raw.tokens.size() > kMostTokens || reporter.full()) {
    return result;
  }
  result.tokens = lay_out(raw.tokens, reporter);
  result.tree = recognise(result.tokens, reporter);
  const File file = Builder(result.tree, result.tokens, reporter).build();
  result.meaning = !found.has_errors() ? dump(file) : "";
  return result;
}

std::shared_ptr<const SourceText> rules_in(const std::shared_ptr<const SourceText>& source,
                                           bool is_document) {
  return is_document ? rules_of(source) : source;
}

}  // namespace

std::optional<std::string> formatted(const std::shared_ptr<const SourceText>& source,
                                     const DeclaredNames& names, std::optional<KeywordLanguage> keywords,
                                     bool joined) {
  base::DiagnosticList found;
  if (!base::check_text(source, found)) {
    return std::nullopt;
  }
  const bool is_document = source->name.ends_with(".md");
  const std::shared_ptr<const SourceText> rules = rules_in(source, is_document);
  const Read original = read(rules, names);
  if (original.meaning.empty()) {
    return std::nullopt;
  }
  const bool chinese =
      keywords ? *keywords == KeywordLanguage::chinese : is_chinese(rules->text, original.tokens);
  const Places comments = comments_of(rules->text, original.tokens);
  std::vector<Stretch> stretches = is_document ? blocks_of(source) : std::vector<Stretch>{};
  if (!is_document) {
    stretches.push_back({static_cast<std::uint32_t>(base::byte_order_mark(source->text)),
                         static_cast<std::uint32_t>(source->text.size()), ""});
  }
  std::vector<Writing> writings{chinese ? Writing::chinese_apart : Writing::english};
  if (chinese && joined) {
    writings.insert(writings.begin(), Writing::chinese);
  }
  for (const Writing writing : writings) {
    const std::vector<Item> items = Formatter(original.tree, original.tokens, rules->text, writing).items();
    const std::string text = lay_out_items(items, writing, rules->text, source->text, stretches, comments);
    const auto anew =
        rules_in(std::make_shared<const SourceText>(SourceText{source->name, text}), is_document);
    const Read again = read(anew, names);
    if (again.meaning == original.meaning &&
        texts_of(anew->text, comments_of(anew->text, again.tokens)) == texts_of(rules->text, comments)) {
      return text;
    }
  }
  return std::nullopt;
}

}  // namespace recourse::language
