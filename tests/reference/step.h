// One step of a case (decisions 18-20): what matched is gathered, read against the state before, and then written in
// the order of decision 20. Acts and clock entries are made of steps.
#pragma once

#include <functional>

#include "tests/reference/clocks.h"

namespace recourse::reference {

/// A clause whose consequence belongs to the step.
struct Matched {
  ClauseId clause;
  const model::Consequence* consequence = nullptr;
  bool moves = true,
       has_effects = true;  // of `each of` the act has its effects, the move follows when it is done
  std::int64_t it = base::kUnknown;
};

struct Event {
  model::Clause::Trigger trigger = model::Clause::Trigger::done;
  ClauseId duty;
  StageId stage;
  std::int64_t it = base::kUnknown;  // of `each of`: whose instance lapsed
  friend auto operator<=>(const Event&, const Event&) = default;
};

/// What one entry (an accepted act, or a clock entry) does to a case; several steps. Throws FaultFound.
class Entry {
public:
  /// `state` is a copy that is thrown away on a fault.
  Entry(const model::Model& model, State& state, Minute now, const Actor* actor);

  /// The step of an act that is permitted and not forbidden.
  void act(const Act& act);
  /// The step in which these duties lapse, or these timers and windows fire.
  void fire(const std::set<InstanceId>& instances, bool lapse);
  /// Decision 54: the calendar is another from now on.
  void recount();
  /// The steps of the events, until none is left (decisions 13, 19).
  void run_events();

  std::multiset<Notice> notices;

private:
  struct Change {  // of the region's current stage
    std::vector<StageId> left, entered;
    std::optional<StageId> current;  // none: a branch that runs no more
  };
  struct Move {
    RegionId region;
    StageId target;
    StageId from;  // where its clause stands
  };
  [[nodiscard]] Moment moment(const Act* act = nullptr) const { return {model_, state_, now_, actor_, act}; }
  [[nodiscard]] std::vector<Matched> listeners(const std::function<bool(const model::Clause&)>& hears,
                                               const Act* act, std::int64_t it = base::kUnknown) const;
  void finish(const std::vector<Matched>& matched, const Act* act, const std::function<void()>& marks);
  [[nodiscard]] std::map<RegionId, Change> moves(const std::vector<Matched>& matched, bool opening) const;
  [[nodiscard]] bool is_within(RegionId region, RegionId outer) const;
  [[nodiscard]] std::vector<Move> wanted(const std::vector<Matched>& matched) const;
  [[nodiscard]] bool stands(const Move& move, const std::vector<Move>& moves) const;
  void carry_out(const Move& move, std::map<RegionId, Change>& changes) const;
  void leave(StageId stage, std::map<RegionId, Change>& changes) const;
  void enter(StageId stage, StageId goal, const std::set<StageId>& kept,
             std::map<RegionId, Change>& changes) const;
  void note_end(StageId stage);
  void write_effects(const std::vector<Matched>& matched, const Act* act);
  void remember(const Act& act);
  void do_duties(const std::vector<ClauseId>& done);
  void leave(StageId stage);
  void end(ClauseId clause);
  void complete(ClauseId clause);
  void look_at_members(const Moment& before, ClauseId clause, std::set<InstanceId>& fresh,
                       std::set<ClauseId>& owed_anew);
  bool starts_again(const InstanceId& id);
  void note_done(ClauseId clause);
  void look();

  const model::Model& model_;
  State& state_;
  Minute now_;
  const Actor* actor_;
  std::set<Event> events_;
  // What happened in the step that is being finished:
  std::optional<ActId> occurred_;
  std::set<StageId> entered_;
  std::set<FieldId> became_known_;
};

/// Decision 6, 7: of clauses with an instance as it was last looked at, of others as asked.
bool is_active(const Moment& moment, ClauseId clause);

/// The clauses that permit the act, or why none does (decisions 5, 15, 17, 21).
struct Permission {
  std::vector<ClauseId> duties, rights, openings, approvals;
  std::map<InstanceId, Period> extensions;
  Refusal refusal = Refusal::not_open;
  [[nodiscard]] bool granted() const {
    return !duties.empty() || !rights.empty() || !openings.empty() || !approvals.empty() ||
           !extensions.empty();
  }
};
Permission permission_of(const Moment& moment, const Act& act);
/// Decision 17.
std::set<ClauseId> prohibitions_of(const Moment& moment, const Act& act);

}  // namespace recourse::reference
