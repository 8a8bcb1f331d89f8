// What a random policy talks about before its first clause is written: names with their types, stages, duties; and the
// expressions over them. Every expression is correct in type by construction.
#pragma once

#include <string>

#include "recourse/diagnostic.h"
#include "tests/reference/random.h"

namespace recourse::reference {

enum class Sort { truth, number, money, choice, date, duration, office, text, person };

/// Of these only `is known` can be asked.
inline bool is_text(Sort sort) {
  return sort == Sort::text || sort == Sort::person;
}

struct Variable {  // a field, derived or not, or a parameter of an act
  std::string name;
  Sort sort = Sort::number;
  bool optional = false;
  int choice = 0;         // which choice
  bool is_field = false;  // input of a table: named like a field, whose type it has
};

struct TableSpec {
  enum class Hit { unique, first, collect, sum, least, greatest };
  std::string name;
  std::vector<Variable> inputs;
  Variable answer;
  Hit hit = Hit::unique;
  bool otherwise = false;
  bool from_file = false;
};

struct ActSpec {
  std::string name;
  std::vector<Variable> parameters;
};

struct StageSpec {
  std::string name;
  int parent = -1;
  bool start = false;
  bool final = false;
  bool parallel = false;  // the stages in it are branches
};

struct ChartSpec {
  std::string name;
  std::vector<StageSpec> stages;  // none: its clauses stand in the case region

  [[nodiscard]] const StageSpec& at(int stage) const { return stages[static_cast<std::size_t>(stage)]; }
  [[nodiscard]] bool is_branch(int stage) const {
    return at(stage).parent >= 0 && at(at(stage).parent).parallel;
  }
  /// Whether the one is the other or stands in it; -1: outside all stages.
  [[nodiscard]] bool is_inside(int stage, int outer) const {
    while (stage >= 0 && stage != outer) stage = at(stage).parent;
    return stage == outer;
  }
  /// Whether the one stands in a branch beside that of the other, so that no clause there may move the case here.
  [[nodiscard]] bool is_beside(int stage, int other) const {
    for (; stage >= 0 && !is_inside(other, stage); stage = at(stage).parent)
      if (is_branch(stage) && other != at(stage).parent && is_inside(other, at(stage).parent)) return true;
    return false;
  }
};

struct DutySpec {
  std::string name;
  bool must = true;   // else a right with a window
  bool dated = true;  // has a limit
  bool each = false;  // of each member of a set
};

struct Vocabulary {
  std::vector<std::vector<std::string>> choices;  // values of Topic and Result
  std::vector<Variable> fields, derived;
  std::vector<ActSpec> acts;           // the opening act first
  std::vector<std::string> approvals;  // acts that somebody may approve
  std::vector<ChartSpec> charts;       // the process first
  std::vector<DutySpec> duties;
  std::vector<TableSpec> tables;
  std::vector<std::string> parties, office_roles, offices;
  const char *period = nullptr, *period_chinese = nullptr;  // a case for each office, anew in each of these
};

/// Which names may be used where an expression stands.
struct Scope {
  const ActSpec* act = nullptr;  // its parameters
  bool guard = false;            // today
  bool actor = true;             // in a guard: events have none
  bool it = false;               // what follows from the lapse of a duty of each member
};

/// Says the same in the language of the policy, but for a clause here and there that is said in the other one, and calls
/// things by their names or, here and there, by their labels. One for all writers of a policy.
class Speaker {
public:
  Speaker(Language language, Random& random) : language_(language), random_(random) {}
  [[nodiscard]] std::string say(const char* english, const char* chinese) const {
    return speaks_chinese() ? chinese : english;
  }
  [[nodiscard]] bool speaks_chinese() const { return (language_ == Language::chinese) != other_; }
  /// Before a clause: in which language it is said.
  void choose_language() { other_ = random_.chance(10); }
  void return_to_own_language() { other_ = false; }
  [[nodiscard]] static std::string label(const std::string& name) { return "标" + name; }
  [[nodiscard]] std::string call(const std::string& name) {
    return random_.chance(8) ? "「" + label(name) + "」" : name;
  }

private:
  Language language_;
  Random& random_;
  bool other_ = false;
};

class ExpressionWriter {
public:
  ExpressionWriter(const Vocabulary& vocabulary, Random& random, Speaker& speaker)
      : vocabulary_(vocabulary), random_(random), speaker_(speaker) {}

  std::string truth(const Scope& scope, int depth);
  std::string number(const Scope& scope, int depth);
  std::string money(const Scope& scope, int depth);
  std::string date(const Scope& scope, int depth);
  std::string duration(const Scope& scope);
  std::string office(const Scope& scope, int depth);
  std::string choice(const Scope& scope, int which);
  /// A value for a field of this kind.
  std::string value(const Variable& field, const Scope& scope);
  /// The answer of a table that gives one of this kind; else the other.
  std::string answer(const Scope& scope, Sort sort, const std::string& other);
  /// "12 working days", 12个工作日.
  std::string period(bool with_hours);
  /// Of a field, or of a parameter in scope; empty when there is none.
  std::string variable(const Scope& scope, Sort sort, bool optional, int choice = 0);

private:
  std::string comparison(const Scope& scope, int depth);
  std::string one_of(const Scope& scope);
  std::string known(const Scope& scope);
  std::string about_case();
  std::string about_earlier_periods();
  std::string about_acts();
  std::string remembered(Sort sort, int choice = 0);
  std::string variable_or(const Scope& scope, Sort sort, const std::string& otherwise);
  std::string about_offices(const Scope& scope, int depth);
  std::string known_or(const std::string& name, const std::string& other);
  std::string call(const TableSpec& table, const Scope& scope);
  std::string input(const Variable& input, const Scope& scope);
  std::string among_answers(const Scope& scope);

  const Vocabulary& vocabulary_;
  Random& random_;
  Speaker& speaker_;
};

}  // namespace recourse::reference
