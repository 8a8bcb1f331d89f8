// `recourse explain`: why a case stands as it does.
#include <iostream>

#include "engine/cli/session.h"
#include "recourse/explain.h"

namespace recourse::cli {
namespace {

struct Options {
  std::string number, entry, date, docket = "docket.sqlite", as_of;
};

template <typename Explained>
void print(Session& session, const Result<Explained>& explained) {
  if (!explained) return session.report(explained.error());
  std::cout << (session.json ? render_json(*explained) : render_text(*explained, session.language));
}

void explain(Session& session, const Options& options) {
  if (!options.entry.empty() && !options.date.empty()) {
    std::cerr << session.text("Give an entry, or --date, not both.\n", "请给出记录，或 --date，不可兼用。\n");
    session.exit = kUsedWrongly;
    return;
  }
  auto docket = Docket::open_existing(options.docket);
  if (!docket) return session.report(docket.error());
  auto found = docket->find(options.number);
  if (!found) return session.report(found.error());
  Instant as_of = now();
  if (*found && !options.as_of.empty()) {
    const auto given = session.instant((*found)->policy(), options.as_of);
    if (!given) return;
    as_of = *given;
  }
  if (options.date.empty()) return print(session, explain_entry(*docket, options.number, options.entry, as_of));
  print(session, explain_date(*docket, options.number, options.date, as_of));
}

}  // namespace

void add_explain(CLI::App& app, Session& session) {
  CLI::App* verb = add_verb(app, session, "explain", "Why: what an entry of a case did, how a date was counted", "说明理由：某条记录依据什么、引起什么，日期如何计算",
                            "recourse explain 2026-0184 --date verify_or_urge_again --docket out/half-year.sqlite "
                            "--as-of 2026-06-30");
  static Options options;
  verb->add_option("number", options.number, session.text("The case's number", "事项编号"))->required();
  verb->add_option("entry", options.entry,
                   session.text("What this entry did: a number, an act, or a duty or timer whose period ended (default: the latest)",
                                "该条记录：编号、行为，或已期满的职责或期满事项（默认最近一条）"));
  verb->add_option("--date", options.date,
                   session.text("How the date of this duty, right or timer was counted; by its name, label or act",
                                "该职责、权利或期满事项的日期如何计算；写名称、说明或行为"));
  verb->add_option("--docket", options.docket,
                   session.text("The docket's SQLite file", "案卷库文件（SQLite）"));
  verb->add_option("--as-of", options.as_of,
                   session.text("As it stands on this day (default: now)", "截至该日（默认：现在）"));
  verb->callback([&session] { explain(session, options); });
}

}  // namespace recourse::cli
