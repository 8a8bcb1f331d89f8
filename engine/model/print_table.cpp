// Decision tables and the values in their cells as text: canonical, and for those who read either language.
#include <fmt/format.h>

#include <algorithm>

#include "engine/calendar/calendar.h"
#include "engine/calendar/wording.h"
#include "engine/model/print.h"
#include "engine/model/value_set.h"

namespace recourse::model {
namespace {

std::string_view hit_name(Table::Hit hit) {
  constexpr std::array<std::string_view, 6> kNames = {"unique",      "first",         "collect",
                                                      "collect sum", "collect least", "collect greatest"};
  return kNames[static_cast<std::size_t>(hit)];
}

}  // namespace

std::string print_decimal(std::int64_t value, std::int32_t scale) {
  if (scale <= 0) {
    return std::to_string(value);
  }
  std::string digits = fmt::format("{:0{}}", value < 0 ? -value : value, scale + 1);
  digits.insert(digits.size() - static_cast<std::size_t>(scale), ".");
  return (value < 0 ? "-" : "") + digits;
}

bool has_chinese(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char byte) { return static_cast<unsigned char>(byte) >= 0xE3; });
}

std::string shown_name(const std::string& name, const std::string& label, Language language) {
  const bool chinese = language == Language::chinese;
  for (const std::string* candidate : {&label, &name}) {
    if (!candidate->empty() && has_chinese(*candidate) == chinese) {
      return *candidate;
    }
  }
  return label.empty() ? name : label;
}

std::string shown_value(const Model& model, const ValueType& type, std::int64_t value, Language language) {
  const bool chinese = language == Language::chinese;
  if (value == base::kUnknown) {
    return chinese ? "不明" : "unknown";
  }
  switch (type.type) {
    case Type::truth:
      return chinese ? (value != 0 ? "是" : "否") : (value != 0 ? "yes" : "no");
    case Type::choice: {
      const ChoiceValue& chosen = model[type.choice].values[static_cast<std::size_t>(value)];
      return shown_name(chosen.name, chosen.label, language);
    }
    case Type::number:
      return print_decimal(value, type.scale);
    default:
      return print_value(model, type, value);
  }
}

std::string print_value_set(const Model& model, const ValueType& type, const ValueSet& set) {
  const ValueSet all = all_values(model, type);
  if (set == all) {
    return "-";
  }
  std::string text;
  const auto add = [&text](const std::string& part) { text += (text.empty() ? "" : ", ") + part; };
  for (const Interval& interval : set.known) {
    const bool is_first = interval.least == all.known.front().least;
    const bool is_last = interval.most == all.known.back().most;
    if (type.type == Type::choice || type.type == Type::truth) {
      for (std::int64_t value = interval.least; value <= interval.most; ++value) {
        add(print_value(model, type, value));
      }
    } else if (interval.least == interval.most) {
      add(print_value(model, type, interval.least));
    } else {
      add((is_first ? "" : print_value(model, type, interval.least)) + ".." +
          (is_last ? "" : print_value(model, type, interval.most)));
    }
  }
  if (set.unknown) {
    add("unknown");
  }
  return text;
}

std::string print_table(const Model& model, const Table& table) {
  std::string text = "(";
  for (const Table::Input& input : table.inputs) {
    text += (text.size() == 1 ? "" : ", ") + print_type(model, input.type);
  }
  return text + ") gives " + print_type(model, table.answer) + " " + std::string(hit_name(table.hit));
}

std::vector<std::string> print_rows(const Model& model, const Table& table) {
  std::vector<std::string> rows;
  for (const Table::Row& row : table.rows) {
    std::string text;
    for (std::size_t column = 0; column < row.cells.size(); ++column) {
      text += print_value_set(model, table.inputs[column].type, row.cells[column]) + " | ";
    }
    rows.push_back(text + print_value(model, table.answer, row.answer));
  }
  if (table.otherwise) {
    rows.push_back("otherwise | " + print_value(model, table.answer, *table.otherwise));
  }
  if (table.hit == Table::Hit::first) {
    for (std::size_t row = 0; row < rows.size(); ++row) {
      rows[row] = std::to_string(row + 1) + ": " + rows[row];
    }
  }
  return rows;
}

}  // namespace recourse::model
