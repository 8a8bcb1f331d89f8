// A small policy of two case types: a matter orders tasks, each a case of its own.
#pragma once

#include <map>
#include <string>

namespace recourse {

/// Its files, beside which a test may put others.
inline std::map<std::string, std::string> files_of_matters_and_tasks() {
  return {{"m.rules", R"(policy "Matters" version "1" in force 2026-01-01
calendar "calendar.yaml"
offices "offices.yaml"
source L "Act"
case matter "事项" { handler: office }
case task "任务" { doer: office; origin: matter? }
role citizen = party
process handling for matter cites L 1 {
  opens on receive(to: office) by citizen { set handler = to }
  start stage open {
    owner handler
    handler may order(to: office)
    on order { open task(doer: to, origin: matter) }
    handler may settle -> settled
  }
  final stage settled
}
process doing for task cites L 3 {
  opens on start(doer: office, origin: matter?) by matter { set doer = doer; set origin = origin }
  start stage working { owner doer; doer must finish within 5 days exactly cites L 4 -> finished }
  final stage finished
}
)"},
          {"offices.yaml", "levels: [town]\noffices:\n  - {id: town, level: town}\n"},
          {"calendar.yaml", "calendar: days\nzone: UTC\ncomputed: [{from: 1990, to: 2090}]\n"}};
}

}  // namespace recourse
