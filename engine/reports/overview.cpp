// The table of cases by stage and by office: how many are open, on time, overdue.
#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>

#include "engine/base/catalogue.h"
#include "engine/base/messages/reports.h"
#include "engine/base/text.h"
#include "engine/graph/policy_internal.h"
#include "engine/graph/wording.h"
#include "engine/reports/words.h"
#include "recourse/report.h"

namespace recourse {
namespace {

void count(Tally& tally, const CaseSummary& summary) {
  ++tally.cases;
  ++(summary.ended ? tally.ended : tally.open);
  if (summary.overdue > 0) {
    ++tally.overdue;
  } else if (summary.lapsed > 0) {
    ++tally.late;
  } else {
    ++tally.on_time;
  }
}

Tally& tally_of(std::vector<Tally>& tallies, const std::string& name, const std::string& label) {
  const auto found =
      std::find_if(tallies.begin(), tallies.end(), [&](const Tally& tally) { return tally.name == name; });
  if (found != tallies.end()) return *found;
  tallies.push_back({name, label, 0, 0, 0, 0, 0, 0});
  return tallies.back();
}

/// Stages of cases of another type than the first are named with it.
std::string stage_of(const std::string& case_type, const std::string& stage) {
  return case_type.empty() || stage.empty() ? stage : case_type + "." + stage;
}

/// In the place of a stage: what opened the case is sent no longer.
constexpr const char* kWithdrawn = "(withdrawn)";

void prepare(Overview& overview, const Policy& policy) {
  for (const Policy& type : graph::policies_of_types(policy)) {
    const bool is_first = type.case_name() == policy.case_types().front().name;
    for (const Policy::Stage& stage : type.stages()) {
      if (stage.root || stage.region != type.stages().front().region) continue;
      const std::string& label = stage.label.empty() ? stage.name : stage.label;
      tally_of(overview.by_stage, stage_of(is_first ? "" : type.case_name(), stage.name),
               is_first ? stage.label : type.case_label() + "." + label);
    }
  }
  for (const Policy::Office& office : policy.offices()) tally_of(overview.by_office, office.id, office.name);
}

void drop_empty(std::vector<Tally>& tallies) {
  std::erase_if(tallies, [](const Tally& tally) { return tally.cases == 0; });
}

/// A row of the table: the name fills its column, figures end at the right of theirs.
std::string row(const std::string& name, std::size_t name_width, const auto&... figures) {
  std::string text = fmt::format("{:<{}}", name, name_width);
  constexpr int kWidths[] = {8, 8, 8, 10, 14, 10};
  const int* width = kWidths;
  ((text += fmt::format("{:>{}}", figures, *width++)), ...);
  return text + "\n";
}

std::string shown(const Tally& tally, const Policy& policy, Language language) {
  if (tally.name.empty()) return std::string(base::word(terms::report_nobody, language));
  if (tally.name == kWithdrawn) return std::string(base::word(terms::report_withdrawn, language));
  for (const Policy::Office& office : policy.offices()) {
    if (office.id == tally.name && language == Language::english && !office.name_english.empty()) {
      return office.name_english;
    }
  }
  return reports::spaced(graph::shown_name(tally.name, tally.label, language));
}

void add(Tally& total, const Tally& tally) {
  total.cases += tally.cases;
  total.open += tally.open;
  total.ended += tally.ended;
  total.on_time += tally.on_time;
  total.late += tally.late;
  total.overdue += tally.overdue;
}

std::string table(TermCode title, const std::vector<Tally>& tallies, const Policy& policy,
                  Language language) {
  const auto word = [&](TermCode term) { return std::string(base::word(term, language)); };
  std::vector<std::string> names{word(title)};
  Tally total;
  for (const Tally& tally : tallies) {
    names.push_back("  " + shown(tally, policy, language));
    add(total, tally);
  }
  names.push_back("  " + word(terms::report_total));

  std::size_t width = 24;
  for (const std::string& name : names) width = std::max(width, base::display_width(name));
  std::string text =
      row(names.front(), width, word(terms::report_column_cases), word(terms::report_column_open),
          word(terms::report_column_ended), word(terms::report_column_on_time),
          word(terms::report_column_late), word(terms::report_column_overdue));
  for (std::size_t at = 1; at < names.size(); ++at) {
    const Tally& tally = at <= tallies.size() ? tallies[at - 1] : total;
    text +=
        row(names[at], width, tally.cases, tally.open, tally.ended, tally.on_time, tally.late, tally.overdue);
  }
  return text;
}

nlohmann::json to_json(const std::vector<Tally>& tallies) {
  nlohmann::json list = nlohmann::json::array();
  for (const Tally& tally : tallies) {
    list.push_back({{"name", tally.name},
                    {"label", tally.label},
                    {"cases", tally.cases},
                    {"open", tally.open},
                    {"ended", tally.ended},
                    {"on_time", tally.on_time},
                    {"late", tally.late},
                    {"overdue", tally.overdue}});
  }
  return list;
}

}  // namespace

Result<Overview> overview(Docket& docket, Instant as_of) {
  auto cases = docket.cases();
  if (!cases) return cases.error();
  auto entries = docket.entry_count();
  if (!entries) return entries.error();
  auto policies = docket.policies();
  if (!policies) return policies.error();
  Overview overview;
  overview.as_of = as_of;
  overview.entries = *entries;
  for (const Policy& policy : *policies) prepare(overview, policy);
  for (const CaseSummary& summary : *cases) {
    ++overview.cases;
    const std::string stage =
        summary.withdrawn ? kWithdrawn : stage_of(summary.case_type, summary.stages.front());
    count(tally_of(overview.by_stage, stage, ""), summary);
    // Joint responsibility counts for each office; nobody is responsible for what has ended.
    if (summary.responsible.empty()) count(tally_of(overview.by_office, "", ""), summary);
    for (const std::string& office : summary.responsible)
      count(tally_of(overview.by_office, office, ""), summary);
  }
  drop_empty(overview.by_stage);
  drop_empty(overview.by_office);
  return overview;
}

std::string render_text(const Overview& overview, const Policy& policy, Language language) {
  std::string text =
      base::fill(base::word(terms::report_overview, language),
                 {overview.cases, overview.entries, format_instant(policy, overview.as_of)}, language);
  text += "\n\n" + table(terms::report_by_stage, overview.by_stage, policy, language);
  return text + "\n" + table(terms::report_by_office, overview.by_office, policy, language);
}

std::string render_json(const Overview& overview) {
  return nlohmann::json{{"cases", overview.cases},
                        {"entries", overview.entries},
                        {"by_stage", to_json(overview.by_stage)},
                        {"by_office", to_json(overview.by_office)}}
             .dump(2) +
         "\n";
}

}  // namespace recourse
