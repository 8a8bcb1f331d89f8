#include "engine/reports/alternatives.h"

#include <algorithm>
#include <limits>

namespace recourse::reports {
namespace {

using namespace std::chrono_literals;

/// How far ahead time is let pass, and how often something may fall due on the way.
constexpr auto kHorizon = std::chrono::days(3 * 366);
constexpr int kMostEntries = 60;

Instant whole_minute(Instant time) {
  return std::chrono::floor<std::chrono::minutes>(time);
}

Value argument_of(const Act& act, const std::string& name) {
  const auto given = act.arguments.find(name);
  return given == act.arguments.end() ? Value{} : given->second;
}

/// Whether two values of a type mean the same: "7" and 7.
bool is_same(const model::Model& model, const model::ValueType& type, const Value& one, const Value& other) {
  const auto number = [&](const Value& value) { return cases::to_integer(model, type, {}, value); };
  const bool unknown =
      std::holds_alternative<std::monostate>(one.held) || std::holds_alternative<std::monostate>(other.held);
  if (unknown || type.type == base::Type::text || type.type == base::Type::person) return one == other;
  const auto first = number(one), second = number(other);
  return first && second && *first == *second;
}

}  // namespace

Alternatives::Alternatives(const Story& story, std::size_t last_step, const Concerned& concerned,
                           const Act& act)
    : story_(story),
      last_step_(last_step),
      state_(story.after[last_step]),
      concerned_(concerned),
      act_(act),
      model_(graph::internals(state_.policy()).model) {}

std::vector<WhyNot::Way> Alternatives::all() const {
  std::vector<Way> ways;
  add_actors(ways);
  add_past(ways);
  add_future(ways);
  add_arguments(ways);
  add_approvals(ways);
  add_fields(ways);
  return ways;
}

bool Alternatives::accepts(const Case& state, const Act& act) const {
  const auto outcome = state.would(act);
  return outcome && outcome->verdict == Verdict::accepted;
}

bool Alternatives::accepts_at(const Case& state, Instant time) const {
  Act act = act_;
  act.effective = time;
  return accepts(state, act);
}

void Alternatives::add_actors(std::vector<Way>& ways) const {
  Way way{Way::Kind::actor, {}, {}, {}, {}, {}, {}};
  for (const Actor& actor : concerned_.actors(state_, act_.effective)) {
    Act act = act_;
    act.actor = actor;
    if (accepts(state_, act)) way.actors.push_back(actor);
  }
  if (!way.actors.empty()) ways.push_back(std::move(way));
}

/// The minute next to `refused` at which the act is accepted still or already.
Instant Alternatives::edge(const Case& state, Instant accepted, Instant refused) const {
  while (accepted - refused > 1min || refused - accepted > 1min) {
    const Instant middle = whole_minute(accepted + (refused - accepted) / 2);
    (accepts_at(state, middle) ? accepted : refused) = middle;
  }
  return accepted;
}

std::optional<Alternatives::Window> Alternatives::window_in(const Stretch& stretch) const {
  if (stretch.end && *stretch.end < stretch.start) return std::nullopt;
  const bool at_start = accepts_at(*stretch.state, stretch.start);
  if (!stretch.end) return at_start ? std::optional(Window{stretch.start, std::nullopt}) : std::nullopt;
  const bool at_end = accepts_at(*stretch.state, *stretch.end);
  if (at_start && at_end) return Window{stretch.start, *stretch.end};
  if (at_start) return Window{stretch.start, edge(*stretch.state, stretch.start, *stretch.end)};
  if (at_end) return Window{edge(*stretch.state, *stretch.end, stretch.start), *stretch.end};
  return std::nullopt;
}

/// After an entry of the clock the next minute is the first of an act.
Instant Alternatives::first_minute(std::size_t step) const {
  const History::Step& taken = story_.history.steps[step];
  const Instant minute = whole_minute(taken.outcome.time);
  return taken.kind == Entry::Kind::clock ? minute + 1min : minute;
}

Instant Alternatives::last_minute(std::size_t step) const {
  return step == last_step_ ? whole_minute(act_.effective)
                            : whole_minute(story_.history.steps[step + 1].outcome.time);
}

/// The latest time at which it was open, in one piece.
void Alternatives::add_past(std::vector<Way>& ways) const {
  std::optional<Window> window;
  for (std::size_t step = last_step_ + 1; step-- > 0;) {
    const Case& state = story_.after[step];
    // Under another policy the act may be none.
    if (state.policy().digest() != state_.policy().digest()) break;
    const auto here = window_in({&state, first_minute(step), last_minute(step)});
    const bool goes_on = here && here->until == last_minute(step);
    if (window && !goes_on) break;
    if (here) window = Window{here->from, window ? window->until : here->until};
    if (window && here->from != first_minute(step)) break;
  }
  if (window) ways.push_back({Way::Kind::date, {}, window->from, window->until, {}, {}, {}});
}

/// The next time at which it will be open if nothing is done until then, in one piece.
void Alternatives::add_future(std::vector<Way>& ways) const {
  Case state(state_);
  Instant start = whole_minute(act_.effective) + 1min;
  const Instant horizon = start + kHorizon;
  std::optional<Window> window;
  for (int entries = 0; entries < kMostEntries && start < horizon; ++entries) {
    const auto due = state.next_due();
    const auto here = window_in({&state, start, due ? std::optional(std::min(*due, horizon)) : std::nullopt});
    if (window && (!here || here->from != start)) break;
    if (here) window = Window{window ? window->from : here->from, here->until};
    const bool ends_here = here && here->until != due;
    if (!due || ends_here || !state.advance(*due + 1min)) break;
    start = *due + 1min;
  }
  if (window) ways.push_back({Way::Kind::date, {}, window->from, window->until, {}, {}, {}});
}

void Alternatives::keep_nearest(const model::ValueType& type, Way& way) {
  if (way.values.empty() || !distance(type, way.before, way.values.front())) return;
  const auto nearest =
      std::min_element(way.values.begin(), way.values.end(), [&](const Value& a, const Value& b) {
        const auto far = [&](const Value& value) {
          return distance(type, way.before, value).value_or(std::numeric_limits<std::int64_t>::max());
        };
        return far(a) < far(b);
      });
  way.values = {*nearest};
}

void Alternatives::add_arguments(std::vector<Way>& ways) const {
  for (const model::ActParameter& parameter : act_called(model_, act_.name).parameters) {
    Way way{Way::Kind::argument, {}, {}, {}, parameter.name, argument_of(act_, parameter.name), {}};
    for (Value& value : concerned_.values(parameter.type, act_.effective)) {
      if (is_same(model_, parameter.type, value, way.before)) continue;
      Act act = act_;
      act.arguments[parameter.name] = value;
      if (accepts(state_, act)) way.values.push_back(std::move(value));
    }
    keep_nearest(parameter.type, way);
    if (!way.values.empty()) ways.push_back(std::move(way));
  }
}

void Alternatives::add_fields(std::vector<Way>& ways) const {
  for (const model::FieldId id : concerned_.fields()) {
    const model::Field& field = model_[id];
    const auto before = state_.field(field.name);
    if (!before) continue;
    Way way{Way::Kind::field, {}, {}, {}, field.name, *before, {}};
    for (Value& value : concerned_.values(field.type, act_.effective)) {
      const bool is_known_text =
          field.type.type == base::Type::text && !std::holds_alternative<std::monostate>(way.before.held);
      if (is_same(model_, field.type, value, way.before) ||
          (is_known_text && !std::holds_alternative<std::monostate>(value.held)))
        continue;
      const auto supposed = state_.supposing(field.name, value, act_.effective);
      if (supposed && accepts(*supposed, act_)) way.values.push_back(std::move(value));
    }
    keep_nearest(field.type, way);
    if (!way.values.empty()) ways.push_back(std::move(way));
  }
}

void Alternatives::add_approvals(std::vector<Way>& ways) const {
  for (const model::Clause* const clause : concerned_.clauses()) {
    if (!clause->approval.known() || model_[clause->approval].name == act_.name) continue;
    Way way{Way::Kind::approval, {}, {}, {}, model_[clause->approval].name, {}, {}};
    for (const Actor& actor : actors_named(state_.policy(), clause->approved_by, state_, act_.effective)) {
      Case approved(state_);
      const auto given = approved.apply({way.name, {}, actor, act_.effective});
      if (given && given->verdict == Verdict::accepted && accepts(approved, act_))
        way.actors.push_back(actor);
    }
    const bool is_there = std::any_of(ways.begin(), ways.end(), [&](const Way& known) {
      return known.kind == Way::Kind::approval && known.name == way.name;
    });
    if (!way.actors.empty() && !is_there) ways.push_back(std::move(way));
  }
}

}  // namespace recourse::reports
