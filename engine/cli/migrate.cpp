// `recourse migrate`: running cases of an older policy go over to a newer one, or what would become of them.
#include <fmt/format.h>

#include <iostream>
#include <nlohmann/json.hpp>

#include "engine/cli/session.h"
#include "recourse/docket.h"
#include "recourse/text.h"

namespace recourse::cli {
namespace {

struct Options {
  std::string policy, docket = "docket.sqlite", at;
  bool dry_run = false;
};

class Report {
public:
  Report(const Session& session, const Policy& policy, const std::vector<Policy>& older)
      : session_(session), policy_(policy), older_(older) {}

  void add(const MigratedCase& one) {
    if (session_.json) {
      cases_.push_back(as_json(one));
    } else {
      std::cout << as_text(one);
    }
  }

  void close(const MigrationCount& count, bool dry_run) {
    if (session_.json) {
      std::cout << nlohmann::json{{"moved", count.moved},
                                  {"stayed", count.stayed},
                                  {"failed", count.failed},
                                  {"dry_run", dry_run},
                                  {"cases", cases_}}
                       .dump(2)
                << "\n";
      return;
    }
    std::cout << fmt::format(
        fmt::runtime(dry_run ? session_.text("{} cases would go over, {} would stay, {} cannot.\n",
                                             "可衔接 {} 件，仍按旧版 {} 件，无法衔接 {} 件。\n")
                             : session_.text("{} cases went over, {} stay, {} cannot.\n",
                                             "已衔接 {} 件，仍按旧版 {} 件，无法衔接 {} 件。\n")),
        count.moved, count.stayed, count.failed);
  }

private:
  [[nodiscard]] const Policy& policy_of(const MigratedCase& one) const {
    const auto found = std::find_if(older_.begin(), older_.end(), [&one](const Policy& policy) {
      return policy.title() == one.title && policy.version() == one.version;
    });
    return found == older_.end() ? policy_ : *found;
  }
  /// The stage of the process; those of rules are in the JSON.
  [[nodiscard]] std::string stage(const Policy& policy, const std::vector<std::string>& names) const {
    const Policy::Stage* const stage = names.empty() ? nullptr : policy.stage(names.front());
    if (stage == nullptr) return "";
    return session_.language == Language::chinese && !stage->label.empty() ? stage->label : stage->name;
  }

  [[nodiscard]] std::string as_text(const MigratedCase& one) const {
    const std::string before = stage(policy_of(one), one.stages_before);
    if (one.error) {
      return fmt::format(
          fmt::runtime(session_.text("{}: {} – cannot go over: {}\n", "{}：{} – 无法衔接：{}\n")),
          one.case_number, before, message(*one.error, session_.language));
    }
    if (one.state == MigratedCase::State::stays) {
      return fmt::format(
          fmt::runtime(session_.text("{}: {} – stays under version {}\n", "{}：{} – 仍按版本 {} 办理\n")),
          one.case_number, before, one.version);
    }
    std::string text = fmt::format("{}{}{} -> {}\n", one.case_number, session_.text(": ", "："), before,
                                   stage(policy_, one.stages_after));
    for (const MigratedCase::Due& due : one.dues) text += "  " + as_text(due) + "\n";
    return text;
  }

  [[nodiscard]] std::string as_text(const MigratedCase::Due& due) const {
    const std::string name = session_.language == Language::chinese ? due.name.chinese : due.name.english;
    if (!due.runs_after) return name + session_.text(": is discharged", "：终止");
    if (!due.ran_before) return name + session_.text(": begins, due ", "：新起算，到期日 ") + date(due.after);
    return name + session_.text(": due ", "：到期日 ") + date(due.before) + " -> " + date(due.after);
  }

  [[nodiscard]] std::string date(const std::optional<Instant>& instant) const {
    if (!instant) return session_.text("open", "未定");
    const std::string text = format_instant(policy_, *instant);
    return text.ends_with(" 23:59") ? text.substr(0, 10) : text;
  }

  [[nodiscard]] nlohmann::json as_json(const MigratedCase& one) const {
    constexpr const char* kStates[] = {"moved", "stays", "failed"};
    nlohmann::json item{{"case", one.case_number},
                        {"state", kStates[static_cast<std::size_t>(one.state)]},
                        {"from", {{"title", one.title}, {"version", one.version}}},
                        {"stages_before", one.stages_before}};
    if (one.state == MigratedCase::State::moved) item["stages_after"] = one.stages_after;
    if (!one.begun.empty()) item["begun"] = one.begun;
    if (one.error) item["error"] = message(*one.error, session_.language);
    for (const MigratedCase::Due& due : one.dues) {
      nlohmann::json changed{{"clause", due.clause}};
      if (due.ran_before)
        changed["before"] = due.before ? nlohmann::json(format_instant(policy_, *due.before)) : nullptr;
      if (due.runs_after)
        changed["after"] = due.after ? nlohmann::json(format_instant(policy_, *due.after)) : nullptr;
      item["due"].push_back(std::move(changed));
    }
    return item;
  }

  const Session& session_;
  const Policy& policy_;
  const std::vector<Policy>& older_;
  nlohmann::json cases_ = nlohmann::json::array();
};

void migrate(Session& session, const Options& options) {
  const auto policy = session.load(options.policy);
  if (!policy) return;
  std::optional<Instant> at = now();
  if (!options.at.empty()) at = session.instant(*policy, options.at);
  if (!at) return;
  auto docket = Docket::open_existing(options.docket);
  if (!docket) return session.report(docket.error());
  const auto older = docket->older_cases(*policy);
  if (!older) return session.report(older.error());
  const auto policies = docket->policies();
  if (!policies) return session.report(policies.error());
  Report report(session, *policy, *policies);
  const auto each = [&report](const MigratedCase& one) { report.add(one); };
  const auto count = options.dry_run ? docket->try_migration(*policy, *at, each)
                                     : docket->migrate(*policy, *at, now(), each);
  if (!count) return session.report(count.error());
  report.close(*count, options.dry_run);
  tell_older(session, *older, false);
  if (count->failed > 0) session.exit = kInputWrong;
}

}  // namespace

void tell_older(const Session& session, const std::vector<OlderCases>& older, bool said_too) {
  for (const OlderCases& one : older) {
    if (!one.said) {
      std::cerr << fmt::format(
          fmt::runtime(session.text(
              "{} running cases of \"{}\" version {} stay under it: the policy has no \"migrate\" from it.\n",
              "未写“新旧衔接”：“{1}”版本 {2} 的 {0} 件在办事项仍按旧版。\n")),
          one.cases, one.title, one.version);
    } else if (said_too) {
      std::cerr << fmt::format(fmt::runtime(session.text(
                                   "{} running cases of \"{}\" version {} are still under it; `recourse "
                                   "migrate` takes them over.\n",
                                   "“{1}”版本 {2} 的 {0} 件在办事项仍按旧版；衔接请用 recourse migrate。\n")),
                               one.cases, one.title, one.version);
    }
  }
}

void add_migrate(CLI::App& app, Session& session) {
  CLI::App* verb = add_verb(
      app, session, "migrate", "Take the open cases of a docket over to a newer version of their policy",
      "将案卷库中的在办事项转入新版政策",
      "recourse migrate rules/petition-2022 --docket out/half-year.sqlite --at 2026-07-01 --dry-run");
  static Options options;
  verb->add_option("policy", options.policy,
                   session.text("The newer policy's folder, or its main file (*.rules, *.md)",
                                "新版政策的文件夹，或其主文件（*.rules、*.md）"))
      ->type_name("POLICY")
      ->required();
  verb->add_option("--docket", options.docket,
                   session.text("The docket: the file that holds the cases (SQLite)",
                                "案卷库：登记事项的文件（SQLite）"))
      ->type_name("FILE");
  verb->add_option(
          "--at", options.at,
          session.text("As of this day or minute; now without it", "以该日或该时刻为准；不写则为现在"))
      ->type_name("DATE");
  verb->add_flag(
      "--dry-run", options.dry_run,
      session.text("Tell what would become of each case; write nothing", "只列出各事项的结果，不写入"));
  verb->callback([&session] { migrate(session, options); });
}

}  // namespace recourse::cli
