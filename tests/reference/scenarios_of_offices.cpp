// Scenarios: offices and posts by date, and values that depend on them.
#include "tests/reference/scenario_table.h"

namespace recourse::reference {

const std::vector<Scenario>& scenarios_of_offices() {
  static const std::vector<Scenario> table = {
      {"24 durations are compared by their length", R"(
process p for matter {
  opens on open
  start stage s {
    citizen may ask(d: duration) when d = 30 days
    citizen may refuse(e: duration) when e != 1 year
  }
}
)",
       R"(
2026-03-02 open
2026-03-02 ask(1 month) by citizen
2026-03-02 ask(720 hours) by citizen
2026-03-02 ask(30 working days) by citizen
2026-03-02 ask(31 days) by citizen : refused guard
2026-03-02 refuse(365 days) by citizen : refused guard
2026-03-02 refuse(12 months) by citizen
)"},
      {"27 28 nobody acts for an office that is not in force yet", R"(
process p for matter {
  opens on open
  start stage s {
    later must report within 5 days as reporting
    citizen may compare(with: office) when with = later
    citizen may ask(of: office) when of in superiors(later) or under(later, of)
    any of members otherwise district may look
    citizen may join(whom: office) { add whom to members }
    citizen may find(member: office) when member in members
  }
}
)",
       R"(
2026-03-02 open
2026-03-02 report by later : refused not-open
2026-03-02 report by district : refused not-open
2026-03-02 compare(later) by citizen : refused guard
2026-03-02 ask(district) by citizen : refused guard
2026-03-02 ask(later) by citizen : refused guard
2026-03-02 join(later) by citizen
2026-03-02 look by later : refused not-open
2026-03-02 look by district
2026-03-02 find(later) by citizen : refused guard
2026-06-01 compare(later) by citizen
2026-06-01 ask(district) by citizen
2026-06-01 look by later
2026-06-01 look by district : refused not-open
2026-06-01 find(later) by citizen
2026-06-01 report by later
)"},
      {"27 28 successors owe what an ended office owed and nobody acts for it", R"(
process p for matter {
  opens on open
  start stage s {
    old must report within 60 days as reporting
    old may visit
    gone may call
    must not visit when actor = old
  }
}
)",
       R"(
2026-03-02 open
2026-03-31 call by gone
2026-03-31 visit by old : refused forbidden by s.not visit
2026-04-01 call by gone : refused not-open
2026-04-01 visit by old : refused not-open
2026-04-01 visit by town : refused forbidden by s.not visit
2026-04-01 report by old : refused not-open
2026-04-01 report by town
expect clock reporting done
)"},
      {"28 nobody opens a case for an ended office", R"(
process p for matter {
  opens on open
  start stage s
}
)",
       R"(
2026-04-01 open by old : refused not-open
2026-04-01 open by later : refused not-open
2026-04-01 open by town
expect stage s
)"},
      {"28 a post that nobody holds names nobody", R"(
process p for matter {
  opens on open
  start stage s {
    head(city) may seal
    head(city) otherwise head(district) may sign
    city may file
  }
}
)",
       R"(
2026-03-02 open
2026-03-20 seal by head(city)
2026-03-20 sign by head(district) : refused not-open
2026-03-21 seal by head(city) : refused not-open
2026-03-21 sign by head(city) : refused not-open
2026-03-21 sign by head(district)
2026-03-21 file by city
2026-04-09 sign by head(city) : refused not-open
2026-04-10 sign by head(district) : refused not-open
2026-04-10 sign by head(city)
2026-04-10 seal by head(city)
)"},
      {"28 a set of which no member stands gives way to otherwise", R"(
process p for matter {
  opens on open { add gone to members }
  start stage s {
    any of members otherwise other may look
    any of superiors(handler) otherwise other may see
    handler may move_to(to: office) { set handler = to }
  }
}
)",
       R"(
2026-03-02 open
2026-03-31 look by gone
2026-03-31 look by other : refused not-open
2026-04-01 look by other
2026-04-01 see by district
2026-04-01 see by other : refused not-open
2026-04-01 move_to(city) by town
2026-04-01 see by other
)"},
  };
  return table;
}

}  // namespace recourse::reference
