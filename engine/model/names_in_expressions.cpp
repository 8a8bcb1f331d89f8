// What a bare word in an expression means: a parameter of the act, a field, a derived field, a policy parameter, a
// role, an office, or a value of the choice that is expected there.
#include <algorithm>

#include "engine/base/messages/model.h"
#include "engine/model/derived.h"
#include "engine/model/expressions.h"
#include "engine/model/print.h"
#include "engine/model/who.h"
#include "engine/model/words.h"

namespace recourse::model {
namespace {

using Syntax = language::Expression;

std::vector<std::string_view> value_names(const Choice& choice) {
  std::vector<std::string_view> names;
  for (const ChoiceValue& value : choice.values) {
    names.push_back(value.name);
  }
  return names;
}

Argument alternatives(const std::vector<std::string_view>& names) {
  std::vector<Argument::Item> items;
  for (const std::string_view name : names) {
    items.emplace_back(std::string(name));
  }
  return {std::move(items)};
}

std::int32_t find_parameter(const Act& act, std::string_view name) {
  for (std::size_t i = 0; i < act.parameters.size(); ++i) {
    if (act.parameters[i].name == name) {
      return static_cast<std::int32_t>(i);
    }
  }
  std::int32_t by_label = -1;
  for (std::size_t i = 0; i < act.parameters.size(); ++i) {
    if (act.parameters[i].label == name) {
      by_label = static_cast<std::int32_t>(i);
    }
  }
  return by_label;
}

bool is_parameter(const Model& model, const std::vector<ActId>& acts, std::string_view name) {
  return std::any_of(acts.begin(), acts.end(),
                     [&](ActId act) { return find_parameter(model[act], name) >= 0; });
}

}  // namespace

bool Resolver::stands_alone(const Syntax& syntax) const {
  if (syntax.kind != Syntax::Kind::name) {
    return syntax.kind != Syntax::Kind::unknown && syntax.kind != Syntax::Kind::number &&
           syntax.kind != Syntax::Kind::text;
  }
  const std::string& name = syntax.text;
  const Names& names = building_.names;
  return is_parameter(model_, scope_.acts, name) || names[NameKind::field].find(name) != nullptr ||
         names[NameKind::derived].find(name) != nullptr || names[NameKind::parameter].find(name) != nullptr ||
         names[NameKind::role].find(name) != nullptr || constant_word(name) ||
         model_.offices.find(name) != offices::kNoOffice;
}

Typed Resolver::resolve_name(const Syntax& syntax, const ValueType* expected) {
  const std::string& name = syntax.text;
  const Names& names = building_.names;
  const bool choice_expected =
      expected != nullptr && (expected->type == Type::choice || expected->type == Type::choice_set);
  const auto& values = names.values(name);
  const bool is_expected_value =
      choice_expected && std::any_of(values.begin(), values.end(), [&](const Names::Value& value) {
        return value.choice == expected->choice;
      });
  const auto is_faulty = [&](ActId act) {
    const std::int32_t index = find_parameter(model_[act], name);
    return index >= 0 && model_[act].parameters[static_cast<std::size_t>(index)].type.faulty;
  };
  if (std::any_of(scope_.acts.begin(), scope_.acts.end(), is_faulty)) {
    return {};
  }
  Typed standing;
  const std::size_t before = building_.diagnostics.items().size();
  if (!scope_.acts.empty() && !scope_.is_condition) {
    standing = resolve_argument(name, syntax);
    if (building_.diagnostics.items().size() != before) {
      return {};
    }
  }
  if (!standing.ok()) {
    if (const Declared* field = names[NameKind::field].find(name)) {
      if (model_.fields[static_cast<std::size_t>(field->index)].type.faulty) {
        return {};
      }
      standing = make(Operation::field, model_.fields[static_cast<std::size_t>(field->index)].type, {},
                      syntax.span, field->index);
    } else if (const Declared* derived = names[NameKind::derived].find(name)) {
      standing = resolve_derived(static_cast<std::size_t>(derived->index), syntax);
    } else if (const Declared* parameter = names[NameKind::parameter].find(name)) {
      resolve_parameter(building_, static_cast<std::size_t>(parameter->index));
      const Parameter& constant = model_.parameters[static_cast<std::size_t>(parameter->index)];
      if (constant.value == base::kUnknown) {
        return {};  // it was wrong, which has been reported
      }
      standing = constant_node(constant.type, constant.value, syntax.span);
    } else if (!is_expected_value) {
      return resolve_value_word(syntax, expected);
    }
  }
  if (!is_expected_value) {
    if (scope_.is_condition && is_parameter(model_, scope_.acts, name)) {
      building_.report(messages::field_not_parameter, syntax.span, name);
    }
    return standing;
  }
  if (standing.ok() && standing.type.type == Type::choice && standing.type.choice == expected->choice) {
    building_.report(messages::name_ambiguous, syntax.span, name, term(NameKind::field),
                     term(NameKind::value));
    return {};
  }
  return resolve_value_word(syntax, expected);
}

Typed Resolver::resolve_argument(std::string_view name, const Syntax& syntax) {
  const Act& first = model_[scope_.acts.front()];
  const std::int32_t index = find_parameter(first, name);
  std::size_t having = 0;
  for (const ActId act : scope_.acts) {
    having += find_parameter(model_[act], name) >= 0 ? 1U : 0U;
  }
  if (having == 0) {
    return {};
  }
  const auto differs = [&](ActId id) {
    const Act& act = model_[id];
    const std::int32_t other = find_parameter(act, name);
    return other != index ||
           !same_kind(act.parameters[static_cast<std::size_t>(other)].type,
                      first.parameters[static_cast<std::size_t>(index)].type) ||
           act.parameters[static_cast<std::size_t>(other)].type.optional !=
               first.parameters[static_cast<std::size_t>(index)].type.optional;
  };
  if (having != scope_.acts.size() || std::any_of(scope_.acts.begin(), scope_.acts.end(), differs)) {
    building_.report(messages::parameter_not_shared, syntax.span, name);
    return {};
  }
  return make(Operation::argument, first.parameters[static_cast<std::size_t>(index)].type, {}, syntax.span,
              index);
}

Typed Resolver::resolve_value_word(const Syntax& syntax, const ValueType* expected) {
  const std::string& name = syntax.text;
  const bool choice_expected =
      expected != nullptr && (expected->type == Type::choice || expected->type == Type::choice_set);
  ValueType type = plain(Type::choice);
  const auto& values = building_.names.values(name);
  if (choice_expected) {
    for (const Names::Value& value : values) {
      if (value.choice == expected->choice) {
        type.choice = value.choice;
        return constant_node(type, value.index, syntax.span);
      }
    }
  }
  if (const Declared* role = building_.names[NameKind::role].find(name)) {
    return resolve_role(static_cast<std::size_t>(role->index), syntax);
  }
  if (constant_word(name)) {
    return resolve_constant_word(syntax);
  }
  if (const auto office = model_.offices.find(name); office != offices::kNoOffice) {
    return constant_node(plain(Type::office), office, syntax.span);
  }
  if (scope_.is_condition && is_parameter(model_, scope_.acts, name)) {
    building_.report(messages::parameter_in_condition, syntax.span, name);
    return {};
  }
  if (choice_expected) {
    const Choice& choice = model_[expected->choice];
    building_.report(messages::not_a_value, syntax.span, name, choice.name,
                     alternatives(value_names(choice)));
    return {};
  }
  if (expected != nullptr && expected->type == Type::office && building_.files.offices.empty()) {
    // A place may be called as its office is.
    building_.names.report_unknown({NameKind::role, NameKind::field}, name, syntax.span, {},
                                   terms::kind_somebody);
    return {};
  }
  if (values.size() == 1) {
    type.choice = values.front().choice;
    return constant_node(type, values.front().index, syntax.span);
  }
  if (values.size() > 1) {
    std::vector<std::string_view> choices;
    for (const Names::Value& value : values) {
      choices.push_back(model_[value.choice].name);
    }
    building_.report(messages::value_ambiguous, syntax.span, name, alternatives(choices));
    return {};
  }
  std::vector<std::string_view> near;
  for (const ActId act : scope_.acts) {
    for (const ActParameter& parameter : model_[act].parameters) {
      near.push_back(parameter.name);
    }
  }
  for (const offices::Office& office : model_.offices.offices()) {
    near.insert(near.end(), {office.id, office.name});
  }
  building_.names.report_unknown(
      {NameKind::field, NameKind::derived, NameKind::parameter, NameKind::role, NameKind::value}, name,
      syntax.span, near,
      expected != nullptr && expected->type == Type::office ? terms::kind_somebody : terms::kind_any_value);
  return {};
}

Typed Resolver::resolve_derived(std::size_t index, const Syntax& syntax) {
  derive(building_, index);
  const DerivedField& derived = building_.derived[index];
  if (scope_.is_condition && derived.reads_today) {
    building_.report(messages::today_in_condition, syntax.span, syntax.text);
    return {};
  }
  return {derived.expression, derived.type};
}

Typed Resolver::resolve_role(std::size_t index, const Syntax& syntax) {
  const WhoId who = model::resolve_role(building_, index);
  return who.known() ? office_of(building_, who, syntax.span) : Typed{};
}

Typed Resolver::resolve_constant_word(const Syntax& syntax) {
  if (*constant_word(syntax.text) == Constant::today) {
    if (scope_.is_condition) {
      building_.report(messages::today_in_condition, syntax.span, syntax.text);
      return {};
    }
    return make(Operation::today, plain(Type::date), {}, syntax.span);
  }
  if (*constant_word(syntax.text) == Constant::previous) {
    building_.report(messages::previous_of_what, syntax.span, source_text(syntax.span));
    return {};
  }
  if (*constant_word(syntax.text) == Constant::it) {
    if (!scope_.has_it) {
      building_.report(messages::it_not_here, syntax.span, syntax.text);
      return {};
    }
    return make(Operation::it, plain(Type::office), {}, syntax.span);
  }
  if (scope_.actor == Scope::Actor::nobody) {
    building_.report(messages::nobody_acts, syntax.span, syntax.text);
    return {};
  }
  return make(Operation::actor_office, plain(Type::office, scope_.actor == Scope::Actor::perhaps_office), {},
              syntax.span);
}

}  // namespace recourse::model
