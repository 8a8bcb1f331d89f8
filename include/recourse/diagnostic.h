// What is wrong, where, and what to do about it: a code, a place in a source and arguments. The wording lives in
// the catalogues (engine/base/messages/*.def), so that one diagnostic can be shown in either language.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace recourse {

enum class Language : std::uint8_t { english, chinese };

enum class Severity : std::uint8_t { error, warning };

/// Where the lines of a text begin: found once, when first asked for, since a file with many errors asks often.
/// May be asked from several threads.
class LineStarts {
public:
  LineStarts() = default;
  LineStarts(const LineStarts& /*other*/) {}  // NOLINT: a copied text finds its lines anew
  LineStarts& operator=(const LineStarts&) = delete;
  ~LineStarts() = default;
  /// The bytes behind the line breaks of `text`, which must be the same at each call.
  const std::vector<std::uint32_t>& of(std::string_view text) const;

private:
  mutable std::once_flag found_;
  mutable std::vector<std::uint32_t> starts_;
};

/// One text that was read: a rule file, a YAML file, a table. Shared by every diagnostic that points into it, and
/// not changed from then on.
struct SourceText {
  std::string name;              // as the loader named it, shown to the user
  std::string text;              // bytes as read; UTF-8 after the reader has checked it
  std::uint32_t first_line = 1;  // the number of its first line: of a part of a file, where that part begins
  LineStarts lines{};
};

/// Bytes [begin, end) of a source. An absent source means "the whole request", e.g. a file that cannot be opened.
struct SourceSpan {
  std::shared_ptr<const SourceText> source;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// A message's code and a term's code: values of engine/base's generated enumerations, opaque to a host.
enum class MessageCode : std::uint16_t;
enum class TermCode : std::uint16_t;

/// What a policy calls a thing, for readers of either language: of its name and its label the one that they read.
struct Bilingual {
  std::string english, chinese;
  friend bool operator==(const Bilingual&, const Bilingual&) = default;
};

/// An argument of a message: text as it stands in the source, a term that is worded in either language ("a number",
/// 数字), a name in both, or a list of these that is joined as the language joins alternatives.
struct Argument {
  using Item = std::variant<std::string, TermCode, Bilingual>;
  std::vector<Item> items;

  Argument(std::string text) { items.emplace_back(std::move(text)); }         // NOLINT: implicit on purpose
  Argument(std::string_view text) { items.emplace_back(std::string(text)); }  // NOLINT
  Argument(const char* text) { items.emplace_back(std::string(text)); }       // NOLINT
  Argument(std::int64_t number) { items.emplace_back(std::to_string(number)); }  // NOLINT
  Argument(TermCode term) { items.emplace_back(term); }                          // NOLINT
  Argument(Bilingual name) { items.emplace_back(std::move(name)); }              // NOLINT
  Argument(std::vector<Item> alternatives) : items(std::move(alternatives)) {}   // NOLINT
};

/// A second place that belongs to a diagnostic ("first declared here").
struct RelatedPlace {
  MessageCode code;
  SourceSpan span;
  std::vector<Argument> arguments;
};

struct Diagnostic {
  MessageCode code;
  SourceSpan span;
  std::vector<Argument> arguments;
  std::vector<RelatedPlace> related;
};

/// The stable name of a message, as `--json` shows it: "unknown-name".
std::string_view code_name(MessageCode code);

Severity severity(MessageCode code);

/// Line and column of a byte: line from 1; column from 1 by display width (a Chinese character is two wide). Cost:
/// linear in its line; the first call of a source also reads the source.
struct LineColumn {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};
LineColumn position(const SourceText& source, std::uint32_t byte);

/// The message as staff read it: `file:line:column: error: what is wrong`, the line with a caret below, what to do,
/// and the related places. Ends with a line break. Cost: as that of position().
std::string render(const Diagnostic& diagnostic, Language language);

/// The sentence alone, and the advice alone (empty when there is none).
std::string message(const Diagnostic& diagnostic, Language language);
std::string advice(const Diagnostic& diagnostic, Language language);

/// The diagnostics as a JSON array: severity, code, message, advice, file, line, column, byte range, related.
std::string render_json(const std::vector<Diagnostic>& diagnostics, Language language);

/// The diagnostics as one run of SARIF 2.1.0 (OASIS), which code hosts and editors show beside the lines; columns count characters, the
/// text of a message is its sentence and, on a line of its own, its advice. Cost: linear, but for finding codes among those that occur.
std::string render_sarif(const std::vector<Diagnostic>& diagnostics, Language language);

bool has_errors(const std::vector<Diagnostic>& diagnostics);

}  // namespace recourse
