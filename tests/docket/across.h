// A small policy with two case types: petitions open faults and submit to them, and faults submit to petitions.
#pragma once

#include "tests/docket/complaints.h"

namespace recourse::docket {

Policy petitions_and_faults();

Act petition(const std::string& time);  // to the town, by the citizen
Act blame(const std::string& time, const std::string& whom, bool twice = false);  // by the town
Act find_fault(const std::string& time);                                          // by the city
Act point_to(const std::string& time, const std::string& which);                  // by the citizen

}  // namespace recourse::docket
