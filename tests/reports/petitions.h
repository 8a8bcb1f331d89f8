// A small policy with names in both languages, and a docket of cases at every point of its road.
#pragma once

#include "recourse/report.h"

namespace recourse::reports {

Policy petitions();
Instant at(const std::string& time);

/// Six cases, advanced to 2026-04-20: one received in time, one overdue, one that was late and is handled, one in a pause with an
/// extension, one ended, one withdrawn.
Docket filled();

}  // namespace recourse::reports
