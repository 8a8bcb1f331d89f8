// A policy with every type of value, every way to be refused and every fault of a policy, as cases meet them.
#pragma once

#include <string>

#include "recourse/case.h"

namespace recourse::cases {

/// `extra` stands after the clauses of the stage `open`.
Policy petitions(const std::string& extra = {});
/// The same with a directory that has no town.
Policy petitions_without_town();

/// "2026-03-02 10:00" in UTC, which is the zone of the policy.
Instant at(const std::string& time);

Actor office(const std::string& id, const std::string& post = {});
Actor party(const std::string& role);

/// Everything that `receive` takes.
std::map<std::string, Value> all_arguments();

Act act(const std::string& name, const std::string& time, const Actor& actor,
        std::map<std::string, Value> arguments = {});

/// A case that was received by the town on 2026-03-02 at 10:00 with all arguments.
Case received(const Policy& policy);

/// Applies an act that must be accepted, after letting time pass up to it.
void apply(Case& subject, const Act& act);

}  // namespace recourse::cases
