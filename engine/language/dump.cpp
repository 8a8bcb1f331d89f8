// Prints declarations, stages and clauses.
#include "engine/language/dump.h"

#include <fmt/format.h>

#include "engine/calendar/calendar.h"

namespace recourse::language {
namespace {

std::string quoted(std::string_view text) {
  return fmt::format("\"{}\"", text);
}

std::string label(const std::optional<std::string>& text) {
  return text ? " " + quoted(*text) : "";
}

std::string cites(const std::optional<Citation>& citation) {
  if (!citation) {
    return "";
  }
  std::string result = " cites " + (citation->source.text.empty() ? "-" : citation->source.text);
  for (const Name& article : citation->articles) {
    result += " [" + article.text + "]";
  }
  return result;
}

std::string declaration(const Declaration& field) {
  std::string result =
      fmt::format("{}: {}{}", field.name.text, field.set_of ? "set of " : "", field.type.text);
  if (field.least || field.most) {
    result += fmt::format("({}..{})", field.least ? std::to_string(*field.least) : "",
                          field.most ? std::to_string(*field.most) : "");
  }
  result += field.scale != 0 ? fmt::format("({})", field.scale) : "";
  result += field.optional ? "?" : "";
  result += field.initial ? " = " + dump(*field.initial) : "";
  return result + label(field.label);
}

std::string act(const ActUse& use) {
  if (use.approval) {
    return fmt::format("approve({})", use.name.text);
  }
  std::string result = use.name.text;
  if (use.has_parameters) {
    std::string parameters;
    for (const Declaration& parameter : use.parameters) {
      parameters += (parameters.empty() ? "" : ", ") + declaration(parameter);
    }
    result += "(" + parameters + ")";
  }
  return result;
}

std::string period(const OfficePeriod& each) {
  constexpr std::string_view kCycles[] = {"day", "week", "month", "quarter", "half year", "year"};
  return fmt::format("office each {}{}", kCycles[static_cast<std::size_t>(each.cycle)],
                     each.when ? " when " + dump(*each.when) : "");
}

class Printer {
public:
  std::string print(const File& file);

private:
  void line(std::string_view text) { out_ += fmt::format("{}{}\n", std::string(2 * depth_, ' '), text); }
  void references(std::string_view word, const std::vector<FileReference>& list) {
    for (const FileReference& reference : list) {
      line(fmt::format("{} {}", word, quoted(reference.path)));
    }
  }
  void declarations(const File& file);
  void case_type(const CaseType& type);
  void chart(const Chart& chart);
  void stage(const Stage& stage);
  void clause(const Clause& clause);
  void effects(std::string_view of, const std::vector<Effect>& effects);
  void table(const Table& table);
  void migration(const Migration& migration);
  void test(const Test& test);

  std::string out_;
  std::size_t depth_ = 0;
};

std::string Printer::print(const File& file) {
  if (file.header) {
    line(fmt::format("policy {} version {} in force {}", quoted(file.header->title),
                     quoted(file.header->version), calendar::format_day(file.header->in_force)));
  }
  references("use", file.uses);
  references("calendar", file.calendars);
  references("offices", file.offices);
  declarations(file);
  for (const Table& one : file.tables) {
    table(one);
  }
  for (const Chart& one : file.charts) {
    chart(one);
  }
  for (const Migration& one : file.migrations) {
    migration(one);
  }
  for (const Test& one : file.tests) {
    test(one);
  }
  return std::move(out_);
}

void Printer::declarations(const File& file) {
  for (const SourceAlias& source : file.sources) {
    line(fmt::format("source {} {}", source.alias.text, quoted(source.title)));
  }
  for (const Choice& choice : file.choices) {
    line(fmt::format("choice {}{}", choice.name.text, label(choice.label)));
    ++depth_;
    for (const ChoiceValue& value : choice.values) {
      line(value.name.text + label(value.label));
    }
    --depth_;
  }
  for (const Parameter& parameter : file.parameters) {
    line(fmt::format("parameter {}{} = {}{}{}", parameter.name.text, label(parameter.label),
                     dump(parameter.value), parameter.assumed ? " assumed" : "", cites(parameter.cites)));
  }
  for (const CaseType& type : file.cases) {
    case_type(type);
  }
  for (const ActDeclaration& declared : file.acts) {
    line(fmt::format("act {}{}{}", act(declared.act), label(declared.label), cites(declared.cites)));
  }
  for (const Role& role : file.roles) {
    line(fmt::format("role {}{} = {}", role.name.text, label(role.label),
                     role.party ? "party" : dump(role.who)));
  }
}

void Printer::case_type(const CaseType& type) {
  line(fmt::format("case {}{}", type.name.text, label(type.label)));
  ++depth_;
  for (const Declaration& field : type.fields) {
    line(declaration(field));
  }
  for (const Derived& derived : type.derived) {
    line(fmt::format("{} = {}{}", derived.name.text, dump(derived.value), label(derived.label)));
  }
  if (type.same_matter) {
    std::string fields;
    for (const Name& field : type.same_matter->fields) {
      fields += (fields.empty() ? "" : ", ") + field.text;
    }
    line(fmt::format("same matter when {} agree confirmed by {}{}", fields, dump(type.same_matter->by),
                     cites(type.same_matter->cites)));
  }
  --depth_;
}

void Printer::chart(const Chart& chart) {
  line(fmt::format("{} {}{} for {}{}", chart.process ? "process" : "rule", chart.name.text,
                   label(chart.label), chart.each ? period(*chart.each) : chart.case_type.text,
                   cites(chart.cites)));
  ++depth_;
  for (const Clause& one : chart.clauses) {
    clause(one);
  }
  for (const Stage& one : chart.stages) {
    stage(one);
  }
  --depth_;
}

void Printer::stage(const Stage& stage) {
  line(fmt::format("{}{}{}{} {}{}{}", stage.start ? "start " : "", stage.final ? "final " : "",
                   stage.parallel ? "parallel " : "", stage.branch ? "branch" : "stage", stage.name.text,
                   label(stage.label), cites(stage.cites)));
  ++depth_;
  for (const Clause& one : stage.clauses) {
    clause(one);
  }
  for (const Stage& one : stage.children) {
    this->stage(one);
  }
  --depth_;
}

std::string extension(const Extension& extension) {
  const std::string_view bound = extension.bound == Extension::Bound::by         ? "by"
                                 : extension.bound == Extension::Bound::by_up_to ? "by up to"
                                                                                 : "to at most";
  std::string result =
      fmt::format(" | extendable {} times {} {}", extension.times, bound, dump(extension.period));
  result += extension.through ? " through " + act(*extension.through) : "";
  result += extension.by ? " by " + dump(*extension.by) : "";
  return result;
}

std::string limit(const Limit& limit) {
  std::string result;
  result += limit.within ? " | within " + dump(*limit.within) : "";
  result += limit.until ? " | until " + dump(*limit.until) : "";
  result += limit.from ? " | from " + dump(limit.from->expression) : "";
  result += limit.extendable ? extension(*limit.extendable) : "";
  result += limit.aim ? " | aim " + dump(*limit.aim) : "";
  result += limit.statutory ? " | statutory" : "";
  result += limit.assumed ? " | assumed" : "";
  result += limit.exactly ? " | exactly" : "";
  return result;
}

std::string event(const Clause& clause) {
  if (!clause.trigger_name) {
    return "";
  }
  const std::string_view word = clause.trigger == Clause::Trigger::overdue ? "overdue"
                                : clause.trigger == Clause::Trigger::done  ? "done"
                                                                           : "entered";
  return fmt::format(" {}({})", word, clause.trigger_name->text);
}

std::string head(const Clause& clause) {
  constexpr std::string_view kWords[] = {"owner",    "must",  "may",  "must not", "on",
                                         "opens on", "after", "when", "pause",    "at"};
  std::string result(kWords[static_cast<std::size_t>(clause.kind)]);
  result += clause.first ? " first" : "";
  result += clause.any_act ? " any" : "";
  result += event(clause);
  for (const ActUse& one : clause.acts) {
    result += (&one == clause.acts.data() ? " " : " or ") + act(one);
  }
  result += clause.pause_all ? " all" : "";
  for (const Name& name : clause.paused) {
    result += (&name == clause.paused.data() ? " " : ", ") + name.text;
  }
  result += clause.at_stage ? " " + clause.at_stage->text : "";
  return result;
}

void Printer::clause(const Clause& clause) {
  std::string text = head(clause);
  text += clause.who ? " | by " + dump(*clause.who) : "";
  text += clause.times ? fmt::format(" | {} times", *clause.times) : "";
  text += clause.limit ? limit(*clause.limit) : "";
  text += clause.when ? " | when " + dump(*clause.when) : "";
  text += clause.pause_while ? " | while " + dump(*clause.pause_while) : "";
  text += clause.unless_approved_by ? " | unless approved by " + dump(*clause.unless_approved_by) : "";
  text += clause.overrides ? " | overrides " + clause.overrides->text : "";
  text += clause.as ? " | as " + clause.as->text + label(clause.as_label) : "";
  const std::string source = cites(clause.cites);
  text += source.empty() ? "" : " |" + source;
  text += clause.then && clause.then->target ? " -> " + clause.then->target->text : "";
  line(text);
  ++depth_;
  if (clause.then) {
    effects("", clause.then->effects);
  }
  if (clause.otherwise) {
    line(clause.otherwise->target ? "else -> " + clause.otherwise->target->text : "else");
    ++depth_;
    effects("", clause.otherwise->effects);
    --depth_;
  }
  for (const Clause& inner : clause.children) {
    this->clause(inner);
  }
  --depth_;
}

std::string given(const std::vector<GivenArgument>& arguments) {
  std::string all;
  for (const GivenArgument& argument : arguments) {
    all += (all.empty() ? "(" : ", ") + argument.name.text + ": " + dump(argument.value);
  }
  return all.empty() ? all : all + ")";
}

void Printer::effects(std::string_view of, const std::vector<Effect>& effects) {
  for (const Effect& effect : effects) {
    const std::string value = effect.value ? dump(*effect.value) : "";
    const std::string receiver = effect.receiver ? dump(*effect.receiver) : "";
    switch (effect.kind) {
      case Effect::Kind::set:
        line(fmt::format("{}set {} = {}", of, effect.field.text, value));
        break;
      case Effect::Kind::set_once:
        line(fmt::format("{}set once {} = {}", of, effect.field.text, value));
        break;
      case Effect::Kind::add:
        line(fmt::format("{}add {} to {}", of, value, effect.field.text));
        break;
      case Effect::Kind::remove:
        line(fmt::format("{}remove {} from {}", of, value, effect.field.text));
        break;
      case Effect::Kind::notify:
        line(fmt::format("{}notify {}{}", of, receiver, value.empty() ? "" : " of " + value));
        break;
      case Effect::Kind::open:
        line(fmt::format("{}open {}{}", of, act(*effect.act), given(effect.arguments)));
        break;
      case Effect::Kind::submit:
        line(fmt::format("{}submit {}{} to {}", of, act(*effect.act), given(effect.arguments), receiver));
        break;
      case Effect::Kind::charge:
        line(fmt::format("{}charge {} with {}", of, receiver, value));
        break;
    }
  }
}

std::string moment(std::int32_t day, const std::optional<std::int32_t>& minute) {
  return calendar::format_day(day) + (minute ? fmt::format(" {:02}:{:02}", *minute / 60, *minute % 60) : "");
}

std::string act_step(const TestStep& step) {
  std::string result = moment(step.day, step.minute_of_day);
  if (step.act) {
    result += " " + act(*step.act) + given(step.arguments);
  }
  result += step.by ? " by " + dump(*step.by) : "";
  result += step.refused ? " refused" : "";
  return result + (step.refused_by ? " by " + step.refused_by->text : "");
}

std::string expectation(const TestStep& step) {
  constexpr std::string_view kWords[] = {"stage", "due",     "aim",    "overdue", "owed",
                                         "done",  "allowed", "notify", "that"};
  std::string result = fmt::format("expect {}{}", step.negated ? "not " : "",
                                   kWords[static_cast<std::size_t>(step.expectation)]);
  for (const Name& name : step.names) {
    result += " " + name.text;
  }
  result += step.due ? " " + moment(*step.due, step.due_minute) : "";
  result += step.act ? " " + act(*step.act) + given(step.arguments) : "";
  result += step.by ? " by " + dump(*step.by) : "";
  return result + (step.condition ? " " + dump(*step.condition) : "");
}

std::string_view sign(Expression::Operator op) {
  constexpr std::string_view kSigns[] = {
      "?", "or", "and", "=", "!=", "<", "<=", ">", ">=", "in", "+", "-", "*"};
  return kSigns[static_cast<std::size_t>(op)];
}

std::string cell(const TableRow::Cell& cell) {
  using Test = TableRow::Test;
  if (cell.kind != TableRow::Cell::Kind::tests) {
    return cell.kind == TableRow::Cell::Kind::any ? "-" : "otherwise";
  }
  std::string result;
  for (const Test& test : cell.tests) {
    result += result.empty() ? "" : " or ";
    result += test.kind == Test::Kind::comparison ? std::string(sign(test.op)) + " " : "";
    result += test.kind == Test::Kind::in ? "in " : test.kind == Test::Kind::not_in ? "not in " : "";
    result += test.kind == Test::Kind::known ? "known" : test.kind == Test::Kind::unknown ? "unknown" : "";
    for (const Expression& value : test.values) {
      result += &value == test.values.data() ? "" : test.kind == Test::Kind::range ? ".." : ", ";
      result += dump(value);
    }
  }
  return result;
}

void Printer::table(const Table& table) {
  constexpr std::string_view kHits[] = {"unique",      "first",         "collect",
                                        "collect sum", "collect least", "collect greatest"};
  std::string inputs;
  for (const Declaration& input : table.inputs) {
    inputs += (inputs.empty() ? "" : ", ") + declaration(input);
  }
  line(fmt::format("table {}{}({}) gives {} {}{}{}", table.name.text, label(table.label), inputs,
                   table.answer ? declaration(*table.answer).substr(2) : "-",
                   kHits[static_cast<std::size_t>(table.hit)],
                   table.file ? " from " + quoted(table.file->path) : "", cites(table.cites)));
  ++depth_;
  for (const TableRow& row : table.rows) {
    std::string text;
    for (const TableRow::Cell& one : row.cells) {
      text += (text.empty() ? "" : " | ") + cell(one);
    }
    line(text);
  }
  --depth_;
}

void Printer::migration(const Migration& migration) {
  const auto joined = [](const std::vector<Name>& names) {
    std::string list;
    for (const Name& name : names) {
      list += (list.empty() ? "" : ", ") + name.text;
    }
    return list;
  };
  line(fmt::format("migrate from {} version {}", quoted(migration.title), quoted(migration.version)) +
       (migration.case_type ? " for " + migration.case_type->text : ""));
  ++depth_;
  for (const Migration::Stages& stages : migration.stages) {
    const std::string target = stages.target ? stages.target->text : "same stage";
    line((stages.others ? "others" : joined(stages.from)) + (stages.stay ? " stay" : " -> " + target));
    ++depth_;
    effects("", stages.effects);
    --depth_;
  }
  for (const Migration::Renamed& field : migration.fields) {
    line(fmt::format("field {} -> {}", field.from.text, field.to.text));
  }
  if (!migration.dropped.empty()) {
    line("drop " + joined(migration.dropped));
  }
  effects("", migration.effects);
  --depth_;
}

void Printer::test(const Test& test) {
  line("test " + quoted(test.name) + (test.case_type ? " for " + test.case_type->text : ""));
  ++depth_;
  for (const TestStep& step : test.steps) {
    const std::string of =
        step.in_case ? fmt::format("case {} {}: ", step.in_case->text, step.which) : std::string();
    line(of + (step.kind == TestStep::Kind::expect ? expectation(step) : act_step(step)));
  }
  --depth_;
}

}  // namespace

std::string dump(const File& file) {
  return Printer().print(file);
}

}  // namespace recourse::language
