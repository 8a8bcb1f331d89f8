// The office directory: which offices there are, who is above whom, who took over from whom, what each is competent
// for, and who holds which post, each with dates. A logged input: outside the digest of a policy's meaning.
// Immutable after build(); the room `model` reads it from YAML. Every question is O(depth of the tree) at most.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/calendar/period.h"

namespace recourse::offices {

using calendar::Day;
using calendar::kUnknownTime;
using OfficeIndex = std::int32_t;
inline constexpr OfficeIndex kNoOffice = -1;

/// First and last day of validity, both included; kUnknownTime is open.
struct Validity {
  Day from = kUnknownTime;
  Day to = kUnknownTime;
  [[nodiscard]] bool covers(Day day) const {
    return (from == kUnknownTime || from <= day) && (to == kUnknownTime || day <= to);
  }
};

struct Office {
  std::string id;            // stable, in the log: "town_east"
  std::string name;          // as shown; may be Chinese
  std::string name_english;  // may be empty
  std::int32_t level = 0;    // 1 is the top (province), as the file's `levels` lists them
  Validity valid;
  struct Superior {
    OfficeIndex office;
    Validity valid;
  };
  std::vector<Superior> superiors;  // by date; at most one on a day
  struct Successor {
    OfficeIndex office;
    Day from;
  };
  std::vector<Successor> successors;  // when it has ended
  struct Competence {
    std::int32_t choice;
    std::vector<std::int32_t> values;
  };
  /// One row is one area of competence; within a row, choices that are not named are not restricted.
  std::vector<std::vector<Competence>> competences;
  struct Post {
    std::string kind;
    std::string holder;
    Validity valid;
  };  // kind "head", "officer", …
  std::vector<Post> posts;
};

class Directory {
public:
  Directory() = default;
  explicit Directory(std::vector<Office> offices, std::vector<std::string> levels = {});

  [[nodiscard]] const std::vector<Office>& offices() const { return offices_; }
  [[nodiscard]] const std::vector<std::string>& levels() const { return levels_; }
  /// By id, name or English name; kNoOffice when there is none.
  [[nodiscard]] OfficeIndex find(std::string_view id_or_name) const;

  /// The office that stands for this one on a day: itself while it is in force, afterwards its successor, followed to the end; of
  /// several successors that are there by then, the first whose competences contain all of the ended one's, else the first listed.
  /// kNoOffice before it is in force, and when it has ended and nobody took over.
  [[nodiscard]] OfficeIndex current(OfficeIndex office, Day day) const;
  /// Of current(office); kNoOffice at the top.
  [[nodiscard]] OfficeIndex superior(OfficeIndex office, Day day) const;
  /// Whether `candidate` (or what stands for it) is in the chain above `office`.
  [[nodiscard]] bool in_superiors(OfficeIndex candidate, OfficeIndex office, Day day) const;
  /// Whether `office` is `top` or below it.
  [[nodiscard]] bool under(OfficeIndex office, OfficeIndex top, Day day) const;
  /// `pairs`: choice index, value index, … Whether one row admits all of them (and there is a row).
  [[nodiscard]] bool competent(OfficeIndex office, const std::int64_t* pairs, std::size_t count,
                               Day day) const;
  /// Whether somebody holds a post on a day. Of an office with no entry for such a post the directory does not say who holds
  /// it, so that it counts as held.
  [[nodiscard]] bool is_held(OfficeIndex office, std::string_view post, Day day) const;
  /// Who holds a post on a day; empty when nobody is named.
  [[nodiscard]] std::string_view holder(OfficeIndex office, std::string_view post, Day day) const;

private:
  [[nodiscard]] OfficeIndex successor(const Office& ended, Day day) const;

  std::vector<Office> offices_;
  std::vector<std::string> levels_;
  std::map<std::string, OfficeIndex, std::less<>> by_name_;  // ids win over names, names over English names
};

}  // namespace recourse::offices
