// `recourse date`: when a period is over, and how it was counted.
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "engine/cli/session.h"

namespace recourse::cli {
namespace {

struct Options {
  std::string calendar, date, period, batch;
};

std::string to_json(const DueDate& due) {
  nlohmann::json lines = nlohmann::json::array();
  for (const ReceiptLine& line : due.receipt) {
    nlohmann::json item{{"kind", kind_name(line.kind)}, {"day", line.day}};
    if (!line.time.empty()) item["time"] = line.time;
    if (!line.unit.empty()) item["amount"] = line.amount, item["unit"] = line.unit;
    if (!line.name.empty()) item["name"] = line.name;
    if (!line.notice.empty()) item["notice"] = line.notice;
    lines.push_back(item);
  }
  return nlohmann::json{
      {"day", due.day}, {"time", due.time}, {"provisional", due.provisional}, {"receipt", lines}}
      .dump(2);
}

void one(Session& session, const WorkingCalendar& calendar, const Options& options) {
  auto due = calendar.due(options.date, options.period);
  if (!due) return session.report(due.error());
  if (session.json) {
    std::cout << to_json(*due) << "\n";
    return;
  }
  std::cout << due->day << (due->counts_minutes ? " " + due->time : "") << "\n";
  for (const std::string& line : describe(due->receipt, session.language)) std::cout << "  " << line << "\n";
}

void batch(Session& session, const WorkingCalendar& calendar, std::istream& input, const std::string& name) {
  std::string line;
  for (std::uint32_t number = 1; std::getline(input, line); ++number) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (line.empty()) continue;
    auto source = std::make_shared<SourceText>(SourceText{name + ":" + std::to_string(number), line});
    const SourceSpan where{source, 0, static_cast<std::uint32_t>(line.size())};
    auto answer = calendar.answer_line(line, where);
    if (answer) {
      std::cout << *answer << "\n";
    } else {
      session.report(answer.error());
    }
  }
}

void date(Session& session, const Options& options) {
  const auto loader = disk_loader(".");
  auto calendar = load_calendar(*loader, options.calendar);
  if (!calendar) return session.report(calendar.error());
  if (options.batch.empty()) {
    if (options.date.empty() || options.period.empty()) {
      std::cerr << session.text("Give a date and a period, or --batch FILE.\n",
                                "请给出日期和期限，或 --batch 文件。\n");
      session.exit = kUsedWrongly;
      return;
    }
    return one(session, *calendar, options);
  }
  if (options.batch == "-") return batch(session, *calendar, std::cin, "-");
  std::ifstream file(options.batch, std::ios::binary);
  if (!file) {
    std::cerr << session.text("Cannot open ", "无法打开 ") << options.batch << "\n";
    session.exit = kInputWrong;
    return;
  }
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
      session.text("Read lines DATE,PERIOD from a file (- for standard input) and write DATE,PERIOD,DUE",
                   "从文件（- 为标准输入）逐行读取 日期,期限，输出 日期,期限,到期日"));
  verb->callback([&session] { date(session, options); });
}

}  // namespace recourse::cli
