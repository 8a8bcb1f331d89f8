// Where a span stands for a reader: line, column by display width, and the line with a caret below it.
// Knows bytes and columns only, no messages.
#pragma once

#include <string>

#include "recourse/diagnostic.h"

namespace recourse::base {

/// The span as it is pointed at: inside the text, on character boundaries; one at the end of the file stands
/// right after the last visible character, where something is missing. The source must not be absent.
SourceSpan shown_span(const SourceSpan& span);

/// The line of the span and a caret line below it, both indented and ended by a line break; empty when the
/// line is blank. Tabs become spaces, control characters are made visible, a long line is cut to a window
/// around the span, a span over several lines is marked to the end of its first. Takes a shown_span. Cost:
/// linear in the line.
std::string excerpt(const SourceSpan& span);

}  // namespace recourse::base
