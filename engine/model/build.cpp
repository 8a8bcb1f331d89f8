// The order of the passes.
#include "engine/model/build.h"

#include <algorithm>

#include "engine/base/messages/model.h"
#include "engine/model/building.h"

namespace recourse::model {
namespace {

constexpr std::size_t kMostErrors = 100;  // that somebody reads

// After a mistake only what does not rest on it is told: what was left out by a clause that could not be read, or by a
// directory with an error, would be missed everywhere, and hide the one place that is to be mended.

/// Whether a mistake can be told although parts of the policy could not be read: what is wrong with a name or a value, or in a
/// YAML file, unless it stands in such a part, or such a part speaks of it.
bool stands_alone(const Diagnostic& item, const Files& files) {
  switch (item.code) {
    case messages::unknown_name:
    case messages::unknown_name_similar:
    case messages::unknown_type:
    case messages::wrong_kind:
    case messages::wrong_kind_similar:
    case messages::not_a_value:
    case messages::name_twice:
    case messages::type_mismatch:
    case messages::quoted_value:
      break;
    default:
      return item.code >= messages::yaml_syntax && item.code <= messages::offices_successor_ring;
  }
  const std::string text = source_text(item.span);
  return item.span.source != nullptr &&
         std::none_of(files.rules.begin(), files.rules.end(), [&](const language::File& file) {
           return std::any_of(file.skipped.begin(), file.skipped.end(), [&](const SourceSpan& skipped) {
             return source_text(skipped).find(text) != std::string::npos;
           });
         });
}

bool read_declarations(Building& building, SourceLoader& loader) {
  declare_basics(building);
  return read_inputs(building, loader);
}

void resolve(Building& building) {
  declare_values(building);
  declare_tables(building);
  declare_charts(building);
  place_clauses(building);
  declare_acts(building);
  resolve_tables(building);
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
  base::DiagnosticList found, resolved;
  Building building(resolved);
  building.files = load_files(loader, path, found);
  const bool sound = !found.has_errors();
  if ((sound || building.files.all_read) && read_declarations(building, loader)) {
    resolve(building);
  }
  for (const Diagnostic& item : resolved.items()) {
    if (sound || stands_alone(item, building.files)) {
      found.add(item);
    }
  }
  std::optional<Model> model;
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
