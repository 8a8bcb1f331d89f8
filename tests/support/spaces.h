// Takes the spaces between the words of Chinese rules away.
#pragma once

#include <cctype>
#include <sstream>
#include <string>

namespace recourse::testing {

/// Chinese characters and signs, and what names in Latin letters are made of.
inline bool parts_words(char one, char other) {
  const auto is_wide = [](char c) { return (static_cast<unsigned char>(c) & 0x80U) != 0; };
  const auto is_letter = [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_'; };
  return (is_wide(one) && is_wide(other)) || (is_wide(one) && is_letter(other)) ||
         (is_letter(one) && is_wide(other));
}

/// The text without blanks beside Chinese characters and signs, but for those in texts and comments; adds up how many there were.
inline std::string without_spaces(const std::string& text, int& removed) {
  std::stringstream lines(text);
  std::string result;
  for (std::string line; std::getline(lines, line); result += '\n') {
    bool quoted = false;
    const std::size_t comment = line.find('#');
    for (std::size_t at = 0; at < line.size(); ++at) {
      quoted = line.compare(at, 3, "“") == 0 || (quoted && line.compare(at, 3, "”") != 0);
      const bool inside = at > 0 && at + 1 < line.size() && parts_words(line[at - 1], line[at + 1]);
      if (line[at] == ' ' && inside && !quoted && at < comment) {
        ++removed;
      } else {
        result += line[at];
      }
    }
  }
  return result;
}

}  // namespace recourse::testing
