#include "engine/cases/past.h"

#include "engine/cases/translate.h"

namespace recourse {

void Case::Past::note(const Outcome& outcome, const Act* act) {
  const Minute time = cases::to_minute(outcome.time);
  if (act != nullptr) {
    Done& done = acts[outcome.act];
    ++done.count;
    done.latest = *act;
    done.time = time;
  }
  for (const Event& event : outcome.events) {
    switch (event.kind) {
      case Event::Kind::entered:
        entered[event.region + "." + event.name] = time;
        break;
      case Event::Kind::started:
        instances[event.name] = {};
        break;
      case Event::Kind::dated:
      case Event::Kind::extended:
      case Event::Kind::resumed:
        instances[event.name].due = event.due ? cases::to_minute(*event.due) : calendar::kUnknownTime;
        break;
      case Event::Kind::lapsed:
        instances[event.name].lapsed = true;
        break;
      case Event::Kind::done:
      case Event::Kind::fired:
      case Event::Kind::discharged:
        instances[event.name].done = event.kind != Event::Kind::discharged;
        instances[event.name].ended = time;
        break;
      default:
        break;
    }
  }
}

}  // namespace recourse
