// A clause as it took part in something, with what it read.
#pragma once

#include "engine/cases/facts.h"
#include "recourse/explain.h"

namespace recourse::reports {

/// The model's clause behind a name of the log (of an extension or approval the one that it belongs to); null when there is none.
const model::Clause* clause_named(const model::Model& model, const std::string& name);

/// The act of this name; none when there is none.
model::ActId act_named(const model::Model& model, const std::string& name);

/// Label, basis, condition and what it reads in the case. `act`: none for what the clock does.
ClausePart clause_part(const Policy& policy, cases::Facts& facts, const std::string& name,
                       ClausePart::How how, const Case& of, Instant now, const Act* act);

}  // namespace recourse::reports
