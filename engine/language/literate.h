// Rules in Markdown documents: the fenced blocks that are marked as rules. The only user of md4c.
#pragma once

#include <memory>
#include <optional>

#include "engine/language/format_layout.h"
#include "recourse/diagnostic.h"

namespace recourse::language {

/// The rules of a document: what stands in its blocks fenced as ```rules (or ```规则), put together, with blanks for everything else,
/// so that every place in them is the place in the document. A document that is not UTF-8 is given back as it is, for parse() to
/// say so. Cost: linear.
std::shared_ptr<const SourceText> rules_of(const std::shared_ptr<const SourceText>& document);

/// The lines within the blocks of rules, with what stands before each of them (of a block in a list or a quotation). Empty blocks apart.
std::vector<Stretch> blocks_of(const std::shared_ptr<const SourceText>& document);

/// The line that opens the last block of rules, if nothing closes it: then the rest of the document is read as rules.
std::optional<SourceSpan> unclosed_block(const std::shared_ptr<const SourceText>& document);

}  // namespace recourse::language
