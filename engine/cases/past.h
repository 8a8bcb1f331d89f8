// What has happened to a case: what the rules of a policy may ask for to which it goes over, whether those of its policy asked
// for it or not.
#pragma once

#include <map>
#include <string>

#include "engine/machine/machine.h"
#include "recourse/case.h"

namespace recourse {

struct Case::Past {
  using Minute = calendar::Minute;

  struct Done {
    std::int64_t count = 0;
    Act latest;  // in stable names
    Minute time = 0;
  };
  /// The latest instance of a duty, right or timer.
  struct Instance {
    bool done = false, lapsed = false;
    Minute due = calendar::kUnknownTime;
    Minute ended = calendar::kUnknownTime;  // kUnknownTime: it runs
  };
  std::map<std::string, Done> acts;           // by name
  std::map<std::string, Minute> entered;      // by region and stage
  std::map<std::string, Instance> instances;  // by clause

  /// What followed from an act (in stable names), or from the clock.
  void note(const Outcome& outcome, const Act* act);
};

}  // namespace recourse
