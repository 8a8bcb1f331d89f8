// Event logs from elsewhere: CSV as spreadsheets export it (UTF-8, UTF-16, GB18030) and XES (IEEE 1849). A map says which column
// or attribute is what. Rows are read as a stream, at most 16 MB each (an event of XES 4 MB); import_log() and replay_log() say what
// else is kept of a log.
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
///   key: COLUMN                  (optional; else made from the act: case, name, arguments, actor and time)
///   corrects: COLUMN             (optional: the key of the row that this one replaces; withdrawn where the act is empty)
///   without_effect: COLUMN       (optional: keys, with ";" between them, of later rows, also of other cases, that may be left without effect)
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
  // The row and the names of its columns, each as a line of CSV, UTF-8: a table's as they stood, of an XES event the attributes that
  // the map names.
  std::string row, columns;
};

struct ImportReport {
  std::int64_t rows = 0, recorded = 0, repeated = 0, rejected = 0, ignored = 0;
  std::int64_t cases_opened = 0;
  std::string encoding;  // what the file was read as
  /// What ended the import before the end of the log: damage to the log, or a failing docket. What is counted is recorded durably all
  /// the same, and importing the whole log again later goes on from there.
  std::optional<Diagnostic> stopped;
};

/// Submits every row of a log to a docket in its order, in batches of 500. A bad row is handed to `reject`, the good ones go in. An act
/// that stands twice in one log is rejected; one that an earlier import recorded is `repeated`. Where the log has only the day of an
/// act, it takes effect at the end of that day or at `recorded`, whichever is earlier; an act dated after `recorded` is rejected
/// (act_ahead_of_time). `name` stands in messages. Error: what stops the import before its first row (an unreadable header, a
/// missing column, a compressed file, a failing docket). Memory: a piece of the log, some 40 bytes for each row that went in, and what
/// the docket keeps at hand (up to 10,000 cases). Cost: that of Docket::submit within a batch.
Result<ImportReport> import_log(Docket& docket, const Policy& policy, const LogMap& map, std::istream& input,
                                LogFormat format, const std::string& name, Instant recorded,
                                const std::function<void(const Rejection&)>& reject,
                                const Progress& progress = {});

/// Writes rejected rows of one log as a table that can be mended and imported with the log's own map: its columns, then line and
/// reason. UTF-8 with a byte order mark, as spreadsheets read it. Whether the writing went well, the stream tells.
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
/// `each` for every case in the order of the log's cases. CSV rows of one case need not stand together: all cases of a table are in
/// memory until its end, some 10 KB each; of XES one trace at a time. Errors: those of import_log() before the first row, and damage to the
/// log further on; `each` has then been called for the cases of the traces that were whole.
Result<LogReplay> replay_log(const Policy& policy, const LogMap& map, std::istream& input, LogFormat format,
                             const std::string& name, std::optional<Instant> until,
                             const std::function<void(const ReplayedCase&)>& each,
                             const std::function<void(const Rejection&)>& reject,
                             const Progress& progress = {});

}  // namespace recourse
