// A model for people: indented, in source order. Door: dump() in build.h.
#include "engine/calendar/calendar.h"
#include "engine/model/build.h"
#include "engine/model/print.h"

namespace recourse::model {
namespace {

std::string labelled(const std::string& name, const std::string& label) {
  return label.empty() ? print_name(name) : print_name(name) + " “" + label + "”";
}

class Dump {
public:
  explicit Dump(const Model& model) : model_(model) {}

  std::string text() {
    line(0, "policy " + print_name(model_.title) + " version " + print_name(model_.version) + " in force " +
                calendar::format_day(model_.in_force));
    if (model_.calendar) {
      line(0, "calendar " + model_.calendar->data().name + " " + model_.calendar->data().zone);
    }
    if (!model_.offices.offices().empty()) {
      line(0, "offices " + std::to_string(model_.offices.offices().size()));
    }
    values();
    acts();
    for (const Region& region : model_.regions) {
      if (region.parallel.known()) {
        continue;  // stands in its stage
      }
      line(0, "region " + labelled(model_[region.root].name, model_[region.root].label));
      stage(region.root, 1);
    }
    for (const Migration& one : model_.migrations) {
      migration(one);
    }
    for (const Test& test : model_.tests) {
      tests(test);
    }
    return std::move(text_);
  }

private:
  void migration(const Migration& migration) {
    line(0, "migrate from " + print_name(migration.title) + " version " + print_name(migration.version));
    for (const Migration::Stages& stages : migration.stages) {
      std::string from = stages.others ? "others" : "";
      for (const std::string& name : stages.from) {
        from += (from.empty() ? "" : ", ") + print_name(name);
      }
      const std::string target = stages.target.known() ? print_stage(model_, stages.target) : "same stage";
      from += stages.stay ? " stay" : " -> ";
      from += stages.stay ? "" : target;
      line(1, from + print_consequence(model_, {{}, stages.effects}));
    }
    for (const Migration::Renamed& field : migration.fields) {
      line(1, "field " + print_name(field.from) + " -> " + print_name(model_[field.to].name));
    }
    for (const std::string& field : migration.dropped) {
      line(1, "drop " + print_name(field));
    }
    if (!migration.effects.empty()) {
      line(1, "all" + print_consequence(model_, {{}, migration.effects}));
    }
  }

  void line(int depth, const std::string& what) {
    text_ += std::string(static_cast<std::size_t>(depth) * 2, ' ') + what + "\n";
  }

  void values() {
    for (const Choice& choice : model_.choices) {
      std::string values;
      for (const ChoiceValue& value : choice.values) {
        values += (values.empty() ? " " : ", ") + labelled(value.name, value.label);
      }
      line(0, "choice " + labelled(choice.name, choice.label) + ":" + values);
    }
    for (const Parameter& parameter : model_.parameters) {
      line(0, "parameter " + labelled(parameter.name, parameter.label) + " = " +
                  print_value(model_, parameter.type, parameter.value) +
                  (parameter.assumed ? " assumed" : "") + print_citations(parameter.citations));
    }
    line(0, "case " + labelled(model_.case_name, model_.case_label));
    for (const Field& field : model_.fields) {
      const std::string initial =
          field.initial == base::kUnknown ? "" : " = " + print_value(model_, field.type, field.initial);
      line(1, labelled(field.name, field.label) + ": " + print_type(model_, field.type) + initial);
    }
    for (const Table& table : model_.tables) {
      line(0, "table " + labelled(table.name, table.label) + print_table(model_, table) +
                  print_citations(table.citations));
      for (const std::string& row : print_rows(model_, table)) {
        line(1, row);
      }
    }
    for (const Role& role : model_.roles) {
      line(0, "role " + labelled(role.name, role.label) + " = " + print_who(model_, role.who));
    }
  }

  void acts() {
    for (const Act& act : model_.acts) {
      std::string parameters;
      for (const ActParameter& parameter : act.parameters) {
        parameters += (parameters.empty() ? "" : ", ") + labelled(parameter.name, parameter.label) + ": " +
                      print_type(model_, parameter.type);
      }
      line(0,
           "act " + labelled(act.name, act.label) + "(" + parameters + ")" + print_citations(act.citations));
    }
    std::string records;
    for (const Record& record : model_.records) {
      records += " " + record_name(record);
    }
    if (!records.empty()) {
      line(0, "remembers" + records);
    }
  }

  std::string record_name(const Record& record) const {
    const Act& act = model_[record.act];
    switch (record.what) {
      case Record::What::count:
        return print_name(act.name) + ".count";
      case Record::What::day:
        return print_name(act.name) + ".date";
      case Record::What::by:
        return print_name(act.name) + ".by";
      case Record::What::office:
        return print_name(act.name) + ".office";
      case Record::What::parameter:
        return print_name(act.name) + "." +
               print_name(act.parameters[static_cast<std::size_t>(record.parameter)].name);
      case Record::What::instant:
        break;
    }
    return print_name(act.name) + ".instant";
  }

  void stage(StageId id, int depth) {
    const Stage& stage = model_[id];
    if (stage.owner.known() && (!stage.parent.known() || model_[stage.parent].owner != stage.owner)) {
      line(depth, "owner " + print_who(model_, stage.owner));
    }
    for (const Clause& clause : model_.clauses) {
      if (clause.stage == id) {
        line(depth, print_clause(model_, clause, true));
      }
    }
    for (const Pause& pause : model_.pauses) {
      if (pause.stage == id) {
        line(depth, print_pause(model_, pause));
      }
    }
    for (const StageId child : stage.children) {
      const Stage& inner = model_[child];
      line(depth, std::string(stage.start == child ? "start " : "") + (inner.final ? "final " : "") +
                      (inner.parallel   ? "parallel stage "
                       : stage.parallel ? "branch "
                                        : "stage ") +
                      labelled(inner.name, inner.label) + print_citations(inner.citations));
      this->stage(child, depth + 1);
    }
  }

  std::string actor(const TestActor& actor) const {
    if (actor.office != offices::kNoOffice) {
      const std::string& id = model_.offices.offices()[static_cast<std::size_t>(actor.office)].id;
      return " by " + (actor.post.empty() ? id : actor.post + "(" + id + ")");
    }
    return actor.who.known() ? " by " + print_who(model_, actor.who) : "";
  }

  void tests(const Test& test) {
    line(0, "test " + print_name(test.name));
    for (const TestStep& step : test.steps) {
      const std::string time = calendar::format_minute(*model_.calendar, step.time);
      switch (step.kind) {
        case TestStep::Kind::act:
          line(1, time + " " + act(step) + actor(step.actor) + (step.refused ? " refused" : "") +
                      (step.refused_by.empty() ? "" : " by " + step.refused_by));
          break;
        case TestStep::Kind::clock:
          line(1, time);
          break;
        case TestStep::Kind::expect:
          line(2, "expect " + std::string(step.negated ? "not " : "") + expectation(step));
          break;
      }
    }
  }

  std::string act(const TestStep& step) const {
    const Act& act = model_[step.act];
    std::string arguments;
    for (std::size_t i = 0; i < step.arguments.size() && i < act.parameters.size(); ++i) {
      const ValueType& type = act.parameters[i].type;
      const std::int64_t value = step.arguments[i];
      const bool is_text = type.type == Type::text || type.type == Type::person;
      arguments += (arguments.empty() ? "" : ", ") + print_name(act.parameters[i].name) + ": ";
      arguments += is_text && value != base::kUnknown
                       ? print_name(step.texts[static_cast<std::size_t>(value)])
                       : print_value(model_, type, value);
    }
    return print_name(act.name) + "(" + arguments + ")";
  }

  std::string expectation(const TestStep& step) const {
    switch (step.expectation) {
      case TestStep::Expectation::stage:
        return "stage " + print_stage(model_, step.stage);
      case TestStep::Expectation::due:
        return "due " + model_[step.duty].name + " " + calendar::format_minute(*model_.calendar, step.due) +
               actor(step.actor);
      case TestStep::Expectation::aim:
        return "aim " + model_[step.duty].name + " " + calendar::format_minute(*model_.calendar, step.due) +
               actor(step.actor);
      case TestStep::Expectation::overdue:
        return "overdue " + model_[step.duty].name + actor(step.actor);
      case TestStep::Expectation::owed:
        return "owed " + model_[step.duty].name + actor(step.actor);
      case TestStep::Expectation::done:
        return "done " + model_[step.duty].name + actor(step.actor);
      case TestStep::Expectation::allowed:
        return "allowed " + act(step) + actor(step.actor);
      case TestStep::Expectation::told:
        return "notify " + print_who(model_, step.receiver) +
               (step.texts.empty() ? "" : " " + print_name(step.texts.front()));
      case TestStep::Expectation::condition:
        break;
    }
    return print_expression(model_, step.condition);
  }

  const Model& model_;
  std::string text_;
};

}  // namespace

std::string dump(const Model& model) {
  return Dump(model).text();
}

}  // namespace recourse::model
