// The booklet as one HTML page without anything from outside: good on A4 and on a phone.
#include "engine/base/catalogue.h"
#include "engine/base/messages/reports.h"
#include "engine/reports/booklet.h"
#include "engine/reports/html.h"

namespace recourse::reports {
namespace {

constexpr std::string_view kStyle = R"(
.stand { display: flex; flex-wrap: wrap; gap: .4rem 1rem; align-items: baseline; }
.stand b { background: #9b2226; color: #fff; border-radius: .3rem; padding: .05rem .55rem; font-weight: 600; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: 0; }
dt { color: #5c6675; } dd { margin: 0; }
table { border-collapse: collapse; width: 100%; }
th { text-align: left; font-weight: 600; color: #5c6675; border-bottom: 1px solid #aab2bd; padding: .3rem .5rem .3rem 0; }
td { vertical-align: top; border-bottom: 1px solid #e3e7ec; padding: .4rem .5rem .4rem 0; }
td ul { margin: 0; padding-left: 1.1rem; }
.date { white-space: nowrap; } .clock td { background: #faf5ec; }
.overdue { color: #b00020; font-weight: 700; }
details summary { cursor: pointer; color: #24527a; }
.why { margin: .2rem 0 0; padding-left: 1.1rem; font-size: .9rem; }
@media (max-width: 40rem) { thead { display: none; } tr { display: block; border-bottom: 1px solid #aab2bd; padding: .4rem 0; }
  td { display: block; border: 0; padding: .1rem 0; } td[data-name]:not(:empty)::before { content: attr(data-name) "  "; color: #5c6675; font-size: .85rem; } }
@media print { details > summary { display: none; } tr { break-inside: avoid; } }
)";

class Page {
public:
  explicit Page(const Booklet& booklet) : booklet_(booklet) {}

  std::string make() {
    const std::string title =
        base::fill(word(terms::booklet_title), {booklet_.number, booklet_.kind}, booklet_.language);
    text_ = begin_page(title, kStyle, booklet_.language);
    head(title);
    particulars();
    steps(terms::booklet_history, booklet_.history);
    if (!booklet_.set_aside.empty()) steps(terms::booklet_set_aside, booklet_.set_aside);
    items(terms::booklet_owed, terms::booklet_duty, booklet_.owed, true);
    items(terms::booklet_yours, terms::booklet_act, booklet_.yours, true);
    items(terms::booklet_offices_may, terms::booklet_act, booklet_.offices_may, false);
    items(terms::booklet_timers, terms::booklet_act, booklet_.timers, false);
    text_ += "<p class=\"quiet\">" + escape(booklet_.policy) + "</p>" + end_page();
    return std::move(text_);
  }

private:
  [[nodiscard]] std::string word(TermCode term) const {
    return std::string(base::word(term, booklet_.language));
  }

  void section(TermCode title) { text_ += "<h2>" + escape(word(title)) + "</h2>\n"; }

  void cell(TermCode name, const std::string& html, const char* style = "") {
    text_ +=
        std::string("<td class=\"") + style + "\" data-name=\"" + escape(word(name)) + "\">" + html + "</td>";
  }

  void columns(const std::vector<TermCode>& names) {
    text_ += "<table><thead><tr>";
    for (const TermCode name : names) text_ += "<th>" + escape(word(name)) + "</th>";
    text_ += "</tr></thead><tbody>\n";
  }

  void head(const std::string& title) {
    text_ += "<header><h1>" + escape(title) + "</h1><div class=\"stand\">";
    for (const std::string& stage : booklet_.stages) text_ += "<b>" + escape(stage) + "</b>";
    for (const std::string& office : booklet_.responsible) {
      text_ += "<span>" +
               escape(word(terms::booklet_responsible) +
                      (booklet_.language == Language::chinese ? "：" : ": ") + office) +
               "</span>";
    }
    text_ += "<span class=\"quiet\">" +
             escape(base::fill(word(terms::booklet_as_of), {booklet_.as_of}, booklet_.language)) +
             "</span></div></header>\n";
  }

  void particulars() {
    section(terms::booklet_particulars);
    text_ += "<dl>";
    for (const auto& [name, value] : booklet_.particulars) {
      text_ += "<dt>" + escape(name) + "</dt><dd>" + escape(value) + "</dd>";
    }
    text_ += "</dl>\n";
  }

  static std::string list(const std::vector<std::string>& lines, const char* style) {
    if (lines.empty()) return "";
    std::string html = std::string("<ul class=\"") + style + "\">";
    for (const std::string& line : lines) html += "<li>" + escape(line) + "</li>";
    return html + "</ul>";
  }

  void steps(TermCode title, const std::vector<Booklet::Step>& steps) {
    section(title);
    columns({terms::booklet_date, terms::booklet_act, terms::booklet_actor, terms::booklet_basis,
             terms::booklet_followed});
    for (const Booklet::Step& step : steps) {
      text_ += step.clock ? "<tr class=\"clock\">" : "<tr>";
      cell(terms::booklet_date, escape(step.date), "date");
      cell(terms::booklet_act,
           escape(step.act) +
               (step.remark.empty() ? "" : "<div class=\"quiet\">" + escape(step.remark) + "</div>"));
      cell(terms::booklet_actor, escape(step.actor));
      cell(terms::booklet_basis, escape(step.basis));
      cell(terms::booklet_followed, list(step.followed, ""));
      text_ += "</tr>\n";
    }
    text_ += "</tbody></table>\n";
  }

  void items(TermCode title, TermCode first, const std::vector<Booklet::Item>& items, bool even_if_empty) {
    if (items.empty() && !even_if_empty) return;
    section(title);
    if (items.empty()) {
      text_ += "<p>" + escape(word(terms::booklet_nothing)) + "</p>\n";
      return;
    }
    columns({first, terms::booklet_by_whom, terms::booklet_until, terms::booklet_basis, terms::booklet_why});
    for (const Booklet::Item& item : items) {
      text_ += "<tr>";
      cell(first, escape(item.what));
      cell(terms::booklet_by_whom, escape(item.who));
      cell(terms::booklet_until, escape(item.until), item.overdue ? "date overdue" : "date");
      cell(terms::booklet_basis, escape(item.basis));
      cell(terms::booklet_why, list(item.why, "why"));
      text_ += "</tr>\n";
    }
    text_ += "</tbody></table>\n";
  }

  const Booklet& booklet_;
  std::string text_;
};

}  // namespace

std::string to_html(const Booklet& booklet) {
  return Page(booklet).make();
}

}  // namespace recourse::reports
