// A case's log folded, with the case as it was after each entry: what explanations read.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "recourse/explain.h"

namespace recourse::reports {

struct Story {
  Story(std::string number, History folded) : case_number(std::move(number)), history(std::move(folded)) {}

  std::string case_number;
  History history;
  std::vector<Case> after;  // by step
  std::vector<std::int64_t>
      numbers;  // by step: of the entry; 0: the log has none of its own for what the clock did
};

/// Folds what took effect up to and with `as_of`. Errors: case_not_found, case_not_begun, case_withdrawn, and those of Docket::history().
Result<Story> read_story(Docket& docket, const std::string& case_number, Instant as_of);

/// case_not_begun, or why that cannot be told: of a case that begins later than `as_of`.
Diagnostic not_begun(Docket& docket, const Policy& policy, const std::string& case_number, Instant as_of);

/// The entry of a step.
EntryNamed named_entry(const Story& story, std::size_t step);

}  // namespace recourse::reports
