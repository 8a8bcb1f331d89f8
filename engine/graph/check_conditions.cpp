#include "engine/graph/check_conditions.h"

#include <algorithm>
#include <map>

#include "engine/base/messages/graph.h"
#include "engine/graph/chart_graph.h"
#include "engine/graph/wording.h"
#include "engine/model/print.h"
#include "engine/model/value_set.h"

namespace recourse::graph {
namespace {

using base::Operation;
using model::Clause;
using model::ClauseId;
using model::ExpressionId;
using model::Model;
using model::ValueSet;

/// A condition on one number: which of its values meet it, and what is asked beside.
struct Bounds {
  ExpressionId number;
  ValueSet values;
};

class ConditionCheck {
public:
  ConditionCheck(const Model& model, base::DiagnosticList& diagnostics)
      : model_(model), diagnostics_(diagnostics), wording_(model, written_language(model)) {}

  void check() {
    for (std::size_t index = 0; index < model_.clauses.size(); ++index) {
      sort_in(ClauseId{static_cast<std::int32_t>(index)});
    }
    for (const auto& [about, clauses] : by_act_) {
      for (const ClauseId id : clauses) {
        compare_permissions(model::ActId{about}, id, clauses);
      }
    }
    for (const auto& [what, sides] : sides_) {
      find_gap(sides);
    }
  }

private:
  struct Side {
    ClauseId clause;
    model::ActId act;
    Bounds bounds;
  };

  static bool permits(const Clause& clause) {
    return clause.kind == Clause::Kind::must || clause.kind == Clause::Kind::may;
  }

  void sort_in(ClauseId id) {
    const Clause& clause = model_[id];
    if (permits(clause) && !clause.any_act) {
      for (const model::ActId act : clause.acts) {
        by_act_[act.value].push_back(id);
      }
    }
    const bool hears_act = clause.kind == Clause::Kind::on && clause.trigger == Clause::Trigger::act;
    if ((hears_act || clause.kind == Clause::Kind::must) && clause.acts.size() == 1) {
      sort_by_bounds(id, clause);
    }
  }

  // Bounds.

  /// Clauses that differ in nothing but the values of one number that they ask for stand together.
  void sort_by_bounds(ClauseId id, const Clause& clause) {
    const model::ActId act = clause.acts.front();
    std::vector<ExpressionId> asked;
    add_parts(clause.condition, asked);
    add_parts(clause.guard, asked);
    std::optional<Bounds> bounds;
    std::vector<std::string> beside;
    for (const ExpressionId part : asked) {
      const auto found = bounds_of(part);
      const bool same =
          found && bounds &&
          model::print_expression(model_, found->number) == model::print_expression(model_, bounds->number);
      if (found && (!bounds || same)) {
        bounds = same ? Bounds{bounds->number, model::intersection(bounds->values, found->values)} : *found;
      } else {
        beside.push_back(model::print_expression(model_, part));
      }
    }
    if (!bounds) {
      return;
    }
    std::sort(beside.begin(), beside.end());
    std::string what = std::to_string(clause.stage.value) +
                       (clause.kind == Clause::Kind::on ? " on " : " must ") + model_[act].name + " by " +
                       model::print_who(model_, clause.who) + " when " +
                       model::print_expression(model_, bounds->number);
    for (const std::string& part : beside) {
      what += " and " + part;
    }
    sides_[what].push_back({id, act, std::move(*bounds)});
  }

  void add_parts(ExpressionId id, std::vector<ExpressionId>& parts) const {
    if (!id.known()) {
      return;
    }
    if (model_[id].operation == Operation::logical_and) {
      for (const ExpressionId operand : model_[id].operands) {
        add_parts(operand, parts);
      }
    } else {
      parts.push_back(id);
    }
  }

  [[nodiscard]] std::optional<Bounds> bounds_of(ExpressionId id) const {
    const model::Expression& condition = model_[id];
    if (condition.operation == Operation::logical_or) {
      const auto one = bounds_of(condition.operands[0]), other = bounds_of(condition.operands[1]);
      const bool same =
          one && other &&
          model::print_expression(model_, one->number) == model::print_expression(model_, other->number);
      return same ? std::optional(Bounds{one->number, model::together(one->values, other->values)})
                  : std::nullopt;
    }
    if (condition.operation < Operation::equal || condition.operation > Operation::greater_equal) {
      return std::nullopt;
    }
    const ExpressionId number = condition.operands[0], bound = condition.operands[1];
    const model::ValueType& type = model_[number].type;
    const bool comparable =
        type.type == base::Type::number && model_[number].operation != Operation::constant &&
        model_[bound].operation == Operation::constant && model_[bound].constant != base::kUnknown;
    if (!comparable) {
      return std::nullopt;
    }
    model::ValueType known = type;
    known.optional = false;
    const ValueSet all = model::all_values(model_, known);
    const std::int64_t value = model_[bound].constant;
    constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min() + 2, kMost = -kLeast;
    switch (condition.operation) {
      case Operation::equal:
        return Bounds{number, model::intersection(all, model::value_set({{value, value}}))};
      case Operation::not_equal:
        return Bounds{number, model::rest(all, model::value_set({{value, value}}))};
      case Operation::less:
        return Bounds{number, model::intersection(all, model::value_set({{kLeast, value - 1}}))};
      case Operation::less_equal:
        return Bounds{number, model::intersection(all, model::value_set({{kLeast, value}}))};
      case Operation::greater:
        return Bounds{number, model::intersection(all, model::value_set({{value + 1, kMost}}))};
      default:
        return Bounds{number, model::intersection(all, model::value_set({{value, kMost}}))};
    }
  }

  /// Of a hole alone it is certain that somebody forgot it: what lies beyond all bounds may be meant to have no consequence.
  void find_gap(const std::vector<Side>& sides) {
    ValueSet covered;
    for (const Side& side : sides) {
      covered = model::together(covered, side.bounds.values);
    }
    if (covered.known.size() < 2 || sides.size() < 2 || is_met_otherwise(sides)) {
      return;
    }
    // One value alone between two bounds was forgotten; of a wider hole nobody knows.
    const std::int64_t missed = covered.known.front().most + 1;
    if (covered.known[1].least != missed + 1) {
      return;
    }
    const auto above = std::find_if(sides.begin(), sides.end(), [&](const Side& side) {
      return !side.bounds.values.known.empty() && side.bounds.values.known.front().least > missed;
    });
    const auto below = std::find_if(sides.begin(), sides.end(), [&](const Side& side) {
      return !side.bounds.values.known.empty() && side.bounds.values.known.front().least < missed;
    });
    if (above == sides.end() || below == sides.end()) {
      return;
    }
    const auto& [later, earlier] = model_[above->clause].span.begin > model_[below->clause].span.begin
                                       ? std::pair(*above, *below)
                                       : std::pair(*below, *above);
    const model::ValueType& type = model_[above->bounds.number].type;
    const std::string example =
        wording_.words(terms::graph_equal,
                       {wording_.expression(above->bounds.number, above->act), wording_.value(type, missed)});
    const MessageCode code = model_[later.clause].kind == Clause::Kind::on ? messages::clauses_leave_gap
                                                                           : messages::duties_leave_gap;
    diagnostics_.add(code, model_[later.clause].span, {example, wording_.act(later.act)})
        .related.push_back({messages::other_clause_here, model_[earlier.clause].span, {}});
  }

  /// Another clause about the same act, here or around it, may take what these leave, or forbid it.
  [[nodiscard]] bool is_met_otherwise(const std::vector<Side>& sides) const {
    const Side& side = sides.front();
    const Clause& clause = model_[side.clause];
    const auto is_among = [&](const Clause& other) {
      return std::any_of(sides.begin(), sides.end(),
                         [&](const Side& each) { return &model_[each.clause] == &other; });
    };
    return std::any_of(model_.clauses.begin(), model_.clauses.end(), [&](const Clause& other) {
      const bool about_it =
          other.any_act || std::find(other.acts.begin(), other.acts.end(), side.act) != other.acts.end();
      return about_it && (other.kind == clause.kind || other.kind == Clause::Kind::must_not) &&
             surrounds(model_, other.stage, clause.stage) && !is_among(other);
    });
  }

  // Permissions.

  /// `id` permits the act always, where another clause permits it to the same on a condition and does nothing else.
  void compare_permissions(model::ActId act, ClauseId id, const std::vector<ClauseId>& clauses) {
    const Clause& always = model_[id];
    // One that is limited otherwise, by time or number, is another right; a duty to do this act alone is no permission.
    const bool is_other =
        always.kind == Clause::Kind::may ? always.limit || always.times > 0 : always.acts.size() == 1;
    if (always.condition.known() || always.guard.known() || is_other) {
      return;
    }
    for (const ClauseId other_id : clauses) {
      const Clause& limited = model_[other_id];
      const ExpressionId condition = limited.guard.known() ? limited.guard : limited.condition;
      const bool void_beside =
          condition.known() && limited.kind == Clause::Kind::may && !limited.limit && limited.times == 0 &&
          !limited.then.target.known() && limited.then.effects.empty() &&
          model::print_who(model_, limited.who) == model::print_who(model_, always.who) &&
          stand_together(always.stage, limited.stage);
      if (!void_beside || is_forbidden_sometimes(act)) {
        continue;
      }
      diagnostics_
          .add(messages::act_not_limited, always.span,
               {wording_.act(act), wording_.expression(condition, act),
                Bilingual{citation_text(limited.citations, Language::english),
                          citation_text(limited.citations, Language::chinese)}})
          .related.push_back({messages::other_clause_here, limited.span, {}});
      return;
    }
  }

  [[nodiscard]] bool stand_together(model::StageId one, model::StageId other) const {
    return surrounds(model_, one, other) || surrounds(model_, other, one);
  }

  [[nodiscard]] bool is_forbidden_sometimes(model::ActId act) const {
    return std::any_of(model_.clauses.begin(), model_.clauses.end(), [act](const Clause& clause) {
      return clause.kind == Clause::Kind::must_not &&
             (clause.any_act || std::find(clause.acts.begin(), clause.acts.end(), act) != clause.acts.end());
    });
  }

  const Model& model_;
  base::DiagnosticList& diagnostics_;
  const Wording wording_;
  std::map<std::int32_t, std::vector<ClauseId>> by_act_;
  std::map<std::string, std::vector<Side>> sides_;
};

}  // namespace

void check_conditions(const Model& model, base::DiagnosticList& diagnostics) {
  ConditionCheck(model, diagnostics).check();
}

}  // namespace recourse::graph
