// Maps: what a log's columns and names become, and that every mistake in one is told before a row is read.
#include <gmock/gmock.h>

#include "engine/base/message.h"
#include "engine/base/messages/base.h"
#include "engine/base/messages/docket.h"
#include "tests/exchange/complaints.h"

namespace recourse::exchange {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// "key act office|role|post|person arguments" of what an import recorded in case 1, in order.
std::vector<std::string> recorded(Imported& imported) {
  std::vector<std::string> lines;
  const auto entries = imported.docket.entries("1").value();
  for (const Entry& entry : entries) {
    const Actor& actor = entry.act.actor;
    std::string line =
        entry.act.name + " " + actor.office + actor.role + "|" + actor.post + "|" + actor.person;
    for (const auto& [name, value] : entry.act.arguments) {
      line += " " + name + "=";
      if (const auto* number = std::get_if<std::int64_t>(&value.held)) line += std::to_string(*number);
      if (const auto* text = std::get_if<std::string>(&value.held)) line += *text;
    }
    lines.push_back(line);
  }
  for (const Rejection& rejection : imported.rejections)
    lines.push_back(std::to_string(rejection.line) + ": " + message(rejection.reason, Language::english));
  if (imported.error) lines.push_back(message(*imported.error, Language::english));
  return lines;
}

struct Mapped {
  std::string name, map, log;
  std::vector<std::string> recorded;
};

void PrintTo(const Mapped& row, std::ostream* output) {
  *output << row.map;
}

class Map : public testing::TestWithParam<Mapped> {};

TEST_P(Map, MakesActsOfRows) {
  Imported imported = import(GetParam().log, GetParam().map);
  EXPECT_EQ(recorded(imported), GetParam().recorded);
}

INSTANTIATE_TEST_SUITE_P(
    Exchange, Map,
    testing::Values(
        Mapped{"ThePolicysOwnNames",
               kMap,
               std::string(kHeader) + "\n1,2026-03-02,receive,town,,7,\n1,2026-03-03,reply,town,,,upheld\n",
               {"receive town|| people=7", "reply town|| result=upheld"}},
        Mapped{"Labels",
               kMap,
               std::string(kHeader) + "\n1,2026-03-02,登记,镇政府,,7,\n1,2026-03-03,withdraw,,投诉人,,\n",
               {"receive town|| people=7", "withdraw citizen||"}},
        Mapped{"NamesOfTheLog",
               "case: Nr\ntime: Tag\nact: Was\nactor: {office: =town, person: Wer}\n"
               "acts:\n  Eingang: {act: receive, arguments: {人数: Leute}}\n  Antwort: reply\n"
               "  Rückzug: {act: withdraw, role: =citizen}\narguments: {结果: Erg}\n"
               "values: {Erg: {ja: upheld, nein: dismissed}}\n",
               "Nr,Tag,Was,Leute,Erg,Wer\n1,2026-03-02,Eingang,7,,A. B.\n1,2026-03-03, Antwort ,,nein,\n",
               {"receive town||A. B. people=7", "reply town|| result=dismissed"}},
        Mapped{"ConstantsAndPosts",
               "case: =1\ntime: t\nact: =receive\nactor: {office: o, post: =head}\narguments: {people: =7}\n",
               "t,o\n2026-03-02,town\n",
               {"receive town|head| people=7"}},
        Mapped{"WhatTheActSaysStandsBeforeWhatTheMapSaysOfAll",
               "case: c\ntime: t\nact: a\nactor: {office: o, role: r}\n"
               "acts: {In: {act: receive, office: =city, arguments: {people: =9}}}\narguments: {people: n}\n",
               "c,t,a,o,r,n\n1,2026-03-02,In,town,citizen,7\n",
               {"receive city|| people=9"}},
        Mapped{"IgnoredActsMayHoldAnything",
               "case: c\ntime: t\nact: a\nactor: {office: o}\nacts: {x: ignore}\n",
               "c,t,a,o\n1,nonsense,x,nobody\n",
               {}},
        Mapped{"ColumnsThatTheMapDoesNotNameAreLeftOut",
               "case: c\ntime: t\nact: =receive\nactor: {office: =town}\narguments: {people: n}\n",
               "remark,c,t,n\nfast,1,2026-03-02,7\n",
               {"receive town|| people=7"}}),
    [](const auto& row) { return row.param.name; });

TEST(Map, KeysAreThoseOfTheLogWhereItHasSome) {
  const std::string log =
      "c,t,a,n,id\n1,2026-03-02,receive,7,A\n2,2026-03-02,receive,7,B\n2,2026-03-02,receive,7,A\n";
  const std::string map =
      "case: c\ntime: t\nact: a\nactor: {office: =town}\narguments: {people: n}\nkey: id\n";
  Imported imported = import(log, map);
  ASSERT_EQ(imported.rejections.size(), 1U);
  EXPECT_EQ(imported.rejections[0].reason.code, messages::key_reused);
  EXPECT_EQ(imported.docket.entries("2").value().at(0).key, "B");
}

struct Mistake {
  std::string name, yaml;
  std::vector<std::string> codes;
};

void PrintTo(const Mistake& row, std::ostream* output) {
  *output << row.yaml;
}

class Mistaken : public testing::TestWithParam<Mistake> {};

TEST_P(Mistaken, IsToldWithItsPlace) {
  std::vector<std::string> codes;
  const auto found = mistakes(GetParam().yaml);
  for (const Diagnostic& diagnostic : found) {
    codes.emplace_back(code_name(diagnostic.code));
    ASSERT_TRUE(diagnostic.span.source) << codes.back();
    EXPECT_EQ(diagnostic.span.source->name, "map.yaml");
  }
  EXPECT_EQ(codes, GetParam().codes);
}

INSTANTIATE_TEST_SUITE_P(
    Exchange, Mistaken,
    testing::Values(
        Mistake{"UnknownKey", std::string(kMap) + "cases: x\n", {"yaml-unknown-key-similar"}},
        Mistake{"UnknownKeyOfTheActor",
                "case: c\ntime: t\nact: a\nactor: {ofice: =town}\n",
                {"yaml-unknown-key-similar"}},
        Mistake{"UnknownKeyOfAnAct",
                std::string(kMap) + "acts: {In: {act: receive, by: =town}}\n",
                {"yaml-unknown-key"}},
        Mistake{"ActTwice", std::string(kMap) + "acts: {In: receive, In: ignore}\n", {"yaml-key-twice"}},
        Mistake{"NoCase", "time: t\nact: a\nactor: {office: =town}\n", {"yaml-missing-key"}},
        Mistake{"NoActor", "case: c\ntime: t\nact: a\n", {"yaml-missing-key"}},
        Mistake{
            "ARuleWithoutAnAct", std::string(kMap) + "acts: {In: {role: =citizen}}\n", {"yaml-missing-key"}},
        Mistake{"ActsInAList", std::string(kMap) + "acts: [receive]\n", {"map-not-a-map"}},
        Mistake{"ArgumentsAsText",
                "case: c\ntime: t\nact: a\nactor: {office: =town}\narguments: people\n",
                {"map-not-a-map"}},
        Mistake{
            "RoleThatIsAnOffice", "case: c\ntime: t\nact: a\nactor: {role: =town}\n", {"map-unknown-role"}},
        Mistake{"SeveralMistakesAreToldAtOnce",
                "case: c\ntime: t\nact: a\nactor: {office: =town}\nacts: {In: recieve, Out: replay}\n"
                "arguments: {amount: m}\n",
                {"map-unknown-act-near", "map-unknown-act-near", "map-unknown-parameter"}}),
    [](const auto& row) { return row.param.name; });

TEST(Map, AFileThatIsNotThereIsTold) {
  std::vector<Diagnostic> diagnostics;
  EXPECT_FALSE(LogMap::load(complaints(), *memory_loader({}), "map.yaml", diagnostics));
  ASSERT_EQ(diagnostics.size(), 1U);
  EXPECT_EQ(diagnostics[0].code, messages::file_not_found);
}

}  // namespace
}  // namespace recourse::exchange
