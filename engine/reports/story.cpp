#include "engine/reports/story.h"

#include <algorithm>

#include "engine/base/message.h"
#include "engine/base/messages/docket.h"
#include "engine/base/messages/reports.h"
#include "engine/reports/words.h"

namespace recourse::reports {
namespace {

/// What the clock did is folded, not read: its entry is the one of that time, of several the one in that order.
std::vector<std::int64_t> entry_numbers(const History& history, const std::vector<Entry>& entries) {
  std::vector<std::int64_t> numbers;
  std::vector<bool> used(entries.size(), false);
  for (const History::Step& step : history.steps) {
    std::int64_t number = step.number;
    for (std::size_t i = 0; step.kind == Entry::Kind::clock && number == 0 && i < entries.size(); ++i) {
      const Entry& entry = entries[i];
      if (used[i] || entry.kind != Entry::Kind::clock || entry.effective != step.outcome.time) continue;
      used[i] = true;
      number = entry.number;
    }
    numbers.push_back(number);
  }
  return numbers;
}

/// When a case began that has not yet by the time that is asked for.
Result<Instant> begun_on(Docket& docket, const std::string& case_number) {
  const auto entries = docket.entries(case_number);
  if (!entries) return entries.error();
  Instant last{};
  for (const Entry& entry : *entries) last = std::max(last, entry.effective);
  const auto history = docket.history(case_number, last + std::chrono::minutes(1));
  if (!history) return history.error();
  return (*history)->steps.front().outcome.time;
}

}  // namespace

Diagnostic not_begun(Docket& docket, const Policy& policy, const std::string& case_number, Instant as_of) {
  const auto began = begun_on(docket, case_number);
  if (!began) return began.error();
  const CaseWords words(policy, Language::english);
  return {messages::case_not_begun, {}, {case_number, words.date_text(as_of), words.date_text(*began)}, {}};
}

Result<Story> read_story(Docket& docket, const std::string& case_number, Instant as_of) {
  std::vector<Case> after;
  auto history = docket.history(case_number, as_of + std::chrono::minutes(1),
                                [&](const Case& state) { after.push_back(state); });
  if (!history) return history.error();
  if (!*history) return Diagnostic{messages::case_not_found, {}, {case_number}, {}};
  if ((*history)->steps.empty()) {
    const auto withdrawn_by = docket.withdrawn_by(case_number);
    if (!withdrawn_by) return withdrawn_by.error();
    if (*withdrawn_by) {
      const EntryName& by = **withdrawn_by;
      return Diagnostic{messages::case_withdrawn, {}, {case_number, by.case_number, by.number}, {}};
    }
    return not_begun(docket, (*history)->state.policy(), case_number, as_of);
  }
  const auto entries = docket.entries(case_number);
  if (!entries) return entries.error();
  Story story(case_number, std::move(**history));
  story.after = std::move(after);
  story.numbers = entry_numbers(story.history, *entries);
  return story;
}

EntryNamed named_entry(const Story& story, std::size_t step) {
  const History::Step& taken = story.history.steps[step];
  return {story.numbers[step], taken.act.name, taken.act.actor, taken.act.arguments, taken.outcome.time};
}

}  // namespace recourse::reports
