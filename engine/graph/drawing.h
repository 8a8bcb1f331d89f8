// A policy as a picture, before any format: lanes, boxes, arrows and what is written on them. Made from the state-machine graph; dot.cpp
// and mermaid.cpp write it down, the room `exchange` lays it out.
#pragma once

#include <string>
#include <vector>

#include "recourse/diagnostic.h"

namespace recourse::graph {

struct PolicyInternals;

struct Drawing {
  static constexpr int kNone = -1;

  struct Lane {         // the stages of one process or rule that one office answers for
    std::string owner;  // empty: nobody is named
    int region = 0;
  };
  struct Region {
    std::string name;
  };
  struct Node {
    enum class Kind : std::uint8_t { start, stage, final_stage, branch, anywhere };
    Kind kind = Kind::stage;
    std::vector<std::string> title;    // lines
    std::vector<std::string> details;  // duties that no arrow shows, citation
    std::string tooltip;
    int lane = kNone;  // kNone: beside the lanes of its region
    int region = 0;
    int parent = kNone;         // the box that it lies inside
    bool has_children = false;  // it stands in a frame with them; branches in frames beside one another
  };
  struct Edge {
    enum class Style : std::uint8_t { act, event, lapse, timer, begins };
    Style style = Style::act;
    int from = 0, to = 0;
    std::vector<std::string> lines;
    std::string tooltip;  // the sources of its clauses
  };

  std::string title;
  std::vector<Region> regions;
  std::vector<Lane> lanes;
  std::vector<Node> nodes;  // surrounding stages before what lies in them
  std::vector<Edge> edges;
};

/// Names in the script of the language where the policy has them. Cost: linear in stages, times moves between the same two stages.
Drawing drawing_of(const PolicyInternals& policy, Language language);

/// A drawing for each region, in their order: the process first, then the rules that have stages. No arrow leads from one to another.
std::vector<Drawing> by_region(const Drawing& drawing);

/// The drawing as a Graphviz file, sizes of boxes given, so that Chinese fits whatever fonts the machine has; and as a Mermaid flow chart.
/// Everything that stands in the drawing is escaped.
std::string to_dot(const Drawing& drawing);
std::string to_mermaid(const Drawing& drawing);

}  // namespace recourse::graph
