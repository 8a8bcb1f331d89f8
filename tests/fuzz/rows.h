// Reads a log to its end or to where it is broken.
#pragma once

#include <sstream>

#include "engine/exchange/row.h"
#include "tests/fuzz/fuzz.h"

namespace recourse::fuzz {

inline void read_rows(const std::string& text, LogFormat format) {
  std::istringstream input(text);
  auto source = exchange::open_log(input, format, "input");
  if (!source) {
    show({source.error()});
    return;
  }
  exchange::Row row;
  auto next = (*source)->next(row);
  for (; next && *next; next = (*source)->next(row)) {
    static_cast<void>(row.text());
  }
  if (!next) {
    show({next.error()});
  }
}

}  // namespace recourse::fuzz
