#include "engine/model/yaml.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <sstream>

#include "engine/base/messages/model.h"
#include "engine/base/text.h"
#include "engine/calendar/calendar.h"

namespace recourse::model::yaml {
namespace {

constexpr std::size_t kDeepest = 64;
constexpr std::size_t kMostNodes = 1'000'000;

/// Ends the parse from inside a handler; caught in read().
struct Refused {
  MessageCode code;
  SourceSpan span;
};

/// Builds the tree from the parser's events.
class Builder final : public YAML::EventHandler {
public:
  explicit Builder(std::shared_ptr<const SourceText> source)
      : source_(std::move(source)), offset_(base::byte_order_mark(source_->text)) {}

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t) override { add(Node::Kind::null, mark, ""); }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    throw Refused{messages::yaml_alias, span(mark, 0)};
  }
  void OnScalar(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                const std::string& value) override {
    add(Node::Kind::scalar, mark, value);
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                       YAML::EmitterStyle::value) override {
    open(Node::Kind::sequence, mark);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                  YAML::EmitterStyle::value) override {
    open(Node::Kind::map, mark);
  }
  void OnMapEnd() override { close(); }

  /// From the mark to the end of the value as it stands there, else of its line.
  [[nodiscard]] SourceSpan span(const YAML::Mark& mark, std::size_t length) const {
    const std::string& text = source_->text;
    const std::size_t begin =
        std::min(text.size(), offset_ + static_cast<std::size_t>(std::max(mark.pos, 0)));
    std::size_t end = std::min(text.find_first_of("\r\n#", begin), text.size());
    while (end > begin && text[end - 1] == ' ') {
      --end;
    }
    if (length > 0 && begin + length <= end) {
      end = begin + length;
    }
    return {source_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }

  Node root;
  bool complete = false;

private:
  void add(Node::Kind kind, const YAML::Mark& mark, const std::string& value) {
    Node node;
    node.kind = kind;
    node.text = base::normalised(value);
    const std::string_view from = std::string_view(source_->text).substr(span(mark, 0).begin);
    node.span = span(mark, from.starts_with(value) ? value.size() : 0);
    put(std::move(node));
  }

  void open(Node::Kind kind, const YAML::Mark& mark) {
    if (open_.size() >= kDeepest) {
      throw Refused{messages::yaml_too_large, span(mark, 0)};
    }
    Node node;
    node.kind = kind;
    node.span = span(mark, 0);
    open_.push_back({std::move(node), std::nullopt});
  }

  void close() {
    Node node = std::move(open_.back().node);
    open_.pop_back();
    put(std::move(node));
  }

  void put(Node node) {
    if (++count_ > kMostNodes) {
      throw Refused{messages::yaml_too_large, node.span};
    }
    if (open_.empty()) {
      root = std::move(node);
      complete = true;
      return;
    }
    auto& [parent, key] = open_.back();
    if (parent.kind == Node::Kind::sequence) {
      parent.items.push_back(std::move(node));
    } else if (!key) {
      key = std::move(node);
    } else {
      if (node.kind == Node::Kind::null) {
        node.span = {source_, key->span.end, std::min(key->span.end + 1, end_of_text())};
      }
      parent.keys.push_back(std::move(*key));
      parent.items.push_back(std::move(node));
      key.reset();
    }
  }

  [[nodiscard]] std::uint32_t end_of_text() const { return static_cast<std::uint32_t>(source_->text.size()); }

  struct Open {
    Node node;
    std::optional<Node> key;  // of a map: read, its value is still to come
  };
  std::shared_ptr<const SourceText> source_;
  std::size_t offset_;
  std::size_t count_ = 0;
  std::vector<Open> open_;
};

}  // namespace

std::optional<Node> read(const std::shared_ptr<const SourceText>& source, base::DiagnosticList& diagnostics) {
  if (!base::check_text(source, diagnostics)) {
    return std::nullopt;
  }
  Builder builder(source);
  try {
    std::istringstream stream(source->text);
    YAML::Parser parser(stream);
    parser.HandleNextDocument(builder);
    if (!builder.complete) {
      diagnostics.add(messages::yaml_empty, {source, 0, 0});
      return std::nullopt;
    }
    Builder second(source);
    if (parser.HandleNextDocument(second) && second.complete && second.root.kind != Node::Kind::null) {
      diagnostics.add(messages::yaml_two_documents, second.root.span);
      return std::nullopt;
    }
    return std::move(builder.root);
  } catch (const Refused& refused) {
    diagnostics.add(refused.code, refused.span);
  } catch (const YAML::Exception& error) {
    diagnostics.add(messages::yaml_syntax, builder.span(error.mark, 0));
  }
  return std::nullopt;
}

bool Reader::map(const Node& node, std::initializer_list<std::string_view> known) {
  if (node.kind != Node::Kind::map) {
    diagnostics_->add(messages::yaml_expected, node.span, {terms::yaml_map});
    return false;
  }
  unique_keys(node);
  for (const Node& key : node.keys) {
    if (std::find(known.begin(), known.end(), key.text) != known.end()) {
      continue;
    }
    if (const auto meant = base::nearest(key.text, known)) {
      diagnostics_->add(messages::yaml_unknown_key_similar, key.span, {key.text, *meant});
      misspelt_.emplace(&node, std::string(*meant));
    } else {
      std::vector<Argument::Item> all;
      for (const std::string_view possible : known) {
        all.emplace_back(std::string(possible));
      }
      diagnostics_->add(messages::yaml_unknown_key, key.span, {key.text, Argument(std::move(all))});
    }
  }
  return true;
}

bool Reader::sequence(const Node& node) {
  if (node.kind != Node::Kind::sequence) {
    diagnostics_->add(messages::yaml_expected, node.span, {terms::yaml_list});
    return false;
  }
  return true;
}

void Reader::unique_keys(const Node& map) {
  std::map<std::string_view, const Node*> seen;
  for (const Node& key : map.keys) {
    const auto [first, is_new] = seen.emplace(key.text, &key);
    if (!is_new) {
      Diagnostic& twice = diagnostics_->add(messages::yaml_key_twice, key.span, {key.text});
      twice.related.push_back({messages::first_given_here, first->second->span, {key.text}});
    }
  }
}

const Node* Reader::find(const Node& map, std::string_view key) {
  for (std::size_t i = 0; i < map.keys.size(); ++i) {
    if (map.keys[i].text == key) {
      return map.items[i].kind == Node::Kind::null ? nullptr : &map.items[i];
    }
  }
  return nullptr;
}

const Node* Reader::require(const Node& map, std::string_view key) {
  const Node* found = find(map, key);
  if (found == nullptr && !misspelt_.contains({&map, std::string(key)})) {
    diagnostics_->add(messages::yaml_missing_key, map.span, {key});
  }
  return found;
}

std::optional<std::string> Reader::scalar(const Node& node, TermCode expected) {
  if (node.kind != Node::Kind::scalar || node.text.empty()) {
    diagnostics_->add(messages::yaml_expected, node.span, {expected});
    return std::nullopt;
  }
  return node.text;
}

std::optional<std::string> Reader::text(const Node& node) {
  return scalar(node, terms::yaml_text);
}

std::optional<std::int32_t> Reader::year(const Node& node) {
  const auto text = scalar(node, terms::yaml_year);
  if (!text) {
    return std::nullopt;
  }
  std::int32_t value = 0;
  const char* end = text->data() + text->size();
  const auto [rest, error] = std::from_chars(text->data(), end, value);
  const int first = calendar::civil_from_day(calendar::Calendar::kFirstDay).year;
  const int last = calendar::civil_from_day(calendar::Calendar::kLastDay).year;
  if (error != std::errc() || rest != end || value < first || value > last) {
    diagnostics_->add(messages::yaml_expected, node.span, {terms::yaml_year});
    return std::nullopt;
  }
  return value;
}

std::optional<calendar::Day> Reader::date(const Node& node) {
  const auto text = scalar(node, terms::yaml_date);
  if (!text) {
    return std::nullopt;
  }
  const auto day = calendar::parse_day(*text);
  if (!day || *day < calendar::Calendar::kFirstDay || *day > calendar::Calendar::kLastDay) {
    diagnostics_->add(messages::yaml_date_impossible, node.span, {*text});
    return std::nullopt;
  }
  return day;
}

}  // namespace recourse::model::yaml
