#include "engine/exchange/svg.h"

#include <graphviz/gvc.h>

#include <memory>
#include <mutex>

#ifdef __SANITIZE_ADDRESS__
// The fonts' libraries keep caches, made in a thread of their own, for the life of the process; Graphviz 2.42 itself loses
// some 10 KB a layout.
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
