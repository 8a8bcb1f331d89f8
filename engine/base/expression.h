// The operations and types of expressions, shared by the typed tree (model) and the flattened form (machine),
// so that there is one list of what an expression can say. Values are int64; kUnknown stands for "not known".
#pragma once

#include <cstdint>
#include <limits>

namespace recourse::base {

inline constexpr std::int64_t kUnknown = std::numeric_limits<std::int64_t>::min();

enum class Type : std::uint8_t {
  truth,     // 0, 1
  number,    // also decimals: scaled by their declaration
  text,      // lies outside the record; only known or unknown can be asked
  date,      // local day number
  duration,  // amount * 8 + unit
  office,    // index in the office directory
  person,    // as text
  choice,    // index of the value in its choice
  office_set,
  choice_set,
};

enum class Operation : std::uint8_t {
  constant,           // value
  field,              // index: field
  argument,           // index: parameter of the act at hand
  record,             // index: what is remembered of an act (model::Record)
  today,              // day of the act
  actor_office,       // office for which the actor acts; unknown for a party and the clock
  it,                 // the office of the member whose instance of a duty lapsed
  in_stage,           // index: stage
  duty_overdue,       // index: clause
  duty_done,          // index: clause
  duty_due,           // index: clause; local day, unknown when undated
  set_contains,       // index: set field; operand: value
  is_known,           // one operand
  is_known_field,     // index: field that lies outside the record (text, person)
  is_known_argument,  // index: parameter of type text or person
  otherwise,          // a when known, else b
  logical_not,
  logical_and,
  logical_or,
  equal,
  not_equal,
  less,
  less_equal,
  greater,
  greater_equal,
  add,
  subtract,
  multiply,
  negate,        // checked
  add_duration,  // date + duration, in calendar units, not rolled
  superior,      // office → office
  in_superiors,  // a is in the chain above b
  under,         // a is b or below it
  level,         // office → level, 1 is the top
  cycle_day,  // index: 2 · cycle, + 1 for the last; date → first or last day of the stretch in which it lies
  remember,     // bits, yes/no → the bits moved up by one, the newest first
  recurrences,  // index: how many of the newest bits; bits → how many of them are set
  competent,    // index: number of values n; operands: office, then n pairs (choice index constant, value)
  table,  // index: decision table; operands: its inputs; of one that collects also a value: is it among the answers?
  // In the flattened form only, where the answer of a table is a program.
  input,   // index: input of the table at hand
  choose,  // operands: a, condition, b; b when the condition holds, else a
};

}  // namespace recourse::base
