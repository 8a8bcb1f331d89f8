// The `test` blocks of a policy: scenarios with dates that staff write beside the rules.
#pragma once

#include <string>
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

/// Runs every test block of the policy through apply() and advance(). Cost: linear in the steps.
std::vector<TestResult> run_tests(const Policy& policy);

}  // namespace recourse
