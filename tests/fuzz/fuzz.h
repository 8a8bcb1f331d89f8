// What the programs for libFuzzer share. Each reads one text from outside by one of the engine's doors: whatever the text is, it is
// taken or refused with messages that can be shown.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "recourse/diagnostic.h"

namespace recourse::fuzz {

/// What the program tries with a text.
void read(const std::string& text);

/// Shows messages as a user sees them; ends the program when a place lies outside its text.
inline void show(const std::vector<Diagnostic>& diagnostics) {
  for (const Diagnostic& diagnostic : diagnostics) {
    const SourceSpan& span = diagnostic.span;
    if (span.source != nullptr && (span.begin > span.end || span.end > span.source->text.size())) {
      std::abort();
    }
    render(diagnostic, Language::english);
    render(diagnostic, Language::chinese);
  }
  render_json(diagnostics, Language::english);
}

}  // namespace recourse::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  recourse::fuzz::read(std::string(reinterpret_cast<const char*>(data), size));
  return 0;
}
