// Drives the reference interpreter and the machine side by side, and makes a difference small enough to read.
#pragma once

#include <string>

#include "tests/reference/act_generator.h"
#include "tests/reference/engine.h"

namespace recourse::reference {

/// A policy's files, and its model when build_model() accepts them (else what it says).
struct LoadedPolicy {
  std::unique_ptr<model::Model> model;
  std::string errors;
};
LoadedPolicy load_policy(const std::map<std::string, std::string>& files);

/// What the two do with the same happenings of one case, and where they part.
struct Comparison {
  bool same = true;
  std::size_t happenings = 0;  // until they part
  std::string report;          // both states and outcomes, in the policy's names
};
Comparison compare(const model::Model& model, const std::vector<Happening>& happenings);

/// Fewer happenings, then fewer lines of the policy, with which the two still part. Says all that is needed to see why.
std::string shrink(std::map<std::string, std::string> files, std::vector<Happening> happenings);

}  // namespace recourse::reference
