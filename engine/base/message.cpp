#include "engine/base/message.h"

#include <algorithm>
#include <tuple>

#include "engine/base/messages/base.h"

namespace recourse {

bool has_errors(const std::vector<Diagnostic>& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(),
                     [](const Diagnostic& item) { return severity(item.code) == Severity::error; });
}

namespace base {
namespace {

/// What decides the order, and whether two diagnostics say the same. Sources are the same when their names
/// are: a file that is used twice may have been read twice. That there are more errors is said last.
auto key(const Diagnostic& diagnostic) {
  const std::string_view file = diagnostic.span.source ? diagnostic.span.source->name : std::string_view();
  const bool says_more = diagnostic.code == messages::too_many_errors;
  return std::make_tuple(file, diagnostic.span.begin, diagnostic.span.end, says_more, diagnostic.code);
}

bool same_arguments(const Diagnostic& first, const Diagnostic& second) {
  return std::equal(first.arguments.begin(), first.arguments.end(), second.arguments.begin(),
                    second.arguments.end(),
                    [](const Argument& one, const Argument& other) { return one.items == other.items; });
}

}  // namespace

void DiagnosticList::sort() {
  std::stable_sort(items_.begin(), items_.end(), [](const Diagnostic& first, const Diagnostic& second) {
    return key(first) < key(second);
  });
  // Doubles may stand apart among those of equal place, which are few.
  std::vector<Diagnostic> kept;
  for (Diagnostic& item : items_) {
    const bool seen = std::any_of(
        kept.rbegin(),
        std::find_if(kept.rbegin(), kept.rend(), [&](const auto& other) { return key(other) != key(item); }),
        [&](const auto& other) { return same_arguments(other, item); });
    if (!seen) {
      kept.push_back(std::move(item));
    }
  }
  items_ = std::move(kept);
}

void DiagnosticList::limit(std::size_t most) {
  sort();
  std::size_t errors = 0;
  bool more = false;
  std::vector<Diagnostic> kept;
  for (Diagnostic& item : items_) {
    if (item.code == messages::too_many_errors) {  // of one file; one for all stands at the end
      more = true;
      continue;
    }
    errors += severity(item.code) == Severity::error ? 1 : 0;
    if (errors > most) {
      more = true;
      break;
    }
    kept.push_back(std::move(item));
  }
  items_ = std::move(kept);
  if (more && !items_.empty()) {
    const SourceSpan last = items_.back().span;
    add(messages::too_many_errors, last, {static_cast<std::int64_t>(most)});
  }
}

}  // namespace base
}  // namespace recourse
