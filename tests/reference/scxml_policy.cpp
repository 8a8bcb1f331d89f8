// Doors: write_policy, act_of.
#include "tests/reference/scxml_policy.h"

#include <algorithm>
#include <cctype>
#include <regex>
#include <stdexcept>

namespace recourse::reference::scxml {
namespace {

const char* const kHead = R"(policy "Statechart" version "1" in force 2026-01-01
calendar "calendar.yaml"
)";
const char* const kCalendar = R"(calendar: plain
zone: Etc/UTC
computed: [{from: 2000, to: 2080}]
)";

/// Why a statechart has no policy.
struct LeftOut : std::runtime_error {
  using std::runtime_error::runtime_error;
};

std::string word(const std::string& text) {
  std::string name;
  for (char each : text) name += std::isalnum(static_cast<unsigned char>(each)) ? each : '_';
  return name;
}

std::string stage_of(const State& state) {
  return "s_" + word(state.name);
}

std::string entries_of(const State& state, const std::string& field) {
  return "entries_of_" + word(state.name) + "_" + word(field);
}

std::string value_of(const std::string& expression) {
  static const std::regex sum(R"(\s*(\w+)\s*([-+*])\s*(\w+)\s*)"), number(R"(\d+)"),
      power(R"(Math\.pow\((\w+),3\))");
  std::smatch parts;
  if (std::regex_match(expression, parts, sum)) return parts.str(1) + " " + parts.str(2) + " " + parts.str(3);
  if (std::regex_match(expression, parts, power))
    return parts.str(1) + " * " + parts.str(1) + " * " + parts.str(1);
  if (std::regex_match(expression, number)) return expression;
  throw LeftOut("the expression " + expression);
}

/// By how much what it names grows when a state is entered or left.
int growth(const Assignment& assignment) {
  static const std::regex plus(R"(\s*(\w+)\s*\+\s*(\d+)\s*)");
  std::smatch parts;
  if (std::regex_match(assignment.expression, parts, plus) && parts.str(1) == assignment.field)
    return std::stoi(parts.str(2));
  throw LeftOut("what happens at entry or exit in document order");
}

class PolicyWriter {
public:
  explicit PolicyWriter(const Chart& chart) : chart_(chart) {}

  WrittenPolicy write() {
    for (const std::string& element : chart_.others) throw LeftOut(element);
    for (const Transition& transition : chart_.transitions) has_eventless_ |= transition.events.empty();
    std::string body = on_entries("  ") + clauses(0) + children(0, "  ");
    std::string text = kHead + data() + "role " + kParty + " = party\n\nprocess machine for statechart {\n";
    text += std::string("  opens on ") + kBegins + " by " + kParty + "\n";
    for (const std::string& event : events())
      text += std::string("  ") + kParty + " may " + act_of(event) + "\n";
    written_.files["policy.rules"] = text + body + "}\n" + (has_eventless_ ? steps() : "");
    written_.files["calendar.yaml"] = kCalendar;
    return std::move(written_);
  }

private:
  [[nodiscard]] std::set<std::string> events() const {
    std::set<std::string> all;
    for (const Transition& transition : chart_.transitions)
      for (const std::string& event : transition.events)
        if (event != "*") all.insert(event);
    return all;
  }

  // --- states

  [[nodiscard]] bool is_branch(int state) const {
    return chart_[state].parent >= 0 && chart_[chart_[state].parent].parallel;
  }

  [[nodiscard]] int start_of(int state) const {
    if (chart_[state].children.empty()) return -1;
    if (chart_[state].initial.empty()) return chart_[state].children.front();
    auto initial = chart_.find(chart_[state].initial);
    if (!initial || chart_[*initial].parent != state) throw LeftOut("an initial state further inside");
    return *initial;
  }

  std::string children(int parent, const std::string& indent) {
    std::string text;
    int start = chart_[parent].parallel ? -1 : start_of(parent);
    for (int child : chart_[parent].children) text += state(child, child == start, indent);
    return text;
  }

  std::string state(int index, bool start, const std::string& indent) {
    const State& state = chart_[index];
    if (!is_branch(index)) return indent + (start ? "start " : "") + stage(index, indent);
    std::string text = indent + "branch ";
    if (state.parallel)
      return text + stage_of(state) + "_branch {\n" + indent + "  start " + stage(index, indent + "  ") +
             indent + "}\n";
    text += stage_of(state) + " {\n" + clauses(index, indent + "  ") + children(index, indent + "  ");
    if (state.children.empty()) {
      text += indent + "  start stage " + stage_of(state) + "_only { }\n";
      written_.state_of[stage_of(state) + "_only"] = state.name;
    }
    return text + indent + "}\n";
  }

  std::string stage(int index, const std::string& indent) {
    const State& state = chart_[index];
    if (state.children.empty()) written_.state_of[stage_of(state)] = state.name;
    return std::string(state.parallel ? "parallel " : "") + "stage " + stage_of(state) + " {\n" +
           clauses(index, indent + "  ") + children(index, indent + "  ") + indent + "}\n";
  }

  // --- transitions

  std::string clauses(int state, const std::string& indent = "  ") {
    std::string text;
    for (const Transition& transition : chart_.transitions)
      if (transition.source == state && !(transition.targets.empty() && transition.assignments.empty()))
        text += clause(transition, indent);
    return text + further_targets(state, indent);
  }

  std::string clause(const Transition& transition, const std::string& indent) {
    std::string text = indent + "on ", separator;
    for (const std::string& event : transition.events) {
      if (event == "*") throw LeftOut("an event of any name");
      text += separator + act_of(event);
      separator = " or ";
    }
    if (transition.events.empty()) text += "entered(step)";
    std::string guard = guard_of(transition);
    if (!guard.empty()) text += " when " + guard;
    if (!transition.targets.empty()) text += " -> " + target(transition);
    std::string effects;
    for (const Assignment& assignment : transition.assignments)
      effects += (effects.empty() ? " { set " : "; set ") + assignment.field + " = " +
                 value_of(assignment.expression);
    return text + effects + (effects.empty() ? "\n" : " }\n");
  }

  [[nodiscard]] int target_of(const Transition& transition) const {
    auto target = chart_.find(transition.targets.front());
    if (!target) throw LeftOut("a target that is not there");
    return *target;
  }

  /// A move to what surrounds a case's stage only returns there, so that the stage is named in which SCXML begins.
  std::string target(const Transition& transition) {
    int target = target_of(transition);
    bool around = chart_.is_inside(transition.source, target) || chart_.is_inside(target, transition.source);
    while (around && !is_branch(target) && !chart_[target].parallel && !chart_[target].children.empty())
      target = start_of(target);
    return stage_of(chart_[target]);
  }

  /// A move has one target. Second ones, in branches beside it, are moved to once it is entered.
  std::string further_targets(int state, const std::string& indent) {
    std::string text;
    for (const Transition& transition : chart_.transitions) {
      for (std::size_t index = 1; index < transition.targets.size(); ++index) {
        int around = target_of(transition), other = chart_.find(transition.targets[index]).value_or(0);
        if (!side_by_side(around, other)) throw LeftOut("targets that are not side by side");
        std::string entered = stage_of(chart_[around]);
        while (!chart_.is_inside(other, around)) around = chart_[around].parent;
        if (around == state)
          text += indent + "on entered(" + entered + ") -> " + stage_of(chart_[other]) + "\n";
      }
    }
    return text;
  }

  // --- conditions

  [[nodiscard]] static bool share_event(const Transition& one, const Transition& other) {
    if (one.events.empty() || other.events.empty()) return one.events.empty() && other.events.empty();
    return std::ranges::any_of(
        one.events, [&](const std::string& event) { return std::ranges::count(other.events, event) > 0; });
  }

  /// What a transition leaves lies in here; none when it leaves nothing.
  [[nodiscard]] int domain(const Transition& transition) const {
    if (transition.targets.empty()) return -1;
    auto holds_targets = [&](int state) {
      return std::ranges::all_of(transition.targets, [&](const std::string& target) {
        return chart_.is_inside(chart_.find(target).value_or(0), state);
      });
    };
    bool inner = transition.internal && !chart_[transition.source].parallel;
    int state =
        inner && holds_targets(transition.source) ? transition.source : chart_[transition.source].parent;
    while (state > 0 && !holds_targets(state)) state = chart_[state].parent;
    return std::max(state, 0);
  }

  [[nodiscard]] bool conflict(const Transition& one, const Transition& other) const {
    int first = domain(one), second = domain(other);
    return first >= 0 && second >= 0 && (chart_.is_inside(first, second) || chart_.is_inside(second, first));
  }

  /// Whether both sources can be in one configuration, neither in the other.
  [[nodiscard]] bool side_by_side(int one, int other) const {
    if (chart_.is_inside(one, other) || chart_.is_inside(other, one)) return false;
    int around = one;
    while (!chart_.is_inside(other, around)) around = chart_[around].parent;
    return chart_[around].parallel;
  }

  /// What keeps an earlier transition of the document from being overtaken.
  [[nodiscard]] bool comes_first(const Transition& other, const Transition& transition) const {
    return &other < &transition && share_event(other, transition) &&
           side_by_side(other.source, transition.source) && conflict(other, transition) &&
           other.targets != transition.targets;
  }

  [[nodiscard]] bool is_inner(const Transition& other, const Transition& transition) const {
    return other.source != transition.source && chart_.is_inside(other.source, transition.source) &&
           share_event(other, transition);
  }

  /// Whether no branches part the inner state from the outer one, so that of their transitions one is taken at most.
  [[nodiscard]] bool in_line(int inner, int outer) const {
    for (; inner != outer; inner = chart_[inner].parent)
      if (is_branch(inner)) return false;
    return true;
  }

  std::string guard_of(const Transition& transition) {
    std::string guard = condition_of(transition.condition);
    auto add = [&](const std::string& condition) { guard += (guard.empty() ? "" : " and ") + condition; };
    for (const Transition& other : chart_.transitions) {
      if (&other == &transition || !share_event(other, transition)) continue;
      if (other.source == transition.source && &other < &transition) {
        if (other.condition.empty()) throw LeftOut("document order");
        add("not (" + condition_of(other.condition) + ")");
        written_.says_order = true;
      } else if (comes_first(other, transition)) {
        add("not (" + enabled(other) + ")");
        written_.says_order = true;
      } else if (is_inner(other, transition) && in_line(other.source, transition.source) &&
                 (other.targets.empty() || !transition.assignments.empty())) {
        add("not (" + enabled(other) + ")");  // effects are not overruled, moves are
      } else if (side_by_side(other.source, transition.source) && both_assign(other, transition)) {
        throw LeftOut("document order");
      }
    }
    return guard;
  }

  [[nodiscard]] static bool both_assign(const Transition& one, const Transition& other) {
    return std::ranges::any_of(one.assignments, [&](const Assignment& assignment) {
      return std::ranges::count(other.assignments, assignment.field, &Assignment::field) > 0;
    });
  }

  /// That SCXML takes it.
  std::string enabled(const Transition& transition) {
    std::string text = transition.source == 0 ? "yes = yes" : "in " + stage_of(chart_[transition.source]);
    if (!transition.condition.empty()) text += " and " + condition_of(transition.condition);
    for (const Transition& other : chart_.transitions)
      if (comes_first(other, transition) || is_inner(other, transition))
        text += " and not (" + enabled(other) + ")";
    return text;
  }

  std::string condition_of(const std::string& condition) {
    if (condition.empty()) return "";
    static const std::regex equal(R"(\s*(\w+)\s*===\s*(\d+)\s*)");
    std::smatch parts;
    if (!std::regex_match(condition, parts, equal)) throw LeftOut("the condition " + condition);
    std::vector<int> left;
    for (int state = 0; state < static_cast<int>(chart_.states.size()); ++state)
      if (std::ranges::count(chart_[state].on_exit, parts.str(1), &Assignment::field) > 0)
        left.push_back(state);
    std::string text = counted(parts.str(1), std::stoi(parts.str(2)), left);
    return text.empty() ? parts.str(1) + " = " + parts.str(2) : text;
  }

  // --- data

  /// How often a state was left follows from how often it was entered and whether the case is in it: for each case that can be,
  /// what the entries must then come to. Empty when no state counts the datum.
  std::string counted(const std::string& field, int wanted, const std::vector<int>& left) {
    std::string sum, text;
    int first = 0;
    for (const auto& [name, value] : chart_.data) first = name == field ? std::stoi(value) : first;
    for (const State& state : chart_.states)
      for (const auto* assignments : {&state.on_entry, &state.on_exit})
        for (const Assignment& assignment : *assignments)
          if (assignment.field == field)
            sum += (sum.empty() ? "" : " + ") + entries_of(state, field) + " * " +
                   std::to_string(growth(assignment));
    for (unsigned in = 0; !sum.empty() && in < 1U << left.size(); ++in) {
      int more = 0;
      std::string where;
      for (std::size_t index = 0; index < left.size(); ++index) {
        bool inside = (in >> index & 1U) != 0;
        where += std::string(inside ? "in " : "not in ") + stage_of(chart_[left[index]]) + " and ";
        for (const Assignment& assignment : chart_[left[index]].on_exit)
          more += inside && assignment.field == field ? growth(assignment) : 0;
      }
      text += (text.empty() ? "(" : " or ") + where + sum + " = " + std::to_string(wanted - first + more);
    }
    return text.empty() ? "" : text + ")";
  }

  static std::set<std::string> counted_by(const State& state) {
    std::set<std::string> fields;
    for (const auto* assignments : {&state.on_entry, &state.on_exit})
      for (const Assignment& assignment : *assignments) fields.insert(assignment.field);
    return fields;
  }

  std::string data() {
    std::string text = "case statechart {\n";
    for (const auto& [name, value] : chart_.data) text += "  " + name + ": number = " + value + "\n";
    for (const State& state : chart_.states) {
      for (const std::string& field : counted_by(state))
        text += "  " + entries_of(state, field) + ": number = 0\n";
    }
    return text + "}\n";
  }

  /// How often states were entered.
  std::string on_entries(const std::string& indent) {
    std::string text;
    for (const State& state : chart_.states) {
      for (const std::string& field : counted_by(state))
        text += indent + "on entered(" + stage_of(state) + ") { set " + entries_of(state, field) + " = " +
                entries_of(state, field) + " + 1 }\n";
    }
    return text;
  }

  /// After every event, and as long as one of them is taken, transitions without an event are looked at.
  std::string steps() {
    std::string text = "\nrule steps for statechart {\n  start stage step { }\n  on ", separator;
    for (const std::string& event : events()) {
      text += separator + act_of(event);
      separator = " or ";
    }
    text += " -> step\n";
    for (const Transition& transition : chart_.transitions)
      if (transition.events.empty()) text += "  on entered(step) when " + enabled(transition) + " -> step\n";
    return text + "}\n";
  }

  const Chart& chart_;
  WrittenPolicy written_;
  bool has_eventless_ = false;
};

}  // namespace

std::string act_of(const std::string& event) {
  return "e_" + word(event);
}

WrittenPolicy write_policy(const Chart& chart) {
  try {
    return PolicyWriter(chart).write();
  } catch (const LeftOut& left_out) {
    WrittenPolicy none;
    none.left_out = left_out.what();
    return none;
  }
}

}  // namespace recourse::reference::scxml
