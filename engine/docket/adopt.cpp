// Running cases under another calendar or directory of the same policy.
#include "engine/base/message.h"
#include "engine/base/messages/docket.h"
#include "engine/docket/append.h"
#include "engine/docket/bundle.h"
#include "engine/docket/guard.h"

namespace recourse {

using docket::Appended;
using docket::CaseRow;
using docket::Digests;
using docket::guarded;
using docket::kCasesOfATransaction;
using docket::LiveCase;
using docket::Transaction;

namespace {

class Adoption {
public:
  Adoption(Docket::Store& store, const Policy& policy, std::int64_t bundle, Instant recorded)
      : store_(store), policy_(policy), bundle_(bundle), recorded_(recorded) {}

  Result<std::int64_t> run() {
    for (bool more = true; more;) {
      store_.check_batch();
      Transaction transaction(store_.rows.connection());
      const auto cases = store_.rows.cases_after(last_, kCasesOfATransaction);
      for (const CaseRow& row : cases) {
        last_ = row.id;
        if (concerns(row)) {
          one(row);
        }
      }
      more = static_cast<std::int64_t>(cases.size()) == kCasesOfATransaction;
      transaction.commit();
    }
    if (failure_) {
      return *failure_;
    }
    return count_;
  }

private:
  [[nodiscard]] bool concerns(const CaseRow& row) {
    const Digests& digests = store_.digests(row.bundle);
    return digests.policy == policy_.digest() &&
           (digests.calendar != policy_.calendar_digest() || digests.offices != policy_.offices_digest());
  }

  /// Not before what is recorded of the case, nor before the time that the docket has passed, nor after what is due.
  [[nodiscard]] std::int64_t time_of(const CaseRow& row) {
    const std::int64_t passed = store_.rows.advanced_until().value_or(row.last);
    return std::max(row.last, std::min(passed, row.next_due.value_or(passed)));
  }

  /// A damaged case does not hold up the others.
  void one(const CaseRow& row) {
    try {
      adopt(row);
    } catch (const docket::Failure& failure) {
      if (failure.diagnostic.code != messages::docket_case_damaged) {
        throw;
      }
      failure_ = failure_ ? failure_ : failure.diagnostic;
    }
  }

  void adopt(const CaseRow& row) {
    LiveCase live = *store_.live(row.number);
    Appended appended(store_, live, recorded_);
    const auto adopted = appended.adopt(policy_, bundle_, docket::instant(time_of(row)));
    if (!adopted) {
      failure_ = failure_ ? failure_ : adopted.error();
    } else if (*adopted) {
      appended.write();
      store_.keep(live);
      ++count_;
    }
  }

  Docket::Store& store_;
  const Policy& policy_;
  std::int64_t bundle_;
  Instant recorded_;
  std::int64_t last_ = 0, count_ = 0;
  std::optional<Diagnostic> failure_;
};

}  // namespace

Result<std::int64_t> Docket::adopt(const Policy& policy, Instant recorded) {
  if (auto used = use(policy); !used) {
    return used.error();
  }
  return guarded(store_->path(), [&] {
    return Adoption(*store_, policy, store_->rows.bundle_in_use().value_or(0), recorded).run();
  });
}

Result<Policy> Docket::policy(const Entry& entry) {
  return guarded(store_->path(), [&]() -> Result<Policy> { return store_->policy(entry.bundle); });
}

}  // namespace recourse
