// What text and page of a coverage have in common: its words.
#pragma once

#include <string>

#include "recourse/report.h"

namespace recourse::reports {

/// "duty", "职责".
std::string word_of(CoverageItem::Kind kind, Language language);
/// "duty accepting: was never done".
std::string remark(const CoverageItem& item, Language language);
/// "93.4", rounded down.
std::string percent(const Coverage::Count& count);
/// "93 of 100 (93.0 %)".
std::string share(const Coverage::Count& count, Language language);

}  // namespace recourse::reports
