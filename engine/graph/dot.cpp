// A drawing as a Graphviz file. Boxes get their size from the columns of their text, so that it fits whatever fonts the machine that lays
// it out has; labels are HTML-like, in which only & < > need care.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "engine/base/text.h"
#include "engine/graph/drawing.h"

namespace recourse::graph {
namespace {

constexpr double kPointsPerColumn = 0.56;  // of the font size: half of a Chinese character and a little
constexpr double kTitleSize = 14, kDetailSize = 10.5;
constexpr double kPointsPerInch = 72;
constexpr std::string_view kFont =
    "Noto Sans CJK SC,Microsoft YaHei,PingFang SC,WenQuanYi Micro Hei,sans-serif";
constexpr std::array<std::string_view, 6> kLaneColors = {"#eef4fb", "#f3f8ec", "#fdf5e8",
                                                         "#f6f0fa", "#eaf6f6", "#f9efef"};

/// Of text in labels that Graphviz reads as HTML.
std::string markup(std::string_view text) {
  std::string result;
  for (const char character : text) {
    switch (character) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      default:
        result += character;
    }
  }
  return result;
}

/// Of text in quotes, where a backslash and a name in angle brackets would be read. Entities are read in them too.
std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char character : text) {
    if (character == '"' || character == '\\') {
      result += '\\';
    }
    result += character == '\n' || character == '\r' ? ' ' : character;
    if (character == '&') {
      result += "amp;";
    }
  }
  return result + '"';
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) {
    text += (text.empty() ? "" : "<BR/>") + markup(line);
  }
  return text;
}

double widest(const std::vector<std::string>& lines, double size) {
  std::size_t columns = 0;
  for (const std::string& line : lines) {
    columns = std::max(columns, base::display_width(line));
  }
  return static_cast<double>(columns) * size * kPointsPerColumn;
}

class DotWriter {
public:
  explicit DotWriter(const Drawing& drawing) : drawing_(drawing) {}

  std::string write() {
    text_ = fmt::format(
        "digraph policy {{\n"
        "  graph [rankdir=TB, newrank=true, nodesep=0.45, ranksep=0.55, pad=0.3, fontname=\"{0}\", "
        "fontsize=13, label={1}, "
        "labelloc=t, tooltip={1}];\n"
        "  node [shape=box, style=\"rounded,filled\", fillcolor=white, color=\"#4a5a6a\", fontname=\"{0}\", "
        "fixedsize=true];\n"
        "  edge [fontname=\"{0}\", fontsize=10.5, color=\"#4a5a6a\", fontcolor=\"#20303f\", "
        "arrowsize=0.8];\n",
        kFont, quoted(drawing_.title));
    write_order();
    for (std::size_t region = 0; region < drawing_.regions.size(); ++region) {
      write_region(static_cast<int>(region));
    }
    for (const Drawing::Edge& edge : drawing_.edges) {
      if (edge.style != Drawing::Edge::Style::begins) {
        write_edge(edge);
      }
    }
    return std::move(text_) + "}\n";
  }

private:
  template <typename... Arguments>
  void line(int depth, fmt::format_string<Arguments...> pattern, Arguments&&... arguments) {
    text_ += std::string(static_cast<std::size_t>(depth) * 2, ' ') +
             fmt::format(pattern, std::forward<Arguments>(arguments)...) + '\n';
  }

  /// Graphviz lays out from what it reads first: from where a case begins, then stages as the policy has them.
  void write_order() {
    std::string marks, stages;
    for (std::size_t node = 0; node < drawing_.nodes.size(); ++node) {
      const bool start = drawing_.nodes[node].kind == Drawing::Node::Kind::start;
      (start ? marks : stages) += fmt::format(" n{};", node);
    }
    line(1, "{}", (marks + stages).substr(marks.empty() && stages.empty() ? 0 : 1));
    for (const Drawing::Edge& edge : drawing_.edges) {
      if (edge.style == Drawing::Edge::Style::begins) {
        write_edge(edge);
      }
    }
  }

  void write_region(int region) {
    line(1, "subgraph cluster_region_{} {{", region);
    line(2, "label={}; labeljust=l; style=rounded; color=\"#9aa7b4\"; fontsize=15; margin=60; tooltip={};",
         quoted(drawing_.regions[static_cast<std::size_t>(region)].name),
         quoted(drawing_.regions[static_cast<std::size_t>(region)].name));
    for (std::size_t lane = 0; lane < drawing_.lanes.size(); ++lane) {
      if (drawing_.lanes[lane].region == region) {
        write_lane(static_cast<int>(lane));
      }
    }
    write_nodes(2, [region](const Drawing::Node& node) {
      return node.region == region && node.lane == Drawing::kNone && node.parent == Drawing::kNone;
    });
    line(1, "}}");
  }

  void write_lane(int lane) {
    const Drawing::Lane& shown = drawing_.lanes[static_cast<std::size_t>(lane)];
    line(2, "subgraph cluster_lane_{} {{", lane);
    line(3,
         "label={}; labeljust=l; style=\"filled,rounded\"; fillcolor=\"{}\"; color=\"#d4dce4\"; fontsize=12; "
         "fontcolor=\"#5a6a7a\"; margin=14; tooltip={};",
         quoted(shown.owner), kLaneColors[static_cast<std::size_t>(lane) % kLaneColors.size()],
         quoted(shown.owner));
    write_nodes(3, [lane](const Drawing::Node& node) { return node.lane == lane; });
    line(2, "}}");
  }

  template <typename Chosen>
  void write_nodes(int depth, Chosen&& chosen) {
    for (std::size_t node = 0; node < drawing_.nodes.size(); ++node) {
      if (chosen(drawing_.nodes[node])) {
        write_node(depth, static_cast<int>(node));
      }
    }
  }

  /// A stage with stages in it is drawn as a frame around its own box and theirs.
  void write_node(int depth, int index) {
    const Drawing::Node& node = drawing_.nodes[static_cast<std::size_t>(index)];
    if (!node.has_children) {
      write_box(depth, index, node);
      return;
    }
    line(depth, "subgraph cluster_stage_{} {{", index);
    const bool is_branch = node.kind == Drawing::Node::Kind::branch;
    line(depth + 1, "label=\"\"; style=\"{},rounded\"; color=\"#7a8a9a\"; margin=12; tooltip={};",
         is_branch ? "solid" : "dashed", quoted(node.title.empty() ? std::string() : node.title.front()));
    write_box(depth + 1, index, node);
    write_nodes(depth + 1, [index](const Drawing::Node& inner) { return inner.parent == index; });
    line(depth, "}}");
  }

  void write_box(int depth, int index, const Drawing::Node& node) {
    if (node.kind == Drawing::Node::Kind::start) {
      line(depth,
           "n{} [shape=circle, label=\"\", width=0.2, height=0.2, style=filled, fillcolor=\"#20303f\", "
           "tooltip=\" \"];",
           index);
      return;
    }
    const double width = std::max(widest(node.title, kTitleSize), widest(node.details, kDetailSize)) + 26;
    const double height = static_cast<double>(node.title.size()) * kTitleSize * 1.3 +
                          static_cast<double>(node.details.size()) * kDetailSize * 1.35 + 18;
    std::string label =
        fmt::format("<FONT POINT-SIZE=\"{}\"><B>{}</B></FONT>", kTitleSize, joined(node.title));
    if (!node.details.empty()) {  // in rows of a table, since lines of two sizes would touch
      label = fmt::format(
          "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLPADDING=\"1\" CELLSPACING=\"0\"><TR><TD>{}</TD></TR>"
          "<TR><TD><FONT POINT-SIZE=\"{}\" COLOR=\"#40505f\">{}</FONT></TD></TR></TABLE>",
          label, kDetailSize, joined(node.details));
    }
    line(depth, "n{} [label=<{}>, width={:.2f}, height={:.2f}{}, tooltip={}];", index, label,
         std::max(width, 72.0) / kPointsPerInch, height / kPointsPerInch, look(node.kind),
         quoted(node.tooltip.empty() ? " " : node.tooltip));
  }

  static std::string_view look(Drawing::Node::Kind kind) {
    switch (kind) {
      case Drawing::Node::Kind::final_stage:
        return ", peripheries=2, fillcolor=\"#e8ecf0\"";
      case Drawing::Node::Kind::branch:
        return ", fillcolor=\"#dfe8f1\"";
      case Drawing::Node::Kind::anywhere:
        return ", style=\"rounded,dashed\"";
      default:
        return "";
    }
  }

  static std::string_view look(Drawing::Edge::Style style) {
    switch (style) {
      case Drawing::Edge::Style::lapse:
        return "style=dashed, color=\"#b0413e\", fontcolor=\"#8a2f2c\"";
      case Drawing::Edge::Style::timer:
        return "style=dotted, penwidth=1.6, dir=both, arrowtail=odot, color=\"#7a5a20\", "
               "fontcolor=\"#6a4a10\"";
      case Drawing::Edge::Style::event:
        return "color=\"#2f6f8f\", fontcolor=\"#1f5f7f\", arrowhead=vee";
      case Drawing::Edge::Style::begins:
        return "color=\"#20303f\", arrowhead=open";
      case Drawing::Edge::Style::act:
        break;
    }
    return "style=solid";
  }

  void write_edge(const Drawing::Edge& edge) {
    const std::string tooltip = quoted(edge.tooltip.empty() ? " " : edge.tooltip);
    if (edge.lines.empty()) {
      line(1, "n{} -> n{} [{}, tooltip={}];", edge.from, edge.to, look(edge.style), tooltip);
      return;
    }
    // A table of a given size gives the label air, and a place that a machine without Chinese fonts does not guess wrong.
    line(1,
         "n{} -> n{} [{}, tooltip={}, labeltooltip={}, label=<<TABLE BORDER=\"0\" CELLBORDER=\"0\" "
         "CELLPADDING=\"0\"><TR>"
         "<TD FIXEDSIZE=\"TRUE\" WIDTH=\"{:.0f}\" HEIGHT=\"{:.0f}\">{}</TD></TR></TABLE>>];",
         edge.from, edge.to, look(edge.style), tooltip, tooltip, widest(edge.lines, kDetailSize) + 8,
         static_cast<double>(edge.lines.size()) * kDetailSize * 1.3 + 6, joined(edge.lines));
  }

  const Drawing& drawing_;
  std::string text_;
};

}  // namespace

std::string to_dot(const Drawing& drawing) {
  return DotWriter(drawing).write();
}

}  // namespace recourse::graph
