#include "tests/docket/matters.h"

#include <gtest/gtest.h>

namespace recourse::docket {
namespace {

constexpr const char* kRules = R"(policy "Matters" version "1" in force 2026-01-01
calendar "calendar.yaml"
offices "offices.yaml"
source L "Act"
case matter { handler: office; rank: number(0..1000) = 0; heard: number(0..1000000) = 0 }
case task { doer: office; weight: number(0..1000) = 0; origin: matter?; marks: number(0..100000) = 0; points: number(0..1000) = 0 }
case audit { why: text; about: task? }
role citizen = party
process handling for matter cites L 1 {
  opens on receive(to: office) by citizen { set handler = to }
  start stage open {
    owner handler
    handler must answer within 10 days from receive exactly extendable 2 times by up to 20 days
      through prolong(length: duration) by city cites L 2 as answering else { open task(doer: handler, weight: 0, origin: matter) }
    handler may raise { set rank = rank + 1 }
    handler may order(whom: office)
    on order when rank + heard < 4 { open task(doer: whom, weight: rank, origin: matter) }
    handler may advise(which: task)
    on advise { submit mark(much: rank) to which }
    handler may settle -> settled
    task may tell(what: number(0..100000)) 5 times { set heard = heard + what }
  }
  final stage settled
}
process doing for task cites L 3 {
  opens on start(doer: office, weight: number(0..1000), origin: matter?) by matter {
    set doer = doer; set weight = weight; set origin = origin
  }
  start stage working {
    owner doer
    doer must report within 5 days from working exactly cites L 4 as reporting else { open audit(why: "late", about: task) }
    on report when origin is known { submit tell(what: marks) to origin }
    on report when weight >= 2 { open audit(why: "heavy", about: task) }
    matter may mark(much: number(0..1000)) { set marks = marks + much + 1 }
    audit may grade(points: number(0..1000)) { set points = points }
    doer may stop -> stopped
  }
  final stage stopped
}
process auditing for audit cites L 5 {
  opens on begin(why: text, about: task?) by task { set why = why; set about = about }
  start stage open {
    owner city
    city must rate(points: number(0..1000)) within 7 days from open exactly cites L 6 as rating else -> dropped
    on overdue(rating) when about is known { submit grade(points: 0) to about }
    on rate when about is known { submit grade(points: points) to about }
    on rate -> rated
  }
  final stage rated
  final stage dropped
}
)";

constexpr const char* kOffices = R"(levels: [city, town]
offices:
  - {id: city, level: city}
  - {id: town, level: town, superior: city}
)";

}  // namespace

Policy matters(int last_year) {
  const auto loader =
      memory_loader({{"m.rules", kRules},
                     {"offices.yaml", kOffices},
                     {"calendar.yaml", "calendar: days\nzone: Asia/Shanghai\ncomputed: [{from: 1990, to: " +
                                           std::to_string(last_year) + "}]\n"}});
  LoadedPolicy loaded = load_policy(*loader, "m.rules");
  for (const Diagnostic& diagnostic : loaded.diagnostics)
    ADD_FAILURE() << render(diagnostic, Language::english);
  return *loaded.policy;
}

Act act_of(const char* name, const char* actor, const std::string& time,
           std::map<std::string, Value> arguments) {
  const bool is_office = std::string(actor) != "citizen";
  return {name, std::move(arguments),
          is_office ? Actor{Actor::Kind::office, {}, actor, {}, {}}
                    : Actor{Actor::Kind::party, actor, {}, {}, {}},
          at(time)};
}

}  // namespace recourse::docket
