#include "tests/language/ebnf.h"

#include <algorithm>
#include <cctype>
#include <stdexcept>

namespace recourse::language {
namespace {

using Node = Ebnf::Node;
using What = Node::What;

class Reader {
public:
  explicit Reader(const std::string& text) : text_(text) {}

  [[nodiscard]] bool at_end() {
    skip();
    return at_ == text_.size();
  }
  std::string word() {
    skip();
    std::string word;
    while (at_ < text_.size() &&
           (std::isalnum(static_cast<unsigned char>(text_[at_])) || text_[at_] == '_')) {
      word += text_[at_++];
    }
    if (word.empty()) fail("a name");
    return word;
  }
  void expect(char mark) {
    if (!take(mark)) fail(std::string(1, mark));
  }
  Node choice() {
    Node node{What::choice, "", {sequence()}};
    while (take('|')) node.parts.push_back(sequence());
    return node.parts.size() == 1 ? node.parts.front() : node;
  }

private:
  void skip() {
    while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_]))) ++at_;
  }
  bool take(char mark) {
    skip();
    const bool there = at_ < text_.size() && text_[at_] == mark;
    at_ += there ? 1 : 0;
    return there;
  }
  [[noreturn]] void fail(const std::string& wanted) const {
    throw std::runtime_error("grammar: wanted " + wanted + " before: " + text_.substr(at_, 40));
  }

  Node sequence() {
    Node node{What::sequence, "", {}};
    for (skip(); at_ < text_.size() && std::string(";|)]}").find(text_[at_]) == std::string::npos; skip()) {
      node.parts.push_back(part());
    }
    return node;
  }
  Node part() {
    if (take('"')) {
      const std::size_t end = text_.find('"', at_);
      if (end == std::string::npos) fail("a closing quote");
      Node node{What::terminal, text_.substr(at_, end - at_), {}};
      at_ = end + 1;
      return node;
    }
    if (take('[')) return closed(What::option, ']');
    if (take('{')) return closed(What::repetition, '}');
    if (take('(')) return closed(What::sequence, ')');
    const std::string name = word();
    const bool is_token = std::isupper(static_cast<unsigned char>(name.front())) != 0;
    return {is_token ? What::terminal : What::rule, name, {}};
  }
  Node closed(What what, char closing) {
    Node node{what, "", {choice()}};
    expect(closing);
    return node;
  }

  const std::string& text_;
  std::size_t at_ = 0;
};

using Places = std::set<std::size_t>;

class Follower {
public:
  Follower(const Ebnf& grammar, const Terminals& terminals, const std::vector<Kind>& tokens)
      : grammar_(grammar), terminals_(terminals), tokens_(tokens) {}

  /// Where the node may end when it begins at a place.
  Places ends(const Node& node, std::size_t at) {
    farthest_ = std::max(farthest_, at);
    switch (node.what) {
      case What::terminal:
        return terminal(node.name, at);
      case What::rule: {
        const auto key = std::pair(node.name, at);
        if (const auto known = known_.find(key); known != known_.end()) return known->second;
        return known_[key] = ends(grammar_.rules().at(node.name), at);
      }
      case What::choice: {
        Places all;
        for (const Node& part : node.parts) all.merge(ends(part, at));
        return all;
      }
      case What::option: {
        Places all = ends(node.parts.front(), at);
        all.insert(at);
        return all;
      }
      case What::repetition:
        return repeated(node.parts.front(), at);
      case What::sequence:
        break;
    }
    Places places{at};
    for (const Node& part : node.parts) {
      Places next;
      for (const std::size_t place : places) next.merge(ends(part, place));
      places = std::move(next);
    }
    return places;
  }
  [[nodiscard]] std::size_t farthest() const { return farthest_; }

private:
  Places repeated(const Node& part, std::size_t at) {
    Places all{at};
    std::vector<std::size_t> open{at};
    while (!open.empty()) {
      const std::size_t place = open.back();
      open.pop_back();
      for (const std::size_t end : ends(part, place)) {
        if (all.insert(end).second) open.push_back(end);
      }
    }
    return all;
  }
  [[nodiscard]] bool is(std::size_t at, Kind kind) const {
    return at < tokens_.size() && tokens_[at] == kind;
  }

  [[nodiscard]] Places terminal(const std::string& name, std::size_t at) const {
    Places places;
    const bool item = name == "ITEM_END", list = name == "LIST_END";
    if (item || list) {
      const bool ended =
          at == tokens_.size() || is(at, Kind::close_brace) || (at > 0 && is(at - 1, Kind::close_brace));
      if (is(at, Kind::end) || (list && is(at, Kind::comma))) places.insert(at + 1);
      if (ended) places.insert(at);
      return places;
    }
    if (at < tokens_.size() && terminals_.at(name).contains(tokens_[at])) places.insert(at + 1);
    return places;
  }

  const Ebnf& grammar_;
  const Terminals& terminals_;
  const std::vector<Kind>& tokens_;
  std::map<std::pair<std::string, std::size_t>, Places> known_;
  std::size_t farthest_ = 0;
};

constexpr int kDeepest = 30;
constexpr int kUnending = 1'000;

}  // namespace

Ebnf::Ebnf(const std::string& text) {
  Reader reader(text);
  while (!reader.at_end()) {
    const std::string name = reader.word();
    reader.expect('=');
    if (!rules_.emplace(name, reader.choice()).second) throw std::runtime_error("grammar: twice " + name);
    reader.expect(';');
  }
}

void Ebnf::visit(const Node& node, const std::function<void(const Node&)>& see) const {
  see(node);
  for (const Node& part : node.parts) visit(part, see);
}

std::set<std::string> Ebnf::terminals() const {
  std::set<std::string> found;
  for (const auto& [name, rule] : rules_) {
    visit(rule, [&](const Node& node) {
      if (node.what == What::terminal) found.insert(node.name);
    });
  }
  return found;
}

std::set<std::string> Ebnf::missing() const {
  std::set<std::string> found;
  for (const auto& [name, rule] : rules_) {
    visit(rule, [&](const Node& node) {
      if (node.what == What::rule && !rules_.contains(node.name)) found.insert(node.name);
    });
  }
  return found;
}

std::set<std::string> Ebnf::unreached(const std::set<std::string>& from) const {
  std::set<std::string> reached = from;
  std::vector<std::string> open(from.begin(), from.end());
  while (!open.empty()) {
    const Node& rule = rules_.at(open.back());
    open.pop_back();
    visit(rule, [&](const Node& node) {
      if (node.what == What::rule && reached.insert(node.name).second) open.push_back(node.name);
    });
  }
  std::set<std::string> left;
  for (const auto& [name, rule] : rules_) {
    if (!reached.contains(name)) left.insert(name);
  }
  return left;
}

std::size_t fits(const Ebnf& grammar, const Terminals& terminals, const std::string& rule,
                 const std::vector<Kind>& tokens) {
  Follower follower(grammar, terminals, tokens);
  const Places ends = follower.ends(grammar.rules().at(rule), 0);
  return ends.contains(tokens.size()) ? tokens.size() : std::min(follower.farthest(), tokens.size() - 1);
}

Sentences::Sentences(const Ebnf& grammar, const Terminals& terminals, std::uint32_t seed)
    : grammar_(grammar), terminals_(terminals), random_(seed) {
  for (const auto& [name, rule] : grammar.rules()) depths_[name] = kUnending;
  for (bool changed = true; changed;) {
    changed = false;
    for (const auto& [name, rule] : grammar.rules()) {
      const int depth = least_depth(rule) + 1;
      changed = changed || depth < depths_[name];
      depths_[name] = std::min(depth, depths_[name]);
    }
  }
}

std::vector<Kind> Sentences::make(const std::string& rule) {
  std::vector<Kind> tokens;
  write(grammar_.rules().at(rule), 0, tokens);
  return tokens;
}

int Sentences::least_depth(const Node& node) const {
  if (node.what == What::terminal) return node.name == "POSITIONAL" ? kUnending : 0;
  if (node.what == What::rule) return depths_.at(node.name);
  if (node.what == What::option || node.what == What::repetition) return 0;
  int depth = node.what == What::choice ? kUnending : 0;
  for (const Node& part : node.parts) {
    const int of_part = least_depth(part);
    depth = node.what == What::choice ? std::min(depth, of_part) : std::max(depth, of_part);
  }
  return depth;
}

bool Sentences::happens(int one_in) {
  return random_() % static_cast<std::uint32_t>(one_in) == 0;
}

void Sentences::write(const Node& node, int depth, std::vector<Kind>& tokens) {
  switch (node.what) {
    case What::terminal: {
      if (node.name == "ITEM_END" || node.name == "LIST_END") {
        tokens.push_back(node.name == "LIST_END" && happens(2) ? Kind::comma : Kind::end);
        return;
      }
      const std::set<Kind>& kinds = terminals_.at(node.name);
      tokens.push_back(*std::next(kinds.begin(), static_cast<std::ptrdiff_t>(random_() % kinds.size())));
      return;
    }
    case What::rule:
      return write(grammar_.rules().at(node.name), depth + 1, tokens);
    case What::sequence:
      for (const Node& part : node.parts) write(part, depth, tokens);
      return;
    case What::choice: {
      std::vector<const Node*> open;
      int least = kUnending;
      for (const Node& part : node.parts) least = std::min(least, least_depth(part));
      for (const Node& part : node.parts) {
        const int of_part = least_depth(part);
        if (of_part < kUnending && (of_part == least || depth + of_part < kDeepest)) open.push_back(&part);
      }
      return write(*open[random_() % open.size()], depth, tokens);
    }
    case What::option:
    case What::repetition: {
      const Node& part = node.parts.front();
      if (depth + least_depth(part) >= kDeepest) return;
      for (bool more = happens(2); more; more = node.what == What::repetition && happens(2)) {
        write(part, depth, tokens);
      }
      return;
    }
  }
}

}  // namespace recourse::language
