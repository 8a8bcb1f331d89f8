// replay_log(): what a policy would have said of the acts of a log, case by case, in memory.
#include <unordered_map>

#include "engine/base/message.h"
#include "engine/base/messages/exchange.h"
#include "engine/exchange/log_map.h"

namespace recourse {
namespace {

struct Live {
  Case state;
  ReplayedCase report;
};

class Replayer {
public:
  Replayer(const Policy& policy, const LogMap& map, std::optional<Instant> until,
           const std::function<void(const ReplayedCase&)>& each,
           const std::function<void(const Rejection&)>& reject)
      : policy_(policy), map_(map), until_(until), each_(each), reject_(reject) {}

  Result<LogReplay> run(exchange::RowSource& rows, std::int64_t size, const Progress& progress) {
    rows_ = &rows;
    exchange::Row row;
    std::int64_t group = 0;
    while (true) {
      auto next = rows.next(row);
      if (!next) return next.error();
      if (!*next) break;
      // The events of one trace of XES stand together: what has been told of it is told, and its memory
      // freed.
      if (row.group != group) finish_all();
      group = row.group;
      take(row);
      if (progress && (++taken_ & 1023) == 0) progress(rows.position(), size);
    }
    finish_all();
    return total_;
  }

private:
  void unreadable(const exchange::Row& row, const std::string& number, const Diagnostic& reason) {
    ++total_.unreadable;
    if (reject_) reject_(exchange::rejection_of(map_.body(), *rows_, row, number, reason));
  }

  void take(const exchange::Row& row) {
    auto mapped = exchange::map_row(policy_, map_.body(), row, std::nullopt);
    if (!mapped) return unreadable(row, "", mapped.error());
    if (mapped->ignored) {
      ++total_.ignored;
      return;
    }
    if (!mapped->corrects.empty())
      return unreadable(row, mapped->case_number, {messages::row_corrects, {}, {}, {}});
    auto [found, fresh] = live_.try_emplace(mapped->case_number, Live{Case(policy_), {}});
    Live& live = found->second;
    if (fresh) {
      order_.push_back(mapped->case_number);
      live.report.number = mapped->case_number;
    }
    drive(row, mapped->act, live);
  }

  void drive(const exchange::Row& row, const Act& act, Live& live) {
    if (auto passed = pass(act.effective, live); !passed)
      return unreadable(row, live.report.number, passed.error());
    auto outcome = live.state.apply(act);
    if (!outcome) return unreadable(row, live.report.number, outcome.error());
    ++live.report.events;
    ++total_.events;
    if (outcome->verdict == Verdict::accepted) {
      ++live.report.accepted;
      ++total_.accepted;
      return;
    }
    ++total_.refused;
    ++total_.refused_by[reason_text(act.name, *outcome)];
    live.report.refused.push_back({row.line, act.name, outcome->reason, outcome->clauses});
  }

  static std::string reason_text(const std::string& act, const Outcome& outcome) {
    std::string text = act + ": " + outcome.reason;
    for (const ClauseReference& clause : outcome.clauses) {
      text += " " + clause.name + (clause.citation.empty() ? "" : " (" + clause.citation + ")");
    }
    return text;
  }

  Status pass(Instant until, Live& live) {
    auto entries = live.state.advance(until);
    if (!entries) return entries.error();
    for (const Outcome& entry : *entries) {
      for (const Event& event : entry.events) {
        if (event.kind != Event::Kind::lapsed) continue;
        ++total_.lapsed;
        ++total_.lapsed_by[event.name + (event.citation.empty() ? "" : " (" + event.citation + ")")];
        live.report.lapsed.push_back({event.name, event.citation, event.due.value_or(entry.time)});
      }
    }
    return Nothing{};
  }

  void finish_all() {
    for (const std::string& number : order_) finish(live_.at(number));
    order_.clear();
    live_.clear();
  }

  void finish(Live& live) {
    if (until_) {
      if (auto passed = pass(*until_ + std::chrono::minutes(1), live); !passed && reject_) {
        reject_({0, live.report.number, passed.error(), "", ""});
      }
    }
    live.report.stages = live.state.stages();
    live.report.ended = live.state.ended();
    ++total_.cases;
    total_.ended += live.report.ended ? 1 : 0;
    const bool begun = live.state.begun() && !live.report.stages.empty();
    ++total_.final_stages[begun ? live.report.stages.front() : "-"];
    if (each_) each_(live.report);
  }

  const Policy& policy_;
  const LogMap& map_;
  std::optional<Instant> until_;
  const std::function<void(const ReplayedCase&)>& each_;
  const std::function<void(const Rejection&)>& reject_;
  const exchange::RowSource* rows_ = nullptr;
  LogReplay total_;
  std::int64_t taken_ = 0;
  std::unordered_map<std::string, Live> live_;
  std::vector<std::string> order_;
};

}  // namespace

Result<LogReplay> replay_log(const Policy& policy, const LogMap& map, std::istream& input, LogFormat format,
                             const std::string& name, std::optional<Instant> until,
                             const std::function<void(const ReplayedCase&)>& each,
                             const std::function<void(const Rejection&)>& reject, const Progress& progress) {
  const std::int64_t size = exchange::stream_size(input);
  auto rows = exchange::open_log(input, format, name);
  if (!rows) return rows.error();
  if (auto columns = exchange::check_columns(map.body(), **rows, name); !columns) return columns.error();
  return Replayer(policy, map, until, each, reject).run(**rows, size, progress);
}

}  // namespace recourse
