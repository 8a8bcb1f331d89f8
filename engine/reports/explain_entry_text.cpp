// The explanation of an entry for a terminal, and for programs.
#include "engine/base/messages/graph.h"
#include "engine/base/messages/reports.h"
#include "engine/reports/explain_json.h"
#include "engine/reports/explain_parts.h"
#include "engine/reports/lines.h"
#include "engine/reports/words.h"

namespace recourse {
namespace reports {
namespace {

class EntryWriter {
public:
  EntryWriter(const ExplainedEntry& explained, Language language)
      : explained_(explained), words_(explained.policy, language) {}

  [[nodiscard]] std::string write() const {
    std::string text =
        line(words_.words(terms::explain_entry_title,
                          {explained_.case_number, words_.date_text(explained_.entry.time), what()}));
    if (explained_.late)
      text += line(words_.words(terms::booklet_recorded_late, {words_.date_text(explained_.recorded)}));
    if (explained_.kind == Entry::Kind::correction)
      text += line(words_.words(terms::booklet_corrected, {words_.date_text(explained_.recorded)}));
    text += section(terms::explain_parts, parts());
    text += section(terms::explain_changes, changes());
    text += section(terms::explain_dates, dates());
    return text + section(terms::explain_told, told());
  }

private:
  [[nodiscard]] std::string what() const {
    if (explained_.kind == Entry::Kind::migration) return words_.words(terms::booklet_migration);
    if (explained_.kind == Entry::Kind::surroundings) return words_.words(terms::booklet_surroundings);
    return words_.entry_text(explained_.entry);
  }

  [[nodiscard]] std::string section(TermCode title, const std::string& lines) const {
    return lines.empty() ? "" : "\n" + line(words_.words(title)) + lines;
  }

  [[nodiscard]] std::string parts() const {
    std::string text;
    for (const ClausePart& part : explained_.parts) text += part_text(part, how_text(part.how), words_);
    return text;
  }

  [[nodiscard]] std::string changes() const {
    std::string text;
    for (const std::string& stage : explained_.left)
      text += line("  " + words_.words(terms::explain_stage_left, {words_.stage_text(stage)}));
    for (const std::string& stage : explained_.entered)
      text += line("  " + words_.words(terms::booklet_entered, {words_.stage_text(stage)}));
    for (const ExplainedEntry::FieldChange& change : explained_.fields) {
      text += line("  " + words_.words(terms::explain_field_changed,
                                       {words_.field_text(change.field), field_value(change, change.before),
                                        field_value(change, change.after)}));
    }
    return text;
  }

  [[nodiscard]] std::string field_value(const ExplainedEntry::FieldChange& change, const Value& value) const {
    for (const Policy::Value& field : explained_.policy.fields()) {
      if (field.name != change.field) continue;
      const std::string text = words_.value_text(field.type, value);
      return text.empty() ? words_.words(terms::graph_unknown) : text;
    }
    return "";
  }

  [[nodiscard]] std::string dates() const {
    std::string text;
    for (const ExplainedEntry::DateChange& change : explained_.dates) {
      const Case::Commitment& named = change.after ? *change.after : *change.before;
      const std::string who = words_.who_text(named);
      // An extension or approval is called by its act, and not by the clause that it belongs to.
      const bool is_a_clause = explained_.policy.clause(named.clause) != nullptr;
      std::string name = is_a_clause ? words_.clause_text(named.clause) : words_.what_text(named);
      if (!who.empty()) name += " — " + who;
      const std::string before = change.before ? words_.until_text(*change.before) : "";
      const std::string after = change.after ? words_.until_text(*change.after) : "";
      const TermCode term = !change.before  ? terms::explain_date_begins
                            : !change.after ? terms::explain_date_ends
                                            : terms::explain_date_moves;
      text += line("  " + words_.words(term, {name, before, after}));
    }
    return text;
  }

  [[nodiscard]] std::string told() const {
    std::string text;
    for (const Notice& notice : explained_.notices)
      text += line("  " + words_.words(terms::booklet_told, {words_.receiver_text(notice), notice.text}));
    for (const Sent& sent : explained_.sent) text += line("  " + words_.sent_text(sent));
    for (const Effect& effect : explained_.withdrawn)
      text += line("  " + words_.words(terms::booklet_withdrawn, {words_.effect_text(effect)}));
    return text;
  }

  const ExplainedEntry& explained_;
  CaseWords words_;
};

Json date_json(const Policy& policy, const std::optional<Case::Commitment>& date) {
  if (!date) return nullptr;
  return {{"due", date->due ? Json(format_instant(policy, *date->due)) : Json()},
          {"overdue", date->overdue},
          {"provisional", date->provisional},
          {"paused", date->paused}};
}

Json told_json(const ExplainedEntry& entry) {
  Json told = Json::array();
  for (const Notice& notice : entry.notices) {
    told.push_back({{"receiver", notice.receiver},
                    {"offices", notice.offices},
                    {"text", notice.text},
                    {"clause", notice.clause}});
  }
  return told;
}

Json sent_json(const ExplainedEntry& entry) {
  Json all = Json::array();
  for (const Sent& sent : entry.sent) {
    Json arguments = Json::object();
    for (const auto& [name, value] : sent.act.arguments) arguments[name] = to_json(value);
    all.push_back({{"clause", sent.clause},
                   {"case_type", sent.case_type},
                   {"case", sent.to},
                   {"act", sent.act.name},
                   {"arguments", arguments}});
  }
  return all;
}

}  // namespace
}  // namespace reports

std::string render_text(const ExplainedEntry& entry, Language language) {
  return reports::EntryWriter(entry, language).write();
}

std::string render_json(const ExplainedEntry& entry) {
  using reports::Json;
  Json json{{"case", entry.case_number}};
  json.update(reports::to_json(entry.policy, entry.entry));
  json["clauses"] = Json::array();
  for (const ClausePart& part : entry.parts) json["clauses"].push_back(reports::to_json(part));
  json["left"] = entry.left;
  json["entered"] = entry.entered;
  json["fields"] = Json::array();
  for (const ExplainedEntry::FieldChange& change : entry.fields) {
    json["fields"].push_back({{"field", change.field},
                              {"before", reports::to_json(change.before)},
                              {"after", reports::to_json(change.after)}});
  }
  json["dates"] = Json::array();
  for (const ExplainedEntry::DateChange& change : entry.dates) {
    const Case::Commitment& named = change.after ? *change.after : *change.before;
    json["dates"].push_back({{"clause", named.clause},
                             {"offices", named.offices},
                             {"before", reports::date_json(entry.policy, change.before)},
                             {"after", reports::date_json(entry.policy, change.after)}});
  }
  json["told"] = reports::told_json(entry);
  json["sent"] = reports::sent_json(entry);
  return reports::document(json);
}

}  // namespace recourse
