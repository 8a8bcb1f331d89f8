// The papers of a small docket: the overview's counts, and booklets as text, HTML and JSON, held in tests/golden/reports/good.
#define ROOM_CATALOGUE "engine/base/messages/reports.def"
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "engine/base/messages/reports.h"
#include "recourse/explain.h"
#include "tests/reports/petitions.h"
#include "tests/support/provoked_messages.h"

namespace recourse::reports {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

struct Counts {
  std::string name;
  std::int64_t cases, open, ended, on_time, late, overdue;
};

std::string text_of(const Counts& counts) {
  std::string text = counts.name;
  for (const std::int64_t count :
       {counts.cases, counts.open, counts.ended, counts.on_time, counts.late, counts.overdue})
    text += " " + std::to_string(count);
  return text;
}

std::vector<std::string> texts_of(const std::vector<Tally>& tallies) {
  std::vector<std::string> texts;
  for (const Tally& tally : tallies) {
    texts.push_back(text_of(
        {tally.name, tally.cases, tally.open, tally.ended, tally.on_time, tally.late, tally.overdue}));
  }
  return texts;
}

TEST(Overview, CountsEveryCaseOnceByStageAndByOffice) {
  Docket docket = filled();
  const Overview found = overview(docket, at("2026-04-20")).value();
  EXPECT_EQ(found.cases, 6);
  EXPECT_EQ(found.entries, docket.entry_count().value());
  EXPECT_THAT(texts_of(found.by_stage),
              ElementsAre(text_of({"registered", 2, 2, 0, 1, 0, 1}), text_of({"handling", 1, 1, 0, 0, 1, 0}),
                          text_of({"closed", 1, 0, 1, 1, 0, 0}), text_of({"withdrawn", 1, 0, 1, 0, 1, 0}),
                          text_of({"facts", 1, 1, 0, 1, 0, 0})));
  EXPECT_THAT(texts_of(found.by_office), ElementsAre(text_of({"town", 6, 4, 2, 3, 2, 1})));
  const auto json = nlohmann::json::parse(render_json(found));
  EXPECT_EQ(json["cases"], 6);
  EXPECT_EQ(json["by_stage"][0]["overdue"], 1);
  EXPECT_EQ(json["by_office"][0]["late"], 2);
}

TEST(Overview, OfAnEmptyDocketIsEmpty) {
  Docket docket = Docket::open(":memory:").value();
  const Overview found = overview(docket, at("2026-04-20")).value();
  EXPECT_EQ(found.cases, 0);
  EXPECT_TRUE(found.by_stage.empty());
}

/// How a page looks is not what it says.
std::string without_style(std::string page) {
  if (const std::size_t style = page.find("<style>"); style != std::string::npos)
    page.erase(style, page.find("</style>") - style);
  return page;
}

/// One text of rules with something reached, something not, and something of both.
std::string coverage_paper(bool is_page, Language language) {
  using Kind = CoverageItem::Kind;
  const auto source = std::make_shared<const SourceText>(
      SourceText{"park.rules",
                 "handler must mend_it within 5 days\n  else { notify \"<late>\" }\n\n\n"
                 "may look\nmust not shout\n"});
  const auto span = [&source](std::string_view from, std::string_view to) {
    const std::string& text = source->text;
    return SourceSpan{source, static_cast<std::uint32_t>(text.find(from)),
                      static_cast<std::uint32_t>(text.find(to) + to.size())};
  };
  Coverage coverage;
  coverage.items = {{Kind::duty, {"mend_it", "修理"}, span("handler", "}"), true},
                    {Kind::extension, {"mend_it", "修理"}, span("within", "days"), false},
                    {Kind::lapse, {"mend_it", "修理"}, span("else", "}"), false},
                    {Kind::right, {"look", "查看"}, span("may", "look"), true},
                    {Kind::prohibition, {"shout", "喧哗"}, span("must not", "shout"), false}};
  return is_page ? render_html(coverage, petitions(), language) : render_text(coverage, language);
}

std::string paper(const std::string& what) {
  Docket docket = filled();
  std::vector<std::string> words;
  std::istringstream stream(what);
  for (std::string word; stream >> word;) words.push_back(word);
  const Language language = words.back() == "zh" ? Language::chinese : Language::english;
  if (words[0] == "overview")
    return render_text(overview(docket, at("2026-04-20")).value(), petitions(), language);
  if (words[0] == "coverage") return without_style(coverage_paper(words[1] == "html", language));
  const PaperFormat format = words[0] == "json"   ? PaperFormat::json
                             : words[0] == "html" ? PaperFormat::html
                                                  : PaperFormat::text;
  return without_style(booklet(docket, words[1], at(words[2]), format, language).value());
}

class Golden : public ::testing::TestWithParam<std::filesystem::path> {};

TEST_P(Golden, IsAsExpected) {
  recourse::testing::check_golden(
      GetParam(), [](const auto&, std::string_view what) { return paper(std::string(what)); });
}

INSTANTIATE_TEST_SUITE_P(Reports, Golden,
                         ::testing::ValuesIn(recourse::testing::golden_files(
                             std::filesystem::path(RECOURSE_SOURCE_DIR) / "tests/golden/reports/good")),
                         [](const auto& golden) { return recourse::testing::golden_name(golden.param); });

TEST(CoveragePaper, EveryKindIsNamedAndSaysWhatIsMissing) {
  const auto source = std::make_shared<const SourceText>(SourceText{"a.rules", "x\n"});
  for (const Language language : {Language::english, Language::chinese}) {
    std::set<std::string> lines;
    for (const CoverageItem::Kind kind : coverage_kinds()) {
      Coverage coverage;
      coverage.items = {{kind, {"name", "名称"}, {source, 0, 1}, false}};
      const std::string text = render_text(coverage, language);
      lines.insert(text.substr(text.find("a.rules:1:1:")));
    }
    EXPECT_EQ(lines.size(), coverage_kinds().size());
  }
}

TEST(CoveragePaper, SaysSoWhenNothingIsMissing) {
  EXPECT_THAT(render_text(Coverage(), Language::english),
              HasSubstr("The tests reach everything that the policy says.\n"));
  EXPECT_THAT(render_text(Coverage(), Language::chinese), HasSubstr("测试覆盖了政策的全部内容。\n"));
}

TEST(Booklet, IsOfTheDayItIsAskedFor) {
  Docket docket = filled();
  const auto on = [&](const std::string& day) {
    return nlohmann::json::parse(
        booklet(docket, "late", at(day), PaperFormat::json, Language::english).value());
  };
  EXPECT_EQ(on("2026-03-20")["history"].size(), 1U);
  EXPECT_EQ(on("2026-03-20")["owed"][0]["overdue"], false);
  EXPECT_EQ(on("2026-03-24")["history"].size(), 1U);
  EXPECT_EQ(on("2026-03-25")["history"].size(), 2U);  // the lapse at the end of that day
  EXPECT_EQ(on("2026-03-26")["history"].size(), 2U);
  EXPECT_EQ(on("2026-03-26")["owed"][0]["overdue"], true);
  EXPECT_EQ(on("2026-04-01")["history"].size(), 3U);
  EXPECT_EQ(on("2026-04-01")["stages"][0], "handling");
}

TEST(Booklet, SpeaksOneLanguage) {
  EXPECT_THAT(paper("text withdrawn 2026-04-20 zh"), Not(HasSubstr("petitioner")));
  EXPECT_THAT(paper("text extended 2026-04-20 zh"), Not(HasSubstr("petitioner")));
  EXPECT_THAT(paper("text extended 2026-04-20 en"), Not(HasSubstr("信访人")));
}

TEST(Booklet, NamesAreSpacedForPeopleOnly) {
  EXPECT_THAT(paper("text extended 2026-04-20 en"), HasSubstr("  tell facts  — petitioner"));
  EXPECT_THAT(paper("html extended 2026-04-20 en"), Not(HasSubstr("tell_facts")));
  const auto json = nlohmann::json::parse(paper("json extended 2026-04-20 en"));
  EXPECT_EQ(json["yours"][0]["what"], "tell_facts");
  EXPECT_EQ(json["timers"][0]["what"], "giving_up");
}

TEST(Booklet, TextsOfPeopleCannotSpeakToTheTerminal) {
  Docket docket = filled();
  const Act shouted{"receive",
                    {{"form", {std::string("letter")}},
                     {"people", {std::int64_t{1}}},
                     {"note", {std::string("\x1b[31mred\a\nnext_line")}}},
                    {Actor::Kind::office, {}, "town", {}, "\x1b]0;zhao"},
                    at("2026-04-15")};
  ASSERT_TRUE(docket.submit("loud", shouted, "", at("2026-04-20 12:00")));
  const std::string text =
      booklet(docket, "loud", at("2026-04-20"), PaperFormat::text, Language::english).value();
  EXPECT_EQ(text.find_first_of("\x1b\a"), std::string::npos);
  EXPECT_THAT(text, HasSubstr("note: \uFFFD[31mred\uFFFD next_line\n"));
  const auto json = nlohmann::json::parse(
      booklet(docket, "loud", at("2026-04-20"), PaperFormat::json, Language::english).value());
  EXPECT_EQ(json["particulars"]["note"], "\x1b[31mred\a\nnext_line");
}

TEST(Booklet, TextsOfPeopleAreNeverMarkup) {
  const std::string html = paper("html overdue 2026-04-20 en");
  EXPECT_THAT(html, Not(HasSubstr("<b>noise")));
  EXPECT_THAT(html, HasSubstr("&lt;b&gt;noise&lt;/b&gt; &amp; &quot;smoke&quot;"));
  EXPECT_THAT(html, HasSubstr("&lt;late&gt; &amp; unaccepted"));
  EXPECT_THAT(html, HasSubstr("&lt;zhao&gt;"));
}

recourse::testing::Provokers all() {
  const auto asked = [](const std::string& number, const std::string& day) {
    Docket docket = filled();
    return recourse::testing::error_of(
        booklet(docket, number, at(day), PaperFormat::text, Language::english));
  };
  const auto dated = [](const std::string& number, const std::string& clause) {
    Docket docket = filled();
    return recourse::testing::error_of(explain_date(docket, number, clause, at("2026-04-20")));
  };
  const auto entry = [](const std::string& number, const std::string& given, Docket docket = filled()) {
    return recourse::testing::error_of(explain_entry(docket, number, given, at("2026-04-20")));
  };
  const auto corrected = [] {
    Docket docket = filled();
    EXPECT_TRUE(docket.correct("closed", 3, std::nullopt, "", at("2026-04-20 13:00")));
    return docket;
  };
  return {
      {"not-an-act", [] { return recourse::testing::error_of(parse_act(petitions(), "extend(10 days)")); }},
      {"not-an-actor", [] { return recourse::testing::error_of(parse_actor(petitions(), "head(village)")); }},
      {"explained-entry-unknown", [=] { return entry("late", "withdraw"); }},
      {"explained-entry-without-effect", [=] { return entry("closed", "3", corrected()); }},
      {"case-not-found", [=] { return asked("2026-0042", "2026-04-20"); }},
      {"case-not-begun", [=] { return asked("late", "2026-03-09"); }},
      {"explained-clause-unknown", [=] { return dated("late", "zzz"); }},
      {"explained-clause-misspelt", [=] { return dated("late", "acepting"); }},
      {"explained-act-without-date", [=] { return dated("late", "receive"); }},
      {"explained-clause-never-ran", [=] { return dated("overdue", "giving_up"); }},
  };
}

TEST(Messages, AreShownAsTheGoldenSaysInBothLanguages) {
  recourse::testing::check_messages("reports", all());
}

TEST(Messages, EachOfTheRoomIsProvoked) {
  recourse::testing::expect_every_message_provoked(all());
}

}  // namespace
}  // namespace recourse::reports
