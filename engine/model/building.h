// What the passes of build_model() hand to one another: the model so far, the names, the clauses with the place where each stands.
// Each pass is a file; build.cpp says in which order they run.
#pragma once

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/model/files.h"
#include "engine/model/model.h"
#include "engine/model/names.h"

namespace recourse::model {

/// What is known to be known at a place: the printed form of each expression that was tested. A stack.
using Facts = std::vector<std::string>;

/// A type without more to it.
inline ValueType plain(Type type, bool optional = false) {
  ValueType plain_type;
  plain_type.type = type;
  plain_type.optional = optional;
  return plain_type;
}

/// Of what is declared with a type that does not exist: nothing that rests on it is reported again.
inline ValueType faulty_type() {
  ValueType type;
  type.optional = true;
  type.faulty = true;
  return type;
}

/// A `when G { … }` around clauses.
struct Block {
  std::int32_t parent = -1;
  const language::Expression* condition = nullptr;
  std::vector<ActId> acts;  // of the clauses inside
  bool resolved = false;
  ExpressionId expression;  // with those of the blocks around it
  Facts facts;              // that hold inside
};

/// A clause where it stands. A `must not` of several acts that an approval may lift stands once for each of them.
struct Placed {
  const language::Clause* syntax = nullptr;
  ClauseId id;  // none: owner, pause
  std::int32_t chart = -1;
  StageId stage;
  std::int32_t block = -1;
  std::int32_t only_act = -1;  // index in syntax->acts when it stands once for each
  bool by_at = false;          // inside `at STAGE { … }`
  std::vector<Citation> citations;
};

/// Something that refers to others of its kind, resolved when first asked for.
enum class Progress : std::uint8_t { untouched, open, resolved };
/// One name is defined by others, these by others: so long a chain is followed, since each link takes room on the stack.
inline constexpr int kLongestDefinition = 50;
struct DerivedField {
  const language::Derived* syntax = nullptr;
  Progress progress = Progress::untouched;
  ExpressionId expression;
  ValueType type;
  bool reads_today = false;
};
struct PendingParameter {
  const language::Parameter* syntax = nullptr;
  Progress progress = Progress::untouched;
  bool lacks_unit = false;  // which has been reported
};
struct PendingRole {
  const language::Role* syntax = nullptr;
  Progress progress = Progress::untouched;
};

/// A field that holds what is asked of the period before.
struct Carried {
  std::string name;
  FieldId field;
  ExpressionId value;  // in the case of that period
  Progress progress = Progress::untouched;
};

struct PendingTable {
  const language::Table* syntax = nullptr;
  bool faulty = false;  // its head is wrong, which has been reported
};

/// What the clauses say of an act, before any of them is resolved.
struct ActUse {
  bool permitted = false;  // by must, may, opens on, an extension, or as an approval
  bool party_may = false;  // some permission of it is for a party, or for anybody
  bool reported = false;   // that nothing permits it
};

struct Building {
  explicit Building(base::DiagnosticList& list) : diagnostics(list), names(list) {}

  base::DiagnosticList& diagnostics;
  Names names;
  Files files;
  Model model;
  std::vector<Building*> types;  // by case type; this one is among them

  std::vector<std::string> source_titles;    // by source
  std::vector<PendingParameter> parameters;  // by parameter
  std::vector<bool> faulty_fields;           // by field: its declaration is wrong, which has been reported
  std::vector<DerivedField> derived;
  std::vector<PendingRole> roles;                  // by role
  std::vector<PendingTable> tables;                // by table
  std::vector<ActUse> act_uses;                    // by act
  const language::Chart* office_period = nullptr;  // the process, of a case type for office and period
  std::vector<Carried> carried;
  std::vector<Block> blocks;
  std::vector<Placed> placed;  // clauses that go into the model, in their order there
  std::vector<Placed> owners, pauses;
  bool opening_misplaced = false;  // which has been reported
  std::vector<std::pair<ClauseId, const language::Name*>> overrides;
  std::unordered_map<std::string, std::int32_t> who_keys, record_keys;  // so that each stands once
  std::vector<std::uint32_t>
      expression_sizes;  // by expression: nodes when written out, at most kLargestExpression
  const calendar::Calendar* calendar = nullptr;
  int chain = 0;  // definitions that are being followed, each from within the one before
  bool chain_reported = false;

  /// Adds an error or warning.
  template <typename... Arguments>
  Diagnostic& report(MessageCode code, const SourceSpan& span, Arguments&&... arguments) {
    return diagnostics.add(code, span, {Argument(std::forward<Arguments>(arguments))...});
  }
};

// The passes, in their order.

/// Header, aliases of documents, choices. (declare.cpp)
void declare_basics(Building& building);
/// Calendar and offices; needs the choices. False when the offices that are named cannot be used. (inputs.cpp)
bool read_inputs(Building& building, SourceLoader& loader);
/// Case, fields, parameters, derived fields, roles: names and types. (declare.cpp)
void declare_values(Building& building);
/// Decision tables: names, inputs, types of answers. (tables.cpp)
void declare_tables(Building& building);
/// Charts, regions, stages. (charts.cpp)
void declare_charts(Building& building);
/// Walks the clauses: where each stands, duties' names. (place.cpp)
void place_clauses(Building& building);
/// Acts and their parameters, which of them is permitted to whom. (acts.cpp)
void declare_acts(Building& building);
/// Values of parameters, initial values, derived fields, roles. (declare.cpp)
void resolve_values(Building& building);
/// The rows of decision tables, and that they leave no gap and do not contradict one another. (tables.cpp)
void resolve_tables(Building& building);
/// Everything that clauses, pauses and owners say. (clauses.cpp)
void resolve_clauses(Building& building);
/// What goes over from older policies; names of these stay texts. (migrations.cpp)
void resolve_migrations(Building& building);
/// Names of clauses without `as`. (clause_names.cpp)
void name_clauses(Building& building);
/// What only the whole shows. (checks.cpp)
void check_model(Building& building);
/// That other cases let those of this type do what they submit to them, and that it comes to an end. Of the whole policy, when
/// all its case types are resolved. (sent_checks.cpp)
void check_sent(Building& building);
/// `test` blocks. (scenarios.cpp)
void resolve_tests(Building& building);

// Shared by passes.

/// Begins to follow a definition; false when it has been followed, or when it comes back to itself or is one link too many of a chain
/// (reported). True: end_definition() is to follow. A ring leaves the definition resolved.
bool begin_definition(Building& building, Progress& progress, const SourceSpan& span,
                      const std::string& name);
void end_definition(Building& building, Progress& progress);
/// Where to tell what the policy lacks as a whole: the line that introduces it, else its only file; nowhere when several files could
/// be meant.
SourceSpan place_of_policy(const Building& building);
/// Of a clause, stage or chart. Articles alone are of the document that `around` cites. Reports aliases that nothing declares; what was
/// wrong gives a citation of nothing, so that nobody misses a source as well.
std::vector<Citation> resolve_citation(Building& building, const std::optional<language::Citation>& citation,
                                       const std::vector<Citation>& around = {});
/// A document that may be cited here, for advice.
Argument example_document(const Building& building);
/// Warns when a citation names a document alone.
void expect_article(Building& building, const std::optional<language::Citation>& citation);
/// Reports a type that does not exist.
std::optional<ValueType> resolve_type(Building& building, const language::Declaration& declaration);
/// The act of this name that some clause permits; reports one that does not exist or that nobody may do.
ActId find_act(Building& building, const std::string& name, const SourceSpan& span);
/// Which of an act's parameters has this name or label; reports when none has.
std::optional<std::size_t> find_parameter(Building& building, const std::vector<ActParameter>& parameters,
                                          const language::Name& name);
/// The stage of this name, the one of `region` first; reports.
StageId find_stage(Building& building, const language::Name& name, RegionId region);
/// The duty, right or timer that `as` gave this name; reports.
ClauseId find_duty(Building& building, const std::string& name, const SourceSpan& span);
/// The name of an act as it is used: approve(X) for an approval.
std::string act_name(const language::ActUse& use);
/// "a number", 是否, or the name of the choice.
Argument type_argument(const Building& building, const ValueType& type);
/// What the source says there, on one line.
std::string source_text(const SourceSpan& span);

}  // namespace recourse::model
