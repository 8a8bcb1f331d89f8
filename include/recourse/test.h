// The `test` blocks of a policy: scenarios with dates that staff write beside the rules.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "recourse/case.h"

namespace recourse {

struct TestFailure {
  SourceSpan span;        // the step or expectation
  Diagnostic diagnostic;  // what was expected and what was found
};

struct TestResult {
  std::string name;
  SourceSpan span;
  int steps = 0;
  std::vector<TestFailure> failures;  // empty: passed
};

/// Something that a policy says, and whether a test made it take part (docs/language.md, Tests).
struct CoverageItem {
  enum class Kind : std::uint8_t {
    opening,      // a case was opened by it
    duty,         // it was done
    lapse,        // the limit of a duty, or of a right that says `else`, ran out
    right,        // it was used
    prohibition,  // an act was refused by it
    condition,    // of a right or an opening: it did not hold for an act that would have been permitted
    approval,     // an act was done that is forbidden without it
    extension,    // it was granted
    listener,     // what it waits for came
    timer,        // it ran out
    pause,        // a limit stood still by it
    row           // of a decision table: it gave an answer
  };
  Kind kind = Kind::duty;
  Bilingual name;  // what the policy calls it
  /// Never without a source. Of a lapse its `else`, or the limit; of an extension the limit; of a condition the condition.
  SourceSpan span;
  bool reached = false;
};

struct Coverage {
  struct Count {
    std::int64_t reached = 0, all = 0;
    /// Ten-thousandths that were reached, rounded down, so that 10000 means all; of nothing 10000.
    [[nodiscard]] std::int64_t basis_points() const { return all == 0 ? 10000 : reached * 10000 / all; }
  };
  /// In order of files and places; what serves several case types stands once.
  std::vector<CoverageItem> items;

  [[nodiscard]] Count count() const;
  [[nodiscard]] Count count(CoverageItem::Kind kind) const;
};

/// "duty", "lapse", …: as data call a kind.
std::string_view kind_name(CoverageItem::Kind kind);
/// All of them, in the order in which they are shown.
const std::vector<CoverageItem::Kind>& coverage_kinds();

/// Runs every test block of the policy through apply() and advance(). `coverage`: gets what the tests of all its case types made take
/// part, those that failed too, if it is given. No errors. Cost: linear in the steps; of coverage also in the clauses and rows.
std::vector<TestResult> run_tests(const Policy& policy, Coverage* coverage = nullptr);

}  // namespace recourse
