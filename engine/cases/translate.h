// Names and values of the public API ↔ indices and integers of the machine.
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "engine/machine/apply.h"
#include "engine/model/model.h"
#include "recourse/case.h"

namespace recourse::cases {

/// A public act in the machine's terms; owns what the machine's act points to, so it must outlive the call
/// and not move.
struct TranslatedAct {
  machine::Act act;
  std::vector<std::int64_t> arguments;
  std::vector<std::string_view> texts;
  std::deque<std::string> owned;  // a deque, because `texts` points into it
  TranslatedAct() = default;
  TranslatedAct(const TranslatedAct&) = delete;
  TranslatedAct& operator=(const TranslatedAct&) = delete;
};

/// How the policy calls a thing: messages show each reader the one of their language.
struct Names {
  std::string_view name, label;
};
Bilingual both(const Names& names);

/// An act's name without the case type that may stand before it, if it is that one (fault.charge).
std::string_view act_of_type(std::string_view type, std::string_view label, std::string_view act);

/// Fills `translated`. Acts and arguments are found by name or label, acts also behind the name of the case type. Errors: unknown_act_given, unknown_argument,
/// argument_twice, missing_argument, unknown_actor_role, unknown_office_given, and those of to_integer().
Status translate(const model::Model& model, const machine::Machine& machine, const Act& act,
                 TranslatedAct& translated);

/// The machine's value of a public one. Errors: wrong_value, value_out_of_range, value_below_range,
/// value_above_range, unknown_choice_value, unknown_office_given. Text and sets are not for this.
Result<std::int64_t> to_integer(const model::Model& model, const model::ValueType& type, const Names& names,
                                const Value& value);

/// The public value of an integer.
Value to_value(const model::Model& model, const model::ValueType& type, std::int64_t value);

/// "信访工作条例 23.3; 首办责任制 4": titles and articles as the policy cites them.
std::string citation_text(const std::vector<model::Citation>& citations);

calendar::Minute to_minute(Instant instant);
Instant to_instant(calendar::Minute minute);

}  // namespace recourse::cases
