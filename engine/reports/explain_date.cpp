// How a date came about: the clause that runs, or ran last, from what it counts, and what has changed its date since.
#include <algorithm>

#include "engine/base/message.h"
#include "engine/base/messages/reports.h"
#include "engine/cases/facts.h"
#include "engine/reports/story.h"
#include "engine/reports/words.h"
#include "recourse/text.h"

namespace recourse {
namespace reports {
namespace {

using Names = std::vector<std::string>;
using Commitments = std::vector<Case::Commitment>;

bool contains(const Names& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool runs(const model::Clause& clause) {
  return clause.kind == model::Clause::Kind::must || clause.kind == model::Clause::Kind::may ||
         clause.kind == model::Clause::Kind::after;
}

/// What a booklet calls it: "verify or urge again".
std::string acts_text(const Policy& policy, const model::Clause& clause, Language language) {
  const CaseWords words(policy, language);
  std::vector<Argument::Item> acts;
  for (const model::ActId act : clause.acts) acts.emplace_back(words.wording().act(act));
  return acts.empty() ? "" : words.any_of(std::move(acts));
}

/// The clauses that are called so: by their own name, label or words, else those that are about an act of this name or label.
Names clauses_called(const Policy& policy, const std::string& given) {
  const model::Model& model = graph::internals(policy).model;
  const std::string wanted = spaced(given);
  const auto is_wanted = [&](const std::string& name) { return spaced(name) == wanted; };
  Names own, about;
  for (const model::Clause& clause : model.clauses) {
    if (!runs(clause)) continue;
    if (is_wanted(clause.name) || is_wanted(clause.label) ||
        is_wanted(acts_text(policy, clause, Language::english)) ||
        is_wanted(acts_text(policy, clause, Language::chinese)))
      own.push_back(clause.name);
    const bool extends = clause.limit && clause.limit->extension && clause.limit->extension->act.known() &&
                         (is_wanted(model[clause.limit->extension->act].name) ||
                          is_wanted(model[clause.limit->extension->act].label));
    const bool is_about =
        extends || std::any_of(clause.acts.begin(), clause.acts.end(), [&](model::ActId act) {
          return is_wanted(model[act].name) || is_wanted(model[act].label);
        });
    if (is_about) about.push_back(clause.name);
  }
  return own.empty() ? about : own;
}

Commitments running(const Case& state, Instant now, const Names& clauses) {
  Commitments found;
  for (Case::Commitment& commitment : state.commitments(now)) {
    if (contains(clauses, commitment.clause)) found.push_back(std::move(commitment));
  }
  // Those of one clause: of acts that several clauses are about the one that is due first.
  std::erase_if(found, [clause = found.empty() ? "" : found.front().clause](const auto& other) {
    return other.clause != clause;
  });
  return found;
}

bool is_of(const Event& event, const ExplainedDate::Date& date) {
  const bool extends = event.kind == Event::Kind::extended;
  if (event.name != date.commitment.clause &&
      !(extends && event.name == "extend(" + date.commitment.clause + ")"))
    return false;
  const auto* const whose = std::get_if<std::string>(&event.value.held);
  return whose == nullptr || date.commitment.offices.size() != 1 || *whose == date.commitment.offices.front();
}

class Explainer {
public:
  Explainer(const Story& story, ExplainedDate& explained)
      : story_(story), explained_(explained), model_(graph::internals(explained.policy).model) {}

  /// Of the case after the step, or as it stands.
  void add(Commitments commitments, std::size_t last_step) {
    for (Case::Commitment& commitment : commitments) {
      ExplainedDate::Date date;
      date.commitment = std::move(commitment);
      const std::size_t first = started(date, last_step);
      add_sources(date, first, last_step);
      add_changes(date, first, last_step);
      explained_.dates.push_back(std::move(date));
    }
  }

private:
  [[nodiscard]] const History::Step& step(std::size_t number) const { return story_.history.steps[number]; }

  /// The step in which the instance began.
  [[nodiscard]] std::size_t started(const ExplainedDate::Date& date, std::size_t last_step) const {
    for (std::size_t at = last_step + 1; at-- > 0;) {
      for (const Event& event : step(at).outcome.events) {
        if (event.kind == Event::Kind::started && is_of(event, date)) return at;
      }
    }
    return 0;
  }

  [[nodiscard]] const model::Clause& clause() const {
    return *std::find_if(model_.clauses.begin(), model_.clauses.end(),
                         [&](const model::Clause& known) { return known.name == explained_.clause; });
  }

  /// What occurs for a part of the anchor: the event that shows it.
  struct Wanted {
    Event::Kind kind = Event::Kind::started;
    std::string name;
  };
  [[nodiscard]] std::optional<Wanted> wanted(const model::Anchor& part) const {
    switch (part.kind) {
      case model::Anchor::Kind::act:
        return Wanted{Event::Kind::permitted, model_[part.act].name};
      case model::Anchor::Kind::stage:
        return Wanted{Event::Kind::entered, model_[part.stage].name};
      case model::Anchor::Kind::field:
        return Wanted{Event::Kind::set_field, model_[part.field].name};
      case model::Anchor::Kind::activation:
        return Wanted{Event::Kind::started, explained_.clause};
      default:
        return std::nullopt;
    }
  }

  [[nodiscard]] bool occurs(const History::Step& taken, const Wanted& what) const {
    if (what.kind == Event::Kind::permitted) return taken.act.name == what.name;
    return std::any_of(taken.outcome.events.begin(), taken.outcome.events.end(), [&](const Event& event) {
      return event.kind == what.kind && event.name == what.name;
    });
  }

  /// The latest occurrence, of an anchor of one part the one from which the date counts.
  void add_sources(ExplainedDate::Date& date, std::size_t first, std::size_t last_step) const {
    if (!clause().limit) return;
    const model::Anchor& anchor = clause().limit->anchor;
    model::for_each_part(anchor, [&](const model::Anchor& part) {
      const auto what = wanted(part);
      if (!what) return;
      const bool is_activation = what->kind == Event::Kind::started;
      const bool must_agree =
          part.kind == model::Anchor::Kind::act || part.kind == model::Anchor::Kind::stage;
      for (std::size_t at = (is_activation ? first : last_step) + 1; at-- > 0;) {
        const bool agrees = !must_agree || model::is_composed(anchor) || !date.commitment.since ||
                            same_minute(step(at).outcome.time, *date.commitment.since);
        if (!agrees || !occurs(step(at), *what)) continue;
        date.sources.push_back({what->kind, what->name, named_entry(story_, at)});
        return;
      }
    });
  }

  [[nodiscard]] static bool same_minute(Instant one, Instant other) {
    return std::chrono::floor<std::chrono::minutes>(one) == std::chrono::floor<std::chrono::minutes>(other);
  }

  void add_changes(ExplainedDate::Date& date, std::size_t first, std::size_t last_step) const {
    bool dated = false;
    for (std::size_t at = first; at <= last_step; ++at) {
      for (const Event& event : step(at).outcome.events) {
        if (!is_of(event, date)) continue;
        const bool is_first_date = event.kind == Event::Kind::dated && !std::exchange(dated, true);
        const bool changes = event.kind == Event::Kind::extended || event.kind == Event::Kind::paused ||
                             event.kind == Event::Kind::resumed || event.kind == Event::Kind::dated;
        if (!changes || is_first_date) continue;
        ExplainedDate::Change change{event.kind, named_entry(story_, at), event.due, {}};
        if (event.kind == Event::Kind::paused) {
          change.because = pauses(at);
          if (date.commitment.paused) date.commitment.receipt = receipt_before(date, at);
        }
        date.changes.push_back(std::move(change));
      }
    }
  }

  [[nodiscard]] std::vector<ReceiptLine> receipt_before(const ExplainedDate::Date& date,
                                                        std::size_t at) const {
    if (at == 0) return {};
    for (Case::Commitment& before : story_.after[at - 1].commitments(step(at).outcome.time)) {
      if (before.clause == date.commitment.clause && before.offices == date.commitment.offices)
        return std::move(before.receipt);
    }
    return {};
  }

  [[nodiscard]] std::vector<Bilingual> pauses(std::size_t at) const {
    std::vector<Bilingual> because;
    const model::ClauseId id{static_cast<std::int32_t>(&clause() - model_.clauses.data())};
    for (const model::Pause* pause : cases::pauses_that_hold(story_.after[at], id, step(at).outcome.time)) {
      const auto said = [&](Language language) {
        const CaseWords words(explained_.policy, language);
        const std::string condition = pause->condition.known() ? words.wording().expression(pause->condition)
                                                               : words.wording().stage(pause->stage);
        return words.with_basis(spaced(condition), pause->citations);
      };
      because.push_back({said(Language::english), said(Language::chinese)});
    }
    return because;
  }

  const Story& story_;
  ExplainedDate& explained_;
  const model::Model& model_;
};

/// How the clause ended behind the last step in which it ran, when it was due at that time.
ExplainedDate::End end_behind(const Story& story, std::size_t last_step, const std::string& clause,
                              const std::optional<Instant>& due) {
  const std::size_t next = last_step + 1;
  if (next == story.history.steps.size()) return {Event::Kind::dated, std::nullopt};
  const History::Step& ending = story.history.steps[next];
  const model::Model& model = graph::internals(ending.policy).model;
  const auto found = std::find_if(model.clauses.begin(), model.clauses.end(),
                                  [&](const model::Clause& known) { return known.name == clause; });
  const bool is_right = found != model.clauses.end() && found->kind == model::Clause::Kind::may;
  const auto happens = [&](Event::Kind kind) {
    return std::any_of(ending.outcome.events.begin(), ending.outcome.events.end(),
                       [&](const Event& event) { return event.kind == kind && event.name == clause; });
  };
  if (is_right && happens(Event::Kind::permitted)) return {Event::Kind::permitted, named_entry(story, next)};
  for (const Event::Kind kind :
       {Event::Kind::done, Event::Kind::fired, Event::Kind::lapsed, Event::Kind::discharged}) {
    if (happens(kind)) return {kind, named_entry(story, next)};
  }
  if (due && *due < ending.outcome.time) return {Event::Kind::dated, std::nullopt};
  return {Event::Kind::discharged, named_entry(story, next)};
}

Diagnostic unknown_clause(const Policy& policy, const std::string& given) {
  const bool is_act = std::any_of(policy.acts().begin(), policy.acts().end(), [&](const Policy::Act& act) {
    return spaced(act.name) == spaced(given) || spaced(act.label) == spaced(given);
  });
  if (is_act) return {messages::explained_act_without_date, {}, {given}, {}};
  std::vector<std::string> known;
  for (const model::Clause& clause : graph::internals(policy).model.clauses) {
    if (!runs(clause)) continue;
    known.push_back(clause.name);
    if (!clause.label.empty()) known.push_back(clause.label);
  }
  const auto meant = nearest(given, known);
  if (meant) return {messages::explained_clause_misspelt, {}, {given, *meant}, {}};
  return {messages::explained_clause_unknown, {}, {given}, {}};
}

}  // namespace
}  // namespace reports

Result<ExplainedDate> explain_date(Docket& docket, const std::string& case_number, const std::string& clause,
                                   Instant as_of) {
  using namespace reports;
  const auto story = read_story(docket, case_number, as_of);
  if (!story) return story.error();
  const Case& now = story->history.state;
  const Names called = clauses_called(now.policy(), clause);
  if (called.empty()) return unknown_clause(now.policy(), clause);
  ExplainedDate explained(now.policy());
  explained.case_number = case_number;
  explained.as_of = as_of;
  Commitments found = running(now, as_of, called);
  std::size_t last_step = story->history.steps.size();
  const bool ended = found.empty();
  if (!ended) --last_step;
  while (found.empty() && last_step > 0) {
    // Dates are those of the entry before the one by which it ended.
    --last_step;
    explained.as_of = story->history.steps[last_step].outcome.time;
    found = running(story->after[last_step], explained.as_of, called);
    explained.policy = story->after[last_step].policy();
  }
  if (found.empty()) {
    const CaseWords words(now.policy(), Language::english);
    return Diagnostic{messages::explained_clause_never_ran,
                      {},
                      {both_clause(now.policy(), called.front()), case_number, words.date_text(as_of)},
                      {}};
  }
  explained.clause = found.front().clause;
  if (ended) explained.end = end_behind(*story, last_step, explained.clause, found.front().due);
  Explainer(*story, explained).add(std::move(found), last_step);
  return explained;
}

}  // namespace recourse
