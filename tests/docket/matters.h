// A policy of three case types, each of which opens the next and tells the one before: matters order tasks, tasks open audits.
#pragma once

#include "tests/docket/complaints.h"

namespace recourse::docket {

Policy matters(int last_year = 2090);  // of the calendar

Act act_of(const char* name, const char* actor, const std::string& time,
           std::map<std::string, Value> arguments = {});

inline Value text(const char* value) {
  return {std::string(value)};
}
inline Value number(std::int64_t value) {
  return {value};
}

}  // namespace recourse::docket
