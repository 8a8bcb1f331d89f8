// A log in XML.
#include "tests/fuzz/rows.h"

void recourse::fuzz::read(const std::string& text) {
  read_rows(text, LogFormat::xes);
}
