// The list of a file's errors.
#include "engine/language/token.h"

#include <algorithm>

#include "engine/base/messages/base.h"

namespace recourse::language {

void Reporter::add(MessageCode code, std::uint32_t begin, std::uint32_t end, std::vector<Argument> arguments,
                   std::vector<RelatedPlace> related) {
  if (full()) {
    return;
  }
  diagnostics_.add(Diagnostic{code, span(begin, end), std::move(arguments), std::move(related)});
  places_.push_back(begin);
  if (++count_ == kMost) {
    diagnostics_.add(messages::too_many_errors, span(begin, end), {static_cast<std::int64_t>(kMost)});
  }
}

bool Reporter::touches(std::uint32_t begin, std::uint32_t end) const {
  return std::any_of(places_.begin(), places_.end(),
                     [&](std::uint32_t place) { return place >= begin && place < end; });
}

}  // namespace recourse::language
