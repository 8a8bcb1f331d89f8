// Acts in cases that reach one another, recorded in a random order, some withdrawn and given again, come to the cases that they make
// in their own order.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "tests/docket/matters.h"

namespace recourse::docket {
namespace {

using ::testing::IsEmpty;
using State = Submission::State;

Instant recorded() {
  return at("2026-12-01 09:00");
}

/// Cases by what they are and not by their numbers, which tell by which entry they were opened: that of a case that was opened by another
/// is the other's, and when and how it was opened.
class Cases {
public:
  explicit Cases(Docket& docket) {
    const auto all = docket.cases().value();
    for (const CaseSummary& summary : all) {
      if (!summary.withdrawn) {
        name(docket, summary.number);
      }
    }
  }

  [[nodiscard]] std::optional<std::string> number_of(const std::string& name) const {
    for (const auto& [number, known] : names_) {
      if (known == name) {
        return number;
      }
    }
    return std::nullopt;
  }
  [[nodiscard]] const std::map<std::string, std::string>& names() const { return names_; }

  /// A state with names in the place of numbers.
  [[nodiscard]] std::string named(const std::string& state) const {
    std::string text;
    std::istringstream lines(state);
    for (std::string line; std::getline(lines, line);) {
      const std::size_t value = line.rfind('\t') + 1;
      const auto known = names_.find(line.substr(value));
      const bool holds_case = line.starts_with("f\torigin") || line.starts_with("f\tabout");
      text += (holds_case && known != names_.end() ? line.substr(0, value) + known->second : line) + "\n";
    }
    return text;
  }

private:
  std::string name(Docket& docket, const std::string& number) {
    if (const auto known = names_.find(number); known != names_.end()) {
      return known->second;
    }
    const auto history = docket.history(number, at("2027-01-01")).value();
    const Act& opening = history->steps.front().act;
    std::string name = number;
    if (opening.actor.kind == Actor::Kind::other_case) {
      name = this->name(docket, opening.actor.person) + " " + opening.name + " " +
             std::to_string(opening.effective.time_since_epoch().count());
      for (const char* particular : {"weight", "why"}) {
        const auto argument = opening.arguments.find(particular);
        if (argument != opening.arguments.end()) {
          const auto* text = std::get_if<std::string>(&argument->second.held);
          name +=
              " " + (text != nullptr ? *text : std::to_string(std::get<std::int64_t>(argument->second.held)));
        }
      }
    }
    names_[number] = name;
    return name;
  }

  std::map<std::string, std::string> names_;
};

/// An act in a case of a name; with the name of the case that it is about, if it is about one.
struct Given {
  std::string in;
  Act act;
  std::string about;
};

class AcrossAnyOrder : public ::testing::TestWithParam<unsigned> {
protected:
  std::size_t below(std::size_t limit) {
    return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random_);
  }

  /// Names what stands in the way until nothing does, or the act is refused for another reason.
  template <typename Record>
  Result<Submission> leaving(const std::string& number, Record record) {
    std::vector<std::int64_t> names;
    std::vector<EntryName> elsewhere;
    for (;;) {
      auto submission = record(names, elsewhere);
      if (!submission || submission->state != State::refused) {
        return submission;
      }
      const std::size_t before = names.size() + elsewhere.size();
      for (const LaterAct& later : submission->without_effect) {
        names.push_back(later.number);
      }
      if (!submission->reached.empty()) {
        for (const LaterAct& later : submission->reached.back().without_effect) {
          const std::string& where = submission->reached.back().case_number;
          EXPECT_NE(where, number) << "what is in the way in the case itself is told first";
          elsewhere.push_back({where, later.number});
        }
      }
      if (names.size() + elsewhere.size() == before) {
        return submission;
      }
    }
  }

  std::optional<Given> random_act(const Cases& cases, Instant now) {
    auto chosen = cases.names().begin();
    std::advance(chosen, static_cast<std::ptrdiff_t>(below(cases.names().size())));
    const auto& [number, name] = *chosen;
    Given given{name, {}, {}};
    Act& act = given.act;
    const auto depth = std::count(number.begin(), number.end(), '/');
    if (depth == 0) {
      static constexpr std::array kActs{"raise", "order", "order", "advise", "advise", "prolong", "answer"};
      act.name = kActs.at(below(kActs.size()));
      act.actor = {Actor::Kind::office, {}, act.name == "prolong" ? "city" : "town", {}, {}};
      if (act.name == "order") act.arguments["whom"] = text(below(2) == 0 ? "town" : "city");
      if (act.name == "prolong") act.arguments["length"] = text(below(2) == 0 ? "2 days" : "9 days");
      if (act.name == "advise") {
        std::vector<std::string> tasks;
        for (const auto& [other, its_name] : cases.names()) {
          if (std::count(other.begin(), other.end(), '/') == 1 && other.starts_with(number + "/")) {
            tasks.push_back(its_name);
          }
        }
        if (tasks.empty()) return std::nullopt;
        given.about = tasks.at(below(tasks.size()));
      }
    } else if (depth == 1) {
      act.name = below(8) == 0 ? "stop" : "report";
      act.actor = {Actor::Kind::office, {}, below(2) == 0 ? "town" : "city", {}, {}};
    } else {
      act.name = "rate";
      act.actor = {Actor::Kind::office, {}, "city", {}, {}};
      act.arguments["points"] = number_of_points();
    }
    act.effective = now;
    return given;
  }

  Value number_of_points() { return number(static_cast<std::int64_t>(below(1000))); }

  /// The entries of a case that are this act, and whether one of them has its effect.
  struct Standing {
    std::int64_t number = 0;
    bool recorded = false, has_effect = false;
    std::map<std::string, Value> arguments;
  };
  static Standing standing(Docket& docket, const std::string& number, const Act& act) {
    Standing standing;
    const auto history = docket.history(number, at("2027-01-01")).value();
    for (const History::Step& step : history->steps) {
      if (step.act.name == act.name && step.act.effective == act.effective) {
        standing = {step.number, true, true, step.act.arguments};
      }
    }
    for (const History::SetAside& aside : history->set_aside) {
      if (!aside.replaced && aside.act.name == act.name && aside.act.effective == act.effective) {
        standing = {aside.number, true, false, aside.act.arguments};
      }
    }
    return standing;
  }

  std::vector<Given> record_in_order(Docket& docket) {
    std::vector<Given> acts;
    for (const char* number : {"1", "2"}) {
      const std::string time = std::string("2026-03-02 1") + number + ":00";
      Given opening{number, act_of("receive", "citizen", time, {{"to", text("town")}}), {}};
      EXPECT_TRUE(docket.submit(number, opening.act, "", recorded()));
      acts.push_back(std::move(opening));
    }
    Instant now = at("2026-03-02 13:00");
    for (int tries = 0; acts.size() < 18 && tries < 200; ++tries) {
      // Never at midnight, when what lapsed reaches other cases, and never twice at one time.
      now += std::chrono::minutes(1 + below(50 * 60));
      if (now.time_since_epoch() % std::chrono::hours(1) == std::chrono::minutes(0)) {
        now += std::chrono::minutes(1);
      }
      EXPECT_TRUE(docket.advance(now, recorded()));
      const Cases cases(docket);
      auto given = random_act(cases, now);
      if (!given) {
        continue;
      }
      Act act = given->act;
      if (!given->about.empty()) act.arguments["which"] = Value{*cases.number_of(given->about)};
      const auto submission = docket.submit(*cases.number_of(given->in), act, "", recorded());
      if (submission && submission->state == State::recorded) {
        acts.push_back(std::move(*given));
      }
    }
    return acts;
  }

  /// Records an act where it is missing; whether it has its effect then.
  bool record(Docket& docket, const Given& given) {
    const Cases cases(docket);
    const auto number = cases.number_of(given.in);
    const auto about = given.about.empty() ? std::string() : cases.number_of(given.about);
    const bool opens = given.act.name == "receive";
    if ((!number && !opens) || !about) {
      return false;
    }
    Act act = given.act;
    if (!given.about.empty()) act.arguments["which"] = Value{*about};
    const std::string to = number.value_or(given.in);
    const Standing there = number ? standing(docket, *number, act) : Standing();
    if (there.recorded && there.arguments == act.arguments) {
      return there.has_effect;
    }
    // A case that was opened anew has another number: what was about it is corrected.
    const auto submission =
        leaving(to, [&](const std::vector<std::int64_t>& names, const std::vector<EntryName>& elsewhere) {
          return there.recorded ? docket.correct(to, there.number, act, "", recorded(), names, elsewhere)
                                : docket.submit(to, act, "", recorded(), names, elsewhere);
        });
    return submission && submission->state == State::recorded;
  }

  void withdraw(Docket& docket, const Given& given) {
    const Cases cases(docket);
    const auto number = cases.number_of(given.in);
    if (!number || given.act.name == "receive") {
      return;
    }
    const Standing there = standing(docket, *number, given.act);
    if (there.has_effect) {
      static_cast<void>(leaving(
          *number, [&](const std::vector<std::int64_t>& names, const std::vector<EntryName>& elsewhere) {
            return docket.correct(*number, there.number, std::nullopt, "", recorded(), names, elsewhere);
          }));
    }
  }

  static std::map<std::string, std::string> states(Docket& docket) {
    const Cases cases(docket);
    std::map<std::string, std::string> states;
    const auto all = docket.cases().value();
    for (const CaseSummary& summary : all) {
      if (!summary.withdrawn) {
        const auto state = docket.find(summary.number).value();
        states[cases.names().at(summary.number)] =
            cases.named(state->snapshot()) + std::to_string(summary.lapsed);
      }
    }
    return states;
  }

  std::mt19937 random_{GetParam()};
};

TEST_P(AcrossAnyOrder, ComesToTheSameCases) {
  Docket in_order = Docket::open(":memory:").value();
  ASSERT_TRUE(in_order.use(matters()));
  std::vector<Given> acts = record_in_order(in_order);
  ASSERT_TRUE(in_order.advance(at("2026-10-01"), recorded()));
  EXPECT_THAT(in_order.replay(nullptr).value().differences, IsEmpty());

  Docket shuffled = Docket::open(":memory:").value();
  ASSERT_TRUE(shuffled.use(matters()));
  std::shuffle(acts.begin(), acts.end(), random_);
  std::size_t missing = acts.size();
  for (int round = 0; missing > 0 && round < 40; ++round) {
    missing = 0;
    for (const Given& given : acts) {
      missing += record(shuffled, given) ? 0 : 1;
      if (round < 3 && below(6) == 0) {
        withdraw(shuffled, acts.at(below(acts.size())));
        ++missing;
      }
      if (below(8) == 0) {
        ASSERT_TRUE(shuffled.advance(at("2026-03-02") + std::chrono::days(below(200)), recorded()));
      }
    }
  }
  ASSERT_EQ(missing, 0U);
  ASSERT_TRUE(shuffled.advance(at("2026-10-01"), recorded()));
  EXPECT_EQ(states(shuffled), states(in_order));
  EXPECT_THAT(shuffled.replay(nullptr).value().differences, IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Seeds, AcrossAnyOrder, testing::Range(1U, 13U));

}  // namespace
}  // namespace recourse::docket
