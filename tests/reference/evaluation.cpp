// Expressions, actors and configurations of the reference interpreter.
#include "tests/reference/evaluation.h"

#include <algorithm>

#include "engine/calendar/cycle.h"
#include "tests/reference/clocks.h"
#include "tests/reference/office_rules.h"

namespace recourse::reference {
namespace {

using base::kUnknown;
using base::Operation;
using base::Type;

std::int64_t field_value(const Moment& moment, FieldId field) {
  auto found = moment.state.fields.find(field);
  return found == moment.state.fields.end() ? kUnknown : found->second;
}

bool field_known(const Moment& moment, FieldId field) {
  return moment.state.fields.contains(field) || moment.state.texts.contains(field);
}

/// Decision 20: what is remembered of the latest occurrence of an act.
std::int64_t record_value(const Moment& moment, const model::Record& record) {
  auto found = moment.state.remembered.find(record.act);
  if (found == moment.state.remembered.end()) return record.what == model::Record::What::count ? 0 : kUnknown;
  const Remembered& remembered = found->second;
  switch (record.what) {
    case model::Record::What::count:
      return remembered.count;
    case model::Record::What::day:
      return remembered.day;
    case model::Record::What::by:
      return remembered.actor.person.empty() ? kUnknown : 1;  // decision 44
    case model::Record::What::office:
      return remembered.actor.kind == Actor::Kind::office ? remembered.actor.office : kUnknown;
    case model::Record::What::parameter:
      return remembered.arguments.at(static_cast<std::size_t>(record.parameter));
    case model::Record::What::instant:
      return moment.state.acts.at(record.act).time;
  }
  return kUnknown;
}

OfficeRules office_rules(const Moment& moment) {
  return {moment.model.offices, moment.today()};
}

std::int64_t or_unknown(const OfficeRules::Office& office) {
  return office ? *office : kUnknown;
}

std::int64_t compare(const Moment& moment, Operation operation, Type type, std::int64_t left,
                     std::int64_t right) {
  if (type == Type::office) {
    left = current_office(moment, left);
    right = current_office(moment, right);
  }
  if (left == kUnknown || right == kUnknown) return 0;  // decision 23
  if (type == Type::duration) {
    left = nominal(period_of(left));
    right = nominal(period_of(right));
  }
  switch (operation) {
    case Operation::equal:
      return left == right;
    case Operation::not_equal:
      return left != right;
    case Operation::less:
      return left < right;
    case Operation::less_equal:
      return left <= right;
    case Operation::greater:
      return left > right;
    default:
      return left >= right;
  }
}

std::int64_t calculate(const Moment& moment, Operation operation, std::int64_t left, std::int64_t right) {
  if (left == kUnknown || right == kUnknown) return kUnknown;  // decision 23
  std::int64_t result = 0;
  bool overflow = false;
  switch (operation) {
    case Operation::add:
      overflow = __builtin_add_overflow(left, right, &result);
      break;
    case Operation::subtract:
      overflow = __builtin_sub_overflow(left, right, &result);
      break;
    default:
      overflow = __builtin_mul_overflow(left, right, &result);
  }
  if (!overflow && result != kUnknown) return result;
  find_fault(moment.state, Fault::overflow);  // decision 22
  return kUnknown;
}

std::int64_t about_offices(const Moment& moment, Operation operation,
                           const std::vector<std::int64_t>& values) {
  OfficeRules rules = office_rules(moment);
  if (std::ranges::count(values, kUnknown) > 0)
    return operation == Operation::superior || operation == Operation::level ? kUnknown : 0;
  switch (operation) {
    case Operation::superior:
      return or_unknown(rules.superior(values[0]));
    case Operation::level:
      return or_unknown(rules.level(values[0]));
    case Operation::in_superiors: {
      auto wanted = rules.standing(values[0]);
      return wanted && rules.chain(values[1]).contains(*wanted);
    }
    case Operation::competent:
      return rules.competent(values[0], {values.begin() + 1, values.end()});
    default:
      return rules.under(values[0], values[1]);
  }
}

/// Day by day, as long as it is the same stretch.
std::int64_t day_of_cycle(std::int32_t index, std::int64_t value) {
  if (value == kUnknown) return kUnknown;
  const auto cycle = static_cast<calendar::Cycle>(index / 2);
  Day day = static_cast<Day>(value);
  const std::string written = calendar::format_cycle(cycle, day);
  const Day step = index % 2 == 0 ? -1 : 1;
  while (calendar::format_cycle(cycle, day + step) == written) day += step;
  return day;
}

/// Periods are remembered as bits, of which the oldest is forgotten.
constexpr std::int64_t kOldestPeriod = std::int64_t{1} << 62;

std::int64_t counted_periods(std::int64_t bits, std::int32_t last) {
  if (bits == kUnknown) return kUnknown;
  std::int64_t count = 0;
  for (std::int32_t period = 0; period < last; ++period, bits /= 2) count += bits % 2;
  return count;
}

std::int64_t contains(const Moment& moment, FieldId field, std::int64_t value) {
  auto found = moment.state.sets.find(field);
  if (found == moment.state.sets.end() || value == kUnknown) return 0;
  if (moment.model[field].type.type != Type::office_set) return found->second.contains(value);
  std::int64_t wanted = current_office(moment, value);
  for (std::int64_t member : found->second)
    if (wanted != kUnknown && current_office(moment, member) == wanted) return 1;
  return 0;
}

std::int64_t about_duty(const Moment& moment, Operation operation, ClauseId clause) {
  DutyView duty = duty_view(moment, clause);
  if (operation == Operation::duty_overdue) return duty.overdue;
  if (operation == Operation::duty_done) return duty.done;
  return duty.due ? moment.calendar().day_of(*duty.due) : kUnknown;
}

/// Decision 61: the earliest date of those who owe it; overdue when one of them is.
DutyView view_of_members(const ClauseState& clause) {
  DutyView duty;
  duty.done = clause.all_done;
  for (const auto& [office, member] : clause.members) {
    const Instance& instance = member.instance;
    if (instance.done) continue;
    duty.overdue = duty.overdue || instance.fired;
    if (!instance.due || (duty.due && *duty.due < *instance.due)) continue;
    bool tied = duty.due == instance.due;
    duty.provisional = instance.provisional || (tied && duty.provisional);
    duty.due = instance.due;
  }
  return duty;
}

bool lies_in(const model::ValueSet& cell, std::int64_t value) {
  if (value == kUnknown) return cell.unknown;
  for (const model::Interval& interval : cell.known)
    if (interval.least <= value && value <= interval.most) return true;
  return false;
}

/// Decision 60, row by row as it is written there.
std::int64_t table_answer(const Moment& moment, const model::Table& table,
                          const std::vector<std::int64_t>& inputs) {
  using Hit = model::Table::Hit;
  std::vector<std::int64_t> answers;
  for (const model::Table::Row& row : table.rows) {
    bool applies = true;
    for (std::size_t column = 0; column < row.cells.size(); ++column)
      applies = applies && lies_in(row.cells[column], inputs[column]);
    if (applies) answers.push_back(row.answer);
  }
  if (answers.empty() && table.otherwise) answers.push_back(*table.otherwise);
  if (table.hit == Hit::collect) {
    for (std::int64_t answer : answers)
      if (compare(moment, Operation::equal, table.answer.type, inputs.back(), answer)) return 1;
    return 0;
  }
  if (table.hit == Hit::sum) {
    std::int64_t sum = 0;
    for (std::int64_t answer : answers) sum += answer;
    return sum;
  }
  if (answers.empty()) return kUnknown;
  if (table.hit == Hit::least) return *std::ranges::min_element(answers);
  if (table.hit == Hit::greatest) return *std::ranges::max_element(answers);
  return answers.front();
}

}  // namespace

std::int64_t current_office(const Moment& moment, std::int64_t office) {
  return or_unknown(office_rules(moment).standing(office));
}

DutyView duty_view(const Moment& moment, ClauseId clause) {
  auto found = moment.state.clauses.find(clause);
  if (found == moment.state.clauses.end()) return {};
  if (is_of_members(moment.model, moment.model[clause])) return view_of_members(found->second);
  if (!found->second.instance) return {};
  const Instance& instance = *found->second.instance;
  return {instance.fired && !instance.done, is_done(moment.model[clause], instance), instance.provisional,
          instance.due};
}

std::set<std::int64_t> members_now(const Moment& moment, const model::Clause& clause) {
  const model::Who& who = moment.model[clause.who];
  auto found = moment.state.sets.find(FieldId{moment.model[who.office].index});
  if (found == moment.state.sets.end()) return {};
  std::set<std::int64_t> members = found->second;
  if (!who.except.known()) return members;
  std::int64_t except = current_office(moment, evaluate(moment, who.except));
  std::erase_if(members, [&](std::int64_t member) {
    return except != kUnknown && current_office(moment, member) == except;
  });
  return members;
}

std::set<std::int64_t> owing_members(const Moment& moment, ClauseId clause, const Actor& actor) {
  std::set<std::int64_t> owing;
  if (actor.kind != Actor::Kind::office || actor.office == offices::kNoOffice) return owing;
  for (const auto& [office, member] : moment.state.clauses.at(clause).members)
    if (!member.instance.done && current_office(moment, office) == actor.office) owing.insert(office);
  return owing;
}

Period period_of(std::int64_t duration) {
  return {static_cast<std::int32_t>(duration >> 3), static_cast<Unit>(duration & 7)};
}

std::int64_t nominal(Period period) {
  constexpr std::int64_t kDay = calendar::kMinutesOfDay;
  switch (period.unit) {
    case Unit::minute:
      return period.amount;
    case Unit::hour:
      return period.amount * std::int64_t{60};
    case Unit::day:
    case Unit::working_day:
      return period.amount * kDay;
    case Unit::month:
      return period.amount * 30 * kDay;
    case Unit::year:
      return period.amount * 365 * kDay;
  }
  return 0;
}

std::int64_t add_period(const Moment& moment, Day day, Period period) {
  Day result = moment.calendar().shift(day, period);
  if (result != calendar::kUnknownTime) return result;
  find_fault(moment.state, Fault::date_range);
  return kUnknown;
}

std::int64_t evaluate(const Moment& moment, model::ExpressionId id) {
  const model::Expression& expression = moment.model[id];
  std::vector<std::int64_t> values;
  std::optional<Type> operand_type;
  for (model::ExpressionId operand : expression.operands) {
    values.push_back(evaluate(moment, operand));
    operand_type = moment.model[operand].type.type;
  }
  auto boolean = [](std::int64_t value) { return value != 0 && value != kUnknown; };
  switch (expression.operation) {
    case Operation::constant:
      return expression.constant;
    case Operation::field:
      return field_value(moment, FieldId{expression.index});
    case Operation::argument:
      return moment.act->arguments.at(static_cast<std::size_t>(expression.index));
    case Operation::record:
      return record_value(moment, moment.model[model::RecordId{expression.index}]);
    case Operation::today:
      return moment.today();
    case Operation::actor_office:
      return moment.actor && moment.actor->kind == Actor::Kind::office ? moment.actor->office : kUnknown;
    case Operation::it:
      return moment.it;
    case Operation::in_stage:
      return in_configuration(moment.model, moment.state, StageId{expression.index});
    case Operation::duty_overdue:
    case Operation::duty_done:
    case Operation::duty_due:
      return about_duty(moment, expression.operation, ClauseId{expression.index});
    case Operation::set_contains:
      return contains(moment, FieldId{expression.index}, values[0]);
    case Operation::is_known:
      return values[0] != kUnknown;
    case Operation::is_known_field:
      return field_known(moment, FieldId{expression.index});
    case Operation::is_known_argument:
      return moment.act->arguments.at(static_cast<std::size_t>(expression.index)) != kUnknown;
    case Operation::otherwise:
      return values[0] != kUnknown ? values[0] : values[1];
    case Operation::logical_not:
      return !boolean(values[0]);
    case Operation::logical_and:
      return std::ranges::all_of(values, boolean);
    case Operation::logical_or:
      return std::ranges::any_of(values, boolean);
    case Operation::equal:
    case Operation::not_equal:
    case Operation::less:
    case Operation::less_equal:
    case Operation::greater:
    case Operation::greater_equal:
      return compare(moment, expression.operation, *operand_type, values[0], values[1]);
    case Operation::add:
    case Operation::subtract:
    case Operation::multiply:
      return calculate(moment, expression.operation, values[0], values[1]);
    case Operation::negate:  // of numbers only: the language has no negative durations
      return calculate(moment, Operation::subtract, 0, values[0]);
    case Operation::add_duration:
      if (values[0] == kUnknown || values[1] == kUnknown) return kUnknown;
      return add_period(moment, static_cast<Day>(values[0]), period_of(values[1]));
    case Operation::superior:
    case Operation::in_superiors:
    case Operation::under:
    case Operation::level:
    case Operation::competent:
      return about_offices(moment, expression.operation, values);
    case Operation::cycle_day:
      return day_of_cycle(expression.index, values[0]);
    case Operation::remember:
      return values[0] == kUnknown ? kUnknown : values[0] % kOldestPeriod * 2 + (boolean(values[1]) ? 1 : 0);
    case Operation::recurrences:
      return counted_periods(values[0], expression.index);
    case Operation::table:
      return table_answer(moment, moment.model[model::TableId{expression.index}], values);
    case Operation::input:  // of the flattened form only
    case Operation::choose:
      break;
  }
  return kUnknown;
}

bool holds(const Moment& moment, model::ExpressionId condition) {
  if (!condition.known()) return true;
  std::int64_t value = evaluate(moment, condition);
  return value != 0 && value != kUnknown;
}

/// The offices that one alternative names today; none when it names nobody, so that what follows `otherwise` counts.
std::set<std::int64_t> named_offices(const Moment& moment, const model::Who& who) {
  const model::Expression& expression = moment.model[who.office];
  std::set<std::int64_t> given;
  if (expression.type.type == Type::office_set) {
    auto members = moment.state.sets.find(FieldId{expression.index});
    if (members != moment.state.sets.end()) given = members->second;
  } else if (std::int64_t office = evaluate(moment, who.office); office != kUnknown) {
    given = {office};
    bool of_many = who.kind == model::Who::Kind::any_of || who.kind == model::Who::Kind::each_of;
    if (of_many) given = office_rules(moment).chain(office);
  }
  std::set<std::int64_t> named;
  for (std::int64_t office : given) {
    auto stands = office_rules(moment).standing(office);
    bool held = who.kind != model::Who::Kind::post || office_rules(moment).is_held(office, who.post);
    if (stands && held) named.insert(*stands);
  }
  return named;
}

bool matches(const Moment& moment, WhoId id, const Actor& actor) {
  if (!id.known()) return true;
  const model::Who& who = moment.model[id];
  if (who.kind == model::Who::Kind::party) return actor.kind == Actor::Kind::party && actor.role == who.role;
  std::set<std::int64_t> named = named_offices(moment, who);
  if (named.empty()) return who.otherwise.known() && matches(moment, who.otherwise, actor);
  return actor.kind == Actor::Kind::office && named.contains(actor.office) &&
         (who.kind != model::Who::Kind::post || actor.post == who.post);
}

bool acts_for_nobody(const Moment& moment, const Actor& actor) {
  return actor.kind == Actor::Kind::office && actor.office != offices::kNoOffice &&
         !office_rules(moment).in_force(actor.office);
}

std::vector<StageId> path_from_root(const model::Model& model, StageId stage) {
  std::vector<StageId> path;
  RegionId region = model[stage].region;
  for (; stage.known() && model[stage].region == region; stage = model[stage].parent)
    path.insert(path.begin(), stage);
  return path;
}

bool surrounds(const model::Model& model, StageId outer, StageId inner) {
  while (inner.known() && inner != outer) inner = model[inner].parent;
  return inner.known();
}

std::vector<StageId> chain(const model::Model& model, StageId current) {
  if (model[current].final) return {current};
  return path_from_root(model, current);
}

bool in_configuration(const model::Model& model, const State& state, StageId stage) {
  auto found = state.current.find(model[stage].region);
  return found != state.current.end() && std::ranges::count(chain(model, found->second), stage) > 0;
}

}  // namespace recourse::reference
