// Dates, pauses and extensions of the reference interpreter.
#include "tests/reference/clocks.h"

#include <algorithm>

namespace recourse::reference {
namespace {

using base::kUnknown;
using model::Anchor;
using model::Clause;
using model::Extension;
using model::Limit;

constexpr std::int32_t kLongestPause = 65535;  // decision 32

calendar::Due due_of(const Moment& moment, const calendar::Clock& clock) {
  calendar::Due due = moment.calendar().due(clock);
  if (!due.representable) find_fault(moment.state, Fault::date_range);  // decision 22
  return due;
}

/// The period or the `until` date that counts now, if it is known.
std::optional<std::int64_t> limit_value(const Moment& moment, const Limit& limit) {
  if (!limit.until.known() && !limit.period.known()) return std::nullopt;
  std::int64_t value = evaluate(moment, limit.until.known() ? limit.until : limit.period);
  if (value == kUnknown) return std::nullopt;
  return value;
}

std::int32_t begun_days(Period period) {
  constexpr std::int64_t kDay = calendar::kMinutesOfDay;
  return static_cast<std::int32_t>((nominal(period) + kDay - 1) / kDay);
}

/// All extensions given, as one period: one after the other, in their unit, and once they differ each in days (standard, 6.6).
Period total(const std::vector<Period>& extensions) {
  Period sum;
  for (Period each : extensions) {
    if (sum.amount == 0 || sum.unit == each.unit)
      sum = {sum.amount + each.amount, each.unit};
    else
      sum = {begun_days(sum) + begun_days(each), Unit::day};
  }
  return sum;
}

/// The clock as the calendar counts it, from the state of an instance that is dated and whose limit is known.
calendar::Clock clock_of(const Moment& moment, const Limit& limit, const Instance& instance,
                         std::int64_t value) {
  calendar::Clock clock;
  if (limit.until.known()) {
    clock.anchor = moment.calendar().last_minute(static_cast<Day>(value));
    clock.period = {0, Unit::day};
  } else {
    clock.anchor = *instance.anchor;
    clock.period = period_of(value);
  }
  clock.extension = total(instance.extensions);
  clock.paused = instance.paused;
  if (instance.not_before) clock.not_before = *instance.not_before;
  clock.exact = limit.exactly;
  return clock;
}

Unit unit_of(const Moment& moment, const Limit& limit) {
  auto value = limit_value(moment, limit);
  return limit.until.known() || !value ? Unit::day : period_of(*value).unit;
}

std::optional<Minute> occurrence(const auto& occurrences, auto id, const ClauseState& clause) {
  auto found = occurrences.find(id);
  if (found == occurrences.end()) return std::nullopt;
  if (clause.ended && found->second.entry < *clause.ended) return std::nullopt;
  return found->second.time;
}

/// Decision 8: where an undated instance finds its anchor.
std::optional<Minute> find_anchor(const Moment& moment, const Anchor& anchor, const ClauseState& clause,
                                  bool fresh) {
  switch (anchor.kind) {
    case Anchor::Kind::activation:
      return fresh ? std::optional(moment.now) : std::nullopt;
    case Anchor::Kind::act:
      return occurrence(moment.state.acts, anchor.act, clause);
    case Anchor::Kind::stage:
      return occurrence(moment.state.stages, anchor.stage, clause);
    case Anchor::Kind::field: {
      auto found = moment.state.fields.find(anchor.field);
      if (found == moment.state.fields.end()) return std::nullopt;
      Day day = static_cast<Day>(found->second);
      if (day < calendar::Calendar::kFirstDay || day > calendar::Calendar::kLastDay)
        return find_fault(moment.state, Fault::date_range), std::nullopt;
      return moment.calendar().last_minute(day);
    }
    default:
      return std::nullopt;
  }
}

std::vector<const Anchor*> occurrences_in(const Anchor& anchor) {
  std::vector<const Anchor*> found;
  for_each_part(anchor, [&found](const Anchor& part) {
    if (part.parts.empty()) found.push_back(&part);
  });
  return found;
}

struct Composed {
  std::optional<Minute> time;
  bool provisional = false;
};

/// Decision 52: `parts` holds the occurrences in the order in which they are written, `next` those not taken yet.
Composed compose(const Moment& moment, const Anchor& anchor,
                 std::vector<std::optional<Minute>>::const_iterator& next) {
  if (anchor.parts.empty()) return {*next++};
  std::vector<Composed> parts;
  for (const Anchor& part : anchor.parts) parts.push_back(compose(moment, part, next));
  Composed result;
  if (anchor.kind == Anchor::Kind::later) {
    std::int64_t after = evaluate(moment, anchor.after);
    if (!parts[0].time || after == kUnknown) return {};
    calendar::Clock clock;
    clock.anchor = *parts[0].time;
    clock.period = period_of(after);
    clock.exact = true;
    calendar::Due due = due_of(moment, clock);
    if (due.representable) result = {due.instant, due.provisional || parts[0].provisional};
    return result;
  }
  bool all = true;
  for (const Composed& part : parts) {
    result.provisional = result.provisional || part.provisional;
    all = all && part.time;
    if (!part.time) continue;
    bool better = !result.time || (anchor.kind == Anchor::Kind::earliest ? *part.time < *result.time
                                                                         : *part.time > *result.time);
    if (better) result.time = part.time;
  }
  if (anchor.kind == Anchor::Kind::latest && !all) result.time.reset();
  return result;
}

Composed compose(const Moment& moment, const Anchor& anchor,
                 const std::vector<std::optional<Minute>>& parts) {
  auto next = parts.begin();
  return compose(moment, anchor, next);
}

/// Whether the anchor of an instance that had one is another now.
bool compose_anchor(const Moment& moment, const Anchor& anchor, const ClauseState& clause, Instance& instance,
                    const std::set<FieldId>& became_known) {
  auto composed = fix_parts(moment, anchor, clause, instance, became_known);
  if (!composed || composed == instance.anchor) return false;
  bool moved = instance.anchor.has_value();
  instance.anchor = composed;
  return moved;
}

/// Decision 16: whether a pause of this clause holds now.
bool pause_holds(const Moment& moment, ClauseId clause) {
  return std::ranges::any_of(moment.model.pauses, [&](const model::Pause& pause) {
    return std::ranges::count(pause.clauses, clause) > 0 &&
           in_configuration(moment.model, moment.state, pause.stage) && holds(moment, pause.condition);
  });
}

/// From the anchor, the limit, extensions and pauses; none while undated or paused.
void count_due(const Moment& moment, const Limit& limit, Instance& instance) {
  instance.due.reset();
  if (!instance.anchor || !instance.limit || instance.paused_since) return;
  calendar::Due due = due_of(moment, clock_of(moment, limit, instance, *instance.limit));
  if (!due.representable) return;
  instance.due = due.instant;
  instance.provisional = due.provisional;
  if (is_composed(limit.anchor) && !limit.until.known())
    instance.provisional = instance.provisional || compose(moment, limit.anchor, instance.parts).provisional;
}

void pause_or_resume(const Moment& moment, bool holds, ClauseId id, Instance& instance) {
  const Limit& limit = *moment.model[id].limit;
  bool running = instance.anchor.has_value() && instance.limit.has_value();
  bool passed =
      moment.model[id].kind == Clause::Kind::may && window_passed(instance, moment.now);  // decision 39
  bool can_pause = instance.paused_since || (running && !passed);
  bool paused = can_pause && holds;
  if (paused && !instance.paused_since) instance.paused_since = moment.now;
  if (paused || !instance.paused_since) return;
  Unit unit = unit_of(moment, limit);
  Minute began = std::max(*instance.paused_since, instance.anchor.value_or(*instance.paused_since));
  instance.paused += moment.calendar().paused_between(began, moment.now, unit);
  if (instance.paused > kLongestPause) find_fault(moment.state, Fault::date_range);
  instance.paused_since.reset();
  count_due(moment, limit, instance);
  bool minutes = unit == Unit::minute || unit == Unit::hour;
  if (!minutes ||
      (instance.due && *instance.due < moment.now))  // what changed meanwhile makes nobody overdue
    instance.not_before = std::max(instance.not_before.value_or(moment.today()), moment.today());
}

/// `from DUTY.due - D` (decision 8): moves with the duty's due date.
void follow_duty(const Moment& moment, const Anchor& anchor, Instance& instance) {
  instance.anchor.reset();
  instance.due.reset();
  auto found = moment.state.clauses.find(anchor.duty);
  if (found == moment.state.clauses.end() || !found->second.active) return;
  DutyView duty = duty_view(moment, anchor.duty);
  if (!duty.due || duty.done) return;
  Period before = anchor.before;
  bool in_minutes = before.unit == Unit::minute || before.unit == Unit::hour;
  std::int64_t day =
      in_minutes ? moment.calendar().day_of(*duty.due - before.amount * (before.unit == Unit::hour ? 60 : 1))
                 : add_period(moment, moment.calendar().day_of(*duty.due), {-before.amount, before.unit});
  if (day == kUnknown) return;
  instance.anchor = *duty.due;
  instance.due = moment.calendar().last_minute(static_cast<Day>(day));
  instance.provisional = duty.provisional;
}

bool bound_broken(const Moment& moment, const Limit& limit, const Instance& instance, Period by) {
  const Extension& extension = *limit.extension;
  switch (extension.bound) {
    case Extension::Bound::by:
      return false;
    case Extension::Bound::by_up_to:
      return by.unit == extension.period.unit ? by.amount > extension.period.amount
                                              : nominal(by) > nominal(extension.period);
    case Extension::Bound::to_at_most:
      break;
  }
  // Decision 34: both ends counted from the anchor, unrolled.
  calendar::Clock longest = clock_of(moment, limit, instance, *limit_value(moment, limit));
  longest.paused = 0;
  longest.not_before = calendar::kUnknownTime;
  longest.exact = true;
  calendar::Clock extended = longest;
  std::vector<Period> extensions = instance.extensions;
  extensions.push_back(by);
  extended.extension = total(extensions);
  longest.extension = {};
  longest.period = extension.period;
  return due_of(moment, extended).instant > due_of(moment, longest).instant;
}

/// Decisions 15, 34: by how much the act at hand would extend; negative when it does not say, which is too long.
Period extension_by(const Moment& moment, const Limit& limit, const Instance& instance, const Act& act) {
  const Extension& extension = *limit.extension;
  if (extension.bound == Extension::Bound::by) return extension.period;
  const auto& parameters = moment.model[act.act].parameters;
  for (std::size_t index = 0; index < parameters.size(); ++index)
    if (parameters[index].type.type == base::Type::duration)
      return act.arguments[index] == kUnknown ? Period{-1, Unit::day} : period_of(act.arguments[index]);
  // Decision 34: what is missing to the longest, once.
  Period longest = extension.period, period = period_of(*limit_value(moment, limit));
  if (longest.unit == period.unit) return {longest.amount - period.amount, longest.unit};
  auto end_of = [&](Period counted) {
    calendar::Clock clock;
    clock.anchor = *instance.anchor;
    clock.period = counted;
    clock.exact = true;
    return due_of(moment, clock).day;
  };
  return {end_of(longest) - end_of(period), Unit::day};
}

}  // namespace

bool has_instance(const Clause& clause) {
  bool may = clause.kind == Clause::Kind::may && (clause.limit || clause.times > 0);
  return may || clause.kind == Clause::Kind::must || clause.kind == Clause::Kind::after;
}

namespace {

std::optional<Minute> fires_at(const Clause& clause, const Instance& instance, Minute last) {
  if (!instance.due || instance.provisional || instance.fired || instance.done) return std::nullopt;
  if (clause.kind == Clause::Kind::may && (!clause.has_else || instance.uses > 0))
    return std::nullopt;  // decision 11
  return std::max(*instance.due, last);
}

/// All of a clause that is active: its own, or those of its members.
std::map<InstanceId, const Instance*> instances_of(const State& state, ClauseId id) {
  auto found = state.clauses.find(id);
  std::map<InstanceId, const Instance*> instances;
  if (found == state.clauses.end() || !found->second.active) return instances;
  if (found->second.instance) instances[{id}] = &*found->second.instance;
  for (const auto& [office, member] : found->second.members) instances[{id, office}] = &member.instance;
  return instances;
}

}  // namespace

Instance& instance_at(State& state, const InstanceId& id) {
  ClauseState& clause = state.clauses.at(id.clause);
  return id.member == kUnknown ? *clause.instance : clause.members.at(id.member).instance;
}

std::optional<Minute> fires_at(const model::Model& model, const State& state, ClauseId id) {
  std::optional<Minute> earliest;
  for (const auto& [at, instance] : instances_of(state, id)) {
    auto time = fires_at(model[id], *instance, *state.last);
    if (time && (!earliest || *time < *earliest)) earliest = time;
  }
  return earliest;
}

std::set<InstanceId> firing_instances(const model::Model& model, const State& state, ClauseId id,
                                      Minute instant) {
  std::set<InstanceId> firing;
  for (const auto& [at, instance] : instances_of(state, id)) {
    auto time = fires_at(model[id], *instance, *state.last);
    if (time && *time <= instant) firing.insert(at);
  }
  return firing;
}

namespace {

void place(const model::Model& model, ClauseId id, std::vector<ClauseId>& order);

void place_read(const model::Model& model, model::ExpressionId id, std::vector<ClauseId>& order) {
  if (!id.known()) return;
  const model::Expression& expression = model[id];
  if (expression.operation == base::Operation::duty_due) place(model, ClauseId{expression.index}, order);
  for (model::ExpressionId operand : expression.operands) place_read(model, operand, order);
}

void place(const model::Model& model, ClauseId id, std::vector<ClauseId>& order) {
  if (std::ranges::count(order, id) > 0) return;
  if (const auto& limit = model[id].limit) {
    place_read(model, limit->until, order);
    place_read(model, limit->period, order);
    for_each_part(limit->anchor, [&](const Anchor& part) { place_read(model, part.after, order); });
  }
  order.push_back(id);
}

}  // namespace

std::vector<ClauseId> order_of_dates(const model::Model& model) {
  std::vector<ClauseId> order;
  for (std::size_t index = 0; index < model.clauses.size(); ++index)
    place(model, ClauseId{static_cast<std::int32_t>(index)}, order);
  return order;
}

bool window_passed(const Instance& instance, Minute time) {
  return instance.due && !instance.provisional && *instance.due < time;
}

bool is_done(const Clause& clause, const Instance& instance) {
  bool used_up = clause.times > 0 && instance.uses >= static_cast<int>(clause.times);
  return instance.done || (clause.kind == Clause::Kind::after && instance.fired) ||
         (clause.kind == Clause::Kind::may && (instance.fired || used_up));
}

void refresh(const Moment& moment, const Moment& snapshot, State& state, const InstanceId& id, bool fresh,
             const std::set<FieldId>& became_known) {
  const Clause& clause = moment.model[id.clause];
  ClauseState& clause_state = state.clauses.at(id.clause);
  Instance& instance = instance_at(state, id);
  bool pauses = pause_holds(snapshot, id.clause);  // decision 40: asked of every clause that is active
  if (!clause.limit || instance.fired || is_done(clause, instance)) return;  // decision 38
  const Limit& limit = *clause.limit;
  if (limit.anchor.kind == Anchor::Kind::before_due) return follow_duty(moment, limit.anchor, instance);
  bool was_dated = instance.anchor.has_value() && !fresh;
  bool moved =
      is_composed(limit.anchor) && compose_anchor(moment, limit.anchor, clause_state, instance, became_known);
  if (!instance.anchor) {
    instance.anchor = find_anchor(moment, limit.anchor, clause_state, fresh);
    if (instance.anchor && id.member != kUnknown)  // decision 61: who joins has the full period
      instance.anchor =
          std::max(*instance.anchor, clause_state.members.at(id.member).joined.value_or(*instance.anchor));
  }
  std::optional<std::int64_t> value = limit_value(moment, limit);
  bool follows = moved || (was_dated && value && (value != instance.limit || is_composed(limit.anchor)));
  std::optional<Minute> due_before = instance.due;
  bool was_provisional = instance.provisional;
  instance.limit = value;
  count_due(moment, limit, instance);
  // Standard, 6.7: a limit follows the facts, but not before the day's end; decision 38: if its date changes by that.
  bool is_another = instance.due != due_before || instance.provisional != was_provisional;
  if (follows && is_another) {
    instance.not_before = std::max(instance.not_before.value_or(moment.today()), moment.today());
    count_due(moment, limit, instance);
  }
  pause_or_resume(moment, pauses, id.clause, instance);
  count_due(moment, limit, instance);
}

std::optional<Minute> fix_parts(const Moment& moment, const Anchor& anchor, const ClauseState& clause,
                                Instance& instance, const std::set<FieldId>& became_known) {
  std::vector<const Anchor*> occurrences = occurrences_in(anchor);
  bool is_new = instance.parts.empty();
  instance.parts.resize(occurrences.size());
  for (std::size_t part = 0; part < occurrences.size(); ++part) {
    const Anchor& occurrence = *occurrences[part];
    bool counts = is_new || occurrence.kind != Anchor::Kind::field || became_known.contains(occurrence.field);
    if (counts && !instance.parts[part])
      instance.parts[part] = find_anchor(moment, occurrence, clause, false);
  }
  return compose(moment, anchor, instance.parts).time;
}

void count_by_calendar(const Moment& moment, State& state, const InstanceId& id) {
  const Clause& clause = moment.model[id.clause];
  if (!clause.limit || clause.limit->anchor.kind == Anchor::Kind::before_due) return;
  Instance& instance = instance_at(state, id);
  bool was_provisional = instance.provisional;
  bool passed = clause.kind == Clause::Kind::may && window_passed(instance, moment.now);
  if (!instance.due || instance.fired || is_done(clause, instance)) return;
  if (is_composed(clause.limit->anchor))
    instance.anchor = compose(moment, clause.limit->anchor, instance.parts).time.value_or(*instance.anchor);
  Minute due_before = *instance.due;
  instance.limit = limit_value(moment, *clause.limit);
  count_due(moment, *clause.limit, instance);
  if (was_provisional || passed) return;
  if (instance.due != due_before || instance.provisional) {
    instance.not_before = std::max(instance.not_before.value_or(moment.today()), moment.today());
    count_due(moment, *clause.limit, instance);
  }
}

void extend(const Moment& moment, State& state, const InstanceId& id, Period by) {
  Instance& instance = instance_at(state, id);
  const Limit& limit = *moment.model[id.clause].limit;
  instance.extensions.push_back(by);
  std::optional<std::int64_t> counted_with = instance.limit;
  instance.limit = limit_value(moment, limit);
  count_due(moment, limit, instance);
  instance.limit = counted_with;
}

std::map<InstanceId, Extending> extending(const Moment& moment, ClauseId id, const Act& act) {
  const Clause& clause = moment.model[id];
  std::map<InstanceId, Extending> result;
  if (!clause.limit || !clause.limit->extension || clause.limit->extension->act != act.act) return result;
  const Extension& extension = *clause.limit->extension;
  auto found = moment.state.clauses.find(id);
  if (found == moment.state.clauses.end() || !found->second.active) return result;
  bool by_actor = false;
  for (const auto& [at, instance] : instances_of(moment.state, id)) {
    bool dated = instance->due || instance->paused_since;
    if (!dated || is_done(clause, *instance) || instance->fired ||
        instance->extensions.size() >= extension.times)
      continue;
    if (clause.kind == Clause::Kind::may && window_passed(*instance, moment.now)) continue;
    if (!by_actor && !matches(moment, extension.by, act.actor)) return {};
    by_actor = true;
    Extending each;
    each.by = extension_by(moment, *clause.limit, *instance, act);
    each.too_long = each.by.amount < 0 || bound_broken(moment, *clause.limit, *instance, each.by);
    result[at] = each;
  }
  return result;
}

}  // namespace recourse::reference
