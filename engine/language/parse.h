// Text → syntax tree: the only door of the grammar.
#pragma once

#include "engine/base/message.h"
#include "engine/language/syntax.h"

namespace recourse::language {

/// Parses one rule file. All errors of the file are appended to `diagnostics` (after an error it goes on at the next clause or
/// declaration); what could be read is returned, so that later passes can report more. Never throws, never recurses
/// deeper than a fixed bound; cost is linear in the text.
File parse(std::shared_ptr<const SourceText> source, base::DiagnosticList& diagnostics);

}  // namespace recourse::language
