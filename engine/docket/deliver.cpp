// What cases send to one another, and what they send no longer.
#include "engine/base/message.h"
#include "engine/base/messages/docket.h"
#include "engine/docket/office_periods.h"
#include "engine/docket/recording.h"
#include "engine/docket/sendings.h"

namespace recourse::docket {

Settlement::Settlement(Docket::Store& store, Instant recorded, Names named)
    : store_(store), recorded_(recorded), named_(std::move(named)) {}

std::int64_t Settlement::order(const Outgoing& outgoing) const {
  const auto row = store_.rows.find_case(outgoing.carried.case_number);
  return row ? row->id : std::numeric_limits<std::int64_t>::max();
}

void Settlement::send(const LiveCase& from, std::vector<Outgoing> outgoing, bool together) {
  std::stable_sort(outgoing.begin(), outgoing.end(), [this](const Outgoing& one, const Outgoing& other) {
    return std::pair(one.entry, order(one)) < std::pair(other.entry, order(other));
  });
  std::vector<Parcel> parcels;
  for (Outgoing& each : outgoing) {
    const std::string& to = each.carried.case_number;
    if (parcels.empty() || !together || parcels.back().to != to) {
      parcels.push_back({from.row.number, to, from.row.bundle, {}});
    }
    parcels.back().contents.push_back(std::move(each));
  }
  const auto first = waiting_.begin();
  for (Parcel& parcel : parcels) {
    auto place = first;
    for (auto other = first; other != waiting_.end(); ++other) {
      if (other->from == parcel.from && other->to == parcel.to) {
        place = std::next(other);
      }
    }
    waiting_.insert(place, std::move(parcel));
  }
}

Status Settlement::run() {
  while (!waiting_.empty()) {
    Parcel parcel = std::move(waiting_.front());
    waiting_.pop_front();
    if (auto done = carry_out(parcel); !done) {
      return done;
    }
    if (refused_elsewhere(reached_) != nullptr) {
      break;
    }
  }
  return Nothing{};
}

Status Settlement::carry_out(Parcel& parcel) {
  const std::size_t count = parcel.contents.size();
  for (std::size_t i = 0; i < count; ++i) {
    Outgoing& outgoing = parcel.contents[i];
    const std::string case_type = outgoing.sent.case_type;
    auto found = given(parcel, outgoing);
    if (!found) {
      return found.error();
    }
    if (!*found) {
      continue;
    }
    Given& entry = **found;
    entry.folds_anew = count > 1;
    entry.goes_on = i + 1 < count;
    auto submission = record(*this, parcel.to, entry);
    if (!submission) {
      return submission.error();
    }
    reached_.push_back({parcel.from,
                        outgoing.entry,
                        parcel.to,
                        case_type,
                        submission->number,
                        std::move(submission->outcome),
                        {}});
    if (submission->state == Submission::State::refused) {
      break;
    }
    added_.emplace(parcel.to, submission->number);
  }
  return Nothing{};
}

/// Nothing when there is nobody to get it: what goes to a case of an office and a period goes nowhere where there is none.
Result<std::optional<Given>> Settlement::given(const Parcel& parcel, Outgoing& outgoing) {
  Sent& sent = outgoing.sent;
  const bool of_period = !sent.office.empty();
  if (of_period && !store_.rows.find_case(parcel.to)) {
    const bool recalled = outgoing.kind == Outgoing::Kind::recalled;
    const auto begun =
        recalled ? Result<bool>(false) : begin_numbered(store_, parcel.to, sent.act.effective, recorded_);
    if (!begun || !*begun) {
      return begun ? Result<std::optional<Given>>(std::nullopt) : begun.error();
    }
  }
  Given given;
  given.recorded = recorded_;
  given.from = Origin{parcel.from, outgoing.entry, parcel.bundle, sent.case_type};
  if (outgoing.kind != Outgoing::Kind::sent) {
    const auto row = store_.rows.find_case(parcel.to);
    given.corrects = row ? carrier(store_.rows.entries(row->id), parcel.from, outgoing.carried) : 0;
    if (given.corrects == 0 && !of_period) {
      return Diagnostic{messages::case_folds_differently, {}, {parcel.to}, {}};
    }
    if (given.corrects == 0 && outgoing.kind == Outgoing::Kind::recalled) {
      return std::optional<Given>();  // it had gone nowhere
    }
  } else if (!sent.to.empty() && !is_there(sent)) {
    return Diagnostic{
        messages::sent_case_unknown, {}, {parcel.from, sent.act.name, sent.to, sent.case_type}, {}};
  }
  if (outgoing.kind != Outgoing::Kind::recalled) {
    given.act = std::move(sent.act);
    given.act->actor.person = parcel.from;
    for (const std::string& parameter : sent.own) {
      given.act->arguments[parameter] = Value{parcel.from};
    }
  }
  return std::optional(std::move(given));
}

bool Settlement::is_there(const Sent& sent) {
  const auto live = store_.live(sent.to);
  return live && live->state.policy().case_name() == sent.case_type;
}

Status deliver(Docket::Store& store, const LiveCase& from, std::vector<Outgoing> outgoing, Instant recorded,
               std::vector<Reached>& reached) {
  Settlement settlement(store, recorded, {});
  settlement.send(from, std::move(outgoing), false);
  return settlement.settle(reached);
}

}  // namespace recourse::docket
