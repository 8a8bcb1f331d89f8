#include "engine/docket/chronicle.h"

#include "engine/cases/stable.h"
#include "engine/docket/text.h"

namespace recourse::docket {
namespace {

using namespace std::chrono_literals;

/// A correction that names no act: what it corrects never happened.
bool withdraws(const EntryRow& entry) {
  return is(Entry::Kind::correction, entry) && entry.act.empty();
}

class Fold {
public:
  Fold(Docket::Store& store, const Chronicle& chronicle, const std::function<void(const Case&)>& each)
      : store_(store),
        each_(each),
        folded_(cases::opened_by(store.policy(chronicle.bundle()), chronicle.first().act)) {
    folded_.row.bundle = chronicle.bundle();
    // As long as nothing has opened it.
    folded_.row.opened = chronicle.first().effective;
    folded_.row.stages = folded_.row.responsible = write_list({});
    folded_.row.ended = true;
  }

  Result<Folded> run(const Chronicle& chronicle, Instant until) {
    for (const Placed& placed : chronicle.standing()) {
      if (instant(placed.entry->effective) >= until) {
        break;
      }
      if (auto folded = one(placed); !folded) {
        return folded.error();
      }
    }
    if (auto advanced = advance(until); !advanced) {
      return advanced.error();
    }
    folded_.row.last = milliseconds(until);
    return std::move(folded_);
  }

private:
  Status one(const Placed& placed) {
    if (auto advanced = advance(instant(placed.entry->effective)); !advanced) {
      return advanced.error();
    }
    if (is(Entry::Kind::act, *placed.entry) || is(Entry::Kind::correction, *placed.entry)) {
      return apply(placed);
    }
    return is(Entry::Kind::migration, *placed.entry) ? migrate(placed) : adopt(placed);
  }

  Status advance(Instant until) {
    if (!folded_.state.begun()) {
      return Nothing{};
    }
    const auto fired = folded_.state.advance(until, [&](const Case& state, const Outcome& outcome) {
      folded_.past.note(outcome, nullptr);
      add({}, state, outcome);
    });
    return fired ? Status(Nothing{}) : Status(fired.error());
  }

  Status adopt(const Placed& placed) {
    if (left_behind_) {
      return Nothing{};
    }
    const auto outcome =
        folded_.state.adopt(store_.policy(placed.entry->bundle), instant(placed.entry->effective));
    if (!outcome) {
      return outcome.error();
    }
    folded_.row.bundle = placed.entry->bundle;
    if (folded_.state.begun()) {
      folded_.past.note(*outcome, nullptr);
      add(placed, folded_.state, *outcome);
    }
    return Nothing{};
  }

  /// A case that by a late act is in a stage that does not go over stays under its policy, as it would have, and takes no part in
  /// what was exchanged later.
  Status migrate(const Placed& placed) {
    if (left_behind_ || !folded_.state.begun()) {
      return Nothing{};
    }
    const auto migrated = folded_.state.migrate(store_.policy(placed.entry->bundle),
                                                instant(placed.entry->effective), folded_.past);
    if (!migrated) {
      return migrated.error();
    }
    if (migrated->moved) {
      folded_.row.bundle = placed.entry->bundle;
      add(placed, folded_.state, migrated->outcome);
    }
    left_behind_ = !migrated->moved;
    return Nothing{};
  }

  Status apply(const Placed& placed) {
    const Act act = act_of(*placed.entry);
    auto outcome = folded_.state.apply(act);
    if (outcome && outcome->verdict == Verdict::accepted) {
      folded_.past.note(*outcome, &act);
      add(placed, folded_.state, *outcome);
    } else if (outcome) {
      folded_.refused.push_back({placed, std::nullopt, std::move(*outcome)});
    } else {
      folded_.refused.push_back({placed, outcome.error(), {}});
    }
    return Nothing{};
  }

  void add(const Placed& placed, const Case& state, const Outcome& outcome) {
    CaseRow& row = folded_.row;
    const Instant time = placed.entry == nullptr ? outcome.time : instant(placed.entry->effective);
    if (folded_.steps.empty()) {
      row.opened = milliseconds(time);
    }
    row.lapsed += lapses(outcome);
    describe(state, time, row);
    folded_.steps.push_back({placed, outcome, state.policy()});
    if (each_) {
      each_(state);
    }
  }

  Docket::Store& store_;
  const std::function<void(const Case&)>& each_;
  Folded folded_;
  bool left_behind_ = false;
};

}  // namespace

Act act_of(const EntryRow& entry) {
  return {entry.act, read_arguments(entry.arguments), read_actor(entry.actor), instant(entry.effective)};
}

Chronicle::Chronicle(const std::vector<EntryRow>& entries) {
  std::map<std::int64_t, Placed> by_number;
  if (entries.empty()) {
    throw std::invalid_argument("a case without entries");
  }
  first_ = &entries.front();
  for (const EntryRow& entry : entries) {
    if (is(Entry::Kind::clock, entry)) {
      continue;
    }
    Placed placed{&entry, entry.number};
    if (is(Entry::Kind::correction, entry)) {
      const auto corrected = by_number.extract(entry.corrects);
      if (corrected.empty()) {
        continue;  // of a damaged log
      }
      placed.place = corrected.mapped().place;
      replaced_.push_back({corrected.mapped().entry, entry.number});
    }
    by_number.emplace(entry.number, placed);
  }
  for (const auto& [number, placed] : by_number) {
    for (const std::int64_t left : read_context(placed.entry->context).without_effect) {
      left_by_[left] = number;
    }
    if (!withdraws(*placed.entry)) {
      standing_.push_back(placed);
    } else if (placed.place == first_->number) {
      withdrawn_by_ = placed.entry;
    }
  }
  std::sort(standing_.begin(), standing_.end(), [](const Placed& left, const Placed& right) {
    return std::pair(minute(left.entry->effective), left.place) <
           std::pair(minute(right.entry->effective), right.place);
  });
}

std::int64_t Chronicle::left_by(std::int64_t number) const {
  const auto found = left_by_.find(number);
  return found == left_by_.end() ? 0 : found->second;
}

std::int64_t bundle_at(const Chronicle& chronicle, std::int64_t effective) {
  std::int64_t bundle = chronicle.bundle();
  for (const Placed& placed : chronicle.standing()) {
    const bool exchanges =
        is(Entry::Kind::surroundings, *placed.entry) || is(Entry::Kind::migration, *placed.entry);
    if (exchanges && minute(placed.entry->effective) <= minute(effective)) {
      bundle = placed.entry->bundle;
    }
  }
  return bundle;
}

Result<Folded> fold(Docket::Store& store, const Chronicle& chronicle, Instant until,
                    const std::function<void(const Case&)>& each) {
  return Fold(store, chronicle, each).run(chronicle, until);
}

}  // namespace recourse::docket
