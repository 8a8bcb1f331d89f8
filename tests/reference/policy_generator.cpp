// Declarations, stages and files of a random policy; clauses are clause_writer.cpp's.
#include "tests/reference/policy_generator.h"

#include "tests/reference/clause_writer.h"
#include "tests/reference/table_writer.h"

namespace recourse::reference {
namespace {

const char* const kOffices = R"(levels: [province, city, district, town]
offices:
  - {id: province, name: 标province, english: Province, level: province}
  - id: city
    name: 标city
    level: city
    superior: province
    posts: [{post: head, holder: Li, to: 2026-03-20}, {post: head, holder: Zhao, from: 2026-05-10}]
  - id: district
    name: 标district
    level: district
    superior: [{office: city, to: 2026-06-30}, {office: province, from: 2026-07-01}]
    competences: [{Topic: [t1, t2]}]
  - {id: town_a, name: 标town_a, level: town, superior: district, competences: [{Topic: [t1]}, {Topic: t3}]}
  - id: town_b
    name: 标town_b
    level: town
    superior: [{office: district, from: 2026-02-01}]
    competences: [{Topic: [t1], Result: [good]}, {Result: [bad]}]
  - {id: new_town, name: 标new_town, level: town, superior: deferred, from: 2026-06-01, competences: [{}]}
  - id: old_town
    name: 标old_town
    level: town
    superior: district
    to: 2026-04-30
    competences: [{Topic: [t1], Result: [bad]}]
    successors: [{office: town_a, from: 2026-05-01}, {office: town_b, from: 2026-08-01}, {office: new_town, from: 2026-05-01}]
  - {id: older_town, name: 标older_town, level: town, superior: old_town, to: 2026-02-28, successors: [{office: old_town, from: 2026-03-01}]}
  - {id: bureau, name: 标bureau, level: city, superior: province, to: 2026-03-31}
  - {id: deferred, name: 标deferred, level: district, superior: bureau, to: 2026-04-15, successors: [{office: district, from: 2026-05-01}]}
)";

std::string two(int number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

std::string calendar_file(Random& random) {
  static const char* const zones[] = {"Asia/Shanghai", "Asia/Shanghai", "Europe/Rome", "Etc/UTC",
                                      "America/New_York"};
  std::string text = std::string("calendar: random\nzone: ") + zones[random.between(0, 4)] + "\n";
  text += random.chance(80) ? "weekend: [saturday, sunday]\n" : "weekend: [friday, saturday]\n";
  text += random.chance(75) ? "computed: [{from: 2000, to: 2080}]\n" : "computed: [2025, 2026]\n";
  text += "notices:\n  - id: N1\n    year: 2026\n    off:\n";
  for (int month = 1; month <= 12; ++month) {
    int first = random.between(1, 20), last = first + random.between(0, 6);
    for (int day = first; day <= last; ++day)
      text += "      2026-" + two(month) + "-" + two(day) + ": holiday\n";
  }
  text += "    worked:\n";
  for (int month = 1; month <= 12; month += random.between(1, 4))
    text += "      2026-" + two(month) + "-" + two(random.between(27, 28)) + ": make-up day\n";
  return text;
}

std::vector<Variable> random_parameters(const std::string& act, Random& random) {
  std::vector<Variable> parameters;
  static const std::vector<Sort> sorts = {Sort::number, Sort::number,   Sort::choice, Sort::office,
                                          Sort::date,   Sort::duration, Sort::text,   Sort::truth,
                                          Sort::money,  Sort::person};
  int count = random.between(0, 3);
  for (int index = 1; index <= count; ++index) {
    Variable parameter;
    parameter.name = act + "_p" + std::to_string(index);
    parameter.sort = random.pick(sorts);
    parameter.choice = random.between(0, 1);
    parameter.optional = is_text(parameter.sort) || random.chance(30);
    parameters.push_back(parameter);
  }
  return parameters;
}

void make_stages(ChartSpec& chart, int count, const std::string& prefix, Random& random) {
  std::vector<int> open = {-1};
  std::map<int, bool> has_start;
  for (int index = 0; index < count; ++index) {
    StageSpec stage;
    stage.name = prefix + std::to_string(index + 1);
    stage.parent = index == 0 ? -1 : random.pick(open);
    bool last = index + 1 == count;
    if (last) stage.parent = -1;
    stage.final = last || (index > 1 && random.chance(15));
    if (!stage.final && !has_start[stage.parent] && (stage.parent == -1 || random.chance(60))) {
      stage.start = has_start[stage.parent] = true;
    }
    if (!stage.final) open.push_back(index);
    if (!stage.final && stage.parent >= 0) open.push_back(index);
    chart.stages.push_back(stage);
  }
}

/// Makes a stage that has no others in it a parallel one, and one in a branch of it here and there too.
void make_branches(ChartSpec& chart, const std::string& prefix, Random& random) {
  std::vector<int> leaves;
  for (int index = 0; index < static_cast<int>(chart.stages.size()); ++index) {
    bool leaf = !chart.at(index).final && !chart.is_branch(index);
    for (const StageSpec& other : chart.stages) leaf = leaf && other.parent != index;
    for (int times = chart.at(index).start ? 3 : 1; leaf && times > 0; --times) leaves.push_back(index);
  }
  if (leaves.empty()) return;
  int parallel = random.pick(leaves), branches = random.between(2, 3);
  chart.stages[static_cast<std::size_t>(parallel)].parallel = true;
  const auto add = [&](int parent, bool start, bool final) {
    chart.stages.push_back({prefix + std::to_string(chart.stages.size() + 1), parent, start, final, false});
    return static_cast<int>(chart.stages.size()) - 1;
  };
  for (int count = 0; count < branches; ++count) {
    int branch = add(parallel, false, false), start = add(branch, true, false);
    if (random.chance(40)) add(start, random.chance(60), false);
    if (random.chance(40)) add(branch, false, false);
    if (random.chance(75)) add(branch, false, true);
  }
}

Vocabulary make_vocabulary(Random& random) {
  Vocabulary vocabulary;
  vocabulary.choices = {{"t1", "t2", "t3"}, {"good", "bad"}};
  vocabulary.fields = {{"people", Sort::number, false, 0},  {"score", Sort::number, false, 0},
                       {"rank", Sort::number, true, 0},     {"topic", Sort::choice, false, 0},
                       {"second", Sort::choice, true, 0},   {"mark", Sort::choice, false, 1},
                       {"result", Sort::choice, true, 1},   {"urgent", Sort::truth, false, 0},
                       {"heard", Sort::date, true, 0},      {"met", Sort::date, true, 0},
                       {"span", Sort::duration, false, 0},  {"grace", Sort::duration, true, 0},
                       {"handler", Sort::office, false, 0}, {"helper", Sort::office, true, 0},
                       {"reason", Sort::text, true, 0},     {"clerk", Sort::person, true, 0},
                       {"fee", Sort::money, false, 0},      {"bonus", Sort::money, true, 0}};
  vocabulary.offices = {"province", "city",     "district", "town_a",     "town_b", "town_a",  "town_b",
                        "city",     "old_town", "new_town", "older_town", "bureau", "deferred"};
  vocabulary.parties = {"petitioner", "lawyer"};
  vocabulary.office_roles = {"office_in_charge", "boss", "chief", "group", "ladder_up", "officer_role"};
  vocabulary.office_roles.insert(vocabulary.office_roles.end(), {"city_head", "group_or_boss"});
  vocabulary.tables = plan_tables(random);
  vocabulary.acts.push_back({"receive", random_parameters("receive", random)});
  int acts = random.between(3, 7);
  for (int index = 1; index <= acts; ++index) {
    std::string name = "act" + std::to_string(index);
    vocabulary.acts.push_back({name, random_parameters(name, random)});
  }
  if (random.chance(25)) {
    static constexpr std::pair<const char*, const char*> kPeriods[] = {
        {"day", "每日"},       {"week", "每周"},        {"month", "每月"}, {"month", "每月"},
        {"quarter", "每季度"}, {"half year", "每半年"}, {"year", "每年"}};
    std::tie(vocabulary.period, vocabulary.period_chinese) = kPeriods[random.between(0, 6)];
  }
  ChartSpec process{vocabulary.period == nullptr ? "main" : "matter", {}};
  int stages = random.between(3, 9);
  make_stages(process, stages, "s", random);
  int parallel = random.chance(60) ? random.between(1, 2) : 0;
  for (int count = 0; count < parallel; ++count) make_branches(process, "s", random);
  vocabulary.charts.push_back(process);
  int rules = random.between(0, 2);
  for (int index = 1; index <= rules; ++index) {
    ChartSpec rule{"rule" + std::to_string(index), {}};
    std::string prefix = "r" + std::to_string(index) + "s";
    if (random.chance(50)) make_stages(rule, random.between(2, 3), prefix, random);
    if (!rule.stages.empty() && random.chance(25)) make_branches(rule, prefix, random);
    vocabulary.charts.push_back(rule);
  }
  return vocabulary;
}

class PolicyWriter {
public:
  PolicyWriter(std::uint64_t seed, Language language)
      : random_(seed),
        speaker_(language, random_),
        vocabulary_(make_vocabulary(random_)),
        clauses_(vocabulary_, random_, speaker_),
        expressions_(vocabulary_, random_, speaker_) {
    clauses_.plan(random_.between(5, 20));
  }

  std::map<std::string, std::string> files() {
    std::map<std::string, std::string> files = {{"calendar.yaml", calendar_file(random_)},
                                                {"offices.yaml", kOffices}};
    bool apart = random_.chance(30);  // rules in a file of their own
    std::string uses =
        apart && vocabulary_.charts.size() > 1 ? say("use \"more.rules\"\n", "引用 “more.rules”\n") : "";
    files["policy.rules"] = declarations(files) + uses;
    for (std::size_t index = 0; index < vocabulary_.charts.size(); ++index)
      files[apart && index > 0 ? "more.rules" : "policy.rules"] += chart(index);
    files["policy.rules"] += other_case_type();
    files["policy.rules"] += migration();
    return files;
  }

private:
  std::string say(const char* english, const char* chinese) const { return speaker_.say(english, chinese); }

  std::string type(const Variable& variable, bool ranged) {
    std::string text;
    switch (variable.sort) {
      case Sort::truth:
        text = say("yes/no", "是否");
        break;
      case Sort::number:
        text = say("number", "数");
        if (ranged) text += say("(0..1000)", "（0..1000）");
        break;
      case Sort::money:
        text = say("money", "金额");
        break;
      case Sort::choice:
        text = variable.choice == 0 ? "Topic" : "Result";
        break;
      case Sort::date:
        text = say("date", "日期");
        break;
      case Sort::duration:
        text = say("duration", "时长");
        break;
      case Sort::office:
        text = say("office", "单位");
        break;
      case Sort::text:
        text = say("text", "文本");
        break;
      case Sort::person:
        text = say("person", "人员");
        break;
    }
    return text + (variable.optional ? "?" : "");
  }

  std::string initial(const Variable& field) {
    if (field.optional) return "";
    switch (field.sort) {
      case Sort::truth:
        return say(" = no", " = 否");
      case Sort::number:
      case Sort::money:
        return " = " + std::to_string(random_.between(0, 20));
      case Sort::choice:
        return " = " + random_.pick(vocabulary_.choices[static_cast<std::size_t>(field.choice)]);
      case Sort::duration:
        return " = " + expressions_.period(false);
      case Sort::office:
        return " = " + random_.pick(vocabulary_.offices);
      default:
        return "";
    }
  }

  std::string parameters(const ActSpec& act) {
    std::string text;
    for (const Variable& parameter : act.parameters) {
      text += (text.empty() ? "" : ", ") + labelled(parameter.name) + ": " + type(parameter, false);
    }
    return text.empty() ? "" : "(" + text + ")";
  }

  std::string declarations(std::map<std::string, std::string>& files) {
    std::string text = say("policy \"Random\" version \"1\" in force 2026-01-01\n",
                           "政策 “Random” 版本 “1” 施行 2026-01-01\n");
    text += say("calendar \"calendar.yaml\"\noffices \"offices.yaml\"\nsource R \"Rules\"\n",
                "日历 “calendar.yaml”\n机构名录 “offices.yaml”\n文件 R “Rules”\n");
    text += say("choice", "选项") + " Topic { " + labelled("t1") + ", " + labelled("t2") + ", " +
            labelled("t3") + " }\n";
    text += say("choice", "选项") + " Result { " + labelled("good") + ", " + labelled("bad") + " }\n";
    text += say("parameter", "参数") + " " + labelled("usual") + " = " + expressions_.period(false) +
            say(" assumed\n", " 暂定\n");
    text += case_type() + say("case ", "事项 ") + labelled("side") +
            say(" { number_of: matter? }\n", " ｛ number_of：matter？ ｝\n") + say("act ", "行为 ") +
            "meet(with: side?) \"" + Speaker::label("meet") + "\"\n";
    text += TableWriter(vocabulary_, random_, speaker_, expressions_).declarations(files);
    for (const ActSpec& act : vocabulary_.acts)
      text += say("act ", "行为 ") + act.name + parameters(act) + " \"" + Speaker::label(act.name) + "\"\n";
    return text + roles();
  }

  /// Declared twice: its fields join.
  std::string case_type() {
    std::string text = say("case", "事项") + " matter {\n";
    bool range = true;
    std::size_t half = vocabulary_.fields.size() / 2;
    for (std::size_t index = 0; index < vocabulary_.fields.size(); ++index) {
      const Variable& field = vocabulary_.fields[index];
      if (index == half) text += "}\n" + say("case", "事项") + " matter {\n";
      text += "  " + labelled(field.name) + ": " + type(field, range && field.sort == Sort::number) +
              initial(field) + "\n";
      if (field.sort == Sort::number) range = false;  // only the first has a range
    }
    text += "  " + labelled("members") + ": " + say("set of office", "多个 单位") + "\n  " +
            labelled("topics") + ": " + say("set of Topic", "多个 Topic") + "\n  " + labelled("partner") +
            ": side?\n";
    const Scope scope;
    std::vector<std::pair<Variable, std::string>> derived = {
        {{"sum", Sort::number, false, 0}, expressions_.number(scope, 2)},
        {{"far", Sort::date, false, 0}, expressions_.date(scope, 1)},
        {{"above", Sort::office, false, 0}, expressions_.office(scope, 1)},
        {{"grave", Sort::truth, false, 0}, expressions_.truth(scope, 1)}};
    for (const auto& [variable, value] : derived) {
      text += "  " + labelled(variable.name) + " = " + value + "\n";
      vocabulary_.derived.push_back(variable);
    }
    if (vocabulary_.period != nullptr) {
      vocabulary_.derived.insert(vocabulary_.derived.end(), {{"office", Sort::office, false, 0},
                                                             {"first_day", Sort::date, false, 0},
                                                             {"last_day", Sort::date, false, 0}});
    }
    return text + "}\n";
  }

  std::string roles() {
    std::string text, role = say("role ", "角色 ");
    auto declare = [&](const std::string& name, const char* english, const char* chinese) {
      text += role + labelled(name) + " = " + say(english, chinese) + "\n";
    };
    for (const std::string& party : vocabulary_.parties) declare(party, "party", "当事人");
    declare("office_in_charge", "handler", "handler");
    declare("boss", "superior(handler) otherwise province", "上级（handler） 否则为 province");
    declare("chief", "head(handler)", "负责人（handler）");
    declare("officer_role", "officer(helper) otherwise handler", "经办人（helper） 否则为 handler");
    declare("group", "any of members", "任一 members");
    declare("everyone", "each of members", "各 members");
    declare("ladder_up", "any of superiors(handler)", "任一 各上级（handler）");
    declare("city_head", "head(city) otherwise head(handler)", "负责人（city） 否则为 负责人（handler）");
    declare("group_or_boss",
            "any of members otherwise any of superiors(helper otherwise above) otherwise city",
            "任一 members 否则为 任一 各上级（helper 否则为 above） 否则为 city");
    return text;
  }

  static std::string labelled(const std::string& name) { return name + " \"" + Speaker::label(name) + "\""; }

  std::string stage(std::size_t chart, int index, const std::string& indent) {
    const ChartSpec& spec = vocabulary_.charts[chart];
    const StageSpec& stage_spec = spec.stages[static_cast<std::size_t>(index)];
    std::string text = indent;
    if (stage_spec.start) text += say("start ", "起始 ");
    if (stage_spec.final) text += say("final ", "结束 ");
    if (stage_spec.parallel) text += say("parallel ", "并行 ");
    text += spec.is_branch(index) ? say("branch ", "分支 ") : say("stage ", "环节 ");
    text += labelled(stage_spec.name) + " {\n";
    text += clauses_.stage_clauses(chart, index, indent + "  ");
    text += children(chart, index, indent + "  ");
    return text + indent + "}\n";
  }

  std::string children(std::size_t chart, int parent, const std::string& indent) {
    std::string text;
    const auto& stages = vocabulary_.charts[chart].stages;
    for (std::size_t index = 0; index < stages.size(); ++index)
      if (stages[index].parent == parent) text += stage(chart, static_cast<int>(index), indent);
    return text;
  }

  /// What cases are opened of and submit to.
  std::string other_case_type() {
    static constexpr const char* kParameters = "(who: office, many: number?, about: Topic?, words: text?)";
    return say("process sides for side cites R 2 {\n  opens on begin(of: matter, who: office, many: number?, "
               "about: Topic?, "
               "words: text?) by matter { set number_of = of }\n  start stage waiting {\n    matter may tell",
               "流程 sides 适用 side 依据 R 2 {\n  始于 begin(of: matter, who: office, many: number?, about: "
               "Topic?, words: "
               "text?) 由 matter { number_of 设为 of }\n  起始 环节 waiting {\n    matter 可以 tell") +
           kParameters +
           say("\n    after 5 days -> past\n  }\n  final stage past\n}\n",
               "\n    满5日 转入 past\n  }\n  结束 环节 past\n}\n");
  }

  std::string of_office_and_period() {
    std::string text =
        say(" for office each ", " 适用 单位") + say(vocabulary_.period, vocabulary_.period_chinese);
    if (random_.chance(50)) text += say(" when level(office) > ", "，如果 层级（单位） ＞ ") + "2";
    return text;
  }

  std::string chart(std::size_t index) {
    std::string text = index == 0 ? say("process ", "流程 ") : say("rule ", "规则 ");
    const bool periodic = index == 0 && vocabulary_.period != nullptr;
    text += vocabulary_.charts[index].name +
            (periodic ? of_office_and_period() : say(" for matter", " 适用 matter")) +
            say(" cites R 1 {\n", " 依据 R 1 {\n");
    if (index == 0)
      text += say("  owner office_in_charge\n", "  责任单位：office_in_charge\n") +
              (periodic ? "" : clauses_.opening("  ")) + clauses_.across_cases("  ");
    text += clauses_.stage_clauses(index, -1, "  ");
    text += children(index, -1, "  ");
    if (index + 1 == vocabulary_.charts.size()) text += clauses_.permissions_left("  ");
    return text + "}\n";
  }

  /// What goes over from an older policy, of which nothing is known.
  std::string migration() {
    const auto& stages = vocabulary_.charts.front().stages;
    const auto target = [&] {
      return random_.chance(30) ? say("same stage", "同名环节")
                                : speaker_.call(stages[static_cast<std::size_t>(random_.between(
                                                           0, static_cast<int>(stages.size()) - 1))]
                                                    .name);
    };
    const auto effect = [&] {
      const Variable& field = random_.pick(vocabulary_.fields);
      if (field.optional) return say("set ", "") + field.name + say(" = unknown", " 设为 不明");
      return say("add city to members", "members 增加 city");
    };
    const std::string goes = say(" -> ", " 转入 ");
    std::string text =
        say("migrate from \"Earlier\" version \"0\" {\n", "新旧衔接 自 “Earlier” 版本 “0” ｛\n");
    text += "  old1, older.old2" + goes + target() + "\n  \"old 3\"" + goes + target() + " { " + effect() +
            " }\n";
    text += say("  old4 stays\n  others", "  old4 不转\n  其余") +
            (random_.chance(30) ? say(" stay", " 不转") : goes + target()) + "\n";
    text += say("  field ", "  字段 ") + "old5" + goes +
            speaker_.call(random_.pick(vocabulary_.fields).name) + "\n";
    if (random_.chance(50)) text += say("  drop old6, old7\n", "  舍去 old6、old7\n");
    if (random_.chance(50)) text += "  " + effect() + "\n";
    return text + "}\n";
  }

  Random random_;
  Speaker speaker_;
  Vocabulary vocabulary_;
  ClauseWriter clauses_;
  ExpressionWriter expressions_;
};

}  // namespace

std::map<std::string, std::string> generate_policy(std::uint64_t seed, Language language) {
  return PolicyWriter(seed, language).files();
}

}  // namespace recourse::reference
