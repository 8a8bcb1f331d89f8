// What only the whole model shows: how a case opens, fields that would have no value, clauses without a source.
#include <algorithm>

#include "engine/base/messages/model.h"
#include "engine/model/building.h"
#include "engine/model/reading_order.h"

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
void check_limits_in_circle(Building& building) {
  for (const ClauseId id : reading_order(building.model).in_circle) {
    const Clause& clause = building.model[id];
    building.report(messages::circular, clause.limit->span, clause.name);
  }
}

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
  check_limits_in_circle(building);
  warn_of_missing_sources(building);
}

}  // namespace recourse::model
