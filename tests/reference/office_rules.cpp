// The office rules, said again.
#include "tests/reference/office_rules.h"

#include <algorithm>

namespace recourse::reference {
namespace {

using Row = std::vector<offices::Office::Competence>;

/// The values of a choice that a row of competences admits; none: all of them.
std::optional<std::set<std::int64_t>> admitted(const Row& row, std::int64_t choice) {
  for (const offices::Office::Competence& each : row)
    if (each.choice == choice) return std::set<std::int64_t>(each.values.begin(), each.values.end());
  return std::nullopt;
}

bool is_within(const Row& narrow, const Row& wide) {
  for (const offices::Office::Competence& each : wide) {
    auto in_wide = admitted(wide, each.choice), in_narrow = admitted(narrow, each.choice);
    if (!in_narrow || !std::ranges::includes(*in_wide, *in_narrow)) return false;
  }
  return true;
}

bool takes_all(const offices::Office& successor, const offices::Office& ended) {
  for (const Row& row : ended.competences) {
    bool taken = false;
    for (const Row& wide : successor.competences) taken = taken || is_within(row, wide);
    if (!taken) return false;
  }
  return true;
}

}  // namespace

bool OfficeRules::has_begun(calendar::Day from) const {
  return from == calendar::kUnknownTime || from <= today_;
}

bool OfficeRules::in_force(std::int64_t office) const {
  if (office < 0 || office >= static_cast<std::int64_t>(offices_.size())) return false;
  const offices::Validity& valid = at(office).valid;
  return has_begun(valid.from) && (valid.to == calendar::kUnknownTime || today_ <= valid.to);
}

OfficeRules::Office OfficeRules::standing(std::int64_t office) const {
  if (in_force(office)) return office;
  if (office < 0 || office >= static_cast<std::int64_t>(offices_.size())) return std::nullopt;
  const offices::Office& ended = at(office);
  if (!has_begun(ended.valid.from)) return std::nullopt;
  std::vector<std::int64_t> successors;
  for (const offices::Office::Successor& each : ended.successors)
    if (has_begun(each.from) && has_begun(at(each.office).valid.from)) successors.push_back(each.office);
  for (std::int64_t each : successors)
    if (takes_all(at(each), ended)) return standing(each);
  return successors.empty() ? std::nullopt : standing(successors.front());
}

OfficeRules::Office OfficeRules::superior(std::int64_t office) const {
  Office stands = standing(office);
  if (!stands) return std::nullopt;
  for (const offices::Office::Superior& each : at(*stands).superiors)
    if (has_begun(each.valid.from) && (each.valid.to == calendar::kUnknownTime || today_ <= each.valid.to))
      return standing(each.office);
  return std::nullopt;
}

std::set<std::int64_t> OfficeRules::chain(std::int64_t office) const {
  std::set<std::int64_t> offices;
  for (Office above = superior(office); above && offices.insert(*above).second;) above = superior(*above);
  return offices;  // a successor may stand below whom it succeeds: then the chain ends where it comes round
}

bool OfficeRules::under(std::int64_t office, std::int64_t top) const {
  Office lower = standing(office), upper = standing(top);
  return lower && upper && (*lower == *upper || chain(*lower).contains(*upper));
}

OfficeRules::Office OfficeRules::level(std::int64_t office) const {
  Office stands = standing(office);
  return stands ? Office(at(*stands).level) : std::nullopt;
}

bool OfficeRules::competent(std::int64_t office, const std::vector<std::int64_t>& values) const {
  Office stands = standing(office);
  if (!stands) return false;
  for (const Row& row : at(*stands).competences) {
    bool admits = true;
    for (std::size_t index = 0; index + 1 < values.size(); index += 2) {
      auto of_choice = admitted(row, values[index]);
      admits = admits && (!of_choice || of_choice->contains(values[index + 1]));
    }
    if (admits) return true;
  }
  return false;
}

bool OfficeRules::is_held(std::int64_t office, const std::string& post) const {
  Office stands = standing(office);
  if (!stands) return false;
  bool kept = false;
  for (const offices::Office::Post& each : at(*stands).posts) {
    if (each.kind != post) continue;
    kept = true;
    if (has_begun(each.valid.from) && (each.valid.to == calendar::kUnknownTime || today_ <= each.valid.to))
      return true;
  }
  return !kept;
}

}  // namespace recourse::reference
