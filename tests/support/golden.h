// Golden files: one text file holds input, and what is expected of it, in sections that begin with lines such as
// `=== input` and `=== expect dump`. What the lines before the first section say is a comment. RECOURSE_BLESS=1
// (script/bless) rewrites the expected sections instead of comparing them. Knows no room: the test says what a
// section's text is made from.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace recourse::testing {

struct GoldenSection {
  std::string title;  // "input", "expect dump"
  std::string body;   // whole lines
};

struct GoldenFile {
  std::filesystem::path path;
  std::string comment;
  std::vector<GoldenSection> sections;

  /// The body of the section; empty when there is none.
  [[nodiscard]] std::string_view section(std::string_view title) const {
    const auto found = std::find_if(sections.begin(), sections.end(),
                                    [&](const GoldenSection& one) { return one.title == title; });
    return found == sections.end() ? std::string_view() : std::string_view(found->body);
  }
};

inline GoldenFile read_golden(const std::filesystem::path& path) {
  GoldenFile file{path, {}, {}};
  std::ifstream stream(path, std::ios::binary);
  constexpr std::string_view kMark = "=== ";
  for (std::string line; std::getline(stream, line);) {
    if (line.starts_with(kMark)) {
      file.sections.push_back({line.substr(kMark.size()), {}});
    } else {
      (file.sections.empty() ? file.comment : file.sections.back().body) += line + "\n";
    }
  }
  return file;
}

inline void write_golden(const GoldenFile& file) {
  std::ofstream stream(file.path, std::ios::binary | std::ios::trunc);
  stream << file.comment;
  for (const GoldenSection& section : file.sections) {
    stream << "=== " << section.title << "\n" << section.body;
  }
}

/// The *.txt files of a folder, sorted.
inline std::vector<std::filesystem::path> golden_files(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".txt") {
      files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

inline bool blessing() {
  const char* const asked = std::getenv("RECOURSE_BLESS");
  return asked != nullptr && std::string_view(asked) == "1";
}

/// Makes the text of an expected section: `what` is its title without "expect ".
using GoldenMaker = std::function<std::string(const GoldenFile& file, std::string_view what)>;

/// Compares every `expect …` section of a file with what `make` gives, or rewrites them when blessing. A file without
/// one fails.
inline void check_golden(const std::filesystem::path& path, const GoldenMaker& make) {
  GoldenFile file = read_golden(path);
  constexpr std::string_view kExpect = "expect ";
  bool expected_any = false;
  bool changed = false;
  for (GoldenSection& section : file.sections) {
    if (!section.title.starts_with(kExpect)) {
      continue;
    }
    expected_any = true;
    const std::string made = make(file, std::string_view(section.title).substr(kExpect.size()));
    if (blessing()) {
      changed = changed || section.body != made;
      section.body = made;
    } else {
      EXPECT_EQ(section.body, made) << path << ", section " << section.title << "; script/bless rewrites it";
    }
  }
  EXPECT_TRUE(expected_any) << path << " expects nothing";
  if (changed) {
    write_golden(file);
  }
}

/// A test name from a file name: letters, digits and underscores.
inline std::string golden_name(const std::filesystem::path& path) {
  std::string name = path.stem().string();
  std::replace_if(
      name.begin(), name.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
  return name;
}

}  // namespace recourse::testing
