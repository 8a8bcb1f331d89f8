// Why a case stands as it does: how a date came about, what an entry of its log did and by which
// clauses, why an act is not open and what would have to be different. All of it is folded from the docket's log; nothing is written.
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
    Event::Kind kind =
        Event::Kind::permitted;  // an act; entered; set_field; started: the clause became active
    std::string name;            // of the act, stage or field; of `started` the clause
    EntryNamed entry;
  };
  /// What has changed the date since.
  struct Change {
    Event::Kind kind = Event::Kind::
        dated;  // extended, paused, resumed; dated: what it counts from, its limit or the calendar
    EntryNamed entry;
    std::optional<Instant> due;      // then
    std::vector<Bilingual> because;  // paused: the pauses that held, in words, with their citations
  };
  struct Date {
    Case::Commitment commitment;  // with the receipt; while it stands still that of the date before
    std::vector<Source> sources;  // of composed anchors several
    std::vector<Change> changes;
  };
  /// What became of a clause that does not run any more.
  struct End {
    Event::Kind kind = Event::Kind::
        done;  // done, permitted (a right that was used up), discharged (applies no longer), fired, lapsed (and left with its stage); dated: the period of a right has passed
    std::optional<EntryNamed> entry;  // a right whose period has passed: none
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
/// For people, in one language: names are shown with spaces for their underscores. Cost: linear.
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
    timer,      // fired
    refusal     // forbade an act, or did not permit it
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
  Instant recorded;   // of an act or correction
  bool late = false;  // recorded after entries that took effect later
  std::vector<ClausePart> parts;
  std::vector<std::string> left, entered;  // stages, by name
  std::vector<FieldChange> fields;
  std::vector<DateChange> dates;
  std::vector<Notice> notices;
  std::vector<Sent> sent;
  std::vector<Effect> withdrawn;  // what had been told in vain until this was recorded
};

/// What an entry did: of a number, else the latest act of this name or label, or the latest time that the clause of this name or label
/// lapsed or fired; empty: the latest entry up to `as_of`. Conditions are read in the case as it was before the entry; those of clauses
/// that hear an event of it as it was afterwards too, and both are told where they differ. Errors: case_not_found, case_not_begun,
/// explained_entry_unknown, explained_entry_without_effect, and those of Docket::history(). Cost: linear in the entries of the case, some
/// 50 µs each, and a copy of the policy's tables.
Result<ExplainedEntry> explain_entry(Docket& docket, const std::string& case_number, const std::string& entry,
                                     Instant as_of);
/// For people, in one language. Cost: linear.
std::string render_text(const ExplainedEntry& entry, Language language);
/// For programs: names as the policy declares them, what conditions asked in both languages.
std::string render_json(const ExplainedEntry& entry);

/// Why an act would not be accepted, and what would have to be different.
struct WhyNot {
  explicit WhyNot(Policy at_the_time) : policy(std::move(at_the_time)) {}

  /// One change by which the act would be accepted. Each was tried on a copy of the case.
  struct Way {
    enum class Kind : std::uint8_t {
      actor,     // one of `actors` does it
      date,      // it is done from `from` to `until`, later than it was tried
      past,      // no way any more: it was open from `from` to `until`, before it was tried
      argument,  // the argument `name` is one of `values`
      field,     // the field `name` is one of `values`
      approval   // one of `actors` does the act `name` before
    };
    Kind kind = Kind::actor;
    std::vector<Actor> actors;
    std::optional<Instant> from, until;     // until: none when it has no end, or none was found
    std::optional<Instant> at_least_until;  // so far it was looked ahead, and no end was found
    std::optional<EntryNamed> ended_by;     // the entry of the log at which it ended, if one did
    std::string name;
    Value before;
    std::vector<Value> values;  // of numbers, dates and periods the one that changes least
  };

  Policy policy;  // that the case is under
  std::string case_number;
  Act act;                      // by whom and when it was tried
  bool actor_was_given = true;  // else it was tried by whom clauses name, and this one came nearest
  bool names_nobody = false;    // nobody was given, and whom clauses name is not known; tried as by nobody
  std::vector<std::string> unknown;  // the fields by which it would be known, which are not
  std::vector<std::string>
      supposed;                   // arguments that were not given and must be, for which a value was supposed
  Outcome outcome;                // accepted when it is open after all
  std::vector<ClausePart> parts;  // clauses that forbid it, or whose condition, period or count refuses it
  std::vector<Way> ways;          // none: nothing that was tried does
};

/// An act as it is written: "extend", "extend(length: 10 days)", 延长（延长期限：10日）. Names and labels; texts may stand in quotes. Without
/// actor and time. Errors: unknown_act_given, not_an_act; what arguments mean is told by explain_why_not().
Result<Act> parse_act(const Policy& policy, std::string_view text);
/// Who acts, as it is written: a role of a party or an office, by name or label; "head(OFFICE)" for a post. Error: not_an_actor.
Result<Actor> parse_actor(const Policy& policy, std::string_view text);

/// Why an act would not be accepted at its time. Without an actor whoever a clause names for it is tried; for required arguments that
/// are not given a value is supposed by which it comes nearest. For what would have to be different: other actors that clauses name;
/// times before and after, by the whole log and by what falls due in three years behind it (where conditions read the day each day, up
/// to 400); other values of one argument, or of one field that the conditions read, drawn from these conditions, from what they compare
/// it with, and from the types; an approval before it. What is not among these may do all the same. Errors:
/// case_not_found, case_not_begun, those of Case::apply(), and those of Docket::history(). Cost: linear in the entries of the case, some
/// 100 µs each, and some 50 µs for each thing that is tried.
Result<WhyNot> explain_why_not(Docket& docket, const std::string& case_number, const Act& act,
                               bool actor_is_given);
/// For people, in one language. Cost: linear.
std::string render_text(const WhyNot& why_not, Language language);
/// For programs: names as the policy declares them, what conditions asked in both languages.
std::string render_json(const WhyNot& why_not);

}  // namespace recourse
