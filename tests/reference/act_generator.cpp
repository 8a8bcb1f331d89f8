// Random acts, biased toward what the reference interpreter would allow.
#include "tests/reference/act_generator.h"

namespace recourse::reference {
namespace {

constexpr int kHour = 60;
constexpr int kDay = calendar::kMinutesOfDay;

template <typename Id>
Id random_id(std::size_t size, Random& random) {
  return Id{random.between(0, static_cast<int>(size) - 1)};
}

}  // namespace

std::shared_ptr<const model::Model> after(const model::Model& model, const Arrival& arrival) {
  auto later = std::make_shared<model::Model>(model);
  calendar::CalendarData data = model.calendar->data();
  data.notices.push_back(arrival.notice);
  later->calendar = calendar::Calendar::build(std::move(data));
  return later;
}

Arrival ActGenerator::arrival(const State& state) {
  Arrival arrival;
  arrival.time = *state.not_before() + random_.between(-1, 2 * kDay);
  if (auto due = interpreter_.next_due(state)) arrival.time = std::min(arrival.time, *due);
  arrival.time = std::max(arrival.time, *state.last);
  Day today = model_.calendar->day_of(arrival.time);
  arrival.notice.id = "N" + std::to_string(random_.between(2, 999));
  arrival.notice.published = today;
  arrival.notice.year = calendar::civil_from_day(today).year + random_.between(0, 1);
  for (int days = random_.between(0, 6); days > 0; --days)
    arrival.notice.days.push_back({today + random_.between(-5, 60), random_.chance(70), "later"});
  return arrival;
}

Happening ActGenerator::next(const State& state) {
  if (state.begun && random_.chance(1)) return arrival(state);
  Minute time = time_of(state);
  auto due = interpreter_.next_due(state);
  bool behind = due && time > *due;
  if (behind && !random_.chance(5)) return random_.chance(50) ? time : *due + 1;
  if (state.begun && random_.chance(5)) return time;
  bool at_random = random_.chance(15);
  for (int attempt = 0; attempt < 8 && !at_random; ++attempt) {
    auto act = offered_act(state, time);
    if (!act) break;
    if (attempt == 7 || interpreter_.permission(state, *act).verdict == Verdict::accepted) return *act;
  }
  return random_act(time);
}

Minute ActGenerator::time_of(const State& state) {
  if (!state.last) {
    Day day = calendar::day_from_civil({2026, 1, 1}) + random_.between(0, 330);
    return model_.calendar->instant(day, random_.between(0, kDay - 1));
  }
  Minute now = *state.not_before();
  auto due = interpreter_.next_due(state);
  switch (random_.between(0, 11)) {
    case 0:
      return now - random_.between(1, 3 * kDay);  // late
    case 1:
    case 2:
      return now;
    case 3:
      return now + random_.between(1, 5);
    case 4:
      return due ? *due : now + kDay;  // in the last minute
    case 5:
      return due ? *due + random_.between(1, 2) : now + kHour;
    case 6:
      return model_.calendar->last_minute(model_.calendar->day_of(now));
    case 7:
      return due ? *due + random_.between(0, 20 * kDay) : now + random_.between(0, 40 * kDay);
    case 8:
    case 9:
      return now + random_.between(1, 10 * kDay);
    default:
      return now + random_.between(1, 12 * kHour);
  }
}

Actor ActGenerator::random_actor() {
  Actor actor;
  if (random_.chance(3)) return actor;
  if (random_.chance(30)) {
    actor.kind = Actor::Kind::party;
    std::vector<RoleId> parties;
    for (std::size_t index = 0; index < model_.roles.size(); ++index)
      if (model_.roles[index].party) parties.push_back(RoleId{static_cast<std::int32_t>(index)});
    if (!parties.empty()) actor.role = random_.pick(parties);
  } else {
    actor.kind = Actor::Kind::office;
    actor.office = random_.between(0, static_cast<int>(model_.offices.offices().size()) - 1);
    if (random_.chance(50)) actor.post = random_.chance(70) ? "head" : "clerk";
  }
  if (random_.chance(50)) actor.person = "Li";
  return actor;
}

std::int64_t ActGenerator::argument(const model::ActParameter& parameter, Act& act) {
  if (parameter.type.optional && random_.chance(30)) return base::kUnknown;
  switch (parameter.type.type) {
    case base::Type::truth:
      return random_.between(0, 1);
    case base::Type::number:
      if (random_.chance(2)) return std::int64_t{1} << random_.between(40, 62);
      return random_.between(0, 60);
    case base::Type::choice:
      return random_.between(0, static_cast<int>(model_[parameter.type.choice].values.size()) - 1);
    case base::Type::date:
      return calendar::day_from_civil({2026, 1, 1}) + random_.between(-30, 400);
    case base::Type::duration: {
      static const std::vector<Unit> units = {Unit::day, Unit::working_day, Unit::month};
      return random_.between(1, 12) * 8 + static_cast<int>(random_.pick(units));
    }
    case base::Type::office:
      return random_.between(0, static_cast<int>(model_.offices.offices().size()) - 1);
    case base::Type::text:
    case base::Type::person:
      act.texts.push_back("text " + std::to_string(random_.between(1, 3)));
      return static_cast<std::int64_t>(act.texts.size()) - 1;
    default:
      return base::kUnknown;
  }
}

void ActGenerator::choose_arguments(Act& act) {
  for (const model::ActParameter& parameter : model_[act.act].parameters)
    act.arguments.push_back(argument(parameter, act));
}

Act ActGenerator::random_act(Minute time) {
  Act act;
  act.time = time;
  act.act = random_id<ActId>(model_.acts.size(), random_);
  act.actor = random_actor();
  choose_arguments(act);
  return act;
}

void ActGenerator::choose_actor(const State& state, WhoId who, Act& act) {
  for (int attempt = 0; attempt < 8; ++attempt) {
    act.actor = random_actor();
    if (matches({model_, state, act.time, nullptr, nullptr}, who, act.actor)) return;
  }
  if (!who.known()) return;
  const model::Who& named = model_[who];
  if (named.kind == model::Who::Kind::party) {
    act.actor.kind = Actor::Kind::party;
    act.actor.role = named.role;
    return;
  }
  act.actor.kind = Actor::Kind::office;
  act.actor.post = named.post;
  if (model_[named.office].type.type == base::Type::office_set) {
    auto members = state.sets.find(FieldId{model_[named.office].index});
    if (members == state.sets.end() || members->second.empty()) return;
    std::vector<std::int64_t> offices(members->second.begin(), members->second.end());
    std::int64_t member = current_office({model_, state, act.time, nullptr, nullptr}, random_.pick(offices));
    if (member != base::kUnknown) act.actor.office = static_cast<offices::OfficeIndex>(member);
    return;
  }
  try {
    Moment moment{model_, state, act.time, nullptr, nullptr};
    std::int64_t office = current_office(moment, evaluate(moment, named.office));
    if (office != base::kUnknown) act.actor.office = static_cast<offices::OfficeIndex>(office);
  } catch (const FaultFound&) {
    return;
  }
}

std::optional<Act> ActGenerator::offered_act(const State& state, Minute time) {
  struct Offer {
    ActId act;
    WhoId who;
  };
  std::vector<Offer> offers;
  for (std::size_t index = 0; index < model_.clauses.size(); ++index) {
    ClauseId id{static_cast<std::int32_t>(index)};
    const model::Clause& clause = model_.clauses[index];
    if (!state.begun && clause.kind == model::Clause::Kind::opens_on)
      offers.push_back({random_.pick(clause.acts), clause.who});
    bool offering = clause.kind == model::Clause::Kind::must || clause.kind == model::Clause::Kind::may;
    bool lifted = clause.kind == model::Clause::Kind::must_not && clause.approval.known();
    if (!state.begun || (!offering && !lifted) || !interpreter_.active(state, time, id)) continue;
    if (lifted) offers.push_back({clause.approval, clause.approved_by});
    if (offering)
      for (ActId act : clause.acts) offers.push_back({act, clause.who});
    if (clause.limit && clause.limit->extension)
      offers.push_back({clause.limit->extension->act, clause.limit->extension->by});
  }
  if (offers.empty()) return std::nullopt;
  const Offer& offer = random_.pick(offers);
  Act act;
  act.act = offer.act;
  act.time = time;
  choose_actor(state, offer.who, act);
  choose_arguments(act);
  return act;
}

}  // namespace recourse::reference
