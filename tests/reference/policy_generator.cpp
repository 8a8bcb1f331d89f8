// Declarations, stages and files of a random policy; clauses are clause_writer.cpp's.
#include "tests/reference/policy_generator.h"

#include "tests/reference/clause_writer.h"

namespace recourse::reference {
namespace {

const char* const kOffices = R"(levels: [province, city, district, town]
offices:
  - {id: province, name: Province, level: province}
  - {id: city, name: City, level: city, superior: province, posts: [{post: head, holder: Li}]}
  - {id: district, name: District, level: district, superior: city, competences: [{Topic: [t1, t2]}]}
  - {id: town_a, name: Town A, level: town, superior: district, competences: [{Topic: [t1]}, {Topic: t3}]}
  - {id: town_b, name: Town B, level: town, superior: district, competences: [{}]}
  - id: old_town
    name: Old Town
    level: town
    superior: district
    to: 2026-04-30
    successors: [{office: town_a, from: 2026-05-01}, {office: town_b, from: 2026-05-01}]
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
                                          Sort::date,   Sort::duration, Sort::text,   Sort::truth};
  int count = random.between(0, 3);
  for (int index = 1; index <= count; ++index) {
    Variable parameter;
    parameter.name = act + "_p" + std::to_string(index);
    parameter.sort = random.pick(sorts);
    parameter.choice = random.between(0, 1);
    parameter.optional = parameter.sort == Sort::text || random.chance(30);
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
                       {"reason", Sort::text, true, 0}};
  vocabulary.offices = {"province", "city", "district", "town_a", "town_b", "old_town"};
  vocabulary.parties = {"petitioner", "lawyer"};
  vocabulary.office_roles = {"office_in_charge", "boss", "chief", "group", "ladder_up", "officer_role"};
  vocabulary.acts.push_back({"receive", random_parameters("receive", random)});
  int acts = random.between(3, 7);
  for (int index = 1; index <= acts; ++index) {
    std::string name = "act" + std::to_string(index);
    vocabulary.acts.push_back({name, random_parameters(name, random)});
  }
  ChartSpec process{"main", {}};
  int stages = random.between(3, 9);
  make_stages(process, stages, "s", random);
  vocabulary.charts.push_back(process);
  int rules = random.between(0, 2);
  for (int index = 1; index <= rules; ++index) {
    ChartSpec rule{"rule" + std::to_string(index), {}};
    if (random.chance(50)) make_stages(rule, random.between(2, 3), "r" + std::to_string(index) + "s", random);
    vocabulary.charts.push_back(rule);
  }
  return vocabulary;
}

class PolicyWriter {
public:
  PolicyWriter(std::uint64_t seed, Language language)
      : random_(seed),
        speaker_(language),
        vocabulary_(make_vocabulary(random_)),
        clauses_(vocabulary_, random_, language),
        expressions_(vocabulary_, random_, language) {
    clauses_.plan(random_.between(5, 20));
  }

  std::map<std::string, std::string> files() {
    return {{"calendar.yaml", calendar_file(random_)}, {"offices.yaml", kOffices}, {"policy.rules", rules()}};
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
    }
    return text + (variable.optional ? "?" : "");
  }

  std::string initial(const Variable& field) {
    if (field.optional) return "";
    switch (field.sort) {
      case Sort::truth:
        return say(" = no", " = 否");
      case Sort::number:
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
      text += (text.empty() ? "" : ", ") + parameter.name + ": " + type(parameter, false);
    }
    return text.empty() ? "" : "(" + text + ")";
  }

  std::string declarations() {
    std::string text = say("policy \"Random\" version \"1\" in force 2026-01-01\n",
                           "政策 “Random” 版本 “1” 施行 2026-01-01\n");
    text += say("calendar \"calendar.yaml\"\noffices \"offices.yaml\"\nsource R \"Rules\"\n",
                "日历 “calendar.yaml”\n机构名录 “offices.yaml”\n文件 R “Rules”\n");
    text +=
        say("choice", "选项") + " Topic { t1, t2, t3 }\n" + say("choice", "选项") + " Result { good, bad }\n";
    text +=
        say("parameter", "参数") + " usual = " + expressions_.period(false) + say(" assumed\n", " 暂定\n");
    text += say("case", "事项") + " matter {\n";
    bool range = true;
    for (const Variable& field : vocabulary_.fields) {
      text +=
          "  " + field.name + ": " + type(field, range && field.sort == Sort::number) + initial(field) + "\n";
      if (field.sort == Sort::number) range = false;  // only the first has a range
    }
    text += "  members: " + say("set of office", "多个 单位") +
            "\n  topics: " + say("set of Topic", "多个 Topic") + "\n}\n";
    for (const ActSpec& act : vocabulary_.acts)
      text += say("act ", "行为 ") + act.name + parameters(act) + "\n";
    std::string role = say("role ", "角色 ");
    for (const std::string& party : vocabulary_.parties)
      text += role + party + say(" = party\n", " = 当事人\n");
    text += role + "office_in_charge = handler\n";
    text +=
        role + "boss = " + say("superior(handler) otherwise province\n", "上级（handler） 否则为 province\n");
    text += role + "chief = " + say("head(handler)\n", "负责人（handler）\n");
    text += role + "officer_role = " +
            say("officer(helper) otherwise handler\n", "经办人（helper） 否则为 handler\n");
    text += role + "group = " + say("any of members\n", "任一 members\n");
    text += role + "ladder_up = " + say("any of superiors(handler)\n", "任一 各上级（handler）\n");
    return text;
  }

  std::string stage(std::size_t chart, int index, const std::string& indent) {
    const ChartSpec& spec = vocabulary_.charts[chart];
    const StageSpec& stage_spec = spec.stages[static_cast<std::size_t>(index)];
    std::string text = indent;
    if (stage_spec.start) text += say("start ", "起始 ");
    if (stage_spec.final) text += say("final ", "结束 ");
    text += say("stage ", "环节 ") + stage_spec.name + " {\n";
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

  std::string rules() {
    std::string text = declarations();
    for (std::size_t chart = 0; chart < vocabulary_.charts.size(); ++chart) {
      text += chart == 0 ? say("process ", "流程 ") : say("rule ", "规则 ");
      text += vocabulary_.charts[chart].name + say(" for matter cites R 1 {\n", " 适用 matter 依据 R 1 {\n");
      if (chart == 0)
        text += say("  owner office_in_charge\n", "  责任单位：office_in_charge\n") + clauses_.opening("  ");
      text += clauses_.stage_clauses(chart, -1, "  ");
      text += children(chart, -1, "  ");
      if (chart + 1 == vocabulary_.charts.size()) text += clauses_.permissions_left("  ");
      text += "}\n";
    }
    return text;
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
