// One case under one policy: open it, apply acts to it, let time pass, ask what is owed and allowed and why. A case here
// is a value in memory; recourse/docket.h keeps cases durably and calls the same functions.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "recourse/calendar.h"
#include "recourse/policy.h"

namespace recourse {

/// An instant of the log: UTC milliseconds. Inside a case whole minutes count.
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

/// "2026-03-05" (23:59 of that day, or `recorded` when that is earlier and of the same day or before), "2026-03-05 14:30" and
/// "2026-03-05T14:30:05" in the policy's zone; "…Z" and "…+01:00" as they say. Error: bad_time.
Result<Instant> parse_instant(const Policy& policy, std::string_view text,
                              std::optional<Instant> recorded = std::nullopt);
/// "2026-03-05 14:30" in the policy's zone.
std::string format_instant(const Policy& policy, Instant instant);

/// A value of an act's parameter or a case's field, by its declared type: yes/no → bool; number, money → int64 (money
/// in its smallest unit); date → "2026-03-05"; duration → "15 days"; choice → its name or label; office → its id or name; text, person →
/// the text; sets → list. Unknown → monostate.
struct Value {
  std::variant<std::monostate, bool, std::int64_t, std::string, std::vector<std::string>> held;
  friend bool operator==(const Value&, const Value&) = default;
};

struct Actor {
  enum class Kind : std::uint8_t { party, office, clock, other_case };
  Kind kind = Kind::office;
  std::string role;    // party: the role's name; other_case: its type
  std::string office;  // office: id or name
  std::string post;    // office: "head", …; may be empty
  std::string person;  // who it was, for the record; may be empty; other_case: its number
};

struct Act {
  std::string name;  // as declared; approve(ACT) for an approval
  std::map<std::string, Value>
      arguments;  // by parameter's name or label; a missing one is unknown, which only optional ones may be
  Actor actor;
  Instant effective;
};

enum class Verdict : std::uint8_t { accepted, refused, late, behind, fault };

/// Why an act was refused, or which clauses took part: a clause with its citations, worded on demand.
struct ClauseReference {
  std::string name;      // stable: as it stands in the log
  std::string citation;  // "信访工作条例 23.3"; empty when the clause has none
};

/// Something that a condition asks, and what it was, in words.
struct ReadValue {
  Bilingual what, value;
  friend bool operator==(const ReadValue&, const ReadValue&) = default;
};

struct Notice {
  std::string receiver;  // the role's label
  std::vector<std::string> offices;
  std::string text;
  std::string clause;
};

/// An act that a case submits to another one, or by which it opens one (`submit`, `open`, `charge`). A docket carries it out in the
/// same transaction; whoever keeps cases without one does it himself, and undoes all when one of them is refused.
struct Sent {
  std::string clause;
  std::string case_type;
  std::string to;                // number of the case; empty: opens one
  Act act;                       // by a case of this type (Actor::Kind::other_case), without its number
  std::vector<std::string> own;  // parameters into which the number of this case belongs
  /// To a case of an office and a period (`for office each month`), which begins by itself: whose, by id, and the first day of its period.
  /// `to` is then the number that office_period_number() gives it. There may be no such case; then it goes nowhere.
  std::string office, first_day;
};

/// One thing that happened while an act was applied, in order.
struct Event {
  enum class Kind : std::uint8_t {
    permitted,
    listened,
    forbade,
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
  std::string name;  // the clause, stage or field
  std::string citation;
  std::optional<Instant> due;  // started, dated, extended, resumed, lapsed
  Value value;  // set_field; of a duty that each member of a set owes: the id of the office whose it is
  std::string region;  // left, entered: the process, rule or branch of the stage
};

struct Outcome {
  Verdict verdict = Verdict::accepted;
  std::string act;     // empty: a clock entry
  std::string reason;  // stable code of a refusal or fault: "not-open", "forbidden", …; empty when accepted
  std::vector<ClauseReference> clauses;  // that forbade, or refused; on a fault those in conflict
  std::vector<std::string> open_in;      // not-open: stages in which the act is open, by name
  Instant time;                          // of the act or clock entry
  std::optional<Instant> next_due;
  std::vector<Notice> notices;
  std::vector<Sent> sent;
  std::vector<Event> events;  // everything that took part
};

/// Why the act was not accepted, for the one who acted, as a diagnostic without a place: refused_…, late, behind, fault.
Diagnostic refusal(const Policy& policy, const Outcome& outcome);

class Case {
public:
  /// A case that has not begun, of the type that the policy speaks of, or that of the act by which it begins. Cheap; keeps a reference to the policy's tables.
  explicit Case(const Policy& policy);
  Case(const Case&);
  Case& operator=(const Case&);
  Case(Case&&) noexcept;
  Case& operator=(Case&&) noexcept;
  ~Case();

  [[nodiscard]] const Policy& policy() const;
  [[nodiscard]] bool begun() const;
  /// Every region is in a final stage (the case region does not count).
  [[nodiscard]] bool ended() const;

  /// Applies an act. An unknown name or a value of the wrong type is an error; what the policy says of it is an outcome. Only an
  /// accepted act changes the case. The host calls advance() to the act's time first, else the verdict may be `behind`. Errors:
  /// unknown_act_given, unknown_argument, argument_twice, missing_argument, unknown_actor_role, unknown_office_given, wrong_value,
  /// value_too_fine, value_out_of_range, value_below_range, value_above_range, unknown_choice_value; the case is then as it was.
  /// Cost: microseconds; linear in the clauses that stand and in what follows from the act.
  Result<Outcome> apply(const Act& act);
  /// Fires what is due before `until`, each at its own time; one outcome an entry. `each` is called after every entry, with the case as
  /// it is then. Error: policy_fault; the case is then as it was. An exception that `each` throws passes through to the caller, and the
  /// case is as it was. Cost: a copy of the case, then as apply() for each entry; `until` may be any time ahead.
  Result<std::vector<Outcome>> advance(Instant until,
                                       const std::function<void(const Case&, const Outcome&)>& each = {});

  /// From `at` on the case goes on with the calendar and the directory of `policy`, which must mean the same as its own: a notice for a
  /// year has arrived, an office has a successor. Clocks that run are counted anew (docs/decisions.md 54). Before its last entry it is
  /// `late`, after what is due next `behind`, and the case as it was; one that has not begun takes them whenever. Errors: adopted_meaning_differs, adopted_office_missing, policy_fault; the case is then as it
  /// was. Cost: a copy of the case by its names, some 100 µs.
  Result<Outcome> adopt(const Policy& policy, Instant at);

  /// What has happened to a case, as far as a policy may ask for it to which the case goes over; gathered from its log.
  struct Past;  // opaque
  struct Migrated {
    bool moved = false;  // else the policy leaves cases of this stage under the older one
    std::string stage;   // in which it stays
    std::vector<std::string>
        begun;  // rules and branches that begin at their start, of those that have stages
    Outcome outcome;
  };
  /// From `at` on the case is one of `policy`, as its `migrate` says (docs/decisions.md 62); `past` becomes that under this policy. Behind
  /// and late as for adopt(). Errors: migration_unsaid, those of check_migration() in engine/cases/migration.h, migration_value_unfit,
  /// migration_pause_unit, adopted_office_missing, policy_fault; the case is then as it was. Cost: a comparison of the two policies by
  /// names.
  Result<Migrated> migrate(const Policy& policy, Instant at, Past& past);

  [[nodiscard]] std::optional<Instant> next_due() const;
  /// The offices that own the process's stage at an instant, and those of its branches that run, successors followed; ids. None
  /// when no such stage has an owner.
  [[nodiscard]] std::vector<std::string> responsible(Instant now) const;
  /// How many duties are overdue and still owed; what each member of a set owes counts once a member.
  [[nodiscard]] int overdue() const;
  /// The innermost stage of each region, by name: the process first, each branch that runs behind the chart that it stands in.
  [[nodiscard]] std::vector<std::string> stages() const;
  [[nodiscard]] bool in_stage(std::string_view stage) const;
  /// Error: unknown_name.
  [[nodiscard]] Result<Value> field(std::string_view name) const;

  /// A duty that is owed, a right that is open, or a timer that runs.
  struct Commitment {
    enum class Kind : std::uint8_t { duty, right, timer };
    Kind kind;
    std::string clause;                // name
    std::vector<std::string> acts;     // alternatives, by name
    std::string who;                   // role as written, by label
    std::vector<std::string> offices;  // ids that owe or may now; empty for a party
    bool by_party = false;
    bool barred =
        false;  // a right whose condition, which depends on no particulars of the act, does not hold now
    std::optional<Instant> since;  // the anchor
    std::optional<Instant> due;    // absent: no limit, or not started
    std::optional<Instant> aim;    // a service norm: until when it should be done; nothing lapses by it
    bool aim_missed = false;       // `now` is past that
    bool overdue = false;
    bool provisional = false;
    bool paused = false;
    std::string citation;
    std::vector<ReceiptLine> receipt;  // how the date was counted
  };
  /// What is owed, open and running at an instant (of which everything due before has been advanced), duties by due date first; without
  /// what other cases may do by what they send. What
  /// each member of a set owes stands once a member, whose office is the only one. No errors; empty before the case has begun. Cost:
  /// linear in the clauses that stand, and for each the days that its receipt counts.
  [[nodiscard]] std::vector<Commitment> commitments(Instant now) const;
  /// Whether an actor may do an act now, with its arguments: what apply() would answer, the case unchanged. Errors: those of apply().
  /// Cost: a copy of the case and that of apply().
  [[nodiscard]] Result<Outcome> would(const Act& act) const;
  /// The case as if a field held another value at `at`, with what is active by it looked at anew: for asking what would be different then.
  /// `at`: not before its last entry, nor after what is due next. No value for sets. Errors: unknown_field_asked, those of a value in
  /// apply(), policy_fault. Cost: a copy of the case, and a look at its clocks.
  [[nodiscard]] Result<Case> supposing(std::string_view field, const Value& value, Instant at) const;

  /// The state as bytes for storing, and back: versioned, independent of the machine's byte order. `restore` refuses bytes of
  /// another policy digest, and damaged ones (snapshot_foreign); the case has the type that it had, whichever `policy` speaks of. SHA-256 of these bytes is the state hash of the log. Cost: linear in
  /// the policy's fields and clauses.
  [[nodiscard]] std::string snapshot() const;
  static Result<Case> restore(const Policy& policy, std::string_view snapshot);

  struct Body;  // opaque
  /// For the rooms of the engine.
  [[nodiscard]] const Body& body() const { return *body_; }

private:
  std::unique_ptr<Body> body_;
};

}  // namespace recourse
