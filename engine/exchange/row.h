// A record of a log, whatever its format: named cells and the line where it begins. Sources give one after
// the other.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "recourse/exchange.h"

namespace recourse::exchange {

struct Row {
  std::int64_t line = 0;
  std::vector<std::pair<std::string, std::string>> cells;  // name and value, UTF-8, in the order of the log
  std::int64_t group = 0;                                  // XES: number of the trace; CSV: 0
  std::size_t columns =
      0;  // CSV: of the header; cells beyond them have no name. XES: 0, events have what they have

  /// Empty when there is no such cell.
  [[nodiscard]] std::string_view cell(std::string_view name) const;
  /// The row as one line of CSV.
  [[nodiscard]] std::string text() const;
};

class RowSource {
public:
  virtual ~RowSource() = default;
  /// The next row; false at the end. Error: what makes the rest unreadable (broken XML, an endless line).
  virtual Result<bool> next(Row& row) = 0;
  /// Bytes of the input read so far.
  [[nodiscard]] virtual std::int64_t position() const = 0;
  /// The names in the header; null for a format whose rows name their own cells.
  [[nodiscard]] virtual const std::vector<std::string>* header() const { return nullptr; }
  /// What the text was read as, known for certain at its end: "UTF-8", "GB18030", …
  [[nodiscard]] virtual std::string encoding() const = 0;
};

/// CSV after RFC 4180 with a header; the separator (comma, semicolon, tab) is the one the header has most of outside
/// quotes. UTF-8, UTF-16 with a byte order mark, or GB18030. Bytes that are no text of the encoding become U+FFFD.
/// Errors: log_compressed, log_empty, csv_open_quote, csv_endless_row.
Result<std::unique_ptr<RowSource>> open_csv(std::istream& input, const std::string& name);

/// XES by a streaming parser; attributes of the trace are given with each event under "case:KEY", which is
/// how tables name them. Names of elements may have a prefix. Errors, told by next(): log_compressed, xes_not_a_log,
/// xes_broken, xes_doctype, xes_too_large.
Result<std::unique_ptr<RowSource>> open_xes(std::istream& input, const std::string& name);

inline Result<std::unique_ptr<RowSource>> open_log(std::istream& input, LogFormat format,
                                                   const std::string& name) {
  return format == LogFormat::xes ? open_xes(input, name) : open_csv(input, name);
}

/// Whether a file that begins so is packed: gzip, or zip as workbooks are.
bool is_compressed(std::string_view start);

/// Size of a seekable stream, 0 if it cannot tell.
std::int64_t stream_size(std::istream& input);

/// Cells as one line of CSV, without its end.
std::string csv_line(const std::vector<std::string>& cells);

/// A cell as CSV needs it: in quotes where it holds a separator, quote or line break.
std::string csv_cell(std::string_view text);

}  // namespace recourse::exchange
