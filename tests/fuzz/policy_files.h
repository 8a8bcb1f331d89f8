// The files of a policy of which one is from outside, with a calendar and offices beside it that may be named there.
#pragma once

#include <map>
#include <string>

namespace recourse::fuzz {

inline std::map<std::string, std::string> with_inputs(const std::string& name, const std::string& text) {
  return {{name, text},
          {"calendar.yaml", "calendar: days\nzone: UTC\ncomputed: [{from: 1990, to: 2099}]\n"},
          {"offices.yaml",
           "levels: [city, town]\noffices:\n  - {id: city, name: 市政府, level: city}\n"
           "  - {id: town, name: 镇政府, level: town, superior: city}\n"}};
}

}  // namespace recourse::fuzz
