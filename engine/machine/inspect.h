// Questions about a case that change nothing: what it holds, what is owed, what is allowed. They read the
// same tables with the same evaluator as apply(). What only has to be fetched (begun, current_stage,
// in_stage, slot, next_due, not_before) stands in record.h.
#pragma once

#include "engine/machine/record.h"

namespace recourse::machine {

/// A field of the record; of a text 0 or unknown, of a set its size.
std::int64_t field(const Machine& machine, CaseView state, Index field);
/// Whether a condition holds. `evidence`: which rows of tables answered is added there, if it is given.
bool condition(const Machine& machine, const Surroundings& surroundings, CaseView state, Minute now,
               Program program, std::vector<Evidence>* evidence = nullptr);

/// The clauses that are active now, in order of their index.
void active_clauses(const Machine& machine, const Surroundings& surroundings, CaseView state, Minute now,
                    std::vector<Index>& clauses);
/// Whether a clause permits its acts now to somebody (open, not used up, window not passed; its guard is not
/// asked).
bool permits(const Machine& machine, const Surroundings& surroundings, CaseView state, Minute now,
             Index clause);
/// Whether the actor is the one the Who names.
bool matches(const Machine& machine, const Surroundings& surroundings, CaseView state, Minute now, Index who,
             const Actor& actor);
/// Whether a clause permits its acts now to this actor. A guard that reads arguments is not asked.
bool permits_actor(const Machine& machine, const Surroundings& surroundings, CaseView state, Minute now,
                   Index clause, const Actor& actor);
/// Whether a `must not` forbids its acts now to this actor, whatever the arguments.
bool forbids_actor(const Machine& machine, const Surroundings& surroundings, CaseView state, Minute now,
                   Index clause, const Actor& actor);
/// The offices that the Who names now, successors followed; empty for a party. `it`: the member whose instance lapsed, if any.
void resolve(const Machine& machine, const Surroundings& surroundings, CaseView state, Minute now, Index who,
             std::vector<offices::OfficeIndex>& offices, std::int64_t it = base::kUnknown);
/// The members of a clock, if it has an instance for each; else none.
std::span<const Member> members_of(const Machine& machine, CaseView state, Index clock);
/// The clock of a running instance as the calendar counts it, for a receipt; nothing when undated. `held`: its slot, that of the
/// clock or of one of its members.
std::optional<calendar::Clock> running_clock(const Machine& machine, const Surroundings& surroundings,
                                             CaseView state, Minute now, Index clock, const Slot& held);

/// The unit in which an instance with this slot counts its days and pauses; nothing while its limit is not known.
std::optional<calendar::Unit> unit_of(const Machine& machine, const Surroundings& surroundings,
                                      CaseView state, Minute now, Index clock, const Slot& slot);

/// Until when the clock aims to be done with: as its due date, with the period that is aimed at and without extensions. Nothing
/// when it is undated or paused, or was paused in another unit than that of `aim` (minutes, working days, days).
std::optional<calendar::Due> aimed_at(const Machine& machine, const Surroundings& surroundings,
                                      CaseView state, Minute now, Index clock, const Slot& held, Period aim);

}  // namespace recourse::machine
