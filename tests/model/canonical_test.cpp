// The canonical text of a policy, written by hand from docs/standard/4-record.md (13.1, 13.2): so that whoever writes a second engine
// gets the same digest.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "engine/base/digest.h"
#include "engine/model/build.h"

namespace recourse::model {
namespace {

constexpr const char* kRules = R"RULES(policy "My test" version "1" in force 2026-01-01
offices "offices.yaml"
source L "The Law"
choice Kind "类别" { letter, visit "来访" }
parameter few = 3 days assumed
case matter { n: number(0..100) = 0; handler: office = town; kind: Kind?; asked: set of office; price: money?; many = n > 5 and kind is known }
role citizen = party
role boss = superior(handler) otherwise city
table span(kind, n) gives duration first { letter | > 5 | 5 days
 - | - | 1 month }
table sum_of(n) gives number collect sum { 1..3 | 2
 otherwise | 1 }
process p "流程" for matter cites L 1 {
  opens on open_it(kind: Kind, note: text?) by citizen { set kind = kind }
  start stage s cites L 2 {
    owner handler
    handler must reply or decline within span(kind otherwise letter, n) from open_it extendable once by up to 5 days through longer(by_days: duration) by head(handler) statutory aim 2 days as replying -> t { add handler to asked; set n = 1 } else { notify citizen “late "x” }
    handler may ask 2 times when n in {1, 2, 3} and actor = handler
    citizen may close within few from earliest(open_it, s + 2 days) exactly when first ask -> ended
    must not close when many unless approved by boss
    when n = 1 { when ask.count = 0 or decline.count = 1 or reply.count = 2 { on done(replying) { set once price = 5 } } }
    pause replying while in t cites L 3
  }
  stage t { after 0 days from replying.due - 2 days -> ended }
  final stage ended
}
rule r for matter cites L 9 {
  must not any by citizen when today > 2026-05-01
  at t { handler may finish when handler in superiors(handler) and handler in asked and sum_of(n) = 1 -> ended }
}
)RULES";

constexpr const char* kOffices = R"(levels: [city, town]
offices:
  - {id: city, name: City, level: city}
  - {id: town, name: Town, level: town, superior: city}
)";

constexpr const char* kHead = R"(recourse model 1
policy "My test" version 1 in force 2026-01-01
case matter
)";

// In any order: they are sorted by their bytes.
constexpr const char* kLines = R"LINES(choice Kind: letter visit
field n: number(0..100) = 0
field handler: office = office town
field kind: Kind? = unknown
field asked: set of office = unknown
field price: decimal(2)? = unknown
table span(Kind?, number(0..100)) gives duration first
table span: 1: letter | 6.. | 5 days
table span: 2: - | - | 1 months
table sum_of(number(0..100)) gives number collect sum
table sum_of: 1..3 | 2
table sum_of: otherwise | 1
party citizen
act open_it(kind: Kind, note: text?)
act reply()
act decline()
act longer(by_days: duration)
act ask()
act close()
act finish()
act "approve(close)"()
stage p
stage p/s in p start owner handler
stage p/t in p
stage p/ended in p final
stage (case)
clause p: opens on open_it by party citizen as "p.open open_it" {set kind = argument 0} cites "The Law" 1
clause p/s: handler must decline or reply within span((kind otherwise letter), n) from act open_it extendable 1 times by up to 5 days through longer by post head of handler aim 2 days statutory as replying -> p/t {add handler to asked; set n = 1} else {notify party citizen "late \"x"} cites "The Law" 2
clause p/s: handler may ask 2 times when ((((n = 1) or (n = 2)) or (n = 3)) and (actor = handler)) as "s.ask" cites "The Law" 2
clause p/s: party citizen may close within 3 days from earliest((stage p/s) + 2 days, act open_it) exactly when (ask.count = 0) as "s.close" -> p/ended cites "The Law" 2
clause p/s: anybody must not close when ((n > 5) and known(kind)) unless approved by superior(handler) otherwise office city as "s.not close" cites "The Law" 2
clause p/s: on done(replying) while ((n = 1) and (((ask.count = 0) or (decline.count = 1)) or (reply.count = 2))) as "s.on done(replying)" {set once price = 500} cites "The Law" 2
pause p/s: pause replying while in p/t cites "The Law" 3
clause p/t: after within 0 days from replying.due - 2 days as "t.after" -> p/ended cites "The Law" 1
clause (case): party citizen must not any when (today > 2026-05-01) as "matter.not any" cites "The Law" 9
clause p/t: handler may finish when ((in_superiors(handler, handler) and (handler in asked)) and (sum_of(n) = 1)) as "t.finish" -> p/ended cites "The Law" 9
)LINES";

TEST(Canonical, IsWhatTheStandardSays) {
  const auto loader = memory_loader({{"p.rules", kRules}, {"offices.yaml", kOffices}});
  base::DiagnosticList found;
  const std::optional<Model> model = build_model(*loader, "p.rules", found);
  ASSERT_TRUE(model) << found.items().size();
  std::vector<std::string> lines;
  std::istringstream text(kLines);
  for (std::string line; std::getline(text, line);) lines.push_back(line);
  std::sort(lines.begin(), lines.end());
  std::string expected = kHead;
  for (const std::string& line : lines) expected += line + "\n";
  EXPECT_EQ(canonical(*model), expected);
  EXPECT_EQ(digest({*model}), base::sha256(expected));
}

}  // namespace
}  // namespace recourse::model
