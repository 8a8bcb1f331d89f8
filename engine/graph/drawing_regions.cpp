// A drawing taken apart into its regions, for papers on which the whole would be too small to read.
#include "engine/graph/drawing.h"

namespace recourse::graph {
namespace {

/// Where what was kept stands now, by where it stood.
using Places = std::vector<int>;

int placed(const Places& places, int before) {
  return before == Drawing::kNone ? Drawing::kNone : places[static_cast<std::size_t>(before)];
}

template <typename Item, typename Belongs>
Places keep(const std::vector<Item>& items, std::vector<Item>& kept, Belongs belongs) {
  Places places;
  for (const Item& item : items) {
    const bool stays = belongs(item);
    places.push_back(stays ? static_cast<int>(kept.size()) : Drawing::kNone);
    if (stays) {
      kept.push_back(item);
    }
  }
  return places;
}

Drawing only(const Drawing& drawing, int region) {
  Drawing part;
  part.regions = {drawing.regions[static_cast<std::size_t>(region)]};
  const auto belongs = [region](const auto& item) { return item.region == region; };
  const Places lanes = keep(drawing.lanes, part.lanes, belongs);
  const Places nodes = keep(drawing.nodes, part.nodes, belongs);
  keep(drawing.edges, part.edges, [&nodes](const Drawing::Edge& edge) {
    return placed(nodes, edge.from) != Drawing::kNone && placed(nodes, edge.to) != Drawing::kNone;
  });
  for (Drawing::Lane& lane : part.lanes) {
    lane.region = 0;
  }
  for (Drawing::Node& node : part.nodes) {
    node.region = 0;
    node.lane = placed(lanes, node.lane);
    node.parent = placed(nodes, node.parent);
  }
  for (Drawing::Edge& edge : part.edges) {
    edge.from = placed(nodes, edge.from);
    edge.to = placed(nodes, edge.to);
  }
  return part;
}

}  // namespace

std::vector<Drawing> by_region(const Drawing& drawing) {
  std::vector<Drawing> parts;
  for (std::size_t region = 0; region < drawing.regions.size(); ++region) {
    parts.push_back(only(drawing, static_cast<int>(region)));
  }
  return parts;
}

}  // namespace recourse::graph
