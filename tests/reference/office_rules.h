// What the office directory says on a day (decisions 27-29), looked up in its data as plainly as can be: a second opinion of
// engine/offices, which it does not ask.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/offices/directory.h"

namespace recourse::reference {

class OfficeRules {
public:
  using Office = std::optional<std::int64_t>;  // index in the directory; none: nobody

  OfficeRules(const offices::Directory& directory, calendar::Day today)
      : offices_(directory.offices()), today_(today) {}

  /// Whether there is such an office, and today is one of its days.
  [[nodiscard]] bool in_force(std::int64_t office) const;
  /// Who stands for it today.
  [[nodiscard]] Office standing(std::int64_t office) const;
  [[nodiscard]] Office superior(std::int64_t office) const;
  /// Its superior, the superior of that, and so on.
  [[nodiscard]] std::set<std::int64_t> chain(std::int64_t office) const;
  [[nodiscard]] bool under(std::int64_t office, std::int64_t top) const;
  [[nodiscard]] Office level(std::int64_t office) const;
  /// `values`: choice, value, choice, value, …
  [[nodiscard]] bool competent(std::int64_t office, const std::vector<std::int64_t>& values) const;
  [[nodiscard]] bool is_held(std::int64_t office, const std::string& post) const;

private:
  using Row = std::vector<offices::Office::Competence>;
  [[nodiscard]] const offices::Office& at(std::int64_t office) const {
    return offices_.at(static_cast<std::size_t>(office));
  }
  [[nodiscard]] bool has_begun(calendar::Day from) const;

  const std::vector<offices::Office>& offices_;
  calendar::Day today_;
};

}  // namespace recourse::reference
