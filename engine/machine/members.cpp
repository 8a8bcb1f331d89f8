// Instances of members: who has one, and what they come to together. Doors: members.h.
#include "engine/machine/members.h"

#include "engine/machine/due.h"

namespace recourse::machine {
namespace {

using calendar::kUnknownTime;

/// Of the sum alone, where rights count their uses. A round lasts from when somebody owes the duty until a look shows that nobody
/// does.
constexpr unsigned kServed = 1U << Slot::kUsesShift;        // somebody has done it in this round
constexpr unsigned kLasts = 1U << (Slot::kUsesShift + 1U);  // the round does

std::vector<Member>& change_members(Run& run, Index clock) {
  return run.change_outside().members[run.machine.clocks[clock].members];
}

void write_sum(Run& run, Index clock, const Slot& sum) {
  if (sum == slot(run.machine, run.state.record, clock)) {
    return;
  }
  set_slot(run.machine, run.state.record, clock, sum);
  if (run.machine.clocks[clock].dependents.count > 0) {
    run.scratch.extra().moved.push_back(clock);
  }
}

/// The offices that owe, ascending.
std::vector<std::int64_t> owing(const Run& run, Index clock, std::int64_t except) {
  const Clause& clause = run.machine.clauses[run.machine.clocks[clock].clause];
  const Who& who = run.machine.whos[clause.who];
  std::vector<std::int64_t> offices = run.state.outside->sets[run.machine.fields[who.field].index];
  std::erase_if(offices, [&](std::int64_t office) { return same_office(run, office, except); });
  return offices;
}

/// Takes the date of a member that owes into the sum: the earliest counts.
void add_date(Slot& sum, const Slot& member) {
  const bool has_date = (member.marks & (Slot::dated | Slot::paused_now)) == Slot::dated;
  const bool is_dated = (sum.marks & Slot::dated) != 0;
  const bool is_provisional = (member.marks & Slot::provisional) != 0;
  if (!has_date || (is_dated && member.due > sum.due)) {
    return;
  }
  const bool is_tied = is_dated && member.due == sum.due && (sum.marks & Slot::provisional) != 0;
  sum.anchor = is_dated && member.due == sum.due ? std::min(sum.anchor, member.anchor) : member.anchor;
  date(sum, member.due, is_provisional || is_tied);
}

void begin_round(Run& run, Index clock) {
  Slot sum = slot(run.machine, run.state.record, clock);
  sum.marks = static_cast<std::uint16_t>((sum.marks & ~kServed) | kLasts);
  write_sum(run, clock, sum);
  if (run.machine.clocks[clock].dependents.count > 0) {
    run.scratch.extra().started.push_back(clock);
    run.scratch.extra().moved.push_back(clock);
  }
}

void leave(Run& run, Index clock, const std::vector<std::int64_t>& offices) {
  const auto is_gone = [&](const Member& member) {
    return !std::binary_search(offices.begin(), offices.end(), member.office);
  };
  const std::vector<Member>& all = members(run.machine, run.state, clock);
  if (std::none_of(all.begin(), all.end(), is_gone)) {
    return;
  }
  for (const Member& member : all) {
    if (is_gone(member) && is_owed(member.slot)) {
      run.trace(TraceItem::Kind::discharged, run.machine.clocks[clock].clause, kUnknownTime, member.office);
    }
  }
  std::erase_if(change_members(run, clock), is_gone);
}

void join(Run& run, Index clock, const std::vector<std::int64_t>& offices, Minute joined) {
  for (const std::int64_t office : offices) {
    const std::vector<Member>& all = members(run.machine, run.state, clock);
    if (find_member(all, office) == all.end()) {
      std::vector<Member>& changed = change_members(run, clock);
      const auto place = std::find_if(changed.begin(), changed.end(),
                                      [office](const Member& member) { return member.office > office; });
      changed.insert(place, {office, joined, {}});
      start(run, {clock, office});
    }
  }
}

}  // namespace

void sum_up(Run& run, Index clock) {
  Slot sum{};
  sum.anchor = kUnknownTime;
  const unsigned before = marks(run.machine, run.state.record, clock);
  sum.marks = static_cast<std::uint16_t>(before & (Slot::active | Slot::done | kServed | kLasts));
  for (const Member& member : members(run.machine, run.state, clock)) {
    if (is_owed(member.slot)) {
      const unsigned lapsed = member.slot.marks & Slot::lapsed;
      sum.marks = static_cast<std::uint16_t>((sum.marks & ~Slot::done) | lapsed);
      add_date(sum, member.slot);
    }
  }
  write_sum(run, clock, sum);
}

void sum_up_started(Run& run, Index clock) {
  sum_up(run, clock);
  const bool lasts = (marks(run.machine, run.state.record, clock) & kLasts) != 0;
  if (!lasts && is_owed_by_any(members(run.machine, run.state, clock))) {
    begin_round(run, clock);
  }
}

void begin_members(Run& run, Index clock, std::int64_t except) {
  Slot sum{};
  sum.anchor = kUnknownTime;
  sum.marks = Slot::active;
  write_sum(run, clock, sum);
  join(run, clock, owing(run, clock, except), kUnknownTime);
  sum_up_started(run, clock);
}

void end_round(Run& run, Index clock) {
  Slot sum = slot(run.machine, run.state.record, clock);
  if (is_owed_by_any(members(run.machine, run.state, clock))) {
    return;
  }
  const bool is_done = (sum.marks & (kServed | Slot::done)) == kServed;
  sum.marks = static_cast<std::uint16_t>((sum.marks & ~kLasts) | (is_done ? Slot::done : 0));
  write_sum(run, clock, sum);
  if (is_done) {
    run.trace(TraceItem::Kind::done, run.machine.clocks[clock].clause);
    run.raise({run.machine.clocks[clock].done_trigger});
  }
}

void end_members(Run& run, Index clock) {
  if (!runs(run, clock)) {
    return;
  }
  end_round(run, clock);
  discharge(run, {clock});
  if (!members(run.machine, run.state, clock).empty()) {
    change_members(run, clock).clear();
  }
}

void join_and_leave(Run& run, Index clock, std::int64_t except) {
  const std::vector<std::int64_t> offices = owing(run, clock, except);
  leave(run, clock, offices);
  join(run, clock, offices, run.now);
  sum_up(run, clock);
  end_round(run, clock);
  sum_up_started(run, clock);
}

void serve_members(Run& run, Index clock) {
  for (const Member& member : members(run.machine, run.state, clock)) {
    if (!is_owed(member.slot) || current_office(run, member.office) != run.actor->office) {
      continue;
    }
    finish(run, {clock, member.office});
    run.trace(TraceItem::Kind::done, run.machine.clocks[clock].clause, kUnknownTime, member.office);
    Slot sum = slot(run.machine, run.state.record, clock);
    sum.marks = static_cast<std::uint16_t>(sum.marks | kServed);
    write_sum(run, clock, sum);
  }
  sum_up(run, clock);
}

}  // namespace recourse::machine
