// A small policy for logs, and what becomes of a log under it.
#pragma once

#include <sstream>

#include "recourse/exchange.h"

namespace recourse::exchange {

/// Received, answered or withdrawn; names in English, labels in Chinese.
Policy complaints();

/// Names the columns case, time, act, office, role, people, result; acts have the policy's names.
inline constexpr const char* kMap = R"(
case: case
time: time
act: act
actor: {office: office, role: role}
arguments: {people: people, result: result}
)";
inline constexpr const char* kHeader = "case,time,act,office,role,people,result";

/// A map that must be good.
LogMap map_of(const std::string& yaml = kMap);
/// What is wrong with a map.
std::vector<Diagnostic> mistakes(const std::string& yaml);

Instant at(const std::string& time);

struct Imported {
  std::optional<ImportReport> report;
  std::optional<Diagnostic> error;  // also what stopped it on the way
  std::vector<Rejection> rejections;
  Docket docket = Docket::open(":memory:").value();
};

/// Imports a log into a docket in memory.
Imported import(const std::string& log, const std::string& map = kMap, LogFormat format = LogFormat::csv);

}  // namespace recourse::exchange
