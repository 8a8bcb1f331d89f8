// Papers: of a docket the table of cases by stage and office, and the booklet of one case (信访事项诉求手册); of a policy what its
// tests reach.
#pragma once

#include <string>

#include "recourse/docket.h"
#include "recourse/test.h"

namespace recourse {

struct Tally {
  std::string name, label;
  std::int64_t cases = 0, open = 0, ended = 0;
  std::int64_t on_time = 0;  // no duty has ever lapsed
  std::int64_t overdue = 0;  // a duty is overdue and still owed
  std::int64_t late = 0;     // a duty lapsed, none is overdue now
};

struct Overview {
  Instant as_of;
  std::int64_t cases = 0, entries = 0;
  std::vector<Tally> by_stage;  // of the process, in the policy's order
  std::vector<Tally>
      by_office;  // who is responsible for the process's stage, in the directory's order; name "": nobody, e.g. of a case that has ended
};

/// From the docket alone: how its cases stand now, under the heading `as_of`. Advance it to `as_of` first. Errors: those that any function
/// of Docket may give. Cost: linear in the cases, from their summaries; no case is folded.
Result<Overview> overview(Docket& docket, Instant as_of);
/// For people: names in their language, underscores as spaces; office names are those of `policy`.
std::string render_text(const Overview& overview, const Policy& policy, Language language);
/// For programs: names as the policies declare them.
std::string render_json(const Overview& overview);

/// What one case's booklet holds: each act with date, actor and citation; what is owed, by whom, until when and why that date; what
/// the petitioner may do next and until when.
enum class PaperFormat : std::uint8_t { text, html, json };
/// The case is folded from its log up to `as_of`, under the policy that it is pinned to; nothing is written. Text and HTML are for people:
/// underscores of names are shown as spaces, and text has no control characters; JSON keeps names and texts as they are. Errors: case_not_found, case_not_begun (its first act is later than `as_of`), and those that any function of Docket may give.
/// Cost: linear in the entries of the case.
Result<std::string> booklet(Docket& docket, const std::string& case_number, Instant as_of, PaperFormat format,
                            Language language);

/// What the tests of a policy reach (run_tests()), for people: how much of each kind, then a line for each item that none reached, as
/// `file:line:column: kind name — what is missing`; names with spaces for underscores. Cost: linear in the items.
std::string render_text(const Coverage& coverage, Language language);
/// The same as one page without anything from outside: the rules themselves, each line with a sign and a colour for whether what it says
/// is reached, and remarks beside it. For A4 and small screens. Cost: linear in items and rule files.
std::string render_html(const Coverage& coverage, const Policy& policy, Language language);

}  // namespace recourse
