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
using docket::Settlement;
using docket::Transaction;

namespace {

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

/// Records one entry in its case.
class Recording {
public:
  Recording(Settlement& settlement, const std::string& case_number, const Given& given)
      : settlement_(settlement), store_(settlement.store()), case_number_(case_number), given_(given) {}

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
    // What is sent may come before what gives the case back.
    if (stored && !live.state.begun() && !(given_.from && settlement_.folds_anew())) {
      return docket::case_is_withdrawn(case_number_, docket::withdrawn_by(store_, live.row));
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
           docket::read_context(sent.context).elsewhere == context_.elsewhere &&
           (!given_.act || same_time(policy, sent, act_.effective));
  }

  Result<Submission> in_order(LiveCase& live) {
    // Before what was recorded, with effect or without, or before the time to which the case was folded anew.
    if (given_.folds_anew || docket::minute(entry_.effective) < docket::minute(live.row.last)) {
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
      // What the case is now may be on its way to something else: that is judged when all has arrived.
      auto stored = settlement_.folds_anew() ? store_.live(case_number_) : std::nullopt;
      return stored ? refolded(*stored)
                    : Submission{Submission::State::refused, 0, std::move(*outcome), {}, {}, {}, {}};
    }
    appended.add(entry_, live.state, *outcome);
    appended.write();
    store_.keep(live);
    settlement_.send(live, appended.take_outgoing(), false);
    return Submission{Submission::State::recorded, live.row.entries, std::move(*outcome), {}, {}, {}, {}};
  }

  Result<Submission> correction(LiveCase& live) {
    const std::vector<EntryRow> entries = store_.rows.entries(live.row.id);
    if (auto good = check_stands(given_.corrects, entries); !good) {
      return good.error();
    }
    const EntryRow& corrected = entries.at(static_cast<std::size_t>(given_.corrects - 1));
    const auto sender = docket::read_context(corrected.context).from;
    if (sender && !given_.from) {
      return Diagnostic{messages::entry_of_other_case,
                        {},
                        {case_number_, given_.corrects, sender->case_number, sender->entry},
                        {}};
    }
    if (!given_.act) {
      entry_.effective = corrected.effective;
    }
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
    for (const std::int64_t number : given_.without_effect) {
      if (auto good = check_stands(number, entries); !good) {
        return good.error();
      }
    }
    const std::int64_t passed = store_.rows.advanced_until().value_or(entry_.effective);
    context_.until = std::max({passed, docket::milliseconds(docket::reached(entries)), entry_.effective + 1});
    context_.goes_on = given_.goes_on;
    entry_.context = docket::write_context(context_);
    entry_.number = live.row.entries + 1;
    entries.push_back(entry_);
    auto refolding = docket::refold(store_, case_number_, entries, store_.rows.state_hash(live.row.id));
    if (!refolding) {
      return refolding.error();
    }
    auto named = settlement_.folded_anew(case_number_, entry_, Chronicle(entries), *refolding);
    if (given_.from) {
      context_.without_effect = std::move(named);
      entry_.context = docket::write_context(context_);
    }
    Submission submission = told(*refolding);
    Appended appended(store_, live, given_.recorded);
    appended.add(entry_, std::move(*refolding));
    appended.write();
    store_.keep(live);
    settlement_.send(live, appended.take_outgoing(), true);
    return submission;
  }

  /// What other entries and the clock tell from then on, or told in vain, and what they send.
  [[nodiscard]] Submission told(const Refolding& refolding) const {
    Submission submission{Submission::State::recorded,
                          entry_.number,
                          refolding.outcome,
                          {},
                          refolding.given,
                          refolding.withdrawn,
                          {}};
    for (const docket::Outgoing& outgoing : refolding.outgoing) {
      const bool own = outgoing.place == entry_.number;
      if (outgoing.kind == docket::Outgoing::Kind::recalled) {
        submission.withdrawn.push_back(docket::effect_of(outgoing));
      } else if (!own) {
        submission.given.push_back(docket::effect_of(outgoing));
      }
    }
    return submission;
  }

  Settlement& settlement_;
  Docket::Store& store_;
  const std::string& case_number_;
  const Given& given_;
  Act act_;
  EntryRow entry_;
  docket::Context context_{std::nullopt, given_.without_effect, false, given_.from, given_.elsewhere, {}};
};

std::map<std::string, std::vector<std::int64_t>> by_case(const std::vector<EntryName>& names) {
  std::map<std::string, std::vector<std::int64_t>> numbers;
  for (const EntryName& name : names) {
    numbers[name.case_number].push_back(name.number);
  }
  for (auto& [case_number, of_case] : numbers) {
    std::sort(of_case.begin(), of_case.end());
  }
  return numbers;
}

/// What has begun by the time of an act; faults are told by advance().
Status begin_periods(Docket::Store& store, const std::string& case_number, const Act& act, Instant recorded) {
  while (const auto begins = store.office_periods.next(store, act.effective)) {
    store.office_periods.begin(store, *begins, recorded);
  }
  if (auto begun = docket::begin_numbered(store, case_number, act.effective, recorded); !begun) {
    return begun.error();
  }
  if (!store.rows.find_case(case_number) && docket::is_of_period(store, case_number)) {
    return Diagnostic{messages::no_such_period, {}, {case_number}, {}};
  }
  return Nothing{};
}

/// A case of an office and a period begins by nobody's act.
Status check_nobody_begins(Docket::Store& store, const std::string& case_number, const Act& act) {
  const auto live = store.live(case_number);
  const auto bundle = store.rows.bundle_in_use();
  if ((live && cases::is_beginning(live->state.policy(), act.name)) ||
      (bundle && cases::is_beginning(store.policy(*bundle), act.name))) {
    return Diagnostic{messages::period_begins_itself, {}, {act.name}, {}};
  }
  return Nothing{};
}

/// In the open transaction.
Result<Submission> record_settled(Docket::Store& store, const std::string& case_number, const Given& given) {
  if (given.act) {
    if (auto good = check_nobody_begins(store, case_number, *given.act); !good) {
      return good.error();
    }
  }
  if (given.act && given.corrects == 0) {
    if (auto begun = begin_periods(store, case_number, *given.act, given.recorded); !begun) {
      return begun.error();
    }
  }
  Settlement::Names named = given.elsewhere;
  named[case_number].insert(named[case_number].end(), given.without_effect.begin(),
                            given.without_effect.end());
  Settlement settlement(store, given.recorded, std::move(named));
  auto submission = docket::record(settlement, case_number, given);
  if (submission && submission->state == Submission::State::recorded) {
    if (auto settled = settlement.settle(case_number, *submission); !settled) {
      return settled.error();
    }
  }
  return submission;
}

/// In a transaction of its own.
Result<Submission> record_alone(Docket::Store& store, const std::string& case_number, const Given& given) {
  if (auto texts = check_texts(case_number, given.act.value_or(Act{}), given.key); !texts) {
    return texts.error();
  }
  return changing(store, [&]() -> Result<Submission> {
    Transaction transaction(store.rows.connection());
    docket::PeriodsKept periods(store);
    auto submission = record_settled(store, case_number, given);
    if (submission && submission->state == Submission::State::recorded) {
      transaction.commit();
      periods.keep();
    }
    return submission;
  });
}

}  // namespace

Result<Submission> docket::record(Settlement& settlement, const std::string& case_number,
                                  const Given& given) {
  return Recording(settlement, case_number, given).run();
}

Result<Submission> Docket::submit(const std::string& case_number, const Act& act, const std::string& key,
                                  Instant recorded, const std::vector<std::int64_t>& without_effect,
                                  const std::vector<EntryName>& elsewhere) {
  if (act.actor.kind == Actor::Kind::other_case) {
    return Diagnostic{messages::sent_by_host, {}, {case_number, act.name}, {}};
  }
  return record_alone(*store_, case_number, {act, 0, key, recorded, without_effect, by_case(elsewhere), {}});
}

Result<Submission> Docket::correct(const std::string& case_number, std::int64_t number,
                                   const std::optional<Act>& act, const std::string& key, Instant recorded,
                                   const std::vector<std::int64_t>& without_effect,
                                   const std::vector<EntryName>& elsewhere) {
  if (number < 1) {
    return Diagnostic{messages::entry_unknown, {}, {case_number, number}, {}};
  }
  return record_alone(*store_, case_number,
                      {act, number, key, recorded, without_effect, by_case(elsewhere), {}});
}

Diagnostic refusal(const Policy& policy, const Submission& submission) {
  if (const Reached* reached = docket::refused_elsewhere(submission.reached)) {
    return docket::refusal_elsewhere(policy, *reached);
  }
  if (submission.outcome.reason != docket::kLaterRefused || submission.without_effect.empty()) {
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
