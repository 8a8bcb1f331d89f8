// Whos. Doors: names_actor, resolve_offices.
#include "engine/machine/who.h"

#include <algorithm>

#include "engine/machine/evaluate.h"

namespace recourse::machine {
namespace {

using Kind = Who::Kind;
using offices::kNoOffice;
using offices::OfficeIndex;

const std::vector<std::int64_t>& members(const Reading& reading, const Who& who) {
  return reading.state.outside->sets[reading.machine.fields[who.field].index];
}

/// The office that the Who's program gives, successors followed.
OfficeIndex office_of(Reading& reading, const Who& who) {
  return who.office.count == 0 ? kNoOffice : current_office(reading, evaluate(reading, who.office));
}

/// Whether some office stands today for a member of the Who's set.
bool has_members(const Reading& reading, const Who& who) {
  const auto& offices = members(reading, who);
  return std::any_of(offices.begin(), offices.end(),
                     [&](std::int64_t member) { return current_office(reading, member) != kNoOffice; });
}

bool is_member(const Reading& reading, const Who& who, OfficeIndex office) {
  const auto& offices = members(reading, who);
  return office != kNoOffice && std::any_of(offices.begin(), offices.end(), [&](std::int64_t member) {
           return current_office(reading, member) == office;
         });
}

bool is_held(const Reading& reading, const Who& who, OfficeIndex office) {
  return reading.offices.is_held(office, reading.machine.posts[who.post], reading.today);
}

/// One Who alone: whether it names the actor, whose office is in force; nothing when it names no office or a post that nobody
/// holds, so that what follows `otherwise` counts.
std::optional<bool> names(Reading& reading, const Who& who, const Actor& actor) {
  const bool acts_for_office = actor.kind == Actor::Kind::office;
  if (who.kind == Kind::party) {
    return actor.kind == Actor::Kind::party && actor.role == who.role;
  }
  if (who.kind == Kind::any_of_field || who.kind == Kind::each_of_field) {
    return has_members(reading, who) ? std::optional(acts_for_office && is_member(reading, who, actor.office))
                                     : std::nullopt;
  }
  const OfficeIndex named = office_of(reading, who);
  if (named == kNoOffice) {
    return std::nullopt;
  }
  if (who.kind == Kind::office) {
    return acts_for_office && named == actor.office;
  }
  if (who.kind == Kind::post) {
    const bool is_named = acts_for_office && actor.post == who.post && named == actor.office;
    const bool matters = is_named || who.otherwise != kNone;  // who holds it
    return matters && !is_held(reading, who, named) ? std::nullopt : std::optional(is_named);
  }
  if (reading.offices.superior(named, reading.today) == kNoOffice) {
    return std::nullopt;
  }
  return acts_for_office && is_office(reading, actor.office) &&
         reading.offices.in_superiors(actor.office, named, reading.today);
}

}  // namespace

bool names_actor(Reading& reading, Index index) {
  for (; index != kNone; index = reading.machine.whos[index].otherwise) {
    const Who& who = reading.machine.whos[index];
    if (who.kind == Kind::anybody || reading.actor == nullptr) {
      return who.kind == Kind::anybody;
    }
    const auto answer = names(reading, who, *reading.actor);
    if (answer || who.otherwise == kNone) {
      return answer.value_or(false);
    }
  }
  return true;
}

void resolve_offices(Reading& reading, Index index, std::vector<OfficeIndex>& offices) {
  offices.clear();
  const auto add = [&offices](OfficeIndex office) {
    if (office != kNoOffice && std::find(offices.begin(), offices.end(), office) == offices.end()) {
      offices.push_back(office);
    }
  };
  while (index != kNone && offices.empty()) {
    const Who& who = reading.machine.whos[index];
    if (who.kind == Kind::anybody || who.kind == Kind::party) {
      return;
    }
    const OfficeIndex named = office_of(reading, who);
    if (who.kind == Kind::office || who.kind == Kind::post) {
      add(who.kind == Kind::office || is_held(reading, who, named) ? named : kNoOffice);
    } else if (who.kind == Kind::any_of_superiors) {
      // A ring in the directory ends when it comes round to an office that is there.
      for (OfficeIndex above = named; above != kNoOffice;) {
        above = reading.offices.superior(above, reading.today);
        const std::size_t before = offices.size();
        add(above);
        above = offices.size() == before ? kNoOffice : above;
      }
    } else {
      for (const std::int64_t member : members(reading, who)) {
        add(current_office(reading, member));
      }
    }
    index = who.otherwise;
  }
}

}  // namespace recourse::machine
