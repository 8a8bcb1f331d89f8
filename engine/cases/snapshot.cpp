// The canonical text of a case's state: names instead of offsets, so that it means the same after the
// record's layout or the order of clauses has changed. Its SHA-256 is the state hash of the log. One line a
// fact, sorted.
#include <charconv>

#include "engine/base/message.h"
#include "engine/base/messages/cases.h"
#include "engine/cases/outcome.h"
#include "engine/cases/stable.h"
#include "engine/machine/inspect.h"
#include "engine/machine/record.h"

namespace recourse {
namespace {

constexpr std::string_view kHead = "recourse-state 1 ";
constexpr std::string_view kType = "k\t";  // of a case of another type than the first

std::string escape(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '%')
      escaped += "%25";
    else if (c == '\n')
      escaped += "%0A";
    else if (c == '\t')
      escaped += "%09";
    else
      escaped += c;
  }
  return escaped;
}

std::string unescape(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view code = text.substr(i, 3);
    if (code == "%25")
      plain += '%';
    else if (code == "%0A")
      plain += '\n';
    else if (code == "%09")
      plain += '\t';
    else {
      plain += text[i];
      continue;
    }
    i += 2;
  }
  return plain;
}

// A place of the record or outside it that has a name: written and read by the same table.
struct Facts {
  const graph::PolicyInternals& policy;

  [[nodiscard]] std::string field_name(std::size_t index) const {
    const model::Model& model = policy.model;
    if (index < model.fields.size()) return model.fields[index].name;
    index -= model.fields.size();
    if (index < model.records.size()) {
      const model::Record& record = model.records[index];
      const model::Act& act = model[record.act];
      static constexpr std::array kNames{".count", ".date", ".by", ".office", ".", ".instant"};
      std::string name = act.name + kNames[static_cast<std::size_t>(record.what)];
      if (record.what == model::Record::What::parameter) {
        name += act.parameters[static_cast<std::size_t>(record.parameter)].name;
      }
      return name;
    }
    const auto slot = static_cast<machine::Index>(index + model.fields.size());
    for (std::size_t i = 0; i < policy.machine.stages.size(); ++i) {
      if (policy.machine.stages[i].instant_field == slot) return "entered." + qualified(i);
    }
    for (const machine::Clock& clock : policy.machine.clocks) {
      for (std::uint32_t number = 0; number < clock.anchor_steps.count; ++number) {
        if (step_of(clock, number).fixed_field == slot) return "anchor." + part_name(clock, number);
      }
    }
    return "";
  }

  [[nodiscard]] const machine::AnchorStep& step_of(const machine::Clock& clock, std::uint32_t number) const {
    return policy.machine.anchor_steps[clock.anchor_steps.first + number];
  }

  /// Parts of an anchor have no names of their own: they are numbered as they stand in the clause.
  [[nodiscard]] std::string part_name(const machine::Clock& clock, std::uint32_t number) const {
    return clause_name(clock.clause) + "." + std::to_string(number);
  }

  /// Calls `visit(bit, name)` for each bit that tells whether an anchor occurred since its clause last ended.
  template <typename Visit>
  void for_each_occurrence(Visit&& visit) const {
    for (const machine::Clock& clock : policy.machine.clocks) {
      if (clock.occurred_bit != machine::kNone) visit(clock.occurred_bit, clause_name(clock.clause));
      for (std::uint32_t number = 0; number < clock.anchor_steps.count; ++number) {
        const machine::Index bit = step_of(clock, number).occurred_bit;
        if (bit != machine::kNone) visit(bit, part_name(clock, number));
      }
    }
  }

  [[nodiscard]] std::string qualified(std::size_t stage) const {
    const model::Stage& named = policy.model.stages[stage];
    return policy.model[named.region].name + "." + named.name;
  }

  [[nodiscard]] std::string clause_name(machine::Index clause) const {
    const cases::NamedClause named = cases::named_clause(policy, clause);
    const std::size_t chart = static_cast<std::size_t>(std::max(0, named.clause->chart));
    return policy.model.charts[chart].name + "." + named.name;
  }

  // Offices and choice values by name: their indices belong to files that may be sorted anew.
  [[nodiscard]] std::string integer_text(const model::ValueType& type, std::int64_t value) const {
    const bool by_name = type.type == base::Type::office || type.type == base::Type::choice;
    if (!by_name || value == base::kUnknown) return value == base::kUnknown ? "" : std::to_string(value);
    return std::get<std::string>(cases::to_value(policy.model, type, value).held);
  }

  [[nodiscard]] model::ValueType field_type(std::size_t index) const {
    if (index < policy.model.fields.size()) return policy.model.fields[index].type;
    model::ValueType type;
    type.type = policy.machine.fields[index].type;
    const std::size_t record = index - policy.model.fields.size();
    if (record < policy.model.records.size()) {
      const model::Record& remembered = policy.model.records[record];
      if (remembered.what == model::Record::What::parameter) {
        return policy.model[remembered.act].parameters[static_cast<std::size_t>(remembered.parameter)].type;
      }
    }
    return type;
  }
};

model::ValueType member_type(model::ValueType set) {
  set.type = set.type == base::Type::office_set ? base::Type::office : base::Type::choice;
  return set;
}

bool is_text(base::Type type) {
  return type == base::Type::text || type == base::Type::person;
}

void write_fields(const Case::Body& body, const Facts& facts, std::vector<std::string>& lines) {
  const machine::Machine& machine = facts.policy.machine;
  for (std::size_t i = 0; i < machine.fields.size(); ++i) {
    const machine::FieldSlot& slot = machine.fields[i];
    const std::string head = "f\t" + facts.field_name(i) + "\t";
    if (slot.width != 0) {
      const std::int64_t value = machine::field(machine, body.view(), static_cast<machine::Index>(i));
      if (value != base::kUnknown)
        lines.push_back(head + escape(facts.integer_text(facts.field_type(i), value)));
    } else if (is_text(slot.type)) {
      if (!body.outside.texts[slot.index].empty())
        lines.push_back(head + escape(body.outside.texts[slot.index]));
    } else if (!body.outside.sets[slot.index].empty()) {
      std::vector<std::string> members;
      for (const std::int64_t value : body.outside.sets[slot.index]) {
        members.push_back(escape(facts.integer_text(member_type(facts.field_type(i)), value)));
      }
      std::sort(members.begin(), members.end());
      std::string line = head;
      for (const std::string& member : members) line += member + "\t";
      lines.push_back(line);
    }
  }
}

std::string slot_text(const machine::Slot& slot) {
  std::string text;
  for (const std::int64_t part :
       {std::int64_t{slot.anchor}, std::int64_t{slot.due}, std::int64_t{slot.paused},
        std::int64_t{slot.extended}, std::int64_t{slot.not_before}, std::int64_t{slot.marks}}) {
    text += "\t" + std::to_string(part);
  }
  return text;
}

void write_clocks(const Case::Body& body, const Facts& facts, std::vector<std::string>& lines) {
  const machine::Machine& machine = facts.policy.machine;
  for (std::size_t i = 0; i < machine.clocks.size(); ++i) {
    const machine::Clock& clock = machine.clocks[i];
    const std::string name = facts.clause_name(clock.clause);
    const machine::Index stage = machine.clauses[clock.clause].stage;
    // A slot is shared between stages: it is this clock's only while its stage stands, or when it is pinned.
    if (!clock.pinned && !machine::in_stage(machine, body.bytes(), stage)) continue;
    const machine::Slot slot = machine::slot(machine, body.bytes(), static_cast<machine::Index>(i));
    if (slot.marks == 0) continue;
    lines.push_back("c\t" + name + slot_text(slot));
    model::ValueType office;
    office.type = base::Type::office;
    for (const machine::Member& member :
         machine::members_of(machine, body.view(), static_cast<machine::Index>(i))) {
      lines.push_back("m\t" + name + "\t" + escape(facts.integer_text(office, member.office)) + "\t" +
                      std::to_string(member.joined) + slot_text(member.slot));
    }
  }
  facts.for_each_occurrence([&](machine::Index bit, const std::string& name) {
    if (machine::bit(machine, body.bytes(), bit)) lines.push_back("o\t" + name);
  });
  for (std::size_t i = 0; i < machine.clauses.size(); ++i) {
    const machine::Clause& clause = machine.clauses[i];
    if (clause.kind == machine::Clause::Kind::approval &&
        machine::bit(machine, body.bytes(), clause.approval_bit)) {
      lines.push_back("a\t" + facts.clause_name(clause.prohibition));
    }
  }
}

std::vector<std::string_view> split(std::string_view line, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t at = line.find(separator);
    parts.push_back(line.substr(0, at));
    if (at == std::string_view::npos) return parts;
    line.remove_prefix(at + 1);
  }
}

std::optional<std::int64_t> integer(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

class Reader {
public:
  explicit Reader(Case::Body& body) : body_(body), facts_{body.internals()} {}

  bool read(std::string_view line) {
    const auto parts = split(line, '\t');
    if (parts.size() < 2 || parts[0].size() != 1) return false;
    switch (parts[0][0]) {
      case 't':
        return parts.size() == 3 && read_times(parts);
      case 'r':
        return parts.size() == 3 && read_region(parts);
      case 'f':
        return parts.size() >= 3 && read_field(parts);
      case 'c':
        return parts.size() == 8 && read_clock(parts);
      case 'm':
        return parts.size() == 10 && read_member(parts);
      case 'o':
        return read_bit(parts[1], true);
      case 'a':
        return read_bit(parts[1], false);
      default:
        return false;
    }
  }

private:
  bool read_times(const std::vector<std::string_view>& parts) {
    const auto not_before = integer(parts[1]);
    const auto next_due = integer(parts[2]);
    if (!not_before || !next_due) return false;
    machine::set_times(bytes(), static_cast<calendar::Minute>(*not_before),
                       static_cast<calendar::Minute>(*next_due));
    return true;
  }

  bool read_region(const std::vector<std::string_view>& parts) {
    const model::Model& model = facts_.policy.model;
    for (std::size_t r = 0; r < model.regions.size(); ++r) {
      if (model.regions[r].name != parts[1]) continue;
      for (std::size_t s = 0; s < model.stages.size(); ++s) {
        const model::Stage& stage = model.stages[s];
        if (stage.region.index() == r && stage.name == parts[2]) {
          machine::set_stage(bytes(), static_cast<machine::Index>(r), static_cast<machine::Index>(s));
          return true;
        }
      }
    }
    return false;
  }

  bool read_field(const std::vector<std::string_view>& parts) {
    const machine::Machine& machine = facts_.policy.machine;
    for (std::size_t i = 0; i < machine.fields.size(); ++i) {
      if (facts_.field_name(i) != parts[1]) continue;
      const machine::FieldSlot& slot = machine.fields[i];
      const model::ValueType type = facts_.field_type(i);
      if (slot.width != 0) {
        const auto value = read_integer(type, parts[2]);
        if (value) machine::set_field(machine, bytes(), static_cast<machine::Index>(i), *value);
        return value.has_value();
      }
      if (is_text(slot.type)) {
        body_.outside.texts[slot.index] = unescape(parts[2]);
        return true;
      }
      return read_set(type, parts, body_.outside.sets[slot.index]);
    }
    return false;
  }

  bool read_set(const model::ValueType& type, const std::vector<std::string_view>& parts,
                std::vector<std::int64_t>& set) {
    for (std::size_t i = 2; i < parts.size(); ++i) {
      if (parts[i].empty()) continue;
      const auto value = read_integer(member_type(type), parts[i]);
      if (!value) return false;
      set.push_back(*value);
    }
    std::sort(set.begin(), set.end());
    return true;
  }

  std::optional<std::int64_t> read_integer(const model::ValueType& type, std::string_view text) {
    if (type.type != base::Type::office && type.type != base::Type::choice) return integer(text);
    const auto value = cases::to_integer(facts_.policy.model, type, {}, Value{unescape(text)});
    return value ? std::optional(*value) : std::nullopt;
  }

  static std::optional<machine::Slot> read_slot(const std::vector<std::string_view>& parts,
                                                std::size_t first) {
    std::array<std::int64_t, 6> numbers{};
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      const auto number = integer(parts[i + first]);
      if (!number) return std::nullopt;
      numbers[i] = *number;
    }
    return machine::Slot{static_cast<calendar::Minute>(numbers[0]), static_cast<calendar::Minute>(numbers[1]),
                         static_cast<std::uint16_t>(numbers[2]),    static_cast<std::uint16_t>(numbers[3]),
                         static_cast<std::uint16_t>(numbers[4]),    static_cast<std::uint16_t>(numbers[5])};
  }

  [[nodiscard]] std::optional<machine::Index> clock_named(std::string_view name) const {
    const auto& clocks = facts_.policy.machine.clocks;
    for (std::size_t i = 0; i < clocks.size(); ++i) {
      if (facts_.clause_name(clocks[i].clause) == name) return static_cast<machine::Index>(i);
    }
    return std::nullopt;
  }

  bool read_clock(const std::vector<std::string_view>& parts) {
    const auto clock = clock_named(parts[1]);
    const auto slot = read_slot(parts, 2);
    if (!clock || !slot) return false;
    machine::set_slot(facts_.policy.machine, bytes(), *clock, *slot);
    return true;
  }

  bool read_member(const std::vector<std::string_view>& parts) {
    model::ValueType type;
    type.type = base::Type::office;
    const auto clock = clock_named(parts[1]);
    const auto office = read_integer(type, parts[2]);
    const auto joined = integer(parts[3]);
    const auto slot = read_slot(parts, 4);
    if (!clock || !office || !joined || !slot) return false;
    const machine::Index list = facts_.policy.machine.clocks[*clock].members;
    if (list == machine::kNone) return false;
    auto& members = body_.outside.members[list];
    const auto place = std::find_if(members.begin(), members.end(),
                                    [&](const machine::Member& other) { return other.office >= *office; });
    if (place != members.end() && place->office == *office) return false;
    members.insert(place, {*office, static_cast<calendar::Minute>(*joined), *slot});
    return true;
  }

  bool read_bit(std::string_view name, bool occurred) {
    const machine::Machine& machine = facts_.policy.machine;
    bool found = false;
    if (occurred) {
      facts_.for_each_occurrence([&](machine::Index bit, const std::string& its_name) {
        if (its_name == name) machine::set_bit(machine, bytes(), bit);
        found = found || its_name == name;
      });
      return found;
    }
    for (const machine::Clause& clause : machine.clauses) {
      if (clause.kind != machine::Clause::Kind::approval || facts_.clause_name(clause.prohibition) != name)
        continue;
      machine::set_bit(machine, bytes(), clause.approval_bit);
      return true;
    }
    return false;
  }

  [[nodiscard]] std::byte* bytes() const { return body_.view().record; }

  Case::Body& body_;
  Facts facts_;
};

/// Whether branches run while the stage that they stand in is the innermost one of its region, and then only.
bool has_its_branches(const machine::Machine& machine, const std::byte* record) {
  for (std::size_t i = 0; i < machine.region_around.size(); ++i) {
    const machine::Index around = machine.region_around[i];
    const machine::Index stage = machine::current_stage(machine, record, static_cast<machine::Index>(i));
    const bool runs = around != machine::kNone &&
                      machine::current_stage(machine, record, machine.stages[around].region) == around;
    if (around != machine::kNone && runs != (stage != machine::kNone)) return false;
  }
  return true;
}

}  // namespace

std::vector<std::string> cases::matter_of(const Case& state) {
  const model::Model& model = graph::internals(state.policy()).model;
  const std::string snapshot = state.snapshot();
  const auto all = split(snapshot, '\n');
  std::vector<std::string> lines;
  for (const model::FieldId field : model.same_matter) {
    const std::string head = "f\t" + model[field].name + "\t";
    const auto found =
        std::find_if(all.begin(), all.end(), [&](std::string_view line) { return line.starts_with(head); });
    if (found == all.end()) return {};
    lines.emplace_back(*found);
  }
  return lines;
}

std::string cases::type_in(std::string_view snapshot) {
  const std::string_view behind_head =
      snapshot.substr(std::min(snapshot.find('\n'), snapshot.size() - 1) + 1);
  if (!behind_head.starts_with(kType)) return "";
  const std::string_view type = behind_head.substr(kType.size());
  return std::string(type.substr(0, type.find('\n')));
}

std::string Case::snapshot() const {
  const graph::PolicyInternals& policy = body_->internals();
  const Facts facts{policy};
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < policy.model.regions.size(); ++i) {
    const machine::Index stage =
        machine::current_stage(policy.machine, body_->bytes(), static_cast<machine::Index>(i));
    if (stage == machine::kNone) continue;
    lines.push_back("r\t" + policy.model.regions[i].name + "\t" + policy.model.stages[stage].name);
  }
  write_fields(*body_, facts, lines);
  write_clocks(*body_, facts, lines);
  std::sort(lines.begin(), lines.end());
  std::string text(kHead);
  text += body_->policy.digest() + "\n";
  if (policy.model.case_type > 0) text += std::string(kType) + policy.model.case_name + "\n";
  text += "t\t" + std::to_string(machine::not_before(body_->bytes())) + "\t" +
          std::to_string(machine::next_due(body_->bytes())) + "\n";
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

Result<Case> Case::restore(const Policy& policy, std::string_view snapshot) {
  const Diagnostic foreign{messages::snapshot_foreign, {}, {}, {}};
  auto lines = split(snapshot, '\n');
  if (lines.front() != std::string(kHead) + policy.digest()) return foreign;
  const std::string type = cases::type_in(snapshot);
  const auto of_type = policy.of(type.empty() ? policy.case_types().front().name : type);
  if (!of_type) return foreign;
  if (!type.empty()) lines.erase(lines.begin() + 1);
  Case restored(*of_type);
  machine::forget(restored.body_->internals().machine, restored.body_->view());
  Reader reader(*restored.body_);
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (!lines[i].empty() && !reader.read(lines[i])) return foreign;
  }
  // Each line may be one of ours and the whole still not what is written: a number too large for its place, a line
  // twice, none of the times.
  if (restored.snapshot() != snapshot) return foreign;
  if (!has_its_branches(restored.body_->internals().machine, restored.body_->bytes())) return foreign;
  return restored;
}

}  // namespace recourse
