// The syntax tree: what one rule file says, before any name is looked up. One shape for both spellings of the
// keywords. Doors: parse() in parse.h makes it, dump() in dump.h prints it; the room `model` reads it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/calendar/cycle.h"
#include "engine/calendar/period.h"
#include "recourse/diagnostic.h"

namespace recourse::language {

using calendar::Period;

struct Name {
  std::string text;  // NFC; without 「」
  SourceSpan span;
};

/// `cites R22 34, 35.2` · 依据 R22 第三十四条、第三十五条第二款 · 依据 《信访工作条例》第二十三条第三款: the source is an alias or a
/// title without 《》; empty when only articles stand there (依据 第二十三条): then it is that of what surrounds it.
/// Articles are numbers joined by dots: "34", "35.2", "31.6" (条.款.项), or free text in quotes.
struct Citation {
  Name source;
  std::vector<Name> articles;
  SourceSpan span;
};

struct Expression {
  enum class Kind : std::uint8_t {
    name,      // text; a field, parameter, choice value, role, office, act, stage, duty …
    number,    // number, in the places that `scale` counts
    text,      // text: a literal in quotes
    date,      // number: day
    duration,  // period
    truth,     // number: 0 or 1
    unknown,   // the word `unknown` as a value
    call,  // text(operands…): superior(x), competent(actor, place), approve(act), a parameterised condition
    member,    // operands[0] . text: ACT.date, DUTY.due, actor.office
    negation,  // not operands[0]
    minus,     // - operands[0]
    binary,    // operands[0] op operands[1]
    is_known,  // operands[0] is known
    is_unknown,
    is_overdue,  // operands[0] is overdue
    is_done,
    recurrence,  // operands[0] in operands[1] of last operands[2]: numbers of periods
    first,       // first ACT: it has not happened before
    in_stage,    // in STAGE
    set,         // {a, b}
    otherwise,   // operands[0] otherwise operands[1]
    each_of,     // each of operands[0]
    any_of,      // any of operands[0]
    except       // operands[0] except operands[1]
  };
  enum class Operator : std::uint8_t {
    none,
    logical_or,
    logical_and,
    equal,
    not_equal,
    less,
    less_equal,
    greater,
    greater_equal,
    in,
    plus,
    minus,
    times
  };
  Kind kind = Kind::name;
  Operator op = Operator::none;
  std::string text;
  std::int64_t number = 0;
  std::int32_t scale = 0;  // of a number: digits behind the point
  Period period;
  std::vector<Expression> operands;
  SourceSpan span;
};

/// `people: number`, `to: office?`, `form: Form = letter`, `days: number(0..90)`.
struct Declaration {
  Name name;
  Name type;  // number, yes/no → "yes_no", text, date, duration, office, post, person, money, a choice
  bool set_of = false;                      // set of T
  bool optional = false;                    // T?
  std::optional<std::int64_t> least, most;  // number(least..most)
  std::int64_t scale = 0;                   // decimal(2)
  std::optional<Expression> initial;
  std::optional<std::string> label;
  SourceSpan span;
};

/// An act where it is used; parameters stand only where it is declared.
struct ActUse {
  Name name;
  std::vector<Declaration> parameters;
  bool has_parameters = false;
  bool approval = false;  // approve(NAME)
  SourceSpan span;
};

/// `people: 3` where an act is given.
struct GivenArgument {
  Name name;
  Expression value;
};

struct Effect {
  enum class Kind : std::uint8_t { set, set_once, add, remove, notify, charge, open, submit };
  Kind kind = Kind::set;
  Name field;                          // set, set once, add, remove
  std::optional<Expression> value;     // set, set once, add; what is told for notify; the kind of a charge
  std::optional<Expression> receiver;  // notify WHO, charge OFFICE, submit … to CASE
  std::optional<ActUse> act;           // open CASE_TYPE, submit ACT
  std::vector<GivenArgument> arguments;
  SourceSpan span;
};

struct Anchor {
  // earliest(…), latest(…), `X + D`, `DUTY.due - D` are ordinary expressions; the model says which are anchors
  Expression expression;
  SourceSpan span;
};

struct Extension {
  std::uint32_t times = 1;
  enum class Bound : std::uint8_t { by, by_up_to, to_at_most };
  Bound bound = Bound::by;
  Expression period;  // a duration literal, a parameter
  std::optional<ActUse> through;
  std::optional<Expression> by;  // ROLE
  SourceSpan span;
};

struct Limit {
  std::optional<Expression> within;  // a duration, or a name (parameter, field)
  std::optional<Expression> until;   // a date
  std::optional<Anchor> from;
  std::optional<Extension> extendable;
  std::optional<Expression> aim;
  bool statutory = false;
  bool assumed = false;
  bool exactly = false;
  SourceSpan span;
};

struct Consequence {  // `-> STAGE {effects}`, `else -> STAGE {effects}`
  std::optional<Name> target;
  std::vector<Effect> effects;
  SourceSpan span;
};

struct Clause {
  enum class Kind : std::uint8_t {
    owner,  // owner WHO
    must,
    may,
    must_not,
    on,        // on [first] TRIGGER [by WHO] [when G] [-> S] [{…}]
    opens_on,  // opens on ACT(…) [by WHO] [when G] [{…}]
    after,     // after D [from A]
    when,      // when G { children }
    pause,     // pause NAMES|all while E
    at         // at STAGE { children }
  };
  enum class Trigger : std::uint8_t { act, overdue, done, entered };
  Kind kind = Kind::must;
  SourceSpan span;                // the whole clause
  SourceSpan head;                // its keyword
  std::optional<Expression> who;  // subject, or `by`; absent in a `must not` that binds everybody
  std::vector<ActUse> acts;       // alternatives
  bool any_act = false;           // must not any
  Trigger trigger = Trigger::act;
  std::optional<Name> trigger_name;  // the duty or stage of an event
  bool first = false;
  std::optional<std::uint32_t> times;  // may once | N times
  std::optional<Limit> limit;          // after D: limit.within = D
  std::optional<Expression> when;      // the clause's own; for kind `when` the condition of the block
  std::optional<Name> as;
  std::optional<std::string> as_label;   // as NAME "LABEL"
  std::optional<Consequence> then;       // -> STAGE {effects}
  std::optional<Consequence> otherwise;  // else …
  std::optional<Expression> unless_approved_by;
  std::optional<Name> overrides;
  std::optional<Citation> cites;
  std::vector<Name> paused;  // empty for `all`
  bool pause_all = false;
  std::optional<Expression> pause_while;
  std::optional<Name> at_stage;
  std::vector<Clause> children;
};

struct Stage {
  Name name;
  std::optional<std::string> label;
  bool start = false;
  bool final = false;
  bool parallel = false;  // its children are branches
  bool branch = false;
  std::optional<Citation> cites;
  std::vector<Clause> clauses;
  std::vector<Stage> children;
  SourceSpan span;  // from `stage` to `}`
  SourceSpan head;
};

/// `for office each month when G`: a process of its own for each office, anew in each period.
struct OfficePeriod {
  calendar::Cycle cycle = calendar::Cycle::month;
  std::optional<Expression> when;  // which offices
  SourceSpan span;
};

/// A process or a rule. The case type of a process for office and period has its name.
struct Chart {
  bool process = false;
  Name name;
  std::optional<std::string> label;
  Name case_type;
  std::optional<OfficePeriod> each;
  std::optional<Citation> cites;
  std::vector<Clause> clauses;
  std::vector<Stage> stages;
  SourceSpan span;
};

struct ChoiceValue {
  Name name;
  std::optional<std::string> label;
};
struct Choice {
  Name name;
  std::optional<std::string> label;
  std::vector<ChoiceValue> values;
  SourceSpan span;
};
struct Parameter {
  Name name;
  Expression value;
  bool assumed = false;
  std::optional<std::string> label;
  std::optional<Citation> cites;
  SourceSpan span;
};
struct Derived {
  Name name;
  Expression value;
  std::optional<std::string> label;
  SourceSpan span;
};
/// `same matter when F, G agree confirmed by WHO`
struct SameMatter {
  std::vector<Name> fields;
  Expression by;
  std::optional<Citation> cites;
  SourceSpan span;
};
struct CaseType {
  Name name;
  std::optional<std::string> label;
  std::vector<Declaration> fields;
  std::vector<Derived> derived;
  std::optional<SameMatter> same_matter;
  SourceSpan span;
};
struct ActDeclaration {
  ActUse act;
  std::optional<std::string> label;
  std::optional<Citation> cites;
  SourceSpan span;
};
struct Role {
  Name name;
  Expression who;
  bool party = false;
  std::optional<std::string> label;
  SourceSpan span;
};
struct SourceAlias {
  Name alias;
  std::string title;
  SourceSpan span;
};
struct FileReference {
  std::string path;
  SourceSpan span;
};  // use, calendar, offices

/// A row of a decision table: cells for the inputs, and one for the answer.
struct TableRow {
  /// One alternative of a cell, each said of the input of its column: `30`, `>= 5`, `1..4`, `in {a, b}`, `is known`.
  struct Test {
    enum class Kind : std::uint8_t { value, comparison, range, in, not_in, known, unknown };
    Kind kind = Kind::value;
    Expression::Operator op = Expression::Operator::none;  // comparison
    std::vector<Expression> values;                        // one; of a range two; of a set its members
    SourceSpan span;
  };
  struct Cell {
    enum class Kind : std::uint8_t { tests, any, otherwise };
    Kind kind = Kind::tests;
    std::vector<Test> tests;  // of which one must hold
    SourceSpan span;
  };
  std::vector<Cell> cells;
  SourceSpan span;
};
/// table NAME(inputs) gives TYPE [unique|first|collect …] { rows } · from "FILE"
struct Table {
  enum class Hit : std::uint8_t { unique, first, collect, sum, least, greatest };
  Name name;
  std::optional<std::string> label;
  std::vector<Declaration> inputs;    // a type may be missing
  std::optional<Declaration> answer;  // its type alone
  Hit hit = Hit::unique;
  std::optional<FileReference> file;
  std::optional<SourceSpan> braces;  // around rows that stand here
  std::vector<TableRow> rows;        // those of the file once it is read
  std::optional<Citation> cites;
  SourceSpan span;  // of its head
};

/// migrate from "TITLE" version "VERSION" { OLD, OLD -> NEW {effects}; OLD stay; others …; field OLD -> NEW; drop OLD; effects }
struct Migration {
  /// Which stages of the old policy lead where.
  struct Stages {
    std::vector<Name> from;  // plain, or behind the name of the process or rule and a dot
    bool others = false;     // all that are not named
    bool stay = false;       // under the old policy; else `target`, or the stage of the same name without one
    std::optional<Name> target;
    std::vector<Effect> effects;
    SourceSpan span;
  };
  struct Renamed {
    Name from, to;
  };
  std::string title, version;
  std::optional<Name> case_type;  // for TYPE
  std::vector<Stages> stages;
  std::vector<Renamed> fields;
  std::vector<Name> dropped;
  std::vector<Effect> effects;
  SourceSpan span;  // of its head
};

struct TestStep {
  enum class Kind : std::uint8_t { act, clock, expect };
  enum class Expectation : std::uint8_t { stage, due, aim, overdue, owed, done, allowed, told, condition };
  Kind kind = Kind::act;
  SourceSpan span;
  std::int32_t day = 0;
  std::optional<std::int32_t> minute_of_day;
  std::optional<ActUse> act;  // no parameters declared
  std::vector<GivenArgument> arguments;
  std::optional<Expression> by;
  bool refused = false;
  std::optional<Name> refused_by;  // a clause's name, "28" or "R22 28"
  Expectation expectation = Expectation::condition;
  bool negated = false;             // expect not …
  std::vector<Name> names;          // stage, duty
  std::optional<std::int32_t> due;  // day
  std::optional<std::int32_t> due_minute;
  std::optional<Expression> condition;
  std::optional<Name> in_case;  // `case TYPE [N] { … }` around it: a case that another one opened
  std::int64_t which = 1;       // the Nth of them
};
struct Test {
  std::string name;
  std::optional<Name> case_type;  // for TYPE
  std::vector<TestStep> steps;
  SourceSpan span;
};

struct Header {
  std::string title;
  std::string version;
  std::int32_t in_force = 0;
  SourceSpan span;
};

struct File {
  std::shared_ptr<const SourceText> source;
  std::optional<Header> header;
  std::vector<FileReference> uses, calendars, offices;
  std::vector<SourceAlias> sources;
  std::vector<Choice> choices;
  std::vector<Parameter> parameters;
  std::vector<CaseType> cases;
  std::vector<ActDeclaration> acts;
  std::vector<Role> roles;
  std::vector<Chart> charts;
  std::vector<Table> tables;
  std::vector<Migration> migrations;
  std::vector<Test> tests;
  std::vector<SourceSpan> skipped;  // what could not be read, which has been reported
  bool unsplit =
      false;  // runs without spaces stand in it that were read as names, for want of those that are declared
};

}  // namespace recourse::language
