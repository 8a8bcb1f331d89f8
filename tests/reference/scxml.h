// Statecharts written elsewhere: a script is a statechart in SCXML with events and the configurations that they lead to. Read as
// far as the scripts of ../shared/data/scxml-tests use the format; what a script uses beyond that is told.
#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace recourse::reference::scxml {

/// `<assign location="x" expr="x * 3"/>`: what is done to what it names.
struct Assignment {
  std::string field;
  std::string expression;  // as it is written
};

struct Transition {
  std::vector<std::string> events;  // none: taken as soon as its condition holds
  std::vector<std::string> targets;
  std::string condition;
  bool internal = false;  // its source is not left
  std::vector<Assignment> assignments;
  int source = 0;  // index in Chart::states
};

struct State {
  std::string name;
  bool parallel = false;
  int parent = -1;  // the chart itself is the first state
  std::vector<int> children;
  std::string initial;  // the child that is entered with it; empty: the first
  std::vector<Assignment> on_entry, on_exit;
};

struct Chart {
  std::vector<State> states;  // in the order of the document, outer ones first
  std::vector<Transition> transitions;
  std::vector<std::pair<std::string, std::string>> data;  // names with what they are at first
  std::set<std::string> others;                           // elements that are not read

  [[nodiscard]] const State& operator[](int state) const { return states[static_cast<std::size_t>(state)]; }
  [[nodiscard]] std::optional<int> find(const std::string& name) const;
  /// Whether the one is the other or stands in it.
  [[nodiscard]] bool is_inside(int state, int outer) const;
};

struct Script {
  std::string name;
  Chart chart;
  std::set<std::string> initial;  // configurations: the names of the innermost states
  struct Step {
    std::string event;
    std::set<std::string> next;
  };
  std::vector<Step> steps;
};

/// All scripts under the folder, by name.
std::vector<Script> read_scripts(const std::filesystem::path& folder);

}  // namespace recourse::reference::scxml
