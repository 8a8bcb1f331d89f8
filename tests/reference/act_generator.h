// Random things that happen to a case: acts, mostly such as are permitted, by the right and the wrong people, in time, late and
// behind; and the passing of time.
#pragma once

#include <memory>
#include <variant>

#include "tests/reference/interpreter.h"
#include "tests/reference/random.h"

namespace recourse::reference {

/// A notice that arrives: days off and days worked of a year, under the next calendar.
struct Arrival {
  Minute time = 0;
  calendar::Notice notice;
};

/// An act that is tried, time that passes until a minute, or another calendar.
using Happening = std::variant<Act, Minute, Arrival>;

/// The same policy after a notice.
std::shared_ptr<const model::Model> after(const model::Model& model, const Arrival& arrival);

class ActGenerator {
public:
  ActGenerator(const Interpreter& interpreter, Random& random)
      : interpreter_(interpreter), model_(interpreter.model()), random_(random) {}

  /// What happens next to a case in this state. A first one opens it, more often than not, on a day of 2026.
  Happening next(const State& state);

private:
  Minute time_of(const State& state);
  Arrival arrival(const State& state);
  Act random_act(Minute time);
  /// Of a clause that is active now, by whom it names.
  std::optional<Act> offered_act(const State& state, Minute time);
  void choose_actor(const State& state, WhoId who, Act& act);
  Actor random_actor();
  void choose_arguments(Act& act);
  std::int64_t argument(const model::ActParameter& parameter, Act& act);

  const Interpreter& interpreter_;
  const model::Model& model_;
  Random& random_;
};

}  // namespace recourse::reference
