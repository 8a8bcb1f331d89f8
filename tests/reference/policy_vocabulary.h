// What a random policy talks about before its first clause is written: names with their types, stages, duties; and the
// expressions over them. Every expression is correct in type by construction.
#pragma once

#include <string>

#include "recourse/diagnostic.h"
#include "tests/reference/random.h"

namespace recourse::reference {

enum class Sort { truth, number, choice, date, duration, office, text };

struct Variable {  // a field, or a parameter of an act
  std::string name;
  Sort sort = Sort::number;
  bool optional = false;
  int choice = 0;  // which choice
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
};

struct ChartSpec {
  std::string name;
  std::vector<StageSpec> stages;  // none: its clauses stand in the case region
};

struct DutySpec {
  std::string name;
  bool must = true;   // else a right with a window
  bool dated = true;  // has a limit
};

struct Vocabulary {
  std::vector<std::vector<std::string>> choices;  // values of Topic and Result
  std::vector<Variable> fields;
  std::vector<ActSpec> acts;      // the opening act first
  std::vector<ChartSpec> charts;  // the process first
  std::vector<DutySpec> duties;
  std::vector<std::string> parties, office_roles, offices;
};

/// Which names may be used where an expression stands.
struct Scope {
  const ActSpec* act = nullptr;  // its parameters
  bool guard = false;            // today
  bool actor = true;             // in a guard: events have none
};

/// Says the same in the language of the policy.
class Speaker {
public:
  explicit Speaker(Language language) : chinese_(language == Language::chinese) {}
  [[nodiscard]] std::string say(const char* english, const char* chinese) const {
    return chinese_ ? chinese : english;
  }
  [[nodiscard]] bool chinese() const { return chinese_; }

private:
  bool chinese_;
};

class ExpressionWriter {
public:
  ExpressionWriter(const Vocabulary& vocabulary, Random& random, Language language)
      : vocabulary_(vocabulary), random_(random), speaker_(language) {}

  std::string truth(const Scope& scope, int depth);
  std::string number(const Scope& scope, int depth);
  std::string date(const Scope& scope, int depth);
  std::string duration(const Scope& scope);
  std::string office(const Scope& scope, int depth);
  std::string choice(const Scope& scope, int which);
  /// A value for a field of this kind.
  std::string value(const Variable& field, const Scope& scope);
  /// "12 working days", 12个工作日.
  std::string period(bool with_hours);
  /// Of a field, or of a parameter in scope; empty when there is none.
  std::string variable(const Scope& scope, Sort sort, bool optional, int choice = 0);

private:
  std::string comparison(const Scope& scope, int depth);
  std::string about_case();
  std::string about_offices(const Scope& scope, int depth);
  std::string known_or(const std::string& name, const std::string& other);

  const Vocabulary& vocabulary_;
  Random& random_;
  Speaker speaker_;
};

}  // namespace recourse::reference
