// Recording an entry of a case, and what it sends to other cases, all within one transaction.
#pragma once

#include "engine/docket/body.h"
#include "engine/docket/text.h"

namespace recourse::docket {

/// What is to be recorded. Without an act: the entry that it corrects is withdrawn.
struct Given {
  std::optional<Act> act;
  std::int64_t corrects = 0;  // 0: an act that is new
  std::string key;
  Instant recorded;
  std::vector<std::int64_t> without_effect;
  std::optional<Origin> from;  // sent by another case
};

/// Records one entry in its case, with what it sends. The transaction is to be undone unless it is recorded. Errors: those of
/// Docket::submit() and Docket::correct().
Result<Submission> record(Docket::Store& store, const std::string& case_number, const Given& given);

/// An act on its way from an entry of a case.
struct Outgoing {
  std::int64_t entry = 0;
  Sent sent;
};

/// Carries out what entries of a case send: by entry, then in the order in which the cases that it goes to were opened, what opens
/// cases last. A case that is opened gets the number CASE/ENTRY, the second one of an entry CASE/ENTRY.2. Adds to `reached` what the
/// cases did; stops at the first refusal, which is then the last there. Errors: those of record(), sent_case_unknown.
Status deliver(Docket::Store& store, const LiveCase& from, std::vector<Outgoing> outgoing, Instant recorded,
               std::vector<Reached>& reached);

/// The refusal by another case at the end of `reached`, if there is one.
const Reached* refused_elsewhere(const std::vector<Reached>& reached);
/// other_case_refused, in the words of the policy of the case that sent it.
Diagnostic refusal_elsewhere(const Policy& policy, const Reached& reached);

}  // namespace recourse::docket
