// What a document says of one case type: parties, processes and rules with their stages, fields and acts.
#pragma once

#include "engine/reports/document_clause.h"

namespace recourse::reports {

/// Without drawings. Cost: linear in clauses, times those that stand at the same act.
DocumentPart part_of(const DocumentWords& words);

}  // namespace recourse::reports
