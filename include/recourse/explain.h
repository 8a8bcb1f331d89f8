// Why a case stands as it does: how a date came about, what an entry of its log did and by which clauses. All of it is folded from the docket's log; nothing is written.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "recourse/docket.h"

namespace recourse {

/// An entry of a case's log, as an explanation names it.
struct EntryNamed {
  std::int64_t number = 0;  // as Docket::entries() has it
  std::string act;          // by name; empty: the clock
  Actor actor;
  std::map<std::string, Value> arguments;
  Instant time;  // of effect
};

/// Why a duty, right or timer is due when it is.
struct ExplainedDate {
  explicit ExplainedDate(Policy at_the_time) : policy(std::move(at_the_time)) {}

  /// From what the limit counts: an act, a stage that was entered, a field that became known.
  struct Source {
    Event::Kind kind = Event::Kind::permitted;  // an act; entered; set_field; started: the clause became active
    std::string name;                           // of the act, stage or field; of `started` the clause
    EntryNamed entry;
  };
  /// What has changed the date since.
  struct Change {
    Event::Kind kind = Event::Kind::dated;  // extended, paused, resumed; dated: what it counts from, its limit or the calendar
    EntryNamed entry;
    std::optional<Instant> due;            // then
    std::vector<Bilingual> because;        // paused: the pauses that held, in words, with their citations
  };
  struct Date {
    Case::Commitment commitment;  // with the receipt; while it stands still that of the date before
    std::vector<Source> sources;  // of composed anchors several
    std::vector<Change> changes;
  };
  /// What became of a clause that does not run any more.
  struct End {
    Event::Kind kind = Event::Kind::done;  // done, discharged, fired, lapsed (and left with its stage); dated: the period of a right has passed
    std::optional<EntryNamed> entry;       // a right whose period has passed: none
  };

  Policy policy;  // that the case was under
  std::string case_number;
  std::string clause;  // by name
  Instant as_of;       // of which the dates are: what was asked for, or the last entry while it ran
  std::optional<End> end;
  std::vector<Date> dates;  // of a duty that each member of a set owes one a member, else one
};

/// How the date of a duty, right or timer was counted: of the one that runs at `as_of`, else of the one that ran last before. `clause`: its
/// name or label, or an act that it is about. Errors: case_not_found, case_not_begun, explained_clause_unknown,
/// explained_clause_never_ran, and those of Docket::history(). Cost: linear in the entries of the case, some 50 µs each; more when it
/// runs no longer.
Result<ExplainedDate> explain_date(Docket& docket, const std::string& case_number, const std::string& clause,
                                   Instant as_of);
/// For people, in one language: as on a booklet. Cost: linear.
std::string render_text(const ExplainedDate& date, Language language);
/// For programs: names as the policy declares them, times as format_instant() has them.
std::string render_json(const ExplainedDate& date);

/// A clause that took part in what an entry did, or in refusing an act.
struct ClausePart {
  enum class How : std::uint8_t {
    duty,       // permitted, since it was owed
    right,      // permitted, since it is open
    extension,  // permitted, to extend a date
    approval,   // permitted, to lift a prohibition
    opening,    // permitted, since it begins a case
    listener,   // heard the act or an event
    lapse,      // a duty became overdue
    window,     // a right's period ended without use
    timer       // fired
  };
  How how = How::right;
  std::string clause;           // by name, as it stands in the log: "extend(accepting)"
  Bilingual label, basis;       // basis: its citations; empty when it has none
  Bilingual condition;          // under which it applies, and what it asks at the act; empty: always
  std::vector<ReadValue> read;  // what these asked, and what it was
};

/// What an entry of a case's log did, and by which clauses.
struct ExplainedEntry {
  explicit ExplainedEntry(Policy at_the_time) : policy(std::move(at_the_time)) {}

  struct FieldChange {
    std::string field;
    Value before, after;
  };
  /// A duty, right or timer that begins, ends, or has another date.
  struct DateChange {
    std::optional<Case::Commitment> before, after;
  };

  Policy policy;  // that the case was under
  std::string case_number;
  EntryNamed entry;
  Entry::Kind kind = Entry::Kind::act;
  std::vector<ClausePart> parts;
  std::vector<std::string> left, entered;  // stages, by name
  std::vector<FieldChange> fields;
  std::vector<DateChange> dates;
  std::vector<Notice> notices;
  std::vector<Sent> sent;
};

/// What an entry did: of a number, else the latest act of this name or label, or the latest time that the clause of this name or label
/// lapsed or fired; empty: the latest entry up to `as_of`. Conditions are read in the case as it was before the entry; those of clauses
/// that hear an event of it as it was afterwards too, and both are told where they differ. Errors: case_not_found, case_not_begun,
/// explained_entry_unknown, explained_entry_without_effect, and those of Docket::history(). Cost: linear in the entries of the case, some
/// 50 µs each, and a copy of the policy's tables.
Result<ExplainedEntry> explain_entry(Docket& docket, const std::string& case_number, const std::string& entry,
                                     Instant as_of);
std::string render_text(const ExplainedEntry& entry, Language language);
std::string render_json(const ExplainedEntry& entry);

}  // namespace recourse
