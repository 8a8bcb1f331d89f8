// The reference interpreter: runs a model as it stands, slowly and obviously, written from what is now
// docs/standard alone. The machine is compared with it on random policies and random acts. Pure: a state goes in, and
// comes out changed only when something was accepted or fired.
#pragma once

#include "tests/reference/clocks.h"

namespace recourse::reference {

class Interpreter {
public:
  /// The model must have a calendar and outlive the interpreter.
  explicit Interpreter(const model::Model& model) : model_(&model) {}

  /// A case in no stage (decision 5), fields at their initial values.
  [[nodiscard]] State open() const;
  Outcome apply(State& state, const Act& act) const;
  /// Fires what is due strictly before `until` (decision 13).
  Advance advance(State& state, Minute until) const;

  /// The model of this interpreter has another calendar than that with which the state came about (decision 54).
  Fault recount(State& state, Minute now) const;

  /// Of an act or an advance that is a fault: all that it has in it. Several are possible, and either may be told.
  [[nodiscard]] std::set<Fault> possible_faults(const State& state, const Act& act) const;
  [[nodiscard]] std::set<Fault> possible_faults(const State& state, Minute until) const;

  /// The single earliest minute at which something fires.
  [[nodiscard]] std::optional<Minute> next_due(const State& state) const;
  /// Whether the clause binds, permits or listens now (decision 6); false when its condition is a fault.
  [[nodiscard]] bool active(const State& state, Minute now, ClauseId clause) const;
  /// What `apply` would say about permission alone: `accepted`, or refused and why (decision 21). Changes nothing.
  [[nodiscard]] Outcome permission(const State& state, const Act& act) const;
  [[nodiscard]] const model::Model& model() const { return *model_; }

private:
  const model::Model* model_;
};

}  // namespace recourse::reference
