// Writes the half year of a district as the two files that its petition office would export: intake.csv
// (UTF-8) and acts.csv (GB18030). The totals are published figures (README beside this file); days, topics
// and roads are drawn from a fixed seed. Knows nothing of the engine: what the rules say of these acts is
// theirs to say. That every act is one that they permit is a matter of days: what is late here is late by more
// than any holiday can move a date, what is in time is so by working days.
//
//   half_year_generate DIRECTORY [SEED]
#include <iconv.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <fstream>
#include <iostream>
#include <map>
#include <random>
#include <string>
#include <tuple>
#include <vector>

namespace {

constexpr int kLastDay = 181;  // 2026-06-30, counted from 2026-01-01 as day 1

// Standard distributions differ between libraries; the files must not.
class Dice {
public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}
  int between(int least, int most) {
    return least + static_cast<int>(engine_() % static_cast<std::uint64_t>(most - least + 1));
  }
  bool percent(int share) { return between(1, 100) <= share; }
  template <typename T, std::size_t N>
  const T& pick(const std::array<T, N>& from) {
    return from[static_cast<std::size_t>(between(0, N - 1))];
  }

private:
  std::mt19937_64 engine_;
};

struct Area {
  const char* place;
  const char* office;
  bool town;
};
constexpr std::array<Area, 11> kAreas{{{"沙岭镇", "沙岭镇政府", true},
                                       {"何家镇", "何家镇政府", true},
                                       {"兴化街道", "兴化街道办事处", false},
                                       {"工农街道", "工农街道办事处", false},
                                       {"铁东街道", "铁东街道办事处", false},
                                       {"建设街道", "建设街道办事处", false},
                                       {"城南街道", "城南街道办事处", false},
                                       {"新立街道", "新立街道办事处", false},
                                       {"跃进街道", "跃进街道办事处", false},
                                       {"大河街道", "大河街道办事处", false},
                                       {"北山街道", "北山街道办事处", false}}};

struct Intake {
  std::string number, registrar, form, topic;
  Area area;
  int day = 0;
  int people = 1;
  bool reachable = true;
};

/// The columns of the second file that only some acts fill.
constexpr std::array<const char*, 13> kColumns{"去向",         "处理意见", "决定",     "理由",     "延长期限",
                                               "措施",         "法定途径", "反馈期限", "争议单位", "督办情形",
                                               "不予受理情形", "改进建议", "办理结果"};
using Cells = std::map<std::string, std::string>;

struct Actor {
  std::string office{}, role{}, post{};
};

struct Act {
  int day = 0;
  int order = 0;
  std::string number, name;
  Actor actor;
  Cells cells;
};

std::string padded(int number, std::size_t width) {
  const std::string digits = std::to_string(number);
  return std::string(width - std::min(width, digits.size()), '0').append(digits);
}

std::string date_text(int day) {
  constexpr std::array<int, 12> kMonths{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  int month = 0;
  while (day > kMonths[static_cast<std::size_t>(month)]) day -= kMonths[static_cast<std::size_t>(month++)];
  return "2026-" + padded(month + 1, 2) + "-" + padded(day, 2);
}

/// The offices that the directory makes competent below the government; two of them where fields overlap.
std::vector<std::string> competent_offices(const Intake& intake) {
  if (intake.topic == "社会保障" || intake.topic == "下岗职工工资") return {"区人社局"};
  if (intake.topic == "行洪道土地" && intake.area.town) return {intake.area.office, "区水利局"};
  if (intake.topic == "行洪道土地") return {"区水利局"};
  if (intake.topic == "拆迁安置" && !intake.area.town) return {"区住建局", intake.area.office};
  if (intake.topic == "拆迁安置") return {"区住建局"};
  return {intake.area.office};
}

std::string government_above(const std::string& office) {
  if (office == "省信访局" || office == "市政府") return "省政府";
  return office == "市信访局" || office == "区政府" ? "市政府" : "区政府";
}

// Sizes that add up: `count` groups of at least `least` persons, `total` persons.
std::vector<int> groups(int count, int total, int least, int most, Dice& dice) {
  std::vector<int> sizes(static_cast<std::size_t>(count), least);
  for (int left = total - count * least; left > 0;) {
    int& size = sizes[static_cast<std::size_t>(dice.between(0, count - 1))];
    if (size >= most) continue;
    ++size;
    --left;
  }
  return sizes;
}

/// What is on a matter's record that decides what may come later.
struct Road {
  std::string handler;
  int day = 0;
  bool quiet = true;      // nothing of it has been late or supervised
  bool assigned = false;  // a report is owed
  bool contested = false;
};

class HalfYear {
public:
  explicit HalfYear(std::uint64_t seed) : dice_(seed) {}

  void write_intake() {
    for (int i = 0; i < 58; ++i) add("来信", "区信访局", 1);
    for (const int people : groups(120, 1391, 5, 40, dice_)) add("来访", "区信访局", people);
    for (const int people : groups(190, 1772 - 1391, 1, 4, dice_)) add("来访", "区信访局", people);
    for (const int people : groups(17, 248, 5, 40, dice_)) add("来访", "市信访局", people);
    for (const int people : groups(6, 94, 5, 40, dice_)) add("来访", "省信访局", people);
    std::stable_sort(intakes.begin(), intakes.end(),
                     [](const Intake& a, const Intake& b) { return a.day < b.day; });
    for (std::size_t i = 0; i < intakes.size(); ++i) {
      intakes[i].number = "2026-" + padded(static_cast<int>(i + 1), 4);
    }
  }

  void write_acts() {
    for (const Intake& intake : intakes) handle(intake);
    std::stable_sort(acts.begin(), acts.end(), [](const Act& a, const Act& b) {
      return std::tie(a.day, a.order) < std::tie(b.day, b.order);
    });
  }

  std::vector<Intake> intakes;
  std::vector<Act> acts;

private:
  void add(const char* form, std::string registrar, int people) {
    static constexpr std::array<const char*, 8> kTopics{
        "社会保障", "社会保障", "下岗职工工资", "下岗职工工资", "拆迁安置", "拆迁安置", "行洪道土地", "其他"};
    const bool letter = std::string_view(form) == "来信";
    Intake intake{"", "", form, dice_.pick(kTopics), dice_.pick(kAreas), dice_.between(1, kLastDay), people};
    // Some go straight to their town or street.
    if (registrar == "区信访局" && !letter && dice_.percent(12)) registrar = intake.area.office;
    intake.registrar = std::move(registrar);
    intake.reachable = !letter || !dice_.percent(8);
    intakes.push_back(std::move(intake));
  }

  // False once the half year is over: what would come later is not in its files.
  bool act(const Intake& intake, int day, const char* name, Actor actor, Cells cells = {}) {
    if (day > kLastDay) return false;
    acts.push_back(
        {day, static_cast<int>(acts.size()), intake.number, name, std::move(actor), std::move(cells)});
    return true;
  }

  void handle(const Intake& intake) {
    if (intake.registrar == intake.area.office) return addressed_directly(intake);
    Road road{{}, intake.day};
    if (dice_.percent(3)) {
      if (!registered_late(intake, road)) return;
    } else {
      road.day += dice_.between(0, 12);
    }
    if (road.quiet && dice_.percent(4)) {
      act(intake, road.day, "引导", {intake.registrar}, {{"法定途径", dice_.percent(50) ? "诉讼" : "仲裁"}});
      return;
    }
    if (road.quiet && dice_.percent(2)) {
      act(intake, road.day, "不予受理", {intake.registrar}, {{"不予受理情形", "已经受理或者正在办理"}});
      return;
    }
    const std::vector<std::string> competent = competent_offices(intake);
    road.handler =
        competent[static_cast<std::size_t>(dice_.between(0, static_cast<int>(competent.size()) - 1))];
    if (competent.size() == 2 && dice_.percent(30)) return contested(intake, road, competent);
    pass_on(intake, road);
  }

  // An office of the area: it accepts what is its own, and tells where to go with what is not.
  void addressed_directly(const Intake& intake) {
    Road road{intake.registrar, intake.day + dice_.between(0, 5)};
    const std::vector<std::string> competent = competent_offices(intake);
    if (std::find(competent.begin(), competent.end(), intake.registrar) == competent.end()) {
      act(intake, road.day, "告知去向", {intake.registrar}, {{"去向", competent.front()}});
    } else if (act(intake, road.day, "受理", {intake.registrar})) {
      pursue(intake, road);
    }
  }

  // Left lying for more than 15 days: the government above the petition office urges it.
  bool registered_late(const Intake& intake, Road& road) {
    const std::string above = government_above(intake.registrar);
    road.quiet = false;
    road.day = intake.day + dice_.between(27, 34);
    return act(intake, intake.day + 25, "提出改进建议", {above}, {{"改进建议", "立即登记转送，逐件销号"}}) &&
           act(intake, intake.day + 26, "反馈", {intake.registrar}, {{"措施", "增派人手，当周转送"}}) &&
           (act(intake, intake.day + dice_.between(35, 39), "核查办结", {above}), true);
  }

  void pass_on(const Intake& intake, Road& road) {
    road.assigned = road.quiet && dice_.percent(intake.registrar == "区信访局" ? 6 : 40);
    Cells cells{{"去向", road.handler}};
    if (road.assigned) cells["反馈期限"] = date_text(road.day + dice_.between(76, 90));
    if (!act(intake, road.day, road.assigned ? "交办" : "转送", {intake.registrar}, cells)) return;
    if (!road.assigned && road.quiet && dice_.percent(3)) return never_signed(intake, road);
    road.day += dice_.between(0, 3);
    if (!act(intake, road.day, "签收", {road.handler})) return;
    if (road.quiet && !road.assigned && dice_.percent(2)) {
      act(intake, road.day + dice_.between(1, 9), "引导", {road.handler}, {{"法定途径", "行政程序"}});
    } else {
      accept(intake, road);
    }
  }

  // Received all the same, and urged.
  void never_signed(const Intake& intake, Road& road) {
    road.quiet = false;
    const int passed_on = road.day;
    road.day += dice_.between(15, 17);
    if (!supervised(intake, {passed_on + 13, passed_on + 14, road.day + 2}, road.handler, "收文当日签收"))
      return;
    if (act(intake, road.day, "受理", {road.handler})) pursue(intake, road);
  }

  struct Supervision {
    int advised, fed_back, verified;
  };
  // The acts of the government above `late` and its answer; false when the half year ends before the answer.
  bool supervised(const Intake& intake, Supervision days, const std::string& late, const char* advice) {
    const std::string above = government_above(late);
    if (!act(intake, days.advised, "提出改进建议", {above}, {{"改进建议", advice}})) return false;
    if (dice_.percent(15)) return false;  // no answer, and the matter lies as it lay
    if (!act(intake, days.fed_back, "反馈", {late}, {{"措施", "责令承办科室限期办理"}})) return false;
    act(intake, days.verified, "核查办结", {above});
    return true;
  }

  // Two offices are competent, and the first objects; the second may say the same, and their superior decides.
  void contested(const Intake& intake, Road& road, const std::vector<std::string>& competent) {
    road.contested = true;
    const std::string first = road.handler;
    const std::string second = competent.front() == first ? competent.back() : competent.front();
    if (!object(intake, road)) return;
    if (dice_.percent(15)) return;  // nobody decides: it stays with the sender, overdue
    road.day += dice_.between(1, 3);
    if (dice_.percent(25)) {
      if (act(intake, road.day, "驳回异议", {intake.registrar})) accept_within(intake, road, 1, 4);
      return;
    }
    if (!act(intake, road.day, "同意异议", {intake.registrar})) return;
    road.day += dice_.between(0, 4);
    road.handler = second;
    if (!dice_.percent(45)) return pass_on(intake, road);
    if (!object(intake, road)) return;
    road.day += dice_.between(1, 3);
    if (!act(intake, road.day, "提请裁定", {intake.registrar}, {{"争议单位", first}, {"去向", "区政府"}}))
      return;
    if (dice_.percent(30)) return;
    road.day += dice_.between(4, 12);
    road.handler = dice_.percent(50) ? first : second;
    if (act(intake, road.day, "指定受理", {"区政府"}, {{"去向", road.handler}})) pursue(intake, road);
  }

  bool object(const Intake& intake, Road& road) {
    if (!act(intake, road.day, "转送", {intake.registrar}, {{"去向", road.handler}})) return false;
    road.day += dice_.between(0, 1);
    if (!act(intake, road.day, "签收", {road.handler})) return false;
    road.day += dice_.between(1, 4);
    return act(intake, road.day, "提出异议", {road.handler}, {{"理由", "不属于本单位职权范围"}});
  }

  void accept_within(const Intake& intake, Road& road, int least, int most) {
    road.day += dice_.between(least, most);
    if (act(intake, road.day, "受理", {road.handler})) pursue(intake, road);
  }

  void accept(const Intake& intake, Road& road) {
    if (road.assigned || !dice_.percent(6)) return accept_within(intake, road, 1, 11);
    road.quiet = false;
    const int signed_on = road.day;
    road.day += dice_.between(30, 34);
    if (dice_.percent(30)) {  // nobody urges it
      if (act(intake, road.day, "受理", {road.handler})) pursue(intake, road);
      return;
    }
    const Supervision days{signed_on + 27, road.day + dice_.between(1, 15), road.day + 18};
    if (!act(intake, days.advised, "提出改进建议", {government_above(road.handler)},
             {{"改进建议", "立即书面告知信访人"}}))
      return;
    if (!act(intake, road.day, "受理", {road.handler})) return;
    if (act(intake, days.fed_back, "反馈", {road.handler}, {{"措施", "责令承办科室限期办理"}})) {
      act(intake, days.verified, "核查办结", {government_above(road.handler)});
    }
    pursue(intake, road);
  }

  // Between acceptance and answer: ill-handled, handed over with approval, heard.
  void pursue(const Intake& intake, Road& road) {
    const int accepted = road.day;
    const std::vector<std::string> competent = competent_offices(intake);
    if (road.quiet && dice_.percent(4)) {
      if (!act(intake, accepted + 3, "立案督办", {"区信访局"}, {{"督办情形", "推诿"}})) return;
      if (!supervised(intake, {accepted + 4, accepted + 5, accepted + 6}, road.handler, "当面听取信访人陈述"))
        return;
    }
    if (competent.size() == 2 && !road.contested && dice_.percent(12)) {
      const std::string other = competent.front() == road.handler ? competent.back() : competent.front();
      if (!act(intake, accepted + 6, "approve(pass_on)", {"区政府"})) return;
      if (!act(intake, accepted + 7, "转送", {road.handler}, {{"去向", other}})) return;
      road.handler = other;
    }
    if (intake.people >= 15 && dice_.percent(60)) {
      const int heard = accepted + dice_.between(8, 16);
      if (!act(intake, heard, "举行听证", {road.handler})) return;
      road.day = heard + dice_.between(3, 21);
      if (!act(intake, road.day, "听证终结", {road.handler})) return;
    }
    reply(intake, road, accepted);
  }

  void reply(const Intake& intake, Road& road, int accepted) {
    int day = accepted + dice_.between(38, 54);
    if (road.day == accepted && dice_.percent(60)) day = accepted + dice_.between(8, 37);
    if (!road.assigned && dice_.percent(12)) {
      day = accepted + dice_.between(60, 86);
      if (!act(intake, accepted + dice_.between(45, 55), "延期", {road.handler, "", "head"},
               {{"延长期限", "30日"}, {"理由", "案情复杂，需要评估鉴定"}}))
        return;
    } else if (!road.assigned && dice_.percent(9)) {
      day = accepted + dice_.between(76, 90);
      road.quiet = false;
      const Supervision days{accepted + 72, accepted + 75,
                             std::min(day + dice_.between(5, 25), accepted + 103)};
      if (dice_.percent(75) && !supervised(intake, days, road.handler, "倒排工期，限期答复")) return;
    }
    road.day = day;
    answer(intake, road);
  }

  void answer(const Intake& intake, Road& road) {
    static constexpr std::array<const char*, 3> kOpinions{"予以支持", "解释说明", "不予支持"};
    if (!act(intake, road.day, "答复", {road.handler}, {{"处理意见", dice_.pick(kOpinions)}})) return;
    if (road.quiet && dice_.percent(5)) return;  // written, and never served
    road.day += dice_.between(0, 2);
    if (!act(intake, road.day, "送达", {road.handler})) return;
    if (road.assigned) {
      const int reported = road.day + (dice_.percent(75) ? dice_.between(1, 5) : dice_.between(20, 28));
      act(intake, reported, "反馈办理结果", {road.handler}, {{"办理结果", "已办结并答复信访人"}});
    }
    if (dice_.percent(22)) review(intake, road, false);
  }

  void review(const Intake& intake, Road& road, bool again) {
    road.day += dice_.between(6, 26);
    if (!act(intake, road.day, "请求复查", {"", "信访人"}, {{"去向", "区政府"}})) return;
    if (!road.assigned && dice_.percent(10)) {
      const int requested = road.day;
      road.day += dice_.between(43, 48);
      if (!supervised(intake, {requested + 41, requested + 42, road.day + 3}, "区政府", "限期作出复查意见"))
        return;
    } else {
      road.day += dice_.between(9, 28);
    }
    static constexpr std::array<const char*, 5> kResults{"维持", "维持", "撤销", "变更", "退回重办"};
    const std::string result = dice_.pick(kResults);
    if (!act(intake, road.day, "复查", {"区政府"}, {{"决定", result}})) return;
    if (result == "退回重办" && !again) {
      road.day += dice_.between(10, 40);
      if (!act(intake, road.day, "答复", {road.handler}, {{"处理意见", "解释说明"}})) return;
      if (!act(intake, road.day + 1, "送达", {road.handler})) return;
      if (dice_.percent(40)) review(intake, road, true);
      return;
    }
    road.day += dice_.between(0, 2);
    if (!act(intake, road.day, "送达复查意见", {"区政府"})) return;
    if (dice_.percent(70)) reexamination(intake, road);
  }

  void reexamination(const Intake& intake, Road& road) {
    road.day += dice_.between(4, 20);
    if (!act(intake, road.day, "请求复核", {"", "信访人"}, {{"去向", "市政府"}})) return;
    if (dice_.percent(50)) {
      road.day += 4;
      if (!act(intake, road.day, "复核听证", {"市政府"})) return;
      road.day += dice_.between(7, 24);
      if (!act(intake, road.day, "复核听证终结", {"市政府"})) return;
    }
    act(intake, road.day + dice_.between(8, 18), "复核", {"市政府"},
        {{"决定", dice_.percent(70) ? "维持" : "变更"}});
  }

  Dice dice_;
};

std::string to_gb18030(const std::string& utf8) {
  const iconv_t converter = iconv_open("GB18030", "UTF-8");
  // NOLINTNEXTLINE(performance-no-int-to-ptr): how iconv says that it failed
  if (converter == reinterpret_cast<iconv_t>(-1)) {
    std::cerr << "this system's iconv has no GB18030\n";
    std::exit(3);
  }
  std::string from = utf8;
  std::string into(utf8.size() * 2 + 16, '\0');
  char* read = from.data();
  char* write = into.data();
  std::size_t unread = from.size();
  std::size_t room = into.size();
  iconv(converter, &read, &unread, &write, &room);
  iconv_close(converter);
  into.resize(into.size() - room);
  return into;
}

std::string intake_text(const HalfYear& half_year) {
  std::string text = "\xEF\xBB\xBF信访编号,登记日期,登记单位,信访形式,问题类别,发生地,人数,姓名住址清楚\r\n";
  for (const Intake& i : half_year.intakes) {
    text += i.number + "," + date_text(i.day) + "," + i.registrar + "," + i.form + "," + i.topic + "," +
            i.area.place + "," + std::to_string(i.people) + "," + (i.reachable ? "是" : "否") + "\r\n";
  }
  return text;
}

std::string acts_text(const HalfYear& half_year) {
  std::string text = "信访编号,日期,行为,单位,角色,岗位";
  for (const char* const column : kColumns) text.append(",").append(column);
  text += "\r\n";
  for (const Act& a : half_year.acts) {
    text += a.number + "," + date_text(a.day) + "," + a.name + "," + a.actor.office + "," + a.actor.role +
            "," + a.actor.post;
    for (const char* const column : kColumns) {
      const auto cell = a.cells.find(column);
      text.append(",").append(cell == a.cells.end() ? "" : cell->second);
    }
    text += "\r\n";
  }
  return text;
}

bool write_file(const std::string& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.close();
  if (!file) std::cerr << "cannot write " << path << "\n";
  return static_cast<bool>(file);
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) {
    std::cerr << "usage: half_year_generate DIRECTORY [SEED]\n";
    return 2;
  }
  const std::string directory = arguments[1];
  HalfYear half_year(count > 2 ? std::stoull(arguments[2]) : 20260630);
  half_year.write_intake();
  half_year.write_acts();
  const bool good = write_file(directory + "/intake.csv", intake_text(half_year)) &&
                    write_file(directory + "/acts.csv", to_gb18030(acts_text(half_year)));
  std::cout << half_year.intakes.size() << " cases, " << half_year.acts.size() << " acts\n";
  return good ? 0 : 1;
}
