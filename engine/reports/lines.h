// Lines of a paper for a terminal.
#pragma once

#include <string>

namespace recourse::reports {

/// One line, with its break. What people wrote may stand in it: nothing of that breaks the line or speaks to the terminal.
std::string line(const std::string& text);

}  // namespace recourse::reports
