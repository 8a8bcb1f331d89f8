// The machine behind the common face: translates acts, outcomes and what is seen of a case. The only file here that
// knows engine/machine.
#include "engine/graph/lower.h"
#include "engine/machine/inspect.h"
#include "tests/reference/engine.h"

namespace recourse::reference {
namespace {

using machine::Index;
using machine::Slot;

Refusal refusal_of(machine::Refusal refusal) {
  switch (refusal) {
    case machine::Refusal::none:
      return Refusal::none;
    case machine::Refusal::not_open:
      return Refusal::not_open;
    case machine::Refusal::window_closed:
      return Refusal::window_closed;
    case machine::Refusal::used_up:
      return Refusal::used_up;
    case machine::Refusal::guard:
      return Refusal::guard;
    case machine::Refusal::forbidden:
      return Refusal::forbidden;
    case machine::Refusal::extension_too_long:
      return Refusal::extension_too_long;
    case machine::Refusal::already_open:
      return Refusal::already_open;
  }
  return Refusal::none;
}

Fault fault_of(machine::Fault fault) {
  switch (fault) {
    case machine::Fault::none:
      return Fault::none;
    case machine::Fault::two_moves:
      return Fault::two_moves;
    case machine::Fault::two_values:
      return Fault::two_values;
    case machine::Fault::overflow:
      return Fault::overflow;
    case machine::Fault::date_range:
      return Fault::date_range;
    case machine::Fault::endless:
      return Fault::endless;
  }
  return Fault::none;
}

Verdict verdict_of(machine::Verdict verdict) {
  switch (verdict) {
    case machine::Verdict::accepted:
      return Verdict::accepted;
    case machine::Verdict::refused:
      return Verdict::refused;
    case machine::Verdict::late:
      return Verdict::late;
    case machine::Verdict::behind:
      return Verdict::behind;
    case machine::Verdict::fault:
      return Verdict::fault;
  }
  return Verdict::fault;
}

ClauseId clause_id(Index index) {
  return ClauseId{index};
}

ClockView view_of(const Slot& slot) {
  ClockView seen;
  seen.lapsed = (slot.marks & Slot::lapsed) != 0;
  seen.done = (slot.marks & Slot::done) != 0;
  seen.paused = (slot.marks & Slot::paused_now) != 0;
  if ((slot.marks & Slot::dated) != 0 && !seen.paused) seen.due = slot.due;
  seen.uses = slot.marks >> Slot::kUsesShift & Slot::kCountMask;
  seen.extensions = static_cast<std::size_t>(slot.marks >> Slot::kExtensionsShift & Slot::kCountMask);
  return seen;
}

class MachineEngine : public Engine {
public:
  MachineEngine(const model::Model& model, machine::Machine machine)
      : model_(model), machine_(std::move(machine)), record_(machine_.record_size / sizeof(std::uint64_t)) {
    surroundings_ = {&*model.calendar, &model.offices};
    outside_.texts.resize(machine_.texts);
    outside_.sets.resize(machine_.sets);
    machine::clear(machine_, state());
    for (const model::Clause& clause : model.clauses)
      for (const auto* consequence : {&clause.then, &clause.otherwise})
        for (const model::Effect& effect : consequence->effects)
          if (effect.kind == model::Effect::Kind::notify)
            texts_.push_back(effect.text);
          else if (effect.kind == model::Effect::Kind::send)
            sent_.push_back(&*effect.sent);
    if (model.office_period && model.office_period->told) sent_.push_back(&*model.office_period->told);
  }

  Outcome apply(const Act& act) override {
    machine::Act given;
    std::vector<std::string_view> texts(act.texts.begin(), act.texts.end());
    given.act = static_cast<Index>(act.act.value);
    given.time = act.time;
    given.actor = actor_of(act.actor);
    given.arguments = act.arguments;
    given.texts = texts;
    machine::apply(machine_, surroundings_, state(), given, outcome_);
    Outcome outcome;
    outcome.verdict = verdict_of(outcome_.verdict);
    if (outcome.verdict == Verdict::refused) outcome.refusal = refusal_of(outcome_.refusal);
    if (outcome.verdict == Verdict::fault) outcome.fault = fault_of(outcome_.fault);
    if (outcome.refusal == Refusal::forbidden)
      for (Index clause : outcome_.clauses) outcome.forbidden.insert(clause_id(clause));
    if (outcome.verdict == Verdict::accepted) outcome.notices = notices();
    return outcome;
  }

  Advance advance(Minute until) override {
    Advance result;
    bool good = machine::advance(machine_, surroundings_, state(), until, outcome_,
                                 [&](const machine::Outcome& each) {
                                   ClockEntry entry;
                                   entry.time = each.time;
                                   for (Index clause : each.clauses) {
                                     bool duty = model_.clauses[clause].kind == model::Clause::Kind::must;
                                     (duty ? entry.lapsed : entry.fired).insert(clause_id(clause));
                                   }
                                   entry.notices = notices();
                                   result.entries.push_back(entry);
                                 });
    if (!good) result.fault = fault_of(outcome_.fault);
    return result;
  }

  Fault recount(const model::Model& model, Minute now) override {
    surroundings_.calendar = &*model.calendar;
    bool good = machine::recount(machine_, surroundings_, state(), now, outcome_);
    return good ? Fault::none : fault_of(outcome_.fault);
  }

  [[nodiscard]] CaseView view() const override {
    CaseView view;
    machine::CaseView state = const_cast<MachineEngine*>(this)->state();
    if (!machine::begun(machine_, state.record)) return view_of_fields(view);
    for (std::size_t region = 0; region < machine_.region_roots.size(); ++region) {
      Index stage = machine::current_stage(machine_, state.record, static_cast<Index>(region));
      if (stage != machine::kNone) view.current[RegionId{static_cast<std::int32_t>(region)}] = StageId{stage};
    }
    for (std::size_t index = 0; index < model_.clauses.size(); ++index) {
      Index clock = machine_.clauses[index].clock;
      if (clock == machine::kNone ||
          !machine::in_stage(machine_, state.record, machine_.clauses[index].stage))
        continue;
      Slot slot = machine::slot(machine_, state.record, clock);
      if ((slot.marks & Slot::active) == 0) continue;
      ClauseId id{static_cast<std::int32_t>(index)};
      ClockView& seen = view.clocks[id] = view_of(slot);
      if (machine_.clocks[clock].members != machine::kNone)
        seen.uses = 0;  // what the sum keeps there is its own
      for (const machine::Member& member : machine::members_of(machine_, state, clock))
        view.members[{id, member.office}] = view_of(member.slot);
    }
    if (Minute due = machine::next_due(state.record); due != calendar::kUnknownTime) view.next_due = due;
    view.not_before = machine::not_before(state.record);
    return view_of_fields(view);
  }

private:
  machine::CaseView state() { return {reinterpret_cast<std::byte*>(record_.data()), &outside_}; }

  [[nodiscard]] CaseView view_of_fields(CaseView view) const {
    machine::CaseView state = const_cast<MachineEngine*>(this)->state();
    for (std::size_t index = 0; index < model_.fields.size(); ++index) {
      FieldId id{static_cast<std::int32_t>(index)};
      const machine::FieldSlot& place = machine_.fields[index];
      bool text = place.type == base::Type::text || place.type == base::Type::person;
      if (place.width != 0) {
        std::int64_t value = machine::field(machine_, state, static_cast<Index>(index));
        if (value != base::kUnknown) view.fields[id] = value;
      } else if (text && !outside_.texts[place.index].empty()) {
        view.texts[id] = outside_.texts[place.index];
      } else if (!text && !outside_.sets[place.index].empty()) {
        view.sets[id] = {outside_.sets[place.index].begin(), outside_.sets[place.index].end()};
      }
    }
    return view;
  }

  [[nodiscard]] machine::Actor actor_of(const Actor& actor) const {
    machine::Actor given;
    given.person = actor.person;
    switch (actor.kind) {
      case Actor::Kind::clock:
        given.kind = machine::Actor::Kind::clock;
        return given;
      case Actor::Kind::party:
        given.kind = machine::Actor::Kind::party;
        given.role = static_cast<Index>(actor.role.value);
        return given;
      case Actor::Kind::office:
        break;
    }
    given.kind = machine::Actor::Kind::office;
    given.office = actor.office;
    for (std::size_t post = 0; post < machine_.posts.size(); ++post)
      if (machine_.posts[post] == actor.post) given.post = static_cast<Index>(post);
    return given;
  }

  [[nodiscard]] std::multiset<Notice> notices() const {
    std::multiset<Notice> told;
    for (const machine::Outcome::Told& each : outcome_.notices)
      told.insert({clause_id(each.clause), WhoId{each.receiver}, texts_.at(each.effect), each.it});
    for (const machine::Outcome::Sent& each : outcome_.sent)
      told.insert({clause_id(each.clause), {}, words(each)});
    return told;
  }

  /// As the reference interpreter says it.
  [[nodiscard]] std::string words(const machine::Outcome::Sent& sent) const {
    const model::Sent& meant = *sent_.at(sent.effect);
    std::string to = sent.office != base::kUnknown ? "the case of office " + std::to_string(sent.office)
                     : meant.to_next               ? "the next period"
                     : sent.to.empty()             ? "a new case"
                                                   : sent.to;
    std::string words = "to " + to + ": " + meant.act_name;
    for (std::size_t i = 0; i < meant.arguments.size(); ++i) {
      const model::Sent::Argument& argument = meant.arguments[i];
      if (argument.what != model::Sent::Argument::What::value) continue;
      const base::Type type = model_[argument.value].type.type;
      bool text = type == base::Type::text || type == base::Type::person;
      std::int64_t value = sent.values[i];
      words += " " + (value == base::kUnknown ? ""
                      : text                  ? sent.texts.at(static_cast<std::size_t>(value))
                                              : std::to_string(value));
    }
    return words;
  }

  const model::Model& model_;
  machine::Machine machine_;
  std::vector<std::uint64_t> record_;  // aligned to 8
  machine::Outside outside_;
  machine::Surroundings surroundings_;
  machine::Outcome outcome_;
  std::vector<std::string> texts_;  // of notices, in the order of the lowering
  std::vector<const model::Sent*> sent_;
};

}  // namespace

std::unique_ptr<Engine> machine_engine(const model::Model& model) {
  auto lowered = graph::lower(model);
  if (!lowered) return nullptr;
  return std::make_unique<MachineEngine>(model, std::move(*lowered));
}

}  // namespace recourse::reference
