// `recourse case`: the booklet of one case.
#include "engine/cli/session.h"
#include "recourse/report.h"

namespace recourse::cli {
namespace {

struct Options {
  std::string number, docket = "docket.sqlite", as_of, output;
  PaperFormat format = PaperFormat::text;
};

void show(Session& session, const Options& options) {
  auto docket = Docket::open_existing(options.docket);
  if (!docket) return session.report(docket.error());
  Instant as_of = now();
  if (!options.as_of.empty()) {
    auto found = docket->find(options.number);
    if (!found) return session.report(found.error());
    if (*found) {
      const auto given = session.instant((*found)->policy(), options.as_of);
      if (!given) return;
      as_of = *given;
    }
  }
  const PaperFormat format = session.json ? PaperFormat::json : options.format;
  auto paper = booklet(*docket, options.number, as_of, format, session.language);
  if (!paper) return session.report(paper.error());
  session.write(options.output, *paper);
}

}  // namespace

void add_case(CLI::App& app, Session& session) {
  CLI::App* verb =
      add_verb(app, session, "case", "Show one case: what was done, what is owed, what may be done next",
               "查看一件事项：办理过程、应办的事、可以做的事",
               "recourse case 2026-0042 --docket out/half-year.sqlite --as-of 2026-06-30 --format html -o "
               "booklet.html");
  static Options options;
  static const std::map<std::string, PaperFormat> kFormats{
      {"text", PaperFormat::text}, {"html", PaperFormat::html}, {"json", PaperFormat::json}};
  verb->add_option("number", options.number, session.text("The case's number", "事项编号"))->required();
  verb->add_option("--docket", options.docket,
                   session.text("The docket: the file that holds the cases (SQLite)",
                                "案卷库：登记事项的文件（SQLite）"))
      ->type_name("FILE");
  verb->add_option("--as-of", options.as_of,
                   session.text("As it stands on this day, e.g. 2026-06-30 (default: now)",
                                "截至该日，如 2026-06-30（默认：现在）"))
      ->type_name("DATE");
  add_choice(*verb, session, "--format", options.format, kFormats, "Kind of output (default: text)",
             "输出格式（默认 text）");
  verb->add_option("-o,--output", options.output,
                   session.text("Write to this file instead of the screen", "写入此文件，不显示在屏幕上"))
      ->type_name("FILE");
  verb->callback([&session] { show(session, options); });
}

}  // namespace recourse::cli
