// A case's state as text: what is written is read back and goes on as before; what is not ours or damaged is refused.
#include <gmock/gmock.h>

#include "tests/cases/petitions.h"

namespace recourse::cases {
namespace {

const Actor kTown = office("town");
const Actor kPetitioner = party("petitioner");

/// A road through everything that a state can hold, one step at a time.
const std::vector<Act>& road() {
  static const std::vector<Act> acts{
      act("receive", "2026-03-02 10:00", kTown,
          [] {
            auto arguments = all_arguments();
            arguments["people"] = {std::int64_t{900}};
            return arguments;
          }()),
      act("object", "2026-03-03 10:00", kPetitioner),
      act("approve(shout)", "2026-03-04 10:00", office("city")),
      act("extend", "2026-03-05", office("town", "head"), {{"length", {std::string("2 days")}}}),
      act("accept", "2026-03-21", kTown),  // its period has lapsed on the 19th
      act("ask_facts", "2026-03-22", kTown),
      act("tell_facts", "2026-03-25", kPetitioner),
      act("reply", "2026-04-10", kTown)};
  return acts;
}

std::string described(const Case& subject, Instant now) {
  std::string text;
  for (const Case::Commitment& commitment : subject.commitments(now)) {
    text += commitment.clause + " " + commitment.who + " " + (commitment.overdue ? "overdue " : "") +
            (commitment.paused ? "paused " : "") +
            (commitment.due ? format_instant(subject.policy(), *commitment.due) : "-") + "\n";
  }
  for (const std::string& stage : subject.stages()) text += stage + " ";
  return text + std::to_string(subject.overdue());
}

TEST(Snapshot, IsReadBackAtEveryStepAndGoesOnAsBefore) {
  const Policy policy = petitions();
  Case subject(policy);
  for (const Act& step : road()) {
    const auto restored = Case::restore(policy, subject.snapshot());
    ASSERT_TRUE(restored) << "before " << step.name;
    EXPECT_EQ(restored->snapshot(), subject.snapshot());
    EXPECT_EQ(described(*restored, step.effective), described(subject, step.effective));
    EXPECT_EQ(restored->next_due(), subject.next_due());
    EXPECT_EQ(restored->begun(), subject.begun());
    EXPECT_EQ(restored->field("note").value(), subject.field("note").value());
    Case again = *restored;
    apply(again, step);
    apply(subject, step);
    EXPECT_EQ(again.snapshot(), subject.snapshot()) << "after " << step.name;
  }
  EXPECT_TRUE(Case::restore(policy, subject.snapshot())->ended());
}

TEST(Snapshot, IsTheSameForTheSamePastInAnotherCase) {
  const Policy policy = petitions();
  Case one(policy);
  Case other(petitions());  // loaded anew
  for (const Act& step : road()) {
    apply(one, step);
    apply(other, step);
  }
  EXPECT_EQ(one.snapshot(), other.snapshot());
}

TEST(Snapshot, OfAnotherPolicyIsRefused) {
  const Policy other = petitions("handler may file");
  EXPECT_FALSE(Case::restore(other, received(petitions()).snapshot()));
}

struct Damage {
  std::string name, written, mistaken;
};

void PrintTo(const Damage& row, std::ostream* output) {
  *output << row.written << " as " << row.mistaken;
}

class Damaged : public testing::TestWithParam<Damage> {};

TEST_P(Damaged, IsRefused) {
  Case subject(petitions());
  for (std::size_t i = 0; i < 4; ++i) apply(subject, road()[i]);
  std::string snapshot = subject.snapshot();
  const std::size_t place = snapshot.find(GetParam().written);
  ASSERT_NE(place, std::string::npos) << snapshot;
  snapshot.replace(place, GetParam().written.size(), GetParam().mistaken);
  EXPECT_FALSE(Case::restore(subject.policy(), snapshot)) << snapshot;
}

INSTANTIATE_TEST_SUITE_P(
    Snapshot, Damaged,
    testing::Values(Damage{"Version", "recourse-state 1", "recourse-state 2"},
                    Damage{"NoTimes", "\nt\t", "\nx\t"}, Damage{"TimesTwice", "\nt\t", "\nt\t1\t1\nt\t"},
                    Damage{"Region", "\nr\troad\t", "\nr\traod\t"},
                    Damage{"Stage", "\topen\n", "\tclosed door\n"},
                    Damage{"Field", "\nf\tpeople\t", "\nf\tpersons\t"},
                    Damage{"Number", "\nf\tpeople\t900", "\nf\tpeople\tnine"},
                    Damage{"NumberOutOfItsRange", "\nf\tpeople\t900", "\nf\tpeople\t90000"},
                    Damage{"Choice", "\nf\tform\tletter", "\nf\tform\tfax"},
                    Damage{"Office", "\nf\thandler\ttown", "\nf\thandler\tvillage"},
                    Damage{"MemberOfASet", "\nf\tasked\ttown", "\nf\tasked\tvillage"},
                    Damage{"FieldTwice", "\nf\tpeople\t900\n", "\nf\tpeople\t900\nf\tpeople\t901\n"},
                    Damage{"Clock", "\nc\troad.accepting\t", "\nc\troad.waiting\t"},
                    Damage{"ClockWithoutANumber", "\nc\troad.accepting\t", "\nc\troad.accepting\tx"},
                    Damage{"ClockWithALargeNumber", "\nc\troad.accepting\t", "\nc\troad.accepting\t99999"},
                    Damage{"ClockCutShort", "\nc\troad.accepting\t", "\nc\troad.accepting\n"},
                    Damage{"Approval", "\na\troad.", "\na\troad.x"}, Damage{"KindOfLine", "\na\t", "\nz\t"},
                    Damage{"Escape", "%25", "%"}),
    [](const auto& row) { return row.param.name; });

TEST(Snapshot, CutAfterItsFirstLineIsRefused) {
  const std::string snapshot = received(petitions()).snapshot();
  EXPECT_FALSE(Case::restore(petitions(), snapshot.substr(0, snapshot.find('\n') + 1)));
  EXPECT_FALSE(Case::restore(petitions(), snapshot.substr(0, snapshot.find('\n'))));
  EXPECT_FALSE(Case::restore(petitions(), ""));
}

}  // namespace
}  // namespace recourse::cases
