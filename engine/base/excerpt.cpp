#include "engine/base/excerpt.h"

#include <algorithm>
#include <limits>

#include "engine/base/text.h"

namespace recourse {
namespace {

constexpr std::size_t kTabStop = 8;
constexpr std::size_t kWindow = 100;      // columns of a line that are shown
constexpr std::size_t kBeforeCaret = 40;  // columns before the caret, when the line is cut
constexpr std::string_view kIndent = "    ";
constexpr std::string_view kCut = "...";
constexpr std::string_view kBlanks = " \t\r\n";

struct Line {
  std::string_view text;  // without its line break and without a byte order mark
  std::size_t begin = 0;  // its first byte in the source
};

Line line_at(std::string_view text, std::size_t byte) {
  const std::size_t previous = byte == 0 ? std::string_view::npos : text.rfind('\n', byte - 1);
  std::size_t begin = previous == std::string_view::npos ? 0 : previous + 1;
  const std::size_t end = std::min(text.find('\n', begin), text.size());
  std::string_view line = text.substr(begin, end - begin);
  if (begin == 0) {
    begin = base::byte_order_mark(line);
    line.remove_prefix(begin);
  }
  if (line.ends_with('\r')) {
    line.remove_suffix(1);
  }
  return {line, begin};
}

std::size_t width_at(const base::Cell& cell, std::size_t column) {
  return cell.character == '\t' ? kTabStop - column % kTabStop : cell.width;
}

struct Place {
  std::size_t byte = 0;    // in the line
  std::size_t column = 0;  // from 0
};

/// The first character of the line that reaches over `byte` or stands at `column` or behind it, whichever
/// comes first.
Place walk(std::string_view line, std::size_t byte, std::size_t column) {
  const std::size_t stop = std::min(byte, line.size());
  Place place;
  while (place.byte < stop && place.column < column) {
    const std::string_view rest = line.substr(place.byte, stop - place.byte);
    const std::size_t plain = std::min(base::plain_length(rest), column - place.column);
    if (plain > 0) {
      place.byte += plain;
      place.column += plain;
      continue;
    }
    const base::Cell cell = base::first_cell(line.substr(place.byte));
    if (place.byte + cell.size > stop) {
      break;
    }
    place.byte += cell.size;
    place.column += width_at(cell, place.column);
  }
  return place;
}

constexpr std::size_t kAnywhere = std::numeric_limits<std::size_t>::max();

/// Columns before `byte` of a line, from 0.
std::size_t column_of(std::string_view line, std::size_t byte) {
  return walk(line, byte, kAnywhere).column;
}

std::size_t line_offset(const Line& line, std::size_t byte) {
  return byte < line.begin ? 0 : std::min(byte - line.begin, line.text.size());
}

/// The columns [first, first + kWindow) of a line, each character in its place.
std::string window(std::string_view line, std::size_t first) {
  std::string shown = first > 0 ? std::string(kCut) : std::string();
  const std::size_t from = first + shown.size();
  const Place start = walk(line, kAnywhere, from);
  std::size_t column = std::max(start.column, from);
  shown.append(column - from, ' ');  // half of a wide character
  line.remove_prefix(start.byte);
  while (!line.empty()) {
    const base::Cell cell = base::first_cell(line);
    const std::size_t width = width_at(cell, column);
    if (column + width > first + kWindow) {
      return shown.append(kCut);
    }
    const bool blank = cell.character == '\t' || cell.character == '\r';
    shown += blank           ? std::string(width, ' ')
             : cell.harmless ? std::string(line.substr(0, cell.size))
                             : "\uFFFD";
    column += width;
    line.remove_prefix(cell.size);
  }
  return shown;
}

}  // namespace

const std::vector<std::uint32_t>& LineStarts::of(std::string_view text) const {
  std::call_once(found_, [&] {
    for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) {
      starts_.push_back(static_cast<std::uint32_t>(at + 1));
    }
  });
  return starts_;
}

LineColumn position(const SourceText& source, std::uint32_t byte) {
  const std::size_t at = std::min<std::size_t>(byte, source.text.size());
  const Line line = line_at(source.text, at);
  const std::vector<std::uint32_t>& starts = source.lines.of(source.text);
  const auto lines = std::upper_bound(starts.begin(), starts.end(), at) - starts.begin();
  return {static_cast<std::uint32_t>(lines + source.first_line),
          static_cast<std::uint32_t>(column_of(line.text, line_offset(line, at)) + 1)};
}

namespace base {

SourceSpan shown_span(const SourceSpan& span) {
  const std::string& text = span.source->text;
  const auto size = static_cast<std::uint32_t>(text.size());
  SourceSpan shown{span.source, std::min(span.begin, size), std::min(span.end, size)};
  if (shown.begin == size) {
    const std::size_t last = text.find_last_not_of(kBlanks);
    shown.begin = last == std::string::npos ? 0 : static_cast<std::uint32_t>(last + 1);
    shown.end = shown.begin;
  }
  shown.end = std::max(shown.begin, shown.end);
  return shown;
}

std::string excerpt(const SourceSpan& span) {
  const Line line = line_at(span.source->text, span.begin);
  if (line.text.find_first_not_of(kBlanks) == std::string_view::npos) {
    return {};
  }
  const std::size_t begin = column_of(line.text, line_offset(line, span.begin));
  const std::size_t end = std::max(begin + 1, column_of(line.text, line_offset(line, span.end)));
  const std::size_t wanted = std::min(end, begin + kWindow - kBeforeCaret);
  const std::size_t first = wanted <= kWindow ? 0 : begin - std::min(begin, kBeforeCaret);
  const std::size_t marked = std::min(end, first + kWindow) - begin;

  std::string shown(kIndent);
  shown.append(window(line.text, first)).append("\n").append(kIndent);
  return shown.append(begin - first, ' ').append("^").append(marked - 1, '~').append("\n");
}

}  // namespace base
}  // namespace recourse
