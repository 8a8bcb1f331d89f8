// XES: events with their own attributes and those of their trace, one after the other, however long the log is.
#include <gmock/gmock.h>

#include <sstream>

#include "engine/base/message.h"
#include "engine/exchange/row.h"

namespace recourse::exchange {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// "GROUP LINE name=value name=value" for each event, then the code of the error if there is one.
std::vector<std::string> read(const std::string& text) {
  std::istringstream input(text);
  auto source = open_xes(input, "log.xes");
  EXPECT_TRUE(source);
  EXPECT_EQ((*source)->header(), nullptr);
  std::vector<std::string> rows;
  Row row;
  while (true) {
    const auto next = (*source)->next(row);
    if (!next) rows.emplace_back(code_name(next.error().code));
    if (!next || !*next) return rows;
    std::string line = std::to_string(row.group) + " " + std::to_string(row.line);
    for (const auto& [name, value] : row.cells) line += " " + name + "=" + value;
    rows.push_back(line);
  }
}

TEST(Xes, GivesEachEventWithItsOwnAttributesAndThoseOfItsTrace) {
  EXPECT_THAT(read(R"(<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1.0" xmlns="http://www.xes-standard.org/">
  <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
  <global scope="trace"><string key="concept:name" value="none"/></global>
  <string key="source" value="of the log"/>
  <trace>
    <string key="concept:name" value="A 1"/>
    <event>
      <string key="concept:name" value="登记 &amp; more"/>
      <date key="time:timestamp" value="2026-03-02T10:00:00+08:00"/>
      <int key="people" value="7"><string key="unit" value="persons"/></int>
      <list key="extra"><values><string key="inner" value="x"/></values></list>
    </event>
    <event><boolean key="urgent" value="true"/><float key="fee" value="1.5"/><id key="i" value="z"/></event>
  </trace>
  <trace><event><string key="a" value="1"/></event></trace>
  <trace/>
</log>
)"),
              ElementsAre("1 8 concept:name=登记 & more time:timestamp=2026-03-02T10:00:00+08:00 people=7 "
                          "case:concept:name=A 1",
                          "1 14 urgent=true fee=1.5 i=z case:concept:name=A 1", "2 16 a=1"));
}

TEST(Xes, ElementsMayHaveAPrefix) {
  EXPECT_THAT(read("<x:log xmlns:x='http://www.xes-standard.org/'><x:trace><x:string key='n' value='1'/>"
                   "<x:event><x:string key='a' value='2'/></x:event></x:trace></x:log>"),
              ElementsAre("1 1 a=2 case:n=1"));
}

TEST(Xes, AttributesOfATraceBelongToTheEventsBehindThem) {
  EXPECT_THAT(
      read("<log><trace><string key='n' value='1'/><event/><string key='m' value='2'/><event/></trace>"
           "<trace><event/></trace></log>"),
      ElementsAre("1 1 case:n=1", "1 1 case:n=1 case:m=2", "2 1"));
}

TEST(Xes, WhatIsNoLogIsTold) {
  EXPECT_THAT(read("<html><trace><event/></trace></html>"), ElementsAre("xes-not-a-log"));
  EXPECT_THAT(read("\x1F\x8B\b"), ElementsAre("log-compressed"));
}

TEST(Xes, WhatIsTooLargeIsNotReadToItsEnd) {
  const std::string event = "<log><trace><event><string key='a' value='1'/></event>";
  const std::string much(64U << 20U, 'x');
  EXPECT_THAT(read(event + "<event><string key='a' value='" + much), ElementsAre("1 1 a=1", "xes-too-large"));
  EXPECT_THAT(read(event + "<!-- " + much), ElementsAre("1 1 a=1", "xes-too-large"));
  std::string many = event + "<event>";
  for (int i = 0; i < 500'000; ++i) many += "<string key='a' value='1'/>";
  EXPECT_THAT(read(many), ElementsAre("1 1 a=1", "xes-too-large"));
}

TEST(Xes, WithoutEventsGivesNothing) {
  EXPECT_THAT(read("<log/>"), IsEmpty());
}

TEST(Xes, IsReadUpToWhereItIsBroken) {
  EXPECT_THAT(read("<log><trace><event><string key='a' value='1'/></event><event></trace></log>"),
              ElementsAre("1 1 a=1", "xes-broken"));
  EXPECT_THAT(read(""), ElementsAre("xes-broken"));
  EXPECT_THAT(read("<log><trace>"), ElementsAre("xes-broken"));
  EXPECT_THAT(read("case,act\n1,receive\n"), ElementsAre("xes-broken"));
}

TEST(Xes, DeclarationsOfItsOwnAreRefusedBeforeTheyAreUsed) {
  EXPECT_THAT(read("<!DOCTYPE log [<!ENTITY a 'x'><!ENTITY b '&a;&a;'>]><log><trace><event>"
                   "<string key='a' value='&b;'/></event></trace></log>"),
              ElementsAre("xes-doctype"));
}

}  // namespace
}  // namespace recourse::exchange
