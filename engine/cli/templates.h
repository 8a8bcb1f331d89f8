// The files of engine/cli/new, which CMake puts into the program, so that `recourse new` needs no installed path.
#pragma once

#include <string_view>
#include <vector>

namespace recourse::cli {

struct Template {
  std::string_view language;  // en, zh
  std::string_view name;      // of the file in the new folder
  std::string_view text;      // @NAME@ stands for the policy's title
};

/// In the order of their names.
const std::vector<Template>& templates();

}  // namespace recourse::cli
