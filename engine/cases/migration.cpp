#include "engine/cases/migration.h"

#include <map>
#include <set>

#include "engine/base/message.h"
#include "engine/base/messages/cases.h"
#include "engine/cases/outcome.h"
#include "engine/model/print.h"

namespace recourse::cases {
namespace {

using machine::Index;
using model::Model;

/// The text that stands for something of either policy: the meaning of the two is compared, not their indices.
template <typename Named>
std::int32_t find_by_name(const std::vector<Named>& all, std::string_view name) {
  for (std::size_t index = 0; index < all.size(); ++index) {
    if (all[index].name == name) {
      return static_cast<std::int32_t>(index);
    }
  }
  return MigrationPlan::kNone;
}

/// By name, else by a label that only one thing has.
template <typename Named>
std::int32_t find_by_name_or_label(const std::vector<Named>& all, std::string_view name) {
  const std::int32_t named = find_by_name(all, name);
  const auto has_label = [name](const Named& one) { return one.label == name; };
  if (named != MigrationPlan::kNone || std::count_if(all.begin(), all.end(), has_label) != 1) {
    return named;
  }
  return static_cast<std::int32_t>(std::find_if(all.begin(), all.end(), has_label) - all.begin());
}

bool keeps_nothing(const model::Field& field) {
  return field.type.optional || field.initial != base::kUnknown || field.type.type == base::Type::text ||
         field.type.type == base::Type::person || field.type.type == base::Type::office_set ||
         field.type.type == base::Type::choice_set;
}

class Planning {
public:
  Planning(const Policy& from, const Policy& to, const model::Migration& said)
      : from_(graph::internals(from)),
        to_(graph::internals(to)),
        old_(from_.model),
        new_(to_.model),
        plan_(to, said) {}

  Result<MigrationPlan> run() {
    plan_.number = static_cast<std::size_t>(plan_.said - new_.migrations.data());
    find_regions();
    find_ways();
    find_fields();
    find_clocks();
    if (error_) {
      return *error_;
    }
    return std::move(plan_);
  }

private:
  void fail(MessageCode code, std::vector<Argument> arguments, const SourceSpan& span) {
    if (!error_) {
      error_ = Diagnostic{code, span, std::move(arguments), {}};
    }
  }
  [[nodiscard]] Bilingual named(const std::string& name, const std::string& label) const {
    return both({name, label});
  }

  /// The process continues the process; rules, branches and the case region those of the same name.
  void find_regions() {
    for (std::size_t region = 0; region < new_.regions.size(); ++region) {
      plan_.regions.push_back(region == 0 ? 0 : find_by_name(old_.regions, new_.regions[region].name));
    }
  }

  [[nodiscard]] std::int32_t continued_by(std::int32_t old_region) const {
    const auto found = std::find(plan_.regions.begin(), plan_.regions.end(), old_region);
    return found == plan_.regions.end() ? MigrationPlan::kNone
                                        : static_cast<std::int32_t>(found - plan_.regions.begin());
  }

  /// The stage of a region with this name; its root apart.
  [[nodiscard]] Index stage_of(std::int32_t region, const std::string& name) const {
    for (std::size_t stage = 0; stage < new_.stages.size(); ++stage) {
      const bool is_root = new_.regions[new_.stages[stage].region.index()].root.index() == stage;
      if (new_.stages[stage].region.value == region && new_.stages[stage].name == name && !is_root) {
        return static_cast<Index>(stage);
      }
    }
    return machine::kNone;
  }

  void find_ways() {
    for (const model::Stage& stage : old_.stages) {
      MigrationPlan::Way way;
      const std::int32_t region = continued_by(stage.region.value);
      const bool is_root = &old_[old_.regions[stage.region.index()].root] == &stage;
      way.target = is_root && region != MigrationPlan::kNone
                       ? static_cast<Index>(new_.regions[static_cast<std::size_t>(region)].root.index())
                       : stage_of(region, stage.name);
      way.stays = stage.region.value == 0;  // unless it is said otherwise
      plan_.ways.push_back(way);
    }
    for (std::size_t line = 0; line < plan_.said->stages.size(); ++line) {
      const model::Migration::Stages& said = plan_.said->stages[line];
      for (const std::string& name : said.from) {
        if (const std::int32_t stage = old_stage(name, said.span); stage != MigrationPlan::kNone) {
          say(static_cast<std::size_t>(stage), line);
        }
      }
    }
    for (std::size_t line = 0; line < plan_.said->stages.size(); ++line) {
      for (std::size_t stage = 0; plan_.said->stages[line].others && stage < old_.stages.size(); ++stage) {
        if (old_.stages[stage].region.value == 0 && plan_.ways[stage].line == MigrationPlan::kNone) {
          say(stage, line);
        }
      }
    }
  }

  void say(std::size_t stage, std::size_t line) {
    const model::Migration::Stages& said = plan_.said->stages[line];
    MigrationPlan::Way& way = plan_.ways[stage];
    way.line = static_cast<std::int32_t>(line);
    way.stays = said.stay;
    if (said.target.known()) {
      way.target = static_cast<Index>(said.target.index());
    } else if (!said.stay && way.target == machine::kNone) {
      // Of the others those without a stage of the same name stay.
      way.stays = said.others;
      if (!said.others) {
        fail(messages::migration_no_such_stage,
             {named(old_.stages[stage].name, old_.stages[stage].label), new_.title, new_.version}, said.span);
      }
    }
    const bool elsewhere = said.target.known() && new_.stages[said.target.index()].region.value !=
                                                      continued_by(old_.stages[stage].region.value);
    if (elsewhere) {
      fail(messages::migration_target_elsewhere,
           {named(old_.stages[stage].name, old_.stages[stage].label),
            named(new_[said.target].name, new_[said.target].label)},
           said.span);
    }
  }

  /// "STAGE" of the process, else of the one rule that has it; "CHART.STAGE"; each by name or label.
  std::int32_t old_stage(const std::string& name, const SourceSpan& span) {
    std::vector<std::int32_t> found;
    for (std::size_t index = 0; index < old_.stages.size(); ++index) {
      const model::Stage& stage = old_.stages[index];
      const model::Stage& root = old_[old_.regions[stage.region.index()].root];
      if (&root == &stage) {
        continue;
      }
      for (const std::string& own : {stage.name, stage.label}) {
        const bool is_meant = own == name || root.name + "." + own == name || root.label + "." + own == name;
        if (!own.empty() && is_meant) {
          found.push_back(static_cast<std::int32_t>(index));
          break;
        }
      }
    }
    const auto in_process = std::find_if(found.begin(), found.end(), [this](std::int32_t stage) {
      return old_.stages[static_cast<std::size_t>(stage)].region.value == 0;
    });
    if (in_process != found.end()) {
      return *in_process;
    }
    if (found.size() != 1) {
      fail(found.empty() ? messages::migration_stage_unknown : messages::migration_stage_ambiguous,
           {name, old_.title, old_.version}, span);
      return MigrationPlan::kNone;
    }
    return found.front();
  }

  void find_fields() {
    std::vector<std::int32_t> leads(old_.fields.size(), MigrationPlan::kNone);
    std::vector<bool> settled(old_.fields.size(), false);
    plan_.fields.assign(new_.fields.size(), MigrationPlan::kNone);
    for (const model::Migration::Renamed& renamed : plan_.said->fields) {
      if (const std::int32_t field = old_field(renamed.from); field != MigrationPlan::kNone) {
        plan_.fields[renamed.to.index()] = field;
        settled[static_cast<std::size_t>(field)] = true;
      }
    }
    for (const std::string& dropped : plan_.said->dropped) {
      if (const std::int32_t field = old_field(dropped); field != MigrationPlan::kNone) {
        settled[static_cast<std::size_t>(field)] = true;
      }
    }
    std::vector<Argument::Item> lost;
    for (std::size_t field = 0; field < old_.fields.size(); ++field) {
      const std::int32_t same = find_by_name(new_.fields, old_.fields[field].name);
      const bool is_untold = same == MigrationPlan::kNone &&
                             model::is_told_by_previous(old_.fields[field].name);  // nobody asks any more
      if (settled[field] || is_untold) {
        continue;
      }
      if (same == MigrationPlan::kNone ||
          plan_.fields[static_cast<std::size_t>(same)] != MigrationPlan::kNone) {
        lost.emplace_back(named(old_.fields[field].name, old_.fields[field].label));
      } else {
        plan_.fields[static_cast<std::size_t>(same)] = static_cast<std::int32_t>(field);
      }
    }
    if (!lost.empty()) {
      fail(messages::migration_fields_lost, {lost, old_.title, old_.version}, plan_.said->span);
    }
    check_fields();
  }

  std::int32_t old_field(const std::string& name) {
    const std::int32_t field = find_by_name_or_label(old_.fields, name);
    if (field == MigrationPlan::kNone) {
      fail(messages::migration_field_unknown, {name, old_.title, old_.version}, plan_.said->span);
    }
    return field;
  }

  void check_fields() {
    for (std::size_t field = 0; field < new_.fields.size(); ++field) {
      const model::Field& to = new_.fields[field];
      const std::int32_t source = plan_.fields[field];
      if (source == MigrationPlan::kNone) {
        if (!keeps_nothing(to) && !is_set(field)) {
          fail(messages::migration_field_without_value, {named(to.name, to.label), old_.title, old_.version},
               plan_.said->span);
        }
        continue;
      }
      const model::Field& from = old_.fields[static_cast<std::size_t>(source)];
      const bool is_choice = to.type.type == base::Type::choice || to.type.type == base::Type::choice_set;
      const bool same = from.type.type == to.type.type && from.type.scale == to.type.scale &&
                        (!is_choice || old_[from.type.choice].name == new_[to.type.choice].name);
      // What may be unknown there must have a value here.
      const bool known = to.type.optional || !from.type.optional || keeps_nothing(to) || is_set(field);
      if (!same || !known) {
        fail(messages::migration_field_unfit,
             {named(from.name, from.label), model::print_type(old_, from.type), named(to.name, to.label),
              model::print_type(new_, to.type)},
             plan_.said->span);
      }
    }
  }

  /// Whether the migration gives it a value in every case that goes over.
  [[nodiscard]] bool is_set(std::size_t field) const {
    const auto sets = [field](const std::vector<model::Effect>& effects) {
      return std::any_of(effects.begin(), effects.end(), [field](const model::Effect& effect) {
        return effect.field.index() == field &&
               (effect.kind == model::Effect::Kind::set || effect.kind == model::Effect::Kind::set_once);
      });
    };
    return sets(plan_.said->effects);
  }

  /// Clauses by name, whichever chart they stand in.
  void find_clocks() {
    std::map<std::string, std::int32_t> old_clocks, old_prohibitions;
    for (std::size_t clock = 0; clock < from_.machine.clocks.size(); ++clock) {
      old_clocks.emplace(named_clause(from_, from_.machine.clocks[clock].clause).name,
                         static_cast<std::int32_t>(clock));
    }
    for (std::size_t clause = 0; clause < old_.clauses.size(); ++clause) {
      if (from_.machine.clauses[clause].approval_bit != machine::kNone) {
        old_prohibitions.emplace(old_.clauses[clause].name, static_cast<std::int32_t>(clause));
      }
    }
    for (const machine::Clock& clock : to_.machine.clocks) {
      const auto found = old_clocks.find(named_clause(to_, clock.clause).name);
      const bool continues =
          found != old_clocks.end() &&
          from_.machine.clauses[old_clock(found->second).clause].kind ==
              to_.machine.clauses[clock.clause].kind &&
          (old_clock(found->second).members == machine::kNone) == (clock.members == machine::kNone);
      plan_.clocks.push_back(continues ? found->second : MigrationPlan::kNone);
      plan_.same_anchor.push_back(continues && anchor(from_, old_clock(found->second)) == anchor(to_, clock));
    }
    for (std::size_t clause = 0; clause < new_.clauses.size(); ++clause) {
      const auto found = old_prohibitions.find(new_.clauses[clause].name);
      const bool lifted = to_.machine.clauses[clause].approval_bit != machine::kNone;
      plan_.prohibitions.push_back(lifted && found != old_prohibitions.end() ? found->second
                                                                             : MigrationPlan::kNone);
    }
  }

  [[nodiscard]] const machine::Clock& old_clock(std::int32_t index) const {
    return from_.machine.clocks[static_cast<std::size_t>(index)];
  }
  static std::string anchor(const graph::PolicyInternals& policy, const machine::Clock& clock) {
    const auto& limit = policy.model.clauses[clock.clause].limit;
    return limit ? model::print_anchor(policy.model, limit->anchor) : std::string();
  }

  const graph::PolicyInternals& from_;
  const graph::PolicyInternals& to_;
  const Model& old_;
  const Model& new_;
  MigrationPlan plan_;
  std::optional<Diagnostic> error_;
};

}  // namespace

const model::Migration* find_migration(const Policy& from, const Policy& to) {
  const auto type = to.of(from.case_name());
  if (!type) {
    return nullptr;
  }
  const auto& all = graph::internals(*type).model.migrations;
  const auto found = std::find_if(all.begin(), all.end(), [&from](const model::Migration& migration) {
    return migration.title == from.title() && migration.version == from.version();
  });
  return found == all.end() ? nullptr : &*found;
}

Result<MigrationPlan> MigrationPlan::make(const Policy& from, const Policy& to) {
  const model::Migration* const said = find_migration(from, to);
  if (said == nullptr) {
    return Diagnostic{messages::migration_unsaid, {}, {to.title(), from.title(), from.version()}, {}};
  }
  return Planning(from, *to.of(from.case_name()), *said).run();
}

Status check_migration(const Policy& from, const Policy& to) {
  const auto plan = MigrationPlan::make(from, to);
  return plan ? Status(Nothing{}) : Status(plan.error());
}

}  // namespace recourse::cases
