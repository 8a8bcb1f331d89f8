// What both sides of W1 share: names, the values that a case is registered with, times, and the checksum of a case.
#pragma once

#include <array>

#include "tests/bench/w1.h"

namespace recourse::bench {

enum class Stage : std::uint8_t {
  registered,
  normal,
  collective,
  handling,
  answered,
  reviewing,
  reviewed,
  reexamining,
  heard,
  finalised,
  closed,
  archived
};
inline constexpr std::array kStageNames{"registered", "normal",    "collective", "handling",
                                        "answered",   "reviewing", "reviewed",   "reexamining",
                                        "heard",      "finalised", "closed",     "archived"};
inline constexpr std::array kActNames{"register", "accept",         "assign", "extend",
                                      "reply",    "request_review", "review", "request_reexamination",
                                      "hear",     "reexamine",      "close",  "archive"};
static_assert(kActNames.size() == kActs);

inline bool is_petitioners(std::uint32_t act) {
  return act == 5 || act == 7;
}

/// category, people, amount
inline std::array<std::int64_t, 3> values_of(std::uint32_t number) {
  return {number % 3, number * 7 % 10 + 1, number % 1000};
}

/// Acts of a case come two days apart, from 2026-01-01 10:00 in Shanghai on.
inline calendar::Minute time_of(Step step) {
  constexpr calendar::Minute kFirst = 20454 * 1440 + 120;
  return kFirst + static_cast<calendar::Minute>(step.act) * 2880 +
         static_cast<calendar::Minute>(step.number % 600);
}

inline std::int64_t final_value(std::int64_t stage, std::int64_t last, std::int64_t steps) {
  return stage * 1'000'003 + last * 101 + steps;
}

}  // namespace recourse::bench
