// The explanation of a date for a terminal, and for programs.
#include <algorithm>

#include "engine/base/messages/reports.h"
#include "engine/reports/explain_json.h"
#include "engine/reports/lines.h"
#include "engine/reports/words.h"

namespace recourse {
namespace reports {
namespace {

bool is_weekend(const ReceiptLine& line) {
  return line.kind == ReceiptLine::Kind::skipped && line.name.empty();
}

class DateWriter {
public:
  DateWriter(const ExplainedDate& explained, Language language)
      : explained_(explained), words_(explained.policy, language) {}

  [[nodiscard]] std::string write() const {
    std::string text = line(words_.words(terms::explain_date_title,
                                         {explained_.case_number, words_.clause_text(explained_.clause)})) +
                       line(words_.words(terms::booklet_as_of, {words_.date_text(explained_.as_of)}));
    if (explained_.end) text += line(end(*explained_.end));
    for (const ExplainedDate::Date& date : explained_.dates) text += "\n" + this->date(date);
    return text;
  }

private:
  [[nodiscard]] std::string end(const ExplainedDate::End& end) const {
    if (!end.entry) return words_.words(terms::explain_date_passed);
    const TermCode term = end.kind == Event::Kind::done         ? terms::explain_date_done
                          : end.kind == Event::Kind::permitted  ? terms::explain_date_used
                          : end.kind == Event::Kind::discharged ? terms::explain_date_discharged
                          : end.kind == Event::Kind::lapsed     ? terms::explain_date_lapsed
                                                                : terms::explain_date_fired;
    return words_.words(term, {words_.date_text(end.entry->time), words_.entry_text(*end.entry)});
  }

  [[nodiscard]] const model::Clause* clause() const {
    const auto id = words_.find_clause(explained_.clause);
    return id ? &words_.model()[*id] : nullptr;
  }

  [[nodiscard]] std::string date(const ExplainedDate::Date& date) const {
    const Case::Commitment& commitment = date.commitment;
    std::string first = "  " + words_.what_text(commitment);
    const std::string who = words_.who_text(commitment);
    if (!who.empty()) first += "  — " + who;
    const bool is_dated = commitment.due && !commitment.paused;
    first += "  (" + (is_dated ? words_.words(terms::booklet_until) + " " : "") +
             words_.until_text(commitment) + ")";
    const std::string basis = words_.citation_of(commitment.clause);
    if (!basis.empty()) first += "  [" + basis + "]";
    std::string text = line(first) + counting(date);
    if (!date.changes.empty()) text += line("    " + words_.words(terms::explain_changed));
    for (const ExplainedDate::Change& change : date.changes) text += line("      " + this->change(change));
    return text;
  }

  [[nodiscard]] std::string counting(const ExplainedDate::Date& date) const {
    const model::Clause* const of = clause();
    if (of == nullptr || !of->limit) return "";
    std::string text;
    if (const std::string limit = words_.wording().limit(*of); !limit.empty())
      text += line("    " + words_.words(terms::explain_limit, {limit}));
    std::string anchor = words_.shown(words_.wording().anchor(of->limit->anchor));
    if (anchor.empty()) anchor = words_.words(terms::explain_counts_from_beginning);
    if (!of->limit->until.known()) {
      text += line("    " + words_.words(terms::explain_counts_from, {anchor}));
      for (const ExplainedDate::Source& source : date.sources) text += line("      " + this->source(source));
      if (date.sources.empty() && !date.commitment.since)
        text += line("      " + words_.words(terms::explain_not_occurred, {anchor}));
    }
    if (date.commitment.paused && !date.commitment.receipt.empty())
      text += line("    " + words_.words(terms::explain_before_pause));
    for (const std::string& counted : receipt(date.commitment.receipt)) text += line("      " + counted);
    return text;
  }

  [[nodiscard]] std::string source(const ExplainedDate::Source& source) const {
    const std::string name = source.kind == Event::Kind::entered     ? words_.stage_text(source.name)
                             : source.kind == Event::Kind::set_field ? words_.field_text(source.name)
                             : source.kind == Event::Kind::started
                                 ? words_.clause_text(source.name)
                                 : words_.act_text({source.name, {}, {}, {}});
    return words_.words(terms::explain_source,
                        {name, words_.date_text(source.entry.time), words_.entry_text(source.entry)});
  }

  [[nodiscard]] std::string change(const ExplainedDate::Change& change) const {
    std::string because;
    for (const Bilingual& reason : change.because) {
      because += (because.empty() ? "" : "; ") +
                 (words_.language() == Language::chinese ? reason.chinese : reason.english);
    }
    const TermCode term = change.kind == Event::Kind::extended  ? terms::explain_change_extended
                          : change.kind == Event::Kind::resumed ? terms::explain_change_resumed
                          : change.kind != Event::Kind::paused  ? terms::explain_change_dated
                          : because.empty()                     ? terms::explain_change_paused
                                                                : terms::explain_change_paused_because;
    return words_.words(term, {words_.date_text(change.entry.time), words_.entry_text(change.entry),
                               change.due ? words_.date_text(*change.due) : because});
  }

  /// In sentences; weekends are summed up when there are several.
  [[nodiscard]] std::vector<std::string> receipt(std::vector<ReceiptLine> lines) const {
    const auto weekends = std::count_if(lines.begin(), lines.end(), is_weekend);
    if (weekends <= 2) return describe(lines, words_.language());
    std::erase_if(lines, is_weekend);
    std::vector<std::string> sentences = describe(lines, words_.language());
    sentences.insert(sentences.begin() + std::min<std::ptrdiff_t>(1, std::ssize(sentences)),
                     words_.words(terms::explain_weekends, {std::int64_t{weekends}}));
    return sentences;
  }

  const ExplainedDate& explained_;
  CaseWords words_;
};

Json date_json(const Policy& policy, const ExplainedDate::Date& date) {
  const Case::Commitment& commitment = date.commitment;
  const auto time = [&](const std::optional<Instant>& instant) {
    return instant ? Json(format_instant(policy, *instant)) : Json();
  };
  Json json{{"acts", commitment.acts},
            {"offices", commitment.offices},
            {"since", time(commitment.since)},
            {"due", time(commitment.due)},
            {"aim", time(commitment.aim)},
            {"overdue", commitment.overdue},
            {"provisional", commitment.provisional},
            {"paused", commitment.paused}};
  json["sources"] = Json::array();
  for (const ExplainedDate::Source& source : date.sources) {
    Json item{{"kind", source.kind == Event::Kind::permitted ? "act" : kind_name(source.kind)},
              {"name", source.name}};
    item.update(to_json(policy, source.entry));
    json["sources"].push_back(std::move(item));
  }
  json["receipt"] = to_json(commitment.receipt);
  json["changes"] = Json::array();
  for (const ExplainedDate::Change& change : date.changes) {
    Json item{{"kind", kind_name(change.kind)}, {"due", time(change.due)}};
    for (const Bilingual& because : change.because) item["because"].push_back(to_json(because));
    item.update(to_json(policy, change.entry));
    json["changes"].push_back(std::move(item));
  }
  return json;
}

}  // namespace
}  // namespace reports

std::string render_text(const ExplainedDate& date, Language language) {
  return reports::DateWriter(date, language).write();
}

std::string render_json(const ExplainedDate& date) {
  using reports::Json;
  const Policy::Clause* const clause = date.policy.clause(date.clause);
  Json json{{"case", date.case_number},
            {"clause", date.clause},
            {"citation", clause == nullptr ? "" : clause->citation},
            {"as_of", format_instant(date.policy, date.as_of)}};
  if (date.end) {
    const bool was_used = date.end->kind == Event::Kind::permitted;
    json["ended"] = {{"how", !date.end->entry ? "passed"
                             : was_used       ? "used"
                                              : reports::kind_name(date.end->kind)}};
    if (date.end->entry) json["ended"].update(reports::to_json(date.policy, *date.end->entry));
  }
  json["dates"] = Json::array();
  for (const ExplainedDate::Date& each : date.dates)
    json["dates"].push_back(reports::date_json(date.policy, each));
  return reports::document(json);
}

}  // namespace recourse
