// The names that the files of a policy declare: what a run of Chinese without spaces is split by, next to keywords.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_set>

#include "engine/language/beginnings.h"
#include "engine/language/syntax.h"

namespace recourse::language {

class DeclaredNames {
public:
  /// Every name and label that a file gives to something, and the words that the language has for types and functions. An act that
  /// is declared by standing in a clause counts unless a keyword stands in it: then it may be more than a name.
  void add(const File& file);
  [[nodiscard]] bool contains(std::string_view name) const { return names_.contains(name); }
  [[nodiscard]] bool empty() const { return names_.empty(); }
  friend bool operator==(const DeclaredNames& one, const DeclaredNames& other) {
    return one.names_ == other.names_;
  }
  /// Bytes of the longest name that begins with the first character of the text.
  [[nodiscard]] std::size_t longest(std::string_view text) const { return beginnings_.longest(text); }

private:
  void add(std::string_view name);
  void add(const std::optional<std::string>& label);
  /// Anything with a name and a label.
  template <typename Named>
  void add_named(const Named& named);
  void add(const ActUse& act, bool explicitly);
  void add(const Clause& clause);
  void add(const Stage& stage);

  // Every part of a run is looked up.
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  std::unordered_set<std::string, Hash, std::equal_to<>> names_;
  Beginnings beginnings_;
};

}  // namespace recourse::language
