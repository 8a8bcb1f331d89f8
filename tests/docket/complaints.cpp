#include "tests/docket/complaints.h"

#include <iostream>

namespace recourse::docket {
namespace {

constexpr const char* kRules = R"(
policy "Complaints" version "1" in force 2026-01-01
source L "Complaints Act"
offices "offices.yaml"

choice Result { upheld "justified", dismissed "unfounded" }
case complaint {
  people: number(1..1000)
  handler: office?
  result: Result?
  asked: set of office
}
role citizen = party

process road for complaint cites L 1 {
  opens on receive(people: number(1..1000), subject "about": text?) when actor is known {
    set people = people; set handler = actor
  }
  start stage received {
    owner handler
    handler must accept within 15 days from receive exactly as accepting -> handling else { notify handler "accept it" }
    citizen may withdraw -> withdrawn
  }
  stage handling {
    owner handler
    handler must reply(result: Result) within REPLY days from accept exactly as replying -> answered { set result = result }
      else { notify citizen "the reply is overdue" }
    handler must report within 5 days from accept exactly as reporting else { notify handler "report" }
    after 200 days -> given_up
    EXTRA
  }
  final stage answered
  final stage withdrawn
  final stage given_up
}
)";

constexpr const char* kOffices = R"(
levels: [city, township]
offices:
  - {id: city, name: 市政府, level: city}
  - {id: town, name: 镇政府, level: township, superior: city}
)";

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  return text.replace(text.find(what), what.size(), by);
}

Actor office(const std::string& id) {
  return {Actor::Kind::office, {}, id, {}, {}};
}

}  // namespace

Policy complaints(int days_to_reply, const std::string& extra) {
  const std::string rules =
      replaced(replaced(kRules, "REPLY", std::to_string(days_to_reply)), "EXTRA", extra);
  const auto loader =
      memory_loader({{"complaints/road.rules", rules}, {"complaints/offices.yaml", kOffices}});
  LoadedPolicy loaded = load_policy(*loader, "complaints");
  for (const Diagnostic& diagnostic : loaded.diagnostics) {
    if (severity(diagnostic.code) == Severity::error) {
      std::cerr << render(diagnostic, Language::english);
    }
  }
  return loaded.policy.value();
}

Instant at(const std::string& time) {
  static const Policy policy = complaints();
  return parse_instant(policy, time).value();
}

Act receive(const std::string& time, std::int64_t people) {
  return {"receive", {{"people", {people}}}, office("town"), at(time)};
}

Act accept(const std::string& time, const std::string& by) {
  return {"accept", {}, office(by), at(time)};
}

Act reply(const std::string& time, const std::string& result, const std::string& by) {
  return {"reply", {{"result", {result}}}, office(by), at(time)};
}

Act withdraw(const std::string& time) {
  return {"withdraw", {}, {Actor::Kind::party, "citizen", {}, {}, {}}, at(time)};
}

}  // namespace recourse::docket
