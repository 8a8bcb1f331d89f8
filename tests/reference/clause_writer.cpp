// Random clauses in the rule language.
#include "tests/reference/clause_writer.h"

#include <algorithm>

namespace recourse::reference {

void ClauseWriter::plan(int clauses) {
  static const std::vector<Kind> kinds = {Kind::must,  Kind::must,     Kind::must, Kind::may,
                                          Kind::may,   Kind::may,      Kind::on,   Kind::on,
                                          Kind::after, Kind::must_not, Kind::pause};
  int each_chance = random_.chance(40) ? 50 : 0;  // of a duty
  for (int count = 0; count < clauses; ++count) {
    Planned planned;
    planned.kind = random_.pick(kinds);
    place(planned);
    planned.whens = random_.chance(15) ? random_.between(1, 2) : 0;
    planned.dated = planned.kind == Kind::must ? random_.chance(80) : random_.chance(50);
    planned.each = planned.kind == Kind::must && each_chance > 0 && random_.chance(each_chance);
    planned.duties_before = static_cast<int>(vocabulary_.duties.size());
    if (planned.kind == Kind::must || (planned.kind == Kind::may && planned.dated)) {
      planned.duty = planned.duties_before;
      vocabulary_.duties.push_back(
          {"d" + std::to_string(planned.duty + 1), planned.kind == Kind::must, planned.dated, planned.each});
    }
    if (planned.kind == Kind::must_not) plan_prohibition(planned);
    planned_.push_back(planned);
  }
}

void ClauseWriter::place(Planned& planned) {
  planned.chart =
      static_cast<std::size_t>(random_.between(0, static_cast<int>(vocabulary_.charts.size()) - 1));
  if (random_.chance(40)) planned.chart = 0;
  const auto& stages = vocabulary_.charts[planned.chart].stages;
  if (!stages.empty() && random_.chance(80))
    planned.stage = random_.between(0, static_cast<int>(stages.size()) - 1);
  if (planned.chart > 0 && planned.stage < 0 && random_.chance(35))
    planned.at = random_.between(0, static_cast<int>(vocabulary_.charts.front().stages.size()) - 1);
  if (planned.stage >= 0 && stages[static_cast<std::size_t>(planned.stage)].final) {
    // What happens in a final stage is the affair of rules, which put it `at` a stage of the process.
    bool possible = planned.chart == 0 && vocabulary_.charts.size() > 1;
    planned.at = possible ? planned.stage : -1;
    if (possible) planned.chart = 1;
    planned.stage = -1;
  }
}

void ClauseWriter::plan_prohibition(Planned& planned) {
  if (random_.chance(15)) return;
  planned.forbidden = {random_.between(1, static_cast<int>(vocabulary_.acts.size()) - 1)};
  int other = random_.between(1, static_cast<int>(vocabulary_.acts.size()) - 1);
  if (random_.chance(25) && other != planned.forbidden.front()) planned.forbidden.push_back(other);
  planned.approvable = random_.chance(60);
  if (!planned.approvable) return;
  for (int index : planned.forbidden)
    vocabulary_.approvals.push_back(vocabulary_.acts[static_cast<std::size_t>(index)].name);
}

std::string ClauseWriter::stage_clauses(std::size_t chart, int stage, const std::string& indent) {
  std::string text;
  for (const Planned& planned : planned_) {
    if (planned.chart != chart || planned.stage != stage) continue;
    speaker_.choose_language();
    std::string line = clause(planned);
    if (line.empty()) continue;
    for (int whens = 0; whens < planned.whens; ++whens)
      line = say("when ", "如果 ") + expressions_.truth({}, 1) + " {\n" + indent + "  " + line + "\n" +
             indent + "}";
    if (planned.at >= 0) {
      const std::string& name = vocabulary_.charts.front().stages[static_cast<std::size_t>(planned.at)].name;
      line = say("at ", "在 ") + speaker_.call(name) + say("", " 环节") + " {\n" + indent + line + "\n" +
             indent + "}";
    }
    text += indent + line + "\n";
  }
  speaker_.return_to_own_language();
  return text;
}

std::string ClauseWriter::clause(const Planned& planned) {
  switch (planned.kind) {
    case Kind::must:
      return must(planned);
    case Kind::may:
      return may(planned);
    case Kind::must_not:
      return must_not(planned);
    case Kind::on:
      return on(planned);
    case Kind::after:
      return after(planned);
    case Kind::pause:
      return pause();
  }
  return "";
}

std::string ClauseWriter::act(int index) {
  return speaker_.call(vocabulary_.acts[static_cast<std::size_t>(index)].name);
}

std::string ClauseWriter::acts(int first, int percent_of_several, const ActSpec*& only) {
  int last = static_cast<int>(vocabulary_.acts.size()) - 1;
  int one = random_.between(first, last), other = random_.between(first, last);
  only = &vocabulary_.acts[static_cast<std::size_t>(one)];
  permitted_.insert(only->name);
  std::string text = act(one);
  if (one == other || !random_.chance(percent_of_several)) return text;
  only = nullptr;
  permitted_.insert(vocabulary_.acts[static_cast<std::size_t>(other)].name);
  return text + say(" or ", " 或 ") + act(other);
}

std::string ClauseWriter::office_role() {
  if (random_.chance(85)) return speaker_.call(random_.pick(vocabulary_.office_roles));
  switch (random_.between(0, 3)) {
    case 0:
      return speaker_.call(random_.pick(vocabulary_.offices));
    case 1:
      return speaker_.call("handler");
    case 2:
      return say("head(", "负责人（") + random_.pick(vocabulary_.offices) +
             say(") otherwise handler", "） 否则为 handler");
    default:
      return say("any of ", "任一 ") + speaker_.call("members") +
             say(" otherwise handler", " 否则为 handler");
  }
}

std::string ClauseWriter::each_member() {
  if (random_.chance(20)) return speaker_.call("everyone");
  std::string text = say("each of ", "各 ") + speaker_.call("members");
  if (!random_.chance(30)) return text;
  std::string except = random_.chance(50) ? speaker_.call("handler") : random_.pick(vocabulary_.offices);
  return text + say(" except ", " 但 ") + except + say("", " 除外");
}

std::string ClauseWriter::anybody() {
  return random_.chance(45) ? speaker_.call(random_.pick(vocabulary_.parties)) : office_role();
}

/// Only what stands before it, so that no clause overrides itself by a detour.
std::string ClauseWriter::overrides(const Planned& planned, int percent) {
  if (planned.duties_before == 0 || !random_.chance(percent)) return "";
  int duty = random_.between(0, planned.duties_before - 1);
  if (statutory_.contains(duty)) return "";  // what the law gives is not taken away
  return say(" overrides ", " 优先于 ") +
         speaker_.call(vocabulary_.duties[static_cast<std::size_t>(duty)].name);
}

std::string ClauseWriter::when(const Scope& scope) {
  return say(" when ", " 如果 ") + expressions_.truth(scope, 2);
}

std::string ClauseWriter::opening(const std::string& indent) {
  std::string text;
  int openings = random_.chance(25) ? 2 : 1;
  for (int opening = 0; opening < openings; ++opening) {
    speaker_.choose_language();
    int first = opening == 0 ? 0 : random_.between(1, static_cast<int>(vocabulary_.acts.size()) - 1);
    const ActSpec* only = &vocabulary_.acts[static_cast<std::size_t>(first)];
    if (opening == 0) permitted_.insert(only->name);
    text += indent + say("opens on ", "始于 ") + act(first);
    if (opening == 0 && openings == 1 && random_.chance(15)) {
      text += say(" or ", " 或 ") + act(static_cast<int>(vocabulary_.acts.size()) - 1);
      only = nullptr;
    }
    if (random_.chance(70)) text += say(" by ", " 由 ") + anybody();
    if (random_.chance(10)) text += when({only, true});
    text += effects({only, true}, 80) + "\n";
  }
  speaker_.return_to_own_language();
  return text;
}

std::string ClauseWriter::permissions_left(const std::string& indent) {
  std::string text;
  for (const ActSpec& spec : vocabulary_.acts) {
    if (permitted_.contains(spec.name)) continue;
    text += indent + anybody() + say(" may ", " 可以 ") + speaker_.call(spec.name) + "\n";
  }
  return text;
}

std::string ClauseWriter::named(const Planned& planned) {
  if (planned.duty < 0) return "";
  const std::string& name = vocabulary_.duties[static_cast<std::size_t>(planned.duty)].name;
  return say(" as ", " 以下称 ") + name + " \"" + Speaker::label(name) + "\"";
}

void ClauseWriter::note_statutory(const Planned& planned, const std::string& text) {
  const bool statutory =
      text.find(" statutory") != std::string::npos || text.find(" 法定") != std::string::npos;
  if (statutory && planned.duty >= 0) statutory_.insert(planned.duty);
}

std::string ClauseWriter::must(const Planned& planned) {
  const ActSpec* only = nullptr;
  std::string text = planned.each ? each_member() : office_role();
  text += say(" must ", " 应当 ") + acts(1, 25, only);
  if (planned.dated) text += limit(true, planned.each);
  if (planned.dated && random_.chance(10))
    text += say(" aim ", " 力争 在 ") + expressions_.period(false) + say("", " 内");
  if (random_.chance(15)) text += when({});
  note_statutory(planned, text);
  text += named(planned) + overrides(planned, 10);
  text += move(planned, 35) + effects({only, true}, 25);
  if (planned.dated && random_.chance(50)) {
    Scope scope;
    scope.it = planned.each;
    std::string reaction = move(planned, planned.each ? 30 : 60) + effects(scope, planned.each ? 70 : 40);
    if (!reaction.empty()) text += say(" else", " 逾期则") + reaction;
  }
  return text;
}

std::string ClauseWriter::may(const Planned& planned) {
  const ActSpec* only = nullptr;
  std::string text = anybody();
  text += say(" may ", " 可以 ") + acts(0, 20, only);
  if (random_.chance(30)) {
    text += random_.chance(60) ? say(" once", " 一次")
                               : " " + std::to_string(random_.between(2, 4)) + say(" times", "次");
  }
  if (planned.dated) text += limit(random_.chance(30));
  if (random_.chance(35)) text += when({only, true});
  note_statutory(planned, text);
  text += named(planned) + overrides(planned, 10);
  text += move(planned, 50) + effects({only, true}, 40);
  if (planned.dated && random_.chance(50)) {
    std::string reaction = move(planned, 60) + effects({}, 40);
    if (!reaction.empty()) text += say(" else", " 期满则") + reaction;
  }
  return text;
}

std::string ClauseWriter::must_not(const Planned& planned) {
  std::string text = random_.chance(50) ? "" : anybody() + " ";
  if (planned.forbidden.empty())
    return text + say("must not any when ", "不得 任何行为 如果 ") + expressions_.truth({nullptr, true}, 2);
  text += say("must not ", "不得 ") + act(planned.forbidden.front());
  const ActSpec* only = &vocabulary_.acts[static_cast<std::size_t>(planned.forbidden.front())];
  if (planned.forbidden.size() > 1) {
    text += say(" or ", " 或 ") + act(planned.forbidden.back());
    only = nullptr;
  }
  if (random_.chance(60)) text += when({only, true});
  if (planned.approvable) {
    std::string by = office_role();
    text += say(" unless approved by ", " 未经 ") + by + say("", " 批准");
  }
  return text + overrides(planned, 10);
}

const DutySpec* ClauseWriter::pick_duty(bool must, bool dated) {
  std::vector<const DutySpec*> duties;
  for (const DutySpec& duty : vocabulary_.duties)
    if ((!must || duty.must) && (!dated || duty.dated)) duties.push_back(&duty);
  return duties.empty() ? nullptr : random_.pick(duties);
}

std::string ClauseWriter::duty_name(bool must, bool dated) {
  const DutySpec* duty = pick_duty(must, dated);
  return duty == nullptr ? "" : speaker_.call(duty->name);
}

std::string ClauseWriter::on(const Planned& planned) {
  std::string text = say("on ", "一经 ");
  Scope scope{nullptr, true, false};
  const DutySpec* spec = pick_duty(true, false);
  std::string duty = spec == nullptr ? "" : speaker_.call(spec->name);
  int kind = random_.between(0, 9);
  if (random_.chance(25) && !vocabulary_.approvals.empty()) {
    scope = {nullptr, true};
    text += say("approve(", "批准（") + random_.pick(vocabulary_.approvals) + say(")", "）");
  } else if (kind < 2 && !duty.empty()) {
    bool lapsed = random_.chance(50);
    scope.it = lapsed && spec->each;
    text += (lapsed ? say("overdue(", "逾期（") : say("done(", "完成（")) + duty + say(")", "）");
  } else if (std::string parallel = kind < 6 ? parallel_name(planned.chart) : "";
             !parallel.empty() && random_.chance(40)) {
    text += say("done(", "完成（") + parallel + say(")", "）");
  } else if (kind == 2) {
    const auto& own = vocabulary_.charts[planned.chart].stages;
    const auto& stages = own.empty() ? vocabulary_.charts.front().stages : own;
    text += say("entered(", "进入（") + speaker_.call(random_.pick(stages).name) + say(")", "）");
  } else {
    if (random_.chance(25)) text += say("first ", "首次 ");
    int last = static_cast<int>(vocabulary_.acts.size()) - 1;
    int one = random_.between(1, last), other = random_.between(1, last);
    scope = {&vocabulary_.acts[static_cast<std::size_t>(one)], true};
    text += act(one);
    if (one != other && random_.chance(20)) {
      scope.act = nullptr;
      text += say(" or ", " 或 ") + act(other);
    }
    if (random_.chance(30)) text += say(" by ", " 由 ") + anybody();
  }
  text += overrides(planned, 8);
  if (random_.chance(40)) text += when(scope);
  std::string reaction = move(planned, 60) + effects(scope, 50);
  return reaction.empty() ? text + effects(scope, 100) : text + reaction;
}

std::string ClauseWriter::after(const Planned& planned) {
  std::string text = say("after ", "满 ");
  std::string duty = duty_name(true, true);
  if (random_.chance(30) && !duty.empty()) {
    text += say("0 days from ", "0日 自 ") + duty + say(".due - ", ".到期日 - ") +
            expressions_.period(false) + say("", " 之日起");
  } else {
    text += expressions_.period(true);
    if (random_.chance(40)) text += anchor();
    if (random_.chance(10)) text += say(" exactly", " 不顺延");
  }
  text += overrides(planned, 8);
  std::string reaction = move(planned, 60) + effects({}, 60);
  return reaction.empty() ? text + effects({}, 100) : text + reaction;
}

std::string ClauseWriter::pause() {
  std::string names = duty_name(false, true);
  std::string second = duty_name(false, true);
  if (names.empty()) return "";
  if (random_.chance(20))
    names = say("all", "所有");
  else if (second != names && random_.chance(30))
    names += ", " + second;
  std::string condition = expressions_.truth({}, 1);
  if (random_.chance(60)) {
    const ChartSpec& chart = random_.pick(vocabulary_.charts);
    const auto& stages = chart.stages.empty() ? vocabulary_.charts.front().stages : chart.stages;
    condition = say("in ", "在 ") + speaker_.call(random_.pick(stages).name) + say("", " 环节");
  }
  if (speaker_.speaks_chinese()) return condition + " 期间 不计入 " + names + " 依据 R 1";
  return "pause " + names + " while " + condition + " cites R 1";
}

std::string ClauseWriter::anchor(bool plain) {
  return say(" from ", " 自 ") + (!plain && random_.chance(25) ? composed(2) : occurrence()) +
         say("", " 之日起");
}

std::string ClauseWriter::occurrence() {
  switch (random_.between(0, 4)) {
    case 0:
      return speaker_.call(random_.pick(vocabulary_.charts.front().stages).name);
    case 1:
      return speaker_.call(random_.chance(50) ? "heard" : "met");
    default:
      return act(random_.between(0, static_cast<int>(vocabulary_.acts.size()) - 1));
  }
}

std::string ClauseWriter::composed(int depth) {
  if (depth == 0 || random_.chance(20)) return occurrence();
  if (random_.chance(40)) return composed(depth - 1) + " + " + length();
  bool is_earliest = random_.chance(50);
  std::string text = is_earliest ? say("earliest(", "最早（") : say("latest(", "最晚（");
  text += composed(depth - 1);
  int others = random_.between(1, 2);
  for (int other = 0; other < others; ++other) text += say(", ", "，") + composed(depth - 1);
  return text + say(")", "）");
}

/// A period, mostly as it is written, else from a parameter or a field.
std::string ClauseWriter::length() {
  switch (random_.between(0, 8)) {
    case 0:
      return speaker_.call("usual");
    case 1:
      return speaker_.call("span");
    case 2:
      return say("(grace otherwise 6 days)", "（grace 否则为 6日）");
    case 3:
      return expressions_.answer({}, Sort::duration, "5 days");
    default:
      return expressions_.period(true);
  }
}

std::string ClauseWriter::extension() {
  int index = random_.between(1, static_cast<int>(vocabulary_.acts.size()) - 1);
  const ActSpec& through = vocabulary_.acts[static_cast<std::size_t>(index)];
  bool has_length = false;
  for (const Variable& parameter : through.parameters)
    has_length = has_length || (parameter.sort == Sort::duration && !parameter.optional);
  std::string text = say(" extendable ", " 可延长 ");
  text += random_.chance(60) ? say("once ", "一次 ")
                             : std::to_string(random_.between(2, 3)) + say(" times ", "次 ");
  if (has_length && random_.chance(80))
    text += random_.chance(50) ? say("by up to ", "不超过 ") : say("to at most ", "总计不超过 ");
  else
    text += random_.chance(30) ? say("to at most ", "总计不超过 ") : say("by ", "");
  std::string by = office_role();
  text += expressions_.period(false) + say(" through ", " 通过 ") + act(index) + say(" by ", " 由 ") + by;
  permitted_.insert(through.name);
  return text;
}

std::string ClauseWriter::limit(bool extendable, bool each) {
  std::string text;
  if (random_.chance(8)) {
    text = say(" until ", " 至 ") +
           (random_.chance(60) ? say("(heard otherwise 2026-05-20)", "（heard 否则为 2026-05-20）")
                               : "2026-06-30") +
           say("", " 前");
    if (random_.chance(20)) text += anchor();  // which means nothing there
  } else {
    text = say(" within ", " 在 ") + length() + say("", " 内");
    if (random_.chance(55)) text += anchor(each);
    if (extendable && random_.chance(30)) text += extension();
  }
  if (random_.chance(15)) text += say(" exactly", " 不顺延");
  if (random_.chance(20)) text += random_.chance(50) ? say(" statutory", " 法定") : say(" assumed", " 暂定");
  return text;
}

std::string ClauseWriter::move(const Planned& planned, int percent) {
  std::size_t chart = planned.at >= 0 ? 0 : planned.chart;
  const ChartSpec& spec = vocabulary_.charts[chart];
  if (spec.stages.empty() || !random_.chance(percent)) return "";
  int target = random_.between(0, static_cast<int>(spec.stages.size()) - 1);
  while (spec.is_beside(target, planned.at >= 0 ? planned.at : planned.stage))
    target = spec.at(target).parent;
  return say(" -> ", " 转入 ") + speaker_.call(spec.at(target).name);
}

std::string ClauseWriter::parallel_name(std::size_t chart) {
  std::vector<std::string> names;
  for (std::size_t index : {std::size_t{0}, chart})
    for (const StageSpec& stage : vocabulary_.charts[index].stages)
      if (stage.parallel) names.push_back(stage.name);
  return names.empty() ? "" : speaker_.call(random_.pick(names));
}

/// Of few offices, so that some join and leave again.
std::string ClauseWriter::change_of_members() {
  static const std::vector<std::string> offices = {"town_a",   "town_b",   "city",
                                                   "old_town", "new_town", "handler"};
  bool adds = random_.chance(70);
  std::string office = random_.pick(offices);
  if (speaker_.speaks_chinese()) return std::string("members ") + (adds ? "增加 " : "去除 ") + office;
  return (adds ? "add " : "remove ") + office + (adds ? " to members" : " from members");
}

std::string ClauseWriter::effect(const Scope& scope) {
  bool has_each = std::ranges::any_of(vocabulary_.duties, [](const DutySpec& duty) { return duty.each; });
  if (has_each && random_.chance(40)) return change_of_members();
  std::string office = expressions_.office(scope, 1), topic = expressions_.choice(scope, 0);
  switch (random_.between(0, 10)) {
    case 4:
      return say("open ", "立案 ") + speaker_.call("side") + "(of: matter, " + sent_arguments(scope) + ")";
    case 0:
      return speaker_.speaks_chinese() ? "members 增加 " + office : "add " + office + " to members";
    case 1:
      return speaker_.speaks_chinese() ? "topics 增加 " + topic : "add " + topic + " to topics";
    case 2:
      return speaker_.speaks_chinese() ? "members 去除 " + office : "remove " + office + " from members";
    case 3: {
      std::string receiver = scope.it && random_.chance(60)   ? say("it", "该单位")
                             : has_each && random_.chance(30) ? each_member()
                                                              : anybody();
      std::string told = random_.chance(70) ? " \"told " + std::to_string(random_.between(1, 9)) + "\"" : "";
      return say("notify ", "告知 ") + receiver + told;
    }
    default:
      break;
  }
  const Variable& field = random_.pick(vocabulary_.fields);
  std::string value = expressions_.value(field, scope), name = speaker_.call(field.name);
  if (random_.chance(25)) return say("set once ", "一次确定 ") + name + say(" = ", " 为 ") + value;
  return speaker_.speaks_chinese() ? name + " 设为 " + value : "set " + name + " = " + value;
}

std::string ClauseWriter::sent_arguments(const Scope& scope) {
  std::string text = "who: " + expressions_.office(scope, 1);
  if (random_.chance(50)) text += ", many: " + expressions_.number(scope, 1);
  if (random_.chance(50)) text += ", about: " + expressions_.choice(scope, 0);
  if (random_.chance(50)) text += random_.chance(50) ? ", words: \"words\"" : ", words: reason";
  return text;
}

std::string ClauseWriter::across_cases(const std::string& indent) {
  const std::string with =
      say(" { submit ", " ｛ 提交 ") + "tell(" + sent_arguments({nullptr, true}) + ")" + say(" to ", " 给 ");
  const std::string heard = speaker_.call(random_.pick(vocabulary_.acts).name);
  // To the case of another office in the same period.
  const std::string beside = vocabulary_.period == nullptr
                                 ? ""
                                 : indent + "matter" + say(" may ", " 可以 ") + "nudge\n" + indent +
                                       say("on ", "一经 ") + heard +
                                       say(" { submit nudge to matter(", " ｛ 提交 nudge 给 matter（") +
                                       expressions_.office({nullptr, true}, 1) + say(") }\n", "） ｝\n");
  return beside + indent + anybody() + say(" may ", " 可以 ") + "meet\n" + indent + say("on ", "一经 ") +
         say("meet { set partner = with }\n", "meet ｛ partner 设为 with ｝\n") + indent +
         say("on ", "一经 ") + "meet" + say(" when with is known", " 如果 with 已明确") + with + "with }\n" +
         indent + say("on ", "一经 ") + heard + say(" when partner is known", " 如果 partner 已明确") + with +
         "partner }\n";
}

std::string ClauseWriter::effects(const Scope& scope, int percent) {
  if (!random_.chance(percent)) return "";
  std::string text = " { " + effect(scope);
  if (random_.chance(40)) text += "; " + effect(scope);
  return text + " }";
}

}  // namespace recourse::reference
