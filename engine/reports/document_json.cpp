// The document of a policy for programs: what the page says, with declared names, without drawings and links.
#include "engine/reports/document.h"
#include "engine/reports/explain_json.h"

namespace recourse::reports {
namespace {

/// One function a kind, each of which may call any other.
struct Writer {
  static Json to_json(const Lines& lines) {
    Json list = Json::array();
    for (const Line& line : lines) list.push_back(to_json(line));
    return list;
  }

  /// A text, or a text with what stands under it.
  static Json to_json(const Line& line) {
    if (line.under.empty()) return line.text;
    return {{"text", line.text}, {"under", to_json(line.under)}};
  }

  static Json to_json(const Provision& said) {
    Json json{{"name", said.name},           {"kind", said.kind},       {"sentence", said.sentence},
              {"statutory", said.statutory}, {"assumed", said.assumed}, {"service", said.service}};
    if (!said.label.empty()) json["label"] = said.label;
    if (!said.who.empty()) json["who"] = said.who;
    for (const Fact& fact : said.facts) json[fact.key] = to_json(fact.lines);
    json["rule"] = said.rule;
    json["file"] = said.file;
    json["line"] = said.line;
    return json;
  }

  static Json to_json(const DocumentValue& value) {
    return {{"name", value.declared}, {"label", value.name}, {"type", value.type}};
  }

  template <typename Item>
  static Json array(const std::vector<Item>& items) {
    Json list = Json::array();
    for (const Item& item : items) list.push_back(to_json(item));
    return list;
  }

  static Json to_json(const Party& party) {
    return {{"party", party.name},
            {"who_is", party.who_is},
            {"answers_for", to_json(party.stages)},
            {"must", array(party.must)},
            {"may", array(party.may)},
            {"must_not", array(party.must_not)},
            {"must_not_as_everybody", to_json(party.holds_too)},
            {"powers", to_json(party.powers)},
            {"told", to_json(party.told)}};
  }

  static Json to_json(const DocumentStage& stage) {
    return {{"stage", stage.name},
            {"depth", stage.depth},
            {"start", stage.start},
            {"final", stage.final},
            {"parallel", stage.parallel},
            {"owner", to_json(stage.owner)},
            {"entered", to_json(stage.entered)},
            {"clauses", to_json(stage.owed)},
            {"leaves", to_json(stage.leaves)},
            {"basis", to_json(stage.basis)},
            {"events", array(stage.events)}};
  }

  static Json to_json(const DocumentChart& chart) {
    return {{"name", chart.name},
            {"kind", chart.process ? "process" : "rule"},
            {"basis", to_json(chart.basis)},
            {"clauses", to_json(chart.owed)},
            {"events", array(chart.events)},
            {"stages", array(chart.stages)}};
  }

  static Json to_json(const DocumentAct& act) {
    return {{"name", act.declared},
            {"label", act.name},
            {"arguments", array(act.given)},
            {"clauses", to_json(act.clauses)},
            {"basis", to_json(act.basis)}};
  }

  static Json to_json(const DocumentPart& part) {
    return {{"case_type", part.declared},     {"label", part.name},
            {"parties", array(part.parties)}, {"processes", array(part.charts)},
            {"fields", array(part.fields)},   {"acts", array(part.acts)}};
  }

  static Json to_json(const DocumentTable& table) {
    Json json{{"name", table.declared}, {"label", table.name}, {"inputs", table.inputs},
              {"answer", table.answer}, {"hit", table.hit},    {"rows", table.rows}};
    if (!table.otherwise.empty()) json["otherwise"] = table.otherwise;
    json["basis"] = to_json(table.basis);
    return json;
  }

  static Json to_json(const DocumentParameter& parameter) {
    return {{"name", parameter.declared},
            {"label", parameter.name},
            {"type", parameter.type},
            {"value", parameter.value},
            {"assumed", parameter.assumed},
            {"basis", to_json(parameter.basis)},
            {"used_by", to_json(parameter.used)}};
  }

  static Json to_json(const DocumentArticle& article) {
    return {{"article", article.text}, {"rests_on_it", to_json(article.rests)}};
  }

  static Json to_json(const DocumentSource& source) {
    return {{"source", source.title}, {"articles", array(source.articles)}};
  }
};

}  // namespace

std::string to_json(const Document& made) {
  return document(Json{{"title", made.title},
                       {"version", made.version},
                       {"in_force", made.in_force},
                       {"digest", made.digest},
                       {"replaces", made.replaces},
                       {"case_types", Writer::array(made.parts)},
                       {"tables", Writer::array(made.tables)},
                       {"parameters", Writer::array(made.parameters)},
                       {"assumed", Writer::to_json(made.assumed)},
                       {"sources", Writer::array(made.sources)}});
}

}  // namespace recourse::reports
