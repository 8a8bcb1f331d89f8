// What only the whole model shows: how a case opens, fields that would have no value, clauses without a source.
#include <algorithm>
#include <set>

#include "engine/base/messages/model.h"
#include "engine/model/building.h"

namespace recourse::model {
namespace {

using Kind = Clause::Kind;

bool needs_value(const Field& field) {
  if (field.type.case_type >= 0) {
    return !field.type.optional;
  }
  switch (field.type.type) {
    case Type::text:
    case Type::person:
    case Type::office_set:
    case Type::choice_set:
      return false;
    default:
      return !field.type.optional && field.initial == base::kUnknown;
  }
}

bool sets(const Clause& clause, std::size_t field) {
  return std::any_of(clause.then.effects.begin(), clause.then.effects.end(), [&](const Effect& effect) {
    return effect.field.value == static_cast<std::int32_t>(field) &&
           (effect.kind == Effect::Kind::set || effect.kind == Effect::Kind::set_once);
  });
}

void check_opening(Building& building) {
  const Model& model = building.model;
  std::vector<const Clause*> openings;
  for (const Clause& clause : model.clauses) {
    if (clause.kind == Kind::opens_on) {
      openings.push_back(&clause);
    }
  }
  if (openings.empty() && building.opening_misplaced) {
    return;
  }
  if (openings.empty()) {
    const auto process = std::find_if(model.charts.begin(), model.charts.end(),
                                      [](const Chart& chart) { return chart.process; });
    if (process != model.charts.end()) {
      building.report(messages::opens_missing, process->span, process->name);
    }
    return;
  }
  for (std::size_t i = 0; i < model.fields.size(); ++i) {
    const auto forgets = std::find_if(openings.begin(), openings.end(),
                                      [&](const Clause* opening) { return !sets(*opening, i); });
    if (needs_value(model.fields[i]) && forgets != openings.end() && !building.faulty_fields[i]) {
      building.report(messages::field_without_value, model.fields[i].span, model.fields[i].name)
          .related.push_back({messages::opens_here, (*forgets)->head, {}});
    }
  }
}

/// Limits that read the date which they give, by way of whatever: it would be another at each look.
class LimitsInCircle {
public:
  explicit LimitsInCircle(Building& building)
      : building_(building), progress_(building.model.clauses.size()) {}

  void check() {
    for (std::size_t clause = 0; clause < progress_.size(); ++clause) {
      follow(clause);
    }
  }

private:
  void follow(std::size_t index) {
    const Clause& clause = building_.model.clauses[index];
    if (progress_[index] == Progress::resolved || !clause.limit) {
      return;
    }
    if (progress_[index] == Progress::open) {
      building_.report(messages::circular, clause.limit->span, clause.name);
      return;
    }
    progress_[index] = Progress::open;
    for (const std::int32_t read : dates_read(*clause.limit)) {
      follow(static_cast<std::size_t>(read));
    }
    progress_[index] = Progress::resolved;
  }

  /// The clauses whose dates the limit reads.
  [[nodiscard]] std::set<std::int32_t> dates_read(const Limit& limit) const {
    std::vector<ExpressionId> open{limit.period, limit.until};
    for_each_part(limit.anchor, [&open](const Anchor& part) { open.push_back(part.after); });
    std::set<ExpressionId> seen;
    std::set<std::int32_t> dates;
    while (!open.empty()) {
      const ExpressionId id = open.back();
      open.pop_back();
      if (!id.known() || !seen.insert(id).second) {
        continue;
      }
      const Expression& expression = building_.model[id];
      if (expression.operation == Operation::duty_due) {
        dates.insert(expression.index);
      }
      open.insert(open.end(), expression.operands.begin(), expression.operands.end());
    }
    return dates;
  }

  Building& building_;
  std::vector<Progress> progress_;
};

void warn_of_missing_sources(Building& building) {
  for (const Clause& clause : building.model.clauses) {
    const bool is_rule = clause.kind == Kind::must || clause.kind == Kind::may ||
                         clause.kind == Kind::must_not || clause.kind == Kind::after;
    const bool is_assumed = clause.limit && clause.limit->assumed;
    if (is_rule && clause.citations.empty() && !is_assumed) {
      building.report(messages::clause_without_source, clause.head, example_document(building));
    }
  }
  // What allows a duty allows nothing of its pauses. Of a statutory clock this is an error, which has been reported.
  for (const Pause& pause : building.model.pauses) {
    const bool statutory = std::any_of(pause.clauses.begin(), pause.clauses.end(), [&](ClauseId clause) {
      return building.model[clause].limit && building.model[clause].limit->statutory;
    });
    if (pause.citations.empty() && !statutory) {
      building.report(messages::pause_without_source, pause.span, example_document(building));
    }
  }
}

}  // namespace

void check_model(Building& building) {
  check_opening(building);
  LimitsInCircle(building).check();
  warn_of_missing_sources(building);
}

}  // namespace recourse::model
