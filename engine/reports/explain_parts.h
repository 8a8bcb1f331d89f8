// Clauses that took part, in words and for programs: for entries and for acts that are refused.
#pragma once

#include "engine/reports/explain_json.h"
#include "engine/reports/words.h"

namespace recourse::reports {

/// "permitted, as a duty".
TermCode how_text(ClausePart::How how);
/// A line for the clause behind `how`, and lines for its condition and what that read.
std::string part_text(const ClausePart& part, TermCode how, const CaseWords& words);
Json to_json(const ClausePart& part);

}  // namespace recourse::reports
