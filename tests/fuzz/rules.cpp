// Rules, as far as the checked model.
#include "engine/model/build.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/policy_files.h"

void recourse::fuzz::read(const std::string& text) {
  const auto loader = memory_loader(with_inputs("input.rules", text));
  base::DiagnosticList wrong;
  if (const auto model = model::build_model(*loader, "input.rules", wrong)) {
    model::dump(*model);
    model::canonical(*model);
  }
  wrong.sort();
  show(wrong.items());
}
