#include "engine/cases/stable.h"

#include "engine/cases/translate.h"
#include "engine/graph/policy_internal.h"

namespace recourse::cases {
namespace {

Actor stable_actor(const graph::PolicyInternals& policy, const machine::Actor& actor, const Actor& given) {
  Actor named;
  named.kind = given.kind;
  named.person = given.person;
  if (given.kind == Actor::Kind::other_case) {
    named.role = given.role;
  } else if (given.kind == Actor::Kind::party) {
    named.role = policy.model.roles[actor.role].name;
  } else if (given.kind == Actor::Kind::office) {
    named.office = policy.model.offices.offices()[static_cast<std::size_t>(actor.office)].id;
    named.post = given.post;
  }
  return named;
}

}  // namespace

Policy opened_by(const Policy& policy, std::string_view act) {
  for (const Policy& type : graph::policies_of_types(policy)) {
    const std::string_view name = act_of_type(type.case_name(), type.case_label(), act);
    for (const Policy::Act& opening : type.acts()) {
      if (opening.opens && (opening.name == name || opening.label == name)) {
        return type;
      }
    }
  }
  return policy;
}

Result<Act> stable(const Policy& policy, const Act& act) {
  const graph::PolicyInternals& internals = graph::internals(policy);
  TranslatedAct translated;
  if (auto status = translate(internals.model, internals.machine, act, translated); !status) {
    return status.error();
  }
  const model::Act& declared = internals.model.acts[translated.act.act];
  Act named;
  const bool opens = internals.machine.openings[translated.act.act].count > 0;
  named.name = internals.model.case_type > 0 && opens ? internals.model.case_name + "." + declared.name
                                                      : declared.name;
  named.actor = stable_actor(internals, translated.act.actor, act.actor);
  named.effective = act.effective;
  for (std::size_t i = 0; i < declared.parameters.size(); ++i) {
    const std::int64_t value = translated.arguments[i];
    if (value == base::kUnknown) {
      continue;
    }
    const model::ValueType& type = declared.parameters[i].type;
    const bool text = type.type == base::Type::text || type.type == base::Type::person;
    named.arguments.emplace(declared.parameters[i].name,
                            text ? Value{std::string(translated.texts[static_cast<std::size_t>(value)])}
                                 : to_value(internals.model, type, value));
  }
  return named;
}

}  // namespace recourse::cases
