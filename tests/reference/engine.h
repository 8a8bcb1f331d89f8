// One face for both engines, so that scenarios and the comparison drive the reference interpreter and the machine alike.
#pragma once

#include <memory>

#include "tests/reference/interpreter.h"

namespace recourse::reference {

/// What can be seen of a running clock.
struct ClockView {
  bool lapsed = false;  // of a timer or window: has fired
  bool done = false;
  bool paused = false;
  std::optional<Minute> due;  // none: undated or paused
  int uses = 0;
  std::size_t extensions = 0;
  friend bool operator==(const ClockView&, const ClockView&) = default;
};

struct CaseView {
  std::map<RegionId, StageId> current;
  std::map<FieldId, std::int64_t> fields;
  std::map<FieldId, std::string> texts;
  std::map<FieldId, std::set<std::int64_t>> sets;  // without empty ones
  std::map<ClauseId, ClockView> clocks;            // of active clauses
  std::map<InstanceId, ClockView> members;         // of active clauses of members: those of each
  std::optional<Minute> next_due;
  std::optional<Minute> not_before;
  friend bool operator==(const CaseView&, const CaseView&) = default;
};

class Engine {
public:
  virtual ~Engine() = default;
  virtual Outcome apply(const Act& act) = 0;
  virtual Advance advance(Minute until) = 0;
  /// The calendar is another from now on: that of `model`, which is the same but for it and outlives the engine.
  virtual Fault recount(const model::Model& model, Minute now) = 0;
  [[nodiscard]] virtual CaseView view() const = 0;
};

class ReferenceEngine : public Engine {
public:
  explicit ReferenceEngine(const model::Model& model) : interpreter_(model), state_(interpreter_.open()) {}
  Outcome apply(const Act& act) override { return interpreter_.apply(state_, act); }
  Advance advance(Minute until) override { return interpreter_.advance(state_, until); }
  Fault recount(const model::Model& model, Minute now) override {
    interpreter_ = Interpreter(model);
    return interpreter_.recount(state_, now);
  }
  [[nodiscard]] CaseView view() const override;
  /// After a fault, which has changed nothing: whether what was tried has this fault in it, too.
  template <typename Tried>
  [[nodiscard]] bool may_find(const Tried& tried, Fault fault) const {
    return interpreter_.possible_faults(state_, tried).contains(fault);
  }
  [[nodiscard]] const Interpreter& interpreter() const { return interpreter_; }
  [[nodiscard]] const State& state() const { return state_; }

private:
  Interpreter interpreter_;
  State state_;
};

/// The fast engine behind the same face; none when the model cannot be lowered.
std::unique_ptr<Engine> machine_engine(const model::Model& model);

/// What a person needs to see of a case, with the model's names.
std::string describe(const model::Model& model, const CaseView& view);
std::string describe(const model::Model& model, const Outcome& outcome);
std::string describe(const model::Model& model, const Act& act);
std::string describe(const model::Model& model, const Advance& advance);

}  // namespace recourse::reference
