// The machine: a policy as flat tables that apply() walks. No names, no trees, no pointers into anything
// else; indices are those of the model it was lowered from, so that a host can find names, labels and spans
// again. Immutable and shared between threads. Made by the room `graph` (lower.h); knows neither parser, YAML
// nor Boost.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/expression.h"
#include "engine/calendar/calendar.h"
#include "engine/offices/directory.h"

namespace recourse::machine {

using base::Operation;
using base::Type;
using calendar::Minute;
using calendar::Period;

using Index = std::uint16_t;
inline constexpr Index kNone = 0xFFFF;

/// A run of elements of another table: [first, first + count).
struct Range {
  std::uint32_t first = 0;
  std::uint32_t count = 0;
};

/// One step of an expression in postfix order; operands come from the stack. `index` is what Operation says
/// (fields and records by their slot in `fields`, duties by clock); a constant's index is its place in
/// `constants`.
struct Instruction {
  Operation operation = Operation::constant;
  Type type = Type::number;  // comparisons: of the operands; arithmetic: of the result
  Index index = 0;
};
/// An expression: instructions of the pool. count 0 means "absent", which is true as a condition.
using Program = Range;
inline constexpr std::size_t kStackDepth = 32;  // the lowering refuses deeper expressions

/// A program that needs no stack, with what it reads where it lies (formula.h).
struct Formula {
  struct Operand {
    enum class Kind : std::uint8_t { constant, field, argument, today };
    Kind kind = Kind::constant;
    std::uint8_t shift = 0;   // field: away with what does not belong to it
    std::uint32_t place = 0;  // field: of the eight bytes that end with it, in the record; argument: which
    std::int64_t constant = base::kUnknown;
  };
  // The last two: a field and a constant, which is what most policies compare and add.
  enum class Shape : std::uint8_t { absent, value, comparison, sum, program, field_comparison, field_sum };
  Shape shape = Shape::absent;
  std::uint8_t orders = 0;  // comparisons: in which it holds, as orders_of() has them
  Operand left, right;
  Program program;
};

/// Where a value lies. Widths are 1, 2, 4, 8 bytes, signed; the least value of the width is "unknown". Width
/// 0: outside the record, in Outside::texts or Outside::sets at `index`.
struct FieldSlot {
  std::uint32_t offset = 0;
  std::uint8_t width = 8;
  Type type = Type::number;
  Index index = 0;
  std::int64_t initial = base::kUnknown;
  std::int64_t least = base::kUnknown + 1;  // what it can hold; a value outside is the fault `overflow`
  std::int64_t most = std::numeric_limits<std::int64_t>::max();
};

/// 16 bytes for each open duty, window or timer. All zero: no instance.
struct Slot {
  Minute anchor;             // when dated
  Minute due;                // the last minute in time; while paused: the minute at which the pause began
  std::uint16_t paused;      // so far, in the clock's own unit
  std::uint16_t extended;    // so far, as base::Type::duration has it: amount * 8 + unit
  std::uint16_t not_before;  // no earlier than the end of the nth day, the anchor's being the first; 0: none
  std::uint16_t marks;

  enum Mark : std::uint16_t {
    active = 1,  // an instance exists and its clause is active
    dated = 2,
    paused_now = 4,
    lapsed = 8,  // a duty: overdue; a window or timer: has fired
    done = 16,
    provisional = 32,  // its date rests on a year without notice: refuses nothing, fires nothing
    fires = 64         // counted in the next due instant when dated
    // bits 8..11: uses of a right; bits 12..15: extensions given
  };
  static constexpr unsigned kUsesShift = 8, kExtensionsShift = 12, kCountMask = 15;
  friend bool operator==(const Slot&, const Slot&) = default;
};
static_assert(sizeof(Slot) == 16);

/// Who may act or owes: tested against an actor, or resolved to offices.
struct Who {
  enum class Kind : std::uint8_t {
    anybody,
    party,
    office,
    post,
    any_of_field,
    any_of_superiors,
    each_of_field
  };
  Kind kind = Kind::anybody;
  Index role = kNone;       // party: the role
  Index post = kNone;       // index in Machine::posts
  Program office{};         // office, post, any_of_superiors
  Index field = kNone;      // any_of_field, each_of_field
  Index otherwise = kNone;  // the next Who when the office is unknown
  Program except{};         // each_of_field: an office that is not meant
};

/// A value that goes to another case: computed, or a text as it stands in an argument or a field; none of these: unknown here.
struct SentValue {
  Program value;
  Index argument = kNone;
  Index source_field = kNone;
};

struct Effect {
  enum class Kind : std::uint8_t { set, set_once, add, remove, notify, set_text, set_text_once, send };
  Kind kind = Kind::set;
  Index field = kNone;
  Index receiver = kNone;  // notify: Who
  Program value;  // set_text: absent, the text comes from `argument` or `source_field`, neither: unknown
  Index argument = kNone;
  Index source_field = kNone;
  std::uint32_t text = 0;  // notify, send: index in the model's order of these, for the host
  Range
      sent;  // send: in sent_values: by parameter, then the number of the case that it goes to, or whose case of the period it is
};

/// What a clause does when it matches: a move and effects.
struct Reaction {
  Index target = kNone;  // stage
  Range effects;
};

struct Clause {
  enum class Kind : std::uint8_t {
    must,
    may,
    must_not,
    on,
    opens_on,
    after,
    extension,
    approval,
    completion  // of a duty of each member: hears that it is done, and makes its move
  };
  Kind kind = Kind::must;
  bool has_else = false;
  bool any_act = false;  // must_not any
  Index stage = kNone;
  Index depth = 0;      // of its stage: inner moves win
  Index clock = kNone;  // its own; extension, completion: that of the clause beside which they stand
  Index who = kNone;
  Index approval_bit = kNone;  // must_not … unless approved; approval: the same bit
  Index prohibition = kNone;   // approval: the clause that it lifts
  Program condition;           // with `stage` makes it active
  Program guard;               // at the act
  Reaction then, otherwise;
};

/// One step of an anchor that is composed, in postfix order: an occurrence, which is fixed by itself for each instance, or
/// what is made of those before it.
struct AnchorStep {
  enum class Kind : std::uint8_t { act, stage, field, later, earliest, latest };
  Kind kind = Kind::act;
  Index subject = kNone;        // act, stage, field: which
  Index occurred_bit = kNone;   // act, stage: as of a clock
  Index instant_field = kNone;  // act, stage: as of a clock
  Index fixed_field = kNone;    // act, stage, field: when it occurred for the instance
  Program after;                // later: a duration
  std::uint8_t count = 0;       // earliest, latest: of so many
};

struct Clock {
  enum class Anchor : std::uint8_t { activation, act, stage, field, before_due, composed };
  Index clause = kNone;
  Anchor anchor = Anchor::activation;
  Index anchor_index = kNone;     // field; before_due: the other clock
  Index occurred_bit = kNone;     // act, stage: set when it occurred since this clause last ended
  Index instant_field = kNone;    // act, stage: the field with the latest occurrence
  Range anchor_steps;             // composed
  std::uint32_t slot_offset = 0;  // in the record
  Index members =
      kNone;  // of a duty of each member of a set: its instances in Outside::members; the slot is their sum
  bool pinned = false;  // read elsewhere: its marks outlive the instance
  bool exactly = false;
  bool fires = false;
  bool constant_period = true;  // false and neither program below: no limit, never dated
  Period period;                // constant_period
  Program period_program;       // else: a duration
  Program until;                // a date: then no period
  Index turn = 0;               // at a look: after the clocks of lower turns, whose dates its limit asks for
  Period before;                // before_due
  std::uint8_t times = 0;       // may: at most so often; 0 any number
  struct Extension {
    std::uint8_t times = 0;
    enum class Bound : std::uint8_t { by, by_up_to, to_at_most } bound = Bound::by;
    Period period;
    Index argument = kNone;  // by_up_to, to_at_most: which parameter of the act
  } extension;
  Range pauses;      // in pause_conditions
  Range dependents;  // in clock_list: clocks dated from this one's due
  Index overdue_trigger = kNone;
  Index done_trigger = kNone;
};

struct PauseCondition {
  Index stage = kNone;  // where the pause clause stands
  Program condition;
  Index pause = kNone;  // model order
};

/// What hears one trigger (an act or an event) in one stage. Ranges are in clause_list / clock_list.
struct Row {
  Index trigger = kNone;
  Range permissions;  // must, may, extension, approval, opens_on
  Range prohibitions;
  Range listeners;  // on
  Range anchored;   // clocks of this stage whose clock the act starts
};

struct Stage {
  Index parent = kNone;  // in its region: none of a root
  Index region = 0;
  Index depth = 0;  // of a branch's stages with what stands around the branch
  Index start = kNone;
  bool final = false;
  Index entered_trigger = kNone;
  Index instant_field = kNone;  // `from STAGE`: remembers the latest entry
  Range rows;                   // ascending by trigger
  Range clocks;                 // in clock_list: those of its clauses
  Range watched;                // in clock_list: those with conditions, pauses or a period that reads fields
  Range approvals;              // in clause_list: prohibitions whose approval is dropped with them
  Range occurred_bits;          // in bit_list: set when it is entered
  Range anchored;               // in clock_list: clocks that its entry starts, of any stage
  Range branches;  // in branch_list: the regions that run while it is the innermost one of its own
  Index ended_trigger = kNone;  // of the event that all of them are in final stages
};

/// Who may act in a plan, told where it is plain; what is not plain is asked of `who` (who.h).
struct PlannedWho {
  enum class Kind : std::uint8_t { anybody, role, office, other };
  Kind kind = Kind::other;
  Index role = kNone;
  Index who = kNone;
  Formula::Operand office;
};

struct PlannedEffect {
  FieldSlot field;
  Formula value;
  bool once = false;
};

/// A clock that a move begins, and its slot as it begins, without anchor.
struct PlannedStart {
  Index clock = kNone;
  std::uint32_t slot_offset = 0;
  std::int32_t exact_days = -1;  // its whole limit, if it is that; else -1
  Slot fresh{};
};

/// A clause whose reaction an act may bring about in a plan, and the instances that its move ends and begins.
struct Way {
  Index stage = kNone;  // the innermost one afterwards; kNone: no move
  Index region = kNone;
  bool is_permission = false;  // of the permission of its plan: it is known to react
  bool ends_served = false;    // ends the instance that the act serves, of which nothing stays
  PlannedWho who;
  Formula condition, guard;
  Range effects;  // in Plans::effects
  Range emptied;  // in Plans::emptied: slots of instances that end, unless others begin there
  Range started;  // in Plans::starts
};

/// An act that in one innermost stage can have no consequences but those that are listed here (plan.h).
struct Plan {
  Index act = kNone;
  Index permission = kNone;  // the one clause that can permit it
  // It does when these marks of its slot are so, and it has not passed if it closes, and then `who` and `guard`. What is
  // not plain so is asked of the clause (permission.h).
  bool is_plain = false;
  bool closes = false;
  bool serves = false;  // an instance: that of the permission
  std::uint16_t marks = 0, wanted = 0;
  std::uint32_t slot_offset = 0;
  PlannedWho who;
  Formula guard;
  Range ways;
};

/// Empty in a machine that looks at each act step by step.
struct Plans {
  static constexpr std::uint32_t kNoPlan = 0xFFFFFFFF;
  // The place in `all` by row and act, as many of each row as there are acts. Row 0 is for acts that begin a case, row
  // n + 1 for those while stage n is the innermost one. The largest policies have rows for some of their stages only.
  std::vector<std::uint32_t> table;
  std::vector<Plan> all;
  std::vector<Way> ways;
  std::vector<PlannedEffect> effects;
  std::vector<PlannedStart> starts;
  std::vector<std::uint32_t> emptied;  // offsets of slots
};

/// What an accepted act leaves behind for rules that read it.
struct Remembered {
  enum class What : std::uint8_t { count, day, by, office, argument, instant };
  What what = What::count;
  Index field = kNone;
  Index argument = kNone;
};

/// What the machine knows of a kind of act.
struct ActKind {
  Index parameters = 0;
  Range remembered;     // in `remembered`
  Range occurred_bits;  // in bit_list
  bool approval = false;
  std::vector<Type> types;  // of the parameters
};

/// A row of a decision table, or its `otherwise`.
struct TableRow {
  std::uint32_t number = 0;  // as it is written; of `otherwise` as many as there are rows
  Program gives;  // whether it gives its answer, unless one before it does; a part of the table's answer
};

/// A decision table: its answer as a program over its inputs, which lie below the top of the stack where it is asked.
struct Table {
  Index inputs = 0;
  Program answer;
  std::vector<TableRow> rows;  // in the order in which they are asked; for those who trace
  bool takes_all = false;      // every row that applies, not only the first
};

/// What is written when a case goes over from another policy, by the ways that lead here.
struct Migration {
  Range effects;              // for all cases
  std::vector<Range> stages;  // by line of the model's migration
};

/// What the case of the same office and the next period is told, once the period of this one has ended.
struct ToldNext {
  Index last_day = kNone;             // field; kNone: nothing
  Index clause = kNone;               // under which it is told
  std::uint32_t text = 0;             // as Effect::text
  std::vector<Program> values;        // by parameter
  std::vector<std::int64_t> initial;  // what the other one knows before it is told
};

struct Machine {
  // The record: header, current stage of each region, fields, slots, bits.
  static constexpr std::uint32_t kNotBeforeOffset =
      0;  // int32: the earliest minute of an act that is not late
  static constexpr std::uint32_t kNextDueOffset =
      4;  // int32: the single earliest next due instant, or kUnknownTime
  static constexpr std::uint32_t kRegionsOffset = 8;  // uint16 each; kNone: not begun
  std::uint32_t record_size = 0;                      // a multiple of 8
  std::uint32_t bits_offset = 0;                      // uint64 words
  std::uint32_t bit_words = 0;
  std::uint32_t slots_offset = 0;  // slots lie together
  std::uint32_t slot_count = 0;
  std::uint32_t texts = 0, sets = 0, member_lists = 0;  // sizes of Outside

  std::vector<Index> region_roots;   // by region; the case region may be the last
  std::vector<Index> region_around;  // by region: of a branch the stage that it stands in; else kNone
  std::vector<Index> branch_list;    // regions
  std::vector<Stage> stages;         // model order
  std::vector<Clause> clauses;       // model's clauses first, in its order; then extensions and approvals
  std::vector<Clock> clocks;
  std::vector<AnchorStep> anchor_steps;
  std::vector<ActKind> acts;      // model order; triggers below acts.size() are acts
  std::vector<FieldSlot> fields;  // the model's fields, then its records, then instants that anchors need
  std::vector<Who> whos;          // model order
  std::vector<Row> rows;
  std::vector<Effect> effects;
  std::vector<SentValue> sent_values;
  std::vector<PauseCondition> pause_conditions;
  std::vector<Table> tables;          // model order
  std::vector<Migration> migrations;  // model order
  ToldNext told_next;
  Plans plans;
  std::vector<Remembered> remembered;
  std::vector<Index> clause_list, clock_list, bit_list;
  std::vector<Range> openings;  // by act, in clause_list: the opens_on clauses that it may open by
  std::vector<Instruction> instructions;
  std::vector<std::int64_t> constants;
  std::vector<std::string> posts;
};

}  // namespace recourse::machine
