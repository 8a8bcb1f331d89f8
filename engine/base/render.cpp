// Diagnostics as staff and as programs read them.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "engine/base/catalogue.h"
#include "engine/base/excerpt.h"
#include "engine/base/messages/base.h"
#include "engine/base/text.h"

namespace recourse {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kLongestName = 400;

std::string_view colon(Language language) {
  return language == Language::english ? ": " : "：";
}

/// "file:line:column: kind: sentence" and the excerpt; a place without a source has neither.
std::string place(const SourceSpan& span, TermCode kind, const std::string& sentence, Language language) {
  std::string head = fmt::format("{}{}{}\n", base::word(kind, language), colon(language), sentence);
  if (span.source == nullptr) {
    return head;
  }
  const SourceSpan shown = base::shown_span(span);
  const LineColumn at = position(*span.source, shown.begin);
  const std::string name = base::printable(span.source->name, kLongestName);
  return fmt::format("{}:{}:{}: {}{}", name, at.line, at.column, head, base::excerpt(shown));
}

void put_place(Json& object, const SourceSpan& span) {
  if (span.source == nullptr) {
    for (const char* key : {"file", "line", "column", "end_line", "end_column", "begin", "end"}) {
      object[key] = nullptr;
    }
    return;
  }
  const SourceSpan shown = base::shown_span(span);
  const LineColumn begin = position(*span.source, shown.begin);
  const LineColumn end = position(*span.source, shown.end);
  object["file"] = span.source->name;
  object["line"] = begin.line;
  object["column"] = begin.column;
  object["end_line"] = end.line;
  object["end_column"] = end.column;
  object["begin"] = span.begin;
  object["end"] = span.end;
}

Json json_of(const Diagnostic& diagnostic, Language language) {
  Json object;
  object["severity"] = severity(diagnostic.code) == Severity::error ? "error" : "warning";
  object["code"] = code_name(diagnostic.code);
  object["message"] = message(diagnostic, language);
  object["advice"] = advice(diagnostic, language);
  put_place(object, diagnostic.span);
  object["related"] = Json::array();
  for (const RelatedPlace& related : diagnostic.related) {
    Json& entry = object["related"].emplace_back();
    entry["code"] = code_name(related.code);
    entry["message"] = base::sentence(related.code, related.arguments, language);
    put_place(entry, related.span);
  }
  return object;
}

}  // namespace

std::string render(const Diagnostic& diagnostic, Language language) {
  const TermCode kind =
      severity(diagnostic.code) == Severity::error ? terms::word_error : terms::word_warning;
  std::string text = place(diagnostic.span, kind, message(diagnostic, language), language);
  if (const std::string what_to_do = advice(diagnostic, language); !what_to_do.empty()) {
    text += fmt::format("  {}{}{}\n", base::word(terms::word_advice, language), colon(language), what_to_do);
  }
  for (const RelatedPlace& related : diagnostic.related) {
    text += place(related.span, terms::word_note, base::sentence(related.code, related.arguments, language),
                  language);
  }
  return text;
}

std::string render_json(const std::vector<Diagnostic>& diagnostics, Language language) {
  Json list = Json::array();
  for (const Diagnostic& diagnostic : diagnostics) {
    list.push_back(json_of(diagnostic, language));
  }
  constexpr int kIndent = 2;
  return list.dump(kIndent, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace recourse
