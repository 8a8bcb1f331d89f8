// Reads and runs the steps of a scenario.
#include "tests/reference/scenario.h"

#include <algorithm>
#include <sstream>

#include "tests/reference/act_generator.h"

namespace recourse::reference {
namespace {

std::vector<std::string> words_of(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

std::string trimmed(const std::string& text) {
  auto first = text.find_first_not_of(' ');
  if (first == std::string::npos) return "";
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

/// The index of what carries this name; -1 when nothing does.
std::int32_t find(const auto& things, const std::string& name) {
  auto found = std::ranges::find_if(things, [&](const auto& each) { return each.name == name; });
  return found == things.end() ? -1 : static_cast<std::int32_t>(found - things.begin());
}

class Runner {
public:
  Runner(const model::Model& model, Engine& engine) : model_(model), engine_(engine) {}

  void line(const std::string& text) {
    std::vector<std::string> words = words_of(text);
    if (words.empty() || words.front() == "#") return;
    std::string problem;
    if (words.front() == "expect")
      problem = expectation({words.begin() + 1, words.end()}, text);
    else
      problem = step(words);
    if (!problem.empty()) problems_ += text + "\n    " + problem + "\n" + describe(model_, engine_.view());
  }
  [[nodiscard]] const std::string& problems() const { return problems_; }

private:
  /// Takes "2026-03-02" or "2026-03-02 09:00" off the front.
  std::optional<Minute> take_time(std::vector<std::string>& words) {
    if (words.empty()) return std::nullopt;
    auto day = calendar::parse_day(words.front());
    if (!day) return std::nullopt;
    words.erase(words.begin());
    if (words.empty() || words.front().size() != 5 || words.front()[2] != ':')
      return model_.calendar->last_minute(*day);
    std::int32_t minute = std::stoi(words.front().substr(0, 2)) * 60 + std::stoi(words.front().substr(3));
    words.erase(words.begin());
    return model_.calendar->instant(*day, minute);
  }

  std::string step(std::vector<std::string> words) {
    bool waits = words.front() == "!";
    if (waits) words.erase(words.begin());
    auto time = take_time(words);
    if (!time) return "no date";
    told_.clear();
    if (!waits) {
      Advance advance = engine_.advance(*time);
      for (const ClockEntry& entry : advance.entries) tell(entry.notices);
      if (advance.fault != Fault::none && words.empty()) return describe(model_, advance);
    }
    if (words.empty()) return "";
    if (words.front() == "notice") return notice(words, *time);
    auto colon = std::ranges::find(words, ":");
    std::string expected = "accepted";
    if (colon != words.end()) {
      expected.clear();
      for (auto word = colon + 1; word != words.end(); ++word)
        expected += (expected.empty() ? "" : " ") + *word;
      words.erase(colon, words.end());
    }
    Act act;
    act.time = *time;
    std::string problem = read_act(words, act);
    if (!problem.empty()) return problem;
    Outcome outcome = engine_.apply(act);
    tell(outcome.notices);
    std::string given = describe(model_, outcome);
    given = given.substr(0, given.find(" notice("));
    return given == expected ? "" : "expected " + expected + ", was " + given;
  }

  void tell(const std::multiset<Notice>& notices) {
    for (const Notice& notice : notices) {
      told_.insert(notice.text);
      if (notice.it != base::kUnknown)
        told_.insert(notice.text + " of " + model_.offices.offices()[static_cast<std::size_t>(notice.it)].id);
    }
  }

  /// "notice 2027 off 2027-01-04 worked 2027-01-09"
  std::string notice(const std::vector<std::string>& words, Minute time) {
    Arrival arrival{time, {}};
    arrival.notice.id = "later";
    arrival.notice.year = std::stoi(words.at(1));
    for (std::size_t index = 2; index + 1 < words.size(); index += 2)
      arrival.notice.days.push_back(
          {calendar::parse_day(words[index + 1]).value_or(0), words[index] == "off", "later"});
    models_.push_back(after(models_.empty() ? model_ : *models_.back(), arrival));
    return engine_.recount(*models_.back(), time) == Fault::none ? "" : "a fault";
  }

  std::string read_act(const std::vector<std::string>& words, Act& act) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
    std::string actor;
    if (auto by = text.rfind(" by "); by != std::string::npos) {
      actor = text.substr(by + 4);
      text = text.substr(0, by);
    }
    std::string arguments;
    if (find(model_.acts, text) < 0) {
      if (auto open = text.rfind('('); open != std::string::npos) {
        arguments = text.substr(open + 1, text.rfind(')') - open - 1);
        text = text.substr(0, open);
      }
    }
    act.act = ActId{find(model_.acts, text)};
    if (!act.act.known()) return "no act " + text;
    std::istringstream in(arguments);
    for (const model::ActParameter& parameter : model_[act.act].parameters) {
      std::string value = "unknown";
      std::getline(in, value, ',');
      auto read = read_value(parameter.type, trimmed(value), act.texts);
      if (!read) return "no value " + value;
      act.arguments.push_back(*read);
    }
    return read_actor(actor, act.actor);
  }

  std::string read_actor(std::string text, Actor& actor) const {
    if (text.empty()) return "";
    std::int32_t role = find(model_.roles, text);
    if (role >= 0 && model_.roles[static_cast<std::size_t>(role)].party) {
      actor.kind = Actor::Kind::party;
      actor.role = RoleId{role};
      return "";
    }
    if (auto open = text.find('('); open != std::string::npos) {
      actor.post = text.substr(0, open);
      text = text.substr(open + 1, text.size() - open - 2);
    }
    actor.kind = Actor::Kind::office;
    actor.office = model_.offices.find(text);
    return actor.office == offices::kNoOffice ? "nobody is " + text : "";
  }

  std::optional<std::int64_t> read_value(const model::ValueType& type, const std::string& text,
                                         std::vector<std::string>& texts) const {
    if (text == "unknown") return base::kUnknown;
    switch (type.type) {
      case base::Type::truth:
        return text == "yes";
      case base::Type::number:
        return std::stoll(text);
      case base::Type::choice:
        return find(model_[type.choice].values, text);
      case base::Type::choice_set:
        return find(model_[type.choice].values, text);
      case base::Type::office_set:
      case base::Type::office:
        return model_.offices.find(text);
      case base::Type::date:
        return calendar::parse_day(text);
      case base::Type::duration:
        if (auto period = calendar::parse_period(text))
          return period->amount * 8 + static_cast<int>(period->unit);
        return std::nullopt;
      case base::Type::text:
      case base::Type::person:
        texts.push_back(text);
        return static_cast<std::int64_t>(texts.size()) - 1;
    }
    return std::nullopt;
  }

  std::string expectation(std::vector<std::string> words, const std::string& text) {
    CaseView view = engine_.view();
    std::string kind = words.front();
    words.erase(words.begin());
    if (kind == "stage") {
      for (const std::string& name : words)
        if (std::ranges::none_of(view.current,
                                 [&](const auto& each) { return model_[each.second].name == name; }))
          return "not in stage " + name;
      return "";
    }
    if (kind == "told") {
      std::string expected = text.substr(text.find("told") + 5);
      bool right = expected == "nothing" ? told_.empty() : told_.contains(expected);
      return right ? "" : "was told " + (told_.empty() ? "nothing" : *told_.begin());
    }
    if (kind == "next") return view.next_due == take_time(words) ? "" : "next due differs";
    if (kind == "clock") return clock_expectation(words, view);
    if (kind == "set") return set_expectation(words, view);
    return field_expectation(kind, words, view);
  }

  std::string clock_expectation(std::vector<std::string> words, const CaseView& view) {
    ClauseId id{find(model_.clauses, words.front())};
    if (!id.known()) return "no clause " + words.front();
    std::optional<ClockView> seen;
    if (words.at(1) == "of") {
      if (auto found = view.members.find({id, model_.offices.find(words.at(2))}); found != view.members.end())
        seen = found->second;
      words.erase(words.begin() + 1, words.begin() + 3);
    } else if (auto found = view.clocks.find(id); found != view.clocks.end()) {
      seen = found->second;
    }
    std::string state = words.at(1);
    if (state == "none") return seen ? "there is one" : "";
    if (!seen) return "there is none";
    const ClockView& clock = *seen;
    words.erase(words.begin(), words.begin() + 2);
    bool right = (state == "due" && clock.due && clock.due == take_time(words)) ||
                 (state == "undated" && !clock.due) || (state == "lapsed" && clock.lapsed) ||
                 (state == "open" && !clock.lapsed && !clock.done) || (state == "done" && clock.done) ||
                 (state == "paused" && clock.paused);
    return right ? "" : "it is not";
  }

  std::string set_expectation(const std::vector<std::string>& words, const CaseView& view) {
    FieldId field{find(model_.fields, words.front())};
    if (!field.known()) return "no set " + words.front();
    std::set<std::int64_t> expected;
    std::vector<std::string> texts;
    for (std::size_t index = 2; index < words.size(); ++index)
      expected.insert(read_value(model_[field].type, words[index], texts).value_or(base::kUnknown));
    auto found = view.sets.find(field);
    return (found == view.sets.end() ? std::set<std::int64_t>{} : found->second) == expected
               ? ""
               : "it has other members";
  }

  std::string field_expectation(const std::string& name, const std::vector<std::string>& words,
                                const CaseView& view) {
    FieldId field{find(model_.fields, name)};
    if (!field.known()) return "no field " + name;
    if (words.front() == "unknown")
      return view.fields.contains(field) || view.texts.contains(field) ? "it is known" : "";
    std::string value;
    for (std::size_t index = 1; index < words.size(); ++index) value += (index > 1 ? " " : "") + words[index];
    std::vector<std::string> texts;
    auto expected = read_value(model_[field].type, value, texts);
    if (!texts.empty())
      return view.texts.contains(field) && view.texts.at(field) == value ? "" : "it is another text";
    return expected && view.fields.contains(field) && view.fields.at(field) == *expected ? "" : "it is not";
  }

  const model::Model& model_;
  Engine& engine_;
  std::vector<std::shared_ptr<const model::Model>> models_;  // after each notice
  std::set<std::string> told_;
  std::string problems_;
};

}  // namespace

std::string run_scenario(const model::Model& model, const std::string& steps, Engine& engine) {
  Runner runner(model, engine);
  std::istringstream in(steps);
  for (std::string line; std::getline(in, line);) runner.line(line);
  return runner.problems();
}

}  // namespace recourse::reference
