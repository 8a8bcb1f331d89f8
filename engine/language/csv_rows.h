// The rows of a decision table in a CSV file (RFC 4180; comma, semicolon or tab), as spreadsheets export them.
#pragma once

#include "engine/base/message.h"
#include "engine/language/names_declared.h"
#include "engine/language/syntax.h"

namespace recourse::language {

/// The rows of the file, its header first. What a cell may say is what it may say in a rule file; every place is the place in the
/// CSV file. Reports cells that are empty or never end. Cost: linear.
std::vector<TableRow> csv_rows(const std::shared_ptr<const SourceText>& file,
                               base::DiagnosticList& diagnostics, const DeclaredNames& names);

}  // namespace recourse::language
