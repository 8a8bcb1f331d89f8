// Limits: how long, from when, how it can be extended.
#include <algorithm>

#include "engine/base/catalogue.h"
#include "engine/base/messages/model.h"
#include "engine/model/clause_parts.h"
#include "engine/model/print.h"
#include "engine/model/who.h"
#include "engine/model/words.h"

namespace recourse::model {
namespace {

using Syntax = language::Expression;

constexpr std::uint32_t kMostTimes = 15;
constexpr std::int32_t kLongestDays = 36'525;
constexpr std::size_t kMostOccurrences = 16;  // that one anchor is put together of

std::int64_t rough_days(calendar::Period period) {
  switch (period.unit) {
    case calendar::Unit::minute:
      return period.amount / calendar::kMinutesOfDay;
    case calendar::Unit::hour:
      return period.amount / 24;
    case calendar::Unit::day:
    case calendar::Unit::working_day:
      return period.amount;
    case calendar::Unit::month:
      return std::int64_t{period.amount} * 30;
    case calendar::Unit::year:
      return std::int64_t{period.amount} * 365;
  }
  return 0;
}

class LimitResolver {
public:
  LimitResolver(Building& building, const Placed& placed, const Facts& known)
      : building_(building),
        model_(building.model),
        placed_(placed),
        clause_(model_[placed.id]),
        known_(known) {
    scope_.region = model_[placed.stage].region;
    scope_.is_condition = true;
    scope_.acts = clause_.acts;
  }

  std::optional<Limit> resolve(const language::Limit& syntax) {
    Limit limit;
    limit.statutory = syntax.statutory;
    limit.assumed = syntax.assumed;
    limit.exactly = syntax.exactly;
    limit.span = syntax.span;
    if (!syntax.within && !syntax.until) {
      building_.report(messages::limit_without_period, syntax.span);
      return std::nullopt;
    }
    if (syntax.statutory && syntax.assumed) {
      building_.report(messages::statutory_and_assumed, syntax.span);
      return std::nullopt;
    }
    if (syntax.within && syntax.until) {
      building_.report(messages::limit_twice, syntax.until->span);
      return std::nullopt;
    }
    if (syntax.within) {
      limit.period = value(*syntax.within, plain(Type::duration));
      check_length(limit.period);
    } else {
      limit.until = value(*syntax.until, plain(Type::date));
    }
    if (syntax.from) {
      const Anchor from = anchor(*syntax.from);
      limit.anchor = syntax.until ? Anchor{} : from;  // a date needs none
      check_anchor_of_members(limit.anchor, syntax.from->expression.span);
    } else if (syntax.within && !is_assumed(syntax) && clause_.kind != Clause::Kind::after) {
      warn_of_missing_start(syntax);
    }
    if (syntax.extendable) {
      limit.extension = extension(*syntax.extendable, limit);
    }
    if (syntax.aim) {
      limit.aim = period(*syntax.aim);
      check_aim(limit, syntax.aim->span);
    }
    return limit;
  }

private:
  ExpressionId value(const Syntax& syntax, const ValueType& type) {
    return Resolver(building_, scope_, known_).resolve_as(syntax, type).id;
  }

  std::optional<calendar::Period> period(const Syntax& syntax) {
    const auto constant = Resolver(building_, scope_, known_).constant(syntax, plain(Type::duration));
    return constant ? std::optional(period_of(*constant)) : std::nullopt;
  }

  void check_length(ExpressionId id) {
    if (!id.known()) {
      return;
    }
    const Expression& node = model_[id];
    if (node.operation == Operation::constant) {
      check_length(node.constant, node.span);
    } else if (node.operation == Operation::table) {
      const Table& table = model_[TableId{node.index}];
      for (const Table::Row& row : table.rows) {
        check_length(row.answer, row.span);
      }
      check_length(table.otherwise.value_or(0), table.span);
    }
  }

  void check_length(std::int64_t duration, const SourceSpan& span) {
    const calendar::Period period = period_of(duration);
    if (duration != base::kUnknown && (period.amount < 0 || rough_days(period) > kLongestDays)) {
      building_.report(messages::period_too_long, span);
    }
  }

  /// Told where it is certain: what is longer may depend on the calendar, and on facts.
  void check_aim(const Limit& limit, const SourceSpan& span) {
    const bool is_constant = limit.period.known() && model_[limit.period].operation == Operation::constant;
    if (!is_constant || !limit.aim) {
      return;
    }
    const calendar::Period longest = period_of(model_[limit.period].constant);
    if (limit.aim->unit == longest.unit && limit.aim->amount >= longest.amount) {
      building_.report(messages::aim_not_shorter, span, source_text(model_[limit.period].span));
    }
  }

  /// Nobody has settled yet how long it is, let alone from when.
  [[nodiscard]] bool is_assumed(const language::Limit& syntax) const {
    const Declared* parameter = syntax.within->kind == Syntax::Kind::name
                                    ? building_.names[NameKind::parameter].find(syntax.within->text)
                                    : nullptr;
    return syntax.assumed ||
           (parameter != nullptr && model_.parameters[static_cast<std::size_t>(parameter->index)].assumed);
  }

  /// For an example: the act by which a case begins.
  [[nodiscard]] Argument opening_act() const {
    for (const Clause& clause : model_.clauses) {
      if (clause.kind == Clause::Kind::opens_on && !clause.acts.empty()) {
        const Act& act = model_[clause.acts.front()];
        return Bilingual{shown_name(act.name, act.label, Language::english),
                         shown_name(act.name, act.label, Language::chinese)};
      }
    }
    return "…";
  }

  void warn_of_missing_start(const language::Limit& syntax) {
    const Stage& stage = model_[placed_.stage];
    const bool is_whole_chart = model_[stage.region].root == placed_.stage;
    const auto start = [&](Language language) {
      return is_whole_chart || placed_.block >= 0
                 ? std::string(base::word(terms::on_applying, language))
                 : base::fill(base::word(terms::on_entering, language),
                              {shown_name(stage.name, stage.label, language)}, language);
    };
    const Bilingual shown{start(Language::english), start(Language::chinese)};
    const std::string period = source_text(syntax.within->span);
    const auto& citations = clause_.citations;
    const bool has_article = !citations.empty() && !citations.front().articles.empty();
    if (has_article) {
      building_.report(
          messages::start_not_given_article, syntax.span, shown,
          Bilingual{citation_text(citations, Language::english), citation_text(citations, Language::chinese)},
          period, opening_act());
    } else {
      building_.report(messages::start_not_given, syntax.span, shown, period, opening_act());
    }
  }

  Anchor anchor(const language::Anchor& syntax) {
    Anchor result = part(syntax.expression);
    result.span = syntax.span;
    std::size_t occurrences = 0;
    for_each_part(result, [&](const Anchor& each) { occurrences += each.parts.empty() ? 1 : 0; });
    if (occurrences > kMostOccurrences) {
      building_.report(messages::anchor_of_too_many, syntax.span,
                       static_cast<std::int64_t>(kMostOccurrences));
      return {};
    }
    return result;
  }

  /// Each member would have to keep when each part of it occurred.
  void check_anchor_of_members(const Anchor& anchor, const SourceSpan& span) {
    if (is_of_members(model_, clause_) && is_composed(anchor)) {
      building_.report(messages::each_of_anchor, span, source_text(span));
    }
  }

  Anchor part(const Syntax& expression) {
    Anchor result;
    result.span = expression.span;
    const bool is_sum = expression.kind == Syntax::Kind::binary && expression.op == Syntax::Operator::plus;
    const bool is_difference =
        expression.kind == Syntax::Kind::binary && expression.op == Syntax::Operator::minus;
    if (expression.kind == Syntax::Kind::name) {
      named(expression, result);
    } else if (expression.kind == Syntax::Kind::call) {
      call(expression, result);
    } else if (expression.kind == Syntax::Kind::member) {
      before_due(expression, nullptr, result);
    } else if (is_difference && expression.operands[0].kind == Syntax::Kind::member) {
      before_due(expression.operands[0], &expression.operands[1], result);
    } else if (is_sum) {
      later(expression, result);
    } else {
      building_.report(messages::anchor_not_available, expression.span, source_text(expression.span));
    }
    return result;
  }

  void call(const Syntax& syntax, Anchor& result) {
    const auto function = function_word(syntax.text);
    if (function == Function::approve && syntax.operands.size() == 1) {
      act("approve(" + syntax.operands[0].text + ")", syntax.span, result);
    } else if (function == Function::earliest || function == Function::latest) {
      choice(syntax, *function, result);
    } else {
      building_.report(messages::anchor_not_available, syntax.span, source_text(syntax.span));
    }
  }

  void choice(const Syntax& syntax, Function function, Anchor& result) {
    if (syntax.operands.size() < 2) {
      building_.report(messages::anchor_of_one, syntax.span, syntax.text);
      return;
    }
    for (const Syntax& operand : syntax.operands) {
      result.parts.push_back(occurrence(operand));
    }
    result.kind = function == Function::earliest ? Anchor::Kind::earliest : Anchor::Kind::latest;
    // Their order does not matter, also to a stored case, which numbers them.
    std::stable_sort(result.parts.begin(), result.parts.end(),
                     [this](const Anchor& one, const Anchor& other) {
                       return print_anchor(model_, one) < print_anchor(model_, other);
                     });
  }

  void later(const Syntax& sum, Anchor& result) {
    result.parts.push_back(occurrence(sum.operands[0]));
    result.after = value(sum.operands[1], plain(Type::duration));
    check_length(result.after);
    result.kind = Anchor::Kind::later;
  }

  /// A part of another: the date of a duty moves and is never fixed.
  Anchor occurrence(const Syntax& syntax) {
    Anchor result = part(syntax);
    if (result.kind == Anchor::Kind::before_due) {
      building_.report(messages::anchor_not_available, syntax.span, source_text(syntax.span));
      return {};
    }
    return result;
  }

  void act(const std::string& name, const SourceSpan& span, Anchor& result) {
    result.act = find_act(building_, name, span);
    if (result.act.known()) {
      result.kind = Anchor::Kind::act;
      remember(building_, result.act, Record::What::instant);
    }
  }

  void named(const Syntax& syntax, Anchor& result) {
    const Names& names = building_.names;
    const bool is_act = names[NameKind::act].find(syntax.text) != nullptr;
    const Declared* field = names[NameKind::field].find(syntax.text);
    const bool is_stage = names.find_stage(syntax.text, scope_.region).stage.known();
    if (is_act && (is_stage || field != nullptr)) {
      building_.report(messages::name_ambiguous, syntax.span, syntax.text, term(NameKind::act),
                       term(is_stage ? NameKind::stage : NameKind::field));
    } else if (is_act) {
      act(syntax.text, syntax.span, result);
    } else if (field != nullptr) {
      const ValueType& type = model_.fields[static_cast<std::size_t>(field->index)].type;
      if (type.faulty) {
        return;
      }
      if (type.type != Type::date) {
        building_.report(messages::type_mismatch, syntax.span, syntax.text, type_argument(building_, type),
                         terms::type_date);
        return;
      }
      result.kind = Anchor::Kind::field;
      result.field = {field->index};
    } else if (is_stage) {
      result.stage = find_stage(building_, {syntax.text, syntax.span}, scope_.region);
      result.kind = result.stage.known() ? Anchor::Kind::stage : Anchor::Kind::activation;
    } else {
      building_.names.report_unknown({NameKind::act, NameKind::stage, NameKind::field}, syntax.text,
                                     syntax.span, {}, terms::kind_anchor);
    }
  }

  void before_due(const Syntax& member, const Syntax* before, Anchor& result) {
    const Syntax& duty = member.operands[0];
    if (clause_.kind != Clause::Kind::after || member_word(member.text) != Member::due ||
        duty.kind != Syntax::Kind::name) {
      building_.report(messages::anchor_not_available, member.span, source_text(member.span));
      return;
    }
    result.duty = find_duty(building_, duty.text, duty.span);
    if (!result.duty.known()) {
      return;
    }
    result.kind = Anchor::Kind::before_due;
    result.before = {0, calendar::Unit::day};
    if (before != nullptr) {
      result.before = period(*before).value_or(result.before);
    }
  }

  std::optional<Extension> extension(const language::Extension& syntax, const Limit& limit) {
    if (!limit.period.known()) {
      building_.report(messages::extension_of_date, syntax.span);
      return std::nullopt;
    }
    if (!syntax.through) {
      building_.report(messages::extension_without_act, syntax.span);
      return std::nullopt;
    }
    Extension result;
    result.times = syntax.times;
    has_count_in_range(building_, syntax.times, syntax.span);
    switch (syntax.bound) {
      case language::Extension::Bound::by:
        result.bound = Extension::Bound::by;
        break;
      case language::Extension::Bound::by_up_to:
        result.bound = Extension::Bound::by_up_to;
        break;
      case language::Extension::Bound::to_at_most:
        result.bound = Extension::Bound::to_at_most;
        break;
    }
    const auto longest = period(syntax.period);
    result.act = find_act(building_, act_name(*syntax.through), syntax.through->span);
    result.by =
        syntax.by ? resolve_who(building_, *syntax.by) : clause_.who;  // each of: which has been reported
    if (!syntax.by && is_of_members(model_, clause_)) {
      building_.report(messages::each_of_misplaced, syntax.span, source_text(placed_.syntax->who->span));
    }
    if (!longest || !result.act.known()) {
      return std::nullopt;
    }
    result.period = *longest;
    check_asked_length(result, syntax);
    return result;
  }

  void check_asked_length(const Extension& extension, const language::Extension& syntax) {
    if (extension.bound != Extension::Bound::by_up_to) {
      return;
    }
    for (const ActParameter& parameter : model_[extension.act].parameters) {
      if (parameter.type.faulty || (parameter.type.type == Type::duration && !parameter.type.optional)) {
        return;
      }
    }
    building_.report(messages::extension_without_length, syntax.through->span, model_[extension.act].name);
  }

  Building& building_;
  Model& model_;
  const Placed& placed_;
  const Clause clause_;  // as far as it is resolved: acts, who
  const Facts& known_;
  Scope scope_;
};

}  // namespace

std::optional<Limit> resolve_limit(Building& building, const Placed& placed, const Facts& known) {
  return LimitResolver(building, placed, known).resolve(*placed.syntax->limit);
}

bool has_count_in_range(Building& building, std::uint32_t times, const SourceSpan& span) {
  if (times >= 1 && times <= kMostTimes) {
    return true;
  }
  building.report(messages::count_out_of_range, span, static_cast<std::int64_t>(kMostTimes));
  return false;
}

}  // namespace recourse::model
