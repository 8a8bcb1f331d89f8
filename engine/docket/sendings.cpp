#include "engine/docket/sendings.h"

namespace recourse::docket {
namespace {

using namespace std::chrono_literals;

/// Without times and arguments: what may be sent at another time or with others and is still the same sending. What the clock brings
/// about is told apart by its clause alone, so that what a moved lapse sends moves with it.
using Key = std::tuple<std::int64_t, std::string, std::string, std::string, std::string>;

Key key_of(std::int64_t place, const Sent& sent) {
  return {place, sent.clause, sent.case_type, sent.act.name, sent.to};
}

/// Nobody asks who had sent it: that is the case itself.
bool same(const Sent& one, const Sent& other) {
  return one.act.effective == other.act.effective && write_sent(one) == write_sent(other);
}

/// What an entry's sendings are unless they say otherwise.
Outgoing usual(const EntryRow& entry) {
  Outgoing usual;
  usual.entry = entry.number;
  const bool is_act = is(Entry::Kind::act, entry) || is(Entry::Kind::correction, entry);
  usual.place = is(Entry::Kind::clock, entry) ? 0 : entry.number;
  const Instant effective = instant(entry.effective);
  usual.sent.act.effective =
      is_act ? effective : Instant(std::chrono::floor<std::chrono::minutes>(effective) + 1min);
  return usual;
}

}  // namespace

void arrange(const std::string& case_number, std::vector<Outgoing>& outgoing) {
  std::stable_sort(outgoing.begin(), outgoing.end(), [](const Outgoing& one, const Outgoing& other) {
    return std::pair(one.sent.case_type + one.sent.act.name, one.sent.clause) <
           std::pair(other.sent.case_type + other.sent.act.name, other.sent.clause);
  });
  std::int64_t opened = 0;
  std::map<std::string, std::int64_t> sent_to;
  for (Outgoing& each : outgoing) {
    std::string to = each.sent.to;
    if (to.empty()) {
      to = case_number + "/" + std::to_string(each.entry);
      to += ++opened == 1 ? "" : "." + std::to_string(opened);
    }
    const std::int64_t nth = sent_to[to]++;
    each.carried = {std::move(to), each.entry, nth};
  }
}

std::vector<Outgoing> sent_by(const std::string& case_number, const EntryRow& entry,
                              const std::vector<Sent>& sent) {
  std::vector<Outgoing> all;
  for (const Sent& each : sent) {
    Outgoing& outgoing = all.emplace_back(usual(entry));
    outgoing.sent = each;
  }
  arrange(case_number, all);
  return all;
}

Sendings::Sendings(std::string case_number, const std::vector<EntryRow>& entries)
    : case_number_(std::move(case_number)) {
  for (const EntryRow& entry : entries) {
    std::vector<Outgoing> fresh;
    for (Outgoing& outgoing : read_outgoing(entry.effects, usual(entry))) {
      if (outgoing.kind == Outgoing::Kind::sent) {
        fresh.push_back(std::move(outgoing));
      } else {
        take(std::move(outgoing));
      }
    }
    arrange(case_number_, fresh);
    for (Outgoing& outgoing : fresh) {
      take(std::move(outgoing));
    }
  }
}

void Sendings::take(Outgoing outgoing) {
  if (outgoing.kind == Outgoing::Kind::sent) {
    all_.push_back({outgoing.place, std::move(outgoing.sent), std::move(outgoing.carried), true});
    return;
  }
  const auto known = std::find_if(
      all_.begin(), all_.end(), [&](const Sending& sending) { return sending.carried == outgoing.carried; });
  if (known == all_.end()) {
    throw std::invalid_argument("nothing sent that could change");
  }
  known->stands = outgoing.kind == Outgoing::Kind::changed;
  known->place = outgoing.place;
  known->sent = std::move(outgoing.sent);
}

/// Finds for each that the folded case sends the one that is known.
class Sendings::Comparison {
public:
  Comparison(const std::vector<Sending>& known, const Folded& folded, std::int64_t entry)
      : known_(known), matched_(known.size()), entry_(entry) {
    for (const Folded::Step& step : folded.steps) {
      for (const Sent& sent : step.outcome.sent) {
        now_.push_back({step.placed.place, &sent, false});
      }
    }
  }

  std::vector<Outgoing> run(const std::string& case_number) {
    const auto equal = [](const Sent& one, const Sent& other) { return same(one, other); };
    const auto at_one_time = [](const Sent& one, const Sent& other) {
      return one.act.effective == other.act.effective;
    };
    const auto any = [](const Sent&, const Sent&) { return true; };
    match(true, equal);
    match(true, at_one_time);
    match(false, equal);
    match(false, at_one_time);
    match(true, any);
    match(false, any);
    return changes(case_number);
  }

private:
  struct Now {
    std::int64_t place = 0;
    const Sent* sent = nullptr;
    bool matched = false;
  };

  template <typename Agree>
  void match(bool stands, Agree agree) {
    for (Now& now : now_) {
      for (std::size_t i = 0; i < known_.size() && !now.matched; ++i) {
        const Sending& known = known_[i];
        if (matched_[i] || known.stands != stands ||
            key_of(now.place, *now.sent) != key_of(known.place, known.sent) ||
            !agree(*now.sent, known.sent)) {
          continue;
        }
        matched_[i] = now.matched = true;
        if (!stands || !same(*now.sent, known.sent)) {
          changed_.push_back({Outgoing::Kind::changed, entry_, now.place, *now.sent, known.carried});
        }
      }
    }
  }

  std::vector<Outgoing> changes(const std::string& case_number) {
    std::vector<Outgoing> all;
    for (std::size_t i = 0; i < known_.size(); ++i) {
      const Sending& known = known_[i];
      if (known.stands && !matched_[i]) {
        all.push_back({Outgoing::Kind::recalled, entry_, known.place, known.sent, known.carried});
      }
    }
    all.insert(all.end(), changed_.begin(), changed_.end());
    std::vector<Outgoing> fresh;
    for (const Now& now : now_) {
      if (!now.matched) {
        fresh.push_back({Outgoing::Kind::sent, entry_, now.place, *now.sent, {}});
      }
    }
    arrange(case_number, fresh);
    all.insert(all.end(), fresh.begin(), fresh.end());
    return all;
  }

  const std::vector<Sending>& known_;
  std::vector<bool> matched_;
  std::int64_t entry_;
  std::vector<Now> now_;
  std::vector<Outgoing> changed_;
};

std::vector<Outgoing> Sendings::changes(const Folded& folded, std::int64_t entry) const {
  return Comparison(all_, folded, entry).run(case_number_);
}

namespace {

std::string content(const Act& act) {
  const std::size_t type = act.name.rfind('.');
  return act.name.substr(type == std::string::npos ? 0 : type + 1) + " " + write_arguments(act.arguments) +
         " " + std::to_string(milliseconds(act.effective));
}

}  // namespace

void add_sent(const std::string& case_number, const std::vector<EntryRow>& entries, Crossings& crossings,
              std::set<std::string>& of_periods) {
  const Sendings sendings(case_number, entries);
  for (const Sendings::Sending& sending : sendings.all_) {
    if (sending.stands) {
      Act act = sending.sent.act;
      for (const std::string& parameter : sending.sent.own) {
        act.arguments[parameter] = Value{case_number};
      }
      const Carried& carried = sending.carried;
      if (!sending.sent.office.empty()) {
        of_periods.insert(carried.case_number);
      }
      crossings[{carried.case_number, case_number, carried.entry, carried.nth}] = content(act);
    }
  }
}

void add_arrived(const std::string& case_number, const std::vector<EntryRow>& entries, Crossings& crossings) {
  std::map<std::pair<std::string, std::int64_t>, std::int64_t> counts;
  for (const EntryRow& entry : entries) {
    const auto from = read_context(entry.context).from;
    if (!from || !is(Entry::Kind::act, entry)) {
      continue;
    }
    const std::int64_t nth = counts[{from->case_number, from->entry}]++;
    const std::int64_t head = carrier(entries, from->case_number, {case_number, from->entry, nth});
    const EntryRow& stands = entries.at(static_cast<std::size_t>(head - 1));
    if (!stands.act.empty()) {
      crossings[{case_number, from->case_number, from->entry, nth}] = content(act_of(stands));
    }
  }
}

std::int64_t carrier(const std::vector<EntryRow>& entries, const std::string& from, const Carried& carried) {
  std::int64_t number = 0, before = carried.nth;
  for (const EntryRow& entry : entries) {
    if (number != 0) {
      number = is(Entry::Kind::correction, entry) && entry.corrects == number ? entry.number : number;
    } else if (is(Entry::Kind::act, entry)) {
      const auto origin = read_context(entry.context).from;
      const bool is_one = origin && origin->case_number == from && origin->entry == carried.entry;
      number = is_one && before-- == 0 ? entry.number : 0;
    }
  }
  return number;
}

}  // namespace recourse::docket
