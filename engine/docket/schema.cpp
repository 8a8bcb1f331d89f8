#include "engine/docket/schema.h"

#include "engine/base/message.h"
#include "engine/base/messages/docket.h"

namespace recourse::docket {
namespace {

constexpr const char* kTables = R"sql(
  CREATE TABLE documents(
    digest TEXT PRIMARY KEY,
    text BLOB NOT NULL) STRICT, WITHOUT ROWID;

  CREATE TABLE bundles(
    id INTEGER PRIMARY KEY,
    digest TEXT NOT NULL UNIQUE,
    policy_digest TEXT NOT NULL,
    calendar_digest TEXT NOT NULL,
    offices_digest TEXT NOT NULL,
    path TEXT NOT NULL) STRICT;

  CREATE TABLE bundle_files(
    bundle INTEGER NOT NULL REFERENCES bundles,
    name TEXT NOT NULL,
    document TEXT NOT NULL REFERENCES documents,
    PRIMARY KEY(bundle, name)) STRICT, WITHOUT ROWID;

  CREATE TABLE cases(
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    bundle INTEGER NOT NULL REFERENCES bundles,
    entries INTEGER NOT NULL,
    hash TEXT NOT NULL,
    snapshot BLOB NOT NULL,
    opened INTEGER NOT NULL,
    last INTEGER NOT NULL,
    next_due INTEGER,
    stages TEXT NOT NULL,
    responsible TEXT NOT NULL,
    ended INTEGER NOT NULL,
    overdue INTEGER NOT NULL,
    lapsed INTEGER NOT NULL) STRICT;
  CREATE INDEX cases_due ON cases(next_due, id) WHERE next_due IS NOT NULL;

  CREATE TABLE entries(
    id INTEGER PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES cases,
    number INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    key TEXT NOT NULL,
    act TEXT NOT NULL,
    arguments TEXT NOT NULL,
    actor TEXT NOT NULL,
    effective INTEGER NOT NULL,
    recorded INTEGER NOT NULL,
    cause INTEGER NOT NULL,
    corrects INTEGER NOT NULL,
    bundle INTEGER NOT NULL REFERENCES bundles,
    semantics INTEGER NOT NULL,
    context TEXT NOT NULL,
    effects TEXT NOT NULL,
    state_hash TEXT NOT NULL,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL) STRICT;
  CREATE UNIQUE INDEX entries_of_case ON entries(case_id, number);
  CREATE UNIQUE INDEX entries_by_key ON entries(key) WHERE key <> '';
  CREATE TRIGGER entries_never_change BEFORE UPDATE ON entries
    BEGIN SELECT RAISE(ABORT, 'an entry is never changed'); END;
  CREATE TRIGGER entries_never_go BEFORE DELETE ON entries
    BEGIN SELECT RAISE(ABORT, 'an entry is never erased'); END;

  CREATE TABLE present(
    one INTEGER PRIMARY KEY CHECK(one = 1),
    bundle INTEGER REFERENCES bundles,
    advanced_until INTEGER) STRICT;
  INSERT INTO present VALUES(1, NULL, NULL);
)sql";

bool is_empty(Connection& connection) {
  return connection.integer("SELECT count(*) FROM sqlite_schema") == 0 &&
         connection.integer("PRAGMA application_id") == 0;
}

void make_tables(Connection& connection) {
  Transaction transaction(connection);
  if (is_empty(connection)) {  // nobody else was quicker
    connection.execute(kTables);
    connection.execute(("PRAGMA application_id=" + std::to_string(kApplication)).c_str());
    connection.execute(("PRAGMA user_version=" + std::to_string(kSchemaVersion)).c_str());
  }
  transaction.commit();
}

void check_version(Connection& connection) {
  if (connection.integer("PRAGMA application_id") != kApplication) {
    throw Failure{{messages::docket_foreign, {}, {connection.path()}, {}}};
  }
  const std::int64_t version = connection.integer("PRAGMA user_version");
  if (version > kSchemaVersion) {
    throw Failure{{messages::docket_newer, {}, {connection.path(), version, kSchemaVersion}, {}}};
  }
  if (version < 1) {
    throw Failure{{messages::docket_corrupt, {}, {connection.path()}, {}}};
  }
}

}  // namespace

std::unique_ptr<Connection> open_docket(const std::string& path, const ConnectionOptions& options) {
  auto connection = std::make_unique<Connection>(path, options);
  // Nothing is changed, the mode of the journal included, before it is known that the file is ours.
  const bool empty = is_empty(*connection);
  if (!empty || options.access == ConnectionOptions::Access::existing) {
    check_version(*connection);
  }
  if (!connection->read_only()) {
    connection->execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON");
  }
  connection->execute("PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY");
  if (empty) {
    make_tables(*connection);
    check_version(*connection);
  }
  return connection;
}

}  // namespace recourse::docket
