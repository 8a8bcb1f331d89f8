// The docket: cases kept durably, with the log from which each is folded. An act is acknowledged when it is on disk; after a
// crash every acknowledged act is there and nothing half-done.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "recourse/case.h"

namespace recourse {

/// One entry of the log (docs/docket.md). Names are stable and qualified; times are UTC milliseconds.
struct Entry {
  std::string case_number;
  std::int64_t number = 0;  // within the case, from 1
  enum class Kind : std::uint8_t {
    act,
    clock,
    correction,
    surroundings,  // another calendar or directory, of which the digests tell
    migration      // another policy, that of the digests, to which the case went over
  } kind = Kind::act;
  std::string key;  // the sender's; empty for the clock
  Act act;          // for the clock: empty name
  Instant effective, recorded;
  std::int64_t cause = 0;  // number of the entry that brought it about; 0: none
  std::int64_t corrects = 0;
  std::string policy_digest, calendar_digest, offices_digest;
  std::int64_t bundle = 0;  // which of the docket's bundles they are of
  int semantics_version = 1;
  std::string
      context;  // JSON: what was looked up; of an entry that refolds how far, and what it leaves without effect
  std::string
      effects;  // JSON: what followed (events, notices; of an entry that refolds also what it gives and withdraws)
  std::string state_hash;           // of the case afterwards
  std::string previous_hash, hash;  // chain within the case
};

struct CaseSummary {
  std::string number;
  std::string case_type;  // empty: the first of its policy
  std::string policy_digest;
  std::vector<std::string> stages;  // innermost of each region
  bool ended = false;
  bool withdrawn = false;  // what opened it is sent no longer; it has ended and stands in no stage
  std::vector<std::string> responsible;  // offices that own the process's stage; ids
  std::optional<Instant> next_due;
  Instant opened;
  Instant last;  // as far as it has come: when its latest entry took effect, or up to when it was folded anew
  std::int64_t entries = 0;
  int overdue = 0;  // duties overdue and still owed
  int lapsed = 0;   // duties that have ever lapsed
};

/// What a case tells the world: a notice, that a duty has lapsed, or what it sends to another case.
struct Effect {
  enum class Kind : std::uint8_t { notice, lapse, sending } kind = Kind::notice;
  std::int64_t entry = 0;  // that brought it about, by the number first recorded in its place; 0: the clock
  Instant time;            // when
  Notice notice;
  std::string lapsed;  // the duty, by clause
  Sent sent;           // of what was sent before: to which case
};

/// An entry of any case.
struct EntryName {
  std::string case_number;
  std::int64_t number = 0;
  friend bool operator==(const EntryName&, const EntryName&) = default;
};

/// An act of a case's log, and what becomes of it where it stands.
struct LaterAct {
  std::int64_t number = 0;
  Diagnostic refusal;  // why it would have no effect
};

/// What another case did with an act that was sent to it, or began with.
struct Reached {
  std::string from;        // number of the case that sent it
  std::int64_t cause = 0;  // the entry that did
  std::string case_number, case_type;
  std::int64_t number = 0;  // of the entry that it became; 0: it was refused
  Outcome outcome;          // of what is sent no longer only the time
  std::vector<LaterAct>
      without_effect;  // when it was refused: acts of that case that would have no effect any more
};

/// What became of a submitted act. When repeated, of the outcome only act and time are given.
struct Submission {
  enum class State : std::uint8_t { recorded, repeated /* same key, same content: nothing done */, refused };
  State state = State::recorded;
  std::int64_t number = 0;
  Outcome outcome;
  /// Of an entry before others, which folds its case anew: later acts that have no effect any more, or, when it is refused for their
  /// sake, would have none; and what later entries and the clock tell or send now or have told or sent in vain.
  std::vector<LaterAct> without_effect;
  std::vector<Effect> given, withdrawn;
  /// What followed in other cases, in order. When one of them refused what was sent to it, nothing was recorded anywhere, and that one
  /// is the last.
  std::vector<Reached> reached;
};

/// What becomes of a running case of an older policy (Docket::migrate).
struct MigratedCase {
  enum class State : std::uint8_t { moved, stays, failed };
  State state = State::moved;
  std::string case_number;
  std::string title, version;                            // of its policy before
  std::vector<std::string> stages_before, stages_after;  // as Case::stages() has them; those after when moved
  std::vector<std::string> begun;                        // rules that begin at their start
  /// Of a duty, right or timer that ran before or runs after, when it is due; those that differ.
  struct Due {
    std::string clause;
    Bilingual name;  // as it is called
    std::optional<Instant> before, after;
    bool ran_before = false, runs_after = false;
  };
  std::vector<Due> dues;
  std::optional<Diagnostic> error;  // why it failed; the case is as it was
};
struct MigrationCount {
  std::int64_t moved = 0, stayed = 0, failed = 0;
};
/// Running cases of a policy that means something else than the one asked about.
struct OlderCases {
  std::string title, version;
  std::int64_t cases = 0;
  bool said = false;  // whether the newer policy says which of them go over
};

/// Why a submitted act was refused, as a diagnostic without a place: that of its outcome, later_acts_refused, or
/// other_case_refused.
Diagnostic refusal(const Policy& policy, const Submission& submission);

/// What a case's log comes to (Docket::history).
struct History {
  explicit History(Case folded) : state(std::move(folded)) {}

  struct Step {
    explicit Step(Policy at_the_time) : policy(std::move(at_the_time)) {}
    Policy policy;  // the one that the case was under
    Entry::Kind kind = Entry::Kind::act;
    std::int64_t number = 0;  // of the entry; 0: the clock
    Act act;                  // of an act or a correction; without the case type before its name
    Instant recorded;
    bool late = false;  // recorded after entries that took effect later
    Outcome outcome;
    std::vector<Effect> withdrawn;  // what had been told in vain until this was recorded
  };
  std::vector<Step> steps;  // in the order in which they took effect

  /// An act that was recorded and has no effect.
  struct SetAside {
    explicit SetAside(Policy at_the_time) : policy(std::move(at_the_time)) {}
    Policy policy;
    std::int64_t number = 0;
    Act act;
    bool replaced = false;  // corrected or withdrawn; else left without effect
    std::int64_t by = 0;    // entry
    Instant since;          // when that was recorded
  };
  std::vector<SetAside> set_aside;
  Case state;
};

/// Used from one thread at a time; several programs may have the same docket open, of which one writes at a moment.
class Docket {
public:
  /// Opens or creates an SQLite docket (WAL, synchronous=FULL). ":memory:" is a docket that is gone with the object. Errors:
  /// docket_unopenable, docket_foreign (not a docket), docket_newer (written by a newer version), docket_corrupt, docket_read_only.
  /// Any function may give docket_full, docket_busy (another program is writing), docket_failed or docket_corrupt; nothing
  /// half-done is left.
  static Result<Docket> open(const std::string& path);
  /// Opens a docket that is there and makes none (docket_absent; an empty file is docket_foreign). One that may only be read, with its
  /// folder or without, is opened for reading: what writes then gives docket_read_only.
  static Result<Docket> open_existing(const std::string& path);
  Docket(Docket&&) noexcept;
  Docket& operator=(Docket&&) noexcept;
  ~Docket();

  /// Stores the policy's bundle (files, by digest) if it is not there; new cases are pinned to it, until another is used, also when
  /// the docket has been closed and opened again. Cost: a transaction. Errors: those of any function.
  Status use(const Policy& policy);
  /// The policies that cases are pinned to, oldest first, reloaded from their bundles; each is loaded once and then kept. Cost: linear
  /// in the cases, and a policy's loading for each that was not kept. Error: docket_bundle_damaged.
  Result<std::vector<Policy>> policies();

  /// Records one act: advances the case to the act's time (each firing an entry of its own), applies, and commits, all in one
  /// transaction; or nothing. A case number that is not known opens a case under the policy in use. The same key with the same
  /// content is `repeated`; with other content the error key_reused. An act without a key is never a repetition. A refused act is
  /// not recorded, nor what lapsed before it. What the case sends to others is recorded there, in the same transaction.
  /// An act that took effect before others which are recorded is late: the case is folded anew with the act in its place, as far as it had
  /// come. If a later act would then be refused the late one is, unless `without_effect` names that act by the number of its entry; it
  /// then stays in the log. What other cases have got from this one changes with it: they are folded anew in the same transaction, and so
  /// on; `elsewhere` names what may be left without effect there. Errors of such an act: entry_unknown, entry_is_no_act, entry_replaced,
  /// entry_keeps_effect, case_folds_differently, those of Case::adopt(). Of one that
  /// sends to a case that is not there sent_case_unknown; case_withdrawn. Cost: some 50 µs within a batch, else that of flushing the disk; of a late act the case's acts twice.
  Result<Submission> submit(const std::string& case_number, const Act& act, const std::string& key,
                            Instant recorded, const std::vector<std::int64_t>& without_effect = {},
                            const std::vector<EntryName>& elsewhere = {});
  /// Records that an entry was wrong: it is replaced by `act`, in its place unless the act has another time, or withdrawn when there is
  /// none. A correction is corrected by its own number. The case is folded anew as for a late act; the outcome is that of the act in its
  /// place. Who may correct is for the host to say. Errors: those of a late act; case_would_not_begin, entry_of_other_case.
  Result<Submission> correct(const std::string& case_number, std::int64_t number,
                             const std::optional<Act>& act, const std::string& key, Instant recorded,
                             const std::vector<std::int64_t>& without_effect = {},
                             const std::vector<EntryName>& elsewhere = {});
  /// Other cases of the same type that may be about the same matter: all fields that its `same matter when … agree` names are known in
  /// both, and equal. In the order in which they were opened; none when the policy says nothing of it. Cost: linear in the cases, some
  /// microseconds each. Errors: those of find().
  Result<std::vector<std::string>> same_matter(const std::string& case_number);
  /// The entry that was sent with a key; nothing when there is none in the case. Cost: a look-up.
  Result<std::optional<std::int64_t>> find_key(const std::string& case_number, const std::string& key);
  /// The same in any case.
  Result<std::optional<EntryName>> find_key(const std::string& key);
  /// The entry of another case by which a case was withdrawn: what opened it is sent no longer. Nothing of cases that stand. Cost: linear in
  /// its entries. Error: docket_case_damaged.
  Result<std::optional<EntryName>> withdrawn_by(const std::string& case_number);

  struct Store;  // opaque

  /// Acts between begin() and commit() are durable together at commit(): for imports. Dropping the object rolls back. One at a time
  /// (batch_already_begun); it must not outlive its docket. A failure of the disk undoes all of it (batch_lost from then on).
  class Batch {
  public:
    Batch(Batch&&) noexcept;
    ~Batch();
    /// Once: the second time, and after a failure that undid the batch, batch_lost.
    Status commit();

  private:
    friend class Docket;
    explicit Batch(Store& store);
    Store* store_;
    bool open_ = true;
  };
  Result<Batch> begin();

  /// Running cases under policies that mean the same as this one go on with its calendar and its directory of offices, each with an entry
  /// of its own, as of its last entry or of the time to which the docket has been advanced; new cases get it too, as by use(). Gives the
  /// number of cases that did; none when nothing differs. A transaction for each 500 cases. Errors: adopted_office_missing, policy_fault,
  /// docket_case_damaged (the first; other cases go on). Cost: linear in the cases.
  Result<std::int64_t> adopt(const Policy& policy, Instant recorded);
  /// Running cases of older policies go over to this one as its `migrate` says, each with an entry of its own, as of `at` or, if the case
  /// or the docket has come further, of then; what is due before is fired first. New cases get the policy, as by use(). `each` is told of
  /// every case of a policy that `migrate` names. Cases of other policies stay. A transaction for each 500 cases. Errors: those of
  /// check_migration() in engine/cases/migration.h and migration_before_in_force, before anything is written; docket_case_damaged,
  /// case_folds_differently (the first; other cases go on). Cost: each case is folded from its entries.
  Result<MigrationCount> migrate(const Policy& policy, Instant at, Instant recorded,
                                 const std::function<void(const MigratedCase&)>& each = {});
  /// What migrate() would do; nothing is written.
  Result<MigrationCount> try_migration(const Policy& policy, Instant at,
                                       const std::function<void(const MigratedCase&)>& each);
  /// Running cases of other policies than this one, oldest first; without those of an office and a period, which end with it. Cost: linear in the cases, though fast.
  Result<std::vector<OlderCases>> older_cases(const Policy& policy);
  /// The policy under which an entry was folded, with its calendar and directory. Error: docket_bundle_damaged.
  Result<Policy> policy(const Entry& entry);

  /// Fires everything due before `until` in every case, each in its own time; a transaction for each 500 cases. Gives the number of
  /// entries. A case whose policy is at fault stays as it is; the first such fault is the error when all others are done.
  Result<std::int64_t> advance(Instant until, Instant recorded);

  /// All cases in the order in which they were opened, as their last entries left them, in one list. Cost: linear in the cases, about
  /// 0.5 KB each while the list lives. Error: docket_case_damaged.
  Result<std::vector<CaseSummary>> cases();
  /// A case as its last entry left it; nothing when there is none of the number. Cost: some 100 µs, less for a case that was changed
  /// lately; independent of the number of cases and entries. Errors: docket_case_damaged, docket_bundle_damaged.
  Result<std::optional<Case>> find(const std::string& case_number);
  /// All entries of a case, oldest first; none when it is not known. Cost: linear in them. Error: docket_entry_damaged.
  Result<std::vector<Entry>> entries(const std::string& case_number);
  /// What a case's entries of before `until` come to: acts in their places, the clock as it follows from them, and the case as it stands
  /// then. Nothing when there is no case of the number. `each` is called after every step, with the case as it is then. Errors:
  /// docket_entry_damaged, docket_bundle_damaged, policy_fault, and those of Case::adopt(). Cost: that of folding, some 50 µs an entry.
  Result<std::optional<History>> history(const std::string& case_number, Instant until,
                                         const std::function<void(const Case&)>& each = {});
  /// Of the whole docket. Cost: linear in the entries, though fast.
  Result<std::int64_t> entry_count();
  /// The last minute that has passed in all cases by advance(): nothing before it can be asked of the docket any more. Nothing when it
  /// was never called.
  Result<std::optional<Instant>> advanced_to();
  /// As far as the case has come that has come farthest. Cost: linear in the cases, though fast.
  Result<std::optional<Instant>> last_entry();

  struct Replay {
    std::int64_t cases = 0, entries = 0;
    // "CASE ENTRY: WHAT", "CASE: WHAT": a column that differs, or "refused ACT: REASON CLAUSES"; docs/docket.md lists them.
    std::vector<std::string> differences;
    std::int64_t overdue = 0, lapsed = 0;  // under the policy replayed with
  };
  /// Folds every case anew from its acts. Without a policy: from the stored bundles, and every state hash and chain hash must agree.
  /// With one: as if it had been in force; acts it refuses are listed in `differences`. Nothing is written; a case at a time is in
  /// memory, and all differences. Cost: that of folding, some 50 µs an entry. A damaged policy or case is a difference, not an error.
  Result<Replay> replay(const Policy* policy,
                        const std::function<void(std::int64_t done, std::int64_t all)>& progress = {});

private:
  explicit Docket(std::unique_ptr<Store> store);
  std::unique_ptr<Store> store_;
};

}  // namespace recourse
