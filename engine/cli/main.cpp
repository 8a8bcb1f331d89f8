// The `recourse` command: one file a verb. Exit 0 good, 1 the input is wrong, 2 used wrongly, 3 our fault.
#include <cstdlib>
#include <iostream>

#include "engine/cli/usage.h"

namespace {

using recourse::Language;
using recourse::cli::Session;

Language language_of_locale() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): before any thread
    if (value != nullptr && *value != '\0') {
      return std::string_view(value).starts_with("zh") ? Language::chinese : Language::english;
    }
  }
  return Language::english;
}

// The language is needed before the command line is parsed: help is worded in it.
Language language_asked(int count, char** arguments) {
  for (int i = 1; i < count; ++i) {
    const std::string_view word = arguments[i];
    std::string_view asked;
    if (word.starts_with("--lang=")) asked = word.substr(7);
    if (word == "--lang" && i + 1 < count) asked = arguments[i + 1];
    if (asked == "zh") return Language::chinese;
    if (asked == "en") return Language::english;
  }
  return language_of_locale();
}

// A disk that is full is noticed only when what was printed has left the program.
bool written(const Session& session) {
  if (std::cout.flush()) return true;
  std::cerr << session.text("Cannot write to standard output. Check the disk.\n",
                            "无法写入标准输出，请检查磁盘。\n");
  return false;
}

int run(int count, char** arguments) {
  Session session;
  session.language = language_asked(count, arguments);
  CLI::App app(session.text("A rule and workflow engine for petitions, complaints and appeals.",
                            "信访、投诉、申诉事项的规则与流程引擎。"),
               "recourse");
  recourse::cli::speak(app, session);
  app.require_subcommand(1);
  app.fallthrough();
  app.set_version_flag("--version", std::string("recourse ") + recourse::cli::kVersion,
                       session.text("Show the version and end", "显示版本号"));
  std::string language;
  recourse::cli::add_choice(app, session, "--lang", language,
                            std::map<std::string, std::string>{{"en", "en"}, {"zh", "zh"}},
                            "Language of messages (default: the system's)", "消息语言（默认随系统）");
  app.add_flag("--json", session.json,
               session.text("Write for programs, as JSON", "以 JSON 输出，供程序读取"));
  app.footer(session.text("Exit code: 0 good, 1 the input is wrong, 2 used wrongly, 3 our fault.",
                          "退出码：0 正常，1 输入有误，2 用法有误，3 程序错误。"));
  recourse::cli::add_new(app, session);
  recourse::cli::add_check(app, session);
  recourse::cli::add_test(app, session);
  recourse::cli::add_graph(app, session);
  recourse::cli::add_doc(app, session);
  recourse::cli::add_fmt(app, session);
  recourse::cli::add_date(app, session);
  recourse::cli::add_run(app, session);
  recourse::cli::add_case(app, session);
  recourse::cli::add_explain(app, session);
  recourse::cli::add_replay(app, session);
  recourse::cli::add_migrate(app, session);
  recourse::cli::add_completion(app, session);
  recourse::cli::add_help(app, session);
  try {
    app.parse(count, arguments);
  } catch (const CLI::ParseError& error) {
    if (app.exit(error) != 0) return recourse::cli::kUsedWrongly;  // else help was asked for
  }
  if (session.exit == recourse::cli::kGood && !written(session)) return recourse::cli::kInputWrong;
  return session.exit;
}

}  // namespace

int main(int count, char** arguments) {
  try {
    return run(count, arguments);
  } catch (const std::exception& error) {
    Session session;
    session.language = language_asked(count, arguments);
    std::cerr
        << session.text(
               "recourse: a fault of the program, not of your files; please report it with the command: ",
               "recourse：这是程序的错误，并非您的文件有误；请连同所用命令一并报告：")
        << error.what() << "\n";
    return recourse::cli::kOurFault;
  }
}
