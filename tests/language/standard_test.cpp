// docs/standard/1-text.md: its tables are the keywords of the engine, its grammar is the one that files are written and read by.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>

#include "engine/language/keywords.h"
#include "engine/language/layout.h"
#include "engine/language/lex.h"
#include "engine/language/literate.h"
#include "engine/language/parse.h"
#include "engine/language/recognise.h"
#include "tests/language/ebnf.h"

namespace recourse::language {
namespace {

const std::string kSource = RECOURSE_SOURCE_DIR;

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

const std::string& page() {
  static const std::string text = read_file(kSource + "/docs/standard/1-text.md");
  return text;
}

/// What stands between its ```ebnf fences.
const Ebnf& grammar() {
  static const Ebnf read = [] {
    constexpr std::string_view kFence = "```ebnf\n";
    const std::size_t begin = page().find(kFence) + kFence.size();
    return Ebnf(page().substr(begin, page().find("```", begin) - begin));
  }();
  return read;
}

const std::map<Kind, std::string>& marks() {
  static const std::map<Kind, std::string> all = {
      {Kind::open_paren, "("}, {Kind::close_paren, ")"}, {Kind::open_brace, "{"}, {Kind::close_brace, "}"},
      {Kind::comma, ","},      {Kind::colon, ":"},       {Kind::dot, "."},        {Kind::range, ".."},
      {Kind::question, "?"},   {Kind::slash, "/"},       {Kind::equal, "="},      {Kind::not_equal, "!="},
      {Kind::less, "<"},       {Kind::less_equal, "<="}, {Kind::greater, ">"},    {Kind::greater_equal, ">="},
      {Kind::plus, "+"},       {Kind::minus, "-"},       {Kind::times_sign, "*"}, {Kind::arrow, "->"},
      {Kind::bar, "|"},
  };
  return all;
}

const std::map<std::string, std::pair<Kind, std::string>>& classes() {  // with an example of each
  static const std::map<std::string, std::pair<Kind, std::string>> all = {
      {"END", {Kind::end, ";"}},
      {"CONDITION", {Kind::condition, ""}},
      {"WORD", {Kind::word, "w"}},
      {"QUOTED_NAME", {Kind::quoted_name, "「q」"}},
      {"TEXT", {Kind::text, "\"t\""}},
      {"TITLE", {Kind::title, "《t》"}},
      {"NUMBER", {Kind::number, "7"}},
      {"COUNT", {Kind::count, "两次"}},
      {"RECURRENCE", {Kind::recurrence, "近十二期有四期"}},
      {"PERIOD", {Kind::period, "3 days"}},
      {"DATE", {Kind::date, "2026-03-02"}},
      {"TIME", {Kind::time, "10:30"}},
      {"ARTICLE", {Kind::article, "第三条"}},
      {"PARAGRAPH", {Kind::paragraph, "第二款"}},
      {"ITEM", {Kind::item, "第一项"}},
      {"SET_OPEN", {Kind::open_set, "{"}},
      {"SET_CLOSE", {Kind::close_set, "}"}},
  };
  return all;
}

std::vector<Keyword> keywords() {
  std::vector<Keyword> all;
  for (const auto table : {keywords_en(), keywords_zh()}) all.insert(all.end(), table.begin(), table.end());
  return all;
}

/// How the grammar writes a keyword: by its mark, else its first spelling, the English one if there is one.
std::string terminal(Kind kind) {
  if (const auto mark = marks().find(kind); mark != marks().end()) return mark->second;
  for (const Keyword& keyword : keywords()) {
    if (keyword.kind == kind) return std::string(keyword.spelling);
  }
  return "";
}

const Terminals& terminals() {
  static const Terminals all = [] {
    Terminals made;
    for (const auto& [kind, mark] : marks()) made[mark] = {kind};
    for (const auto& [name, token] : classes()) made[name] = {token.first};
    for (const Keyword& keyword : keywords()) {
      made[terminal(keyword.kind)] = {keyword.kind};
      made[is_soft(keyword.kind) ? "POSITIONAL" : "KEYWORD"].insert(keyword.kind);
    }
    made["KEYWORD"].erase(Kind::arrow);  // as marks they are no names
    std::erase_if(made["KEYWORD"], [](Kind kind) { return marks().contains(kind); });
    return made;
  }();
  return all;
}

// --- the tables of keywords

struct Row {
  std::string terminal;
  std::vector<std::string> spellings;  // English, then Chinese; "~" before those that never begin a clause
};

std::vector<std::string> split(const std::string& text, const std::string& by) {
  std::vector<std::string> parts;
  std::size_t at = 0;
  for (std::size_t end = 0; end != std::string::npos; at = end + by.size()) {
    end = text.find(by, at);
    parts.push_back(text.substr(at, end == std::string::npos ? end : end - at));
  }
  return parts;
}

/// The table under a heading line.
std::vector<Row> rows_under(const std::string& heading) {
  std::vector<Row> rows;
  std::istringstream lines(page().substr(page().find("\n" + heading + "\n") + heading.size() + 2));
  for (std::string line; std::getline(lines, line) && (line.empty() || line.starts_with("|"));) {
    const std::vector<std::string> cells = split(line, "|");
    if (cells.size() < 4 || !cells[1].starts_with(" `")) continue;
    Row row{cells[1].substr(2, cells[1].size() - 4), {}};
    for (const std::string& cell : {cells[2], cells[3]}) {
      const std::string inner = cell.size() > 2 ? cell.substr(1, cell.size() - 2) : "";
      if (!inner.empty() && inner != " ") {
        for (const std::string& spelling : split(inner, ", ")) row.spellings.push_back(spelling);
      }
    }
    rows.push_back(row);
  }
  return rows;
}

/// The same from the engine's tables.
std::map<std::string, std::vector<std::string>> expected_rows(bool positional) {
  std::map<std::string, std::vector<std::string>> rows;
  for (const Keyword& keyword : keywords()) {
    if (is_soft(keyword.kind) != positional) continue;
    rows[terminal(keyword.kind)].push_back((keyword.never_begins ? "~" : "") + std::string(keyword.spelling));
  }
  return rows;
}

std::map<std::string, std::vector<std::string>> by_terminal(const std::vector<Row>& rows) {
  std::map<std::string, std::vector<std::string>> made;
  for (const Row& row : rows) EXPECT_TRUE(made.emplace(row.terminal, row.spellings).second) << row.terminal;
  return made;
}

TEST(Standard, ListsTheKeywordsOfTheEngine) {
  EXPECT_EQ(by_terminal(rows_under("Reserved:")), expected_rows(false));
  EXPECT_EQ(by_terminal(rows_under("Positional:")), expected_rows(true));
}

/// `no-such-act`: messages by their code, and what outcomes call their reasons.
TEST(Standard, NamesMessagesAndReasonsThatThereAre) {
  std::string known;
  for (const auto& file : std::filesystem::directory_iterator(kSource + "/engine/base/messages")) {
    if (file.path().extension() == ".def") known += read_file(file);
  }
  const std::string reasons = read_file(kSource + "/engine/cases/outcome.cpp") +
                              read_file(kSource + "/engine/docket/submit.cpp") +
                              read_file(kSource + "/engine/docket/recording.h");
  const std::regex code("`([a-z]+(-[a-z]+)+)`");
  std::size_t named = 0;
  for (const auto& file : std::filesystem::directory_iterator(kSource + "/docs/standard")) {
    const std::string text = read_file(file);
    for (std::sregex_iterator found(text.begin(), text.end(), code), end; found != end; ++found, ++named) {
      const std::string name = (*found)[1];
      std::string message = name;
      std::replace(message.begin(), message.end(), '-', '_');
      EXPECT_TRUE(known.find("MESSAGE(" + message + ",") != std::string::npos ||
                  reasons.find('"' + name + '"') != std::string::npos)
          << name;
    }
  }
  EXPECT_GT(named, 60U);
}

// --- the grammar

TEST(Standard, TheGrammarIsMadeOfKeywordsAndOfAllOfThem) {
  EXPECT_THAT(grammar().missing(), testing::IsEmpty());
  EXPECT_THAT(grammar().unreached({"file", "table_file"}), testing::IsEmpty());
  const std::set<std::string> used = grammar().terminals();
  for (const std::string& name : used) {
    EXPECT_TRUE(terminals().contains(name) || name == "ITEM_END" || name == "LIST_END") << name;
  }
  for (const Keyword& keyword : keywords()) {
    const bool unavailable = keyword.kind == Kind::later || keyword.kind == Kind::unless;
    EXPECT_NE(used.contains(terminal(keyword.kind)), unavailable) << keyword.spelling;
  }
}

struct Source {
  std::shared_ptr<const SourceText> text;
  Tokens tokens;
};

std::vector<Kind> kinds_of(const Tokens& tokens) {
  std::vector<Kind> kinds;
  for (const Token& token : tokens) kinds.push_back(token.kind);
  return kinds;
}

/// The tokens of a policy's texts as the parser gets them, Chinese without spaces split by the names of all.
std::vector<Source> tokens_of(const std::vector<std::shared_ptr<const SourceText>>& texts) {
  std::vector<File> files;
  std::vector<base::DiagnosticList> found(texts.size());
  for (std::size_t i = 0; i < texts.size(); ++i) files.push_back(parse(texts[i], found[i]));
  std::vector<bool> unsplit;
  for (const File& file : files) unsplit.push_back(file.unsplit);
  split_runs(files, found);
  DeclaredNames names;
  for (const File& file : files) names.add(file);
  std::vector<Source> sources;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    Reporter reporter(texts[i], found[i]);
    sources.push_back(
        {texts[i], lay_out(lex(reporter, unsplit[i] ? names : DeclaredNames()).tokens, reporter)});
    for (const Diagnostic& item : found[i].items())
      ADD_FAILURE() << render(item, recourse::Language::english);
  }
  return sources;
}

void expect_sentence(const Source& source, const std::string& rule = "file") {
  const std::vector<Kind> kinds = kinds_of(source.tokens);
  const std::size_t end = fits(grammar(), terminals(), rule, kinds);
  if (end == kinds.size()) return;
  const std::string& text = source.text->text;
  ADD_FAILURE() << source.text->name << ": no sentence of the standard from here on: "
                << text.substr(source.tokens[end].begin, 60);
}

TEST(Standard, ShippedPoliciesAreSentencesOfItsGrammar) {
  std::size_t files = 0;
  for (const auto& folder : std::filesystem::directory_iterator(kSource + "/rules")) {
    std::vector<std::shared_ptr<const SourceText>> texts;
    for (const auto& file : std::filesystem::directory_iterator(folder)) {
      const bool document = file.path().extension() == ".md";
      if (!document && file.path().extension() != ".rules") continue;
      auto text = std::make_shared<const SourceText>(SourceText{file.path().string(), read_file(file)});
      texts.push_back(document ? rules_of(text) : text);
    }
    for (const Source& source : tokens_of(texts)) expect_sentence(source);
    files += texts.size();
  }
  EXPECT_GT(files, 25U);
}

TEST(Standard, TheWritersPageIsASentenceOfItsGrammar) {
  const std::string text = read_file(kSource + "/docs/language.md");
  const auto document = std::make_shared<const SourceText>(SourceText{"language.md", text});
  for (const Source& source : tokens_of({rules_of(document)})) expect_sentence(source);
  std::istringstream lines(text);
  std::size_t phrases = 0;
  bool declaration = false;
  for (std::string line; std::getline(lines, line);) {
    declaration = line.starts_with("#") ? line == "### Declarations" : declaration;
    const std::size_t middle = line.find("` | `");
    if (!line.starts_with("| `") || middle == std::string::npos) continue;
    for (std::string phrase :
         {line.substr(3, middle - 3), line.substr(middle + 5, line.size() - middle - 8)}) {
      phrase = declaration ? phrase : "process p for c { " + phrase + " }";
      const auto row = std::make_shared<const SourceText>(SourceText{phrase, phrase});
      base::DiagnosticList found;
      Reporter reporter(row, found);
      expect_sentence({row, lay_out(lex(reporter, {}).tokens, reporter)});
      ++phrases;
    }
  }
  EXPECT_GT(phrases, 100U);
}

/// The example of a kind, as it is written.
std::string spelling(Kind kind) {
  for (const auto& [name, token] : classes()) {
    if (token.first == kind) return token.second;
  }
  return terminal(kind);
}

/// The tokens of a sentence over a text in which they stand one behind the other.
Source written(const std::vector<Kind>& kinds) {
  std::string text;
  Tokens tokens;
  for (const Kind kind : kinds) {
    const auto begin = static_cast<std::uint32_t>(text.size());
    text += spelling(kind);
    tokens.push_back({kind, false, begin, static_cast<std::uint32_t>(text.size())});
    text += " ";
  }
  return {std::make_shared<const SourceText>(SourceText{"sentence", text}), tokens};
}

TEST(Standard, RandomSentencesOfItsGrammarAreRead) {
  constexpr std::size_t kSentences = 10'000;
  const std::vector<std::string> rules = {"table_file", "declaration", "chart", "chart",
                                          "chart",      "table",       "test"};
  Sentences sentences(grammar(), terminals(), 20261128);
  std::size_t tokens = 0;
  for (std::size_t number = 0; number < kSentences; ++number) {
    const bool rows = number % rules.size() == 0;
    std::vector<Kind> kinds = sentences.make(rules[number % rules.size()]);
    kinds.push_back(Kind::end);
    tokens += kinds.size();
    const Source source = written(kinds);
    base::DiagnosticList found;
    Reporter reporter(source.text, found);
    recognise(source.tokens, reporter, rows ? Text::rows : Text::file);
    for (const Diagnostic& item : found.items()) {
      ADD_FAILURE() << render(item, recourse::Language::english) << source.text->text;
    }
    ASSERT_FALSE(HasFailure()) << "sentence " << number;
  }
  EXPECT_GT(tokens, 100'000U);
}

}  // namespace
}  // namespace recourse::language
