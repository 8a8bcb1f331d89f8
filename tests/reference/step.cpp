// Steps of the reference interpreter.
#include "tests/reference/step.h"

#include <algorithm>

namespace recourse::reference {
namespace {

using model::Anchor;
using model::Clause;
using model::Effect;

constexpr int kMostSteps = 1000;  // decision 13

bool is_text(const model::Model& model, FieldId field) {
  auto type = model[field].type.type;
  return type == base::Type::text || type == base::Type::person;
}

bool is_set(const model::Model& model, FieldId field) {
  auto type = model[field].type.type;
  return type == base::Type::office_set || type == base::Type::choice_set;
}

std::optional<std::string> text_argument(const std::vector<std::int64_t>& arguments,
                                         const std::vector<std::string>& texts, std::int32_t parameter) {
  std::int64_t index = arguments.at(static_cast<std::size_t>(parameter));
  if (index == base::kUnknown) return std::nullopt;
  return texts.at(static_cast<std::size_t>(index));
}

/// The text that an effect sets, from an argument, a field or what is remembered of an act; none: unknown.
std::optional<std::string> text_value(const Moment& moment, model::ExpressionId id) {
  if (!id.known()) return std::nullopt;
  const model::Expression& expression = moment.model[id];
  if (expression.operation == base::Operation::argument)
    return text_argument(moment.act->arguments, moment.act->texts, expression.index);
  if (expression.operation == base::Operation::record) {
    const model::Record& record = moment.model[model::RecordId{expression.index}];
    auto remembered = moment.state.remembered.find(record.act);
    if (remembered == moment.state.remembered.end()) return std::nullopt;
    if (record.what == model::Record::What::parameter)
      return text_argument(remembered->second.arguments, remembered->second.texts, record.parameter);
    const std::string& person = remembered->second.actor.person;
    return person.empty() ? std::nullopt : std::optional(person);
  }
  auto found = moment.state.texts.find(FieldId{expression.index});
  if (expression.operation != base::Operation::field || found == moment.state.texts.end())
    return std::nullopt;
  return found->second;
}

/// What the effects of one step set, each from the state before (decision 18).
struct Assignments {
  std::map<FieldId, std::int64_t> values;
  std::map<FieldId, std::optional<std::string>> texts;
  std::map<std::pair<FieldId, std::int64_t>, bool> members;  // true: added
};

void assign(const State& state, auto& assignments, const auto& key, const auto& value) {
  auto [place, fresh] = assignments.emplace(key, value);
  if (!fresh && place->second != value) find_fault(state, Fault::two_values);
}

void gather(const Moment& moment, const Effect& effect, Assignments& assignments) {
  bool once = effect.kind == Effect::Kind::set_once;
  if (effect.kind == Effect::Kind::add || effect.kind == Effect::Kind::remove) {
    std::int64_t member = evaluate(moment, effect.value);
    if (member != base::kUnknown)
      assign(moment.state, assignments.members, std::pair(effect.field, member),
             effect.kind == Effect::Kind::add);
  } else if (is_text(moment.model, effect.field)) {
    if (!once || !moment.state.texts.contains(effect.field))
      assign(moment.state, assignments.texts, effect.field, text_value(moment, effect.value));
  } else {
    if (once && moment.state.fields.contains(effect.field)) return;
    std::int64_t value = effect.value.known() ? evaluate(moment, effect.value) : base::kUnknown;
    const model::ValueType& type = moment.model[effect.field].type;
    bool outside = (type.least && value < *type.least) || (type.most && value > *type.most);
    if (outside && value != base::kUnknown) find_fault(moment.state, Fault::overflow);  // decision 42
    assign(moment.state, assignments.values, effect.field, value);
  }
}

/// What goes to another case, in words, so that it is compared as a notice is. Nothing goes to a case that is not known.
std::optional<std::string> sent(const Moment& moment, const model::Sent& sent) {
  std::optional<std::string> to = std::string("a new case");
  if (sent.to.known() && moment.model[sent.to].type.type == base::Type::office) {
    std::int64_t office = current_office(moment, evaluate(moment, sent.to));
    to = office == base::kUnknown ? "" : "the case of office " + std::to_string(office);
  } else if (sent.to.known()) {
    to = text_value(moment, sent.to);
  }
  if (!to || to->empty()) return std::nullopt;
  std::string words = "to " + *to + ": " + sent.act_name;
  for (const model::Sent::Argument& argument : sent.arguments) {
    if (argument.what != model::Sent::Argument::What::value) continue;
    const base::Type type = moment.model[argument.value].type.type;
    bool text = type == base::Type::text || type == base::Type::person;
    std::int64_t value = text ? 0 : evaluate(moment, argument.value);
    std::string known = value == base::kUnknown ? "" : std::to_string(value);
    words += " " + (text ? text_value(moment, argument.value).value_or("") : known);
  }
  return words;
}

/// Decision 61: whether one of the members owes it.
bool is_owed(const ClauseState& clause) {
  return std::ranges::any_of(clause.members, [](const auto& each) { return !each.second.instance.done; });
}

/// Decision 3, 2: where entering a target ends.
StageId innermost(const model::Model& model, StageId target) {
  while (!model[target].final && model[target].start.known()) target = model[target].start;
  return target;
}

}  // namespace

Entry::Entry(const model::Model& model, State& state, Minute now, const Actor* actor)
    : model_(model), state_(state), now_(now), actor_(actor) {
  ++state_.entries;
}

std::vector<Matched> Entry::listeners(const std::function<bool(const Clause&)>& hears, const Act* act,
                                      std::int64_t it) const {
  std::vector<Matched> matched;
  static const Actor nobody;
  Moment now = moment(act);
  now.it = it;
  for (std::size_t index = 0; index < model_.clauses.size(); ++index) {
    ClauseId id{static_cast<std::int32_t>(index)};
    const Clause& clause = model_[id];
    if (clause.kind != Clause::Kind::on || !hears(clause) || !is_active(now, id)) continue;
    if (matches(now, clause.who, actor_ ? *actor_ : nobody) && holds(now, clause.guard))
      matched.push_back({id, &clause.then, true, true, it});
  }
  return matched;
}

void Entry::act(const Act& act) {
  Moment now = moment(&act);
  Permission permission = permission_of(now, act);
  std::vector<Matched> matched = listeners(
      [&](const Clause& clause) {
        return clause.trigger == Clause::Trigger::act && std::ranges::count(clause.acts, act.act) > 0;
      },
      &act);
  for (const auto* clauses : {&permission.openings, &permission.duties, &permission.rights})
    for (ClauseId clause : *clauses)
      matched.push_back({clause, &model_[clause].then, !is_of_members(model_, model_[clause])});
  finish(matched, &act, [&] {
    for (auto& [id, clause] : state_.clauses)  // decision 17: used up by the next accepted act
      if (std::ranges::count(model_[id].acts, act.act) > 0) clause.approved = false;
    for (ClauseId clause : permission.approvals) state_.clauses[clause].approved = true;
    for (ClauseId clause : permission.rights)
      if (has_instance(model_[clause])) ++state_.clauses.at(clause).instance->uses;
    for (const auto& [instance, by] : permission.extensions) extend(moment(), state_, instance, by);
    do_duties(permission.duties);
  });
}

void Entry::fire(const std::set<InstanceId>& instances, bool lapse) {
  std::vector<Matched> matched;
  for (const InstanceId& id : instances) {
    const Clause& clause = model_[id.clause];
    bool timer = clause.kind == Clause::Kind::after;
    matched.push_back({id.clause, timer ? &clause.then : &clause.otherwise, true, true, id.member});
  }
  finish(matched, nullptr, [&] {
    for (const InstanceId& id : instances) {
      instance_at(state_, id).fired = true;
      if (lapse) events_.insert({Clause::Trigger::overdue, id.clause, {}, id.member});
    }
  });
}

void Entry::recount() {
  for (ClauseId id : order_of_dates(model_)) {
    auto found = state_.clauses.find(id);
    if (found == state_.clauses.end() || !found->second.active) continue;
    if (found->second.instance) count_by_calendar(moment(), state_, {id});
    for (auto& [office, member] : found->second.members) count_by_calendar(moment(), state_, {id, office});
  }
  finish({}, nullptr, [] {});
}

void Entry::run_events() {
  for (int steps = 1; !events_.empty(); ++steps) {
    if (steps > kMostSteps) return find_fault(state_, Fault::endless);
    std::set<Event> heard;
    heard.swap(events_);
    std::vector<Matched> matched;
    for (const Event& event : heard) {
      std::vector<Matched> listening = listeners(
          [&](const Clause& clause) {
            return clause.trigger == event.trigger && clause.duty == event.duty &&
                   clause.entered == event.stage;
          },
          nullptr, event.it);
      matched.insert(matched.end(), listening.begin(), listening.end());
      // Decision 61: that all have done it moves the case, also when the clause is not active any more.
      bool completes = event.trigger == Clause::Trigger::done && is_of_members(model_, model_[event.duty]) &&
                       in_configuration(model_, state_, model_[event.duty].stage);
      if (completes) matched.push_back({event.duty, &model_[event.duty].then, true, false});
    }
    finish(matched, nullptr, [] {});  // a step, and a look, also when nobody listens (decisions 7, 19)
  }
}

/// Decision 20. `marks` is what happens to clauses themselves between the anchors and the stages.
void Entry::finish(const std::vector<Matched>& matched, const Act* act, const std::function<void()>& marks) {
  std::map<RegionId, Change> changes = moves(matched, !state_.begun);
  occurred_.reset();
  entered_.clear();
  became_known_.clear();
  write_effects(matched, act);
  state_.begun = true;
  if (act) remember(*act);
  marks();
  for (const auto& [region, change] : changes) {
    for (StageId stage : change.left) leave(stage);
    state_.current.erase(region);
    if (change.current) state_.current[region] = *change.current;
    for (StageId stage : change.entered) {
      entered_.insert(stage);
      state_.stages[stage] = {now_, state_.entries};
      events_.insert({Clause::Trigger::entered, {}, stage});
    }
  }
  for (StageId stage : entered_) note_end(stage);
  look();
}

/// Whether the region is `outer` or that of a branch somewhere in it.
bool Entry::is_within(RegionId region, RegionId outer) const {
  while (region != outer && model_[region].parallel.known()) region = model_[model_[region].parallel].region;
  return region == outer;
}

/// Decision 59: the moves that matched, each with the innermost region around its target that runs.
std::vector<Entry::Move> Entry::wanted(const std::vector<Matched>& matched) const {
  std::vector<Move> moves;
  for (const Matched& each : matched) {
    StageId target = each.consequence->target;
    if (!target.known() || !each.moves) continue;
    RegionId region = model_[target].region;
    while (!state_.current.contains(region)) region = model_[model_[region].parallel].region;
    moves.push_back({region, target, model_[each.clause].stage});
  }
  return moves;
}

/// Decisions 4, 59: unless one of an inner stage that stands itself meets it.
bool Entry::stands(const Move& move, const std::vector<Move>& moves) const {
  return std::ranges::none_of(moves, [&](const Move& other) {
    bool inner = other.from != move.from && surrounds(model_, move.from, other.from);
    bool meets = is_within(other.region, move.region) || is_within(move.region, other.region);
    return inner && meets && stands(other, moves);
  });
}

std::map<RegionId, Entry::Change> Entry::moves(const std::vector<Matched>& matched, bool opening) const {
  std::map<RegionId, Change> changes;
  for (std::size_t index = 0; opening && index < model_.regions.size(); ++index)
    if (!model_.regions[index].parallel.known()) enter(model_.regions[index].root, {}, {}, changes);
  if (opening) return changes;
  std::vector<Move> made, all = wanted(matched);
  for (const Move& move : all) {
    if (!stands(move, all)) continue;
    bool differs = false, repeats = false;
    for (const Move& other : made) {
      bool same = other.region == move.region && other.target == move.target;
      repeats = repeats || same;
      differs = differs ||
                (!same && (is_within(other.region, move.region) || is_within(move.region, other.region)));
    }
    if (differs) find_fault(state_, Fault::two_moves);
    if (differs || repeats) continue;
    made.push_back(move);
    carry_out(move, changes);
  }
  return changes;
}

/// Decisions 4, 35: in the region itself, and in the branches that are left and entered with it.
void Entry::carry_out(const Move& move, std::map<RegionId, Change>& changes) const {
  StageId target = move.target;
  while (model_[target].region != move.region) target = model_[model_[target].region].parallel;
  StageId current = state_.current.at(move.region);
  std::vector<StageId> old = chain(model_, current);
  std::vector<StageId> path = path_from_root(model_, target);
  bool surrounding = target != current && std::ranges::count(old, target) > 0;
  if (surrounding && target != model_[move.region].root) {
    Change& change = changes[move.region];
    change.current = target;
    for (StageId stage : old)
      if (std::ranges::count(path, stage) == 0) leave(stage, changes);
    return;
  }
  std::set<StageId> kept;
  if (!model_[current].final && !model_[innermost(model_, target)].final)
    for (StageId stage : path)
      if (stage != target && std::ranges::count(old, stage) > 0) kept.insert(stage);
  for (StageId stage : old)
    if (!kept.contains(stage)) leave(stage, changes);
  enter(target, move.target, kept, changes);
}

/// With the branches that run in it.
void Entry::leave(StageId stage, std::map<RegionId, Change>& changes) const {
  changes[model_[stage].region].left.push_back(stage);
  for (std::size_t index = 0; index < model_.regions.size(); ++index) {
    RegionId branch{static_cast<std::int32_t>(index)};
    if (model_[branch].parallel != stage || !state_.current.contains(branch)) continue;
    for (StageId inner : chain(model_, state_.current.at(branch))) leave(inner, changes);
  }
}

/// The stage and what is entered with it: start stages, branches at theirs, but that in which the goal lies there.
void Entry::enter(StageId stage, StageId goal, const std::set<StageId>& kept,
                  std::map<RegionId, Change>& changes) const {
  StageId current = innermost(model_, stage);
  Change& change = changes[model_[stage].region];
  change.current = current;
  for (StageId entered : chain(model_, current))
    if (!kept.contains(entered)) change.entered.push_back(entered);
  if (!model_[current].parallel) return;
  for (StageId branch : model_[current].children) {
    StageId first = branch;
    for (StageId each = goal; each.known(); each = model_[each].parent)
      if (model_[each].region == model_[branch].region) {
        first = each;
        break;
      }
    enter(first, goal, {}, changes);
  }
}

/// Decision 59: one event, when a branch has come to its end and all others have.
void Entry::note_end(StageId stage) {
  StageId parallel = model_[model_[stage].region].parallel;
  if (!model_[stage].final || !parallel.known()) return;
  bool all = std::ranges::all_of(model_[parallel].children, [&](StageId branch) {
    return model_[state_.current.at(model_[branch].region)].final;
  });
  if (all) events_.insert({Clause::Trigger::ended, {}, parallel});
}

void Entry::write_effects(const std::vector<Matched>& matched, const Act* act) {
  Moment now = moment(act);
  Assignments assignments;
  for (const Matched& each : matched) {
    now.it = each.it;
    if (!each.has_effects) continue;
    for (const Effect& effect : each.consequence->effects) {
      if (effect.kind == Effect::Kind::notify)
        notices.insert({each.clause, effect.receiver, effect.text, each.it});
      else if (effect.kind != Effect::Kind::send)
        gather(now, effect, assignments);
      else if (auto words = sent(now, *effect.sent))
        notices.insert({each.clause, {}, *words});
    }
  }
  for (const auto& [field, value] : assignments.values) {
    if (is_set(model_, field)) state_.sets.erase(field);
    bool was_known = state_.fields.erase(field) > 0;
    if (value == base::kUnknown) continue;
    state_.fields[field] = value;
    if (!was_known) became_known_.insert(field);
  }
  for (const auto& [field, text] : assignments.texts) {
    state_.texts.erase(field);
    if (text) state_.texts[field] = *text;
  }
  for (const auto& [member, added] : assignments.members) {
    if (added)
      state_.sets[member.first].insert(member.second);
    else
      state_.sets[member.first].erase(member.second);
  }
}

void Entry::remember(const Act& act) {
  Remembered& remembered = state_.remembered[act.act];
  remembered = {remembered.count + 1, act.actor, moment().today(), act.arguments, act.texts};
  state_.acts[act.act] = {now_, state_.entries};
  occurred_ = act.act;
}

void Entry::do_duties(const std::vector<ClauseId>& done) {
  for (ClauseId clause : done) {
    if (is_of_members(model_, model_[clause])) {
      ClauseState& of_members = state_.clauses.at(clause);
      for (std::int64_t office : owing_members(moment(), clause, *actor_))
        of_members.members.at(office).instance.done = true;
      of_members.served = true;
      continue;
    }
    state_.clauses.at(clause).instance->done = true;
    events_.insert({Clause::Trigger::done, clause, {}});
  }
}

/// Decision 61: nobody owes the duty any more; it is done if somebody has done it.
void Entry::complete(ClauseId id) {
  ClauseState& clause = state_.clauses[id];
  if (is_owed(clause)) return;
  clause.owed = false;
  if (clause.all_done || !clause.served) return;
  clause.all_done = true;
  events_.insert({Clause::Trigger::done, id, {}});
}

/// Decision 7: ceasing to be active discharges the instance; decision 17: and drops the approval.
void Entry::end(ClauseId clause) {
  ClauseState& state = state_.clauses[clause];
  if (state.active) {
    complete(clause);
    state.ended = state_.entries;
  }
  state.active = false;
  state.approved = false;
}

void Entry::leave(StageId stage) {
  for (std::size_t index = 0; index < model_.clauses.size(); ++index)
    if (model_.clauses[index].stage == stage) end(ClauseId{static_cast<std::int32_t>(index)});
}

/// Decisions 9, 37, 38: done, still active, and its anchor occurred in this step.
bool Entry::starts_again(const InstanceId& id) {
  const Clause& clause = model_[id.clause];
  Instance& instance = instance_at(state_, id);
  if (!clause.limit || !is_done(clause, instance)) return false;
  const Anchor& anchor = clause.limit->anchor;
  switch (anchor.kind) {
    case Anchor::Kind::act:
      return occurred_ == anchor.act;
    case Anchor::Kind::stage:
      return entered_.contains(anchor.stage);
    case Anchor::Kind::field:
      return became_known_.contains(anchor.field);
    default:
      return is_composed(anchor) &&
             fix_parts(moment(), anchor, state_.clauses.at(id.clause), instance, became_known_);
  }
}

void Entry::note_done(ClauseId id) {
  ClauseState& clause = state_.clauses.at(id);
  if (!clause.active || !clause.instance || clause.instance->ended || !is_done(model_[id], *clause.instance))
    return;
  clause.instance->ended = true;
  for (auto& part : clause.instance->parts) part.reset();
  clause.ended = state_.entries;
}

/// Decision 61: who has left, who has joined, whether it is done, what begins again. `owed_anew`: nobody owed it before.
void Entry::look_at_members(const Moment& before, ClauseId id, std::set<InstanceId>& fresh,
                            std::set<ClauseId>& owed_anew) {
  ClauseState& clause = state_.clauses[id];
  std::set<std::int64_t> offices = members_now(before, model_[id]);
  bool begins = !clause.active;
  if (begins) {
    clause.members.clear();
    clause.owed = clause.served = clause.all_done = false;
  }
  std::erase_if(clause.members, [&](const auto& each) { return !offices.contains(each.first); });
  for (std::int64_t office : offices) {
    if (clause.members.contains(office)) continue;
    clause.members[office].joined = begins ? std::nullopt : std::optional(now_);
    fresh.insert({id, office});
  }
  complete(id);
  for (auto& [office, member] : clause.members) {
    if (fresh.contains({id, office}) || !starts_again({id, office})) continue;
    member.instance = {};
    fresh.insert({id, office});
  }
  if (!is_owed(clause)) return;
  clause.all_done = false;
  if (clause.owed) return;
  clause.owed = true;
  clause.served = false;
  owed_anew.insert(id);
}

/// Decisions 7-9, 16, 40: who is active now, what starts afresh, what is dated, paused, resumed. All conditions read
/// one snapshot, so that the order of clauses does not matter.
void Entry::look() {
  const State snapshot = state_;
  const Moment before{model_, snapshot, now_, actor_, nullptr};
  std::set<ClauseId> fresh, again, clocks, timers, owed_anew;
  std::set<InstanceId> fresh_members;
  for (std::size_t index = 0; index < model_.clauses.size(); ++index) {
    ClauseId id{static_cast<std::int32_t>(index)};
    const Clause& clause = model_.clauses[index];
    if (!has_instance(clause) && !clause.approval.known()) continue;  // nothing begins or ends with it
    if (!in_configuration(model_, snapshot, clause.stage) || !holds(before, clause.condition)) {
      end(id);
      continue;
    }
    ClauseState& state = state_.clauses[id];
    if (is_of_members(model_, clause)) {
      look_at_members(before, id, fresh_members, owed_anew);
    } else if (has_instance(clause)) {
      note_done(id);
      if (!state.active) {
        fresh.insert(id);
      } else if (starts_again({id})) {
        fresh.insert(id);
        again.insert(id);
      }
      bool timer = clause.limit && clause.limit->anchor.kind == Anchor::Kind::before_due;
      (timer ? timers : clocks).insert(id);
    }
    state.active = true;
  }
  for (ClauseId id : timers) {
    auto& instance = state_.clauses.at(id).instance;
    ClauseId duty = model_[id].limit->anchor.duty;
    if (instance && instance->fired && (fresh.contains(duty) || owed_anew.contains(duty))) fresh.insert(id);
  }
  for (ClauseId id : fresh) {
    auto& instance = state_.clauses.at(id).instance;
    // What has occurred since the last one was done is fixed already.
    auto parts = again.contains(id) ? instance->parts : std::vector<std::optional<Minute>>{};
    instance = Instance{};
    instance->parts = parts;
  }
  for (ClauseId id : order_of_dates(model_)) {
    if (clocks.contains(id)) refresh(moment(), before, state_, {id}, fresh.contains(id), became_known_);
    auto found = state_.clauses.find(id);
    if (found == state_.clauses.end() || !found->second.active) continue;
    for (auto& [office, member] : found->second.members)
      refresh(moment(), before, state_, {id, office}, fresh_members.contains({id, office}), became_known_);
  }
  for (ClauseId id : timers) refresh(moment(), before, state_, {id}, fresh.contains(id), became_known_);
}

}  // namespace recourse::reference
