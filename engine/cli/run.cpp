// `recourse run`: drives the acts of log files through a policy into a docket, and tells how its cases stand.
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "engine/cli/rejected.h"
#include "engine/cli/session.h"
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

class Import {
public:
  Import(Session& session, const Policy& policy, Docket& docket)
      : session_(session), policy_(policy), docket_(docket) {}

  /// False when the log was not read to its end.
  bool file(const std::string& log, const std::string& map_path, const std::string& rejected_path) {
    const auto loader = disk_loader(".");
    std::vector<Diagnostic> diagnostics;
    auto map = LogMap::load(policy_, *loader, map_path, diagnostics);
    for (const Diagnostic& diagnostic : diagnostics) session_.report(diagnostic);
    if (!map) return false;
    std::ifstream input(log, std::ios::binary);
    if (!input) return complain("Cannot open {}. Check the path.\n", "无法打开 {}，请检查路径。\n", log);
    RejectedRows rejected(rejected_path, session_.language);
    if (!rejected.clear()) {
      return complain(
          "Rejected rows cannot be kept in {}. Remove what stands there; nothing of {} was imported.\n",
          "退回的行无法保存到 {}。请移走该处的文件或目录；{} 尚未导入。\n", rejected_path, log);
    }
    auto report = import(*map, input, log, rejected);
    const bool kept = rejected.close();
    if (!report) {
      session_.report(report.error());
      return false;
    }
    tell(log, *report);
    if (rejected.any() && kept)
      complain("Rejected rows are kept in {}.\n", "退回的行保存在 {}。\n", rejected_path);
    if (!kept) {
      complain("Rejected rows could not be written to {}; they are told above only. Check the disk.\n",
               "退回的行未能写入 {}，仅见上文。请检查磁盘。\n", rejected_path);
    }
    add(log, *report, rejected.any() && kept ? rejected_path : "");
    return !report->stopped;
  }

  [[nodiscard]] const nlohmann::json& reports() const { return reports_; }

private:
  bool complain(const char* english, const char* chinese, const auto&... values) {
    std::cerr << fmt::format(fmt::runtime(session_.text(english, chinese)), values...);
    session_.exit = kInputWrong;
    return false;
  }

  Result<ImportReport> import(const LogMap& map, std::istream& input, const std::string& log,
                              RejectedRows& rejected) {
    std::optional<ProgressBar> bar;  // taken off the line before anything else is written there
    return import_log(
        docket_, policy_, map, input, format_of(log), log, now(),
        [&](const Rejection& rejection) {
          bar.reset();
          rejected.add(rejection);
          std::cerr << log << ":" << rejection.line << ": " << message(rejection.reason, session_.language)
                    << session_.text(" ", "") << advice(rejection.reason, session_.language) << "\n";
        },
        [&](std::int64_t done, std::int64_t all) {
          if (!bar) bar.emplace(log);
          bar->show(done, all);
        });
  }

  void tell(const std::string& log, const ImportReport& report) {
    if (report.stopped && session_.json) {
      session_.exit = kInputWrong;  // said in the one document that is printed
    } else if (report.stopped) {
      session_.report(*report.stopped);
      std::cerr << session_.text("Up to there, ", "此前：");
    }
    std::cerr << fmt::format(
        fmt::runtime(session_.text("{} ({}): {} rows, {} recorded, {} repeated, {} rejected\n",
                                   "{}（{}）：{} 行，登记 {}，重复 {}，退回 {}\n")),
        log, report.encoding, report.rows, report.recorded, report.repeated, report.rejected);
  }

  void add(const std::string& log, const ImportReport& report, const std::string& rejected) {
    nlohmann::json item{{"log", log},
                        {"encoding", report.encoding},
                        {"rows", report.rows},
                        {"recorded", report.recorded},
                        {"repeated", report.repeated},
                        {"rejected", report.rejected},
                        {"ignored", report.ignored},
                        {"cases_opened", report.cases_opened}};
    if (!rejected.empty()) item["rejected_rows"] = rejected;
    if (report.stopped) item["stopped"] = message(*report.stopped, session_.language);
    reports_.push_back(std::move(item));
  }

  Session& session_;
  const Policy& policy_;
  Docket& docket_;
  nlohmann::json reports_ = nlohmann::json::array();
};

bool import_all(Session& session, const Options& options, Import& import) {
  std::vector<std::string> inputs = options.maps;
  inputs.insert(inputs.end(), {options.policy, options.docket});
  const auto rejected = rejected_paths(options.docket, options.logs, inputs);
  for (std::size_t i = 0; i < options.logs.size(); ++i) {
    if (import.file(options.logs[i], options.maps[i], rejected[i])) continue;
    session.exit = std::max<int>(session.exit, kInputWrong);
    return false;
  }
  return true;
}

/// Time passes to `asked` (now, when nothing was asked), unless it has passed further already: a docket does not go back.
/// Gives the time that the table is of.
Result<Instant> advance(Session& session, const Policy& policy, Docket& docket,
                        std::optional<Instant> asked) {
  using std::chrono::minutes;
  const Instant until = asked.value_or(now());
  const auto stands = docket.advanced_to();
  if (!stands) return stands.error();
  if (*stands && std::chrono::floor<minutes>(**stands) > std::chrono::floor<minutes>(until)) {
    std::cerr << fmt::format(
        fmt::runtime(session.text("The docket stands at {} already: this is the table of then, not of {}.\n",
                                  "案卷库已推进至 {}：下表为该时的情况，而非 {} 的情况。\n")),
        format_instant(policy, **stands), format_instant(policy, until));
    if (asked) session.exit = kInputWrong;
    return **stands;
  }
  // What is due at the last minute of `until` is over with that minute.
  if (auto fired = docket.advance(until + minutes(1), now()); !fired) return fired.error();
  const auto last = docket.last_entry();
  if (!last) return last.error();
  if (*last && std::chrono::floor<minutes>(**last) > until) {
    std::cerr << fmt::format(
        fmt::runtime(session.text("Acts were recorded up to {}: their cases are shown as these left them.\n",
                                  "已登记的行为截至 {}：相关事项按其最后一次行为之后的情况显示。\n")),
        format_instant(policy, **last));
  }
  return until;
}

void print(const Session& session, const Policy& policy, const Overview& table,
           const nlohmann::json& imports) {
  if (!session.json) {
    std::cout << render_text(table, policy, session.language);
    return;
  }
  nlohmann::json all = nlohmann::json::parse(render_json(table));
  all["as_of"] = format_instant(policy, table.as_of);
  all["imports"] = imports;
  std::cout << all.dump(2) << "\n";
}

void run(Session& session, const Options& options) {
  if (options.logs.size() != options.maps.size()) {
    std::cerr << session.text("Give one --map for each log file, in the same order.\n",
                              "每个日志文件须按同样次序给出一个 --map。\n");
    session.exit = kUsedWrongly;
    return;
  }
  const auto policy = session.load(options.policy);
  if (!policy) return;
  std::optional<Instant> until;
  if (!options.until.empty()) {
    until = session.instant(*policy, options.until);
    if (!until) return;
  }
  auto docket = Docket::open(options.docket);
  if (!docket) return session.report(docket.error());
  const auto adopted = docket->adopt(*policy, now());
  if (!adopted) session.report(adopted.error());  // other cases went on, and so does this
  if (adopted && *adopted > 0) {
    std::cerr << fmt::format(
        fmt::runtime(session.text("{} running cases go on with another calendar or directory of offices.\n",
                                  "{} 件在办事项改用新的日历或机构名录。\n")),
        *adopted);
  }

  const auto older = docket->older_cases(*policy);
  if (!older) return session.report(older.error());
  tell_older(session, *older, true);

  Import import(session, *policy, *docket);
  if (!import_all(session, options, import)) {
    if (session.json) std::cout << nlohmann::json{{"imports", import.reports()}}.dump(2) << "\n";
    return;
  }
  const auto as_of = advance(session, *policy, *docket, until);
  if (!as_of) return session.report(as_of.error());
  auto table = overview(*docket, *as_of);
  if (!table) return session.report(table.error());
  print(session, *policy, *table, import.reports());
}

}  // namespace

void add_run(CLI::App& app, Session& session) {
  CLI::App* verb = add_verb(
      app, session, "run", "Record the acts of log files in a docket, and tell how its cases stand",
      "将日志中的行为逐条登入案卷库，并汇总各事项的办理情况",
      "recourse run rules/petition-2022 intake.csv acts.csv --map intake.map.yaml --map acts.map.yaml \\\n"
      "      --docket out/half-year.sqlite --until 2026-06-30");
  static Options options;
  verb->add_option("policy", options.policy,
                   session.text("The policy's folder, or its main file (*.rules, *.md)",
                                "政策的文件夹，或其主文件（*.rules、*.md）"))
      ->type_name("POLICY")
      ->required();
  verb->add_option("logs", options.logs,
                   session.text("CSV or XES files, in order", "CSV 或 XES 文件，按次序"))
      ->type_name("FILE");
  verb->add_option("--map", options.maps,
                   session.text("For each log its map: which column says what (YAML)",
                                "每个日志的对照表：哪一列写的是什么（YAML）"))
      ->type_name("FILE")
      ->allow_extra_args(false);
  verb->add_option("--docket", options.docket,
                   session.text("The docket: the file that holds the cases (SQLite)",
                                "案卷库：登记事项的文件（SQLite）"))
      ->type_name("FILE");
  verb->add_option("--until", options.until,
                   session.text("Let time pass to the end of this day, e.g. 2026-06-30, or minute",
                                "时间推进至该日（如 2026-06-30）或该分钟结束"))
      ->type_name("DATE");
  verb->callback([&session] { run(session, options); });
}

}  // namespace recourse::cli
