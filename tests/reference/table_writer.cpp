#include "tests/reference/table_writer.h"

namespace recourse::reference {
namespace {

using Hit = TableSpec::Hit;

Variable variable(const char* name, Sort sort, bool optional = false, int choice = 0) {
  Variable made;
  made.name = name;
  made.sort = sort;
  made.optional = optional;
  made.choice = choice;
  return made;
}

}  // namespace

std::vector<TableSpec> plan_tables(Random& random) {
  std::vector<Variable> any = {variable("k_number", Sort::number),
                               variable("k_rank", Sort::number, true),
                               variable("k_topic", Sort::choice),
                               variable("k_second", Sort::choice, true),
                               variable("k_mark", Sort::choice, false, 1),
                               variable("k_day", Sort::date, true),
                               variable("k_yes", Sort::truth),
                               variable("k_fee", Sort::money)};
  auto inputs = [&] {
    std::vector<Variable> picked;
    for (const Variable& each : any)
      if (random.chance(30)) picked.push_back(each);
    if (picked.empty()) picked.push_back(random.pick(any));
    return picked;
  };
  Variable people = variable("people", Sort::number), topic = variable("topic", Sort::choice);
  people.is_field = topic.is_field = true;
  std::vector<Hit> sums = {Hit::sum, Hit::least, Hit::greatest};
  std::vector<TableSpec> tables = {
      {"reply_time", {people, topic}, variable("", Sort::duration), Hit::unique},
      {"hearing_time", inputs(), variable("", Sort::duration), Hit::first},
      {"points", inputs(), variable("", Sort::number), random.pick(sums)},
      {"verdict", inputs(), variable("", Sort::choice, true, 1),
       random.chance(50) ? Hit::first : Hit::unique},
      {"matters", inputs(), variable("", Sort::choice), Hit::collect},
      {"whose", inputs(), variable("", Sort::office), random.chance(50) ? Hit::first : Hit::collect},
      {"milestone", inputs(), variable("", Sort::date), random.pick(std::vector{Hit::least, Hit::greatest})}};
  for (TableSpec& table : tables) {
    table.otherwise = !table.answer.optional && table.hit != Hit::collect && table.hit != Hit::sum;
    table.otherwise = table.otherwise || random.chance(30);
    table.from_file = random.chance(25);
  }
  return tables;
}

std::string TableWriter::declarations(std::map<std::string, std::string>& files) {
  std::string text;
  for (const TableSpec& table : vocabulary_.tables) {
    speaker_.choose_language();
    text += declaration(table, files);
  }
  speaker_.return_to_own_language();
  return text;
}

std::string TableWriter::declaration(const TableSpec& table, std::map<std::string, std::string>& files) {
  static const char* const english[] = {" unique",      " first",         " collect",
                                        " collect sum", " collect least", " collect greatest"};
  static const char* const chinese[] = {" 唯一", " 首条", " 汇总", " 汇总 合计", " 汇总 最小", " 汇总 最大"};
  std::string inputs;
  for (const Variable& each : table.inputs)
    inputs += (inputs.empty() ? "" : speaker_.say(", ", "，")) + input(each);
  auto hit = static_cast<std::size_t>(table.hit);
  std::string text = speaker_.say("table ", "决策表 ") + table.name + " \"" + Speaker::label(table.name) +
                     "\"" + speaker_.say("(", "（") + inputs + speaker_.say(")", "）") +
                     speaker_.say(" gives ", " 得出 ") + type(table.answer) +
                     speaker_.say(english[hit], chinese[hit]);
  std::string bar = table.from_file ? "," : speaker_.say(" | ", " ｜ "), body;
  if (table.from_file || random_.chance(30)) {
    std::string names = header(table);
    for (auto at = names.find('|'); at != std::string::npos; at = names.find('|', at + bar.size()))
      names.replace(at, 1, bar);
    body += "  " + names + "\n";
  }
  for (const Row& row : rows(table)) {
    std::string line;
    for (const std::string& one : row) {
      bool quoted = table.from_file && one.find(',') != std::string::npos;
      line += (line.empty() ? "" : bar) + (quoted ? "\"" + one + "\"" : one);
    }
    body += "  " + line + "\n";
  }
  if (!table.from_file) return text + speaker_.say(" {\n", " ｛\n") + body + speaker_.say("}\n", "｝\n");
  files[table.name + ".csv"] = body;
  return text + speaker_.say(" from \"", " 取自 “") + table.name + ".csv" + speaker_.say("\"\n", "”\n");
}

std::string TableWriter::input(const Variable& input) const {
  return input.is_field ? input.name
                        : input.name + " \"" + Speaker::label(input.name) + "\"" + speaker_.say(": ", "：") +
                              type(input);
}

std::string TableWriter::type(const Variable& variable) const {
  std::string text;
  switch (variable.sort) {
    case Sort::truth:
      text = speaker_.say("yes/no", "是否");
      break;
    case Sort::number:
      text = speaker_.say("number", "数字");
      break;
    case Sort::money:
      text = speaker_.say("money", "金额");
      break;
    case Sort::choice:
      text = variable.choice == 0 ? "Topic" : "Result";
      break;
    case Sort::date:
      text = speaker_.say("date", "日期");
      break;
    case Sort::office:
      text = speaker_.say("office", "单位");
      break;
    default:
      text = speaker_.say("duration", "时长");
  }
  return text + (variable.optional ? speaker_.say("?", "？") : "");
}

std::string TableWriter::header(const TableSpec& table) const {
  std::string text;
  for (const Variable& each : table.inputs)
    text += (text.empty() ? "" : "|") + (each.is_field ? each.name : Speaker::label(each.name));
  return text + "|answer";
}

/// The rows of a unique table part its first input, so that no two of them can apply.
std::vector<TableWriter::Row> TableWriter::rows(const TableSpec& table) {
  std::vector<Row> rows;
  bool parts = table.hit == Hit::unique;
  if (parts && table.inputs.front().sort == Sort::number) {
    int least = random_.between(1, 20), most = least + random_.between(1, 20);
    std::string range = std::to_string(least) + speaker_.say(" .. ", "..") + std::to_string(most);
    for (const std::string& first : {speaker_.say("< ", "少于 ") + std::to_string(least), range,
                                     speaker_.say("> ", "超过 ") + std::to_string(most)}) {
      Row made = row(table, 1);
      made.insert(made.begin(), first);
      rows.push_back(made);
    }
  } else if (parts) {
    rows.push_back(row(table, 0));
  } else {
    int count = random_.between(1, 5);
    for (int each = 0; each < count; ++each) rows.push_back(row(table, 0));
  }
  if (table.otherwise) rows.push_back({speaker_.say("otherwise", "否则为"), answer(table)});
  return rows;
}

TableWriter::Row TableWriter::row(const TableSpec& table, std::size_t from) {
  Row made;
  for (std::size_t index = from; index < table.inputs.size(); ++index)
    made.push_back(cell(table.inputs[index]));
  made.push_back(answer(table));
  return made;
}

std::string TableWriter::cell(const Variable& input) {
  if (random_.chance(20)) return random_.chance(50) ? "-" : speaker_.say("any", "任意");
  if (input.optional && random_.chance(20)) return speaker_.say("unknown", "不明");
  if (random_.chance(8)) return speaker_.say("is known", "已明确");
  switch (input.sort) {
    case Sort::truth:
      return random_.chance(50) ? speaker_.say("yes", "是") : speaker_.say("no", "否");
    case Sort::choice:
      return choice_cell(input);
    case Sort::date:
      return date_cell(input);
    default:
      return number_cell(input);
  }
}

std::string TableWriter::comparison() {
  static const char* const english[] = {">= ", "<= ", "> ", "< ", "!= ", "= "};
  static const char* const chinese[] = {"不少于 ", "不超过 ", "超过 ", "少于 ", "不等于 ", "等于 "};
  int which = random_.between(0, 5);
  return speaker_.say(english[which], chinese[which]);
}

std::string TableWriter::number_cell(const Variable& input) {
  int value = random_.between(2, 30);
  std::string number = std::to_string(value), comma = speaker_.say(", ", "、");
  switch (random_.between(0, 4)) {
    case 0:
      return number + speaker_.say(" .. ", "..") + std::to_string(value + random_.between(0, 20));
    case 1:
      return number + comma + std::to_string(value + 3);
    case 2:
      return speaker_.say("not in {", "不属于 ｛") + number + comma + "9" + speaker_.say("}", "｝");
    case 3:
      return input.is_field || random_.chance(50) ? comparison() + number : "-" + number;
    default:
      return comparison() + number;
  }
}

std::string TableWriter::choice_cell(const Variable& input) {
  const auto& values = vocabulary_.choices[static_cast<std::size_t>(input.choice)];
  std::string one = speaker_.call(random_.pick(values)), other = random_.pick(values);
  switch (random_.between(0, 4)) {
    case 0:
      return one + speaker_.say(", ", "、") + other;
    case 1:
      return one + speaker_.say(" or ", " 或 ") + other;
    case 2:
      return speaker_.say("not in {", "不属于 ｛") + one + speaker_.say("}", "｝");
    case 3:
      return speaker_.say("in {", "属于 ｛") + one + speaker_.say(", ", "、") + other +
             speaker_.say("}", "｝");
    default:
      return one;
  }
}

std::string TableWriter::date_cell(const Variable& input) {
  std::string day = "2026-0" + std::to_string(random_.between(2, 8)) + "-15";
  if (input.optional && random_.chance(20)) return day + speaker_.say(" or unknown", " 或 不明");
  return random_.chance(30) ? day + " .. 2026-09-30" : comparison() + day;
}

std::string TableWriter::answer(const TableSpec& table) {
  const Variable& kind = table.answer;
  if (kind.optional && random_.chance(15)) return speaker_.say("unknown", "不明");
  switch (kind.sort) {
    case Sort::number:
      return (random_.chance(20) ? "-" : "") + std::to_string(random_.between(0, 40));
    case Sort::choice:
      return speaker_.call(random_.pick(vocabulary_.choices[static_cast<std::size_t>(kind.choice)]));
    case Sort::office:
      return random_.pick(vocabulary_.offices);
    case Sort::date:
      return "2026-0" + std::to_string(random_.between(2, 9)) + "-11";
    default:
      return expressions_.period(false);
  }
}

}  // namespace recourse::reference
