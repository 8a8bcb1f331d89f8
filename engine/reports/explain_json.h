// Parts that the explanations have in common, for programs.
#pragma once

#include <nlohmann/json.hpp>

#include "recourse/explain.h"

namespace recourse::reports {

using Json = nlohmann::ordered_json;

Json to_json(const Policy& policy, const EntryNamed& entry);
Json to_json(const Value& value);
Json to_json(const Actor& actor);
Json to_json(const std::vector<ReceiptLine>& receipt);
Json to_json(const Bilingual& text);
/// The stable name of what happened: "set-field".
std::string_view kind_name(Event::Kind kind);
std::string document(const Json& json);

}  // namespace recourse::reports
