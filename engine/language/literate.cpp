// Where md4c finds rules in a document. Doors: rules_of(), unclosed_block().
#include "engine/language/literate.h"

#include <md4c.h>

#include <algorithm>
#include <cctype>

#include "engine/base/text.h"

namespace recourse::language {
namespace {

struct Blocks {
  const std::string& document;
  std::string rules;
  bool inside = false;
  std::size_t begin = 0, end = 0;  // of the rules in the latest block
  std::vector<std::pair<std::size_t, std::size_t>> all = {};
};

bool holds_rules(const MD_BLOCK_CODE_DETAIL& block) {
  const std::string_view language(block.lang.text == nullptr ? "" : block.lang.text, block.lang.size);
  const auto is_rules = [](std::string_view name) {
    return name.size() == 5 &&
           std::equal(name.begin(), name.end(), "rules",
                      [](unsigned char one, char other) { return std::tolower(one) == other; });
  };
  return block.fence_char != 0 && (is_rules(language) || language == "规则" || language == "{.rules}");
}

int enter(MD_BLOCKTYPE type, void* detail, void* data) {
  auto& blocks = *static_cast<Blocks*>(data);
  blocks.inside = type == MD_BLOCK_CODE && holds_rules(*static_cast<const MD_BLOCK_CODE_DETAIL*>(detail));
  if (blocks.inside) {
    blocks.begin = blocks.end = 0;
  }
  return 0;
}

int leave(MD_BLOCKTYPE /*type*/, void* /*detail*/, void* data) {
  auto& blocks = *static_cast<Blocks*>(data);
  if (blocks.inside && blocks.end > 0) {
    blocks.all.emplace_back(blocks.begin, blocks.end);
  }
  blocks.inside = false;
  return 0;
}

int pass_over(MD_SPANTYPE /*type*/, void* /*detail*/, void* /*data*/) {
  return 0;
}

/// Text of a code block points into the document; line breaks point elsewhere, and are there already.
int take(MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* data) {
  auto& blocks = *static_cast<Blocks*>(data);
  const std::less_equal<> before;
  const char* const first = blocks.document.data();
  if (blocks.inside && type == MD_TEXT_CODE && before(first, text) &&
      before(text + size, first + blocks.document.size())) {
    const auto place = static_cast<std::size_t>(text - first);
    std::copy(text, text + size, blocks.rules.begin() + (text - first));
    blocks.begin = blocks.end == 0 ? place : blocks.begin;
    blocks.end = place + size;
  }
  return 0;
}

/// Of a document in UTF-8.
Blocks read(const std::string& text) {
  Blocks blocks{text, text, false, 0, 0, {}};
  std::replace_if(
      blocks.rules.begin(), blocks.rules.end(), [](char c) { return c != '\n' && c != '\r'; }, ' ');
  MD_PARSER parser{};
  parser.enter_block = enter;
  parser.leave_block = leave;
  parser.enter_span = pass_over;
  parser.leave_span = pass_over;
  parser.text = take;
  const std::size_t mark = base::byte_order_mark(text);
  md_parse(text.data() + mark, static_cast<MD_SIZE>(text.size() - mark), &parser, &blocks);
  return blocks;
}

}  // namespace

std::shared_ptr<const SourceText> rules_of(const std::shared_ptr<const SourceText>& document) {
  const std::string& text = document->text;
  if (base::first_invalid_byte(text)) {
    return document;
  }
  return std::make_shared<const SourceText>(
      SourceText{document->name, read(text).rules, document->first_line});
}

std::vector<Stretch> blocks_of(const std::shared_ptr<const SourceText>& document) {
  const std::string& text = document->text;
  std::vector<Stretch> stretches;
  for (const auto& [begin, end] : read(text).all) {
    const std::size_t line = text.rfind('\n', begin - 1) + 1;  // the fence stands above
    const std::size_t fence = line < 2 ? 0 : text.rfind('\n', line - 2) + 1;
    const std::size_t last = std::min(text.find('\n', end), text.size() - 1);
    const std::size_t mark = text.find_first_of("`~", fence);
    // The marker of a list stands before its first line only.
    std::string prefix = text.substr(fence, mark < line ? mark - fence : 0);
    std::replace_if(
        prefix.begin(), prefix.end(), [](char c) { return c != '>' && c != '\t'; }, ' ');
    stretches.push_back(
        {static_cast<std::uint32_t>(line), static_cast<std::uint32_t>(last + 1), std::move(prefix)});
  }
  return stretches;
}

std::optional<SourceSpan> unclosed_block(const std::shared_ptr<const SourceText>& document) {
  const std::string& text = document->text;
  if (base::first_invalid_byte(text)) {
    return std::nullopt;
  }
  const Blocks blocks = read(text);
  // Behind a block that is closed stands its fence.
  if (blocks.end == 0 || text.find_first_not_of(" \t\r\n", blocks.end) != std::string::npos) {
    return std::nullopt;
  }
  const std::size_t end = text.find_last_not_of(" \t\r\n", blocks.begin - 1) + 1;
  const std::size_t line = text.rfind('\n', end - 1);
  const std::size_t begin = line == std::string::npos ? base::byte_order_mark(text) : line + 1;
  return SourceSpan{document, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

}  // namespace recourse::language
