// A case's booklet as worded data: made once from the log, printed as text, HTML or JSON.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "recourse/report.h"

namespace recourse::reports {

struct Booklet {
  Language language = Language::english;
  std::string number, kind, policy, as_of;  // kind: of the case, as the policy calls it
  std::vector<std::string> stages;
  std::vector<std::string> responsible;
  std::vector<std::pair<std::string, std::string>> particulars;

  struct Step {
    std::string date, actor, act, basis;
    std::vector<std::string> followed;
    std::string remark;  // recorded late, corrected, replaced, …
    bool clock = false;
  };
  std::vector<Step> history;
  std::vector<Step> set_aside;  // acts that were recorded and have no effect

  struct Item {
    std::string what, who, until, basis;
    bool dated = false;  // `until` is a date
    bool overdue = false;
    std::vector<std::string> why;  // how the date was counted
  };
  std::vector<Item> owed, yours, offices_may, timers;
};

/// Folds the case from its log up to `as_of` under the policy it is pinned to. Nothing is written. On paper, for people,
/// names are shown with spaces for their underscores; data keep them.
Result<Booklet> make_booklet(Docket& docket, const std::string& case_number, Instant as_of,
                             PaperFormat format, Language language);

std::string to_text(const Booklet& booklet);
std::string to_html(const Booklet& booklet);
std::string to_json(const Booklet& booklet);

}  // namespace recourse::reports
