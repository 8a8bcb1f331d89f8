// A slip of the pen anywhere in the policies that ship: one token left out, swapped with the next, or misspelt. Never a crash; and
// what is told first stands where the slip was made.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "engine/language/lex.h"
#include "engine/model/files.h"
#include "recourse/policy.h"
#include "tests/graph/clause_lines.h"
#include "tests/reference/random.h"

namespace recourse::graph {
namespace {

namespace fs = std::filesystem;
using language::Token;

std::string read(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

/// By name, as a loader gives them: "petition-2022/petition.md".
std::map<std::string, std::string> shipped_files() {
  const fs::path rules = fs::path(RECOURSE_SOURCE_DIR) / "rules";
  std::map<std::string, std::string> files;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(rules)) {
    if (entry.is_regular_file()) {
      files.emplace(fs::relative(entry.path(), rules).generic_string(), read(entry.path()));
    }
  }
  return files;
}

std::string policy_of(const std::string& file) {
  return file.substr(0, file.find('/'));
}

struct RuleFile {
  std::shared_ptr<const SourceText> source;
  language::Tokens tokens;
  ClauseLines clauses;

  [[nodiscard]] std::string word(std::size_t token) const {
    return source->text.substr(tokens[token].begin, tokens[token].end - tokens[token].begin);
  }
};

language::Tokens tokens_of(const language::File& file, const language::DeclaredNames& names) {
  base::DiagnosticList wrong;
  language::Reporter reporter(file.source, wrong);
  language::Tokens tokens = language::lex(reporter, names).tokens;
  std::erase_if(tokens, [](const Token& token) { return token.begin == token.end; });
  EXPECT_TRUE(wrong.items().empty()) << file.source->name;
  return tokens;
}

/// The rule files of one policy, with their texts as they stand: a document with all that surrounds its rules.
void add_policy(const std::map<std::string, std::string>& shipped, const std::string& policy,
                std::vector<RuleFile>& files) {
  base::DiagnosticList wrong;
  const auto loader = memory_loader(shipped);
  const model::Files read = model::load_files(*loader, policy, wrong);
  EXPECT_TRUE(wrong.items().empty()) << policy;
  language::DeclaredNames names;
  for (const language::File& file : read.rules) {
    names.add(file);
  }
  for (const language::File& file : read.rules) {
    const std::string& name = file.source->name;
    files.push_back({std::make_shared<const SourceText>(SourceText{name, shipped.at(name)}),
                     tokens_of(file, names), ClauseLines(file)});
  }
}

enum class Slip : std::uint8_t { left_out, swapped, misspelt };
constexpr std::array<const char*, 3> kSlips{"left out", "swapped", "misspelt"};

struct Mutant {
  Slip slip;
  const RuleFile* file;
  std::size_t token;
};

bool can_be_misspelt(const Token& token) {
  using language::Kind;
  return language::is_keyword(token.kind) || token.kind == Kind::word || token.kind == Kind::quoted_name ||
         token.kind == Kind::text || token.kind == Kind::title;
}

/// Each token of all files is as likely as any other; where it cannot be misspelt, or swapped so that anything changes, the
/// next that can.
Mutant any_mutant(const std::vector<RuleFile>& files, reference::Random& random) {
  std::size_t tokens = 0;
  for (const RuleFile& file : files) {
    tokens += file.tokens.size();
  }
  std::size_t place = random.next() % tokens;
  auto file = files.begin();
  for (; place >= file->tokens.size(); ++file) {
    place -= file->tokens.size();
  }
  Mutant mutant{static_cast<Slip>(random.between(0, kSlips.size() - 1)), &*file, place};
  while (mutant.slip == Slip::misspelt && !can_be_misspelt(file->tokens[mutant.token])) {
    mutant.token = (mutant.token + 1) % file->tokens.size();
  }
  while (mutant.slip == Slip::swapped && (mutant.token + 1 == file->tokens.size() ||
                                          file->word(mutant.token) == file->word(mutant.token + 1))) {
    mutant.token = (mutant.token + 1) % file->tokens.size();
  }
  return mutant;
}

/// With a letter put in before its end, and before the mark that closes it.
std::string misspelt(std::string word) {
  std::size_t at = word.size() - 1;
  while (at > 0 && (static_cast<unsigned char>(word[at]) & 0xC0U) == 0x80U) {
    --at;
  }
  return word.insert(at, "x");
}

std::string mutated_text(const Mutant& mutant) {
  std::string text = mutant.file->source->text;
  const Token& token = mutant.file->tokens[mutant.token];
  const std::string word = mutant.file->word(mutant.token);
  if (mutant.slip == Slip::swapped) {
    const Token& next = mutant.file->tokens[mutant.token + 1];
    const std::string other = mutant.file->word(mutant.token + 1);
    return text.replace(next.begin, other.size(), word).replace(token.begin, word.size(), other);
  }
  return text.replace(token.begin, word.size(), mutant.slip == Slip::misspelt ? misspelt(word) : "");
}

Lines where_it_may_be_told(const Mutant& mutant) {
  Lines lines;
  const std::size_t tokens = mutant.slip == Slip::swapped ? 2 : 1;
  for (std::size_t token = mutant.token; token < mutant.token + tokens; ++token) {
    const std::uint32_t byte = mutant.file->tokens[token].begin;
    lines.merge(mutant.file->clauses.at(byte));
    lines.insert(position(*mutant.file->source, byte).line);
  }
  return lines;
}

bool is_told_there(const Mutant& mutant, const Diagnostic& diagnostic) {
  const auto& source = diagnostic.span.source;
  return source && source->name == mutant.file->source->name &&
         where_it_may_be_told(mutant).contains(position(*source, diagnostic.span.begin).line);
}

std::string story(const Mutant& mutant, const Diagnostic& told) {
  const Token& token = mutant.file->tokens[mutant.token];
  const std::uint32_t line = position(*mutant.file->source, token.begin).line;
  return mutant.file->source->name + ":" + std::to_string(line) + ": " +
         kSlips.at(static_cast<std::size_t>(mutant.slip)) + " `" + mutant.file->word(mutant.token) + "`\n" +
         render(told, Language::english) + "\n";
}

std::vector<RuleFile> rule_files(const std::map<std::string, std::string>& shipped) {
  std::set<std::string> policies;
  for (const auto& [name, text] : shipped) {
    policies.insert(policy_of(name));
  }
  std::vector<RuleFile> files;
  for (const std::string& policy : policies) {
    add_policy(shipped, policy, files);
  }
  return files;
}

struct Count {
  int mutants = 0, refused = 0, told_there = 0, warned = 0;
};

class Mutations : public ::testing::Test {
protected:
  void make_one() {
    const Mutant mutant = any_mutant(files_, random_);
    auto texts = shipped_;
    texts[mutant.file->source->name] = mutated_text(mutant);
    const auto loader = memory_loader(std::move(texts));
    const LoadedPolicy loaded = load_policy(*loader, policy_of(mutant.file->source->name));
    Count& count = counts_.at(static_cast<std::size_t>(mutant.slip));
    ++count.mutants;
    if (!has_errors(loaded.diagnostics)) {
      count.warned += std::any_of(loaded.diagnostics.begin(), loaded.diagnostics.end(),
                                  [&](const Diagnostic& warning) { return is_told_there(mutant, warning); });
      return;
    }
    ++count.refused;
    if (is_told_there(mutant, loaded.diagnostics.front())) {
      ++count.told_there;
    } else {
      told_elsewhere_ += story(mutant, loaded.diagnostics.front());
    }
  }

  Count all() {
    Count all;
    for (const Count& count : counts_) {
      all.mutants += count.mutants;
      all.refused += count.refused;
      all.told_there += count.told_there;
    }
    return all;
  }

  void record() {
    for (std::size_t slip = 0; slip < kSlips.size(); ++slip) {
      const Count& count = counts_.at(slip);
      std::ostringstream line;
      line << count.mutants << ", refused " << count.refused << ", told first where made " << count.told_there
           << "; accepted " << count.mutants - count.refused << ", with a warning there " << count.warned;
      RecordProperty(kSlips.at(slip), line.str());
      std::cout << kSlips.at(slip) << ": " << line.str() << "\n";
    }
  }

  std::string told_elsewhere_;

private:
  const std::map<std::string, std::string> shipped_ = shipped_files();
  const std::vector<RuleFile> files_ = rule_files(shipped_);
  reference::Random random_{20260302};
  std::array<Count, kSlips.size()> counts_;
};

// A load takes some 80 ms under sanitizers, so that the usual run is the beginning of the long one of script/verify.
TEST_F(Mutations, AreToldFirstWhereTheyWereMade) {
  constexpr int kUsually = 400, kLeastPercent = 90;
  const char* const wanted = std::getenv("RECOURSE_MUTATIONS");
  const int mutations = wanted == nullptr ? kUsually : std::atoi(wanted);
  for (int made = 0; made < mutations; ++made) {
    make_one();
  }
  record();
  const Count count = all();
  EXPECT_GT(count.refused, mutations / 2);
  EXPECT_GE(count.told_there * 100, count.refused * kLeastPercent)
      << count.told_there << " of " << count.refused << "; elsewhere:\n"
      << told_elsewhere_;
}

}  // namespace
}  // namespace recourse::graph
