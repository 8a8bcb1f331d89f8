// Who may act, and who owes: a Who of the machine against an actor, or resolved to offices.
#pragma once

#include "engine/machine/reading.h"

namespace recourse::machine {

/// Whether the reading's actor, whose office is in force (acts_for_nobody() has been asked), is one that the Who names; kNone
/// names anybody. Named are the offices that stand today for those that it gives. Cost: of the program that gives the
/// office, and the chain of offices where superiors are named.
[[nodiscard]] bool names_actor(Reading& reading, Index who);

/// The offices that the Who names today, in no particular order, each once; none for a party and for anybody.
void resolve_offices(Reading& reading, Index who, std::vector<offices::OfficeIndex>& offices);

}  // namespace recourse::machine
