// What a policy says, once names are resolved and types checked: the model. Everything that gives a policy its
// meaning is here and nothing of its spelling but names, labels and spans. Doors: build_model() in build.h makes it;
// the room `graph` turns it into a machine; the reference interpreter of the tests runs it as it stands.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/expression.h"
#include "engine/calendar/calendar.h"
#include "engine/calendar/cycle.h"
#include "engine/offices/directory.h"
#include "recourse/diagnostic.h"

namespace recourse::model {

using base::Operation;
using base::Type;
using calendar::Period;

/// Typed index into one of the model's vectors.
template <typename Tag>
struct Id {
  std::int32_t value = -1;
  [[nodiscard]] bool known() const { return value >= 0; }
  [[nodiscard]] std::size_t index() const { return static_cast<std::size_t>(value); }
  friend auto operator<=>(const Id&, const Id&) = default;
};
using ChoiceId = Id<struct ChoiceTag>;
using FieldId = Id<struct FieldTag>;
using ActId = Id<struct ActTag>;
using RecordId = Id<struct RecordTag>;
using RoleId = Id<struct RoleTag>;
using WhoId = Id<struct WhoTag>;
using RegionId = Id<struct RegionTag>;
using StageId = Id<struct StageTag>;
using ClauseId = Id<struct ClauseTag>;
using ExpressionId = Id<struct ExpressionTag>;
using TableId = Id<struct TableTag>;

struct Citation {
  std::string source;                 // the title, the alias resolved
  std::vector<std::string> articles;  // "34", "35.2"
};

struct ChoiceValue {
  std::string name, label;
};
struct Choice {
  std::string name, label;
  std::vector<ChoiceValue> values;
  SourceSpan span;
};

/// What a policy keeps cases of.
struct CaseType {
  std::string name, label;
};

/// The type of a value with what belongs to it.
struct ValueType {
  Type type = Type::truth;
  ChoiceId choice;              // choice, choice_set
  std::int32_t case_type = -1;  // of a text: the number of a case of this type (in Model::case_types)
  bool optional = false;
  std::optional<std::int64_t> least, most;  // of a number
  std::int32_t scale = 0;                   // decimals
  bool faulty =
      false;  // its declaration is wrong, which has been reported; never in a model that is complete
};

struct Parameter {
  std::string name, label;
  ValueType type;
  std::int64_t value = base::kUnknown;
  bool assumed = false;
  std::vector<Citation> citations;
  SourceSpan span;
};

struct Field {
  std::string name, label;
  ValueType type;
  std::int64_t initial = base::kUnknown;
  SourceSpan span;
};

struct ActParameter {
  std::string name, label;
  ValueType type;
  SourceSpan span;
};
struct Act {
  std::string name, label;  // approve(pass_on): the synthesized act of an approval
  std::vector<ActParameter> parameters;
  ActId approves;  // for an approval: the act that it allows
  std::vector<Citation> citations;
  SourceSpan span;
};

/// What rules remember of an act: only what some clause reads has room in the case.
struct Record {
  enum class What : std::uint8_t { count, day, by, office, parameter, instant /* for anchors */ };
  ActId act;
  What what = What::count;
  std::int32_t parameter = 0;  // What::parameter: index in the act's parameters
};

/// Values from `least` to `most`.
struct Interval {
  std::int64_t least = 0, most = 0;
  friend bool operator==(const Interval&, const Interval&) = default;
};
/// A set of values, as a cell of a decision table names it: intervals in their order, of which none touches the next, and whether
/// "unknown" is among them.
struct ValueSet {
  std::vector<Interval> known;
  bool unknown = false;
  friend bool operator==(const ValueSet&, const ValueSet&) = default;
};

/// A decision table: a row applies when each input lies in its cell.
struct Table {
  /// unique: the row that applies (there is one). first: the first of those that apply. collect: the answers of all that apply, as a
  /// set. sum, least, greatest: of the answers of all that apply.
  enum class Hit : std::uint8_t { unique, first, collect, sum, least, greatest };
  struct Input {
    std::string name, label;
    ValueType type;
    SourceSpan span;
  };
  struct Row {
    std::vector<ValueSet> cells;  // by input
    std::int64_t answer = base::kUnknown;
    SourceSpan span;
  };
  std::string name, label;
  std::vector<Input> inputs;
  ValueType answer;  // optional: there may be no row that applies
  Hit hit = Hit::unique;
  std::vector<Row> rows;
  std::optional<std::int64_t> otherwise;  // the answer when no row applies
  SourceSpan otherwise_span;
  std::vector<Citation> citations;
  SourceSpan span;
};

/// A node of the typed tree. `index` and `constant` as base::Operation says.
struct Expression {
  Operation operation = Operation::constant;
  ValueType type;
  std::int32_t index = -1;
  std::int64_t constant = 0;
  std::vector<ExpressionId> operands;
  SourceSpan span;
};

/// Who does or owes something. Alternatives by `otherwise` apply when the office of the first is unknown.
struct Who {
  enum class Kind : std::uint8_t {
    party,   // whoever acts in role `role`
    office,  // anybody who acts for the office `office` gives
    post,    // the holder of post `post` there
    any_of,  // anybody who acts for a member of the set field that `office` names, or of the chain above the office that it gives
    each_of  // every member of the set field owes for itself
  };
  Kind kind = Kind::office;
  RoleId role;  // the declared name by which it is shown, if any; the party
  ExpressionId
      office;  // of type office; any_of, each_of: a `field` node of type office_set, or X of superiors(X)
  ExpressionId except;  // each_of: an office that is not meant
  std::string post;
  WhoId otherwise;
  SourceSpan span;
};
struct Role {
  std::string name, label;
  WhoId who;
  bool party = false;
  bool other_case = false;  // a case of the type of this name, whose acts come from what it submits
  SourceSpan span;
};

/// An act that a case submits to a case of its own or another type, or by which it opens one. Names are of that type.
struct Sent {
  struct Argument {
    enum class What : std::uint8_t { unknown, value, text, this_case };
    What what = What::unknown;
    std::string name;
    ExpressionId value;  // value; of a text: an `argument`, `field` or `record` node
    std::string text;    // text: as it is written
  };
  std::int32_t case_type = 0;  // in Model::case_types
  ActId act;                   // in the model of that case type
  std::string act_name;
  std::vector<Argument> arguments;  // by parameter
  ExpressionId to;                  // whose number; of type office: whose case of the present period
  bool to_next = false;             // to the case of the same office and the period behind
};

/// A case type of an office and a period.
struct OfficePeriod {
  calendar::Cycle cycle = calendar::Cycle::month;
  FieldId office, first_day, last_day;
  ActId begins;
  ClauseId ends;  // the timer that shows the period's end
  /// What the case of the period behind is told, by the arguments of an act; none when none is asked for.
  std::optional<Sent> told;
};

struct Effect {
  enum class Kind : std::uint8_t { set, set_once, add, remove, notify, send };
  Kind kind = Kind::set;
  FieldId field;
  ExpressionId value;  // set with a text or person: an `argument` or `field` node, or unknown
  WhoId receiver;      // notify
  std::string text;    // notify: what is told
  std::optional<Sent> sent;
  SourceSpan span;
};

struct Consequence {
  StageId target;
  std::vector<Effect> effects;
  SourceSpan span{};  // of `else`
};

struct Anchor {
  enum class Kind : std::uint8_t { activation, act, stage, field, before_due, later, earliest, latest };
  Kind kind = Kind::activation;
  ActId act;
  StageId stage;
  FieldId field;
  ClauseId duty;  // before_due: DUTY.due − `before`
  Period before;
  std::vector<Anchor> parts;  // earliest, latest: of which; later: the one that `after` is added to
  ExpressionId after;         // later: a duration
  SourceSpan span;
};

/// Whether the anchor is put together of others, so that each part is fixed by itself.
[[nodiscard]] inline bool is_composed(const Anchor& anchor) {
  return !anchor.parts.empty();
}

/// Calls `visit(part)` for each anchor of the tree, parts before what they are part of.
template <typename Visitor>
void for_each_part(const Anchor& anchor, Visitor&& visit) {
  for (const Anchor& part : anchor.parts) {
    for_each_part(part, visit);
  }
  visit(anchor);
}

struct Extension {
  std::uint32_t times = 1;
  enum class Bound : std::uint8_t { by, by_up_to, to_at_most };
  Bound bound = Bound::by;
  Period period;
  ActId act;
  WhoId by;
};

struct Limit {
  ExpressionId period;  // of type duration; constant, parameter (a constant), field
  ExpressionId until;   // of type date; then `period` is none
  Anchor anchor;
  std::optional<Extension> extension;
  std::optional<Period> aim;
  bool statutory = false;
  bool assumed = false;
  bool exactly = false;
  SourceSpan span;
};

struct Clause {
  enum class Kind : std::uint8_t { must, may, must_not, on, opens_on, after };
  enum class Trigger : std::uint8_t { act, overdue, done, entered, ended };
  Kind kind = Kind::must;
  std::string name;         // `as`, else "STAGE.ACT" made unique: stable, qualified by the chart in the log
  std::string label;        // as NAME "LABEL"
  bool named = false;       // by `as`
  std::int32_t chart = -1;  // index in Model::charts
  StageId stage;            // where it stands; the root of its region outside all stages
  ExpressionId condition;   // must hold for it to be active (decisions.md 6); none: always
  ExpressionId guard;       // must hold at the act
  WhoId who;                // none: anybody
  std::vector<ActId> acts;  // must, may: alternatives; on, opens_on, must_not: which
  bool any_act = false;
  Trigger trigger = Trigger::act;
  ClauseId duty;    // overdue, done
  StageId entered;  // entered; ended: the parallel stage all of whose branches have ended
  std::optional<Limit> limit;
  std::uint32_t times = 0;  // may: 0 is any number
  Consequence then;
  bool has_else = false;
  Consequence otherwise;
  WhoId approved_by;  // must_not … unless approved by
  ActId approval;
  std::vector<Citation> citations;  // its own, else those of its stage, else those of its chart
  SourceSpan span, head;
};

/// `pause D while G`: the clocks of these clauses stand still while `condition` (which includes that of enclosing
/// blocks) holds and `stage`, where the pause clause stands, is in the configuration.
struct Pause {
  std::vector<ClauseId> clauses;
  StageId stage;
  ExpressionId condition;
  std::vector<Citation> citations;
  SourceSpan span;
};

struct Stage {
  std::string name, label;  // root: the name of its chart or branch
  RegionId region;
  StageId parent;  // none: the root of a chart; of a branch the parallel stage
  std::vector<StageId> children;
  StageId start;  // the child that is entered with it
  bool final = false;
  bool parallel = false;  // its children are the roots of its branches
  WhoId owner;            // its own or inherited
  std::vector<Citation> citations;
  SourceSpan span;
};

struct Region {
  std::string name;  // of a branch: of its chart and its own, which is known once in the chart
  StageId root;
  StageId parallel{};  // of a branch: the stage that it stands in
};

/// A process or rule as it was written; regions are made of those with stages.
struct Chart {
  bool process = false;
  std::string name, label;
  RegionId region;  // none: its clauses stand in the case region
  std::vector<Citation> citations;
  SourceSpan span;
};

struct TestActor {
  WhoId who;
  offices::OfficeIndex office = offices::kNoOffice;
  std::string post;
  RoleId party;
};
struct TestStep {
  enum class Kind : std::uint8_t { act, clock, expect };
  enum class Expectation : std::uint8_t { stage, due, aim, overdue, owed, done, allowed, told, condition };
  Kind kind = Kind::act;
  calendar::Minute time = 0;  // UTC; of the step, or of the step that an expectation follows
  ActId act;
  std::vector<std::int64_t> arguments;  // by parameter; text: index in `texts`
  std::vector<std::string> texts;
  TestActor actor;
  bool refused = false;
  std::string refused_by;  // a clause's name or an article; empty: any
  Expectation expectation = Expectation::condition;
  bool negated = false;
  bool whole_act = false;  // allowed: nothing is missing from the arguments
  StageId stage;
  ClauseId duty;
  WhoId receiver;  // told; the text, if it is asked for, in `texts`
  calendar::Minute due = 0;
  bool due_has_minute = false;
  ExpressionId condition;
  // In another case: of which type, the which-th that was opened, and the step, which is among the visits of that type's model.
  std::int32_t in_case = -1;
  std::int64_t which = 1;
  std::int32_t visit = -1;
  SourceSpan span;
};
struct Test {
  std::string name;
  std::vector<TestStep> steps;
  SourceSpan span;
};

/// Which running cases of an older policy go over, and how. Its names are texts here, since that policy is not at hand.
struct Migration {
  struct Stages {
    std::vector<std::string> from;  // plain, or "CHART.STAGE"
    bool others = false;            // all that are not named
    bool stay = false;              // under the older policy
    StageId target;                 // none, if they do not stay: the stage of the same name
    std::vector<Effect> effects;
    SourceSpan span;
  };
  struct Renamed {
    std::string from;
    FieldId to;
  };
  std::string title, version;
  std::vector<Stages> stages;
  std::vector<Renamed> fields;
  std::vector<std::string> dropped;
  std::vector<Effect> effects;  // for all that go over
  SourceSpan span;
};

struct Model {
  std::string title, version;
  calendar::Day in_force = 0;
  std::string case_name, case_label;
  std::vector<CaseType> case_types;  // of the policy, the first one first
  std::int32_t case_type = 0;        // which of them this is the model of
  std::optional<OfficePeriod> office_period;
  std::vector<FieldId> same_matter;  // fields that agree in cases of one matter; none: nobody asks
  std::vector<Choice> choices;
  std::vector<Parameter> parameters;
  std::vector<Field> fields;
  std::vector<Act> acts;
  std::vector<Record> records;
  std::vector<Role> roles;
  std::vector<Who> whos;
  std::vector<Region> regions;  // the process first; the case region last, when there is one
  std::vector<Stage> stages;
  std::vector<Chart> charts;
  std::vector<Clause> clauses;
  std::vector<Pause> pauses;
  std::vector<Expression> expressions;
  std::vector<Table> tables;
  std::vector<Test> tests;
  std::vector<TestStep> visits;  // steps of tests of other case types that are taken in this one
  // Outside the digest: how cases came here, and logged inputs.
  std::vector<Migration> migrations;
  std::optional<calendar::Calendar> calendar;
  offices::Directory offices;

  /// The region of the chart in which a branch stands; another region itself.
  [[nodiscard]] RegionId outermost(RegionId id) const {
    while (regions[id.index()].parallel.known()) {
      id = stages[regions[id.index()].parallel.index()].region;
    }
    return id;
  }

  [[nodiscard]] const Field& operator[](FieldId id) const { return fields[id.index()]; }
  [[nodiscard]] const Act& operator[](ActId id) const { return acts[id.index()]; }
  [[nodiscard]] const Stage& operator[](StageId id) const { return stages[id.index()]; }
  [[nodiscard]] const Clause& operator[](ClauseId id) const { return clauses[id.index()]; }
  [[nodiscard]] const Who& operator[](WhoId id) const { return whos[id.index()]; }
  [[nodiscard]] const Role& operator[](RoleId id) const { return roles[id.index()]; }
  [[nodiscard]] const Region& operator[](RegionId id) const { return regions[id.index()]; }
  [[nodiscard]] const Record& operator[](RecordId id) const { return records[id.index()]; }
  [[nodiscard]] const Choice& operator[](ChoiceId id) const { return choices[id.index()]; }
  [[nodiscard]] const Expression& operator[](ExpressionId id) const { return expressions[id.index()]; }
  [[nodiscard]] const Table& operator[](TableId id) const { return tables[id.index()]; }
};

/// Fields that hold what the case of the period before has told (docs/standard 3.10): the policy does not name them, and the second kind
/// says nothing to a reader.
[[nodiscard]] inline bool is_bits_of_periods(std::string_view field) {
  return field.starts_with("periods.");
}
[[nodiscard]] inline bool is_told_by_previous(std::string_view field) {
  return field.starts_with("previous.") || is_bits_of_periods(field);
}

/// Whether each member of a set owes it for itself (docs/decisions.md 61).
[[nodiscard]] inline bool is_of_members(const Model& model, const Clause& clause) {
  return clause.kind == Clause::Kind::must && clause.who.known() &&
         model[clause.who].kind == Who::Kind::each_of;
}

}  // namespace recourse::model
