// Graphviz files laid out as SVG. The only user of Graphviz.
#pragma once

#include <string>

namespace recourse::exchange {

/// A complete SVG document that needs nothing else; empty when Graphviz fails. Graphviz keeps state of its own: one layout at a time in a process,
/// calls from several threads wait for one another. Cost: grows faster than linearly; a second for some hundred boxes.
std::string to_svg(const std::string& dot);

}  // namespace recourse::exchange
