// Messages that no input file alone provokes (a damaged docket, an act that is refused): a test says by which steps a user comes to
// see each, and one golden of the room, tests/golden/ROOM/messages.txt, holds what is then shown, in sections `expect NAME en` and
// `expect NAME zh`. ROOM_CATALOGUE is the .def of the room, to be defined before this is included, in one file of a test program.
#pragma once

#ifndef ROOM_CATALOGUE
#error "ROOM_CATALOGUE is to be the .def of the room whose messages are tested"
#endif

#include <map>
#include <set>

#include "engine/base/message.h"
#include "recourse/result.h"
#include "tests/support/golden.h"

namespace recourse::testing {

/// By the name of the message ("docket-foreign"), with a remark behind it where one message is provoked in several ways
/// ("wrong-value of a date"): steps that end in a diagnostic.
using Provokers = std::map<std::string, std::function<Diagnostic()>>;

/// The value's error; a test that gets none has not provoked anything.
template <typename T>
Diagnostic error_of(const Result<T>& result) {
  if (!result) return result.error();
  ADD_FAILURE() << "there was no error";
  return {messages::none, {}, {}, {}};
}

/// The diagnostic with `shown` for `text` in its arguments: for a folder or a digest, which is not the same in every run.
inline Diagnostic showing(Diagnostic diagnostic, const std::string& text, const std::string& shown) {
  for (Argument& argument : diagnostic.arguments) {
    for (Argument::Item& item : argument.items) {
      auto* given = std::get_if<std::string>(&item);
      const std::size_t at = given == nullptr ? std::string::npos : given->find(text);
      if (at != std::string::npos) given->replace(at, text.size(), shown);
    }
  }
  return diagnostic;
}

inline std::map<std::string, Diagnostic> provoked(const Provokers& provokers) {
  std::map<std::string, Diagnostic> diagnostics;
  for (const auto& [name, provoke] : provokers) {
    const Diagnostic diagnostic = provoke();
    if (diagnostic.code == messages::none) continue;
    const std::string code(code_name(diagnostic.code));
    EXPECT_TRUE(name == code || name.starts_with(code + " ")) << name << " provoked " << code;
    diagnostics.emplace(name, diagnostic);
  }
  return diagnostics;
}

/// Every message of the room is provoked, each in every way that `provokers` has, and is shown as the golden says.
inline void check_messages(std::string_view room, const Provokers& provokers) {
  const auto path = std::filesystem::path(RECOURSE_SOURCE_DIR) / "tests/golden" / room / "messages.txt";
  GoldenFile file = read_golden(path);
  for (const auto& [name, provoke] : provokers) {
    for (const char* language : {" en", " zh"}) {
      const std::string title = "expect " + name + language;
      const bool there = std::any_of(file.sections.begin(), file.sections.end(),
                                     [&](const GoldenSection& section) { return section.title == title; });
      if (!there && blessing()) file.sections.push_back({title, {}});
      EXPECT_TRUE(there || blessing()) << path << " has no section " << title;
    }
  }
  if (blessing()) write_golden(file);
  const auto diagnostics = provoked(provokers);
  check_golden(path, [&](const GoldenFile&, std::string_view what) {
    const auto found = diagnostics.find(std::string(what.substr(0, what.size() - 3)));
    if (found != diagnostics.end())
      return render(found->second, what.ends_with(" zh") ? Language::chinese : Language::english);
    ADD_FAILURE() << "nothing provokes " << what;
    return std::string();
  });
}

/// A message that is added to the room needs a way to provoke it.
inline void expect_every_message_provoked(const Provokers& provokers) {
  std::set<std::string> provoked;
  for (const auto& [name, provoke] : provokers) provoked.insert(name.substr(0, name.find(' ')));
  constexpr MessageCode kCodes[] = {
#define MESSAGE(code, severity, en, en_advice, zh, zh_advice) messages::code,
#define TERM(code, en, zh)
#include ROOM_CATALOGUE
#undef MESSAGE
#undef TERM
  };
  const auto is_missing = [&](MessageCode code) { return !provoked.contains(std::string(code_name(code))); };
  if (std::any_of(std::begin(kCodes), std::end(kCodes), is_missing)) {
    for (const auto& [name, provoke] : provokers) {  // notes come with other messages
      for (const RelatedPlace& related : provoke().related) provoked.emplace(code_name(related.code));
    }
  }
  for (const MessageCode code : kCodes) {
    EXPECT_FALSE(is_missing(code)) << "nothing provokes " << code_name(code);
  }
}

}  // namespace recourse::testing
