// A calendar and a list of offices: every text is tried as both.
#include "engine/model/build.h"
#include "tests/fuzz/fuzz.h"

void recourse::fuzz::read(const std::string& text) {
  const auto source = std::make_shared<const SourceText>(SourceText{"input.yaml", text});
  base::DiagnosticList wrong;
  if (auto data = model::read_calendar(source, wrong)) {
    calendar::Calendar::build(*std::move(data));
  }
  model::read_offices(source, {}, wrong);
  wrong.sort();
  show(wrong.items());
}
