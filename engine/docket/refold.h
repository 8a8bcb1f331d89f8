// An entry that comes before others: a late act or a correction. The case is folded anew with it in its place.
#pragma once

#include "engine/docket/chronicle.h"

namespace recourse::docket {

/// A case with one entry more, and what that changes.
struct Refolding {
  Folded after;
  Outcome outcome;                           // of the new entry in its place; of a withdrawal only the time
  std::vector<std::int64_t> refused_before;  // numbers of entries that had no effect before
  std::vector<Effect> given, withdrawn;      // by other entries and the clock
  std::vector<Outgoing> outgoing;            // what other cases get, get otherwise, or have got in vain
};

/// As far as a case has come by its entries: just behind the last one.
Instant reached(const std::vector<EntryRow>& entries);

/// The last entry is the new one; up to its context's `until`. Errors and exceptions: those of fold(); case_folds_differently when the
/// entries before it do not come to the state of which `state_hash` is the digest.
Result<Refolding> refold(Docket::Store& store, const std::string& case_number,
                         const std::vector<EntryRow>& entries, const std::string& state_hash);

}  // namespace recourse::docket
