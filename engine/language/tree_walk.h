// Walking the tree of matched rules, for what is made of it: the syntax tree, and the text written anew.
#pragma once

#include <optional>

#include "engine/language/token.h"
#include "engine/language/tree.h"

namespace recourse::language {

/// A node of the tree: index of its entry.
using At = std::uint32_t;

class TreeWalk {
protected:
  TreeWalk(const Tree& tree, const Tokens& tokens) : entries_(tree.entries()), tokens_(tokens) {}

  [[nodiscard]] Node kind(At node) const { return entries_[node].kind; }
  [[nodiscard]] At next(At node) const { return entries_[node].last; }
  template <typename Visit>
  void each(At parent, const Visit& visit) const {
    for (At child = parent + 1; child < entries_[parent].last; child = next(child)) {
      visit(child);
    }
  }
  /// The first child of the kind.
  [[nodiscard]] std::optional<At> child(At parent, Node wanted) const {
    for (At node = parent + 1; node < entries_[parent].last; node = next(node)) {
      if (kind(node) == wanted) {
        return node;
      }
    }
    return std::nullopt;
  }
  [[nodiscard]] const Token& token(At node) const { return tokens_[entries_[node].begin]; }
  [[nodiscard]] const Token& last_token(At node) const { return tokens_[entries_[node].end - 1]; }

  const std::vector<Tree::Entry>& entries_;
  const Tokens& tokens_;
};

}  // namespace recourse::language
