// One entry under way: an act, or one firing of the clock, with all its steps. The case is changed in place
// and kept as it was beside, so that a fault can put it back. Room that an Outcome reuses is here.
#pragma once

#include "engine/machine/reading.h"

namespace recourse::machine {

/// A move of one region.
struct Move {
  Index region = kNone;
  Index target = kNone;  // in the region, or in a branch that is entered with it
  Index clause = kNone;
};

struct Assignment {
  Index field = kNone;
  Index clause = kNone;
  std::int64_t value = base::kUnknown;
  bool becomes_known = false;
};

struct Membership {
  Index field = kNone;
  Index clause = kNone;
  bool add = true;
  std::int64_t value = base::kUnknown;
};

struct TextAssignment {
  Index field = kNone;
  Index clause = kNone;
  std::string text;
};

/// An instance: that of a clock, or of a member of the set by whose members it is owed.
struct Instance {
  Index clock = kNone;
  std::int64_t member = base::kUnknown;
  friend auto operator<=>(const Instance&, const Instance&) = default;
};

struct Event {
  Index trigger = kNone;
  std::int64_t it = base::kUnknown;  // overdue: the member whose instance it is
  friend bool operator==(const Event&, const Event&) = default;
};

struct Grant {
  Instance instance;
  std::int64_t extended = 0;  // the sum of extensions with the one granted
};

/// What one look at a clock's conditions gave.
struct Look {
  Index clock = kNone;
  bool active = false;
  bool pauses = false;
  std::int64_t except = base::kUnknown;  // of a duty of members: the office that is not meant
};

/// What only some steps need: looked at and emptied only when a step wrote here.
struct Extras {
  std::vector<Grant> grants;
  std::vector<Membership> memberships;
  std::vector<TextAssignment> texts;
  std::vector<Instance> fired;  // those that lapse in this step
  std::vector<Look> looks;
  std::vector<Index> dropped;     // approval bits of prohibitions that are not active any more
  std::vector<Index> started;     // clocks with a fresh instance, that others are dated from
  std::vector<Index> moved;       // clocks whose due instant changed, that others are dated from
  std::vector<Instance> waiting;  // have an anchor since this step, and a limit whose turn has not come
  bool used = false;

  void clear();
};

struct Outcome::Scratch {
  std::vector<std::uint64_t> record_before;
  Outside outside_before;
  bool outside_kept = false;

  // A step: what it is going to do, gathered from the state before it, and what it did.
  std::vector<const Row*> rows;  // that hear the act, of the configuration before it
  std::vector<Index> matched;    // clauses that permit it
  std::vector<Move> moves;
  std::vector<Assignment> assignments;
  std::vector<Index> left, entered;  // stages; innermost first, outermost first
  bool watching = false;             // whether the configuration has conditions to look at
  bool eventful = false;             // whether there are events, heard or not

  // The whole entry: events that somebody may hear in the next step; bits of the anchors that occurred.
  std::vector<Event> events, heard;
  std::vector<Index> occurred;

  /// To write what only some steps need.
  Extras& extra() {
    extras_.used = true;
    return extras_;
  }
  [[nodiscard]] const Extras& extras() const { return extras_; }

  void begin_step();

private:
  Extras extras_;
};

/// An entry: what is read, where it is told, and the room to work in. Begins the outcome and empties the room.
struct Run : Reading {
  Run(const Machine& its_machine, const Surroundings& surroundings, CaseView its_state, Minute its_now,
      Outcome& its_outcome);
  /// A run that was kept but not committed puts the case back: on a fault, and when memory runs out.
  ~Run();
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

  Outcome& outcome;
  Outcome::Scratch& scratch;
  Index turn = 0;          // of the look (Clock::turn): dates of later ones are not settled yet
  bool tells_next = true;  // another calendar, directory or policy tells the next period nothing

  /// Puts the case as it was aside, before the first change.
  void keep();
  /// The same for what lies outside the record.
  Outside& change_outside();
  void commit() { kept_ = false; }

  /// An event of this step; without a trigger nobody hears it.
  void raise(const Event& event) {
    scratch.eventful = true;
    if (event.trigger != kNone) {
      scratch.events.push_back(event);
    }
  }

  void trace(TraceItem::Kind kind, Index index, Minute instant = calendar::kUnknownTime,
             std::int64_t value = base::kUnknown) {
    if (outcome.tracing) {
      outcome.trace.push_back({kind, index, instant, value});
    }
  }

private:
  bool kept_ = false;
};

/// A fault with the clauses that are in conflict.
void fail(Run& run, Fault fault, Index clause, Index rival);

}  // namespace recourse::machine
