// `recourse date`: when a period is over, and how it was counted.
#include <algorithm>
#include <cctype>
#include <fstream>
#include <iostream>

#include "engine/base/message.h"
#include "engine/base/text.h"
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

/// The columns as the help names them.
bool is_heading(std::string line) {
  std::erase_if(line, [](char c) { return c == ' ' || c == '\t' || c == '"'; });
  std::transform(line.begin(), line.end(), line.begin(), [](unsigned char c) {
    return c < 0x80 ? static_cast<char>(std::tolower(c)) : static_cast<char>(c);
  });
  return line == "date,period" || line == "日期,期限" || line == "日期，期限";
}

/// Reports what is wrong with a line. False when nothing of the file can be read: it is in another encoding.
bool report_line(Session& session, const SourceSpan& line, const Diagnostic& error) {
  base::DiagnosticList unreadable;
  if (base::check_text(line.source, unreadable)) {
    session.report(error);
    return true;
  }
  for (const Diagnostic& diagnostic : unreadable.items()) session.report(diagnostic);
  return unreadable.items().front().code != MessageCode::not_utf8;
}

void batch(Session& session, const WorkingCalendar& calendar, std::istream& input, const std::string& name) {
  std::string line;
  for (std::uint32_t number = 1; std::getline(input, line); ++number) {
    if (number == 1) line.erase(0, base::byte_order_mark(line));
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (line.empty() || (number == 1 && is_heading(line))) continue;
    const auto source = std::make_shared<const SourceText>(SourceText{name, line, number});
    const SourceSpan where{source, 0, static_cast<std::uint32_t>(line.size())};
    auto answer = calendar.answer_line(line, where);
    if (answer) {
      std::cout << *answer << "\n";
    } else if (!report_line(session, where, answer.error())) {
      return;
    }
  }
  // A folder opens like a file, but nothing can be read of it.
  if (input.bad()) session.report({MessageCode::file_not_found, {}, {name}, {}});
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
  if (!file) return session.report({MessageCode::file_not_found, {}, {options.batch}, {}});
  batch(session, *calendar, file, options.batch);
}

}  // namespace

void add_date(CLI::App& app, Session& session) {
  CLI::App* verb = add_verb(app, session, "date", "When a period is over, and how it was counted",
                            "期限何时届满，如何计算",
                            "recourse date --calendar rules/petition-2022 2026-09-28 \"5 working days\"");
  static Options options;
  verb->add_option("--calendar", options.calendar,
                   session.text("A policy's folder or a calendar file", "政策文件夹或日历文件"))
      ->required();
  verb->add_option("date", options.date, session.text("The day from which it counts", "起算之日"));
  verb->add_option("period", options.period,
                   session.text("\"5 working days\", \"1 month\", 十五日 …", "“5个工作日”“1个月”“十五日”……"));
  verb->add_option(
      "--batch", options.batch,
      session.text(
          "Read lines DATE,PERIOD from a UTF-8 file (- for standard input) and write DATE,PERIOD,DUE",
          "从 UTF-8 文件（- 为标准输入）逐行读取 日期,期限，输出 日期,期限,到期日"));
  verb->callback([&session] { date(session, options); });
}

}  // namespace recourse::cli
