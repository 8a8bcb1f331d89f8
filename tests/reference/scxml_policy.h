// A statechart in SCXML as a policy in the rule language: states become stages and branches, events acts that a party may always do,
// transitions `on` clauses. Where SCXML lets the order of the document decide, the policy says with `when` what it decides.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "tests/reference/scxml.h"

namespace recourse::reference::scxml {

struct WrittenPolicy {
  std::map<std::string, std::string> files;     // "policy.rules" and what it names
  std::map<std::string, std::string> state_of;  // by stage: of the innermost ones
  bool says_order = false;              // a condition stands for what the order of the document decides
  std::optional<std::string> left_out;  // why there is no policy
};

/// The act that begins a case, that of an event, and the party that may do them.
inline constexpr const char* kBegins = "begin";
inline constexpr const char* kParty = "someone";
std::string act_of(const std::string& event);

WrittenPolicy write_policy(const Chart& chart);

}  // namespace recourse::reference::scxml
