// Acts: where each is declared, with which parameters, and whether anybody may do it. An act with parameters is
// declared where it first stands with them; one without may simply stand where it is permitted.
#include <algorithm>

#include "engine/base/messages/model.h"
#include "engine/model/building.h"
#include "engine/model/print.h"
#include "engine/model/who.h"

namespace recourse::model {
namespace {

using Kind = language::Clause::Kind;

class ActDeclarations {
public:
  explicit ActDeclarations(Building& building) : building_(building), model_(building.model) {}

  void declare_all() {
    for (const language::File& file : building_.files.rules) {
      for (const language::ActDeclaration& declaration : file.acts) {
        declare_explicitly(declaration);
      }
    }
    for_each_use([this](const language::ActUse& use, const Placed&, bool) {
      if (use.has_parameters) {
        declare(use);
      }
    });
    for_each_use([this](const language::ActUse& use, const Placed&, bool permits) {
      if (permits && !use.approval) {
        declare(use);
      }
    });
    for (const Placed& placed : building_.placed) {
      declare_approvals(placed);
    }
    note_permitted();
  }

private:
  /// Calls `visit(use, clause, whether it permits the act)` for each act that clauses name.
  template <typename Visit>
  void for_each_use(Visit&& visit) {
    for (const Placed& placed : building_.placed) {
      const language::Clause& clause = *placed.syntax;
      const bool permits =
          clause.kind == Kind::must || clause.kind == Kind::may || clause.kind == Kind::opens_on;
      for (const language::ActUse& use : clause.acts) {
        visit(use, placed, permits);
      }
      if (clause.limit && clause.limit->extendable && clause.limit->extendable->through) {
        visit(*clause.limit->extendable->through, placed, true);
      }
    }
  }

  std::vector<ActParameter> parameters_of(const language::ActUse& use) {
    std::vector<ActParameter> parameters;
    for (const language::Declaration& declaration : use.parameters) {
      const auto same = std::find_if(parameters.begin(), parameters.end(), [&](const ActParameter& other) {
        return other.name == declaration.name.text;
      });
      if (same != parameters.end()) {
        building_.report(messages::name_twice, declaration.name.span, declaration.name.text)
            .related.push_back({messages::first_given_here, same->span, {declaration.name.text}});
        continue;
      }
      ActParameter parameter{
          declaration.name.text, declaration.label.value_or(""), {}, declaration.name.span};
      parameter.type = resolve_type(building_, declaration).value_or(faulty_type());
      if (parameter.type.type == Type::office_set || parameter.type.type == Type::choice_set) {
        building_.report(messages::set_as_parameter, declaration.span, declaration.name.text);
      }
      parameters.push_back(std::move(parameter));
    }
    return parameters;
  }

  ActId add(const std::string& name, const std::string& label, const SourceSpan& span) {
    const ActId id{static_cast<std::int32_t>(model_.acts.size())};
    building_.names.declare(NameKind::act, name, id.value, span, label);
    Act act;
    act.name = name;
    act.label = label;
    act.span = span;
    model_.acts.push_back(std::move(act));
    with_parameters_.push_back(false);
    label_places_.push_back(span);
    return id;
  }

  void declare_explicitly(const language::ActDeclaration& declaration) {
    const language::ActUse& use = declaration.act;
    if (const Declared* known = building_.names[NameKind::act].find_by_name(use.name.text)) {
      declare(use);  // compares the parameters
      complete(model_.acts[static_cast<std::size_t>(known->index)], ActId{known->index}, declaration);
      return;
    }
    const ActId id = add(use.name.text, declaration.label.value_or(""), use.name.span);
    model_.acts[id.index()].parameters = parameters_of(use);
    model_.acts[id.index()].citations = resolve_citation(building_, declaration.cites);
    with_parameters_[id.index()] = use.has_parameters;
  }

  /// Each file may declare the acts that it speaks of: another label is a mistake, one that was left out before is taken.
  void complete(Act& act, ActId id, const language::ActDeclaration& declaration) {
    const std::string label = declaration.label.value_or("");
    if (!label.empty() && act.label.empty()) {
      act.label = label;
      label_places_[id.index()] = declaration.act.name.span;
      building_.names[NameKind::act].add_label(label, id.value, declaration.act.name.span);
    } else if (!label.empty() && label != act.label) {
      building_.report(messages::labels_differ, declaration.act.name.span, act.name, label, act.label)
          .related.push_back({messages::first_given_here, label_places_[id.index()], {act.label}});
    }
    if (act.citations.empty()) {
      act.citations = resolve_citation(building_, declaration.cites);
    }
  }

  void declare(const language::ActUse& use) {
    const Declared* known = building_.names[NameKind::act].find(use.name.text);
    const ActId id = known != nullptr ? ActId{known->index} : add(use.name.text, "", use.name.span);
    if (!use.has_parameters) {
      return;
    }
    std::vector<ActParameter> parameters = parameters_of(use);
    Act& act = model_.acts[id.index()];
    if (!with_parameters_[id.index()]) {
      act.parameters = std::move(parameters);
      with_parameters_[id.index()] = true;
    } else if (!same(act.parameters, parameters)) {
      building_.report(messages::parameters_differ, use.span, act.name)
          .related.push_back({messages::first_given_here, act.span, {act.name}});
    }
  }

  bool same(const std::vector<ActParameter>& one, const std::vector<ActParameter>& other) const {
    return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                      [&](const ActParameter& left, const ActParameter& right) {
                        return left.name == right.name &&
                               print_type(model_, left.type) == print_type(model_, right.type);
                      });
  }

  void declare_approvals(const Placed& placed) {
    const language::Clause& clause = *placed.syntax;
    if (clause.kind != Kind::must_not || !clause.unless_approved_by || clause.any_act ||
        clause.acts.empty()) {
      return;
    }
    const language::ActUse& use =
        clause.acts[placed.only_act < 0 ? 0 : static_cast<std::size_t>(placed.only_act)];
    const Declared* approved = building_.names[NameKind::act].find(use.name.text);
    if (approved == nullptr) {
      return;  // reported where the clause is resolved
    }
    const std::string name = "approve(" + model_.acts[static_cast<std::size_t>(approved->index)].name + ")";
    if (building_.names[NameKind::act].find_by_name(name) == nullptr) {
      const ActId id = add(name, "", use.span);
      model_.acts[id.index()].approves = {approved->index};
    }
  }

  /// Before any expression is resolved: fields are derived from acts too.
  void note_permitted() {
    building_.act_uses.resize(model_.acts.size());
    for (std::size_t act = 0; act < model_.acts.size(); ++act) {
      building_.act_uses[act].permitted = model_.acts[act].approves.known();
    }
    for_each_use([this](const language::ActUse& use, const Placed&, bool permits) {
      const Declared* act = permits ? building_.names[NameKind::act].find(act_name(use)) : nullptr;
      if (act != nullptr) {
        building_.act_uses[static_cast<std::size_t>(act->index)].permitted = true;
      }
    });
  }

  Building& building_;
  Model& model_;
  std::vector<bool> with_parameters_;     // by act: its parameters are settled
  std::vector<SourceSpan> label_places_;  // by act: where its label was given
};

}  // namespace

void declare_acts(Building& building) {
  ActDeclarations(building).declare_all();
}

std::optional<std::size_t> find_parameter(Building& building, const std::vector<ActParameter>& parameters,
                                          const language::Name& name) {
  const auto found = std::find_if(parameters.begin(), parameters.end(), [&](const ActParameter& parameter) {
    return parameter.name == name.text || parameter.label == name.text;
  });
  if (found != parameters.end()) {
    return static_cast<std::size_t>(found - parameters.begin());
  }
  std::vector<std::string_view> names;
  for (const ActParameter& parameter : parameters) {
    names.push_back(parameter.name);
  }
  building.names.report_unknown({NameKind::argument}, name.text, name.span, names);
  return std::nullopt;
}

std::string act_name(const language::ActUse& use) {
  return use.approval ? "approve(" + use.name.text + ")" : use.name.text;
}

ActId find_act(Building& building, const std::string& name, const SourceSpan& span) {
  const Declared* found = building.names[NameKind::act].find(name);
  if (found == nullptr && name.starts_with("approve(")) {
    // By its label, or the label of the act that it approves.
    const std::string_view approved = std::string_view(name).substr(8, name.size() - 9);
    if (const Declared* act = building.names[NameKind::act].find(approved)) {
      const std::string by_name =
          "approve(" + building.model.acts[static_cast<std::size_t>(act->index)].name + ")";
      found = building.names[NameKind::act].find_by_name(by_name);
      if (found == nullptr) {
        building.report(messages::no_such_approval, span, approved);
        return {};
      }
    }
  }
  if (found == nullptr) {
    building.names.report_unknown({NameKind::act}, name, span);
    return {};
  }
  ActUse& use = building.act_uses[static_cast<std::size_t>(found->index)];
  if (!use.permitted) {
    if (!use.reported) {
      use.reported = true;
      building.report(messages::nobody_may, span, name);
    }
  }
  return {found->index};
}

}  // namespace recourse::model
