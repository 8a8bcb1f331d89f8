// The document of a policy: what is said of each case type, and the indices over all of them. Door: recourse::document().
#include "engine/reports/document.h"

#include "engine/exchange/svg.h"
#include "engine/graph/drawing.h"
#include "engine/reports/document_index.h"
#include "engine/reports/document_part.h"
#include "recourse/document.h"

namespace recourse {
namespace reports {
namespace {

/// A drawing for each region with stages, in the model's order of regions, as the drawing has them.
void draw(const graph::PolicyInternals& policy, Language language, DocumentPart& part) {
  const model::Model& model = policy.model;
  const std::vector<graph::Drawing> drawings = graph::by_region(graph::drawing_of(policy, language));
  for (std::size_t index = 0; index < model.regions.size(); ++index) {
    const model::RegionId region{static_cast<std::int32_t>(index)};
    for (std::size_t chart = 0; chart < model.charts.size(); ++chart) {
      if (model.charts[chart].region != region || part.charts[chart].stages.empty()) continue;
      part.charts[chart].drawing = static_cast<int>(part.drawings.size());
      part.drawings.push_back(exchange::to_svg(graph::to_dot(drawings.at(part.drawings.size()))));
    }
  }
}

}  // namespace

Document document_of(const Policy& policy, Language language, bool drawings) {
  Document document;
  document.language = language;
  document.title = policy.title();
  document.version = policy.version();
  document.in_force = policy.in_force();
  document.digest = policy.digest();
  for (const Policy::Migration& older : policy.migrations())
    document.replaces.push_back(older.title + " " + older.version);
  const std::vector<Policy> types = graph::policies_of_types(policy);
  Places places;
  IndexMaker index(document);
  for (const Policy& type : types) {
    const graph::PolicyInternals& internals = graph::internals(type);
    const std::string prefix =
        types.size() > 1 ? std::to_string(document.parts.size() + 1) + "-" : std::string();
    const DocumentWords words(internals, language, prefix, places);
    document.parts.push_back(part_of(words));
    if (drawings) draw(internals, language, document.parts.back());
    index.add(words);
  }
  index.finish(places);
  return document;
}

}  // namespace reports

std::string document(const Policy& policy, DocumentFormat format, Language language) {
  const bool is_page = format == DocumentFormat::html;
  const reports::Document made = reports::document_of(policy, language, is_page);
  return is_page ? reports::to_html(made) : reports::to_json(made);
}

}  // namespace recourse
