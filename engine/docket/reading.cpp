// Reading a docket: its policies, cases and entries as they are stored.
#include "engine/base/messages/docket.h"
#include "engine/cases/stable.h"
#include "engine/docket/append.h"
#include "engine/docket/guard.h"
#include "engine/docket/text.h"

namespace recourse {

using docket::CaseRow;
using docket::EntryRow;
using docket::guarded;
using docket::Transaction;

namespace {

CaseSummary summary(const CaseRow& row, const docket::Digests& digests) {
  CaseSummary summary;
  summary.number = row.number;
  summary.case_type = cases::type_in(row.snapshot_head);
  summary.policy_digest = digests.policy;
  summary.stages = docket::read_list(row.stages);
  summary.ended = row.ended;
  summary.withdrawn = summary.stages.empty();
  summary.responsible = docket::read_list(row.responsible);
  if (row.next_due) {
    summary.next_due = docket::instant(*row.next_due);
  }
  summary.opened = docket::instant(row.opened);
  summary.last = docket::instant(row.last);
  summary.entries = row.entries;
  summary.overdue = static_cast<int>(row.overdue);
  summary.lapsed = static_cast<int>(row.lapsed);
  return summary;
}

Entry entry(EntryRow row, const std::string& case_number, const docket::Digests& digests) {
  Entry entry;
  entry.case_number = case_number;
  entry.number = row.number;
  entry.kind = static_cast<Entry::Kind>(row.kind);
  entry.key = std::move(row.key);
  entry.act.name = std::move(row.act);
  entry.act.arguments = docket::read_arguments(row.arguments);
  entry.act.actor = docket::read_actor(row.actor);
  entry.act.effective = entry.effective = docket::instant(row.effective);
  entry.recorded = docket::instant(row.recorded);
  entry.cause = row.cause;
  entry.corrects = row.corrects;
  entry.policy_digest = digests.policy;
  entry.calendar_digest = digests.calendar;
  entry.offices_digest = digests.offices;
  entry.bundle = row.bundle;
  entry.semantics_version = row.semantics;
  entry.context = std::move(row.context);
  entry.effects = std::move(row.effects);
  entry.state_hash = std::move(row.state_hash);
  entry.previous_hash = std::move(row.previous_hash);
  entry.hash = std::move(row.hash);
  return entry;
}

}  // namespace

Result<std::vector<std::string>> Docket::same_matter(const std::string& case_number) {
  return guarded(store_->path(), [&]() -> Result<std::vector<std::string>> {
    const auto live = store_->live(case_number);
    std::vector<std::string> wanted = live ? cases::matter_of(live->state) : std::vector<std::string>{};
    std::vector<std::string> same;
    if (wanted.empty()) {
      return same;
    }
    const std::string type = cases::type_in(live->state.snapshot());
    store_->rows.each_snapshot([&](std::string_view number, std::string_view snapshot) {
      const auto has = [&](const std::string& line) {
        return snapshot.find("\n" + line + "\n") != std::string_view::npos;
      };
      if (number != case_number && cases::type_in(snapshot) == type &&
          std::all_of(wanted.begin(), wanted.end(), has)) {
        same.emplace_back(number);
      }
    });
    return same;
  });
}

Result<std::vector<Policy>> Docket::policies() {
  return guarded(store_->path(), [&]() -> Result<std::vector<Policy>> {
    std::vector<Policy> policies;
    for (const std::int64_t bundle : store_->rows.pinned_bundles()) {
      policies.push_back(store_->policy(bundle));
    }
    return policies;
  });
}

Result<std::vector<CaseSummary>> Docket::cases() {
  return guarded(store_->path(), [&]() -> Result<std::vector<CaseSummary>> {
    std::vector<CaseSummary> cases;
    std::string damaged;
    store_->rows.each_case([&](const CaseRow& row) {
      try {
        cases.push_back(summary(row, store_->digests(row.bundle)));
      } catch (const std::invalid_argument&) {
        damaged = damaged.empty() ? row.number : damaged;
      }
    });
    if (!damaged.empty()) {
      return Diagnostic{messages::docket_case_damaged, {}, {damaged}, {}};
    }
    return cases;
  });
}

Result<std::optional<Case>> Docket::find(const std::string& case_number) {
  return guarded(store_->path(), [&]() -> Result<std::optional<Case>> {
    const Transaction reading(store_->rows.connection(), Transaction::Access::read);
    auto live = store_->live(case_number);
    return live ? std::optional(std::move(live->state)) : std::nullopt;
  });
}

Result<std::vector<Entry>> Docket::entries(const std::string& case_number) {
  return guarded(store_->path(), [&]() -> Result<std::vector<Entry>> {
    const Transaction reading(store_->rows.connection(), Transaction::Access::read);
    std::vector<Entry> entries;
    const auto found = store_->rows.find_case(case_number);
    if (!found) {
      return entries;
    }
    for (EntryRow& row : store_->rows.entries(found->id)) {
      const std::int64_t number = row.number;
      try {
        const docket::Digests& digests = store_->digests(row.bundle);
        entries.push_back(entry(std::move(row), case_number, digests));
      } catch (const std::invalid_argument&) {
        return Diagnostic{messages::docket_entry_damaged, {}, {case_number, number}, {}};
      }
    }
    return entries;
  });
}

Result<std::optional<Instant>> Docket::advanced_to() {
  return guarded(store_->path(), [&]() -> Result<std::optional<Instant>> {
    const auto until = store_->rows.advanced_until();
    return until ? std::optional(docket::instant(*until) - std::chrono::minutes(1)) : std::nullopt;
  });
}

Result<std::optional<Instant>> Docket::last_entry() {
  return guarded(store_->path(), [&]() -> Result<std::optional<Instant>> {
    const auto last = store_->rows.last_entry();
    return last ? std::optional(docket::instant(*last)) : std::nullopt;
  });
}

Result<std::int64_t> Docket::entry_count() {
  return guarded(store_->path(), [&]() -> Result<std::int64_t> { return store_->rows.entry_count(); });
}

}  // namespace recourse
