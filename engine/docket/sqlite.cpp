#include "engine/docket/sqlite.h"

#include <sqlite3.h>

#include <filesystem>
#include <new>

#include "engine/base/message.h"
#include "engine/base/messages/docket.h"

namespace recourse::docket {
namespace {

MessageCode meaning(int result) {
  switch (result & 0xFF) {
    case SQLITE_FULL:
      return messages::docket_full;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return messages::docket_read_only;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return messages::docket_busy;
    case SQLITE_CORRUPT:
      return messages::docket_corrupt;
    case SQLITE_NOTADB:
      return messages::docket_foreign;
    case SQLITE_CANTOPEN:
      return messages::docket_unopenable;
    default:
      return messages::docket_failed;
  }
}

/// The name of a file that nobody changes as long as it is open: no lock is taken and nothing is written beside it.
std::string unchanging(const std::string& name) {
  std::string uri = "file:";
  for (const char c : name) {
    if (c == '%') {
      uri += "%25";
    } else if (c == '?') {
      uri += "%3f";
    } else if (c == '#') {
      uri += "%23";
    } else {
      uri += c;
    }
  }
  return uri + "?immutable=1";
}

bool is_empty(const std::string& file) {
  std::error_code absent;
  const auto size = std::filesystem::file_size(file, absent);
  return absent || size == 0;
}

}  // namespace

void Connection::Close::operator()(sqlite3* handle) const {
  sqlite3_close_v2(handle);
}

Connection::Connection(std::string path, const ConnectionOptions& options) : path_(std::move(path)) {
  // A name that begins with "file:" or a colon would mean something else to SQLite than to the user.
  const std::string name = path_ == ":memory:" || path_.starts_with('/') ? path_ : "./" + path_;
  if (options.access == ConnectionOptions::Access::existing) {
    open_existing(name);
  } else {
    open(name, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    if (read_only()) {
      fail(SQLITE_READONLY);
    }
  }
  sqlite3_busy_timeout(handle_.get(), options.patience_milliseconds);
  if (options.most_pages > 0) {
    execute(("PRAGMA max_page_count=" + std::to_string(options.most_pages)).c_str());
  }
}

Connection::~Connection() = default;

void Connection::open(const std::string& name, int flags) {
  sqlite3* opened = nullptr;
  const int result =
      sqlite3_open_v2(name.c_str(), &opened, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
  handle_.reset(opened);
  if (result != SQLITE_OK) {
    fail(result);
  }
}

void Connection::open_existing(const std::string& name) {
  std::error_code ignored;
  if (!std::filesystem::exists(name, ignored)) {
    throw Failure{{messages::docket_absent, {}, {path_}, {}}};
  }
  open(name, SQLITE_OPEN_READWRITE);
  // Even to be read a WAL wants files beside it. Where none can be made, and no other program has left one with
  // something in it, the file alone is everything.
  const int result =
      sqlite3_exec(handle_.get(), "SELECT count(*) FROM sqlite_schema", nullptr, nullptr, nullptr);
  if (result == SQLITE_OK) {
    return;
  }
  const int kind = result & 0xFF;
  if ((kind != SQLITE_CANTOPEN && kind != SQLITE_READONLY) || !is_empty(name + "-wal")) {
    fail(result);
  }
  open(unchanging(name), SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
}

bool Connection::read_only() const {
  return sqlite3_db_readonly(handle_.get(), "main") == 1;
}

void Connection::execute(const char* sql) {
  const int result = sqlite3_exec(handle_.get(), sql, nullptr, nullptr, nullptr);
  if (result != SQLITE_OK) {
    fail(result);
  }
}

std::int64_t Connection::integer(const char* sql) {
  Statement statement(*this, sql);
  Rows rows = statement.query();
  return rows.next() ? rows.integer(0) : 0;
}

void Connection::roll_back() {
  // It cannot fail in a way that leaves anything behind: at worst the file is recovered when it is next
  // opened.
  sqlite3_exec(handle_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
}

bool Connection::in_transaction() const {
  return sqlite3_get_autocommit(handle_.get()) == 0;
}

void Connection::fail(int result) const {
  if ((result & 0xFF) == SQLITE_NOMEM) {
    throw std::bad_alloc();
  }
  throw Failure{{meaning(result), {}, {path_, sqlite3_errstr(result)}, {}}};
}

Rows::~Rows() {
  sqlite3_reset(statement_);
}

bool Rows::next() {
  const int result = sqlite3_step(statement_);
  if (result != SQLITE_ROW && result != SQLITE_DONE) {
    connection_.fail(result);
  }
  return result == SQLITE_ROW;
}

std::int64_t Rows::integer(int column) const {
  return sqlite3_column_int64(statement_, column);
}

std::optional<std::int64_t> Rows::optional_integer(int column) const {
  if (sqlite3_column_type(statement_, column) == SQLITE_NULL) {
    return std::nullopt;
  }
  return integer(column);
}

std::string Rows::text(int column) const {
  const void* bytes = sqlite3_column_blob(statement_, column);
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
  return bytes == nullptr ? std::string() : std::string(static_cast<const char*>(bytes), size);
}

void Statement::Finalize::operator()(sqlite3_stmt* statement) const {
  sqlite3_finalize(statement);
}

Statement::Statement(const Connection& connection, std::string_view sql) : connection_(connection) {
  sqlite3_stmt* prepared = nullptr;
  const int result = sqlite3_prepare_v3(connection.handle(), sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &prepared, nullptr);
  statement_.reset(prepared);
  if (result != SQLITE_OK) {
    connection.fail(result);
  }
}

void Statement::bind(int position, std::int64_t value, Lifetime) {
  sqlite3_bind_int64(statement_.get(), position, value);
}

void Statement::bind(int position, const std::optional<std::int64_t>& value, Lifetime lifetime) {
  if (value) {
    bind(position, *value, lifetime);
  } else {
    sqlite3_bind_null(statement_.get(), position);
  }
}

void Statement::bind(int position, std::string_view text, Lifetime lifetime) {
  const auto destructor = lifetime == Lifetime::call ? SQLITE_STATIC : SQLITE_TRANSIENT;
  const char* data = text.data() == nullptr ? "" : text.data();
  const int result =
      sqlite3_bind_text64(statement_.get(), position, data, text.size(), destructor, SQLITE_UTF8);
  if (result != SQLITE_OK) {
    connection_.fail(result);
  }
}

void Statement::bind(int position, Bytes bytes, Lifetime lifetime) {
  const auto destructor = lifetime == Lifetime::call ? SQLITE_STATIC : SQLITE_TRANSIENT;
  const char* data = bytes.bytes.data() == nullptr ? "" : bytes.bytes.data();
  const int result = sqlite3_bind_blob64(statement_.get(), position, data, bytes.bytes.size(), destructor);
  if (result != SQLITE_OK) {
    connection_.fail(result);
  }
}

void Statement::finish() {
  const int result = sqlite3_step(statement_.get());
  sqlite3_reset(statement_.get());
  if (result != SQLITE_DONE && result != SQLITE_ROW) {
    connection_.fail(result);
  }
}

Transaction::Transaction(Connection& connection, Access access)
    : connection_(connection), inner_(connection.in_transaction()) {
  const char* begin = access == Access::write ? "BEGIN IMMEDIATE" : "BEGIN";
  connection_.execute(inner_ ? "SAVEPOINT part" : begin);
}

Transaction::~Transaction() {
  // A rollback cannot fail in a way that leaves anything behind: at worst the file is recovered when it is
  // next opened.
  if (open_ && connection_.in_transaction()) {
    const char* sql = inner_ ? "ROLLBACK TO part; RELEASE part" : "ROLLBACK";
    sqlite3_exec(connection_.handle(), sql, nullptr, nullptr, nullptr);
  }
}

void Transaction::commit() {
  connection_.execute(inner_ ? "RELEASE part" : "COMMIT");
  open_ = false;
}

}  // namespace recourse::docket
