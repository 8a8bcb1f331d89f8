// What the log of a case comes to, for whoever shows it.
#include "engine/base/message.h"
#include "engine/base/messages/docket.h"
#include "engine/cases/translate.h"
#include "engine/docket/chronicle.h"
#include "engine/docket/text.h"

namespace recourse {

using docket::Chronicle;
using docket::EntryRow;
using docket::Folded;
using docket::guarded;
using docket::Transaction;

namespace {

/// Entries that took effect behind the one of a number and were recorded before it.
bool is_late(const std::vector<EntryRow>& entries, const EntryRow& entry) {
  return std::any_of(entries.begin(), entries.end(), [&](const EntryRow& other) {
    return other.number < entry.number && other.effective > entry.effective;
  });
}

/// As the policy names it: what opens a case of another type than the first is recorded behind the type's name.
Act act_under(const Policy& policy, const EntryRow& entry) {
  Act act = docket::act_of(entry);
  act.name = cases::act_of_type(policy.case_name(), policy.case_label(), act.name);
  return act;
}

History::Step step_of(const std::vector<EntryRow>& entries, Folded::Step& folded) {
  History::Step step(folded.policy);
  step.outcome = std::move(folded.outcome);
  if (folded.placed.entry == nullptr) {
    step.kind = Entry::Kind::clock;
    return step;
  }
  const EntryRow& entry = *folded.placed.entry;
  step.kind = static_cast<Entry::Kind>(entry.kind);
  step.number = entry.number;
  step.act = act_under(step.policy, entry);
  step.recorded = docket::instant(entry.recorded);
  step.withdrawn = docket::read_withdrawn(entry.effects);
  step.late = docket::is(Entry::Kind::act, entry) && is_late(entries, entry);
  return step;
}

History::SetAside set_aside(const Policy& policy, const std::vector<EntryRow>& entries, const EntryRow& entry,
                            bool replaced, std::int64_t by) {
  History::SetAside aside(policy);
  aside.number = entry.number;
  aside.act = act_under(policy, entry);
  aside.replaced = replaced;
  aside.by = by;
  if (by > 0) {
    aside.since = docket::instant(entries.at(static_cast<std::size_t>(by - 1)).recorded);
  }
  return aside;
}

Result<History> history_of(Docket::Store& store, const std::vector<EntryRow>& entries, Instant until,
                           const std::function<void(const Case&)>& each) {
  const Chronicle chronicle(entries);
  auto folded = docket::fold(store, chronicle, until, each);
  if (!folded) {
    return folded.error();
  }
  History history(std::move(folded->state));
  const auto policy_of = [&](const EntryRow& entry) {
    return store.policy(entry.bundle).of(history.state.policy().case_name()).value_or(history.state.policy());
  };
  for (Folded::Step& step : folded->steps) {
    history.steps.push_back(step_of(entries, step));
  }
  for (const docket::Replaced& replaced : chronicle.replaced()) {
    // A withdrawal that was itself corrected has done nothing.
    if (!replaced.entry->act.empty()) {
      history.set_aside.push_back(
          set_aside(policy_of(*replaced.entry), entries, *replaced.entry, true, replaced.by));
    }
  }
  for (const docket::Refused& refused : folded->refused) {
    const EntryRow& entry = *refused.placed.entry;
    history.set_aside.push_back(
        set_aside(policy_of(entry), entries, entry, false, chronicle.left_by(entry.number)));
  }
  std::sort(history.set_aside.begin(), history.set_aside.end(),
            [](const History::SetAside& left, const History::SetAside& right) {
              return left.number < right.number;
            });
  return history;
}

}  // namespace

Result<std::optional<History>> Docket::history(const std::string& case_number, Instant until,
                                               const std::function<void(const Case&)>& each) {
  return guarded(store_->path(), [&]() -> Result<std::optional<History>> {
    const Transaction reading(store_->rows.connection(), Transaction::Access::read);
    const auto row = store_->rows.find_case(case_number);
    if (!row) {
      return std::optional<History>();
    }
    const std::vector<EntryRow> entries = store_->rows.entries(row->id);
    try {
      auto history = history_of(*store_, entries, until, each);
      if (!history) {
        return history.error();
      }
      return std::optional(std::move(*history));
    } catch (const std::invalid_argument&) {
      return Diagnostic{messages::docket_case_damaged, {}, {case_number}, {}};
    }
  });
}

Result<std::optional<std::int64_t>> Docket::find_key(const std::string& case_number, const std::string& key) {
  return guarded(store_->path(), [&]() -> Result<std::optional<std::int64_t>> {
    const auto found = store_->rows.find_key(key);
    const bool here = found && found->first == case_number;
    return here ? std::optional(found->second.number) : std::nullopt;
  });
}

Result<std::optional<EntryName>> Docket::find_key(const std::string& key) {
  return guarded(store_->path(), [&]() -> Result<std::optional<EntryName>> {
    const auto found = store_->rows.find_key(key);
    return found ? std::optional(EntryName{found->first, found->second.number}) : std::nullopt;
  });
}

Result<std::optional<EntryName>> Docket::withdrawn_by(const std::string& case_number) {
  return guarded(store_->path(), [&]() -> Result<std::optional<EntryName>> {
    const Transaction reading(store_->rows.connection(), Transaction::Access::read);
    const auto live = store_->live(case_number);
    if (!live || live->state.begun()) {
      return std::optional<EntryName>();
    }
    try {
      const docket::Origin by = docket::withdrawn_by(*store_, live->row);
      return std::optional(EntryName{by.case_number, by.entry});
    } catch (const std::invalid_argument&) {
      return Diagnostic{messages::docket_case_damaged, {}, {case_number}, {}};
    }
  });
}

}  // namespace recourse
