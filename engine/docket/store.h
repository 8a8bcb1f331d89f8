// The rows of a docket and the statements that read and write them; nothing of rules, of what an act does or
// of JSON. Used by docket.cpp, which gives the rows their meaning. Every function may throw a Failure;
// writing happens inside a Transaction of the caller's. Times are UTC milliseconds.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "engine/docket/schema.h"

namespace recourse::docket {

/// What names a policy with its inputs.
struct Digests {
  std::string policy, calendar, offices;
};

/// The files of a policy as they were read, under the names that load them again.
struct Bundle {
  std::int64_t id = 0;
  Digests digests;
  std::string path;                          // what was loaded: a folder or a file
  std::map<std::string, std::string> files;  // name → text
};

struct CaseRow {
  std::int64_t id = 0;  // 0: not stored yet
  std::string number;
  std::int64_t bundle = 0;
  std::int64_t entries = 0;
  std::string hash;  // of the last entry
  std::int64_t opened = 0;
  std::int64_t last =
      0;  // as far as it has come: when its latest entry took effect, or up to when it was folded anew
  std::optional<std::int64_t> next_due;
  std::string stages, responsible;  // JSON lists
  bool ended = false;
  std::int64_t overdue = 0, lapsed = 0;
  std::string snapshot_head;  // of each_case() alone: the first lines of its state
};

struct EntryRow {
  std::int64_t case_id = 0;
  std::int64_t number = 0;
  int kind = 0;
  std::string key, act, arguments, actor;
  std::int64_t effective = 0, recorded = 0;
  std::int64_t cause = 0, corrects = 0;
  std::int64_t bundle = 0;
  int semantics = 0;
  std::string context, effects;
  std::string state_hash, previous_hash, hash;
};

class Store {
public:
  /// Opens or creates; see schema.h for what is thrown.
  explicit Store(const std::string& path, const ConnectionOptions& options = {});

  [[nodiscard]] Connection& connection() const { return connection_; }

  /// The number of the bundle, stored if it is not there. Each text is stored once, by its digest.
  std::int64_t add_bundle(const Bundle& bundle);
  /// Throws docket_bundle_damaged when a text does not have its digest.
  Bundle bundle(std::int64_t id);
  Digests digests(std::int64_t bundle);
  /// Those that cases are pinned to, oldest first.
  std::vector<std::int64_t> pinned_bundles();

  /// The bundle that new cases get; nothing before the first use().
  std::optional<std::int64_t> bundle_in_use();
  void set_bundle_in_use(std::int64_t bundle);
  /// The time up to which the whole docket was advanced.
  std::optional<std::int64_t> advanced_until();
  void set_advanced_until(std::int64_t until);

  /// As far as the case has come that has come farthest.
  std::optional<std::int64_t> last_entry();

  /// The greatest number of a case that begins so, of those below another one.
  std::optional<std::string> last_number(std::string_view prefix);
  std::optional<std::string> last_number(std::string_view prefix, std::string_view below);

  std::optional<CaseRow> find_case(std::string_view number);
  std::string snapshot(std::int64_t case_id);
  /// Of the case's last entry; empty when it has none.
  std::string state_hash(std::int64_t case_id);
  /// Stores a new case (and gives its id in the row) or the new state of an old one.
  void put_case(CaseRow& row, std::string_view snapshot);
  /// Up to `most` cases that are due before `until`, by due time then id, after the given one.
  std::vector<CaseRow> due_cases(std::int64_t until, std::int64_t after_due, std::int64_t after_id,
                                 std::int64_t most);
  /// Up to `most` cases in the order in which they were opened, after the given one.
  std::vector<CaseRow> cases_after(std::int64_t id, std::int64_t most);
  /// All cases in the order in which they were opened. `visit` must not write.
  void each_case(const std::function<void(const CaseRow&)>& visit);
  /// All stored states, with the numbers of their cases, in the same order.
  void each_snapshot(const std::function<void(std::string_view number, std::string_view snapshot)>& visit);

  void add_entry(const EntryRow& row);
  std::vector<EntryRow> entries(std::int64_t case_id);
  /// The entry that was sent with a key, and the number of its case.
  std::optional<std::pair<std::string, EntryRow>> find_key(std::string_view key);
  std::int64_t case_count();
  std::int64_t entry_count();

private:
  std::unique_ptr<Connection> owned_;
  Connection& connection_;
  Statement add_document_, add_bundle_, add_bundle_file_, find_bundle_, bundle_, bundle_files_,
      pinned_bundles_;
  Statement present_, set_bundle_in_use_, set_advanced_until_, last_entry_;
  Statement find_case_, last_number_, snapshot_, state_hash_, add_case_, change_case_, due_cases_,
      cases_after_, each_case_, each_snapshot_;
  Statement add_entry_, entries_, find_key_, case_count_, entry_count_;
};

}  // namespace recourse::docket
