// A policy from the inside, for the rooms that run, store, prove and draw it.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/machine/machine.h"
#include "engine/model/model.h"
#include "recourse/policy.h"

namespace recourse::graph {

struct ChartGraph;

/// Immutable once load_policy() has made it. `model.calendar` is always there: build_model() sees to it.
struct PolicyInternals {
  model::Model model;
  machine::Machine machine;
  std::shared_ptr<const ChartGraph> chart;  // stages and moves (chart_graph.h)
  std::vector<std::string> notices;         // by machine::Effect::text: what is told
  std::vector<const model::Sent*> sent;     // by machine::Effect::text: what goes to other cases
  std::vector<std::vector<machine::Program>>
      test_conditions;  // by test and step of the model, then those of its visits; in the machine's pools
  std::string path, digest, calendar_digest, offices_digest, in_force;
  std::map<std::string, std::string> files;
  std::vector<Policy::Stage> stages;
  std::vector<Policy::Act> acts;
  std::vector<Policy::Value> fields;
  std::vector<Policy::Role> roles;
  std::vector<Policy::Clause> clauses;
  std::vector<Policy::Office> offices;
  std::vector<Policy::CaseType> case_types;
  const std::deque<PolicyInternals>* types =
      nullptr;  // by case type; this is one of them, which live together
  std::vector<Policy::Migration> migrations;

  /// The policy that holds these.
  static Policy publish(std::shared_ptr<const PolicyInternals> internals) {
    return Policy(std::move(internals));
  }
};

const PolicyInternals& internals(const Policy& policy);
/// The policy by case type.
std::vector<Policy> policies_of_types(const Policy& policy);

/// Who a clause names, by label, in the language in which the policy is written.
std::string who_text(const model::Model& model, model::WhoId who);
/// What a `notify` tells.
std::string notice_text(const PolicyInternals& policy, const machine::Effect& effect);

/// load_policy() without the checks of structure: for random policies, which contradict themselves now and then.
LoadedPolicy load_unchecked(SourceLoader& loader, std::string_view path);

/// Fills the tables of the public API from model and machine.
void describe_publicly(PolicyInternals& policy);

}  // namespace recourse::graph
