#include "engine/cli/session.h"

#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iostream>

#include "engine/cli/json.h"

namespace recourse::cli {

void Session::report(const Diagnostic& diagnostic) {
  if (severity(diagnostic.code) == Severity::error) exit = kInputWrong;
  if (json)
    kept_.push_back(diagnostic);
  else
    std::cerr << render(diagnostic, language);
}

void Session::close() {
  if (has_errors(kept_)) {
    std::cout << document({{"diagnostics", diagnostics_json(kept_, language)}});
  } else {
    for (const Diagnostic& warning : kept_) std::cerr << render(warning, language);
  }
  kept_.clear();
}

std::optional<Policy> Session::load(const std::string& path) {
  const auto loader = disk_loader(".");
  LoadedPolicy loaded = load_policy(*loader, path);
  if (!has_errors(loaded.diagnostics)) return loaded.policy;
  for (const Diagnostic& diagnostic : loaded.diagnostics) report(diagnostic);
  exit = kInputWrong;
  return std::nullopt;
}

std::optional<Instant> Session::instant(const Policy& policy, const std::string& text) {
  auto parsed = parse_instant(policy, text);
  if (parsed) return *parsed;
  report(parsed.error());
  exit = kUsedWrongly;
  return std::nullopt;
}

bool Session::write(const std::string& path, const std::string& text) {
  if (path.empty() || path == "-") {
    std::cout << text;
    return true;
  }
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.close();
  if (!file) report_unwritten(path);
  return bool(file);
}

bool Session::replace(const std::string& path, const std::string& text) {
  std::error_code failed;
  const std::filesystem::path file = std::filesystem::weakly_canonical(path, failed);  // not a link to it
  const std::filesystem::path beside = file.string() + ".recourse-new";
  if (failed || !write(beside.string(), text)) return false;
  const auto permissions = std::filesystem::status(file, failed).permissions();
  if (!failed) std::filesystem::permissions(beside, permissions, failed);
  if (!failed) std::filesystem::rename(beside, file, failed);
  if (failed) report_unwritten(path);
  return !failed;
}

void Session::report_unwritten(const std::string& path) {
  std::cerr << fmt::format(fmt::runtime(this->text("Cannot write {}. Check the folder and the disk.\n",
                                                   "无法写入 {}。请检查文件夹和磁盘。\n")),
                           path);
  exit = kInputWrong;
}

CLI::App* add_verb(CLI::App& app, Session& session, const char* name, const char* english,
                   const char* chinese, const char* example) {
  CLI::App* verb = app.add_subcommand(name, session.text(english, chinese));
  verb->group(session.text("Verbs", "命令"));
  verb->footer(example);
  return verb;
}

void expect_one_of(CLI::Option* option, const Session& session, const std::vector<std::string>& names) {
  const std::string all = fmt::format("{}", fmt::join(names, "|"));
  option
      ->check([&session, names, all](const std::string& given) {
        if (std::find(names.begin(), names.end(), given) != names.end()) return std::string();
        return fmt::format("{}{}{}{}", session.text("not ", "没有 "), given,
                           session.text(", but one of ", "；可选 "), all);
      })
      ->type_name(all);
}

ProgressBar::ProgressBar(std::string label)
    : label_(std::move(label)), terminal_(isatty(STDERR_FILENO) != 0) {}

ProgressBar::~ProgressBar() {
  if (terminal_ && shown_ >= 0) std::cerr << "\r\x1b[K" << std::flush;
}

void ProgressBar::show(std::int64_t done, std::int64_t all) {
  if (!terminal_ || all <= 0) return;
  constexpr int kWidth = 40;
  const int filled = static_cast<int>(std::min(done, all) * kWidth / all);
  if (filled == shown_) return;
  shown_ = filled;
  std::cerr << fmt::format("\r{} [{}{}] {:3}%", label_, std::string(static_cast<std::size_t>(filled), '#'),
                           std::string(static_cast<std::size_t>(kWidth - filled), '.'), filled * 100 / kWidth)
            << std::flush;
}

Instant now() {
  return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

}  // namespace recourse::cli
