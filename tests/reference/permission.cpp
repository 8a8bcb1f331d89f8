// What permits an act, what forbids it, and why it is refused (decisions 5, 10, 11, 15, 17, 21).
#include <algorithm>

#include "tests/reference/step.h"

namespace recourse::reference {
namespace {

using model::Clause;

bool names(const Clause& clause, ActId act) {
  return std::ranges::count(clause.acts, act) > 0;
}

/// Conditions of clauses that the act does not concern are not asked, since they may have no value at all.
bool concerns(const Act& act, const Clause& clause) {
  bool extends = clause.limit && clause.limit->extension && clause.limit->extension->act == act.act;
  return names(clause, act.act) || extends || clause.approval == act.act;
}

/// Why a right that is offered to the actor does not permit now; `none` when it does.
Refusal objection(const Moment& moment, ClauseId id) {
  const Clause& clause = moment.model[id];
  if (has_instance(clause)) {
    const Instance& instance = *moment.state.clauses.at(id).instance;
    if (window_passed(instance, moment.now)) return Refusal::window_closed;
    if (clause.times > 0 && instance.uses >= static_cast<int>(clause.times)) return Refusal::used_up;
  }
  return holds(moment, clause.guard) ? Refusal::none : Refusal::guard;
}

/// Of several reasons the nearest to a permission.
void note(Refusal& refusal, Refusal reason) {
  static const std::vector<Refusal> nearness = {Refusal::not_open, Refusal::window_closed, Refusal::used_up,
                                                Refusal::extension_too_long, Refusal::guard};  // decision 41
  if (std::ranges::find(nearness, reason) > std::ranges::find(nearness, refusal)) refusal = reason;
}

void open_case(const Moment& moment, const Act& act, ClauseId id, Permission& permission) {
  const Clause& clause = moment.model[id];
  if (clause.kind != Clause::Kind::opens_on || !names(clause, act.act)) return;
  if (!matches(moment, clause.who, act.actor)) return;
  if (holds(moment, clause.guard) && holds(moment, clause.condition))
    permission.openings.push_back(id);
  else
    note(permission.refusal, Refusal::guard);
}

void offer(const Moment& moment, const Act& act, ClauseId id, Permission& permission) {
  const Clause& clause = moment.model[id];
  if (!concerns(act, clause) || !is_active(moment, id)) return;
  auto state = moment.state.clauses.find(id);
  bool of_members = is_of_members(moment.model, clause);
  if (of_members && names(clause, act.act) && !owing_members(moment, id, act.actor).empty())
    permission.duties.push_back(id);
  if (clause.kind == Clause::Kind::must && !of_members && names(clause, act.act) &&
      matches(moment, clause.who, act.actor) && !state->second.instance->done)
    permission.duties.push_back(id);
  if (clause.kind == Clause::Kind::may && names(clause, act.act) && matches(moment, clause.who, act.actor)) {
    Refusal reason = objection(moment, id);
    if (reason == Refusal::none)
      permission.rights.push_back(id);
    else
      note(permission.refusal, reason);
  }
  bool extends = false;
  auto extended = extending(moment, id, act);
  for (const auto& [instance, how] : extended) {
    if (how.too_long) continue;
    permission.extensions[instance] = how.by;
    extends = true;
  }
  if (!extends && !extended.empty()) note(permission.refusal, Refusal::extension_too_long);
  bool approved = state != moment.state.clauses.end() && state->second.approved;
  if (clause.kind == Clause::Kind::must_not && clause.approval.known() && clause.approval == act.act &&
      !approved && matches(moment, clause.approved_by, act.actor))
    permission.approvals.push_back(id);
}

}  // namespace

bool is_active(const Moment& moment, ClauseId id) {
  const Clause& clause = moment.model[id];
  auto found = moment.state.clauses.find(id);
  if (has_instance(clause)) return found != moment.state.clauses.end() && found->second.active;
  return clause.kind != Clause::Kind::opens_on &&
         in_configuration(moment.model, moment.state, clause.stage) && holds(moment, clause.condition);
}

Permission permission_of(const Moment& moment, const Act& act) {
  Permission permission;
  bool opens = false;
  for (std::size_t index = 0; index < moment.model.clauses.size(); ++index) {
    ClauseId id{static_cast<std::int32_t>(index)};
    opens = opens || (moment.model[id].kind == Clause::Kind::opens_on && names(moment.model[id], act.act));
    if (moment.state.begun)
      offer(moment, act, id, permission);
    else
      open_case(moment, act, id, permission);
  }
  if (moment.state.begun && opens && permission.refusal == Refusal::not_open)
    permission.refusal = Refusal::already_open;
  return permission;
}

std::set<ClauseId> prohibitions_of(const Moment& moment, const Act& act) {
  std::set<ClauseId> found;
  bool is_approval = moment.model[act.act].approves.known();
  for (std::size_t index = 0; index < moment.model.clauses.size(); ++index) {
    ClauseId id{static_cast<std::int32_t>(index)};
    const Clause& clause = moment.model[id];
    if (clause.kind != Clause::Kind::must_not || !moment.state.begun) continue;
    if (!names(clause, act.act) && !(clause.any_act && !is_approval && act.actor.kind != Actor::Kind::clock))
      continue;
    auto state = moment.state.clauses.find(id);
    if (state != moment.state.clauses.end() && state->second.approved) continue;
    if (is_active(moment, id) && matches(moment, clause.who, act.actor) && holds(moment, clause.guard))
      found.insert(id);
  }
  return found;
}

}  // namespace recourse::reference
