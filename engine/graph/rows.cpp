// Rows per stage and trigger, and the lists of what a stage must look after.
#include "engine/graph/rows.h"

#include <map>

namespace recourse::graph {
namespace {

using machine::Index;
using machine::kNone;
using machine::Machine;
using machine::Range;
using model::Clause;
using model::Model;

Range append(std::vector<Index>& list, const std::vector<Index>& items) {
  const Range range{static_cast<std::uint32_t>(list.size()), static_cast<std::uint32_t>(items.size())};
  list.insert(list.end(), items.begin(), items.end());
  return range;
}

struct Lists {
  std::vector<Index> permissions, prohibitions, listeners, anchored;
};

/// What one stage must look after, by its own clauses.
struct Care {
  std::map<Index, Lists> rows;  // by trigger
  std::vector<Index> clocks, watched, approvals, occurred_bits, anchored;
};

class Rows {
public:
  Rows(const Model& model, Machine& machine)
      : model_(model),
        machine_(machine),
        next_trigger_(static_cast<Index>(machine.acts.size())),
        stages_(machine.stages.size()),
        act_bits_(machine.acts.size()),
        dependents_(machine.clocks.size()) {}

  void make() {
    std::vector<std::vector<Index>> openings(machine_.acts.size());
    for (std::size_t index = 0; index < model_.clauses.size(); ++index) {
      if (model_.clauses[index].kind == Clause::Kind::opens_on) {
        for (const model::ActId act : model_.clauses[index].acts) {
          openings[act.index()].push_back(static_cast<Index>(index));
        }
      } else {
        hear(static_cast<Index>(index), model_.clauses[index]);
      }
    }
    hear_synthesized();
    for (std::size_t index = 0; index < machine_.clocks.size(); ++index) {
      look_after(static_cast<Index>(index));
    }
    for (const std::vector<Index>& clauses : openings) {
      machine_.openings.push_back(append(machine_.clause_list, clauses));
    }
    write();
  }

private:
  Lists& row(Index clause, std::size_t trigger) {
    return stages_[machine_.clauses[clause].stage].rows[static_cast<Index>(trigger)];
  }

  Index numbered(Index& trigger) {
    if (trigger == kNone) {
      trigger = next_trigger_++;
    }
    return trigger;
  }

  Index trigger_of_event(const Clause& clause) {
    if (clause.trigger == Clause::Trigger::ended) {
      return numbered(machine_.stages[clause.entered.index()].ended_trigger);
    }
    if (clause.trigger == Clause::Trigger::entered) {
      return numbered(machine_.stages[clause.entered.index()].entered_trigger);
    }
    machine::Clock& clock = machine_.clocks[machine_.clauses[clause.duty.index()].clock];
    return numbered(clause.trigger == Clause::Trigger::done ? clock.done_trigger : clock.overdue_trigger);
  }

  void hear(Index index, const Clause& clause) {
    if (clause.trigger != Clause::Trigger::act) {
      row(index, trigger_of_event(clause)).listeners.push_back(index);
      return;
    }
    for (std::size_t act = 0; act < model_.acts.size() && clause.any_act; ++act) {
      if (!machine_.acts[act].approval) {
        row(index, act).prohibitions.push_back(index);
      }
    }
    for (const model::ActId act : clause.acts) {
      Lists& lists = row(index, act.index());
      switch (clause.kind) {
        case Clause::Kind::must:
        case Clause::Kind::may:
          lists.permissions.push_back(index);
          break;
        case Clause::Kind::must_not:
          lists.prohibitions.push_back(index);
          break;
        case Clause::Kind::on:
          lists.listeners.push_back(index);
          break;
        case Clause::Kind::opens_on:
        case Clause::Kind::after:
          break;
      }
    }
    if (clause.kind == Clause::Kind::must_not && clause.approval.known()) {
      stages_[clause.stage.index()].approvals.push_back(index);
    }
  }

  void hear_synthesized() {
    for (std::size_t index = model_.clauses.size(); index < machine_.clauses.size(); ++index) {
      const machine::Clause& clause = machine_.clauses[index];
      if (clause.kind == machine::Clause::Kind::completion) {
        row(static_cast<Index>(index), numbered(machine_.clocks[clause.clock].done_trigger))
            .listeners.push_back(static_cast<Index>(index));
        continue;
      }
      const model::ActId act =
          clause.kind == machine::Clause::Kind::approval
              ? model_.clauses[clause.prohibition].approval
              : model_.clauses[machine_.clocks[clause.clock].clause].limit->extension->act;
      row(static_cast<Index>(index), act.index()).permissions.push_back(static_cast<Index>(index));
    }
  }

  [[nodiscard]] bool constant(machine::Program program) const {
    for (std::uint32_t at = program.first; at < program.first + program.count; ++at) {
      if (machine_.instructions[at].operation != base::Operation::constant) {
        return false;
      }
    }
    return true;
  }

  /// Whether something else than acts, entries and time can change what the clock shows.
  [[nodiscard]] bool watched(const machine::Clock& clock) const {
    return machine_.clauses[clock.clause].condition.count > 0 || clock.members != kNone ||
           clock.pauses.count > 0 || clock.anchor == machine::Clock::Anchor::field ||
           clock.anchor == machine::Clock::Anchor::composed || !constant(clock.period_program) ||
           !constant(clock.until);
  }

  void look_after(Index index) {
    const machine::Clock& clock = machine_.clocks[index];
    Care& stage = stages_[machine_.clauses[clock.clause].stage];
    stage.clocks.push_back(index);
    if (watched(clock)) {
      stage.watched.push_back(index);
    }
    const std::optional<model::Limit>& limit = model_.clauses[clock.clause].limit;
    switch (clock.anchor) {
      case machine::Clock::Anchor::act:
        act_bits_[limit->anchor.act.index()].push_back(clock.occurred_bit);
        row(clock.clause, limit->anchor.act.index()).anchored.push_back(index);
        break;
      case machine::Clock::Anchor::stage:
        stages_[limit->anchor.stage.index()].occurred_bits.push_back(clock.occurred_bit);
        stages_[limit->anchor.stage.index()].anchored.push_back(index);
        break;
      case machine::Clock::Anchor::before_due:
        dependents_[clock.anchor_index].push_back(index);
        break;
      case machine::Clock::Anchor::composed:
        note_occurrences(clock);
        break;
      case machine::Clock::Anchor::activation:
      case machine::Clock::Anchor::field:
        break;
    }
  }

  /// Such a clock is watched, so that it looks for itself what has occurred.
  void note_occurrences(const machine::Clock& clock) {
    for (std::uint32_t number = 0; number < clock.anchor_steps.count; ++number) {
      const machine::AnchorStep& step = machine_.anchor_steps[clock.anchor_steps.first + number];
      if (step.kind == machine::AnchorStep::Kind::act) {
        act_bits_[step.subject].push_back(step.occurred_bit);
      } else if (step.kind == machine::AnchorStep::Kind::stage) {
        stages_[step.subject].occurred_bits.push_back(step.occurred_bit);
      }
    }
  }

  void write() {
    for (std::size_t index = 0; index < stages_.size(); ++index) {
      const Care& care = stages_[index];
      machine::Stage& stage = machine_.stages[index];
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
      stage.occurred_bits = append(machine_.bit_list, care.occurred_bits);
      stage.anchored = append(machine_.clock_list, care.anchored);
    }
    for (std::size_t act = 0; act < act_bits_.size(); ++act) {
      machine_.acts[act].occurred_bits = append(machine_.bit_list, act_bits_[act]);
    }
    for (std::size_t clock = 0; clock < dependents_.size(); ++clock) {
      machine_.clocks[clock].dependents = append(machine_.clock_list, dependents_[clock]);
    }
  }

  const Model& model_;
  Machine& machine_;
  Index next_trigger_;
  std::vector<Care> stages_;
  std::vector<std::vector<Index>> act_bits_, dependents_;
};

}  // namespace

void make_rows(const Model& model, Machine& machine) {
  Rows(model, machine).make();
}

}  // namespace recourse::graph
