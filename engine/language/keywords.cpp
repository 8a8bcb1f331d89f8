// Looks words up in both tables at once.
#include "engine/language/keywords.h"

#include <unordered_map>

#include "engine/language/beginnings.h"

namespace recourse::language {
namespace {

using Index = std::unordered_map<std::string_view, const Keyword*>;

Index make_index() {
  Index index;
  for (const std::span<const Keyword> table : {keywords_en(), keywords_zh()}) {
    for (const Keyword& keyword : table) {
      index.emplace(keyword.spelling, &keyword);
    }
  }
  return index;
}

}  // namespace

const Keyword* find_keyword(std::string_view spelling) {
  static const Index index = make_index();
  const auto found = index.find(spelling);
  return found == index.end() ? nullptr : found->second;
}

std::size_t longest_keyword(std::string_view text) {
  static const Beginnings beginnings = [] {
    Beginnings all;
    for (const std::span<const Keyword> table : {keywords_en(), keywords_zh()}) {
      for (const Keyword& keyword : table) {
        all.add(keyword.spelling);
      }
    }
    return all;
  }();
  return beginnings.longest(text);
}

}  // namespace recourse::language
