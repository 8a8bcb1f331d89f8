// A table, of whatever encoding.
#include "tests/fuzz/rows.h"

void recourse::fuzz::read(const std::string& text) {
  read_rows(text, LogFormat::csv);
}
