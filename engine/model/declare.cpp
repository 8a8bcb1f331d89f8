// Declarations outside the charts: header, documents, choices, the case, parameters, derived fields, roles.
#include <algorithm>
#include <utility>

#include "engine/base/messages/model.h"
#include "engine/model/building.h"
#include "engine/model/case_types.h"
#include "engine/model/derived.h"
#include "engine/model/expressions.h"
#include "engine/model/print.h"
#include "engine/model/who.h"
#include "engine/model/words.h"

namespace recourse::model {
namespace {

constexpr std::int64_t kMostDecimals = 9;
constexpr std::array<std::string_view, 7> kTypeNames = {"yes_no", "number",   "text",  "date",
                                                        "office", "duration", "person"};

void declare_header(Building& building) {
  const language::Header* first = nullptr;
  for (const language::File& file : building.files.rules) {
    if (!file.header) {
      continue;
    }
    if (first != nullptr) {
      building.report(messages::policies_twice, file.header->span)
          .related.push_back({messages::first_given_here, first->span, {first->title}});
      continue;
    }
    first = &*file.header;
    building.model.title = first->title;
    building.model.version = first->version;
    building.model.in_force = first->in_force;
  }
  if (first == nullptr && !building.files.rules.empty()) {
    building.report(messages::policy_missing, place_of_policy(building));
  }
}

void declare_sources(Building& building) {
  for (const language::File& file : building.files.rules) {
    for (const language::SourceAlias& source : file.sources) {
      const Declared* known = building.names[NameKind::source].find(source.alias.text);
      if (known != nullptr &&
          building.source_titles[static_cast<std::size_t>(known->index)] == source.title) {
        continue;  // each file may introduce the documents that it cites
      }
      building.names.declare(NameKind::source, source.alias.text,
                             static_cast<std::int32_t>(building.source_titles.size()), source.alias.span);
      building.source_titles.push_back(source.title);
    }
  }
}

void declare_choice(Building& building, const language::Choice& syntax) {
  Model& model = building.model;
  const ChoiceId id{static_cast<std::int32_t>(model.choices.size())};
  const std::string label = syntax.label.value_or("");
  building.names.declare(NameKind::choice, syntax.name.text, id.value, syntax.name.span, label);
  Choice choice{syntax.name.text, label, {}, syntax.span};
  NameTable values;
  for (const language::ChoiceValue& value : syntax.values) {
    const auto index = static_cast<std::int32_t>(choice.values.size());
    if (const Declared* first = values.add(value.name.text, index, value.name.span)) {
      building.report(messages::name_twice, value.name.span, value.name.text)
          .related.push_back({messages::first_given_here, first->span, {value.name.text}});
      continue;
    }
    choice.values.push_back({value.name.text, value.label.value_or("")});
    building.names.add_value(value.name.text, value.label.value_or(""), {id, index, value.name.span});
  }
  model.choices.push_back(std::move(choice));
}

void declare_fields(Building& building, const language::CaseType& syntax) {
  Model& model = building.model;
  for (const language::Declaration& declaration : syntax.fields) {
    const std::size_t before = building.diagnostics.items().size();
    const std::string label = declaration.label.value_or("");
    building.names.declare(NameKind::field, declaration.name.text,
                           static_cast<std::int32_t>(model.fields.size()), declaration.name.span, label);
    Field field{declaration.name.text, label, {}, base::kUnknown, declaration.span};
    field.type = resolve_type(building, declaration).value_or(faulty_type());
    model.fields.push_back(std::move(field));
    building.faulty_fields.push_back(building.diagnostics.items().size() != before);
  }
  for (const language::Derived& derived : syntax.derived) {
    building.names.declare(NameKind::derived, derived.name.text,
                           static_cast<std::int32_t>(building.derived.size()), derived.name.span,
                           derived.label.value_or(""));
    DerivedField field;
    field.syntax = &derived;
    building.derived.push_back(field);
  }
}

/// Once all files have said which fields there are.
void declare_same_matter(Building& building, const language::CaseType& syntax) {
  for (const language::Name& name :
       syntax.same_matter ? syntax.same_matter->fields : std::vector<language::Name>{}) {
    const Declared* field = building.names[NameKind::field].find(name.text);
    if (field == nullptr) {
      building.names.report_unknown({NameKind::field}, name.text, name.span);
    } else {
      building.model.same_matter.push_back({field->index});
    }
  }
}

/// The case is declared in several files, with one label; that some of them leave it out is no mistake.
void compare_labels(Building& building, const language::CaseType& syntax, const language::CaseType& first) {
  if (syntax.label && first.label && *syntax.label != *first.label) {
    building.report(messages::labels_differ, syntax.name.span, syntax.name.text, *syntax.label, *first.label)
        .related.push_back({messages::first_given_here, first.name.span, {*first.label}});
  }
}

void declare_case(Building& building) {
  Model& model = building.model;
  std::vector<const language::CaseType*> declarations;
  for (const language::File& file : building.files.rules) {
    for (const language::CaseType& syntax : file.cases) {
      declarations.push_back(&syntax);
    }
  }
  if (declarations.empty()) {
    if (!building.files.rules.empty()) {
      building.report(messages::no_case, place_of_policy(building));
    }
    return;
  }
  const language::CaseType& first = principal(declarations);
  model.case_name = first.name.text;
  model.case_label = first.label.value_or("");
  for (std::size_t i = 0; i < model.case_types.size(); ++i) {
    const CaseType& type = model.case_types[i];
    building.names.declare(NameKind::case_type, type.name, static_cast<std::int32_t>(i), first.name.span,
                           type.label);
  }
  for (const language::CaseType* syntax : declarations) {
    if (syntax->name.text == model.case_name || syntax->name.text == model.case_label) {
      declare_fields(building, *syntax);
      compare_labels(building, *syntax, first);
    } else {
      building.report(messages::case_without_process, syntax->name.span, syntax->name.text, model.case_name)
          .related.push_back({messages::first_given_here, first.name.span, {model.case_name}});
    }
  }
  for (const language::CaseType* syntax : declarations) {
    declare_same_matter(building, *syntax);
  }
  for (const language::File& file : building.files.rules) {
    for (const language::Chart& chart : file.charts) {
      if (chart.process && chart.each) {
        building.office_period = &chart;
      }
    }
  }
}

void declare_parameters_and_roles(Building& building) {
  Model& model = building.model;
  for (const language::File& file : building.files.rules) {
    for (const language::Parameter& syntax : file.parameters) {
      const std::string label = syntax.label.value_or("");
      building.names.declare(NameKind::parameter, syntax.name.text,
                             static_cast<std::int32_t>(model.parameters.size()), syntax.name.span, label);
      Parameter parameter;
      parameter.name = syntax.name.text;
      parameter.label = label;
      parameter.assumed = syntax.assumed;
      parameter.citations = resolve_citation(building, syntax.cites);
      parameter.span = syntax.span;
      model.parameters.push_back(std::move(parameter));
      building.parameters.push_back({&syntax, Progress::untouched});
    }
    for (const language::Role& syntax : file.roles) {
      const std::string label = syntax.label.value_or("");
      building.names.declare(NameKind::role, syntax.name.text, static_cast<std::int32_t>(model.roles.size()),
                             syntax.name.span, label);
      model.roles.push_back({syntax.name.text, label, {}, syntax.party, false, syntax.span});
      building.roles.push_back({&syntax, Progress::untouched});
    }
  }
}

bool reads_today(const Model& model, ExpressionId id) {
  const Expression& node = model[id];
  return node.operation == Operation::today ||
         std::any_of(node.operands.begin(), node.operands.end(),
                     [&](ExpressionId operand) { return reads_today(model, operand); });
}

void resolve_initial_values(Building& building) {
  std::size_t index = 0;
  for (const language::File& file : building.files.rules) {
    for (const language::CaseType& syntax : file.cases) {
      if (syntax.name.text != building.model.case_name && syntax.name.text != building.model.case_label) {
        continue;  // reported; its fields were not taken
      }
      for (const language::Declaration& declaration : syntax.fields) {
        const std::size_t field = index++;
        if (!declaration.initial) {
          continue;
        }
        const ValueType type = building.model.fields[field].type;
        if (type.faulty) {
          continue;
        }
        if (type.type == Type::office_set || type.type == Type::choice_set) {
          building.report(messages::set_assigned, declaration.initial->span, declaration.name.text);
        } else if (const auto value = Resolver(building, Scope{}).constant(*declaration.initial, type)) {
          building.model.fields[field].initial = *value;
        } else {
          building.faulty_fields[field] = true;
        }
      }
    }
  }
}

}  // namespace

SourceSpan place_of_policy(const Building& building) {
  const std::vector<language::File>& files = building.files.rules;
  for (const language::File& file : files) {
    if (file.header) {
      return file.header->span;
    }
  }
  return files.size() == 1 ? SourceSpan{files.front().source, 0, 0} : SourceSpan{};
}

std::optional<ValueType> resolve_type(Building& building, const language::Declaration& declaration) {
  ValueType type;
  type.optional = declaration.optional;
  if (const auto word = type_word(declaration.type.text)) {
    type.type = word->type;
    type.scale =
        declaration.scale != 0
            ? static_cast<std::int32_t>(std::clamp<std::int64_t>(declaration.scale, 0, kMostDecimals))
            : word->scale;
  } else if (const Declared* choice = building.names[NameKind::choice].find(declaration.type.text)) {
    type.type = Type::choice;
    type.choice = {choice->index};
  } else if (const Declared* other = building.names[NameKind::case_type].find(declaration.type.text)) {
    type.type = Type::text;
    type.case_type = other->index;
  } else {
    building.names.report_unknown({NameKind::type, NameKind::choice, NameKind::case_type},
                                  declaration.type.text, declaration.type.span,
                                  {kTypeNames.begin(), kTypeNames.end()});
    return std::nullopt;
  }
  if (declaration.scale < 0 || declaration.scale > kMostDecimals) {
    building.report(messages::too_many_decimals, declaration.type.span, kMostDecimals);
  }
  std::int64_t factor = 1;
  for (std::int32_t i = 0; i < type.scale; ++i) {
    factor *= 10;
  }
  for (const auto& [given, bound] :
       {std::pair(&declaration.least, &type.least), std::pair(&declaration.most, &type.most)}) {
    std::int64_t value = 0;
    if (*given && __builtin_mul_overflow(**given, factor, &value)) {
      building.report(messages::result_too_large, declaration.span);
    } else if (*given) {
      *bound = value;
    }
  }
  if (type.least && type.most && *type.most < *type.least) {
    building.report(messages::empty_range, declaration.span, declaration.name.text);
  }
  if (declaration.set_of) {
    if (type.type != Type::office && type.type != Type::choice) {
      building.report(messages::set_of_what, declaration.span, type_argument(building, type));
      return std::nullopt;
    }
    type.type = type.type == Type::office ? Type::office_set : Type::choice_set;
    type.optional = false;
  }
  return type;
}

void declare_basics(Building& building) {
  declare_header(building);
  declare_sources(building);
  for (const language::File& file : building.files.rules) {
    for (const language::Choice& choice : file.choices) {
      declare_choice(building, choice);
    }
  }
}

void declare_values(Building& building) {
  declare_case(building);
  declare_parameters_and_roles(building);
}

bool begin_definition(Building& building, Progress& progress, const SourceSpan& span,
                      const std::string& name) {
  if (progress == Progress::resolved) {
    return false;
  }
  const bool is_ring = progress == Progress::open;
  if (is_ring || building.chain >= kLongestDefinition) {
    if (is_ring) {
      building.report(messages::circular, span, name);
    } else if (!std::exchange(building.chain_reported, true)) {
      building.report(messages::chain_too_long, span, name, std::int64_t{kLongestDefinition});
    }
    progress = Progress::resolved;
    return false;
  }
  progress = Progress::open;
  ++building.chain;
  return true;
}

void end_definition(Building& building, Progress& progress) {
  progress = Progress::resolved;
  --building.chain;
}

void resolve_parameter(Building& building, std::size_t index) {
  PendingParameter& pending = building.parameters[index];
  const language::Expression& syntax = pending.syntax->value;
  if (!begin_definition(building, pending.progress, pending.syntax->span, pending.syntax->name.text)) {
    return;
  }
  Typed value;
  if (syntax.kind == language::Expression::Kind::unknown) {
    building.report(messages::unknown_not_allowed, syntax.span);
  } else {
    value = Resolver(building, Scope{}).resolve(syntax);
  }
  end_definition(building, pending.progress);
  if (!value.ok()) {
    return;
  }
  const Expression& node = building.model[value.id];
  if (node.operation != Operation::constant || value.type.type == Type::office) {
    building.report(messages::not_constant, syntax.span, source_text(syntax.span));
    return;
  }
  building.model.parameters[index].type = value.type;
  building.model.parameters[index].value = node.constant;
}

void derive(Building& building, std::size_t index) {
  DerivedField& field = building.derived[index];
  if (!begin_definition(building, field.progress, field.syntax->span, field.syntax->name.text)) {
    return;
  }
  const Typed value = Resolver(building, Scope{}).resolve(field.syntax->value);
  if (field.progress == Progress::open && value.ok()) {
    field.expression = value.id;
    field.type = value.type;
    field.reads_today = reads_today(building.model, value.id);
  }
  end_definition(building, field.progress);
}

void resolve_values(Building& building) {
  for (std::size_t i = 0; i < building.parameters.size(); ++i) {
    resolve_parameter(building, i);
  }
  resolve_initial_values(building);
  for (std::size_t i = 0; i < building.roles.size(); ++i) {
    resolve_role(building, i);
  }
  for (std::size_t i = 0; i < building.derived.size(); ++i) {
    derive(building, i);
  }
}

}  // namespace recourse::model
