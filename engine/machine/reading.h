// What programs are read against while an act or an instant of the clock is looked at: the tables, the case,
// the day and who acts. Changes nothing; the first fault is noted here.
#pragma once

#include "engine/machine/record.h"

namespace recourse::machine {

struct Reading {
  Reading(const Machine& its_machine, const Surroundings& its_surroundings, CaseView its_state,
          Minute its_now)
      : machine(its_machine),
        calendar(*its_surroundings.calendar),
        offices(*its_surroundings.offices),
        state(its_state),
        now(its_now),
        today(its_surroundings.calendar->day_of(its_now)) {}

  const Machine& machine;
  const calendar::Calendar& calendar;
  const offices::Directory& offices;
  CaseView state;
  Minute now;
  calendar::Day today;
  const Actor* actor = nullptr;          // none in a clock entry
  const Act* act = nullptr;              // while arguments can be read: in the act's own step
  const std::int64_t* inputs = nullptr;  // while the answer of a decision table is computed
  std::int64_t it = base::kUnknown;      // the member whose instance lapsed, in what follows from that
  Fault fault = Fault::none;
  std::vector<Evidence>* evidence = nullptr;  // where it is kept, if anybody asks for it

  void note(const Evidence& what) const {
    if (evidence != nullptr) {
      evidence->push_back(what);
    }
  }

  void fail(Fault what) {
    if (fault == Fault::none) {
      fault = what;
    }
  }
};

/// Whether a value names an office of the directory.
[[nodiscard]] inline bool is_office(const Reading& reading, std::int64_t value) {
  // What is below zero is large as an unsigned number.
  return static_cast<std::uint64_t>(value) < reading.offices.offices().size();
}

/// The office that stands for it today; kNoOffice when there is none or the value is unknown. Most offices are in force, so that
/// they are looked at here before successors are followed.
[[nodiscard]] inline offices::OfficeIndex current_office(const Reading& reading, std::int64_t value) {
  if (!is_office(reading, value)) {
    return offices::kNoOffice;
  }
  const auto office = static_cast<offices::OfficeIndex>(value);
  return reading.offices.offices()[static_cast<std::size_t>(value)].valid.covers(reading.today)
             ? office
             : reading.offices.current(office, reading.today);
}

/// Whether the actor's office is not in force today, so that nobody acts for it.
[[nodiscard]] inline bool acts_for_nobody(const Reading& reading, const Actor& actor) {
  return actor.kind == Actor::Kind::office && is_office(reading, actor.office) &&
         !reading.offices.offices()[static_cast<std::size_t>(actor.office)].valid.covers(reading.today);
}

/// Whether two office values mean the same office today.
[[nodiscard]] inline bool same_office(const Reading& reading, std::int64_t one, std::int64_t other) {
  const offices::OfficeIndex standing = current_office(reading, one);
  return standing != offices::kNoOffice && standing == current_office(reading, other);
}

}  // namespace recourse::machine
