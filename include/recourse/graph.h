// The picture of a policy: stages in lanes by owner, moves with who does what by when.
#pragma once

#include <string>

#include "recourse/policy.h"

namespace recourse {

enum class DrawingFormat : std::uint8_t { svg, dot, mermaid };

/// The policy's stages and moves, with labels in a language. SVG is laid out by Graphviz (one drawing at a
/// time in a process; calls from several threads wait for one another) and stands alone; dot and mermaid are
/// texts for other tools. Everything from the policy is escaped. Cost: up to seconds for a policy of hundreds
/// of stages; empty only when Graphviz fails.
std::string draw(const Policy& policy, DrawingFormat format, Language language);

}  // namespace recourse
