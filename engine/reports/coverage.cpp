// What tests of a policy reach, as text for a terminal. Doors: render_text(Coverage), and the words that the page uses too.
#include "engine/reports/coverage.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/base/catalogue.h"
#include "engine/base/messages/reports.h"
#include "engine/reports/words.h"
#include "recourse/text.h"

namespace recourse {
namespace reports {
namespace {

struct Words {
  TermCode kind, missing;
};

Words words_of(CoverageItem::Kind kind) {
  using Kind = CoverageItem::Kind;
  switch (kind) {
    case Kind::opening:
      return {terms::coverage_opening, terms::coverage_no_opening};
    case Kind::duty:
      return {terms::coverage_duty, terms::coverage_no_duty};
    case Kind::lapse:
      return {terms::coverage_lapse, terms::coverage_no_lapse};
    case Kind::right:
      return {terms::coverage_right, terms::coverage_no_right};
    case Kind::prohibition:
      return {terms::coverage_prohibition, terms::coverage_no_prohibition};
    case Kind::condition:
      return {terms::coverage_condition, terms::coverage_no_condition};
    case Kind::approval:
      return {terms::coverage_approval, terms::coverage_no_approval};
    case Kind::extension:
      return {terms::coverage_extension, terms::coverage_no_extension};
    case Kind::listener:
      return {terms::coverage_listener, terms::coverage_no_listener};
    case Kind::timer:
      return {terms::coverage_timer, terms::coverage_no_timer};
    case Kind::pause:
      return {terms::coverage_pause, terms::coverage_no_pause};
    case Kind::row:
      break;
  }
  return {terms::coverage_table_row, terms::coverage_no_row};
}

std::string row(const std::string& name, std::size_t width, const std::string& reached,
                const std::string& all, const std::string& percent) {
  return padded("  " + name, width + 4) + fmt::format("{:>8}{:>8}{:>8}\n", reached, all, percent);
}

std::string row(const std::string& name, std::size_t width, const Coverage::Count& count) {
  return row(name, width, std::to_string(count.reached), std::to_string(count.all), percent(count));
}

std::string table(const Coverage& coverage, Language language) {
  const auto word = [language](TermCode term) { return std::string(base::word(term, language)); };
  std::size_t width = display_width(word(terms::coverage_kind));
  for (const CoverageItem::Kind kind : coverage_kinds())
    width = std::max(width, display_width(word_of(kind, language)));
  std::string text = row(word(terms::coverage_kind), width, word(terms::coverage_reached),
                         word(terms::coverage_all), word(terms::coverage_percent));
  for (const CoverageItem::Kind kind : coverage_kinds()) {
    if (const Coverage::Count count = coverage.count(kind); count.all > 0)
      text += row(word_of(kind, language), width, count);
  }
  return text + row(word(terms::report_total), width, coverage.count());
}

}  // namespace

std::string word_of(CoverageItem::Kind kind, Language language) {
  return std::string(base::word(words_of(kind).kind, language));
}

std::string remark(const CoverageItem& item, Language language) {
  const bool chinese = language == Language::chinese;
  return word_of(item.kind, language) + (chinese ? "“" : " ") +
         spaced(chinese ? item.name.chinese : item.name.english) + (chinese ? "”——" : " — ") +
         std::string(base::word(words_of(item.kind).missing, language));
}

std::string percent(const Coverage::Count& count) {
  const std::int64_t tenths = count.basis_points() / 10;
  return fmt::format("{}.{}", tenths / 10, tenths % 10);
}

std::string share(const Coverage::Count& count, Language language) {
  return base::fill(base::word(terms::coverage_share, language), {count.reached, count.all, percent(count)},
                    language);
}

}  // namespace reports

std::string render_text(const Coverage& coverage, Language language) {
  std::string text = reports::table(coverage, language) + "\n";
  const Coverage::Count all = coverage.count();
  if (all.reached == all.all)
    return text + std::string(base::word(terms::coverage_everything, language)) + "\n";
  text += std::string(base::word(terms::coverage_not_reached, language)) + "\n";
  for (const CoverageItem& item : coverage.items) {
    if (item.reached) continue;
    const LineColumn place = position(*item.span.source, item.span.begin);
    text += fmt::format("{}:{}:{}: {}\n", item.span.source->name, place.line, place.column,
                        reports::remark(item, language));
  }
  return text;
}

}  // namespace recourse
