// What an entry did: the clauses that took part with what they read, and the case before and after.
#include <algorithm>
#include <charconv>

#include "engine/base/message.h"
#include "engine/base/messages/reports.h"
#include "engine/reports/clause_part.h"
#include "engine/reports/story.h"
#include "engine/reports/words.h"

namespace recourse {
namespace reports {
namespace {

using How = ClausePart::How;

std::optional<std::int64_t> entry_number(const std::string& given) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(given.data(), given.data() + given.size(), number);
  return error == std::errc() && end == given.data() + given.size() ? std::optional(number) : std::nullopt;
}

/// Whether it is the act of this name or label, or a clause of this name or label lapsed or fired in it.
bool is_called(const History::Step& step, const std::string& given) {
  const model::Model& model = graph::internals(step.policy).model;
  const Policy::Act* const act = step.policy.act(step.act.name);
  const auto is_given = [&](const std::string& name) { return spaced(name) == spaced(given); };
  if (act != nullptr && (is_given(act->name) || is_given(act->label))) return true;
  return std::any_of(step.outcome.events.begin(), step.outcome.events.end(), [&](const Event& event) {
    if (event.kind != Event::Kind::lapsed && event.kind != Event::Kind::fired) return false;
    const model::Clause* const clause = clause_named(model, event.name);
    return clause != nullptr && (is_given(clause->name) || is_given(clause->label));
  });
}

/// The entry by which one of the log stands without effect: only what is recorded late changes what the clock has done.
std::optional<std::int64_t> undone_by(const Story& story, std::int64_t number) {
  std::optional<std::int64_t> by;
  for (const History::Step& step : story.history.steps) {
    const bool changes_past = step.late || step.kind == Entry::Kind::correction;
    if (changes_past && step.number > number && (!by || step.number < *by)) by = step.number;
  }
  return by;
}

Result<std::size_t> step_of(Docket& docket, const Story& story, const std::string& given, Instant as_of) {
  const auto number = entry_number(given);
  for (std::size_t at = story.history.steps.size(); at-- > 0;) {
    const bool is_meant =
        given.empty() || (number ? story.numbers[at] == *number : is_called(story.history.steps[at], given));
    if (is_meant) return at;
  }
  for (const History::SetAside& aside : story.history.set_aside) {
    if (number && aside.number == *number)
      return Diagnostic{
          messages::explained_entry_without_effect, {}, {story.case_number, aside.number, aside.by}, {}};
  }
  if (number) {
    const auto entries = docket.entries(story.case_number);
    if (!entries) return entries.error();
    const bool is_in_log = std::any_of(entries->begin(), entries->end(),
                                       [&](const Entry& entry) { return entry.number == *number; });
    const auto by = undone_by(story, *number);
    if (is_in_log && by)
      return Diagnostic{messages::explained_entry_without_effect, {}, {story.case_number, *number, *by}, {}};
  }
  const CaseWords words(story.history.state.policy(), Language::english);
  return Diagnostic{
      messages::explained_entry_unknown, {}, {story.case_number, given, words.date_text(as_of)}, {}};
}

How how_it_took_part(const model::Model& model, const Event& event) {
  if (event.kind == Event::Kind::listened) return How::listener;
  if (event.kind == Event::Kind::lapsed) return How::lapse;
  const model::Clause* const clause = clause_named(model, event.name);
  const bool is_right = clause != nullptr && clause->kind == model::Clause::Kind::may;
  if (event.kind == Event::Kind::fired) return is_right ? How::window : How::timer;
  if (event.name.starts_with("extend(")) return How::extension;
  if (clause == nullptr || clause->kind == model::Clause::Kind::must_not) return How::approval;
  if (clause->kind == model::Clause::Kind::opens_on) return How::opening;
  return is_right ? How::right : How::duty;
}

class Explainer {
public:
  Explainer(const Story& story, std::size_t at)
      : step_(story.history.steps[at]),
        before_(at == 0 ? Case(step_.policy) : story.after[at - 1]),
        after_(story.after[at]),
        explained_(step_.policy) {
    explained_.case_number = story.case_number;
    explained_.entry = named_entry(story, at);
    explained_.kind = step_.kind;
    explained_.notices = step_.outcome.notices;
    explained_.sent = step_.outcome.sent;
    explained_.recorded = step_.recorded;
    explained_.late = step_.late;
    explained_.withdrawn = step_.withdrawn;
  }

  ExplainedEntry explain() {
    // A case that goes over is read by its new policy afterwards and by no one policy before.
    const bool is_one_policy = before_.policy().digest() == step_.policy.digest();
    if (is_one_policy) add_parts();
    for (const Event& event : step_.outcome.events) {
      const Policy::Stage* const stage = step_.policy.stage(event.name);
      if (stage == nullptr || stage->root) continue;
      if (event.kind == Event::Kind::left) explained_.left.push_back(event.name);
      if (event.kind == Event::Kind::entered) explained_.entered.push_back(event.name);
    }
    if (is_one_policy) add_fields();
    add_dates();
    return std::move(explained_);
  }

private:
  void add_parts() {
    cases::Facts facts(step_.policy);
    const bool is_act = !step_.act.name.empty();
    for (const Event& event : step_.outcome.events) {
      if (event.kind != Event::Kind::permitted && event.kind != Event::Kind::listened &&
          event.kind != Event::Kind::lapsed && event.kind != Event::Kind::fired)
        continue;
      const How how = how_it_took_part(graph::internals(step_.policy).model, event);
      const Act* const act = is_act ? &step_.act : nullptr;
      ClausePart part = clause_part(step_.policy, facts, event.name, how, before_, step_.outcome.time, act);
      if (hears_event(event)) {
        const ClausePart afterwards =
            clause_part(step_.policy, facts, event.name, how, after_, step_.outcome.time, act);
        merge(part.read, afterwards.read);
      }
      const bool is_there = std::any_of(
          explained_.parts.begin(), explained_.parts.end(),
          [&](const auto& known) { return known.clause == part.clause && known.how == part.how; });
      if (!is_there) explained_.parts.push_back(std::move(part));
    }
  }

  [[nodiscard]] bool hears_event(const Event& event) const {
    const model::Clause* const clause = clause_named(graph::internals(step_.policy).model, event.name);
    return event.kind == Event::Kind::listened && clause != nullptr &&
           clause->trigger != model::Clause::Trigger::act;
  }

  /// What hears an event reads the case in the midst of the entry: what is the same before and after was so then.
  static void merge(std::vector<ReadValue>& before, const std::vector<ReadValue>& after) {
    for (std::size_t i = 0; i < before.size() && i < after.size(); ++i) {
      if (before[i].value == after[i].value) continue;
      before[i].value.english += " → " + after[i].value.english;
      before[i].value.chinese += " → " + after[i].value.chinese;
    }
  }

  void add_fields() {
    for (const Policy::Value& field : step_.policy.fields()) {
      if (model::is_bits_of_periods(field.name)) continue;
      const auto was = before_.field(field.name);
      const auto is = after_.field(field.name);
      if (was && is && !(*was == *is)) explained_.fields.push_back({field.name, *was, *is});
    }
  }

  void add_dates() {
    const Instant now = step_.outcome.time;
    std::vector<Case::Commitment> before = before_.commitments(now);
    for (Case::Commitment& is : after_.commitments(now)) {
      const auto was = std::find_if(before.begin(), before.end(), [&](const Case::Commitment& other) {
        return other.clause == is.clause && (other.offices == is.offices || !is_of_member(is));
      });
      ExplainedEntry::DateChange change;
      if (was != before.end()) {
        change.before = std::move(*was);
        before.erase(was);
      }
      const bool same = change.before && change.before->due == is.due && change.before->paused == is.paused &&
                        change.before->overdue == is.overdue && change.before->provisional == is.provisional;
      if (same) continue;
      change.after = std::move(is);
      explained_.dates.push_back(std::move(change));
    }
    for (Case::Commitment& was : before) explained_.dates.push_back({std::move(was), std::nullopt});
  }

  [[nodiscard]] bool is_of_member(const Case::Commitment& commitment) const {
    const model::Model& model = graph::internals(step_.policy).model;
    const model::Clause* const clause = clause_named(model, commitment.clause);
    return clause != nullptr && model::is_of_members(model, *clause);
  }

  const History::Step& step_;
  Case before_;
  const Case& after_;
  ExplainedEntry explained_;
};

}  // namespace
}  // namespace reports

Result<ExplainedEntry> explain_entry(Docket& docket, const std::string& case_number, const std::string& entry,
                                     Instant as_of) {
  const auto story = reports::read_story(docket, case_number, as_of);
  if (!story) return story.error();
  const auto at = reports::step_of(docket, *story, entry, as_of);
  if (!at) return at.error();
  return reports::Explainer(*story, *at).explain();
}

}  // namespace recourse
