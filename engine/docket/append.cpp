#include "engine/docket/append.h"

#include "engine/base/digest.h"
#include "engine/docket/envelope.h"
#include "engine/docket/text.h"

namespace recourse::docket {

std::int64_t milliseconds(Instant instant) {
  return instant.time_since_epoch().count();
}

Instant instant(std::int64_t milliseconds) {
  return Instant(std::chrono::milliseconds(milliseconds));
}

std::int64_t lapses(const Outcome& outcome) {
  return std::count_if(outcome.events.begin(), outcome.events.end(),
                       [](const Event& event) { return event.kind == Event::Kind::lapsed; });
}

void describe(const Case& state, Instant now, CaseRow& row) {
  row.stages = write_list(state.stages());
  row.ended = state.ended();
  row.overdue = state.overdue();
  const auto due = state.next_due();
  row.next_due = due ? std::optional(milliseconds(*due)) : std::nullopt;
  // A final stage has no owner of its own: the case stays with whom it was last.
  const auto responsible = state.responsible(now);
  if (!responsible.empty() || !row.ended || row.responsible.empty()) {
    row.responsible = write_list(responsible);
  }
}

Appended::Appended(Docket::Store& store, LiveCase& live, Instant recorded)
    : store_(store), live_(live), recorded_(milliseconds(recorded)) {}

namespace {

/// An entry in which nobody acts.
EntryRow entry_of_clock(Entry::Kind kind, Instant effective) {
  EntryRow entry;
  entry.kind = static_cast<int>(kind);
  entry.arguments = write_arguments({});
  entry.actor = write_actor({Actor::Kind::clock, {}, {}, {}, {}});
  entry.effective = milliseconds(effective);
  return entry;
}

}  // namespace

Status Appended::advance(Instant until) {
  const auto fired = live_.state.advance(until, [&](const Case& state, const Outcome& outcome) {
    add(entry_of_clock(Entry::Kind::clock, outcome.time), state, outcome);
  });
  if (!fired) {
    return fired.error();
  }
  return Nothing{};
}

void Appended::add_act(const Act& act, const std::string& key, const Outcome& outcome) {
  EntryRow entry;
  entry.kind = static_cast<int>(Entry::Kind::act);
  entry.key = key;
  entry.act = act.name;
  entry.arguments = write_arguments(act.arguments);
  entry.actor = write_actor(act.actor);
  entry.effective = milliseconds(act.effective);
  add(std::move(entry), live_.state, outcome);
}

Result<bool> Appended::adopt(const Policy& policy, std::int64_t bundle, Instant at) {
  // An old case that nothing can happen to any more stays as it was laid down.
  if (live_.state.ended() && live_.state.commitments(at).empty()) {
    return false;
  }
  const auto outcome = live_.state.adopt(policy, at);
  if (!outcome) {
    return outcome.error();
  }
  if (outcome->verdict != Verdict::accepted) {
    return refusal(policy, *outcome);
  }
  live_.row.bundle = bundle;
  add(entry_of_clock(Entry::Kind::surroundings, at), live_.state, *outcome);
  return true;
}

void Appended::add(EntryRow entry, const Case& state, const Outcome& outcome) {
  CaseRow& row = live_.row;
  snapshot_ = state.snapshot();
  entry.number = ++row.entries;
  entry.recorded = recorded_;
  entry.bundle = row.bundle;
  entry.semantics = kSemanticsVersion;
  entry.context = "{}";
  entry.effects = write_effects(outcome);
  entry.state_hash = base::sha256(snapshot_);
  entry.previous_hash = row.hash;
  entry.hash = entry_hash(entry, row.number, store_.digests(row.bundle));
  if (entry.number == 1) {
    row.opened = entry.effective;
  }
  row.hash = entry.hash;
  row.last = entry.effective;
  row.lapsed += lapses(outcome);
  describe(state, instant(row.last), row);
  entries_.push_back(std::move(entry));
}

void Appended::write() {
  if (entries_.empty()) {
    return;
  }
  store_.rows.put_case(live_.row, snapshot_);
  for (EntryRow& entry : entries_) {
    entry.case_id = live_.row.id;
    store_.rows.add_entry(entry);
  }
}

}  // namespace recourse::docket
