// The file is turned into the rows that it means, byte for byte in their places: bars for its separators, blanks for its quotes. So
// that one grammar reads both. Door: csv_rows().
#include "engine/language/csv_rows.h"

#include <algorithm>
#include <array>

#include "engine/base/messages/language.h"
#include "engine/base/text.h"
#include "engine/language/parse.h"

namespace recourse::language {
namespace {

class CsvRows {
public:
  CsvRows(const std::shared_ptr<const SourceText>& file, base::DiagnosticList& diagnostics)
      : file_(file), diagnostics_(diagnostics), text_(file->text) {}

  [[nodiscard]] char separator() const { return separator_; }

  std::string rows() {
    separator_ = most_frequent();
    at_ = base::byte_order_mark(text_);
    while (at_ < text_.size()) {
      row();
    }
    return std::move(text_);
  }

private:
  /// Of the three that are used, the one of which the header has most.
  [[nodiscard]] char most_frequent() const {
    const std::string_view header = std::string_view(text_).substr(0, text_.find('\n'));
    const auto count = [header](char c) { return std::count(header.begin(), header.end(), c); };
    char most = ',';
    for (const char candidate : {';', '\t'}) {
      most = count(candidate) > count(most) ? candidate : most;
    }
    return most;
  }

  /// One line. A row of which all cells are empty is what a spreadsheet leaves below its table.
  void row() {
    const std::size_t begin = at_;
    std::vector<std::size_t> empty;  // cells
    std::size_t cells = 0;
    bool ends = false;
    while (!ends) {
      const std::size_t cell = at_;
      const bool is_blank = !this->cell();
      if (is_blank) {
        empty.push_back(cell);
      }
      ++cells;
      ends = at_ >= text_.size() || text_[at_] == '\n';
      if (!ends) {
        text_[at_++] = '|';
      }
    }
    if (!empty.empty()) {
      std::replace_if(
          text_.begin() + static_cast<std::ptrdiff_t>(begin),
          text_.begin() + static_cast<std::ptrdiff_t>(at_), [](char c) { return c != '\r'; }, ' ');
    }
    if (empty.size() < cells) {
      for (const std::size_t cell : empty) {
        report(messages::csv_cell_empty, cell, std::min(cell + 1, text_.size()));
      }
    }
    at_ += at_ < text_.size() ? 1 : 0;
  }

  /// To its end; false when nothing stands in it.
  bool cell() {
    bool quoted = false, has_text = false;
    const std::size_t begin = at_;
    for (; at_ < text_.size() && text_[at_] != '\n'; ++at_) {
      char& c = text_[at_];
      if (c == '"' && (quoted || !has_text)) {
        quoted = !quoted;
        c = ' ';
      } else if (c == separator_ && !quoted) {
        return has_text;
      }
      has_text = has_text || (c != ' ' && c != '\t' && c != '\r');
    }
    if (quoted) {
      report(messages::csv_cell_not_closed, begin, at_);
    }
    return has_text;
  }

  void report(MessageCode code, std::size_t begin, std::size_t end) {
    diagnostics_.add(code, {file_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
  }

  const std::shared_ptr<const SourceText>& file_;
  base::DiagnosticList& diagnostics_;
  std::string text_;
  std::size_t at_ = 0;
  char separator_ = ',';
};

void point_to(const std::shared_ptr<const SourceText>& file, Expression& expression) {
  expression.span.source = file;
  for (Expression& operand : expression.operands) {
    point_to(file, operand);
  }
}

/// Places were counted in the rows; they are the same in the file.
void point_to(const std::shared_ptr<const SourceText>& file, TableRow& row) {
  row.span.source = file;
  for (TableRow::Cell& cell : row.cells) {
    cell.span.source = file;
    for (TableRow::Test& test : cell.tests) {
      test.span.source = file;
      for (Expression& value : test.values) {
        point_to(file, value);
      }
    }
  }
}

}  // namespace

std::vector<TableRow> csv_rows(const std::shared_ptr<const SourceText>& file,
                               base::DiagnosticList& diagnostics, const DeclaredNames& names) {
  if (!base::check_text(file, diagnostics)) {
    return {};
  }
  base::DiagnosticList found;
  CsvRows csv(file, diagnostics);
  const auto source =
      std::make_shared<const SourceText>(SourceText{file->name, csv.rows(), file->first_line});
  std::vector<TableRow> rows = parse_rows(source, found, names);
  for (TableRow& row : rows) {
    point_to(file, row);
  }
  for (Diagnostic item : found.items()) {
    item.span.source = file;
    for (Argument& argument : item.arguments) {
      if (argument.items == Argument("|").items) {
        argument = std::string(1, csv.separator());  // as it stands there
      }
    }
    for (RelatedPlace& place : item.related) {
      place.span.source = file;
    }
    diagnostics.add(std::move(item));
  }
  return rows;
}

}  // namespace recourse::language
