#include "engine/exchange/row.h"

namespace recourse::exchange {

std::string_view Row::cell(std::string_view name) const {
  for (const auto& [column, value] : cells) {
    if (column == name) return value;
  }
  return {};
}

std::string Row::text() const {
  std::string text;
  for (const auto& [column, value] : cells) {
    if (&value != &cells.front().second) text += ',';
    text += csv_cell(value);
  }
  return text;
}

bool is_compressed(std::string_view start) {
  return start.starts_with("\x1F\x8B") || start.starts_with("PK\x03\x04");
}

std::int64_t stream_size(std::istream& input) {
  const auto here = input.tellg();
  if (here == std::istream::pos_type(-1)) {
    input.clear();
    return 0;
  }
  input.seekg(0, std::ios::end);
  const auto size = input.tellg();
  input.seekg(here);
  return size == std::istream::pos_type(-1) ? 0 : static_cast<std::int64_t>(size);
}

std::string csv_line(const std::vector<std::string>& cells) {
  std::string line;
  for (const std::string& cell : cells) {
    if (&cell != &cells.front()) line += ',';
    line += csv_cell(cell);
  }
  return line;
}

std::string csv_cell(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + "\"";
}

}  // namespace recourse::exchange
