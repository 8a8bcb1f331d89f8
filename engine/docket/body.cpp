#include "engine/docket/body.h"

#include "engine/base/digest.h"
#include "engine/base/message.h"
#include "engine/base/messages/docket.h"
#include "engine/docket/bundle.h"

namespace recourse {

using docket::Failure;
using docket::LiveCase;

namespace {
// About 10 KB each.
constexpr std::size_t kMostKept = 10'000;
}  // namespace

const Policy& Docket::Store::policy(std::int64_t bundle) {
  const auto known = policies_.find(bundle);
  if (known != policies_.end()) {
    return known->second;
  }
  return policies_.emplace(bundle, docket::policy_of(rows.bundle(bundle), path())).first->second;
}

const docket::Digests& Docket::Store::digests(std::int64_t bundle) {
  const auto known = digests_.find(bundle);
  if (known != digests_.end()) {
    return known->second;
  }
  return digests_.emplace(bundle, rows.digests(bundle)).first->second;
}

std::optional<LiveCase> Docket::Store::live(const std::string& number) {
  auto row = rows.find_case(number);
  if (!row) {
    return std::nullopt;
  }
  const auto kept = kept_.find(number);
  if (kept != kept_.end() && kept->second.hash == row->hash) {
    return LiveCase{std::move(*row), kept->second.state};
  }
  const std::string snapshot = rows.snapshot(row->id);
  auto state = Case::restore(policy(row->bundle), snapshot);
  // A snapshot may be whole and yet another than the log's: changed by hand, or cut after a line.
  if (!state || base::sha256(snapshot) != rows.state_hash(row->id)) {
    throw Failure{{messages::docket_case_damaged, {}, {number}, {}}};
  }
  return LiveCase{std::move(*row), std::move(*state)};
}

LiveCase Docket::Store::fresh(const std::string& number) {
  const auto bundle = rows.bundle_in_use();
  if (!bundle) {
    throw Failure{{messages::docket_without_policy, {}, {number}, {}}};
  }
  return fresh(number, *bundle);
}

LiveCase Docket::Store::fresh(const std::string& number, std::int64_t bundle) {
  LiveCase live{{}, Case(policy(bundle))};
  live.row.number = number;
  live.row.bundle = bundle;
  return live;
}

void Docket::Store::keep(const LiveCase& live) {
  if (kept_.size() >= kMostKept) {
    kept_.clear();
  }
  kept_.insert_or_assign(live.row.number, Kept{live.row.hash, live.state});
}

void Docket::Store::keep(std::int64_t bundle, const Policy& policy) {
  policies_.insert_or_assign(bundle, policy);
}

void Docket::Store::check_batch() const {
  if (batch && !rows.connection().in_transaction()) {
    throw Failure{{messages::batch_lost, {}, {path()}, {}}};
  }
}

void Docket::Store::undo_batch() {
  if (rows.connection().in_transaction()) {
    rows.connection().roll_back();
  }
  batch = false;
  // Bundles that the batch stored are gone, and others may get their numbers.
  policies_.clear();
  digests_.clear();
  office_periods.forget();
}

}  // namespace recourse
