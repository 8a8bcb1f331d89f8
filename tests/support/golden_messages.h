// What the goldens of all rooms that tell mistakes have in common: the sections that show messages, and the demand that every message
// of the room is shown by a golden in both languages. A golden test defines ROOM_CATALOGUE as the .def of its room before
// it includes this; a test program does so in one file only.
#pragma once

#ifndef ROOM_CATALOGUE
#error "ROOM_CATALOGUE is to be the .def of the room whose goldens are tested"
#endif

#include <map>
#include <optional>
#include <set>

#include "engine/base/message.h"
#include "tests/support/golden.h"

namespace recourse::testing {

/// The messages of the room, in the order of its catalogue.
constexpr MessageCode kRoomCodes[] = {
#define MESSAGE(code, severity, en, en_advice, zh, zh_advice) messages::code,
#define TERM(code, en, zh)
#include ROOM_CATALOGUE
#undef MESSAGE
#undef TERM
};

inline bool is_of_the_room(MessageCode code) {
  return std::find(std::begin(kRoomCodes), std::end(kRoomCodes), code) != std::end(kRoomCodes);
}

inline std::filesystem::path golden_folder(std::string_view room) {
  return std::filesystem::path(RECOURSE_SOURCE_DIR) / "tests/golden" / room;
}

/// The goldens of a room, those without mistakes (good) first.
inline std::vector<std::filesystem::path> goldens_of_room(std::string_view room) {
  std::vector<std::filesystem::path> files;
  for (const std::string_view folder : {"good", "bad"}) {
    if (const auto path = golden_folder(room) / folder; std::filesystem::is_directory(path)) {
      const auto found = golden_files(path);
      files.insert(files.end(), found.begin(), found.end());
    }
  }
  return files;
}

/// What the sections "en", "zh", "en last" and "zh last" show (the last two: only the last message); nothing for any other section.
inline std::optional<std::string> messages_shown(const std::vector<Diagnostic>& diagnostics,
                                                 std::string_view what) {
  const bool only_last = what.ends_with(" last");
  const std::string_view language = what.substr(0, what.size() - (only_last ? 5 : 0));
  if (language != "en" && language != "zh") {
    return std::nullopt;
  }
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics) {
    if (!only_last || &diagnostic == &diagnostics.back()) {
      text += render(diagnostic, language == "zh" ? Language::chinese : Language::english);
    }
  }
  return text;
}

/// What checking a golden's input finds.
using GoldenChecker = std::function<std::vector<Diagnostic>(const GoldenFile& file)>;

inline void expect_messages_in_both_languages(std::string_view room) {
  for (const auto& path : golden_files(golden_folder(room) / "bad")) {
    const GoldenFile file = read_golden(path);
    EXPECT_TRUE(!file.section("expect en").empty() || !file.section("expect en last").empty()) << path;
    EXPECT_TRUE(!file.section("expect zh").empty() || !file.section("expect zh last").empty()) << path;
  }
}

/// Every message of the room is provoked by a golden in bad, but those of `elsewhere`, which another test provokes.
inline void expect_every_message_provoked(std::string_view room, const GoldenChecker& check,
                                          std::set<MessageCode> elsewhere = {}) {
  std::set<MessageCode> provoked = std::move(elsewhere);
  for (const auto& path : golden_files(golden_folder(room) / "bad")) {
    for (const Diagnostic& diagnostic : check(read_golden(path))) {
      provoked.insert(diagnostic.code);
      for (const RelatedPlace& related : diagnostic.related) {
        provoked.insert(related.code);
      }
    }
  }
  for (const MessageCode code : kRoomCodes) {
    EXPECT_TRUE(provoked.contains(code))
        << code_name(code) << " is provoked by no file of golden/" << room << "/bad";
  }
}

/// The line in which the span begins, or the last one that is not blank before it.
inline std::string line_of(const SourceSpan& span) {
  const std::string& text = span.source->text;
  const std::size_t end = std::min(text.find('\n', span.begin), text.size());
  const std::size_t last = end == 0 ? std::string::npos : text.find_last_not_of(" \n", end - 1);
  if (last == std::string::npos) {
    return "";
  }
  const std::size_t break_before = text.rfind('\n', last);
  const std::size_t begin =
      text.find_first_not_of(' ', break_before == std::string::npos ? 0 : break_before + 1);
  return text.substr(begin, last + 1 - begin);
}

/// No two goldens in bad show a message of the room in the same way: the same sentence about the same line.
inline void expect_no_message_provoked_twice(std::string_view room, const GoldenChecker& check) {
  std::map<std::string, std::filesystem::path> shown;
  for (const auto& path : golden_files(golden_folder(room) / "bad")) {
    std::set<std::string> here;  // within one file a mistake may stand in several places
    for (const Diagnostic& diagnostic : check(read_golden(path))) {
      const SourceSpan& span = diagnostic.span;
      if (!is_of_the_room(diagnostic.code) || span.source == nullptr) {
        continue;
      }
      here.insert(message(diagnostic, Language::english) + " in: " + line_of(span));
    }
    for (const std::string& way : here) {
      const auto [first, is_new] = shown.emplace(way, path);
      EXPECT_TRUE(is_new) << path << " shows what " << first->second << " does: " << way;
    }
  }
}

}  // namespace recourse::testing
