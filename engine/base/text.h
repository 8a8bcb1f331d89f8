// Unicode text: is it well formed, which characters are refused, how wide is it on a terminal, what resembles
// it. The only user of utf8proc.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/message.h"

namespace recourse::base {

/// The next character of a text, as a terminal shows it.
struct Cell {
  char32_t character = 0;  // U+FFFD for a byte that is no UTF-8
  std::size_t size = 1;    // bytes taken
  std::size_t width = 0;   // columns: 0 for combining marks, 2 for Chinese characters
  bool valid = true;       // false: not UTF-8 here
  bool harmless = true;    // false: a control or direction character, or not valid; shown as U+FFFD, one wide
};

/// The first character of `text`, which must not be empty. Tab, carriage return and newline count one column.
Cell first_cell(std::string_view text);

/// How many bytes at the start of `text` are printable ASCII, each one column wide.
std::size_t plain_length(std::string_view text);

/// The offset of the first byte that is not UTF-8 (overlong forms and surrogates are not). Cost: linear,
/// about 1 GB/s in ASCII.
std::optional<std::size_t> first_invalid_byte(std::string_view text);

/// A character that no source may hold: NUL and the C0 and C1 controls but tab, newline and carriage return;
/// the controls of direction U+202A..E and U+2066..9; U+200B..F; U+FEFF but at the very start.
struct ForbiddenCharacter {
  std::size_t offset = 0;
  std::size_t size = 0;
  char32_t character = 0;
};
bool is_forbidden(char32_t character);
/// The first one at or after `from`; `text` is UTF-8. Cost: linear.
std::optional<ForbiddenCharacter> first_forbidden(std::string_view text, std::size_t from = 0);

/// "U+202E".
std::string character_name(char32_t character);

/// What every reader of a text does first: adds utf_16, not_utf8 or bare_carriage_return (once, at the first bad
/// byte) or forbidden_character (each, to twenty) and says whether the text may be read. A byte order mark at the start is allowed; the
/// reader skips it.
bool check_text(const std::shared_ptr<const SourceText>& source, DiagnosticList& diagnostics);

/// The length of a byte order mark at the start of `text`: 3 or 0.
std::size_t byte_order_mark(std::string_view text);

/// Normalisation form C, in which names are compared. Text that is not UTF-8 is given back unchanged.
std::string normalised(std::string_view text);

/// Columns of a terminal that `text` takes.
std::size_t display_width(std::string_view text);

/// `text` on one line and without control characters, cut to `columns` with "..." at its end when it is
/// longer.
std::string printable(std::string_view text, std::size_t columns);

/// Appends spaces to `text` until it is `columns` wide.
std::string padded(std::string_view text, std::size_t columns);

/// Collects the candidate that resembles a mistyped name most; use `nearest` unless candidates come one by
/// one.
class NearestName {
public:
  explicit NearestName(std::string_view name);
  void offer(std::string_view candidate);
  [[nodiscard]] const std::optional<std::string>& best() const { return best_; }

private:
  std::u32string name_;
  std::optional<std::string> best_;
  double best_distance_;
};

/// The candidate that somebody who wrote `name` most probably meant: in Latin script by edit distance (to a
/// third of the length), in Chinese by the share of characters in common (half or more). None when nothing is
/// near. Candidates: any range of strings. Cost: product of the lengths, per candidate; names over 64
/// characters are not compared.
template <typename Candidates>
std::optional<std::string> nearest(std::string_view name, const Candidates& candidates) {
  NearestName search(name);
  for (const auto& candidate : candidates) {
    search.offer(candidate);
  }
  return search.best();
}

}  // namespace recourse::base
