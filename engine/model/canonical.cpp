// The canonical text of what a model means: a line for each thing, by name, sorted. Doors: canonical() and digest().
#include <algorithm>
#include <set>

#include "engine/base/digest.h"
#include "engine/calendar/calendar.h"
#include "engine/model/build.h"
#include "engine/model/print.h"

namespace recourse::model {
namespace {

constexpr std::string_view kVersion = "recourse model 1\n";

class Canonical {
public:
  explicit Canonical(const Model& model) : model_(model) {}

  std::string text() {
    add_values();
    for (const Act& act : model_.acts) {
      add_act(act);
    }
    for (std::size_t i = 0; i < model_.stages.size(); ++i) {
      add_stage({static_cast<std::int32_t>(i)});
    }
    for (const Clause& clause : model_.clauses) {
      lines_.insert("clause " + print_stage(model_, clause.stage) + ": " +
                    print_clause(model_, clause, true));
    }
    for (const Pause& pause : model_.pauses) {
      lines_.insert("pause " + print_stage(model_, pause.stage) + ": " + print_pause(model_, pause));
    }
    std::string text(kVersion);
    text += "policy " + print_name(model_.title) + " version " + print_name(model_.version) + " in force " +
            calendar::format_day(model_.in_force) + "\ncase " + print_name(model_.case_name) + "\n";
    for (const std::string& line : lines_) {
      text += line + "\n";
    }
    return text;
  }

private:
  void add_values() {
    for (const Choice& choice : model_.choices) {
      std::set<std::string> values;
      for (const ChoiceValue& value : choice.values) {
        values.insert(print_name(value.name));
      }
      std::string line = "choice " + print_name(choice.name) + ":";
      for (const std::string& value : values) {
        line += " " + value;
      }
      lines_.insert(std::move(line));
    }
    for (const Field& field : model_.fields) {
      lines_.insert("field " + print_name(field.name) + ": " + print_type(model_, field.type) + " = " +
                    print_value(model_, field.type, field.initial));
    }
    if (model_.office_period) {
      const auto cycle = std::to_string(static_cast<int>(model_.office_period->cycle));
      lines_.insert("for office each " + cycle);
      if (model_.office_period->told) {
        lines_.insert("each next " + print_sent(model_, *model_.office_period->told));
      }
    }
    for (const FieldId field : model_.same_matter) {
      lines_.insert("same matter by " + print_name(model_[field].name));
    }
    for (const Table& table : model_.tables) {
      const std::string name = "table " + print_name(table.name);
      lines_.insert(name + print_table(model_, table));
      for (const std::string& row : print_rows(model_, table)) {
        std::string line = name;
        line += ": ";
        line += row;
        lines_.insert(std::move(line));
      }
    }
    for (const Role& role : model_.roles) {
      // Where clauses name a role its meaning stands; only parties are known to a case by their role.
      if (role.party && model_[role.who].role.known() && model_[model_[role.who].role].name == role.name) {
        lines_.insert("party " + print_name(role.name));
      }
    }
  }

  void add_act(const Act& act) {
    std::string line = "act " + print_name(act.name) + "(";
    for (const ActParameter& parameter : act.parameters) {
      line += line.ends_with('(') ? "" : ", ";
      line += print_name(parameter.name) + ": " + print_type(model_, parameter.type);
    }
    lines_.insert(line + ")");
  }

  void add_stage(StageId id) {
    const Stage& stage = model_[id];
    std::string line = "stage " + print_stage(model_, id);
    if (stage.parent.known()) {
      line += " in " + print_name(model_[stage.parent].name);
      line += model_[stage.parent].start == id ? " start" : "";
    }
    line += stage.final ? " final" : "";
    line += stage.parallel ? " parallel" : "";
    line += stage.owner.known() ? " owner " + print_who(model_, stage.owner) : "";
    lines_.insert(std::move(line));
  }

  const Model& model_;
  std::multiset<std::string> lines_;
};

}  // namespace

std::string canonical(const Model& model) {
  return Canonical(model).text();
}

std::string digest(const std::vector<Model>& models) {
  std::string text = canonical(models.front());
  std::set<std::string> others;  // their order is that of files
  for (std::size_t i = 1; i < models.size(); ++i) {
    others.insert(canonical(models[i]));
  }
  for (const std::string& other : others) {
    text += other;
  }
  return base::sha256(text);
}

}  // namespace recourse::model
