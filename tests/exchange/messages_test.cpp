// Every message of the room, by the log or map whose user comes to see it.
#define ROOM_CATALOGUE "engine/base/messages/exchange.def"
#include "engine/base/messages/exchange.h"
#include "tests/exchange/complaints.h"
#include "tests/support/provoked_messages.h"

namespace recourse::exchange {
namespace {

using testing::Provokers;

const std::string kLine = std::string(kHeader) + "\n";

/// The error that stops an import.
Diagnostic stopped(const std::string& log, LogFormat format = LogFormat::csv) {
  const Imported imported = import(log, kMap, format);
  EXPECT_TRUE(imported.error);
  return *imported.error;
}

/// Why the last row of a log is rejected; no other is.
Diagnostic rejected(const std::string& rows, const std::string& map = kMap) {
  const Imported imported = import(kLine + rows, map);
  EXPECT_EQ(imported.rejections.size(), 1U);
  return imported.rejections.at(0).reason;
}

Diagnostic mistake(const std::string& yaml) {
  const auto found = mistakes(std::string(kMap) + yaml);
  EXPECT_EQ(found.size(), 1U);
  return found.at(0);
}

Provokers of_files() {
  return {
      {"log-empty", [] { return stopped(""); }},
      {"log-compressed", [] { return stopped("\x1F\x8B\b"); }},
      {"csv-open-quote", [] { return stopped(kLine + "1,2026-03-02,\"receive,town,,7,\n"); }},
      {"csv-endless-row", [] { return stopped(kLine + std::string((16U << 20U) + 1, 'x')); }},
      {"missing-column", [] { return stopped("case,time,act,unit,role,persons\n"); }},
      {"missing-column with one missing", [] { return stopped("case,time,act,office,role,people\n"); }},
      {"xes-broken", [] { return stopped("<log>\n<trace>\n</log>", LogFormat::xes); }},
      {"xes-not-a-log", [] { return stopped("<html>\n</html>", LogFormat::xes); }},
      {"xes-too-large",
       [] {
         return stopped("<log>\n<trace>\n<event><string key='a' value='" + std::string(5U << 20U, 'x'),
                        LogFormat::xes);
       }},
      {"xes-doctype", [] { return stopped("<!DOCTYPE log [<!ENTITY a \"b\">]>\n<log/>\n", LogFormat::xes); }},
  };
}

Provokers of_rows() {
  return {
      {"wrong-number-of-cells", [] { return rejected("1,2026-03-02,receive,town,,7,,upheld\n"); }},
      {"empty-cell of the case", [] { return rejected(",2026-03-02,receive,town,,7,\n"); }},
      {"empty-cell of the time", [] { return rejected("1,,receive,town,,7,\n"); }},
      {"empty-cell of the act", [] { return rejected("1,2026-03-02, ,town,,7,\n"); }},
      {"empty-cell of the actor", [] { return rejected("1,2026-03-02,receive,,,7,\n"); }},
      {"unmapped-act",
       [] {
         return rejected("1,2026-03-02,Eingang,town,,7,\n", std::string(kMap) + "acts: {In: receive}\n");
       }},
      {"act-ahead-of-time of a day", [] { return rejected("1,2026-12-02,receive,town,,7,\n"); }},
      {"act-ahead-of-time of a minute", [] { return rejected("1,2026-12-01 09:01,receive,town,,7,\n"); }},
      {"wrong-encoding", [] { return rejected("1,2026-03-02,receive,town,,\uFFFD7,\n"); }},
      {"duplicate-row",
       [] { return rejected("1,2026-03-02,receive,town,,7,\n1,2026-03-02,receive,town,,7,\n"); }},
  };
}

Provokers of_corrections() {
  static const std::string kMapOfKeys = std::string(kMap) + "key: key\ncorrects: corrects\n";
  const std::string log = std::string(kHeader) + ",key,corrects\n1,2026-03-02,receive,town,,7,,a,b\n";
  return {
      {"row-unknown",
       [=] {
         const Imported imported = import(log, kMapOfKeys);
         EXPECT_EQ(imported.rejections.size(), 1U);
         return imported.rejections.at(0).reason;
       }},
      {"row-corrects",
       [=] {
         std::istringstream input(log);
         std::vector<Diagnostic> reasons;
         EXPECT_TRUE(replay_log(complaints(), map_of(kMapOfKeys), input, LogFormat::csv, "log.csv",
                                std::nullopt, {},
                                [&](const Rejection& rejection) { reasons.push_back(rejection.reason); }));
         return reasons.at(0);
       }},
  };
}

Provokers of_maps() {
  return {
      {"map-unknown-act", [] { return mistake("acts: {In: intake}\n"); }},
      {"map-unknown-act-near", [] { return mistake("acts: {In: recieve}\n"); }},
      {"map-unknown-parameter of one act",
       [] { return mistake("acts: {In: {act: receive, arguments: {result: r}}}\n"); }},
      {"map-unknown-parameter of any act",
       [] {
         const auto found =
             mistakes("case: c\ntime: t\nact: a\nactor: {office: =town}\narguments: {amount: m}\n");
         EXPECT_EQ(found.size(), 1U);
         return found.at(0);
       }},
      {"map-unknown-role", [] { return mistake("acts: {In: {act: receive, role: =lawyer}}\n"); }},
      {"map-not-a-map", [] { return mistake("values: [a, b]\n"); }},
      {"map-not-a-map for one column", [] { return mistake("values: {result: upheld}\n"); }},
  };
}

Provokers all() {
  Provokers provokers = of_files();
  for (auto&& more : {of_rows(), of_corrections(), of_maps()}) provokers.insert(more.begin(), more.end());
  return provokers;
}

TEST(Messages, AreShownAsTheGoldenSaysInBothLanguages) {
  testing::check_messages("exchange", all());
}

TEST(Messages, EachOfTheRoomIsProvoked) {
  testing::expect_every_message_provoked(all());
}

}  // namespace
}  // namespace recourse::exchange
