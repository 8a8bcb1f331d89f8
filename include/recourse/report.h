// Papers made from a docket: the table of cases by stage and office, and the booklet of one case (信访事项诉求手册).
#pragma once

#include <string>

#include "recourse/docket.h"

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

/// From the docket alone. Advance it to `as_of` first. Cost: linear in the cases.
Result<Overview> overview(Docket& docket, Instant as_of);
std::string render_text(const Overview& overview, const Policy& policy, Language language);
std::string render_json(const Overview& overview);

/// What one case's booklet holds: each act with date, actor and citation; what is owed, by whom, until when and why that date; what
/// the petitioner may do next and until when.
enum class PaperFormat : std::uint8_t { text, html, json };
Result<std::string> booklet(Docket& docket, const std::string& case_number, Instant as_of, PaperFormat format,
                            Language language);

}  // namespace recourse
