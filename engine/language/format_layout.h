// Rules laid out in lines: items that stand on lines of their own, the blocks that they hold, comments and blank lines between them.
// Knows neither grammar nor languages.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/language/words.h"

namespace recourse::language {

struct Item;

/// What stands in braces.
struct Block {
  enum class Shape : std::uint8_t {
    inline_if_short,   // effects: on one line where it is long enough
    inline_if_single,  // clauses: where there is only one
    filled,            // as many items a line as fit
    lines,             // one item a line
  };
  Shape shape = Shape::lines;
  std::uint32_t open = 0, close = 0;  // where its braces stand in the source
  std::string separator;              // between items on one line
  std::vector<Item> items;
};

/// A part of an item that may begin a line.
struct Phrase {
  Words words;
  bool is_separate = false;  // a line may begin here; in Chinese a comma stands before it
  std::unique_ptr<Block> block;
  bool begins_line = false;  // where the item needs more than one
};

/// A clause, declaration, step, row …
struct Item {
  std::uint32_t begin = 0, end = 0;  // in the source
  std::vector<Phrase> phrases;
};

/// A stretch of the source that is formatted; `prefix` stands before each of its lines.
struct Stretch {
  std::uint32_t begin = 0, end = 0;
  std::string prefix;
};

/// `source` with its stretches written anew from the items of all of them together. `rules`: the source, or of a document its rules,
/// at the same places.
std::string lay_out_items(const std::vector<Item>& items, Writing writing, std::string_view rules,
                          std::string_view source, const std::vector<Stretch>& stretches,
                          const std::vector<std::pair<std::uint32_t, std::uint32_t>>& comments);

}  // namespace recourse::language
