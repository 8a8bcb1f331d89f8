// Tables and cases → the rule language. A table with several outputs becomes one table for each. What the language does not have is said by
// what it has: `any` is `first`, since all rows that apply agree; `priority` is `first` with the rows put in order; a count is a sum of ones;
// lists are asked for their members.
#include <algorithm>
#include <cmath>

#include "tests/decision/dmn.h"

namespace recourse::decision {
namespace {

class PolicyWriter {
public:
  PolicyWriter(const std::string& title, const Conformance& conformance)
      : title_(title), conformance_(conformance), table_(conformance.table) {}

  std::string text() {
    std::string text =
        "policy \"" + title_ + "\" version \"1\" in force 2026-01-01\ncalendar \"calendar.yaml\"\n";
    std::string fields, parameters, effects;
    for (std::size_t i = 0; i < table_.inputs.size(); ++i) {
      if (table_.inputs[i].type == "string") text += choice(input(i), table_.inputs[i].values);
      std::string type = input_type(i);
      fields += "  " + input(i) + ": " + type + "\n";
      parameters += (i == 0 ? "" : ", ") + input(i) + ": " + type;
      effects += (i == 0 ? "" : "; ") + ("set " + input(i) + " = " + input(i));
    }
    text += "case question {\n" + fields + "}\nrole asker = party\n";
    for (std::size_t i = 0; i < table_.outputs.size(); ++i) {
      if (!table_.outputs[i].is_number) text += choice(output(i), table_.outputs[i].values);
      text += table(i);
    }
    text += "process asking for question {\n  opens on ask(" + parameters + ") by asker { " + effects +
            " }\n  start stage asked { asker may end -> ended }\n  final stage ended\n}\n";
    for (const TestCase& each : conformance_.cases) text += test(each);
    return text;
  }

private:
  static std::string input(std::size_t i) { return "in" + std::to_string(i + 1); }
  static std::string output(std::size_t i) { return "out" + std::to_string(i + 1); }

  std::string input_type(std::size_t i) const {
    const std::string& type = table_.inputs[i].type;
    return type == "string" ? "C" + input(i) : type == "boolean" ? "yes/no" : "number";
  }

  /// Values are called by their place, since they may be any text.
  static std::string choice(const std::string& name, const std::vector<std::string>& values) {
    std::string text = "choice C" + name + " {";
    for (std::size_t i = 0; i < values.size(); ++i)
      text += (i == 0 ? " " : ", ") + name + "_" + std::to_string(i + 1) + " \"" + values[i] + "\"";
    return text + " }\n";
  }

  static std::string value_of(const std::string& name, const std::vector<std::string>& values,
                              const std::string& value) {
    auto place = std::ranges::find(values, value) - values.begin();
    return name + "_" + std::to_string(place + 1);
  }

  static std::string without_quotes(const std::string& text) {
    return text.starts_with('"') ? text.substr(1, text.size() - 2) : text;
  }

  /// A number in the units of its last decimal place: the language writes none.
  static std::string scaled(const std::string& number, int decimals) {
    return std::to_string(std::llround(std::stod(number) * std::pow(10.0, decimals)));
  }

  std::string answer(std::size_t i, const std::string& feel) const {
    const Output& output = table_.outputs[i];
    if (table_.aggregation == "COUNT") return "1";
    return output.is_number ? scaled(feel, output.decimals)
                            : value_of(PolicyWriter::output(i), output.values, without_quotes(feel));
  }

  /// The unary tests that occur: -, comparisons with a number, lists of texts, true and false.
  std::string cell(std::size_t i, const std::string& feel) const {
    if (feel == "-" || table_.inputs[i].type == "number") return feel;
    if (table_.inputs[i].type == "boolean") return feel == "true" ? "yes" : "no";
    std::string text;
    for (std::size_t at = 0; at < feel.size();) {
      std::size_t end = std::min(feel.find(',', at), feel.size());
      std::string one = feel.substr(at, end - at);
      one = one.substr(one.find('"'), one.rfind('"') - one.find('"') + 1);
      text += (text.empty() ? "" : ", ") + value_of(input(i), table_.inputs[i].values, without_quotes(one));
      at = end + 1;
    }
    return text;
  }

  std::string hit() const {
    if (table_.hit == "UNIQUE" || table_.hit.empty()) return "unique";
    if (table_.hit == "COLLECT" && table_.aggregation == "MIN") return "collect least";
    if (table_.hit == "COLLECT" && table_.aggregation == "MAX") return "collect greatest";
    if (table_.hit == "COLLECT" && !table_.aggregation.empty()) return "collect sum";
    return gives_list() ? "collect" : "first";
  }

  bool gives_list() const {
    return (table_.hit == "COLLECT" && table_.aggregation.empty()) || table_.hit.ends_with("ORDER");
  }

  std::vector<Rule> rules() const {
    std::vector<Rule> rules = table_.rules;
    if (table_.hit == "PRIORITY") {
      auto rank = [this](const Rule& rule) {
        const auto& order = table_.outputs.front().priorities;
        return std::ranges::find(order, without_quotes(rule.outputs.front())) - order.begin();
      };
      std::ranges::stable_sort(rules,
                               [&](const Rule& one, const Rule& other) { return rank(one) < rank(other); });
    }
    return rules;
  }

  std::string names() const {
    std::string names;
    for (std::size_t i = 0; i < table_.inputs.size(); ++i) names += (i == 0 ? "" : ", ") + input(i);
    return names;
  }

  std::string table(std::size_t i) const {
    const Output& output = table_.outputs[i];
    bool may_be_none = hit() != "collect" && hit() != "collect sum";
    std::string text = "table t" + std::to_string(i + 1) + "(" + names() + ") gives " +
                       (output.is_number ? "number" : "C" + PolicyWriter::output(i)) +
                       (may_be_none ? "? " : " ") + hit() + " {\n";
    for (const Rule& rule : rules()) {
      text += "  ";
      for (std::size_t column = 0; column < rule.inputs.size(); ++column)
        text += cell(column, rule.inputs[column]) + " | ";
      text += answer(i, rule.outputs[i]) + "\n";
    }
    if (!output.otherwise.empty()) text += "  otherwise | " + answer(i, output.otherwise) + "\n";
    return text + "}\n";
  }

  std::string test(const TestCase& each) const {
    std::string text = "test \"" + each.id + "\" {\n  2026-03-02 ask(";
    for (std::size_t i = 0; i < each.inputs.size(); ++i) {
      const std::string& given = each.inputs[i];
      std::string value = table_.inputs[i].type == "string"
                              ? value_of(input(i), table_.inputs[i].values, given)
                          : table_.inputs[i].type == "boolean" ? (given == "true" ? "yes" : "no")
                                                               : given;
      text += (i == 0 ? "" : ", ") + input(i) + ": " + value;
    }
    text += ") by asker\n";
    for (std::size_t i = 0; i < each.expected.size(); ++i) text += expectations(i, each.expected[i]);
    return text + "}\n";
  }

  std::string expectations(std::size_t i, const std::vector<std::string>& expected) const {
    const Output& output = table_.outputs[i];
    std::string call = "t" + std::to_string(i + 1) + "(" + names() + ")", text;
    if (!gives_list()) {
      std::string value = output.is_number
                              ? scaled(expected.front(), output.decimals)
                              : value_of(PolicyWriter::output(i), output.values, expected.front());
      return "  expect " + call + " = " + value + "\n";
    }
    for (const std::string& value : output.values) {
      bool is_member = std::ranges::find(expected, value) != expected.end();
      text += "  expect " + value_of(PolicyWriter::output(i), output.values, value) +
              (is_member ? " in " : " not in ") + call + "\n";
    }
    return text;
  }

  const std::string& title_;
  const Conformance& conformance_;
  const DecisionTable& table_;
};

}  // namespace

std::string as_policy(const std::string& title, const Conformance& conformance) {
  return PolicyWriter(title, conformance).text();
}

}  // namespace recourse::decision
