// A policy about several case types is built once for each: from its files as that type sees them. Everything behind
// knows one case type, and names of the others where cases reach one another (sent.cpp).
#pragma once

#include "engine/model/files.h"
#include "engine/model/model.h"

namespace recourse::model {

/// The declaration by whose name or label all others of one case type know it, else the first.
const language::CaseType& principal(const std::vector<const language::CaseType*>& declarations);

/// The case types that have a process, that of the file which introduces the policy first; one at least when any is declared.
std::vector<CaseType> case_types(const Files& files);

/// `same matter when F, G agree confirmed by WHO` says no more than: a field `twin`, an act `confirm_twin` that WHO may do, and that it
/// sets the field. Written so into the files.
void expand_same_matter(Files& files);

/// The files with what one of the case types can use: its fields, its processes and rules with their acts, its tests; of roles,
/// tables and acts that stand outside those that speak of no field or act which only others have. The first case type keeps what is
/// nobody's, so that it is looked at once. Cost: a copy of the trees.
Files seen_by(const Files& files, const std::vector<CaseType>& types, std::size_t which);

}  // namespace recourse::model
