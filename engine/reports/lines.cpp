#include "engine/reports/lines.h"

#include <limits>

#include "engine/base/text.h"

namespace recourse::reports {

std::string line(const std::string& text) {
  return base::printable(text, std::numeric_limits<std::size_t>::max()) + "\n";
}

}  // namespace recourse::reports
