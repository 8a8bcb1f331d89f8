// What follows from a clause: a move, and effects.
#include <algorithm>
#include <set>

#include "engine/base/messages/model.h"
#include "engine/model/clause_parts.h"
#include "engine/model/office_periods.h"
#include "engine/model/who.h"

namespace recourse::model {
namespace {

using Syntax = language::Effect;

class ConsequenceResolver {
public:
  ConsequenceResolver(Building& building, const Placed& placed, const Scope& scope, const Facts& known)
      : building_(building), model_(building.model), placed_(placed), scope_(scope), known_(known) {}

  Consequence resolve(const language::Consequence& syntax) {
    Consequence result;
    if (syntax.target) {
      result.target = target(*syntax.target);
    }
    for (const Syntax& effect : syntax.effects) {
      if (auto resolved = resolve(effect)) {
        result.effects.push_back(*std::move(resolved));
      }
    }
    return result;
  }

private:
  /// A stage of the chart in which the clause stands; no clause moves another, and none of a branch moves the one beside it.
  StageId target(const language::Name& name) {
    const RegionId region = model_[placed_.stage].region;
    if (const Declared* own = building_.names.stages(region).find(name.text)) {
      const StageId stage{own->index};
      if (const StageId branch = branch_beside(stage); branch.known()) {
        building_.report(messages::moves_other_branch, name.span, name.text, model_[branch].name,
                         model_[model_[branch].parent].name);
        return {};
      }
      return stage;
    }
    const Names::StageSearch elsewhere = building_.names.find_stage(name.text, region);
    if (elsewhere.stage.known() && !placed_.syntax->acts.empty() && model_[placed_.id].acts.empty()) {
      return {};  // of a clause whose act is not known nothing more is said
    }
    if (elsewhere.stage.known()) {
      const Region& other = model_[model_.outermost(model_[elsewhere.stage].region)];
      building_.report(messages::moves_other_chart, name.span, name.text, other.name);
    } else {
      building_.names.report_unknown({NameKind::stage}, name.text, name.span);
    }
    return {};
  }

  /// The branch that the stage stands in when the clause stands in another one of the same parallel stage.
  [[nodiscard]] StageId branch_beside(StageId stage) const {
    std::set<StageId> around;
    for (StageId own = placed_.stage; own.known(); own = model_[own].parent) {
      around.insert(own);
    }
    while (model_[stage].parent.known() && !around.contains(stage)) {
      const StageId parent = model_[stage].parent;
      if (model_[parent].parallel && around.contains(parent) && placed_.stage != parent) {
        return stage;
      }
      stage = parent;
    }
    return {};
  }

  std::optional<Effect> resolve(const Syntax& syntax) {
    switch (syntax.kind) {
      case Syntax::Kind::set:
      case Syntax::Kind::set_once:
        return assign(syntax);
      case Syntax::Kind::add:
      case Syntax::Kind::remove:
        return change_set(syntax);
      case Syntax::Kind::notify:
        return notify(syntax);
      case Syntax::Kind::charge:
      case Syntax::Kind::open:
      case Syntax::Kind::submit:
        return resolve_sent(building_, syntax, scope_, known_);
    }
    return std::nullopt;
  }

  const Declared* field(const language::Name& name) {
    const Declared* found = building_.names[NameKind::field].find(name.text);
    if (found == nullptr) {
      building_.names.report_unknown({NameKind::field}, name.text, name.span);
    }
    return found;
  }

  std::optional<Effect> assign(const Syntax& syntax) {
    const Declared* found = field(syntax.field);
    if (found == nullptr || !syntax.value) {
      return std::nullopt;
    }
    const bool opens = placed_.id.known() && model_[placed_.id].kind == Clause::Kind::opens_on;
    if (!opens && is_set_by_period(building_, FieldId{found->index})) {
      building_.report(messages::set_by_period, syntax.span, syntax.field.text);
      return std::nullopt;
    }
    const ValueType type = model_.fields[static_cast<std::size_t>(found->index)].type;
    if (type.type == Type::office_set || type.type == Type::choice_set) {
      building_.report(messages::set_assigned, syntax.span, syntax.field.text);
      return std::nullopt;
    }
    ValueType accepted = type;
    accepted.optional = true;
    const Typed value = Resolver(building_, scope_, known_).resolve_as(*syntax.value, accepted);
    if (!value.ok()) {
      return std::nullopt;
    }
    const bool is_text = type.type == Type::text || type.type == Type::person;
    if (syntax.value->kind == language::Expression::Kind::unknown && !type.optional && !is_text) {
      building_.report(messages::unknown_not_allowed, syntax.value->span);
      return std::nullopt;
    }
    if (value.type.optional && !type.optional && !is_text) {
      building_.report(messages::unknown_into_required, syntax.value->span, source_text(syntax.value->span),
                       syntax.field.text);
      return std::nullopt;
    }
    if (value.type.case_type != type.case_type && syntax.value->kind != language::Expression::Kind::unknown) {
      building_.report(messages::type_mismatch, syntax.value->span, source_text(syntax.value->span),
                       type_argument(building_, value.type), type_argument(building_, type));
      return std::nullopt;
    }
    const Operation operation = model_[value.id].operation;
    if (is_text && operation != Operation::argument && operation != Operation::field &&
        operation != Operation::constant) {
      building_.report(messages::text_not_usable, syntax.value->span);
      return std::nullopt;
    }
    Effect effect;
    effect.kind = syntax.kind == Syntax::Kind::set ? Effect::Kind::set : Effect::Kind::set_once;
    effect.field = {found->index};
    effect.value = value.id;
    effect.span = syntax.span;
    return effect;
  }

  std::optional<Effect> change_set(const Syntax& syntax) {
    const Declared* found = field(syntax.field);
    if (found == nullptr || !syntax.value) {
      return std::nullopt;
    }
    ValueType type = model_.fields[static_cast<std::size_t>(found->index)].type;
    if (type.faulty) {
      return std::nullopt;
    }
    if (type.type != Type::office_set && type.type != Type::choice_set) {
      building_.report(messages::not_a_set, syntax.field.span, syntax.field.text,
                       type_argument(building_, type));
      return std::nullopt;
    }
    type.type = type.type == Type::office_set ? Type::office : Type::choice;
    type.optional = false;
    const Typed value = Resolver(building_, scope_, known_).resolve_as(*syntax.value, type);
    if (!value.ok()) {
      return std::nullopt;
    }
    Effect effect;
    effect.kind = syntax.kind == Syntax::Kind::add ? Effect::Kind::add : Effect::Kind::remove;
    effect.field = {found->index};
    effect.value = value.id;
    effect.span = syntax.span;
    return effect;
  }

  std::optional<Effect> notify(const Syntax& syntax) {
    Effect effect;
    effect.kind = Effect::Kind::notify;
    effect.span = syntax.span;
    if (syntax.receiver) {
      effect.receiver = resolve_who(building_, *syntax.receiver, scope_);
    }
    if (syntax.value && syntax.value->kind != language::Expression::Kind::text) {
      building_.report(messages::notice_is_text, syntax.value->span);
      return std::nullopt;
    }
    effect.text = syntax.value ? syntax.value->text : "";
    return effect.receiver.known() ? std::optional(std::move(effect)) : std::nullopt;
  }

  Building& building_;
  Model& model_;
  const Placed& placed_;
  const Scope& scope_;
  const Facts& known_;
};

}  // namespace

Consequence resolve_consequence(Building& building, const Placed& placed, const language::Consequence& syntax,
                                const Scope& scope, const Facts& known) {
  return ConsequenceResolver(building, placed, scope, known).resolve(syntax);
}

}  // namespace recourse::model
