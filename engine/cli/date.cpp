// `recourse date`: when a period is over, and how it was counted.
#include <fstream>
#include <iostream>

#include "engine/cli/json.h"
#include "engine/cli/session.h"

namespace recourse::cli {
namespace {

struct Options {
  std::string calendar, date, period, batch;
};

Json to_json(const DueDate& due) {
  Json lines = Json::array();
  for (const ReceiptLine& line : due.receipt) {
    Json item{{"kind", kind_name(line.kind)}, {"day", line.day}};
    if (!line.time.empty()) item["time"] = line.time;
    if (!line.unit.empty()) item["amount"] = line.amount, item["unit"] = line.unit;
    if (!line.name.empty()) item["name"] = line.name;
    if (!line.notice.empty()) item["notice"] = line.notice;
    lines.push_back(item);
  }
  return {{"day", due.day}, {"time", due.time}, {"provisional", due.provisional}, {"receipt", lines}};
}

void one(Session& session, const WorkingCalendar& calendar, const Options& options) {
  auto due = calendar.due(options.date, options.period);
  if (!due) return session.report(due.error());
  if (session.json) {
    std::cout << document(to_json(*due));
    return;
  }
  std::cout << due->day << (due->counts_minutes ? " " + due->time : "") << "\n";
  for (const std::string& line : describe(due->receipt, session.language)) std::cout << "  " << line << "\n";
}

void batch(Session& session, const WorkingCalendar& calendar, std::istream& input, const std::string& name) {
  answer_batch(
      calendar, input, name, [](std::string_view answer) { std::cout << answer << "\n"; },
      [&session](const Diagnostic& wrong) { session.report(wrong); });
}

/// What is wrong with the command line as a whole; empty when nothing is.
std::string misused(const Session& session, const Options& options) {
  if (options.batch.empty() && (options.date.empty() || options.period.empty()))
    return session.text("Give a date and a period, or --batch FILE.\n",
                        "请给出日期和期限，或 --batch 文件。\n");
  if (!options.batch.empty() && !options.date.empty())
    return session.text("Give a date and a period, or --batch FILE, not both.\n",
                        "请给出日期和期限，或 --batch 文件，不可兼用。\n");
  if (!options.batch.empty() && session.json)
    return session.text("--batch writes lines DATE,PERIOD,DUE; it has no JSON. Leave --json out.\n",
                        "--batch 逐行输出 日期,期限,到期日，没有 JSON 形式；请去掉 --json。\n");
  return "";
}

void date(Session& session, const Options& options) {
  if (const std::string wrong = misused(session, options); !wrong.empty()) {
    std::cerr << wrong;
    session.exit = kUsedWrongly;
    return;
  }
  const auto loader = disk_loader(".");
  auto calendar = load_calendar(*loader, options.calendar);
  if (!calendar) return session.report(calendar.error());
  if (options.batch.empty()) return one(session, *calendar, options);
  if (options.batch == "-") return batch(session, *calendar, std::cin, "-");
  std::ifstream file(options.batch, std::ios::binary);
  batch(session, *calendar, file, options.batch);
}

}  // namespace

void add_date(CLI::App& app, Session& session) {
  CLI::App* verb = add_verb(app, session, "date", "Work out when a period ends, and show how it was counted",
                            "计算期限何时届满，并说明是怎样算的",
                            "recourse date --calendar rules/petition-2022 2026-09-28 \"5 working days\"");
  static Options options;
  verb->add_option("--calendar", options.calendar,
                   session.text("A policy's folder or a calendar file", "政策文件夹或日历文件"))
      ->type_name("POLICY")
      ->required();
  verb->add_option("date", options.date,
                   session.text("The day from which it counts, e.g. 2026-09-28", "起算之日，如 2026-09-28"));
  verb->add_option("period", options.period,
                   session.text("\"5 working days\", \"1 month\", 十五日 …", "“5个工作日”“1个月”“十五日”……"));
  verb->add_option(
          "--batch", options.batch,
          session.text(
              "Read lines DATE,PERIOD from a UTF-8 file (- for standard input) and write DATE,PERIOD,DUE",
              "从 UTF-8 文件（- 为标准输入）逐行读取 日期,期限，输出 日期,期限,到期日"))
      ->type_name("FILE");
  verb->callback([&session] { date(session, options); });
}

}  // namespace recourse::cli
