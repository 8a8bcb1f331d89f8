// The document of a policy: a small one word for word, and of the shipped ones that everything is in it and all links lead somewhere.
#include "recourse/document.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <set>

#include "engine/base/message.h"
#include "tests/support/golden.h"

namespace recourse::reports {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

const std::filesystem::path kSource = RECOURSE_SOURCE_DIR;

Policy loaded(SourceLoader& loader, const std::string& path) {
  LoadedPolicy result = load_policy(loader, path);
  for (const Diagnostic& diagnostic : result.diagnostics) {
    if (!result.policy) ADD_FAILURE() << render(diagnostic, Language::english);
  }
  return result.policy.value();
}

Policy shipped(const std::string& name) {
  const auto loader = disk_loader(kSource.string());
  return loaded(*loader, "rules/" + name);
}

std::vector<std::string> shipped_policies() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(kSource / "rules"))
    names.push_back(entry.path().filename().string());
  return names;
}

Policy of(const recourse::testing::GoldenFile& file) {
  const auto loader =
      memory_loader({{"p.rules", std::string(file.section("input"))},
                     {"offices.yaml", std::string(file.section("input offices"))},
                     {"calendar.yaml", "calendar: days\nzone: UTC\ncomputed: [{from: 1990, to: 2099}]\n"}});
  return loaded(*loader, "p.rules");
}

void remove_between(std::string& page, std::string_view begin, std::string_view end) {
  for (std::size_t at = page.find(begin); at != std::string::npos; at = page.find(begin, at)) {
    at += begin.size();
    page.erase(at, page.find(end, at) - at);
  }
}

/// How it looks is not what it says, and drawings have goldens of their own.
std::string words_of(std::string page) {
  remove_between(page, "<style>", "</style>");
  remove_between(page, "<svg", "</svg>");
  remove_between(page, "style=\"", "\"");
  return page;
}

class Document : public ::testing::TestWithParam<std::filesystem::path> {};

TEST_P(Document, GoldenIsAsExpected) {
  recourse::testing::check_golden(GetParam(), [](const auto& file, std::string_view what) {
    const Language language = what.ends_with("zh") ? Language::chinese : Language::english;
    const bool is_page = what.starts_with("page");
    return words_of(document(of(file), is_page ? DocumentFormat::html : DocumentFormat::json, language));
  });
}

INSTANTIATE_TEST_SUITE_P(
    Golden, Document,
    ::testing::ValuesIn(recourse::testing::golden_files(kSource / "tests/golden/reports/document")),
    [](const auto& golden) { return recourse::testing::golden_name(golden.param); });

/// What stands in attributes of this name, in their order.
std::vector<std::string> attributes(const std::string& page, const std::string& name) {
  std::vector<std::string> values;
  const std::string begin = " " + name + "=\"";
  for (std::size_t at = page.find(begin); at != std::string::npos; at = page.find(begin, at + 1)) {
    const std::size_t from = at + begin.size();
    values.push_back(page.substr(from, page.find('"', from) - from));
  }
  return values;
}

/// How often what all of them have in common stands in a text.
std::size_t count(const std::string& text, std::string_view what) {
  std::size_t times = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + what.size()))
    ++times;
  return times;
}

class ShippedDocument : public ::testing::TestWithParam<std::tuple<std::string, Language>> {
protected:
  [[nodiscard]] static Policy policy() { return shipped(std::get<0>(GetParam())); }
  [[nodiscard]] static Language language() { return std::get<1>(GetParam()); }
};

TEST_P(ShippedDocument, EachPlaceIsOneAndEachLinkLeadsToOne) {
  const std::string page = document(policy(), DocumentFormat::html, language());
  std::set<std::string> places;
  for (const std::string& id : attributes(page, "id")) {
    EXPECT_TRUE(places.insert(id).second) << "twice: " << id;
    EXPECT_EQ(id.find(' '), std::string::npos) << id;
  }
  for (const std::string& link : attributes(page, "href")) {
    ASSERT_TRUE(link.starts_with("#")) << "leads out of the page: " << link;
    EXPECT_TRUE(places.contains(link.substr(1))) << "leads nowhere: " << link;
  }
  EXPECT_THAT(page, Not(HasSubstr("<script")));
  EXPECT_THAT(page, Not(HasSubstr(" src=")));
}

TEST_P(ShippedDocument, EveryClauseStandsInItOnce) {
  const Policy whole = policy();
  const auto json = nlohmann::json::parse(document(whole, DocumentFormat::json, language()));
  for (const auto& part : json["case_types"]) {
    std::map<std::string, int> said;
    const auto gather = [&said](const nlohmann::json& provisions) {
      for (const auto& each : provisions) ++said[each["name"]];
    };
    for (const auto& party : part["parties"]) {
      for (const char* kind : {"must", "may", "must_not"}) gather(party[kind]);
    }
    for (const auto& process : part["processes"]) {
      gather(process["events"]);
      for (const auto& stage : process["stages"]) gather(stage["events"]);
    }
    const auto type = whole.of(part["case_type"].get<std::string>());
    ASSERT_TRUE(type);
    EXPECT_EQ(said.size(), type->clauses().size());
    for (const Policy::Clause& clause : type->clauses()) EXPECT_EQ(said[clause.name], 1) << clause.name;
  }
}

TEST_P(ShippedDocument, EveryAssumedParameterAndLimitIsListed) {
  const Policy whole = policy();
  const auto json = nlohmann::json::parse(document(whole, DocumentFormat::json, language()));
  std::string rules;
  for (const auto& [name, text] : whole.files()) rules += text;
  std::size_t parameters = 0;
  for (const auto& parameter : json["parameters"]) {
    if (!parameter["assumed"].get<bool>()) continue;
    EXPECT_THAT(rules, HasSubstr(parameter["name"].get<std::string>()));
    ++parameters;
  }
  std::set<std::string> limits;
  for (const Policy::CaseType& type : whole.case_types()) {
    const Policy of_type = whole.of(type.name).value();
    for (const Policy::Clause& clause : of_type.clauses()) {
      if (clause.assumed) limits.insert(type.name + " " + clause.name);
    }
  }
  EXPECT_EQ(json["assumed"].size(), parameters + limits.size());
}

TEST_P(ShippedDocument, EveryArticleThatAClauseRestsOnIsInTheIndex) {
  const Policy whole = policy();
  const std::string page = document(whole, DocumentFormat::html, language());
  const std::string index = page.substr(page.find("<h2 id=\"section-articles\""));
  const auto json = nlohmann::json::parse(document(whole, DocumentFormat::json, language()));
  std::size_t articles = 0;
  for (const auto& source : json["sources"]) {
    for (const auto& article : source["articles"]) {
      EXPECT_THAT(article["rests_on_it"], Not(IsEmpty())) << article;
      ++articles;
    }
  }
  EXPECT_GT(articles, 0U);
  EXPECT_EQ(count(index, "<dt id=\"article-"), articles);
  std::set<std::string> asked;
  for (const std::string& link : attributes(page, "href")) {
    if (link.starts_with("#article-")) asked.insert(link.substr(1));
  }
  for (const std::string& id : asked) EXPECT_THAT(index, HasSubstr("<dt id=\"" + id + "\""));
}

INSTANTIATE_TEST_SUITE_P(Policies, ShippedDocument,
                         ::testing::Combine(::testing::ValuesIn(shipped_policies()),
                                            ::testing::Values(Language::english, Language::chinese)));

TEST(DocumentOfAPolicy, IsInTheLanguageThatItNames) {
  const Policy policy = shipped("petition-2022");
  EXPECT_THAT(document(policy, DocumentFormat::html, Language::chinese), HasSubstr("<html lang=\"zh-CN\">"));
  EXPECT_THAT(document(policy, DocumentFormat::html, Language::english), HasSubstr("<html lang=\"en\">"));
}

TEST(DocumentOfAPolicy, SaysWhatFollowsAnActWhereItIsDone) {
  const std::string text = document(shipped("petition-2022"), DocumentFormat::json, Language::english);
  const auto parties = nlohmann::json::parse(text)["case_types"][0]["parties"];
  EXPECT_EQ(parties[0]["party"], "petitioner");
  const auto review = parties[0]["may"][0];
  EXPECT_EQ(review["sentence"], "may request review within 30 days from serve");
  EXPECT_EQ(review["then"][0], "the case moves to “under review”");
  EXPECT_EQ(review["then"][1], "reviewer becomes: to");
  EXPECT_EQ(review["else"][0], "the case moves to “closed”");
}

TEST(DocumentOfAPolicy, TakesUpTextsOfThePolicyEscaped) {
  const auto loader =
      memory_loader({{"p.rules", R"(policy "<b>Parks</b>" version "1 & <2>" in force 2026-01-01
source P "<i>Act</i>"
act tell "<tell>"
case q "<case>" { note "<u>note</u>": text? }
role citizen "<me>" = party
process way "<way>" for q cites P "<7>" {
  opens on tell by citizen
  start stage told "<told>" { citizen may go within 5 days -> gone { notify citizen "<script>x</script>" } else -> gone }
  final stage gone "<gone>"
}
)"}});
  const Policy policy = loaded(*loader, "p.rules");
  for (const Language language : {Language::english, Language::chinese}) {
    const std::string page = document(policy, DocumentFormat::html, language);
    for (const char* raw : {"<b>Parks", "<i>Act", "<u>note", "<case>", "<me>", "<way>", "<told>", "<tell>",
                            "<gone>", "<script>", "& <2>"})
      EXPECT_THAT(page, Not(HasSubstr(raw)));
    EXPECT_THAT(page, HasSubstr("&lt;script&gt;x&lt;/script&gt;"));
  }
}

}  // namespace
}  // namespace recourse::reports
