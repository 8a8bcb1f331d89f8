// The order of the passes.
#include "engine/model/build.h"

#include "engine/model/building.h"

namespace recourse::model {
namespace {

constexpr std::size_t kMostErrors = 100;  // that somebody reads

// After a mistake only what does not rest on it is looked at: what was left out by a clause that could not be read, or by a
// directory with an error, would be missed everywhere, and hide the one place that is to be mended.

bool read_declarations(Building& building, SourceLoader& loader) {
  declare_basics(building);
  return read_inputs(building, loader);
}

void resolve(Building& building) {
  declare_values(building);
  declare_charts(building);
  place_clauses(building);
  declare_acts(building);
  resolve_values(building);
  resolve_clauses(building);
  check_model(building);
  if (!building.diagnostics.has_errors()) {
    name_clauses(building);
    resolve_tests(building);
  }
}

}  // namespace

std::optional<Model> build_model(SourceLoader& loader, std::string_view path,
                                 base::DiagnosticList& diagnostics) {
  base::DiagnosticList found;
  std::optional<Model> model;
  Building building(found);
  building.files = load_files(loader, path, found);
  if (!found.has_errors() && read_declarations(building, loader)) {
    resolve(building);
  }
  if (!found.has_errors()) {
    model = std::move(building.model);
  }
  found.limit(kMostErrors);
  for (const Diagnostic& item : found.items()) {
    diagnostics.add(item);
  }
  return model;
}

}  // namespace recourse::model
