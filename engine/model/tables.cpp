// The heads of decision tables: names, inputs with their types, the type of the answers.
#include "engine/model/tables.h"

#include <algorithm>

#include "engine/base/messages/model.h"

namespace recourse::model {
namespace {

constexpr std::size_t kMostInputs = 20;

bool may_be_input(const ValueType& type) {
  return type.type == Type::truth || type.type == Type::number || type.type == Type::date ||
         type.type == Type::choice;
}

bool may_be_answer(const ValueType& type, Table::Hit hit) {
  switch (hit) {
    case Table::Hit::sum:
      return type.type == Type::number && !type.optional;
    case Table::Hit::least:
    case Table::Hit::greatest:
      return type.type == Type::number || type.type == Type::date;
    default:
      return type.type != Type::text && type.type != Type::person && type.type != Type::office_set &&
             type.type != Type::choice_set && (hit != Table::Hit::collect || !type.optional);
  }
}

class TableHead {
public:
  TableHead(Building& building, const language::Table& syntax) : building_(building), syntax_(syntax) {}

  /// False when it is wrong, which has been reported.
  bool resolve(Table& table) {
    table.name = syntax_.name.text;
    table.label = syntax_.label.value_or("");
    table.span = syntax_.span;
    table.hit = static_cast<Table::Hit>(syntax_.hit);
    table.citations = resolve_citation(building_, syntax_.cites);
    if (syntax_.inputs.size() > kMostInputs) {
      building_.report(messages::table_too_wide, syntax_.inputs[kMostInputs].name.span,
                       static_cast<std::int64_t>(kMostInputs));
      return false;
    }
    for (const language::Declaration& declaration : syntax_.inputs) {
      input(declaration, table);
    }
    answer(table);
    return good_;
  }

private:
  void input(const language::Declaration& declaration, Table& table) {
    const std::string& name = declaration.name.text;
    const auto same = std::find_if(table.inputs.begin(), table.inputs.end(),
                                   [&](const Table::Input& other) { return other.name == name; });
    if (same != table.inputs.end()) {
      building_.report(messages::name_twice, declaration.name.span, name)
          .related.push_back({messages::first_given_here, same->span, {name}});
      good_ = false;
      return;
    }
    Table::Input input{name, declaration.label.value_or(""), {}, declaration.name.span};
    if (declaration.type.text.empty()) {
      take_field(input);
    } else {
      input.type = resolve_type(building_, declaration).value_or(faulty_type());
    }
    good_ = good_ && !input.type.faulty;
    if (!input.type.faulty && !may_be_input(input.type)) {
      building_.report(messages::table_input_type, declaration.span, name,
                       type_argument(building_, input.type));
      good_ = false;
    }
    table.inputs.push_back(std::move(input));
  }

  /// An input that only has a name is the field of that name.
  void take_field(Table::Input& input) {
    const Declared* field = building_.names[NameKind::field].find(input.name);
    if (field == nullptr) {
      building_.report(messages::table_input_without_type, input.span, input.name);
      input.type = faulty_type();
      return;
    }
    const Field& meant = building_.model.fields[static_cast<std::size_t>(field->index)];
    input.type = meant.type;
    if (input.label.empty()) {
      input.label = meant.name == input.name ? meant.label : meant.name;
    }
  }

  void answer(Table& table) {
    table.answer =
        syntax_.answer ? resolve_type(building_, *syntax_.answer).value_or(faulty_type()) : faulty_type();
    good_ = good_ && !table.answer.faulty;
    if (!table.answer.faulty && !may_be_answer(table.answer, table.hit)) {
      building_.report(messages::table_answer_type, syntax_.answer->span,
                       type_argument(building_, table.answer));
      good_ = false;
    }
  }

  Building& building_;
  const language::Table& syntax_;
  bool good_ = true;
};

}  // namespace

std::string input_names(const Table& table) {
  std::string names;
  for (const Table::Input& input : table.inputs) {
    names += (names.empty() ? "" : ", ") + input.name;
  }
  return names;
}

void declare_tables(Building& building) {
  for (const language::File& file : building.files.rules) {
    for (const language::Table& syntax : file.tables) {
      building.names.declare(NameKind::table, syntax.name.text,
                             static_cast<std::int32_t>(building.model.tables.size()), syntax.name.span,
                             syntax.label.value_or(""));
      Table table;
      const bool is_sound = TableHead(building, syntax).resolve(table);
      building.model.tables.push_back(std::move(table));
      building.tables.push_back({&syntax, !is_sound});
    }
  }
}

void resolve_tables(Building& building) {
  for (std::size_t index = 0; index < building.tables.size(); ++index) {
    const PendingTable& pending = building.tables[index];
    if (pending.faulty) {
      continue;
    }
    const std::size_t before = building.diagnostics.items().size();
    resolve_rows(building, *pending.syntax, building.model.tables[index]);
    if (building.diagnostics.items().size() == before) {
      check_coverage(building, building.model.tables[index]);
    }
  }
}

}  // namespace recourse::model
