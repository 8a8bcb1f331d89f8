#include "engine/graph/check_owners.h"

#include <algorithm>
#include <map>
#include <set>

#include "engine/base/messages/graph.h"
#include "engine/graph/reading.h"
#include "engine/graph/wording.h"

namespace recourse::graph {
namespace {

using base::Operation;
using model::Clause;
using model::ClauseId;
using model::ExpressionId;
using model::Model;
using model::StageId;

/// So many moves are looked at: of the largest policies only the first owners are followed.
constexpr std::size_t kMostMoves = 5'000'000;

/// What clauses do to one field.
struct FieldUse {
  bool is_given = false;
  std::set<ClauseId> givers;
  std::set<model::ActId> acts;    // on which some clause sets it
  std::set<StageId> given_in;     // where some clause sets it without leaving
  std::vector<StageId> taken_in;  // where a case stands once a clause has set it to unknown
  std::vector<ClauseId> owed;     // duties of the process that it owes
};

/// In which current stages of the process a field can be unknown because nothing on the way has set it.
class Roads {
public:
  Roads(const Model& model, const ChartGraph& chart) : model_(model), situations_(situations(model, chart)) {}

  /// How many moves were looked at so far.
  [[nodiscard]] std::size_t moves() const { return moves_; }

  /// The stages that are in the configuration then.
  std::vector<bool> follow(std::int32_t field, const FieldUse& use) {
    field_ = field;
    use_ = &use;
    inside_.assign(model_.stages.size(), false);
    open_.assign(model_.stages.size(), false);
    reached_.clear();
    begin();
    std::size_t next = 0;
    while (next < reached_.size()) {  // which grows meanwhile
      leave(reached_[next++]);
    }
    return inside_;
  }

  /// Whether a condition asks anywhere that the field is known.
  [[nodiscard]] bool asks(ExpressionId id) const {
    if (!id.known()) {
      return false;
    }
    const model::Expression& expression = model_[id];
    const auto& operands = expression.operands;
    const auto is_field = [&](ExpressionId operand) {
      return model_[operand].operation == Operation::field && model_[operand].index == field_;
    };
    return (expression.operation == Operation::is_known && is_field(operands[0])) ||
           std::any_of(operands.begin(), operands.end(), [&](ExpressionId operand) { return asks(operand); });
  }

private:
  [[nodiscard]] bool is_given_by(ClauseId id) const {
    const Clause& clause = model_[id];
    return use_->givers.contains(id) ||
           std::any_of(clause.acts.begin(), clause.acts.end(),
                       [&](model::ActId act) { return use_->acts.contains(act); });
  }

  void begin() {
    const bool opened =
        std::any_of(use_->givers.begin(), use_->givers.end(), [&](ClauseId id) { return opens(model_[id]); });
    if (!opened) {
      reach(settled(model_, model_.regions.front().root));
    }
    std::for_each(use_->taken_in.begin(), use_->taken_in.end(), [&](StageId stage) { reach(stage); });
  }

  static bool opens(const Clause& clause) { return clause.kind == Clause::Kind::opens_on; }

  void reach(StageId current) {
    if (model_.outermost(model_[current].region).index() != 0 || open_[current.index()]) {
      return;
    }
    open_[current.index()] = true;
    reached_.push_back(current);
    for (StageId stage = current; stage.known(); stage = model_[stage].parent) {
      inside_[stage.index()] = true;
    }
  }

  /// What stands here and sets the field without leaving may have done so.
  [[nodiscard]] bool is_given_in(StageId current) const {
    for (StageId stage = current; stage.known(); stage = model_[stage].parent) {
      if (use_->given_in.contains(stage)) {
        return true;
      }
    }
    return false;
  }

  void leave(StageId current) {
    if (is_given_in(current)) {
      return;
    }
    for (const auto& edge : boost::make_iterator_range(boost::out_edges(current.index(), situations_))) {
      const ClauseId id = situations_[edge].clause;
      ++moves_;
      if (!id.known()) {
        reach(StageId{static_cast<std::int32_t>(boost::target(edge, situations_))});
        continue;
      }
      const Clause& clause = model_[id];
      if (!is_given_by(id) && !asks(clause.guard) && !asks(clause.condition)) {
        reach(StageId{static_cast<std::int32_t>(boost::target(edge, situations_))});
      }
    }
  }

  const Model& model_;
  const SituationGraph situations_;
  std::size_t moves_ = 0;
  std::int32_t field_ = -1;
  const FieldUse* use_ = nullptr;
  std::vector<bool> open_, inside_;  // by stage
  std::vector<StageId> reached_;
};

/// By field: of those that owe in the process, and can be unknown.
std::map<std::int32_t, FieldUse> owing_fields(const Model& model) {
  std::map<std::int32_t, FieldUse> fields;
  for (std::size_t index = 0; index < model.clauses.size(); ++index) {
    const Clause& clause = model.clauses[index];
    const bool owed_in_process =
        clause.kind == Clause::Kind::must && model.outermost(model[clause.stage].region).index() == 0;
    if (!owed_in_process || !clause.who.known() || model[clause.who].otherwise.known() ||
        !model[clause.who].office.known()) {
      continue;
    }
    const model::Expression& office = model[model[clause.who].office];
    if (office.operation == Operation::field &&
        model.fields[static_cast<std::size_t>(office.index)].type.optional) {
      fields[office.index].owed.push_back(ClauseId{static_cast<std::int32_t>(index)});
    }
  }
  return fields;
}

void add_use(const Model& model, ClauseId id, const model::Consequence& consequence,
             const model::Effect& effect, FieldUse& use) {
  const Clause& clause = model[id];
  if (is_unknown(model, effect.value)) {
    use.taken_in.push_back(settled(model, consequence.target.known() ? consequence.target : clause.stage));
    return;
  }
  use.is_given = true;
  use.givers.insert(id);
  use.acts.insert(clause.acts.begin(), clause.acts.end());
  if (!clause.then.target.known() && clause.kind != Clause::Kind::opens_on) {
    use.given_in.insert(clause.stage);
  }
}

void find_uses(const Model& model, std::map<std::int32_t, FieldUse>& fields) {
  for (std::size_t index = 0; index < model.clauses.size(); ++index) {
    const Clause& clause = model.clauses[index];
    for (const model::Consequence* consequence : {&clause.then, &clause.otherwise}) {
      for (const model::Effect& effect : consequence->effects) {
        const bool sets =
            effect.kind == model::Effect::Kind::set || effect.kind == model::Effect::Kind::set_once;
        const auto found = sets ? fields.find(effect.field.value) : fields.end();
        if (found != fields.end() && effect.value.known()) {
          add_use(model, ClauseId{static_cast<std::int32_t>(index)}, *consequence, effect, found->second);
        }
      }
    }
  }
}

}  // namespace

void check_owners(const Model& model, const ChartGraph& chart, base::DiagnosticList& diagnostics) {
  std::map<std::int32_t, FieldUse> fields = owing_fields(model);
  find_uses(model, fields);
  const Wording wording(model, written_language(model));
  Roads roads(model, chart);
  for (const auto& [field, use] : fields) {
    if (!use.is_given || roads.moves() >= kMostMoves) {
      continue;  // what nothing sets at all is told by itself
    }
    const std::vector<bool> unknown_in = roads.follow(field, use);
    for (const ClauseId id : use.owed) {
      const Clause& clause = model[id];
      if (unknown_in[clause.stage.index()] && !roads.asks(clause.condition)) {
        diagnostics.add(messages::owner_may_be_unknown, clause.span,
                        {wording.clause(id), wording.who(clause.who), wording.stage(clause.stage)});
      }
    }
  }
}

}  // namespace recourse::graph
