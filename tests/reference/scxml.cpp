// SCXML by expat, what it leads to by nlohmann's JSON.
#include "tests/reference/scxml.h"

#include <expat.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>

namespace recourse::reference::scxml {
namespace {

using Attributes = std::map<std::string, std::string>;

std::vector<std::string> words(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> found;
  for (std::string word; stream >> word;) found.push_back(word);
  return found;
}

std::string local(const std::string& name) {
  std::size_t colon = name.find(':');
  return colon == std::string::npos ? name : name.substr(colon + 1);
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream stream(path);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

class Reader {
public:
  Chart read(const std::string& text, const std::string& name) {
    XML_Parser parser = XML_ParserCreate(nullptr);
    XML_SetUserData(parser, this);
    XML_SetElementHandler(
        parser,
        [](void* self, const XML_Char* element, const XML_Char** given) {
          Attributes attributes;
          for (; *given != nullptr; given += 2) attributes[local(given[0])] = given[1];
          static_cast<Reader*>(self)->begin(local(element), attributes);
        },
        [](void* self, const XML_Char* element) { static_cast<Reader*>(self)->end(local(element)); });
    bool good = XML_Parse(parser, text.data(), static_cast<int>(text.size()), 1) == XML_STATUS_OK;
    XML_ParserFree(parser);
    if (!good) throw std::runtime_error(name + " cannot be read");
    return chart_;
  }

private:
  void begin(const std::string& element, const Attributes& attributes) {
    auto given = [&](const char* name) {
      auto found = attributes.find(name);
      return found == attributes.end() ? std::string() : found->second;
    };
    if (element == "scxml" || element == "state" || element == "parallel") {
      State state;
      state.name = element == "scxml" ? "" : given("id");
      state.parallel = element == "parallel";
      state.initial = given("initial");
      state.parent = open_.empty() ? -1 : open_.back();
      open_.push_back(static_cast<int>(chart_.states.size()));
      if (state.parent >= 0) at(state.parent).children.push_back(open_.back());
      chart_.states.push_back(state);
    } else if (element == "transition" && in_initial_) {
      at(open_.back()).initial = given("target");
    } else if (element == "transition") {
      Transition transition;
      transition.events = words(given("event"));
      transition.targets = words(given("target"));
      transition.condition = given("cond");
      transition.internal = given("type") == "internal";
      transition.source = open_.back();
      chart_.transitions.push_back(transition);
      assigned_ = &chart_.transitions.back().assignments;
    } else if (element == "onentry" || element == "onexit") {
      assigned_ = element == "onentry" ? &at(open_.back()).on_entry : &at(open_.back()).on_exit;
    } else if (element == "assign" && assigned_ != nullptr) {
      assigned_->push_back({given("location"), given("expr")});
    } else if (element == "data") {
      chart_.data.emplace_back(given("id"), given("expr"));
    } else if (element == "initial") {
      in_initial_ = true;
    } else if (element != "datamodel" && element != "log") {
      chart_.others.insert(element);
    }
  }

  void end(const std::string& element) {
    if (element == "scxml" || element == "state" || element == "parallel") open_.pop_back();
    if (element == "transition" || element == "onentry" || element == "onexit") assigned_ = nullptr;
    if (element == "initial") in_initial_ = false;
  }

  State& at(int state) { return chart_.states[static_cast<std::size_t>(state)]; }

  Chart chart_;
  std::vector<int> open_;
  std::vector<Assignment>* assigned_ = nullptr;
  bool in_initial_ = false;
};

std::set<std::string> configuration(const nlohmann::json& names) {
  return names.get<std::set<std::string>>();
}

}  // namespace

std::optional<int> Chart::find(const std::string& name) const {
  for (int state = 0; state < static_cast<int>(states.size()); ++state)
    if ((*this)[state].name == name) return state;
  return std::nullopt;
}

bool Chart::is_inside(int state, int outer) const {
  while (state >= 0 && state != outer) state = (*this)[state].parent;
  return state == outer;
}

std::vector<Script> read_scripts(const std::filesystem::path& folder) {
  std::vector<Script> scripts;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".scxml") continue;
    Script script;
    script.name = std::filesystem::relative(entry.path(), folder).replace_extension().string();
    script.chart = Reader().read(read_file(entry.path()), script.name);
    auto told =
        nlohmann::json::parse(read_file(std::filesystem::path(entry.path()).replace_extension("json")));
    script.initial = configuration(told.at("initialConfiguration"));
    for (const auto& step : told.at("events"))
      script.steps.push_back({step.at("event").at("name"), configuration(step.at("nextConfiguration"))});
    scripts.push_back(script);
  }
  std::ranges::sort(scripts, {}, &Script::name);
  return scripts;
}

}  // namespace recourse::reference::scxml
