// What the reference interpreter keeps of a case, as plainly as it can be said: maps, sets and optionals, nothing
// packed, nothing shared. It must know nothing of engine/machine, whose second opinion it is.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "engine/model/model.h"

namespace recourse::reference {

using calendar::Day;
using calendar::Minute;
using calendar::Period;
using calendar::Unit;
using model::ActId;
using model::ClauseId;
using model::FieldId;
using model::RegionId;
using model::RoleId;
using model::StageId;
using model::WhoId;

struct Actor {
  enum class Kind { party, office, clock };
  Kind kind = Kind::clock;
  RoleId role;                                       // party
  offices::OfficeIndex office = offices::kNoOffice;  // office
  std::string post;    // office: the post that is held there, or none in particular
  std::string person;  // for ACT.by; may be empty
};

struct Act {
  ActId act;
  Minute time = 0;
  Actor actor;
  std::vector<std::int64_t> arguments;  // by parameter; of type text or person: index in `texts`, or unknown
  std::vector<std::string> texts;
};

/// A run of a clause's clock (decision 7). Kept after it ended, until the next one starts (decision 26).
struct Instance {
  std::optional<Minute> anchor;              // none: undated
  std::vector<std::optional<Minute>> parts;  // of a composed anchor: when each occurrence in it was
  std::optional<Minute> due;                 // none: undated or paused
  bool provisional = false;
  std::optional<Minute> paused_since;
  std::int32_t paused = 0;  // in the clock's own unit
  std::optional<Day> not_before;
  std::vector<Period> extensions;
  std::optional<std::int64_t> limit;  // the period or `until` date that the due date was last counted with
  int uses = 0;
  bool fired = false;  // a duty: lapsed; a timer or window: has fired
  bool done = false;
  bool ended = false;  // that it is done has been noted in its clause
};

/// The instance of one member of a set, each of which owes a duty for itself (decision 61).
struct MemberInstance {
  std::optional<Minute> joined;  // none: it was in the set when the clause became active
  Instance instance;
};

struct ClauseState {
  bool active = false;
  std::optional<Instance> instance;
  std::map<std::int64_t, MemberInstance>
      members;  // of `each of`, by office of the set: in the place of `instance`
  // Of `each of`: somebody owed it when it was last looked at; since nobody did, somebody has done it; and nobody owes it any more.
  bool owed = false, served = false, all_done = false;
  std::optional<int> ended;  // number of the entry in which it last ended or was done (decisions 8, 52)
  bool approved = false;     // decision 17
};

struct InstanceId {
  ClauseId clause;
  std::int64_t member = base::kUnknown;  // of `each of`: whose
  friend auto operator<=>(const InstanceId&, const InstanceId&) = default;
};

struct Occurrence {
  Minute time = 0;
  int entry = 0;  // number of the entry (act or clock entry) of the case
};

struct Remembered {
  std::int64_t count = 0;
  Actor actor;
  Day day = 0;
  std::vector<std::int64_t> arguments;
  std::vector<std::string> texts;
};

enum class Fault { none, two_moves, two_values, overflow, date_range, endless };

struct State {
  bool begun = false;
  std::optional<Minute> last;  // minute of the latest entry
  bool last_by_clock = false;
  int entries = 0;
  std::map<RegionId, StageId> current;     // the innermost stage of each region
  std::map<FieldId, std::int64_t> fields;  // what is unknown is absent
  std::map<FieldId, std::string> texts;
  std::map<FieldId, std::set<std::int64_t>> sets;
  std::map<ActId, Remembered> remembered;
  std::map<ActId, Occurrence> acts;
  std::map<StageId, Occurrence> stages;
  std::map<ClauseId, ClauseState> clauses;
  std::set<Fault> passed_over;  // faults that do not end an entry, so that it shows which others are possible

  /// Decision 12: the earliest minute of an act that is not late.
  [[nodiscard]] std::optional<Minute> not_before() const {
    return last ? std::optional(*last + (last_by_clock ? 1 : 0)) : std::nullopt;
  }
};

enum class Verdict { accepted, refused, late, behind, fault };
enum class Refusal {
  none,
  not_open,
  window_closed,
  used_up,
  guard,
  extension_too_long,
  already_open,
  forbidden
};
struct Notice {
  ClauseId clause;
  WhoId receiver;
  std::string text;
  std::int64_t it = base::kUnknown;  // the member whose lapse is told
  friend auto operator<=>(const Notice&, const Notice&) = default;
};

struct Outcome {
  Verdict verdict = Verdict::accepted;
  Refusal refusal = Refusal::none;
  Fault fault = Fault::none;
  std::set<ClauseId> forbidden;  // the prohibitions that matched
  std::multiset<Notice> notices;
};

struct ClockEntry {
  Minute time = 0;
  std::set<ClauseId> lapsed;  // of duties; else
  std::set<ClauseId> fired;   // of timers and windows
  std::multiset<Notice> notices;
};

struct Advance {
  std::vector<ClockEntry> entries;
  Fault fault = Fault::none;  // in what would have been the next entry
};

/// Thrown inside the interpreter only; its doors turn it into a verdict.
struct FaultFound {
  Fault fault;
};
inline void find_fault(const State& state, Fault fault) {
  if (!state.passed_over.contains(fault)) throw FaultFound{fault};
}

}  // namespace recourse::reference
