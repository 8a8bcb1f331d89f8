// What verbs write for programs.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "recourse/diagnostic.h"

namespace recourse::cli {

using Json = nlohmann::ordered_json;

/// The diagnostics as `check --json` shows them.
inline Json diagnostics_json(const std::vector<Diagnostic>& diagnostics, Language language) {
  return Json::parse(render_json(diagnostics, language));
}

/// One document, with its line break. Text that is no UTF-8 has U+FFFD in its place.
inline std::string document(const Json& json) {
  constexpr int kIndent = 2;
  return json.dump(kIndent, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace recourse::cli
