// `recourse explain`: why a case stands as it does.
#include "recourse/explain.h"

#include <iostream>

#include "engine/cli/session.h"

namespace recourse::cli {
namespace {

struct Options {
  std::string number, entry, date, act, actor, at, docket = "docket.sqlite", as_of;
};

template <typename Explained>
void print(Session& session, const Result<Explained>& explained) {
  if (!explained) return session.report(explained.error());
  std::cout << (session.json ? render_json(*explained) : render_text(*explained, session.language));
}

void why_not(Session& session, Docket& docket, const Policy& policy, const Options& options, Instant at) {
  auto act = parse_act(policy, options.act);
  if (!act) return session.report(act.error());
  act->effective = at;
  if (!options.actor.empty()) {
    const auto actor = parse_actor(policy, options.actor);
    if (!actor) return session.report(actor.error());
    act->actor = *actor;
  }
  print(session, explain_why_not(docket, options.number, *act, !options.actor.empty()));
}

/// What is wrong with the command line as a whole; empty when nothing is.
std::string misused(const Session& session, const Options& options, const CLI::App& verb) {
  int asked = 0;
  for (const auto& [name, given] : {std::pair("entry", &options.entry), std::pair("--date", &options.date),
                                    std::pair("--why-not", &options.act)}) {
    if (verb.count(name) == 0) continue;
    ++asked;
    if (given->empty())
      return session.text("An entry, --date and --why-not cannot be empty; leave them out.\n",
                          "记录、--date、--why-not 不能为空；不需要的请不写。\n");
  }
  if (asked > 1)
    return session.text("Give an entry, --date or --why-not, only one of them.\n",
                        "记录、--date、--why-not 三者只能选一。\n");
  if (options.act.empty() && (!options.actor.empty() || !options.at.empty()))
    return session.text("--by and --at belong to --why-not.\n", "--by 和 --at 须与 --why-not 一并使用。\n");
  if (!options.at.empty() && !options.as_of.empty())
    return session.text("Give --at or --as-of, not both.\n", "--at 与 --as-of 只能选一。\n");
  return "";
}

void explain(Session& session, const Options& options, const CLI::App& verb) {
  if (const std::string wrong = misused(session, options, verb); !wrong.empty()) {
    std::cerr << wrong;
    session.exit = kUsedWrongly;
    return;
  }
  auto docket = Docket::open_existing(options.docket);
  if (!docket) return session.report(docket.error());
  auto found = docket->find(options.number);
  if (!found) return session.report(found.error());
  const std::string& day = options.at.empty() ? options.as_of : options.at;
  Instant as_of = now();
  if (*found && !day.empty()) {
    const auto given = session.instant((*found)->policy(), day);
    if (!given) return;
    as_of = *given;
  }
  if (*found && !options.act.empty()) return why_not(session, *docket, (*found)->policy(), options, as_of);
  if (!options.date.empty())
    return print(session, explain_date(*docket, options.number, options.date, as_of));
  print(session, explain_entry(*docket, options.number, options.entry, as_of));
}

}  // namespace

void add_explain(CLI::App& app, Session& session) {
  CLI::App* verb = add_verb(
      app, session, "explain", "Why: what an entry did, how a date was counted, why an act is not open",
      "说明理由：记录的依据和结果，日期如何计算，行为为何不能进行",
      "recourse explain 2026-0184 --date verify_or_urge_again --docket out/half-year.sqlite "
      "--as-of 2026-06-30");
  static Options options;
  verb->add_option("number", options.number, session.text("The case's number", "事项编号"))->required();
  verb->add_option("entry", options.entry,
                   session.text("What this entry did: a number, an act, or a duty or timer whose period "
                                "ended (default: the latest)",
                                "该条记录：编号、行为，或已期满的职责或期满事项（默认最近一条）"));
  verb->add_option(
      "--date", options.date,
      session.text("How the date of this duty, right or timer was counted; by its name, label or act",
                   "该职责、权利或期满事项的日期如何计算；写名称、说明或行为"));
  verb->add_option("--why-not", options.act,
                   session.text("Why this act would not be accepted, and what would have to be different: "
                                "\"extend(length: 10 days)\"",
                                "该行为为何不能进行，须作何改变：“延长（延长期限：10日）”"));
  verb->add_option("--by", options.actor,
                   session.text("Who would do it: a role, an office, head(OFFICE) (default: whoever may)",
                                "由谁进行：角色、单位或 head(单位)（默认：有权进行者）"));
  verb->add_option("--at", options.at,
                   session.text("When it would be done, e.g. 2026-06-30 (default: now)",
                                "何时进行，如 2026-06-30（默认：现在）"))
      ->type_name("DATE");
  verb->add_option("--docket", options.docket,
                   session.text("The docket: the file that holds the cases (SQLite)",
                                "案卷库：登记事项的文件（SQLite）"))
      ->type_name("FILE");
  verb->add_option("--as-of", options.as_of,
                   session.text("As it stands on this day, e.g. 2026-06-30 (default: now)",
                                "截至该日，如 2026-06-30（默认：现在）"))
      ->type_name("DATE");
  verb->callback([&session, verb] { explain(session, options, *verb); });
}

}  // namespace recourse::cli
