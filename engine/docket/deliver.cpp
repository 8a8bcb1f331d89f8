// What cases send to one another.
#include "engine/base/message.h"
#include "engine/base/messages/docket.h"
#include "engine/docket/append.h"
#include "engine/docket/recording.h"

namespace recourse::docket {
namespace {

class Delivery {
public:
  Delivery(Docket::Store& store, const LiveCase& from, Instant recorded, std::vector<Reached>& reached)
      : store_(store), from_(from), recorded_(recorded), reached_(reached) {}

  Status run(std::vector<Outgoing> outgoing) {
    std::stable_sort(outgoing.begin(), outgoing.end(), [this](const Outgoing& one, const Outgoing& other) {
      return order(one) < order(other);
    });
    for (Outgoing& each : outgoing) {
      if (auto sent = send(each); !sent) {
        return sent;
      }
      if (refused_elsewhere(reached_) != nullptr) {
        break;
      }
    }
    return Nothing{};
  }

private:
  using Order = std::tuple<std::int64_t, std::int64_t, std::string, std::string>;

  Order order(const Outgoing& each) {
    const auto row = each.sent.to.empty() ? std::nullopt : store_.rows.find_case(each.sent.to);
    return {each.entry, row ? row->id : std::numeric_limits<std::int64_t>::max(),
            each.sent.case_type + each.sent.act.name, each.sent.clause};
  }

  /// The number of a case that the entry opens.
  std::string opened(std::int64_t entry) {
    opened_ = entry == entry_ ? opened_ + 1 : 1;
    entry_ = entry;
    const std::string number = from_.row.number + "/" + std::to_string(entry);
    return opened_ == 1 ? number : number + "." + std::to_string(opened_);
  }

  Status send(Outgoing& each) {
    const std::string to = each.sent.to.empty() ? opened(each.entry) : each.sent.to;
    if (!each.sent.to.empty() && !is_there(each.sent)) {
      return Diagnostic{messages::sent_case_unknown,
                        {},
                        {from_.row.number, each.sent.act.name, to, each.sent.case_type},
                        {}};
    }
    Given given;
    given.act = std::move(each.sent.act);
    given.act->actor.person = from_.row.number;
    for (const std::string& parameter : each.sent.own) {
      given.act->arguments[parameter] = Value{from_.row.number};
    }
    given.recorded = recorded_;
    given.from = Origin{from_.row.number, each.entry, from_.row.bundle, each.sent.case_type};
    auto submission = record(store_, to, given);
    if (!submission) {
      return submission.error();
    }
    reached_.push_back(
        {from_.row.number, each.entry, to, each.sent.case_type, submission->number, submission->outcome});
    for (Reached& further : submission->reached) {
      reached_.push_back(std::move(further));
    }
    return Nothing{};
  }

  bool is_there(const Sent& sent) {
    const auto live = store_.live(sent.to);
    return live && live->state.policy().case_name() == sent.case_type;
  }

  Docket::Store& store_;
  const LiveCase& from_;
  Instant recorded_;
  std::vector<Reached>& reached_;
  std::int64_t entry_ = 0;
  int opened_ = 0;  // by the entry
};

}  // namespace

Status deliver(Docket::Store& store, const LiveCase& from, std::vector<Outgoing> outgoing, Instant recorded,
               std::vector<Reached>& reached) {
  return Delivery(store, from, recorded, reached).run(std::move(outgoing));
}

const Reached* refused_elsewhere(const std::vector<Reached>& reached) {
  return reached.empty() || reached.back().number != 0 ? nullptr : &reached.back();
}

Diagnostic refusal_elsewhere(const Policy& policy, const Reached& reached) {
  const Diagnostic reason = refusal(policy.of(reached.case_type).value_or(policy), reached.outcome);
  return {messages::other_case_refused,
          {},
          {reached.from, reached.cause, reached.case_number,
           Bilingual{message(reason, Language::english), message(reason, Language::chinese)}},
          {}};
}

}  // namespace recourse::docket
