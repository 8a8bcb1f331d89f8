// Event logs from elsewhere: CSV as spreadsheets export it (UTF-8, UTF-16, GB18030) and XES (IEEE 1849). A map says which column
// or attribute is what. Rows are read as a stream: memory is bounded by the largest case, not by the file.
#pragma once

#include <cstdint>
#include <functional>
#include <istream>
#include <ostream>
#include <string>
#include <vector>

#include "recourse/docket.h"

namespace recourse {

enum class LogFormat : std::uint8_t { csv, xes };

/// How a log's columns and names become acts of a policy; acts, roles and parameters by name or label. A table must have
/// every column that is named (missing_column, before its first row). From YAML, every key checked:
///   case: COLUMN                 time: COLUMN            act: COLUMN
///   key: COLUMN                  (optional; else made from the row's content)
///   actor: {office: COLUMN|=ID, role: COLUMN|=ROLE, post: COLUMN|=POST, person: COLUMN}
///   acts:                        # the log's names → the policy's; `ignore` drops the event
///     "Create Fine": create
///     "Payment": {act: pay, role: offender, arguments: {amount: paymentAmount}}
///   arguments: {PARAMETER: COLUMN|=VALUE}     # for every act that has the parameter
///   values: {COLUMN: {"A": car}}              # translations of a column's values
class LogMap {
public:
  /// Nothing when anything is wrong in the map, also names that the policy does not have; `diagnostics` tells what.
  static std::optional<LogMap> load(const Policy& policy, SourceLoader& loader, std::string_view path,
                                    std::vector<Diagnostic>& diagnostics);
  LogMap(const LogMap&);
  LogMap(LogMap&&) noexcept;
  LogMap& operator=(LogMap&&) noexcept;
  ~LogMap();
  struct Body;
  [[nodiscard]] const Body& body() const { return *body_; }

private:
  LogMap();
  std::unique_ptr<Body> body_;
};

/// done and all in bytes of the input; all is 0 when unknown. Called from the calling thread.
using Progress = std::function<void(std::int64_t done, std::int64_t all)>;

struct Rejection {
  std::int64_t line = 0;  // of the file; of an XES event the line of its element
  std::string case_number;
  Diagnostic reason;  // unknown office, impossible date, wrong encoding, refused act, reused key, …
  std::string row;    // as it stood, UTF-8
};

struct ImportReport {
  std::int64_t rows = 0, recorded = 0, repeated = 0, rejected = 0, ignored = 0;
  std::int64_t cases_opened = 0;
  std::string encoding;  // what the file was read as
};

/// Submits every row of a log to a docket in its order, in batches. A bad row is handed to `reject`, the good ones go in.
/// A row that stands twice in one log is rejected; a row that an earlier import recorded is `repeated`. `name` stands in messages. Error: only what stops the whole import (an unreadable header, a missing column, a failing docket).
Result<ImportReport> import_log(Docket& docket, const Policy& policy, const LogMap& map, std::istream& input,
                                LogFormat format, const std::string& name, Instant recorded,
                                const std::function<void(const Rejection&)>& reject,
                                const Progress& progress = {});

/// Writes rejected rows as CSV: line, reason, then the row as it stood. UTF-8 with a byte order mark, as spreadsheets read it.
class RejectedWriter {
public:
  RejectedWriter(std::ostream& output, Language language);
  void write(const Rejection& rejection);
  [[nodiscard]] std::int64_t written() const { return written_; }

private:
  std::ostream& output_;
  Language language_;
  std::int64_t written_ = 0;
};

/// What a policy would have said of a log of real cases.
struct ReplayedCase {
  std::string number;
  std::int64_t events = 0, accepted = 0;
  struct Refused {
    std::int64_t line;
    std::string act;
    std::string reason;
    std::vector<ClauseReference> clauses;
  };
  std::vector<Refused> refused;
  struct Lapsed {
    std::string duty;
    std::string citation;
    Instant due;
  };
  std::vector<Lapsed> lapsed;
  std::vector<std::string> stages;  // where it stands at the end
  bool ended = false;
};
struct LogReplay {
  std::int64_t cases = 0, events = 0, accepted = 0, refused = 0, ignored = 0, unreadable = 0, lapsed = 0,
               ended = 0;
  std::map<std::string, std::int64_t> refused_by;    // reason and clause → acts
  std::map<std::string, std::int64_t> lapsed_by;     // duty → lapses
  std::map<std::string, std::int64_t> final_stages;  // stage → cases
};
/// Drives each case of the log through the policy, up to `until` (its own last event when absent: nothing later is supposed). Calls
/// `each` for every case in the order of the log's cases. CSV rows of one case need not stand together.
Result<LogReplay> replay_log(const Policy& policy, const LogMap& map, std::istream& input, LogFormat format,
                             const std::string& name, std::optional<Instant> until,
                             const std::function<void(const ReplayedCase&)>& each,
                             const std::function<void(const Rejection&)>& reject,
                             const Progress& progress = {});

}  // namespace recourse
