// Writing to a docket: its policies, batches, the passing of time. Acts are in submit.cpp, reading is in reading.cpp, folding anew in
// replay.cpp.
#include "engine/base/messages/docket.h"

#include <set>

#include "engine/docket/append.h"
#include "engine/docket/bundle.h"
#include "engine/docket/guard.h"
#include "recourse/docket.h"

namespace recourse {

using docket::CaseRow;
using docket::guarded;
using docket::kCasesOfATransaction;
using docket::Transaction;

namespace {

/// Goes through the cases that are due, in order of date, a transaction for each so many.
class Advance {
public:
  Advance(Docket::Store& store, Instant until, Instant recorded)
      : store_(store), until_(until), recorded_(recorded) {}

  Result<std::int64_t> run() {
    do {
      store_.check_batch();
      Transaction transaction(store_.rows.connection());
      part();
      transaction.commit();
      if (finished_ && std::exchange(sent_, false)) {
        begin();  // what was sent may have opened cases that are due, or brought dates forward
      }
    } while (!finished_);
    if (fault_) {
      return *fault_;
    }
    return entries_;
  }

private:
  void begin() {
    after_due_ = std::numeric_limits<std::int64_t>::min();
    after_id_ = 0;
    finished_ = false;
  }

  void part() {
    const std::int64_t until = docket::milliseconds(until_);
    const auto due = store_.rows.due_cases(until, after_due_, after_id_, kCasesOfATransaction);
    for (const CaseRow& row : due) {
      after_due_ = *row.next_due;
      after_id_ = row.id;
      one(row.number);
    }
    finished_ = static_cast<std::int64_t>(due.size()) < kCasesOfATransaction;
    if (finished_ && store_.rows.advanced_until().value_or(until - 1) < until) {
      store_.rows.set_advanced_until(until);
    }
  }

  /// A case whose policy is at fault stays as it is and does not hold up the others.
  void one(const std::string& number) {
    if (faulty_.contains(number)) {
      return;
    }
    if (const auto advanced = docket::advance_case(store_, number, until_, recorded_)) {
      sent_ = sent_ || advanced->sent;
      entries_ += advanced->entries;
    } else {
      faulty_.insert(number);
      fault_ = fault_ ? fault_ : advanced.error();
    }
  }

  Docket::Store& store_;
  Instant until_, recorded_;
  std::int64_t after_due_ = std::numeric_limits<std::int64_t>::min();
  std::int64_t after_id_ = 0;
  std::int64_t entries_ = 0;
  bool finished_ = false;
  bool sent_ = false;  // something went to other cases since the last beginning
  std::set<std::string> faulty_;
  std::optional<Diagnostic> fault_;
};

}  // namespace

Result<docket::Advanced> docket::advance_case(Docket::Store& store, const std::string& number, Instant until,
                                              Instant recorded) {
  Transaction alone(store.rows.connection());
  LiveCase live = *store.live(number);
  Appended appended(store, live, recorded);
  if (auto advanced = appended.advance(until); !advanced) {
    return advanced.error();
  }
  appended.write();
  store.keep(live);
  std::vector<Reached> reached;
  if (auto sent = deliver(store, live, appended.take_outgoing(), recorded, reached); !sent) {
    return sent.error();
  }
  if (refused_elsewhere(reached) != nullptr) {
    return refusal_elsewhere(live.state.policy(), reached.back());
  }
  alone.commit();
  return Advanced{appended.count() + static_cast<std::int64_t>(reached.size()), !reached.empty()};
}

Docket::Docket(std::unique_ptr<Store> store) : store_(std::move(store)) {}
Docket::Docket(Docket&&) noexcept = default;
Docket& Docket::operator=(Docket&&) noexcept = default;
Docket::~Docket() = default;

Result<Docket> Docket::open(const std::string& path) {
  return guarded(path, [&]() -> Result<Docket> { return Docket(std::make_unique<Store>(path)); });
}

Result<Docket> Docket::open_existing(const std::string& path) {
  return guarded(path, [&]() -> Result<Docket> {
    docket::ConnectionOptions options;
    options.access = docket::ConnectionOptions::Access::existing;
    return Docket(std::make_unique<Store>(path, options));
  });
}

Status Docket::use(const Policy& policy) {
  return docket::changing(*store_, [&]() -> Status {
    Transaction transaction(store_->rows.connection());
    const std::int64_t bundle = store_->rows.add_bundle(docket::bundle_of(policy));
    store_->rows.set_bundle_in_use(bundle);
    transaction.commit();
    store_->keep(bundle, policy);
    return Nothing{};
  });
}

Result<std::int64_t> Docket::advance(Instant until, Instant recorded) {
  return docket::changing(*store_, [&]() -> Result<std::int64_t> {
    std::int64_t entries = 0;
    std::optional<Diagnostic> fault;
    const auto advance_to = [&](Instant time) {
      const auto part = Advance(*store_, time, recorded).run();
      entries += part ? *part : 0;
      fault = part || fault ? fault : part.error();
    };
    while (const auto begins = store_->office_periods.next(*store_, until)) {
      advance_to(*begins);
      docket::PeriodsKept periods(*store_);
      Transaction transaction(store_->rows.connection());
      entries += store_->office_periods.begin(*store_, *begins, recorded);
      transaction.commit();
      periods.keep();
    }
    advance_to(until);
    const auto kept = store_->office_periods.take_fault();
    fault = fault ? fault : kept;
    if (fault) {
      return *fault;
    }
    return entries;
  });
}

Docket::Batch::Batch(Store& store) : store_(&store) {}
Docket::Batch::Batch(Batch&& other) noexcept
    : store_(other.store_), open_(std::exchange(other.open_, false)) {}
Docket::Batch::~Batch() {
  if (open_) {
    store_->undo_batch();
  }
}

Result<Docket::Batch> Docket::begin() {
  return guarded(store_->path(), [&]() -> Result<Batch> {
    if (store_->batch) {
      return Diagnostic{messages::batch_already_begun, {}, {store_->path()}, {}};
    }
    store_->rows.connection().execute("BEGIN IMMEDIATE");
    store_->batch = true;
    return Batch(*store_);
  });
}

Status Docket::Batch::commit() {
  if (!open_) {
    return Diagnostic{messages::batch_lost, {}, {store_->path()}, {}};
  }
  return docket::changing(*store_, [&]() -> Status {
    store_->rows.connection().execute("COMMIT");
    store_->batch = false;
    open_ = false;
    return Nothing{};
  });
}

}  // namespace recourse
