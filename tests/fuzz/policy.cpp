// Rules all the way: model, graph and machine.
#include "recourse/policy.h"

#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/policy_files.h"

void recourse::fuzz::read(const std::string& text) {
  const auto loader = memory_loader(with_inputs("input.rules", text));
  const LoadedPolicy loaded = load_policy(*loader, "input.rules");
  show(loaded.diagnostics);
}
