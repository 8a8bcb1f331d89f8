// `recourse fmt`: rule files in one form.
#include <fmt/format.h>

#include <iostream>

#include "engine/cli/json.h"
#include "engine/cli/session.h"
#include "recourse/format.h"

namespace recourse::cli {
namespace {

struct Options {
  std::string path;
  std::optional<Language> keywords;
  std::string keywords_given;
  bool check = false;
};

void format(Session& session, const Options& options) {
  const auto loader = disk_loader(".");
  const FormattedPolicy formatted = format_policy(*loader, options.path, options.keywords);
  if (has_errors(formatted.diagnostics)) session.exit = kInputWrong;
  std::size_t changed = 0;
  Json names = Json::array();
  for (const FormattedFile& file : formatted.files) {
    if (file.before == file.after) continue;
    if (!options.check && !session.replace(file.path, file.after)) continue;
    ++changed;
    names.push_back(file.path);
    if (!session.json) std::cout << file.path << "\n";
  }
  if (options.check && changed > 0) session.exit = kInputWrong;
  if (session.json) {
    std::cout << document(Json{{"files", formatted.files.size()},
                               {options.check ? "not_in_form" : "changed", names},
                               {"diagnostics", diagnostics_json(formatted.diagnostics, session.language)}});
    return;
  }
  for (const Diagnostic& diagnostic : formatted.diagnostics)
    std::cout << render(diagnostic, session.language);
  const char* const line =
      changed == 0 && formatted.diagnostics.empty()
          ? session.text("Files in form: {1}.\n", "格式一致的文件：{1} 个。\n")
      : options.check
          ? session.text("{} of {} files are not in form; `recourse fmt` brings them into it.\n",
                         "{1} 个文件中有 {0} 个格式不一致；用 recourse fmt 可以调整。\n")
          : session.text("{} of {} files were brought into form.\n", "{1} 个文件中已调整 {0} 个的格式。\n");
  std::cout << fmt::format(fmt::runtime(line), changed, formatted.files.size());
}

}  // namespace

void add_fmt(CLI::App& app, Session& session) {
  CLI::App* verb =
      add_verb(app, session, "fmt", "Write rule files in one form: spaces, lines, order of phrases",
               "统一规则文件的写法：空格、换行、短语次序", "recourse fmt rules/petition-2022 --check");
  static Options options;
  verb->add_option("policy", options.path,
                   session.text("The policy's folder, or its main file (*.rules, *.md)",
                                "政策的文件夹，或其主文件（*.rules、*.md）"))
      ->type_name("POLICY")
      ->required();
  verb->add_flag("--check", options.check,
                 session.text("Change nothing; the exit code is 1 when a file is not in form",
                              "不作改动；有文件格式不一致时退出码为 1"));
  static const std::map<std::string, Language> kLanguages = {{"en", Language::english},
                                                             {"zh", Language::chinese}};
  expect_one_of(verb->add_option_function<std::string>(
                    "--keywords", [](const std::string& given) { options.keywords = kLanguages.at(given); },
                    session.text("Write the keywords of this language", "改用这种语言的关键词")),
                session, {"en", "zh"});
  verb->callback([&session] { format(session, options); });
}

}  // namespace recourse::cli
