// The rules of a policy as one page, each line marked by whether tests reach what it says. Door: render_html(Coverage).
#include <algorithm>
#include <map>

#include "engine/base/catalogue.h"
#include "engine/base/messages/reports.h"
#include "engine/reports/coverage.h"
#include "engine/reports/html.h"

namespace recourse {
namespace reports {
namespace {

// Signs stand beside colours: a page may be printed without them.
constexpr std::string_view kStyle = R"(
body { max-width: 76rem; }
table { border-collapse: collapse; }
th, td { text-align: right; padding: .15rem .8rem .15rem 0; border-bottom: 1px solid #e3e7ec; }
th:first-child, td:first-child { text-align: left; }
th { color: #5c6675; font-weight: 600; }
tr:last-child td { font-weight: 600; }
.rules { border: 1px solid #d5dae1; font-size: .87rem; }
.line { display: grid; grid-template-columns: 2.6rem 1.3rem minmax(0, 1fr) 19rem; gap: 0 .4rem; break-inside: avoid;
  border-left: 4px solid transparent; }
.line > .number { color: #808a98; text-align: right; user-select: none; }
.line code { font-family: ui-monospace, "Noto Sans Mono CJK SC", Menlo, Consolas, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
.line ul { margin: 0; padding: 0 .4rem 0 0; list-style: none; color: #8f1d1d; }
.reached { background: #e8f5ec; border-color: #2e7d46; }
.partly { background: #fdf5dd; border-color: #b98900; }
.missed { background: #fcebea; border-color: #b00020; }
.reached > .sign { color: #1f6b36; } .partly > .sign { color: #8a6500; } .missed > .sign { color: #b00020; }
.gap { height: .6rem; } .cut { height: .4rem; border-top: 1px dashed #aab2bd; }
@media (max-width: 48rem) { .line { grid-template-columns: 1.9rem 1.1rem minmax(0, 1fr); } .line ul { grid-column: 3; } }
@media print { @page { size: A4; margin: 14mm; } .line { grid-template-columns: 2.2rem 1.2rem minmax(0, 1fr) 12.5rem; }
  .rules { font-size: 8.5pt; } * { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
)";

/// The items of one file.
struct File {
  std::shared_ptr<const SourceText> source;
  std::vector<const CoverageItem*> items;
};

std::vector<File> files_of(const Coverage& coverage) {
  std::map<std::string, File> files;
  for (const CoverageItem& item : coverage.items) {
    File& file = files[item.span.source->name];
    if (!file.source) file.source = item.span.source;
    file.items.push_back(&item);
  }
  std::vector<File> list;
  for (auto& [name, file] : files) list.push_back(std::move(file));
  return list;
}

/// Lines, as bytes of the source.
struct Line {
  std::uint32_t begin = 0, end = 0;
  bool reached = false, missed = false;
  std::vector<const CoverageItem*> missing;  // what begins here and no test reached
};

std::vector<Line> lines_of(const File& file) {
  const std::string& text = file.source->text;
  std::vector<Line> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    lines.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), false, false, {}});
    begin = end + 1;
  }
  for (const CoverageItem* item : file.items) {
    const auto is_before = [](std::uint32_t byte, const Line& line) { return byte < line.begin; };
    const auto after = std::upper_bound(lines.begin(), lines.end(), item->span.begin, is_before);
    if (after == lines.begin()) continue;
    const std::uint32_t end = std::max(item->span.end, item->span.begin + 1);
    for (auto line = after - 1; line != lines.end() && line->begin < end; ++line)
      (item->reached ? line->reached : line->missed) = true;
    if (!item->reached) (after - 1)->missing.push_back(item);
  }
  return lines;
}

class Page {
public:
  Page(const Coverage& coverage, const Policy& policy, Language language)
      : coverage_(coverage), policy_(policy), language_(language) {}

  std::string make() {
    const std::string title =
        base::fill(word(terms::coverage_title), {policy_.title(), policy_.version()}, language_);
    text_ = begin_page(title, kStyle, language_) + "<header><h1>" + escape(title) + "</h1><p>" +
            escape(share(coverage_.count(), language_)) + "</p><p class=\"quiet\">" +
            escape(word(terms::coverage_key)) + "</p></header>\n";
    kinds();
    for (const File& file : files_of(coverage_)) rules(file);
    return text_ + end_page();
  }

private:
  [[nodiscard]] std::string word(TermCode term) const { return std::string(base::word(term, language_)); }

  void kind(const std::string& name, const Coverage::Count& count) {
    text_ += "<tr><td>" + escape(name) + "</td><td>" + std::to_string(count.reached) + "</td><td>" +
             std::to_string(count.all) + "</td><td>" + percent(count) + "</td></tr>\n";
  }

  void kinds() {
    text_ += "<table><thead><tr>";
    for (const TermCode head :
         {terms::coverage_kind, terms::coverage_reached, terms::coverage_all, terms::coverage_percent})
      text_ += "<th>" + escape(word(head)) + "</th>";
    text_ += "</tr></thead><tbody>\n";
    for (const CoverageItem::Kind each : coverage_kinds()) {
      if (const Coverage::Count count = coverage_.count(each); count.all > 0)
        kind(word_of(each, language_), count);
    }
    kind(word(terms::report_total), coverage_.count());
    text_ += "</tbody></table>\n";
  }

  void rules(const File& file) {
    text_ += "<h2>" + escape(file.source->name) + "</h2>\n<div class=\"rules\">\n";
    std::uint32_t number = file.source->first_line;
    int blank = 0;  // lines of a document that hold no rules are blank
    for (const Line& each : lines_of(file)) {
      const std::string text = file.source->text.substr(each.begin, each.end - each.begin);
      const bool is_blank = text.find_first_not_of(" \t\r") == std::string::npos;
      blank = is_blank ? blank + 1 : 0;
      if (!is_blank) {
        line(number, each, text);
      } else if (blank <= 2) {
        text_ += blank == 1 ? "<div class=\"gap\"></div>\n" : "<div class=\"cut\"></div>\n";
      }
      ++number;
    }
    text_ += "</div>\n";
  }

  void line(std::uint32_t number, const Line& line, const std::string& text) {
    const char* style = line.reached && line.missed ? " partly" : line.reached ? " reached" : " missed";
    const char* sign = line.reached && line.missed ? "◐" : line.reached ? "✓" : "✗";
    if (!line.reached && !line.missed) style = sign = "";
    text_ += std::string("<div class=\"line") + style + "\"><span class=\"number\">" +
             std::to_string(number) + "</span><span class=\"sign\">" + sign + "</span><code>" + escape(text) +
             "</code>";
    if (!line.missing.empty()) {
      text_ += "<ul>";
      for (const CoverageItem* item : line.missing)
        text_ += "<li>" + escape(remark(*item, language_)) + "</li>";
      text_ += "</ul>";
    }
    text_ += "</div>\n";
  }

  const Coverage& coverage_;
  const Policy& policy_;
  Language language_;
  std::string text_;
};

}  // namespace
}  // namespace reports

std::string render_html(const Coverage& coverage, const Policy& policy, Language language) {
  return reports::Page(coverage, policy, language).make();
}

}  // namespace recourse
