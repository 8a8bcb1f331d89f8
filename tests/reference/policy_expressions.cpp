// Random expressions of the rule language, each of a type that is asked for.
#include "tests/reference/policy_vocabulary.h"

namespace recourse::reference {

std::string ExpressionWriter::known_or(const std::string& name, const std::string& other) {
  return "(" + name + " " + speaker_.say("otherwise", "否则为") + " " + other + ")";
}

std::string ExpressionWriter::variable(const Scope& scope, Sort sort, bool optional, int choice) {
  std::vector<std::string> names;
  auto collect = [&](const std::vector<Variable>& variables) {
    for (const Variable& each : variables)
      if (each.sort == sort && each.optional == optional && (sort != Sort::choice || each.choice == choice))
        names.push_back(each.name);
  };
  collect(vocabulary_.fields);
  collect(vocabulary_.derived);
  if (scope.act) collect(scope.act->parameters);
  if (scope.act) collect(scope.act->parameters);  // twice: parameters are what guards are for
  return names.empty() ? "" : speaker_.call(random_.pick(names));
}

std::string ExpressionWriter::remembered(Sort sort, int choice) {
  std::vector<std::string> names;
  for (const ActSpec& act : vocabulary_.acts)
    for (const Variable& each : act.parameters)
      if (each.sort == sort && (sort != Sort::choice || each.choice == choice))
        names.push_back(act.name + "." + each.name);
  return names.empty() ? "" : random_.pick(names);
}

std::string ExpressionWriter::variable_or(const Scope& scope, Sort sort, const std::string& otherwise) {
  std::string latest = random_.chance(35) ? remembered(sort) : "";
  return known_or(latest.empty() ? variable(scope, sort, true) : latest, otherwise);
}

std::string ExpressionWriter::period(bool with_hours) {
  int kind = random_.between(0, with_hours ? 8 : 4);
  std::string amount = std::to_string(random_.between(1, 20));
  switch (kind) {
    case 0:
    case 1:
      return amount + speaker_.say(" days", "日");
    case 2:
      return amount + speaker_.say(" working days", "个工作日");
    case 3:
      return std::to_string(random_.between(1, 3)) + speaker_.say(" months", "个月");
    case 4:
      return random_.chance(70) ? "30" + speaker_.say(" days", "日") : "1" + speaker_.say(" year", "年");
    case 5:
      return std::to_string(random_.between(1, 72)) + speaker_.say(" hours", "小时");
    case 6:
      return speaker_.say("same day", "当日");
    case 7:
      return std::to_string(random_.between(1, 6) * 15) + speaker_.say(" minutes", "分钟");
    default:
      return amount + speaker_.say(" days", "日");
  }
}

std::string ExpressionWriter::input(const Variable& input, const Scope& scope) {
  if (input.is_field && input.sort == Sort::number) return random_.chance(70) ? input.name : "17";
  bool optional = input.optional && random_.chance(70);
  if (optional) return variable(scope, input.sort, true, input.choice);
  switch (input.sort) {
    case Sort::truth:
      return random_.chance(70) ? variable(scope, Sort::truth, false) : speaker_.say("yes", "是");
    case Sort::choice:
      return choice(scope, input.choice);
    case Sort::date:
      return date(scope, 0);
    case Sort::money:
      return money(scope, 0);
    default:
      return number(scope, 0);
  }
}

std::string ExpressionWriter::call(const TableSpec& table, const Scope& scope) {
  std::string inputs;
  for (const Variable& each : table.inputs)
    inputs += (inputs.empty() ? "" : speaker_.say(", ", "，")) + input(each, scope);
  return speaker_.call(table.name) + speaker_.say("(", "（") + inputs + speaker_.say(")", "）");
}

std::string ExpressionWriter::answer(const Scope& scope, Sort sort, const std::string& other) {
  std::vector<const TableSpec*> giving;
  for (const TableSpec& table : vocabulary_.tables)
    if (table.answer.sort == sort && table.hit != TableSpec::Hit::collect) giving.push_back(&table);
  if (giving.empty()) return other;
  const TableSpec& table = *random_.pick(giving);
  return table.answer.optional ? known_or(call(table, scope), other) : call(table, scope);
}

std::string ExpressionWriter::among_answers(const Scope& scope) {
  std::vector<const TableSpec*> collecting;
  for (const TableSpec& table : vocabulary_.tables)
    if (table.hit == TableSpec::Hit::collect) collecting.push_back(&table);
  const TableSpec& table = *random_.pick(collecting);
  std::string asked = table.answer.sort == Sort::office ? office(scope, 0) : choice(scope, 0);
  return asked + speaker_.say(" in ", " 属于 ") + call(table, scope);
}

std::string ExpressionWriter::number(const Scope& scope, int depth) {
  if (depth > 0 && random_.chance(10)) return answer(scope, Sort::number, "7");
  switch (random_.between(0, depth > 0 ? 8 : 3)) {
    case 0:
      return std::to_string(random_.between(0, 60));
    case 1:
      return variable(scope, Sort::number, false);
    case 2:
      return variable_or(scope, Sort::number, std::to_string(random_.between(0, 9)));
    case 3:
      return speaker_.call(random_.pick(vocabulary_.acts).name) + "." + speaker_.say("count", "次数");
    case 4:
      return "(" + number(scope, depth - 1) + " + " + number(scope, depth - 1) + ")";
    case 5:
      return "(" + number(scope, depth - 1) + " - " + number(scope, depth - 1) + ")";
    case 6:
      return "(" + number(scope, depth - 1) + " * " + std::to_string(random_.between(2, 9)) + ")";
    case 7:
      return "(" + date(scope, depth - 1) + " - " + date(scope, depth - 1) + ")";
    default:
      return "(-" + number(scope, depth - 1) + ")";
  }
}

std::string ExpressionWriter::money(const Scope& scope, int depth) {
  switch (random_.between(0, depth > 0 ? 5 : 3)) {
    case 0:
      return std::to_string(random_.between(0, 30));
    case 1:
    case 2:
      return variable(scope, Sort::money, false);
    case 3:
      return variable_or(scope, Sort::money, std::to_string(random_.between(0, 9)));
    case 4:
      return "(" + variable(scope, Sort::money, false) + " + " + number(scope, depth - 1) + ")";
    default:
      return "(" + variable(scope, Sort::money, false) + " * " + std::to_string(random_.between(2, 5)) + ")";
  }
}

std::string ExpressionWriter::date(const Scope& scope, int depth) {
  if (depth > 0 && random_.chance(10)) return answer(scope, Sort::date, "2026-04-01");
  static const char* const literals[] = {"2026-02-17", "2026-03-31", "2026-05-05", "2026-10-01"};
  std::string literal = literals[random_.between(0, 3)];
  switch (random_.between(0, depth > 0 ? 6 : 3)) {
    case 0:
      return scope.guard ? speaker_.say("today", "今日") : literal;
    case 1:
      return variable_or(scope, Sort::date, literal);
    case 2:
      return known_or(speaker_.call(random_.pick(vocabulary_.acts).name) + "." + speaker_.say("date", "日期"),
                      literal);
    case 3: {
      if (vocabulary_.duties.empty()) return literal;
      const DutySpec& duty = random_.pick(vocabulary_.duties);
      return duty.dated ? known_or(speaker_.call(duty.name) + "." + speaker_.say("due", "到期日"), literal)
                        : literal;
    }
    case 4:
      return "(" + date(scope, depth - 1) + " - " + period(false) + ")";
    default:
      return "(" + date(scope, depth - 1) + " + " + period(false) + ")";
  }
}

std::string ExpressionWriter::duration(const Scope& scope) {
  if (random_.chance(30)) return answer(scope, Sort::duration, period(false));
  switch (random_.between(0, 3)) {
    case 0:
      return variable(scope, Sort::duration, false);
    case 1:
      return variable_or(scope, Sort::duration, period(false));
    default:
      return period(false);
  }
}

std::string ExpressionWriter::office(const Scope& scope, int depth) {
  if (scope.it && random_.chance(50)) return speaker_.say("it", "该单位");
  if (depth > 0 && random_.chance(10)) return answer(scope, Sort::office, "town_a");
  switch (random_.between(0, depth > 0 ? 6 : 3)) {
    case 0:
      return speaker_.call(random_.pick(vocabulary_.offices));
    case 1:
    case 2:
      return variable(scope, Sort::office, false);
    case 3:
      return variable_or(scope, Sort::office, random_.pick(vocabulary_.offices));
    case 4:
      return known_or(
          speaker_.call(random_.pick(vocabulary_.acts).name) + "." + speaker_.say("office", "单位"),
          random_.pick(vocabulary_.offices));
    case 5:
      if (scope.guard && scope.actor)
        return known_or(speaker_.say("actor", "行为单位"), random_.pick(vocabulary_.offices));
      [[fallthrough]];
    default:
      return known_or(
          speaker_.say("superior(", "上级（") + office(scope, depth - 1) + speaker_.say(")", "）"),
          random_.pick(vocabulary_.offices));
  }
}

std::string ExpressionWriter::choice(const Scope& scope, int which) {
  const auto& values = vocabulary_.choices[static_cast<std::size_t>(which)];
  if (which == 1 && random_.chance(15)) return answer(scope, Sort::choice, values.front());
  std::string latest = random_.chance(20) ? remembered(Sort::choice, which) : "";
  if (!latest.empty()) return known_or(latest, random_.pick(values));
  switch (random_.between(0, 2)) {
    case 0:
      return variable(scope, Sort::choice, false, which);
    case 1:
      return known_or(variable(scope, Sort::choice, true, which), random_.pick(values));
    default:
      return speaker_.call(random_.pick(values));
  }
}

std::string ExpressionWriter::value(const Variable& field, const Scope& scope) {
  if (field.optional && random_.chance(20)) return speaker_.say("unknown", "不明");
  switch (field.sort) {
    case Sort::truth:
      return random_.chance(50) ? speaker_.say("yes", "是") : speaker_.say("no", "否");
    case Sort::number:
      return number(scope, 1);
    case Sort::money:
      return money(scope, 1);
    case Sort::choice:
      return choice(scope, field.choice);
    case Sort::date:
      return date(scope, 1);
    case Sort::duration:
      return duration(scope);
    case Sort::office:
      return office(scope, 1);
    case Sort::text:
    case Sort::person: {
      std::string given = variable(scope, field.sort, true);
      bool own = given == field.name || given.find(Speaker::label(field.name)) != std::string::npos;
      return own ? speaker_.say("unknown", "不明") : given;
    }
  }
  return "";
}

std::string ExpressionWriter::comparison(const Scope& scope, int depth) {
  static const char* const operators[] = {"=", "!=", "<", "<=", ">", ">="};
  std::string any = std::string(" ") + operators[random_.between(0, 5)] + " ";
  std::string equal = std::string(" ") + operators[random_.between(0, 1)] + " ";
  switch (random_.between(0, 9)) {
    case 0:
    case 1:
    case 2:
      return variable(scope, Sort::number, false) + any + number(scope, depth);
    case 3:
    case 4: {
      int which = random_.between(0, 1);
      return variable(scope, Sort::choice, false, which) + equal + choice(scope, which);
    }
    case 5:
      return date(scope, depth) + any + date(scope, depth);
    case 6:
      return office(scope, depth) + equal + office(scope, depth);
    case 7:
      return duration(scope) + equal + duration(scope);
    case 8:
      return variable(scope, Sort::money, false) + any + money(scope, depth);
    default:
      return variable(scope, Sort::truth, false) + equal + speaker_.say("yes", "是");
  }
}

std::string ExpressionWriter::one_of(const Scope& scope) {
  std::string in =
      random_.chance(70) ? speaker_.say(" in {", " 属于 ｛") : speaker_.say(" not in {", " 不属于 ｛");
  std::string comma = speaker_.say(", ", "、"), end = speaker_.say("}", "｝");
  switch (random_.between(0, 2)) {
    case 0:
      return variable(scope, Sort::number, false) + in + std::to_string(random_.between(0, 20)) + comma +
             number(scope, 0) + end;
    case 1:
      return choice(scope, 0) + in + "t1" + comma + choice(scope, 0) + end;
    default:
      return office(scope, 0) + in + office(scope, 0) + comma + office(scope, 0) + end;
  }
}

std::string ExpressionWriter::known(const Scope& scope) {
  Sort sort = random_.pick(std::vector{Sort::number, Sort::date, Sort::text, Sort::office, Sort::person,
                                       Sort::duration, Sort::money});
  std::string asked = variable(scope, sort, true);
  // Few acts carry a text, of which nothing else can be asked.
  for (std::size_t index = 0; scope.act != nullptr && index < scope.act->parameters.size(); ++index)
    if (is_text(scope.act->parameters[index].sort) && random_.chance(40))
      asked = speaker_.call(scope.act->parameters[index].name);
  return asked + " " +
         (random_.chance(60) ? speaker_.say("is known", "已明确") : speaker_.say("is unknown", "未明确"));
}

std::string ExpressionWriter::about_acts() {
  std::string act = speaker_.call(random_.pick(vocabulary_.acts).name);
  std::string text = random_.chance(50) ? remembered(random_.chance(50) ? Sort::text : Sort::person) : "";
  switch (random_.between(0, 2)) {
    case 0:
      return speaker_.say("first ", "首次 ") + act;
    case 1:
      return act + "." + speaker_.say("by is known", "行为人 已明确");
    default:
      if (text.empty()) text = act + "." + speaker_.say("office", "单位");
      return text + " " + speaker_.say("is known", "已明确");
  }
}

std::string ExpressionWriter::about_earlier_periods() {
  const std::string before = speaker_.say("previous", "上期");
  const std::string truth = variable({}, Sort::truth, false);
  switch (random_.between(0, 3)) {
    case 0:
      return before + "." + truth;
    case 1: {
      int all = random_.between(1, 6), some = random_.between(1, all);
      return truth + (speaker_.speaks_chinese()
                          ? " 近" + std::to_string(all) + "期有" + std::to_string(some) + "期"
                          : " in " + std::to_string(some) + " of last " + std::to_string(all));
    }
    case 2:
      return known_or(before + "." + variable({}, Sort::number, false), "3") + " > " + number({}, 0);
    default:
      return before + "." + variable({}, Sort::office, false) + speaker_.say(" is known", " 已明确");
  }
}

std::string ExpressionWriter::about_case() {
  if (vocabulary_.period != nullptr && random_.chance(40)) return about_earlier_periods();
  if (random_.chance(50) && !vocabulary_.duties.empty()) {
    const DutySpec& duty = random_.pick(vocabulary_.duties);
    static const char* const english[] = {" is done", " is not done", " is overdue", " is not overdue"};
    static const char* const chinese[] = {" 已完成", " 未完成", " 已逾期", " 未逾期"};
    int which =
        random_.between(0, duty.must ? 3 : 1);  // a right is done when it is used up or its `else` fired
    return speaker_.call(duty.name) + speaker_.say(english[which], chinese[which]);
  }
  const ChartSpec& chart = random_.pick(vocabulary_.charts);
  const auto& stages = chart.stages.empty() ? vocabulary_.charts.front().stages : chart.stages;
  return speaker_.say("in ", "在 ") + speaker_.call(random_.pick(stages).name) + speaker_.say("", " 环节");
}

std::string ExpressionWriter::about_offices(const Scope& scope, int depth) {
  std::string open = speaker_.say("(", "（"), close = speaker_.say(")", "）"),
              comma = speaker_.say(", ", "，");
  std::string in = speaker_.say(" in ", " 属于 ");
  switch (random_.between(0, 5)) {
    case 0:
      return office(scope, depth) + in + speaker_.call("members");
    case 1:
      return choice(scope, 0) + in + speaker_.call("topics");
    case 2:
      return office(scope, depth) + in + speaker_.say("superiors", "各上级") + open + office(scope, 0) +
             close;
    case 3:
      return speaker_.say("under", "隶属") + open + office(scope, 0) + comma + office(scope, 0) + close;
    case 4:
      return speaker_.say("level", "层级") + open + office(scope, 0) + close + " < " +
             std::to_string(random_.between(2, 4));
    default:
      return speaker_.say("competent", "有权处理") + open + office(scope, 0) + comma + choice(scope, 0) +
             close;
  }
}

std::string ExpressionWriter::truth(const Scope& scope, int depth) {
  switch (random_.between(0, depth > 0 ? 10 : 7)) {
    case 0:
    case 1:
      return comparison(scope, depth);
    case 2:
      return about_case();
    case 3:
      return about_offices(scope, depth);
    case 4:
      return known(scope);
    case 5: {
      std::string name = variable(scope, Sort::number, true);
      return "(" + name + " " + speaker_.say("is known and ", "已明确 且 ") + name + " > " +
             std::to_string(random_.between(0, 40)) + ")";
    }
    case 6:
      return one_of(scope);
    case 7:
      return random_.chance(50) ? about_acts() : among_answers(scope);
    case 8:
      return speaker_.say("not (", "非 （") + truth(scope, depth - 1) + speaker_.say(")", "）");
    case 9:
      return "(" + truth(scope, depth - 1) + speaker_.say(" and ", " 且 ") + truth(scope, depth - 1) + ")";
    default:
      return "(" + truth(scope, depth - 1) + speaker_.say(" or ", " 或 ") + truth(scope, depth - 1) + ")";
  }
}

}  // namespace recourse::reference
