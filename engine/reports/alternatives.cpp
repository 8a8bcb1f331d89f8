#include "engine/reports/alternatives.h"

#include <algorithm>
#include <limits>

#include "engine/reports/clause_part.h"

namespace recourse::reports {
namespace {

using namespace std::chrono_literals;

/// How far ahead time is let pass, and how often something may fall due on the way.
constexpr auto kHorizon = std::chrono::days(3 * 366);
constexpr int kMostEntries = 60;
/// On how many days of its own the act is tried in each direction.
constexpr int kMostDays = 400;

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
  Way way;
  way.kind = Way::Kind::actor;
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

/// The moments of a stretch at which the act is tried: both ends and, where conditions read the day, one a day.
std::vector<Instant> Alternatives::moments(const Stretch& stretch, int& days) const {
  std::vector<Instant> moments{stretch.start};
  if (concerned_.reads_day()) {
    // Those nearest to the time for which the act was asked.
    const bool is_before = stretch.end <= act_.effective;
    const Instant reach = is_before ? stretch.end - std::chrono::days(days) : stretch.start + 24h;
    for (Instant day = std::max(stretch.start + 24h, reach); day < stretch.end && days > 0;
         day += 24h, --days)
      moments.push_back(day);
  }
  if (stretch.end != stretch.start) moments.push_back(stretch.end);
  return moments;
}

std::vector<Alternatives::Window> Alternatives::windows_in(const Stretch& stretch, int& days) const {
  std::vector<Window> windows;
  if (stretch.end < stretch.start) return windows;
  std::optional<Instant> accepted, refused;
  for (const Instant moment : moments(stretch, days)) {
    if (accepts_at(*stretch.state, moment)) {
      const Instant from = refused ? edge(*stretch.state, moment, *refused) : moment;
      if (!accepted) windows.push_back({from, moment});
      windows.back().until = moment;
      accepted = moment, refused.reset();
    } else {
      if (accepted) windows.back().until = edge(*stretch.state, *accepted, moment);
      refused = moment, accepted.reset();
    }
  }
  return windows;
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

Instant Alternatives::after_act() const {
  return whole_minute(act_.effective) + 1min;
}

/// The latest time before at which it was open, in one piece, and the entry that ended it.
void Alternatives::add_past(std::vector<Way>& ways) const {
  std::optional<Way> way;
  int days = kMostDays;
  for (std::size_t step = last_step_ + 1; step-- > 0;) {
    const Case& state = story_.after[step];
    // Under another policy the act may be none.
    if (state.policy().digest() != state_.policy().digest()) break;
    const Stretch stretch{&state, first_minute(step), last_minute(step)};
    if (stretch.end < stretch.start) continue;
    const auto here = windows_in(stretch, days);
    const bool reaches_end = !here.empty() && here.back().until == stretch.end;
    if (way && !reaches_end) break;
    if (here.empty()) continue;
    if (!way) {
      way.emplace();
      way->kind = Way::Kind::past;
      way->until = here.back().until;
      if (reaches_end && step < last_step_) way->ended_by = named_entry(story_, step + 1);
    }
    way->from = here.back().from;
    if (*way->from != stretch.start) break;
  }
  if (way) ways.push_back(std::move(*way));
}

/// Goes through stretches that follow one another, up to the end of the first window.
class Alternatives::Forward {
public:
  explicit Forward(const Alternatives& of) : of_(of) {}

  /// Whether the search goes on.
  bool take(const Stretch& stretch) {
    if (stretch.end < stretch.start) return true;
    const auto here = of_.windows_in(stretch, days_);
    const bool goes_on = !here.empty() && here.front().from == stretch.start;
    if (window_ && !goes_on) return false;
    if (here.empty()) return true;
    window_ = Window{window_ ? window_->from : here.front().from, here.front().until};
    return window_->until == stretch.end;
  }

  [[nodiscard]] const std::optional<Window>& window() const { return window_; }

private:
  const Alternatives& of_;
  std::optional<Window> window_;
  int days_ = kMostDays;
};

/// What the log shows of the time after; false when the window ended in it.
bool Alternatives::look_through_log(Forward& forward, Way& way) const {
  const std::size_t last = story_.history.steps.size() - 1;
  for (std::size_t step = last_step_; step < last; ++step) {
    const Case& state = story_.after[step];
    if (state.policy().digest() != state_.policy().digest()) return true;
    const Instant end = whole_minute(story_.history.steps[step + 1].outcome.time);
    const bool was_open = forward.window().has_value();
    if (!forward.take({&state, std::max(first_minute(step), after_act()), end})) {
      const bool ended_at_entry =
          was_open && forward.window()->until == whole_minute(story_.history.steps[step].outcome.time);
      if (ended_at_entry) way.ended_by = named_entry(story_, step);
      return false;
    }
  }
  return true;
}

/// What the clock brings when nothing is done from then on.
void Alternatives::look_ahead(Forward& forward, Case state, Instant start, Way& way) const {
  const Instant horizon = start + kHorizon;
  for (int entries = 0; entries < kMostEntries && start < horizon; ++entries) {
    const auto due = state.next_due();
    if (!forward.take({&state, start, due ? std::min(*due, horizon) : horizon})) {
      way.until = forward.window()->until;
      return;
    }
    if (!due && !concerned_.reads_day()) return;
    if (!due || !state.advance(*due + 1min)) break;
    start = *due + 1min;
  }
  if (forward.window()) way.at_least_until = forward.window()->until;
}

/// The next time at which it was or will be open, in one piece: by the log, then with nothing done, and with nothing done at all.
void Alternatives::add_future(std::vector<Way>& ways) const {
  const std::size_t last = story_.history.steps.size() - 1;
  for (const bool by_log : {true, false}) {
    if (!by_log && last == last_step_) return;
    Way way;
    way.kind = Way::Kind::date;
    Forward forward(*this);
    if (!by_log)
      look_ahead(forward, Case(state_), after_act(), way);
    else if (!look_through_log(forward, way))
      way.until = forward.window()->until;
    else
      look_ahead(forward, Case(story_.after[last]), std::max(first_minute(last), after_act()), way);
    if (!forward.window()) continue;
    way.from = forward.window()->from;
    ways.push_back(std::move(way));
    return;
  }
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
  for (const model::ActParameter& parameter : model_[act_named(model_, act_.name)].parameters) {
    Way way;
    way.kind = Way::Kind::argument;
    way.name = parameter.name;
    way.before = argument_of(act_, parameter.name);
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
    Way way;
    way.kind = Way::Kind::field;
    way.name = field.name;
    way.before = *before;
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
    Way way;
    way.kind = Way::Kind::approval;
    way.name = model_[clause->approval].name;
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
