// Writes the half year of a district as the two files that its petition office would export: intake.csv
// (UTF-8) and acts.csv (GB18030). The totals are published figures (README beside this file); days, topics
// and roads are drawn from a fixed seed. Knows nothing of the engine: what the rules say of these acts is
// theirs to say.
//
//   half_year_generate DIRECTORY [SEED]
#include <iconv.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <fstream>
#include <iostream>
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
};

// One act of the second file; what an act does not need stays empty.
struct Act {
  int day = 0;
  int order = 0;
  std::string number{}, name{}, office{}, role{}, post{};
  std::string to{}, opinion{}, result{}, reason{}, length{}, measures{}, channel{}, ground{};
};

std::string padded(int number, std::size_t width) {
  const std::string digits = std::to_string(number);
  return std::string(width - std::min(width, digits.size()), '0').append(digits);
}

std::string date_text(int day) {
  constexpr std::array<int, 6> kMonths{31, 28, 31, 30, 31, 30};
  int month = 0;
  while (day > kMonths[static_cast<std::size_t>(month)]) day -= kMonths[static_cast<std::size_t>(month++)];
  return "2026-" + padded(month + 1, 2) + "-" + padded(day, 2);
}

std::string competent_office(const Intake& intake, Dice& dice) {
  if (intake.topic == "社会保障" || intake.topic == "下岗职工工资") return "区人社局";
  if (intake.topic == "行洪道土地") return intake.area.town ? intake.area.office : "区水利局";
  if (intake.topic == "拆迁安置")
    return intake.area.town || dice.percent(60) ? "区住建局" : intake.area.office;
  return intake.area.office;
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
  void add(const char* form, const char* registrar, int people) {
    static constexpr std::array<const char*, 8> kTopics{
        "社会保障", "社会保障", "下岗职工工资", "下岗职工工资", "拆迁安置", "拆迁安置", "行洪道土地", "其他"};
    intakes.push_back(
        {"", registrar, form, dice_.pick(kTopics), dice_.pick(kAreas), dice_.between(1, kLastDay), people});
  }

  // False once the half year is over: what would come later is not in its files.
  bool act(const Intake& intake, int day, const char* name, const std::string& office, Act rest = {}) {
    if (day > kLastDay) return false;
    rest.day = day;
    rest.order = static_cast<int>(acts.size());
    rest.number = intake.number;
    rest.name = name;
    rest.office = office;
    acts.push_back(std::move(rest));
    return true;
  }

  void handle(const Intake& intake) {
    int day = intake.day + (dice_.percent(3) ? dice_.between(27, 34) : dice_.between(0, 12));
    if (dice_.percent(4)) {
      act(intake, day, "引导", intake.registrar, {.channel = dice_.percent(50) ? "诉讼" : "仲裁"});
      return;
    }
    if (dice_.percent(2)) {
      act(intake, day, "不予受理", intake.registrar, {.ground = "已经受理或者正在办理"});
      return;
    }
    const std::string handler = competent_office(intake, dice_);
    if (dice_.percent(6) && !misdirected(intake, handler, day)) return;
    if (!act(intake, day, "转送", intake.registrar, {.to = handler})) return;
    day += dice_.between(0, 1);
    if (!act(intake, day, "签收", handler)) return;
    accept(intake, handler, day);
  }

  // Sent to an office that is not competent: it objects, the sender agrees, the matter comes back.
  bool misdirected(const Intake& intake, const std::string& handler, int& day) {
    const std::string wrong = handler == "区水利局" ? "区住建局" : "区水利局";
    if (!act(intake, day, "转送", intake.registrar, {.to = wrong})) return false;
    day += dice_.between(0, 1);
    if (!act(intake, day, "签收", wrong)) return false;
    day += dice_.between(1, 4);
    if (!act(intake, day, "提出异议", wrong, {.reason = "不属于本单位职权范围"})) return false;
    day += dice_.between(1, 3);
    if (!act(intake, day, "同意异议", intake.registrar)) return false;
    day += dice_.between(0, 4);
    return true;
  }

  void accept(const Intake& intake, const std::string& handler, int day) {
    if (dice_.percent(5)) {  // too late: supervision urges it
      if (!act(intake, day + 27, "提出改进建议", "区政府")) return;
      day += 30 + dice_.between(0, 4);
      if (!act(intake, day, "受理", handler)) return;
      if (act(intake, day + dice_.between(1, 15), "反馈", handler, {.measures = "责令承办科室限期办理"})) {
        act(intake, day + 18, "核查", "区政府");
      }
    } else {
      day += dice_.between(1, 11);
      if (!act(intake, day, "受理", handler)) return;
    }
    reply(intake, handler, day);
  }

  void reply(const Intake& intake, const std::string& handler, int accepted) {
    int day = accepted + dice_.between(8, 54);
    if (intake.people >= 20 && dice_.percent(50)) {
      if (!act(intake, accepted + 5, "举行听证", handler)) return;
      if (!act(intake, accepted + 7, "听证终结", handler)) return;
    }
    if (dice_.percent(12)) {
      if (!act(intake, accepted + dice_.between(45, 55), "延期", handler, {.post = "head", .length = "30日"}))
        return;
      day = accepted + dice_.between(60, 86);
    } else if (dice_.percent(6)) {
      if (!act(intake, accepted + 72, "提出改进建议", "区政府")) return;
      day = accepted + dice_.between(76, 90);
      if (act(intake, accepted + 75, "反馈", handler, {.measures = "倒排工期，限期答复"})) {
        act(intake, day + 1, "核查", "区政府");
      }
    }
    static constexpr std::array<const char*, 3> kOpinions{"予以支持", "解释说明", "不予支持"};
    if (!act(intake, day, "答复", handler, {.opinion = dice_.pick(kOpinions)})) return;
    day += dice_.between(0, 2);
    if (!act(intake, day, "送达", handler)) return;
    if (dice_.percent(18)) review(intake, day);
  }

  void review(const Intake& intake, int day) {
    const std::string petitioner = "信访人";
    day += dice_.between(1, 26);
    if (!act(intake, day, "请求复查", "", {.role = petitioner, .to = "区政府"})) return;
    static constexpr std::array<const char*, 4> kResults{"维持", "维持", "撤销", "变更"};
    const char* const result = dice_.pick(kResults);
    day += dice_.between(9, 28);
    if (!act(intake, day, "复查", "区政府", {.result = result})) return;
    day += dice_.between(0, 2);
    if (!act(intake, day, "送达复查意见", "区政府")) return;
    if (!dice_.percent(60)) return;
    day += dice_.between(1, 20);
    if (!act(intake, day, "请求复核", "", {.role = petitioner, .to = "市信访局"})) return;
    if (dice_.percent(50)) {
      day += 4;
      if (!act(intake, day, "复核听证", "市信访局")) return;
      day += dice_.between(5, 12);
      if (!act(intake, day, "复核听证终结", "市信访局")) return;
    }
    act(intake, day + dice_.between(8, 18), "复核", "市信访局",
        {.result = dice_.percent(70) ? "维持" : "变更"});
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
  std::string text = "\xEF\xBB\xBF信访编号,登记日期,登记单位,信访形式,问题类别,发生地,人数\r\n";
  for (const Intake& i : half_year.intakes) {
    text += i.number + "," + date_text(i.day) + "," + i.registrar + "," + i.form + "," + i.topic + "," +
            i.area.place + "," + std::to_string(i.people) + "\r\n";
  }
  return text;
}

std::string acts_text(const HalfYear& half_year) {
  std::string text =
      "信访编号,日期,行为,单位,角色,岗位,去向,处理意见,决定,理由,延长期限,措施,法定途径,不予受理情形\r\n";
  for (const Act& a : half_year.acts) {
    text += a.number + "," + date_text(a.day);
    for (const std::string& cell : {a.name, a.office, a.role, a.post, a.to, a.opinion, a.result, a.reason,
                                    a.length, a.measures, a.channel, a.ground}) {
      text += "," + cell;
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
