// The codes of all messages and terms, generated from messages/*.def, where each stands with its English and
// Chinese wording. Placeholders are {0}, {1}, …; a message has a sentence (what is wrong, what was expected)
// and advice (what to do). Each room owns the .def file of its name.
#pragma once

#include "recourse/diagnostic.h"

namespace recourse {

enum class MessageCode : std::uint16_t {
#define MESSAGE(code, severity, en, en_advice, zh, zh_advice) code,
#define TERM(code, en, zh)
#include "engine/base/messages/all.def"
#undef MESSAGE
#undef TERM
  count_
};

enum class TermCode : std::uint16_t {
#define MESSAGE(code, severity, en, en_advice, zh, zh_advice)
#define TERM(code, en, zh) code,
#include "engine/base/messages/all.def"
#undef MESSAGE
#undef TERM
  count_
};

namespace base {

using Message = MessageCode;
using Term = TermCode;

/// The list to which every pass appends; printed once, by the tool.
class DiagnosticList {
public:
  Diagnostic& add(MessageCode code, SourceSpan span, std::vector<Argument> arguments = {}) {
    return items_.emplace_back(Diagnostic{code, std::move(span), std::move(arguments), {}});
  }
  void add(Diagnostic diagnostic) { items_.push_back(std::move(diagnostic)); }
  [[nodiscard]] const std::vector<Diagnostic>& items() const { return items_; }
  [[nodiscard]] bool has_errors() const { return recourse::has_errors(items_); }
  /// In order of file and place, doubles removed.
  void sort();
  /// Sorts, keeps the first `most` errors with the warnings among them, and says that there were more.
  void limit(std::size_t most);

private:
  std::vector<Diagnostic> items_;
};

}  // namespace base
}  // namespace recourse
