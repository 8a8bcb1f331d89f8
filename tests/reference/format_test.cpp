// Random policies, and those that ship, brought into form: they mean what they meant, stay as they are the second time, and come back
// from the other language byte for byte.
#include "recourse/format.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "recourse/policy.h"
#include "tests/reference/policy_generator.h"
#include "tests/support/spaces.h"

namespace recourse::reference {
namespace {

using Files = std::map<std::string, std::string>;

/// The files in form; whatever cannot be brought into it is a failure.
Files in_form(Files files, const std::string& path, std::optional<Language> keywords) {
  const auto loader = memory_loader(files);
  const FormattedPolicy formatted = format_policy(*loader, path, keywords);
  for (const Diagnostic& problem : formatted.diagnostics) {
    ADD_FAILURE() << path << render(problem, Language::english);
  }
  EXPECT_FALSE(formatted.files.empty()) << path;
  for (const FormattedFile& file : formatted.files) {
    EXPECT_EQ(file.before, files.at(file.path));
    files[file.path] = file.after;
  }
  return files;
}

std::string meaning(const Files& files, const std::string& path) {
  const auto loader = memory_loader(files);
  const LoadedPolicy loaded = load_policy(*loader, path);
  return loaded.policy ? loaded.policy->digest() : "";
}

void check(const Files& files, const std::string& path) {
  const std::string said = meaning(files, path);
  for (const auto keywords :
       {std::optional<Language>(), std::optional(Language::english), std::optional(Language::chinese)}) {
    const Files once = in_form(files, path, keywords);
    EXPECT_EQ(in_form(once, path, keywords), once) << path;
    EXPECT_EQ(meaning(once, path), said) << path;
    if (keywords) {
      const Language other = *keywords == Language::english ? Language::chinese : Language::english;
      EXPECT_EQ(in_form(in_form(once, path, other), path, keywords), once) << path;
    }
  }
}

TEST(Format, BringsRandomPoliciesIntoFormAndBack) {
  int removed = 0;
  for (std::uint64_t seed = 1; seed <= 15; ++seed) {
    SCOPED_TRACE(seed);
    check(generate_policy(seed, Language::english), "policy.rules");
    Files chinese = generate_policy(seed, Language::chinese);
    check(chinese, "policy.rules");
    for (auto& [name, text] : chinese) {
      if (name.ends_with(".rules")) text = testing::without_spaces(text, removed);
    }
    check(chinese, "policy.rules");
  }
}

TEST(Format, BringsWhatShipsIntoFormAndBack) {
  Files shipped;
  std::vector<std::string> policies;
  const std::filesystem::path rules = std::filesystem::path(RECOURSE_SOURCE_DIR) / "rules";
  for (const auto& entry : std::filesystem::recursive_directory_iterator(rules)) {
    const std::string name = std::filesystem::relative(entry.path(), rules).generic_string();
    if (entry.is_directory()) {
      policies.push_back(name);
      continue;
    }
    std::ifstream file(entry.path(), std::ios::binary);
    shipped[name] = std::string(std::istreambuf_iterator<char>(file), {});
  }
  ASSERT_FALSE(policies.empty());
  for (const std::string& policy : policies) {
    check(shipped, policy);
  }
}

}  // namespace
}  // namespace recourse::reference
