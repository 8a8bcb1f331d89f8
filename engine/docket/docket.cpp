// Writing to a docket: its policies, batches, the passing of time. Acts are in submit.cpp, reading is in reading.cpp, folding anew in
// replay.cpp.
#include "engine/base/messages/docket.h"

#include <set>

#include "engine/docket/append.h"
#include "engine/docket/bundle.h"
#include "engine/docket/guard.h"
#include "recourse/docket.h"

namespace recourse {

using docket::Appended;
using docket::CaseRow;
using docket::guarded;
using docket::kCasesOfATransaction;
using docket::LiveCase;
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
    Transaction alone(store_.rows.connection());
    LiveCase live = *store_.live(number);
    Appended appended(store_, live, recorded_);
    if (auto advanced = appended.advance(until_); !advanced) {
      return fails(number, advanced.error());
    }
    appended.write();
    store_.keep(live);
    std::vector<Reached> reached;
    if (auto sent = docket::deliver(store_, live, appended.take_outgoing(), recorded_, reached); !sent) {
      return fails(number, sent.error());
    }
    if (docket::refused_elsewhere(reached) != nullptr) {
      return fails(number, docket::refusal_elsewhere(live.state.policy(), reached.back()));
    }
    alone.commit();
    sent_ = sent_ || !reached.empty();
    entries_ += appended.count() + static_cast<std::int64_t>(reached.size());
  }

  void fails(const std::string& number, const Diagnostic& fault) {
    faulty_.insert(number);
    fault_ = fault_ ? fault_ : fault;
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
  return docket::changing(*store_, [&] { return Advance(*store_, until, recorded).run(); });
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
