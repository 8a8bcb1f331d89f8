// Model → machine, in the order in which one thing needs the other: stages, clauses with their clocks, places
// in the record, programs, rows.
#include "engine/graph/lower.h"

#include <algorithm>
#include <set>

#include "engine/base/message.h"
#include "engine/base/messages/graph.h"
#include "engine/graph/flatten.h"
#include "engine/graph/layout.h"
#include "engine/graph/rows.h"
#include "engine/graph/tables.h"
#include "engine/machine/plan.h"
#include "engine/model/reading_order.h"

namespace recourse::graph {
namespace {

using machine::Index;
using machine::kNone;
using machine::Machine;
using machine::Range;
using model::Clause;
using model::Model;

template <typename Id>
Index index_of(Id id) {
  return id.known() ? static_cast<Index>(id.value) : kNone;
}

/// The unit's place in the low bits, as base::Type::duration has it.
calendar::Period period_of(std::int64_t duration) {
  return {static_cast<std::int32_t>(duration / 8), static_cast<calendar::Unit>(duration % 8)};
}

void lower_stages(const Model& model, Machine& machine) {
  for (const model::Region& region : model.regions) {
    machine.region_roots.push_back(index_of(region.root));
    machine.region_around.push_back(index_of(region.parallel));
  }
  machine.stages.resize(model.stages.size());
  for (std::size_t index = 0; index < model.stages.size(); ++index) {
    const model::Stage& from = model.stages[index];
    machine::Stage& stage = machine.stages[index];
    const bool in_region = from.parent.known() && model[from.parent].region == from.region;
    stage.parent = in_region ? index_of(from.parent) : kNone;
    stage.region = index_of(from.region);
    stage.start = index_of(from.start);
    stage.final = from.final;
    for (model::StageId parent = from.parent; parent.known(); parent = model[parent].parent) {
      ++stage.depth;
    }
    if (from.parallel) {
      stage.branches = {static_cast<std::uint32_t>(machine.branch_list.size()),
                        static_cast<std::uint32_t>(from.children.size())};
      for (const model::StageId branch : from.children) {
        machine.branch_list.push_back(index_of(model[branch].region));
      }
    }
  }
}

void lower_acts(const Model& model, Machine& machine) {
  for (const model::Act& act : model.acts) {
    machine::ActKind& kind = machine.acts.emplace_back();
    kind.parameters = static_cast<Index>(act.parameters.size());
    kind.approval = act.approves.known();
    for (const model::ActParameter& parameter : act.parameters) {
      kind.types.push_back(parameter.type.type);
    }
  }
}

machine::Clause::Kind kind_of(Clause::Kind kind) {
  using To = machine::Clause::Kind;
  switch (kind) {
    case Clause::Kind::must:
      return To::must;
    case Clause::Kind::may:
      return To::may;
    case Clause::Kind::must_not:
      return To::must_not;
    case Clause::Kind::on:
      return To::on;
    case Clause::Kind::opens_on:
      return To::opens_on;
    case Clause::Kind::after:
      break;
  }
  return To::after;
}

bool has_clock(const Clause& clause) {
  return clause.kind == Clause::Kind::must || clause.kind == Clause::Kind::after ||
         (clause.kind == Clause::Kind::may && (clause.limit || clause.times > 0 || clause.has_else));
}

void lower_anchor(const model::Anchor& anchor, machine::Clock& clock) {
  using From = model::Anchor::Kind;
  using To = machine::Clock::Anchor;
  switch (anchor.kind) {
    case From::activation:
      clock.anchor = To::activation;
      break;
    case From::act:
      clock.anchor = To::act;
      break;
    case From::stage:
      clock.anchor = To::stage;
      break;
    case From::field:
      clock.anchor = To::field;
      clock.anchor_index = index_of(anchor.field);
      break;
    case From::before_due:
      clock.anchor = To::before_due;
      clock.before = anchor.before;
      break;
    case From::later:
    case From::earliest:
    case From::latest:
      clock.anchor = To::composed;
  }
}

machine::AnchorStep step_of(const model::Anchor& anchor) {
  using From = model::Anchor::Kind;
  using To = machine::AnchorStep::Kind;
  machine::AnchorStep step;
  step.count = static_cast<std::uint8_t>(anchor.parts.size());
  switch (anchor.kind) {
    case From::act:
      step.kind = To::act;
      step.subject = index_of(anchor.act);
      break;
    case From::stage:
      step.kind = To::stage;
      step.subject = index_of(anchor.stage);
      break;
    case From::field:
      step.kind = To::field;
      step.subject = index_of(anchor.field);
      break;
    case From::earliest:
      step.kind = To::earliest;
      break;
    case From::latest:
      step.kind = To::latest;
      break;
    case From::later:
    case From::activation:
    case From::before_due:
      step.kind = To::later;
  }
  return step;
}

/// Parts before what is made of them.
Range lower_steps(const model::Anchor& anchor, Machine& machine) {
  const auto first = static_cast<std::uint32_t>(machine.anchor_steps.size());
  model::for_each_part(
      anchor, [&machine](const model::Anchor& part) { machine.anchor_steps.push_back(step_of(part)); });
  return {first, static_cast<std::uint32_t>(machine.anchor_steps.size()) - first};
}

void lower_extension(const Model& model, const model::Extension& extension, machine::Clock& clock) {
  using Bound = machine::Clock::Extension::Bound;
  clock.extension.times = static_cast<std::uint8_t>(extension.times);
  clock.extension.period = extension.period;
  if (extension.bound == model::Extension::Bound::by) {
    clock.extension.bound = Bound::by;
    return;
  }
  const bool up_to = extension.bound == model::Extension::Bound::by_up_to;
  clock.extension.bound = up_to ? Bound::by_up_to : Bound::to_at_most;
  const auto& parameters = model[extension.act].parameters;
  const auto duration = std::find_if(
      parameters.begin(), parameters.end(),
      [](const model::ActParameter& parameter) { return parameter.type.type == base::Type::duration; });
  if (duration != parameters.end()) {
    clock.extension.argument = static_cast<Index>(duration - parameters.begin());
  }
}

/// The clock but for what programs say of it.
machine::Clock lower_clock(const Model& model, Index index, Machine& machine) {
  const Clause& clause = model.clauses[index];
  machine::Clock clock;
  clock.clause = index;
  clock.constant_period = false;
  clock.times = static_cast<std::uint8_t>(clause.kind == Clause::Kind::may ? clause.times : 0);
  if (model::is_of_members(model, clause)) {
    clock.members = static_cast<Index>(machine.member_lists++);
    clock.pinned = true;  // what it came to is read beside its instances
  }
  if (!clause.limit) {
    return clock;
  }
  const model::Limit& limit = *clause.limit;
  clock.exactly = limit.exactly;
  clock.fires = clause.kind != Clause::Kind::may || clause.has_else;
  if (!limit.until.known()) {  // a date needs no start
    lower_anchor(limit.anchor, clock);
  }
  if (limit.extension) {
    lower_extension(model, *limit.extension, clock);
  }
  if (limit.period.known() && model[limit.period].operation == base::Operation::constant) {
    clock.constant_period = true;
    clock.period = period_of(model[limit.period].constant);
  }
  return clock;
}

void lower_clauses(const Model& model, Machine& machine) {
  for (const Clause& from : model.clauses) {
    machine::Clause& clause = machine.clauses.emplace_back();
    clause.kind = kind_of(from.kind);
    clause.has_else = from.has_else;
    clause.any_act = from.any_act;
    clause.stage = index_of(from.stage);
    clause.depth = machine.stages[clause.stage].depth;
    clause.who = index_of(from.who);
    clause.then.target = index_of(from.then.target);
    clause.otherwise.target = index_of(from.otherwise.target);
    if (has_clock(from)) {
      clause.clock = static_cast<Index>(machine.clocks.size());
      machine.clocks.push_back(lower_clock(model, static_cast<Index>(machine.clauses.size() - 1), machine));
    }
  }
  const std::vector<std::uint32_t> turns = model::reading_order(model).turns;
  for (machine::Clock& clock : machine.clocks) {
    clock.turn = static_cast<Index>(turns[clock.clause]);
    if (clock.anchor == machine::Clock::Anchor::before_due) {
      clock.anchor_index = machine.clauses[model.clauses[clock.clause].limit->anchor.duty.index()].clock;
    } else if (clock.anchor == machine::Clock::Anchor::composed) {
      clock.anchor_steps = lower_steps(model.clauses[clock.clause].limit->anchor, machine);
    }
  }
}

/// A duty of members that moves the case does so when it is done, not with an act.
bool moves_when_done(const Model& model, const Clause& clause) {
  return clause.then.target.known() && model::is_of_members(model, clause);
}

/// The acts of extensions and approvals are permitted by clauses of their own, which stand where the clause
/// stands that they serve; so do the moves of duties of members.
void synthesize_clauses(const Model& model, Machine& machine) {
  const auto beside = [&machine](std::size_t index, machine::Clause::Kind kind,
                                 model::WhoId who) -> machine::Clause& {
    machine::Clause clause;
    clause.kind = kind;
    clause.stage = machine.clauses[index].stage;
    clause.depth = machine.clauses[index].depth;
    clause.who = index_of(who);
    return machine.clauses.emplace_back(clause);
  };
  for (std::size_t index = 0; index < model.clauses.size(); ++index) {
    if (const Clause& clause = model.clauses[index]; clause.limit && clause.limit->extension) {
      const Index clock = machine.clauses[index].clock;
      beside(index, machine::Clause::Kind::extension, clause.limit->extension->by).clock = clock;
    }
  }
  for (std::size_t index = 0; index < model.clauses.size(); ++index) {
    if (const Clause& clause = model.clauses[index];
        clause.kind == Clause::Kind::must_not && clause.approval.known()) {
      beside(index, machine::Clause::Kind::approval, clause.approved_by).prohibition =
          static_cast<Index>(index);
    }
  }
  for (std::size_t index = 0; index < model.clauses.size(); ++index) {
    if (moves_when_done(model, model.clauses[index])) {
      const Index clock = machine.clauses[index].clock;
      machine::Clause& completion = beside(index, machine::Clause::Kind::completion, {});
      completion.clock = clock;
      completion.then.target = index_of(model.clauses[index].then.target);
      machine.clauses[index].then.target = kNone;
    }
  }
}

/// Everything that holds programs: conditions and guards, limits, pauses, effects, and who.
class Programs {
public:
  Programs(const Model& model, Machine& machine)
      : model_(model), machine_(machine), flattener_(model, machine), pauses_of_(model.clauses.size()) {
    for (const model::Pause& pause : model.pauses) {
      for (const model::ClauseId clause : std::set(pause.clauses.begin(), pause.clauses.end())) {
        pauses_of_[clause.index()].push_back(&pause);
      }
    }
  }

  [[nodiscard]] const std::optional<FlatteningFailure>& failure() const { return flattener_.failure(); }

  void lower() {
    for (const model::Who& who : model_.whos) {
      machine_.whos.push_back(lower(who));
    }
    for (std::size_t index = 0; index < model_.clauses.size(); ++index) {
      const Clause& from = model_.clauses[index];
      machine::Clause& clause = machine_.clauses[index];
      clause.condition = flattener_.program(from.condition);
      clause.guard = flattener_.program(from.guard);
      clause.then.effects = effects(from.then.effects);
      clause.otherwise.effects = effects(from.otherwise.effects);
    }
    for (std::size_t index = model_.clauses.size(); index < machine_.clauses.size(); ++index) {
      machine::Clause& clause = machine_.clauses[index];
      if (clause.kind == machine::Clause::Kind::completion) {
        continue;  // it follows also from an act that ended the duty
      }
      const bool approval = clause.kind == machine::Clause::Kind::approval;
      const Index served = approval ? clause.prohibition : machine_.clocks[clause.clock].clause;
      clause.condition = machine_.clauses[served].condition;
    }
    for (machine::Clock& clock : machine_.clocks) {
      lower(clock);
    }
    if (model_.office_period && model_.office_period->told) {
      lower(*model_.office_period, machine_.told_next);
    }
    for (const model::Migration& from : model_.migrations) {
      machine::Migration& migration = machine_.migrations.emplace_back();
      migration.effects = effects(from.effects);
      for (const model::Migration::Stages& stages : from.stages) {
        migration.stages.push_back(effects(stages.effects));
      }
    }
  }

private:
  machine::Who lower(const model::Who& from) {
    using From = model::Who::Kind;
    using To = machine::Who::Kind;
    machine::Who who;
    who.otherwise = index_of(from.otherwise);
    const bool is_field = from.office.known() && model_[from.office].type.type == base::Type::office_set;
    switch (from.kind) {
      case From::party:
        who.kind = To::party;
        who.role = index_of(from.role);
        return who;
      case From::office:
        who.kind = To::office;
        break;
      case From::post:
        who.kind = To::post;
        who.post = post(from.post);
        break;
      case From::any_of:
        who.kind = is_field ? To::any_of_field : To::any_of_superiors;
        break;
      case From::each_of:
        who.kind = To::each_of_field;
    }
    if (is_field) {
      who.field = static_cast<Index>(model_[from.office].index);
    } else {
      who.office = flattener_.program(from.office);
    }
    who.except = flattener_.program(from.except);
    return who;
  }

  Index post(const std::string& name) {
    const auto known = std::find(machine_.posts.begin(), machine_.posts.end(), name);
    if (known != machine_.posts.end()) {
      return static_cast<Index>(known - machine_.posts.begin());
    }
    machine_.posts.push_back(name);
    return static_cast<Index>(machine_.posts.size() - 1);
  }

  Range effects(const std::vector<model::Effect>& from) {
    const Range range{static_cast<std::uint32_t>(machine_.effects.size()),
                      static_cast<std::uint32_t>(from.size())};
    for (const model::Effect& effect : from) {
      machine_.effects.push_back(lower(effect));
    }
    return range;
  }

  machine::Effect lower(const model::Effect& from) {
    using From = model::Effect::Kind;
    using To = machine::Effect::Kind;
    machine::Effect effect;
    effect.field = index_of(from.field);
    if (from.kind == From::notify) {
      effect.kind = To::notify;
      effect.receiver = index_of(from.receiver);
      effect.text = notices_++;
      return effect;
    }
    if (from.kind == From::send) {
      return lower(*from.sent);
    }
    const base::Type type = model_[from.field].type.type;
    if (type == base::Type::text || type == base::Type::person) {
      effect.kind = from.kind == From::set_once ? To::set_text_once : To::set_text;
      name_text(from.value, effect);
      return effect;
    }
    switch (from.kind) {
      case From::set_once:
        effect.kind = To::set_once;
        break;
      case From::add:
        effect.kind = To::add;
        break;
      case From::remove:
        effect.kind = To::remove;
        break;
      default:
        effect.kind = To::set;
    }
    effect.value = flattener_.program(from.value);
    return effect;
  }

  machine::Effect lower(const model::Sent& from) {
    machine::Effect effect;
    effect.kind = machine::Effect::Kind::send;
    effect.text = sent_++;
    std::vector<machine::SentValue> values;
    for (const model::Sent::Argument& argument : from.arguments) {
      values.push_back(argument.what == model::Sent::Argument::What::value ? sent_value(argument.value)
                                                                           : machine::SentValue{});
    }
    values.push_back(from.to.known() ? sent_value(from.to) : machine::SentValue{});
    effect.sent = {static_cast<std::uint32_t>(machine_.sent_values.size()),
                   static_cast<std::uint32_t>(values.size())};
    machine_.sent_values.insert(machine_.sent_values.end(), values.begin(), values.end());
    return effect;
  }

  void lower(const model::OfficePeriod& from, machine::ToldNext& told) {
    told.last_day = index_of(from.last_day);
    told.clause = index_of(from.ends);
    told.text = sent_++;
    const model::Act& act = model_[from.told->act];
    for (std::size_t i = 0; i < from.told->arguments.size(); ++i) {
      told.values.push_back(flattener_.program(from.told->arguments[i].value));
      told.initial.push_back(act.parameters[i].type.optional ? base::kUnknown : 0);
    }
  }

  machine::SentValue sent_value(model::ExpressionId value) {
    const base::Type type = model_[value].type.type;
    if (type != base::Type::text && type != base::Type::person) {
      return {flattener_.program(value), kNone, kNone};
    }
    machine::Effect named;
    name_text(value, named);
    return {{}, named.argument, named.source_field};
  }

  /// Texts are not computed: one is taken from an argument, a field or a record as it stands.
  void name_text(model::ExpressionId value, machine::Effect& effect) const {
    if (!value.known()) {
      return;
    }
    const model::Expression& expression = model_[value];
    if (expression.operation == base::Operation::argument) {
      effect.argument = static_cast<Index>(expression.index);
    } else if (expression.operation == base::Operation::field) {
      effect.source_field = static_cast<Index>(expression.index);
    } else if (expression.operation == base::Operation::record) {
      effect.source_field =
          static_cast<Index>(model_.fields.size() + static_cast<std::size_t>(expression.index));
    }
  }

  void lower(machine::Clock& clock) {
    const Clause& clause = model_.clauses[clock.clause];
    if (clause.limit) {
      clock.until = flattener_.program(clause.limit->until);
      if (!clock.constant_period) {
        clock.period_program = flattener_.program(clause.limit->period);
      }
      lower_durations(clause.limit->anchor, clock.anchor_steps);
    }
    clock.pauses.first = static_cast<std::uint32_t>(machine_.pause_conditions.size());
    for (const model::Pause* pause : pauses_of_[clock.clause]) {
      machine_.pause_conditions.push_back({index_of(pause->stage), flattener_.program(pause->condition),
                                           static_cast<Index>(pause - model_.pauses.data())});
      ++clock.pauses.count;
    }
  }

  void lower_durations(const model::Anchor& anchor, Range steps) {
    std::uint32_t at = steps.first;
    if (steps.count > 0) {
      model::for_each_part(anchor, [&](const model::Anchor& part) {
        machine_.anchor_steps[at++].after = flattener_.program(part.after);
      });
    }
  }

  const Model& model_;
  Machine& machine_;
  Flattener flattener_;
  std::vector<std::vector<const model::Pause*>> pauses_of_;  // by clause
  std::uint32_t notices_ = 0, sent_ = 0;
};

/// Indices of the tables have sixteen bits.
std::optional<Diagnostic> too_large(const Model& model, std::size_t synthesized) {
  constexpr std::size_t kMost = 65'000;
  const auto excess = [](std::size_t size, TermCode what) -> std::optional<Diagnostic> {
    if (size <= kMost) {
      return std::nullopt;
    }
    return Diagnostic{messages::policy_too_large, {}, {static_cast<std::int64_t>(kMost), what}, {}};
  };
  // Events are numbered when something hears them.
  std::size_t effects = 0, instants = model.acts.size() + model.stages.size(), heard = 0;
  for (const Clause& clause : model.clauses) {
    heard += clause.trigger != Clause::Trigger::act || moves_when_done(model, clause) ? 1 : 0;
    effects += clause.then.effects.size() + clause.otherwise.effects.size();
    if (clause.limit && model::is_composed(clause.limit->anchor)) {
      model::for_each_part(clause.limit->anchor, [&instants](const model::Anchor&) { ++instants; });
    }
  }
  for (const model::Migration& migration : model.migrations) {
    effects += migration.effects.size();
    for (const model::Migration::Stages& stages : migration.stages) {
      effects += stages.effects.size();
    }
  }
  for (const auto& [size, what] :
       {std::pair{model.stages.size(), terms::word_stages},
        std::pair{model.clauses.size() + synthesized, terms::word_clauses},
        std::pair{model.fields.size() + model.records.size() + instants, terms::word_fields},
        std::pair{model.acts.size() + heard, terms::word_acts},
        std::pair{model.whos.size(), terms::word_roles}, std::pair{effects, terms::word_effects}}) {
    if (auto diagnostic = excess(size, what)) {
      return diagnostic;
    }
  }
  return std::nullopt;
}

std::size_t count_synthesized(const Model& model) {
  std::size_t count = 0;
  for (const Clause& clause : model.clauses) {
    count += (clause.limit && clause.limit->extension ? 1U : 0U) + (clause.approval.known() ? 1U : 0U) +
             (moves_when_done(model, clause) ? 1U : 0U);
  }
  return count;
}

}  // namespace

Result<Machine> lower(const Model& model) {
  if (auto diagnostic = too_large(model, count_synthesized(model))) {
    return *diagnostic;
  }
  Machine machine;
  lower_stages(model, machine);
  lower_acts(model, machine);
  lower_clauses(model, machine);
  synthesize_clauses(model, machine);
  lay_out(model, machine);
  lower_tables(model, machine);
  Programs programs(model, machine);
  programs.lower();
  if (const auto& failure = programs.failure()) {
    return failure->diagnostic();
  }
  if (machine.constants.size() > kNone) {
    return Diagnostic{messages::policy_too_large, {}, {std::int64_t{kNone}, terms::word_constants}, {}};
  }
  make_rows(model, machine);
  machine::make_plans(machine);
  return machine;
}

Result<std::vector<std::vector<machine::Program>>> lower_tests(const Model& model, Machine& machine) {
  Flattener flattener(model, machine);
  std::vector<std::vector<machine::Program>> programs;
  for (const model::Test& test : model.tests) {
    std::vector<machine::Program>& of_test = programs.emplace_back();
    for (const model::TestStep& step : test.steps) {
      of_test.push_back(flattener.program(step.condition));
    }
  }
  std::vector<machine::Program>& of_visits = programs.emplace_back();
  for (const model::TestStep& visit : model.visits) {
    of_visits.push_back(flattener.program(visit.condition));
  }
  if (const auto& failure = flattener.failure()) {
    return failure->diagnostic();
  }
  return programs;
}

}  // namespace recourse::graph
