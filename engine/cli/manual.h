// A page of help as a page of the manual (man 7), so that both say the same.
#pragma once

#include <string>

#include "engine/cli/help.h"

namespace recourse::cli {

std::string manual_page(const Page& page, const Session& session);

}  // namespace recourse::cli
