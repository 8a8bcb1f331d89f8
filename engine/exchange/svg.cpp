#include "engine/exchange/svg.h"

#include <graphviz/gvc.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <string_view>
#include <utility>
#include <vector>

#ifdef __SANITIZE_ADDRESS__
// The fonts' libraries keep caches, made in a thread of their own, for the life of the process; Graphviz 2.42 itself loses
// some 10 KB a layout.
extern "C" const char* __lsan_default_options() {  // NOLINT: the sanitizer's name
  return "print_suppressions=0";                   // what a user sees of a command is asserted
}
extern "C" const char* __lsan_default_suppressions() {  // NOLINT: the sanitizer's name
  return "leak:libfontconfig\nleak:libpango\nleak:libglib\nleak:libgvc\nleak:libgvplugin\nleak:"
         "libcgraph\nleak:libcdt\n";
}
#endif

namespace recourse::exchange {
namespace {

struct CloseGraph {
  void operator()(Agraph_t* graph) const { agclose(graph); }
};

void include(boxf& box, double left, double bottom, double right, double top) {
  box.LL.x = std::min(box.LL.x, left);
  box.LL.y = std::min(box.LL.y, bottom);
  box.UR.x = std::max(box.UR.x, right);
  box.UR.y = std::max(box.UR.y, top);
}

/// The arrows between boxes of the frame, with what is written on them.
void include_arrows(Agraph_t* graph, Agraph_t* frame, boxf& box) {
  constexpr double kAir = 8;
  for (Agnode_t* node = agfstnode(frame); node != nullptr; node = agnxtnode(frame, node)) {
    for (Agedge_t* edge = agfstout(graph, node); edge != nullptr; edge = agnxtout(graph, edge)) {
      if (agsubnode(frame, aghead(edge), 0) == nullptr) {
        continue;
      }
      if (const textlabel_t* const label = ED_label(edge)) {
        const double x = label->dimen.x / 2 + kAir, y = label->dimen.y / 2;
        include(box, label->pos.x - x, label->pos.y - y, label->pos.x + x, label->pos.y + y);
      }
      const splines* const curves = ED_spl(edge);
      for (int number = 0; curves != nullptr && number < curves->size; ++number) {
        const bezier& curve = curves->list[number];
        std::for_each(curve.list, curve.list + curve.size, [&box](const pointf& point) {
          include(box, point.x - kAir, point.y, point.x + kAir, point.y);
        });
      }
    }
  }
}

/// Not beyond the middle between two frames that stand side by side.
void keep_apart(const boxf& frame, const boxf& other, boxf& widened) {
  const bool beside = frame.LL.y <= other.UR.y && other.LL.y <= frame.UR.y;
  if (beside && frame.UR.x <= other.LL.x) {
    widened.UR.x = std::min(widened.UR.x, (frame.UR.x + other.LL.x) / 2 - 1);
  } else if (beside && other.UR.x <= frame.LL.x) {
    widened.LL.x = std::max(widened.LL.x, (other.UR.x + frame.LL.x) / 2 + 1);
  }
}

/// Graphviz draws a frame around boxes alone; arrows that swing out of it belong inside too.
void widen_frames(Agraph_t* graph) {
  std::vector<std::pair<Agraph_t*, boxf>> frames;
  for (Agraph_t* frame = agfstsubg(graph); frame != nullptr; frame = agnxtsubg(frame)) {
    if (std::string_view(agnameof(frame)).starts_with("cluster_region")) {
      frames.emplace_back(frame, GD_bb(frame));
    }
  }
  for (const auto& [frame, box] : frames) {
    boxf widened = box;
    include_arrows(graph, frame, widened);
    for (const auto& [other, other_box] : frames) {
      if (other != frame) {
        keep_apart(box, other_box, widened);
      }
    }
    GD_bb(frame) = widened;
    include(GD_bb(graph), widened.LL.x, widened.LL.y, widened.UR.x, widened.UR.y);
  }
}

/// Warnings about fonts are nothing that our caller could act on.
int ignore(char*) {
  return 0;
}

}  // namespace

std::string to_svg(const std::string& dot) {
  static std::mutex one_at_a_time;
  const std::lock_guard lock(one_at_a_time);
  agseterrf(ignore);
  // Never freed: its text plugin keeps pointers into the first context for the life of the process.
  static GVC_t* const context = gvContext();
  const std::unique_ptr<Agraph_t, CloseGraph> graph(agmemread(dot.c_str()));
  if (context == nullptr || graph == nullptr || gvLayout(context, graph.get(), "dot") != 0) {
    return {};
  }
  widen_frames(graph.get());
  char* data = nullptr;
  unsigned int length = 0;
  std::string svg;
  if (gvRenderData(context, graph.get(), "svg", &data, &length) == 0 && data != nullptr) {
    svg.assign(data, length);
  }
  gvFreeRenderData(data);
  gvFreeLayout(context, graph.get());
  return svg;
}

}  // namespace recourse::exchange
