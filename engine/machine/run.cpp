// Outcomes and the room that they reuse; keeping a case aside and putting it back.
#include "engine/machine/run.h"

namespace recourse::machine {

Outcome::Outcome() = default;
Outcome::~Outcome() = default;
Outcome::Outcome(Outcome&&) noexcept = default;
Outcome& Outcome::operator=(Outcome&&) noexcept = default;

void Extras::clear() {
  grants.clear();
  memberships.clear();
  texts.clear();
  fired.clear();
  looks.clear();
  dropped.clear();
  started.clear();
  moved.clear();
  waiting.clear();
  used = false;
}

void Outcome::Scratch::begin_step() {
  rows.clear();
  matched.clear();
  moves.clear();
  assignments.clear();
  left.clear();
  entered.clear();
  eventful = false;
  if (extras_.used) {
    extras_.clear();
  }
}

Run::Run(const Machine& its_machine, const Surroundings& surroundings, CaseView its_state, Minute its_now,
         Outcome& its_outcome)
    : Reading(its_machine, surroundings, its_state, its_now),
      outcome(its_outcome),
      scratch(its_outcome.scratch ? *its_outcome.scratch
                                  : *(its_outcome.scratch = std::make_unique<Outcome::Scratch>())) {
  outcome.begin(its_now, machine::next_due(its_state.record));
  evidence = outcome.tracing ? &outcome.evidence : nullptr;
  scratch.outside_kept = false;
  scratch.events.clear();
  scratch.occurred.clear();
  scratch.begin_step();
}

void Run::keep() {
  scratch.record_before.resize(machine.record_size / sizeof(std::uint64_t));
  std::memcpy(scratch.record_before.data(), state.record, machine.record_size);
  kept_ = true;
}

Outside& Run::change_outside() {
  if (!scratch.outside_kept) {
    scratch.outside_before = *state.outside;
    scratch.outside_kept = true;
  }
  return *state.outside;
}

Run::~Run() {
  if (!kept_) {
    return;
  }
  std::memcpy(state.record, scratch.record_before.data(), machine.record_size);
  if (scratch.outside_kept) {
    std::swap(*state.outside, scratch.outside_before);
  }
}

void fail(Run& run, Fault fault, Index clause, Index rival) {
  if (run.fault == Fault::none) {
    run.fail(fault);
    run.outcome.clauses.push_back(clause);
    if (rival != clause && rival != kNone) {
      run.outcome.clauses.push_back(rival);
    }
  }
}

}  // namespace recourse::machine
