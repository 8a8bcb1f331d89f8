#include "engine/docket/refold.h"

#include "engine/base/digest.h"
#include "engine/base/message.h"
#include "engine/base/messages/docket.h"
#include "engine/docket/sendings.h"

namespace recourse::docket {
namespace {

using namespace std::chrono_literals;

/// What every entry but the clock's brings about is told apart by its place, what the clock does by its time.
using Key = std::tuple<std::int64_t, std::int64_t, std::string, std::string, std::string>;

Key key_of(const Effect& effect) {
  const std::int64_t time = effect.entry == 0 ? milliseconds(effect.time) : 0;
  if (effect.kind == Effect::Kind::lapse) {
    return {effect.entry, time, effect.lapsed, "", ""};
  }
  return {effect.entry, time, effect.notice.clause,
          effect.notice.receiver + write_list(effect.notice.offices), effect.notice.text};
}

std::vector<Effect> effects_of(const Folded& folded) {
  std::vector<Effect> effects;
  for (const Folded::Step& step : folded.steps) {
    Effect effect;
    effect.entry = step.placed.place;
    effect.time = step.outcome.time;
    for (const Event& event : step.outcome.events) {
      if (event.kind == Event::Kind::lapsed) {
        effect.kind = Effect::Kind::lapse;
        effect.lapsed = event.name;
        effects.push_back(effect);
      }
    }
    effect.kind = Effect::Kind::notice;
    effect.lapsed.clear();
    for (const Notice& notice : step.outcome.notices) {
      effect.notice = notice;
      effects.push_back(effect);
    }
  }
  return effects;
}

/// Those of `effects` that `others` lack, each as often as it is more often there.
std::vector<Effect> missing(const std::vector<Effect>& effects, const std::vector<Effect>& others) {
  std::map<Key, std::int64_t> there;
  for (const Effect& other : others) {
    ++there[key_of(other)];
  }
  std::vector<Effect> missing;
  for (const Effect& effect : effects) {
    if (there[key_of(effect)]-- <= 0) {
      missing.push_back(effect);
    }
  }
  return missing;
}

/// What had no effect before.
std::vector<std::int64_t> numbers(const std::vector<Refused>& refused) {
  std::vector<std::int64_t> numbers;
  for (const Refused& one : refused) {
    numbers.push_back(one.placed.entry->number);
  }
  return numbers;
}

}  // namespace

Instant reached(const std::vector<EntryRow>& entries) {
  Instant until{};
  for (const EntryRow& entry : entries) {
    const auto behind = is(Entry::Kind::clock, entry) ? std::chrono::milliseconds(1min) : 1ms;
    until = std::max(until, instant(entry.effective) + behind);
    until = std::max(until, instant(read_context(entry.context).until.value_or(0)));
  }
  return until;
}

Result<Refolding> refold(Docket::Store& store, const std::string& case_number,
                         const std::vector<EntryRow>& entries, const std::string& state_hash) {
  const EntryRow& added = entries.back();
  const std::vector<EntryRow> earlier(entries.begin(), entries.end() - 1);
  const auto before = fold(store, Chronicle(earlier), reached(earlier));
  if (!before) {
    return before.error();
  }
  if (base::sha256(before->state.snapshot()) != state_hash) {
    return Diagnostic{messages::case_folds_differently, {}, {case_number}, {}};
  }
  const Context context = read_context(added.context);
  auto after = fold(store, Chronicle(entries), instant(context.until.value_or(0)));
  if (!after) {
    return after.error();
  }
  Refolding refolding{std::move(*after), {}, numbers(before->refused), {}, {}, {}};
  refolding.outcome.time = instant(added.effective);
  std::int64_t place = added.number;
  for (const Folded::Step& step : refolding.after.steps) {
    if (step.placed.entry == &added) {
      refolding.outcome = step.outcome;
      place = step.placed.place;
    }
  }
  const std::vector<Effect> then = effects_of(*before);
  const std::vector<Effect> now = effects_of(refolding.after);
  refolding.given = missing(now, then);
  // Its own are those of its outcome.
  std::erase_if(refolding.given, [&](const Effect& effect) { return effect.entry == place; });
  refolding.withdrawn = missing(then, now);
  if (!context.goes_on) {
    refolding.outgoing = Sendings(case_number, earlier).changes(refolding.after, added.number);
  }
  return refolding;
}

}  // namespace recourse::docket
