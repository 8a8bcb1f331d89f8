#include "engine/docket/append.h"

#include "engine/base/digest.h"
#include "engine/docket/envelope.h"
#include "engine/docket/refold.h"
#include "engine/docket/sendings.h"

namespace recourse::docket {

std::int64_t milliseconds(Instant instant) {
  return instant.time_since_epoch().count();
}

Instant instant(std::int64_t milliseconds) {
  return Instant(std::chrono::milliseconds(milliseconds));
}

std::int64_t minute(std::int64_t milliseconds) {
  return std::chrono::floor<std::chrono::minutes>(instant(milliseconds)).time_since_epoch().count();
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

Result<bool> Appended::adopt(const Policy& policy, std::int64_t bundle, Instant at) {
  // An old case that nothing can happen to any more stays as it was laid down.
  if (live_.row.ended && live_.state.commitments(at).empty()) {
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

Result<Case::Migrated> Appended::migrate(const Policy& policy, std::int64_t bundle, Instant at,
                                         Case::Past& past) {
  EntryRow entry = entry_of_clock(Entry::Kind::migration, at);
  Context context;
  context.policy = live_.state.policy().digest();
  entry.context = write_context(context);
  auto migrated = live_.state.migrate(policy, at, past);
  if (migrated && migrated->outcome.verdict != Verdict::accepted) {
    return refusal(policy, migrated->outcome);
  }
  if (migrated && migrated->moved) {
    live_.row.bundle = bundle;
    add(std::move(entry), live_.state, migrated->outcome);
  }
  return migrated;
}

void Appended::add(EntryRow entry, const Case& state, const Outcome& outcome) {
  CaseRow& row = live_.row;
  if (row.entries == 0) {
    row.opened = entry.effective;
  }
  row.last = std::max(row.last, entry.effective);
  row.lapsed += lapses(outcome);
  describe(state, instant(entry.effective), row);
  chain(std::move(entry), state, write_effects(outcome));
  send(sent_by(row.number, entries_.back(), outcome.sent));
}

void Appended::send(std::vector<Outgoing> outgoing) {
  std::move(outgoing.begin(), outgoing.end(), std::back_inserter(outgoing_));
}

void Appended::add(EntryRow entry, Refolding refolding) {
  CaseRow row = std::move(refolding.after.row);
  row.id = live_.row.id;
  row.number = live_.row.number;
  row.entries = live_.row.entries;
  row.hash = live_.row.hash;
  live_.row = std::move(row);
  live_.state = std::move(refolding.after.state);
  chain(std::move(entry), live_.state,
        write_effects(refolding.outcome, refolding.given, refolding.withdrawn, refolding.outgoing));
  send(std::move(refolding.outgoing));
}

void Appended::chain(EntryRow entry, const Case& state, std::string effects) {
  CaseRow& row = live_.row;
  snapshot_ = state.snapshot();
  entry.number = ++row.entries;
  entry.recorded = recorded_;
  entry.bundle = row.bundle;
  entry.semantics = kSemanticsVersion;
  if (entry.context.empty()) {
    entry.context = write_context({});
  }
  entry.effects = std::move(effects);
  entry.state_hash = base::sha256(snapshot_);
  entry.previous_hash = row.hash;
  entry.hash = entry_hash(entry, row.number, store_.digests(row.bundle));
  row.hash = entry.hash;
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
