// What an act does to a case: the one meaning of a rule. apply() and advance() are pure functions of their
// arguments; they keep nothing, read no clock, and on the way of an accepted act allocate nothing and touch
// no string (an Outcome that is used again keeps its room). Decisions: docs/decisions.md.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/machine/machine.h"

namespace recourse::machine {

/// One member's instance of a duty that each member of a set owes.
struct Member {
  std::int64_t office = base::kUnknown;  // as it stands in the set
  Minute joined =
      calendar::kUnknownTime;  // while others owed or had done it; unknown: it was there at the beginning
  Slot slot{};
  friend bool operator==(const Member&, const Member&) = default;
};

/// Values that do not fit the record: texts and persons, and sets (ascending); instances of members, ascending by office. Sized by
/// the machine.
struct Outside {
  std::vector<std::string> texts;  // empty: unknown
  std::vector<std::vector<std::int64_t>> sets;
  std::vector<std::vector<Member>> members;
  friend bool operator==(const Outside&, const Outside&) = default;
};

/// A case, in memory that the caller owns: record_size bytes, aligned to 8. `outside` may be null when the
/// machine has none.
struct CaseView {
  std::byte* record = nullptr;
  Outside* outside = nullptr;
};

/// What rules are read against; both outlive the call.
struct Surroundings {
  const calendar::Calendar* calendar = nullptr;
  const offices::Directory* offices = nullptr;
};

struct Actor {
  enum class Kind : std::uint8_t { party, office, clock };
  Kind kind = Kind::office;
  Index role = kNone;  // party
  Index post = kNone;  // office: index in Machine::posts; kNone: no particular post
  offices::OfficeIndex office = offices::kNoOffice;
  std::string_view person;  // for `.by`; may be empty
};

struct Act {
  Index act = kNone;
  Minute time = 0;  // when it took effect
  Actor actor;
  std::span<const std::int64_t>
      arguments;  // by parameter; of type text or person: index in `texts`, or unknown
  std::span<const std::string_view> texts;
};

enum class Verdict : std::uint8_t { accepted, refused, late, behind, fault };
enum class Refusal : std::uint8_t {
  none,
  not_open,
  window_closed,
  used_up,
  guard,
  forbidden,
  extension_too_long,
  already_open
};
enum class Fault : std::uint8_t { none, two_moves, two_values, overflow, date_range, endless };

/// A step of what happened, for a trace.
struct TraceItem {
  enum class Kind : std::uint8_t {
    permitted,
    forbade,
    listened,
    done,
    started,
    dated,
    discharged,
    lapsed,
    fired,
    paused,
    resumed,
    extended,
    left,
    entered,
    set_field
  };
  Kind kind;
  Index index;                              // clause, stage or field
  Minute instant = calendar::kUnknownTime;  // due, where there is one
  std::int64_t value = base::kUnknown;      // set_field; of an instance of a member: whose
};

/// What a trace does not tell of who took part.
struct Evidence {
  enum class Kind : std::uint8_t {
    row,        // of a table: gave its answer
    held_back,  // a clause: would have permitted the act, had its guard held
    approved    // a `must not`: would have forbidden the act, had it not been approved
  };
  Kind kind;
  Index index;            // table or clause
  std::uint32_t row = 0;  // as TableRow::number
};

struct Outcome {
  Verdict verdict = Verdict::accepted;
  Refusal refusal = Refusal::none;
  Fault fault = Fault::none;
  Minute time = 0;  // of the act, or of the clock entry
  Minute next_due = calendar::kUnknownTime;
  std::vector<Index> clauses;  // refused: those that forbade, or whose guard or window refused;
                               // clock entry: those that lapsed or fired; fault: those in conflict
  struct Told {
    Index receiver;
    std::uint32_t effect;  // Effect::text: which notice of the policy
    Index clause;
    std::int64_t it;  // the member whose instance lapsed; unknown: none
  };
  std::vector<Told> notices;  // notify
  /// An act for another case.
  struct Sent {
    std::uint32_t effect;  // Effect::text: which of the policy
    Index clause;
    std::vector<std::int64_t> values;  // by parameter; of a text: index in `texts`, or unknown
    std::vector<std::string> texts;
    std::string to;  // the number of the case; empty: opens one, or goes to a case of office and period
    std::int64_t office = base::kUnknown;  // whose case of the present period it goes to
  };
  std::vector<Sent> sent;  // send
  bool tracing = false;    // asked for by the caller
  std::vector<TraceItem> trace;
  std::vector<Evidence> evidence;  // while tracing; of an act that is refused, too

  /// Nothing has happened yet: accepted at `its_time`, nothing told.
  void begin(Minute its_time, Minute its_next_due) {
    verdict = Verdict::accepted;
    refusal = Refusal::none;
    fault = Fault::none;
    time = its_time;
    next_due = its_next_due;
    clauses.clear();
    notices.clear();
    sent.clear();
    trace.clear();
    evidence.clear();
  }

  // Room that calls reuse; nothing of it is meant for the caller.
  struct Scratch;
  Outcome();
  ~Outcome();
  Outcome(Outcome&&) noexcept;
  Outcome& operator=(Outcome&&) noexcept;
  std::unique_ptr<Scratch> scratch;
};

/// Makes a record that has not begun: regions unset, fields at their initial values.
void clear(const Machine& machine, CaseView state);

/// Applies one act. Accepted: the case is changed and the outcome tells what followed. Otherwise it is as it
/// was. `behind`: something was due before the act; call advance(…, act.time) first. O(active clauses of the
/// act).
void apply(const Machine& machine, const Surroundings& surroundings, CaseView state, const Act& act,
           Outcome& outcome);

/// Fires the earliest instant that is due strictly before `until`, if any: one step of lapses, or one of
/// timers, with what follows from it. False when nothing is due (then `outcome` is untouched) or on a fault
/// (then outcome.verdict is fault and the case is as it was).
bool fire_next(const Machine& machine, const Surroundings& surroundings, CaseView state, Minute until,
               Outcome& outcome);

/// The surroundings are others from now on: a notice has arrived, a year's holidays were changed, an office has a successor. Clocks
/// that run are counted anew. A date that was provisional is what the notice makes it, be that past, and then fires next; any other
/// that moves is not before the end of this day, but a window that has passed is open again only if it has not by the new calendar.
/// What has lapsed or was done stays. False on a fault (as in fire_next). `now`:
/// not before the case's last entry, nor after what is due next. O(active clauses).
bool recount(const Machine& machine, const Surroundings& surroundings, CaseView state, Minute now,
             Outcome& outcome);

/// The case has come from another policy: its record holds what went over (stages, fields, instances with their anchors, pauses,
/// extensions and marks), and goes on by this one from now on. First the effects are carried out. Instances whose clause is active go
/// on, counted anew as recount() does, others are discharged; those that are missing begin, and are not due before the end of this
/// day. No stage is entered and nothing is told. False on a fault. `now`: as for recount(). O(clauses).
bool take_over(const Machine& machine, const Surroundings& surroundings, CaseView state, Minute now,
               std::span<const Range> effects, Outcome& outcome);

/// fire_next until nothing is due before `until`; calls `entry(outcome)` after each. False on a fault,
/// `endless` included.
template <typename Entry>
bool advance(const Machine& machine, const Surroundings& surroundings, CaseView state, Minute until,
             Outcome& outcome, Entry&& entry) {
  Minute instant = calendar::kUnknownTime;
  int steps = 0;
  outcome.verdict = Verdict::accepted;  // a fault of an earlier call is not this one's
  while (fire_next(machine, surroundings, state, until, outcome)) {
    steps = outcome.time == instant ? steps + 1 : 0;
    instant = outcome.time;
    entry(outcome);
    if (steps > 1000) {
      outcome.verdict = Verdict::fault;
      outcome.fault = Fault::endless;
      return false;
    }
  }
  return outcome.verdict != Verdict::fault;
}

}  // namespace recourse::machine
