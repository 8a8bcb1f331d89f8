// "Did you mean": how far a mistyped name is from a known one.
#include <algorithm>
#include <iterator>
#include <numeric>

#include "engine/base/text.h"
#include "recourse/text.h"

namespace recourse::base {
namespace {

constexpr std::size_t kLongestName = 64;
constexpr double kTooFar = 1.0;

bool is_han(char32_t character) {
  return (character >= 0x3400 && character <= 0x9FFF) || (character >= 0xF900 && character <= 0xFAFF) ||
         (character >= 0x20000 && character <= 0x3FFFF);
}

char32_t lower(char32_t character) {
  return character >= 'A' && character <= 'Z' ? character + ('a' - 'A') : character;
}

std::u32string letters(std::string_view text) {
  const std::string composed = normalised(text);
  std::u32string characters;
  for (std::string_view rest = composed; !rest.empty();) {
    const Cell cell = first_cell(rest);
    characters += lower(cell.character);
    rest.remove_prefix(cell.size);
  }
  return characters;
}

/// Insertions, deletions, replacements and swaps of neighbours that turn one into the other.
std::size_t edits(const std::u32string& from, const std::u32string& to) {
  std::vector<std::size_t> before;
  std::vector<std::size_t> above(to.size() + 1);
  std::vector<std::size_t> row(to.size() + 1);
  std::iota(above.begin(), above.end(), std::size_t{0});
  for (std::size_t i = 1; i <= from.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= to.size(); ++j) {
      const std::size_t replaced = above[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, replaced});
      if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1]) {
        row[j] = std::min(row[j], before[j - 2] + 1);
      }
    }
    before = above;
    std::swap(above, row);
  }
  return above[to.size()];
}

std::size_t shared_characters(std::u32string first, std::u32string second) {
  std::sort(first.begin(), first.end());
  std::sort(second.begin(), second.end());
  std::u32string common;
  std::set_intersection(first.begin(), first.end(), second.begin(), second.end(), std::back_inserter(common));
  return common.size();
}

/// 0 for equal names, kTooFar or more for names that nobody confuses.
double distance(const std::u32string& name, const std::u32string& candidate) {
  const auto longer = static_cast<double>(std::max(name.size(), candidate.size()));
  const auto changed = static_cast<double>(edits(name, candidate));
  if (std::any_of(name.begin(), name.end(), is_han)) {
    const double shared = 2.0 * static_cast<double>(shared_characters(name, candidate)) /
                          static_cast<double>(name.size() + candidate.size());
    // Order matters less than which characters are there, but decides between two that share as many.
    return shared < 0.5 ? kTooFar : (1.0 - shared) + 0.01 * changed / longer;
  }
  const double allowed = std::max(1.0, std::min(3.0, static_cast<double>(name.size()) / 3.0));
  return changed > allowed || changed >= longer ? kTooFar : changed / longer;
}

}  // namespace

NearestName::NearestName(std::string_view name) : name_(letters(name)), best_distance_(kTooFar) {}

void NearestName::offer(std::string_view candidate) {
  const std::u32string other = letters(candidate);
  if (name_.empty() || other.empty() || std::max(name_.size(), other.size()) > kLongestName) {
    return;
  }
  const double found = distance(name_, other);
  if (found < best_distance_) {
    best_distance_ = found;
    best_ = candidate;
  }
}

}  // namespace recourse::base

std::optional<std::string> recourse::nearest(std::string_view word,
                                             const std::vector<std::string>& candidates) {
  return base::nearest(word, candidates);
}
