// Text → syntax tree: the only door of the grammar.
#pragma once

#include "engine/base/message.h"
#include "engine/language/names_declared.h"
#include "engine/language/syntax.h"

namespace recourse::language {

/// Parses one rule file. All errors of the file are appended to `diagnostics` (after an error it goes on at the next clause or
/// declaration); what could be read is returned, so that later passes can report more. Never throws, never recurses
/// deeper than a fixed bound; cost is linear in the text. `names`: by which runs of Chinese without spaces are split.
File parse(std::shared_ptr<const SourceText> source, base::DiagnosticList& diagnostics,
           const DeclaredNames& names = {});

/// Parses files that hold runs of Chinese without spaces again, by the names that all the files of the policy declare; more than once
/// when what is split declares more. `found`: the errors of each file, which are replaced. Cost: nothing for files with spaces.
void split_runs(std::vector<File>& files, std::vector<base::DiagnosticList>& found);

/// The rows of a table that stand in a text of their own, cells parted by `|`.
std::vector<TableRow> parse_rows(std::shared_ptr<const SourceText> source, base::DiagnosticList& diagnostics,
                                 const DeclaredNames& names);

}  // namespace recourse::language
