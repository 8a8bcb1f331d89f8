// The grammar of docs/standard/1-text.md as it stands there: read, followed over the tokens of a file, and used to make random
// sentences. Test-only; knows tokens, and nothing of engine/language/grammar.h, whose second opinion it is.
#pragma once

#include <functional>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "engine/language/kind.h"

namespace recourse::language {

class Ebnf {
public:
  struct Node {
    enum class What { terminal, rule, sequence, choice, option, repetition };
    What what = What::sequence;
    std::string name;  // of a terminal or a rule
    std::vector<Node> parts;
  };

  /// `text`: rules as `name = … ;`. Throws std::runtime_error where it cannot be read.
  explicit Ebnf(const std::string& text);

  [[nodiscard]] const std::map<std::string, Node>& rules() const { return rules_; }
  /// All terminals that stand in it, quoted ones without their quotes.
  [[nodiscard]] std::set<std::string> terminals() const;
  /// Names of rules that are used and not there.
  [[nodiscard]] std::set<std::string> missing() const;
  /// Rules to which no way leads from these.
  [[nodiscard]] std::set<std::string> unreached(const std::set<std::string>& from) const;

private:
  void visit(const Node& node, const std::function<void(const Node&)>& see) const;

  std::map<std::string, Node> rules_;
};

/// What a terminal stands for: one kind of token, or several.
using Terminals = std::map<std::string, std::set<Kind>>;

/// The farthest token up to which a sentence of the rule fits; all of them when the tokens are one.
std::size_t fits(const Ebnf& grammar, const Terminals& terminals, const std::string& rule,
                 const std::vector<Kind>& tokens);

/// A random sentence of the rule. Names are plain words: whether a keyword may be a name is not the grammar's to say.
class Sentences {
public:
  Sentences(const Ebnf& grammar, const Terminals& terminals, std::uint32_t seed);
  std::vector<Kind> make(const std::string& rule);

private:
  void write(const Ebnf::Node& node, int depth, std::vector<Kind>& tokens);
  int least_depth(const Ebnf::Node& node) const;
  bool happens(int one_in);

  const Ebnf& grammar_;
  const Terminals& terminals_;
  std::mt19937 random_;
  std::map<std::string, int> depths_;  // by rule, of its shallowest sentence
};

}  // namespace recourse::language
