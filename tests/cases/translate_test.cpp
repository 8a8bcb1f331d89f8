// Values and names as hosts and logs give them, and as a case gives them back.
#include <gmock/gmock.h>

#include "tests/cases/petitions.h"

namespace recourse::cases {
namespace {

Case opened_with(const std::string& argument, const Value& value) {
  std::map<std::string, Value> arguments = all_arguments();
  arguments[argument] = value;
  Case subject(petitions());
  apply(subject, act("receive", "2026-03-02 10:00", office("town"), arguments));
  return subject;
}

struct Spelling {
  std::string name, argument;
  Value given;
  std::string field;
  Value found;
};

void PrintTo(const Spelling& row, std::ostream* output) {
  *output << row.name;
}

class Given : public testing::TestWithParam<Spelling> {};

TEST_P(Given, IsFoundInTheField) {
  const Case subject = opened_with(GetParam().argument, GetParam().given);
  EXPECT_EQ(subject.field(GetParam().field).value(), GetParam().found);
}

TEST_P(Given, WhatAFieldGivesMayBeGivenAgain) {
  if (std::holds_alternative<std::vector<std::string>>(GetParam().found.held))
    return;  // no parameter is a set
  const Case subject = opened_with(GetParam().argument, GetParam().found);
  EXPECT_EQ(subject.field(GetParam().field).value(), GetParam().found);
}

Value text(const std::string& given) {
  return {given};
}
Value number(std::int64_t given) {
  return {given};
}

INSTANTIATE_TEST_SUITE_P(
    Values, Given,
    testing::Values(
        Spelling{"ChoiceByName", "form", text("visit"), "form", text("visit")},
        Spelling{"ChoiceByLabel", "form", text("来访"), "form", text("visit")},
        Spelling{"Number", "people", number(1000), "people", number(1000)},
        Spelling{"NumberAsText", "people", text("42"), "people", number(42)},
        Spelling{"MoneyInItsSmallestUnit", "fee", number(5), "paid", number(5)},
        Spelling{"MoneyAsText", "fee", text("12.50"), "paid", number(1250)},
        Spelling{"MoneyWithOneDecimal", "fee", text("12.5"), "paid", number(1250)},
        Spelling{"MoneyWithZerosBehind", "fee", text("12.5000"), "paid", number(1250)},
        Spelling{"MoneyWithoutDecimals", "fee", text("12"), "paid", number(1200)},
        Spelling{"MoneyNotGiven", "fee", {}, "paid", {}}, Spelling{"Yes", "urgent", {true}, "urgent", {true}},
        Spelling{"YesInChinese", "urgent", text("是"), "urgent", {true}},
        Spelling{"NoAsAWord", "urgent", text("false"), "urgent", {false}},
        Spelling{"NoAsADigit", "urgent", number(0), "urgent", {false}},
        Spelling{"Date", "day", text("2026-02-28"), "heard", text("2026-02-28")},
        Spelling{"DateInChinese", "day", text("2026年2月28日"), "heard", text("2026-02-28")},
        Spelling{"DateOfALogWithItsTime", "day", text("2026-02-28T23:30:00+08:00"), "heard",
                 text("2026-02-28")},
        Spelling{"Days", "wait", text("15日"), "wait", text("15 days")},
        Spelling{"OneMonth", "wait", text("一个月"), "wait", text("1 month")},
        Spelling{"SameDay", "wait", text("当日"), "wait", text("same day")},
        Spelling{"Text", "note", text("a\tb\nc %25"), "note", text("a\tb\nc %25")},
        Spelling{"TextNotGiven", "note", {}, "note", {}},
        Spelling{"Person", "speaker", text("李明"), "speaker", text("李明")},
        Spelling{"SetOfOffices", "copy", text("市政府"), "asked", {std::vector<std::string>{"town"}}},
        Spelling{"SetOfChoices", "form", text("来访"), "forms", {std::vector<std::string>{"visit"}}}),
    [](const auto& row) { return row.param.name; });

TEST(Names, ActsArgumentsRolesAndOfficesMayBeGivenByLabel) {
  Case subject(petitions());
  apply(subject,
        act("登记", "2026-03-02 10:00", office("镇政府"), {{"来信形式", text("来访")}, {"人数", number(3)}}));
  EXPECT_EQ(subject.field("people").value(), number(3));
  EXPECT_EQ(subject.field("人数").value(), number(3));
  EXPECT_EQ(subject.field("承办单位").value(), text("town"));
  apply(subject, act("object", "2026-03-03", party("信访人")));
  apply(subject, act("受理", "2026-03-03", office("town")));
  EXPECT_TRUE(subject.in_stage("handling"));
}

TEST(Names, ALabelOfTwoParametersIsNoName) {
  Case subject = received(petitions("handler may weigh(left \"side\": number?, right \"side\": number?)"));
  EXPECT_FALSE(subject.apply(act("weigh", "2026-03-03", office("town"), {{"side", number(3)}})));
  EXPECT_TRUE(subject.apply(act("weigh", "2026-03-03", office("town"), {{"right", number(3)}})));
}

TEST(Names, AnUnusableActChangesNothing) {
  Case subject = received(petitions());
  const std::string before = subject.snapshot();
  EXPECT_FALSE(subject.apply(act("shout", "2026-03-03", party("lawyer"))));
  EXPECT_FALSE(subject.apply(act("ask", "2026-03-03", party("petitioner"))));
  EXPECT_EQ(subject.snapshot(), before);
}

struct Time {
  std::string given, shown;
};

TEST(Times, AreReadInThePolicysZoneUnlessTheySayTheirOwn) {
  const Policy policy = petitions();
  for (const Time& row :
       {Time{"2026-03-05", "2026-03-05 23:59"}, Time{"2026年3月5日", "2026-03-05 23:59"},
        Time{"2026-03-05 9:05", "2026-03-05 09:05"}, Time{"2026-03-05 14:30:59", "2026-03-05 14:30"},
        Time{"2026-03-05T14:30:05.123Z", "2026-03-05 14:30"},
        Time{"2026-03-05T14:30:00+08:00", "2026-03-05 06:30"},
        Time{"2026-03-05T14:30-0330", "2026-03-05 18:00"},
        Time{"2026-03-05T23:59:60Z", "2026-03-05 23:59"}}) {
    const auto instant = parse_instant(policy, row.given);
    ASSERT_TRUE(instant) << row.given;
    EXPECT_EQ(format_instant(policy, *instant), row.shown) << row.given;
  }
}

TEST(Times, ThatAreNoneAreRefused) {
  const Policy policy = petitions();
  for (const std::string given :
       {"", "soon", "2026-02-30", "1989-12-31", "2100-01-01", "2026-03-05 ", "2026-03-05 24:00",
        "2026-03-05 12", "2026-03-05 12:60", "2026-03-05 12:30:61", "2026-03-05 12:30:1x",
        "2026-03-05 12:30+25:00", "2026-03-05 12:30 pm", "2026-03-05 :30", "2026-03-05 12:30:10.",
        "2026-03-05 12:3"}) {
    EXPECT_FALSE(parse_instant(policy, given)) << given;
  }
}

TEST(Times, ADayIsItsEndOrTheTimeOfRecordingWhenThatIsEarlier) {
  const Policy policy = petitions();
  EXPECT_EQ(parse_instant(policy, "2026-03-05", at("2026-03-05 10:00")).value(), at("2026-03-05 10:00"));
  EXPECT_EQ(parse_instant(policy, "2026-03-05", at("2026-03-07 10:00")).value(), at("2026-03-05 23:59"));
  EXPECT_EQ(parse_instant(policy, "2026-03-05 14:00", at("2026-03-05 10:00")).value(),
            at("2026-03-05 14:00"));
}

}  // namespace
}  // namespace recourse::cases
