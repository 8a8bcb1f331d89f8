// `recourse check`: names, types and structure of a policy.
#include <fmt/format.h>

#include <iostream>

#include "engine/cli/json.h"
#include "engine/cli/session.h"

namespace recourse::cli {
namespace {

struct Size {
  std::size_t stages = 0, clauses = 0, acts = 0;
};

/// Of all its case types.
Size size_of(const Policy& policy) {
  Size size;
  for (const Policy::CaseType& type : policy.case_types()) {
    const Policy of_type = *policy.of(type.name);
    size.stages += of_type.stages().size();
    size.clauses += of_type.clauses().size();
    size.acts += of_type.acts().size();
  }
  return size;
}

Json to_json(const LoadedPolicy& loaded, std::size_t errors, Language language) {
  Json json;
  if (loaded.policy) {
    const Policy& policy = *loaded.policy;
    const Size size = size_of(policy);
    json = {{"policy", policy.title()},  {"version", policy.version()}, {"stages", size.stages},
            {"clauses", size.clauses},   {"acts", size.acts},           {"offices", policy.offices().size()},
            {"digest", policy.digest()}, {"case_types", Json::array()}};
    for (const Policy::CaseType& type : policy.case_types()) json["case_types"].push_back(type.name);
  }
  json["errors"] = errors;
  json["warnings"] = loaded.diagnostics.size() - errors;
  json["diagnostics"] = diagnostics_json(loaded.diagnostics, language);
  return json;
}

void check(Session& session, const std::string& path, bool sarif) {
  const auto loader = disk_loader(".");
  const LoadedPolicy loaded = load_policy(*loader, path);
  if (has_errors(loaded.diagnostics)) session.exit = kInputWrong;
  if (sarif) {
    std::cout << render_sarif(loaded.diagnostics, session.language);
    return;
  }
  std::size_t errors = 0;
  for (const Diagnostic& diagnostic : loaded.diagnostics)
    errors += severity(diagnostic.code) == Severity::error ? 1 : 0;
  if (session.json) {
    std::cout << document(to_json(loaded, errors, session.language));
    return;
  }
  for (const Diagnostic& diagnostic : loaded.diagnostics) std::cout << render(diagnostic, session.language);
  const std::size_t warnings = loaded.diagnostics.size() - errors;
  if (!loaded.policy) {
    std::cout << fmt::format(
        fmt::runtime(session.text("{}: errors: {}, warnings: {}\n", "{}：错误 {} 个，警告 {} 个\n")), path,
        errors, warnings);
    return;
  }
  const Policy& policy = *loaded.policy;
  const Size size = size_of(policy);
  std::cout << fmt::format(
      fmt::runtime(session.text(
          "{} {}: {} stages, {} clauses, {} acts, {} offices; errors: {}, warnings: {}\nmeaning {}\n",
          "{} {}：{} 个环节，{} 条规定，{} 种行为，{} 个单位；错误 {} 个，警告 {} 个\n含义摘要 {}\n")),
      policy.title(), policy.version(), size.stages, size.clauses, size.acts, policy.offices().size(), errors,
      warnings, policy.digest());
}

}  // namespace

void add_check(CLI::App& app, Session& session) {
  CLI::App* verb = add_verb(app, session, "check", "Check a policy: what is wrong or missing in its files",
                            "检查政策：文件中有哪些错误和遗漏", "recourse check rules/petition-2022");
  static std::string path;
  verb->add_option("policy", path,
                   session.text("The policy's folder, or its main file (*.rules, *.md)",
                                "政策的文件夹，或其主文件（*.rules、*.md）"))
      ->type_name("POLICY")
      ->required();
  static bool sarif = false;
  verb->add_flag("--sarif", sarif,
                 session.text("Write messages for code hosts and editors, as SARIF 2.1.0",
                              "以 SARIF 2.1.0 输出消息，供代码平台和编辑器显示"));
  verb->callback([&session] { check(session, path, sarif); });
}

}  // namespace recourse::cli
