#include "tests/docket/across.h"

#include <gtest/gtest.h>

namespace recourse::docket {
namespace {

constexpr const char* kRules = R"(policy "Petitions and faults" version "1" in force 2026-01-01
calendar "calendar.yaml"
offices "offices.yaml"
source L "Petitions Act"
case petition "信访" { handler: office; same matter when handler agree confirmed by city }
case fault "过错" { accused: office; why: text; origin: petition? }
role citizen = party
process handling for petition cites L 1 {
  opens on receive(to: office) by citizen { set handler = to }
  start stage open {
    owner handler
    handler must answer within 10 days from receive exactly cites L 2 as answering -> done else { charge handler with "late" }
    handler may blame(whom: office, twice: yes/no)
    on blame { open fault(accused: whom, why: "blamed", origin: petition) }
    on blame when twice = yes { charge whom with "blamed twice" }
    citizen may point_to(which: fault)
    on point_to { submit remind to which }
    fault may note(why: text) once
  }
  final stage done
}
process finding for fault cites L 3 {
  opens on charge(accused: office, why: text, origin: petition?) by petition {
    set accused = accused; set why = why; set origin = origin
  }
  start stage alleged {
    owner city
    city must find or drop within 5 days from alleged exactly cites L 4 as finding else -> dropped
    on find when origin is known { submit note(why: why) to origin }
    on find -> upheld
    on drop -> dropped
    petition may remind once
  }
  final stage upheld
  final stage dropped
}
)";

constexpr const char* kOffices = R"(levels: [city, town]
offices:
  - {id: city, level: city}
  - {id: town, level: town, superior: city}
)";

Act act(const char* name, const std::string& time, Actor actor) {
  return {name, {}, std::move(actor), at(time)};
}

Actor office(const char* id) {
  return {Actor::Kind::office, {}, id, {}, {}};
}
Actor citizen() {
  return {Actor::Kind::party, "citizen", {}, {}, {}};
}

}  // namespace

Policy petitions_and_faults() {
  const auto loader =
      memory_loader({{"p.rules", kRules},
                     {"offices.yaml", kOffices},
                     {"calendar.yaml", "calendar: days\nzone: UTC\ncomputed: [{from: 1990, to: 2090}]\n"}});
  LoadedPolicy loaded = load_policy(*loader, "p.rules");
  for (const Diagnostic& diagnostic : loaded.diagnostics)
    ADD_FAILURE() << render(diagnostic, Language::english);
  return *loaded.policy;
}

Act petition(const std::string& time) {
  Act given = act("receive", time, citizen());
  given.arguments["to"] = Value{std::string("town")};
  return given;
}

Act blame(const std::string& time, const std::string& whom, bool twice) {
  Act given = act("blame", time, office("town"));
  given.arguments = {{"whom", Value{whom}}, {"twice", Value{twice}}};
  return given;
}

Act find_fault(const std::string& time) {
  return act("find", time, office("city"));
}

Act point_to(const std::string& time, const std::string& which) {
  Act given = act("point_to", time, citizen());
  given.arguments["which"] = Value{which};
  return given;
}

}  // namespace recourse::docket
