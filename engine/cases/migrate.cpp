// A running case under another policy: what it holds is put under that policy's names, then the machine goes on with it.
#include <map>
#include <set>

#include "engine/base/message.h"
#include "engine/base/messages/cases.h"
#include "engine/cases/body.h"
#include "engine/cases/migration.h"
#include "engine/cases/outcome.h"
#include "engine/cases/past.h"
#include "engine/machine/configuration.h"
#include "engine/machine/inspect.h"

namespace recourse {
namespace {

using cases::MigrationPlan;
using machine::Index;
using machine::Slot;
using Minute = calendar::Minute;

bool counts_alike(calendar::Unit one, calendar::Unit other) {
  using calendar::Unit;
  return calendar::counts_minutes(one) == calendar::counts_minutes(other) &&
         (one == Unit::working_day) == (other == Unit::working_day);
}

/// Puts a case of one policy into the record of another.
class Transfer {
public:
  Transfer(const Case::Body& from, Case::Body& to, const MigrationPlan& plan, const Case::Past& past,
           Minute now)
      : from_(from), to_(to), plan_(plan), past_(past), now_(now) {}

  /// The stage of the older policy that keeps the case there.
  [[nodiscard]] std::optional<Index> staying() const {
    for (std::size_t region = 0; region < from_.internals().model.regions.size(); ++region) {
      const Index stage = old_stage(static_cast<std::int32_t>(region));
      if (stage != machine::kNone && plan_.ways[stage].stays) {
        return stage;
      }
    }
    return std::nullopt;
  }

  Status run() {
    machine::set_times(to_.view().record, machine::not_before(from_.bytes()),
                       machine::next_due(from_.bytes()));
    place_regions();
    carry_entries();
    carry_fields();
    carry_records();
    carry_clocks();
    carry_approvals();
    if (error_) {
      return *error_;
    }
    return Nothing{};
  }

  [[nodiscard]] const std::vector<std::string>& begun() const { return begun_; }
  [[nodiscard]] std::map<std::string, Minute> entered() && { return std::move(entered_); }

  /// What is written besides: for all cases, and for those of the stages that it comes from.
  [[nodiscard]] std::vector<machine::Range> effects() const {
    const machine::Migration& lowered = internals().machine.migrations[plan_.number];
    std::vector<machine::Range> ranges{lowered.effects};
    for (const std::int32_t line : lines_) {
      ranges.push_back(lowered.stages[static_cast<std::size_t>(line)]);
    }
    return ranges;
  }

private:
  void fail(MessageCode code, std::vector<Argument> arguments) {
    if (!error_) {
      error_ = Diagnostic{code, {}, std::move(arguments), {}};
    }
  }
  [[nodiscard]] const graph::PolicyInternals& internals() const { return to_.internals(); }
  [[nodiscard]] const machine::Machine& machine() const { return internals().machine; }
  [[nodiscard]] const machine::Machine& old_machine() const { return from_.internals().machine; }
  [[nodiscard]] std::byte* record() const { return to_.view().record; }

  [[nodiscard]] Index old_stage(std::int32_t region) const {
    return region == MigrationPlan::kNone
               ? machine::kNone
               : machine::current_stage(old_machine(), from_.bytes(), static_cast<Index>(region));
  }

  static std::string qualified(const model::Model& model, std::size_t stage) {
    const model::Stage& named = model.stages[stage];
    return model[named.region].name + "." + named.name;
  }

  void place_regions() {
    for (std::size_t region = 0; region < internals().model.regions.size(); ++region) {
      if (machine().region_around[region] == machine::kNone) {
        place(static_cast<Index>(region));
      }
    }
  }

  /// Where a region stands, then the branches in it.
  void place(Index region) {
    const Index before = old_stage(plan_.regions[region]);
    Index stage = before == machine::kNone ? machine::kNone : plan_.ways[before].target;
    if (stage == machine::kNone) {
      stage = machine::innermost(machine(), machine().region_roots[region]);
      if (stage != machine().region_roots[region]) {
        begun_.push_back(internals().model.regions[region].name);
      }
    } else {
      if (plan_.ways[before].line != MigrationPlan::kNone) {
        lines_.insert(plan_.ways[before].line);
      }
      if (!stands_around(before, stage)) {
        stage = machine::innermost(machine(), stage);
      }
    }
    machine::set_stage(record(), region, stage);
    const machine::Stage& placed = machine().stages[stage];
    for (std::uint32_t branch = 0; branch < placed.branches.count; ++branch) {
      place(machine().branch_list[placed.branches.first + branch]);
    }
  }

  /// Whether the case has come back to the stage of this name out of one inside it, so that it does not begin inside anew.
  [[nodiscard]] bool stands_around(Index before, Index stage) const {
    return old_machine().stages[before].start != machine::kNone &&
           from_.internals().model.stages[before].name == internals().model.stages[stage].name;
  }

  /// When stages were entered: each the last time that one was that leads to it; what the case has come to now for the first time,
  /// now.
  void carry_entries() {
    const model::Model& old = from_.internals().model;
    for (std::size_t stage = 0; stage < old.stages.size(); ++stage) {
      const auto entered = past_.entered.find(qualified(old, stage));
      const Index target = plan_.ways[stage].target;
      if (entered != past_.entered.end() && target != machine::kNone) {
        Minute& latest =
            entered_.try_emplace(qualified(internals().model, target), entered->second).first->second;
        latest = std::max(latest, entered->second);
      }
    }
    machine::for_each_stage(machine(), record(), [&](Index stage) {
      entered_.try_emplace(qualified(internals().model, stage), now_);
    });
    for (std::size_t stage = 0; stage < machine().stages.size(); ++stage) {
      const auto entered = entered_.find(qualified(internals().model, stage));
      if (machine().stages[stage].instant_field != machine::kNone && entered != entered_.end()) {
        machine::set_field(machine(), record(), machine().stages[stage].instant_field, entered->second);
      }
    }
  }

  void carry_fields() {
    for (std::size_t field = 0; field < internals().model.fields.size(); ++field) {
      if (const std::int32_t source = plan_.fields[field]; source != MigrationPlan::kNone) {
        const model::Field& named = internals().model.fields[field];
        put(static_cast<Index>(field), named.type, {named.name, named.label},
            cases::field_value(from_, static_cast<std::size_t>(source)));
      }
    }
  }

  void put(Index field, const model::ValueType& type, const cases::Names& names, const Value& value) {
    const machine::FieldSlot& slot = machine().fields[field];
    if (slot.width != 0) {
      machine::set_field(machine(), record(), field, integer(type, names, value));
    } else if (slot.type == base::Type::office_set || slot.type == base::Type::choice_set) {
      model::ValueType member = type;
      member.type = slot.type == base::Type::office_set ? base::Type::office : base::Type::choice;
      std::vector<std::int64_t>& set = to_.outside.sets[slot.index];
      for (const std::string& one : std::get<std::vector<std::string>>(value.held)) {
        set.push_back(integer(member, names, Value{one}));
      }
      std::sort(set.begin(), set.end());
    } else if (const auto* text = std::get_if<std::string>(&value.held)) {
      to_.outside.texts[slot.index] = *text;
    }
  }

  std::int64_t integer(const model::ValueType& type, const cases::Names& names, const Value& value) {
    const auto* text = std::get_if<std::string>(&value.held);
    if (text != nullptr && type.type == base::Type::office &&
        internals().model.offices.find(*text) == offices::kNoOffice) {
      fail(messages::adopted_office_missing, {*text});
      return base::kUnknown;
    }
    const auto fitting = cases::to_integer(internals().model, type, names, value);
    if (!fitting) {
      fail(messages::migration_value_unfit,
           {cases::both(names), Bilingual{message(fitting.error(), Language::english),
                                          message(fitting.error(), Language::chinese)}});
      return base::kUnknown;
    }
    return *fitting;
  }

  /// What is remembered of acts, as if the policy had been there.
  void carry_records() {
    using What = model::Record::What;
    const model::Model& model = internals().model;
    for (std::size_t number = 0; number < model.records.size(); ++number) {
      const model::Record& remembered = model.records[number];
      const model::Act& act = model[remembered.act];
      const auto found = past_.acts.find(act.name);
      if (found == past_.acts.end()) {
        continue;
      }
      const Case::Past::Done& done = found->second;
      const auto field = static_cast<Index>(model.fields.size() + number);
      const auto write = [&](std::int64_t value) { machine::set_field(machine(), record(), field, value); };
      switch (remembered.what) {
        case What::count:
          write(done.count);
          break;
        case What::day:
          write(model.calendar->day_of(done.time));
          break;
        case What::instant:
          write(done.time);
          break;
        case What::by:
          to_.outside.texts[machine().fields[field].index] = done.latest.actor.person;
          break;
        case What::office: {
          model::ValueType office;
          office.type = base::Type::office;
          write(done.latest.actor.kind == Actor::Kind::office
                    ? integer(office, {act.name, act.label}, Value{done.latest.actor.office})
                    : base::kUnknown);
          break;
        }
        case What::parameter: {
          const model::ActParameter& parameter =
              act.parameters[static_cast<std::size_t>(remembered.parameter)];
          const auto argument = done.latest.arguments.find(parameter.name);
          if (argument != done.latest.arguments.end()) {
            put(field, parameter.type, {parameter.name, parameter.label}, argument->second);
          }
        }
      }
    }
  }

  void carry_clocks() {
    for (std::size_t number = 0; number < machine().clocks.size(); ++number) {
      carry(static_cast<Index>(number));
    }
  }

  [[nodiscard]] bool stands(const machine::Machine& machine, const std::byte* record,
                            const machine::Clock& clock) const {
    return machine::in_stage(machine, record, machine.clauses[clock.clause].stage);
  }

  void carry(Index number) {
    const machine::Clock& clock = machine().clocks[number];
    const bool is_here = stands(machine(), record(), clock);
    const std::int32_t source = plan_.clocks[number];
    bool ends = false;
    if (source == MigrationPlan::kNone) {
      carry_occurrences(clock, nullptr);
      return;
    }
    const machine::Clock& before = old_machine().clocks[static_cast<std::size_t>(source)];
    Slot slot = machine::slot(old_machine(), from_.bytes(), static_cast<Index>(source));
    if (!before.pinned && !stands(old_machine(), from_.bytes(), before)) {
      slot = remembered(clock);
    }
    ends = (slot.marks & Slot::active) != 0 && !is_here;
    if (slot.marks != 0 && (is_here || clock.pinned)) {
      check_pauses(number, static_cast<Index>(source), slot);
      machine::set_slot(machine(), record(), number, slot);
    }
    if (is_here && clock.members != machine::kNone) {
      carry_members(before, clock);
    }
    if (!ends && plan_.same_anchor[number]) {
      carry_occurrences(clock, &before);
    } else if (!ends) {
      carry_occurrences(clock, nullptr);
    }
  }

  /// The instances of the members, by office; that an office is missing is told of the set.
  void carry_members(const machine::Clock& before, const machine::Clock& clock) {
    const offices::Directory& old_offices = from_.internals().model.offices;
    auto& members = to_.outside.members[clock.members];
    for (machine::Member member : from_.outside.members[before.members]) {
      const std::string& id = old_offices.offices()[static_cast<std::size_t>(member.office)].id;
      member.office = internals().model.offices.find(id);
      if (member.office != offices::kNoOffice) {
        members.push_back(member);
      }
    }
    std::sort(members.begin(), members.end(), [](const machine::Member& one, const machine::Member& other) {
      return one.office < other.office;
    });
  }

  /// What a duty came to whose slot is another's now.
  [[nodiscard]] Slot remembered(const machine::Clock& clock) const {
    Slot slot{};
    const auto found = past_.instances.find(cases::named_clause(internals(), clock.clause).name);
    if (!clock.pinned || found == past_.instances.end()) {
      return slot;
    }
    slot.anchor = calendar::kUnknownTime;
    const Case::Past::Instance& instance = found->second;
    slot.due = std::max(instance.due, 0);
    for (const auto& [is_so, mark] :
         {std::pair(instance.done, Slot::done), std::pair(instance.lapsed, Slot::lapsed),
          std::pair(instance.due != calendar::kUnknownTime, Slot::dated)}) {
      slot.marks = static_cast<std::uint16_t>(slot.marks | (is_so ? unsigned{mark} : 0U));
    }
    return slot;
  }

  /// Pauses are counted in the unit of the limit: they cannot be counted in another one afterwards.
  void check_pauses(Index number, Index source, const Slot& slot) {
    if (slot.paused == 0) {
      return;
    }
    const machine::Machine& old = old_machine();
    const auto before = machine::unit_of(old, from_.surroundings(), from_.view(), now_, source, slot);
    const auto after = machine::unit_of(machine(), to_.surroundings(), to_.view(), now_, number, slot);
    if (before && after && !counts_alike(*before, *after)) {
      const cases::NamedClause named = cases::named_clause(internals(), machine().clocks[number].clause);
      fail(messages::migration_pause_unit, {cases::both({named.name, named.clause->label})});
    }
  }

  /// That an anchor occurred since its clause last ended, and when it occurred last.
  struct Occurrence {
    Index bit = machine::kNone, instant = machine::kNone;
  };

  /// Which anchors have occurred since the clause last ended: as it was, or as acts and stages tell.
  void carry_occurrences(const machine::Clock& clock, const machine::Clock* before) {
    const machine::Machine& old = old_machine();
    if (clock.occurred_bit != machine::kNone) {
      carry_bit(clock, {clock.occurred_bit, clock.instant_field},
                before == nullptr ? Occurrence() : Occurrence{before->occurred_bit, before->instant_field});
    }
    for (std::uint32_t part = 0; part < clock.anchor_steps.count; ++part) {
      const machine::AnchorStep& step = machine().anchor_steps[clock.anchor_steps.first + part];
      const machine::AnchorStep* const same =
          before == nullptr ? nullptr : &old.anchor_steps[before->anchor_steps.first + part];
      if (step.occurred_bit != machine::kNone) {
        carry_bit(clock, {step.occurred_bit, step.instant_field},
                  same == nullptr ? Occurrence() : Occurrence{same->occurred_bit, same->instant_field});
      }
      if (same != nullptr && step.fixed_field != machine::kNone) {
        machine::set_field(machine(), record(), step.fixed_field,
                           machine::field(old, from_.view(), same->fixed_field));
      }
    }
  }

  void carry_bit(const machine::Clock& clock, Occurrence here, Occurrence before) {
    const std::int64_t occurred = machine::field(machine(), to_.view(), here.instant);
    const auto instance = past_.instances.find(cases::named_clause(internals(), clock.clause).name);
    const bool ended = instance != past_.instances.end() && instance->second.ended != calendar::kUnknownTime;
    // A stage may have been entered later here than there: by others that lead to it.
    const bool is_same = before.bit != machine::kNone &&
                         occurred == machine::field(old_machine(), from_.view(), before.instant);
    const bool is_since = is_same
                              ? machine::bit(old_machine(), from_.bytes(), before.bit)
                              : occurred != base::kUnknown && (!ended || occurred >= instance->second.ended);
    if (is_since) {
      machine::set_bit(machine(), record(), here.bit);
    }
  }

  void carry_approvals() {
    for (std::size_t clause = 0; clause < plan_.prohibitions.size(); ++clause) {
      const std::int32_t source = plan_.prohibitions[clause];
      const machine::Clause& here = machine().clauses[clause];
      if (source != MigrationPlan::kNone && machine::in_stage(machine(), record(), here.stage) &&
          machine::bit(old_machine(), from_.bytes(),
                       old_machine().clauses[static_cast<std::size_t>(source)].approval_bit)) {
        machine::set_bit(machine(), record(), here.approval_bit);
      }
    }
  }

  const Case::Body& from_;
  Case::Body& to_;
  const MigrationPlan& plan_;
  const Case::Past& past_;
  Minute now_;
  std::map<std::string, Minute> entered_;  // by region and stage of the newer policy
  std::set<std::int32_t> lines_;           // of the migration
  std::vector<std::string> begun_;
  std::optional<Diagnostic> error_;
};

}  // namespace

Result<Case::Migrated> Case::migrate(const Policy& policy, Instant at, Past& past) {
  const auto plan = MigrationPlan::make(body_->policy, policy);
  if (!plan) return plan.error();
  const Minute now = cases::to_minute(at);
  const Minute due = machine::next_due(body_->bytes());
  Migrated migrated;
  machine::Outcome outcome;
  outcome.tracing = true;
  outcome.begin(now, due);
  // As for another calendar (adopt.cpp).
  const bool is_behind = due != calendar::kUnknownTime && now > due;
  if (is_behind || now + 1 < machine::not_before(body_->bytes())) {
    outcome.verdict = is_behind ? machine::Verdict::behind : machine::Verdict::late;
    migrated.outcome = cases::name_outcome(*body_, outcome);
    return migrated;
  }
  Case moved(plan->to);
  Body& body = *moved.body_;
  Transfer transfer(*body_, body, *plan, past, now);
  if (const auto stage = transfer.staying()) {
    migrated.stage = body_->internals().model.stages[*stage].name;
    migrated.outcome = cases::name_outcome(*body_, outcome);
    return migrated;
  }
  if (auto transferred = transfer.run(); !transferred) return transferred.error();
  const bool good = machine::take_over(body.internals().machine, body.surroundings(), body.view(), now,
                                       transfer.effects(), outcome);
  migrated.outcome = cases::name_outcome(body, outcome);
  if (!good) return cases::fault_diagnostic(plan->to, migrated.outcome);
  migrated.moved = true;
  migrated.begun = transfer.begun();
  past.entered = std::move(transfer).entered();
  past.note(migrated.outcome, nullptr);
  *this = std::move(moved);
  return migrated;
}

}  // namespace recourse
