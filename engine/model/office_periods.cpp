#include "engine/model/office_periods.h"

#include <algorithm>
#include <deque>

#include "engine/base/messages/model.h"
#include "engine/model/who.h"

namespace recourse::model {
namespace {

// What the case type declares beside the fields that the policy gives it.
constexpr const char* kOffice = "office";
constexpr const char* kFirstDay = "first_day";
constexpr const char* kLastDay = "last_day";
constexpr const char* kPeriodEnds = "period_ends";

language::Expression named(const std::string& name, const SourceSpan& span) {
  language::Expression expression;
  expression.text = name;
  expression.span = span;
  return expression;
}

language::Declaration declared(const std::string& name, const std::string& label, const std::string& type,
                               const SourceSpan& span) {
  language::Declaration declaration;
  declaration.name = {name, span};
  declaration.label = label;
  declaration.type = {type, span};
  declaration.span = span;
  return declaration;
}

const std::string& shown(const language::Chart& chart) {
  return chart.label ? *chart.label : chart.name.text;
}

language::ActUse beginning(const language::Chart& process) {
  language::ActUse act;
  act.name = {"begin_" + process.name.text, process.each->span};
  act.span = process.each->span;
  return act;
}

language::CaseType case_type_of(const language::Chart& process) {
  const SourceSpan& span = process.each->span;
  language::CaseType type;
  type.name = process.name;
  type.label = process.label;
  type.fields = {declared(kOffice, "单位", "office", span), declared(kFirstDay, "期初", "date", span),
                 declared(kLastDay, "期末", "date", span)};
  type.span = process.span;
  return type;
}

language::ActDeclaration beginning_declared(const language::Chart& process) {
  language::ActDeclaration declaration{beginning(process), shown(process) + "开始", std::nullopt,
                                       process.each->span};
  declaration.act.parameters = {declared(kOffice, "单位", "office", process.each->span)};
  declaration.act.has_parameters = true;
  return declaration;
}

/// opens on begin_PROCESS when G { set office = office }
language::Clause opening(const language::Chart& process) {
  const SourceSpan& span = process.each->span;
  language::Clause clause;
  clause.kind = language::Clause::Kind::opens_on;
  clause.span = clause.head = span;
  clause.acts.push_back(beginning(process));
  clause.when = process.each->when;
  clause.cites = process.cites;
  language::Effect set;
  set.field = {kOffice, span};
  set.value = named(kOffice, span);
  set.span = span;
  clause.then.emplace().effects.push_back(std::move(set));
  clause.then->span = span;
  return clause;
}

/// after same day from last_day exactly, beside the process, so that it shows the period's end also when that has ended.
language::Chart end_of_period(const language::Chart& process) {
  const SourceSpan& span = process.each->span;
  language::Clause after;
  after.kind = language::Clause::Kind::after;
  after.span = after.head = span;
  after.as = language::Name{kPeriodEnds, span};
  after.as_label = "本期结束";
  after.cites = process.cites;
  language::Limit& limit = after.limit.emplace();
  language::Expression& period = limit.within.emplace();
  period.kind = language::Expression::Kind::duration;
  period.span = span;
  limit.from.emplace(language::Anchor{named(kLastDay, span), span});
  limit.exactly = true;
  limit.span = span;
  after.then.emplace().span = span;
  language::Chart rule;
  rule.name = {"periods_of_" + process.name.text, span};
  rule.label = shown(process) + "各期";
  rule.case_type = process.name;
  rule.cites = process.cites;
  rule.clauses.push_back(std::move(after));
  rule.span = span;
  return rule;
}

/// Each rule for office and period, once for each process of that period.
void spread_rules(language::File& file, const std::vector<const language::Chart*>& processes,
                  base::DiagnosticList& diagnostics) {
  std::vector<language::Chart> charts;
  for (language::Chart& chart : file.charts) {
    if (!chart.each || chart.process) {
      charts.push_back(std::move(chart));
      continue;
    }
    const std::size_t before = charts.size();
    for (const language::Chart* process : processes) {
      if (process->each->cycle == chart.each->cycle) {
        charts.push_back(chart);
        charts.back().case_type = process->name;
      }
    }
    if (charts.size() == before) {
      diagnostics.add(messages::office_rule_alone, chart.each->span, {chart.name.text});
    }
  }
  file.charts = std::move(charts);
}

bool is_carried(Type type) {
  return type != Type::text && type != Type::person && type != Type::office_set && type != Type::choice_set;
}

/// What can be asked of the period before: a field of the case, plain or derived, by its name or its label.
struct Asked {
  std::string name, label;
};

std::optional<Asked> find_asked(Building& building, const language::Expression& name) {
  const Names& names = building.names;
  if (name.kind == language::Expression::Kind::name) {
    if (const Declared* field = names[NameKind::field].find(name.text)) {
      const Field& found = building.model[FieldId{field->index}];
      return Asked{found.name, found.label.empty() ? found.name : found.label};
    }
    if (const Declared* derived = names[NameKind::derived].find(name.text)) {
      const language::Derived& found = *building.derived[static_cast<std::size_t>(derived->index)].syntax;
      return Asked{found.name.text, found.label.value_or(found.name.text)};
    }
  }
  building.names.report_unknown(
      {NameKind::field, NameKind::derived},
      name.kind == language::Expression::Kind::name ? name.text : source_text(name.span), name.span);
  return std::nullopt;
}

/// As it stands in the case.
Typed value_of(Building& building, const language::Expression& name) {
  Scope scope;
  scope.is_condition = true;
  return Resolver(building, scope).resolve(name);
}

bool has_periods(Building& building, const SourceSpan& span, const std::string& name) {
  if (building.office_period == nullptr) {
    building.report(messages::previous_without_period, span, name);
    return false;
  }
  return true;
}

/// The one of that name, new when it is asked for first. Before it is resolved it has no field.
std::size_t carried(Building& building, const std::string& name) {
  const auto known = std::find_if(building.carried.begin(), building.carried.end(),
                                  [&](const Carried& other) { return other.name == name; });
  if (known != building.carried.end()) {
    return static_cast<std::size_t>(known - building.carried.begin());
  }
  building.carried.push_back({name, {}, {}, Progress::untouched});
  return building.carried.size() - 1;
}

void add_field(Building& building, std::size_t index, const std::string& label, const ValueType& type,
               const SourceSpan& span) {
  const bool stays_unknown = type.optional;
  building.carried[index].field = {static_cast<std::int32_t>(building.model.fields.size())};
  building.model.fields.push_back(
      {building.carried[index].name, label, type, stays_unknown ? base::kUnknown : 0, span});
  building.faulty_fields.push_back(false);
}

Typed reading(Building& building, FieldId field, const SourceSpan& span) {
  Expression node;
  node.operation = Operation::field;
  node.type = building.model[field].type;
  node.index = field.value;
  node.span = span;
  const ValueType type = node.type;
  return {add_expression(building, std::move(node)), type};
}

ExpressionId node(Building& building, Operation operation, const ValueType& type,
                  std::vector<ExpressionId> operands, std::int32_t index, const SourceSpan& span) {
  Expression made;
  made.operation = operation;
  made.type = type;
  made.operands = std::move(operands);
  made.index = index;
  made.span = span;
  return add_expression(building, std::move(made));
}

Effect set(FieldId field, ExpressionId value, const SourceSpan& span) {
  Effect effect;
  effect.field = field;
  effect.value = value;
  effect.span = span;
  return effect;
}

class Completion {
public:
  explicit Completion(Building& building)
      : building_(building), model_(building.model), span_(building.office_period->each->span) {}

  void run() {
    OfficePeriod period;
    period.cycle = building_.office_period->each->cycle;
    period.office = field(kOffice);
    period.first_day = field(kFirstDay);
    period.last_day = field(kLastDay);
    const Declared* begins =
        building_.names[NameKind::act].find_by_name(beginning(*building_.office_period).name.text);
    const Declared* ends = building_.names[NameKind::duty].find_by_name(kPeriodEnds);
    if (building_.files.offices.empty()) {
      building_.report(messages::office_period_without_offices, span_, model_.case_name);
    }
    if (begins == nullptr || ends == nullptr || !period.office.known()) {
      return;  // a name of these was taken, which has been reported
    }
    period.begins = {begins->index};
    period.ends = {ends->index};
    set_days(period);
    // Not in the order in which clauses ask.
    std::sort(building_.carried.begin(), building_.carried.end(),
              [](const Carried& one, const Carried& other) { return one.name < other.name; });
    const bool all_known =
        std::all_of(building_.carried.begin(), building_.carried.end(),
                    [](const Carried& each) { return each.field.known() && each.value.known(); });
    if (!building_.carried.empty() && all_known) {
      period.told = told(period);
    }
    model_.office_period = std::move(period);
  }

private:
  FieldId field(const char* name) const {
    const Declared* found = building_.names[NameKind::field].find_by_name(name);
    return found == nullptr ? FieldId{} : FieldId{found->index};
  }

  /// The days of the period in which the case begins.
  void set_days(const OfficePeriod& period) {
    for (Clause& clause : model_.clauses) {
      if (clause.kind != Clause::Kind::opens_on) {
        continue;
      }
      if (clause.acts != std::vector<ActId>{period.begins}) {
        building_.report(messages::begins_otherwise, clause.head, model_.case_name);
      }
      for (const auto& [day, last] : {std::pair(period.first_day, 0), std::pair(period.last_day, 1)}) {
        const ExpressionId today = node(building_, Operation::today, plain(Type::date), {}, -1, span_);
        const ExpressionId value = node(building_, Operation::cycle_day, plain(Type::date), {today},
                                        2 * static_cast<std::int32_t>(period.cycle) + last, span_);
        clause.then.effects.push_back(set(day, value, span_));
      }
    }
  }

  /// By its parameters, what is asked of the period before.
  ActId declare_act() {
    const language::Chart& process = *building_.office_period;
    Act act;
    act.name = "previous_" + process.name.text;
    act.label = shown(process) + "上期";
    act.span = span_;
    for (const Carried& carried : building_.carried) {
      const Field& field = model_[carried.field];
      act.parameters.push_back({field.name, field.label, field.type, field.span});
    }
    const ActId id{static_cast<std::int32_t>(model_.acts.size())};
    building_.names.declare(NameKind::act, act.name, id.value, span_, act.label);
    model_.acts.push_back(std::move(act));
    building_.act_uses.push_back({true, true, false});
    return id;
  }

  /// An act that only the case of the period before does: CASE may previous_CASE(…) { set … }
  Sent told(const OfficePeriod& period) {
    const ActId id = declare_act();
    const Clause& beside = model_[period.ends];
    Clause may;
    may.kind = Clause::Kind::may;
    may.name = model_[id].name;
    may.named = true;
    may.chart = beside.chart;
    may.stage = beside.stage;
    may.citations = beside.citations;
    may.acts = {id};
    may.span = may.head = span_;
    may.who = resolve_whoever(building_, named(model_.case_name, span_));
    Sent sent;
    sent.case_type = model_.case_type;
    sent.act = id;
    sent.act_name = model_[id].name;
    sent.to_next = true;
    for (const Carried& carried : building_.carried) {
      const Field& field = model_[carried.field];
      const auto parameter = static_cast<std::int32_t>(sent.arguments.size());
      const ExpressionId argument = node(building_, Operation::argument, field.type, {}, parameter, span_);
      may.then.effects.push_back(set(carried.field, argument, span_));
      sent.arguments.push_back({Sent::Argument::What::value, field.name, carried.value, ""});
    }
    model_.clauses.push_back(std::move(may));
    return sent;
  }

  Building& building_;
  Model& model_;
  const SourceSpan& span_;
};

}  // namespace

void expand_office_periods(Files& files, base::DiagnosticList& diagnostics) {
  std::vector<const language::Chart*> processes;
  std::deque<language::Chart> kept;  // charts move about below
  for (const language::File& file : files.rules) {
    for (const language::Chart& chart : file.charts) {
      if (chart.process && chart.each) {
        processes.push_back(&kept.emplace_back(chart));
      }
    }
  }
  for (language::File& file : files.rules) {
    for (std::size_t i = 0; i < file.charts.size(); ++i) {
      if (!file.charts[i].process || !file.charts[i].each) {
        continue;
      }
      language::Chart& process = file.charts[i];
      file.cases.push_back(case_type_of(process));
      file.acts.push_back(beginning_declared(process));
      process.clauses.push_back(opening(process));
      language::Chart rule = end_of_period(process);
      file.charts.push_back(std::move(rule));
    }
    spread_rules(file, processes, diagnostics);
  }
}

bool is_set_by_period(const Building& building, FieldId field) {
  const std::string& name = building.model[field].name;
  return building.office_period != nullptr && (name == kOffice || name == kFirstDay || name == kLastDay);
}

Typed previous_value(Building& building, const language::Expression& name, const SourceSpan& span) {
  if (!has_periods(building, span, source_text(span))) {
    return {};
  }
  const std::optional<Asked> meant = find_asked(building, name);
  if (!meant) {
    return {};
  }
  const std::size_t index = carried(building, "previous." + meant->name);
  if (begin_definition(building, building.carried[index].progress, span, building.carried[index].name)) {
    const Typed now = value_of(building, name);
    end_definition(building, building.carried[index].progress);
    if (now.ok() && !is_carried(now.type.type)) {
      building.report(messages::previous_of_text, span, name.text, type_argument(building, now.type));
    } else if (now.ok()) {
      ValueType type = now.type;
      type.optional = type.optional || type.type != Type::truth;
      building.carried[index].value = now.id;
      add_field(building, index, "上期" + meant->label, type, span);
    }
  }
  const FieldId field = building.carried[index].field;
  return field.known() ? reading(building, field, span) : Typed{};
}

Typed periods_of(Building& building, const language::Expression& name, const SourceSpan& span) {
  if (!has_periods(building, span, source_text(span))) {
    return {};
  }
  const std::optional<Asked> meant = find_asked(building, name);
  const Typed now = meant ? value_of(building, name) : Typed{};
  if (!now.ok()) {
    return {};
  }
  if (now.type.type != Type::truth || now.type.optional) {
    building.report(messages::recurrence_of_what, name.span, name.text, type_argument(building, now.type));
    return {};
  }
  const std::size_t index = carried(building, "periods." + meant->name);
  Carried& known = building.carried[index];
  if (known.progress == Progress::untouched) {
    known.progress = Progress::resolved;
    add_field(building, index, "历期" + meant->label, plain(Type::number), span);
    const Typed before = reading(building, building.carried[index].field, span);
    building.carried[index].value =
        node(building, Operation::remember, plain(Type::number), {before.id, now.id}, -1, span);
  }
  return {building.carried[index].value, plain(Type::number)};
}

void complete_office_period(Building& building) {
  if (building.office_period != nullptr) {
    Completion(building).run();
  }
}

}  // namespace recourse::model
