// Writing to a docket: acts, batches, the passing of time. Reading is in reading.cpp, folding anew in
// replay.cpp.
#include "engine/base/messages/docket.h"

#include "engine/base/text.h"
#include "engine/cases/stable.h"
#include "engine/docket/append.h"
#include "engine/docket/bundle.h"
#include "engine/docket/guard.h"
#include "engine/docket/text.h"
#include "recourse/docket.h"

namespace recourse {

using docket::Appended;
using docket::CaseRow;
using docket::EntryRow;
using docket::guarded;
using docket::kCasesOfATransaction;
using docket::LiveCase;
using docket::Transaction;

namespace {

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

bool same_content(const Policy& policy, const EntryRow& entry, const Act& act) {
  return entry.act == act.name && entry.arguments == docket::write_arguments(act.arguments) &&
         entry.actor == docket::write_actor(act.actor) && same_time(policy, entry, act.effective);
}

Diagnostic key_reused(const std::string& key, const std::string& case_number, const EntryRow& entry) {
  return {messages::key_reused, {}, {key, case_number, entry.number}, {}};
}

Submission refusal(Outcome outcome) {
  return {Submission::State::refused, 0, std::move(outcome)};
}

Submission repetition(const EntryRow& entry) {
  Submission submission;
  submission.state = Submission::State::repeated;
  submission.number = entry.number;
  submission.outcome.act = entry.act;
  submission.outcome.time = docket::instant(entry.effective);
  return submission;
}

template <typename Action>
auto changing(Docket::Store& store, Action action) -> decltype(action()) {
  return guarded(store.path(), [&] {
    store.check_batch();
    return action();
  });
}

/// Inside a transaction: the act with all that lapsed before it, or a reason why nothing was written.
Result<Submission> submit_act(Docket::Store& store, const std::string& case_number, const Act& given,
                              const std::string& key, Instant recorded) {
  const auto sent = store.rows.find_key(key);
  if (sent && sent->first != case_number) {
    return key_reused(key, sent->first, sent->second);
  }
  auto stored = store.live(case_number);
  LiveCase live = stored ? std::move(*stored) : store.fresh(case_number);
  const auto act = cases::stable(live.state.policy(), given);
  if (!act) {
    return act.error();
  }
  if (sent) {
    if (same_content(live.state.policy(), sent->second, *act)) {
      return repetition(sent->second);
    }
    return key_reused(key, case_number, sent->second);
  }
  Appended appended(store, live, recorded);
  if (auto advanced = appended.advance(act->effective); !advanced) {
    return advanced.error();
  }
  auto outcome = live.state.apply(*act);
  if (!outcome) {
    return outcome.error();
  }
  if (outcome->verdict != Verdict::accepted) {
    return refusal(std::move(*outcome));
  }
  appended.add_act(*act, key, *outcome);
  appended.write();
  const std::int64_t number = live.row.entries;
  store.keep(live);
  return Submission{Submission::State::recorded, number, std::move(*outcome)};
}

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
    } while (!finished_);
    if (fault_) {
      return *fault_;
    }
    return entries_;
  }

private:
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
    LiveCase live = *store_.live(number);
    Appended appended(store_, live, recorded_);
    if (auto advanced = appended.advance(until_); !advanced) {
      fault_ = fault_ ? fault_ : advanced.error();
      return;
    }
    appended.write();
    entries_ += appended.count();
    store_.keep(live);
  }

  Docket::Store& store_;
  Instant until_, recorded_;
  std::int64_t after_due_ = std::numeric_limits<std::int64_t>::min();
  std::int64_t after_id_ = 0;
  std::int64_t entries_ = 0;
  bool finished_ = false;
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
  return changing(*store_, [&]() -> Status {
    Transaction transaction(store_->rows.connection());
    const std::int64_t bundle = store_->rows.add_bundle(docket::bundle_of(policy));
    store_->rows.set_bundle_in_use(bundle);
    transaction.commit();
    store_->keep(bundle, policy);
    return Nothing{};
  });
}

Result<Submission> Docket::submit(const std::string& case_number, const Act& act, const std::string& key,
                                  Instant recorded) {
  if (auto texts = check_texts(case_number, act, key); !texts) {
    return texts.error();
  }
  return changing(*store_, [&]() -> Result<Submission> {
    Transaction transaction(store_->rows.connection());
    auto submission = submit_act(*store_, case_number, act, key, recorded);
    if (submission && submission->state == Submission::State::recorded) {
      transaction.commit();
    }
    return submission;
  });
}

Result<std::int64_t> Docket::advance(Instant until, Instant recorded) {
  return changing(*store_, [&] { return Advance(*store_, until, recorded).run(); });
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
  return changing(*store_, [&]() -> Status {
    store_->rows.connection().execute("COMMIT");
    store_->batch = false;
    open_ = false;
    return Nothing{};
  });
}

}  // namespace recourse
