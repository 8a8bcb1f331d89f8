// The order of the passes.
#include "engine/model/build.h"

#include <algorithm>
#include <deque>

#include "engine/base/messages/model.h"
#include "engine/model/building.h"
#include "engine/model/case_types.h"
#include "engine/model/office_periods.h"

namespace recourse::model {
namespace {

constexpr std::size_t kMostErrors = 100;  // that somebody reads

// After a mistake only what does not rest on it is told: what was left out by a clause that could not be read, or by a
// directory with an error, would be missed everywhere, and hide the one place that is to be mended.

/// A line that could not be read as it was meant is told once.
bool on_one_line(const SourceSpan& one, const SourceSpan& other) {
  if (one.source != other.source || one.source == nullptr) {
    return false;
  }
  const auto [begin, end] = std::minmax(one.begin, other.begin);
  return one.source->text.find('\n', begin) >= end;
}

/// Whether a mistake can be told although parts of the policy could not be read: what is wrong with a name or a value, or in a
/// YAML file, unless it stands in such a part or in its line, or such a part speaks of it.
bool stands_alone(const Diagnostic& item, const Files& files, const base::DiagnosticList& found) {
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
  const auto& told = found.items();
  const bool beside = std::any_of(
      told.begin(), told.end(), [&](const Diagnostic& other) { return on_one_line(other.span, item.span); });
  return item.span.source != nullptr && !beside &&
         std::none_of(files.rules.begin(), files.rules.end(), [&](const language::File& file) {
           return std::any_of(file.skipped.begin(), file.skipped.end(), [&](const SourceSpan& skipped) {
             return source_text(skipped).find(text) != std::string::npos;
           });
         });
}

using Buildings = std::deque<Building>;

template <typename Pass>
void for_each_type(Buildings& buildings, Pass&& pass) {
  for (Building& building : buildings) {
    pass(building);
  }
}

/// One for each case type, with the files as it sees them.
Buildings begin(Files files, base::DiagnosticList& diagnostics) {
  expand_office_periods(files, diagnostics);
  expand_same_matter(files);
  const std::vector<CaseType> types = case_types(files);
  Buildings buildings;
  const auto add = [&](Files seen) {
    Building& building = buildings.emplace_back(diagnostics);
    building.files = std::move(seen);
    building.model.case_types = types;
    building.model.case_type = static_cast<std::int32_t>(buildings.size()) - 1;
  };
  if (types.size() < 2) {
    add(std::move(files));
  } else {
    for (std::size_t type = 0; type < types.size(); ++type) {
      add(seen_by(files, types, type));
    }
  }
  for_each_type(buildings, [&](Building& building) {
    for (Building& type : buildings) {
      building.types.push_back(&type);
    }
  });
  return buildings;
}

bool read_declarations(Buildings& buildings, SourceLoader& loader) {
  return std::all_of(buildings.begin(), buildings.end(), [&](Building& building) {
    declare_basics(building);
    return read_inputs(building, loader);
  });
}

void resolve(Buildings& buildings, const base::DiagnosticList& diagnostics) {
  for_each_type(buildings, [](Building& building) {
    declare_values(building);
    declare_tables(building);
    declare_charts(building);
    place_clauses(building);
    declare_acts(building);
    resolve_tables(building);
    resolve_values(building);
  });
  for_each_type(buildings, [](Building& building) {
    resolve_clauses(building);
    complete_office_period(building);
    resolve_migrations(building);
    check_model(building);
  });
  if (!diagnostics.has_errors()) {
    check_sent(buildings.front());
    for_each_type(buildings, [](Building& building) { name_clauses(building); });
    for_each_type(buildings, [](Building& building) { resolve_tests(building); });
  }
}

/// What several case types have in common is told once.
bool is_told(const base::DiagnosticList& told, const Diagnostic& item) {
  const auto& items = told.items();
  return std::any_of(items.begin(), items.end(), [&](const Diagnostic& other) {
    return other.code == item.code && other.span.source == item.span.source &&
           other.span.begin == item.span.begin && other.span.end == item.span.end;
  });
}

}  // namespace

std::optional<std::vector<Model>> build_models(SourceLoader& loader, std::string_view path,
                                               base::DiagnosticList& diagnostics) {
  base::DiagnosticList found, resolved;
  Files files = load_files(loader, path, found);
  const bool sound = !found.has_errors();
  const bool all_read = files.all_read;
  Buildings buildings = begin(std::move(files), resolved);
  if ((sound || all_read) && read_declarations(buildings, loader)) {
    resolve(buildings, resolved);
  }
  const base::DiagnosticList unread = found;
  for (const Diagnostic& item : resolved.items()) {
    const bool is_told_before = buildings.size() > 1 && is_told(found, item);
    if ((sound || stands_alone(item, buildings.front().files, unread)) && !is_told_before) {
      found.add(item);
    }
  }
  std::optional<std::vector<Model>> models;
  if (!found.has_errors()) {
    models.emplace();
    for_each_type(buildings, [&](Building& building) { models->push_back(std::move(building.model)); });
  }
  found.limit(kMostErrors);
  for (const Diagnostic& item : found.items()) {
    diagnostics.add(item);
  }
  return models;
}

std::optional<Model> build_model(SourceLoader& loader, std::string_view path,
                                 base::DiagnosticList& diagnostics) {
  auto models = build_models(loader, path, diagnostics);
  return models ? std::optional(std::move(models->front())) : std::nullopt;
}

}  // namespace recourse::model
