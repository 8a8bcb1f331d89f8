// YAML text → a small tree in which every node knows its place, and checked reading of it. The only user of yaml-cpp;
// it knows neither calendars nor offices. Anchors and aliases are refused: nothing here needs them, and a few
// of them can unfold to billions of nodes.
#pragma once

#include <initializer_list>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/message.h"
#include "engine/calendar/period.h"

namespace recourse::model::yaml {

struct Node {
  enum class Kind : std::uint8_t { null, scalar, sequence, map };
  Kind kind = Kind::null;
  std::string text;         // scalar: as it stands, NFC
  std::vector<Node> items;  // sequence: its items; map: its values
  std::vector<Node> keys;   // map: keys[i] belongs to items[i]
  SourceSpan span;
};

/// Reads one document. An error of syntax, an alias, more than 64 levels or a million nodes: reported, and
/// nothing is given. Cost: linear. Throws nothing.
std::optional<Node> read(const std::shared_ptr<const SourceText>& source, base::DiagnosticList& diagnostics);

/// Reads values out of nodes; what is not as it should be is reported, and nothing is given.
class Reader {
public:
  explicit Reader(base::DiagnosticList& diagnostics) : diagnostics_(&diagnostics) {}

  /// Whether `node` is a map. Reports keys that are not among `known` and keys that stand twice.
  bool map(const Node& node, std::initializer_list<std::string_view> known);
  /// Whether `node` is a sequence.
  bool sequence(const Node& node);
  /// Reports keys that stand twice in a map whose keys are data.
  void unique_keys(const Node& map);

  /// The value of a key; null when it is absent or nothing stands behind it (`require` reports that).
  static const Node* find(const Node& map, std::string_view key);
  const Node* require(const Node& map, std::string_view key);

  std::optional<std::string> text(const Node& node);
  std::optional<std::int32_t> year(const Node& node);
  std::optional<calendar::Day> date(const Node& node);

  base::DiagnosticList& diagnostics() { return *diagnostics_; }

private:
  std::optional<std::string> scalar(const Node& node, TermCode expected);

  base::DiagnosticList* diagnostics_;
  std::set<std::pair<const Node*, std::string>> misspelt_;  // keys that a map has in another spelling
};

}  // namespace recourse::model::yaml
