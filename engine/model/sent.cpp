// Acts that a case submits to another one, or by which it opens one: `open`, `submit`, `charge`.
#include <algorithm>
#include <set>

#include "engine/base/messages/model.h"
#include "engine/language/keywords.h"
#include "engine/model/clause_parts.h"

namespace recourse::model {
namespace {

using Syntax = language::Expression;
using What = Sent::Argument::What;

bool is_charge(const std::string& act) {
  const language::Keyword* keyword = language::find_keyword(act);
  return keyword != nullptr && keyword->kind == language::Kind::charge;
}

/// The acts that begin cases of a type.
std::vector<ActId> openings(const Building& type) {
  std::set<ActId> acts;
  for (const Placed& placed : type.placed) {
    if (placed.syntax->kind == language::Clause::Kind::opens_on) {
      for (const language::ActUse& use : placed.syntax->acts) {
        if (const Declared* act = type.names[NameKind::act].find(use.name.text)) {
          acts.insert(ActId{act->index});
        }
      }
    }
  }
  return {acts.begin(), acts.end()};
}

class SentResolver {
public:
  SentResolver(Building& building, const Scope& scope, const Facts& known)
      : building_(building), model_(building.model), scope_(scope), known_(known) {}

  std::optional<Effect> resolve(const language::Effect& syntax) {
    bool found = false;
    switch (syntax.kind) {
      case language::Effect::Kind::open:
        found = find_opening(*syntax.act);
        break;
      case language::Effect::Kind::submit:
        found = find_receiver(syntax);
        break;
      default:
        found = find_charge(syntax);
    }
    const bool complete =
        found && (syntax.kind == language::Effect::Kind::charge ? charge(syntax) : arguments(syntax));
    if (!complete) {
      return std::nullopt;
    }
    Effect effect;
    effect.kind = Effect::Kind::send;
    effect.sent = std::move(sent_);
    effect.span = syntax.span;
    return effect;
  }

private:
  [[nodiscard]] Building& type() const { return *building_.types[static_cast<std::size_t>(sent_.case_type)]; }
  [[nodiscard]] const Act& act() const { return type().model[sent_.act]; }

  void choose(std::size_t type, ActId act) {
    sent_.case_type = static_cast<std::int32_t>(type);
    sent_.act = act;
    sent_.act_name = building_.types[type]->model[act].name;
  }

  /// A case type that begins by one act, or the act itself.
  bool find_opening(const language::ActUse& use) {
    const std::string& name = use.name.text;
    if (const Declared* of_type = building_.names[NameKind::case_type].find(name)) {
      const auto type = static_cast<std::size_t>(of_type->index);
      const std::vector<ActId> acts = openings(*building_.types[type]);
      if (acts.size() > 1) {
        report_several(type, acts, use.span);
      } else if (acts.size() == 1) {
        choose(type, acts.front());
      }
      return acts.size() == 1;
    }
    for (std::size_t type = 0; type < building_.types.size(); ++type) {
      for (const ActId act : openings(*building_.types[type])) {
        const Act& opening = building_.types[type]->model[act];
        if (opening.name == name || opening.label == name) {
          choose(type, act);
          return true;
        }
      }
    }
    building_.names.report_unknown({NameKind::case_type}, name, use.name.span);
    return false;
  }

  void report_several(std::size_t type, const std::vector<ActId>& acts, const SourceSpan& span) {
    std::string names;
    const Model& model = building_.types[type]->model;
    for (const ActId act : acts) {
      names += (names.empty() ? "" : ", ") + model[act].name;
    }
    building_.report(messages::opens_by_several, span, model_.case_types[type].name, names,
                     model[acts.front()].name);
  }

  /// P(OFFICE): the case of that office in the present period.
  [[nodiscard]] const Declared* office_period(const Syntax& receiver) const {
    const Declared* type = receiver.kind == Syntax::Kind::call
                               ? building_.names[NameKind::case_type].find(receiver.text)
                               : nullptr;
    const bool has_periods =
        type != nullptr && building_.types[static_cast<std::size_t>(type->index)]->office_period != nullptr;
    return has_periods && receiver.operands.size() == 1 ? type : nullptr;
  }

  bool find_office(const language::Effect& syntax, const Declared& type_found) {
    const Typed office =
        Resolver(building_, scope_, known_).resolve_as(syntax.receiver->operands[0], plain(Type::office));
    sent_.to = office.id;
    sent_.case_type = type_found.index;
    sent_.act = find_act(type(), syntax.act->name.text, syntax.act->name.span);
    sent_.act_name = sent_.act.known() ? act().name : "";
    return office.ok() && sent_.act.known();
  }

  bool find_receiver(const language::Effect& syntax) {
    if (const Declared* of_office = office_period(*syntax.receiver)) {
      return find_office(syntax, *of_office);
    }
    const Typed to = Resolver(building_, scope_, known_).resolve(*syntax.receiver);
    if (!to.ok()) {
      return false;
    }
    if (to.type.case_type < 0) {
      building_.report(messages::not_a_case, syntax.receiver->span, source_text(syntax.receiver->span),
                       type_argument(building_, to.type));
      return false;
    }
    if (to.type.optional) {
      building_.report(messages::untested, syntax.receiver->span, source_text(syntax.receiver->span));
      return false;
    }
    sent_.to = to.id;
    sent_.case_type = to.type.case_type;
    sent_.act = find_act(type(), syntax.act->name.text, syntax.act->name.span);
    sent_.act_name = sent_.act.known() ? act().name : "";
    return sent_.act.known();
  }

  bool find_charge(const language::Effect& syntax) {
    for (std::size_t type = 0; type < building_.types.size(); ++type) {
      for (const ActId act : openings(*building_.types[type])) {
        const Act& opening = building_.types[type]->model[act];
        if (is_charge(opening.name) || is_charge(opening.label)) {
          choose(type, act);
          return true;
        }
      }
    }
    building_.report(messages::charge_without_case, syntax.span);
    return false;
  }

  /// The office, for what, and by which case.
  bool charge(const language::Effect& syntax) {
    const std::vector<ActParameter> parameters = act().parameters;
    const auto is_open = [&](const ActParameter& parameter) {
      return parameter.type.optional || parameter.type.case_type == model_.case_type;
    };
    if (parameters.size() < 2 || parameters[0].type.type != Type::office ||
        !std::all_of(parameters.begin() + 2, parameters.end(), is_open)) {
      building_.report(messages::charge_parameters, syntax.span, act().name)
          .related.push_back({messages::declared_here, act().span, {act().name}});
      return false;
    }
    sent_.arguments.resize(parameters.size());
    const bool office = argument(*syntax.receiver, parameters[0], sent_.arguments[0]);
    const bool kind = argument(*syntax.value, parameters[1], sent_.arguments[1]);
    for (std::size_t i = 2; i < parameters.size(); ++i) {
      sent_.arguments[i].name = parameters[i].name;
      const bool is_ours = parameters[i].type.case_type == model_.case_type;
      sent_.arguments[i].what = is_ours ? What::this_case : What::unknown;
    }
    return office && kind;
  }

  bool arguments(const language::Effect& syntax) {
    const std::vector<ActParameter> parameters = act().parameters;
    sent_.arguments.resize(parameters.size());
    std::vector<const language::Name*> given(parameters.size(), nullptr);
    bool good = true;
    for (const language::GivenArgument& argument : syntax.arguments) {
      const auto found = find_parameter(building_, parameters, argument.name);
      if (!found) {
        return false;
      }
      const std::size_t index = *found;
      if (given[index] != nullptr) {
        building_.report(messages::given_twice, argument.name.span, argument.name.text)
            .related.push_back({messages::first_given_here, given[index]->span, {parameters[index].name}});
      }
      given[index] = &argument.name;
      good = this->argument(argument.value, parameters[index], sent_.arguments[index]) && good;
    }
    for (std::size_t i = 0; i < parameters.size(); ++i) {
      sent_.arguments[i].name = parameters[i].name;
      if (given[i] == nullptr && !parameters[i].type.optional) {
        building_.report(messages::test_argument_missing, syntax.span, act().name, parameters[i].name);
        good = false;
      }
    }
    return good;
  }

  bool argument(const Syntax& syntax, const ActParameter& parameter, Sent::Argument& argument) {
    argument.name = parameter.name;
    const ValueType& type = parameter.type;
    const bool is_text = type.type == Type::text || type.type == Type::person;
    if (syntax.kind == Syntax::Kind::unknown && type.optional) {
      return true;
    }
    if (type.case_type == model_.case_type && is_this_case(syntax)) {
      argument.what = What::this_case;
      return true;
    }
    if (is_text && type.case_type < 0 && syntax.kind == Syntax::Kind::text) {
      argument.what = What::text;
      argument.text = syntax.text;
      return true;
    }
    const Typed value = Resolver(building_, scope_, known_).resolve_as(syntax, type);
    if (!value.ok()) {
      return false;
    }
    if (value.type.case_type != type.case_type) {
      building_.report(messages::type_mismatch, syntax.span, source_text(syntax.span),
                       type_argument(building_, value.type), type_argument(building_, type));
      return false;
    }
    if (type.case_type >= 0 && value.type.optional && !type.optional) {
      building_.report(messages::untested, syntax.span, source_text(syntax.span));
      return false;
    }
    const Operation operation = model_[value.id].operation;
    if (is_text && operation != Operation::argument && operation != Operation::field &&
        operation != Operation::record) {
      building_.report(messages::text_not_usable, syntax.span);
      return false;
    }
    argument.what = What::value;
    argument.value = value.id;
    return true;
  }

  /// The name of the case's own type stands for the case itself.
  [[nodiscard]] bool is_this_case(const Syntax& syntax) const {
    return syntax.kind == Syntax::Kind::name &&
           (syntax.text == model_.case_name || syntax.text == model_.case_label) &&
           building_.names[NameKind::field].find(syntax.text) == nullptr;
  }

  Building& building_;
  Model& model_;
  const Scope& scope_;
  const Facts& known_;
  Sent sent_;
};

}  // namespace

std::optional<Effect> resolve_sent(Building& building, const language::Effect& syntax, const Scope& scope,
                                   const Facts& known) {
  return SentResolver(building, scope, known).resolve(syntax);
}

}  // namespace recourse::model
