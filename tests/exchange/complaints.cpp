#include "tests/exchange/complaints.h"

#include <gtest/gtest.h>

namespace recourse::exchange {
namespace {

constexpr const char* kRules = R"(
policy "Complaints" version "1" in force 2026-01-01
calendar "calendar.yaml"
offices "offices.yaml"
source L "Complaints Act"
choice Result { upheld "属实", dismissed "不属实" }
case complaint { handler: office?; people: number(1..1000) = 1; result: Result? }
role citizen "投诉人" = party
act receive(people "人数": number(1..1000)) "登记"
act reply(result "结果": Result) "答复"
process road for complaint cites L 1 {
  opens on receive when actor is known { set handler = actor; set people = people }
  start stage received "已登记" {
    owner handler
    handler must reply within 30 days from receive exactly cites L 2 as replying -> answered { set result = result }
      else { notify handler "reply" }
    citizen may withdraw -> withdrawn
  }
  final stage answered
  final stage withdrawn
}
)";

constexpr const char* kOffices = R"(
levels: [city, town]
offices:
  - {id: city, name: 市政府, level: city}
  - {id: town, name: 镇政府, level: town, superior: city}
)";

constexpr const char* kCalendar = "calendar: days\nzone: UTC\ncomputed: [{from: 1990, to: 2099}]\n";

std::optional<LogMap> load_map(const std::string& yaml, std::vector<Diagnostic>& diagnostics) {
  const auto loader = memory_loader({{"map.yaml", yaml}});
  return LogMap::load(complaints(), *loader, "map.yaml", diagnostics);
}

}  // namespace

Policy complaints() {
  static const Policy policy = [] {
    const auto loader = memory_loader(
        {{"p/road.rules", kRules}, {"p/offices.yaml", kOffices}, {"p/calendar.yaml", kCalendar}});
    LoadedPolicy loaded = load_policy(*loader, "p");
    for (const Diagnostic& diagnostic : loaded.diagnostics) {
      if (severity(diagnostic.code) == Severity::error)
        ADD_FAILURE() << render(diagnostic, Language::english);
    }
    return loaded.policy.value();
  }();
  return policy;
}

LogMap map_of(const std::string& yaml) {
  std::vector<Diagnostic> diagnostics;
  auto map = load_map(yaml, diagnostics);
  for (const Diagnostic& diagnostic : diagnostics) ADD_FAILURE() << render(diagnostic, Language::english);
  return map.value();
}

std::vector<Diagnostic> mistakes(const std::string& yaml) {
  std::vector<Diagnostic> diagnostics;
  EXPECT_FALSE(load_map(yaml, diagnostics)) << yaml;
  return diagnostics;
}

Instant at(const std::string& time) {
  return parse_instant(complaints(), time).value();
}

Imported import(const std::string& log, const std::string& map, LogFormat format) {
  Imported imported;
  EXPECT_TRUE(imported.docket.use(complaints()));
  std::istringstream input(log);
  const auto report =
      import_log(imported.docket, complaints(), map_of(map), input, format, "log.csv", at("2026-12-01 09:00"),
                 [&](const Rejection& rejection) { imported.rejections.push_back(rejection); });
  if (report) {
    imported.report = *report;
    imported.error = report->stopped;
  } else {
    imported.error = report.error();
  }
  return imported;
}

}  // namespace recourse::exchange
