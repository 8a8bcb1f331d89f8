// Logs into a docket and through a policy: good rows go in, each bad one is told once with its line.
#include <gmock/gmock.h>

#include "engine/base/message.h"
#include "engine/base/messages/exchange.h"
#include "tests/exchange/complaints.h"

namespace recourse::exchange {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string kLine = std::string(kHeader) + "\n";

/// "LINE CASE code" of each rejection.
std::vector<std::string> reasons(const Imported& imported) {
  std::vector<std::string> lines;
  for (const Rejection& rejection : imported.rejections) {
    lines.push_back(std::to_string(rejection.line) + " " + rejection.case_number + " " +
                    std::string(code_name(rejection.reason.code)));
  }
  return lines;
}

TEST(Import, RecordsGoodRowsAndTellsEachBadOneOnce) {
  const Imported imported = import(kLine +
                                   "1,2026-03-02,receive,town,,7,\n"
                                   "1,2026-03-03,reply,city,,,upheld\n"  // not owed by the city
                                   "2,2026-03-02,receive,village,,7,\n"  // no such office
                                   "3,2026-02-30,receive,town,,7,\n"     // no such day
                                   "4,2026-03-02,receive,town,,5000,\n"  // out of range
                                   "5,2026-03-02,receive,town,,,\n"      // how many?
                                   "6,2026-03-02,intake,town,,7,\n"      // no such act
                                   "7,2026-03-02,receive,town,,7,,,too,many\n"
                                   "8,2026-03-02,receive,,lawyer,7,\n"      // no such role
                                   "1,2026-03-02,receive,town,,7,\n"        // line 2 again
                                   "1,2026-03-04,reply,town,,,fine\n"       // no such result
                                   "1,2026-03-04,reply,town,,,upheld,,,\n"  // separators at the end
                                   "1,2026-03-05,withdraw,,citizen\n");     // ended
  ASSERT_TRUE(imported.report) << message(*imported.error, Language::english);
  EXPECT_THAT(reasons(imported),
              ElementsAre("3 1 refused-not-open-here", "4 2 unknown-office-given", "5  bad-time",
                          "6 4 value-out-of-range", "7 5 missing-argument", "8 6 unknown-act-given",
                          "9  wrong-number-of-cells", "10 8 unknown-actor-role", "11 1 duplicate-row",
                          "12 1 unknown-choice-value", "14 1 refused-not-open-here"));
  EXPECT_EQ(imported.report->rows, 13);
  EXPECT_EQ(imported.report->recorded, 2);
  EXPECT_EQ(imported.report->rejected, 11);
  EXPECT_EQ(imported.report->cases_opened, 1);
  EXPECT_EQ(imported.report->encoding, "UTF-8");
  EXPECT_EQ(imported.rejections[0].row, "1,2026-03-03,reply,city,,,upheld");
}

TEST(Import, AMissingColumnIsToldForTheFileAndNothingIsRecorded) {
  Imported imported =
      import("case,time,act,unit,role,people\n1,2026-03-02,receive,town,,7\n2,2026-03-02,receive,town,,7\n");
  ASSERT_TRUE(imported.error);
  EXPECT_EQ(imported.error->code, messages::missing_column);
  EXPECT_THAT(imported.rejections, IsEmpty());
  EXPECT_EQ(imported.docket.entry_count().value(), 0);
}

TEST(Import, ColumnsOfEveryPartOfTheMapAreLookedFor) {
  const std::string map =
      "case: A\ntime: B\nact: C\nkey: D\nactor: {office: E, role: F, post: G, person: H}\n"
      "acts: {In: {act: receive, office: I, role: J, post: K, person: L, arguments: {people: M}}}\n"
      "arguments: {result: N}\nvalues: {O: {x: y}}\n";
  const Imported imported = import("Z\n", map);
  ASSERT_TRUE(imported.error);
  EXPECT_EQ(imported.error->arguments.at(1).items.size(), 15U);
  EXPECT_THAT(message(*imported.error, Language::english), HasSubstr("\"A\", \"B\""));
}

TEST(Import, OfTheSameFileAgainRepeatsEverything) {
  const std::string log = kLine + "1,2026-03-02,receive,town,,7,\n1,2026-03-03,reply,town,,,upheld\n";
  Imported imported = import(log);
  EXPECT_EQ(imported.report->recorded, 2);
  std::istringstream again(log);
  const auto report = import_log(imported.docket, complaints(), map_of(), again, LogFormat::csv, "log.csv",
                                 at("2026-12-02 09:00"), {});
  ASSERT_TRUE(report);
  EXPECT_EQ(report->repeated, 2);
  EXPECT_EQ(report->recorded, 0);
  EXPECT_EQ(imported.docket.entry_count().value(), 2);
}

TEST(Import, WhatStoodBeforeADamagedEndIsRecorded) {
  std::string log = kLine;
  for (int i = 0; i < 700; ++i) log += std::to_string(i) + ",2026-03-02,receive,town,,7,\n";
  Imported imported = import(log + "\"never closed\n");
  ASSERT_TRUE(imported.error);
  EXPECT_EQ(imported.error->code, messages::csv_open_quote);
  EXPECT_EQ(imported.docket.entry_count().value(), 700);
  ASSERT_TRUE(imported.report);  // and it is told how many went in
  EXPECT_EQ(imported.report->recorded, 700);
}

TEST(Import, AnActOfTodayTakesEffectWhenItIsRecorded) {
  // It is recorded on 1 December, at nine.
  const std::string log = kLine +
                          "1,2026-12-01,receive,town,,7,\n"
                          "2,2026-12-02,receive,town,,7,\n"
                          "3,2026-12-01 09:01,receive,town,,7,\n"
                          "4,2026-12-01 09:00,receive,town,,7,\n"
                          "5,2026-11-30,receive,town,,7,\n";
  Imported imported = import(log);
  EXPECT_THAT(reasons(imported), ElementsAre("3  act-ahead-of-time", "4  act-ahead-of-time"));
  EXPECT_EQ(imported.docket.entries("1").value().at(0).effective, at("2026-12-01 09:00"));
  EXPECT_EQ(imported.docket.entries("5").value().at(0).effective, at("2026-11-30 23:59"));
  // On another day it is the same act still.
  std::istringstream again(log);
  const auto report = import_log(imported.docket, complaints(), map_of(), again, LogFormat::csv, "log.csv",
                                 at("2026-12-04 12:00"), {});
  EXPECT_EQ(report->repeated, 3);
  EXPECT_EQ(report->recorded, 2);
}

constexpr const char* kCorrecting = R"(
case: case
time: time
act: act
key: key
corrects: corrects
without_effect: unless
actor: {office: office, role: role}
arguments: {people: people, result: result}
)";

std::vector<std::string> steps(Docket& docket, const std::string& number) {
  const History history = docket.history(number, at("2026-04-01")).value().value();
  std::vector<std::string> steps;
  for (const History::Step& step : history.steps) {
    if (step.kind != Entry::Kind::clock)
      steps.push_back(format_instant(history.state.policy(), step.outcome.time).substr(0, 10) + " " +
                      step.act.name);
  }
  return steps;
}

TEST(Import, RowsMayComeInAnyOrderAndCorrectOthers) {
  Imported imported = import(
      "case,time,act,office,role,people,result,key,corrects,unless\n"
      "1,2026-03-02,receive,town,,7,,a,,\n"
      "1,2026-03-09,reply,town,,,upheld,b,,\n"
      "1,2026-03-05,withdraw,,citizen,,,c,,\n"    // the reply would have no effect
      "1,2026-03-05,withdraw,,citizen,,,c,,b\n"   // and may
      "1,2026-03-06,withdraw,,citizen,,,d,c,b\n"  // a day later
      "2,2026-03-02,receive,town,,7,,e,,\n"
      "2,2026-03-09,reply,town,,,upheld,f,,\n"
      "2,,,,,,,g,f,\n"  // there was no reply
      "2,2026-03-08,reply,town,,,dismissed,h,,\n"
      "2,2026-03-08,reply,town,,,dismissed,i,f,\n"  // is corrected already
      "2,2026-03-08,reply,town,,,dismissed,j,nobody,\n"
      "2,2026-03-07,,town,,,dismissed,k,,\n",
      kCorrecting);
  ASSERT_TRUE(imported.report) << message(*imported.error, Language::english);
  EXPECT_THAT(reasons(imported), ElementsAre("4 1 later-acts-refused", "11 2 entry-replaced",
                                             "12 2 row-unknown", "13  empty-cell"));
  EXPECT_THAT(steps(imported.docket, "1"), ElementsAre("2026-03-02 receive", "2026-03-06 withdraw"));
  EXPECT_THAT(steps(imported.docket, "2"), ElementsAre("2026-03-02 receive", "2026-03-08 reply"));
  EXPECT_THAT(imported.docket.replay(nullptr).value().differences, IsEmpty());
}

TEST(Import, OneKeyIsOneAct) {
  const std::string map = std::string(kMap) + "key: id\n";
  const std::string header = std::string(kHeader) + ",id\n";
  const Imported imported = import(header +
                                       "1,2026-03-02,receive,village,,7,,A\n"  // no such office
                                       "1,2026-03-02,receive,town,,7,,A\n"     // the same row, mended
                                       "1,2026-03-02,receive,town,,8,,A\n"
                                       "2,2026-03-02,receive,town,,7,,A\n"
                                       "1,2026-03-02,登记,镇政府,,7,,A\n",
                                   map);
  EXPECT_EQ(imported.report->recorded, 1);
  EXPECT_THAT(reasons(imported), ElementsAre("2 1 unknown-office-given", "4 1 key-reused", "5 2 key-reused",
                                             "6 1 duplicate-row"));
}

TEST(Import, WithoutAKeyAnActIsTheSameWhateverElseStandsInItsRow) {
  Imported imported = import(kLine + "1,2026-03-02,receive,town,,7,\n");
  std::istringstream again(
      "remark,case,time,act,office,role,people,result\nseen,1,2026-03-02,登记,镇政府,,7,\n");
  const auto report = import_log(imported.docket, complaints(), map_of(), again, LogFormat::csv, "log.csv",
                                 at("2026-12-01 09:00"), {});
  ASSERT_TRUE(report);
  EXPECT_EQ(report->repeated, 1);
  EXPECT_EQ(imported.docket.entry_count().value(), 1);
}

TEST(Import, WithoutAKeyOneRowIsTwoActsUnderTwoMaps) {
  const std::string log = "case,received,answered\n1,2026-03-02,2026-03-03\n";
  Imported imported = import(
      log, "case: case\ntime: received\nact: =receive\nactor: {office: =town}\narguments: {people: =7}\n");
  std::istringstream again(log);
  const LogMap answers = map_of(
      "case: case\ntime: answered\nact: =reply\nactor: {office: =town}\narguments: {result: =upheld}\n");
  const auto report = import_log(imported.docket, complaints(), answers, again, LogFormat::csv, "log.csv",
                                 at("2026-12-01 09:00"), {});
  ASSERT_TRUE(report);
  EXPECT_EQ(report->recorded, 1);
}

TEST(Import, ReadsWhatSpreadsheetsSave) {
  const std::string table = "case;time;act;office;role;people;result\r\n1;2026-03-02;登记;镇政府;;7;\r\n";
  EXPECT_EQ(import("\xEF\xBB\xBF" + table).report->recorded, 1);
  // 登记 and 镇政府 in GB18030.
  const Imported chinese = import(
      "case;time;act;office;role;people;result\r\n1;2026-03-02;\xB5\xC7\xBC\xC7;\xD5\xF2\xD5\xFE\xB8\xAE;;7;"
      "\r\n");
  EXPECT_EQ(chinese.report->recorded, 1);
  EXPECT_EQ(chinese.report->encoding, "GB18030");
}

constexpr const char* kXes = R"(<log>
<trace><string key="concept:name" value="1"/>
<event><string key="act" value="receive"/><date key="time" value="2026-03-02T10:00:00Z"/><int key="people" value="7"/></event>
<event><string key="act" value="reply"/><date key="time" value="2026-04-02T10:00:00Z"/><string key="result" value="upheld"/></event>
</trace>
<trace><string key="concept:name" value="2"/>
<event><string key="act" value="receive"/><date key="time" value="2026-03-03T10:00:00Z"/><int key="people" value="7"/></event>
<event><string key="act" value="reply"/><string key="result" value="upheld"/></event>
</trace></log>)";
constexpr const char* kXesMap =
    "case: case:concept:name\ntime: time\nact: act\nactor: {office: =town}\narguments: {people: people, "
    "result: result}\n";

TEST(Import, OfXesTakesTheNumberFromTheTrace) {
  Imported imported = import(kXes, kXesMap, LogFormat::xes);
  ASSERT_TRUE(imported.report);
  EXPECT_EQ(imported.report->recorded, 3);
  EXPECT_EQ(imported.report->cases_opened, 2);
  // An event without an attribute is told of itself: events have what they have, and no header says more.
  EXPECT_THAT(reasons(imported), ElementsAre("8  empty-cell"));
  // As a table it holds what the map asks for.
  EXPECT_EQ(imported.rejections[0].columns, "case:concept:name,time,act,people,result");
  EXPECT_EQ(imported.rejections[0].row, "2,,reply,,upheld");
}

struct Replayed {
  LogReplay total;
  std::vector<std::string> cases;  // "NUMBER accepted/events refused lapsed stages"
  std::vector<std::string> unreadable;
};

Replayed replay(const std::string& log, const std::string& until, LogFormat format, const char* map) {
  Replayed replayed;
  std::istringstream input(log);
  const auto end = until.empty() ? std::optional<Instant>() : at(until);
  const auto result = replay_log(
      complaints(), map_of(map), input, format, "log", end,
      [&](const ReplayedCase& one) {
        std::string line = one.number + " " + std::to_string(one.accepted) + "/" + std::to_string(one.events);
        for (const auto& refused : one.refused) line += " " + refused.act + ":" + refused.reason;
        for (const auto& lapsed : one.lapsed) line += " " + lapsed.duty;
        replayed.cases.push_back(line + " " + one.stages.at(0) + (one.ended ? " ended" : ""));
      },
      [&](const Rejection& rejection) {
        replayed.unreadable.push_back(std::to_string(rejection.line) + " " +
                                      std::string(code_name(rejection.reason.code)));
      });
  EXPECT_TRUE(result) << message(result.error(), Language::english);
  replayed.total = *result;
  return replayed;
}

TEST(ReplayLog, TellsWhatThePolicyWouldHaveSaidOfEachCase) {
  const Replayed replayed = replay(kXes, "", LogFormat::xes, kXesMap);
  EXPECT_THAT(replayed.cases, ElementsAre("1 2/2 replying answered ended", "2 1/1 received"));
  EXPECT_THAT(replayed.unreadable, ElementsAre("8 empty-cell"));
  EXPECT_EQ(replayed.total.cases, 2);
  EXPECT_EQ(replayed.total.events, 3);
  EXPECT_EQ(replayed.total.unreadable, 1);
  EXPECT_THAT(replayed.total.lapsed_by, ElementsAre(testing::Pair("replying (Complaints Act 2)", 1)));
  EXPECT_THAT(replayed.total.final_stages,
              ElementsAre(testing::Pair("answered", 1), testing::Pair("received", 1)));
}

TEST(ReplayLog, LetsTimePassUpToTheGivenEnd) {
  EXPECT_EQ(replay(kXes, "2026-04-01", LogFormat::xes, kXesMap).total.lapsed,
            1);  // of case 1, by its own event
  EXPECT_EQ(replay(kXes, "2026-04-02 23:59", LogFormat::xes, kXesMap).total.lapsed, 2);
}

TEST(ReplayLog, RowsOfOneCaseNeedNotStandTogetherInATable) {
  const Replayed replayed = replay(kLine +
                                       "1,2026-03-02,receive,town,,7,\n2,2026-03-02,receive,town,,7,\n"
                                       "1,2026-03-03,reply,town,,,upheld\n2,2026-03-04,reply,city,,,upheld\n",
                                   "", LogFormat::csv, kMap);
  EXPECT_THAT(replayed.cases, ElementsAre("1 2/2 answered ended", "2 1/2 reply:not-open received"));
  EXPECT_THAT(replayed.total.refused_by, ElementsAre(testing::Pair("reply: not-open", 1)));
}

TEST(ReplayLog, AMissingColumnIsTold) {
  std::istringstream input("case,time\n");
  const auto result =
      replay_log(complaints(), map_of(), input, LogFormat::csv, "log.csv", std::nullopt, {}, {});
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, messages::missing_column);
}

TEST(RejectedWriter, WritesATableThatIsReadAgain) {
  Imported imported =
      import(kLine + "1,2026-03-02,receive,village,,7,\n2,2026-03-02,\"say \"\"no\"\", please\",town,,7,\n");
  for (const Language language : {Language::english, Language::chinese}) {
    std::ostringstream output;
    RejectedWriter writer(output, language);
    for (const Rejection& rejection : imported.rejections) writer.write(rejection);
    EXPECT_EQ(writer.written(), 2);
    EXPECT_EQ(output.str(), language == Language::english
                                ? "\xEF\xBB\xBF" + std::string(kHeader) +
                                      ",line,reason\r\n"
                                      "1,2026-03-02,receive,village,,7,,2,"
                                      "\"There is no office \"\"village\"\" in the policy's directory.\"\r\n"
                                      "2,2026-03-02,\"say \"\"no\"\", please\",town,,7,,3,"
                                      "\"The policy has no act \"\"say \"\"no\"\", please\"\".\"\r\n"
                                : "\xEF\xBB\xBF" + std::string(kHeader) +
                                      ",行号,退回原因\r\n"
                                      "1,2026-03-02,receive,village,,7,,2,机构名录中没有“village”。\r\n"
                                      "2,2026-03-02,\"say \"\"no\"\", please\",town,,7,,3,"
                                      "\"政策中没有行为“say \"\"no\"\", please”。\"\r\n");
  }
}

TEST(RejectedWriter, WhatItWritesIsImportedWhenItIsMended) {
  Imported imported = import(
      "case;time;act;office;role;people;result\n"
      "1;2026-03-02;receive;town;;7;\n\"2, too\";2026-03-02;receive;village;;7;\n");
  std::ostringstream output;
  RejectedWriter writer(output, Language::chinese);
  for (const Rejection& rejection : imported.rejections) writer.write(rejection);
  std::string table = output.str();
  table.replace(table.find("village"), 7, "town");
  const Imported mended = import(table);
  ASSERT_TRUE(mended.report) << message(*mended.error, Language::english);
  EXPECT_THAT(reasons(mended), IsEmpty());
  EXPECT_EQ(mended.report->recorded, 1);
}

}  // namespace
}  // namespace recourse::exchange
