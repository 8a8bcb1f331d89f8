// A small policy for dockets: received, handled, answered, with duties that lapse and a timer that moves; and acts in it.
#pragma once

#include <string>

#include "recourse/docket.h"

namespace recourse::docket {

/// With so many days to answer; `extra` is added to the clauses of the stage `handling`.
Policy complaints(int days_to_reply = 30, const std::string& extra = {});

/// "2026-03-02 10:00" in UTC, which is the zone of the policy.
Instant at(const std::string& time);

Act receive(const std::string& time, std::int64_t people = 1);  // by the town
Act accept(const std::string& time, const std::string& office = "town");
Act reply(const std::string& time, const std::string& result = "upheld", const std::string& office = "town");
Act withdraw(const std::string& time);  // by the citizen

}  // namespace recourse::docket
