#include "engine/docket/sqlite.h"

#include <sqlite3.h>

#include <new>

#include "engine/base/message.h"

namespace recourse::docket {
namespace {

MessageCode meaning(int result) {
  switch (result & 0xFF) {
    case SQLITE_FULL:
      return MessageCode::docket_full;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return MessageCode::docket_read_only;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return MessageCode::docket_busy;
    case SQLITE_CORRUPT:
      return MessageCode::docket_corrupt;
    case SQLITE_NOTADB:
      return MessageCode::docket_foreign;
    case SQLITE_CANTOPEN:
      return MessageCode::docket_unopenable;
    default:
      return MessageCode::docket_failed;
  }
}

}  // namespace

void Connection::Close::operator()(sqlite3* handle) const {
  sqlite3_close_v2(handle);
}

Connection::Connection(std::string path, const ConnectionOptions& options) : path_(std::move(path)) {
  // A name that begins with "file:" or a colon would mean something else to SQLite than to the user.
  const std::string name = path_ == ":memory:" || path_.starts_with('/') ? path_ : "./" + path_;
  sqlite3* opened = nullptr;
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  const int result = sqlite3_open_v2(name.c_str(), &opened, flags, nullptr);
  handle_.reset(opened);
  if (result != SQLITE_OK) {
    fail(result);
  }
  if (sqlite3_db_readonly(opened, "main") == 1) {
    fail(SQLITE_READONLY);
  }
  sqlite3_busy_timeout(opened, options.patience_milliseconds);
  if (options.most_pages > 0) {
    execute(("PRAGMA max_page_count=" + std::to_string(options.most_pages)).c_str());
  }
}

Connection::~Connection() = default;

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
