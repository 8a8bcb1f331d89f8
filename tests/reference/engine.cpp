// The reference interpreter behind the common face, and how cases are shown.
#include "tests/reference/engine.h"

#include <algorithm>
#include <sstream>

namespace recourse::reference {
namespace {

const char* name(Verdict verdict) {
  static const char* const names[] = {"accepted", "refused", "late", "behind", "fault"};
  return names[static_cast<int>(verdict)];
}
const char* name(Refusal refusal) {
  static const char* const names[] = {"none",  "not-open",           "window-closed", "used-up",
                                      "guard", "extension-too-long", "already-open",  "forbidden"};
  return names[static_cast<int>(refusal)];
}
const char* name(Fault fault) {
  static const char* const names[] = {"none", "two-moves", "two-values", "overflow", "date-range", "endless"};
  return names[static_cast<int>(fault)];
}

std::string time(const model::Model& model, std::optional<Minute> instant) {
  return instant ? calendar::format_minute(*model.calendar, *instant) : "-";
}

void tell(std::ostream& out, const model::Model& model, const std::multiset<Notice>& notices) {
  for (const Notice& notice : notices)
    out << " notice(" << model[notice.clause].name << ": " << notice.text << ")";
}

ClockView view_of(const model::Clause& clause, const Instance& instance) {
  ClockView clock;
  clock.lapsed = instance.fired;
  clock.done = is_done(clause, instance);
  clock.paused = instance.paused_since.has_value();
  clock.due = instance.due;
  clock.uses = std::min(instance.uses, 15);  // as many as a slot counts (decision 32)
  clock.extensions = instance.extensions.size();
  return clock;
}

void tell(std::ostream& out, const model::Model& model, const ClockView& clock) {
  out << ": due " << time(model, clock.due) << (clock.lapsed ? " lapsed" : "") << (clock.done ? " done" : "")
      << (clock.paused ? " paused" : "") << " uses " << clock.uses << " extensions " << clock.extensions;
}

}  // namespace

CaseView ReferenceEngine::view() const {
  CaseView view;
  view.current = state_.current;
  view.fields = state_.fields;
  view.texts = state_.texts;
  for (const auto& [field, members] : state_.sets)
    if (!members.empty()) view.sets[field] = members;
  const model::Model& model = interpreter_.model();
  for (const auto& [id, clause] : state_.clauses) {
    if (!clause.active) continue;
    if (clause.instance) view.clocks[id] = view_of(model[id], *clause.instance);
    for (const auto& [office, member] : clause.members)
      view.members[{id, office}] = view_of(model[id], member.instance);
    if (!is_of_members(model, model[id])) continue;
    DutyView duty = duty_view({model, state_, *state_.last}, id);
    view.clocks[id].lapsed = duty.overdue;
    view.clocks[id].done = duty.done;
    view.clocks[id].due = duty.due;
  }
  view.next_due = interpreter_.next_due(state_);
  view.not_before = state_.not_before();
  return view;
}

std::string describe(const model::Model& model, const CaseView& view) {
  std::ostringstream out;
  out << "  not before " << time(model, view.not_before) << ", next due " << time(model, view.next_due)
      << "\n  stages:";
  for (const auto& [region, stage] : view.current)
    out << " " << model[region].name << "=" << model[stage].name;
  out << "\n  fields:";
  for (const auto& [field, value] : view.fields) out << " " << model[field].name << "=" << value;
  for (const auto& [field, text] : view.texts) out << " " << model[field].name << "=\"" << text << '"';
  for (const auto& [field, members] : view.sets) {
    out << " " << model[field].name << "={";
    for (std::int64_t member : members) out << " " << member;
    out << " }";
  }
  for (const auto& [id, clock] : view.clocks) {
    out << "\n  clock " << model[id].name;
    tell(out, model, clock);
  }
  for (const auto& [id, clock] : view.members) {
    out << "\n  clock " << model[id.clause].name << " of "
        << model.offices.offices()[static_cast<std::size_t>(id.member)].id;
    tell(out, model, clock);
  }
  return out.str() + "\n";
}

std::string describe(const model::Model& model, const Outcome& outcome) {
  std::ostringstream out;
  out << name(outcome.verdict);
  if (outcome.refusal != Refusal::none) out << " " << name(outcome.refusal);
  if (outcome.fault != Fault::none) out << " " << name(outcome.fault);
  for (ClauseId clause : outcome.forbidden) out << " by " << model[clause].name;
  tell(out, model, outcome.notices);
  return out.str();
}

std::string describe(const model::Model& model, const Act& act) {
  std::ostringstream out;
  out << time(model, act.time) << " " << model[act.act].name << "(";
  const char* separator = "";
  for (std::int64_t argument : act.arguments) {
    out << separator;
    if (argument == base::kUnknown)
      out << "unknown";
    else
      out << argument;
    separator = ", ";
  }
  out << ")";
  if (act.actor.kind == Actor::Kind::party) out << " by " << model[act.actor.role].name;
  if (act.actor.kind == Actor::Kind::office) {
    auto office = act.actor.office;
    out << " by " << act.actor.post << "("
        << (office < 0 ? "?" : model.offices.offices()[static_cast<std::size_t>(office)].id) << ")";
  }
  return out.str();
}

std::string describe(const model::Model& model, const Advance& advance) {
  std::ostringstream out;
  for (const ClockEntry& entry : advance.entries) {
    out << "  clock " << time(model, entry.time);
    for (ClauseId clause : entry.lapsed) out << " lapsed " << model[clause].name;
    for (ClauseId clause : entry.fired) out << " fired " << model[clause].name;
    tell(out, model, entry.notices);
    out << "\n";
  }
  if (advance.fault != Fault::none) out << "  fault " << name(advance.fault) << "\n";
  return out.str();
}

}  // namespace recourse::reference
