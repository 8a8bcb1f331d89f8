// Running cases of an older policy that go over to a newer one.
#include "engine/base/digest.h"
#include "engine/base/message.h"
#include "engine/base/messages/docket.h"
#include "engine/cases/migration.h"
#include "engine/cases/stable.h"
#include "engine/cases/translate.h"
#include "engine/docket/bundle.h"
#include "engine/docket/chronicle.h"

namespace recourse {

using docket::Appended;
using docket::CaseRow;
using docket::Chronicle;
using docket::EntryRow;
using docket::guarded;
using docket::kCasesOfATransaction;
using docket::LiveCase;
using docket::Transaction;

namespace {

using namespace std::chrono_literals;

/// Whether the policy says something of cases of the older one, for some case type of it.
bool says(const Policy& policy, const Policy& older) {
  const auto types = graph::policies_of_types(older);
  return std::any_of(types.begin(), types.end(),
                     [&policy](const Policy& type) { return cases::find_migration(type, policy); });
}

struct Ran {
  std::optional<Instant> due;
  Bilingual name;
};
using Running = std::map<std::string, Ran>;

/// What runs in a case, by clause, and until when.
Running running(const Case& state, Instant at) {
  Running all;
  for (const Case::Commitment& commitment : state.commitments(at)) {
    if (commitment.due || commitment.kind == Case::Commitment::Kind::duty) {
      const auto& clauses = graph::internals(state.policy()).model.clauses;
      const auto named = std::find_if(
          clauses.begin(), clauses.end(),
          [&commitment](const model::Clause& clause) { return clause.name == commitment.clause; });
      all.emplace(
          commitment.clause,
          Ran{commitment.due, cases::both({commitment.clause, named == clauses.end() ? "" : named->label})});
    }
  }
  return all;
}

std::vector<MigratedCase::Due> differing(const Running& before, const Running& after) {
  std::map<std::string, MigratedCase::Due> all;
  for (const auto& [clause, ran] : before) {
    all[clause].before = ran.due;
    all[clause].name = ran.name;
    all[clause].ran_before = true;
  }
  for (const auto& [clause, ran] : after) {
    all[clause].after = ran.due;
    all[clause].name = ran.name;
    all[clause].runs_after = true;
  }
  std::vector<MigratedCase::Due> dues;
  for (auto& [clause, due] : all) {
    if (due.before != due.after || due.ran_before != due.runs_after) {
      due.clause = clause;
      dues.push_back(std::move(due));
    }
  }
  return dues;
}

class Migration {
public:
  using Each = std::function<void(const MigratedCase&)>;

  /// Without a bundle: a trial, of which nothing is kept.
  Migration(Docket::Store& store, const Policy& policy, std::optional<std::int64_t> bundle, Instant at,
            Instant recorded, const Each& each)
      : store_(store), policy_(policy), bundle_(bundle), at_(at), recorded_(recorded), each_(each) {}

  Result<MigrationCount> run() {
    for (bool more = true; more;) {
      store_.check_batch();
      Transaction transaction(store_.rows.connection(),
                              bundle_ ? Transaction::Access::write : Transaction::Access::read);
      const auto cases = store_.rows.cases_after(last_, kCasesOfATransaction);
      for (const CaseRow& row : cases) {
        last_ = row.id;
        if (concerns(row)) {
          one(row);
        }
      }
      more = static_cast<std::int64_t>(cases.size()) == kCasesOfATransaction;
      if (bundle_) {
        transaction.commit();
      }
    }
    if (failure_) {
      return *failure_;
    }
    return count_;
  }

private:
  [[nodiscard]] bool concerns(const CaseRow& row) {
    return store_.digests(row.bundle).policy != policy_.digest() && says(policy_, store_.policy(row.bundle));
  }

  /// Not before what is recorded of the case, nor before the time that the docket has passed.
  [[nodiscard]] Instant time_of(const CaseRow& row) {
    const Instant passed = docket::instant(store_.rows.advanced_until().value_or(row.last));
    return std::max({at_, docket::instant(row.last), passed});
  }

  /// A damaged case does not hold up the others.
  void one(const CaseRow& row) {
    try {
      migrate(row);
    } catch (const docket::Failure& failure) {
      if (failure.diagnostic.code != messages::docket_case_damaged) {
        throw;
      }
      failure_ = failure_ ? failure_ : failure.diagnostic;
    }
  }

  void migrate(const CaseRow& row) {
    LiveCase live = *store_.live(row.number);
    const Instant at = time_of(row);
    Appended appended(store_, live, recorded_);
    MigratedCase told;
    told.case_number = row.number;
    told.title = live.state.policy().title();
    told.version = live.state.policy().version();
    if (!cases::find_migration(live.state.policy(), policy_)) {
      return;
    }
    const std::vector<EntryRow> entries = store_.rows.entries(row.id);
    auto folded = docket::fold(store_, Chronicle(entries), at + 1ms);
    if (!folded) {
      return tell(told, folded.error());
    }
    if (bundle_ && folded->state.snapshot() != live.state.snapshot()) {
      return tell(told, {messages::case_folds_differently, {}, {row.number}, {}});
    }
    live.state = folded->state;
    // An old case that nothing can happen to any more stays as it was laid down.
    const bool withdrawn = !live.state.begun();
    if (withdrawn || (live.state.ended() && live.state.commitments(at).empty())) {
      return;
    }
    told.stages_before = live.state.stages();
    const Running before = each_ ? running(live.state, at) : Running();
    const auto migrated = bundle_ ? appended.migrate(policy_, *bundle_, at, folded->past)
                                  : live.state.migrate(policy_, at, folded->past);
    if (!migrated) {
      return tell(told, migrated.error());
    }
    if (!migrated->moved) {
      told.state = MigratedCase::State::stays;
      ++count_.stayed;
    } else {
      ++count_.moved;
      told.stages_after = live.state.stages();
      told.begun = migrated->begun;
      if (each_) {
        told.dues = differing(before, running(live.state, at));
      }
      if (bundle_) {
        appended.write();
        store_.keep(live);
      }
    }
    if (each_) {
      each_(told);
    }
  }

  void tell(MigratedCase& told, const Diagnostic& error) {
    ++count_.failed;
    told.state = MigratedCase::State::failed;
    told.error = error;
    if (each_) {
      each_(told);
    }
  }

  Docket::Store& store_;
  const Policy& policy_;
  std::optional<std::int64_t> bundle_;
  Instant at_, recorded_;
  const Each& each_;
  std::int64_t last_ = 0;
  MigrationCount count_;
  std::optional<Diagnostic> failure_;
};

/// What can be told before any case is looked at.
Status check(Docket::Store& store, const Policy& policy, Instant at) {
  const std::string day = format_instant(policy, at).substr(0, 10);
  if (day < policy.in_force()) {
    return Diagnostic{messages::migration_before_in_force,
                      {},
                      {day, policy.title(), policy.version(), policy.in_force()},
                      {}};
  }
  for (const std::int64_t bundle : store.rows.pinned_bundles()) {
    for (const Policy& older : graph::policies_of_types(store.policy(bundle))) {
      if (older.digest() != policy.digest() && cases::find_migration(older, policy)) {
        if (auto good = cases::check_migration(older, policy); !good) {
          return good;
        }
      }
    }
  }
  return Nothing{};
}

}  // namespace

Result<MigrationCount> Docket::migrate(const Policy& policy, Instant at, Instant recorded,
                                       const std::function<void(const MigratedCase&)>& each) {
  return docket::changing(*store_, [&]() -> Result<MigrationCount> {
    if (auto good = check(*store_, policy, at); !good) {
      return good.error();
    }
    // A fault of a case is told when its turn comes to go over.
    static_cast<void>(advance(at, recorded));
    if (auto used = use(policy); !used) {
      return used.error();
    }
    return Migration(*store_, policy, store_->rows.bundle_in_use().value_or(0), at, recorded, each).run();
  });
}

Result<MigrationCount> Docket::try_migration(const Policy& policy, Instant at,
                                             const std::function<void(const MigratedCase&)>& each) {
  return guarded(store_->path(), [&]() -> Result<MigrationCount> {
    if (auto good = check(*store_, policy, at); !good) {
      return good.error();
    }
    return Migration(*store_, policy, std::nullopt, at, at, each).run();
  });
}

Result<std::vector<OlderCases>> Docket::older_cases(const Policy& policy) {
  return guarded(store_->path(), [&]() -> Result<std::vector<OlderCases>> {
    using Kind = std::pair<std::int64_t, std::string>;  // bundle and case type
    std::vector<Kind> kinds;
    std::map<Kind, std::int64_t> counts;
    store_->rows.each_case([&](const CaseRow& row) {
      if (row.ended || store_->digests(row.bundle).policy == policy.digest()) {
        return;
      }
      const Kind kind{row.bundle, std::string(cases::type_in(row.snapshot_head))};
      if (counts[kind]++ == 0) {
        kinds.push_back(kind);
      }
    });
    std::vector<OlderCases> older;
    for (const Kind& kind : kinds) {
      const Policy& its = store_->policy(kind.first);
      const auto type = its.of(kind.second.empty() ? its.case_name() : kind.second);
      if (type && cases::has_periods(*type)) {
        continue;
      }
      const auto known = std::find_if(older.begin(), older.end(), [&its](const OlderCases& one) {
        return one.title == its.title() && one.version == its.version();
      });
      if (known != older.end()) {
        known->cases += counts[kind];
      } else {
        older.push_back({its.title(), its.version(), counts[kind], says(policy, its)});
      }
    }
    return older;
  });
}

}  // namespace recourse
