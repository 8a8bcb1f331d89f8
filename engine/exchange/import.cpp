// Rows of a log → acts in a docket, in batches; what is wrong with a row is told with its line, and the next
// one goes on.
#include <unordered_set>

#include "engine/base/digest.h"
#include "engine/base/message.h"
#include "engine/exchange/log_map.h"

namespace recourse {
namespace {

constexpr int kBatch = 500;

// Errors that belong to the row; any other is the docket's and ends the import.
bool of_the_row(MessageCode code) {
  switch (code) {
    case MessageCode::wrong_value:
    case MessageCode::value_out_of_range:
    case MessageCode::value_too_fine:
    case MessageCode::value_below_range:
    case MessageCode::value_above_range:
    case MessageCode::unknown_choice_value:
    case MessageCode::unknown_office_given:
    case MessageCode::unknown_actor_role:
    case MessageCode::unknown_act_given:
    case MessageCode::unknown_argument:
    case MessageCode::argument_twice:
    case MessageCode::missing_argument:
    case MessageCode::bad_time:
    case MessageCode::policy_fault:
    case MessageCode::key_reused:
      return true;
    default:
      return false;
  }
}

class Importer {
public:
  Importer(Docket& docket, const Policy& policy, const LogMap& map, Instant recorded,
           const std::function<void(const Rejection&)>& reject)
      : docket_(docket), policy_(policy), map_(map), recorded_(recorded), reject_(reject) {}

  Result<ImportReport> run(exchange::RowSource& rows, std::int64_t size, const Progress& progress) {
    report_.encoding = rows.encoding();
    exchange::Row row;
    bool more = true;
    while (more) {
      auto batch = docket_.begin();
      if (!batch) return batch.error();
      std::optional<Diagnostic> broken;
      for (int i = 0; i < kBatch && more; ++i) {
        auto next = rows.next(row);
        if (!next) broken = next.error();
        more = next && *next;
        if (!more) break;
        ++report_.rows;
        if (auto status = submit(row); !status) return status.error();
      }
      // What stands before a damaged place is as good as it would be without it.
      if (auto status = batch->commit(); !status) return status.error();
      if (broken) return *broken;
      if (progress) progress(rows.position(), size);
    }
    return report_;
  }

private:
  void rejected(const exchange::Row& row, const std::string& number, Diagnostic reason) {
    ++report_.rejected;
    if (reject_) reject_({row.line, number, std::move(reason), row.text()});
  }

  Status submit(const exchange::Row& row) {
    auto mapped = exchange::map_row(policy_, map_.body(), row);
    if (!mapped) {
      rejected(row, "", mapped.error());
      return Nothing{};
    }
    if (mapped->ignored) {
      ++report_.ignored;
      return Nothing{};
    }
    if (mapped->key.empty()) mapped->key = "row-" + base::sha256(row.text()).substr(0, 32);
    if (!seen_.insert(std::hash<std::string>()(mapped->key)).second) {
      rejected(row, mapped->case_number, {MessageCode::duplicate_row, {}, {}, {}});
      return Nothing{};
    }
    auto submission = docket_.submit(mapped->case_number, mapped->act, mapped->key, recorded_);
    if (!submission) {
      if (!of_the_row(submission.error().code)) return submission.error();
      rejected(row, mapped->case_number, submission.error());
      return Nothing{};
    }
    count(row, *mapped, *submission);
    return Nothing{};
  }

  void count(const exchange::Row& row, const exchange::MappedAct& mapped, const Submission& submission) {
    switch (submission.state) {
      case Submission::State::recorded:
        ++report_.recorded;
        if (submission.number == 1) ++report_.cases_opened;
        break;
      case Submission::State::repeated:
        ++report_.repeated;
        break;
      case Submission::State::refused:
        rejected(row, mapped.case_number, refusal(policy_, submission.outcome));
        break;
    }
  }

  Docket& docket_;
  const Policy& policy_;
  const LogMap& map_;
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
  return Importer(docket, policy, map, recorded, reject).run(**rows, size, progress);
}

RejectedWriter::RejectedWriter(std::ostream& output, Language language)
    : output_(output), language_(language) {
  output_ << "\xEF\xBB\xBF";
}

void RejectedWriter::write(const Rejection& rejection) {
  ++written_;
  output_ << rejection.line << "," << exchange::csv_cell(message(rejection.reason, language_)) << ","
          << rejection.row << "\r\n";
}

}  // namespace recourse
