#include "engine/base/catalogue.h"

#include <algorithm>
#include <array>
#include <string>

#include "engine/base/messages/analysis.h"
#include "engine/base/messages/base.h"
#include "engine/base/messages/calendar.h"
#include "engine/base/messages/cases.h"
#include "engine/base/messages/cli.h"
#include "engine/base/messages/docket.h"
#include "engine/base/messages/exchange.h"
#include "engine/base/messages/graph.h"
#include "engine/base/messages/language.h"
#include "engine/base/messages/machine.h"
#include "engine/base/messages/model.h"
#include "engine/base/messages/reports.h"
#include "engine/base/text.h"

namespace recourse {
namespace {

constexpr std::size_t kLongestArgument = 1000;

struct Entry {
  std::string_view identifier;
  Severity severity;
  std::array<base::Wording, 2> wordings;  // by Language
};

constexpr auto kMessages = std::to_array<Entry>({
#define MESSAGE(code, severity, en, en_advice, zh, zh_advice) \
  {#code, Severity::severity, {base::Wording{en, en_advice}, base::Wording{zh, zh_advice}}},
#define TERM(code, en, zh)
#include "engine/base/messages/all.def"
#undef MESSAGE
#undef TERM
});

constexpr auto kTerms = std::to_array<std::array<std::string_view, 2>>({
#define MESSAGE(code, severity, en, en_advice, zh, zh_advice)
#define TERM(code, en, zh) {en, zh},
#include "engine/base/messages/all.def"
#undef MESSAGE
#undef TERM
});

/// Where each room's rows begin in the tables above, which follow the order of the rooms.
constexpr std::size_t kRooms = static_cast<std::size_t>(base::Room::count_);
using Starts = std::array<std::size_t, kRooms + 1>;

constexpr Starts starts(const std::array<std::size_t, kRooms>& counts) {
  Starts starts{};
  for (std::size_t room = 0; room < kRooms; ++room) starts.at(room + 1) = starts.at(room) + counts.at(room);
  return starts;
}

constexpr Starts kMessageStarts = starts({
#define ROOM(name) static_cast<std::size_t>(ordinals::name::OfMessage::count_),
#include "engine/base/messages/rooms.def"
#undef ROOM
});
constexpr Starts kTermStarts = starts({
#define ROOM(name) static_cast<std::size_t>(ordinals::name::OfTerm::count_),
#include "engine/base/messages/rooms.def"
#undef ROOM
});
static_assert(kMessageStarts.back() == kMessages.size() && kTermStarts.back() == kTerms.size());

std::size_t row(std::uint16_t code, const Starts& starts) {
  return starts.at(code / base::kMostCodes) + code % base::kMostCodes;
}

std::size_t row(MessageCode code) {
  return row(static_cast<std::uint16_t>(code), kMessageStarts);
}

/// The codes of all rows of a table.
template <typename Code>
std::vector<Code> codes(const Starts& starts) {
  std::vector<Code> codes;
  for (std::size_t room = 0; room < kRooms; ++room) {
    for (std::size_t i = 0; i < starts.at(room + 1) - starts.at(room); ++i) {
      codes.push_back(static_cast<Code>(base::first_code(static_cast<base::Room>(room)) + i));
    }
  }
  return codes;
}

const Entry& entry(MessageCode code) {
  return kMessages.at(row(code));
}

std::vector<std::string> dashed_names() {
  std::vector<std::string> names;
  for (const Entry& message : kMessages) {
    std::string& name = names.emplace_back(message.identifier);
    std::replace(name.begin(), name.end(), '_', '-');
  }
  return names;
}

std::string item_text(const Argument::Item& item, Language language) {
  if (const TermCode* term = std::get_if<TermCode>(&item)) {
    return std::string(base::word(*term, language));
  }
  const Bilingual* name = std::get_if<Bilingual>(&item);
  const std::string& text = name == nullptr                 ? std::get<std::string>(item)
                            : language == Language::english ? name->english
                                                            : name->chinese;
  return base::printable(text, kLongestArgument);
}

std::string joined(const Argument& argument, Language language) {
  const bool english = language == Language::english;
  const std::string or_word(base::word(terms::word_or, language));
  const std::string last_separator = english ? " " + or_word + " " : or_word;
  std::string text;
  for (std::size_t i = 0; i < argument.items.size(); ++i) {
    if (i > 0) {
      const bool last = i + 1 == argument.items.size();
      text += last ? last_separator : english ? ", " : "、";
    }
    text += item_text(argument.items[i], language);
  }
  return text;
}

}  // namespace

std::string_view code_name(MessageCode code) {
  static const std::vector<std::string> names = dashed_names();
  return names.at(row(code));
}

Severity severity(MessageCode code) {
  return entry(code).severity;
}

std::string message(const Diagnostic& diagnostic, Language language) {
  return base::sentence(diagnostic.code, diagnostic.arguments, language);
}

std::string advice(const Diagnostic& diagnostic, Language language) {
  return base::fill(base::wording(diagnostic.code, language).advice, diagnostic.arguments, language);
}

namespace base {

std::vector<MessageCode> all_messages() {
  return codes<MessageCode>(kMessageStarts);
}

std::vector<TermCode> all_terms() {
  return codes<TermCode>(kTermStarts);
}

Wording wording(MessageCode code, Language language) {
  return entry(code).wordings.at(static_cast<std::size_t>(language));
}

std::string_view word(TermCode term, Language language) {
  return kTerms.at(row(static_cast<std::uint16_t>(term), kTermStarts)).at(static_cast<std::size_t>(language));
}

std::string fill(std::string_view pattern, const std::vector<Argument>& arguments, Language language) {
  std::string text;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const bool placeholder = pattern[i] == '{' && i + 2 < pattern.size() && pattern[i + 2] == '}' &&
                             pattern[i + 1] >= '0' && pattern[i + 1] <= '9';
    const auto index = placeholder ? static_cast<std::size_t>(pattern[i + 1] - '0') : arguments.size();
    if (index < arguments.size()) {
      text += joined(arguments[index], language);
      i += 2;
    } else {
      text += pattern[i];
    }
  }
  return text;
}

std::string sentence(MessageCode code, const std::vector<Argument>& arguments, Language language) {
  return fill(wording(code, language).sentence, arguments, language);
}

}  // namespace base
}  // namespace recourse
