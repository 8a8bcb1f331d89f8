// Diagnostics for code hosts and editors that read SARIF: OASIS "Static Analysis Results Interchange Format", 2.1.0.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "engine/base/catalogue.h"
#include "engine/base/excerpt.h"
#include "engine/base/text.h"

namespace recourse {
namespace {

using Json = nlohmann::ordered_json;

std::string_view level(MessageCode code) {
  return severity(code) == Severity::error ? "error" : "warning";
}

/// SARIF names files by URI references (RFC 3986).
std::string uri_of(std::string_view name) {
  constexpr std::string_view kPlain = "-._~/";
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string uri;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if ((std::isalnum(byte) != 0 && byte < 0x80) || kPlain.find(c) != std::string_view::npos) {
      uri += c;
    } else {
      uri += {'%', kDigits[byte / 16], kDigits[byte % 16]};
    }
  }
  return uri;
}

/// From 1, in characters: what SARIF calls unicodeCodePoints. Ours are by display width.
std::size_t character_column(const SourceText& source, std::uint32_t byte) {
  const std::string_view text = source.text;
  const std::size_t before = byte == 0 ? std::string_view::npos : text.rfind('\n', byte - 1);
  std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
  begin += begin == 0 ? base::byte_order_mark(text) : 0;
  const std::string_view line = text.substr(begin, std::max<std::size_t>(byte, begin) - begin);
  const auto continues = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; };
  return 1 + line.size() - static_cast<std::size_t>(std::count_if(line.begin(), line.end(), continues));
}

Json place(const SourceSpan& span) {
  const SourceSpan shown = base::shown_span(span);
  const SourceText& source = *span.source;
  Json region = {{"startLine", position(source, shown.begin).line},
                 {"startColumn", character_column(source, shown.begin)},
                 {"endLine", position(source, shown.end).line},
                 {"endColumn", character_column(source, shown.end)}};
  return {{"physicalLocation", {{"artifactLocation", {{"uri", uri_of(source.name)}}}, {"region", region}}}};
}

std::string sentence_and_advice(const Diagnostic& diagnostic, Language language) {
  const std::string what_to_do = advice(diagnostic, language);
  return message(diagnostic, language) + (what_to_do.empty() ? "" : "\n" + what_to_do);
}

Json result(const Diagnostic& diagnostic, std::size_t rule, Language language) {
  Json result = {{"ruleId", code_name(diagnostic.code)},
                 {"ruleIndex", rule},
                 {"level", level(diagnostic.code)},
                 {"message", {{"text", sentence_and_advice(diagnostic, language)}}},
                 {"locations", Json::array()}};
  if (diagnostic.span.source != nullptr) result["locations"].push_back(place(diagnostic.span));
  for (const RelatedPlace& related : diagnostic.related) {
    if (related.span.source == nullptr) continue;
    Json location = place(related.span);
    location["message"] = {{"text", base::sentence(related.code, related.arguments, language)}};
    result["relatedLocations"].push_back(std::move(location));
  }
  return result;
}

/// What the message says in general: without its arguments.
Json rule(MessageCode code, Language language) {
  const std::vector<Argument> left_out(10, Argument("…"));
  return {{"id", code_name(code)},
          {"shortDescription", {{"text", base::sentence(code, left_out, language)}}},
          {"defaultConfiguration", {{"level", level(code)}}}};
}

}  // namespace

std::string render_sarif(const std::vector<Diagnostic>& diagnostics, Language language) {
  std::vector<MessageCode> codes;
  Json rules = Json::array(), results = Json::array();
  for (const Diagnostic& diagnostic : diagnostics) {
    const auto known = std::find(codes.begin(), codes.end(), diagnostic.code);
    const auto index = static_cast<std::size_t>(known - codes.begin());
    if (known == codes.end()) {
      codes.push_back(diagnostic.code);
      rules.push_back(rule(diagnostic.code, language));
    }
    results.push_back(result(diagnostic, index, language));
  }
  const Json run = {{"tool", {{"driver", {{"name", "recourse"}, {"rules", rules}}}}},
                    {"language", language == Language::chinese ? "zh-CN" : "en-US"},
                    {"columnKind", "unicodeCodePoints"},
                    {"results", results}};
  const Json log = {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                    {"version", "2.1.0"},
                    {"runs", Json::array({run})}};
  constexpr int kIndent = 2;
  return log.dump(kIndent, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace recourse
