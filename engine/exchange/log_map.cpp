// Reads a map from YAML against the policy, and translates rows with it.
#include "engine/exchange/log_map.h"

#include <algorithm>

#include "engine/base/digest.h"
#include "engine/base/message.h"
#include "engine/base/messages/exchange.h"
#include "engine/base/text.h"
#include "engine/cases/stable.h"
#include "engine/model/yaml.h"

namespace recourse {
namespace {

using model::yaml::Node;
using model::yaml::Reader;

const Policy::Act* find_act(const Policy& policy, std::string_view name) {
  for (const Policy::Act& act : policy.acts()) {
    if (act.name == name || (!act.label.empty() && act.label == name)) return &act;
  }
  return nullptr;
}

class MapReader {
public:
  MapReader(const Policy& policy, base::DiagnosticList& diagnostics)
      : policy_(policy), diagnostics_(diagnostics), reader_(diagnostics) {}

  void read(const Node& root, LogMap::Body& body) {
    if (!reader_.map(root, {"case", "time", "act", "key", "corrects", "without_effect", "actor", "acts",
                            "arguments", "values"}))
      return;
    required(root, "case", body.case_number);
    required(root, "time", body.time);
    required(root, "act", body.act);
    optional(root, "key", body.key);
    optional(root, "corrects", body.corrects);
    optional(root, "without_effect", body.without_effect);
    if (body.corrects || body.without_effect) reader_.require(root, "key");
    if (const Node* actor = reader_.require(root, "actor")) read_actor(*actor, body);
    if (const Node* acts = Reader::find(root, "acts")) read_acts(*acts, body);
    if (const Node* arguments = Reader::find(root, "arguments"))
      read_arguments(*arguments, nullptr, body.arguments);
    if (const Node* values = Reader::find(root, "values")) read_values(*values, body);
  }

private:
  void required(const Node& map, std::string_view key, LogMap::Body::Cell& into) {
    const Node* node = reader_.require(map, key);
    if (node == nullptr) return;
    if (auto cell = read_cell(*node)) into = std::move(*cell);
  }

  void optional(const Node& map, std::string_view key, std::optional<LogMap::Body::Cell>& into) {
    if (const Node* node = Reader::find(map, key)) into = read_cell(*node);
  }

  std::optional<LogMap::Body::Cell> read_cell(const Node& node) {
    auto text = reader_.text(node);
    if (!text) return std::nullopt;
    const bool constant = text->starts_with('=');
    return LogMap::Body::Cell{constant, constant ? text->substr(1) : *text};
  }

  void read_actor(const Node& node, LogMap::Body& body) {
    if (!reader_.map(node, {"office", "role", "post", "person"})) return;
    optional(node, "office", body.office);
    optional(node, "role", body.role);
    optional(node, "post", body.post);
    optional(node, "person", body.person);
    check_role(body.role, Reader::find(node, "role"));
  }

  void check_role(const std::optional<LogMap::Body::Cell>& role, const Node* node) {
    if (node == nullptr || !role || !role->constant) return;
    for (const Policy::Role& known : policy_.roles()) {
      if (known.party && (known.name == role->text || known.label == role->text)) return;
    }
    diagnostics_.add(messages::map_unknown_role, node->span, {role->text});
  }

  void read_acts(const Node& node, LogMap::Body& body) {
    if (node.kind != Node::Kind::map) {
      diagnostics_.add(messages::map_not_a_map, node.span, {"acts"});
      return;
    }
    reader_.unique_keys(node);
    for (std::size_t i = 0; i < node.items.size(); ++i)
      body.acts[node.keys[i].text] = read_rule(node.items[i]);
  }

  LogMap::Body::ActRule read_rule(const Node& node) {
    LogMap::Body::ActRule rule;
    if (node.kind != Node::Kind::map) {
      const auto text = reader_.text(node);
      if (text && *text == "ignore") {
        rule.ignored = true;
      } else if (text) {
        rule.act = checked_act(*text, node);
      }
      return rule;
    }
    if (!reader_.map(node, {"act", "office", "role", "post", "person", "arguments"})) return rule;
    if (const Node* act = reader_.require(node, "act")) {
      if (const auto text = reader_.text(*act)) rule.act = checked_act(*text, *act);
    }
    optional(node, "office", rule.office);
    optional(node, "role", rule.role);
    optional(node, "post", rule.post);
    optional(node, "person", rule.person);
    check_role(rule.role, Reader::find(node, "role"));
    if (const Node* arguments = Reader::find(node, "arguments")) {
      read_arguments(*arguments, find_act(policy_, rule.act), rule.arguments);
    }
    return rule;
  }

  std::string checked_act(const std::string& name, const Node& node) {
    if (const Policy::Act* act = find_act(policy_, name)) return act->name;
    std::vector<std::string_view> names;
    for (const Policy::Act& act : policy_.acts()) names.emplace_back(act.name);
    const auto near = base::nearest(name, names);
    diagnostics_.add(near ? messages::map_unknown_act_near : messages::map_unknown_act, node.span,
                     {name, near.value_or("")});
    return name;
  }

  [[nodiscard]] bool has_parameter(const Policy::Act* act, const std::string& name) const {
    for (const Policy::Act& candidate : policy_.acts()) {
      if (act != nullptr && &candidate != act) continue;
      for (const Policy::Value& parameter : candidate.parameters) {
        if (parameter.name == name || (!parameter.label.empty() && parameter.label == name)) return true;
      }
    }
    return false;
  }

  void read_arguments(const Node& node, const Policy::Act* act,
                      std::map<std::string, LogMap::Body::Cell>& into) {
    if (node.kind != Node::Kind::map) {
      diagnostics_.add(messages::map_not_a_map, node.span, {"arguments"});
      return;
    }
    reader_.unique_keys(node);
    for (std::size_t i = 0; i < node.items.size(); ++i) {
      const std::string& name = node.keys[i].text;
      if (!has_parameter(act, name))
        diagnostics_.add(messages::map_unknown_parameter, node.keys[i].span, {name});
      if (auto cell = read_cell(node.items[i])) into[name] = std::move(*cell);
    }
  }

  void read_values(const Node& node, LogMap::Body& body) {
    if (node.kind != Node::Kind::map) {
      diagnostics_.add(messages::map_not_a_map, node.span, {"values"});
      return;
    }
    reader_.unique_keys(node);
    for (std::size_t i = 0; i < node.items.size(); ++i) {
      const Node& table = node.items[i];
      if (table.kind != Node::Kind::map) {
        diagnostics_.add(messages::map_not_a_map, table.span, {node.keys[i].text});
        continue;
      }
      reader_.unique_keys(table);
      for (std::size_t k = 0; k < table.items.size(); ++k) {
        if (const auto text = reader_.text(table.items[k]))
          body.values[node.keys[i].text][table.keys[k].text] = *text;
      }
    }
  }

  const Policy& policy_;
  base::DiagnosticList& diagnostics_;
  Reader reader_;
};

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// Keys with a semicolon of either width between them.
std::vector<std::string> keys_in(std::string text) {
  constexpr std::string_view kFullWidth = "；";
  for (auto at = text.find(kFullWidth); at != std::string::npos; at = text.find(kFullWidth)) {
    text.replace(at, kFullWidth.size(), ";");
  }
  std::vector<std::string> keys;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t to = std::min(text.find(';', from), text.size());
    const std::string_view key = trimmed(std::string_view(text).substr(from, to - from));
    if (!key.empty()) keys.emplace_back(key);
    from = to + 1;
  }
  return keys;
}

class Translation {
public:
  Translation(const Policy& policy, const LogMap::Body& map, const exchange::Row& row,
              std::optional<Instant> recorded)
      : policy_(policy), map_(map), row_(row), recorded_(recorded) {}

  Result<exchange::MappedAct> make() {
    if (auto whole = check_cells(); !whole) return whole.error();
    exchange::MappedAct mapped;
    mapped.corrects = text(map_.corrects);
    const std::string name = text(map_.act);
    if (name.empty() && mapped.corrects.empty())
      return Diagnostic{messages::empty_cell, {}, {map_.act.text}, {}};
    const LogMap::Body::ActRule* rule = nullptr;
    if (!map_.acts.empty() && !name.empty()) {
      const auto found = map_.acts.find(name);
      if (found == map_.acts.end()) return Diagnostic{messages::unmapped_act, {}, {name}, {}};
      rule = &found->second;
      mapped.ignored = rule->ignored;
      if (mapped.ignored) return mapped;
    }
    mapped.case_number = text(map_.case_number);
    if (mapped.case_number.empty()) return Diagnostic{messages::empty_cell, {}, {map_.case_number.text}, {}};
    mapped.key = text(map_.key);
    mapped.without_effect = keys_in(text(map_.without_effect));
    if (name.empty()) return mapped;
    mapped.act.name = rule == nullptr ? name : rule->act;
    if (auto time = add_time(mapped); !time) return time.error();
    if (auto actor = add_actor(rule, mapped.act.actor); !actor) return actor.error();
    add_arguments(rule, mapped.act);
    return mapped;
  }

private:
  [[nodiscard]] Status check_cells() const {
    // One separator too many moves all cells behind it to the next column. Nothing but separators does no harm.
    if (row_.columns != 0 && row_.cells.size() > row_.columns &&
        std::any_of(row_.cells.begin() + static_cast<std::ptrdiff_t>(row_.columns), row_.cells.end(),
                    [](const auto& cell) { return !cell.second.empty(); })) {
      return Diagnostic{
          messages::wrong_number_of_cells,
          {},
          {static_cast<std::int64_t>(row_.cells.size()), static_cast<std::int64_t>(row_.columns)},
          {}};
    }
    for (const auto& [name, value] : row_.cells) {
      if (value.find("\xEF\xBF\xBD") != std::string::npos)
        return Diagnostic{messages::wrong_encoding, {}, {name}, {}};
    }
    return Nothing{};
  }

  /// An act of which only the day is given takes effect at the end of that day, or when it is recorded if that is
  /// earlier (docs/standard/3-case.md, 6.3). Nothing is recorded before it is done.
  Status add_time(exchange::MappedAct& mapped) const {
    const std::string when = text(map_.time);
    if (when.empty()) return Diagnostic{messages::empty_cell, {}, {map_.time.text}, {}};
    auto time = parse_instant(policy_, when);
    if (!time) return time.error();
    mapped.dated = mapped.act.effective = *time;
    if (!recorded_ || *time <= *recorded_) return Nothing{};
    const std::string given = format_instant(policy_, *time), now = format_instant(policy_, *recorded_);
    const bool day_alone = when.find_first_of(" T") == std::string::npos;
    if (!day_alone || given.substr(0, 10) != now.substr(0, 10))
      return Diagnostic{messages::act_ahead_of_time, {}, {day_alone ? when : given, now}, {}};
    mapped.act.effective = *recorded_;
    return Nothing{};
  }

  [[nodiscard]] std::string text(const LogMap::Body::Cell& cell) const {
    if (cell.constant) return cell.text;
    std::string value(trimmed(row_.cell(cell.text)));
    const auto table = map_.values.find(cell.text);
    if (table == map_.values.end()) return value;
    const auto translated = table->second.find(value);
    return translated == table->second.end() ? value : translated->second;
  }

  [[nodiscard]] std::string text(const std::optional<LogMap::Body::Cell>& cell) const {
    return cell ? text(*cell) : "";
  }

  // What the act's rule says stands before what the map says of all acts.
  Status add_actor(const LogMap::Body::ActRule* rule, Actor& actor) const {
    const bool own = rule != nullptr && (rule->role || rule->office);
    const std::string role = text(own ? rule->role : map_.role);
    actor.kind = role.empty() ? Actor::Kind::office : Actor::Kind::party;
    actor.role = role;
    if (role.empty()) actor.office = text(own ? rule->office : map_.office);
    actor.post = text(rule != nullptr && rule->post ? rule->post : map_.post);
    actor.person = text(rule != nullptr && rule->person ? rule->person : map_.person);
    const auto& asked =
        own ? (rule->office ? rule->office : rule->role) : (map_.office ? map_.office : map_.role);
    if (actor.role.empty() && actor.office.empty() && asked && !asked->constant)
      return Diagnostic{messages::empty_cell, {}, {asked->text}, {}};
    return Nothing{};
  }

  // The map may name a parameter by its label.
  static const LogMap::Body::Cell* find_cell(const std::map<std::string, LogMap::Body::Cell>& cells,
                                             const Policy::Value& parameter) {
    auto found = cells.find(parameter.name);
    if (found == cells.end() && !parameter.label.empty()) found = cells.find(parameter.label);
    return found == cells.end() ? nullptr : &found->second;
  }

  void add_arguments(const LogMap::Body::ActRule* rule, Act& act) const {
    const Policy::Act* declared = find_act(policy_, act.name);
    if (declared == nullptr) return;
    act.name = declared->name;
    for (const Policy::Value& parameter : declared->parameters) {
      const LogMap::Body::Cell* cell = rule == nullptr ? nullptr : find_cell(rule->arguments, parameter);
      if (cell == nullptr) cell = find_cell(map_.arguments, parameter);
      if (cell == nullptr) continue;
      std::string value = text(*cell);
      if (!value.empty()) act.arguments[parameter.name] = Value{std::move(value)};
    }
  }

  const Policy& policy_;
  const LogMap::Body& map_;
  const exchange::Row& row_;
  std::optional<Instant> recorded_;
};

}  // namespace

LogMap::LogMap() : body_(std::make_unique<Body>()) {}
LogMap::LogMap(const LogMap& other) : body_(std::make_unique<Body>(*other.body_)) {}
LogMap::LogMap(LogMap&&) noexcept = default;
LogMap& LogMap::operator=(LogMap&&) noexcept = default;
LogMap::~LogMap() = default;

std::optional<LogMap> LogMap::load(const Policy& policy, SourceLoader& loader, std::string_view path,
                                   std::vector<Diagnostic>& diagnostics) {
  auto source = loader.load(path);
  if (!source) {
    diagnostics.push_back(source.error());
    return std::nullopt;
  }
  base::DiagnosticList list;
  LogMap map;
  if (const auto root = model::yaml::read(*source, list)) MapReader(policy, list).read(*root, *map.body_);
  list.sort();
  diagnostics.insert(diagnostics.end(), list.items().begin(), list.items().end());
  if (list.has_errors()) return std::nullopt;
  return map;
}

namespace exchange {
namespace {

/// Every column that a map names, each once, in the order of its keys.
std::vector<std::string> columns_of(const LogMap::Body& map) {
  std::vector<std::string> columns;
  const auto name = [&](const std::string& column) {
    if (std::find(columns.begin(), columns.end(), column) == columns.end()) columns.push_back(column);
  };
  const auto add = [&](const LogMap::Body::Cell& cell) {
    if (!cell.constant) name(cell.text);
  };
  const auto add_all = [&](const auto& cells) {
    for (const std::optional<LogMap::Body::Cell>* cell : cells) {
      if (*cell) add(**cell);
    }
  };
  for (const LogMap::Body::Cell* cell : {&map.case_number, &map.time, &map.act}) add(*cell);
  add_all(std::initializer_list<const std::optional<LogMap::Body::Cell>*>{
      &map.key, &map.corrects, &map.without_effect, &map.office, &map.role, &map.post, &map.person});
  for (const auto& [act, rule] : map.acts) {
    add_all(std::initializer_list<const std::optional<LogMap::Body::Cell>*>{&rule.office, &rule.role,
                                                                            &rule.post, &rule.person});
    for (const auto& [parameter, cell] : rule.arguments) add(cell);
  }
  for (const auto& [parameter, cell] : map.arguments) add(cell);
  for (const auto& [column, translations] : map.values) name(column);
  return columns;
}

std::string text_of(const Value& value) {
  struct Text {
    std::string operator()(std::monostate) const { return ""; }
    std::string operator()(bool held) const { return held ? "yes" : "no"; }
    std::string operator()(std::int64_t held) const { return std::to_string(held); }
    std::string operator()(const std::string& held) const { return held; }
    std::string operator()(const std::vector<std::string>& held) const { return csv_line(held); }
  };
  return std::visit(Text{}, value.held);
}

}  // namespace

Status check_columns(const LogMap::Body& map, const RowSource& rows, const std::string& name) {
  const std::vector<std::string>* header = rows.header();
  if (header == nullptr) return Nothing{};
  std::vector<Argument::Item> missing;
  for (const std::string& column : columns_of(map)) {
    if (std::find(header->begin(), header->end(), column) == header->end())
      missing.emplace_back("\"" + column + "\"");
  }
  if (missing.empty()) return Nothing{};
  std::string present;
  for (const std::string& column : *header) present += (present.empty() ? "" : ", ") + column;
  return Diagnostic{messages::missing_column, {}, {name, missing, present, rows.encoding()}, {}};
}

Result<MappedAct> map_row(const Policy& policy, const LogMap::Body& map, const Row& row,
                          std::optional<Instant> recorded) {
  return Translation(policy, map, row, recorded).make();
}

std::string key_of(const Policy& policy, const MappedAct& mapped) {
  // What has no stable form is refused when it is submitted, whatever its key is.
  auto stable = cases::stable(policy, mapped.act);
  const Act& act = stable ? *stable : mapped.act;
  std::string content;
  const auto add = [&](const std::string& text) {
    content += std::to_string(text.size()) + ":" + text + ",";
  };
  add(mapped.case_number);
  add(act.name);
  add(std::to_string(mapped.dated.time_since_epoch().count()));
  add(act.actor.kind == Actor::Kind::party ? "party" : "office");
  for (const std::string* part : {&act.actor.role, &act.actor.office, &act.actor.post, &act.actor.person})
    add(*part);
  for (const auto& [parameter, value] : act.arguments) {
    add(parameter);
    add(text_of(value));
  }
  return "act-" + base::sha256(content).substr(0, 32);
}

Rejection rejection_of(const LogMap::Body& map, const RowSource& rows, const Row& row,
                       std::string case_number, Diagnostic reason) {
  Rejection rejection{row.line, std::move(case_number), std::move(reason), {}, {}};
  if (rows.header() != nullptr) {
    rejection.row = row.text();
    rejection.columns = csv_line(*rows.header());
    return rejection;
  }
  // Events have what they have; a table of them has what is asked of them.
  const std::vector<std::string> columns = columns_of(map);
  std::vector<std::string> cells;
  for (const std::string& column : columns) cells.emplace_back(row.cell(column));
  rejection.row = csv_line(cells);
  rejection.columns = csv_line(columns);
  return rejection;
}

}  // namespace exchange
}  // namespace recourse
