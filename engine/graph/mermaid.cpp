// A drawing as a Mermaid flow chart, for pages that draw it themselves. All text is in quotes, with entities for what Mermaid would read.
#include <fmt/format.h>

#include <functional>

#include "engine/graph/drawing.h"

namespace recourse::graph {
namespace {

/// Mermaid reads quotes, entities, HTML and Markdown in labels; its own entities are #name; or #number;.
std::string escaped(std::string_view text) {
  std::string result;
  for (const char character : text) {
    if (std::string_view("\"#&<>`*_[]{}|\\;").find(character) != std::string_view::npos) {
      result += fmt::format("#{};", static_cast<int>(character));
    } else {
      result += character == '\n' || character == '\r' ? ' ' : character;
    }
  }
  return result;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) {
    text += (text.empty() ? "" : "<br/>") + escaped(line);
  }
  return text;
}

class MermaidWriter {
public:
  explicit MermaidWriter(const Drawing& drawing) : drawing_(drawing) {}

  std::string write() {
    text_ = "flowchart TB\n";
    for (std::size_t region = 0; region < drawing_.regions.size(); ++region) {
      open(1, fmt::format("region{}", region), drawing_.regions[region].name);
      for (std::size_t lane = 0; lane < drawing_.lanes.size(); ++lane) {
        if (drawing_.lanes[lane].region == static_cast<int>(region)) {
          open(2, fmt::format("lane{}", lane), drawing_.lanes[lane].owner);
          nodes(3, [lane](const Drawing::Node& node) { return node.lane == static_cast<int>(lane); });
          line(2, "end");
        }
      }
      nodes(2, [region](const Drawing::Node& node) {
        return node.region == static_cast<int>(region) && node.lane == Drawing::kNone &&
               node.parent == Drawing::kNone;
      });
      line(1, "end");
    }
    for (const Drawing::Edge& edge : drawing_.edges) {
      write(edge);
    }
    return std::move(text_);
  }

private:
  void line(int depth, std::string_view content) {
    text_ += std::string(static_cast<std::size_t>(depth) * 2, ' ');
    text_ += content;
    text_ += '\n';
  }

  void open(int depth, std::string_view id, std::string_view title) {
    line(depth, fmt::format("subgraph {}[\"{}\"]", id, title.empty() ? " " : escaped(title)));
  }

  // Not a template: a lambda that recurses with another lambda would be instantiated without end.
  void nodes(int depth, const std::function<bool(const Drawing::Node&)>& chosen) {
    for (std::size_t index = 0; index < drawing_.nodes.size(); ++index) {
      const Drawing::Node& node = drawing_.nodes[index];
      if (!chosen(node)) {
        continue;
      }
      if (!node.has_children) {
        write(depth, index, node);
        continue;
      }
      open(depth, fmt::format("stage{}", index), " ");
      write(depth + 1, index, node);
      nodes(depth + 1,
            [index](const Drawing::Node& inner) { return inner.parent == static_cast<int>(index); });
      line(depth, "end");
    }
  }

  void write(int depth, std::size_t index, const Drawing::Node& node) {
    const std::string text =
        joined(node.title) + (node.details.empty() ? "" : "<br/>" + joined(node.details));
    switch (node.kind) {
      case Drawing::Node::Kind::start:
        line(depth, fmt::format("n{}((\" \"))", index));
        break;
      case Drawing::Node::Kind::final_stage:
        line(depth, fmt::format("n{}[[\"{}\"]]", index, text));
        break;
      case Drawing::Node::Kind::branch:
        line(depth, fmt::format("n{}{{{{\"{}\"}}}}", index, text));
        break;
      case Drawing::Node::Kind::anywhere:
        line(depth, fmt::format("n{}([\"{}\"])", index, text));
        break;
      case Drawing::Node::Kind::stage:
        line(depth, fmt::format("n{}(\"{}\")", index, text));
    }
  }

  void write(const Drawing::Edge& edge) {
    const bool dashed = edge.style == Drawing::Edge::Style::lapse;
    const bool timer = edge.style == Drawing::Edge::Style::timer;
    const std::string_view arrow = dashed ? "-.->" : timer ? "==>" : "-->";
    const std::string label = edge.lines.empty() ? "" : fmt::format("|\"{}\"|", joined(edge.lines));
    line(1, fmt::format("n{} {}{} n{}", edge.from, arrow, label, edge.to));
  }

  const Drawing& drawing_;
  std::string text_;
};

}  // namespace

std::string to_mermaid(const Drawing& drawing) {
  return MermaidWriter(drawing).write();
}

}  // namespace recourse::graph
