#include "tests/machine/builder.h"

#include <algorithm>

#include "engine/machine/plan.h"

namespace recourse::machine::testing {

Expression constant(std::int64_t value) {
  return {{{Operation::constant, Type::number, 0, value}}};
}

Expression leaf(Operation operation, Index index) {
  return {{{operation, Type::number, index, 0}}};
}

Expression apply_to(Operation operation, const std::vector<Expression>& operands, Type type, Index index) {
  Expression result;
  for (const Expression& operand : operands) {
    result.steps.insert(result.steps.end(), operand.steps.begin(), operand.steps.end());
  }
  result.steps.push_back({operation, type, index, 0});
  return result;
}

Index Builder::region() {
  base_.region_roots.push_back(static_cast<Index>(base_.stages.size()));
  base_.region_around.push_back(kNone);
  Stage root;
  root.region = static_cast<Index>(base_.region_roots.size() - 1);
  base_.stages.push_back(root);
  return base_.region_roots.back();
}

Index Builder::stage(Index parent, bool start, bool final) {
  const auto index = static_cast<Index>(base_.stages.size());
  Stage stage;
  stage.parent = parent;
  stage.region = base_.stages[parent].region;
  stage.depth = static_cast<Index>(base_.stages[parent].depth + 1);
  stage.final = final;
  base_.stages.push_back(stage);
  if (start) {
    base_.stages[parent].start = index;
  }
  return index;
}

Index Builder::act(std::vector<Type> parameters) {
  ActKind act;
  act.parameters = static_cast<Index>(parameters.size());
  act.types = std::move(parameters);
  base_.acts.push_back(act);
  return static_cast<Index>(base_.acts.size() - 1);
}

Index Builder::field(Type type, std::uint8_t width, std::int64_t initial) {
  FieldSlot slot;
  slot.type = type;
  slot.width = width;
  slot.initial = initial;
  if (type == Type::text || type == Type::person) {
    slot.width = 0;
    slot.index = static_cast<Index>(base_.texts++);
  } else if (type == Type::office_set || type == Type::choice_set) {
    slot.width = 0;
    slot.index = static_cast<Index>(base_.sets++);
  }
  base_.fields.push_back(slot);
  return static_cast<Index>(base_.fields.size() - 1);
}

Index Builder::ranged_field(std::int64_t least, std::int64_t most, std::int64_t initial) {
  const Index index = field(Type::number, 1, initial);
  base_.fields[index].least = least;
  base_.fields[index].most = most;
  return index;
}

Index Builder::remember(Index act, Remembered::What what, Index argument) {
  const bool is_text = what == Remembered::What::by;
  const Index index =
      field(is_text ? Type::person : Type::number, 4, what == Remembered::What::count ? 0 : base::kUnknown);
  remembered_.push_back({act, {what, index, argument}});
  return index;
}

Index Builder::who(Who row, const Expression& office) {
  base_.whos.push_back(row);
  offices_.push_back(office);
  return static_cast<Index>(base_.whos.size() - 1);
}

Index Builder::post(std::string name) {
  base_.posts.push_back(std::move(name));
  return static_cast<Index>(base_.posts.size() - 1);
}

Index Builder::clause(ClauseRow row) {
  clauses_.push_back(std::move(row));
  return static_cast<Index>(clauses_.size() - 1);
}

/// Fills the tables that follow from the builder's rows.
class Tables {
public:
  explicit Tables(const Builder& builder) : builder_(builder), machine_(builder.base_) {}

  Machine make() {
    for (std::size_t who = 0; who < machine_.whos.size(); ++who) {
      machine_.whos[who].office = program(builder_.offices_[who]);
    }
    for (const ClauseRow& row : builder_.clauses_) {
      add_clause(row);
    }
    // What stands beside a clause comes after all clauses of the policy.
    for (std::size_t index = 0; index < builder_.clauses_.size(); ++index) {
      add_companions(static_cast<Index>(index));
    }
    for (Index clock = 0; clock < machine_.clocks.size(); ++clock) {
      finish_clock(clock);
    }
    for (Index stage = 0; stage < machine_.stages.size(); ++stage) {
      write_stage(stage);
    }
    write_acts();
    lay_out();
    make_plans(machine_);
    return std::move(machine_);
  }

private:
  struct Lists {
    std::vector<Index> permissions, prohibitions, listeners, anchored;
  };
  struct Care {
    std::map<Index, Lists> rows;
    std::vector<Index> clocks, watched, approvals, bits, anchored;
  };

  Program program(const Expression& expression) {
    const Program result{static_cast<std::uint32_t>(machine_.instructions.size()),
                         static_cast<std::uint32_t>(expression.steps.size())};
    for (const Expression::Step& step : expression.steps) {
      Instruction instruction{step.operation, step.type, step.index};
      if (step.operation == Operation::constant) {
        instruction.index = static_cast<Index>(machine_.constants.size());
        machine_.constants.push_back(step.constant);
      }
      // Tests name duties by their clause.
      if (step.operation == Operation::duty_done || step.operation == Operation::duty_due ||
          step.operation == Operation::duty_overdue) {
        read_duties_.push_back({machine_.instructions.size(), step.index});
      }
      machine_.instructions.push_back(instruction);
    }
    return result;
  }

  Reaction reaction(const ReactionRow& row) {
    Reaction result;
    result.target = row.target;
    result.effects = {static_cast<std::uint32_t>(machine_.effects.size()),
                      static_cast<std::uint32_t>(row.effects.size())};
    for (const EffectRow& from : row.effects) {
      Effect effect;
      effect.kind = from.kind;
      effect.field = from.field;
      effect.argument = from.argument;
      effect.source_field = from.source_field;
      effect.value = program(from.value);
      effect.text = static_cast<std::uint32_t>(machine_.effects.size());
      machine_.effects.push_back(effect);
    }
    return result;
  }

  void add_clause(const ClauseRow& row) {
    Clause clause;
    clause.kind = row.kind;
    clause.stage = row.stage;
    clause.depth = row.stage == kNone ? Index{0} : machine_.stages[row.stage].depth;
    clause.who = row.who;
    clause.condition = program(row.condition);
    clause.guard = program(row.guard);
    clause.then = reaction(row.then);
    clause.has_else = row.otherwise.has_value();
    clause.otherwise = reaction(row.otherwise.value_or(ReactionRow{}));
    const bool is_right = row.kind == Clause::Kind::may && (row.limit || row.times > 0);
    if (row.kind == Clause::Kind::must || row.kind == Clause::Kind::after || is_right) {
      clause.clock = static_cast<Index>(machine_.clocks.size());
      add_clock(static_cast<Index>(machine_.clauses.size()), row);
    }
    machine_.clauses.push_back(clause);
  }

  void add_clock(Index clause, const ClauseRow& row) {
    Clock clock;
    clock.clause = clause;
    clock.constant_period = false;
    clock.times = row.times;
    clock.fires = row.limit && (row.kind != Clause::Kind::may || row.otherwise.has_value());
    if (row.limit) {
      const LimitRow& limit = *row.limit;
      clock.anchor = limit.anchor;
      clock.exactly = limit.exactly;
      clock.before = limit.before;
      clock.constant_period = limit.period.has_value();
      clock.period = limit.period.value_or(Period{});
      clock.period_program = program(limit.period_value);
      clock.until = program(limit.until);
      clock.extension = {limit.extension.times, limit.extension.bound, limit.extension.period,
                         limit.extension.argument};
    }
    machine_.clocks.push_back(clock);
  }

  void add_companions(Index index) {
    const ClauseRow& row = builder_.clauses_[index];
    Care& care = cares_[row.stage];
    const auto beside = [&](Clause::Kind kind, Index who, Index act) -> Clause& {
      Clause clause;
      clause.kind = kind;
      clause.stage = row.stage;
      clause.who = who;
      clause.condition = machine_.clauses[index].condition;
      care.rows[act].permissions.push_back(static_cast<Index>(machine_.clauses.size()));
      return machine_.clauses.emplace_back(clause);
    };
    if (row.limit && row.limit->extension.times > 0) {
      beside(Clause::Kind::extension, row.limit->extension.who, row.limit->extension.act).clock =
          machine_.clauses[index].clock;
    }
    if (row.approval != kNone) {
      const Index bit = bits_++;
      Clause& approval = beside(Clause::Kind::approval, row.approved_by, row.approval);
      approval.prohibition = index;
      approval.approval_bit = bit;
      machine_.clauses[index].approval_bit = bit;
      machine_.acts[row.approval].approval = true;
      care.approvals.push_back(index);
    }
    hear(index, row);
  }

  Index event(Index& trigger) {
    if (trigger == kNone) {
      trigger = static_cast<Index>(machine_.acts.size() + events_++);
    }
    return trigger;
  }

  void hear(Index index, const ClauseRow& row) {
    Care& care = cares_[row.stage];
    if (row.on_done != kNone) {
      care.rows[event(clock_of(row.on_done).done_trigger)].listeners.push_back(index);
    }
    if (row.on_overdue != kNone) {
      care.rows[event(clock_of(row.on_overdue).overdue_trigger)].listeners.push_back(index);
    }
    if (row.on_entered != kNone) {
      care.rows[event(machine_.stages[row.on_entered].entered_trigger)].listeners.push_back(index);
    }
    for (const Index act : row.acts) {
      if (row.kind == Clause::Kind::opens_on) {
        openings_[act].push_back(index);
        continue;
      }
      Lists& lists = care.rows[act];
      const bool permits = row.kind == Clause::Kind::must || row.kind == Clause::Kind::may;
      (permits ? lists.permissions : (row.kind == Clause::Kind::on ? lists.listeners : lists.prohibitions))
          .push_back(index);
    }
  }

  Clock& clock_of(Index clause) { return machine_.clocks[machine_.clauses[clause].clock]; }

  void finish_clock(Index index) {
    Clock& clock = machine_.clocks[index];
    const ClauseRow& row = builder_.clauses_[clock.clause];
    Care& care = cares_[row.stage];
    care.clocks.push_back(index);
    clock.pauses.first = static_cast<std::uint32_t>(machine_.pause_conditions.size());
    for (const PauseRow& pause : builder_.pauses_) {
      if (std::count(pause.clauses.begin(), pause.clauses.end(), clock.clause) > 0) {
        machine_.pause_conditions.push_back({pause.stage, program(pause.condition)});
        ++clock.pauses.count;
      }
    }
    if (row.limit) {
      finish_anchor(index, clock, *row.limit);
    }
    const bool follows =
        row.limit && (!row.limit->period_value.steps.empty() || !row.limit->until.steps.empty() ||
                      clock.anchor == Clock::Anchor::field);
    if (!row.condition.steps.empty() || clock.pauses.count > 0 || follows) {
      care.watched.push_back(index);
    }
  }

  void finish_anchor(Index index, Clock& clock, const LimitRow& limit) {
    Care& care = cares_[builder_.clauses_[clock.clause].stage];
    switch (limit.anchor) {
      case Clock::Anchor::act:
        clock.occurred_bit = bits_++;
        clock.instant_field = instant(act_instants_, limit.anchor_index);
        act_bits_[limit.anchor_index].push_back(clock.occurred_bit);
        care.rows[limit.anchor_index].anchored.push_back(index);
        break;
      case Clock::Anchor::stage:
        clock.occurred_bit = bits_++;
        clock.instant_field = instant(stage_instants_, limit.anchor_index);
        machine_.stages[limit.anchor_index].instant_field = clock.instant_field;
        cares_[limit.anchor_index].bits.push_back(clock.occurred_bit);
        cares_[limit.anchor_index].anchored.push_back(index);
        break;
      case Clock::Anchor::field:
        clock.anchor_index = limit.anchor_index;
        break;
      case Clock::Anchor::before_due:
        clock.anchor_index = machine_.clauses[limit.anchor_index].clock;
        machine_.clocks[clock.anchor_index].pinned = true;
        dependents_[clock.anchor_index].push_back(index);
        break;
      case Clock::Anchor::activation:
      case Clock::Anchor::composed:
        break;
    }
  }

  Index instant(std::map<Index, Index>& instants, Index of) {
    const auto [place, is_new] = instants.try_emplace(of, static_cast<Index>(machine_.fields.size()));
    if (is_new) {
      FieldSlot slot;
      slot.width = 4;
      machine_.fields.push_back(slot);
    }
    return place->second;
  }

  static Range append(std::vector<Index>& list, const std::vector<Index>& items) {
    const Range range{static_cast<std::uint32_t>(list.size()), static_cast<std::uint32_t>(items.size())};
    list.insert(list.end(), items.begin(), items.end());
    return range;
  }

  void write_stage(Index index) {
    const Care& care = cares_[index];
    Stage& stage = machine_.stages[index];
    stage.rows = {static_cast<std::uint32_t>(machine_.rows.size()),
                  static_cast<std::uint32_t>(care.rows.size())};
    for (const auto& [trigger, lists] : care.rows) {
      machine_.rows.push_back({trigger, append(machine_.clause_list, lists.permissions),
                               append(machine_.clause_list, lists.prohibitions),
                               append(machine_.clause_list, lists.listeners),
                               append(machine_.clock_list, lists.anchored)});
    }
    stage.clocks = append(machine_.clock_list, care.clocks);
    stage.watched = append(machine_.clock_list, care.watched);
    stage.approvals = append(machine_.clause_list, care.approvals);
    stage.occurred_bits = append(machine_.bit_list, care.bits);
    stage.anchored = append(machine_.clock_list, care.anchored);
  }

  void write_acts() {
    for (Index act = 0; act < machine_.acts.size(); ++act) {
      ActKind& kind = machine_.acts[act];
      machine_.openings.push_back(append(machine_.clause_list, openings_[act]));
      kind.occurred_bits = append(machine_.bit_list, act_bits_[act]);
      kind.remembered.first = static_cast<std::uint32_t>(machine_.remembered.size());
      for (const auto& [of, remembered] : builder_.remembered_) {
        if (of == act) {
          machine_.remembered.push_back(remembered);
        }
      }
      if (const auto found = act_instants_.find(act); found != act_instants_.end()) {
        machine_.remembered.push_back({Remembered::What::instant, found->second, kNone});
      }
      kind.remembered.count = static_cast<std::uint32_t>(machine_.remembered.size()) - kind.remembered.first;
    }
    for (const auto& [clock, timers] : dependents_) {
      machine_.clocks[clock].dependents = append(machine_.clock_list, timers);
    }
    for (const auto& [place, clause] : read_duties_) {
      machine_.instructions[place].index = machine_.clauses[clause].clock;
      clock_of(clause).pinned = true;
    }
  }

  // Fields come first and at odd offsets, so that the tests see that alignment does not matter.
  void lay_out() {
    std::uint32_t end =
        Machine::kRegionsOffset + 2 * static_cast<std::uint32_t>(machine_.region_roots.size()) + 1;
    for (FieldSlot& field : machine_.fields) {
      field.offset = end;
      end += field.width;
    }
    machine_.slots_offset = end;
    machine_.slot_count = static_cast<std::uint32_t>(machine_.clocks.size());
    for (Clock& clock : machine_.clocks) {
      clock.slot_offset = end;
      end += sizeof(Slot);
    }
    machine_.bits_offset = end;
    machine_.bit_words = (bits_ + 63U) / 64U;
    machine_.record_size = (end + 8 * machine_.bit_words + 7) / 8 * 8;
  }

  const Builder& builder_;
  Machine machine_;
  Index bits_ = 0;
  std::size_t events_ = 0;
  std::map<Index, Care> cares_;
  std::map<Index, std::vector<Index>> openings_, act_bits_, dependents_;
  std::map<Index, Index> act_instants_, stage_instants_;
  std::vector<std::pair<std::size_t, Index>> read_duties_;
};

Machine Builder::build() const {
  return Tables(*this).make();
}

namespace {

calendar::Calendar shanghai() {
  calendar::CalendarData data;
  data.zone = "Asia/Shanghai";
  data.computed = {{1990, 2099}};
  return *calendar::Calendar::build(std::move(data));
}

}  // namespace

Runner::Runner(Machine its_machine, offices::Directory its_directory)
    : machine(std::move(its_machine)), calendar(shanghai()), directory(std::move(its_directory)) {
  words_.resize(machine.record_size / 8);
  clear(machine, view());
}

Minute Runner::minute(const std::string& time) const {
  const calendar::Day day = *calendar::parse_day(time.substr(0, 10));
  if (time.size() == 10) {
    return calendar.last_minute(day);
  }
  return calendar.instant(day, std::stoi(time.substr(11, 2)) * 60 + std::stoi(time.substr(14, 2)));
}

std::string Runner::written(Minute minute) const {
  return minute == calendar::kUnknownTime ? "" : calendar::format_minute(calendar, minute);
}

std::string Runner::due(Index clause) const {
  const Slot slot = slot_of(clause);
  return (slot.marks & Slot::dated) != 0 ? written(slot.due) : "";
}

bool Runner::advance(const std::string& until) {
  fired.clear();
  fired_at.clear();
  return machine::advance(machine, surroundings(), view(), minute(until), outcome,
                          [this](const Outcome& entry) {
                            fired.insert(fired.end(), entry.clauses.begin(), entry.clauses.end());
                            fired_at.insert(fired_at.end(), entry.clauses.size(), written(entry.time));
                          });
}

Verdict Runner::act(const std::string& time, Index act, Actor actor, std::vector<std::int64_t> arguments,
                    std::vector<std::string_view> texts) {
  return advance(time) ? act_only(time, act, actor, std::move(arguments), std::move(texts)) : outcome.verdict;
}

Verdict Runner::act_only(const std::string& time, Index act, Actor actor, std::vector<std::int64_t> arguments,
                         std::vector<std::string_view> texts) {
  const Act applied{act, minute(time), actor, arguments, texts};
  apply(machine, surroundings(), view(), applied, outcome);
  return outcome.verdict;
}

}  // namespace recourse::machine::testing
