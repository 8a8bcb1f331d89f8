// Questions to the office directory. Chains are followed for at most as many steps as there are offices, so
// that a directory with a ring in it (which the reader of files refuses) still answers.
#include "engine/offices/directory.h"

#include <algorithm>

namespace recourse::offices {
namespace {

using Row = std::vector<Office::Competence>;

bool contains_all(const std::vector<std::int32_t>& values, const std::vector<std::int32_t>& wanted) {
  return std::all_of(wanted.begin(), wanted.end(), [&](std::int32_t value) {
    return std::find(values.begin(), values.end(), value) != values.end();
  });
}

/// Whether everything that `narrow` admits is admitted by `wide` too.
bool covers(const Row& wide, const Row& narrow) {
  return std::all_of(wide.begin(), wide.end(), [&](const Office::Competence& restriction) {
    const auto same = std::find_if(narrow.begin(), narrow.end(), [&](const Office::Competence& other) {
      return other.choice == restriction.choice;
    });
    return same != narrow.end() && contains_all(restriction.values, same->values);
  });
}

bool takes_all(const Office& successor, const Office& ended) {
  return std::all_of(ended.competences.begin(), ended.competences.end(), [&](const Row& row) {
    return std::any_of(successor.competences.begin(), successor.competences.end(),
                       [&](const Row& wide) { return covers(wide, row); });
  });
}

bool is_before(Day day, Day from) {
  return from != kUnknownTime && day < from;
}

bool admits(const Row& row, const std::int64_t* pairs, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    const std::int64_t choice = pairs[2 * i];
    const std::int64_t value = pairs[2 * i + 1];
    for (const Office::Competence& restriction : row) {
      const auto& values = restriction.values;
      if (restriction.choice == choice && std::find(values.begin(), values.end(), value) == values.end()) {
        return false;
      }
    }
  }
  return true;
}

}  // namespace

Directory::Directory(std::vector<Office> offices, std::vector<std::string> levels)
    : offices_(std::move(offices)), levels_(std::move(levels)) {
  for (const auto member : {&Office::id, &Office::name, &Office::name_english}) {
    for (std::size_t i = 0; i < offices_.size(); ++i) {
      if (const std::string& name = offices_[i].*member; !name.empty()) {
        by_name_.emplace(name, static_cast<OfficeIndex>(i));
      }
    }
  }
}

OfficeIndex Directory::find(std::string_view id_or_name) const {
  const auto found = by_name_.find(id_or_name);
  return found == by_name_.end() ? kNoOffice : found->second;
}

OfficeIndex Directory::successor(const Office& ended, Day day) const {
  OfficeIndex first = kNoOffice;
  for (const Office::Successor& candidate : ended.successors) {
    const Office& next = offices_[static_cast<std::size_t>(candidate.office)];
    if (is_before(day, candidate.from) || is_before(day, next.valid.from)) {
      continue;
    }
    if (takes_all(next, ended)) {
      return candidate.office;
    }
    first = first == kNoOffice ? candidate.office : first;
  }
  return first;
}

OfficeIndex Directory::current(OfficeIndex office, Day day) const {
  for (std::size_t steps = 0; steps <= offices_.size(); ++steps) {
    if (office < 0 || static_cast<std::size_t>(office) >= offices_.size()) {
      return kNoOffice;
    }
    const Office& asked = offices_[static_cast<std::size_t>(office)];
    if (asked.valid.covers(day)) {
      return office;
    }
    if (is_before(day, asked.valid.from)) {
      return kNoOffice;
    }
    office = successor(asked, day);
  }
  return kNoOffice;
}

OfficeIndex Directory::superior(OfficeIndex office, Day day) const {
  const OfficeIndex standing = current(office, day);
  if (standing == kNoOffice) {
    return kNoOffice;
  }
  for (const Office::Superior& above : offices_[static_cast<std::size_t>(standing)].superiors) {
    if (above.valid.covers(day)) {
      return current(above.office, day);
    }
  }
  return kNoOffice;
}

bool Directory::in_superiors(OfficeIndex candidate, OfficeIndex office, Day day) const {
  const OfficeIndex wanted = current(candidate, day);
  if (wanted == kNoOffice) {
    return false;
  }
  OfficeIndex above = superior(office, day);
  for (std::size_t steps = 0; above != kNoOffice && steps < offices_.size(); ++steps) {
    if (above == wanted) {
      return true;
    }
    above = superior(above, day);
  }
  return false;
}

bool Directory::under(OfficeIndex office, OfficeIndex top, Day day) const {
  const OfficeIndex standing = current(office, day);
  return standing != kNoOffice && (standing == current(top, day) || in_superiors(top, office, day));
}

bool Directory::competent(OfficeIndex office, const std::int64_t* pairs, std::size_t count, Day day) const {
  const OfficeIndex standing = current(office, day);
  if (standing == kNoOffice) {
    return false;
  }
  const auto& rows = offices_[static_cast<std::size_t>(standing)].competences;
  return std::any_of(rows.begin(), rows.end(), [&](const Row& row) { return admits(row, pairs, count); });
}

bool Directory::is_held(OfficeIndex office, std::string_view post, Day day) const {
  const OfficeIndex standing = current(office, day);
  if (standing == kNoOffice) {
    return false;
  }
  bool is_kept = false;
  for (const Office::Post& entry : offices_[static_cast<std::size_t>(standing)].posts) {
    if (entry.kind == post && entry.valid.covers(day)) {
      return true;
    }
    is_kept = is_kept || entry.kind == post;
  }
  return !is_kept;
}

std::string_view Directory::holder(OfficeIndex office, std::string_view post, Day day) const {
  const OfficeIndex standing = current(office, day);
  if (standing == kNoOffice) {
    return {};
  }
  for (const Office::Post& entry : offices_[static_cast<std::size_t>(standing)].posts) {
    if (entry.kind == post && entry.valid.covers(day)) {
      return entry.holder;
    }
  }
  return {};
}

}  // namespace recourse::offices
