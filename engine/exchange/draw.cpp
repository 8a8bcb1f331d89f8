// recourse::draw: the door to the drawings.
#include "engine/exchange/svg.h"
#include "engine/graph/drawing.h"
#include "engine/graph/policy_internal.h"
#include "recourse/graph.h"

namespace recourse {

std::string draw(const Policy& policy, DrawingFormat format, Language language) {
  const graph::Drawing drawing = graph::drawing_of(graph::internals(policy), language);
  switch (format) {
    case DrawingFormat::dot:
      return graph::to_dot(drawing);
    case DrawingFormat::mermaid:
      return graph::to_mermaid(drawing);
    case DrawingFormat::svg:
      break;
  }
  return exchange::to_svg(graph::to_dot(drawing));
}

}  // namespace recourse
