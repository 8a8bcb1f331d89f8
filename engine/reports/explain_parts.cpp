#include "engine/reports/explain_parts.h"

#include <array>

#include "engine/base/messages/reports.h"
#include "engine/reports/lines.h"

namespace recourse::reports {
namespace {

struct HowWords {
  std::string_view name;
  TermCode words;
};

// By How.
constexpr auto kHows = std::to_array<HowWords>({
    {"duty", terms::explain_how_duty},
    {"right", terms::explain_how_right},
    {"extension", terms::explain_how_extension},
    {"approval", terms::explain_how_approval},
    {"opening", terms::explain_how_opening},
    {"listener", terms::explain_how_listener},
    {"lapse", terms::explain_how_lapse},
    {"window", terms::explain_how_window},
    {"timer", terms::explain_how_timer},
    {"refusal", terms::explain_how_refusal},
});

const std::string& in(Language language, const Bilingual& text) {
  return language == Language::chinese ? text.chinese : text.english;
}

}  // namespace

TermCode how_text(ClausePart::How how) {
  return kHows.at(static_cast<std::size_t>(how)).words;
}

std::string part_text(const ClausePart& part, TermCode how, const CaseWords& words) {
  const Language language = words.language();
  const std::string& basis = in(language, part.basis);
  std::string text = "  " + words.words(how, {in(language, part.label)});
  if (!basis.empty()) text += "  [" + basis + "]";
  text = line(text);
  if (const std::string& condition = in(language, part.condition); !condition.empty())
    text += line("      " + words.words(terms::explain_condition, {condition}));
  for (const ReadValue& read : part.read) {
    text += line("      " + words.words(terms::explain_read,
                                        {words.shown(in(language, read.what)), in(language, read.value)}));
  }
  return text;
}

Json to_json(const ClausePart& part) {
  Json read = Json::array();
  for (const ReadValue& value : part.read)
    read.push_back({{"what", to_json(value.what)}, {"value", to_json(value.value)}});
  return {{"how", kHows.at(static_cast<std::size_t>(part.how)).name},
          {"clause", part.clause},
          {"label", to_json(part.label)},
          {"basis", to_json(part.basis)},
          {"condition", to_json(part.condition)},
          {"read", read}};
}

}  // namespace recourse::reports
