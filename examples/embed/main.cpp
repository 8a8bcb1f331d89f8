// recourse inside a program of your own: load a policy from memory, drive one case, ask what is owed and why,
// keep it in a docket, let time pass.
#include <iostream>

#include "recourse/docket.h"
#include "recourse/report.h"

namespace {

constexpr const char* kRules = R"(
policy "Complaints" version "1" in force 2026-01-01
source Charter "Customer Charter"
calendar "calendar.yaml"
offices "offices.yaml"

case complaint { handler: office? }
role complainant = party

process complaints for complaint cites Charter 1 {
  opens on lodge by complainant
  start stage lodged cites Charter 2 {
    owner desk
    desk must pass_on(to: office) within 3 working days from lodge as triage -> handling { set handler = to } else -> closed
  }
  stage handling cites Charter 3 {
    owner handler
    handler must answer within 20 working days as answering -> closed else { notify desk "nothing was answered" }
  }
  final stage closed
}
)";
constexpr const char* kCalendar =
    "calendar: weekends\nzone: Europe/Berlin\ncomputed: [{from: 1990, to: 2099}]\n";
constexpr const char* kOffices = R"(
levels: [company, unit]
offices:
  - {id: desk, name: Complaints Desk, level: company}
  - {id: repairs, name: Repairs, level: unit, superior: desk}
)";

int fail(const recourse::Diagnostic& diagnostic) {
  std::cerr << render(diagnostic, recourse::Language::english);
  return 1;
}

}  // namespace

int main() {
  const auto loader = recourse::memory_loader(
      {{"complaints.rules", kRules}, {"calendar.yaml", kCalendar}, {"offices.yaml", kOffices}});
  const recourse::LoadedPolicy loaded = recourse::load_policy(*loader, "complaints.rules");
  for (const recourse::Diagnostic& diagnostic : loaded.diagnostics) {
    std::cerr << render(diagnostic, recourse::Language::english);
  }
  if (!loaded.policy) return 1;
  const recourse::Policy& policy = *loaded.policy;

  auto docket = recourse::Docket::open(":memory:");
  if (!docket) return fail(docket.error());
  if (auto used = docket->use(policy); !used) return fail(used.error());

  const recourse::Actor complainant{recourse::Actor::Kind::party, "complainant", "", "", "A. Example"};
  const recourse::Actor desk{recourse::Actor::Kind::office, "", "desk", "", ""};
  const auto at = [&](const char* text) { return *parse_instant(policy, text); };
  const recourse::Act acts[] = {
      {"lodge", {}, complainant, at("2026-03-02 09:15")},
      {"pass_on", {{"to", {std::string("repairs")}}}, desk, at("2026-03-03 14:00")},
  };
  int row = 0;
  for (const recourse::Act& act : acts) {
    auto submitted = docket->submit("C-1", act, "key-" + std::to_string(++row), act.effective);
    if (!submitted) return fail(submitted.error());
    if (submitted->state == recourse::Submission::State::refused)
      return fail(refusal(policy, submitted->outcome));
  }

  auto found = docket->find("C-1");
  if (!found || !*found) return 1;
  for (const auto& owed : (*found)->commitments(at("2026-03-04"))) {
    std::cout << owed.clause << " is due " << (owed.due ? format_instant(policy, *owed.due) : "-") << ":\n";
    for (const std::string& line : describe(owed.receipt, recourse::Language::english))
      std::cout << "  " << line << "\n";
  }

  // A month later: what lapsed meanwhile has entries of its own, each at its time.
  const recourse::Instant april = at("2026-04-01");
  if (auto passed = docket->advance(april, april); !passed) return fail(passed.error());
  found = docket->find("C-1");
  if (!found || !*found) return 1;
  std::cout << "On 1 April " << (*found)->overdue() << " duty is overdue.\n\n";
  auto paper = booklet(*docket, "C-1", april, recourse::PaperFormat::text, recourse::Language::english);
  if (!paper) return fail(paper.error());
  std::cout << *paper;
  return 0;
}
