// CSV rows from a decoded stream.
#include <algorithm>
#include <map>

#include "engine/base/message.h"
#include "engine/base/messages/exchange.h"
#include "engine/exchange/decoder.h"
#include "engine/exchange/row.h"

namespace recourse::exchange {
namespace {

constexpr std::size_t kLongestRow = 16U << 20U;

class CsvSource : public RowSource {
public:
  CsvSource(std::istream& input, std::string name) : decoder_(input), name_(std::move(name)) {}

  Result<bool> read_header() {
    if (decoder_.compressed()) return Diagnostic{messages::log_compressed, {}, {name_}, {}};
    choose_separator();
    std::vector<std::string> cells;
    std::int64_t line = 0;
    auto more = record(cells, line);
    if (!more || !*more) return more;
    header_ = std::move(cells);
    return true;
  }

  Result<bool> next(Row& row) override {
    std::vector<std::string> cells;
    auto more = record(cells, row.line);
    if (!more || !*more) return more;
    row.cells.clear();
    row.columns = header_.size();
    for (std::size_t i = 0; i < std::max(cells.size(), header_.size()); ++i) {
      // A cell beyond the header has no name, and a column that is missing at the end is empty.
      row.cells.emplace_back(i < header_.size() ? header_[i] : "",
                             i < cells.size() ? std::move(cells[i]) : "");
    }
    return true;
  }

  [[nodiscard]] const std::vector<std::string>* header() const override { return &header_; }
  [[nodiscard]] std::int64_t position() const override { return decoder_.position(); }
  [[nodiscard]] std::string encoding() const override { return decoder_.encoding(); }

private:
  bool more() {
    if (at_ > kCompactAt) {
      text_.erase(0, at_);
      at_ = 0;
    }
    return decoder_.read(text_);
  }

  void choose_separator() {
    std::size_t first_break = std::string::npos;
    std::size_t looked_at = 0;
    while (first_break == std::string::npos && text_.size() < kLongestRow && more()) {
      first_break = text_.find_first_of("\r\n", looked_at);
      looked_at = text_.size();
    }
    std::map<char, int> found;
    bool quoted = false;
    char before = separator_;
    for (const char c : std::string_view(text_).substr(0, first_break)) {
      // A quote inside a cell is text; behind another one it is the second of a pair.
      if (c == '"' && (quoted || std::string_view(",;\t\"").find(before) != std::string_view::npos))
        quoted = !quoted;
      if (!quoted) ++found[c];
      before = c;
    }
    for (const char candidate : {';', '\t'}) {
      if (found[candidate] > found[separator_]) separator_ = candidate;
    }
  }

  // The next character, or -1 at the end.
  int peek() {
    while (at_ >= text_.size()) {
      if (!more() && at_ >= text_.size()) return -1;
    }
    return static_cast<unsigned char>(text_[at_]);
  }

  // A quoted cell: up to the closing quote, doubled quotes inside. True unless it never ends.
  bool quoted(std::string& cell) {
    ++at_;
    for (int c = peek(); c >= 0 && cell.size() < kLongestRow; c = peek()) {
      ++at_;
      if (c == '\n' || (c == '\r' && peek() != '\n')) ++line_;
      if (c != '"') {
        cell += static_cast<char>(c);
      } else if (peek() == '"') {
        cell += '"';
        ++at_;
      } else {
        return true;
      }
    }
    return false;
  }

  Result<bool> record(std::vector<std::string>& cells, std::int64_t& line) {
    while (peek() == '\n' || peek() == '\r') skip_break();
    if (peek() < 0) return false;
    line = line_;
    std::string cell;
    std::size_t size = 0;
    while (true) {
      if (size + cell.size() > kLongestRow)
        return Diagnostic{messages::csv_endless_row, {}, {name_, line}, {}};
      const int c = peek();
      if (c == '"' && cell.empty()) {
        if (!quoted(cell)) return Diagnostic{messages::csv_open_quote, {}, {name_, line}, {}};
        continue;
      }
      if (c < 0 || c == '\n' || c == '\r' || c == separator_) {
        size += cell.size() + 1;  // cells of no length take room too
        cells.push_back(std::move(cell));
        cell.clear();
        if (c == separator_) {
          ++at_;
          continue;
        }
        if (c >= 0) skip_break();
        return true;
      }
      cell += static_cast<char>(c);
      ++at_;
    }
  }

  void skip_break() {
    const int c = peek();
    ++at_;
    if (c == '\r' && peek() == '\n') ++at_;
    ++line_;
  }

  static constexpr std::size_t kCompactAt = 1U << 20U;
  Decoder decoder_;
  std::string name_;
  std::string text_;
  std::size_t at_ = 0;
  std::int64_t line_ = 1;
  char separator_ = ',';
  std::vector<std::string> header_;
};

}  // namespace

Result<std::unique_ptr<RowSource>> open_csv(std::istream& input, const std::string& name) {
  auto source = std::make_unique<CsvSource>(input, name);
  auto header = source->read_header();
  if (!header) return header.error();
  if (!*header) return Diagnostic{messages::log_empty, {}, {name}, {}};
  return std::unique_ptr<RowSource>(std::move(source));
}

}  // namespace recourse::exchange
