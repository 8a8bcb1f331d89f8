#include "engine/reports/candidates.h"

#include <algorithm>

#include "engine/calendar/wording.h"
#include "engine/cases/facts.h"
#include "engine/machine/evaluate.h"
#include "engine/machine/inspect.h"

namespace recourse::reports {
namespace {

using base::Operation;
using base::Type;

std::optional<model::Period> period_of(const Value& value) {
  const auto* const text = std::get_if<std::string>(&value.held);
  if (text == nullptr) return std::nullopt;
  const auto period = calendar::parse_period(*text);
  return period ? std::optional(*period) : std::nullopt;
}

std::optional<calendar::Day> day_of(const Value& value) {
  const auto* const text = std::get_if<std::string>(&value.held);
  return text == nullptr ? std::nullopt : calendar::parse_day(*text);
}

bool is_same(const Actor& one, const Actor& other) {
  return one.kind == other.kind && one.role == other.role && one.office == other.office &&
         one.post == other.post;
}

}  // namespace

Concerned::Concerned(const Policy& policy, const std::string& name)
    : policy_(policy), model_(graph::internals(policy).model) {
  const auto is_act = [&](model::ActId act) { return act.known() && model_[act].name == name; };
  for (const model::Clause& clause : model_.clauses) {
    const bool listens = clause.kind == model::Clause::Kind::on || clause.kind == model::Clause::Kind::after;
    const bool forbids_any = clause.kind == model::Clause::Kind::must_not && clause.any_act;
    const bool has_act = !listens && std::any_of(clause.acts.begin(), clause.acts.end(), is_act);
    const bool extends = clause.limit && clause.limit->extension && is_act(clause.limit->extension->act);
    const bool approves = is_act(clause.approval);
    if (!has_act && !forbids_any && !extends && !approves) continue;
    clauses_.push_back(&clause);
    if (has_act && clause.kind != model::Clause::Kind::must_not) whos_.push_back(clause.who);
    if (extends) {
      const model::WhoId by = clause.limit->extension->by;
      whos_.push_back(by.known() ? by : clause.who);
      constants_.emplace(Type::duration, machine::duration_of(clause.limit->extension->period));
    }
    if (approves) whos_.push_back(clause.approved_by);
    read(clause.condition);
    read(clause.guard);
  }
  for (const model::WhoId who : whos_) read_who(who);
}

void Concerned::read(model::ExpressionId id) {
  if (!id.known()) return;
  const model::Expression& expression = model_[id];
  if (expression.operation == Operation::constant)
    constants_.emplace(expression.type.type, expression.constant);
  if (expression.operation == Operation::today) reads_day_ = true;
  const bool compares =
      expression.operation >= Operation::equal && expression.operation <= Operation::greater_equal;
  if (compares) compared_.insert(compared_.end(), expression.operands.begin(), expression.operands.end());
  const bool reads_field =
      expression.operation == Operation::field || expression.operation == Operation::is_known_field;
  if (reads_field) fields_.insert(model::FieldId{expression.index});
  if (expression.operation == Operation::table) read_table(model_[model::TableId{expression.index}]);
  for (const model::ExpressionId operand : expression.operands) read(operand);
}

void Concerned::compare_in(const Case& in, const Act& act) {
  cases::Facts facts(policy_);
  for (const model::ExpressionId side : compared_) {
    const std::int64_t value = facts.number(in, act.effective, side, act);
    if (value != base::kUnknown) constants_.emplace(model_[side].type.type, value);
  }
}

std::vector<model::FieldId> Concerned::unknown_offices(const Case& in) const {
  std::vector<model::FieldId> unknown;
  for (const model::FieldId field : who_fields_) {
    const auto value = in.field(model_[field].name);
    if (value && std::holds_alternative<std::monostate>(value->held)) unknown.push_back(field);
  }
  return unknown;
}

void Concerned::read_table(const model::Table& table) {
  for (const model::Table::Row& row : table.rows) {
    for (std::size_t input = 0; input < row.cells.size(); ++input) {
      for (const model::Interval& interval : row.cells[input].known) {
        constants_.emplace(table.inputs[input].type.type, interval.least);
        constants_.emplace(table.inputs[input].type.type, interval.most);
      }
    }
  }
}

void Concerned::read_who(model::WhoId who) {
  for (; who.known(); who = model_[who].otherwise) {
    const model::ExpressionId office = model_[who].office;
    if (!office.known()) continue;
    read(office);
    if (model_[office].operation == Operation::field)
      who_fields_.insert(model::FieldId{model_[office].index});
  }
}

std::vector<Actor> Concerned::actors(const Case& in, Instant now) const {
  std::vector<Actor> actors;
  for (const model::WhoId who : whos_) add_actors(who, in, now, actors);
  return actors;
}

void Concerned::add_actors(model::WhoId who, const Case& in, Instant now, std::vector<Actor>& actors) const {
  for (Actor& actor : actors_named(policy_, who, in, now)) {
    const bool is_there =
        std::any_of(actors.begin(), actors.end(), [&](const Actor& known) { return is_same(known, actor); });
    if (!is_there) actors.push_back(std::move(actor));
  }
}

std::vector<Actor> actors_named(const Policy& policy, model::WhoId who, const Case& in, Instant now) {
  const graph::PolicyInternals& internals = graph::internals(policy);
  const model::Model& model = internals.model;
  std::vector<Actor> actors;
  if (!who.known()) {
    // Anybody may: any party will do.
    for (const model::Role& role : model.roles) {
      if (role.party && !role.other_case) return {{Actor::Kind::party, role.name, {}, {}, {}}};
    }
    return actors;
  }
  const model::Who& named = model[who];
  if (named.kind == model::Who::Kind::party) {
    const model::Role& role = model[named.role];
    if (!role.other_case) actors.push_back({Actor::Kind::party, role.name, {}, {}, {}});
    return actors;
  }
  std::vector<offices::OfficeIndex> offices;
  machine::resolve(internals.machine, in.body().surroundings(), in.body().view(), cases::to_minute(now),
                   static_cast<machine::Index>(who.index()), offices);
  for (const offices::OfficeIndex office : offices) {
    const std::string& id = model.offices.offices()[static_cast<std::size_t>(office)].id;
    const std::string post = named.kind == model::Who::Kind::post ? named.post : std::string();
    actors.push_back({Actor::Kind::office, {}, id, post, {}});
  }
  return actors;
}

std::vector<Value> Concerned::values(const model::ValueType& type, Instant now) const {
  std::vector<std::int64_t> numbers;
  std::vector<Value> values;
  const auto near = [&](std::int64_t number) {
    for (const std::int64_t by : {-1, 0, 1}) numbers.push_back(number + by);
  };
  for (const auto& [of, constant] : constants_) {
    if (of != type.type || constant == base::kUnknown) continue;
    if (type.type == Type::number || type.type == Type::date)
      near(constant);
    else if (type.type == Type::duration)
      numbers.push_back(constant);
  }
  switch (type.type) {
    case Type::truth:
      numbers = {0, 1};
      break;
    case Type::number:
      if (type.least) numbers.push_back(*type.least);
      if (type.most) numbers.push_back(*type.most);
      break;
    case Type::date:
      near(model_.calendar->day_of(cases::to_minute(now)));
      break;
    case Type::choice:
      for (std::size_t i = 0; i < model_[type.choice].values.size(); ++i)
        numbers.push_back(static_cast<std::int64_t>(i));
      break;
    case Type::office:
      for (std::size_t i = 0; i < model_.offices.offices().size(); ++i)
        numbers.push_back(static_cast<std::int64_t>(i));
      break;
    case Type::text:
    case Type::person:
      values.push_back({std::string("…")});
      break;
    case Type::duration:
    case Type::office_set:
    case Type::choice_set:
      break;
  }
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  for (const std::int64_t number : numbers) values.push_back(cases::to_value(model_, type, number));
  if (type.optional) values.emplace_back();
  return values;
}

std::vector<Value> Concerned::values_to_suppose(const model::ValueType& type, Instant now) const {
  std::vector<Value> values = this->values(type, now);
  if (type.type == Type::date) {
    const calendar::Day today = model_.calendar->day_of(cases::to_minute(now));
    std::erase_if(values, [&](const Value& value) {
      const auto day = day_of(value);
      return day && *day < today;
    });
  }
  if (!values.empty()) return values;
  if (type.type == Type::number) values.push_back(cases::to_value(model_, type, 0));
  if (type.type == Type::duration) values.push_back({std::string("1 day")});
  return values;
}

std::optional<std::int64_t> distance(const model::ValueType& type, const Value& one, const Value& other) {
  const auto between = [](std::int64_t a, std::int64_t b) { return a < b ? b - a : a - b; };
  if (type.type == Type::number) {
    const auto* const a = std::get_if<std::int64_t>(&one.held);
    const auto* const b = std::get_if<std::int64_t>(&other.held);
    if (a != nullptr && b != nullptr) return between(*a, *b);
  }
  if (type.type == Type::date) {
    const auto a = day_of(one), b = day_of(other);
    if (a && b) return between(*a, *b);
  }
  if (type.type == Type::duration) {
    const auto a = period_of(one), b = period_of(other);
    if (a && b) return between(machine::length_of(*a), machine::length_of(*b));
  }
  return std::nullopt;
}

}  // namespace recourse::reports
