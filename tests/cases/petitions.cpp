#include "tests/cases/petitions.h"

#include <gtest/gtest.h>

namespace recourse::cases {
namespace {

constexpr const char* kRules = R"(
policy "Petitions" version "1" in force 2026-01-01
calendar "calendar.yaml"
offices "offices.yaml"
source L "Petitions Act"

choice Form "形式" { letter "来信", visit "来访" }
case petition {
  handler "承办单位": office?
  form: Form?
  people "人数": number(1..1000) = 1
  paid: decimal(2)?
  heard: date?
  wait: duration?
  urgent: yes/no = no
  note: text?
  speaker: person?
  asked: set of office
  forms: set of Form
}
role petitioner "信访人" = party
act receive(form "来信形式": Form, people "人数": number(1..1000), fee: decimal(2)(0..1000)?, day: date?, wait: duration?,
  urgent: yes/no?, note: text?, speaker: person?, copy: office?, least: number(5..)?, most: number(..5)?) "登记"
act accept "受理"

process road for petition cites L 1 {
  opens on receive when actor is known {
    set handler = actor; set form = form; set people = people; set paid = fee; set heard = day
    set wait = wait; set urgent = (urgent otherwise no); set note = note; set speaker = speaker
    add actor to asked; add form to forms
  }
  start stage open "已登记" {
    owner handler
    handler must accept within 15 days from receive exactly extendable once by up to 5 days
      through extend(length: duration) by head(handler) cites L 2 as accepting "受理时限" -> handling
      else { notify handler "accept it" }
    petitioner may object once within 3 days from receive exactly cites L 3
    petitioner may ask(what: number(0..9)) when ask.count < 2 cites L 4
    petitioner may shout 2 times cites L 5
    must not shout when people > 500 unless approved by superior(handler) cites L 6
    handler may leap(near: yes/no, far: yes/no)
    on leap when near = yes -> handling
    on leap when far = yes -> closed
    handler may clash(one: number(1..1000), other: number(1..1000)) { set people = one; set people = other }
    handler may swell { set people = people + 999 }
    handler may schedule(day: date) { set heard = day + 12 months }
    petitioner may spin -> circle_one
    EXTRA
  }
  stage handling "办理中" cites L 7 {
    owner handler
    handler must reply within 30 days from accept exactly cites L 8 as replying -> closed else { notify handler "reply" }
    handler may ask_facts once -> facts
    pause replying while in facts
    stage facts "补正" { petitioner may tell_facts -> handling }
    after 60 days from accept as giving_up -> closed
  }
  petitioner may withdraw -> closed
  stage circle_one { on entered(circle_one) -> circle_two }
  stage circle_two { on entered(circle_two) -> circle_one }
  final stage closed "办结"
}
)";

constexpr const char* kOffices = R"(
levels: [city, town]
offices:
  - {id: city, name: 市政府, level: city, posts: [{post: head, holder: 李明}]}
  - {id: town, name: 镇政府, level: town, superior: city, posts: [{post: head, holder: 王芳}]}
)";

constexpr const char* kCalendar = "calendar: days\nzone: UTC\ncomputed: [{from: 1990, to: 2099}]\n";

}  // namespace

namespace {

Policy load(const std::string& extra, const std::string& offices) {
  std::string rules = kRules;
  rules.replace(rules.find("EXTRA"), 5, extra);
  const auto loader =
      memory_loader({{"p/road.rules", rules}, {"p/offices.yaml", offices}, {"p/calendar.yaml", kCalendar}});
  LoadedPolicy loaded = load_policy(*loader, "p");
  for (const Diagnostic& diagnostic : loaded.diagnostics) {
    if (severity(diagnostic.code) == Severity::error) ADD_FAILURE() << render(diagnostic, Language::english);
  }
  return loaded.policy.value();
}

}  // namespace

Policy petitions(const std::string& extra) {
  return load(extra, kOffices);
}

Policy petitions_without_town() {
  return load({}, "levels: [city]\noffices:\n  - {id: city, name: 市政府, level: city}\n");
}

Instant at(const std::string& time) {
  static const Policy policy = petitions();
  return parse_instant(policy, time).value();
}

Actor office(const std::string& id, const std::string& post) {
  return {Actor::Kind::office, {}, id, post, {}};
}

Actor party(const std::string& role) {
  return {Actor::Kind::party, role, {}, {}, {}};
}

std::map<std::string, Value> all_arguments() {
  return {{"form", {std::string("letter")}},
          {"people", {std::int64_t{7}}},
          {"fee", {std::string("12.50")}},
          {"day", {std::string("2026-02-28")}},
          {"wait", {std::string("3个工作日")}},
          {"urgent", {true}},
          {"note", {std::string("夜间\n噪音 100%\t持续")}},
          {"speaker", {std::string("王芳")}},
          {"copy", {std::string("市政府")}}};
}

Act act(const std::string& name, const std::string& time, const Actor& actor,
        std::map<std::string, Value> arguments) {
  return {name, std::move(arguments), actor, at(time)};
}

Case received(const Policy& policy) {
  Case subject(policy);
  apply(subject, act("receive", "2026-03-02 10:00", office("town"), all_arguments()));
  return subject;
}

void apply(Case& subject, const Act& given) {
  const auto advanced = subject.advance(given.effective);
  ASSERT_TRUE(advanced) << message(advanced.error(), Language::english);
  const auto outcome = subject.apply(given);
  ASSERT_TRUE(outcome) << message(outcome.error(), Language::english);
  ASSERT_EQ(outcome->verdict, Verdict::accepted) << given.name << " " << outcome->reason;
}

}  // namespace recourse::cases
