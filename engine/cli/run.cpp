// `recourse run`: drives the acts of log files through a policy into a docket, and tells how its cases stand.
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iostream>

#include "engine/cli/session.h"
#include "recourse/exchange.h"
#include "recourse/report.h"

namespace recourse::cli {
namespace {

struct Options {
  std::string policy, docket = "docket.sqlite", until;
  std::vector<std::string> logs, maps;
};

LogFormat format_of(const std::string& path) {
  return path.ends_with(".xes") ? LogFormat::xes : LogFormat::csv;
}

// Bad rows are kept beside the docket, under the name of the file they came from.
std::string rejected_path(const Options& options, const std::string& log) {
  const std::filesystem::path docket = options.docket;
  return (docket.parent_path() / (std::filesystem::path(log).stem().string() + ".rejected.csv")).string();
}

class Import {
public:
  Import(Session& session, const Policy& policy, Docket& docket, const Options& options)
      : session_(session), policy_(policy), docket_(docket), options_(options) {}

  bool file(const std::string& log, const std::string& map_path) {
    const auto loader = disk_loader(".");
    std::vector<Diagnostic> diagnostics;
    auto map = LogMap::load(policy_, *loader, map_path, diagnostics);
    for (const Diagnostic& diagnostic : diagnostics) session_.report(diagnostic);
    if (!map) return false;
    std::ifstream input(log, std::ios::binary);
    if (!input) {
      std::cerr << fmt::format(
          fmt::runtime(session_.text("Cannot open {}. Check the path.\n", "无法打开 {}，请检查路径。\n")),
          log);
      session_.exit = kInputWrong;
      return false;
    }
    const std::string rejected = rejected_path(options_, log);
    std::filesystem::remove(rejected);
    std::ofstream rejected_file;
    std::optional<RejectedWriter> writer;
    const auto reject = [&](const Rejection& rejection) {
      if (!writer) {
        rejected_file.open(rejected, std::ios::binary);
        writer.emplace(rejected_file, session_.language);
      }
      writer->write(rejection);
      std::cerr << log << ":" << rejection.line << ": " << message(rejection.reason, session_.language)
                << session_.text(" ", "") << advice(rejection.reason, session_.language) << "\n";
    };
    ProgressBar bar(log);
    auto report = import_log(docket_, policy_, *map, input, format_of(log), log, now(), reject,
                             [&](std::int64_t done, std::int64_t all) { bar.show(done, all); });
    if (!report) {
      session_.report(report.error());
      return false;
    }
    tell(log, *report, rejected);
    return true;
  }

private:
  void tell(const std::string& log, const ImportReport& report, const std::string& rejected) {
    std::cerr << fmt::format(
        fmt::runtime(session_.text("{} ({}): {} rows, {} recorded, {} repeated, {} rejected\n",
                                   "{}（{}）：{} 行，登记 {}，重复 {}，退回 {}\n")),
        log, report.encoding, report.rows, report.recorded, report.repeated, report.rejected);
    if (report.rejected == 0) return;
    session_.exit = kInputWrong;
    std::cerr << fmt::format(
        fmt::runtime(session_.text("Rejected rows are kept in {}.\n", "退回的行保存在 {}。\n")), rejected);
  }

  Session& session_;
  const Policy& policy_;
  Docket& docket_;
  const Options& options_;
};

void run(Session& session, const Options& options) {
  if (options.logs.size() != options.maps.size()) {
    std::cerr << session.text("Give one --map for each log file, in the same order.\n",
                              "每个日志文件须按同样次序给出一个 --map。\n");
    session.exit = kUsedWrongly;
    return;
  }
  const auto policy = session.load(options.policy);
  if (!policy) return;
  const auto until = options.until.empty() ? std::optional(now()) : session.instant(*policy, options.until);
  if (!until) return;
  auto docket = Docket::open(options.docket);
  if (!docket) return session.report(docket.error());
  if (auto used = docket->use(*policy); !used) return session.report(used.error());

  Import import(session, *policy, *docket, options);
  for (std::size_t i = 0; i < options.logs.size(); ++i) {
    if (!import.file(options.logs[i], options.maps[i])) {
      if (session.exit == kGood) session.exit = kInputWrong;
      return;
    }
  }
  // What is due at the last minute of `until` is over with that minute.
  const Instant end = *until + std::chrono::minutes(1);
  if (auto fired = docket->advance(end, now()); !fired) return session.report(fired.error());
  auto table = overview(*docket, *until);
  if (!table) return session.report(table.error());
  std::cout << (session.json ? render_json(*table) : render_text(*table, *policy, session.language));
}

}  // namespace

void add_run(CLI::App& app, Session& session) {
  CLI::App* verb = add_verb(
      app, session, "run", "Drive the acts of log files into a docket and tell how its cases stand",
      "将日志中的行为逐条登入案卷库，并汇总各事项的办理情况",
      "recourse run rules/petition-2022 intake.csv acts.csv --map intake.map.yaml --map acts.map.yaml\n"
      "      --docket out/half-year.sqlite --until 2026-06-30");
  static Options options;
  verb->add_option("policy", options.policy, session.text("A policy's folder or file", "政策文件夹或文件"))
      ->required();
  verb->add_option("logs", options.logs,
                   session.text("CSV or XES files, in order", "CSV 或 XES 文件，按次序"));
  verb->add_option("--map", options.maps,
                   session.text("The map of each log file (YAML)", "每个日志文件的对照表（YAML）"))
      ->allow_extra_args(false);
  verb->add_option("--docket", options.docket,
                   session.text("The docket's SQLite file", "案卷库文件（SQLite）"));
  verb->add_option(
      "--until", options.until,
      session.text("Let time pass to the end of this day or minute", "时间推进至该日或该分钟结束"));
  verb->callback([&session] { run(session, options); });
}

}  // namespace recourse::cli
