#include "tests/reports/petitions.h"

#include <gtest/gtest.h>

namespace recourse::reports {
namespace {

constexpr const char* kRules = R"(
policy "Petitions" version "1" in force 2026-01-01
calendar "calendar.yaml"
offices "offices.yaml"
source L "Petitions Act"
choice Form "形式" { letter "来信", visit "来访" }
case petition {
  handler "承办单位": office?
  form "信访形式": Form?
  people "人数": number(1..1000) = 1
  paid "费用": decimal(2)?
  urgent "紧急": yes/no = no
  note "备注": text?
  asked "征求意见单位": set of office
}
role petitioner "信访人" = party
act receive(form: Form, people: number(1..1000), fee: decimal(2)?, urgent: yes/no?, note: text?) "登记"
act accept "受理"
act reply(result: text) "答复"
act extend(length: duration) "延长"
act ask_facts "要求补正"
act tell_facts "补正"
act withdraw "撤回"
act shout "催办"
process road for petition cites L 1 {
  opens on receive when actor is known {
    set handler = actor; set form = form; set people = people; set paid = fee; set urgent = (urgent otherwise no); set note = note
    add actor to asked
  }
  petitioner may withdraw -> withdrawn
  start stage registered "已登记" {
    owner handler
    handler must accept within 15 days from receive exactly cites L 2 as accepting "受理时限" -> handling
      else { notify superior(handler) "<late> & unaccepted" }
  }
  stage handling "办理中" cites L 7 {
    owner handler
    handler must reply within 30 days from accept exactly extendable once by up to 10 days through extend by head(handler)
      cites L 8 as replying "答复期限" -> closed else { notify petitioner "late" }
    handler may ask_facts once -> facts
    pause replying while in facts cites L 9
    stage facts "补正中" { petitioner may tell_facts within 10 days cites L 10 -> handling else -> handling }
    petitioner may shout
    must not shout when people > 5 unless approved by superior(handler) cites L 11
    after 90 days from accept as giving_up "自动终结" -> closed
  }
  final stage closed "办结"
  final stage withdrawn "已撤回"
}
)";

constexpr const char* kOffices = R"(
levels: [city, town]
offices:
  - {id: city, name: 市政府, english: City Government, level: city, posts: [{post: head, holder: 李明}]}
  - {id: town, name: 镇政府, english: Town Office, level: town, superior: city, posts: [{post: head, holder: 王芳}]}
)";

constexpr const char* kCalendar = "calendar: days\nzone: UTC\ncomputed: [{from: 1990, to: 2099}]\n";

const Actor kTown{Actor::Kind::office, {}, "town", {}, "赵六 <zhao>"};
const Actor kHead{Actor::Kind::office, {}, "town", "head", {}};
const Actor kPetitioner{Actor::Kind::party, "petitioner", {}, {}, {}};

Act received(const std::string& time, std::int64_t people = 7) {
  return {"receive",
          {{"form", {std::string("letter")}},
           {"people", {people}},
           {"fee", {std::string("12.50")}},
           {"urgent", {true}},
           {"note", {std::string("<b>noise</b> & \"smoke\"")}}},
          kTown,
          at(time)};
}

void record(Docket& docket, const std::string& number, const std::vector<Act>& acts) {
  for (const Act& act : acts) {
    const auto submission = docket.submit(number, act, "", at("2026-04-20 12:00"));
    ASSERT_TRUE(submission) << message(submission.error(), Language::english);
    ASSERT_EQ(submission->state, Submission::State::recorded)
        << number << " " << act.name << " " << submission->outcome.reason;
  }
}

}  // namespace

Policy petitions() {
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

Instant at(const std::string& time) {
  return parse_instant(petitions(), time).value();
}

Docket filled() {
  Docket docket = Docket::open(":memory:").value();
  EXPECT_TRUE(docket.use(petitions()));
  const auto by = [](const std::string& name, const std::string& time, const Actor& actor,
                     std::map<std::string, Value> arguments = {}) {
    return Act{name, std::move(arguments), actor, at(time)};
  };
  record(docket, "received", {received("2026-04-15")});
  record(docket, "overdue", {received("2026-03-02 10:00")});
  record(docket, "late", {received("2026-03-10"), by("accept", "2026-04-01", kTown)});
  record(docket, "extended",
         {received("2026-03-20", 3), by("accept", "2026-03-25 09:00", kTown),
          by("shout", "2026-03-26", kPetitioner),
          by("extend", "2026-04-01", kHead, {{"length", {std::string("10 days")}}}),
          by("ask_facts", "2026-04-16", kTown)});
  record(docket, "closed",
         {received("2026-03-02"), by("accept", "2026-03-03", kTown),
          by("reply", "2026-03-05 16:00", kTown, {{"result", {std::string("mended")}}})});
  record(docket, "withdrawn", {received("2026-03-02"), by("withdraw", "2026-04-02", kPetitioner)});
  EXPECT_TRUE(docket.advance(at("2026-04-20") + std::chrono::minutes(1), at("2026-04-20 12:00")));
  return docket;
}

}  // namespace recourse::reports
