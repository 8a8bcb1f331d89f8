// Who acts, owes, is told or answers for a stage: roles, fields of type office, posts, parties.
#pragma once

#include "engine/model/building.h"
#include "engine/model/expressions.h"

namespace recourse::model {

/// Reports what is no role, office or post. What may be spoken of is said by `scope`: `it`, where a member of a set is meant.
WhoId resolve_who(Building& building, const language::Expression& syntax, const Scope& scope = {});
/// The same where `each of` has no meaning, which is reported.
WhoId resolve_whoever(Building& building, const language::Expression& syntax);
/// The role, resolved when first asked for; reports roles that lead back to themselves.
WhoId resolve_role(Building& building, std::size_t index);
/// Whether a party may be meant: an alternative is a party, or anybody is.
bool may_be_party(const Model& model, WhoId who);
/// The office that `who` stands for, which may be unknown; reports a party, several offices.
Typed office_of(Building& building, WhoId who, const SourceSpan& span);

}  // namespace recourse::model
