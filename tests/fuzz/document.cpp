// A document with rules in its blocks.
#include "engine/model/build.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/policy_files.h"

void recourse::fuzz::read(const std::string& text) {
  const auto loader = memory_loader(with_inputs("input.md", text));
  base::DiagnosticList wrong;
  if (const auto model = model::build_model(*loader, "input.md", wrong)) {
    model::dump(*model);
    model::canonical(*model);
  }
  wrong.sort();
  show(wrong.items());
}
