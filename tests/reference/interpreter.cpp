// Acts and the passing of time, as entries of a case (decisions 5, 12, 13, 21, 22).
#include "tests/reference/interpreter.h"

#include <algorithm>

#include "tests/reference/step.h"

namespace recourse::reference {
namespace {

constexpr int kMostEntriesAtOneInstant = 1000;  // decision 13

/// What fires at the instant: the duties that lapse, or if none, timers and windows.
struct Firing {
  std::set<InstanceId> instances;
  bool lapse = false;
};

Firing firing(const model::Model& model, const State& state, Minute instant) {
  std::set<InstanceId> lapses, timers;
  for (const auto& [id, clause] : state.clauses)
    (model[id].kind == model::Clause::Kind::must ? lapses : timers)
        .merge(firing_instances(model, state, id, instant));
  if (lapses.empty()) return {timers, false};
  return {lapses, true};
}

/// What the next period is told in a state; nothing before its period has ended (docs/standard 8.9).
std::optional<std::vector<std::int64_t>> told(const model::Model& model, const State& state, Minute now) {
  Moment moment{model, state, now, nullptr, nullptr};
  auto last_day = state.fields.find(model.office_period->last_day);
  if (!state.not_before() || last_day == state.fields.end()) return std::nullopt;
  if (model.calendar->day_of(*state.not_before()) <= last_day->second) return std::nullopt;
  std::vector<std::int64_t> values;
  for (const model::Sent::Argument& argument : model.office_period->told->arguments)
    values.push_back(evaluate(moment, argument.value));
  return values;
}

/// What an entry tells the next period: all of it, when some of it is new.
void tell_next(const model::Model& model, const State& before, const State& after, Minute now,
               std::multiset<Notice>& notices) {
  if (!model.office_period || !model.office_period->told) return;
  auto was = told(model, before, now), is = told(model, after, now);
  if (!is || is == was) return;
  const model::Sent& sent = *model.office_period->told;
  bool says_more = was.has_value();
  std::string words = "to the next period: " + sent.act_name;
  for (std::size_t i = 0; i < is->size(); ++i) {
    // What nobody has told is as a case begins.
    bool may_be_unknown = model[sent.act].parameters[i].type.optional;
    says_more = says_more || (*is)[i] != (may_be_unknown ? base::kUnknown : 0);
    words += " " + ((*is)[i] == base::kUnknown ? "" : std::to_string((*is)[i]));
  }
  if (says_more) notices.insert({model.office_period->ends, {}, words});
}

void fire(const model::Model& model, State& state, Minute instant, Advance& result) {
  Firing what = firing(model, state, instant);
  State next = state;
  Entry entry(model, next, instant, nullptr);
  entry.fire(what.instances, what.lapse);
  entry.run_events();
  next.last = instant;
  next.last_by_clock = true;
  tell_next(model, state, next, instant, entry.notices);
  state = next;
  ClockEntry fired;
  fired.time = instant;
  for (const InstanceId& instance : what.instances)
    (what.lapse ? fired.lapsed : fired.fired).insert(instance.clause);
  fired.notices = entry.notices;
  result.entries.push_back(fired);
}

}  // namespace

State Interpreter::open() const {
  State state;
  for (std::size_t index = 0; index < model().fields.size(); ++index)
    if (model().fields[index].initial != base::kUnknown)
      state.fields[FieldId{static_cast<std::int32_t>(index)}] = model().fields[index].initial;
  return state;
}

Outcome Interpreter::permission(const State& state, const Act& act) const {
  Outcome outcome;
  try {
    Moment moment{model(), state, act.time, &act.actor, &act};
    if (acts_for_nobody(moment, act.actor)) {
      outcome.verdict = Verdict::refused;
      outcome.refusal = Refusal::not_open;
      return outcome;
    }
    Permission permission = permission_of(moment, act);
    if (!permission.granted()) {
      outcome.verdict = Verdict::refused;
      outcome.refusal = permission.refusal;
      return outcome;
    }
    outcome.forbidden = prohibitions_of(moment, act);
    if (outcome.forbidden.empty()) return outcome;
    outcome.verdict = Verdict::refused;
    outcome.refusal = Refusal::forbidden;
  } catch (const FaultFound& found) {
    outcome.verdict = Verdict::fault;
    outcome.fault = found.fault;
  }
  return outcome;
}

Outcome Interpreter::apply(State& state, const Act& act) const {
  Outcome outcome;
  auto not_before = state.not_before();
  auto due = next_due(state);
  if (not_before && act.time < *not_before)
    outcome.verdict = Verdict::late;
  else if (due && act.time > *due)
    outcome.verdict = Verdict::behind;
  else
    outcome = permission(state, act);
  if (outcome.verdict != Verdict::accepted) return outcome;
  try {
    State next = state;
    Entry entry(model(), next, act.time, &act.actor);
    entry.act(act);
    entry.run_events();
    next.last = act.time;
    next.last_by_clock = false;
    tell_next(model(), state, next, act.time, entry.notices);
    state = next;
    outcome.notices = entry.notices;
  } catch (const FaultFound& found) {
    outcome.verdict = Verdict::fault;
    outcome.fault = found.fault;
  }
  return outcome;
}

Fault Interpreter::recount(State& state, Minute now) const {
  try {
    State next = state;
    Entry entry(model(), next, now, nullptr);
    entry.recount();
    entry.run_events();
    if (now > *next.last || !next.last_by_clock) next.last_by_clock = false;
    next.last = std::max(now, *state.last);
    state = next;
  } catch (const FaultFound& found) {
    return found.fault;
  }
  return Fault::none;
}

std::set<Fault> Interpreter::possible_faults(const State& state, const Act& act) const {
  State next = state;
  for (Outcome outcome = apply(next, act); outcome.verdict == Verdict::fault; outcome = apply(next, act))
    next.passed_over.insert(outcome.fault);
  return next.passed_over;
}

std::set<Fault> Interpreter::possible_faults(const State& state, Minute until) const {
  std::set<Fault> possible;
  for (State next = state;; next = state) {
    next.passed_over = possible;
    Fault fault = advance(next, until).fault;
    if (fault == Fault::none || !possible.insert(fault).second) return possible;
  }
}

Advance Interpreter::advance(State& state, Minute until) const {
  Advance result;
  std::map<Minute, int> entries;
  while (true) {
    auto due = next_due(state);
    if (!due || *due >= until) return result;
    try {
      if (++entries[*due] > kMostEntriesAtOneInstant) throw FaultFound{Fault::endless};
      fire(model(), state, *due, result);
    } catch (const FaultFound& found) {
      result.fault = found.fault;
      return result;
    }
  }
}

std::optional<Minute> Interpreter::next_due(const State& state) const {
  std::optional<Minute> earliest;
  for (const auto& [id, clause] : state.clauses) {
    auto due = fires_at(model(), state, id);
    if (due && (!earliest || *due < *earliest)) earliest = due;
  }
  return earliest;
}

bool Interpreter::active(const State& state, Minute now, ClauseId clause) const {
  try {
    return is_active({model(), state, now, nullptr, nullptr}, clause);
  } catch (const FaultFound&) {
    return false;
  }
}

}  // namespace recourse::reference
