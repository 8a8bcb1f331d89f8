// Random clauses: first it is planned which stand where and what they are called, so that expressions can speak of duties
// that come later; then each is written.
#pragma once

#include <set>

#include "tests/reference/policy_vocabulary.h"

namespace recourse::reference {

class ClauseWriter {
public:
  /// Names duties in `vocabulary`, which must outlive it.
  ClauseWriter(Vocabulary& vocabulary, Random& random, Speaker& speaker)
      : vocabulary_(vocabulary),
        random_(random),
        speaker_(speaker),
        expressions_(vocabulary, random, speaker) {}

  void plan(int clauses);
  /// The clauses of a stage, or with -1 of the chart outside its stages.
  std::string stage_clauses(std::size_t chart, int stage, const std::string& indent);
  /// An act that tells of a case of the other type, and clauses that submit to it.
  std::string across_cases(const std::string& indent);
  std::string opening(const std::string& indent);
  /// Rights to the acts that nothing written so far permits; at the end of a body.
  std::string permissions_left(const std::string& indent);

private:
  enum class Kind { must, may, must_not, on, after, pause };
  struct Planned {
    Kind kind = Kind::must;
    std::size_t chart = 0;
    int stage = -1;
    int at = -1;            // of the process; -1: not inside `at`
    int whens = 0;          // how many blocks `when … { }` stand around it
    int duty = -1;          // index of its name in the vocabulary
    int duties_before = 0;  // named by the clauses before it
    bool dated = false;
    bool each = false;           // a duty of each member of a set
    std::vector<int> forbidden;  // must not: which acts; none: any
    bool approvable = false;
  };

  [[nodiscard]] std::string say(const char* english, const char* chinese) const {
    return speaker_.say(english, chinese);
  }
  std::string clause(const Planned& planned);
  std::string must(const Planned& planned);
  std::string may(const Planned& planned);
  std::string must_not(const Planned& planned);
  std::string on(const Planned& planned);
  std::string after(const Planned& planned);
  std::string pause();

  void place(Planned& planned);
  void plan_prohibition(Planned& planned);
  std::string office_role();
  std::string anybody();
  /// One act or several, which are permitted by that, from `first` on in the vocabulary; `only`: the act when it is one.
  std::string acts(int first, int percent_of_several, const ActSpec*& only);
  std::string named(const Planned& planned);
  void note_statutory(const Planned& planned, const std::string& text);
  std::string overrides(const Planned& planned, int percent);
  std::string limit(bool extendable, bool each = false);
  std::string anchor(bool plain = false);
  std::string occurrence();
  std::string composed(int depth);
  std::string length();
  std::string extension();
  std::string when(const Scope& scope);
  std::string move(const Planned& planned, int percent);
  std::string sent_arguments(const Scope& scope);
  std::string effects(const Scope& scope, int percent);
  std::string effect(const Scope& scope);
  std::string act(int index);
  /// Of a parallel stage of the chart or of the process; empty when there is none.
  std::string parallel_name(std::size_t chart);
  const DutySpec* pick_duty(bool must, bool dated);
  std::string duty_name(bool must, bool dated);
  std::string each_member();
  std::string change_of_members();

  Vocabulary& vocabulary_;
  Random& random_;
  Speaker& speaker_;
  ExpressionWriter expressions_;
  std::vector<Planned> planned_;
  std::set<std::string> permitted_;
  std::set<int> statutory_;  // duties and rights whose limit the law gives
};

}  // namespace recourse::reference
