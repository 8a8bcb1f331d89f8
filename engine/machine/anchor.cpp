#include "engine/machine/anchor.h"

#include <algorithm>
#include <span>

#include "engine/machine/evaluate.h"

namespace recourse::machine {
namespace {

using calendar::kUnknownTime;
using Kind = AnchorStep::Kind;

std::span<const AnchorStep> steps_of(const Machine& machine, const Clock& clock) {
  return std::span(machine.anchor_steps).subspan(clock.anchor_steps.first, clock.anchor_steps.count);
}

Minute instant(const Reading& reading, Index field) {
  const std::int64_t value = load_field(reading.state.record, reading.machine.fields[field]);
  return value == base::kUnknown ? kUnknownTime : static_cast<Minute>(value);
}

void store_instant(const Run& run, Index field, Minute minute) {
  store_field(run.state.record, run.machine.fields[field], minute == kUnknownTime ? base::kUnknown : minute);
}

/// When the occurrence was, if it was since the clause last ended.
Minute latest(Run& run, const AnchorStep& step) {
  if (step.kind == Kind::field) {
    return end_of_day(run, step.subject);
  }
  return bit(run.machine, run.state.record, step.occurred_bit) ? instant(run, step.instant_field)
                                                               : kUnknownTime;
}

bool is_occurrence(const AnchorStep& step) {
  return step.fixed_field != kNone;
}

Anchored later(Reading& reading, const Anchored& than, std::int64_t duration) {
  if (than.at == kUnknownTime || duration == base::kUnknown) {
    return {};
  }
  calendar::Clock clock;
  clock.anchor = than.at;
  clock.period = period_of(duration);
  clock.exact = true;
  const calendar::Due due = reading.calendar.due(clock);
  if (!due.representable) {
    reading.fail(Fault::date_range);
    return {};
  }
  return {due.instant, than.provisional || due.provisional};
}

Anchored chosen(std::span<const Anchored> of, bool the_latest) {
  Anchored result = of.front();
  for (const Anchored& other : of.subspan(1)) {
    const bool is_known = result.at != kUnknownTime && other.at != kUnknownTime;
    if (!is_known) {
      result.at = the_latest ? kUnknownTime : std::max(result.at, other.at);
    } else {
      result.at = the_latest ? std::max(result.at, other.at) : std::min(result.at, other.at);
    }
    result.provisional = result.provisional || other.provisional;
  }
  return result;
}

}  // namespace

Minute end_of_day(Reading& reading, Index field) {
  const std::int64_t day = load_field(reading.state.record, reading.machine.fields[field]);
  if (day == base::kUnknown) {
    return kUnknownTime;
  }
  const Minute minute = reading.calendar.last_minute(static_cast<calendar::Day>(day));
  if (minute == kUnknownTime) {
    reading.fail(Fault::date_range);
  }
  return minute;
}

Anchored composed_anchor(Reading& reading, const Clock& clock) {
  std::array<Anchored, kStackDepth> stack;
  std::size_t depth = 0;
  for (const AnchorStep& step : steps_of(reading.machine, clock)) {
    switch (step.kind) {
      case Kind::act:
      case Kind::stage:
      case Kind::field:
        stack[depth++] = {instant(reading, step.fixed_field), false};
        break;
      case Kind::later:
        stack[depth - 1] = later(reading, stack[depth - 1], evaluate(reading, step.after));
        break;
      case Kind::earliest:
      case Kind::latest:
        depth -= step.count;
        stack[depth] =
            chosen(std::span<const Anchored>(stack).subspan(depth, step.count), step.kind == Kind::latest);
        ++depth;
    }
  }
  return stack.front();
}

void begin_parts(Run& run, const Clock& clock) {
  for (const AnchorStep& step : steps_of(run.machine, clock)) {
    if (is_occurrence(step)) {
      store_instant(run, step.fixed_field, latest(run, step));
    }
  }
}

void fix_parts(Run& run, const Clock& clock) {
  for (const AnchorStep& step : steps_of(run.machine, clock)) {
    const bool is_new = step.kind != Kind::field || became_known(run, step.subject);
    if (is_occurrence(step) && is_new && instant(run, step.fixed_field) == kUnknownTime) {
      store_instant(run, step.fixed_field, latest(run, step));
    }
  }
}

void complete_parts(Run& run, const Clock& clock) {
  for (const AnchorStep& step : steps_of(run.machine, clock)) {
    if (is_occurrence(step) && instant(run, step.fixed_field) == kUnknownTime) {
      store_instant(run, step.fixed_field, latest(run, step));
    }
  }
}

void forget_parts(Run& run, const Clock& clock) {
  for (const AnchorStep& step : steps_of(run.machine, clock)) {
    const auto& occurred = run.scratch.occurred;
    const bool is_now = std::find(occurred.begin(), occurred.end(), step.occurred_bit) != occurred.end();
    if (step.occurred_bit != kNone && !is_now) {
      change_bit(run.machine, run.state.record, step.occurred_bit, false);
    }
    if (is_occurrence(step)) {
      store_instant(run, step.fixed_field, kUnknownTime);
    }
  }
}

bool became_known(const Run& run, Index field) {
  const auto& assignments = run.scratch.assignments;
  return std::any_of(assignments.begin(), assignments.end(), [field](const Assignment& assignment) {
    return assignment.field == field && assignment.becomes_known;
  });
}

}  // namespace recourse::machine
