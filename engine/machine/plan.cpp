// Which acts have a plan. Door: make_plans(). The conditions here are what follow_plan() relies on.
#include "engine/machine/plan.h"

#include <algorithm>
#include <set>

#include "engine/machine/clocks.h"
#include "engine/machine/configuration.h"
#include "engine/machine/formula.h"
#include "engine/machine/planned.h"

namespace recourse::machine {
namespace {

/// So many pairs of stage and act are looked at: the largest policies get plans for some of their stages only.
constexpr std::size_t kMostPlaces = 100'000;

class Planner {
public:
  explicit Planner(Machine& machine)
      : machine_(machine), hearing_(machine.acts.size()), watched_(machine.region_roots.size(), 0) {
    for (const Stage& stage : machine_.stages) {
      watched_[stage.region] += stage.watched.count + stage.approvals.count;
      for (std::uint32_t number = 0; number < stage.rows.count; ++number) {
        const Row& row = machine_.rows[stage.rows.first + number];
        if (row.trigger < hearing_.size()) {
          hearing_[row.trigger].insert(stage.region);
        }
      }
    }
  }

  void plan() {
    const auto openings =
        static_cast<Index>(machine_.region_roots.size() == 1 ? machine_.openings.size() : 0);
    for (Index act = 0; act < openings; ++act) {
      plan_opening(act);
    }
    const auto all = static_cast<Index>(machine_.stages.size());
    for (Index stage = 0; stage < all; ++stage) {
      row_ = stage + std::size_t{1};
      if ((row_ + 1) * machine_.acts.size() > kMostPlaces) {
        return;
      }
      const std::vector<Index> stages = up_to(stage, kNone);
      for (const Index act : heard(stages)) {
        plan(stage, stages, act);
      }
    }
  }

private:
  /// From a stage outwards, up to but not including `last`.
  [[nodiscard]] std::vector<Index> up_to(Index stage, Index last) const {
    std::vector<Index> stages;
    for (; stage != last && stage != kNone; stage = surrounding(machine_, stage)) {
      stages.push_back(stage);
    }
    return stages;
  }

  [[nodiscard]] std::set<Index> heard(const std::vector<Index>& stages) const {
    std::set<Index> acts;
    for (const Index stage : stages) {
      const Range& rows = machine_.stages[stage].rows;
      for (std::uint32_t number = 0; number < rows.count; ++number) {
        if (const Index trigger = machine_.rows[rows.first + number].trigger; trigger < hearing_.size()) {
          acts.insert(trigger);
        }
      }
    }
    return acts;
  }

  [[nodiscard]] bool is_unremembered(Index act) const {
    return machine_.acts[act].remembered.count == 0 && machine_.acts[act].occurred_bits.count == 0;
  }

  /// Nothing of other regions hears the act or looks at conditions after it, nor does this region's configuration.
  [[nodiscard]] bool is_alone(const std::vector<Index>& stages, Index act) const {
    const Index region = machine_.stages[stages.front()].region;
    const auto regions = static_cast<Index>(watched_.size());
    for (Index other = 0; other < regions; ++other) {
      if (other != region && (watched_[other] > 0 || hearing_[act].contains(other))) {
        return false;
      }
    }
    return is_unremembered(act) && is_unwatched(stages);
  }

  [[nodiscard]] bool is_unwatched(const std::vector<Index>& stages) const {
    return std::all_of(stages.begin(), stages.end(), [&](Index index) {
      const Stage& stage = machine_.stages[index];
      return stage.watched.count == 0 && stage.approvals.count == 0;
    });
  }

  /// A clock that nothing but its own slot tells of.
  [[nodiscard]] bool is_private(Index index) const {
    const Clock& clock = machine_.clocks[index];
    return !clock.pinned && clock.dependents.count == 0 && clock.occurred_bit == kNone &&
           clock.done_trigger == kNone && clock.anchor == Clock::Anchor::activation;
  }

  [[nodiscard]] bool can_permit(const Clause& clause) const {
    const bool has_kind = clause.kind == Clause::Kind::must || clause.kind == Clause::Kind::may ||
                          clause.kind == Clause::Kind::extension;
    return has_kind && (clause.clock == kNone || is_private(clause.clock));
  }

  /// Effects that set different fields of the record.
  [[nodiscard]] bool is_plain(Range effects) const {
    std::set<Index> fields;
    for (std::uint32_t number = 0; number < effects.count; ++number) {
      const Effect& effect = machine_.effects[effects.first + number];
      const bool sets = effect.kind == Effect::Kind::set || effect.kind == Effect::Kind::set_once;
      if (!sets || !fields.insert(effect.field).second) {
        return false;
      }
    }
    return effects.count <= kMostPlanned;
  }

  [[nodiscard]] bool is_quiet(const std::vector<Index>& entered) const {
    return is_unwatched(entered) && std::all_of(entered.begin(), entered.end(), [&](Index index) {
             const Stage& stage = machine_.stages[index];
             const Index around = machine_.region_around[stage.region];
             const bool ends_branch =
                 stage.final && around != kNone && machine_.stages[around].ended_trigger != kNone;
             return !ends_branch && stage.entered_trigger == kNone && stage.instant_field == kNone &&
                    stage.occurred_bits.count == 0 && stage.anchored.count == 0;
           });
  }

  /// The clocks of the stages; nothing when one of them is not private.
  [[nodiscard]] std::optional<std::vector<Index>> clocks_of(const std::vector<Index>& stages) const {
    std::vector<Index> clocks;
    for (const Index stage : stages) {
      const Range& of_stage = machine_.stages[stage].clocks;
      const Index* const first = machine_.clock_list.data() + of_stage.first;
      clocks.insert(clocks.end(), first, first + of_stage.count);
    }
    if (!std::all_of(clocks.begin(), clocks.end(), [&](Index clock) { return is_private(clock); })) {
      return std::nullopt;
    }
    return clocks;
  }

  [[nodiscard]] PlannedWho who(Index index) const {
    PlannedWho planned;
    planned.who = index;
    if (index == kNone || machine_.whos[index].kind == Who::Kind::anybody) {
      planned.kind = PlannedWho::Kind::anybody;
      return planned;
    }
    const Who& who = machine_.whos[index];
    const Formula office = formula_of(machine_, who.office);
    if (who.kind == Who::Kind::party) {
      planned.kind = PlannedWho::Kind::role;
      planned.role = who.role;
    } else if (who.kind == Who::Kind::office && office.shape == Formula::Shape::value) {
      planned.kind = PlannedWho::Kind::office;
      planned.office = office.left;
    }
    return planned;
  }

  Range effects(Range effects) {
    const auto first = static_cast<std::uint32_t>(machine_.plans.effects.size());
    for (std::uint32_t number = 0; number < effects.count; ++number) {
      const Effect& effect = machine_.effects[effects.first + number];
      machine_.plans.effects.push_back({machine_.fields[effect.field], formula_of(machine_, effect.value),
                                        effect.kind == Effect::Kind::set_once});
    }
    return {first, effects.count};
  }

  Range starts(const std::vector<Index>& clocks) {
    const auto first = static_cast<std::uint32_t>(machine_.plans.starts.size());
    for (const Index index : clocks) {
      const Clock& clock = machine_.clocks[index];
      const bool is_exact = clock.constant_period && clock.exactly &&
                            clock.period.unit == calendar::Unit::day && clock.period.amount >= 0;
      machine_.plans.starts.push_back(
          {index, clock.slot_offset, is_exact ? clock.period.amount : -1, fresh(clock)});
    }
    return {first, static_cast<std::uint32_t>(clocks.size())};
  }

  /// The slots that stay empty when these instances end and those begin.
  Range emptied(const std::vector<Index>& ended, const std::vector<Index>& started) {
    const auto first = static_cast<std::uint32_t>(machine_.plans.emptied.size());
    for (const Index clock : ended) {
      const std::uint32_t offset = machine_.clocks[clock].slot_offset;
      const bool is_taken = std::any_of(started.begin(), started.end(), [&](Index other) {
        return machine_.clocks[other].slot_offset == offset;
      });
      if (!is_taken) {
        machine_.plans.emptied.push_back(offset);
      }
    }
    return {first, static_cast<std::uint32_t>(machine_.plans.emptied.size()) - first};
  }

  /// A way of the clause that leads nowhere yet.
  Way staying(Index index, Index permission) {
    const Clause& clause = machine_.clauses[index];
    Way way;
    way.is_permission = index == permission;
    way.who = who(clause.who);
    way.condition = formula_of(machine_, clause.condition);
    way.guard = formula_of(machine_, clause.guard);
    way.effects = effects(clause.then.effects);
    return way;
  }

  /// Branches begin and end with their stage.
  [[nodiscard]] bool has_branches(const std::vector<Index>& stages) const {
    return std::any_of(stages.begin(), stages.end(),
                       [&](Index stage) { return machine_.stages[stage].branches.count > 0; });
  }

  /// Where the way's move leads: what it ends and begins; false when more follows from it than clocks.
  bool lead(Way& way, Index stage, Index permission, const std::vector<Index>& left,
            const std::vector<Index>& entered) {
    if (!is_quiet(entered) || has_branches(left) || has_branches(entered)) {
      return false;
    }
    const auto ended = clocks_of(left);
    const auto started = clocks_of(entered);
    if (!ended || !started || started->size() > kMostPlanned) {
      return false;
    }
    way.stage = stage;
    way.region = machine_.stages[stage].region;
    const Index served = machine_.clauses[permission].clock;
    // An extension may fail at the instance that it extends, though that is going to end.
    way.ends_served = machine_.clauses[permission].kind != Clause::Kind::extension &&
                      std::find(ended->begin(), ended->end(), served) != ended->end();
    way.emptied = emptied(*ended, *started);
    way.started = starts(*started);
    return true;
  }

  std::optional<Way> way(Index current, Index index, Index permission) {
    const Reaction& reaction = machine_.clauses[index].then;
    if (!is_plain(reaction.effects)) {
      return std::nullopt;
    }
    Way way = staying(index, permission);
    if (reaction.target == kNone) {
      return way;
    }
    if (machine_.stages[reaction.target].region != machine_.stages[current].region) {
      return std::nullopt;
    }
    const Path path = machine::path(machine_, current, reaction.target);
    const bool leads =
        lead(way, path.stage, permission, up_to(current, path.around), up_to(path.stage, path.around));
    return leads ? std::optional(way) : std::nullopt;
  }

  /// The clauses that hear the act: the permission first. Nothing when there is more than a plan can tell.
  [[nodiscard]] std::optional<std::vector<Index>> clauses_of(const std::vector<Index>& stages,
                                                             Index act) const {
    std::vector<Index> permissions, listeners;
    for (const Index stage : stages) {
      const Range& rows = machine_.stages[stage].rows;
      for (std::uint32_t number = rows.first; number < rows.first + rows.count; ++number) {
        const Row& row = machine_.rows[number];
        if (row.trigger != act) {
          continue;
        }
        if (row.prohibitions.count > 0 || row.anchored.count > 0) {
          return std::nullopt;
        }
        add(permissions, row.permissions);
        add(listeners, row.listeners);
      }
    }
    if (permissions.size() != 1 || !can_permit(machine_.clauses[permissions.front()])) {
      return std::nullopt;
    }
    permissions.insert(permissions.end(), listeners.begin(), listeners.end());
    return permissions;
  }

  void add(std::vector<Index>& clauses, Range range) const {
    const Index* const first = machine_.clause_list.data() + range.first;
    clauses.insert(clauses.end(), first, first + range.count);
  }

  void plan(Index current, const std::vector<Index>& stages, Index act) {
    const auto clauses = is_alone(stages, act) ? clauses_of(stages, act) : std::nullopt;
    if (!clauses) {
      return;
    }
    std::vector<Way> ways;
    for (const Index clause : *clauses) {
      const Reaction& reaction = machine_.clauses[clause].then;
      if (reaction.target == kNone && reaction.effects.count == 0) {
        continue;
      }
      const auto found = way(current, clause, clauses->front());
      if (!found) {
        return;
      }
      ways.push_back(*found);
    }
    add_plan(act, clauses->front(), ways);
  }

  void plan_opening(Index act) {
    const Range& openings = machine_.openings[act];
    if (openings.count != 1 || !is_unremembered(act)) {
      return;
    }
    const Index clause = machine_.clause_list[openings.first];
    const Reaction& reaction = machine_.clauses[clause].then;
    if (!is_plain(reaction.effects) || reaction.target != kNone) {
      return;
    }
    Way way = staying(clause, clause);
    const Index stage = innermost(machine_, machine_.region_roots.front());
    if (lead(way, stage, clause, {}, up_to(stage, kNone))) {
      add_plan(act, clause, {way});
    }
  }

  /// What is plain to see of the permission: a duty that is open, a right that may be used any number of times.
  void look_at(Plan& plan) const {
    const Clause& clause = machine_.clauses[plan.permission];
    if (clause.clock == kNone) {
      return;
    }
    const Clock& clock = machine_.clocks[clause.clock];
    const bool is_duty = clause.kind == Clause::Kind::must, is_right = clause.kind == Clause::Kind::may;
    plan.is_plain = is_duty || (is_right && clock.times == 0);
    plan.closes = is_right;
    plan.serves = true;
    plan.wanted = Slot::active;
    plan.marks = Slot::active | (is_right ? Slot::lapsed : Slot::done);
    plan.slot_offset = clock.slot_offset;
    plan.who = who(clause.who);
    plan.guard = formula_of(machine_, clause.guard);
  }

  void add_plan(Index act, Index permission, const std::vector<Way>& ways) {
    const auto first = static_cast<std::uint32_t>(machine_.plans.ways.size());
    Plan plan;
    plan.act = act;
    plan.permission = permission;
    plan.ways = {first, static_cast<std::uint32_t>(ways.size())};
    look_at(plan);
    machine_.plans.table.resize((row_ + 1) * machine_.acts.size(), Plans::kNoPlan);
    machine_.plans.table[row_ * machine_.acts.size() + act] =
        static_cast<std::uint32_t>(machine_.plans.all.size());
    machine_.plans.all.push_back(plan);
    machine_.plans.ways.insert(machine_.plans.ways.end(), ways.begin(), ways.end());
  }

  Machine& machine_;
  std::vector<std::set<Index>> hearing_;  // by act: the regions with a row for it
  std::size_t row_ = 0;                   // of the table of plans
  std::vector<std::uint32_t> watched_;    // by region: how much is looked at after each step
};

}  // namespace

void make_plans(Machine& machine) {
  machine.plans = {};
  if (machine.told_next.last_day == kNone) {  // which needs the case as it was
    Planner(machine).plan();
  }
}

}  // namespace recourse::machine
