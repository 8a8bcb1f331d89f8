// What every verb shares: the language, where to write, the exit code, and reading a policy. Verbs use the
// public API only.
#pragma once

#include <CLI/CLI.hpp>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "recourse/docket.h"

namespace recourse::cli {

enum Exit : int { kGood = 0, kInputWrong = 1, kUsedWrongly = 2, kOurFault = 3 };

inline constexpr const char* kVersion = RECOURSE_VERSION;
inline constexpr const char* kReleased = "2026-12-01";  // the date of this version, for the manual

struct Session {
  Language language = Language::english;
  bool json = false;
  int exit = kGood;

  /// The text of the session's language.
  [[nodiscard]] const char* text(const char* english, const char* chinese) const {
    return language == Language::chinese ? chinese : english;
  }

  /// Prints a diagnostic to standard error and sets the exit code if it is an error. With --json it is kept for close().
  void report(const Diagnostic& diagnostic);

  /// What --json kept, when the verb is done: with an error among it one document {"diagnostics": […]} on standard output,
  /// where nothing else has been written; warnings alone go to standard error.
  void close();

  /// Reads and checks a policy; what is wrong is reported. Nothing when it has errors.
  std::optional<Policy> load(const std::string& path);

  /// A date or time of the command line in the policy's zone; nothing, and a report, when it is none.
  std::optional<Instant> instant(const Policy& policy, const std::string& text);

  /// Writes to a file, or to standard output for "" and "-". False when it could not, which has been said.
  bool write(const std::string& path, const std::string& text);

  /// Puts a text in the place of a file: the old one stands until the new one is whole. False when it could not, which has been said.
  bool replace(const std::string& path, const std::string& text);

private:
  void report_unwritten(const std::string& path);

  std::vector<Diagnostic> kept_;
};

/// Adds a subcommand with an example, which its help shows at the end and a test runs.
CLI::App* add_verb(CLI::App& app, Session& session, const char* name, const char* english,
                   const char* chinese, const char* example);

/// The option or argument takes one of the names. Both help and completion tell them.
void expect_one_of(CLI::Option* option, const Session& session, const std::vector<std::string>& names);

/// The option takes one of the names, and sets what the name stands for.
template <typename Value>
void add_choice(CLI::App& app, const Session& session, const char* option, Value& chosen,
                const std::map<std::string, Value>& values, const char* english, const char* chinese) {
  std::vector<std::string> names;
  for (const auto& [name, value] : values) names.push_back(name);
  expect_one_of(app.add_option_function<std::string>(
                    option, [&chosen, values](const std::string& given) { chosen = values.at(given); },
                    session.text(english, chinese)),
                session, names);
}

/// A bar on standard error while a long verb runs, if that is a terminal; otherwise nothing.
class ProgressBar {
public:
  explicit ProgressBar(std::string label);
  ~ProgressBar();
  void show(std::int64_t done, std::int64_t all);

private:
  std::string label_;
  bool terminal_;
  int shown_ = -1;
};

/// The time of the machine, read here and nowhere in the engine.
Instant now();

void add_new(CLI::App& app, Session& session);
void add_check(CLI::App& app, Session& session);
void add_fmt(CLI::App& app, Session& session);
void add_graph(CLI::App& app, Session& session);
void add_doc(CLI::App& app, Session& session);
void add_test(CLI::App& app, Session& session);
void add_run(CLI::App& app, Session& session);
void add_case(CLI::App& app, Session& session);
void add_date(CLI::App& app, Session& session);
void add_explain(CLI::App& app, Session& session);
void add_replay(CLI::App& app, Session& session);
void add_migrate(CLI::App& app, Session& session);
void add_completion(CLI::App& app, Session& session);
/// Comes after all other verbs, which it names.
void add_help(CLI::App& app, Session& session);

/// Says on standard error how many running cases stay under older policies; with `said_too` also of those that may go over.
void tell_older(const Session& session, const std::vector<OlderCases>& older, bool said_too);

}  // namespace recourse::cli
