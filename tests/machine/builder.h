// A policy as tables, made by hand: what the room `graph` does for rule files, small and without a model, so
// that the machine's tests stand alone. Every clock has a slot of its own. Runner plays a case of it.
#pragma once

#include <map>

#include "engine/machine/inspect.h"

namespace recourse::machine::testing {

/// An expression in postfix order; the functions below put them together.
struct Expression {
  struct Step {
    Operation operation;
    Type type;
    Index index;
    std::int64_t constant;
  };
  std::vector<Step> steps;
};

Expression constant(std::int64_t value);
Expression leaf(Operation operation, Index index = 0);
Expression apply_to(Operation operation, const std::vector<Expression>& operands, Type type = Type::number,
                    Index index = 0);
inline Expression field_value(Index field) {
  return leaf(Operation::field, field);
}
inline Expression equals(const Expression& one, const Expression& other) {
  return apply_to(Operation::equal, {one, other});
}
inline Expression known(const Expression& value) {
  return apply_to(Operation::is_known, {value});
}
inline Expression negation(const Expression& value) {
  return apply_to(Operation::logical_not, {value});
}

struct EffectRow {
  Effect::Kind kind = Effect::Kind::set;
  Index field = kNone;
  Expression value{};
  Index argument = kNone;
  Index source_field = kNone;
};

struct ReactionRow {
  Index target = kNone;
  std::vector<EffectRow> effects{};
};

struct ExtensionRow {
  std::uint8_t times = 0;
  Clock::Extension::Bound bound = Clock::Extension::Bound::by;
  Period period{};
  Index act = kNone;
  Index who = kNone;
  Index argument = kNone;
};

struct LimitRow {
  std::optional<Period> period{};
  Expression period_value{};
  Expression until{};
  Clock::Anchor anchor = Clock::Anchor::activation;
  Index anchor_index = kNone;  // act, stage, field; before_due: the clause
  Period before{};
  bool exactly = true;
  ExtensionRow extension{};
};

struct ClauseRow {
  Clause::Kind kind = Clause::Kind::must;
  Index stage = kNone;
  std::vector<Index> acts{};
  Index who = kNone;
  Expression condition{}, guard{};
  std::optional<LimitRow> limit{};
  std::uint8_t times = 0;
  ReactionRow then{};
  std::optional<ReactionRow> otherwise{};
  Index on_overdue = kNone, on_done = kNone,
        on_entered = kNone;                     // an `on` of an event: clause, clause, stage
  Index approval = kNone, approved_by = kNone;  // the act that approves, and who may
};

struct PauseRow {
  std::vector<Index> clauses{};
  Index stage = kNone;
  Expression condition{};
};

class Builder {
public:
  /// The region's root.
  Index region();
  Index stage(Index parent, bool start = false, bool final = false);
  Index act(std::vector<Type> parameters = {});
  Index field(Type type = Type::number, std::uint8_t width = 8, std::int64_t initial = base::kUnknown);
  Index ranged_field(std::int64_t least, std::int64_t most, std::int64_t initial);
  Index remember(Index act, Remembered::What what, Index argument = kNone);
  Index who(Who row, const Expression& office = {});
  Index post(std::string name);
  Index clause(ClauseRow row);
  void pause(PauseRow row) { pauses_.push_back(std::move(row)); }

  Machine build() const;

private:
  friend class Tables;
  Machine base_;  // stages, acts, fields, whos, posts, region roots
  std::vector<ClauseRow> clauses_;
  std::vector<PauseRow> pauses_;
  std::vector<Expression> offices_;  // of whos
  std::vector<std::pair<Index, Remembered>> remembered_;
};

/// Plays one case. Times are written "2026-03-02" (23:59) or "2026-03-02 10:30", in Asia/Shanghai; every year
/// of the calendar is computed, Saturdays and Sundays off, but those that `notices` leaves open.
class Runner {
public:
  explicit Runner(Machine machine, offices::Directory directory = {});

  /// Advances to the time, then acts. `begin` opens the case by act 0.
  Verdict act(const std::string& time, Index act, Actor actor = {}, std::vector<std::int64_t> arguments = {},
              std::vector<std::string_view> texts = {});
  /// Without advancing.
  Verdict act_only(const std::string& time, Index act, Actor actor = {},
                   std::vector<std::int64_t> arguments = {}, std::vector<std::string_view> texts = {});
  bool advance(const std::string& until);

  [[nodiscard]] Index stage(Index region = 0) const { return current_stage(machine, record(), region); }
  [[nodiscard]] bool in(Index stage) const { return in_stage(machine, record(), stage); }
  [[nodiscard]] std::int64_t value(Index field) { return machine::field(machine, view(), field); }
  [[nodiscard]] Slot slot_of(Index clause) const {
    return slot(machine, record(), machine.clauses[clause].clock);
  }
  [[nodiscard]] bool marked(Index clause, unsigned marks) const {
    return (slot_of(clause).marks & marks) == marks;
  }
  /// "2026-03-02 23:59", or "" when undated.
  [[nodiscard]] std::string due(Index clause) const;
  [[nodiscard]] std::string next() const { return written(next_due(record())); }
  [[nodiscard]] std::string written(Minute minute) const;
  [[nodiscard]] Minute minute(const std::string& time) const;
  [[nodiscard]] CaseView view() { return {reinterpret_cast<std::byte*>(words_.data()), &outside}; }
  [[nodiscard]] const std::byte* record() const { return reinterpret_cast<const std::byte*>(words_.data()); }
  [[nodiscard]] Surroundings surroundings() const { return {&calendar, &directory}; }
  /// The clauses that fired since the last call of act() or advance() began.
  std::vector<Index> fired;
  std::vector<std::string> fired_at;

  Machine machine;
  calendar::Calendar calendar;
  offices::Directory directory;
  Outside outside;
  Outcome outcome;

private:
  std::vector<std::uint64_t> words_;
};

inline Period days(std::int32_t amount) {
  return {amount, calendar::Unit::day};
}
inline Period hours(std::int32_t amount) {
  return {amount, calendar::Unit::hour};
}
inline std::int64_t duration(std::int32_t amount, calendar::Unit unit) {
  return amount * 8 + static_cast<std::int64_t>(unit);
}
inline LimitRow within(Period period) {
  LimitRow limit;
  limit.period = period;
  return limit;
}
inline LimitRow within(Period period, Clock::Anchor anchor, Index index) {
  LimitRow limit = within(period);
  limit.anchor = anchor;
  limit.anchor_index = index;
  return limit;
}
inline Actor party(Index role) {
  Actor actor;
  actor.kind = Actor::Kind::party;
  actor.role = role;
  return actor;
}
inline Actor officer(offices::OfficeIndex office, Index post = kNone) {
  Actor actor;
  actor.office = office;
  actor.post = post;
  return actor;
}

}  // namespace recourse::machine::testing
