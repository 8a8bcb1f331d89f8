// What an open docket holds: its rows, the policies of its cases, and the cases that were used last, so that
// an import does not restore a case for each of its acts.
#pragma once

#include <map>
#include <unordered_map>

#include "engine/docket/guard.h"
#include "engine/docket/office_periods.h"
#include "engine/docket/store.h"
#include "recourse/docket.h"

namespace recourse {

namespace docket {

/// Whoever goes through all cases keeps no other program waiting for longer than these take.
inline constexpr std::int64_t kCasesOfATransaction = 500;

/// A case with its row.
struct LiveCase {
  CaseRow row;
  Case state;
};

}  // namespace docket

struct Docket::Store {
  explicit Store(const std::string& path, const docket::ConnectionOptions& options = {})
      : rows(path, options) {}

  /// The policy of a bundle. Throws docket_bundle_damaged.
  const Policy& policy(std::int64_t bundle);
  const docket::Digests& digests(std::int64_t bundle);

  /// A case as it is stored; nothing when there is none of the number. Throws docket_case_damaged.
  std::optional<docket::LiveCase> live(const std::string& number);
  /// A case that has not begun, under the policy in use. Throws docket_without_policy.
  docket::LiveCase fresh(const std::string& number);
  docket::LiveCase fresh(const std::string& number, std::int64_t bundle);
  /// Keeps a case at hand, or the policy of a bundle.
  void keep(const docket::LiveCase& live);
  void keep(std::int64_t bundle, const Policy& policy);

  /// Throws batch_lost when the open batch was undone by a failure: what is written now would stand alone.
  void check_batch() const;
  /// Ends the open batch; nothing of it has happened.
  void undo_batch();

  [[nodiscard]] const std::string& path() const { return rows.connection().path(); }

  docket::Store rows;
  bool batch = false;
  docket::OfficePeriods office_periods;

private:
  std::map<std::int64_t, Policy> policies_;
  std::map<std::int64_t, docket::Digests> digests_;
  struct Kept {
    std::string
        hash;  // of the case's last entry: the state is that of the stored case while theirs are equal
    Case state;
  };
  std::unordered_map<std::string, Kept> kept_;
};

namespace docket {

/// Which periods have begun is looked up anew unless what let them begin is committed.
class PeriodsKept {
public:
  explicit PeriodsKept(Docket::Store& store) : store_(store) {}
  PeriodsKept(const PeriodsKept&) = delete;
  PeriodsKept& operator=(const PeriodsKept&) = delete;
  ~PeriodsKept() {
    if (!kept_) {
      store_.office_periods.forget();
    }
  }
  void keep() { kept_ = true; }

private:
  Docket::Store& store_;
  bool kept_ = false;
};

/// Runs `action`, which changes the docket, and gives what it throws as the error.
template <typename Action>
auto changing(Docket::Store& store, Action action) -> decltype(action()) {
  return guarded(store.path(), [&] {
    store.check_batch();
    return action();
  });
}

}  // namespace docket
}  // namespace recourse
