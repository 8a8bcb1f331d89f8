// The machine's tables as text, with the model's names in the place of indices: one line an entry, in the
// order of the tables.
#include <fmt/format.h>

#include <array>

#include "engine/graph/lower.h"

namespace recourse::graph {
namespace {

using base::Operation;
using machine::Index;
using machine::kNone;
using machine::Machine;
using machine::Program;
using machine::Range;
using model::Model;

std::string_view operation_name(Operation operation) {
  constexpr auto kNames = std::to_array<std::string_view>({
      "constant",
      "field",
      "argument",
      "record",
      "today",
      "actor.office",
      "it",
      "in",
      "overdue",
      "done",
      "due",
      "contains",
      "known",
      "known-field",
      "known-argument",
      "otherwise",
      "not",
      "and",
      "or",
      "=",
      "!=",
      "<",
      "<=",
      ">",
      ">=",
      "+",
      "-",
      "*",
      "negate",
      "add-duration",
      "superior",
      "in-superiors",
      "under",
      "level",
      "cycle-day",
      "remember",
      "recurrences",
      "competent",
      "table",
      "input",
      "choose",
  });
  static_assert(kNames.size() == static_cast<std::size_t>(Operation::choose) + 1);
  return kNames[static_cast<std::size_t>(operation)];
}

std::string_view kind_name(machine::Clause::Kind kind) {
  constexpr std::array<std::string_view, 9> kNames = {
      "must", "may", "must_not", "on", "opens_on", "after", "extension", "approval", "completion"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::string period_text(const calendar::Period& period) {
  constexpr std::array<std::string_view, 6> kUnits = {"minutes",      "hours",  "days",
                                                      "working days", "months", "years"};
  return fmt::format("{} {}", period.amount, kUnits[static_cast<std::size_t>(period.unit)]);
}

class Dump {
public:
  Dump(const Machine& machine, const Model& model) : machine_(machine), model_(model) {}

  std::string text() {
    record();
    for (std::size_t index = 0; index < machine_.acts.size(); ++index) {
      act(index);
    }
    for (std::size_t index = 0; index < machine_.tables.size(); ++index) {
      line("table {} {}", model_.tables[index].name, program(machine_.tables[index].answer));
    }
    for (std::size_t index = 0; index < machine_.whos.size(); ++index) {
      who(index);
    }
    for (std::size_t index = 0; index < machine_.clauses.size(); ++index) {
      clause(static_cast<Index>(index));
    }
    for (std::size_t index = 0; index < machine_.clocks.size(); ++index) {
      clock(static_cast<Index>(index));
    }
    for (std::size_t index = 0; index < machine_.stages.size(); ++index) {
      stage(static_cast<Index>(index));
    }
    return std::move(text_);
  }

private:
  template <typename... Arguments>
  void line(fmt::format_string<Arguments...> pattern, Arguments&&... arguments) {
    text_ += fmt::format(pattern, std::forward<Arguments>(arguments)...);
    text_ += '\n';
  }

  [[nodiscard]] std::string stage_name(Index stage) const {
    return stage == kNone ? "-" : model_.stages[stage].name;
  }

  [[nodiscard]] std::string clause_name(Index index) const {
    if (index < model_.clauses.size()) {
      return model_.clauses[index].name;
    }
    const machine::Clause& clause = machine_.clauses[index];
    const bool approval = clause.kind == machine::Clause::Kind::approval;
    const bool completion = clause.kind == machine::Clause::Kind::completion;
    return fmt::format("{}({})",
                       approval     ? "approve"
                       : completion ? "done"
                                    : "extend",
                       clause_name(approval ? clause.prohibition : machine_.clocks[clause.clock].clause));
  }

  [[nodiscard]] std::string clock_name(Index clock) const {
    return clause_name(machine_.clocks[clock].clause);
  }

  [[nodiscard]] std::string field_name(std::size_t field) const {
    constexpr std::array<std::string_view, 6> kRecords = {"count", "date", "by", "office", "", "instant"};
    if (field < model_.fields.size()) {
      return model_.fields[field].name;
    }
    if (const std::size_t index = field - model_.fields.size(); index < model_.records.size()) {
      const model::Record& record = model_.records[index];
      const model::Act& act = model_[record.act];
      return record.what == model::Record::What::parameter
                 ? fmt::format("{}.{}", act.name,
                               act.parameters[static_cast<std::size_t>(record.parameter)].name)
                 : fmt::format("{}.{}", act.name, kRecords[static_cast<std::size_t>(record.what)]);
    }
    for (std::size_t stage = 0; stage < machine_.stages.size(); ++stage) {
      if (machine_.stages[stage].instant_field == field) {
        return fmt::format("{}.instant", model_.stages[stage].name);
      }
    }
    for (std::size_t act = 0; act < machine_.acts.size(); ++act) {
      const Range range = machine_.acts[act].remembered;
      for (std::uint32_t at = range.first; at < range.first + range.count; ++at) {
        if (machine_.remembered[at].field == field) {
          return fmt::format("{}.instant", model_.acts[act].name);
        }
      }
    }
    for (const machine::Clock& clock : machine_.clocks) {
      for (std::uint32_t number = 0; number < clock.anchor_steps.count; ++number) {
        if (machine_.anchor_steps[clock.anchor_steps.first + number].fixed_field == field) {
          return fmt::format("{}.anchor.{}", clause_name(clock.clause), number);
        }
      }
    }
    return "?";
  }

  [[nodiscard]] std::string trigger_name(Index trigger) const {
    if (trigger < model_.acts.size()) {
      return model_.acts[trigger].name;
    }
    for (std::size_t stage = 0; stage < machine_.stages.size(); ++stage) {
      if (machine_.stages[stage].entered_trigger == trigger) {
        return fmt::format("entered({})", model_.stages[stage].name);
      }
      if (machine_.stages[stage].ended_trigger == trigger) {
        return fmt::format("done({})", model_.stages[stage].name);
      }
    }
    for (std::size_t clock = 0; clock < machine_.clocks.size(); ++clock) {
      if (machine_.clocks[clock].done_trigger == trigger) {
        return fmt::format("done({})", clock_name(static_cast<Index>(clock)));
      }
      if (machine_.clocks[clock].overdue_trigger == trigger) {
        return fmt::format("overdue({})", clock_name(static_cast<Index>(clock)));
      }
    }
    return "?";
  }

  [[nodiscard]] std::string operand(machine::Instruction instruction) const {
    using base::Operation;
    switch (instruction.operation) {
      case Operation::constant: {
        const std::int64_t value = machine_.constants[instruction.index];
        return value == base::kUnknown ? "unknown" : std::to_string(value);
      }
      case Operation::field:
      case Operation::record:
        return field_name(instruction.index);
      case Operation::set_contains:
      case Operation::is_known_field:
        return fmt::format("{}:{}", operation_name(instruction.operation), field_name(instruction.index));
      case Operation::in_stage:
        return fmt::format("in:{}", stage_name(instruction.index));
      case Operation::duty_overdue:
      case Operation::duty_done:
      case Operation::duty_due:
        return fmt::format("{}:{}", operation_name(instruction.operation), clock_name(instruction.index));
      case Operation::table:
        return fmt::format("table:{}", model_.tables[instruction.index].name);
      case Operation::argument:
      case Operation::is_known_argument:
      case Operation::competent:
      case Operation::input:
        return fmt::format("{}:{}", operation_name(instruction.operation), instruction.index);
      default:
        return std::string(operation_name(instruction.operation));
    }
  }

  [[nodiscard]] std::string program(Program program) const {
    std::string text;
    for (std::uint32_t at = program.first; at < program.first + program.count; ++at) {
      text += (text.empty() ? "" : " ") + operand(machine_.instructions[at]);
    }
    return "[" + text + "]";
  }

  [[nodiscard]] std::string clauses(Range range) const {
    std::string text;
    for (std::uint32_t at = range.first; at < range.first + range.count; ++at) {
      text += " " + clause_name(machine_.clause_list[at]);
    }
    return text;
  }

  [[nodiscard]] std::string clocks(Range range) const {
    std::string text;
    for (std::uint32_t at = range.first; at < range.first + range.count; ++at) {
      text += " " + clock_name(machine_.clock_list[at]);
    }
    return text;
  }

  [[nodiscard]] std::string bits(Range range) const {
    std::string text;
    for (std::uint32_t at = range.first; at < range.first + range.count; ++at) {
      text += fmt::format(" {}", machine_.bit_list[at]);
    }
    return text;
  }

  void record() {
    line("record {} bytes, {} slots at {}, {} bit words at {}, {} texts, {} sets, {} lists of members",
         machine_.record_size, machine_.slot_count, machine_.slots_offset, machine_.bit_words,
         machine_.bits_offset, machine_.texts, machine_.sets, machine_.member_lists);
    for (std::size_t region = 0; region < machine_.region_roots.size(); ++region) {
      line("region {} at {}", stage_name(machine_.region_roots[region]),
           Machine::kRegionsOffset + 2 * region);
    }
    for (std::size_t index = 0; index < machine_.fields.size(); ++index) {
      const machine::FieldSlot& field = machine_.fields[index];
      if (field.width == 0) {
        line("field {} outside {}", field_name(index), field.index);
      } else {
        line("field {} at {} width {}", field_name(index), field.offset, field.width);
      }
    }
  }

  void act(std::size_t index) {
    const machine::ActKind& kind = machine_.acts[index];
    std::string remembered;
    for (std::uint32_t at = kind.remembered.first; at < kind.remembered.first + kind.remembered.count; ++at) {
      remembered += " " + field_name(machine_.remembered[at].field);
    }
    line("act {}{} parameters {} remembered{} bits{} opens{}", model_.acts[index].name,
         kind.approval ? " approval" : "", kind.parameters, remembered, bits(kind.occurred_bits),
         clauses(machine_.openings[index]));
  }

  void who(std::size_t index) {
    constexpr std::array<std::string_view, 7> kKinds = {
        "anybody", "party", "office", "post", "any_of", "any_of_superiors", "each_of"};
    const machine::Who& from = machine_.whos[index];
    std::string text;
    if (from.role != kNone) {
      text += " " + model_.roles[from.role].name;
    }
    if (from.post != kNone) {
      text += " " + machine_.posts[from.post];
    }
    if (from.field != kNone) {
      text += " " + field_name(from.field);
    }
    if (from.office.count > 0) {
      text += " " + program(from.office);
    }
    if (from.except.count > 0) {
      text += " except " + program(from.except);
    }
    if (from.otherwise != kNone) {
      text += fmt::format(" otherwise {}", from.otherwise);
    }
    line("who {} {}{}", index, kKinds[static_cast<std::size_t>(from.kind)], text);
  }

  [[nodiscard]] std::string sent_value(const machine::SentValue& value) const {
    return value.argument != kNone       ? fmt::format(", argument {}", value.argument)
           : value.source_field != kNone ? ", " + field_name(value.source_field)
           : value.value.count > 0       ? ", " + program(value.value)
                                         : ", -";
  }

  [[nodiscard]] std::string effects(Range range) const {
    constexpr std::array<std::string_view, 8> kKinds = {"set",    "set_once", "add",           "remove",
                                                        "notify", "set_text", "set_text_once", "send"};
    std::string text;
    for (std::uint32_t at = range.first; at < range.first + range.count; ++at) {
      const machine::Effect& effect = machine_.effects[at];
      text += fmt::format(" {{{}", kKinds[static_cast<std::size_t>(effect.kind)]);
      if (effect.kind == machine::Effect::Kind::notify) {
        text += fmt::format(" who {} text {}", effect.receiver, effect.text);
      } else if (effect.kind == machine::Effect::Kind::send) {
        text += fmt::format(" {}", effect.text);
        for (std::uint32_t value = 0; value < effect.sent.count; ++value) {
          text += sent_value(machine_.sent_values[effect.sent.first + value]);
        }
      } else {
        text += fmt::format(" {}", field_name(effect.field));
      }
      if (effect.argument != kNone) {
        text += fmt::format(" argument:{}", effect.argument);
      }
      if (effect.source_field != kNone) {
        text += fmt::format(" {}", field_name(effect.source_field));
      }
      text += effect.value.count > 0 ? " " + program(effect.value) + "}" : "}";
    }
    return text;
  }

  [[nodiscard]] std::string reaction(const machine::Reaction& reaction) const {
    return (reaction.target == kNone ? "" : fmt::format(" -> {}", stage_name(reaction.target))) +
           effects(reaction.effects);
  }

  void clause(Index index) {
    const machine::Clause& from = machine_.clauses[index];
    std::string text;
    if (from.who != kNone) {
      text += fmt::format(" who {}", from.who);
    }
    if (from.condition.count > 0) {
      text += " while " + program(from.condition);
    }
    if (from.guard.count > 0) {
      text += " when " + program(from.guard);
    }
    if (from.approval_bit != kNone) {
      text += fmt::format(" approval bit {}", from.approval_bit);
    }
    text += reaction(from.then);
    if (from.has_else) {
      text += " else" + reaction(from.otherwise);
    }
    line("clause {} {} in {} depth {}{}", clause_name(index), kind_name(from.kind), stage_name(from.stage),
         from.depth, text);
  }

  [[nodiscard]] std::string anchor_steps(Range steps) const {
    using Kind = machine::AnchorStep::Kind;
    std::string text;
    for (std::uint32_t at = steps.first; at < steps.first + steps.count; ++at) {
      const machine::AnchorStep& step = machine_.anchor_steps[at];
      text += text.empty() ? "" : " ";
      switch (step.kind) {
        case Kind::act:
        case Kind::stage:
          text += fmt::format("{} bit {}", field_name(step.instant_field), step.occurred_bit);
          break;
        case Kind::field:
          text += field_name(step.subject);
          break;
        case Kind::later:
          text += "later" + program(step.after);
          break;
        case Kind::earliest:
        case Kind::latest:
          text += fmt::format("{} of {}", step.kind == Kind::earliest ? "earliest" : "latest", step.count);
      }
    }
    return text;
  }

  [[nodiscard]] std::string anchor(const machine::Clock& clock) const {
    using Anchor = machine::Clock::Anchor;
    switch (clock.anchor) {
      case Anchor::activation:
        return "activation";
      case Anchor::act:
      case Anchor::stage:
        return fmt::format("{} bit {}", field_name(clock.instant_field), clock.occurred_bit);
      case Anchor::field:
        return field_name(clock.anchor_index);
      case Anchor::composed:
        return anchor_steps(clock.anchor_steps);
      case Anchor::before_due:
        break;
    }
    return fmt::format("{} before the due of {}", period_text(clock.before), clock_name(clock.anchor_index));
  }

  void clock(Index index) {
    constexpr std::array<std::string_view, 3> kBounds = {"by", "by up to", "to at most"};
    const machine::Clock& from = machine_.clocks[index];
    std::string text = from.constant_period   ? period_text(from.period)
                       : from.until.count > 0 ? "until " + program(from.until)
                                              : program(from.period_program);
    text += " from " + anchor(from);
    if (from.times > 0) {
      text += fmt::format(" times {}", from.times);
    }
    if (from.extension.times > 0) {
      text += fmt::format(" extendable {} times {} {}", from.extension.times,
                          kBounds[static_cast<std::size_t>(from.extension.bound)],
                          period_text(from.extension.period));
      text += from.extension.argument == kNone ? "" : fmt::format(" argument:{}", from.extension.argument);
    }
    for (std::uint32_t at = from.pauses.first; at < from.pauses.first + from.pauses.count; ++at) {
      const machine::PauseCondition& pause = machine_.pause_conditions[at];
      text += fmt::format(" paused in {} {}", stage_name(pause.stage), program(pause.condition));
    }
    text += from.turn > 0 ? fmt::format(" turn {}", from.turn) : "";
    text += from.exactly ? " exactly" : "";
    text += from.fires ? " fires" : "";
    text += from.pinned ? " pinned" : "";
    text += from.members == kNone ? "" : fmt::format(" members {}", from.members);
    text += from.dependents.count > 0 ? " dates" + clocks(from.dependents) : "";
    line("clock {} at {}: {}", clock_name(index), from.slot_offset, text);
  }

  void stage(Index index) {
    const machine::Stage& from = machine_.stages[index];
    line("stage {} in {} depth {}{}{} clocks{} watched{} approvals{} bits{} anchored{}", stage_name(index),
         stage_name(from.parent), from.depth, from.start == kNone ? "" : " start " + stage_name(from.start),
         from.final                ? " final"
         : from.branches.count > 0 ? " parallel"
                                   : "",
         clocks(from.clocks), clocks(from.watched), clauses(from.approvals), bits(from.occurred_bits),
         clocks(from.anchored));
    for (std::uint32_t at = from.rows.first; at < from.rows.first + from.rows.count; ++at) {
      const machine::Row& row = machine_.rows[at];
      line("  on {}: permits{} forbids{} tells{} starts{}", trigger_name(row.trigger),
           clauses(row.permissions), clauses(row.prohibitions), clauses(row.listeners), clocks(row.anchored));
    }
  }

  const Machine& machine_;
  const Model& model_;
  std::string text_;
};

}  // namespace

std::string dump(const Machine& machine, const Model& model) {
  return Dump(machine, model).text();
}

}  // namespace recourse::graph
