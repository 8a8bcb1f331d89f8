// `recourse replay`: what a policy would have said of a log of real cases, or of a docket's.
#include <fmt/format.h>

#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "engine/cli/session.h"
#include "recourse/exchange.h"

namespace recourse::cli {
namespace {

constexpr int kUnreadableShown = 20;

struct Options {
  std::string policy, log, map, docket, until;
  bool each = false;
};

nlohmann::json to_json(const ReplayedCase& replayed) {
  nlohmann::json refused = nlohmann::json::array();
  for (const auto& act : replayed.refused) {
    nlohmann::json clauses = nlohmann::json::array();
    for (const ClauseReference& clause : act.clauses)
      clauses.push_back({{"name", clause.name}, {"cites", clause.citation}});
    refused.push_back({{"line", act.line}, {"act", act.act}, {"reason", act.reason}, {"clauses", clauses}});
  }
  nlohmann::json lapsed = nlohmann::json::array();
  for (const auto& duty : replayed.lapsed) lapsed.push_back({{"duty", duty.duty}, {"cites", duty.citation}});
  return {{"case", replayed.number}, {"events", replayed.events}, {"accepted", replayed.accepted},
          {"refused", refused},      {"lapsed", lapsed},          {"stages", replayed.stages},
          {"ended", replayed.ended}};
}

void print_case(const ReplayedCase& replayed) {
  if (replayed.refused.empty() && replayed.lapsed.empty()) return;
  std::cout << replayed.number << ":";
  for (const auto& act : replayed.refused) {
    std::cout << " " << act.act << " " << act.reason;
    for (const ClauseReference& clause : act.clauses)
      std::cout << " (" << clause.name << " " << clause.citation << ")";
    std::cout << ";";
  }
  for (const auto& duty : replayed.lapsed)
    std::cout << " overdue " << duty.duty << " " << duty.citation << ";";
  std::cout << "\n";
}

void print_counts(const char* title, const std::map<std::string, std::int64_t>& counts) {
  if (counts.empty()) return;
  std::cout << title << "\n";
  for (const auto& [name, count] : counts) std::cout << fmt::format("  {:>8}  {}\n", count, name);
}

void print_summary(const Session& session, const LogReplay& replay) {
  std::cout << fmt::format(
      fmt::runtime(session.text(
          "{} cases, {} events: {} accepted, {} refused, {} ignored, {} unreadable; {} lapses; {} cases "
          "ended\n",
          "{} 件事项，{} 条记录：接受 {}，拒绝 {}，忽略 {}，无法读取 {}；逾期 {} 次；已结束 {} 件\n")),
      replay.cases, replay.events, replay.accepted, replay.refused, replay.ignored, replay.unreadable,
      replay.lapsed, replay.ended);
  print_counts(session.text("refused, by reason and clause:", "拒绝的原因和条款："), replay.refused_by);
  print_counts(session.text("lapsed duties:", "逾期的义务："), replay.lapsed_by);
  print_counts(session.text("stages at the end:", "最终所处环节："), replay.final_stages);
}

nlohmann::json summary(const LogReplay& replay) {
  return {{"cases", replay.cases},         {"events", replay.events},      {"accepted", replay.accepted},
          {"refused", replay.refused},     {"ignored", replay.ignored},    {"unreadable", replay.unreadable},
          {"lapsed", replay.lapsed},       {"ended", replay.ended},        {"refused_by", replay.refused_by},
          {"lapsed_by", replay.lapsed_by}, {"stages", replay.final_stages}};
}

void replay_file(Session& session, const Options& options, const Policy& policy) {
  const auto loader = disk_loader(".");
  std::vector<Diagnostic> diagnostics;
  auto map = LogMap::load(policy, *loader, options.map, diagnostics);
  for (const Diagnostic& diagnostic : diagnostics) session.report(diagnostic);
  if (!map) return;
  std::optional<Instant> until;
  if (!options.until.empty()) {
    until = session.instant(policy, options.until);
    if (!until) return;
  }
  std::ifstream input(options.log, std::ios::binary);
  if (!input) {
    std::cerr << session.text("Cannot open ", "无法打开 ") << options.log << "\n";
    session.exit = kInputWrong;
    return;
  }
  nlohmann::json cases = nlohmann::json::array();
  int unreadable = 0;
  std::optional<ProgressBar> bar;  // taken off the line before anything else is written there
  const LogFormat format = options.log.ends_with(".xes") ? LogFormat::xes : LogFormat::csv;
  auto replay = replay_log(
      policy, *map, input, format, options.log, until,
      [&](const ReplayedCase& replayed) {
        if (session.json) {
          cases.push_back(to_json(replayed));
        } else if (options.each) {
          bar.reset();
          print_case(replayed);
        }
      },
      [&](const Rejection& rejection) {
        // The summary counts them all; a log that does not fit its map would print every line of it.
        if (++unreadable > kUnreadableShown) return;
        bar.reset();
        std::cerr << options.log << ":" << rejection.line << ": "
                  << message(rejection.reason, session.language) << session.text(" ", "")
                  << advice(rejection.reason, session.language) << "\n";
      },
      [&](std::int64_t done, std::int64_t all) {
        if (!bar) bar.emplace(options.log);
        bar->show(done, all);
      });
  bar.reset();
  if (!replay) return session.report(replay.error());
  if (replay->unreadable > 0) session.exit = kInputWrong;
  if (session.json) {
    std::cout << nlohmann::json{{"cases", cases}, {"summary", summary(*replay)}}.dump(2) << "\n";
  } else {
    print_summary(session, *replay);
  }
}

void replay_docket(Session& session, const Options& options, const std::optional<Policy>& policy) {
  auto docket = Docket::open_existing(options.docket);
  if (!docket) return session.report(docket.error());
  std::optional<ProgressBar> bar(options.docket);
  auto replay = docket->replay(policy ? &*policy : nullptr,
                               [&](std::int64_t done, std::int64_t all) { bar->show(done, all); });
  bar.reset();
  if (!replay) return session.report(replay.error());
  if (session.json) {
    std::cout << nlohmann::json{{"cases", replay->cases},
                                {"entries", replay->entries},
                                {"overdue", replay->overdue},
                                {"lapsed", replay->lapsed},
                                {"differences", replay->differences}}
                     .dump(2)
              << "\n";
  } else {
    std::cout << fmt::format(
        fmt::runtime(
            session.text("{} cases, {} entries replayed: {} duties overdue, {} lapsed, {} differences\n",
                         "重演 {} 件事项、{} 条记录：{} 项义务仍逾期，共逾期 {} 次，{} 处差异\n")),
        replay->cases, replay->entries, replay->overdue, replay->lapsed, replay->differences.size());
    for (const std::string& difference : replay->differences) std::cout << "  " << difference << "\n";
  }
  // Against the policies it was recorded with, a difference means that the docket was changed; against
  // another one it is the answer.
  if (!policy && !replay->differences.empty()) session.exit = kInputWrong;
}

/// What says nothing of a docket: it has its own acts, and time has passed in it as far as it has.
const char* beside_the_docket(const Options& options) {
  if (!options.log.empty()) return "LOG";
  if (!options.map.empty()) return "--map";
  if (!options.until.empty()) return "--until";
  return options.each ? "--each" : nullptr;
}

void replay(Session& session, const Options& options) {
  const char* beside = options.docket.empty() ? nullptr : beside_the_docket(options);
  if (beside != nullptr) {
    std::cerr << fmt::format(fmt::runtime(session.text("{} is for a log and does not go with --docket.\n",
                                                       "{} 用于日志，不能与 --docket 同用。\n")),
                             beside);
    session.exit = kUsedWrongly;
    return;
  }
  std::optional<Policy> policy;
  if (!options.policy.empty()) {
    policy = session.load(options.policy);
    if (!policy) return;
  }
  if (!options.docket.empty()) return replay_docket(session, options, policy);
  if (policy && !options.log.empty() && !options.map.empty()) return replay_file(session, options, *policy);
  std::cerr << session.text(
      "Give a policy, a log and --map; or --docket, with a policy to try another one.\n",
      "请给出政策、日志和 --map；或给出 --docket，并可另给一个政策以作比较。\n");
  session.exit = kUsedWrongly;
}

}  // namespace

void add_replay(CLI::App& app, Session& session) {
  CLI::App* verb = add_verb(
      app, session, "replay", "Play real cases, from a log or a docket, through a policy: what does not fit?",
      "按政策重演实际办理过的事项（日志或案卷库），看哪里不符",
      "recourse replay rules/traffic-fines fines.xes --map rules/traffic-fines/log.map.yaml");
  static Options options;
  verb->add_option("policy", options.policy,
                   session.text("The policy's folder, or its main file (*.rules, *.md)",
                                "政策的文件夹，或其主文件（*.rules、*.md）"))
      ->type_name("POLICY");
  verb->add_option("log", options.log, session.text("A CSV or XES file", "CSV 或 XES 文件"))
      ->type_name("FILE");
  verb->add_option("--map", options.map,
                   session.text("The log's map: which column says what (YAML)",
                                "日志的对照表：哪一列写的是什么（YAML）"))
      ->type_name("FILE");
  verb->add_option("--docket", options.docket,
                   session.text("Replay this docket instead of a log", "重演此案卷库，而不是日志"))
      ->type_name("FILE");
  verb->add_option(
          "--until", options.until,
          session.text("Let time pass to the end of this day in every case", "各事项的时间推进至该日结束"))
      ->type_name("DATE");
  verb->add_flag("--each", options.each,
                 session.text("Print every case that was refused an act or missed a period",
                              "逐件列出被拒绝的行为和逾期"));
  verb->callback([&session] { replay(session, options); });
}

}  // namespace recourse::cli
