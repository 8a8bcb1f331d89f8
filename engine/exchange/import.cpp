// Rows of a log → acts in a docket, in batches; what is wrong with a row is told with its line, and the next
// one goes on.
#include <unordered_set>

#include "engine/base/message.h"
#include "engine/base/messages/cases.h"
#include "engine/base/messages/docket.h"
#include "engine/base/messages/exchange.h"
#include "engine/exchange/log_map.h"

namespace recourse {
namespace {

constexpr int kBatch = 500;

// Errors that belong to the row; any other is the docket's and ends the import.
bool of_the_row(MessageCode code) {
  switch (code) {
    case messages::wrong_value:
    case messages::value_out_of_range:
    case messages::value_too_fine:
    case messages::value_below_range:
    case messages::value_above_range:
    case messages::unknown_choice_value:
    case messages::unknown_office_given:
    case messages::unknown_actor_role:
    case messages::unknown_act_given:
    case messages::unknown_argument:
    case messages::argument_twice:
    case messages::missing_argument:
    case messages::bad_time:
    case messages::policy_fault:
    case messages::key_reused:
    case messages::row_unknown:
    case messages::entry_replaced:
    case messages::entry_keeps_effect:
    case messages::case_would_not_begin:
    case messages::case_withdrawn:
    case messages::sent_case_unknown:
    case messages::period_begins_itself:
    case messages::no_such_period:
      return true;
    default:
      return false;
  }
}

class Importer {
public:
  Importer(Docket& docket, const Policy& policy, const LogMap& map, exchange::RowSource& rows,
           Instant recorded, const std::function<void(const Rejection&)>& reject)
      : docket_(docket), policy_(policy), map_(map), rows_(rows), recorded_(recorded), reject_(reject) {}

  ImportReport run(std::int64_t size, const Progress& progress) {
    ImportReport committed;
    bool more = true;
    while (more) {
      auto part = batch();
      if (!part) {
        // The batch is undone, what was counted in it too.
        committed.stopped = part.error();
        report_ = committed;
        break;
      }
      more = *part;
      committed = report_;
      if (progress) progress(rows_.position(), size);
    }
    report_.encoding = rows_.encoding();
    return report_;
  }

private:
  /// Records some rows, durably; whether there are more. Error: the docket's.
  Result<bool> batch() {
    auto batch = docket_.begin();
    if (!batch) return batch.error();
    bool more = true;
    exchange::Row row;
    for (int i = 0; i < kBatch && more; ++i) {
      auto next = rows_.next(row);
      // What stands before a damaged place is as good as it would be without it.
      if (!next) report_.stopped = next.error();
      more = next && *next;
      if (!more) break;
      ++report_.rows;
      if (auto status = submit(row); !status) return status.error();
    }
    if (auto status = batch->commit(); !status) return status.error();
    return more;
  }

  void rejected(const exchange::Row& row, const std::string& number, Diagnostic reason) {
    ++report_.rejected;
    if (reject_) reject_(exchange::rejection_of(map_.body(), rows_, row, number, std::move(reason)));
  }

  Status submit(const exchange::Row& row) {
    auto mapped = exchange::map_row(policy_, map_.body(), row, recorded_);
    if (!mapped) {
      rejected(row, "", mapped.error());
      return Nothing{};
    }
    if (mapped->ignored) {
      ++report_.ignored;
      return Nothing{};
    }
    if (mapped->key.empty()) mapped->key = exchange::key_of(policy_, *mapped);
    auto submission = record(*mapped);
    if (!submission) {
      if (!of_the_row(submission.error().code)) return submission.error();
      rejected(row, mapped->case_number, submission.error());
      return Nothing{};
    }
    count(row, *mapped, *submission);
    return Nothing{};
  }

  Result<Submission> record(const exchange::MappedAct& mapped) {
    std::vector<std::int64_t> without_effect;
    std::vector<EntryName> elsewhere;
    for (const std::string& key : mapped.without_effect) {
      const auto entry = docket_.find_key(key);
      if (!entry) return entry.error();
      if (!*entry) return Diagnostic{messages::row_unknown, {}, {mapped.case_number, key}, {}};
      if ((*entry)->case_number == mapped.case_number) {
        without_effect.push_back((*entry)->number);
      } else {
        elsewhere.push_back(**entry);
      }
    }
    if (mapped.corrects.empty())
      return docket_.submit(mapped.case_number, mapped.act, mapped.key, recorded_, without_effect, elsewhere);
    const auto corrected = entry_of(mapped.case_number, mapped.corrects);
    if (!corrected) return corrected.error();
    const auto act = mapped.act.name.empty() ? std::nullopt : std::optional(mapped.act);
    return docket_.correct(mapped.case_number, *corrected, act, mapped.key, recorded_, without_effect,
                           elsewhere);
  }

  Result<std::int64_t> entry_of(const std::string& case_number, const std::string& key) {
    const auto number = docket_.find_key(case_number, key);
    if (!number) return number.error();
    if (!*number) return Diagnostic{messages::row_unknown, {}, {case_number, key}, {}};
    return **number;
  }

  void count(const exchange::Row& row, const exchange::MappedAct& mapped, const Submission& submission) {
    if (submission.state == Submission::State::refused)
      return rejected(row, mapped.case_number, refusal(policy_, submission));
    // Only what went in stands before: a row that was rejected may be followed by a mended one with its key.
    const bool before = !seen_.insert(std::hash<std::string>()(mapped.key)).second;
    if (submission.state == Submission::State::recorded) {
      ++report_.recorded;
      if (submission.number == 1) ++report_.cases_opened;
    } else if (before) {
      rejected(row, mapped.case_number, {messages::duplicate_row, {}, {}, {}});
    } else {
      ++report_.repeated;
    }
  }

  Docket& docket_;
  const Policy& policy_;
  const LogMap& map_;
  exchange::RowSource& rows_;
  Instant recorded_;
  const std::function<void(const Rejection&)>& reject_;
  ImportReport report_;
  std::unordered_set<std::size_t> seen_;
};

}  // namespace

Result<ImportReport> import_log(Docket& docket, const Policy& policy, const LogMap& map, std::istream& input,
                                LogFormat format, const std::string& name, Instant recorded,
                                const std::function<void(const Rejection&)>& reject,
                                const Progress& progress) {
  const std::int64_t size = exchange::stream_size(input);
  auto rows = exchange::open_log(input, format, name);
  if (!rows) return rows.error();
  if (auto columns = exchange::check_columns(map.body(), **rows, name); !columns) return columns.error();
  ImportReport report = Importer(docket, policy, map, **rows, recorded, reject).run(size, progress);
  // A log that cannot be read at all is no import that stopped.
  if (report.stopped && report.rows == 0) return *report.stopped;
  return report;
}

RejectedWriter::RejectedWriter(std::ostream& output, Language language)
    : output_(output), language_(language) {}

void RejectedWriter::write(const Rejection& rejection) {
  if (written_++ == 0) {
    const bool chinese = language_ == Language::chinese;
    output_ << "\xEF\xBB\xBF" << rejection.columns << (chinese ? ",行号,退回原因" : ",line,reason") << "\r\n";
  }
  output_ << rejection.row << "," << rejection.line << ","
          << exchange::csv_cell(message(rejection.reason, language_)) << "\r\n";
}

}  // namespace recourse
