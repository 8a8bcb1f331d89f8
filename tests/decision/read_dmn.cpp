// DMN documents → tables and cases.
#include <algorithm>

#include "tests/decision/dmn.h"

namespace recourse::decision {
namespace {

std::string text_of(const Element& element, const std::string& child) {
  const Element* found = element.child(child);
  const Element* text = found ? found->child("text") : nullptr;
  return text ? text->text : "";
}

/// "High", "Low" → High, Low.
std::vector<std::string> texts_in(const std::string& list) {
  std::vector<std::string> values;
  for (std::size_t at = list.find('"'); at != std::string::npos;) {
    const std::size_t end = list.find('"', at + 1);
    if (end == std::string::npos) break;
    values.push_back(list.substr(at + 1, end - at - 1));
    at = list.find('"', end + 1);
  }
  return values;
}

void add(std::vector<std::string>& values, const std::vector<std::string>& more) {
  for (const std::string& value : more)
    if (std::ranges::find(values, value) == values.end()) values.push_back(value);
}

int decimals_of(const std::string& number) {
  const auto dot = number.find('.');
  return dot == std::string::npos ? 0 : static_cast<int>(number.size() - dot - 1);
}

DecisionTable table_of(const Element& decision) {
  const Element& logic = *decision.child("decisionTable");
  DecisionTable table{
      decision.attribute("name"), logic.attribute("hitPolicy"), logic.attribute("aggregation"), {}, {}, {}};
  for (const Element* input : logic.all("input")) {
    const Element* expression = input->child("inputExpression");
    table.inputs.push_back({text_of(*input, "inputExpression"), expression->attribute("typeRef"),
                            texts_in(text_of(*input, "inputValues"))});
  }
  for (const Element* output : logic.all("output")) {
    Output made;
    made.name = output->attribute("name");
    made.priorities = texts_in(text_of(*output, "outputValues"));
    made.values = made.priorities;
    made.otherwise = text_of(*output, "defaultOutputEntry");
    add(made.values, texts_in(made.otherwise));
    table.outputs.push_back(made);
  }
  for (const Element* rule : logic.all("rule")) {
    Rule made;
    for (const Element* entry : rule->all("inputEntry")) made.inputs.push_back(entry->child("text")->text);
    for (const Element* entry : rule->all("outputEntry")) made.outputs.push_back(entry->child("text")->text);
    for (std::size_t i = 0; i < made.inputs.size(); ++i)
      add(table.inputs[i].values, texts_in(made.inputs[i]));
    for (std::size_t i = 0; i < made.outputs.size(); ++i) {
      Output& output = table.outputs[i];
      add(output.values, texts_in(made.outputs[i]));
      output.is_number = texts_in(made.outputs[i]).empty();
      output.decimals = std::max(output.decimals, output.is_number ? decimals_of(made.outputs[i]) : 0);
    }
    table.rules.push_back(std::move(made));
  }
  return table;
}

/// All values in an element, in their order.
void collect_values(const Element& element, std::vector<std::string>& values) {
  if (element.name == "value") values.push_back(element.text);
  for (const Element& child : element.children) collect_values(child, values);
}

/// The values of the component of this name, wherever it stands; of an output without a name all values.
void collect_component(const Element& element, const std::string& name, std::vector<std::string>& values) {
  if (name.empty() || (element.name == "component" && element.attribute("name") == name)) {
    collect_values(element, values);
    return;
  }
  for (const Element& child : element.children) collect_component(child, name, values);
}

TestCase case_of(const Element& element, const DecisionTable& table) {
  TestCase made;
  made.id = element.attribute("id");
  for (const Input& input : table.inputs) {
    std::vector<std::string> values;
    for (const Element* node : element.all("inputNode"))
      if (node->attribute("name") == input.name) collect_values(*node, values);
    made.inputs.push_back(values.empty() ? "" : values.front());
  }
  for (const Output& output : table.outputs) {
    std::vector<std::string> values;
    for (const Element* node : element.all("resultNode"))
      if (node->attribute("name") == table.name && node->child("expected"))
        collect_component(*node->child("expected"), output.name, values);
    made.expected.push_back(values);
  }
  return made;
}

bool gives_list(const DecisionTable& table) {
  return (table.hit == "COLLECT" && table.aggregation.empty()) || table.hit == "RULE ORDER" ||
         table.hit == "OUTPUT ORDER";
}

}  // namespace

Conformance read_conformance(const std::string& model, const std::vector<std::string>& tests) {
  Conformance conformance;
  const Element root = read_xml(model);
  const Element* decision = nullptr;
  for (const Element* candidate : root.all("decision"))
    if (candidate->child("decisionTable")) decision = candidate;
  if (!decision) {
    conformance.out_of_scope = "its logic is an expression, not a table";
    return conformance;
  }
  conformance.table = table_of(*decision);
  if (gives_list(conformance.table) && conformance.table.outputs.size() > 1) {
    conformance.out_of_scope = "it gives a list of pairs";
    return conformance;
  }
  for (const std::string& document : tests) {
    const Element cases = read_xml(document);
    for (const Element* each : cases.all("testCase"))
      conformance.cases.push_back(case_of(*each, conformance.table));
  }
  return conformance;
}

}  // namespace recourse::decision
