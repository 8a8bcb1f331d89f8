// The wording of every message and term in both languages, and how arguments are put into it.
// The only reader of messages/*.def; it knows nothing of places in a source.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/message.h"

namespace recourse::base {

/// One line of the catalogues, as written: placeholders {0}, {1}, … not yet filled. Texts live as long as the
/// program.
struct Wording {
  std::string_view sentence;
  std::string_view advice;  // empty when there is nothing to do
};

/// The codes of every message and term, room by room.
std::vector<MessageCode> all_messages();
std::vector<TermCode> all_terms();

/// The wording of a message. Cost: a table look-up.
Wording wording(MessageCode code, Language language);

/// The wording of a term, e.g. "or" / "或".
std::string_view word(TermCode term, Language language);

/// Puts arguments into the placeholders of `pattern`. Alternatives are joined as the language does ("a, b or
/// c", "a、b或c"); line breaks and control characters in an argument are made harmless and an argument of
/// more than 1,000 columns is cut. A placeholder without an argument stays as it is.
std::string fill(std::string_view pattern, const std::vector<Argument>& arguments, Language language);

/// The sentence of a message with its arguments, for texts that are no diagnostics (headings, tables).
std::string sentence(MessageCode code, const std::vector<Argument>& arguments, Language language);

}  // namespace recourse::base
