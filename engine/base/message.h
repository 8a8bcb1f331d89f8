// What codes of messages and terms are, and the list that gathers messages. The codes themselves, messages::NAME and terms::NAME,
// stand in messages/ROOM.h, generated from messages/ROOM.def, where each has its English and Chinese wording. Placeholders
// are {0}, {1}, …; a message has a sentence (what is wrong, what was expected) and advice (what to do).
#pragma once

#include "recourse/diagnostic.h"

namespace recourse {

/// The wording of something that a message names, in both languages; see catalogue.h.
enum class TermCode : std::uint16_t;

namespace base {

/// Who owns a message or term; its code says which by a thousand and twenty-four.
enum class Room : std::uint16_t {
#define ROOM(name) name,
#include "engine/base/messages/rooms.def"
#undef ROOM
  count_
};

constexpr std::uint16_t kMostCodes = 1024;

constexpr std::uint16_t first_code(Room room) {
  return static_cast<std::uint16_t>(static_cast<std::uint16_t>(room) * kMostCodes);
}

/// The list to which every pass appends; printed once, by the tool.
class DiagnosticList {
public:
  Diagnostic& add(MessageCode code, SourceSpan span, std::vector<Argument> arguments = {}) {
    return items_.emplace_back(Diagnostic{code, std::move(span), std::move(arguments), {}});
  }
  void add(Diagnostic diagnostic) { items_.push_back(std::move(diagnostic)); }
  [[nodiscard]] const std::vector<Diagnostic>& items() const { return items_; }
  [[nodiscard]] bool has_errors() const { return recourse::has_errors(items_); }
  /// In order of file and place, doubles removed.
  void sort();
  /// Sorts, keeps the first `most` errors with the warnings among them, and says that there were more.
  void limit(std::size_t most);

private:
  std::vector<Diagnostic> items_;
};

}  // namespace base

namespace messages {
inline constexpr auto none = static_cast<MessageCode>(0xFFFF);
}
namespace terms {
inline constexpr auto none = static_cast<TermCode>(0xFFFF);
}

}  // namespace recourse
