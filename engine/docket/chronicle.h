// What a case's log comes to: which entries stand, in the order in which they took effect, and the case folded from them
// (docs/standard/3-case.md, 10.1).
#pragma once

#include <set>

#include "engine/cases/past.h"
#include "engine/docket/append.h"

namespace recourse::docket {

/// An entry that stands, and the number under which it is folded: of a correction that of the entry first recorded there.
struct Placed {
  const EntryRow* entry = nullptr;
  std::int64_t place = 0;
};

/// Another entry's act, replaced or withdrawn.
struct Replaced {
  const EntryRow* entry = nullptr;
  std::int64_t by = 0;
};

/// Of the entries of one case, oldest first, of which there is one at least; they must outlive it. Clock entries are consequences and do not stand by themselves.
class Chronicle {
public:
  explicit Chronicle(const std::vector<EntryRow>& entries);

  /// By minute of effect, then place.
  [[nodiscard]] const std::vector<Placed>& standing() const { return standing_; }
  [[nodiscard]] const std::vector<Replaced>& replaced() const { return replaced_; }
  /// The entry that opened the case, and the bundle that it was opened under.
  [[nodiscard]] const EntryRow& first() const { return *first_; }
  [[nodiscard]] std::int64_t bundle() const { return first_->bundle; }
  /// The entry by which what opened the case was withdrawn and stands no longer; nothing while it stands.
  [[nodiscard]] const EntryRow* withdrawn_by() const { return withdrawn_by_; }
  /// The entry by which an act may be left without effect; 0: by none.
  [[nodiscard]] std::int64_t left_by(std::int64_t number) const;

private:
  std::vector<Placed> standing_;
  std::vector<Replaced> replaced_;
  std::map<std::int64_t, std::int64_t> left_by_;
  const EntryRow* first_ = nullptr;
  const EntryRow* withdrawn_by_ = nullptr;
};

/// An act that is refused where it stands: by the policy, or because it is none of its acts.
struct Refused {
  Placed placed;
  std::optional<Diagnostic> error;
  Outcome outcome;
};

struct Folded {
  explicit Folded(const Policy& policy) : state(policy) {}

  struct Step {
    Placed placed;  // of the clock: no entry
    Outcome outcome;
    Policy policy;
  };
  Case state;
  Case::Past past;
  CaseRow
      row;  // as describe() has it, with bundle, opened, lapsed, and the time to which it was folded as `last`
  std::vector<Step> steps;  // none: the case has not begun
  std::vector<Refused> refused;
};

/// Folds what took effect before `until`, and lets time pass until then. Errors: policy_fault and what Case::adopt() gives. Throws
/// docket_bundle_damaged, and std::invalid_argument for an entry whose texts are damaged. `each` is called after every step, with the case
/// as it is then.
Result<Folded> fold(Docket::Store& store, const Chronicle& chronicle, Instant until,
                    const std::function<void(const Case&)>& each = {});

Act act_of(const EntryRow& entry);

/// The bundle under which an act of such a time is folded: that of the case's opening, or of what was exchanged before.
std::int64_t bundle_at(const Chronicle& chronicle, std::int64_t effective);

inline bool is(Entry::Kind kind, const EntryRow& entry) {
  return entry.kind == static_cast<int>(kind);
}

}  // namespace recourse::docket
