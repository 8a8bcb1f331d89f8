// The document of a policy as one page without anything from outside and without scripts.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "engine/base/catalogue.h"
#include "engine/base/messages/graph.h"
#include "engine/base/messages/model.h"
#include "engine/base/messages/reports.h"
#include "engine/reports/document.h"
#include "engine/reports/document_style.h"
#include "engine/reports/html.h"

namespace recourse::reports {
namespace {

/// A drawing that is wider is too small to read on a sheet of A4 that stands upright.
constexpr double kPaperWidth = 900;

class Page {
public:
  explicit Page(const Document& document) : document_(document) {}

  std::string make() {
    const std::string title = words(terms::document_title, {document_.title});
    text_ = begin_page(title, kDocumentStyle, document_.language);
    head();
    contents();
    text_ += "<main>\n";
    for (const DocumentPart& part : document_.parts) road(part);
    for (const DocumentPart& part : document_.parts) parties(part);
    for (const DocumentPart& part : document_.parts) charts(part);
    tables();
    parameters();
    assumed();
    for (const DocumentPart& part : document_.parts) acts(part);
    for (const DocumentPart& part : document_.parts) fields(part);
    articles();
    text_ += "</main>\n" + end_page();
    return std::move(text_);
  }

private:
  [[nodiscard]] std::string words(TermCode term, const std::vector<Argument>& arguments = {}) const {
    return base::fill(base::word(term, document_.language), arguments, document_.language);
  }
  [[nodiscard]] std::string escaped(TermCode term) const { return escape(words(term)); }

  static std::string link(const Line& line) {
    return line.link.empty() ? escape(line.text)
                             : "<a href=\"#" + escape(line.link) + "\">" + escape(line.text) + "</a>";
  }

  /// One line without anything under it needs no list.
  static std::string list(const Lines& lines, bool even_one = false) {
    if (lines.empty()) return "";
    if (lines.size() == 1 && lines[0].under.empty() && !even_one) return link(lines[0]);
    std::string html = lines.size() == 1 && !even_one ? "<ul class=\"one\">" : "<ul>";
    for (const Line& line : lines) html += "<li>" + link(line) + list(line.under, true) + "</li>";
    return html + "</ul>";
  }

  [[nodiscard]] std::string inline_list(const Lines& lines) const {
    std::string html;
    for (const Line& line : lines)
      html +=
          (html.empty() ? ""
                        : escape(std::string(base::word(terms::word_between_items, document_.language)))) +
          link(line);
    return html;
  }

  [[nodiscard]] std::string mark(const char* style, TermCode term) const {
    return std::string(" <span class=\"mark ") + style + "\">" + escaped(term) + "</span>";
  }

  /// Where a section of a part is said of one case type among several, it says of which.
  [[nodiscard]] std::string of_part(const DocumentPart& part, TermCode title) const {
    return document_.parts.size() == 1 ? words(title)
                                       : words(terms::document_of_cases, {words(title), part.name});
  }
  [[nodiscard]] std::string section_id(const DocumentPart& part, const char* name) const {
    return std::string("section-") + name + "-" + std::to_string(&part - document_.parts.data() + 1);
  }
  void section(const std::string& id, const std::string& title) {
    text_ += "<h2 id=\"" + escape(id) + "\">" + escape(title) + "</h2>\n";
  }

  void fact(TermCode name, const std::string& html) {
    if (!html.empty()) text_ += "<dt>" + escaped(name) + "</dt><dd>" + html + "</dd>";
  }

  void head() {
    text_ += "<header><h1>" + escape(document_.title) + "</h1><p class=\"quiet\">" +
             escaped(terms::document_subtitle) + "</p>\n<dl class=\"facts\">";
    fact(terms::document_version, escape(document_.version));
    fact(terms::document_in_force, escape(document_.in_force));
    std::vector<std::string> types;
    for (const DocumentPart& part : document_.parts) types.push_back(part.name);
    fact(terms::document_cases, escape(fmt::format("{}", fmt::join(types, separator()))));
    std::vector<std::string> sources;
    for (const DocumentSource& source : document_.sources) sources.push_back(source.title);
    fact(terms::document_rests_on, escape(fmt::format("{}", fmt::join(sources, separator()))));
    fact(terms::document_replaces, escape(fmt::format("{}", fmt::join(document_.replaces, separator()))));
    fact(terms::document_meaning, "<code>" + escape(document_.digest) + "</code>");
    text_ += "</dl></header>\n";
  }

  [[nodiscard]] std::string separator() const {
    return std::string(base::word(terms::word_between_items, document_.language));
  }

  void entry(const std::string& link, const std::string& name) {
    text_ += "<li><a href=\"#" + escape(link) + "\">" + escape(name) + "</a></li>";
  }

  void begin_list(const std::string& link, const std::string& name) {
    text_ += "<div><b><a href=\"#" + escape(link) + "\">" + escape(name) + "</a></b><ul>";
  }

  void contents() {
    text_ += "<nav aria-label=\"" + escaped(terms::document_contents) + "\">\n";
    for (const DocumentPart& part : document_.parts) {
      begin_list(section_id(part, "parties"), of_part(part, terms::document_parties));
      for (const Party& party : part.parties) entry(party.id, party.name);
      text_ += "</ul></div>\n";
      begin_list(section_id(part, "charts"), of_part(part, terms::document_charts));
      for (const DocumentChart& chart : part.charts) entry(chart.id, chart.name);
      text_ += "</ul></div>\n";
    }
    text_ += "<div><b>" + escaped(terms::document_indices) + "</b><ul>";
    if (!document_.tables.empty()) entry("section-tables", words(terms::document_tables));
    if (!document_.parameters.empty()) entry("section-parameters", words(terms::document_parameters));
    entry("section-assumed", words(terms::document_assumed));
    for (const DocumentPart& part : document_.parts)
      entry(section_id(part, "acts"), of_part(part, terms::document_acts));
    for (const DocumentPart& part : document_.parts)
      entry(section_id(part, "fields"), of_part(part, terms::document_fields));
    entry("section-articles", words(terms::document_articles));
    text_ += "</ul></div></nav>\n";
    legend();
  }

  void legend() {
    text_ += "<div class=\"legend\">";
    const auto explain = [this](const char* style, TermCode name, TermCode meaning) {
      text_ += "<span>" + mark(style, name) + "</span><span>" + escaped(meaning) + "</span>";
    };
    explain("statutory", terms::document_mark_statutory, terms::document_means_statutory);
    explain("assumed", terms::document_mark_assumed, terms::document_means_assumed);
    explain("service", terms::document_mark_service, terms::document_means_service);
    text_ += "</div>\n";
  }

  void provision(const Provision& said) {
    text_ += "<article class=\"provision " + said.kind + "\" id=\"" + escape(said.id) + "\"><h5>" +
             escape(said.sentence);
    if (!said.label.empty()) text_ += " <span class=\"name\">" + escape(said.label) + "</span>";
    if (said.statutory) text_ += mark("statutory", terms::document_mark_statutory);
    if (said.assumed) text_ += mark("assumed", terms::document_mark_assumed);
    if (said.service) text_ += mark("service", terms::document_mark_service);
    text_ += "</h5>";
    std::string facts, foot;
    for (const Fact& each : said.facts) {
      const std::string heading = escape(words(each.heading));
      if (each.key == "where" || each.key == "basis") {
        foot += "<span>" + heading + escaped(terms::document_colon) + inline_list(each.lines) + "</span>";
      } else {
        facts += "<dt>" + heading + "</dt><dd>" + list(each.lines) + "</dd>";
      }
    }
    if (!facts.empty()) text_ += "<dl>" + facts + "</dl>";
    if (!foot.empty()) text_ += "<p class=\"foot\">" + foot + "</p>";
    if (!said.rule.empty())
      text_ += "<details><summary>" +
               escape(words(terms::document_rule, {said.file, std::to_string(said.line)})) +
               "</summary><code>" + escape(said.rule) + "</code></details>";
    text_ += "</article>\n";
  }

  void provisions(TermCode title, const std::vector<Provision>& all) {
    if (all.empty()) return;
    text_ += "<h4>" + escaped(title) + "</h4>\n";
    for (const Provision& each : all) provision(each);
  }

  void lines(TermCode title, const Lines& all) {
    if (all.empty()) return;
    text_ += "<h4>" + escaped(title) + "</h4>\n" + list(all, true) + "\n";
  }

  void parties(const DocumentPart& part) {
    section(section_id(part, "parties"), of_part(part, terms::document_parties));
    for (const Party& party : part.parties) {
      text_ += "<section><h3 id=\"" + escape(party.id) + "\">" + escape(party.name) + "</h3>\n";
      if (!party.who_is.empty() || !party.stages.empty()) {
        text_ += "<dl>";
        fact(terms::document_who_is, escape(party.who_is));
        fact(terms::document_answers_for, inline_list(party.stages));
        text_ += "</dl>";
      }
      provisions(terms::document_it_must, party.must);
      provisions(terms::document_it_may, party.may);
      lines(terms::document_powers, party.powers);
      provisions(terms::document_it_must_not, party.must_not);
      lines(terms::document_holds_too, party.holds_too);
      lines(terms::document_is_told, party.told);
      text_ += "</section>\n";
    }
  }

  /// What Graphviz wrote for a file, inside a page: no prologue, no size of its own, and no names, which several drawings share.
  static std::string inside_page(const std::string& svg, const std::string& title) {
    std::string inner = svg.substr(std::min(svg.find("<svg"), svg.size()));
    constexpr std::string_view kName = " id=\"";
    for (std::size_t at = inner.find(kName); at != std::string::npos; at = inner.find(kName, at))
      inner.erase(at, inner.find('"', at + kName.size()) + 1 - at);
    const std::size_t width = inner.find(" width=\""), box = inner.find(" viewBox=\"");
    // Graphviz breaks the line between its size and its box.
    if (width < box && box != std::string::npos) inner.erase(width, box - width);
    return "<svg role=\"img\" aria-label=\"" + escape(title) + "\"" +
           inner.substr(std::min<std::size_t>(4, inner.size()));
  }

  static std::pair<double, double> size_of(const std::string& svg) {
    double size[2] = {1, 1};
    for (int side = 0; side < 2; ++side) {
      const std::string_view name = side == 0 ? "width=\"" : "height=\"";
      const std::size_t at = svg.find(name);
      if (at != std::string::npos)
        std::from_chars(svg.data() + at + name.size(), svg.data() + svg.size(), size[side]);
    }
    return {size[0], size[1]};
  }

  void drawing(const std::string& id, const std::string& title, const std::string& svg) {
    const auto [width, height] = size_of(svg);
    const bool is_wide = width > height && width > kPaperWidth;
    text_ += fmt::format("<figure class=\"drawing{}\" style=\"--width: {:.0f}px\">", is_wide ? " wide" : "",
                         width);
    text_ += "<input type=\"checkbox\" id=\"" + escape("full-" + id) + "\"><div tabindex=\"0\">" +
             inside_page(svg, title) + "</div><label for=\"" + escape("full-" + id) + "\">" +
             escaped(terms::document_full_size) + "</label></figure>\n";
  }

  /// What a reader wants to see before all words: the process; rules have their drawings where they stand.
  void road(const DocumentPart& part) {
    bool is_first = true;
    for (const DocumentChart& chart : part.charts) {
      if (!chart.process || chart.drawing < 0) continue;
      if (is_first) section(section_id(part, "road"), of_part(part, terms::document_road));
      is_first = false;
      drawing(chart.id, chart.name, part.drawings[static_cast<std::size_t>(chart.drawing)]);
    }
  }

  void charts(const DocumentPart& part) {
    section(section_id(part, "charts"), of_part(part, terms::document_charts));
    for (const DocumentChart& chart : part.charts) {
      const TermCode kind = chart.process ? terms::document_process_named : terms::document_rule_named;
      text_ +=
          "<section><h3 id=\"" + escape(chart.id) + "\">" + escape(words(kind, {chart.name})) + "</h3>\n";
      if (!chart.basis.empty()) {
        text_ += "<dl>";
        fact(terms::document_basis, inline_list(chart.basis));
        text_ += "</dl>";
      }
      if (chart.drawing >= 0 && !chart.process)
        drawing(chart.id, chart.name, part.drawings[static_cast<std::size_t>(chart.drawing)]);
      lines(terms::document_owed, chart.owed);
      provisions(terms::document_events, chart.events);
      for (const DocumentStage& each : chart.stages) stage(each);
      text_ += "</section>\n";
    }
  }

  void stage(const DocumentStage& stage) {
    const char* const depth = stage.depth == 0 ? "" : stage.depth == 1 ? " inner" : " inner2";
    text_ += std::string("<div class=\"stage") + depth + "\"><h3 id=\"" + escape(stage.id) + "\">" +
             escape(stage.name);
    if (stage.start) text_ += mark("", terms::document_start);
    if (stage.final) text_ += mark("", terms::document_final);
    if (stage.parallel) text_ += mark("", terms::graph_side_by_side);
    text_ += "</h3>\n<dl>";
    fact(terms::document_owner, inline_list(stage.owner));
    fact(terms::document_entered, list(stage.entered));
    fact(terms::document_owed, list(stage.owed));
    fact(terms::document_leaves, list(stage.leaves));
    fact(terms::document_basis, inline_list(stage.basis));
    text_ += "</dl>\n";
    for (const Provision& event : stage.events) provision(event);
    text_ += "</div>\n";
  }

  void columns(const char* style, const std::vector<std::string>& names) {
    text_ += std::string("<div class=\"scroll\"><table class=\"") + style + "\"><thead><tr>";
    for (const std::string& name : names) text_ += "<th scope=\"col\">" + escape(name) + "</th>";
    text_ += "</tr></thead><tbody>\n";
  }

  void cell(const std::string& html, const std::string& name = {}) {
    text_ += (name.empty() ? "<td>" : "<td data-name=\"" + escape(name) + "\">") + html + "</td>";
  }

  void tables() {
    if (document_.tables.empty()) return;
    section("section-tables", words(terms::document_tables));
    for (const DocumentTable& table : document_.tables) {
      text_ += "<h3 id=\"" + escape(table.id) + "\">" + escape(table.name) + "</h3>\n<p class=\"quiet\">" +
               escape(table.hit);
      if (!table.basis.empty())
        text_ += " · " + escaped(terms::document_basis) + escaped(terms::document_colon) +
                 inline_list(table.basis);
      text_ += "</p>\n";
      std::vector<std::string> names = table.inputs;
      names.push_back(words(terms::document_answer));
      columns("rows", names);
      for (const std::vector<std::string>& row : table.rows) {
        text_ += "<tr>";
        for (const std::string& each : row) cell(escape(each));
        text_ += "</tr>\n";
      }
      if (!table.otherwise.empty())
        text_ += fmt::format("<tr><td colspan=\"{}\">{}</td><td>{}</td></tr>\n", table.inputs.size(),
                             escaped(terms::document_otherwise), escape(table.otherwise));
      text_ += "</tbody></table></div>\n";
    }
  }

  void parameters() {
    if (document_.parameters.empty()) return;
    section("section-parameters", words(terms::document_parameters));
    const std::string value = words(terms::document_value), used = words(terms::document_used_by),
                      basis = words(terms::document_basis);
    const bool rests =
        std::any_of(document_.parameters.begin(), document_.parameters.end(),
                    [](const DocumentParameter& parameter) { return !parameter.basis.empty(); });
    std::vector<std::string> names = {words(terms::document_name), value, used};
    if (rests) names.push_back(basis);
    columns("stacked", names);
    for (const DocumentParameter& parameter : document_.parameters) {
      text_ += "<tr id=\"" + escape(parameter.id) + "\">";
      cell(escape(parameter.name));
      cell(escape(parameter.value) +
               (parameter.assumed ? mark("assumed", terms::document_mark_assumed) : std::string()),
           value);
      cell(list(parameter.used), used);
      if (rests) cell(inline_list(parameter.basis), basis);
      text_ += "</tr>\n";
    }
    text_ += "</tbody></table></div>\n";
  }

  void assumed() {
    section("section-assumed", words(terms::document_assumed));
    text_ +=
        "<p class=\"quiet\">" +
        escaped(document_.assumed.empty() ? terms::document_nothing_assumed : terms::document_means_assumed) +
        "</p>\n" + list(document_.assumed, true) + "\n";
  }

  void acts(const DocumentPart& part) {
    section(section_id(part, "acts"), of_part(part, terms::document_acts));
    const std::string given = words(terms::document_given), clauses = words(terms::document_clauses);
    columns("stacked", {words(terms::document_act), given, clauses});
    for (const DocumentAct& act : part.acts) {
      text_ += "<tr id=\"" + escape(act.id) + "\">";
      cell(escape(act.name));
      Lines values;
      for (const DocumentValue& value : act.given)
        values.push_back({words(terms::document_named, {value.name, value.type}), {}, {}});
      cell(list(values), given);
      cell(list(act.clauses), clauses);
      text_ += "</tr>\n";
    }
    text_ += "</tbody></table></div>\n";
  }

  void fields(const DocumentPart& part) {
    section(section_id(part, "fields"), of_part(part, terms::document_fields));
    const std::string type = words(terms::document_type);
    columns("stacked", {words(terms::document_name), type});
    for (const DocumentValue& field : part.fields) {
      text_ += "<tr>";
      cell(escape(field.name));
      cell(escape(field.type), type);
      text_ += "</tr>\n";
    }
    text_ += "</tbody></table></div>\n";
  }

  void articles() {
    section("section-articles", words(terms::document_articles));
    for (const DocumentSource& source : document_.sources) {
      text_ += "<h3>" + escape(source.title) + "</h3>\n<dl class=\"index\">";
      for (const DocumentArticle& article : source.articles)
        text_ += "<dt id=\"" + escape(article.id) + "\">" + escape(article.text) + "</dt><dd>" +
                 list(article.rests, true) + "</dd>\n";
      text_ += "</dl>\n";
    }
  }

  const Document& document_;
  std::string text_;
};

}  // namespace

std::string to_html(const Document& document) {
  return Page(document).make();
}

}  // namespace recourse::reports
