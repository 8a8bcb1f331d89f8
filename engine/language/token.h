// Tokens of one file, and the list to which the passes report. A token is a kind and a place; its text stays in the
// source.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/message.h"
#include "engine/language/kind.h"

namespace recourse::language {

struct Token {
  Kind kind = Kind::end;
  bool line_start = false;  // the first of its line
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};
using Tokens = std::vector<Token>;

/// What a text holds: the declarations of a file, or the rows of one table.
enum class Text : std::uint8_t { file, rows };

/// The article that tokens number: 第三十五条第二款 and 35.2 are "35.2".
std::string article_number(const Tokens& tokens, std::uint32_t begin, std::uint32_t end,
                           std::string_view source);

/// Adds a file's errors to a list, up to a number that somebody can read; then says that there are more.
class Reporter {
public:
  static constexpr std::size_t kMost = 100;

  Reporter(std::shared_ptr<const SourceText> source, base::DiagnosticList& diagnostics)
      : source_(std::move(source)), diagnostics_(diagnostics) {}

  void add(MessageCode code, std::uint32_t begin, std::uint32_t end, std::vector<Argument> arguments = {},
           std::vector<RelatedPlace> related = {});
  void add(MessageCode code, const Token& token, std::vector<Argument> arguments = {},
           std::vector<RelatedPlace> related = {}) {
    add(code, token.begin, token.end, std::move(arguments), std::move(related));
  }
  /// Whether something between these places was reported: what follows from it is not worth a second report.
  [[nodiscard]] bool touches(std::uint32_t begin, std::uint32_t end) const;
  [[nodiscard]] bool full() const { return count_ >= kMost; }
  [[nodiscard]] SourceSpan span(std::uint32_t begin, std::uint32_t end) const {
    return {source_, begin, end};
  }
  [[nodiscard]] SourceSpan span(const Token& token) const { return span(token.begin, token.end); }
  [[nodiscard]] std::string_view text(const Token& token) const {
    return std::string_view(source_->text).substr(token.begin, token.end - token.begin);
  }
  [[nodiscard]] const std::shared_ptr<const SourceText>& source() const { return source_; }

private:
  std::shared_ptr<const SourceText> source_;
  base::DiagnosticList& diagnostics_;
  std::size_t count_ = 0;
  std::vector<std::uint32_t> places_;
};

}  // namespace recourse::language
