// Why an act is not accepted: tried on the case as it stands then, with the clauses that refuse it and what they read.
#include <algorithm>

#include "engine/base/message.h"
#include "engine/base/messages/cases.h"
#include "engine/reports/alternatives.h"
#include "engine/reports/clause_part.h"

namespace recourse {
namespace reports {
namespace {

/// The last entry that comes before an act of that time: what falls due in its minute comes behind it.
std::size_t step_before(const Story& story, Instant time) {
  std::size_t last = story.history.steps.size() - 1;
  const auto comes_behind = [&](const History::Step& step) {
    const Instant taken = step.outcome.time;
    const bool is_of_clock = step.kind == Entry::Kind::clock;
    return taken >= time + std::chrono::minutes(1) ||
           (is_of_clock && std::chrono::floor<std::chrono::minutes>(taken) >=
                               std::chrono::floor<std::chrono::minutes>(time));
  };
  while (last > 0 && comes_behind(story.history.steps[last])) --last;
  return last;
}

class Asker {
public:
  Asker(const Story& story, Act act, bool actor_is_given)
      : story_(story),
        last_step_(step_before(story, act.effective)),
        state_(story.after[last_step_]),
        why_not_(state_.policy()) {
    why_not_.case_number = story.case_number;
    why_not_.act = std::move(act);
    why_not_.actor_was_given = actor_is_given;
  }

  Result<WhyNot> ask() {
    const Policy::Act* const known = find_act();
    if (known == nullptr) return Diagnostic{messages::unknown_act_given, {}, {why_not_.act.name}, {}};
    Concerned concerned(state_.policy(), known->name);
    by_names(*known);
    concerned.compare_in(state_, why_not_.act);
    suppose_missing(*known, concerned);
    concerned.compare_in(state_, why_not_.act);
    std::vector<Actor> actors{why_not_.act.actor};
    if (!why_not_.actor_was_given) actors = nearest_actors(concerned);
    for (const Actor& actor : actors) {
      why_not_.act.actor = actor;
      auto outcome = state_.would(why_not_.act);
      if (!outcome) return outcome.error();
      why_not_.outcome = std::move(*outcome);
      if (why_not_.outcome.verdict == Verdict::accepted) return std::move(why_not_);
      why_not_.ways = Alternatives(story_, last_step_, concerned, why_not_.act).all();
      if (!why_not_.ways.empty()) break;
    }
    add_parts();
    return std::move(why_not_);
  }

private:
  [[nodiscard]] const Policy::Act* find_act() const {
    const auto& acts = state_.policy().acts();
    const std::string& name = why_not_.act.name;
    const auto found = std::find_if(acts.begin(), acts.end(), [&](const Policy::Act& act) {
      return act.name == name || (!act.label.empty() && act.label == name);
    });
    return found == acts.end() ? nullptr : &*found;
  }

  /// Act and arguments may be given by label, and values as texts.
  void by_names(const Policy::Act& act) {
    why_not_.act.name = act.name;
    const model::Model& model = graph::internals(state_.policy()).model;
    for (const model::ActParameter& parameter : model[act_named(model, act.name)].parameters) {
      auto given = why_not_.act.arguments.extract(parameter.name);
      if (given.empty()) given = why_not_.act.arguments.extract(parameter.label);
      if (given.empty()) continue;
      given.key() = parameter.name;
      const bool is_text =
          parameter.type.type == base::Type::text || parameter.type.type == base::Type::person;
      // What is no such value is told when the act is tried.
      if (!is_text && !std::holds_alternative<std::monostate>(given.mapped().held)) {
        const auto number =
            cases::to_integer(model, parameter.type, {parameter.name, parameter.label}, given.mapped());
        if (number) given.mapped() = cases::to_value(model, parameter.type, *number);
      }
      why_not_.act.arguments.insert(std::move(given));
    }
  }

  /// What is missing must not hide why the act is refused: the value is taken by which it comes nearest to be accepted.
  void suppose_missing(const Policy::Act& act, const Concerned& concerned) {
    const model::Model& model = graph::internals(state_.policy()).model;
    std::vector<std::pair<std::string, std::vector<Value>>> missing;
    for (const model::ActParameter& parameter : model[act_named(model, act.name)].parameters) {
      if (parameter.type.optional || why_not_.act.arguments.contains(parameter.name)) continue;
      std::vector<Value> values = concerned.values_to_suppose(parameter.type, why_not_.act.effective);
      if (values.empty()) continue;
      why_not_.act.arguments[parameter.name] = values.front();
      why_not_.supposed.push_back(parameter.name);
      missing.emplace_back(parameter.name, std::move(values));
    }
    for (auto& [name, values] : missing) suppose(name, std::move(values), concerned);
  }

  void suppose(const std::string& name, std::vector<Value> values, const Concerned& concerned) {
    constexpr std::size_t kMostValues = 64;
    if (values.size() > kMostValues) values.resize(kMostValues);
    const std::vector<Actor> actors = why_not_.actor_was_given
                                          ? std::vector<Actor>{why_not_.act.actor}
                                          : concerned.actors(state_, why_not_.act.effective);
    int best = -1;
    Act act = why_not_.act;
    for (Value& value : values) {
      act.arguments[name] = value;
      for (const Actor& actor : actors) {
        act.actor = actor;
        const auto outcome = state_.would(act);
        if (!outcome || nearness(*outcome) <= best) continue;
        best = nearness(*outcome);
        why_not_.act.arguments[name] = value;
      }
    }
  }

  static int nearness(const Outcome& outcome) {
    if (outcome.verdict == Verdict::accepted) return 3;
    if (outcome.verdict == Verdict::refused && outcome.reason == "forbidden") return 2;
    return outcome.reason == "not-open" ? 0 : 1;
  }

  /// Of those whom clauses name those who may, else those who come nearest: whom a clause names, and something else refuses.
  [[nodiscard]] std::vector<Actor> nearest_actors(const Concerned& concerned) {
    std::vector<Actor> nearest;
    int best = -1;
    for (const Actor& actor : concerned.actors(state_, why_not_.act.effective)) {
      Act act = why_not_.act;
      act.actor = actor;
      const auto outcome = state_.would(act);
      if (!outcome || nearness(*outcome) < best) continue;
      if (nearness(*outcome) > best) nearest.clear();
      best = nearness(*outcome);
      nearest.push_back(actor);
    }
    if (!nearest.empty()) return nearest;
    why_not_.names_nobody = true;
    const model::Model& model = graph::internals(state_.policy()).model;
    for (const model::FieldId field : concerned.unknown_offices(state_))
      why_not_.unknown.push_back(model[field].name);
    return {{Actor::Kind::clock, {}, {}, {}, {}}};
  }

  void add_parts() {
    cases::Facts facts(state_.policy());
    const std::string& reason = why_not_.outcome.reason;
    const bool asks = reason == "guard" || reason == "forbidden";
    for (const ClauseReference& clause : why_not_.outcome.clauses) {
      ClausePart part = clause_part(state_.policy(), facts, clause.name, ClausePart::How::refusal, state_,
                                    why_not_.act.effective, &why_not_.act);
      // A period, a count or a bound refuses whatever the conditions ask.
      if (!asks) part.condition = {}, part.read.clear();
      why_not_.parts.push_back(std::move(part));
    }
  }

  const Story& story_;
  std::size_t last_step_;
  const Case& state_;
  WhyNot why_not_;
};

}  // namespace
}  // namespace reports

Result<WhyNot> explain_why_not(Docket& docket, const std::string& case_number, const Act& act,
                               bool actor_is_given) {
  // What the log holds of the time behind the act tells when it was open later.
  const auto entries = docket.entries(case_number);
  if (!entries) return entries.error();
  Instant last = act.effective;
  for (const Entry& entry : *entries) last = std::max(last, entry.effective);
  const auto story = reports::read_story(docket, case_number, last);
  if (!story) return story.error();
  const History::Step& first = story->history.steps.front();
  if (first.outcome.time >= act.effective + std::chrono::minutes(1))
    return reports::not_begun(docket, first.policy, case_number, act.effective);
  return reports::Asker(*story, act, actor_is_given).ask();
}

}  // namespace recourse
