// Every message of the room, by what somebody does who comes to see it.
#define ROOM_CATALOGUE "engine/base/messages/cases.def"
#include "engine/base/messages/cases.h"
#include "tests/cases/migrations.h"
#include "tests/cases/petitions.h"
#include "tests/support/provoked_messages.h"

namespace recourse::cases {
namespace {

using testing::error_of;

const Actor kTown = office("town");
const Actor kHead = office("town", "head");
const Actor kPetitioner = party("petitioner");

/// What is said to an opening act with one argument changed.
Diagnostic opening_with(const std::string& argument, const Value& value) {
  std::map<std::string, Value> arguments = all_arguments();
  arguments[argument] = value;
  Case subject(petitions());
  return error_of(subject.apply(act("receive", "2026-03-02", kTown, arguments)));
}

Diagnostic opening(const std::string& argument, const std::string& text) {
  return opening_with(argument, Value{text});
}

/// What is said to the last of some acts, of which the others are accepted.
Diagnostic refused(Case subject, const std::vector<Act>& acts) {
  for (std::size_t i = 0; i + 1 < acts.size(); ++i) apply(subject, acts[i]);
  EXPECT_TRUE(subject.advance(acts.back().effective));
  const auto outcome = subject.apply(acts.back());
  EXPECT_TRUE(outcome) << message(outcome.error(), Language::english);
  EXPECT_NE(outcome->verdict, Verdict::accepted) << acts.back().name;
  return refusal(subject.policy(), *outcome);
}

Diagnostic refused(const std::vector<Act>& acts) {
  return refused(received(petitions()), acts);
}

Case received_of_many(std::int64_t people) {
  std::map<std::string, Value> arguments = all_arguments();
  arguments["people"] = {people};
  Case subject(petitions());
  apply(subject, act("receive", "2026-03-02 10:00", kTown, arguments));
  return subject;
}

testing::Provokers values() {
  const std::vector<std::string> list{"letter"};
  return {
      {"wrong-value of a number", [] { return opening("people", "seven"); }},
      {"value-too-fine", [] { return opening("fee", "12.505"); }},
      {"wrong-value of money", [] { return opening("fee", "much"); }},
      {"wrong-value of yes or no", [] { return opening("urgent", "maybe"); }},
      {"wrong-value of a date", [] { return opening("day", "30 February"); }},
      {"wrong-value of a period", [] { return opening("wait", "soon"); }},
      {"wrong-value of a text", [] { return opening_with("note", {std::int64_t{5}}); }},
      {"wrong-value of a choice, several given", [list] { return opening_with("form", {list}); }},
      {"value-out-of-range", [] { return opening_with("people", {std::int64_t{1001}}); }},
      {"value-out-of-range of money", [] { return opening("fee", "1000.01"); }},
      {"value-below-range", [] { return opening("least", "-4"); }},
      {"value-above-range", [] { return opening_with("most", {std::int64_t{6}}); }},
      {"unknown-choice-value", [] { return opening("form", "fax"); }},
      {"unknown-office-given as an argument", [] { return opening("copy", "village"); }},
      {"unknown-argument", [] { return opening("persons", "7"); }},
      {"argument-twice", [] { return opening("人数", "8"); }},
      {"missing-argument", [] { return opening_with("people", {}); }},
  };
}

testing::Provokers names() {
  const auto applied = [](const std::string& name, const Actor& actor) {
    return error_of(received(petitions()).apply(act(name, "2026-03-03", actor)));
  };
  return {
      {"unknown-office-given as the actor", [=] { return applied("accept", office("village")); }},
      {"unknown-actor-role", [=] { return applied("object", party("lawyer")); }},
      {"unknown-act-given", [=] { return applied("acept", kTown); }},
      {"bad-time", [] { return error_of(parse_instant(petitions(), "2026-02-30")); }},
      {"unknown-field-asked", [] { return error_of(received(petitions()).field("persons")); }},
      {"adopted-office-missing",
       [] { return error_of(received(petitions()).adopt(petitions_without_town(), at("2026-03-03"))); }},
      {"adopted-meaning-differs",
       [] {
         return error_of(received(petitions()).adopt(petitions("petitioner may sing"), at("2026-03-03")));
       }},
      {"snapshot-foreign", [] { return error_of(Case::restore(petitions(), "nonsense")); }},
  };
}

testing::Provokers refusals() {
  const Act shout = act("shout", "2026-03-03", kPetitioner);
  const Act ask = act("ask", "2026-03-03", kPetitioner, {{"what", {std::int64_t{1}}}});
  const auto extend = [](const std::string& length, const Actor& actor) {
    return act("extend", "2026-03-03", actor, {{"length", {length}}});
  };
  return {
      {"refused-not-open", [=] { return refused({extend("5 days", kTown)}); }},
      {"refused-not-open-here", [] { return refused({act("reply", "2026-03-03", kTown)}); }},
      {"refused-window-closed", [] { return refused({act("object", "2026-03-06", kPetitioner)}); }},
      {"refused-used-up",
       [=] {
         return refused({shout, shout, shout});
       }},
      {"refused-guard",
       [=] {
         return refused({ask, ask, ask});
       }},
      {"refused-forbidden", [=] { return refused(received_of_many(501), {shout}); }},
      {"refused-extension", [=] { return refused({extend("6 days", kHead)}); }},
      {"refused-already-open",
       [] { return refused({act("receive", "2026-03-03", kTown, all_arguments())}); }},
      {"act-late", [] { return refused({act("accept", "2026-03-01", kTown)}); }},
      {"act-behind",
       [] {
         Case subject = received(petitions());
         return refusal(subject.policy(), subject.apply(act("accept", "2026-04-01", kTown)).value());
       }},
  };
}

testing::Provokers faults() {
  const auto by_town = [](const std::string& name, std::map<std::string, Value> arguments) {
    return act(name, "2026-03-03", kTown, std::move(arguments));
  };
  return {
      {"fault-two-moves",
       [=] {
         return refused({by_town("leap", {{"near", {true}}, {"far", {true}}})});
       }},
      {"fault-two-values",
       [=] {
         return refused({by_town("clash", {{"one", {std::int64_t{1}}}, {"other", {std::int64_t{2}}}})});
       }},
      {"fault-overflow", [=] { return refused({by_town("swell", {})}); }},
      {"fault-date-range",
       [=] {
         return refused({by_town("schedule", {{"day", {std::string("2099-06-01")}}})});
       }},
      {"fault-endless", [] { return refused({act("spin", "2026-03-03", kPetitioner)}); }},
      {"policy-fault",
       [] {
         Case subject = received(petitions(
             "handler must file within 7 days exactly as filing else { set people = people + 999 }"));
         return error_of(subject.advance(at("2026-03-20")));
       }},
  };
}

testing::Provokers all() {
  testing::Provokers provokers = values();
  for (auto&& more : {names(), refusals(), faults(), migrations()})
    provokers.insert(more.begin(), more.end());
  return provokers;
}

TEST(Messages, AreShownAsTheGoldenSaysInBothLanguages) {
  testing::check_messages("cases", all());
}

TEST(Messages, EachOfTheRoomIsProvoked) {
  testing::expect_every_message_provoked(all());
}

}  // namespace
}  // namespace recourse::cases
