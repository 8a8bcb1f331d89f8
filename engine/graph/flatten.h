// Typed expression trees → postfix programs in the machine's pools. Knows nothing of clauses or layout but
// the places of records and clocks that it is told.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "engine/machine/machine.h"
#include "engine/model/model.h"

namespace recourse::graph {

/// What cannot be flattened, and where it stands.
struct FlatteningFailure {
  enum class Kind : std::uint8_t { too_deep, too_long };
  Kind kind;
  SourceSpan span;
  [[nodiscard]] Diagnostic diagnostic() const;
};

/// Longest program: derived values that use one another could otherwise grow without bound.
inline constexpr std::size_t kLongestProgram = 4096;

/// Puts programs into `machine.instructions` and `machine.constants`; an expression that is asked for again
/// gives the same program. Clauses must have their clocks already.
class Flattener {
public:
  Flattener(const model::Model& model, machine::Machine& machine);

  /// The program of an expression; an absent one gives an absent program. After a failure programs are
  /// meaningless. Cost: linear in the expression.
  machine::Program program(model::ExpressionId expression);

  [[nodiscard]] const std::optional<FlatteningFailure>& failure() const { return failure_; }

private:
  [[nodiscard]] bool asks_remembered_text(const model::Expression& expression) const;
  machine::Instruction instruction(const model::Expression& expression);
  machine::Index constant(std::int64_t value);

  const model::Model& model_;
  machine::Machine& machine_;
  std::map<model::ExpressionId, machine::Program> programs_;
  std::map<std::int64_t, machine::Index> constants_;
  std::optional<FlatteningFailure> failure_;
};

}  // namespace recourse::graph
