#include "engine/docket/store.h"

#include "engine/base/digest.h"
#include "engine/base/message.h"
#include "engine/base/messages/docket.h"
#include "engine/docket/envelope.h"

namespace recourse::docket {
namespace {

#define CASE_COLUMNS \
  "id, number, bundle, entries, hash, opened, last, next_due, stages, responsible, ended, overdue, lapsed"
#define ENTRY_COLUMNS                                                                                     \
  "entries.case_id, entries.number, entries.kind, entries.key, entries.act, entries.arguments, "          \
  "entries.actor, entries.effective, entries.recorded, entries.cause, entries.corrects, entries.bundle, " \
  "entries.semantics, entries.context, entries.effects, entries.state_hash, entries.previous_hash, "      \
  "entries.hash"
constexpr int kCaseColumns = 13;
constexpr int kEntryColumns = 18;

CaseRow case_row(const Rows& rows) {
  CaseRow row;
  row.id = rows.integer(0);
  row.number = rows.text(1);
  row.bundle = rows.integer(2);
  row.entries = rows.integer(3);
  row.hash = rows.text(4);
  row.opened = rows.integer(5);
  row.last = rows.integer(6);
  row.next_due = rows.optional_integer(7);
  row.stages = rows.text(8);
  row.responsible = rows.text(9);
  row.ended = rows.integer(10) != 0;
  row.overdue = rows.integer(11);
  row.lapsed = rows.integer(12);
  return row;
}

EntryRow entry_row(const Rows& rows) {
  EntryRow row;
  row.case_id = rows.integer(0);
  row.number = rows.integer(1);
  row.kind = static_cast<int>(rows.integer(2));
  row.key = rows.text(3);
  row.act = rows.text(4);
  row.arguments = rows.text(5);
  row.actor = rows.text(6);
  row.effective = rows.integer(7);
  row.recorded = rows.integer(8);
  row.cause = rows.integer(9);
  row.corrects = rows.integer(10);
  row.bundle = rows.integer(11);
  row.semantics = static_cast<int>(rows.integer(12));
  row.context = rows.text(13);
  row.effects = rows.text(14);
  row.state_hash = rows.text(15);
  row.previous_hash = rows.text(16);
  row.hash = rows.text(17);
  return row;
}

}  // namespace

Store::Store(const std::string& path, const ConnectionOptions& options)
    : owned_(open_docket(path, options)),
      connection_(*owned_),
      add_document_(connection_, "INSERT INTO documents(digest, text) VALUES(?, ?) ON CONFLICT DO NOTHING"),
      add_bundle_(connection_,
                  "INSERT INTO bundles(digest, policy_digest, calendar_digest, offices_digest, path) "
                  "VALUES(?, ?, ?, ?, ?) RETURNING id"),
      add_bundle_file_(connection_, "INSERT INTO bundle_files(bundle, name, document) VALUES(?, ?, ?)"),
      find_bundle_(connection_, "SELECT id FROM bundles WHERE digest = ?"),
      bundle_(
          connection_,
          "SELECT policy_digest, calendar_digest, offices_digest, path, digest FROM bundles WHERE id = ?"),
      bundle_files_(connection_,
                    "SELECT name, digest, text FROM bundle_files JOIN documents ON digest = document "
                    "WHERE bundle = ? ORDER BY name"),
      pinned_bundles_(connection_, "SELECT DISTINCT bundle FROM cases ORDER BY bundle"),
      present_(connection_, "SELECT bundle, advanced_until FROM present"),
      set_bundle_in_use_(connection_, "UPDATE present SET bundle = ?"),
      set_advanced_until_(connection_, "UPDATE present SET advanced_until = ?"),
      last_entry_(connection_, "SELECT max(last) FROM cases"),
      find_case_(connection_, "SELECT " CASE_COLUMNS " FROM cases WHERE number = ?"),
      last_number_(connection_,
                   "SELECT number FROM cases WHERE number >= ? AND number < ? "
                   "ORDER BY number DESC LIMIT 1"),
      snapshot_(connection_, "SELECT snapshot FROM cases WHERE id = ?"),
      state_hash_(connection_,
                  "SELECT state_hash FROM entries WHERE case_id = ? ORDER BY number DESC LIMIT 1"),
      add_case_(connection_, "INSERT INTO cases(" CASE_COLUMNS
                             ", snapshot) VALUES(NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id"),
      change_case_(connection_,
                   "UPDATE cases SET bundle = ?, entries = ?, hash = ?, opened = ?, last = ?, next_due = ?, "
                   "stages = ?, "
                   "responsible = ?, "
                   "ended = ?, overdue = ?, lapsed = ?, snapshot = ? WHERE id = ?"),
      due_cases_(connection_,
                 "SELECT " CASE_COLUMNS
                 " FROM cases WHERE next_due < ? AND (next_due, id) > (?, ?) ORDER BY next_due, id LIMIT ?"),
      cases_after_(connection_, "SELECT " CASE_COLUMNS " FROM cases WHERE id > ? ORDER BY id LIMIT ?"),
      each_case_(connection_, "SELECT " CASE_COLUMNS ", substr(snapshot, 1, 400) FROM cases ORDER BY id"),
      each_snapshot_(connection_, "SELECT number, snapshot FROM cases ORDER BY id"),
      add_entry_(connection_,
                 "INSERT INTO entries(case_id, number, kind, key, act, arguments, actor, effective, "
                 "recorded, cause, "
                 "corrects, bundle, semantics, context, effects, state_hash, previous_hash, hash) "
                 "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
      entries_(connection_, "SELECT " ENTRY_COLUMNS " FROM entries WHERE case_id = ? ORDER BY number"),
      find_key_(
          connection_,
          "SELECT " ENTRY_COLUMNS
          ", cases.number FROM entries JOIN cases ON cases.id = entries.case_id WHERE key = ? AND key <> ''"),
      case_count_(connection_, "SELECT count(*) FROM cases"),
      entry_count_(connection_, "SELECT count(*) FROM entries") {}

std::int64_t Store::add_bundle(const Bundle& bundle) {
  const std::string digest = bundle_digest(bundle);
  {
    Rows found = find_bundle_.query(digest);
    if (found.next()) {
      return found.integer(0);
    }
  }
  std::int64_t id = 0;
  {
    Rows added = add_bundle_.query(digest, bundle.digests.policy, bundle.digests.calendar,
                                   bundle.digests.offices, bundle.path);
    added.next();
    id = added.integer(0);
    added.next();
  }
  for (const auto& [name, text] : bundle.files) {
    const std::string document = base::sha256(text);
    add_document_.run(document, Bytes{text});
    add_bundle_file_.run(id, name, document);
  }
  return id;
}

Bundle Store::bundle(std::int64_t id) {
  Bundle bundle;
  bundle.id = id;
  bundle.digests = digests(id);
  std::string digest;
  {
    Rows rows = bundle_.query(id);
    rows.next();
    bundle.path = rows.text(3);
    digest = rows.text(4);
  }
  Rows files = bundle_files_.query(id);
  while (files.next()) {
    bundle.files.emplace(files.text(0), files.text(2));
  }
  if (bundle_digest(bundle) != digest) {
    throw Failure{{messages::docket_bundle_damaged, {}, {connection_.path(), digest}, {}}};
  }
  return bundle;
}

Digests Store::digests(std::int64_t bundle) {
  Rows rows = bundle_.query(bundle);
  if (!rows.next()) {
    throw Failure{{messages::docket_corrupt, {}, {connection_.path()}, {}}};
  }
  return {rows.text(0), rows.text(1), rows.text(2)};
}

std::vector<std::int64_t> Store::pinned_bundles() {
  std::vector<std::int64_t> bundles;
  Rows rows = pinned_bundles_.query();
  while (rows.next()) {
    bundles.push_back(rows.integer(0));
  }
  return bundles;
}

std::optional<std::int64_t> Store::bundle_in_use() {
  Rows rows = present_.query();
  return rows.next() ? rows.optional_integer(0) : std::nullopt;
}

void Store::set_bundle_in_use(std::int64_t bundle) {
  set_bundle_in_use_.run(bundle);
}

std::optional<std::int64_t> Store::advanced_until() {
  Rows rows = present_.query();
  return rows.next() ? rows.optional_integer(1) : std::nullopt;
}

void Store::set_advanced_until(std::int64_t until) {
  set_advanced_until_.run(until);
}

std::optional<std::int64_t> Store::last_entry() {
  Rows rows = last_entry_.query();
  return rows.next() ? rows.optional_integer(0) : std::nullopt;
}

std::optional<CaseRow> Store::find_case(std::string_view number) {
  Rows rows = find_case_.query(number);
  if (!rows.next()) {
    return std::nullopt;
  }
  return case_row(rows);
}

std::optional<std::string> Store::last_number(std::string_view prefix) {
  return last_number(prefix, std::string(prefix) + "\xF4\x8F\xBF\xBF");  // the last character that there is
}

std::optional<std::string> Store::last_number(std::string_view prefix, std::string_view below) {
  Rows rows = last_number_.query(prefix, below);
  return rows.next() ? std::optional(rows.text(0)) : std::nullopt;
}

std::string Store::snapshot(std::int64_t case_id) {
  Rows rows = snapshot_.query(case_id);
  return rows.next() ? rows.text(0) : std::string();
}

std::string Store::state_hash(std::int64_t case_id) {
  Rows rows = state_hash_.query(case_id);
  return rows.next() ? rows.text(0) : std::string();
}

void Store::put_case(CaseRow& row, std::string_view snapshot) {
  if (row.id != 0) {
    change_case_.run(row.bundle, row.entries, row.hash, row.opened, row.last, row.next_due, row.stages,
                     row.responsible, int{row.ended}, row.overdue, row.lapsed, Bytes{snapshot}, row.id);
    return;
  }
  Rows added =
      add_case_.query(row.number, row.bundle, row.entries, row.hash, row.opened, row.last, row.next_due,
                      row.stages, row.responsible, int{row.ended}, row.overdue, row.lapsed, Bytes{snapshot});
  added.next();
  row.id = added.integer(0);
  added.next();
}

std::vector<CaseRow> Store::due_cases(std::int64_t until, std::int64_t after_due, std::int64_t after_id,
                                      std::int64_t most) {
  std::vector<CaseRow> cases;
  Rows rows = due_cases_.query(until, after_due, after_id, most);
  while (rows.next()) {
    cases.push_back(case_row(rows));
  }
  return cases;
}

std::vector<CaseRow> Store::cases_after(std::int64_t id, std::int64_t most) {
  std::vector<CaseRow> cases;
  Rows rows = cases_after_.query(id, most);
  while (rows.next()) {
    cases.push_back(case_row(rows));
  }
  return cases;
}

void Store::each_case(const std::function<void(const CaseRow&)>& visit) {
  Rows rows = each_case_.query();
  while (rows.next()) {
    CaseRow row = case_row(rows);
    row.snapshot_head = rows.text(kCaseColumns);
    visit(row);
  }
}

void Store::each_snapshot(const std::function<void(std::string_view, std::string_view)>& visit) {
  Rows rows = each_snapshot_.query();
  while (rows.next()) {
    visit(rows.text(0), rows.text(1));
  }
}

void Store::add_entry(const EntryRow& row) {
  add_entry_.run(row.case_id, row.number, row.kind, row.key, row.act, row.arguments, row.actor, row.effective,
                 row.recorded, row.cause, row.corrects, row.bundle, row.semantics, row.context, row.effects,
                 row.state_hash, row.previous_hash, row.hash);
}

std::vector<EntryRow> Store::entries(std::int64_t case_id) {
  std::vector<EntryRow> entries;
  Rows rows = entries_.query(case_id);
  while (rows.next()) {
    entries.push_back(entry_row(rows));
  }
  return entries;
}

std::optional<std::pair<std::string, EntryRow>> Store::find_key(std::string_view key) {
  Rows rows = find_key_.query(key);
  if (!rows.next()) {
    return std::nullopt;
  }
  return std::pair(rows.text(kEntryColumns), entry_row(rows));
}

std::int64_t Store::case_count() {
  Rows rows = case_count_.query();
  return rows.next() ? rows.integer(0) : 0;
}

std::int64_t Store::entry_count() {
  Rows rows = entry_count_.query();
  return rows.next() ? rows.integer(0) : 0;
}

}  // namespace recourse::docket
