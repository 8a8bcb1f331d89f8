#include "tests/cases/migrations.h"

#include <gtest/gtest.h>

#include "engine/cases/past.h"
#include "tests/cases/petitions.h"

namespace recourse::cases {
namespace {

/// A small policy; `fields` and `clauses` stand in its case type and its stage, `more` behind all.
Policy version(const std::string& number, const std::string& fields, const std::string& clauses,
               const std::string& more, const std::string& limit = "15 days",
               const std::string& opening = "") {
  const std::string rules = "policy \"Requests\" version \"" + number + R"(" in force 2026-01-01
source L "Requests Act"
calendar "calendar.yaml"
offices "offices.yaml"
case request { handler: office?; )" +
                            fields + R"( }
role citizen = party
process road for request cites L 1 {
  opens on ask when actor is known { set handler = actor)" +
                            opening + R"( }
  start stage open "办理" {
    handler must answer within )" +
                            limit +
                            R"( from ask as answering "答复期限" -> closed else { notify citizen "late" }
    )" + clauses + R"(
  }
  final stage closed
}
)" + more;
  const auto loader = memory_loader(
      {{"a/a.rules", rules},
       {"a/calendar.yaml", "calendar: c\nzone: UTC\ncomputed: [{from: 2020, to: 2030}]\n"},
       {"a/offices.yaml", "levels: [town]\noffices:\n  - {id: town, name: 镇政府, level: town}\n"}});
  LoadedPolicy loaded = load_policy(*loader, "a");
  for (const Diagnostic& diagnostic : loaded.diagnostics) {
    EXPECT_NE(severity(diagnostic.code), Severity::error) << render(diagnostic, Language::english);
  }
  return loaded.policy.value();
}

/// The older one, with rules that have stages of one name.
Policy older() {
  return version("1", "remark \"备注\": number = 7, helper: office?, day: date?",
                 R"(handler may note(remark: number) { set remark = remark }
    handler may wait -> waiting
    pause answering while in waiting
    stage waiting { handler may resume -> open })",
                 R"(
rule one for request cites L 2 { start stage calm { on answer -> over }; final stage over }
rule two for request cites L 2 { start stage calm { on answer -> over }; final stage over }
)");
}

Policy newer(const std::string& block,
             const std::string& fields = "remark: number = 7, helper: office?, day: date?",
             const std::string& limit = "15 days", const std::string& opening = "") {
  return version("2", fields, "",
                 block.empty() ? "" : "migrate from \"Requests\" version \"1\" {" + block + "}", limit,
                 opening);
}

/// What is said to a case of the older policy after some acts.
Diagnostic told(const Policy& to, const std::vector<Act>& acts = {}) {
  Case subject(older());
  Case::Past past;
  std::vector<Act> all{act("ask", "2026-03-02", office("town"))};
  all.insert(all.end(), acts.begin(), acts.end());
  for (const Act& each : all) {
    EXPECT_TRUE(subject.advance(each.effective));
    const auto outcome = subject.apply(each);
    EXPECT_TRUE(outcome && outcome->verdict == Verdict::accepted);
    past.note(*outcome, &each);
  }
  const auto migrated = subject.migrate(to, all.back().effective, past);
  EXPECT_FALSE(migrated);
  return migrated.error();
}

}  // namespace

std::map<std::string, std::function<Diagnostic()>> migrations() {
  return {
      {"migration-unsaid", [] { return told(newer("")); }},
      {"migration-stage-unknown", [] { return told(newer("opened -> open")); }},
      {"migration-stage-ambiguous", [] { return told(newer("others -> same stage; calm stays")); }},
      {"migration-no-such-stage", [] { return told(newer("waiting -> same stage")); }},
      {"migration-target-elsewhere", [] { return told(newer("one.calm -> open")); }},
      {"migration-field-unknown", [] { return told(newer("others -> same stage; drop remarks")); }},
      {"migration-fields-lost", [] { return told(newer("others -> same stage", "day: date?")); }},
      {"migration-field-unfit",
       [] { return told(newer("others -> same stage", "remark: date?, helper: office?, day: date?")); }},
      {"migration-field-without-value",
       [] {
         return told(newer("others -> same stage; drop day", "remark: number = 7, helper: office?, day: date",
                           "15 days", "; set day = today"));
       }},
      {"migration-value-unfit",
       [] {
         return told(newer("others -> same stage", "remark: number(1..9) = 7, helper: office?, day: date?"),
                     {act("note", "2026-03-03", office("town"), {{"remark", {std::int64_t{12}}}})});
       }},
      {"migration-pause-unit",
       [] {
         return told(
             newer("others -> same stage", "remark: number = 7, helper: office?, day: date?",
                   "10 working days"),
             {act("wait", "2026-03-03", office("town")), act("resume", "2026-03-06", office("town"))});
       }},
  };
}

}  // namespace recourse::cases
