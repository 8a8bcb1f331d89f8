// SQLite behind four small classes: a connection, a statement that is prepared once and run often, the rows
// it gives, and a transaction that rolls back unless it is committed. What goes wrong is thrown as a Failure
// and caught at the doors of the room (docket.cpp). Knows nothing of dockets; sqlite3.h is included in
// sqlite.cpp alone.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "recourse/diagnostic.h"

struct sqlite3;
struct sqlite3_stmt;

namespace recourse::docket {

/// Thrown inside the room only.
struct Failure {
  Diagnostic diagnostic;
};

/// Bytes to be bound as a BLOB; a std::string is bound as TEXT.
struct Bytes {
  std::string_view bytes;
};

struct ConnectionOptions {
  /// `existing` makes no file, and takes one that may only be read.
  enum class Access : std::uint8_t { create, existing } access = Access::create;
  int patience_milliseconds = 5000;  // how long another writer is waited for
  std::int64_t most_pages = 0;       // of 4 KB; 0: as many as the disk holds
};

/// An open database, used from one thread at a time.
class Connection {
public:
  /// Opens or creates a file; ":memory:" is none. Throws docket_absent, docket_unopenable, docket_read_only.
  explicit Connection(std::string path, const ConnectionOptions& options = {});
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection();

  /// Runs statements without parameters or rows.
  void execute(const char* sql);
  /// The one integer that a pragma or query gives.
  std::int64_t integer(const char* sql);

  /// Undoes the open transaction; never throws.
  void roll_back();
  /// False also after SQLite has rolled a transaction back by itself, as it does when the disk is full.
  [[nodiscard]] bool in_transaction() const;
  [[nodiscard]] bool read_only() const;
  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] sqlite3* handle() const { return handle_.get(); }

  /// Throws what an SQLite result code means to the user.
  [[noreturn]] void fail(int result) const;

private:
  struct Close {
    void operator()(sqlite3* handle) const;
  };
  void open(const std::string& name, int flags);
  void open_existing(const std::string& name);

  std::string path_;
  std::unique_ptr<sqlite3, Close> handle_;
};

/// The rows of a running statement; the statement is free for its next use when this is gone.
class Rows {
public:
  Rows(const Connection& connection, sqlite3_stmt* statement)
      : connection_(connection), statement_(statement) {}
  Rows(const Rows&) = delete;
  Rows& operator=(const Rows&) = delete;
  ~Rows();

  /// Goes to the next row, first to the first; false after the last.
  bool next();
  // Columns count from 0.
  [[nodiscard]] std::int64_t integer(int column) const;
  [[nodiscard]] std::optional<std::int64_t> optional_integer(int column) const;
  /// Text or bytes.
  [[nodiscard]] std::string text(int column) const;

private:
  const Connection& connection_;
  sqlite3_stmt* statement_;
};

class Statement {
public:
  Statement(const Connection& connection, std::string_view sql);

  /// Runs a statement that gives no rows; its parameters are `values` in order.
  template <typename... Values>
  void run(const Values&... values) {
    int position = 0;
    (bind(++position, values, Lifetime::call), ...);
    finish();
  }

  /// Starts a statement that gives rows. Values are copied.
  template <typename... Values>
  Rows query(const Values&... values) {
    int position = 0;
    (bind(++position, values, Lifetime::longer), ...);
    return Rows(connection_, statement_.get());
  }

private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  enum class Lifetime : std::uint8_t { call, longer };

  void bind(int position, std::int64_t value, Lifetime);
  void bind(int position, int value, Lifetime lifetime) {
    bind(position, static_cast<std::int64_t>(value), lifetime);
  }
  void bind(int position, const std::optional<std::int64_t>& value, Lifetime lifetime);
  void bind(int position, std::string_view text, Lifetime lifetime);
  void bind(int position, Bytes bytes, Lifetime lifetime);
  void finish();

  const Connection& connection_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

/// All reads of one state, or all writes or none; inside another transaction a part of it that can be undone
/// alone (a savepoint). Rolls back unless committed.
class Transaction {
public:
  enum class Access : std::uint8_t { read, write };
  /// To write waits for other writers; throws docket_busy when that takes too long.
  explicit Transaction(Connection& connection, Access access = Access::write);
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction();
  /// When it throws, nothing of the transaction has happened.
  void commit();

private:
  Connection& connection_;
  bool inner_;
  bool open_ = true;
};

}  // namespace recourse::docket
