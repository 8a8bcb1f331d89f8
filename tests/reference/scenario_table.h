// Scenarios of the decisions (docs/decisions.md), with dates worked out by hand. Each stands as text: a policy without its
// declarations, and steps (scenario.h). Both engines run all of them.
#pragma once

#include <string>
#include <vector>

namespace recourse::reference {

struct Scenario {
  std::string name;   // the decision and what of it
  std::string rules;  // processes and rules
  std::string steps;
};

/// Stages, moves, permission, effects and events.
const std::vector<Scenario>& scenarios_of_acts();
/// Who is who on a day; values.
const std::vector<Scenario>& scenarios_of_offices();
/// Branches side by side.
const std::vector<Scenario>& scenarios_of_branches();
/// Clocks: anchors, dates, windows, lapses.
const std::vector<Scenario>& scenarios_of_time();
/// Clocks: extensions, pauses, limits that follow the facts.
const std::vector<Scenario>& scenarios_of_changed_dates();
/// Clocks: anchors that are composed.
const std::vector<Scenario>& scenarios_of_anchors();

/// Duties that each member of a set owes for itself.
const std::vector<Scenario>& scenarios_of_members();
/// Cases of an office and a period.
const std::vector<Scenario>& scenarios_of_periods();

}  // namespace recourse::reference
