// Folds a case's log into its booklet: who did what when on what ground, what is owed and open, and why each
// date.
#include "engine/reports/booklet.h"

#include <algorithm>

#include "engine/base/messages/reports.h"
#include "engine/reports/story.h"
#include "engine/reports/words.h"

namespace recourse {
namespace reports {
namespace {

class Maker : public CaseWords {
public:
  Maker(const Policy& policy, PaperFormat format, Language language)
      : CaseWords(policy, language, format == PaperFormat::json ? Names::as_declared : Names::spaced),
        format_(format) {}

  Booklet make(const std::string& number, const History& history, Instant as_of,
               const std::vector<std::string>& same_matter, const std::optional<EntryName>& withdrawn_by) {
    Booklet booklet;
    booklet.language = language();
    booklet.number = number;
    booklet.as_of = date_text(as_of);
    booklet.policy =
        words(terms::booklet_policy, {policy().title(), policy().version(), policy().digest().substr(0, 12)});
    booklet.kind = shown_name(policy().case_name(), policy().case_label());
    for (const History::Step& step : history.steps) {
      under(step.policy).add_step(step, booklet);
      for (const Effect& effect : step.withdrawn) {
        booklet.history.back().followed.push_back(
            under(policy_at(history, effect.time)).withdrawn_text(effect));
      }
    }
    for (const History::SetAside& aside : history.set_aside)
      under(aside.policy).add_set_aside(aside, booklet);
    if (withdrawn_by) {
      booklet.stages.push_back(
          words(terms::booklet_case_withdrawn, {withdrawn_by->case_number, withdrawn_by->number}));
      return booklet;
    }
    add_state(history.state, as_of, booklet);
    add_same_matter(history.state, same_matter, booklet);
    return booklet;
  }

private:
  /// What happened is told in the words of the policy that the case was under then.
  [[nodiscard]] Maker under(const Policy& policy) const { return {policy, format_, language()}; }

  void add_step(const History::Step& step, Booklet& booklet) {
    if (step.kind == Entry::Kind::surroundings || step.kind == Entry::Kind::migration)
      return add_exchange(step, booklet);
    Booklet::Step shown;
    shown.date = date_text(step.outcome.time);
    shown.clock = step.kind == Entry::Kind::clock;
    shown.act = shown.clock ? words(terms::booklet_clock) : act_text(step.act);
    if (!shown.clock) shown.actor = actor_text(step.act.actor);
    if (step.kind == Entry::Kind::correction)
      shown.remark = words(terms::booklet_corrected, {date_text(step.recorded)});
    if (step.late) shown.remark = words(terms::booklet_recorded_late, {date_text(step.recorded)});
    for (const Event& event : step.outcome.events) {
      if (event.kind == Event::Kind::permitted || event.kind == Event::Kind::lapsed ||
          event.kind == Event::Kind::fired) {
        add_basis(event.name, shown.basis);
      }
      const std::string followed = followed_text(event);
      if (!followed.empty()) shown.followed.push_back(followed);
    }
    for (const Notice& notice : step.outcome.notices) {
      shown.followed.push_back(words(terms::booklet_told, {receiver_text(notice), notice.text}));
    }
    for (const Sent& sent : step.outcome.sent) shown.followed.push_back(sent_text(sent));
    booklet.history.push_back(std::move(shown));
  }

  [[nodiscard]] static const Policy& policy_at(const History& history, Instant time) {
    const auto latest = std::find_if(history.steps.rbegin(), history.steps.rend(),
                                     [&](const auto& step) { return step.outcome.time <= time; });
    return latest == history.steps.rend() ? history.state.policy() : latest->policy;
  }

  [[nodiscard]] std::string withdrawn_text(const Effect& effect) const {
    return words(terms::booklet_withdrawn, {effect_text(effect)});
  }

  /// Dates that moved by a notice are told, most often none did; that the case went over to another policy is told anyway.
  void add_exchange(const History::Step& exchange, Booklet& booklet) {
    const bool is_migration = exchange.kind == Entry::Kind::migration;
    Booklet::Step step;
    step.date = date_text(exchange.outcome.time);
    step.clock = true;
    step.act = words(is_migration ? terms::booklet_migration : terms::booklet_surroundings);
    for (const Event& event : exchange.outcome.events) {
      if (event.kind == Event::Kind::dated && event.due)
        step.followed.push_back(
            words(terms::booklet_dated, {clause_text(event.name), date_text(*event.due)}));
    }
    if (is_migration || !step.followed.empty()) booklet.history.push_back(std::move(step));
  }

  void add_set_aside(const History::SetAside& aside, Booklet& booklet) {
    Booklet::Step step;
    step.date = date_text(aside.act.effective);
    step.actor = actor_text(aside.act.actor);
    step.act = act_text(aside.act);
    step.remark = words(aside.replaced ? terms::booklet_replaced : terms::booklet_without_effect,
                        {date_text(aside.since)});
    booklet.set_aside.push_back(std::move(step));
  }

  void add_basis(const std::string& clause_name, std::string& basis) {
    const std::string citation = citation_of(clause_name);
    if (citation.empty() || basis.find(citation) != std::string::npos) return;
    basis += (basis.empty() ? "" : "; ") + citation;
  }

  /// Other cases that may be about the same matter, until somebody has settled that one is.
  void add_same_matter(const Case& folded, const std::vector<std::string>& same, Booklet& booklet) {
    const auto twin = folded.field("twin");
    if (!twin || !std::holds_alternative<std::monostate>(twin->held)) return;
    std::string numbers;
    for (const std::string& number : same) numbers += (numbers.empty() ? "" : ", ") + number;
    if (!numbers.empty()) booklet.particulars.emplace_back(words(terms::booklet_same_matter), numbers);
  }

  void add_state(const Case& folded, Instant as_of, Booklet& booklet) {
    for (const std::string& stage : folded.stages()) booklet.stages.push_back(stage_text(stage));
    for (const std::string& office : folded.responsible(as_of))
      booklet.responsible.push_back(office_text(office));
    for (const Policy::Value& field : policy().fields()) {
      auto value = folded.field(field.name);
      const std::string text = value ? value_text(field.type, *value) : "";
      if (!text.empty() && !model::is_bits_of_periods(field.name)) {
        booklet.particulars.emplace_back(shown_name(field.name, field.label), text);
      }
    }
    for (const Case::Commitment& commitment : folded.commitments(as_of)) add_commitment(commitment, booklet);
  }

  void add_commitment(const Case::Commitment& commitment, Booklet& booklet) {
    if (commitment.barred) return;
    Booklet::Item item;
    item.what = what_text(commitment);
    item.who = who_text(commitment);
    item.until = until_text(commitment);
    item.basis = citation_of(commitment.clause);
    item.dated = commitment.due.has_value() && !commitment.paused;
    item.overdue = commitment.overdue;
    item.why = describe(commitment.receipt, language());
    switch (commitment.kind) {
      case Case::Commitment::Kind::duty:
        booklet.owed.push_back(std::move(item));
        break;
      case Case::Commitment::Kind::timer:
        booklet.timers.push_back(std::move(item));
        break;
      case Case::Commitment::Kind::right:
        (commitment.by_party ? booklet.yours : booklet.offices_may).push_back(std::move(item));
        break;
    }
  }

  PaperFormat format_;
};

}  // namespace

Result<Booklet> make_booklet(Docket& docket, const std::string& case_number, Instant as_of,
                             PaperFormat format, Language language) {
  auto found = docket.find(case_number);
  if (!found) return found.error();
  if (!*found) return Diagnostic{messages::case_not_found, {}, {case_number}, {}};
  Maker maker((*found)->policy(), format, language);
  auto history = docket.history(case_number, as_of + std::chrono::minutes(1));
  if (!history) return history.error();
  const auto withdrawn_by = docket.withdrawn_by(case_number);
  if (!withdrawn_by) return withdrawn_by.error();
  if ((*history)->steps.empty() && !*withdrawn_by) {
    return not_begun(docket, maker.policy(), case_number, as_of);
  }
  const auto same = docket.same_matter(case_number);
  if (!same) return same.error();
  return maker.make(case_number, **history, as_of, *same, *withdrawn_by);
}

}  // namespace reports

Result<std::string> booklet(Docket& docket, const std::string& case_number, Instant as_of, PaperFormat format,
                            Language language) {
  auto made = reports::make_booklet(docket, case_number, as_of, format, language);
  if (!made) return made.error();
  switch (format) {
    case PaperFormat::html:
      return reports::to_html(*made);
    case PaperFormat::json:
      return reports::to_json(*made);
    case PaperFormat::text:
      break;
  }
  return reports::to_text(*made);
}

}  // namespace recourse
