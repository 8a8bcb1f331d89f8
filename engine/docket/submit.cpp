// Recording acts: in their order, late, and as corrections.
#include "engine/base/message.h"
#include "engine/base/messages/docket.h"
#include "engine/base/text.h"
#include "engine/cases/stable.h"
#include "engine/cases/translate.h"
#include "engine/docket/recording.h"
#include "engine/docket/refold.h"

namespace recourse {

using docket::Appended;
using docket::changing;
using docket::Chronicle;
using docket::EntryRow;
using docket::Given;
using docket::LiveCase;
using docket::Refolding;
using docket::Transaction;

namespace {

/// The reason of an entry that would leave later ones without effect.
constexpr const char* kLaterRefused = "later-refused";
/// And of one that sends what another case refuses.
constexpr const char* kOtherRefused = "other-case-refused";

/// An act by its name, or the correction by which one is withdrawn.
Argument what_was_given(const Policy& policy, const std::string& name) {
  const Policy::Act* act = policy.act(name);
  return act == nullptr ? Argument(terms::docket_the_correction)
                        : Argument(cases::both({act->name, act->label}));
}

bool is_utf8(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value.held)) {
    return !base::first_invalid_byte(*text);
  }
  const auto* list = std::get_if<std::vector<std::string>>(&value.held);
  return list == nullptr || std::all_of(list->begin(), list->end(), [](const std::string& text) {
           return !base::first_invalid_byte(text);
         });
}

/// What would not come back from the log as it went in.
Status check_texts(const std::string& case_number, const Act& act, const std::string& key) {
  if (case_number.empty()) {
    return Diagnostic{messages::case_number_empty, {}, {}, {}};
  }
  bool good = std::all_of(act.arguments.begin(), act.arguments.end(),
                          [](const auto& argument) { return is_utf8(argument.second); });
  for (const std::string* text : {&case_number, &key, &act.actor.person, &act.actor.post}) {
    good = good && !base::first_invalid_byte(*text);
  }
  if (!good) {
    return Diagnostic{messages::act_not_utf8, {}, {act.name, case_number}, {}};
  }
  return Nothing{};
}

/// An act of which only the day was given takes effect at the end of that day, or when it is recorded if that
/// is earlier. Sent once more, it may have another time of the same day.
bool same_time(const Policy& policy, const EntryRow& entry, Instant effective) {
  if (entry.effective == docket::milliseconds(effective)) {
    return true;
  }
  const auto day = [&](Instant instant) { return format_instant(policy, instant).substr(0, 10); };
  return entry.effective == entry.recorded && day(docket::instant(entry.effective)) == day(effective);
}

Diagnostic key_reused(const std::string& key, const std::string& case_number, const EntryRow& entry) {
  return {messages::key_reused, {}, {key, case_number, entry.number}, {}};
}

Submission repetition(const EntryRow& entry) {
  Submission submission;
  submission.state = Submission::State::repeated;
  submission.number = entry.number;
  submission.outcome.act = entry.act;
  submission.outcome.time = docket::instant(entry.effective);
  return submission;
}

/// Records one entry in its case. Inside a transaction, which is to be undone unless the entry is recorded.
class Recording {
public:
  Recording(Docket::Store& store, const std::string& case_number, const Given& given)
      : store_(store), case_number_(case_number), given_(given) {}

  Result<Submission> run() {
    const auto sent = store_.rows.find_key(given_.key);
    if (sent && sent->first != case_number_) {
      return key_reused(given_.key, sent->first, sent->second);
    }
    auto stored = store_.live(case_number_);
    if (!stored && given_.corrects != 0) {
      return Diagnostic{messages::entry_unknown, {}, {case_number_, given_.corrects}, {}};
    }
    LiveCase live = stored ? std::move(*stored) : fresh();
    if (auto entry = describe(stored ? policy_for(live) : of_act(live.state.policy())); !entry) {
      return entry.error();
    }
    if (sent) {
      if (same_content(live.state.policy(), sent->second)) {
        return repetition(sent->second);
      }
      return key_reused(given_.key, case_number_, sent->second);
    }
    return given_.corrects == 0 ? in_order(live) : correction(live);
  }

private:
  LiveCase fresh() {
    return given_.from ? store_.fresh(case_number_, given_.from->bundle) : store_.fresh(case_number_);
  }

  /// The policy as it speaks of the cases that the act begins.
  [[nodiscard]] Policy of_act(const Policy& policy) const {
    if (given_.from) {
      return *policy.of(given_.from->case_type);
    }
    return given_.act ? cases::opened_by(policy, given_.act->name) : policy;
  }

  /// That under which the act is folded: of a late one perhaps an older one, which has acts of its own.
  Policy policy_for(const LiveCase& live) {
    const std::int64_t effective = given_.act ? docket::milliseconds(given_.act->effective) : live.row.last;
    if (docket::minute(effective) >= docket::minute(live.row.last)) {
      return live.state.policy();
    }
    const std::vector<EntryRow> entries = store_.rows.entries(live.row.id);
    const Policy& then = store_.policy(docket::bundle_at(Chronicle(entries), effective));
    return then.of(live.state.policy().case_name()).value_or(then);
  }

  /// What of the entry does not depend on the case.
  Status describe(const Policy& policy) {
    std::sort(context_.without_effect.begin(), context_.without_effect.end());
    if (given_.act) {
      auto act = cases::stable(policy, *given_.act);
      if (!act) {
        return act.error();
      }
      act_ = std::move(*act);
    }
    entry_.kind = static_cast<int>(given_.corrects == 0 ? Entry::Kind::act : Entry::Kind::correction);
    entry_.key = given_.key;
    entry_.corrects = given_.corrects;
    entry_.act = act_.name;
    entry_.arguments = docket::write_arguments(act_.arguments);
    entry_.actor = docket::write_actor(act_.actor);
    entry_.effective = docket::milliseconds(act_.effective);
    entry_.context = docket::write_context(context_);
    return Nothing{};
  }

  [[nodiscard]] bool same_content(const Policy& policy, const EntryRow& sent) const {
    return sent.kind == entry_.kind && sent.corrects == entry_.corrects && sent.act == entry_.act &&
           sent.arguments == entry_.arguments && sent.actor == entry_.actor &&
           docket::read_context(sent.context).without_effect == context_.without_effect &&
           (!given_.act || same_time(policy, sent, act_.effective));
  }

  Result<Submission> in_order(LiveCase& live) {
    // Before what was recorded, with effect or without, or before the time to which the case was folded anew.
    if (docket::minute(entry_.effective) < docket::minute(live.row.last)) {
      return refolded(live);
    }
    Appended appended(store_, live, given_.recorded);
    if (auto advanced = appended.advance(act_.effective); !advanced) {
      return advanced.error();
    }
    auto outcome = live.state.apply(act_);
    if (!outcome) {
      return outcome.error();
    }
    if (outcome->verdict == Verdict::late) {
      return refolded(live);
    }
    if (outcome->verdict != Verdict::accepted) {
      return Submission{Submission::State::refused, 0, std::move(*outcome), {}, {}, {}, {}};
    }
    if (!context_.without_effect.empty()) {
      return keeps_effect(context_.without_effect.front());
    }
    appended.add(entry_, live.state, *outcome);
    appended.write();
    store_.keep(live);
    return delivered(live, appended,
                     {Submission::State::recorded, live.row.entries, std::move(*outcome), {}, {}, {}, {}});
  }

  /// With what the entries send to other cases; refused, when one of those refuses it.
  Result<Submission> delivered(const LiveCase& live, Appended& appended, Submission submission) {
    if (auto sent =
            docket::deliver(store_, live, appended.take_outgoing(), given_.recorded, submission.reached);
        !sent) {
      return sent.error();
    }
    if (docket::refused_elsewhere(submission.reached) != nullptr) {
      submission.state = Submission::State::refused;
      submission.number = 0;
      submission.outcome.verdict = Verdict::refused;
      submission.outcome.reason = kOtherRefused;
    }
    return submission;
  }

  Result<Submission> correction(LiveCase& live) {
    const std::vector<EntryRow> entries = store_.rows.entries(live.row.id);
    if (auto good = check_stands(given_.corrects, entries); !good) {
      return good.error();
    }
    if (!given_.act) {
      entry_.effective = entries.at(static_cast<std::size_t>(given_.corrects - 1)).effective;
    }
    Appended appended(store_, live, given_.recorded);
    if (auto advanced = appended.advance(docket::instant(entry_.effective)); !advanced) {
      return advanced.error();
    }
    appended.write();
    return refolded(live);
  }

  /// That an entry is an act which nothing has replaced.
  Status check_stands(std::int64_t number, const std::vector<EntryRow>& entries) {
    if (number < 1 || number > static_cast<std::int64_t>(entries.size())) {
      return Diagnostic{messages::entry_unknown, {}, {case_number_, number}, {}};
    }
    const EntryRow& entry = entries[static_cast<std::size_t>(number - 1)];
    if (docket::is(Entry::Kind::clock, entry) || docket::is(Entry::Kind::surroundings, entry) ||
        docket::is(Entry::Kind::migration, entry)) {
      return Diagnostic{messages::entry_is_no_act, {}, {case_number_, number}, {}};
    }
    const Chronicle chronicle(entries);
    for (const docket::Replaced& replaced : chronicle.replaced()) {
      if (replaced.entry->number == number) {
        return Diagnostic{messages::entry_replaced, {}, {case_number_, number, replaced.by}, {}};
      }
    }
    return Nothing{};
  }

  /// The entry before others, or instead of another one.
  Result<Submission> refolded(LiveCase& live) {
    std::vector<EntryRow> entries = store_.rows.entries(live.row.id);
    for (const std::int64_t number : context_.without_effect) {
      if (auto good = check_stands(number, entries); !good) {
        return good.error();
      }
    }
    const std::int64_t passed = store_.rows.advanced_until().value_or(entry_.effective);
    context_.until = std::max({passed, docket::milliseconds(docket::reached(entries)), entry_.effective + 1});
    entry_.context = docket::write_context(context_);
    entry_.number = live.row.entries + 1;
    entries.push_back(entry_);
    auto refolding = docket::refold(store_, case_number_, entries, store_.rows.state_hash(live.row.id));
    if (!refolding) {
      return refolding.error();
    }
    auto submission = judge(*refolding);
    if (submission && submission->state == Submission::State::recorded) {
      Appended appended(store_, live, given_.recorded);
      appended.add(entry_, std::move(*refolding));
      appended.write();
      store_.keep(live);
      return delivered(live, appended, std::move(*submission));
    }
    return submission;
  }

  Result<Submission> judge(Refolding& refolding) {
    Submission submission{Submission::State::recorded,
                          entry_.number,
                          refolding.outcome,
                          {},
                          refolding.given,
                          refolding.withdrawn,
                          {}};
    std::vector<LaterAct> in_the_way;
    for (docket::Refused& refused : refolding.refused) {
      const std::int64_t number = refused.placed.entry->number;
      if (number == entry_.number) {
        if (refused.error) {
          return *refused.error;
        }
        return Submission{Submission::State::refused, 0, std::move(refused.outcome), {}, {}, {}, {}};
      }
      LaterAct later{number, refused.error
                                 ? *refused.error
                                 : recourse::refusal(refolding.after.state.policy(), refused.outcome)};
      (is_named(number) ? submission.without_effect : in_the_way).push_back(std::move(later));
    }
    if (refolding.reaches_others) {
      return Diagnostic{messages::refold_reaches_other_cases, {}, {what(refolding.after.state.policy())}, {}};
    }
    if (!refolding.after.state.begun()) {
      return Diagnostic{messages::case_would_not_begin, {}, {case_number_, given_.corrects}, {}};
    }
    if (!in_the_way.empty()) {
      Outcome outcome;
      outcome.verdict = Verdict::refused;
      outcome.reason = kLaterRefused;
      outcome.act = act_.name;
      outcome.time = docket::instant(entry_.effective);
      return Submission{Submission::State::refused, 0, std::move(outcome), std::move(in_the_way), {}, {}, {}};
    }
    for (const std::int64_t number : context_.without_effect) {
      const auto& refused = refolding.after.refused;
      if (std::none_of(refused.begin(), refused.end(),
                       [&](const docket::Refused& one) { return one.placed.entry->number == number; })) {
        return keeps_effect(number);
      }
    }
    return submission;
  }

  [[nodiscard]] Argument what(const Policy& policy) const { return what_was_given(policy, act_.name); }

  [[nodiscard]] bool is_named(std::int64_t number) const {
    return std::binary_search(context_.without_effect.begin(), context_.without_effect.end(), number);
  }

  [[nodiscard]] Diagnostic keeps_effect(std::int64_t number) const {
    return {messages::entry_keeps_effect, {}, {case_number_, number}, {}};
  }

  Docket::Store& store_;
  const std::string& case_number_;
  const Given& given_;
  Act act_;
  EntryRow entry_;
  docket::Context context_{std::nullopt, given_.without_effect, given_.from, {}};
};

/// In a transaction of its own.
Result<Submission> record_alone(Docket::Store& store, const std::string& case_number, const Given& given) {
  if (auto texts = check_texts(case_number, given.act.value_or(Act{}), given.key); !texts) {
    return texts.error();
  }
  return changing(store, [&]() -> Result<Submission> {
    Transaction transaction(store.rows.connection());
    auto submission = docket::record(store, case_number, given);
    if (submission && submission->state == Submission::State::recorded) {
      transaction.commit();
    }
    return submission;
  });
}

}  // namespace

Result<Submission> docket::record(Docket::Store& store, const std::string& case_number, const Given& given) {
  return Recording(store, case_number, given).run();
}

Result<Submission> Docket::submit(const std::string& case_number, const Act& act, const std::string& key,
                                  Instant recorded, const std::vector<std::int64_t>& without_effect) {
  if (act.actor.kind == Actor::Kind::other_case) {
    return Diagnostic{messages::sent_by_host, {}, {case_number, act.name}, {}};
  }
  return record_alone(*store_, case_number, {act, 0, key, recorded, without_effect, std::nullopt});
}

Result<Submission> Docket::correct(const std::string& case_number, std::int64_t number,
                                   const std::optional<Act>& act, const std::string& key, Instant recorded,
                                   const std::vector<std::int64_t>& without_effect) {
  if (number < 1) {
    return Diagnostic{messages::entry_unknown, {}, {case_number, number}, {}};
  }
  return record_alone(*store_, case_number, {act, number, key, recorded, without_effect, std::nullopt});
}

Diagnostic refusal(const Policy& policy, const Submission& submission) {
  if (const Reached* reached = docket::refused_elsewhere(submission.reached)) {
    return docket::refusal_elsewhere(policy, *reached);
  }
  if (submission.outcome.reason != kLaterRefused || submission.without_effect.empty()) {
    return refusal(policy, submission.outcome);
  }
  const LaterAct& first = submission.without_effect.front();
  return {messages::later_acts_refused,
          {},
          {what_was_given(policy, submission.outcome.act), first.number,
           Bilingual{message(first.refusal, Language::english), message(first.refusal, Language::chinese)}},
          {}};
}

}  // namespace recourse
