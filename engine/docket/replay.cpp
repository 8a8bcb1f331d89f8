#include "engine/docket/replay.h"

#include <deque>

#include "engine/base/digest.h"
#include "engine/base/messages/docket.h"
#include "engine/docket/append.h"
#include "engine/docket/envelope.h"
#include "engine/docket/guard.h"
#include "engine/docket/refold.h"
#include "engine/docket/sendings.h"
#include "engine/docket/text.h"

namespace recourse {

using docket::act_of;
using docket::CaseRow;
using docket::Chronicle;
using docket::EntryRow;
using docket::Fold;
using docket::is;

namespace {

using namespace std::chrono_literals;

bool is_clock(const EntryRow& entry) {
  return is(Entry::Kind::clock, entry);
}

/// A case that is folded, and where its differences are collected.
class Folding {
public:
  Folding(const CaseRow& row, const Policy& policy) : row_(row), state_(policy) {}

protected:
  void differs(std::int64_t number, const std::string& what) {
    fold_.differences.push_back(row_.number + " " + std::to_string(number) + ": " + what);
  }
  void case_differs(const std::string& what) { fold_.differences.push_back(row_.number + ": " + what); }

  /// "refused reply (答复): forbidden no_haste (Complaints Act 7)"
  [[nodiscard]] std::string words(const Outcome& outcome) const {
    std::string text = refused(outcome.act) + outcome.reason;
    for (const ClauseReference& clause : outcome.clauses) {
      text += " " + clause.name + in_brackets(clause.citation);
    }
    return text;
  }
  [[nodiscard]] std::string words(const EntryRow& entry, const Diagnostic& error) const {
    return refused(entry.act) + std::string(code_name(error.code));
  }

  const CaseRow& row_;
  Case state_;
  Fold fold_;

private:
  static std::string in_brackets(const std::string& text) { return text.empty() ? "" : " (" + text + ")"; }

  [[nodiscard]] std::string refused(const std::string& name) const {
    const Policy::Act* act = state_.policy().act(name);
    return "refused " + name + (act == nullptr ? "" : in_brackets(act->label)) + ": ";
  }
};

class Verification : Folding {
public:
  /// `bundle`: that of the case's first entry.
  Verification(Docket::Store& store, const CaseRow& row, std::int64_t bundle)
      : Folding(row, store.policy(bundle)), store_(store) {
    expected_.bundle = bundle;
  }

  Fold run(const std::vector<EntryRow>& entries) {
    for (const EntryRow& entry : entries) {
      if (is(Entry::Kind::surroundings, entry)) {
        surroundings(entry);
      } else if (is(Entry::Kind::migration, entry)) {
        migration(entries, entry);
      }
      // By a late act a case may be under another policy than before.
      is_refolding_ = !is_clock(entry) && refolds(entry);
      check_envelope(entry);
      if (is_clock(entry)) {
        clock_entries_.push_back(&entry);
      } else if (is_refolding_) {
        refold(entries, entry);
      } else if (is(Entry::Kind::act, entry)) {
        act(entry);
      }
    }
    let_clock_entries_pass();
    check_row(entries);
    fold_.overdue = state_.overdue();
    fold_.lapsed = expected_.lapsed;
    return std::move(fold_);
  }

private:
  /// The entry's own hash and its place in the chain.
  void check_envelope(const EntryRow& entry) {
    if (entry.number != number_ + 1) {
      differs(entry.number, "number");
    }
    if (entry.previous_hash != previous_hash_) {
      differs(entry.number, "previous_hash");
    }
    if (!is_refolding_) {
      check_bundle(entry);
    }
    if (docket::entry_hash(entry, row_.number, store_.digests(entry.bundle)) != entry.hash) {
      differs(entry.number, "hash");
    }
    number_ = entry.number;
    previous_hash_ = entry.hash;
  }

  void check_bundle(const EntryRow& entry) {
    if (entry.bundle != expected_.bundle) {
      differs(entry.number, "bundle");
    }
  }

  void surroundings(const EntryRow& entry) {
    advance(docket::instant(entry.effective));
    const auto outcome = state_.adopt(store_.policy(entry.bundle), docket::instant(entry.effective));
    expected_.bundle = entry.bundle;
    if (!outcome) {
      return differs(entry.number, "refused " + std::string(code_name(outcome.error().code)));
    }
    compare(entry, state_, *outcome);
  }

  /// What has happened before it counts, so that the case is folded up to it.
  void migration(const std::vector<EntryRow>& all, const EntryRow& entry) {
    advance(docket::instant(entry.effective));
    expected_.bundle = entry.bundle;
    const std::vector<EntryRow> entries(all.data(), &entry + 1);
    try {
      const auto folded = docket::fold(store_, Chronicle(entries), docket::instant(entry.effective) + 1ms);
      if (!folded) {
        return differs(entry.number, "refused " + std::string(code_name(folded.error().code)));
      }
      const auto& last = folded->steps.back();
      if (last.placed.entry != &entries.back()) {
        return differs(entry.number, "refused");
      }
      state_ = folded->state;
      compare(entry, state_, last.outcome);
    } catch (const std::invalid_argument&) {
      differs(entry.number, "context");
    }
  }

  bool refolds(const EntryRow& entry) {
    try {
      return docket::read_context(entry.context).until.has_value();
    } catch (const std::invalid_argument&) {
      differs(entry.number, "context");
      return false;
    }
  }

  void refold(const std::vector<EntryRow>& all, const EntryRow& entry) {
    let_clock_entries_pass();
    const std::vector<EntryRow> entries(all.data(), &entry + 1);
    try {
      auto refolding = docket::refold(store_, row_.number, entries, base::sha256(snapshot_));
      if (!refolding) {
        return differs(entry.number, words(entry, refolding.error()));
      }
      compare(entry, refolding->after.state,
              docket::write_effects(refolding->outcome, refolding->given, refolding->withdrawn,
                                    refolding->outgoing));
      expected_ = std::move(refolding->after.row);
      check_bundle(entry);
      state_ = std::move(refolding->after.state);
    } catch (const std::invalid_argument&) {
      differs(entry.number, "arguments");
    }
  }

  void act(const EntryRow& entry) {
    advance(docket::instant(entry.effective));
    try {
      const auto outcome = state_.apply(act_of(entry));
      if (!outcome) {
        return differs(entry.number, words(entry, outcome.error()));
      }
      if (outcome->verdict != Verdict::accepted) {
        return differs(entry.number, words(*outcome));
      }
      compare(entry, state_, *outcome);
    } catch (const std::invalid_argument&) {
      differs(entry.number, "arguments");
    }
  }

  void let_clock_entries_pass() {
    if (!clock_entries_.empty()) {
      advance(docket::instant(clock_entries_.back()->effective) + 1min);
    }
  }

  /// Fires what is due and compares it with the clock entries that the log has since the last act.
  void advance(Instant until) {
    const auto fired = state_.advance(until, [&](const Case& state, const Outcome& outcome) {
      if (clock_entries_.empty() || clock_entries_.front()->effective != docket::milliseconds(outcome.time)) {
        return case_differs("missing " + format_instant(state.policy(), outcome.time));
      }
      compare(*clock_entries_.front(), state, outcome);
      clock_entries_.pop_front();
    });
    if (!fired) {
      case_differs("refused " + std::string(code_name(fired.error().code)));
    }
    for (const EntryRow* entry : clock_entries_) {
      differs(entry->number, "surplus");
    }
    clock_entries_.clear();
  }

  void compare(const EntryRow& entry, const Case& state, const Outcome& outcome) {
    compare(entry, state, docket::write_effects(outcome));
    expected_.lapsed += docket::lapses(outcome);
    expected_.last = std::max(expected_.last, entry.effective);
    if (entry.number == 1) {
      expected_.opened = entry.effective;
    }
    docket::describe(state, docket::instant(entry.effective), expected_);
  }

  void compare(const EntryRow& entry, const Case& state, const std::string& effects) {
    snapshot_ = state.snapshot();
    if (base::sha256(snapshot_) != entry.state_hash) {
      differs(entry.number, "state_hash");
    }
    if (effects != entry.effects) {
      differs(entry.number, "effects");
    }
  }

  void check_row(const std::vector<EntryRow>& entries) {
    const auto check = [&](const char* what, const auto& stored, const auto& folded) {
      if (stored != folded) {
        case_differs(what);
      }
    };
    check("entries", row_.entries, static_cast<std::int64_t>(entries.size()));
    check("hash", row_.hash, previous_hash_);
    check("snapshot", store_.rows.snapshot(row_.id), snapshot_);
    check("stages", row_.stages, expected_.stages);
    check("responsible", row_.responsible, expected_.responsible);
    check("next_due", row_.next_due, expected_.next_due);
    check("ended", row_.ended, expected_.ended);
    check("overdue", row_.overdue, expected_.overdue);
    check("lapsed", row_.lapsed, expected_.lapsed);
    check("bundle", row_.bundle, expected_.bundle);
    check("opened", row_.opened, expected_.opened);
    check("last", row_.last, expected_.last);
  }

  Docket::Store& store_;
  std::deque<const EntryRow*> clock_entries_;  // since the last act
  bool is_refolding_ = false;
  std::int64_t number_ = 0;
  std::string previous_hash_, snapshot_;
  CaseRow expected_;
};

class Supposition : Folding {
public:
  Supposition(const CaseRow& row, const Policy& policy) : Folding(row, policy) {}

  /// The acts that stand, up to a time or as far as the case has come.
  Fold run(const std::vector<EntryRow>& entries, Instant until) {
    try {
      const Chronicle chronicle(entries);
      for (const docket::Placed& placed : chronicle.standing()) {
        if (!is(Entry::Kind::surroundings, *placed.entry) && !is(Entry::Kind::migration, *placed.entry)) {
          act(*placed.entry, chronicle.left_by(placed.entry->number) != 0);
        }
      }
      if (state_.begun()) {
        advance(std::max(until, docket::reached(entries)));
      }
    } catch (const std::invalid_argument&) {
      case_differs("context");
    }
    fold_.overdue = state_.overdue();
    return std::move(fold_);
  }

private:
  /// That an act which has no effect as recorded has none here either is no difference.
  void act(const EntryRow& entry, bool is_left) {
    if (state_.begun()) {
      advance(docket::instant(entry.effective));
    }
    try {
      const auto outcome = state_.apply(act_of(entry));
      if (!outcome) {
        differs(entry.number, words(entry, outcome.error()));
      } else if (outcome->verdict != Verdict::accepted && !is_left) {
        differs(entry.number, words(*outcome));
      }
    } catch (const std::invalid_argument&) {
      differs(entry.number, "arguments");
    }
  }

  void advance(Instant until) {
    const auto fired = state_.advance(
        until, [&](const Case&, const Outcome& outcome) { fold_.lapsed += docket::lapses(outcome); });
    if (!fired) {
      case_differs("refused " + std::string(code_name(fired.error().code)));
    }
  }
};

/// Whether what cases have sent is what others have got.
class Crossing {
public:
  void add(const CaseRow& row, const std::vector<EntryRow>& entries) {
    try {
      docket::add_sent(row.number, entries, sent_, of_periods_);
      docket::add_arrived(row.number, entries, arrived_);
    } catch (const std::logic_error&) {
      is_readable_ = false;  // which the case's own fold tells
    }
  }

  void tell(std::vector<std::string>& differences) const {
    if (!is_readable_) {
      return;
    }
    for (const auto& [where, what] : sent_) {
      const auto arrived = arrived_.find(where);
      if (arrived == arrived_.end() && of_periods_.contains(std::get<0>(where))) {
        continue;  // there was no such case then
      }
      if (arrived == arrived_.end() || arrived->second != what) {
        const auto& [to, from, entry, nth] = where;
        differences.push_back(entry_of(from, entry) + ": sent " + to);
      }
    }
    for (const auto& [where, what] : arrived_) {
      if (!sent_.contains(where)) {
        const auto& [to, from, entry, nth] = where;
        differences.push_back(to + ": from " + entry_of(from, entry));
      }
    }
  }

private:
  static std::string entry_of(const std::string& case_number, std::int64_t entry) {
    return case_number + " " + std::to_string(entry);
  }

  docket::Crossings sent_, arrived_;
  std::set<std::string> of_periods_;  // receivers that need not be there
  bool is_readable_ = true;
};

void add(Docket::Replay& sum, Fold fold) {
  sum.overdue += fold.overdue;
  sum.lapsed += fold.lapsed;
  std::move(fold.differences.begin(), fold.differences.end(), std::back_inserter(sum.differences));
}

}  // namespace

namespace docket {

Fold verify(Docket::Store& store, const CaseRow& row) {
  try {
    const std::vector<EntryRow> entries = store.rows.entries(row.id);
    return Verification(store, row, entries.empty() ? row.bundle : entries.front().bundle).run(entries);
  } catch (const Failure& failure) {
    if (failure.diagnostic.code != messages::docket_bundle_damaged) {
      throw;
    }
    return {0, 0, {row.number + ": bundle"}};
  }
}

Fold suppose(Docket::Store& store, const CaseRow& row, const Policy& policy, Instant until) {
  return Supposition(row, policy).run(store.rows.entries(row.id), until);
}

}  // namespace docket

Result<Docket::Replay> Docket::replay(const Policy* policy,
                                      const std::function<void(std::int64_t, std::int64_t)>& progress) {
  return docket::guarded(store_->path(), [&]() -> Result<Replay> {
    const docket::Transaction reading(store_->rows.connection(), docket::Transaction::Access::read);
    Replay sum;
    const std::int64_t all = store_->rows.case_count();
    const auto until = store_->rows.advanced_until();
    Crossing crossing;
    store_->rows.each_case([&](const CaseRow& row) {
      add(sum, policy == nullptr
                   ? docket::verify(*store_, row)
                   : docket::suppose(*store_, row, *policy, docket::instant(until.value_or(0))));
      if (policy == nullptr) {
        crossing.add(row, store_->rows.entries(row.id));
      }
      ++sum.cases;
      sum.entries += row.entries;
      if (progress) {
        progress(sum.cases, all);
      }
    });
    crossing.tell(sum.differences);
    return sum;
  });
}

}  // namespace recourse
