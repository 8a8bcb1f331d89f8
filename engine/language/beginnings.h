// How long the words of a set are that begin with some character: most texts begin as no word does, and need not be looked up piece
// by piece.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <unordered_map>

namespace recourse::language {

class Beginnings {
public:
  void add(std::string_view word) {
    std::size_t& longest = longest_[first_character(word)];
    longest = std::max(longest, word.size());
  }
  /// Bytes of the longest word that begins with the first character of the text; 0 when none does.
  [[nodiscard]] std::size_t longest(std::string_view text) const {
    const auto found = longest_.find(first_character(text));
    return found == longest_.end() ? 0 : found->second;
  }

private:
  static std::uint32_t first_character(std::string_view text) {
    std::uint32_t bytes = 0;
    for (std::size_t at = 0; at < text.size() && (at == 0 || (text[at] & 0xC0) == 0x80); ++at) {
      bytes = bytes << 8U | static_cast<unsigned char>(text[at]);
    }
    return bytes;
  }

  std::unordered_map<std::uint32_t, std::size_t> longest_;
};

}  // namespace recourse::language
