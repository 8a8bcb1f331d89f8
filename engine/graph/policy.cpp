// The public policy: loading, and what it says of itself. The tables that it shows are made in
// public_tables.cpp.
#include "recourse/policy.h"

#include <algorithm>
#include <deque>

#include "engine/base/message.h"
#include "engine/graph/bundle.h"
#include "engine/graph/chart_graph.h"
#include "engine/graph/check.h"
#include "engine/graph/lower.h"
#include "engine/graph/policy_internal.h"
#include "engine/graph/wording.h"
#include "engine/model/build.h"

namespace recourse {
namespace {

/// What the machine's effects speak of by number.
void number_effects(graph::PolicyInternals& policy) {
  for (const model::Clause& clause : policy.model.clauses) {
    for (const model::Consequence* consequence : {&clause.then, &clause.otherwise}) {
      for (const model::Effect& effect : consequence->effects) {
        if (effect.kind == model::Effect::Kind::notify) {
          policy.notices.push_back(effect.text);
        } else if (effect.kind == model::Effect::Kind::send) {
          policy.sent.push_back(&*effect.sent);
        }
      }
    }
  }
  if (policy.model.office_period && policy.model.office_period->told) {
    policy.sent.push_back(&*policy.model.office_period->told);
  }
}

/// Model → everything else; false when a limit of size is reached, which has been reported.
bool compile(graph::PolicyInternals& policy, bool checked, base::DiagnosticList& diagnostics) {
  auto machine = graph::lower(policy.model);
  if (!machine) {
    diagnostics.add(machine.error());
    return false;
  }
  policy.machine = std::move(machine).value();
  auto conditions = graph::lower_tests(policy.model, policy.machine);
  if (!conditions) {
    diagnostics.add(conditions.error());
    return false;
  }
  policy.test_conditions = std::move(conditions).value();
  number_effects(policy);
  policy.chart = std::make_shared<const graph::ChartGraph>(graph::build_chart_graph(policy.model));
  if (checked) {
    graph::check(policy.model, *policy.chart, diagnostics);
  }
  return true;
}

using Types = std::deque<graph::PolicyInternals>;

/// By case type; nothing when something is wrong, which has been reported.
std::shared_ptr<Types> compile(std::vector<model::Model> models, bool checked,
                               base::DiagnosticList& diagnostics) {
  auto types = std::make_shared<Types>();
  bool good = true;
  const std::string digest = model::digest(models);
  for (model::Model& model : models) {
    graph::PolicyInternals& policy = types->emplace_back();
    policy.model = std::move(model);
    policy.digest = digest;
    policy.types = types.get();
    good = compile(policy, checked, diagnostics) && good;
  }
  return good && !diagnostics.has_errors() ? types : nullptr;
}

template <typename Entry>
const Entry* find_named(const std::vector<Entry>& entries, std::string_view name) {
  const auto found =
      std::find_if(entries.begin(), entries.end(), [name](const Entry& entry) { return entry.name == name; });
  return found == entries.end() ? nullptr : &*found;
}

LoadedPolicy load(SourceLoader& loader, std::string_view path, bool checked) {
  LoadedPolicy loaded;
  base::DiagnosticList diagnostics;
  graph::RecordingLoader recorder(loader);
  std::shared_ptr<Types> types;
  if (auto models = model::build_models(recorder, path, diagnostics)) {
    types = compile(std::move(*models), checked, diagnostics);
  }
  diagnostics.sort();
  loaded.diagnostics = diagnostics.items();
  if (types != nullptr) {
    const graph::Bundle bundle = graph::relocated(path, recorder.files());
    for (graph::PolicyInternals& policy : *types) {
      policy.path = bundle.path;
      policy.files = bundle.files;
      graph::describe_publicly(policy);
    }
    loaded.policy = graph::PolicyInternals::publish({types, &types->front()});
  }
  return loaded;
}

}  // namespace

LoadedPolicy load_policy(SourceLoader& loader, std::string_view path) {
  return load(loader, path, true);
}

const std::string& Policy::title() const {
  return internals_->model.title;
}
const std::string& Policy::version() const {
  return internals_->model.version;
}
const std::string& Policy::in_force() const {
  return internals_->in_force;
}
const std::string& Policy::case_name() const {
  return internals_->model.case_name;
}
const std::string& Policy::case_label() const {
  return internals_->model.case_label;
}
const std::vector<Policy::CaseType>& Policy::case_types() const {
  return internals_->case_types;
}
std::optional<Policy> Policy::of(std::string_view case_type) const {
  for (const graph::PolicyInternals& type : *internals_->types) {
    if (type.model.case_name == case_type || (!case_type.empty() && type.model.case_label == case_type)) {
      return Policy(std::shared_ptr<const graph::PolicyInternals>(internals_, &type));
    }
  }
  return std::nullopt;
}
const std::string& Policy::digest() const {
  return internals_->digest;
}
const std::string& Policy::calendar_digest() const {
  return internals_->calendar_digest;
}
const std::string& Policy::offices_digest() const {
  return internals_->offices_digest;
}
const std::vector<Policy::Stage>& Policy::stages() const {
  return internals_->stages;
}
const std::vector<Policy::Act>& Policy::acts() const {
  return internals_->acts;
}
const std::vector<Policy::Value>& Policy::fields() const {
  return internals_->fields;
}
const std::vector<Policy::Role>& Policy::roles() const {
  return internals_->roles;
}
const std::vector<Policy::Clause>& Policy::clauses() const {
  return internals_->clauses;
}
const std::vector<Policy::Office>& Policy::offices() const {
  return internals_->offices;
}
const std::vector<Policy::Migration>& Policy::migrations() const {
  return internals_->migrations;
}
const Policy::Stage* Policy::stage(std::string_view name) const {
  return find_named(stages(), name);
}
const Policy::Act* Policy::act(std::string_view name) const {
  return find_named(acts(), name);
}
const Policy::Clause* Policy::clause(std::string_view name) const {
  return find_named(clauses(), name);
}
const std::string& Policy::path() const {
  return internals_->path;
}
const std::map<std::string, std::string>& Policy::files() const {
  return internals_->files;
}

namespace graph {

LoadedPolicy load_unchecked(SourceLoader& loader, std::string_view path) {
  return load(loader, path, false);
}

const PolicyInternals& internals(const Policy& policy) {
  return *policy.internals_;
}

std::vector<Policy> policies_of_types(const Policy& policy) {
  std::vector<Policy> types;
  for (const PolicyInternals& type : *policy.internals_->types) {
    types.push_back(Policy(std::shared_ptr<const PolicyInternals>(policy.internals_, &type)));
  }
  return types;
}

std::string who_text(const model::Model& model, model::WhoId who) {
  return Wording(model, written_language(model)).who(who);
}

std::string notice_text(const PolicyInternals& policy, const machine::Effect& effect) {
  return effect.text < policy.notices.size() ? policy.notices[effect.text] : std::string();
}

}  // namespace graph
}  // namespace recourse
