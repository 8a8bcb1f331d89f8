// Values by declared type: one table of readers and writers, used by acts, fields, logs and tests.
#include "engine/cases/translate.h"

#include <charconv>

#include "engine/base/message.h"
#include "engine/base/messages/cases.h"
#include "engine/calendar/wording.h"
#include "engine/graph/wording.h"

namespace recourse::cases {
namespace {

using base::kUnknown;
using base::Type;
using model::Model;
using model::ValueType;

Diagnostic wrong_value(const Names& names, const std::string& given, TermCode expected) {
  return {messages::wrong_value, {}, {both(names), given, expected}, {}};
}

// More than any policy keeps: enough to tell a number with too many decimals from what is none.
constexpr std::int32_t kMostDecimals = 12;

// What was given, as its giver would know it again.
std::string given_text(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value.held)) return *text;
  if (const auto* truth = std::get_if<bool>(&value.held)) return *truth ? "true" : "false";
  if (const auto* number = std::get_if<std::int64_t>(&value.held)) return std::to_string(*number);
  std::string list;
  if (const auto* members = std::get_if<std::vector<std::string>>(&value.held)) {
    for (const std::string& member : *members) list += (list.empty() ? "" : ", ") + member;
  }
  return "[" + list + "]";
}

std::optional<std::int64_t> parse_scaled(std::string_view text, std::int32_t scale) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  std::string digits(text.substr(0, point));
  std::string_view fraction = point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
  while (fraction.size() > static_cast<std::size_t>(scale) && fraction.ends_with('0'))
    fraction.remove_suffix(1);
  if (digits.empty() || fraction.size() > static_cast<std::size_t>(scale)) return std::nullopt;
  digits += fraction;
  digits.append(static_cast<std::size_t>(scale) - fraction.size(), '0');
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return negative ? -value : value;
}

std::optional<std::int64_t> parse_truth(std::string_view text) {
  for (const char* word : {"yes", "true", "1", "是"}) {
    if (text == word) return 1;
  }
  for (const char* word : {"no", "false", "0", "否"}) {
    if (text == word) return 0;
  }
  return std::nullopt;
}

std::optional<std::int64_t> parse_choice(const model::Choice& choice, std::string_view text) {
  for (std::size_t i = 0; i < choice.values.size(); ++i) {
    if (choice.values[i].name == text || choice.values[i].label == text) return static_cast<std::int64_t>(i);
  }
  return std::nullopt;
}

std::int64_t encode_duration(const calendar::Period& period) {
  return std::int64_t{period.amount} * 8 + static_cast<std::int64_t>(period.unit);
}

// The limits are shown as the policy writes them: with their decimals, and only those that there are.
Result<std::int64_t> within_range(const Model& model, const ValueType& type, const Names& names,
                                  std::int64_t value) {
  const bool low = type.least && value < *type.least;
  const bool high = type.most && value > *type.most;
  if (!low && !high) return value;
  const auto shown = [&](std::int64_t number) {
    return graph::Wording(model, Language::english).value(type, number);
  };
  if (!type.most)
    return Diagnostic{messages::value_below_range, {}, {both(names), shown(value), shown(*type.least)}, {}};
  if (!type.least)
    return Diagnostic{messages::value_above_range, {}, {both(names), shown(value), shown(*type.most)}, {}};
  return Diagnostic{messages::value_out_of_range,
                    {},
                    {both(names), shown(value), shown(*type.least), shown(*type.most)},
                    {}};
}

Result<std::int64_t> number_from_text(const Model& model, const ValueType& type, const Names& names,
                                      const std::string& text) {
  const auto parsed = parse_scaled(text, type.scale);
  if (!parsed && type.scale > 0 && parse_scaled(text, kMostDecimals))
    return Diagnostic{messages::value_too_fine, {}, {both(names), text, std::int64_t{type.scale}}, {}};
  if (!parsed)
    return wrong_value(names, text, type.scale > 0 ? terms::kind_number : terms::kind_whole_number);
  return within_range(model, type, names, *parsed);
}

Result<std::int64_t> from_text(const Model& model, const ValueType& type, const Names& names,
                               const std::string& text) {
  const auto given = [&](std::optional<std::int64_t> parsed, TermCode expected) -> Result<std::int64_t> {
    if (parsed) return *parsed;
    return wrong_value(names, text, expected);
  };
  switch (type.type) {
    case Type::truth:
      return given(parse_truth(text), terms::kind_truth);
    case Type::number:
      return number_from_text(model, type, names, text);
    case Type::date: {
      // Logs write a date with its time; the day as written counts.
      const auto day = calendar::parse_day(std::string_view(text).substr(0, text.find_first_of(" T")));
      return given(day ? std::optional<std::int64_t>(*day) : std::nullopt, terms::kind_date);
    }
    case Type::duration: {
      const auto period = calendar::parse_period(text);
      return given(period ? std::optional(encode_duration(*period)) : std::nullopt, terms::kind_duration);
    }
    case Type::choice: {
      const auto value = parse_choice(model[type.choice], text);
      if (value) return *value;
      const model::Choice& choice = model[type.choice];
      return Diagnostic{
          messages::unknown_choice_value, {}, {both(names), text, both({choice.name, choice.label})}, {}};
    }
    case Type::office: {
      const offices::OfficeIndex office = model.offices.find(text);
      if (office != offices::kNoOffice) return std::int64_t{office};
      return Diagnostic{messages::unknown_office_given, {}, {text}, {}};
    }
    case Type::text:
    case Type::person:
    case Type::office_set:
    case Type::choice_set:
      break;
  }
  return wrong_value(names, text, terms::kind_single_value);
}

Status translate_actor(const Model& model, const machine::Machine& machine, const Actor& actor,
                       TranslatedAct& translated) {
  machine::Actor& into = translated.act.actor;
  into.person = translated.owned.emplace_back(actor.person);
  switch (actor.kind) {
    case Actor::Kind::clock:
      into.kind = machine::Actor::Kind::clock;
      return Nothing{};
    case Actor::Kind::party: {
      into.kind = machine::Actor::Kind::party;
      for (std::size_t i = 0; i < model.roles.size(); ++i) {
        const model::Role& role = model.roles[i];
        if (role.party && !role.other_case && (role.name == actor.role || role.label == actor.role)) {
          into.role = static_cast<machine::Index>(i);
          return Nothing{};
        }
      }
      return Diagnostic{messages::unknown_actor_role, {}, {actor.role}, {}};
    }
    case Actor::Kind::other_case: {
      // Rules that do not name its type know it as somebody who is nobody in particular.
      into.kind = machine::Actor::Kind::party;
      const auto role = std::find_if(model.roles.begin(), model.roles.end(), [&](const model::Role& known) {
        return known.other_case && known.name == actor.role;
      });
      into.role = role == model.roles.end() ? machine::kNone
                                            : static_cast<machine::Index>(role - model.roles.begin());
      return Nothing{};
    }
    case Actor::Kind::office:
      break;
  }
  into.kind = machine::Actor::Kind::office;
  into.office = model.offices.find(actor.office);
  if (into.office == offices::kNoOffice) {
    return Diagnostic{messages::unknown_office_given, {}, {actor.office}, {}};
  }
  for (std::size_t i = 0; i < machine.posts.size(); ++i) {
    if (machine.posts[i] == actor.post) into.post = static_cast<machine::Index>(i);
  }
  return Nothing{};
}

bool outside_the_record(Type type) {
  return type == Type::text || type == Type::person;
}

Status translate_argument(const Model& model, const model::ActParameter& parameter, const Value& value,
                          TranslatedAct& translated, std::int64_t& into) {
  const Names names{parameter.name, parameter.label};
  if (std::holds_alternative<std::monostate>(value.held)) {
    if (!parameter.type.optional) return Diagnostic{messages::missing_argument, {}, {both(names)}, {}};
    into = kUnknown;
    return Nothing{};
  }
  if (outside_the_record(parameter.type.type)) {
    const auto* text = std::get_if<std::string>(&value.held);
    if (text == nullptr) return wrong_value(names, given_text(value), terms::kind_text);
    into = static_cast<std::int64_t>(translated.texts.size());
    translated.texts.push_back(translated.owned.emplace_back(*text));
    return Nothing{};
  }
  auto integer = to_integer(model, parameter.type, names, value);
  if (!integer) return integer.error();
  into = *integer;
  return Nothing{};
}

// The parameter of a name; else the one that alone has it as its label.
const model::ActParameter* find_parameter(const model::Act& act, const std::string& name) {
  const model::ActParameter* labelled = nullptr;
  int labels = 0;
  for (const model::ActParameter& parameter : act.parameters) {
    if (parameter.name == name) return &parameter;
    if (parameter.label.empty() || parameter.label != name) continue;
    labelled = &parameter;
    ++labels;
  }
  return labels == 1 ? labelled : nullptr;
}

Status translate_arguments(const Model& model, const model::Act& declared, const Act& act,
                           TranslatedAct& translated) {
  const auto of_act = [&](MessageCode code, Argument parameter) {
    return Diagnostic{code, {}, {both({declared.name, declared.label}), std::move(parameter)}, {}};
  };
  std::vector<const Value*> given(declared.parameters.size(), nullptr);
  for (const auto& [name, value] : act.arguments) {
    const model::ActParameter* parameter = find_parameter(declared, name);
    if (parameter == nullptr) return of_act(messages::unknown_argument, name);
    const Value*& place = given[static_cast<std::size_t>(parameter - declared.parameters.data())];
    if (place != nullptr) return of_act(messages::argument_twice, both({parameter->name, parameter->label}));
    place = &value;
  }
  translated.arguments.assign(declared.parameters.size(), kUnknown);
  for (std::size_t i = 0; i < declared.parameters.size(); ++i) {
    auto status = translate_argument(model, declared.parameters[i], given[i] == nullptr ? Value{} : *given[i],
                                     translated, translated.arguments[i]);
    if (!status) return status;
  }
  return Nothing{};
}

}  // namespace

std::string_view act_of_type(std::string_view type, std::string_view label, std::string_view act) {
  for (const std::string_view name : {type, label}) {
    if (!name.empty() && act.size() > name.size() && act.starts_with(name) && act[name.size()] == '.') {
      return act.substr(name.size() + 1);
    }
  }
  return act;
}

Bilingual both(const Names& names) {
  const std::string name(names.name);
  const std::string label(names.label);
  return {graph::shown_name(name, label, Language::english),
          graph::shown_name(name, label, Language::chinese)};
}

Result<std::int64_t> to_integer(const Model& model, const ValueType& type, const Names& names,
                                const Value& value) {
  if (std::holds_alternative<std::monostate>(value.held)) return kUnknown;
  if (const auto* text = std::get_if<std::string>(&value.held)) return from_text(model, type, names, *text);
  if (const auto* truth = std::get_if<bool>(&value.held)) {
    if (type.type == Type::truth) return std::int64_t{*truth};
    return wrong_value(names, given_text(value), terms::kind_single_value);
  }
  if (const auto* number = std::get_if<std::int64_t>(&value.held)) {
    if (type.type == Type::number) return within_range(model, type, names, *number);
    return from_text(model, type, names, std::to_string(*number));
  }
  return wrong_value(names, given_text(value), terms::kind_single_value);
}

Value to_value(const Model& model, const ValueType& type, std::int64_t value) {
  if (value == kUnknown) return {};
  switch (type.type) {
    case Type::truth:
      return {value != 0};
    case Type::date:
      return {calendar::format_day(static_cast<calendar::Day>(value))};
    case Type::duration: {
      const calendar::Period period{static_cast<std::int32_t>(value >> 3),
                                    static_cast<calendar::Unit>(value & 7)};
      // What is read back is spelled otherwise than what is shown.
      const bool same_day = period.amount == 0 && period.unit == calendar::Unit::day;
      return {same_day ? std::string("same day") : calendar::describe(period, Language::english)};
    }
    case Type::office: {
      const auto& all = model.offices.offices();
      if (value < 0 || value >= static_cast<std::int64_t>(all.size())) return {};
      return {all[static_cast<std::size_t>(value)].id};
    }
    case Type::choice: {
      const auto& values = model[type.choice].values;
      if (value < 0 || value >= static_cast<std::int64_t>(values.size())) return {};
      return {values[static_cast<std::size_t>(value)].name};
    }
    case Type::number:
    case Type::text:
    case Type::person:
    case Type::office_set:
    case Type::choice_set:
      break;
  }
  return {value};
}

Status translate(const Model& model, const machine::Machine& machine, const Act& act,
                 TranslatedAct& translated) {
  const std::string_view name = act_of_type(model.case_name, model.case_label, act.name);
  const auto found = std::find_if(model.acts.begin(), model.acts.end(), [&](const model::Act& candidate) {
    return candidate.name == name || (!candidate.label.empty() && candidate.label == name);
  });
  if (found == model.acts.end()) return Diagnostic{messages::unknown_act_given, {}, {act.name}, {}};
  translated.act.act = static_cast<machine::Index>(found - model.acts.begin());
  translated.act.time = to_minute(act.effective);
  if (auto actor = translate_actor(model, machine, act.actor, translated); !actor) return actor;

  if (auto arguments = translate_arguments(model, *found, act, translated); !arguments) return arguments;
  translated.act.arguments = translated.arguments;
  translated.act.texts = translated.texts;
  return Nothing{};
}

std::string citation_text(const std::vector<model::Citation>& citations) {
  std::string text;
  for (const model::Citation& citation : citations) {
    if (!text.empty()) text += "; ";
    text += citation.source;
    for (std::size_t i = 0; i < citation.articles.size(); ++i)
      text += (i == 0 ? " " : ", ") + citation.articles[i];
  }
  return text;
}

calendar::Minute to_minute(Instant instant) {
  return static_cast<calendar::Minute>(
      std::chrono::floor<std::chrono::minutes>(instant).time_since_epoch().count());
}

Instant to_instant(calendar::Minute minute) {
  return Instant(std::chrono::minutes(minute));
}

}  // namespace recourse::cases
