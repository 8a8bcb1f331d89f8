#include "engine/cases/facts.h"

#include <algorithm>

#include "engine/graph/wording.h"
#include "engine/machine/evaluate.h"
#include "engine/machine/inspect.h"

namespace recourse::cases {
namespace {

using base::Operation;
using model::ExpressionId;

bool is_text(const model::ValueType& type) {
  return type.type == base::Type::text || type.type == base::Type::person;
}

/// Whether an operation only puts together what its operands ask.
bool combines(Operation operation) {
  switch (operation) {
    case Operation::otherwise:
    case Operation::is_known:
    case Operation::add:
    case Operation::subtract:
    case Operation::multiply:
    case Operation::negate:
    case Operation::add_duration:
      return true;
    default:
      return operation >= Operation::logical_not && operation <= Operation::greater_equal;
  }
}

/// What an expression asks of the case: its parts that are worth telling, in the order in which they stand.
class Asked {
public:
  explicit Asked(const model::Model& model) : model_(model) {}

  std::vector<ExpressionId> in(ExpressionId expression) {
    if (expression.known()) visit(expression);
    return std::move(asked_);
  }

private:
  /// X in N of last M has one answer, and the bits behind it none that a reader would know.
  [[nodiscard]] bool asks_recurrence(const model::Expression& expression) const {
    return expression.operation == Operation::greater_equal &&
           model_[expression.operands.front()].operation == Operation::recurrences;
  }

  void visit(ExpressionId id) {
    const model::Expression& expression = model_[id];
    if (expression.operation == Operation::constant) return;
    const bool as_a_whole = asks_recurrence(expression);
    if (as_a_whole || !combines(expression.operation)) asked_.push_back(id);
    if (as_a_whole) return;
    for (const ExpressionId operand : expression.operands) visit(operand);
  }

  const model::Model& model_;
  std::vector<ExpressionId> asked_;
};

/// One reading: a case at a time, and an act that is looked at.
class Reader {
public:
  Reader(const Case& of, Instant now, const Act* act, const machine::Machine& machine)
      : body_(of.body()), model_(body_.internals().model), now_(to_minute(now)), machine_(machine) {
    if (act == nullptr) return;
    has_act_ = static_cast<bool>(translate(model_, body_.internals().machine, *act, act_));
    if (has_act_) id_ = model::ActId{static_cast<std::int32_t>(act_.act.act)};
  }

  ReadValue value(ExpressionId id, machine::Program program) const {
    const model::Expression& expression = model_[id];
    const auto text = text_of(expression);
    const std::int64_t number = text ? base::kUnknown : this->number(program);
    const auto in = [&](Language language) {
      const graph::Wording wording(model_, language);
      const bool is_unknown = text && text->empty();
      return std::pair(what(wording, id),
                       text && !is_unknown ? *text : wording.value(expression.type, number));
    };
    const auto [what_en, value_en] = in(Language::english);
    const auto [what_zh, value_zh] = in(Language::chinese);
    return {{what_en, what_zh}, {value_en, value_zh}};
  }

  [[nodiscard]] std::int64_t number(machine::Program program) const {
    machine::Reading reading(machine_, body_.surroundings(), body_.view(), now_);
    if (has_act_) reading.act = &act_.act, reading.actor = &act_.act.actor;
    return machine::evaluate(reading, program);
  }

private:
  /// Whether a text is known is asked of the text itself.
  [[nodiscard]] std::string what(const graph::Wording& wording, ExpressionId id) const {
    const model::Expression& expression = model_[id];
    const auto index = static_cast<std::size_t>(expression.index);
    if (expression.operation == Operation::is_known_field)
      return wording.field(model::FieldId{expression.index});
    if (expression.operation == Operation::is_known_argument && id_.known() &&
        index < model_[id_].parameters.size()) {
      const model::ActParameter& parameter = model_[id_].parameters[index];
      return graph::shown_name(parameter.name, parameter.label, wording.language());
    }
    return wording.expression(id, id_);
  }

  /// Of what is a text, or asks whether one is known; empty: unknown.
  [[nodiscard]] std::optional<std::string> text_of(const model::Expression& expression) const {
    const auto index = static_cast<std::size_t>(expression.index);
    const auto outside = [&](std::size_t field) { return body_.outside.texts[machine_.fields[field].index]; };
    switch (expression.operation) {
      case Operation::is_known_field:
        return outside(index);
      case Operation::field:
        return is_text(expression.type) ? std::optional(outside(index)) : std::nullopt;
      case Operation::record:
        return is_text(expression.type) ? std::optional(outside(model_.fields.size() + index)) : std::nullopt;
      case Operation::argument:
        return is_text(expression.type) ? std::optional(argument(index)) : std::nullopt;
      case Operation::is_known_argument:
        return argument(index);
      default:
        return std::nullopt;
    }
  }

  [[nodiscard]] std::string argument(std::size_t index) const {
    if (!has_act_ || index >= act_.arguments.size() || act_.arguments[index] == base::kUnknown) return "";
    return std::string(act_.texts[static_cast<std::size_t>(act_.arguments[index])]);
  }

  const Case::Body& body_;
  const model::Model& model_;
  calendar::Minute now_;
  const machine::Machine& machine_;
  TranslatedAct act_;
  model::ActId id_;
  bool has_act_ = false;
};

}  // namespace

Facts::Facts(const Policy& policy)
    : policy_(policy),
      machine_(graph::internals(policy).machine),
      flattener_(graph::internals(policy).model, machine_) {}

std::vector<ReadValue> Facts::read(const Case& of, Instant now, ExpressionId condition, const Act* act) {
  const std::vector<ExpressionId> asked = Asked(graph::internals(policy_).model).in(condition);
  std::vector<machine::Program> programs;
  for (const ExpressionId part : asked) programs.push_back(flattener_.program(part));
  const Reader reader(of, now, act, machine_);
  std::vector<ReadValue> values;
  for (std::size_t i = 0; i < asked.size(); ++i) {
    ReadValue value = reader.value(asked[i], programs[i]);
    if (!value.what.english.empty() && std::find(values.begin(), values.end(), value) == values.end())
      values.push_back(std::move(value));
  }
  return values;
}

std::int64_t Facts::number(const Case& of, Instant now, ExpressionId expression, const Act& act) {
  if (is_text(graph::internals(policy_).model[expression].type)) return base::kUnknown;
  const machine::Program program = flattener_.program(expression);
  return Reader(of, now, &act, machine_).number(program);
}

std::vector<const model::Pause*> pauses_that_hold(const Case& of, model::ClauseId clause, Instant now) {
  const Case::Body& body = of.body();
  const graph::PolicyInternals& policy = body.internals();
  std::vector<const model::Pause*> held;
  const machine::Index clock = policy.machine.clauses[clause.index()].clock;
  if (clock == machine::kNone) return held;
  // The conditions of a clock stand in the order of the pauses that name its clause.
  std::uint32_t at = policy.machine.clocks[clock].pauses.first;
  for (const model::Pause& pause : policy.model.pauses) {
    if (std::find(pause.clauses.begin(), pause.clauses.end(), clause) == pause.clauses.end()) continue;
    const machine::PauseCondition& condition = policy.machine.pause_conditions[at++];
    if (machine::in_stage(policy.machine, body.bytes(), condition.stage) &&
        machine::condition(policy.machine, body.surroundings(), body.view(), to_minute(now),
                           condition.condition)) {
      held.push_back(&pause);
    }
  }
  return held;
}

}  // namespace recourse::cases
