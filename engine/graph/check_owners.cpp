#include "engine/graph/check_owners.h"

#include <algorithm>
#include <map>

#include "engine/graph/wording.h"

namespace recourse::graph {
namespace {

using base::Operation;
using model::Clause;
using model::ClauseId;
using model::ExpressionId;
using model::FieldId;
using model::Model;
using model::StageId;

/// What clauses do to one field.
class FieldUse {
public:
  FieldUse(const Model& model, FieldId field) : model_(model), field_(field) {}

  [[nodiscard]] bool gives(const Clause& clause) const {
    return has_effect(clause.then, false) || has_effect(clause.otherwise, false);
  }
  [[nodiscard]] bool takes(const model::Consequence& consequence) const {
    return has_effect(consequence, true);
  }
  /// Whether a condition asks anywhere that the field is known.
  [[nodiscard]] bool asks(ExpressionId id) const {
    if (!id.known()) {
      return false;
    }
    const model::Expression& expression = model_[id];
    const auto& operands = expression.operands;
    const auto is_field = [&](ExpressionId operand) {
      return model_[operand].operation == Operation::field && model_[operand].index == field_.value;
    };
    return (expression.operation == Operation::is_known && is_field(operands[0])) ||
           std::any_of(operands.begin(), operands.end(), [&](ExpressionId operand) { return asks(operand); });
  }

private:
  [[nodiscard]] bool has_effect(const model::Consequence& consequence, bool to_unknown) const {
    return std::any_of(
        consequence.effects.begin(), consequence.effects.end(), [&](const model::Effect& effect) {
          const bool sets =
              effect.kind == model::Effect::Kind::set || effect.kind == model::Effect::Kind::set_once;
          return sets && effect.field == field_ && effect.value.known() &&
                 to_unknown == (model_[effect.value].operation == Operation::constant &&
                                model_[effect.value].constant == base::kUnknown);
        });
  }

  const Model& model_;
  FieldId field_;
};

/// In which current stages of the process the field can be unknown because nothing on the way has set it.
class Roads {
public:
  Roads(const Model& model, const ChartGraph& chart, const SituationGraph& situations, FieldId field)
      : model_(model),
        chart_(chart),
        situations_(situations),
        use_(model, field),
        open_(model.stages.size()) {
    find_giving_acts();
    begin();
    std::size_t next = 0;
    while (next < reached_.size()) {  // which grows meanwhile
      leave(reached_[next++]);
    }
  }

  /// False of a field that nothing sets at all, which is told by itself.
  [[nodiscard]] bool unknown_in(StageId stage) const {
    return is_given_ && std::any_of(reached_.begin(), reached_.end(),
                                    [&](StageId current) { return surrounds(model_, stage, current); });
  }
  [[nodiscard]] const FieldUse& use() const { return use_; }

private:
  void find_giving_acts() {
    giving_.resize(model_.acts.size());
    for (const Clause& clause : model_.clauses) {
      is_given_ = is_given_ || use_.gives(clause);
      for (const model::ActId act : clause.acts) {
        giving_[act.index()] = giving_[act.index()] || use_.gives(clause);
      }
    }
  }

  [[nodiscard]] bool gives(const Clause& clause) const {
    return use_.gives(clause) || std::any_of(clause.acts.begin(), clause.acts.end(),
                                             [&](model::ActId act) { return giving_[act.index()]; });
  }

  void begin() {
    const bool opened = std::any_of(model_.clauses.begin(), model_.clauses.end(), [&](const Clause& clause) {
      return clause.kind == Clause::Kind::opens_on && gives(clause);
    });
    if (!opened) {
      reach(settled(model_, model_.regions.front().root));
    }
    for (const Clause& clause : model_.clauses) {
      for (const model::Consequence* consequence : {&clause.then, &clause.otherwise}) {
        if (!use_.takes(*consequence)) {
          continue;
        }
        if (consequence->target.known()) {
          reach(settled(model_, consequence->target));
        } else {
          reach(settled(model_, clause.stage));
        }
      }
    }
  }

  void reach(StageId current) {
    if (model_[current].region.index() == 0 && !open_[current.index()]) {
      open_[current.index()] = true;
      reached_.push_back(current);
    }
  }

  /// Something that stands here sets the field without leaving: then it may be known.
  [[nodiscard]] bool is_given_in(StageId current) const {
    return std::any_of(model_.clauses.begin(), model_.clauses.end(), [&](const Clause& clause) {
      return !clause.then.target.known() && clause.kind != Clause::Kind::opens_on && use_.gives(clause) &&
             surrounds(model_, clause.stage, current);
    });
  }

  void leave(StageId current) {
    if (is_given_in(current)) {
      return;
    }
    for (const auto& edge : boost::make_iterator_range(boost::out_edges(current.index(), situations_))) {
      const Clause& clause = model_[chart_.graph[situations_[edge]].clause];
      if (!gives(clause) && !use_.asks(clause.guard) && !use_.asks(clause.condition)) {
        reach(StageId{static_cast<std::int32_t>(boost::target(edge, situations_))});
      }
    }
  }

  const Model& model_;
  const ChartGraph& chart_;
  const SituationGraph& situations_;
  FieldUse use_;
  bool is_given_ = false;
  std::vector<bool> giving_;  // by act: some clause sets the field on it
  std::vector<bool> open_;    // by stage
  std::vector<StageId> reached_;
};

}  // namespace

void check_owners(const Model& model, const ChartGraph& chart, base::DiagnosticList& diagnostics) {
  const SituationGraph situations = graph::situations(model, chart);
  const Wording wording(model, written_language(model));
  std::map<std::int32_t, Roads> roads;
  for (std::size_t index = 0; index < model.clauses.size(); ++index) {
    const Clause& clause = model.clauses[index];
    const bool owed_in_process = clause.kind == Clause::Kind::must && model[clause.stage].region.index() == 0;
    if (!owed_in_process || !clause.who.known() || model[clause.who].otherwise.known() ||
        !model[clause.who].office.known()) {
      continue;
    }
    const model::Expression& office = model[model[clause.who].office];
    if (office.operation != Operation::field ||
        !model.fields[static_cast<std::size_t>(office.index)].type.optional) {
      continue;
    }
    const auto found = roads.try_emplace(office.index, model, chart, situations, FieldId{office.index}).first;
    if (found->second.unknown_in(clause.stage) && !found->second.use().asks(clause.condition)) {
      const ClauseId id{static_cast<std::int32_t>(index)};
      diagnostics.add(MessageCode::owner_may_be_unknown, clause.span,
                      {wording.clause(id), wording.who(clause.who), wording.stage(clause.stage)});
    }
  }
}

}  // namespace recourse::graph
