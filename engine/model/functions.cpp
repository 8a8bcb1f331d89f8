// What the language itself knows: functions over offices, what is remembered of acts, duties and stages.
#include <algorithm>

#include "engine/base/messages/model.h"
#include "engine/base/text.h"
#include "engine/model/expressions.h"
#include "engine/model/office_periods.h"
#include "engine/model/words.h"

namespace recourse::model {
namespace {

using Syntax = language::Expression;

constexpr auto kFunctionNames = std::to_array<std::string_view>(
    {"superior", "superiors", "competent", "under", "level", "上级", "各上级", "有权处理", "隶属", "层级"});
constexpr std::array<std::string_view, 5> kMemberNames = {"count", "date", "by", "office", "due"};

}  // namespace

void Resolver::report_unknown_function(const Syntax& syntax) {
  const auto& tables = building_.names[NameKind::table].names();
  if (base::nearest(syntax.text, kFunctionNames) || base::nearest(syntax.text, tables)) {
    building_.names.report_unknown({NameKind::function, NameKind::table}, syntax.text, syntax.span,
                                   {kFunctionNames.begin(), kFunctionNames.end()});
  } else {
    building_.report(messages::unknown_function, syntax.span, syntax.text);
  }
}

Typed Resolver::resolve_call(const Syntax& syntax) {
  if (const TableId table = table_of(syntax); table.known()) {
    return resolve_table(syntax, table);
  }
  const auto function = function_word(syntax.text);
  if (!function) {
    report_unknown_function(syntax);
    return {};
  }
  if (*function == Function::competent) {
    return resolve_competent(syntax);
  }
  if (*function != Function::superior && *function != Function::under && *function != Function::level) {
    building_.report(messages::function_misplaced, syntax.span, syntax.text);
    return {};
  }
  const std::size_t wanted = *function == Function::under ? 2 : 1;
  if (syntax.operands.size() != wanted) {
    building_.report(messages::wrong_number_of_values, syntax.span, syntax.text,
                     static_cast<std::int64_t>(wanted), static_cast<std::int64_t>(syntax.operands.size()));
    return {};
  }
  std::vector<ExpressionId> operands;
  for (const Syntax& operand : syntax.operands) {
    const Typed value = office(operand);
    // The superior of an office that is not known is not known either: only that result needs a test.
    if (!value.ok() || (*function != Function::superior && !known(value, operand))) {
      return {};
    }
    operands.push_back(value.id);
  }
  switch (*function) {
    case Function::under:
      return truth_node(Operation::under, operands, syntax.span);
    case Function::level:
      return make(Operation::level, plain(Type::number), operands, syntax.span);
    default:
      return make(Operation::superior, plain(Type::office, true), operands, syntax.span);
  }
}

Typed Resolver::resolve_competent(const Syntax& syntax) {
  if (syntax.operands.empty()) {
    building_.report(messages::wrong_number_of_values, syntax.span, syntax.text, std::int64_t{1},
                     std::int64_t{0});
    return {};
  }
  const Typed asked = office(syntax.operands[0]);
  if (!asked.ok() || !known(asked, syntax.operands[0])) {
    return {};
  }
  std::vector<ExpressionId> operands = {asked.id};
  for (std::size_t i = 1; i < syntax.operands.size(); ++i) {
    const Syntax& operand = syntax.operands[i];
    const Typed value = resolve(operand);
    if (!value.ok() || !known(value, operand)) {
      return {};
    }
    if (value.type.type != Type::choice) {
      building_.report(messages::type_mismatch, operand.span, source_text(operand.span),
                       type_argument(building_, value.type), terms::type_choice);
      return {};
    }
    operands.push_back(constant_node(plain(Type::number), value.type.choice.value, operand.span).id);
    operands.push_back(value.id);
  }
  const auto values = static_cast<std::int32_t>(syntax.operands.size() - 1);
  return truth_node(Operation::competent, std::move(operands), syntax.span, values);
}

Typed Resolver::resolve_member(const Syntax& syntax) {
  const Syntax& object = syntax.operands[0];
  const auto member = member_word(syntax.text);
  if (object.kind == Syntax::Kind::name && constant_word(object.text) == Constant::actor &&
      member == Member::office) {
    return resolve(object);
  }
  const Names& names = building_.names;
  const bool is_duty = names[NameKind::duty].find(object.text) != nullptr;
  const bool is_previous =
      object.kind == Syntax::Kind::name && constant_word(object.text) == Constant::previous;
  if (is_previous && !is_duty && names[NameKind::act].find(object.text) == nullptr) {
    return resolve_previous(syntax);
  }
  if (is_duty && member == Member::due) {
    return resolve_duty(syntax, Operation::duty_due);
  }
  std::string act = object.text;
  if (object.kind == Syntax::Kind::call && function_word(object.text) == Function::approve &&
      object.operands.size() == 1) {
    act = "approve(" + object.operands[0].text + ")";
  } else if (object.kind != Syntax::Kind::name) {
    building_.report(messages::no_such_member, syntax.span, source_text(object.span), syntax.text);
    return {};
  }
  if (is_duty && names[NameKind::act].find(act) == nullptr) {
    building_.report(messages::no_such_member, syntax.span, source_text(object.span), syntax.text);
    return {};
  }
  const ActId found = find_act(building_, act, object.span);
  return found.known() ? resolve_record(syntax, found) : Typed{};
}

Typed Resolver::resolve_previous(const Syntax& syntax) {
  Syntax asked;
  asked.text = syntax.text;
  asked.span = syntax.span;
  return previous_value(building_, asked, syntax.span);
}

/// X in N of last M
Typed Resolver::resolve_recurrence(const Syntax& syntax) {
  const std::int64_t least = syntax.operands[1].number;
  const std::int64_t all = syntax.operands[2].number;
  if (least < 1 || least > all || all > kMostPeriods) {
    building_.report(messages::recurrence_range, syntax.span, least, all, kMostPeriods);
    return {};
  }
  const Typed periods = periods_of(building_, syntax.operands[0], syntax.span);
  if (!periods.ok()) {
    return {};
  }
  const Typed count = make(Operation::recurrences, plain(Type::number), {periods.id}, syntax.span,
                           static_cast<std::int32_t>(all));
  const Typed wanted = constant_node(plain(Type::number), least, syntax.span);
  return truth_node(Operation::greater_equal, {count.id, wanted.id}, syntax.span);
}

Typed Resolver::record(ActId act, Record::What what, std::int32_t parameter, ValueType type,
                       const SourceSpan& span) {
  return make(Operation::record, type, {}, span, remember(building_, act, what, parameter).value);
}

Typed Resolver::resolve_record(const Syntax& syntax, ActId act) {
  const auto& parameters = model_[act].parameters;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    if (parameters[i].name == syntax.text || parameters[i].label == syntax.text) {
      ValueType type = parameters[i].type;
      if (type.faulty) {
        return {};
      }
      type.optional = true;
      return record(act, Record::What::parameter, static_cast<std::int32_t>(i), type, syntax.span);
    }
  }
  const auto member = member_word(syntax.text);
  if (!member || *member == Member::due) {
    std::vector<std::string_view> near(kMemberNames.begin(), kMemberNames.end() - 1);
    for (const ActParameter& parameter : parameters) {
      near.push_back(parameter.name);
    }
    if (base::nearest(syntax.text, near)) {
      building_.names.report_unknown({NameKind::member}, syntax.text, syntax.span, near);
    } else {
      building_.report(messages::no_such_member, syntax.span, model_[act].name, syntax.text);
    }
    return {};
  }
  switch (*member) {
    case Member::count:
      return record(act, Record::What::count, 0, plain(Type::number), syntax.span);
    case Member::date:
      return record(act, Record::What::day, 0, plain(Type::date, true), syntax.span);
    case Member::by:
      return record(act, Record::What::by, 0, plain(Type::person, true), syntax.span);
    default:
      return record(act, Record::What::office, 0, plain(Type::office, true), syntax.span);
  }
}

Typed Resolver::happened(ActId act, const SourceSpan& span, bool truth) {
  const Typed count = record(act, Record::What::count, 0, plain(Type::number), span);
  const Typed none = constant_node(plain(Type::number), 0, span);
  return truth_node(truth ? Operation::greater : Operation::equal, {count.id, none.id}, span);
}

Typed Resolver::resolve_duty(const Syntax& syntax, Operation operation) {
  const Syntax& name = syntax.operands[0];
  if (name.kind != Syntax::Kind::name) {
    building_.report(messages::duty_expected, name.span, source_text(name.span));
    return {};
  }
  const ClauseId duty = find_duty(building_, name.text, name.span);
  if (!duty.known()) {
    return {};
  }
  const bool owed = model_[duty].kind == Clause::Kind::must;
  if (operation == Operation::duty_overdue && !owed) {
    building_.report(messages::duty_expected, name.span, name.text);
    return {};
  }
  if (operation == Operation::duty_due) {
    return make(operation, plain(Type::date, true), {}, syntax.span, duty.value);
  }
  return truth_node(operation, {}, syntax.span, duty.value);
}

Typed Resolver::resolve_stage(const Syntax& syntax) {
  const StageId stage = find_stage(building_, {syntax.text, syntax.span}, scope_.region);
  return stage.known() ? truth_node(Operation::in_stage, {}, syntax.span, stage.value) : Typed{};
}

}  // namespace recourse::model
