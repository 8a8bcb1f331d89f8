#include "engine/machine/next_period.h"

#include "engine/machine/configuration.h"
#include "engine/machine/evaluate.h"

namespace recourse::machine {
namespace {

/// An entry at the end of the period's last minute has passed.
bool has_ended(const Run& run, CaseView state) {
  const std::int64_t last_day = load_field(state.record, run.machine.fields[run.machine.told_next.last_day]);
  return begun(run.machine, state.record) && last_day != base::kUnknown &&
         run.calendar.day_of(not_before(state.record)) > last_day;
}

std::vector<std::int64_t> told(Run& run, CaseView state) {
  const ToldNext& next = run.machine.told_next;
  if (!has_ended(run, state)) {
    return next.initial;
  }
  Reading reading(run);
  reading.state = state;
  std::vector<std::int64_t> values;
  for (const Program& value : next.values) {
    values.push_back(evaluate(reading, value));
  }
  if (reading.fault != Fault::none) {
    run.fail(reading.fault);
  }
  return values;
}

}  // namespace

void tell_next(Run& run) {
  Outcome::Scratch& scratch = run.scratch;
  const CaseView before{reinterpret_cast<std::byte*>(scratch.record_before.data()),
                        scratch.outside_kept ? &scratch.outside_before : run.state.outside};
  const std::vector<std::int64_t> was = told(run, before);
  std::vector<std::int64_t> is = told(run, run.state);
  if (is != was) {
    const ToldNext& next = run.machine.told_next;
    Outcome::Sent& sent = run.outcome.sent.emplace_back();
    sent.effect = next.text;
    sent.clause = next.clause;
    sent.values = std::move(is);
  }
}

}  // namespace recourse::machine
