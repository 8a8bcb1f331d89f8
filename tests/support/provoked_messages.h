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
  return {MessageCode::count_, {}, {}, {}};
}

/// The diagnostic with `text` left out of its arguments: a folder that has another name in every run.
inline Diagnostic without(Diagnostic diagnostic, const std::string& text) {
  for (Argument& argument : diagnostic.arguments) {
    for (Argument::Item& item : argument.items) {
      auto* given = std::get_if<std::string>(&item);
      if (given == nullptr) continue;
      for (std::size_t at = given->find(text); at != std::string::npos; at = given->find(text))
        given->erase(at, text.size());
    }
  }
  return diagnostic;
}

inline std::string rendered(const Provokers& provokers, std::string_view name, Language language) {
  const auto found = provokers.find(std::string(name));
  if (found == provokers.end()) {
    ADD_FAILURE() << "nothing provokes " << name;
    return {};
  }
  const Diagnostic diagnostic = found->second();
  if (diagnostic.code == MessageCode::count_) return {};
  const std::string_view code = code_name(diagnostic.code);
  EXPECT_TRUE(name == code || name.starts_with(std::string(code) + " ")) << name << " provoked " << code;
  return render(diagnostic, language);
}

/// Every message of the room is provoked, each in every way that `provokers` has, and is shown as the golden says.
inline void check_messages(std::string_view room, const Provokers& provokers) {
  const auto path =
      std::filesystem::path(RECOURSE_SOURCE_DIR) / "tests/golden" / room / "messages.txt";
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
  check_golden(path, [&](const GoldenFile&, std::string_view what) {
    return rendered(provokers, what.substr(0, what.size() - 3),
                    what.ends_with(" zh") ? Language::chinese : Language::english);
  });
}

/// A message that is added to the room needs a way to provoke it.
inline void expect_every_message_provoked(const Provokers& provokers) {
  std::set<std::string> provoked;
  for (const auto& [name, provoke] : provokers) provoked.insert(name.substr(0, name.find(' ')));
  constexpr MessageCode kCodes[] = {
#define MESSAGE(code, severity, en, en_advice, zh, zh_advice) MessageCode::code,
#define TERM(code, en, zh)
#include ROOM_CATALOGUE
#undef MESSAGE
#undef TERM
  };
  for (const MessageCode code : kCodes) {
    EXPECT_TRUE(provoked.contains(std::string(code_name(code)))) << "nothing provokes " << code_name(code);
  }
}

}  // namespace recourse::testing
