// Makes and writes the entries that one step adds to a case: what lapsed before an act, then the act.
#pragma once

#include "engine/docket/recording.h"

namespace recourse::docket {

struct Refolding;

class Appended {
public:
  /// For entries recorded at one time. `live` is the case that they are added to.
  Appended(Docket::Store& store, LiveCase& live, Instant recorded);

  /// Fires what is due before `until`, an entry each. Gives policy_fault; then nothing may be written.
  Status advance(Instant until);
  /// Adds an act that the case has accepted, as the case is then.
  void add(EntryRow entry, const Case& state, const Outcome& outcome);
  /// Adds an entry by which the case was folded anew.
  void add(EntryRow entry, Refolding refolding);

  /// The case goes on under the bundle of the policy, as of a time. Gives the errors of Case::adopt; then nothing may be written.
  /// Whether anything of the case changed by it; if not, nothing is added.
  Result<bool> adopt(const Policy& policy, std::int64_t bundle, Instant at);

  /// What the entries send to other cases; once.
  std::vector<Outgoing> take_outgoing() { return std::move(outgoing_); }

  /// The case goes over to the policy, if that takes cases of its stage; what was due before has been fired. Gives the errors of
  /// Case::migrate; then nothing may be written.
  Result<Case::Migrated> migrate(const Policy& policy, std::int64_t bundle, Instant at, Case::Past& past);

  [[nodiscard]] std::int64_t count() const { return static_cast<std::int64_t>(entries_.size()); }
  /// Writes the entries and the case's new row. Inside a transaction.
  void write();

private:
  void send(std::vector<Outgoing> outgoing);
  /// Numbers the entry and chains it to the one before; the case's row has its bundle.
  void chain(EntryRow entry, const Case& state, std::string effects);

  Docket::Store& store_;
  LiveCase& live_;
  std::int64_t recorded_;
  std::vector<EntryRow> entries_;
  std::vector<Outgoing> outgoing_;
  std::string snapshot_;
};

/// The columns of a case's row that tell how it stands, but not the chain and not `lapsed`, which is counted.
void describe(const Case& state, Instant now, CaseRow& row);

/// How many duties lapsed in an outcome.
std::int64_t lapses(const Outcome& outcome);

std::int64_t milliseconds(Instant instant);
Instant instant(std::int64_t milliseconds);
/// The minute in which it lies, as cases count.
std::int64_t minute(std::int64_t milliseconds);

}  // namespace recourse::docket
