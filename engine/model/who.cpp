#include "engine/model/who.h"

#include "engine/base/messages/model.h"
#include "engine/model/print.h"
#include "engine/model/words.h"

namespace recourse::model {
namespace {

using Syntax = language::Expression;

class WhoResolver {
public:
  WhoResolver(Building& building, const Scope& scope)
      : building_(building), model_(building.model), scope_(scope) {}

  WhoId resolve(const Syntax& syntax) {
    switch (syntax.kind) {
      case Syntax::Kind::name:
        return name(syntax);
      case Syntax::Kind::call:
        return call(syntax);
      case Syntax::Kind::any_of:
        return many(Who::Kind::any_of, syntax.operands[0], syntax.span);
      case Syntax::Kind::each_of:
        return each(syntax);
      case Syntax::Kind::otherwise:
        return otherwise(syntax);
      case Syntax::Kind::except:
        if (syntax.operands[0].kind == Syntax::Kind::each_of) {
          return each(syntax);
        }
        building_.report(messages::except_not_available, syntax.span);
        return {};
      default:
        return office(Who::Kind::office, "", syntax);
    }
  }

private:
  WhoId add(Who who) {
    const std::string key = std::to_string(who.role.value) + " " + print(who);
    const auto [place, is_new] =
        building_.who_keys.emplace(key, static_cast<std::int32_t>(model_.whos.size()));
    if (is_new) {
      model_.whos.push_back(std::move(who));
    }
    return {place->second};
  }

  std::string print(const Who& who) {
    model_.whos.push_back(who);
    std::string text = print_who(model_, {static_cast<std::int32_t>(model_.whos.size()) - 1});
    model_.whos.pop_back();
    return text;
  }

  WhoId name(const Syntax& syntax) {
    const Names& names = building_.names;
    const Declared* role = names[NameKind::role].find(syntax.text);
    const Declared* exact_field = names[NameKind::field].find_by_name(syntax.text);
    if (role != nullptr && exact_field == nullptr) {
      return resolve_role(building_, static_cast<std::size_t>(role->index));
    }
    const bool is_it = constant_word(syntax.text) == Constant::it;
    const bool is_value = is_it || names[NameKind::field].find(syntax.text) != nullptr ||
                          names[NameKind::derived].find(syntax.text) != nullptr ||
                          model_.offices.find(syntax.text) != offices::kNoOffice;
    const Declared* other = is_value ? nullptr : names[NameKind::case_type].find(syntax.text);
    if (other != nullptr) {
      return case_of(static_cast<std::size_t>(other->index), syntax.span);
    }
    if (!is_value) {
      building_.names.report_unknown({NameKind::role, NameKind::field, NameKind::office}, syntax.text,
                                     syntax.span, office_names(), terms::kind_somebody);
      return {};
    }
    return office(Who::Kind::office, "", syntax);
  }

  /// A case of that type, by what it submits: a party that is there once something names it.
  WhoId case_of(std::size_t type, const SourceSpan& span) {
    const CaseType& meant = model_.case_types[type];
    for (const Role& role : model_.roles) {
      if (role.other_case && role.name == meant.name) {
        return role.who;
      }
    }
    Who who;
    who.kind = Who::Kind::party;
    who.role = {static_cast<std::int32_t>(model_.roles.size())};
    who.span = span;
    model_.whos.push_back(std::move(who));
    const WhoId id{static_cast<std::int32_t>(model_.whos.size()) - 1};
    model_.roles.push_back({meant.name, meant.label, id, true, true, span});
    building_.roles.push_back({nullptr, Progress::resolved});
    return id;
  }

  std::vector<std::string_view> office_names() const {
    std::vector<std::string_view> all;
    for (const offices::Office& office : model_.offices.offices()) {
      all.push_back(office.id);
      all.push_back(office.name);
    }
    return all;
  }

  WhoId call(const Syntax& syntax) {
    const auto function = function_word(syntax.text);
    const bool is_post = function == Function::head || function == Function::officer;
    if (!is_post) {
      return office(Who::Kind::office, "", syntax);
    }
    if (syntax.operands.size() != 1) {
      building_.report(messages::wrong_number_of_values, syntax.span, syntax.text, std::int64_t{1},
                       static_cast<std::int64_t>(syntax.operands.size()));
      return {};
    }
    // Officers of an office are all who act for it.
    return function == Function::head ? office(Who::Kind::post, "head", syntax.operands[0])
                                      : office(Who::Kind::office, "", syntax.operands[0]);
  }

  WhoId office(Who::Kind kind, std::string post, const Syntax& syntax) {
    Resolver resolver(building_, scope_);
    const Typed value = resolver.office(syntax);
    if (!value.ok()) {
      return {};
    }
    Who who;
    who.kind = kind;
    who.office = value.id;
    who.post = std::move(post);
    who.span = syntax.span;
    return add(std::move(who));
  }

  static bool is_chain(const Syntax& set) {
    return set.kind == Syntax::Kind::call && set.operands.size() == 1 &&
           function_word(set.text) == Function::superiors;
  }

  WhoId many(Who::Kind kind, const Syntax& set, const SourceSpan& span, ExpressionId except = {}) {
    Resolver resolver(building_, Scope{});
    const Typed value = is_chain(set) ? resolver.office(set.operands[0]) : resolver.resolve(set);
    if (!value.ok()) {
      return {};
    }
    if (!is_chain(set) && value.type.type != Type::office_set) {
      building_.report(messages::not_a_set, set.span, source_text(set.span),
                       type_argument(building_, value.type));
      return {};
    }
    Who who;
    who.kind = kind;
    who.office = value.id;
    who.except = except;
    who.span = span;
    return add(std::move(who));
  }

  /// `each of S`, `each of S except X`, where the exception may be read as one of the set or of its members.
  WhoId each(const Syntax& syntax) {
    const bool of_members = syntax.kind == Syntax::Kind::except;
    const Syntax& inner = syntax.operands[0];
    const Syntax* except = of_members                           ? &syntax.operands[1]
                           : inner.kind == Syntax::Kind::except ? &inner.operands[1]
                                                                : nullptr;
    const Syntax& set = of_members || except != nullptr ? inner.operands[0] : inner;
    ExpressionId excepted;
    if (except != nullptr) {
      excepted = Resolver(building_, Scope{}).office(*except).id;
      if (!excepted.known()) {
        return {};
      }
    }
    if (is_chain(set)) {
      building_.report(messages::each_of_chain, set.span, source_text(set.span));
      return {};
    }
    return many(Who::Kind::each_of, set, syntax.span, excepted);
  }

  WhoId otherwise(const Syntax& syntax) {
    const WhoId first = resolve(syntax.operands[0]);
    const WhoId second = resolve(syntax.operands[1]);
    if (!first.known() || !second.known()) {
      return {};
    }
    if (is_each(first) || is_each(second)) {
      building_.report(messages::each_of_otherwise, syntax.span);
      return {};
    }
    return append(first, second, syntax.span);
  }

  [[nodiscard]] bool is_each(WhoId who) const {
    while (model_[who].otherwise.known()) {
      who = model_[who].otherwise;
    }
    return model_[who].kind == Who::Kind::each_of;
  }

  /// The alternatives of `first`, then `last`.
  WhoId append(WhoId first, WhoId last, const SourceSpan& span) {
    Who who = model_[first];
    if (who.kind == Who::Kind::party) {
      building_.report(messages::party_as_office, span, model_[who.role].name);
      return {};
    }
    who.role = {};
    who.span = span;
    who.otherwise = who.otherwise.known() ? append(who.otherwise, last, span) : last;
    return add(std::move(who));
  }

  Building& building_;
  Model& model_;
  const Scope& scope_;
};

}  // namespace

WhoId resolve_who(Building& building, const language::Expression& syntax, const Scope& scope) {
  return WhoResolver(building, scope).resolve(syntax);
}

WhoId resolve_whoever(Building& building, const language::Expression& syntax) {
  const WhoId who = resolve_who(building, syntax);
  if (who.known() && building.model[who].kind == Who::Kind::each_of) {
    building.report(messages::each_of_misplaced, syntax.span, source_text(syntax.span));
    return {};
  }
  return who;
}

WhoId resolve_role(Building& building, std::size_t index) {
  PendingRole& pending = building.roles[index];
  Model& model = building.model;
  const language::Role& syntax = *pending.syntax;
  if (!begin_definition(building, pending.progress, syntax.span, syntax.name.text)) {
    return model.roles[index].who;
  }
  const RoleId id{static_cast<std::int32_t>(index)};
  Who who;
  if (syntax.party) {
    who.kind = Who::Kind::party;
  } else {
    const WhoId meant = resolve_who(building, syntax.who);
    const bool is_ring = pending.progress == Progress::resolved;
    if (!meant.known() || is_ring) {
      end_definition(building, pending.progress);
      return {};
    }
    who = model[meant];
  }
  end_definition(building, pending.progress);
  if (who.kind == Who::Kind::party && who.role.known()) {
    model.roles[index].party = true;
  }
  who.role = who.kind == Who::Kind::party && who.role.known() ? who.role : id;
  who.span = syntax.span;
  model.whos.push_back(std::move(who));
  model.roles[index].who = {static_cast<std::int32_t>(model.whos.size()) - 1};
  return model.roles[index].who;
}

bool may_be_party(const Model& model, WhoId who) {
  if (!who.known()) {
    return true;
  }
  for (; who.known(); who = model[who].otherwise) {
    if (model[who].kind == Who::Kind::party) {
      return true;
    }
  }
  return false;
}

Typed office_of(Building& building, WhoId id, const SourceSpan& span) {
  const Who who = building.model[id];
  if (who.kind != Who::Kind::office) {
    const std::string name = who.role.known() ? building.model[who.role].name : source_text(span);
    building.report(who.kind == Who::Kind::party ? messages::party_as_office : messages::not_one_office, span,
                    name);
    return {};
  }
  const ValueType type = building.model[who.office].type;
  if (!who.otherwise.known()) {
    return {who.office, type};
  }
  const Typed rest = office_of(building, who.otherwise, span);
  if (!rest.ok()) {
    return {};
  }
  Expression expression;
  expression.operation = Operation::otherwise;
  expression.type = rest.type;
  expression.operands = {who.office, rest.id};
  expression.span = span;
  return {add_expression(building, std::move(expression)), rest.type};
}

}  // namespace recourse::model
